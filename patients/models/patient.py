"""A patient of one clinic, and what may become of the record: merged, void, restricted."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patients.dates import person_age
from patients.fields import LineField, ProseField
from patients.models.narrowing import patient_scope, treated
from patients.models.rows import EditedRow
from patients.text import LONGEST_KEY
from patients.validators import not_before_1900, validate_number, validate_phone


class Patient(EditedRow):
    """A person treated in one clinic. A birth date may be unknown; a number never is.

    A merged record points at the one that stands for the person now; that one is never itself
    merged. A restricted one is open to its care team.

    `search_text`, `name_key` and `phone_key` are written by the services from the fields they
    mirror, for searching and for finding duplicates.
    """

    class Sex(models.TextChoices):
        """Sex as the clinic records it."""

        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Not known")

    class Standing(models.TextChoices):
        """What became of the record; only a current one takes visits."""

        CURRENT = "current", _("In use")
        MERGED = "merged", _("Merged into another record")
        VOID = "void", _("Void")

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
    standing = models.CharField(
        max_length=8, choices=Standing, default=Standing.CURRENT, editable=False
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged_records"
    )
    restricted = models.BooleanField(default=False, editable=False)
    search_text = models.TextField(editable=False)
    name_key = models.CharField(max_length=LONGEST_KEY, editable=False)
    phone_key = models.CharField(max_length=8, blank=True, editable=False)

    scope = patient_scope("pk", therapist=treated)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clinic", "number"], name="patient_number_in_clinic"),
            models.CheckConstraint(condition=~Q(number=""), name="patient_has_number"),
            models.CheckConstraint(
                condition=Q(standing="merged", merged_into__isnull=False)
                | (Q(standing__in=["current", "void"], merged_into__isnull=True)),
                name="patient_merged_into_another",
            ),
        )
        indexes = (
            models.Index(fields=["clinic", "family_name", "given_name"], name="patient_by_name"),
            models.Index(fields=["clinic", "birth_date"], name="patient_by_birth_date"),
            models.Index(fields=["clinic", "name_key"], name="patient_by_name_key"),
            models.Index(fields=["clinic", "phone_key"], name="patient_by_phone_key"),
            models.Index(fields=["clinic", "-updated_at"], name="patient_by_update"),
            # Few are: every query of who treats patients asks for them.
            models.Index(
                fields=["clinic"], condition=Q(restricted=True), name="patient_restricted"
            ),
        )
        ordering = ("family_name", "given_name", "number")

    def __str__(self) -> str:
        return f"{self.family_name.upper()}, {self.given_name}"

    @property
    def person(self) -> Patient:
        """The record that stands for this person: itself, or the one it was merged into."""
        return self.merged_into or self

    @property
    def person_pk(self) -> UUID:
        """The key of the same, without reading it."""
        return self.merged_into_id or self.pk

    @property
    def in_use(self) -> bool:
        """Whether the record itself is charted in: neither merged nor void."""
        return self.standing == self.Standing.CURRENT

    def age_on(self, on: date) -> int | None:
        """Age in whole years on a day, `None` when the birth date is unknown."""
        return person_age(self.birth_date, on)


def records_of(patient: Patient) -> models.QuerySet[Patient, Any]:
    """The ids of every record of one person, whichever is given: as a subquery of charts.

    Nothing of a chart moves at a merge, so that whatever shows a person asks for all of these.
    """
    person = patient.person_pk
    return Patient.objects.filter(Q(pk=person) | Q(merged_into=person)).order_by().values("pk")
