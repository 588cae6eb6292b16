"""What guidance needs besides Records: operations, restrictions, red flags; and visits by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from assessment.catalogue.types import EpisodeKind, Restricts
from assessment.clinical.answers import NO, YES
from assessment.clinical.restrictions import Limit
from assessment.earlier import EarlierVisits
from assessment.guidance import (
    Elsewhere,
    findings_of,
    flags_of,
    guidance_items,
    keeps_guidance,
)
from assessment.models import Assessment
from assessment.record import Header, Item, Record, Screen
from assessment.selectors.restrictions import restricted_on
from patients.models import EpisodeOfCare

OPERATED = frozenset(
    {
        EpisodeKind.ACL_RECONSTRUCTION,
        EpisodeKind.KNEE_REPLACEMENT,
        EpisodeKind.TENDON_REPAIR,
    }
)
"""Episodes that follow an operation, whether or not it was recorded."""


def known_elsewhere(
    episode: EpisodeOfCare,
    *,
    involved: str,
    on: date,
    screen: Screen | None,
    limits: Sequence[Limit] | None = None,
) -> Elsewhere:
    """What the rest of Vastus knows of an episode as of a day, for every page and every signature.

    Restrictions that say nothing of impact leave it to what the clinician answers. `limits` are
    those in force, where they were read.
    """
    prefetch_related_objects([episode], "procedures")
    done = [one for one in episode.procedures.all() if one.date is None or one.date <= on]
    mine = [
        one.date
        for one in done
        if one.date is not None
        if one.side in (involved, "both") or involved not in ("right", "left")
    ]
    sides = {one.side for one in done}
    return Elsewhere(
        surgery=max(mine, default=None),
        operated=bool(done) or episode.kind in OPERATED,
        both_operated="both" in sides or {"right", "left"} <= sides,
        impact=_impact(
            restricted_on(episode, episode.patient, on).limits if limits is None else limits,
            involved,
        ),
        open_flags=flags_of(screen),
    )


def _impact(limits: Sequence[Limit], involved: str) -> str | None:
    """Whether the restrictions in force let the involved leg take impact."""
    said = [
        one
        for one in limits
        if one.restricts is Restricts.IMPACT
        and (one.side.value == involved or involved not in ("right", "left"))
    ]
    if not said:
        return None
    return NO if any(one.restricting for one in said) else YES


def kept_guidance(
    assessment: Assessment,
    items: Sequence[Item],
    header: Header,
    earlier: EarlierVisits,
    screen: Screen | None,
    limits: Sequence[Limit],
) -> list[Item]:
    """What the therapist keeps of guidance at a visit, as Items; none where nothing is kept."""
    if not keeps_guidance(items):
        return []
    on = assessment.visit_date
    found = findings_of(
        items,
        header,
        [one.record for one in earlier.visits],
        on=on,
        elsewhere=known_elsewhere(
            assessment.episode,
            involved=header.involved_code,
            on=on,
            screen=screen,
            limits=limits,
        ),
    )
    return guidance_items(items, found)


def elsewhere_of(episode: EpisodeOfCare, record: Record, *, on: date) -> Elsewhere:
    """The same beside the Record of its most recent visit."""
    return known_elsewhere(
        episode, involved=record.header.involved_code, on=on, screen=record.screen
    )


__all__ = ["elsewhere_of", "kept_guidance", "known_elsewhere"]
