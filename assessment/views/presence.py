"""Who else has an evaluation open, for the page of whoever asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessment.models import Assessment
from assessment.presence import others_at
from clinics import access
from clinics.access import Permission
from clinics.models import User


@require_GET
def also_open(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """Their names, and word to their pages that this person has it open too."""
    assessment = access.get_or_404(request, Assessment, assessment_id, Permission.READ_CHART)
    person: User = request.user  # type: ignore[assignment]
    others = others_at(assessment=assessment, by=person, now=timezone.now())
    return render(request, "assessment/section/also_open.html", {"others": others})
