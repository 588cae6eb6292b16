"""Who is due for a review: one clinic's list of the reviews in force, as it stood on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from assessment.models import SETTLED, FollowUpOutcome, OutcomeKind, PlannedReview
from assessment.selectors.in_force import STANDS, in_force
from clinics.access import Member, Permission
from patients.models import Patient, records_of

A_PAGE = 25
A_WEEK = timedelta(days=7)
PATIENT = "assessment__patient"
NAMES = ("family_name", "given_name")


class Standing(StrEnum):
    """How a review stands on a day."""

    OVERDUE = "overdue"
    DUE = "due"
    LATER = "later"
    BOOKED = "booked"
    SETTLED = "settled"


class Show(StrEnum):
    """Which part of the list: `TO_DO` is what is overdue or due within a week and not booked."""

    TO_DO = "to-do"
    OVERDUE = "overdue"
    WEEK = "week"
    BOOKED = "booked"
    ALL = "all"
    SETTLED = "settled"


@dataclass(frozen=True, kw_only=True)
class Due:
    """One row of the list.

    `due_on` is the day it is due, or the day booked; none while further visits have to come first,
    of which `visits_done` were. `begun_on` is a later visit that is not signed yet. `problem` is
    empty for who reads no charts.
    """

    planned: PlannedReview
    patient: Patient
    standing: Standing
    due_on: date | None
    visits_done: int
    begun_on: date | None
    problem: str
    last: FollowUpOutcome | None


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A page of the list, and how many reviews each part of it holds."""

    page: Page[PlannedReview]
    rows: Sequence[Due]
    counts: dict[Show, int]


def follow_up(
    member: Member, *, on: date, show: Show = Show.TO_DO, page: str = "1", size: int = A_PAGE
) -> FollowUp:
    """The clinic's list on a day, in the same few statements however many patients there are."""
    reviews = in_force(member, on)
    parts = _parts(on)
    counts = reviews.aggregate(**{one.name: Count("pk", filter=parts[one]) for one in Show})
    chosen = reviews.filter(parts[show]).order_by(
        F("due").asc(nulls_last=True),
        *(Coalesce(f"{PATIENT}__merged_into__{name}", f"{PATIENT}__{name}") for name in NAMES),
        "pk",
    )
    pages = Paginator(chosen, size)
    # Counted already: not once more.
    pages.count = counts[show.name]
    found = pages.get_page(page)
    return FollowUp(
        page=found,
        rows=_rows(list(found.object_list), member, on),
        counts={one: counts[one.name] for one in Show},
    )


def current_review(member: Member, planned: PlannedReview, *, on: date) -> Due | None:
    """How a review stands; none when a later visit, a closing or a voiding ended it."""
    rows = _rows(list(in_force(member, on).filter(review=planned.review)), member, on)
    return rows[0] if rows else None


def reviews_of(patient: Patient, member: Member, *, on: date) -> dict[UUID, Due]:
    """How the reviews of one person stand, by episode; one statement, two where one was reminded.

    An episode whose last signed visit plans none, or that is closed, has no review.
    """
    reviews = in_force(member, on, of=Q(assessment__patient__in=records_of(patient)))
    rows = _rows(list(reviews), member, on)
    return {one.planned.assessment.episode_id: one for one in rows}


def outcomes_of(planned: PlannedReview) -> list[FollowUpOutcome]:
    """Everything that came of reminding for this review, the latest first."""
    return list(
        FollowUpOutcome.objects.filter(clinic=planned.clinic_id, review=planned.review)
        .select_related("by")
        .order_by("-at", "-id")
    )


def latest_outcome(review: UUID) -> FollowUpOutcome | None:
    """What was recorded last about a review."""
    return (
        FollowUpOutcome.objects.filter(review=review)
        .select_related("by")
        .order_by("-at", "-id")
        .first()
    )


def _parts(on: date) -> dict[Show, Q]:
    settled = Q(said__in=SETTLED)
    booked = Q(said=OutcomeKind.BOOKED, due__gte=on)
    overdue = ~settled & Q(due__lt=on)
    week = ~settled & ~booked & Q(due__gte=on, due__lte=on + A_WEEK)
    return {
        Show.TO_DO: overdue | week,
        Show.OVERDUE: overdue,
        Show.WEEK: week,
        Show.BOOKED: booked,
        Show.ALL: ~settled,
        Show.SETTLED: settled,
    }


def _rows(reviews: list[PlannedReview], member: Member, on: date) -> list[Due]:
    found = [(one, *STANDS(one)) for one in reviews]
    ids = [last for *_rest, last in found if last]
    last_ones = {
        one.pk: one for one in FollowUpOutcome.objects.filter(pk__in=ids).select_related("by")
    }
    reads = member.may(Permission.READ_CHART)
    return [
        Due(
            planned=one,
            patient=one.assessment.person,
            standing=_standing(due, said, on),
            due_on=due,
            visits_done=done,
            begun_on=begun,
            # On a list that a front desk shares, what is for a care team alone is left out.
            problem=one.assessment.episode.problem
            if reads and not one.assessment.patient.restricted
            else "",
            last=last_ones.get(last),
        )
        for one, due, said, done, begun, last in found
    ]


def _standing(due: date | None, said: str, on: date) -> Standing:
    if said in SETTLED:
        return Standing.SETTLED
    if due is not None and due < on:
        return Standing.OVERDUE
    if said == OutcomeKind.BOOKED:
        return Standing.BOOKED
    return Standing.DUE if due is not None and due <= on + A_WEEK else Standing.LATER
