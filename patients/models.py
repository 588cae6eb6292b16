"""Patients, the people around them, and the episodes of care they come for.

A row that is edited carries a version; who started from an older one is asked, never overwritten.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessment.catalogue.types import EpisodeKind, InvolvedSide
from clinics.access import Member, Role, Scope, ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic
from patients.dates import person_age, today_at
from patients.fields import LineField, ProseField
from patients.text import LONGEST_KEY
from patients.validators import not_before_1900, validate_number, validate_phone

__all__ = [
    "Contact",
    "DuplicateOverride",
    "EpisodeOfCare",
    "Patient",
    "Procedure",
    "ReviewerAssignment",
    "person_age",
]

SIDE_LABELS = {
    InvolvedSide.RIGHT: _("Right"),
    InvolvedSide.LEFT: _("Left"),
    InvolvedSide.BOTH: _("Both"),
    InvolvedSide.NONE: _("Neither"),
}


def side_choices() -> list[tuple[str, object]]:
    """The sides an episode or a procedure can be about, with their words."""
    return [(side.value, SIDE_LABELS[side]) for side in InvolvedSide]


def assigned_patients(member: Member) -> models.QuerySet[ReviewerAssignment, Any]:
    """The patients whom this member may review today, as a subquery of their ids."""
    return (
        ReviewerAssignment.objects.filter(
            clinic=member.clinic,
            reviewer=member.user,
            until__gte=today_at(member.clinic),
            ended_at=None,
        )
        .order_by()
        .values("patient")
    )


class ClinicRow(models.Model):
    """A row that belongs to a clinic."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class EditedRow(ClinicRow):
    """A row that people edit: its version grows by one with each change."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class Patient(EditedRow):
    """A person treated in one clinic. A birth date may be unknown; a number never is.

    `search_text`, `name_key` and `phone_key` are written by the services from the fields they
    mirror, for searching and for finding duplicates.
    """

    class Sex(models.TextChoices):
        """Sex as the clinic records it."""

        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Not known")

    number = LineField(_("Patient number"), max_length=20, validators=[validate_number])
    family_name = LineField(_("Family name"), max_length=100)
    given_name = LineField(_("Given name"), max_length=100)
    birth_date = models.DateField(
        _("Birth date"), null=True, blank=True, validators=[not_before_1900]
    )
    sex = models.CharField(_("Sex"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    phone = LineField(_("Telephone"), max_length=40, blank=True, validators=[validate_phone])
    email = models.EmailField(_("Email"), blank=True)
    address = ProseField(_("Address"), max_length=500, blank=True)
    search_text = models.TextField(editable=False)
    name_key = models.CharField(max_length=LONGEST_KEY, editable=False)
    phone_key = models.CharField(max_length=8, blank=True, editable=False)

    scope = Scope(
        clinic="clinic",
        narrowed={Role.REVIEWER: lambda member: Q(pk__in=assigned_patients(member))},
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clinic", "number"], name="patient_number_in_clinic"),
            models.CheckConstraint(condition=~Q(number=""), name="patient_has_number"),
        )
        indexes = (
            models.Index(fields=["clinic", "family_name", "given_name"], name="patient_by_name"),
            models.Index(fields=["clinic", "birth_date"], name="patient_by_birth_date"),
            models.Index(fields=["clinic", "name_key"], name="patient_by_name_key"),
            models.Index(fields=["clinic", "phone_key"], name="patient_by_phone_key"),
            models.Index(fields=["clinic", "-updated_at"], name="patient_by_update"),
        )
        ordering = ("family_name", "given_name", "number")

    def __str__(self) -> str:
        return f"{self.family_name.upper()}, {self.given_name}"

    def age_on(self, on: date) -> int | None:
        """Age in whole years on a day, `None` when the birth date is unknown."""
        return person_age(self.birth_date, on)


class Contact(EditedRow):
    """Somebody who is told about the patient: who referred, who operated, the GP."""

    class Relation(models.TextChoices):
        """What the person is to the patient's care."""

        REFERRER = "referrer", _("Referrer")
        SURGEON = "surgeon", _("Surgeon")
        GP = "gp", _("General practitioner")
        OTHER = "other", _("Other")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="contacts")
    role = models.CharField(_("Role"), max_length=10, choices=Relation)
    name = LineField(_("Name"), max_length=150)
    organisation = LineField(_("Organisation"), max_length=150, blank=True)
    phone = LineField(_("Telephone"), max_length=40, blank=True, validators=[validate_phone])
    email = models.EmailField(_("Email"), blank=True)

    scope = Scope(
        clinic="clinic",
        narrowed={Role.REVIEWER: lambda member: Q(patient__in=assigned_patients(member))},
    )

    class Meta:
        ordering = ("role", "name")

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"


class EpisodeOfCare(EditedRow):
    """One course of care for one problem: assessments belong to it."""

    class Kind(models.TextChoices):
        """What the episode is about, in words; the catalogue's measure sets go by the codes."""

        PFP = EpisodeKind.PATELLOFEMORAL_PAIN.value, _("Patellofemoral pain")
        ACL_RECONSTRUCTION = EpisodeKind.ACL_RECONSTRUCTION.value, _("ACL reconstruction")
        MENISCUS = EpisodeKind.MENISCUS.value, _("Meniscus injury or surgery")
        KNEE_REPLACEMENT = EpisodeKind.KNEE_REPLACEMENT.value, _("Knee replacement")
        TENDON_REPAIR = EpisodeKind.TENDON_REPAIR.value, _("Quadriceps or patellar tendon repair")
        PATELLAR_INSTABILITY = EpisodeKind.PATELLAR_INSTABILITY.value, _("Patellar instability")
        OSTEOARTHRITIS = EpisodeKind.OSTEOARTHRITIS.value, _("Knee osteoarthritis")
        OTHER = EpisodeKind.OTHER.value, _("Other knee problem")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="episodes")
    kind = models.CharField(_("Kind of problem"), max_length=30, choices=Kind)
    problem = LineField(_("Problem"), max_length=300)
    side = models.CharField(_("Involved side"), max_length=10, choices=side_choices)
    onset_date = models.DateField(_("Onset"), null=True, blank=True, validators=[not_before_1900])
    opened_on = models.DateField(_("Opened on"), validators=[not_before_1900])
    closed_on = models.DateField(
        _("Closed on"), null=True, blank=True, validators=[not_before_1900]
    )
    precautions = ProseField(_("Precautions"), max_length=4000, blank=True)

    scope = Scope(
        clinic="clinic",
        narrowed={Role.REVIEWER: lambda member: Q(patient__in=assigned_patients(member))},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="episode_closes_after_it_opens",
                violation_error_message=_("An episode cannot close before it was opened."),
            ),
        )
        indexes = (models.Index(fields=["patient", "-opened_on"], name="episode_by_opening"),)
        ordering = ("-opened_on", "-id")

    def __str__(self) -> str:
        return self.problem

    @property
    def is_open(self) -> bool:
        """Whether the episode still takes visits."""
        return self.closed_on is None


class Procedure(EditedRow):
    """An operation or injection of the episode; its date may be unknown or planned."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="procedures")
    name = LineField(_("Procedure"), max_length=150, validators=[MinLengthValidator(2)])
    side = models.CharField(_("Side"), max_length=10, choices=side_choices)
    date = models.DateField(_("Date"), null=True, blank=True, validators=[not_before_1900])
    surgeon = LineField(_("Surgeon"), max_length=150, blank=True)
    detail = LineField(_("Detail"), max_length=500, blank=True)

    scope = Scope(
        clinic="clinic",
        narrowed={Role.REVIEWER: lambda member: Q(episode__patient__in=assigned_patients(member))},
    )

    class Meta:
        ordering = ("date", "id")

    def __str__(self) -> str:
        return self.name


class ReviewerAssignment(ClinicRow):
    """A patient whom a reviewer may read, for a purpose, until a date (that day included)."""

    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, related_name="reviewer_assignments"
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

    scope = Scope(
        clinic="clinic",
        narrowed={Role.REVIEWER: lambda member: Q(reviewer=member.user)},
    )

    class Meta:
        indexes = (
            models.Index(fields=["clinic", "reviewer", "until"], name="assignment_by_reviewer"),
        )
        ordering = ("-assigned_at",)

    def __str__(self) -> str:
        return f"{self.purpose} ({self.until})"


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
    scope = Scope(
        clinic="clinic",
        narrowed={Role.REVIEWER: lambda member: Q(patient__in=assigned_patients(member))},
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["patient", "resembles"], name="duplicate_override_once_a_pair"
            ),
        )

    def __str__(self) -> str:
        return self.reason
