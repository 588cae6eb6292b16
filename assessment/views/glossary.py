"""The glossary: the words of the field, for everybody who works in the clinic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessment.outputs.glossary import glossary_page
from clinics import access


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every term in alphabetical order. It holds nothing about any patient."""
    access.member(request)
    return render(request, "assessment/glossary.html", {"page": glossary_page()})
