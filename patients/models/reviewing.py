"""Whom a reviewer may read, and until when."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from clinics.access import Member
from patients.dates import today_at
from patients.fields import LineField
from patients.models.narrowing import patient_scope
from patients.models.rows import ClinicRow


def assigned_patients(member: Member) -> models.QuerySet[Any, Any]:
    """The patients whom this member may review today, as a subquery of their ids.

    Who is assigned one record of a person reads all of that person's.
    """
    assignments = ReviewerAssignment.objects.filter(
        clinic=member.clinic,
        reviewer=member.user,
        until__gte=today_at(member.clinic),
        ended_at=None,
    )
    persons = assignments.order_by().values(
        person=Coalesce("patient__merged_into", "patient", output_field=models.UUIDField())
    )
    patients: Any = ReviewerAssignment._meta.get_field("patient").related_model
    reached = Q(pk__in=persons) | Q(merged_into__in=persons)
    rows: models.QuerySet[Any, Any] = patients.objects.filter(reached, clinic=member.clinic)
    return rows.order_by().values("pk")


class ReviewerAssignment(ClinicRow):
    """A patient whom a reviewer may read, for a purpose, until a date (that day included)."""

    patient = models.ForeignKey(
        "patients.Patient", on_delete=models.PROTECT, related_name="reviewer_assignments"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    until = models.DateField(_("Until"))
    purpose = LineField(_("Purpose"), max_length=200)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    scope = patient_scope(reviewer=lambda member, _permission: Q(reviewer=member.user))

    class Meta:
        indexes = (
            models.Index(fields=["clinic", "reviewer", "until"], name="assignment_by_reviewer"),
        )
        ordering = ("-assigned_at",)

    def __str__(self) -> str:
        return f"{self.purpose} ({self.until})"
