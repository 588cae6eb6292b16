"""Lists for screens: what waits for whom, the visits of a patient, the signatures of a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from assessment.models import (
    Addendum,
    Assessment,
    ReturnForCorrection,
    SignedVersion,
    State,
    Submission,
    Voiding,
)
from clinics.access import Member, Permission, ScopedQuerySet
from patients.dates import today_at
from patients.models import EpisodeOfCare, Patient, Procedure, records_of

LISTED = 20
RECENT = 10
# A visit should be signed within a day of being charted.
TO_BE_SIGNED_WITHIN = timedelta(hours=24)


@dataclass(frozen=True)
class Desk:
    """What needs this person today.

    `unsigned` was begun more than a day ago: the person's own, and for who may co-sign the
    clinic's; `drafts` are the person's later ones, `returned` those a colleague handed back.
    `recent` are the last visits of the patients they saw, one a patient.
    """

    drafts: Sequence[Assessment]
    waiting: Sequence[Assessment]
    returned: Sequence[Assessment]
    unsigned: Sequence[Assessment]
    recent: Sequence[Assessment]


def desk(member: Member) -> Desk:
    """What waits for this person; always the same few statements."""
    charts = Assessment.objects.for_user(member, Permission.READ_CHART).select_related(
        "patient__merged_into", "episode", "author", "clinic"
    )
    mine = Q(author=member.user)
    since = timezone.now() - TO_BE_SIGNED_WITHIN
    waiting: list[Assessment] = []
    open_ones = mine & Q(state=State.DRAFT) | Q(amender=member.user)
    late = mine & Q(state__in=[State.DRAFT, State.AWAITING])
    if member.may(Permission.COSIGN):
        waiting = list(
            charts.filter(state=State.AWAITING).exclude(mine).order_by("updated_at")[:LISTED]
        )
        late = late | Q(state=State.DRAFT)
    drafts = list(charts.filter(open_ones).order_by("-updated_at")[:LISTED])
    returned = [one for one in drafts if one.submission_round > 0]
    unsigned = list(
        charts.filter(late, entered_at__lt=since)
        .exclude(pk__in=[one.pk for one in returned])
        .order_by("entered_at")[:LISTED]
    )
    apart = {one.pk for one in (*returned, *unsigned)}
    return Desk(
        drafts=[one for one in drafts if one.pk not in apart],
        returned=returned,
        waiting=waiting,
        unsigned=unsigned,
        recent=_recent(charts, member),
    )


def _recent(charts: ScopedQuerySet[Assessment], member: Member) -> list[Assessment]:
    """The last visit of each patient seen lately: by this person, or by whomever they review."""
    if member.may(Permission.WRITE_CHART):
        charts = charts.filter(author=member.user)
    visits = charts.exclude(state=State.VOID).order_by("-visit_at", "-visit_order")
    last: dict[UUID, Assessment] = {}
    for one in visits[: RECENT * 4]:
        last.setdefault(one.person.pk, one)
    return list(last.values())[:RECENT]


@dataclass(frozen=True)
class EpisodeVisits:
    """An episode with its visits, newest first."""

    episode: EpisodeOfCare
    visits: Sequence[Assessment]

    @property
    def procedures(self) -> list[Procedure]:
        """What was done within the episode."""
        return list(self.episode.procedures.all())

    @property
    def signed(self) -> bool:
        """Whether there is anything to report on."""
        return any(one.version_number for one in self.visits)


def visits_of(patient: Patient, member: Member) -> list[EpisodeVisits]:
    """A person's episodes, of all their records, with the visits this member may read."""
    episodes = list(
        EpisodeOfCare.objects.for_user(member, Permission.READ_CHART)
        .filter(patient__in=records_of(patient))
        .select_related("clinic", "patient__merged_into")
        .prefetch_related("procedures")
    )
    visits = list(
        Assessment.objects.for_user(member, Permission.READ_CHART)
        .filter(patient__in=records_of(patient))
        .select_related("author", "clinic")
        .order_by("-visit_at", "-visit_order")
    )
    return [
        EpisodeVisits(
            episode=episode, visits=[one for one in visits if one.episode_id == episode.pk]
        )
        for episode in episodes
    ]


def sole_open_episode(entries: Sequence[EpisodeVisits]) -> EpisodeOfCare | None:
    """The open episode, where there is just one."""
    found = [entry.episode for entry in entries if entry.episode.is_open]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class QuickStart:
    """Where a reassessment starts in one action, and the draft of today that is there already."""

    episode: EpisodeOfCare
    draft: Assessment | None


def quick_start(entries: Sequence[EpisodeVisits], member: Member) -> QuickStart | None:
    """The only open episode, where a visit of it is signed; none where it has to be said which."""
    episode = sole_open_episode(entries)
    if episode is None:
        return None
    visits = next(entry.visits for entry in entries if entry.episode == episode)
    if not any(one.version_number and one.state != State.VOID for one in visits):
        return None
    today = today_at(member.clinic)
    drafts = [
        one
        for one in visits
        if one.state == State.DRAFT and one.author_id == member.user.pk and one.visit_date == today
    ]
    return QuickStart(episode, drafts[0] if drafts else None)


def latest_visit(episode: EpisodeOfCare) -> Assessment | None:
    """The episode's last visit that is not void, by when it took place."""
    return (
        Assessment.objects.filter(episode=episode)
        .exclude(state=State.VOID)
        .order_by("-visit_at", "-visit_order")
        .first()
    )


def any_signed(episode: EpisodeOfCare) -> bool:
    """Whether the episode has a signed visit that is not void."""
    visits = Assessment.objects.filter(episode=episode, version_number__gte=1)
    return visits.exclude(state=State.VOID).exists()


def drafts_of_today(episode: EpisodeOfCare, member: Member) -> list[Assessment]:
    """This person's own unsigned drafts of today in the episode, the latest first."""
    return list(
        Assessment.objects.for_user(member, Permission.WRITE_CHART)
        .filter(
            episode=episode,
            author=member.user,
            state=State.DRAFT,
            visit_date=today_at(member.clinic),
        )
        .order_by("-visit_at", "-visit_order")
    )


@dataclass(frozen=True)
class Correspondence:
    """What colleagues wrote about an evaluation while it was handed to and fro."""

    when: datetime
    who: str
    text: str


def correspondence(assessment: Assessment) -> list[Correspondence]:
    """Submissions and returns, in order."""
    found = [
        Correspondence(one.at, one.by.full_name, one.comment)
        for one in ReturnForCorrection.objects.filter(assessment=assessment).select_related("by")
    ]
    return sorted(found, key=lambda one: one.when)


def signatures_of(version: SignedVersion) -> list[SignedVersion | Submission]:
    """Who signed this version: the submitter first where there was one, then the signer."""
    return [one for one in (version.submission, version) if one is not None]


def addenda_of(assessment: Assessment) -> list[Addendum]:
    return list(Addendum.objects.filter(assessment=assessment))


def voiding_of(assessment: Assessment) -> Voiding | None:
    return Voiding.objects.filter(assessment=assessment).first()
