"""The diagnoses of a visit, in the clinician's own words and order."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import ChartRow
from assessment.models.choices import DiagnosisSide


class Diagnosis(ChartRow):
    """One diagnosis of one visit, locked with it.

    `place` is its place in the list, from 1. `code` is an ICD-10-CM code as typed, or empty. At
    most one diagnosis of a visit is the primary one.
    """

    place = models.PositiveSmallIntegerField(_("place in the list"))
    text = models.CharField(_("diagnosis"), max_length=300)
    side = models.CharField(_("side"), max_length=5, choices=DiagnosisSide.choices)
    code = models.CharField(_("ICD-10-CM code"), max_length=16, blank=True)
    primary = models.BooleanField(_("primary diagnosis"), default=False)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="diagnosis_says_something"),
            models.CheckConstraint(
                condition=Q(side__in=DiagnosisSide.values), name="diagnosis_side"
            ),
            models.CheckConstraint(condition=Q(place__gte=1), name="diagnosis_place_from_one"),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(primary=True), name="diagnosis_one_primary"
            ),
        ]

    def __str__(self) -> str:
        return self.text
