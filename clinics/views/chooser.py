"""The front door: which clinic to work in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from clinics import selectors


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Straight into the only clinic, a list of several, or what to do without any."""
    clinics = selectors.clinics_of(request.user)  # type: ignore[arg-type]
    if len(clinics) == 1:
        return redirect("assessment:home", slug=clinics[0].slug)
    return render(request, "clinics/choose.html", {"clinics": clinics})
