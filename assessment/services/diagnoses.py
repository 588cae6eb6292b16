"""Diagnoses of a visit: added, changed, put in order, removed, while the visit is open."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.models import Assessment, Diagnosis, DiagnosisSide
from assessment.selectors.diagnosis_codes import lacks_seventh
from assessment.services import texts
from assessment.services.errors import ChartRefused, FieldsRefused, RowGone, StaleRow
from assessment.services.participating import took_part
from assessment.services.recording import lock_open
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once

MOST = 20
LONGEST = 300
# Loosely: how a code is written, not whether there is such a code.
CODE = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class DiagnosisWords:
    """What is said of a diagnosis, as typed. `place` moves it in the list; none leaves it.

    `keep` says that a code without its 7th character is meant so.
    """

    text: str
    side: str
    code: str = ""
    primary: bool = False
    place: int | None = None
    keep: bool = False


class IncompleteCode(FieldsRefused):
    """The code lacks a character, and nobody has said yet that it is meant so."""


def add_diagnosis(
    *, assessment: Assessment, words: DiagnosisWords, by: Member, key: str
) -> Diagnosis | None:
    """Puts a diagnosis at the end of the list; the same key adds it once.

    None where the same key added it before and somebody removed it since. Raises `FieldsRefused`,
    `IncompleteCode`, `ChartLocked`, `AccessRefused`, `KeyReused`, `UnusableKey`.
    """
    require(by, Permission.WRITE_JUDGEMENT, assessment)

    def act() -> Answer:
        locked = lock_open(assessment.pk)
        columns = diagnosis_columns(words)
        _ask_about(words)
        rows = _rows(locked)
        if len(rows) >= MOST:
            raise ChartRefused(_("There are %(most)s diagnoses already.") % {"most": MOST})
        if columns["primary"]:
            _unmark(rows)
        row = Diagnosis(clinic=locked.clinic, assessment=locked, place=len(rows) + 1)
        _write(row, columns, by)
        took_part(locked, by)
        audit.record(by=by, verb=Verb.DIAGNOSIS_ADDED, patient_id=locked.patient_id, instance=row)
        return {"id": str(row.pk)}

    answer = once(
        by=by,
        key=key,
        purpose="add_diagnosis",
        digest=digest_of({"assessment": assessment.pk, **asdict(words)}),
        act=act,
    )
    return Diagnosis.objects.filter(pk=answer["id"]).first()


def change_diagnosis(
    *,
    assessment: Assessment,
    diagnosis_id: UUID,
    words: DiagnosisWords,
    version: int,
    by: Member,
    key: str,
) -> None:
    """Changes a diagnosis as it was seen, and its place in the list.

    Raises `StaleRow` when somebody changed it since, `RowGone` when somebody removed it, and what
    `add_diagnosis` raises.
    """
    require(by, Permission.WRITE_JUDGEMENT, assessment)

    def act() -> Answer:
        locked = lock_open(assessment.pk)
        columns = diagnosis_columns(words)
        rows = _rows(locked)
        row = _seen(rows, diagnosis_id, version)
        _ask_about(words, before=row.code)
        if columns["primary"]:
            _unmark([one for one in rows if one is not row])
        row.version += 1
        _write(row, columns, by)
        if words.place is not None and words.place != row.place:
            _move(rows, row, words.place)
        took_part(locked, by)
        audit.record(
            by=by,
            verb=Verb.DIAGNOSIS_CHANGED,
            patient_id=locked.patient_id,
            instance=row,
            version=row.version,
        )
        return {"version": row.version}

    content = {"diagnosis": diagnosis_id, "version": version, **asdict(words)}
    once(by=by, key=key, purpose="change_diagnosis", digest=digest_of(content), act=act)


def remove_diagnosis(
    *, assessment: Assessment, diagnosis_id: UUID, version: int, by: Member, key: str
) -> None:
    """Removes a diagnosis as it was seen; one that is gone already stays gone.

    Raises `StaleRow` when somebody changed it since.
    """
    require(by, Permission.WRITE_JUDGEMENT, assessment)

    def act() -> Answer:
        locked = lock_open(assessment.pk)
        rows = _rows(locked)
        if any(row.pk == diagnosis_id for row in rows):
            row = _seen(rows, diagnosis_id, version)
            took_part(locked, by)
            audit.record(
                by=by,
                verb=Verb.DIAGNOSIS_REMOVED,
                patient_id=locked.patient_id,
                instance=row,
                version=row.version,
            )
            row.delete()
            _number([one for one in rows if one is not row])
        return {}

    once(
        by=by,
        key=key,
        purpose="remove_diagnosis",
        digest=digest_of({"diagnosis": diagnosis_id, "version": version}),
        act=act,
    )


def _rows(locked: Assessment) -> list[Diagnosis]:
    """The visit's diagnoses in order; its locked row keeps others from changing them."""
    return list(Diagnosis.objects.filter(assessment=locked))


def _seen(rows: list[Diagnosis], diagnosis_id: UUID, version: int) -> Diagnosis:
    row = next((one for one in rows if one.pk == diagnosis_id), None)
    if row is None:
        raise RowGone(_("Somebody removed this diagnosis since you opened it."))
    if row.version != version:
        raise StaleRow(
            _("Somebody changed this diagnosis since you opened it. Check it and save again.")
        )
    return row


def diagnosis_columns(words: DiagnosisWords) -> dict[str, Any]:
    """The words as they are stored; raises `FieldsRefused` with what is wrong of each."""
    errors: dict[str, str] = {}
    text = code = ""
    try:
        text = texts.line(words.text, most=LONGEST)
    except ValueError as refusal:
        errors["text"] = str(refusal)
    else:
        if not text:
            errors["text"] = _("Write the diagnosis in your own words.")
    if words.side not in DiagnosisSide.values:
        errors["side"] = _("Say which side it is about, or that it has none.")
    code = words.code.strip()
    if code and not CODE.fullmatch(code):
        errors["code"] = _(
            "This is not written like an ICD-10-CM code, such as M22.2X2. Check it or leave it out."
        )
    if errors:
        raise FieldsRefused(errors)
    return {"text": text, "side": words.side, "code": code, "primary": words.primary}


def _ask_about(words: DiagnosisWords, *, before: str = "") -> None:
    """A code that lacks its 7th character is asked about once; nothing is added to it."""
    lacking = lacks_seventh(words.code)
    if lacking and not words.keep and words.code.strip() != before:
        raise IncompleteCode({"code": lacking})


def _write(row: Diagnosis, columns: dict[str, Any], by: Member) -> None:
    for name, content in columns.items():
        setattr(row, name, content)
    row.recorded_by = by.user
    row.recorded_at = timezone.now()
    row.save()


def _unmark(rows: list[Diagnosis]) -> None:
    """Only one diagnosis is primary: the one that was so far is so no longer."""
    for row in rows:
        if row.primary:
            row.primary = False
            row.version += 1
            row.save(update_fields=["primary", "version"])


def _move(rows: list[Diagnosis], row: Diagnosis, place: int) -> None:
    others = [one for one in rows if one is not row]
    at = min(max(place, 1), len(rows)) - 1
    _number([*others[:at], row, *others[at:]])


def _number(rows: list[Diagnosis]) -> None:
    """Numbers the rows from 1; whoever edits one that moved is told so."""
    for place, row in enumerate(rows, start=1):
        if row.place != place:
            row.place = place
            row.version += 1
            row.save(update_fields=["place", "version"])
