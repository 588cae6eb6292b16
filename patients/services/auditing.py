"""Taking the audit trail out, and leaving word of who read who opened whose record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO

from django.db import transaction

from clinics.access import Member, Permission, require
from clinics.audit import NO_DETAIL, Verb, record
from clinics.selectors import Wanted, events_wanted
from patients.files.audit import AT_ONCE, write_events
from patients.files.encodings import UTF8_MARK
from patients.models import Patient
from patients.selectors.auditing import patients_named

# What is longer waits on disk; the file is gone with the answer that carries it.
HELD_IN_MEMORY = 4 * 1024 * 1024
READ_AT_ONCE = 64 * 1024


def export_audit(*, by: Member, wanted: Wanted) -> IO[bytes]:
    """The events asked for as a CSV file, noted with how many they were before it leaves.

    It is written to its end first, so that the note tells of exactly what is handed over.
    """
    require(by, Permission.EXPORT_AUDIT)
    with ExitStack() as when_it_fails:
        file = when_it_fails.enter_context(SpooledTemporaryFile(max_size=HELD_IN_MEMORY))
        with transaction.atomic():
            rows = _written(file, by, wanted)
            detail = {**filters_of(wanted), "rows": str(rows), "sha256": _digest(file)}
            record(by=by, verb=Verb.AUDIT_EXPORTED, patient_id=wanted.patient, detail=detail)
        # The answer that carries the file closes it.
        when_it_fails.pop_all()
    file.seek(0)
    return file


def filters_of(wanted: Wanted) -> dict[str, str]:
    """What was asked for, without what was not."""
    asked = asdict(wanted) | {"also": " ".join(str(one) for one in wanted.also)}
    return {name: str(value) for name, value in asked.items() if value}


def note_accesses_read(
    *, by: Member, patient: Patient, detail: Mapping[str, str] = NO_DETAIL
) -> None:
    """Who opened this patient's record was read or printed."""
    with transaction.atomic():
        record(
            by=by,
            verb=Verb.ACCESS_LIST_READ,
            patient_id=patient.pk,
            instance=patient,
            detail=detail,
        )


def _written(file: SpooledTemporaryFile[bytes], by: Member, wanted: Wanted) -> int:
    """Writes the events and answers how many; the file stays open."""
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    text.write(UTF8_MARK)
    events = events_wanted(by, wanted).iterator(chunk_size=AT_ONCE)
    rows = write_events(text, events, zone=by.clinic.zone, named=partial(patients_named, by))
    text.detach()
    return rows


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while some := file.read(READ_AT_ONCE):
        digest.update(some)
    return digest.hexdigest()
