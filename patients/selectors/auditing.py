"""The audit trail as it tells of patients: who they are, and who opened whose record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q

from clinics.access import Member, Permission, ScopedQuerySet
from clinics.audit import Outcome
from clinics.models import AuditEvent
from clinics.selectors import Wanted, events_wanted
from patients.models import Patient

A_PAGE = 50
# On paper a longer list is asked for in parts.
MOST_PRINTED = 2000


def patients_named(member: Member, ids: Iterable[UUID | None]) -> dict[UUID | None, Patient]:
    """Who the events are about, as far as the member may know of them; in one statement."""
    wanted = {one for one in ids if one}
    found = Patient.objects.for_user(member, Permission.FIND_PATIENTS).filter(pk__in=wanted)
    return {one.pk: one for one in found}


def patient_numbered(member: Member, number: str) -> Patient | None:
    """The patient of the clinic with this number."""
    found = Patient.objects.for_user(member, Permission.FIND_PATIENTS)
    return found.filter(number__iexact=number).first()


def of_every_record(member: Member, wanted: Wanted) -> Wanted:
    """The same about all records of the person asked for, whichever of them was named."""
    known = Patient.objects.for_user(member, Permission.FIND_PATIENTS)
    named = known.filter(pk=wanted.patient).first() if wanted.patient else None
    if named is None:
        return wanted
    person = named.person_pk
    others = known.filter(Q(pk=person) | Q(merged_into=person)).exclude(pk=named.pk)
    return replace(wanted, also=tuple(others.order_by("pk").values_list("pk", flat=True)))


def may_see_accesses(member: Member, patient: Patient) -> bool:
    """Whether the member may read who opened this patient's record."""
    visible = Patient.objects.for_user(member, Permission.READ_AUDIT)
    return visible.filter(pk=patient.pk).exists()


def may_see_releases(member: Member, patient: Patient) -> bool:
    """Whether the member may read what was given out of this patient's record."""
    visible = Patient.objects.for_user(member, Permission.READ_RELEASES)
    return visible.filter(pk=patient.pk).exists()


def accesses(
    member: Member, patient: Patient, *, since: date | None, until: date | None, page: str
) -> Page[AuditEvent]:
    """A page of who read, printed, took out or changed what of a patient, the latest first."""
    found = Paginator(_accesses(member, patient, since, until), A_PAGE).get_page(page)
    # Read now: what the page itself leaves in the trail is not on it.
    found.object_list = list(found.object_list)
    return found


def accesses_to_print(
    member: Member, patient: Patient, *, since: date | None, until: date | None
) -> tuple[list[AuditEvent], bool]:
    """The same on paper, and whether there were more than fit."""
    found = list(_accesses(member, patient, since, until)[: MOST_PRINTED + 1])
    return found[:MOST_PRINTED], len(found) > MOST_PRINTED


def _accesses(
    member: Member, patient: Patient, since: date | None, until: date | None
) -> ScopedQuerySet[AuditEvent]:
    """What was done, not what was refused: also to a record that was merged into this one."""
    wanted = Wanted(patient=patient.pk, since=since, until=until, outcome=Outcome.OK)
    return events_wanted(member, of_every_record(member, wanted))
