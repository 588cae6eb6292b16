"""That a draft was discarded by its author, and that they took it back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from assessment.models.signing import AppendOnlyRow
from patients.models import patient_scope

KEPT_FOR = timedelta(days=30)
"""How long whoever discarded a draft can take it back."""


class Discarding(AppendOnlyRow):
    """A draft was thrown away, for the `number`th time; every row of it stays as it was."""

    scope = patient_scope("assessment__patient")

    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="discarded_once_a_time"),
        ]

    @property
    def until(self) -> datetime:
        """The instant from which it can no longer be taken back."""
        return self.at + KEPT_FOR


class TakingBack(AppendOnlyRow):
    """The `number`th discarding was undone: the draft goes on where it stood."""

    # The one kind of row that may be added to a draft while it is discarded.
    of_discarded = True
    scope = patient_scope("assessment__patient")

    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="taken_back_once"),
        ]
