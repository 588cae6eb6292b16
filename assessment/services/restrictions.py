"""Adopting lines of a reference template for one patient (RS-3): each on somebody's decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from assessment.catalogue.types import RestrictionTemplate, Side, SourceLevel, TemplateLine
from clinics.access import Member
from patients.models import EpisodeOfCare, Restriction
from patients.services import adopt_lines


def adopt_template(
    *,
    by: Member,
    key: str,
    episode: EpisodeOfCare,
    template: RestrictionTemplate,
    lines: Sequence[str],
    side: Side,
    operated_on: date,
) -> list[Restriction]:
    """The chosen lines as restrictions of a leg, their weeks counted from the operation."""
    chosen = [one for one in template.lines if one.code in lines]
    return adopt_lines(
        by=by,
        key=key,
        episode=episode,
        lines=[_values(template, one, side, operated_on) for one in chosen],
    )


def _values(
    template: RestrictionTemplate, line: TemplateLine, side: Side, operated_on: date
) -> dict[str, Any]:
    begins = operated_on + timedelta(weeks=line.from_week)
    ends = None
    if line.to_week is not None:
        # The next line begins on the day that this week is over.
        ends = operated_on + timedelta(weeks=line.to_week) - timedelta(days=1)
    return {
        "side": side.value,
        "restricts": line.restricts.value,
        "option": line.option,
        "low": line.low,
        "high": line.high,
        "applies_to": line.applies_to.value,
        "level": SourceLevel.TEMPLATE.value,
        "who": template.name,
        "detail": line.source.key,
        "valid_from": begins,
        "until": ends,
    }
