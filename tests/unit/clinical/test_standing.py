"""The value that stands for a reading, or in a clinician's words why it takes no part."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import NotTested, Provenance, Side, Validity
from assessment.catalogue.units import DEGREE, NEWTON
from assessment.clinical.readings import Reading
from assessment.clinical.result import Obstacle, ReasonCode
from assessment.clinical.standing import Standing, find, has_number, standing
from tests.golden.visits import LEFT, RIGHT, reading

FORCE = catalogue.measure("knee_extension_force")
KOOS = catalogue.measure("koos_pain")
LACKS = ("lacks", "hyperextends")
MEASURED = Reading(measure=FORCE.code, side=LEFT, number=Decimal("310.5"))


def force(**how: object) -> Reading:
    return Reading(measure=FORCE.code, side=LEFT, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "reason", "why"),
    [
        (force(reason="not_tested"), ReasonCode.MISSING, "left not tested"),
        (force(reason="pain"), ReasonCode.MISSING, "left not tested because of pain"),
        (force(reason="unable"), ReasonCode.MISSING, "left not tested, unable"),
        (force(reason="declined"), ReasonCode.MISSING, "left not tested, declined"),
        (force(reason="not_applicable"), ReasonCode.MISSING, "left not applicable"),
        (
            force(reason="restriction"),
            ReasonCode.MISSING,
            "left not tested because of a restriction",
        ),
        (force(reason="no_time"), ReasonCode.MISSING, "left not tested for lack of time"),
        (force(reason="another_day"), ReasonCode.MISSING, "left not tested"),
        (force(reason="to_confirm"), ReasonCode.MISSING, "left waits to be confirmed"),
        (force(text="strong"), ReasonCode.MISSING, "left not measured"),
        (
            force(number=Decimal(310), provenance=Provenance.CARRIED),
            ReasonCode.MISSING,
            "left carried from an earlier visit, not measured",
        ),
        (
            force(number=Decimal(310), validity=Validity.STOPPED_BY_PAIN),
            ReasonCode.INVALID,
            "left stopped by pain",
        ),
        (
            force(validity=Validity.STOPPED_BY_PAIN),
            ReasonCode.INVALID,
            "left stopped by pain",
        ),
        (
            force(trials=(Decimal(310), Decimal(320)), validity=Validity.INVALID),
            ReasonCode.INVALID,
            "left marked as not counting",
        ),
    ],
)
def test_why_a_reading_takes_no_part(one: Reading, reason: ReasonCode, why: str) -> None:
    assert standing([one], FORCE, LEFT) == Standing(
        side=LEFT, obstacle=Obstacle(reason=reason, why=why), reading=one
    )


def test_every_reason_for_not_testing_has_words_of_its_own() -> None:
    said = {
        one.obstacle.why
        for code in NotTested
        if (one := standing([force(reason=code.value)], FORCE, LEFT)).obstacle
    }
    assert len(said) == len(NotTested)


def test_a_side_without_a_reading_is_named_as_the_sentence_wants_it() -> None:
    missing = standing([MEASURED], FORCE, RIGHT)
    assert missing == Standing(
        side=RIGHT, obstacle=Obstacle(reason=ReasonCode.MISSING, why="right not measured")
    )
    named = standing([MEASURED], FORCE, RIGHT, named="knee extension, right,")
    assert named.obstacle is not None
    assert named.obstacle.why == "knee extension, right, not measured"
    found = standing([MEASURED], FORCE, LEFT, named="knee extension, left,")
    assert found == Standing(side=LEFT, value=Decimal("310.5"), reading=MEASURED)


def test_trials_stand_for_what_was_typed_beside_them() -> None:
    one = force(number=Decimal(999), trials=(Decimal(300), Decimal(310)))
    assert standing([one], FORCE, LEFT).value == 310


ALL = (Decimal(1),) * 9


@pytest.mark.parametrize(
    ("items", "reason", "value", "why"),
    [
        (ALL, "", Decimal(75), ""),
        (ALL, "declined", Decimal(75), ""),
        (
            (*ALL[:4], *[None] * 5),
            "",
            None,
            "KOOS: 4 of 9 items answered, at least 5 are needed",
        ),
        ((None,) * 9, "declined", None, "KOOS not tested, declined"),
        ((None,) * 9, "", None, "KOOS not measured"),
    ],
)
def test_the_score_of_its_items_stands_for_a_form(
    items: tuple[Decimal | None, ...], reason: str, value: Decimal | None, why: str
) -> None:
    one = Reading(measure=KOOS.code, side=Side.NONE, items=items, reason=reason)
    found = standing([one], KOOS, Side.NONE, named="KOOS")
    assert (found.value, found.obstacle.why if found.obstacle else "") == (value, why)


def test_too_few_items_are_another_reason_than_none() -> None:
    one = Reading(measure=KOOS.code, side=Side.NONE, items=(Decimal(1), *[None] * 8))
    why = "KOOS: 1 of 9 items answered, at least 5 are needed"
    assert standing([one], KOOS, Side.NONE, named="KOOS") == Standing(
        side=Side.NONE,
        obstacle=Obstacle(reason=ReasonCode.TOO_FEW_ITEMS, why=why),
        reading=one,
    )


def test_blank_items_stand_as_the_setup_has_them_scored() -> None:
    lefs = catalogue.measure("lefs")
    items = (*(Decimal(4),) * 19, None)
    left_blank = Reading(measure=lefs.code, side=Side.NONE, items=items)
    prorated = replace(left_blank, setup={"blank_items": "prorated"})
    assert standing([prorated], lefs, Side.NONE).value == 80
    assert standing([left_blank], lefs, Side.NONE).value is None
    too_many = replace(prorated, items=(*items[:17], None, None, None))
    found = standing([too_many], lefs, Side.NONE, named="LEFS")
    assert found.obstacle is not None
    assert found.obstacle.why == ("LEFS: 17 of 20 items answered, at least 18 are needed")


def test_a_value_is_said_with_its_side_and_in_the_words_of_its_direction() -> None:
    assert Standing(side=LEFT, value=Decimal("310.5")).said(NEWTON) == "left 310.5 N"
    assert Standing(side=LEFT, value=Decimal("310.5")).said(NEWTON, decimal_separator=",") == (
        "left 310,5 N"
    )
    assert Standing(side=Side.NONE, value=Decimal(12)).said(NEWTON) == "12 N"
    lacking = Standing(side=RIGHT, value=Decimal("5.5"))
    assert lacking.said(DEGREE, words=LACKS) == "right lacks 5.5°"
    assert lacking.said(DEGREE, words=LACKS, decimal_separator=",") == "right lacks 5,5°"
    beyond = Standing(side=RIGHT, value=Decimal(-5))
    assert beyond.said(DEGREE, words=LACKS) == "right hyperextends 5°"
    assert Standing(side=RIGHT).said(DEGREE, words=LACKS) == ""


def test_a_reading_is_found_by_measure_and_side() -> None:
    flexion = reading(catalogue.measure("knee_flexion_force"), LEFT, "100")
    right = reading(FORCE, RIGHT, reason="pain")
    readings = [flexion, right, MEASURED]
    assert find(readings, FORCE.code, LEFT) is MEASURED
    assert find(readings, FORCE.code, RIGHT) is right
    assert find(readings, FORCE.code, Side.NONE) is None
    assert has_number(readings, FORCE.code)
    assert not has_number([flexion, right], FORCE.code)
    assert not has_number([], FORCE.code)
