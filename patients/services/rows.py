"""Fetching the row that is about to change: of the member's clinic, and locked.

Who holds several records of patients takes those that are merged first, then those that stand for
somebody, each by their keys: so nobody waits for who waits for them.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clinics.access import Member
from clinics.models import Clinic
from patients.models import EditedRow, Patient

Row = TypeVar("Row", bound=EditedRow)


def locked(row: Row, *, by: Member) -> Row | None:
    """The row as it is stored now, held until the transaction ends; `None` when it was removed."""
    rows = type(row).objects.of_clinic(by.clinic).select_related("updated_by", "clinic")
    found: Any = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    return cast("Row | None", found)


def hold_clinic(clinic: Clinic) -> None:
    """Let one registration at a time pass in a clinic; who only refers to it is not held up."""
    Clinic.objects.select_for_update(no_key=True).get(pk=clinic.pk)


def hold_person(patient_id: UUID) -> Patient:
    """The record that stands for the person of this one, with both held meanwhile."""
    record = Patient.objects.select_for_update(no_key=True).get(pk=patient_id)
    if record.merged_into_id is None:
        return record
    return Patient.objects.select_for_update(no_key=True).get(pk=record.merged_into_id)


def hold_in_use(patient: Patient) -> None:
    """Hold a record that takes something new; raises `ValidationError` for a merged or void one."""
    record = Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    if not record.in_use:
        raise ValidationError(takes_nothing(record))


def hold_not_void(patient_id: UUID) -> None:
    """Hold the person whose rows are about to change; raises `ValidationError` for a void record.

    What belongs to a merged record is changed as before: it is the person's.
    """
    person = hold_person(patient_id)
    if not person.in_use:
        raise ValidationError(takes_nothing(person))


def takes_nothing(record: Patient) -> str:
    """Why a record takes nothing new, and where to go instead."""
    if record.merged_into is not None:
        return _(
            "This record was merged into that of %(name)s, No. %(number)s. Go there instead."
        ) % {"name": record.merged_into, "number": record.merged_into.number}
    return _(
        "This record is void and takes nothing new. An admin of the clinic can take it back into "
        "use."
    )
