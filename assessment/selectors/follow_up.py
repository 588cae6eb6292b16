"""Who is due for a review: one clinic's list, as it stood on a day.

Within each open episode the plan of the last signed visit counts; void visits do not, nor does a
plan whose day was over when it was imported. What was signed, declared void or recorded after the
day takes no part, so a past day's list can be made again (only an episode's closing and reopening
keep no history beyond their date).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from operator import attrgetter
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber, TruncDate

from assessment.models import (
    SETTLED,
    Assessment,
    FollowUpOutcome,
    Meaning,
    OutcomeKind,
    PlannedReview,
    ReviewKind,
    SignedVersion,
    Voiding,
)
from clinics.access import Member, Permission
from clinics.models import Clinic
from patients.models import Patient

A_PAGE = 25
A_WEEK = timedelta(days=7)

Planned = QuerySet[PlannedReview, PlannedReview]
# What `in_force` says of each review beside its own columns.
STANDS = attrgetter("due", "said", "done", "begun", "last_id")


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
        "assessment__patient__family_name",
        "assessment__patient__given_name",
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
    """How the reviews of one patient stand, by episode; one statement, two where one was reminded.

    An episode whose last signed visit plans none, or that is closed, has no review.
    """
    reviews = in_force(member, on, of=Q(assessment__patient=patient))
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


def in_force(member: Member, on: date, *, of: Q | None = None) -> Planned:
    """The planned reviews that count on a day, annotated with how each stands.

    `due` is the day, `done` the signed visits since it was planned, `said` the last outcome. `of`
    narrows to some patients or episodes, so that the clinic's other visits are not gone through.
    """
    of = of or Q()
    until = end_of_day(member.clinic, on)
    # One pass over the clinic's versions: for each episode the last visit's last one.
    last_versions = (
        SignedVersion.objects.filter(
            of,
            ~Exists(Voiding.objects.filter(assessment=OuterRef("assessment"), at__lt=until)),
            clinic=member.clinic,
            at__lt=until,
        )
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=[F("assessment__episode")],
                order_by=[
                    F("assessment__visit_at").desc(),
                    F("assessment__visit_order").desc(),
                    F("number").desc(),
                ],
            )
        )
        .filter(place=1)
    )
    reviews = (
        PlannedReview.objects.for_user(member, Permission.FOLLOW_UP)
        # Asked in a CASE the pass is made once and looked up; as a plain condition a database that
        # does not know how many rows there are may make it once for every row.
        .alias(is_last=Case(When(version__in=last_versions.values("pk"), then=True), default=False))
        .filter(
            of,
            Q(assessment__episode__closed_on=None) | Q(assessment__episode__closed_on__gt=on),
            is_last=True,
        )
        .exclude(kind=ReviewKind.NONE)
        .select_related("assessment__patient", "assessment__episode", "counted_from", "clinic")
    )
    return _with_standing(reviews, until)


def end_of_day(clinic: Clinic, on: date) -> datetime:
    """The instant at which a day of the clinic ends."""
    return datetime.combine(on + timedelta(days=1), time.min, tzinfo=clinic.zone)


def _with_standing(reviews: Planned, until: datetime) -> Planned:
    """With how each stands; what was over when it was imported is left out."""
    outcomes = FollowUpOutcome.objects.filter(review=OuterRef("review"), at__lt=until).order_by(
        "-at", "-id"
    )
    of_episode = Assessment.objects.filter(episode=OuterRef("assessment__episode"))
    # By its key from within: joined to every row it would be a second pass over all visits.
    planned_before = Assessment.objects.filter(
        Q(visit_at__lt=OuterRef("visit_at"))
        | Q(visit_at=OuterRef("visit_at"), visit_order__lt=OuterRef("visit_order")),
        pk=OuterRef(OuterRef("counted_from")),
    )
    done = (
        of_episode.filter(_counts(until), Exists(planned_before))
        .order_by()
        .values("episode")
        .annotate(number=Count("pk"))
        .values("number")
    )
    begun = (
        of_episode.filter(
            _later("", "assessment__"), ~_signed(until), ~_void(until), entered_at__lt=until
        )
        .order_by("-visit_at", "-visit_order")
        .values("visit_date")
    )
    return (
        reviews.annotate(
            last_id=Subquery(outcomes.values("pk")[:1]),
            said=Coalesce(Subquery(outcomes.values("outcome")[:1]), Value("")),
            begun=Subquery(begun[:1]),
            done=Case(
                When(
                    kind=ReviewKind.VISITS,
                    then=Coalesce(Subquery(done, output_field=IntegerField()), 0),
                ),
                default=0,
            ),
        )
        .annotate(
            due=Case(
                When(said=OutcomeKind.BOOKED, then=Subquery(outcomes.values("booked_for")[:1])),
                When(due_on__isnull=False, then=F("due_on")),
                When(done__gte=F("visits"), then=F("assessment__visit_date")),
                output_field=DateField(),
            ),
        )
        .filter(
            ~Q(version__meaning=Meaning.IMPORTED)
            | Q(due__isnull=True)
            | Q(due__gte=TruncDate("at", tzinfo=until.tzinfo))
        )
    )


def _counts(until: datetime) -> Q:
    """A visit (its table is the query's own) was signed by then, and not void."""
    return Q(_signed(until)) & ~Q(_void(until))


def _signed(until: datetime) -> Exists:
    return Exists(SignedVersion.objects.filter(assessment=OuterRef("pk"), number=1, at__lt=until))


def _void(until: datetime) -> Exists:
    return Exists(Voiding.objects.filter(assessment=OuterRef("pk"), at__lt=until))


def _later(visit: str, than: str) -> Q:
    """A visit (its columns at `visit`) took place after the outer row's one at `than`."""
    at, order = f"{visit}visit_at", f"{visit}visit_order"
    return Q(**{f"{at}__gt": OuterRef(f"{than}visit_at")}) | Q(
        **{at: OuterRef(f"{than}visit_at"), f"{order}__gt": OuterRef(f"{than}visit_order")}
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
            patient=one.assessment.patient,
            standing=_standing(due, said, on),
            due_on=due,
            visits_done=done,
            begun_on=begun,
            problem=one.assessment.episode.problem if reads else "",
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
