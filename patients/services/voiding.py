"""A record that should not be there: declared void instead of deleted, and taken back into use."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clinics.access import Member, Permission, require
from clinics.audit import Verb, record
from clinics.receipts import Answer, digest_of, once
from patients.editing import cleaned
from patients.models import EpisodeOfCare, Patient, PatientStatusChange
from patients.services.rows import hold_clinic, locked

Kind = PatientStatusChange.Kind


class VoidRefused(Exception):
    """The record cannot be declared void, or not be taken back; `str()` says why."""


def void_patient(
    *,
    by: Member,
    key: str,
    patient: Patient,
    version: int,
    reason: str,
    charted: Callable[[], Sequence[str]],
) -> PatientStatusChange:
    """Declare a record void: it stays readable and marked, is on no list, and takes nothing new.

    `charted` says what of its chart still counts, asked while the record is held. Raises
    `VoidRefused` naming all that does, `ValidationError` at `reason`.
    """
    require(by, Permission.MERGE_PATIENTS, patient)
    return _decide(by, key, patient, version, Kind.VOIDED, reason, charted)


def restore_patient(
    *, by: Member, key: str, patient: Patient, version: int, reason: str
) -> PatientStatusChange:
    """Take a void record back into use. Raises `VoidRefused`, `ValidationError` at `reason`."""
    require(by, Permission.MERGE_PATIENTS, patient)
    return _decide(by, key, patient, version, Kind.RESTORED, reason, tuple)


def _decide(
    by: Member,
    key: str,
    patient: Patient,
    version: int,
    kind: PatientStatusChange.Kind,
    reason: str,
    charted: Callable[[], Sequence[str]],
) -> PatientStatusChange:
    why = cleaned(PatientStatusChange, {"reason": reason})["reason"]
    void = kind == Kind.VOIDED

    def act() -> Answer:
        hold_clinic(by.clinic)
        row = locked(patient, by=by)
        if row is None:
            raise ValidationError(_("This patient is not there any more."))
        if refusal := _already(row, void=void):
            raise VoidRefused(refusal)
        if row.version != version:
            raise VoidRefused(
                _("Somebody changed this record since you opened it. Look again, then decide.")
            )
        if void and (against := [*_open(row), *charted()]):
            raise VoidRefused(
                _("This record still counts: %(what)s. Settle that first.")
                % {"what": "; ".join(against)}
            )
        row.standing = Patient.Standing.VOID if void else Patient.Standing.CURRENT
        row.version += 1
        row.updated_by = by.user
        row.save()
        change = PatientStatusChange(
            clinic=by.clinic,
            patient=row,
            kind=kind,
            reason=why,
            name=by.user.full_name,
            by=by.user,
        )
        change.save(force_insert=True)
        record(
            by=by,
            verb=Verb.PATIENT_VOIDED if void else Verb.PATIENT_RESTORED,
            patient_id=row.pk,
            instance=row,
            version=row.version,
        )
        return {"change": str(change.pk)}

    digest = digest_of({"patient": patient.pk, "version": version, "kind": kind, "reason": why})
    answer = once(by=by, key=key, purpose="patient.standing", digest=digest, act=act)
    done: PatientStatusChange = PatientStatusChange.objects.of_clinic(by.clinic).get(
        pk=answer["change"]
    )
    return done


def _already(row: Patient, *, void: bool) -> str:
    """Why there is nothing to decide; empty where there is."""
    if row.merged_into is not None:
        return _("This record was merged into that of %(name)s. Take the merge back first.") % {
            "name": row.merged_into
        }
    if (row.standing == Patient.Standing.VOID) is void:
        return _("This record is void already.") if void else _("This record is in use already.")
    return ""


def _open(row: Patient) -> list[str]:
    """What of the record itself keeps it from being void."""
    episodes = EpisodeOfCare.objects.of_clinic(row.clinic).filter(patient=row, closed_on=None)
    found = [_("the episode “%(problem)s” is open") % {"problem": one.problem} for one in episodes]
    if row.merged_records.exists():
        found.append(_("other records were merged into it: take those merges back"))
    return found
