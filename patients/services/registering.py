"""Registering a patient after a look for likely duplicates, and editing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clinics.access import Member, Permission, require
from clinics.audit import Verb, record
from clinics.models import Clinic
from clinics.receipts import Answer, digest_of, once
from patients.dates import today_at
from patients.duplicates import LikelyDuplicate, likely_duplicates
from patients.editing import Edit, EditConflict, apply, cleaned, merge
from patients.models import DuplicateOverride, Patient
from patients.newcomers import entered, mirror, newcomer_of
from patients.rules import check, patient_rules
from patients.services.rows import hold_clinic, locked, takes_nothing

FIRST_NUMBER = 1001
# A longer number comes from somewhere else (a national one) and is no series of the clinic's.
LONGEST_IN_SERIES = 9
LATEST = 50
TRIED = 50


class LikelyDuplicates(Exception):
    """Patients like the newcomer exist, and nobody said yet that this is another person.

    `complaint` says what is wrong with a reason that was given.
    """

    def __init__(self, found: Sequence[LikelyDuplicate], complaint: str = "") -> None:
        super().__init__("likely duplicates")
        self.found = tuple(found)
        self.complaint = complaint


def next_number(clinic: Clinic) -> str:
    """The next free number after the latest of the clinic's series, in two statements."""
    latest = Patient.objects.of_clinic(clinic).order_by("-created_at", "-id")
    series = [
        int(number)
        for number in latest.values_list("number", flat=True)[:LATEST]
        if number.isascii() and number.isdigit() and len(number) <= LONGEST_IN_SERIES
    ]
    start = max(series, default=FIRST_NUMBER - 1) + 1
    tried = [str(number) for number in range(start, start + TRIED)]
    taken = set(
        Patient.objects.of_clinic(clinic).filter(number__in=tried).values_list("number", flat=True)
    )
    return next(number for number in [*tried, str(start + TRIED)] if number not in taken)


def register(
    *,
    by: Member,
    key: str,
    values: Mapping[str, Any],
    seen: frozenset[UUID] = frozenset(),
    reason: str = "",
) -> Patient:
    """Register a patient; without a number the next free one is given.

    Raises `LikelyDuplicates` unless every one found is among `seen`, those that somebody looked at,
    and `reason` says why this is another person.
    """
    require(by, Permission.WRITE_PATIENTS)
    known = entered(values)

    def act() -> Answer:
        hold_clinic(by.clinic)
        found = likely_duplicates(
            by=by,
            newcomer=newcomer_of(known),
        )
        why = _why_another_person(found, seen, reason)
        patient = Patient(clinic=by.clinic, updated_by=by.user, **known)
        patient.number = patient.number or next_number(by.clinic)
        _check(patient)
        mirror(patient)
        patient.save(force_insert=True)
        DuplicateOverride.objects.bulk_create(
            DuplicateOverride(
                clinic=by.clinic,
                patient=patient,
                resembles=duplicate.patient,
                resemblance=" ".join(reason.name.lower() for reason in duplicate.reasons),
                reason=why,
                decided_by=by.user,
            )
            for duplicate in found
        )
        record(
            by=by,
            verb=Verb.PATIENT_REGISTERED,
            patient_id=patient.pk,
            instance=patient,
            version=patient.version,
            detail={"resembles": " ".join(str(one.patient.pk) for one in found)},
        )
        return {"patient": str(patient.pk)}

    answer = once(by=by, key=key, purpose="patient.register", digest=digest_of(known), act=act)
    found: Patient = Patient.objects.of_clinic(by.clinic).get(pk=answer["patient"])
    return found


def edit_patient(*, by: Member, key: str, patient: Patient, edit: Edit) -> None:
    """Save what was changed of a patient. Raises `EditConflict` where others changed it too."""
    require(by, Permission.WRITE_PATIENTS, patient)
    mine = replace(edit, values=cleaned(Patient, edit.values))

    def act() -> Answer:
        row = locked(patient, by=by)
        if row is None:
            raise ValidationError(_("This patient is not there any more."))
        if not row.in_use:
            raise ValidationError(takes_nothing(row))
        changes, conflicts = merge(row, mine)
        if conflicts:
            raise EditConflict(row=row, conflicts=conflicts)
        if changes:
            number_before = row.number
            for name, value in changes.items():
                setattr(row, name, value)
            _check(row, number_before=number_before)
            mirror(row)
            apply(row, changes, by=by)
            record(
                by=by,
                verb=Verb.PATIENT_CHANGED,
                patient_id=row.pk,
                instance=row,
                version=row.version,
                detail={"fields": " ".join(changes)},
            )
        return {"version": row.version}

    once(
        by=by,
        key=key,
        purpose="patient.edit",
        digest=digest_of({"patient": patient.pk, **mine.as_sent()}),
        act=act,
    )


def _why_another_person(
    found: Sequence[LikelyDuplicate], seen: frozenset[UUID], reason: str
) -> str:
    if not found:
        return ""
    if not all(duplicate.patient.pk in seen for duplicate in found):
        raise LikelyDuplicates(found)
    if not reason.strip():
        raise LikelyDuplicates(found, _("Say why this is another person."))
    try:
        why: str = cleaned(DuplicateOverride, {"reason": reason})["reason"]
    except ValidationError as error:
        raise LikelyDuplicates(found, " ".join(error.messages)) from None
    return why


def _check(patient: Patient, number_before: str = "") -> None:
    """The rules between fields, and a number that nobody else in the clinic has."""
    check(lambda: patient_rules(patient, today_at(patient.clinic)))
    if patient.number == number_before:
        return
    holders = Patient.objects.of_clinic(patient.clinic).exclude(pk=patient.pk)
    if holders.filter(number=patient.number).exists():
        raise ValidationError(
            {
                "number": [
                    _(
                        "Another patient has the number %(number)s. "
                        "The next free number is %(free)s."
                    )
                    % {"number": patient.number, "free": next_number(patient.clinic)}
                ]
            }
        )
