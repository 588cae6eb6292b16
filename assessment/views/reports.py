"""Reading: the report of one evaluation, and of an episode so far."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessment.forms.comparing import TwoVisitsForm
from assessment.models import Assessment
from assessment.outputs.courses import columns_of
from assessment.outputs.episode import episode_report
from assessment.outputs.report import report_view
from assessment.outputs.standing import VersionedRecord
from assessment.outputs.two_visits import two_visits
from assessment.selectors.releasing import releases_of_evaluation
from assessment.selectors.reports import (
    episode_records,
    report_of,
    report_of_version,
    restricted_part,
)
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
    """One evaluation as a reader sees it: the signed version, or a draft marked as one.

    An earlier version stands in the query by its number.
    """
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_CHART, select_related=RELATED
    )
    member = access.member(request)
    number = request.GET.get("version", "")
    # Digits alone, and few of them: any other text names no version.
    earlier = int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else 0
    found = report_of_version(assessment, earlier) if number else report_of(assessment)
    if found is None:
        raise access.NotFound(member=member, model=Assessment, pk=assessment.pk)
    note_report_read(by=member, assessment=assessment, version=found.version)
    context = frame(assessment, member, record=found.record) | {
        "found": found,
        "acts": acts(assessment, member),
        "releases": releases_of_evaluation(assessment),
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
    records = _records(found, member)
    context = _about(found, member) | {
        "report": episode_report(
            records,
            as_of=today_at(member.clinic),
            events=events(procedures_of_episode(member=member, episode=found)),
            decimal_separator=member.clinic.decimal_separator,
        ),
        "form": _two_of(records, None),
    }
    return render(request, "assessment/episode_report.html", context)


@require_GET
def compare(request: HttpRequest, slug: str, episode_id: str) -> HttpResponse:
    """Any two signed visits of the episode side by side; which ones stands in the query."""
    found = access.get_or_404(
        request,
        EpisodeOfCare,
        episode_id,
        Permission.READ_CHART,
        select_related=("clinic", "patient"),
    )
    member = access.member(request)
    note_episode_read(by=member, episode=found, page="two visits")
    records = _records(found, member)
    form = _two_of(records, request.GET if "a" in request.GET or "b" in request.GET else None)
    context = _about(found, member) | {"form": form, "visits": None}
    if form is not None and form.is_valid():
        by_id = {one.record.header.assessment_id: one for one in records}
        context["visits"] = two_visits(
            *(by_id[form.cleaned_data[name]] for name in ("a", "b")),
            decimal_separator=member.clinic.decimal_separator,
        )
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, "assessment/compare.html", context, status=status)


def _about(episode: EpisodeOfCare, member: access.Member) -> dict[str, Any]:
    """The banner of a page about an episode."""
    today = today_at(member.clinic)
    return {
        "patient": episode.patient,
        "episode": episode,
        "on": today,
        "age": episode.patient.age_on(today),
    }


def _records(episode: EpisodeOfCare, member: access.Member) -> list[VersionedRecord]:
    return [versioned(*one) for one in episode_records(episode, member)]


def _two_of(records: list[VersionedRecord], sent: QueryDict | None) -> TwoVisitsForm | None:
    """The choice of two visits; none where there are not two."""
    if len(records) < 2:
        return None
    visits = [(one.assessment, f"{one.date}, {one.kind}") for one in columns_of(records)]
    return TwoVisitsForm(sent, choices=visits)
