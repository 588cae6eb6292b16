"""Restricted records for screens: who may open which, their care teams, and who broke the glass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, Value, When
from django.utils import timezone

from clinics.access import Member, Permission
from clinics.audit import Outcome
from clinics.models import AuditEvent, Membership, User
from clinics.roles import TREATING
from clinics.verbs import CHARTING
from patients.models import (
    BreakGlass,
    BreakGlassReview,
    CareTeamMember,
    Patient,
    PatientStatusChange,
)
from patients.models.confidential import REVIEWED_WITHIN

A_PAGE = 25
MOST_EVENTS = 200


def closed_among(member: Member, patients: Iterable[Patient]) -> frozenset[UUID]:
    """Which of these the member finds and may not open; asked only where one is restricted."""
    restricted = frozenset(one.pk for one in patients if one.restricted)
    if not restricted:
        return restricted
    readable = Patient.objects.for_user(member, Permission.READ_PATIENTS)
    return restricted - set(readable.filter(pk__in=restricted).values_list("pk", flat=True))


def care_team_of(member: Member, patient: Patient) -> Sequence[CareTeamMember]:
    """Who is and was on the patient's care team, those of now first, in one statement."""
    places = CareTeamMember.objects.for_user(member, Permission.RESTRICT_PATIENTS)
    found = places.filter(patient=patient).select_related("user", "added_by")
    return sorted(found, key=lambda one: one.ended_at is not None)


def restrictions_of(member: Member, patient: Patient) -> Sequence[PatientStatusChange]:
    """When and why the record was restricted and opened again, the latest first."""
    changes = PatientStatusChange.objects.for_user(member, Permission.RESTRICT_PATIENTS)
    kinds = (PatientStatusChange.Kind.RESTRICTED, PatientStatusChange.Kind.OPENED)
    return list(changes.filter(patient=patient, kind__in=kinds).order_by("-at", "-id"))


def treating_staff(member: Member) -> Sequence[User]:
    """Who treats patients in the member's clinic today, by name, in one statement."""
    rows = (
        Membership.objects.of_clinic(member.clinic)
        .filter(role__in=TREATING, active=True, user__is_active=True)
        .select_related("user", "clinic")
        .order_by("user__full_name", "user__email")
    )
    return list({row.user_id: row.user for row in rows if row.holds_today()}.values())


def charted_by(patient: Patient) -> frozenset[UUID]:
    """Who has worked on the patient's chart, as far as the audit trail knows."""
    events = AuditEvent.objects.filter(
        clinic_id=patient.clinic_id,
        patient_id=patient.pk,
        verb__in=CHARTING,
        outcome=Outcome.OK,
    )
    found = events.order_by().values_list("actor_id", flat=True).distinct()
    return frozenset(one for one in found if one)


@dataclass(frozen=True)
class Broken:
    """A break-glass access, what was found of it, and whether looking at it is overdue."""

    access: BreakGlass
    review: BreakGlassReview | None
    late: bool


def broken_glasses(member: Member, *, page: str = "1") -> tuple[Page[Any], Sequence[Broken]]:
    """A page of the clinic's break-glass accesses: nobody looked at first, then the latest."""
    accesses = (
        BreakGlass.objects.for_user(member, Permission.REVIEW_BREAK_GLASS)
        .select_related("patient", "review")
        .annotate(looked_at=Case(When(review=None, then=Value(0)), default=Value(1)))
        .order_by("looked_at", "-at", "-id")
    )
    found = Paginator(accesses, A_PAGE).get_page(page)
    return found, [broken(one) for one in found.object_list]


def broken(access: BreakGlass) -> Broken:
    """One access as a screen shows it."""
    review = review_of(access)
    late = review is None and access.at < timezone.now() - REVIEWED_WITHIN
    return Broken(access=access, review=review, late=late)


def review_of(access: BreakGlass) -> BreakGlassReview | None:
    """What a privacy officer found of an access; none while nobody looked at it."""
    return getattr(access, "review", None)


@dataclass(frozen=True)
class Unreviewed:
    """How many accesses wait for a privacy officer, and how many of them too long."""

    number: int
    late: int


def unreviewed(member: Member) -> Unreviewed:
    """What waits for the privacy officer, in one statement."""
    waiting = BreakGlass.objects.for_user(member, Permission.REVIEW_BREAK_GLASS).filter(review=None)
    counted = waiting.aggregate(
        number=Count("pk"), late=Count("pk", filter=Q(at__lt=timezone.now() - REVIEWED_WITHIN))
    )
    return Unreviewed(**counted)


def opened_under(access: BreakGlass) -> Sequence[AuditEvent]:
    """What the person did about that patient while the glass was broken, in order."""
    events = AuditEvent.objects.filter(
        clinic_id=access.clinic_id,
        actor_id=access.by_id,
        patient_id=access.patient_id,
        at__gte=access.at,
        at__lte=access.until,
    )
    return list(events.order_by("at", "id")[:MOST_EVENTS])
