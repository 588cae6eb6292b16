"""Sides by the dominant leg, and against the other leg before surgery; and what each limb did."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.catalogue.types import DominantLeg, Side, Unit
from assessment.catalogue.units import CENTIMETRE, NEWTON, PERCENT, SECOND
from assessment.clinical.result import Obstacle, ReasonCode, Result
from assessment.clinical.symmetry import (
    Limbs,
    Pair,
    dominance_ratio,
    gained_by_loss,
    index_before_surgery,
    raw_limbs_text,
)
from tests.golden.test_sides_compared import (
    BASIS,
    DOMINANCE,
    EPIC,
    INVERTED_DOMINANCE,
    INVERTED_EPIC,
    MISSING,
    NONE,
    ZERO,
    none,
    pair,
    side,
)

RIGHT, LEFT = DominantLeg.RIGHT, DominantLeg.LEFT


@pytest.mark.parametrize(
    ("dominant", "inverted", "value", "text", "formula"),
    [
        (RIGHT, False, "80", "80,0 %, right leg dominant", DOMINANCE),
        (LEFT, False, "125", "125,0 %, left leg dominant", DOMINANCE),
        (RIGHT, True, "125", "125,0 %, right leg dominant", INVERTED_DOMINANCE),
        (LEFT, True, "80", "80,0 %, left leg dominant", INVERTED_DOMINANCE),
    ],
)
def test_the_other_leg_in_percent_of_the_dominant_one(
    dominant: DominantLeg, inverted: bool, value: str, text: str, formula: str
) -> None:
    sides = pair("250.5", "200.4", NONE, dominant=dominant, basis=BASIS)
    assert dominance_ratio(sides, inverted=inverted) == Result(
        text=f"{text} ({BASIS})",
        formula=formula,
        value=Decimal(value),
        unit=PERCENT,
        inputs=("right 250,5 N", "left 200,4 N", BASIS),
    )


UNKNOWN = "the dominant leg is not known"


@pytest.mark.parametrize(
    ("sides", "inverted", "expected"),
    [
        pytest.param(
            pair("250", "200", NONE),
            False,
            none(MISSING, UNKNOWN, DOMINANCE, "right 250 N", "left 200 N"),
            id="nobody asked which leg",
        ),
        pytest.param(
            pair("250", "200", NONE, dominant=DominantLeg.BOTH),
            True,
            none(MISSING, UNKNOWN, INVERTED_DOMINANCE, "right 250 N", "left 200 N"),
            id="both legs alike",
        ),
        pytest.param(
            pair(None, "200", NONE),
            False,
            none(MISSING, f"right not measured; {UNKNOWN}", DOMINANCE, "left 200 N"),
            id="nobody asked, and one side missing",
        ),
        pytest.param(
            pair("250", None, NONE, dominant=LEFT),
            False,
            none(MISSING, "left not measured", DOMINANCE, "right 250 N"),
            id="the dominant one missing",
        ),
        pytest.param(
            pair("0", "200", NONE, dominant=RIGHT),
            False,
            none(ZERO, "right is 0, cannot divide by it", DOMINANCE, "right 0 N", "left 200 N"),
            id="the dominant one is 0",
        ),
        pytest.param(
            pair("250", "0", NONE, dominant=RIGHT, unit=SECOND),
            True,
            none(
                ZERO,
                "left is 0, cannot divide by it",
                INVERTED_DOMINANCE,
                "right 250 s",
                "left 0 s",
            ),
            id="a time of 0 of the other leg",
        ),
    ],
)
def test_why_there_is_no_ratio_to_the_dominant_leg(
    sides: Pair, inverted: bool, expected: Result
) -> None:
    assert dominance_ratio(sides, inverted=inverted) == expected


FIXATION = Obstacle(reason=ReasonCode.NOT_COMPARABLE, why="fixation belt against by hand")


def before_surgery(
    now: str | None,
    before: str | None,
    *,
    inverted: bool = False,
    unit: Unit = NEWTON,
    obstacles: tuple[Obstacle, ...] = (),
) -> Result:
    return index_before_surgery(
        side(Side.LEFT, now),
        side(Side.RIGHT, before),
        unit,
        obstacles,
        inverted=inverted,
        decimal_separator=",",
    )


@pytest.mark.parametrize(
    ("now", "before", "inverted", "unit", "expected"),
    [
        pytest.param(
            "294.5",
            "400",
            False,
            NEWTON,
            Result(
                text="73,6 %",
                formula=EPIC,
                value=Decimal("73.625"),
                unit=PERCENT,
                inputs=("now left 294,5 N", "before surgery right 400 N"),
            ),
            id="of a force",
        ),
        pytest.param(
            "2.5",
            "2.2",
            True,
            SECOND,
            Result(
                text="88,0 %",
                formula=INVERTED_EPIC,
                value=Decimal(88),
                unit=PERCENT,
                inputs=("now left 2,5 s", "before surgery right 2,2 s"),
            ),
            id="of a time, the other way round",
        ),
        pytest.param(
            "0",
            "400",
            False,
            NEWTON,
            Result(
                text="0,0 %",
                formula=EPIC,
                value=Decimal(0),
                unit=PERCENT,
                inputs=("now left 0 N", "before surgery right 400 N"),
            ),
            id="a measured 0 now",
        ),
        pytest.param(
            "300",
            "0",
            False,
            NEWTON,
            none(
                ZERO,
                "right is 0, cannot divide by it",
                EPIC,
                "now left 300 N",
                "before surgery right 0 N",
            ),
            id="a 0 before",
        ),
        pytest.param(
            "0",
            "2",
            True,
            SECOND,
            none(
                ZERO,
                "left is 0, cannot divide by it",
                INVERTED_EPIC,
                "now left 0 s",
                "before surgery right 2 s",
            ),
            id="a time of 0 now",
        ),
    ],
)
def test_the_involved_side_now_against_the_other_before_surgery(
    now: str, before: str, inverted: bool, unit: Unit, expected: Result
) -> None:
    assert before_surgery(now, before, inverted=inverted, unit=unit) == expected


def test_a_leg_held_in_another_way_before_surgery_is_no_reference() -> None:
    inputs = ("now left 300 N", "before surgery right 400 N")
    assert before_surgery("300", "400", obstacles=(FIXATION,)) == none(
        ReasonCode.NOT_COMPARABLE, "fixation belt against by hand", EPIC, *inputs
    )
    zero = before_surgery("300", "0", obstacles=(FIXATION,))
    assert zero.text == "not computed: right is 0, cannot divide by it"


def test_an_index_is_never_worked_out_of_a_side_without_a_value() -> None:
    for now, before in ((None, "400"), ("300", None)):
        with pytest.raises(ValueError, match=r"^both sides need a value"):
            before_surgery(now, before)


def limbs(involved: str, uninvolved: str) -> Limbs:
    return Decimal(involved), Decimal(uninvolved)


LOST = ": symmetry rose because the uninvolved side lost"


@pytest.mark.parametrize(
    ("before", "now", "lower", "gained", "says"),
    [
        pytest.param(
            limbs("120", "160"),
            limbs("119.5", "130"),
            False,
            True,
            "involved -0,5 cm, uninvolved -30,0 cm",
            id="both lost, the other one more",
        ),
        pytest.param(
            limbs("120", "160"),
            limbs("120", "159.5"),
            False,
            True,
            "involved 0,0 cm, uninvolved -0,5 cm",
            id="the involved one stayed, the other lost half a centimetre",
        ),
        pytest.param(
            limbs("120", "160"),
            limbs("120.5", "130"),
            False,
            False,
            "involved +0,5 cm, uninvolved -30,0 cm",
            id="the involved one gained half a centimetre",
        ),
        pytest.param(
            limbs("120", "160"),
            limbs("60", "80"),
            False,
            False,
            "involved -60,0 cm, uninvolved -80,0 cm",
            id="both lost the same share, symmetry stayed",
        ),
        pytest.param(
            limbs("120", "160"),
            limbs("100", "150"),
            False,
            False,
            "involved -20,0 cm, uninvolved -10,0 cm",
            id="the involved one lost more, symmetry fell",
        ),
        pytest.param(
            limbs("120", "160"),
            limbs("130", "160"),
            False,
            False,
            "involved +10,0 cm, uninvolved 0,0 cm",
            id="the involved one gained, the other stayed",
        ),
        pytest.param(
            limbs("120", "160"),
            limbs("130", "160.5"),
            False,
            False,
            "involved +10,0 cm, uninvolved +0,5 cm",
            id="both gained",
        ),
        pytest.param(
            limbs("24", "20"),
            limbs("24.5", "23"),
            True,
            True,
            "involved +0,5 cm, uninvolved +3,0 cm",
            id="less is better: both got worse, the other one more",
        ),
        pytest.param(
            limbs("24", "20"),
            limbs("23.5", "23"),
            True,
            False,
            "involved -0,5 cm, uninvolved +3,0 cm",
            id="less is better: the involved one improved",
        ),
        pytest.param(
            limbs("24", "20"),
            limbs("24", "19"),
            True,
            False,
            "involved 0,0 cm, uninvolved -1,0 cm",
            id="less is better: the other one improved",
        ),
    ],
)
def test_symmetry_that_rose_because_the_other_side_lost_is_told_as_that_t16(
    before: Limbs, now: Limbs, lower: bool, gained: bool, says: str
) -> None:
    assert gained_by_loss(before, now, lower_is_better=lower) is gained
    text = raw_limbs_text(before, now, CENTIMETRE, lower_is_better=lower, decimal_separator=",")
    assert text == f"{says}{LOST if gained else ''}"
