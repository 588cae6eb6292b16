"""Torque and strength per kilogram, each result whole: value, unit, formula, inputs and text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import InvolvedSide, Side, Validity
from assessment.catalogue.units import (
    NEWTON_METRE,
    NEWTON_METRE_PER_KILOGRAM,
    NEWTON_PER_KILOGRAM,
)
from assessment.clinical.derive import derive
from assessment.clinical.readings import Context, Reading
from assessment.clinical.result import ReasonCode, Result
from assessment.clinical.standing import Standing, standing
from assessment.clinical.torque import lever_arm, torque_standing
from tests.golden.visits import LEFT, RIGHT, reading, visit

FORCE = catalogue.measure("knee_extension_force")
TORQUE = catalogue.measure("knee_extension_torque")
TORQUE_FORMULA = "torque = force x lever arm (version 1)"
TORQUE_PER_MASS = "torque per body mass = torque / body mass (version 1)"
FORCE_PER_MASS = "force per body mass = force / body mass (version 1)"
WEIGHED = visit(InvolvedSide.LEFT, body_mass="62.5")
NOT_WEIGHED = visit(InvolvedSide.LEFT)


def result(code: str, one: Reading, context: Context = WEIGHED) -> Result:
    found = derive(catalogue.section("strength"), [one], context, decimal_separator=",")
    return next(each.result for each in found if (each.code, each.side) == (code, one.side))


def standing_of(one: Reading) -> Standing:
    return standing([one], FORCE, one.side)


def force(typed: str, lever: str = "", side: Side = LEFT) -> Reading:
    return reading(FORCE, side, typed, setup={"lever_arm": lever} if lever else None)


def test_torque_is_force_times_lever_arm() -> None:
    assert result("torque", force("250.5", "34 cm")) == Result(
        text="85,2 N·m",
        formula=TORQUE_FORMULA,
        value=Decimal("85.170"),
        unit=NEWTON_METRE,
        inputs=("left 250,5 N", "lever arm 0,34 m"),
    )


@pytest.mark.parametrize(
    ("one", "reason", "text"),
    [
        pytest.param(
            force("250.5", side=RIGHT),
            ReasonCode.MISSING,
            "lever arm right not recorded",
            id="no lever arm",
        ),
        pytest.param(
            replace(force("250.5", "34 cm"), validity=Validity.STOPPED_BY_PAIN),
            ReasonCode.INVALID,
            "left stopped by pain",
            id="stopped by pain",
        ),
        pytest.param(
            replace(force("250.5"), validity=Validity.INVALID),
            ReasonCode.INVALID,
            "left marked as not counting",
            id="not counting, and no lever arm",
        ),
    ],
)
def test_why_there_is_no_torque(one: Reading, reason: ReasonCode, text: str) -> None:
    assert result("torque", one) == Result(
        text=f"not computed: {text}", formula=TORQUE_FORMULA, reason=reason
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(
            force("250.5", "34 cm"),
            Result(
                text="1,36 N·m/kg",
                formula=TORQUE_PER_MASS,
                value=Decimal("85.170") / Decimal("62.5"),
                unit=NEWTON_METRE_PER_KILOGRAM,
                inputs=("left 85,2 N·m", "body mass 62,5 kg"),
            ),
            id="force with a lever arm",
        ),
        pytest.param(
            reading(TORQUE, RIGHT, "120.5"),
            Result(
                text="1,93 N·m/kg",
                formula=TORQUE_PER_MASS,
                value=Decimal("1.928"),
                unit=NEWTON_METRE_PER_KILOGRAM,
                inputs=("right 120,5 N·m", "body mass 62,5 kg"),
            ),
            id="torque as read",
        ),
        pytest.param(
            force("250.5"),
            Result(
                text="4,0 N/kg",
                formula=FORCE_PER_MASS,
                value=Decimal("4.008"),
                unit=NEWTON_PER_KILOGRAM,
                inputs=("left 250,5 N", "body mass 62,5 kg"),
            ),
            id="force without a lever arm",
        ),
    ],
)
def test_strength_per_kilogram(one: Reading, expected: Result) -> None:
    assert result("per_mass", one) == expected


def test_a_body_mass_of_another_day_stands_with_that_day_in_inputs_and_text() -> None:
    context = replace(WEIGHED, visit_date="2026-02-15", body_mass_date="2026-02-01")
    assert result("per_mass", force("250.5"), context) == Result(
        text="4,0 N/kg (body mass of 1 Feb 2026)",
        formula=FORCE_PER_MASS,
        value=Decimal("4.008"),
        unit=NEWTON_PER_KILOGRAM,
        inputs=("left 250,5 N", "body mass 62,5 kg of 1 Feb 2026"),
    )


def test_a_body_mass_of_the_visit_itself_needs_no_day() -> None:
    for day in ("", "2026-02-15"):
        context = replace(WEIGHED, visit_date="2026-02-15", body_mass_date=day)
        found = result("per_mass", force("250.5"), context)
        assert (found.text, found.inputs[1]) == ("4,0 N/kg", "body mass 62,5 kg")


ZERO = replace(WEIGHED, body_mass=Decimal(0))


@pytest.mark.parametrize(
    ("one", "context", "formula", "reason", "text"),
    [
        pytest.param(
            force("250"),
            NOT_WEIGHED,
            FORCE_PER_MASS,
            ReasonCode.MISSING,
            "body mass not recorded at this visit",
            id="nobody weighed",
        ),
        pytest.param(
            force("250", "34 cm"),
            ZERO,
            TORQUE_PER_MASS,
            ReasonCode.ZERO_DENOMINATOR,
            "body mass is 0",
            id="a body mass of 0",
        ),
        pytest.param(
            replace(force("250"), validity=Validity.STOPPED_BY_PAIN),
            NOT_WEIGHED,
            FORCE_PER_MASS,
            ReasonCode.INVALID,
            "left stopped by pain",
            id="stopped by pain: that alone is told",
        ),
    ],
)
def test_why_there_is_no_strength_per_kilogram(
    one: Reading, context: Context, formula: str, reason: ReasonCode, text: str
) -> None:
    assert result("per_mass", one, context) == Result(
        text=f"not computed: {text}", formula=formula, reason=reason
    )


@pytest.mark.parametrize(
    ("said", "length"),
    [("0.34", "0.34"), ("0.001", "0.001"), ("0", None), ("-0.1", None), ("", None), ("long", None)],
)
def test_a_lever_arm_is_a_length_above_nothing(said: str, length: str | None) -> None:
    one = Reading(measure=FORCE.code, side=LEFT, setup={"lever_arm": said})
    assert lever_arm(one) == (None if length is None else Decimal(length))
    assert lever_arm(None) is None
    assert lever_arm(replace(one, setup={})) is None


def test_the_torque_of_a_side_keeps_the_reading_it_is_from() -> None:
    """What it was held with decides whether the sides compare, with or without a lever arm."""
    section = catalogue.section("strength")
    held = {"fixation": "belt", "lever_arm": "0.3"}, {"fixation": "manual", "lever_arm": "0.4"}
    readings = [
        reading(FORCE, side, "300", setup=setup)
        for side, setup in zip((RIGHT, LEFT), held, strict=True)
    ]
    found = derive(section, readings, WEIGHED)
    index = next(one.result for one in found if one.code == "symmetry")
    assert index.text == "not computed: fixation right belt or frame, left held by hand"
    with_lever, without = (
        torque_standing(one) for one in (standing_of(readings[0]), standing_of(force("300")))
    )
    assert (with_lever.side, with_lever.value, with_lever.reading) == (
        RIGHT,
        Decimal("90.0"),
        readings[0],
    )
    assert (without.side, without.value, without.reading) == (LEFT, None, force("300"))
