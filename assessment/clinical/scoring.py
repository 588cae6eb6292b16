"""Scores of observed items: the points of the options chosen, with the band they fall into."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessment.catalogue.types import Measure, Provenance, Score, Section, Side, Validity
from assessment.clinical.readings import Reading
from assessment.clinical.result import (
    Formula,
    Obstacle,
    ReasonCode,
    Result,
    computed,
    not_computed,
)
from assessment.clinical.standing import find


def score(section: Section, derived: Score, readings: Sequence[Reading], side: Side) -> Result:
    """The sum of the points of one side; an item without an answer leaves it open."""
    measures = {one.code: one for one in section.measures}
    formula = Formula(says=f"{derived.label.lower()} = points of {len(derived.items)} items")
    points: list[int] = []
    inputs: list[str] = []
    obstacles: list[Obstacle] = []
    for code in derived.items:
        measure = measures[code]
        found = _points(measure, find(readings, code, side))
        if isinstance(found, Obstacle):
            obstacles.append(found)
        else:
            points.append(found[0])
            inputs.append(f"{_named(measure)} {found[1]}: {found[0]}")
    if obstacles:
        return not_computed(formula, obstacles, tuple(inputs))
    total = sum(points)
    band = next((f" ({one.label})" for one in derived.bands if total <= one.high), "")
    text = f"{total} of {derived.highest}{band}"
    return computed(formula, Decimal(total), derived.unit, text, tuple(inputs))


def _points(measure: Measure, reading: Reading | None) -> tuple[int, str] | Obstacle:
    named = _named(measure)
    if reading is None or not reading.choice:
        return Obstacle(reason=ReasonCode.MISSING, why=f"{named} not observed")
    if reading.provenance is Provenance.CARRIED:
        why = f"{named} carried from an earlier visit, not observed"
        return Obstacle(reason=ReasonCode.MISSING, why=why)
    if reading.validity is not Validity.VALID:
        return Obstacle(reason=ReasonCode.INVALID, why=f"{named} does not count")
    for option in measure.options:
        if option.code == reading.choice and option.points is not None:
            return option.points, option.label
    return Obstacle(reason=ReasonCode.INVALID, why=f"{named} has an answer without points")


def _named(measure: Measure) -> str:
    return measure.label.rpartition(": ")[2].lower()
