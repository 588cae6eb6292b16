"""What an imported visit brings besides readings: where it comes from, and what has no measure.

Rows of the chart, locked with it, so that a signed import keeps what it rests on.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from assessment.models.assessment import ChartRow


class VisitSource(ChartRow):
    """The source of one imported visit, as the case file gives it; lists stand one entry a line.

    `time_given` says whether the source has a time of day; without one noon stands for it.
    `signed_in_source` is who signed there, as the source says: nothing of it was verified.
    """

    citation = models.TextField()
    licence = models.TextField(blank=True)
    read_at = models.TextField(blank=True)
    how_read = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    label = models.TextField(blank=True)
    date_note = models.TextField(blank=True)
    time_given = models.BooleanField(default=False)
    late_reason = models.CharField(max_length=500, blank=True)
    signed_in_source = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment"], name="visit_source_once"),
            models.CheckConstraint(condition=~Q(citation=""), name="visit_source_is_named"),
        ]

    def __str__(self) -> str:
        return self.citation


class UnplacedFinding(ChartRow):
    """What the source says and no measure holds: its own words, and why it has no place."""

    number = models.PositiveIntegerField()
    as_printed = models.TextField()
    why = models.CharField(max_length=500)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "number"], name="unplaced_finding_once_a_number"
            ),
            models.CheckConstraint(
                condition=~Q(as_printed="") & ~Q(why=""), name="unplaced_finding_says_both"
            ),
        ]

    def __str__(self) -> str:
        return self.as_printed
