"""Registering the patients of a file: looked over first, then all of them or none.

Between the two steps nothing is stored. What a person saw and decided comes back with the file and
holds only while it is still so: where the plan or the clinic changed meanwhile, they look again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from clinics.access import Member, Permission, require
from clinics.audit import Verb, record, record_each
from clinics.models import Clinic
from clinics.receipts import Answer, digest_of, once
from patients.dates import today_at
from patients.editing import cleaned
from patients.files.mapping import Plan
from patients.files.preview import JudgedRow, Preview, compared
from patients.files.reading import Table
from patients.files.rows import enter, heading_of
from patients.models import DuplicateOverride, Patient
from patients.newcomers import mirror
from patients.selectors import records_on_file
from patients.services.registering import next_number
from patients.services.rows import hold_clinic

AT_ONCE = 500


class NotAsSeen(Exception):
    """What would be imported is not what the person looked at. Nothing was stored."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a person decided about the preview with the digest `seen`.

    `others` are the numbers of rows of whom they say, for one `reason`, that they are somebody else
    than whom they resemble; `leave_out` that what cannot be imported stays out.
    """

    seen: str
    others: frozenset[int] = frozenset()
    reason: str = ""
    leave_out: bool = False


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How many patients a file gave, and how many of its rows were left out."""

    patients: int
    left_out: int


def look_over(*, by: Member, table: Table, plan: Plan) -> Preview:
    """What importing the table would do, in a fixed number of statements.

    Whose names it shows as likely the same person is noted in the audit trail.
    """
    require(by, Permission.IMPORT_PATIENTS)
    rows = enter(table, plan, today_at(by.clinic))
    column = heading_of("number", table, plan)
    with transaction.atomic():
        preview = compared(rows, records_on_file(member=by), number_column=column)
        shown = {
            str(alike.patient.pk): None
            for one in preview.asked
            for alike in one.alike
            if alike.row is None
        }
        if shown:
            record(by=by, verb=Verb.PATIENTS_LISTED, detail={"patients": " ".join(shown)})
    return preview


def import_patients(
    *, by: Member, key: str, table: Table, plan: Plan, decision: Decision
) -> Imported:
    """Register everybody in the table but the rows that were decided to be left out.

    Raises `NotAsSeen` when the preview is no longer the one decided about, `ValidationError` at
    `leave_out` or `reason` where a decision is missing, `KeyReused` or `UnusableKey`.
    """
    require(by, Permission.IMPORT_PATIENTS)
    rows = enter(table, plan, today_at(by.clinic))
    column = heading_of("number", table, plan)
    file = hashlib.sha256(table.text.encode()).hexdigest()

    def act() -> Answer:
        hold_clinic(by.clinic)
        known = records_on_file(member=by)
        preview = compared(rows, known, number_column=column)
        if preview.digest != decision.seen:
            raise NotAsSeen
        taken, left_out = preview.parted(decision.others)
        why = _decided(taken, left_out, decision)
        patients = _numbered(by, taken, {patient.number for patient in known})
        Patient.objects.bulk_create(patients, batch_size=AT_ONCE)
        overrides = list(_overrides(by, taken, why))
        DuplicateOverride.objects.bulk_create(overrides, batch_size=AT_ONCE)
        detail = {"patients": str(len(taken)), "left_out": str(len(left_out)), "sha256": file}
        record(by=by, verb=Verb.PATIENTS_IMPORTED, detail=detail)
        resembled: dict[object, list[str]] = {}
        for one in overrides:
            resembled.setdefault(one.patient_id, []).append(str(one.resembles_id))
        record_each(
            by=by,
            verb=Verb.PATIENT_REGISTERED,
            patients=[
                (patient, {"resembles": " ".join(resembled.get(patient.pk, ()))})
                for patient in patients
            ],
        )
        return {"patients": len(taken), "left_out": len(left_out)}

    sent = {
        "file": file,
        "plan": asdict(plan),
        "decision": {**asdict(decision), "others": sorted(decision.others)},
    }
    try:
        answer = once(by=by, key=key, purpose="patients.import", digest=digest_of(sent), act=act)
    except IntegrityError:
        # Who edits a patient's number does not wait for the clinic: the database tells them apart.
        raise NotAsSeen from None
    return Imported(patients=answer["patients"], left_out=answer["left_out"])


def _decided(taken: Sequence[JudgedRow], left_out: Sequence[JudgedRow], decision: Decision) -> str:
    """The reason why likely duplicates are somebody else; refuses what nobody decided."""
    if not taken:
        raise ValidationError(_("There is no row to import. Mend the file and choose it again."))
    if left_out and not decision.leave_out:
        raise ValidationError(
            {
                "leave_out": [
                    _(
                        "Nothing was imported: tick this to leave these rows out, or mend the file "
                        "and choose it again."
                    )
                ]
            }
        )
    if not any(one.alike for one in taken):
        return ""
    reason: str = cleaned(DuplicateOverride, {"reason": decision.reason})["reason"]
    return reason


def _numbered(by: Member, taken: Sequence[JudgedRow], held: set[str]) -> list[Patient]:
    """The patients to be stored; who brings no number gets the next free one, in file order."""
    patients = []
    free = _free_numbers(by.clinic, held | {_patient(one).number for one in taken})
    for one in taken:
        patient = _patient(one)
        patient.clinic = by.clinic
        patient.updated_by = by.user
        patients.append(patient)
        if not patient.number:
            patient.number = next(free)
            mirror(patient)
    return patients


def _free_numbers(clinic: Clinic, held: set[str]) -> Iterator[str]:
    number = int(next_number(clinic))
    while True:
        if str(number) not in held:
            yield str(number)
        number += 1


def _overrides(by: Member, taken: Sequence[JudgedRow], why: str) -> Iterator[DuplicateOverride]:
    stored = {_patient(one).pk for one in taken}
    for one in taken:
        for alike in one.alike:
            # Who is only in the file is resembled by nobody if their own row stays out.
            if alike.row is None or alike.patient.pk in stored:
                yield DuplicateOverride(
                    clinic=by.clinic,
                    patient=_patient(one),
                    resembles=alike.patient,
                    resemblance=" ".join(reason.name.lower() for reason in alike.reasons),
                    reason=why,
                    decided_by=by.user,
                )


def _patient(one: JudgedRow) -> Patient:
    if one.patient is None:
        raise ValueError("a row with problems is nobody")
    return one.patient
