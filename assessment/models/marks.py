"""What the clinician says of a reading besides whether it counts: pain reached, and why not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessment.models.assessment import ChartRow
from assessment.models.choices import Side, measure_codes


class ReadingMark(ChartRow):
    """The pain that was reached during one reading, and why it does not count.

    Whether it counts stands with the reading itself. One at most for a reading or a trial.
    """

    measure = models.CharField(max_length=64, choices=measure_codes)
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.NONE)
    trial = models.PositiveSmallIntegerField(default=0)
    pain = models.PositiveSmallIntegerField(null=True)
    why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "measure", "side", "trial"], name="reading_mark_once"
            ),
            models.CheckConstraint(
                condition=Q(pain__isnull=True) | Q(pain__range=(0, 10)),
                name="reading_mark_pain_0_to_10",
            ),
            models.CheckConstraint(
                condition=Q(pain__isnull=False) | ~Q(why=""), name="reading_mark_says_something"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="reading_mark_side"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.side} {self.trial}"
