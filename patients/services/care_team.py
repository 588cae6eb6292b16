"""Whose record is open to its care team alone, and who is on that team."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinics.access import Member, Permission, ScopedQuerySet, require
from clinics.audit import Verb, record
from clinics.models import User
from clinics.receipts import Answer, digest_of, once
from patients.editing import cleaned
from patients.models import CareTeamMember, Patient, PatientStatusChange
from patients.selectors.confidential import treating_staff
from patients.services.rows import locked

Kind = PatientStatusChange.Kind


def restrict(
    *, by: Member, key: str, patient: Patient, reason: str, team: Collection[UUID]
) -> None:
    """Close the record to all but `team`, who join whoever is on its care team already."""
    require(by, Permission.RESTRICT_PATIENTS, patient)
    why = cleaned(PatientStatusChange, {"reason": reason})["reason"]

    def act() -> Answer:
        row = _held(patient, by)
        if row.standing != Patient.Standing.CURRENT:
            raise ValidationError(_("Only a record in use is restricted. This one is not in use."))
        if row.restricted:
            raise ValidationError(_("This record is restricted already. Its care team is below."))
        for user in _treating(by, team):
            _join(row, user, by)
        if not _team_of(row).exists():
            raise ValidationError(
                {"team": [_("Choose at least one person: nobody could treat the patient.")]}
            )
        _decide(row, Kind.RESTRICTED, Verb.PATIENT_RESTRICTED, why, by)
        return {}

    _once(by, key, "patient.restrict", patient, act, reason=why, team=sorted(map(str, team)))


def lift_restriction(*, by: Member, key: str, patient: Patient, reason: str) -> None:
    """Open the record to everybody in the clinic who treats; its care team stays as it is."""
    require(by, Permission.RESTRICT_PATIENTS, patient)
    why = cleaned(PatientStatusChange, {"reason": reason})["reason"]

    def act() -> Answer:
        row = _held(patient, by)
        if not row.restricted:
            raise ValidationError(_("This record is not restricted any more."))
        _decide(row, Kind.OPENED, Verb.PATIENT_OPENED, why, by)
        return {}

    _once(by, key, "patient.open", patient, act, reason=why)


def join_care_team(*, by: Member, key: str, patient: Patient, user: User) -> None:
    """Add somebody who treats to the care team; who is on it already stays."""
    require(by, Permission.RESTRICT_PATIENTS, patient)

    def act() -> Answer:
        row = _held(patient, by)
        for found in _treating(by, [user.pk]):
            _join(row, found, by)
        return {}

    _once(by, key, "care_team.join", patient, act, user=str(user.pk))


def leave_care_team(*, by: Member, key: str, place: CareTeamMember) -> None:
    """Take somebody off the care team from now on; again it changes nothing.

    The last one of a restricted record stays: lifting the restriction is a decision of its own.
    """
    require(by, Permission.RESTRICT_PATIENTS, place)

    def act() -> Answer:
        row = _held(place.patient, by)
        team = _team_of(row)
        if row.restricted and not team.exclude(pk=place.pk).exists():
            raise ValidationError(
                _("A restricted record needs somebody on its care team: add another person first.")
            )
        if team.filter(pk=place.pk).update(ended_at=timezone.now()):
            record(
                by=by,
                verb=Verb.CARE_TEAM_LEFT,
                instance=place,
                detail={"person": str(place.user_id)},
            )
        return {}

    _once(by, key, "care_team.leave", place.patient, act, place=str(place.pk))


def note_care_team_read(*, by: Member, patient: Patient) -> None:
    """Who is on a care team was read."""
    with transaction.atomic():
        record(by=by, verb=Verb.CARE_TEAM_READ, patient_id=patient.pk, instance=patient)


def _once(
    by: Member, key: str, purpose: str, patient: Patient, act: Callable[[], Answer], **sent: object
) -> None:
    digest = digest_of({"patient": patient.pk, **sent})
    once(by=by, key=key, purpose=purpose, digest=digest, act=act)


def _held(patient: Patient, by: Member) -> Patient:
    """The record as it stands, held: two who restrict it or change its team take turns."""
    row = locked(patient, by=by)
    if row is None:
        raise ValidationError(_("This patient is not there any more."))
    return row


def _treating(by: Member, wanted: Collection[UUID]) -> list[User]:
    at_work = {user.pk: user for user in treating_staff(by)}
    if not all(pk in at_work for pk in wanted):
        raise ValidationError(
            {"team": [_("Somebody chosen treats nobody in this clinic any more. Choose again.")]}
        )
    return [at_work[pk] for pk in wanted]


def _team_of(patient: Patient) -> ScopedQuerySet[CareTeamMember]:
    return CareTeamMember.objects.filter(patient=patient, ended_at=None)


def _join(patient: Patient, user: User, by: Member) -> None:
    if _team_of(patient).filter(user=user).exists():
        return
    place = CareTeamMember.objects.create(
        clinic=patient.clinic, patient=patient, user=user, added_by=by.user
    )
    record(by=by, verb=Verb.CARE_TEAM_JOINED, instance=place, detail={"person": str(user.pk)})


def _decide(patient: Patient, kind: Kind, verb: Verb, reason: str, by: Member) -> None:
    change = PatientStatusChange.objects.create(
        clinic=patient.clinic,
        patient=patient,
        kind=kind,
        reason=reason,
        name=by.user.full_name,
        by=by.user,
    )
    # Its version stays: nothing that a form edits has changed.
    Patient.objects.filter(pk=patient.pk).update(restricted=kind == Kind.RESTRICTED)
    record(by=by, verb=verb, instance=change)
