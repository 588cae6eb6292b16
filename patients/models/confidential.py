"""Restricted records: whom they are open to, and who opened one without being of them.

A restricted patient's record is for the care team. A therapist who is not of it may break the
glass: to read, for an hour, with a reason that a privacy officer looks at afterwards.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.fields import LineField, ProseField
from patients.models.narrowing import patient_scope
from patients.models.patient import Patient
from patients.models.rows import ClinicRow


class CareTeamMember(ClinicRow):
    """Somebody who takes care of a patient; ended by a time, never deleted."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="care_team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    scope = patient_scope()

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["patient", "user"],
                condition=Q(ended_at__isnull=True),
                name="care_team_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} of {self.patient_id}"


class PatientStatusChange(ClinicRow):
    """A record declared void, taken back into use, restricted or opened again: why, and by whom."""

    class Kind(models.TextChoices):
        """What was decided."""

        VOIDED = "voided", _("declared void")
        RESTORED = "restored", _("taken back into use")
        RESTRICTED = "restricted", _("restricted to the care team")
        OPENED = "opened", _("no longer restricted")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="status_changes")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = LineField(_("Why"), max_length=300)
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    append_only = True
    scope = patient_scope()

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="status_change_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"


# How long a broken glass lets read, and within how many days a privacy officer looks at it.
GLASS_LASTS = timedelta(minutes=60)
REVIEWED_WITHIN = timedelta(days=7)


class BreakGlass(ClinicRow):
    """Somebody read a restricted record without being on its care team: why, and until when."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    reason = ProseField(_("Why you need to read this record now"), max_length=500)
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    append_only = True
    scope = patient_scope(therapist=lambda member, _permission: Q(by=member.user))

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["clinic", "by", "until"], name="break_glass_by_person"),)
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="break_glass_says_why"),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="break_glass_ends"),
        )

    def __str__(self) -> str:
        return self.reason


class BreakGlassReview(ClinicRow):
    """What a privacy officer found when looking at it."""

    class Finding(models.TextChoices):
        """Whether there was need."""

        JUSTIFIED = "justified", _("There was need")
        NOT_JUSTIFIED = "not_justified", _("There was no need")

    access = models.OneToOneField(BreakGlass, on_delete=models.PROTECT, related_name="review")
    finding = models.CharField(max_length=16, choices=Finding)
    comment = ProseField(_("Comment"), max_length=500, blank=True)
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    append_only = True
    scope = patient_scope(
        "access__patient", therapist=lambda member, _permission: Q(access__by=member.user)
    )

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(finding="justified") | ~Q(comment=""),
                name="break_glass_without_need_says_why",
            ),
        )

    def __str__(self) -> str:
        return self.get_finding_display()
