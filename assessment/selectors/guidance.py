"""What guidance needs besides Records: operations, restrictions, red flags; and visits by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from assessment.catalogue.types import EpisodeKind
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
    episode: EpisodeOfCare, *, involved: str, on: date, screen: Screen | None
) -> Elsewhere:
    """What the rest of Vastus knows of an episode as of a day, for every page and every signature.

    The one place where restrictions in force (may the leg take impact?) and open red flags are
    plugged in. Until they are, impact is what the clinician answered, and flags are the screen's.
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
        impact=None,
        open_flags=flags_of(screen),
    )


def kept_guidance(
    assessment: Assessment,
    items: Sequence[Item],
    header: Header,
    earlier: EarlierVisits,
    screen: Screen | None,
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
            assessment.episode, involved=header.involved_code, on=on, screen=screen
        ),
    )
    return guidance_items(items, found)


def elsewhere_of(episode: EpisodeOfCare, record: Record, *, on: date) -> Elsewhere:
    """The same beside the Record of its most recent visit."""
    return known_elsewhere(
        episode, involved=record.header.involved_code, on=on, screen=record.screen
    )


__all__ = ["elsewhere_of", "kept_guidance", "known_elsewhere"]
