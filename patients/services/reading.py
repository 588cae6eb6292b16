"""Reads of patients that leave a trace: who saw whose details in which list."""

from __future__ import annotations

from django.db import transaction

from clinics.access import Member, Permission, require
from clinics.audit import Verb, record
from patients.models import Contact, EpisodeOfCare, Patient
from patients.search import Hits, recent, search


def find_patients(*, by: Member, text: str) -> Hits:
    """Search, and note whose names the answer showed; what was typed is not noted."""
    require(by, Permission.FIND_PATIENTS)
    with transaction.atomic():
        hits = search(by=by, text=text)
        _note_list(by, Verb.PATIENTS_SEARCHED, hits)
    return hits


def list_recent(*, by: Member) -> Hits:
    """The patients changed last, with a note of whose names were shown."""
    require(by, Permission.FIND_PATIENTS)
    with transaction.atomic():
        hits = recent(by=by)
        _note_list(by, Verb.PATIENTS_LISTED, hits)
    return hits


def note_read(*, by: Member, row: Patient | Contact | EpisodeOfCare) -> None:
    """Note that somebody opened the details of a patient, a contact or an episode."""
    patient_id = row.pk if isinstance(row, Patient) else row.patient_id
    verb = Verb.EPISODE_READ if isinstance(row, EpisodeOfCare) else Verb.PATIENT_READ
    with transaction.atomic():
        record(by=by, verb=verb, patient_id=patient_id, instance=row, version=row.version)


def _note_list(by: Member, verb: Verb, hits: Hits) -> None:
    if hits.rows:
        shown = " ".join(str(one.pk) for hit in hits.rows for one in (hit.patient, *hit.also))
        record(by=by, verb=verb, detail={"patients": shown})
