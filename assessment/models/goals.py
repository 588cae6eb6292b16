"""Goals of an episode of care, and what each visit says of them.

A goal keeps its identity over the visits. What it says stands in one row for each visit that says
anything of it: that row is locked with its visit, so the history of a goal is its rows.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import Assessment, ChartRow, chart_scope
from assessment.models.choices import GoalStatus, Side, measure_codes
from clinics.access import ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic
from patients.models import EpisodeOfCare


class Goal(models.Model):
    """That there is a goal: of which episode, its number in it, at which visit and by whom set."""

    append_only = True
    scope = chart_scope("set_at__")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    set_at = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="goals_set")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="goal_number_in_episode"),
            models.CheckConstraint(condition=Q(number__gte=1), name="goal_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"goal {self.number}"


WITHOUT_MEASURE = Q(
    measure="", side=Side.NONE, target_entered="", target_unit="", target_choice=""
) & Q(target_value__isnull=True)
A_NUMBER = Q(target_value__isnull=False, target_choice="") & ~Q(target_entered="")
A_CHOICE = Q(target_value__isnull=True, target_entered="", target_unit="") & ~Q(target_choice="")


class GoalAtVisit(ChartRow):
    """What one visit says of a goal, locked with the visit; later visits start from it.

    The target is what its measure's kind makes of what was typed: `target_entered` with
    `target_unit` as typed and `target_value` in the canonical unit, or `target_choice`. Without a
    measure there is none.
    """

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="said")
    statement = models.TextField(_("goal"))
    measure = models.CharField(_("measure"), max_length=64, choices=measure_codes, blank=True)
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, default=Side.NONE)
    target_entered = models.CharField(max_length=32, blank=True)
    target_unit = models.CharField(max_length=24, blank=True)
    target_value = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    target_choice = models.CharField(max_length=64, blank=True)
    due = models.DateField(_("target date"), null=True)
    status = models.CharField(
        _("status"), max_length=8, choices=GoalStatus.choices, default=GoalStatus.OPEN
    )
    remark = models.CharField(_("remark on the status"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "goal"], name="goal_once_a_visit"),
            models.CheckConstraint(condition=~Q(statement=""), name="goal_says_something"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="goal_side"),
            models.CheckConstraint(
                condition=WITHOUT_MEASURE | (~Q(measure="") & (A_NUMBER | A_CHOICE)),
                name="goal_target_of_a_measure",
            ),
            models.CheckConstraint(condition=Q(status__in=GoalStatus.values), name="goal_status"),
            models.CheckConstraint(
                condition=~Q(status=GoalStatus.DROPPED) | ~Q(remark=""),
                name="goal_dropped_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.statement
