"""The activities that a patient named, and what each visit says of them.

An activity keeps its identity over the visits: its wording can be corrected without its becoming
another one. Each visit's rating is a row of that visit, locked with it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import Assessment, ChartRow, chart_scope
from assessment.models.choices import NotTested
from clinics.access import ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic
from patients.models import EpisodeOfCare


class PatientActivity(models.Model):
    """That the patient named an activity: of which episode, its number in it, when and to whom."""

    append_only = True
    scope = chart_scope("named_at__")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="activities")
    number = models.PositiveSmallIntegerField()
    named_at = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="activities_named"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="activity_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="activity_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"activity {self.number}"


RATED = Q(rating__isnull=False, reason="", dropped="")
NOT_RATED = Q(rating__isnull=True, dropped="") & ~Q(reason="")
DROPPED = Q(rating__isnull=True, reason="") & ~Q(dropped="")


class ActivityAtVisit(ChartRow):
    """What one visit says of an activity: its words, and how the patient rated it.

    Exactly one of a rating, a reason why there is none, and why it is rated no longer. 0 is a
    rating: the patient cannot do it at all.
    """

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(PatientActivity, on_delete=models.PROTECT, related_name="said")
    statement = models.CharField(_("activity"), max_length=200)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True)
    reason = models.CharField(max_length=20, choices=NotTested.choices, blank=True)
    dropped = models.CharField(_("why it is rated no longer"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "activity"], name="activity_once_a_visit"
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="activity_says_something"),
            models.CheckConstraint(
                condition=RATED | NOT_RATED | DROPPED, name="activity_rated_or_why_not"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(0, 10)),
                name="activity_rating_0_to_10",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(reason__in=NotTested.values), name="activity_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.statement
