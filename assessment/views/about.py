"""What Vastus is, which content it judges by, and how far somebody qualified has reviewed that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessment import VERSION
from assessment.outputs.content import content_in_force
from clinics import access


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Versions, the state of review, and the figures that the installation decided itself."""
    access.member(request)
    context = {"content": content_in_force(), "version": VERSION}
    return render(request, "assessment/about.html", context)


@require_GET
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Every number with its source, by section. It holds nothing about any patient."""
    access.member(request)
    return render(request, "assessment/figures.html", {"content": content_in_force()})
