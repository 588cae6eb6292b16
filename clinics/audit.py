"""Writing the audit trail: always inside the caller's transaction, so that it tells what holds.

An event carries ids and the actor's name, never text of a chart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import models

from clinics import origin
from clinics.models import AuditEvent, Clinic, Membership, Outcome, User
from clinics.scope import Member
from clinics.verbs import Verb

__all__ = ["Outcome", "Verb", "record", "record_account", "record_each"]

NO_DETAIL: Mapping[str, str] = MappingProxyType({})
# By what name the access stands in `detail`.
UNDER_GLASS = "break_glass"


def record(
    *,
    by: Member,
    verb: Verb,
    patient_id: UUID | None = None,
    instance: models.Model | None = None,
    version: int | None = None,
    outcome: str = Outcome.OK,
    detail: Mapping[str, str] = NO_DETAIL,
) -> None:
    """Adds one event of `by` in their clinic.

    `instance` is what it was done to; `patient_id` is taken from it if it has one and none is
    given. `detail` holds codes and names of fields, never what a chart says. What somebody does
    under glass carries which break-glass access that was.
    """
    if by.glass is not None:
        detail = {**detail, UNDER_GLASS: str(by.glass.access)}
    _add(
        clinic_id=by.clinic.pk,
        actor=by.user,
        roles=" ".join(sorted(by.roles)),
        verb=verb,
        patient_id=patient_id or getattr(instance, "patient_id", None),
        instance=instance,
        version=version,
        outcome=outcome,
        detail=detail,
    )


def record_each(
    *, by: Member, verb: Verb, patients: Sequence[tuple[models.Model, Mapping[str, str]]]
) -> None:
    """Adds one event of `by` for each of many new patients, with its detail, in few statements."""
    AuditEvent.objects.bulk_create(
        _event(
            clinic_id=by.clinic.pk,
            actor=by.user,
            roles=" ".join(sorted(by.roles)),
            verb=verb,
            patient_id=patient.pk,
            instance=patient,
            version=1,
            outcome=Outcome.OK,
            detail=detail,
        )
        for patient, detail in patients
    )


def record_account(
    *,
    user: User | None,
    verb: Verb,
    clinic: Clinic | None = None,
    instance: models.Model | None = None,
    outcome: str = Outcome.OK,
    detail: Mapping[str, str] = NO_DETAIL,
) -> None:
    """Adds an event about an account rather than about work in one clinic.

    It is written once for each clinic where the person works, so that every clinic's trail is
    complete by itself; with `clinic` only there. A stranger's event belongs to no clinic.
    """
    clinic_ids: list[UUID | None]
    if clinic is not None:
        clinic_ids = [clinic.pk]
    elif user is None:
        clinic_ids = [None]
    else:
        at_work = Membership.objects.filter(user=user, active=True)
        clinic_ids = list(
            at_work.order_by("clinic_id").values_list("clinic_id", flat=True).distinct()
        ) or [None]
    for clinic_id in clinic_ids:
        _add(
            clinic_id=clinic_id,
            actor=user,
            roles="",
            verb=verb,
            patient_id=None,
            instance=instance,
            version=None,
            outcome=outcome,
            detail=detail,
        )


def _add(**told: Any) -> None:
    _event(**told).save(force_insert=True)


def _event(
    *,
    clinic_id: UUID | None,
    actor: User | None,
    instance: models.Model | None,
    detail: Mapping[str, str],
    **columns: Any,
) -> AuditEvent:
    cause = origin.current()
    return AuditEvent(
        clinic_id=clinic_id,
        actor_id=actor.pk if actor else None,
        actor_name=actor.full_name if actor else "",
        object_type=instance._meta.label_lower if instance else "",
        object_id=str(instance.pk) if instance else "",
        detail=dict(detail),
        request_id=cause.request_id if cause else None,
        session_digest=cause.session_digest if cause else "",
        address=cause.address if cause else None,
        **columns,
    )
