"""Which planned reviews count on a day, and how each stands, asked of the database at once.

Within each open episode the plan of the last signed visit counts; void visits do not, nor does a
plan whose day was over when it was imported. What was signed, declared void or recorded after the
day takes no part, so a past day's list can be made again (only an episode's closing and reopening
keep no history beyond their date).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from operator import attrgetter

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

Planned = QuerySet[PlannedReview, PlannedReview]
# What `in_force` says of each review beside its own columns.
STANDS = attrgetter("due", "said", "done", "begun", "last_id")


def in_force(
    member: Member,
    on: date,
    *,
    of: Q | None = None,
    permission: Permission = Permission.FOLLOW_UP,
) -> Planned:
    """The planned reviews that count on a day, annotated with how each stands.

    `due` is the day, `done` the signed visits since it was planned, `said` the last outcome. `of`
    narrows to some patients or episodes, so that the clinic's other visits are not gone through;
    `permission` is for which of a member's rights they are asked.
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
        PlannedReview.objects.for_user(member, permission)
        # Asked in a CASE the pass is made once and looked up; as a plain condition a database that
        # does not know how many rows there are may make it once for every row.
        .alias(is_last=Case(When(version__in=last_versions.values("pk"), then=True), default=False))
        .filter(
            of,
            Q(assessment__episode__closed_on=None) | Q(assessment__episode__closed_on__gt=on),
            is_last=True,
        )
        .exclude(kind=ReviewKind.NONE)
        .select_related(
            "assessment__patient__merged_into", "assessment__episode", "counted_from", "clinic"
        )
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
