"""One measure, or the mean of several, in percent of another on the same side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessment.catalogue.types import Measure, Percentage, Section, Side, Unit
from assessment.catalogue.units import PERCENT, shown
from assessment.clinical.readings import Reading
from assessment.clinical.result import (
    Formula,
    Obstacle,
    ReasonCode,
    Result,
    computed,
    not_computed,
)
from assessment.clinical.standing import Standing, standing


def percentage(
    section: Section,
    derived: Percentage,
    readings: Sequence[Reading],
    side: Side,
    decimal_separator: str,
) -> Result:
    """The mean of the numerators in percent of the denominator, or why there is none."""
    measures = {one.code: one for one in section.measures}
    of = {code: _standing(measures[code], readings, side) for code in derived.of}
    by = _standing(measures[derived.by], readings, side)
    parts = of | {derived.by: by}
    formula = _formula(measures, derived)
    obstacles = [one.obstacle for one in parts.values() if one.obstacle is not None]
    obstacles += _taken_differently(measures, derived, parts if derived.alike else of)
    obstacles += _not_said(measures, derived, parts)
    if by.value == 0:
        obstacles.append(
            Obstacle(
                reason=ReasonCode.ZERO_DENOMINATOR, why=f"{measures[derived.by].label.lower()} is 0"
            )
        )
    inputs = tuple(
        _input(measures[code], one.value, decimal_separator)
        for code, one in parts.items()
        if one.value is not None
    )
    values = [one.value for one in of.values() if one.value is not None]
    if obstacles or by.value is None:
        return not_computed(formula, obstacles, inputs)
    value = sum(values, Decimal(0)) / (len(values) * by.value) * 100
    if derived.highest is not None and value > derived.highest:
        above = Obstacle(reason=ReasonCode.OUT_OF_RANGE, why=derived.why_highest)
        return not_computed(formula, [above], inputs)
    value = 100 - value if derived.complement else value
    text = shown(value, PERCENT, decimal_separator=decimal_separator)
    return computed(formula, value, PERCENT, text, inputs)


def _standing(measure: Measure, readings: Sequence[Reading], side: Side) -> Standing:
    return standing(readings, measure, side, named=f"{_said(measure)}, {side.value},")


def _taken_differently(
    measures: dict[str, Measure], derived: Percentage, of: dict[str, Standing]
) -> list[Obstacle]:
    """Numerators that were not taken alike cannot be averaged: a best reach and a mean one."""
    read = [one.reading for one in of.values() if one.reading is not None]
    return [
        Obstacle(reason=ReasonCode.NOT_COMPARABLE, why=f"{field.label} differs between the parts")
        for field in measures[derived.of[0]].setup
        if field.compared and len({one.setup.get(field.code, "") for one in read}) > 1
    ]


def _not_said(
    measures: dict[str, Measure], derived: Percentage, parts: dict[str, Standing]
) -> list[Obstacle]:
    """What has to be known of how both were taken, and is not: the speed of a machine."""
    labels = {field.code: field.label for field in measures[derived.by].setup}
    taken = [one for one in parts.values() if one.value is not None]
    read = [one.reading for one in taken if one.reading is not None]
    return [
        Obstacle(reason=ReasonCode.MISSING, why=f"{labels[code]} not recorded")
        for code in derived.said_alike
        if any(not one.setup.get(code) for one in read)
    ]


def _formula(measures: dict[str, Measure], derived: Percentage) -> Formula:
    by, parts = _said(measures[derived.by]), len(derived.of)
    if derived.complement:
        return Formula(
            says=f"{derived.label.lower()} = 100 - {_said(measures[derived.of[0]])} / {by} x 100"
        )
    if parts == 1:
        return Formula(says=f"{derived.label.lower()} = {_said(measures[derived.of[0]])} / {by}")
    return Formula(says=f"{derived.label.lower()} = sum of {parts} / ({parts} x {by})")


def _input(measure: Measure, value: Decimal, decimal_separator: str) -> str:
    number = shown(value, _unit(measure), decimal_separator=decimal_separator)
    return f"{_said(measure)} {number}"


def _said(measure: Measure) -> str:
    return measure.label[:1].lower() + measure.label[1:]


def _unit(measure: Measure) -> Unit:
    if measure.unit is None:
        raise ValueError(f"{measure.code} has no unit")
    return measure.unit
