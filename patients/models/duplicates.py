"""Two records of one person: registered anyway, merged, or taken apart again.

Every table here is append-only, in the database as well.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.fields import LineField
from patients.models.narrowing import patient_scope
from patients.models.patient import Patient
from patients.models.rows import ClinicRow


class DuplicateOverride(ClinicRow):
    """Somebody was registered although a patient like them existed: who decided that, and why."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    resembles = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    resemblance = models.CharField(max_length=300)
    reason = LineField(_("Why this is another person"), max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    append_only = True
    scope = patient_scope(also="resembles")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["patient", "resembles"], name="duplicate_override_once_a_pair"
            ),
        )

    def __str__(self) -> str:
        return self.reason


class PatientMerge(ClinicRow):
    """Two records found to be one person's: `merged` stands under `survivor` from then on.

    Nothing of a chart moves. `plan` is what the person who merged was shown and chose, and both
    records as they stood, as JSON: taking the merge back starts from it.
    """

    survivor = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    reason = LineField(_("Why these are one person"), max_length=300)
    plan = models.JSONField()
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    append_only = True
    scope = patient_scope("survivor", also="merged")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="merge_says_why"),
            models.CheckConstraint(condition=~Q(survivor=F("merged")), name="merge_of_two"),
        )

    def __str__(self) -> str:
        return self.reason


class PatientUnmerge(ClinicRow):
    """A merge taken back: both records stand by themselves again. `left` (JSON) is what stayed."""

    merge = models.OneToOneField(PatientMerge, on_delete=models.PROTECT, related_name="undone")
    reason = LineField(_("Why these are two people"), max_length=300)
    left = models.JSONField()
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    append_only = True
    scope = patient_scope("merge__survivor", also="merge__merged")

    class Meta:
        ordering = ("at", "id")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="unmerge_says_why"),)

    def __str__(self) -> str:
        return self.reason
