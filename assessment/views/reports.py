"""Reading: the report of one evaluation, and of an episode so far."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessment.models import Assessment
from assessment.outputs.episode import episode_report
from assessment.outputs.report import report_view
from assessment.selectors.reports import episode_records, report_of, restricted_part
from assessment.services.reading import (
    note_episode_read,
    note_report_read,
    note_restricted_read,
)
from assessment.views.charting import RELATED
from assessment.views.facts import events, standing, versioned
from assessment.views.frame import acts, frame
from clinics import access
from clinics.access import Permission
from patients.dates import today_at
from patients.models import EpisodeOfCare
from patients.selectors import procedures_of_episode


@require_GET
def report(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """One evaluation as a reader sees it: the signed version, or a draft marked as one."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    member = access.member(request)
    found = report_of(assessment)
    note_report_read(by=member, assessment=assessment)
    context = frame(assessment, member, record=found.record) | {
        "found": found,
        "acts": acts(assessment, member),
        "report": report_view(found.record, **standing(found)) if found.record else None,
    }
    return render(request, "assessment/report.html", context)


@require_GET
def restricted(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """The restricted part of an evaluation: its own permission, its own audit event, no print."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_RESTRICTED, select_related=RELATED
    )
    member = access.member(request)
    note_restricted_read(by=member, assessment=assessment)
    context = frame(assessment, member) | {"items": restricted_part(assessment)}
    return render(request, "assessment/restricted.html", context)


@require_GET
def episode(request: HttpRequest, slug: str, episode_id: str) -> HttpResponse:
    """The episode so far, from what was signed; a live view that says as of when."""
    found = access.get_or_404(
        request,
        EpisodeOfCare,
        episode_id,
        Permission.READ_CHART,
        select_related=("clinic", "patient"),
    )
    member = access.member(request)
    note_episode_read(by=member, episode=found)
    today = today_at(member.clinic)
    context = {
        "patient": found.patient,
        "episode": found,
        "on": today,
        "age": found.patient.age_on(today),
        "report": episode_report(
            [versioned(*one) for one in episode_records(found, member)],
            as_of=today,
            events=events(procedures_of_episode(member=member, episode=found)),
            decimal_separator=member.clinic.decimal_separator,
        ),
    }
    return render(request, "assessment/episode_report.html", context)
