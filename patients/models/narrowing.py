"""Whose record is open to whom: what every model about a patient declares as its scope.

A restricted record is open to its care team. A therapist who is not of it may read it for a while
after breaking the glass. A reviewer reads whoever is assigned to them, restricted or not, and who
reads no charts (front desk, admin) is not narrowed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from clinics.access import Member, Permission, Role, Scope
from clinics.models.audit_event import charted_patients
from clinics.roles import CLOSED, READING
from clinics.scope import Glass

# The tables below declare their scope with this module: it asks for them when it is asked.
if TYPE_CHECKING:
    from patients.models.confidential import BreakGlass
    from patients.models.patient import Patient

Condition = Callable[[Member, Permission], Q]


def patient_scope(
    path: str = "patient",
    *,
    also: str = "",
    reviewer: Condition | None = None,
    therapist: Condition | None = None,
) -> Scope:
    """The scope of a model whose rows are about the patient at `path`, `pk` on the patient's own.

    `also` is the path to a second patient whom the rows tell of. `reviewer` is what a reviewer
    sees where that is not all about the patients assigned to them, `therapist` what a therapist
    sees where restriction alone does not say it.
    """
    closed = partial(_not_closed, [one for one in (path, also) if one])
    return Scope(
        clinic="clinic",
        narrowed={
            Role.REVIEWER: reviewer or partial(_assigned, path),
            Role.THERAPIST: therapist or partial(closed, glass=True),
            Role.ASSISTANT: closed,
            Role.STUDENT: closed,
        },
        patient=path,
        acting=partial(_acting, path),
    )


def _assigned(path: str, member: Member, permission: Permission) -> Q:
    from patients.models.reviewing import assigned_patients

    return Q(**{f"{path}__in": assigned_patients(member)})


def treated(member: Member, permission: Permission) -> Q:
    """On a patient's own row what a therapist sees; who opened it they see of whom they treated."""
    open_ones = _not_closed(["pk"], member, permission, glass=True)
    if permission == Permission.READ_AUDIT:
        return open_ones & Q(pk__in=charted_patients(member))
    return open_ones


def _not_closed(
    paths: list[str], member: Member, permission: Permission, *, glass: bool = False
) -> Q:
    """About no patient whose record is closed to this member; for nothing else: all rows."""
    if permission in CLOSED:
        return Q()
    closed = closed_patients(member, glass=glass and permission in READING)
    return Q(*(~Q(**{f"{path}__in": closed}) for path in paths))


def closed_patients(member: Member, *, glass: bool) -> models.QuerySet[Patient, Any]:
    """Restricted patients whose care team the member is not of, as a subquery of their ids.

    With `glass` without those whose glass they broke. With them the records merged into theirs.
    """
    from patients.models.confidential import CareTeamMember
    from patients.models.patient import Patient

    mine = CareTeamMember.objects.filter(clinic=member.clinic, user=member.user, ended_at=None)
    closed = Patient.objects.filter(clinic=member.clinic, restricted=True).exclude(
        pk__in=mine.order_by().values("patient")
    )
    if glass:
        closed = closed.exclude(pk__in=broken_glass(member).order_by().values("patient"))
    closed = closed.order_by()
    merged = Patient.objects.filter(merged_into__in=closed).order_by()
    # Two short searches by index; as one with OR it would go through the clinic's patients.
    return closed.values("pk").union(merged.values("pk"), all=True)


def broken_glass(member: Member) -> models.QuerySet[BreakGlass]:
    """The member's break-glass accesses that have not ended yet, the latest first."""
    from patients.models.confidential import BreakGlass

    now = timezone.now()
    return BreakGlass.objects.filter(
        clinic=member.clinic, by=member.user, at__lte=now, until__gt=now
    )


def _acting(path: str, member: Member, row: models.Model) -> Member:
    """As what a member acts on a row about the patient at `path`; of few one more statement."""
    if not member.treats:
        return member
    patient: Any = row
    if path != "pk":
        for step in path.split("__"):
            patient = getattr(patient, step)
    return acting_on_patient(member, patient)


def acting_on_patient(member: Member, patient: Patient) -> Member:
    """As what a member acts on a record: unless it is restricted, as all they are."""
    closed = closed_records(member, patient) if member.treats else []
    if not closed:
        return member
    if not member.may(Permission.BREAK_GLASS):
        return member.outside()
    opened_ones = broken_glass(member).filter(patient__in=closed).order_by("at", "id")
    found = {one.patient_id: one for one in opened_ones}
    if not all(one.pk in found for one in closed):
        return member.outside()
    opened = found[closed[-1].pk]
    return member.under(Glass(access=opened.pk, until=opened.until))


def closed_records(member: Member, patient: Patient) -> list[Patient]:
    """Of this record and the one it was merged into, those whose care team the member is not of."""
    from patients.models.confidential import CareTeamMember

    records = [one for one in (patient, patient.merged_into) if one and one.restricted]
    if not records:
        return []
    team = CareTeamMember.objects.filter(patient__in=records, user=member.user, ended_at=None)
    theirs = {one.patient_id for one in team}
    return [one for one in records if one.pk not in theirs]
