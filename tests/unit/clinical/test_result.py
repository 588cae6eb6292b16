"""What a calculation came to: one number, or the first reason why there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.catalogue.units import DEGREE
from assessment.clinical.result import (
    Formula,
    Obstacle,
    ReasonCode,
    Result,
    computed,
    not_computed,
)

SECOND = Formula(says="lag = active - passive", version=2)


def test_a_result_keeps_the_version_of_its_formula() -> None:
    assert computed(
        SECOND, Decimal("7.5"), DEGREE, "7,5°", ("active 10°", "passive 2,5°")
    ) == Result(
        text="7,5°",
        formula="lag = active - passive (version 2)",
        value=Decimal("7.5"),
        unit=DEGREE,
        version=2,
        inputs=("active 10°", "passive 2,5°"),
    )


def test_nothing_is_never_minus_nothing() -> None:
    found = computed(SECOND, Decimal("-0.0"), DEGREE, "0°", ())
    assert str(found.value) == "0.0"


def test_of_several_obstacles_all_of_the_first_reason_are_named_once() -> None:
    obstacles = [
        Obstacle(reason=ReasonCode.NOT_COMPARABLE, why="device differs"),
        Obstacle(reason=ReasonCode.MISSING, why="right not measured"),
        Obstacle(reason=ReasonCode.INVALID, why="left stopped by pain"),
        Obstacle(reason=ReasonCode.MISSING, why="left waits to be confirmed"),
        Obstacle(reason=ReasonCode.MISSING, why="right not measured"),
    ]
    assert not_computed(SECOND, obstacles, ("left 5°",)) == Result(
        text="not computed: right not measured; left waits to be confirmed",
        formula="lag = active - passive (version 2)",
        reason=ReasonCode.MISSING,
        version=2,
        inputs=("left 5°",),
    )
    assert not_computed(SECOND, obstacles).inputs == ()


def test_no_result_is_left_without_a_reason() -> None:
    with pytest.raises(ValueError, match=r"^a result that is not computed needs a reason$"):
        not_computed(SECOND, [])
