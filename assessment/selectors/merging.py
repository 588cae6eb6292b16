"""What hangs on two records of one person before a merge, and what came of them since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils.translation import gettext as _

from assessment.models import (
    Abandonment,
    Amendment,
    AmendmentRequest,
    Assessment,
    PlannedReview,
    SignedVersion,
    State,
)
from assessment.selectors.in_force import in_force
from assessment.selectors.versions import UNLOADABLE, Signed, chain_of, signed, together
from clinics.access import Member, Permission
from patients.dates import today_at, written
from patients.models import (
    Contact,
    EpisodeOfCare,
    Patient,
    PatientMerge,
    ReviewerAssignment,
    records_of,
)


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """What one record holds, those merged into it among it. `reviews` are the days of the next
    reviews in force, in words.
    """

    patient: Patient
    last_visit: date | None
    episodes: int
    episodes_open: int
    visits_signed: int
    visits_unsigned: int
    visits_void: int
    contacts: int
    reviewers: int
    reviews: Sequence[str]

    @property
    def counts(self) -> dict[str, Any]:
        """The same as it is kept with a merge."""
        return {
            "last_visit": self.last_visit.isoformat() if self.last_visit else "",
            "episodes": self.episodes,
            "episodes_open": self.episodes_open,
            "visits_signed": self.visits_signed,
            "visits_unsigned": self.visits_unsigned,
            "visits_void": self.visits_void,
            "contacts": self.contacts,
            "reviewers": self.reviewers,
            "reviews": len(self.reviews),
        }


def holdings(patient: Patient, member: Member) -> Holdings:
    """What a record holds, in a fixed number of statements."""
    ours = {"patient__in": records_of(patient)}
    void = Q(state=State.VOID)
    visits = Assessment.objects.filter(**ours).aggregate(
        last=Max("visit_date", filter=~void),
        signed=Count("pk", filter=Q(version_number__gte=1) & ~void),
        unsigned=Count("pk", filter=Q(version_number=0) & ~void),
        void=Count("pk", filter=void),
    )
    episodes = EpisodeOfCare.objects.filter(**ours).aggregate(
        all=Count("pk"), open=Count("pk", filter=Q(closed_on=None))
    )
    reviewers = ReviewerAssignment.objects.filter(
        **ours, ended_at=None, until__gte=today_at(member.clinic)
    )
    return Holdings(
        patient=patient,
        last_visit=visits["last"],
        episodes=episodes["all"],
        episodes_open=episodes["open"],
        visits_signed=visits["signed"],
        visits_unsigned=visits["unsigned"],
        visits_void=visits["void"],
        contacts=Contact.objects.filter(**ours).count(),
        reviewers=reviewers.count(),
        reviews=[_when(one) for one in planned_for(patient, member)],
    )


def planned_for(patient: Patient, member: Member) -> Sequence[PlannedReview]:
    """The next reviews of which this person is to be reminded."""
    return list(
        in_force(
            member,
            today_at(member.clinic),
            of=Q(assessment__patient__in=records_of(patient)),
            permission=Permission.MERGE_PATIENTS,
        )
    )


def what_counts(patient: Patient, member: Member) -> list[str]:
    """What of a person's chart keeps the record from being void, in words."""
    found = []
    visits = Assessment.objects.filter(patient__in=records_of(patient)).exclude(state=State.VOID)
    for state in State:
        number = visits.filter(state=state).count()
        if number:
            found.append(
                _("%(number)s of its evaluations not void (%(state)s)")
                % {"number": number, "state": state.label.lower()}
            )
    reviews = [_when(one) for one in planned_for(patient, member)]
    if reviews:
        found.append(_("there is a review to remind of: %(when)s") % {"when": ", ".join(reviews)})
    return found


def _when(planned: PlannedReview) -> str:
    due: date | None = getattr(planned, "due", None)
    if due is not None:
        return written(due)
    return _("after %(visits)s visits") % {"visits": planned.visits}


@dataclass(frozen=True, kw_only=True)
class Since:
    """What came after a merge, and where it stands once the merge is taken back.

    `with_merged` are visits that go with the record taken out; everything else stays with the one
    that stood for both, to be looked through: visits, episodes, contacts, assignments and amendment
    requests that name no visit. `amended_for` are versions written because the other's record asked
    for it. Those
    `signed_under` were signed in the other's name, and that can never be changed.
    """

    with_merged: Sequence[Assessment]
    visits: Sequence[Assessment]
    episodes: Sequence[EpisodeOfCare]
    contacts: Sequence[Contact]
    reviewers: Sequence[ReviewerAssignment]
    requests: Sequence[AmendmentRequest]
    amended_for: Sequence[Amendment]
    signed_under: Sequence[Assessment]

    @property
    def anything(self) -> bool:
        """Whether there is anything to look through."""
        return any(vars(self).values())

    @property
    def ids(self) -> dict[str, list[str]]:
        """The same as it is kept with what took the merge back."""
        return {name: [str(one.pk) for one in rows] for name, rows in vars(self).items()}


def since(merge: PatientMerge) -> Since:
    """What was charted and added since a merge, in a fixed number of statements."""
    goes = [merge.merged_id, *(UUID(one) for one in merge.plan["repointed"])]
    stays = records_of(merge.survivor)
    started = (
        Assessment.objects.filter(patient__in=stays, entered_at__gte=merge.at)
        .select_related("episode", "author", "clinic")
        .order_by("visit_at", "visit_order")
    )
    visits = list(started)
    added = {"patient__in": stays, "created_at__gte": merge.at}
    assigned = ReviewerAssignment.objects.filter(
        patient__in=stays, assigned_at__gte=merge.at
    ).select_related("reviewer")
    asked = AmendmentRequest.objects.filter(
        patient__in=stays, at__gte=merge.at, assessment__isnull=True
    )
    return Since(
        with_merged=[one for one in visits if one.patient_id in goes],
        visits=[one for one in visits if one.patient_id not in goes],
        episodes=list(EpisodeOfCare.objects.filter(**added).exclude(patient__in=goes)),
        contacts=list(Contact.objects.filter(**added).exclude(patient__in=goes)),
        reviewers=list(assigned.exclude(patient__in=goes)),
        requests=list(asked.exclude(patient__in=goes)),
        amended_for=_amended_for(merge, goes),
        signed_under=_signed_under(merge, goes),
    )


def _amended_for(merge: PatientMerge, goes: Collection[UUID]) -> list[Amendment]:
    """What was signed of one record's evaluations because of a request that is the other's."""
    same = {"assessment": OuterRef("assessment"), "number": OuterRef("number")}
    since_then = (
        Amendment.objects.filter(
            Exists(SignedVersion.objects.filter(**same)),
            ~Exists(Abandonment.objects.filter(**same, attempt=OuterRef("attempt"))),
            assessment__patient__in=records_of(merge.survivor),
            request__isnull=False,
            at__gte=merge.at,
        )
        .select_related("assessment", "request")
        .order_by("at", "pk")
    )
    return [
        one
        for one in since_then
        if one.request and (one.request.patient_id in goes) != (one.assessment.patient_id in goes)
    ]


def _signed_under(merge: PatientMerge, goes: Collection[UUID]) -> list[Assessment]:
    """Evaluations of the record taken out of which a version names the one that stood for both."""
    found: dict[UUID, Assessment] = {}
    for one in _signed_since(merge, goes):
        record = one.record
        if record is None or record.header.patient_id == str(merge.survivor_id):
            found.setdefault(one.version.assessment_id, one.version.assessment)
    return list(found.values())


def _signed_since(merge: PatientMerge, goes: Collection[UUID]) -> list[Signed]:
    """What was signed since; all of it where a row among it can no longer be loaded."""
    versions = (
        SignedVersion.objects.filter(assessment__patient__in=goes, at__gte=merge.at)
        .select_related("assessment__episode", "assessment__author", "assessment__clinic")
        .order_by("assessment__visit_at", "assessment__visit_order", "number")
    )
    try:
        return [signed(one) for one in together(versions)]
    except UNLOADABLE:
        visits = Assessment.objects.filter(patient__in=goes).order_by("visit_at", "visit_order")
        return [one for visit in visits for one in chain_of(visit).versions]
