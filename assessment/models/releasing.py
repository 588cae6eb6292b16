"""What leaves the clinic, and what patients want corrected.

Every table here is append-only, in the database as well.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import Assessment
from assessment.models.signing import AppendOnlyRow
from clinics.access import ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic
from patients.models import Patient, patient_scope

LONGEST_ASKED = 2000
LONGEST_ABOUT = 200


class ReleaseForm(models.TextChoices):
    """How a record was given out."""

    PRINT = "print", _("Printed report")
    TEXT = "text", _("Text file")


class Release(AppendOnlyRow):
    """A signed version was given to somebody outside: what for, to whom, in which form."""

    version_number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=LONGEST_ABOUT)
    recipient = models.CharField(max_length=LONGEST_ABOUT)
    form = models.CharField(max_length=8, choices=ReleaseForm.choices)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(recipient=""),
                name="release_says_what_for_and_to_whom",
            ),
        ]


class OfPatient(models.Model):
    """A row added about a patient, never changed."""

    append_only = True
    scope = patient_scope()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=200)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class AmendmentRequest(OfPatient):
    """A patient asks for a correction of their record; answered within `due_on`."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, related_name="amendment_requests"
    )
    received_on = models.DateField()
    due_on = models.DateField()
    asked = models.TextField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(asked=""), name="amendment_request_says_what"),
        ]

    def __str__(self) -> str:
        return f"request of {self.patient_id}, {self.received_on}"


class AmendmentDecision(OfPatient):
    """What was decided about a request; a refusal keeps what the patient says against it."""

    request = models.OneToOneField(
        AmendmentRequest, on_delete=models.PROTECT, related_name="decision"
    )
    accepted = models.BooleanField()
    reason = models.TextField()
    disagreement = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_decision_says_why"),
        ]

    def __str__(self) -> str:
        return f"decision on {self.request_id}"
