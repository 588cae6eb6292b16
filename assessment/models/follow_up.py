"""When the patient is seen again: what was chosen, what was signed, what came of reminding.

The choice is a row of the chart, locked with it. Signing writes it down beside the version, ready
for the due list; what the clinic did about it is added and never changed.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import Assessment, ChartRow
from assessment.models.signing import AppendOnlyRow, SignedVersion
from clinics.identifiers import new_id

LONGEST_REASON = 200
LONGEST_NOTE = 300


class ReviewKind(models.TextChoices):
    """How the next review was said. `KEPT` is the one planned at an earlier visit."""

    WEEKS = "weeks", _("in a number of weeks")
    DATE = "date", _("on a date")
    VISITS = "visits", _("after a number of visits")
    KEPT = "kept", _("as planned before")
    NONE = "none", _("no review planned")


class OutcomeKind(models.TextChoices):
    """What came of reminding a patient of a review."""

    BOOKED = "booked", _("Booked")
    MESSAGE_LEFT = "message_left", _("Message left")
    NOT_REACHED = "not_reached", _("Not reached")
    DECLINED = "declined", _("Declined")
    NOT_NEEDED = "not_needed", _("No longer needed")
    OTHER = "other", _("Other")


# After these nobody has to remind the patient any more.
SETTLED = (OutcomeKind.DECLINED, OutcomeKind.NOT_NEEDED)


def _only(kind: ReviewKind, column: str = "") -> Q:
    """Rows of this kind, with their own column filled and no other."""
    empty = {f"{one}__isnull": True for one in ("due_on", "weeks", "visits") if one != column}
    filled = {f"{column}__isnull": False} if column else {}
    about = Q(kind=kind, **empty, **filled)
    return about & (~Q(reason="") if kind is ReviewKind.NONE else Q(reason=""))


class NextReview(ChartRow):
    """The next review as chosen for a visit that is not signed yet: one a chart."""

    kind = models.CharField(max_length=8, choices=ReviewKind.choices)
    due_on = models.DateField(null=True)
    weeks = models.PositiveSmallIntegerField(null=True)
    visits = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment"], name="next_review_once_a_chart"),
            models.CheckConstraint(
                condition=_only(ReviewKind.DATE, "due_on")
                | _only(ReviewKind.WEEKS, "weeks")
                | _only(ReviewKind.VISITS, "visits")
                | _only(ReviewKind.KEPT)
                | _only(ReviewKind.NONE),
                name="next_review_says_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"next review of {self.assessment_id}: {self.kind}"


class PlannedReview(AppendOnlyRow):
    """The next review as signed with one version of a visit, worked out.

    `due_on` is the day, also where it was said in weeks; `visits` counts the signed visits of the
    episode after `counted_from`. `review` stays the same while later visits or versions keep the
    plan, so that what came of reminding stays with it.
    """

    version = models.OneToOneField(SignedVersion, on_delete=models.PROTECT, related_name="planned")
    kind = models.CharField(max_length=8, choices=ReviewKind.choices)
    due_on = models.DateField(null=True)
    weeks = models.PositiveSmallIntegerField(null=True)
    visits = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    review = models.UUIDField(default=new_id)
    counted_from = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["review"], name="planned_review_by_review"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ReviewKind.DATE, due_on__isnull=False, visits__isnull=True)
                | Q(kind=ReviewKind.WEEKS, due_on__isnull=False, visits__isnull=True)
                | Q(kind=ReviewKind.VISITS, due_on__isnull=True, visits__isnull=False)
                | Q(kind=ReviewKind.NONE, due_on__isnull=True, visits__isnull=True),
                name="planned_review_is_worked_out",
            ),
        ]


class FollowUpOutcome(AppendOnlyRow):
    """What the clinic did about a planned review: the latest one says how it stands.

    `review` is the plan's own, so that an outcome is found however many visits keep the plan.
    """

    planned = models.ForeignKey(PlannedReview, on_delete=models.PROTECT, related_name="outcomes")
    review = models.UUIDField()
    outcome = models.CharField(max_length=16, choices=OutcomeKind.choices)
    booked_for = models.DateField(null=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["review", "-at", "-id"], name="follow_up_outcome_by_review")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=OutcomeKind.BOOKED, booked_for__isnull=False)
                | (~Q(outcome=OutcomeKind.BOOKED) & Q(booked_for__isnull=True)),
                name="follow_up_booked_for_a_day",
            ),
        ]
