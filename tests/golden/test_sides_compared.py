"""One side against the other, each result whole: value, unit, formula, inputs, text and reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.catalogue.types import DominantLeg, InvolvedSide, Side, Unit
from assessment.catalogue.units import CENTIMETRE, DEGREE, NEWTON, PERCENT, SECOND
from assessment.clinical.result import Obstacle, ReasonCode, Result
from assessment.clinical.standing import Standing
from assessment.clinical.symmetry import (
    Pair,
    difference_between_sides,
    girth_deficit,
    limb_symmetry_index,
    side_difference,
    symmetry_deficit,
    symmetry_index,
)

R, L = InvolvedSide.RIGHT, InvolvedSide.LEFT
BOTH, NONE = InvolvedSide.BOTH, InvolvedSide.NONE
INDEX = "limb symmetry index = involved / uninvolved x 100 (version 1)"
INVERTED_INDEX = "limb symmetry index = uninvolved / involved x 100, time scored (version 1)"
DEFICIT = "deficit = 100 - limb symmetry index (version 1)"
GIRTH = "deficit = uninvolved - involved, in percent of uninvolved (version 1)"
INVOLVED_LESS = "difference = involved - uninvolved (version 1)"
RIGHT_LESS = "difference = right - left (version 1)"
BETWEEN = "difference between sides = (larger - smaller) / larger x 100 (version 1)"
DOMINANCE = "non-dominant / dominant x 100 (version 1)"
INVERTED_DOMINANCE = "dominant / non-dominant x 100, time scored (version 1)"
OF_THE_MEAN = "symmetry index = |right - left| / mean of both sides x 100 (version 1)"
EPIC = "involved now / uninvolved before surgery x 100 (EPIC) (version 1)"
INVERTED_EPIC = "uninvolved before surgery / involved now x 100 (EPIC), time scored (version 1)"
BASIS = "from torque, the lever arms differ"
BELT = Obstacle(reason=ReasonCode.NOT_COMPARABLE, why="fixation right belt, left by hand")


def side(which: Side, value: str | None) -> Standing:
    if value is None:
        why = f"{which.value} not measured"
        return Standing(side=which, obstacle=Obstacle(reason=ReasonCode.MISSING, why=why))
    return Standing(side=which, value=Decimal(value))


def pair(
    right: str | None,
    left: str | None,
    involved: InvolvedSide = L,
    *,
    unit: Unit = NEWTON,
    dominant: DominantLeg = DominantLeg.UNKNOWN,
    obstacles: tuple[Obstacle, ...] = (),
    basis: str = "",
    both_operated: bool = False,
) -> Pair:
    return Pair(
        right=side(Side.RIGHT, right),
        left=side(Side.LEFT, left),
        unit=unit,
        involved=involved,
        dominant=dominant,
        obstacles=obstacles,
        basis=basis,
        both_operated=both_operated,
        decimal_separator=",",
    )


def none(reason: ReasonCode, text: str, formula: str, *inputs: str) -> Result:
    return Result(text=f"not computed: {text}", formula=formula, reason=reason, inputs=inputs)


MISSING, ZERO = ReasonCode.MISSING, ReasonCode.ZERO_DENOMINATOR


OPERATED = "both knees were operated on"


@pytest.mark.parametrize("involved", [R, L])
def test_with_both_knees_operated_on_there_is_no_percentage_of_the_other_leg(
    involved: InvolvedSide,
) -> None:
    sides = pair("240.5", "180", involved, both_operated=True)
    assert limb_symmetry_index(sides, inverted=False) == none(
        ReasonCode.BILATERAL, OPERATED, INDEX, "right 240,5 N", "left 180 N"
    )
    girths = pair("48.5", "46.2", involved, unit=CENTIMETRE, both_operated=True)
    assert girth_deficit(girths).text == f"not computed: {OPERATED}"
    # How far apart the sides are in their own unit is no percentage, and stays.
    assert side_difference(girths).value is not None


def test_what_is_missing_is_said_before_that_both_knees_were_operated_on() -> None:
    sides = pair(None, "180", L, both_operated=True)
    found = limb_symmetry_index(sides, inverted=False)
    assert found.text == "not computed: right not measured"
    involved = pair("200", "180", BOTH, both_operated=True)
    assert limb_symmetry_index(involved, inverted=False).why == "both knees are involved"


def test_a_limb_symmetry_index_keeps_both_limbs_the_involved_one_first() -> None:
    assert limb_symmetry_index(pair("240.5", "180", L), inverted=False) == Result(
        text="74,8 %",
        formula=INDEX,
        value=Decimal(180) / Decimal("240.5") * 100,
        unit=PERCENT,
        inputs=("right 240,5 N", "left 180 N"),
        limbs=(Decimal(180), Decimal("240.5"), "N"),
    )
    timed = pair("2.1", "2.4", L, unit=SECOND, basis=BASIS)
    assert limb_symmetry_index(timed, inverted=True) == Result(
        text=f"87,5 % ({BASIS})",
        formula=INVERTED_INDEX,
        value=Decimal("87.5"),
        unit=PERCENT,
        inputs=("right 2,1 s", "left 2,4 s", BASIS),
        limbs=(Decimal("2.4"), Decimal("2.1"), "s"),
    )


@pytest.mark.parametrize(
    ("sides", "inverted", "expected"),
    [
        pytest.param(
            pair("0", "180"),
            False,
            none(ZERO, "right is 0, cannot divide by it", INDEX, "right 0 N", "left 180 N"),
            id="the other side is 0",
        ),
        pytest.param(
            pair("2.1", "0", unit=SECOND),
            True,
            none(ZERO, "left is 0, cannot divide by it", INVERTED_INDEX, "right 2,1 s", "left 0 s"),
            id="a time of 0 on the involved side",
        ),
        pytest.param(
            pair(None, "180"),
            False,
            none(MISSING, "right not measured", INDEX, "left 180 N"),
            id="one side missing",
        ),
        pytest.param(
            pair(None, None, R),
            False,
            none(MISSING, "right not measured; left not measured", INDEX),
            id="both missing",
        ),
        pytest.param(
            pair("200", "180", BOTH),
            False,
            none(
                ReasonCode.BILATERAL, "both knees are involved", INDEX, "right 200 N", "left 180 N"
            ),
            id="both knees",
        ),
        pytest.param(
            pair("200", "180", NONE),
            False,
            none(
                ReasonCode.NO_INVOLVED,
                "neither knee is involved",
                INDEX,
                "right 200 N",
                "left 180 N",
            ),
            id="neither knee",
        ),
        pytest.param(
            pair(None, "180", BOTH, obstacles=(BELT,)),
            False,
            none(MISSING, "right not measured", INDEX, "left 180 N"),
            id="several obstacles: what is missing comes first",
        ),
        pytest.param(
            pair("0", "180", obstacles=(BELT,)),
            False,
            none(ZERO, "right is 0, cannot divide by it", INDEX, "right 0 N", "left 180 N"),
            id="a zero comes before what differs",
        ),
        pytest.param(
            pair("200", "180", obstacles=(BELT,)),
            False,
            none(
                ReasonCode.NOT_COMPARABLE,
                "fixation right belt, left by hand",
                INDEX,
                "right 200 N",
                "left 180 N",
            ),
            id="held in two ways",
        ),
    ],
)
def test_why_there_is_no_index(sides: Pair, inverted: bool, expected: Result) -> None:
    assert limb_symmetry_index(sides, inverted=inverted) == expected


@pytest.mark.parametrize(
    ("index", "value", "text"),
    [
        ("74.75", "25.25", "25,3 %"),
        ("99.5", "0.5", "0,5 %"),
        ("100", "0", "no deficit"),
        ("104.2", "-4.2", "no deficit"),
    ],
)
def test_a_deficit_is_what_the_index_lacks(index: str, value: str, text: str) -> None:
    assert symmetry_deficit(pair("200", "180"), Decimal(index)) == Result(
        text=text,
        formula=DEFICIT,
        value=Decimal(value),
        unit=PERCENT,
        inputs=("right 200 N", "left 180 N"),
    )


@pytest.mark.parametrize(
    ("right", "left", "involved", "value", "text"),
    [
        ("48.5", "46.2", L, "2.3", "2,3 cm (4,7 %)"),
        ("46.2", "48.5", R, "2.3", "2,3 cm (4,7 %)"),
        ("48.5", "48.0", L, "0.5", "0,5 cm (1,0 %)"),
        ("48.5", "48.5", L, "0", "no deficit"),
        ("48.5", "46.2", R, "-2.3", "no deficit"),
    ],
)
def test_a_girth_deficit(
    right: str, left: str, involved: InvolvedSide, value: str, text: str
) -> None:
    assert girth_deficit(pair(right, left, involved, unit=CENTIMETRE)) == Result(
        text=text,
        formula=GIRTH,
        value=Decimal(value),
        unit=CENTIMETRE,
        inputs=(f"right {right} cm".replace(".", ","), f"left {left} cm".replace(".", ",")),
    )


def test_why_there_is_no_girth_deficit() -> None:
    inputs = ("right 48,5 cm", "left 46,2 cm")
    assert girth_deficit(pair("48.5", "46.2", BOTH, unit=CENTIMETRE)) == none(
        ReasonCode.BILATERAL, "both knees are involved", GIRTH, *inputs
    )
    assert girth_deficit(pair("48.5", None, L, unit=CENTIMETRE)) == none(
        MISSING, "left not measured", GIRTH, "right 48,5 cm"
    )


@pytest.mark.parametrize(
    ("involved", "value", "text", "formula"),
    [
        (L, "-2.3", "-2,3 cm", INVOLVED_LESS),
        (R, "2.3", "+2,3 cm", INVOLVED_LESS),
        (BOTH, "2.3", "+2,3 cm", RIGHT_LESS),
        (NONE, "2.3", "+2,3 cm", RIGHT_LESS),
    ],
)
def test_a_difference_of_the_sides(
    involved: InvolvedSide, value: str, text: str, formula: str
) -> None:
    assert side_difference(pair("48.5", "46.2", involved, unit=CENTIMETRE)) == Result(
        text=text,
        formula=formula,
        value=Decimal(value),
        unit=CENTIMETRE,
        inputs=("right 48,5 cm", "left 46,2 cm"),
    )
    one = pair("48.5", None, involved, unit=CENTIMETRE)
    assert side_difference(one) == none(MISSING, "left not measured", formula, "right 48,5 cm")


def test_inputs_say_in_words_what_a_sign_would_say() -> None:
    both = replace(pair("-2.5", "5", unit=DEGREE), words=("lacks", "hyperextends"))
    assert side_difference(both).inputs == ("right hyperextends 2,5°", "left lacks 5°")


@pytest.mark.parametrize(
    ("right", "left", "inverted", "value", "text"),
    [
        ("150.5", "120.4", False, "20", "20,0 %, left weaker"),
        ("120.4", "150.5", False, "20", "20,0 %, right weaker"),
        ("150.5", "120.4", True, "20", "20,0 %, right weaker"),
        ("120.4", "150.5", True, "20", "20,0 %, left weaker"),
        ("150.5", "150.5", False, "0", "0,0 %, sides equal"),
        ("0", "150.5", False, "100", "100,0 %, right weaker"),
    ],
)
def test_the_weaker_side_is_named_with_how_far_it_falls_short(
    right: str, left: str, inverted: bool, value: str, text: str
) -> None:
    inputs = tuple(
        f"{name} {said} N".replace(".", ",") for name, said in (("right", right), ("left", left))
    )
    plain = pair(right, left, BOTH)
    expected = Result(text=text, formula=BETWEEN, value=Decimal(value), unit=PERCENT, inputs=inputs)
    assert difference_between_sides(plain, inverted=inverted) == expected
    of_torque = replace(plain, basis=BASIS)
    assert difference_between_sides(of_torque, inverted=inverted) == replace(
        expected, text=f"{text} ({BASIS})", inputs=(*inputs, BASIS)
    )


@pytest.mark.parametrize(
    ("right", "left", "value", "text"),
    [
        ("200", "220", "9.523809523809523809523809524", "9,5 %"),
        ("220", "200", "9.523809523809523809523809524", "9,5 %"),
        ("0", "220", "200", "200,0 %"),
        ("220", "220", "0", "0,0 %"),
    ],
)
def test_the_symmetry_index_is_of_the_mean_of_both_sides(
    right: str, left: str, value: str, text: str
) -> None:
    expected = Result(
        text=text,
        formula=OF_THE_MEAN,
        value=Decimal(value),
        unit=PERCENT,
        inputs=(f"right {right} N", f"left {left} N"),
    )
    assert symmetry_index(pair(right, left, NONE)) == expected


@pytest.mark.parametrize(
    ("right", "left", "reason", "text", "inputs"),
    [
        ("0", "0", ZERO, "both sides are 0", ("right 0 N", "left 0 N")),
        ("200", None, MISSING, "left not measured", ("right 200 N",)),
        (None, None, MISSING, "right not measured; left not measured", ()),
    ],
)
def test_why_two_sides_are_not_set_against_each_other(
    right: str | None, left: str | None, reason: ReasonCode, text: str, inputs: tuple[str, ...]
) -> None:
    sides = pair(right, left, NONE)
    assert symmetry_index(sides) == none(reason, text, OF_THE_MEAN, *inputs)
    assert difference_between_sides(sides, inverted=False) == none(reason, text, BETWEEN, *inputs)
