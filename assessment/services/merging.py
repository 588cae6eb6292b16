"""Merging two records of one person with all that is charted, taking that back, and declaring a
record void. What happens to the records themselves is `patients.services`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from assessment.selectors.merging import holdings, since, what_counts
from clinics import audit
from clinics.access import Member
from clinics.audit import Verb
from patients.models import Patient, PatientMerge, PatientStatusChange, PatientUnmerge
from patients.services import (
    MergeRefused,
    RecordsChanged,
    VoidRefused,
    merge_patients,
    restore_patient,
    takes_nothing,
    unmerge_patients,
    void_patient,
    why_not_merged,
    why_not_taken_back,
)

__all__ = [
    "MergeRefused",
    "RecordsChanged",
    "VoidRefused",
    "declare_void",
    "merge",
    "note_seen",
    "take_back",
    "take_into_use",
    "takes_nothing",
    "why_not_merged",
    "why_not_taken_back",
]


def merge(
    *,
    by: Member,
    key: str,
    survivor: Patient,
    merged: Patient,
    seen: tuple[int, int],
    taken: frozenset[str],
    reason: str,
    password: str,
) -> PatientMerge:
    """`merge_patients`, with what both records hold at that moment kept in the plan."""
    return merge_patients(
        by=by,
        key=key,
        survivor=survivor,
        merged=merged.pk,
        seen=seen,
        taken=taken,
        reason=reason,
        password=password,
        facts=lambda: {
            "survivor": holdings(survivor, by).counts,
            "merged": holdings(merged, by).counts,
        },
    )


def take_back(
    *,
    by: Member,
    key: str,
    merge: PatientMerge,
    seen: tuple[int, int],
    reason: str,
    password: str,
) -> PatientUnmerge:
    """`unmerge_patients`, with what was charted since kept beside it."""
    return unmerge_patients(
        by=by,
        key=key,
        merge=merge,
        seen=seen,
        reason=reason,
        password=password,
        left=lambda: since(merge).ids,
    )


def declare_void(
    *, by: Member, key: str, patient: Patient, version: int, reason: str
) -> PatientStatusChange:
    """`void_patient`, unless something of the chart still counts."""
    return void_patient(
        by=by,
        key=key,
        patient=patient,
        version=version,
        reason=reason,
        charted=lambda: what_counts(patient, by),
    )


def take_into_use(
    *, by: Member, key: str, patient: Patient, version: int, reason: str
) -> PatientStatusChange:
    """`restore_patient`."""
    return restore_patient(by=by, key=key, patient=patient, version=version, reason=reason)


def note_seen(*, by: Member, patient: Patient, others: Sequence[Patient]) -> None:
    """Somebody looked at whom a patient could be merged with, or was: all are named."""
    with transaction.atomic():
        audit.record(
            by=by,
            verb=Verb.MERGE_PREVIEWED,
            instance=patient,
            patient_id=patient.pk,
            detail={"patients": " ".join(str(one.pk) for one in others)},
        )
