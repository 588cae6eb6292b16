"""Reading: the report of one evaluation, and of an episode so far."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from assessment.forms.comparing import TwoVisitsForm
from assessment.forms.reviewing import ReviewForm
from assessment.models import Assessment
from assessment.outputs.courses import columns_of
from assessment.outputs.episode import episode_report
from assessment.outputs.standing import VersionedRecord
from assessment.outputs.two_visits import two_visits
from assessment.selectors.releasing import releases_of_evaluation
from assessment.selectors.reports import (
    Readable,
    episode_records,
    report_of,
    report_of_version,
    restricted_part,
)
from assessment.selectors.reviewing import had_a_hand, may_review
from assessment.selectors.versions import Integrity, LeftOut, left_out
from assessment.services.reading import (
    note_episode_read,
    note_left_out,
    note_report_read,
    note_restricted_read,
    note_unproved,
)
from assessment.views.charting import RELATED
from assessment.views.facts import events, report_as_stored, versioned
from assessment.views.frame import acts, frame, similar_names
from clinics import access
from clinics.access import Permission
from clinics.receipts import new_key
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
    return report_page(request, assessment, access.member(request))


def report_page(
    request: HttpRequest,
    assessment: Assessment,
    member: access.Member,
    *,
    review: ReviewForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The report with what may be done about it; `review` is one that was refused."""
    number = request.GET.get("version", "")
    # Digits alone, and few of them: any other text names no version.
    earlier = int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else 0
    found = report_of_version(assessment, earlier) if number else report_of(assessment)
    if found is None:
        raise access.NotFound(member=member, model=Assessment, pk=assessment.pk)
    note_report_read(by=member, assessment=assessment, version=found.number)
    note_unproved(
        by=member,
        assessment=assessment,
        chain=found.chain,
        page="report",
        version=found.number,
    )
    note_left_out(by=member, left_out=found.left_out, page="report")
    reviewable = not found.superseded and found.integrity != Integrity.DAMAGED
    if review is None and reviewable and may_review(assessment, member):
        read = str(assessment.version_number)
        review = ReviewForm(initial={"key": new_key(), "version": read})
    shown = report_as_stored(found)
    record = found.record if shown else None
    context = frame(assessment, member, record=record, proved=not found.chain.findings) | {
        "found": found,
        "acts": [*acts(assessment, member), *answers_due(found, member)],
        "releases": releases_of_evaluation(assessment, member),
        "report": shown,
        "review": review,
    }
    return render(request, "assessment/report.html", context, status=status)


def answers_due(found: Readable, member: access.Member) -> list[dict[str, str]]:
    """The questions about an evaluation that this person is to answer, with the way there."""
    waiting = [one.review for one in found.reviews if one.waits]
    if not waiting or not member.may(Permission.SIGN):
        return []
    if not had_a_hand(found.assessment, member.user):
        return []
    return [
        {
            "label": _("Answer %(name)s") % {"name": one.author_name},
            "url": reverse(
                "assessment:answer_review",
                kwargs={"slug": member.clinic.slug, "review_id": one.pk},
            ),
        }
        for one in waiting
    ]


@require_GET
def restricted(request: HttpRequest, slug: str, assessment_id: str) -> HttpResponse:
    """The restricted part of an evaluation: its own permission, its own audit event, no print."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.READ_RESTRICTED, select_related=RELATED
    )
    member = access.member(request)
    found = restricted_part(assessment)
    note_restricted_read(by=member, assessment=assessment)
    note_unproved(by=member, assessment=assessment, chain=found.chain, page="restricted part")
    context = frame(assessment, member, proved=not found.chain.findings) | {
        "found": found,
        "items": found.items,
    }
    return render(request, "assessment/restricted.html", context)


@require_GET
def episode(request: HttpRequest, slug: str, episode_id: str) -> HttpResponse:
    """The episode so far, from what was signed; a live view that says as of when."""
    found = access.get_or_404(
        request,
        EpisodeOfCare,
        episode_id,
        Permission.READ_CHART,
        select_related=("clinic", "patient__merged_into"),
    )
    member = access.member(request)
    note_episode_read(by=member, episode=found)
    records, unproved = _records(found, member)
    note_left_out(by=member, left_out=unproved, page="episode")
    context = _about(found, member) | {
        "left_out": unproved,
        "report": episode_report(
            records,
            as_of=today_at(member.clinic),
            events=events(procedures_of_episode(member=member, episode=found)),
            decimal_separator=member.clinic.decimal_separator,
            stopped=request.GET.get("stopped") == "1",
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
        select_related=("clinic", "patient__merged_into"),
    )
    member = access.member(request)
    note_episode_read(by=member, episode=found, page="two visits")
    records, unproved = _records(found, member)
    note_left_out(by=member, left_out=unproved, page="two visits")
    form = _two_of(records, request.GET if "a" in request.GET or "b" in request.GET else None)
    context = _about(found, member) | {"form": form, "visits": None, "left_out": unproved}
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
    today, person = today_at(member.clinic), episode.patient.person
    return {
        "patient": person,
        "episode": episode,
        "on": today,
        "age": person.age_on(today),
        "namesakes": similar_names(person, member),
    }


def _records(
    episode: EpisodeOfCare, member: access.Member
) -> tuple[list[VersionedRecord], tuple[LeftOut, ...]]:
    """The signed visits, and those of them that do not verify and are left out."""
    found = episode_records(episode, member)
    return versioned(found), left_out(found)


def _two_of(records: list[VersionedRecord], sent: QueryDict | None) -> TwoVisitsForm | None:
    """The choice of two visits; none where there are not two."""
    if len(records) < 2:
        return None
    visits = [(one.assessment, f"{one.date}, {one.kind}") for one in columns_of(records)]
    return TwoVisitsForm(sent, choices=visits)
