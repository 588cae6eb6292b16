"""What an answer asks for besides itself, row by row and side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import Requirement, Side
from assessment.clinical.readings import Reading
from assessment.clinical.requirements import unmet
from tests.golden.visits import LEFT, RIGHT

GAIT = catalogue.section("gait")
(PARTIAL,) = GAIT.requirements
HOW_MUCH = PARTIAL.any_of[0]


def partial(side: Side) -> Reading:
    return Reading(measure="weight_bearing", side=side, choice="pwb")


def test_each_side_is_asked_for_whatever_stands_before_it() -> None:
    readings = [
        Reading(measure="gait_speed", side=Side.NONE, number=Decimal(1)),
        Reading(measure="weight_bearing", side=RIGHT, choice="fwb"),
        partial(RIGHT),
        Reading(measure=HOW_MUCH, side=RIGHT, number=Decimal(0)),
        Reading(measure="weight_bearing", side=RIGHT, reason="not_tested"),
        partial(LEFT),
    ]
    (open_one,) = unmet(GAIT, readings)
    assert (open_one.requirement, open_one.side, open_one.measure) == (PARTIAL, LEFT, HOW_MUCH)


def test_several_requirements_are_told_in_the_order_of_the_catalogue() -> None:
    other = Requirement(
        measure="weight_bearing", option="pwb", any_of=("weight_bearing_load",), why="The load."
    )
    section = replace(GAIT, requirements=(PARTIAL, other))
    found = unmet(section, [partial(LEFT), partial(RIGHT)])
    assert [(one.measure, one.side) for one in found] == [
        (HOW_MUCH, LEFT),
        (HOW_MUCH, RIGHT),
        ("weight_bearing_load", LEFT),
        ("weight_bearing_load", RIGHT),
    ]
    load = Reading(measure="weight_bearing_load", side=LEFT, number=Decimal(20))
    assert [one.side for one in unmet(section, [partial(LEFT), partial(RIGHT), load])] == [
        RIGHT,
        RIGHT,
    ]


@pytest.mark.parametrize(
    ("answer", "meets"),
    [
        ({"choice": "some"}, True),
        ({"text": "As much as she dares."}, True),
        ({"number": Decimal(0)}, True),
        ({"trials": (Decimal(20),)}, True),
        ({"items": (None, Decimal(1))}, True),
        ({}, False),
        ({"reason": "pain"}, False),
        ({"items": (None,)}, False),
    ],
)
def test_any_answer_meets_it_and_a_reason_for_none_does_not(
    answer: dict[str, object], meets: bool
) -> None:
    said = replace(Reading(measure=HOW_MUCH, side=LEFT), **answer)  # type: ignore[arg-type]
    assert (unmet(GAIT, [partial(LEFT), said]) == []) is meets
