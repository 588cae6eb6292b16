"""Estimates from two measures of one side: a one-repetition maximum, an angle from heel heights."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessment.catalogue.types import (
    AngleEstimate,
    DerivedMeasure,
    MaximumEstimate,
    MaximumFormula,
    Measure,
    Section,
    Side,
)
from assessment.catalogue.units import plain, shown
from assessment.clinical.angles import arcsine_degrees
from assessment.clinical.readings import Reading
from assessment.clinical.result import Formula, Obstacle, ReasonCode, Result, computed, not_computed
from assessment.clinical.standing import Standing, standing

MAXIMUM_FORMULAS = {
    MaximumFormula.EPLEY: Formula(says="Epley: load x (1 + repetitions / 30); 1 repetition: load"),
    MaximumFormula.BRZYCKI: Formula(says="Brzycki: load x 36 / (37 - repetitions)"),
}
ANGLE_OF_HEIGHT = Formula(says="estimated angle = arcsine(heel-height difference / lower leg)")


def maximum(
    section: Section,
    derived: MaximumEstimate,
    readings: Sequence[Reading],
    side: Side,
    decimal_separator: str,
) -> Result:
    """What could be lifted once; none above the repetitions up to which estimates hold."""
    formula = MAXIMUM_FORMULAS[derived.formula]
    found = _parts(section, derived, readings, side)
    inputs = _inputs(found, decimal_separator)
    obstacles = [one.obstacle for _, one in found if one.obstacle is not None]
    done = found[1][1].value
    if done is not None and not 1 <= done <= derived.most_repetitions:
        why = f"estimates hold from 1 to {plain(derived.most_repetitions)} repetitions"
        obstacles.append(Obstacle(reason=ReasonCode.OUT_OF_RANGE, why=why))
    if obstacles:
        return not_computed(formula, obstacles, inputs)
    load, repetitions = _values(found)
    value = estimated_maximum(derived.formula, load, repetitions)
    text = shown(value, derived.unit, decimal_separator=decimal_separator)
    return computed(formula, value, derived.unit, text, inputs)


def estimated_maximum(formula: MaximumFormula, load: Decimal, repetitions: Decimal) -> Decimal:
    """The estimate by one formula; a load lifted once is itself the most that was lifted once."""
    if repetitions == 1:
        return load
    if formula is MaximumFormula.EPLEY:
        return load * (1 + repetitions / 30)
    return load * 36 / (37 - repetitions)


def angle_of_height(
    section: Section,
    derived: AngleEstimate,
    readings: Sequence[Reading],
    side: Side,
    decimal_separator: str,
) -> Result:
    """Degrees from a height and a lever, an estimate."""
    found = _parts(section, derived, readings, side)
    inputs = _inputs(found, decimal_separator)
    obstacles = [one.obstacle for _, one in found if one.obstacle is not None]
    if obstacles:
        return not_computed(ANGLE_OF_HEIGHT, obstacles, inputs)
    height, lever = _values(found)
    if lever == 0:
        zero = Obstacle(reason=ReasonCode.ZERO_DENOMINATOR, why="the lower leg is 0")
        return not_computed(ANGLE_OF_HEIGHT, [zero], inputs)
    if abs(height) > lever:
        why = "the heels differ by more than the length of the lower leg"
        above = Obstacle(reason=ReasonCode.OUT_OF_RANGE, why=why)
        return not_computed(ANGLE_OF_HEIGHT, [above], inputs)
    value = arcsine_degrees(height / lever)
    worth = f"estimate, {derived.below_zero}" if value < 0 and derived.below_zero else "estimate"
    text = f"{shown(value, derived.unit, decimal_separator=decimal_separator)} ({worth})"
    return computed(ANGLE_OF_HEIGHT, value, derived.unit, text, inputs)


Part = tuple[Measure, Standing]


def _parts(
    section: Section, derived: DerivedMeasure, readings: Sequence[Reading], side: Side
) -> list[Part]:
    measures = {one.code: one for one in section.measures}
    return [
        (measures[code], standing(readings, measures[code], side, named=_said(measures[code])))
        for code in derived.parts
    ]


def _values(found: Sequence[Part]) -> list[Decimal]:
    return [one.value for _, one in found if one.value is not None]


def _inputs(found: Sequence[Part], decimal_separator: str) -> tuple[str, ...]:
    return tuple(
        one.said(measure.unit, words=measure.direction_words, decimal_separator=decimal_separator)
        for measure, one in found
        if one.value is not None and measure.unit is not None
    )


def _said(measure: Measure) -> str:
    return measure.label[:1].lower() + measure.label[1:]
