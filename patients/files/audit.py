"""The audit trail as a CSV file: names of columns that stay, times with their offset."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import TextIOBase
from uuid import UUID
from zoneinfo import ZoneInfo

from clinics.models import AuditEvent
from clinics.verbs import Verb
from patients.files.cells import harmless
from patients.models import Patient

COLUMNS = (
    *("at", "actor_id", "actor", "roles", "verb_number", "verb", "outcome"),
    *("patient_id", "patient_number", "patient", "object_type", "object_id", "version"),
    *("detail", "request_id", "session", "address", "event_id"),
)
AT_ONCE = 1000

Named = Callable[[Iterable[UUID | None]], Mapping[UUID | None, Patient]]


def write_events(
    file: TextIOBase, events: Iterable[AuditEvent], *, zone: ZoneInfo, named: Named
) -> int:
    """Writes the events one a row and answers how many; patients are looked up many at once."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    number = 0
    for some in _batches(events):
        patients = named(one.patient_id for one in some)
        for event in some:
            patient = patients.get(event.patient_id)
            writer.writerow([harmless(cell) for cell in _cells(event, patient, zone)])
        number += len(some)
    return number


def _batches(events: Iterable[AuditEvent]) -> Iterator[Sequence[AuditEvent]]:
    some: list[AuditEvent] = []
    for event in events:
        some.append(event)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _cells(event: AuditEvent, patient: Patient | None, zone: ZoneInfo) -> Iterator[str]:
    yield event.at.astimezone(zone).isoformat(timespec="milliseconds")
    yield _text(event.actor_id)
    yield event.actor_name
    yield event.roles
    yield str(event.verb)
    yield _verb(event.verb)
    yield event.outcome
    yield _text(event.patient_id)
    yield patient.number if patient else ""
    yield str(patient) if patient else ""
    yield event.object_type
    yield event.object_id
    yield _text(event.version)
    yield json.dumps(event.detail, sort_keys=True, ensure_ascii=False) if event.detail else ""
    yield _text(event.request_id)
    yield event.session_digest
    yield _text(event.address)
    yield str(event.pk)


def _verb(number: int) -> str:
    """Its code, which no language changes."""
    return Verb(number).name if number in Verb.values else ""


def _text(value: object) -> str:
    return "" if value is None else str(value)
