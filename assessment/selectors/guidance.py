"""What guidance needs besides Records: operations, restrictions, red flags; and visits by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from assessment.catalogue.types import EpisodeKind, ProcedureKind, Restricts
from assessment.clinical.answers import NO, YES
from assessment.clinical.restrictions import Limit
from assessment.earlier import EarlierVisits
from assessment.findings import Elsewhere, findings_of, flags_of
from assessment.guidance import guidance_items, keeps_guidance
from assessment.record import Header, Item, Record, Screen
from assessment.selectors.chart import Chart
from assessment.selectors.operations import Operations
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
    screened: date,
    operations: Operations | None = None,
    limits: Sequence[Limit] | None = None,
) -> Elsewhere:
    """What the rest of Vastus knows of an episode as of a day, for every page and every signature.

    Restrictions that say nothing of impact leave it to what the clinician answers. `screened` is
    the day of the visit whose `screen` it is. `operations` of the person and `limits` in force
    are given where they were read before.
    """
    operations = operations or Operations([episode.patient])
    prefetch_related_objects([episode], "procedures")
    done = [
        one
        for one in episode.procedures.all()
        if one.kind != ProcedureKind.INJECTION and (one.date is None or one.date <= on)
    ]
    days = [
        one.date
        for one in done
        if one.side in (involved, "both") or involved not in ("right", "left")
    ]
    undated = None in days
    return Elsewhere(
        surgery=None if undated else max((day for day in days if day), default=None),
        undated=undated,
        operated=bool(done) or episode.kind in OPERATED,
        both_operated=operations.both_sides(episode.patient, episode, on),
        impact=_impact(
            restricted_on(episode, episode.patient, on).limits if limits is None else limits,
            involved,
        ),
        open_flags=flags_of(screen),
        screened=screened if screen is not None else None,
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
    chart: Chart,
    items: Sequence[Item],
    header: Header,
    earlier: EarlierVisits,
    screen: Screen | None,
) -> list[Item]:
    """What the therapist keeps of guidance at a visit, as Items; none where nothing is kept."""
    if not keeps_guidance(items):
        return []
    assessment = chart.assessment
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
            screened=on,
            operations=chart.operations,
            limits=chart.limits,
        ),
    )
    return guidance_items(items, found)


def elsewhere_of(episode: EpisodeOfCare, record: Record, *, on: date) -> Elsewhere:
    """The same beside the Record of its most recent visit."""
    return known_elsewhere(
        episode,
        involved=record.header.involved_code,
        on=on,
        screen=record.screen,
        screened=date.fromisoformat(record.header.visit_date),
    )


__all__ = ["elsewhere_of", "kept_guidance", "known_elsewhere"]
