"""What patients want corrected: a clinic's list, a patient's, and what stands by an evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from assessment.models import (
    Abandonment,
    Amendment,
    AmendmentDecision,
    AmendmentRequest,
    Assessment,
    SignedVersion,
    State,
)
from clinics.access import Member, Permission
from patients.models import Patient, records_of

A_PAGE = 25


@dataclass(frozen=True, kw_only=True)
class AmendedFor:
    """A version written because of a request; `signed_at` is none while it is being written."""

    assessment: Assessment
    number: int
    signed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it stands: `decision` is none while it is open, `overdue` on the day asked."""

    request: AmendmentRequest
    decision: AmendmentDecision | None
    overdue: bool
    amended: tuple[AmendedFor, ...]

    @property
    def to_amend(self) -> bool:
        """Whether it was accepted and nothing came of it yet."""
        return self.decision is not None and self.decision.accepted and not self.amended


@dataclass(frozen=True, kw_only=True)
class OpenCount:
    """How many requests of a clinic are open, and how many of these are overdue."""

    open: int
    overdue: int


def requests_of_clinic(
    member: Member, *, on: date, page: str = "1"
) -> tuple[Page[AmendmentRequest], list[Asked]]:
    """A page of the clinic's requests: open ones first by when they are due, then the latest."""
    rows = (
        AmendmentRequest.objects.for_user(member, Permission.LOG_AMENDMENT_REQUEST)
        .select_related("patient__merged_into", "assessment", "decision")
        .order_by(F("decision__at").desc(nulls_first=True), "due_on", "at", "pk")
    )
    found = Paginator(rows, A_PAGE).get_page(page)
    return found, _asked(list(found.object_list), on)


def open_requests(member: Member, *, on: date) -> OpenCount:
    """How many wait for an answer."""
    rows = AmendmentRequest.objects.for_user(member, Permission.LOG_AMENDMENT_REQUEST)
    counts = rows.filter(decision=None).aggregate(
        open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on))
    )
    return OpenCount(**counts)


def requests_of_patient(patient: Patient, member: Member, *, on: date) -> list[Asked]:
    """A patient's requests, the latest first."""
    rows = (
        AmendmentRequest.objects.for_user(member, Permission.LOG_AMENDMENT_REQUEST)
        .filter(patient__in=records_of(patient))
        .select_related("patient__merged_into", "assessment", "decision")
        .order_by("-received_on", "-at", "-pk")
    )
    return _asked(list(rows), on)


def request_in_words(request: AmendmentRequest, *, on: date) -> Asked:
    """One request as it stands."""
    rows = AmendmentRequest.objects.select_related("patient__merged_into", "assessment", "decision")
    return _asked([rows.get(pk=request.pk)], on)[0]


def requests_about(assessment: Assessment) -> list[Asked]:
    """What stands by an evaluation for whoever reads it: asked of it, or the reason of a version.

    The first one first. A version of another evaluation is not named here, nor what an amendment
    was opened for and given up, nor what somebody asked whose record was merged by mistake.
    """
    reasons = Amendment.objects.filter(assessment=assessment, request__isnull=False)
    rows = list(
        AmendmentRequest.objects.filter(
            Q(assessment=assessment) | Q(pk__in=reasons.values("request")),
            patient__in=records_of(assessment.patient),
        )
        .select_related("patient__merged_into", "assessment", "decision", "clinic")
        .order_by("received_on", "at", "pk")
    )
    found = _asked(rows, None, of=assessment)
    return [one for one in found if one.request.assessment_id == assessment.pk or one.amended]


def evaluations_to_name(patient: Patient, member: Member) -> list[Assessment]:
    """The signed evaluations that a request can be about, the latest visit first.

    For who reads no charts they are days of visits and nothing else.
    """
    return list(
        Assessment.objects.for_user(member, Permission.LOG_AMENDMENT_REQUEST)
        .filter(patient__in=records_of(patient), version_number__gte=1)
        .exclude(state=State.VOID)
        .select_related("clinic")
        .order_by("-visit_at", "-visit_order")
    )


def evaluations_to_amend(asked: Asked, member: Member) -> list[Assessment]:
    """Which evaluations an accepted request can be answered in: the one named, or any signed."""
    request = asked.request
    if not asked.to_amend:
        return []
    if request.assessment_id:
        named = Q(pk=request.assessment_id)
    else:
        named = Q(patient__in=records_of(request.patient))
    return list(
        Assessment.objects.for_user(member, Permission.AMEND)
        .filter(named, state=State.SIGNED)
        .select_related("clinic")
        .order_by("-visit_at", "-visit_order")
    )


def request_to_amend_for(
    assessment: Assessment, asked: str, member: Member
) -> AmendmentRequest | None:
    """The accepted request with this id because of which the evaluation is amended."""
    try:
        pk = UUID(asked)
    except ValueError:
        return None
    return (
        AmendmentRequest.objects.for_user(member, Permission.DECIDE_AMENDMENT_REQUEST)
        .filter(
            Q(assessment=assessment)
            | Q(assessment=None, patient__in=records_of(assessment.patient)),
            pk=pk,
            decision__accepted=True,
        )
        .first()
    )


def _asked(
    rows: Sequence[AmendmentRequest], on: date | None, *, of: Assessment | None = None
) -> list[Asked]:
    amended = _amended(rows, of)
    found = []
    for row in rows:
        decision = getattr(row, "decision", None)
        found.append(
            Asked(
                request=row,
                decision=decision,
                overdue=decision is None and on is not None and row.due_on < on,
                amended=tuple(amended.get(row.pk, ())),
            )
        )
    return found


def _amended(
    rows: Sequence[AmendmentRequest], of: Assessment | None
) -> dict[UUID, list[AmendedFor]]:
    """Which versions were, or are being, written for each request; in the same few statements."""
    begun = Amendment.objects.filter(request__in=[row.pk for row in rows])
    if of is not None:
        begun = begun.filter(assessment=of)
    attempts = list(begun.select_related("assessment").order_by("at", "pk"))
    if not attempts:
        return {}
    about = {one.assessment_id for one in attempts}
    given_up = set(
        Abandonment.objects.filter(assessment__in=about).values_list(
            "assessment_id", "number", "attempt"
        )
    )
    signed_at = {
        (assessment, number): at
        for assessment, number, at in SignedVersion.objects.filter(
            assessment__in=about
        ).values_list("assessment_id", "number", "at")
    }
    found: dict[UUID, list[AmendedFor]] = {}
    for one in attempts:
        at = signed_at.get((one.assessment_id, one.number))
        if (one.assessment_id, one.number, one.attempt) in given_up or one.request_id is None:
            continue
        # What was declared void while it was being written comes to nothing.
        if at is None and one.assessment.state != State.AMENDING:
            continue
        found.setdefault(one.request_id, []).append(
            AmendedFor(assessment=one.assessment, number=one.number, signed_at=at)
        )
    return found
