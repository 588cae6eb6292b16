"""Starting a reassessment in one action: now, with the last visit's involved side and leg."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.models import Assessment, DominantLeg, InvolvedSide, VisitKind
from assessment.selectors.lists import any_signed, drafts_of_today, latest_visit
from assessment.services.errors import ChartRefused
from assessment.services.visits import VisitDetails, lock_visits_of, start_locked
from clinics.access import Member, Permission, require
from clinics.receipts import Answer, digest_of, once
from patients.models import EpisodeOfCare


class NothingSigned(ChartRefused):
    """There is no signed visit yet that a reassessment could be compared with."""


@dataclass(frozen=True)
class Reassessment:
    """The draft to go on with; `resumed` where it was there already."""

    assessment: Assessment
    resumed: bool


def start_reassessment(
    *, episode: EpisodeOfCare, by: Member, key: str, another: bool = False
) -> Reassessment:
    """A reassessment now, or the draft that this person already has of today in this episode.

    `another` starts one beside such a draft. The same key starts it once. Raises NothingSigned
    where the episode has no signed visit, ChartRefused where it is closed.
    """
    require(by, Permission.WRITE_CHART)
    require(by, Permission.READ_PATIENTS, episode)
    with transaction.atomic():
        answer = once(
            by=by,
            key=key,
            purpose="start_reassessment",
            digest=digest_of({"episode": str(episode.pk), "another": another}),
            act=lambda: _start(episode, by, another=another),
        )
        found = Assessment.with_discarded.select_related("clinic", "patient", "episode").get(
            pk=answer["id"]
        )
        return Reassessment(found, resumed=answer["resumed"])


def _start(episode: EpisodeOfCare, by: Member, *, another: bool) -> Answer:
    # Held first, so that two buttons pressed at once do not both find no draft.
    lock_visits_of(episode)
    drafts = [] if another else drafts_of_today(episode, by)
    if drafts:
        return {"id": str(drafts[0].pk), "resumed": True}
    last = latest_visit(episode)
    if last is None or not any_signed(episode):
        raise NothingSigned(
            _("No visit of this episode is signed yet. Say here what kind of visit this is.")
        )
    now = timezone.now().astimezone(by.clinic.zone).replace(second=0, microsecond=0)
    details = VisitDetails(
        kind=VisitKind.REASSESSMENT,
        on=now.date(),
        # In an hour that the clocks repeat the time says which of the two it is.
        at=now.time(),
        involved_side=InvolvedSide(last.involved_side),
        dominant_leg=DominantLeg(last.dominant_leg),
    )
    return {"id": str(start_locked(episode, details, by).pk), "resumed": False}
