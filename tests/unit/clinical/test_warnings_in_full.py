"""Each warning whole: which measure and side it stands beside, its text, and whether it warns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import InvolvedSide, Side
from assessment.clinical.readings import Context, Reading
from assessment.clinical.warnings import ClinicalWarning, warnings
from tests.golden.visits import LEFT, RIGHT, reading, visit

LEFT_INVOLVED, RIGHT_INVOLVED = visit(InvolvedSide.LEFT), visit(InvolvedSide.RIGHT)
BOTH_INVOLVED = visit(InvolvedSide.BOTH)
NONE = Side.NONE
FORCE, FLEXORS = "knee_extension_force", "knee_flexion_force"
EXTENSION, FLEXION = "knee_extension_passive", "knee_flexion_passive"


def of(code: str, side: Side, typed: str = "", **more: Sequence[str]) -> Reading:
    return reading(catalogue.measure(code), side, typed, **more)  # type: ignore[arg-type]


def told(*readings: Reading, context: Context = LEFT_INVOLVED) -> list[ClinicalWarning]:
    section = catalogue.section_of(readings[0].measure)
    return warnings(section, readings, context, decimal_separator=",")


def said(code: str, side: Side, text: str, *, of: str = "", note: bool = False) -> ClinicalWarning:
    return ClinicalWarning(measure=code, side=side, text=text, of=of, note=note)


def test_trials_of_each_side_are_told_beside_their_own_side() -> None:
    steady = of(FORCE, RIGHT, trials=("300", "310", "308"))
    flexors = of(FLEXORS, LEFT, trials=("100.5", "200", "300"))
    apart = of(FORCE, LEFT, trials=("200.5", "300", "300.5"))
    assert told(flexors, steady, apart) == [
        said(
            FORCE,
            LEFT,
            "The trials differ much: coefficient of variation 21,6 %, more than 10,0 %. 200,5 N "
            "lies furthest from the others. Leave out a failed one or repeat.",
        ),
        said(
            FLEXORS,
            LEFT,
            "The trials differ much: coefficient of variation 49,8 %, more than 10,0 %. 300 N "
            "lies furthest from the others. Leave out a failed one or repeat.",
        ),
    ]


def test_of_what_has_no_check_of_its_trials_nothing_is_told() -> None:
    assert told(of("thigh_skinfold_15_cm", LEFT, trials=("5", "50"))) == []


ITEMS = (Decimal(1),) * 4
KOOS = "koos_12_pain"


@pytest.mark.parametrize(
    ("one", "texts"),
    [
        pytest.param(
            Reading(measure=KOOS, side=NONE, items=ITEMS, number=Decimal("62.5")),
            ["62,5/100 was given without items as well: the items stand. Clear one of them."],
            id="a score beside items",
        ),
        pytest.param(
            Reading(measure=KOOS, side=NONE, items=ITEMS, reason="no_time"),
            ["A reason for no score was given as well: the items stand. Clear one of them."],
            id="a reason beside items",
        ),
        pytest.param(
            Reading(measure=KOOS, side=NONE, items=ITEMS, number=Decimal("62.5"), reason="no_time"),
            [
                "A reason for no score was given as well: the items stand. Clear one of them.",
                "62,5/100 was given without items as well: the items stand. Clear one of them.",
            ],
            id="both beside items",
        ),
        pytest.param(Reading(measure=KOOS, side=NONE, items=ITEMS), [], id="items alone"),
        pytest.param(
            Reading(measure=KOOS, side=NONE, number=Decimal("62.5")), [], id="a score alone"
        ),
        pytest.param(Reading(measure=KOOS, side=NONE, reason="no_time"), [], id="a reason alone"),
    ],
)
def test_what_stands_beside_the_items_of_a_form(one: Reading, texts: list[str]) -> None:
    other = Reading(measure="koos_12_qol", side=NONE, items=ITEMS)
    found = [warning for warning in told(other, one) if "stand. Clear" in warning.text]
    assert found == [said(KOOS, NONE, text) for text in texts]


def test_a_value_beside_trials_is_told_beside_its_side() -> None:
    trials = (Decimal(300), Decimal(310))
    beside = replace(of(FORCE, RIGHT, "331.5"), trials=trials)
    alone = replace(beside, side=LEFT, number=None)
    assert told(of(FLEXORS, LEFT, "200"), alone, beside) == [
        said(
            FORCE,
            RIGHT,
            "331,5 N was given without trials as well: the trials stand. Clear one of them.",
        )
    ]


SWELLING = "With an effusion of 1+ or more girth near the knee cannot be read as muscle."


@pytest.mark.parametrize(("rank", "sides"), [(1, []), (2, [LEFT]), (3, [LEFT])])
def test_an_effusion_of_the_same_side_confounds_each_girth_near_the_knee(
    rank: int, sides: list[Side]
) -> None:
    context = replace(BOTH_INVOLVED, ranks={("effusion_stroke_test", LEFT): rank})
    near = "thigh_girth_5_cm"
    readings = [
        of("thigh_girth_20_cm", LEFT, "50"),
        of(near, RIGHT, "40"),
        of(near, LEFT, "40"),
    ]
    assert told(*readings, context=context) == [said(near, side, SWELLING) for side in sides]
    open_ = [of("thigh_girth_20_cm", LEFT, "50"), of(near, LEFT, reason="pain")]
    assert told(*open_, context=context) == []


BILATERAL = "Bilateral: both sides hyperextend."
FORM = "(passive motion on the IKDC examination form)."


@pytest.mark.parametrize(
    ("right", "left", "context", "expected"),
    [
        pytest.param("hyperextends 0.5", "hyperextends 0.5", BOTH_INVOLVED, [BILATERAL], id="both"),
        pytest.param("0", "hyperextends 5", BOTH_INVOLVED, [], id="the right one is straight"),
        pytest.param("hyperextends 5", "0", BOTH_INVOLVED, [], id="the left one is straight"),
        pytest.param("lacks 0.5", "hyperextends 5", BOTH_INVOLVED, [], id="the right one lacks"),
        pytest.param("hyperextends 5", "lacks 0.5", BOTH_INVOLVED, [], id="the left one lacks"),
        pytest.param("hyperextends 5", "", BOTH_INVOLVED, [], id="one side alone"),
        pytest.param("", "hyperextends 5", LEFT_INVOLVED, [], id="the other one alone"),
        pytest.param("0", "lacks 8.5", RIGHT_INVOLVED, [], id="the involved one is straighter"),
        pytest.param("0", "lacks 8.5", BOTH_INVOLVED, [], id="no single involved side"),
    ],
)
def test_what_both_sides_of_an_extension_say(
    right: str, left: str, context: Context, expected: list[str]
) -> None:
    readings = [
        of(EXTENSION, side, typed) for side, typed in ((RIGHT, right), (LEFT, left)) if typed
    ]
    assert told(*readings, context=context) == [said(EXTENSION, NONE, text) for text in expected]


@pytest.mark.parametrize(
    ("right", "left", "context"),
    [("0", "lacks 8.5", LEFT_INVOLVED), ("lacks 8.5", "0", RIGHT_INVOLVED)],
)
def test_a_loss_of_the_involved_side_is_a_note(right: str, left: str, context: Context) -> None:
    assert told(of(EXTENSION, RIGHT, right), of(EXTENSION, LEFT, left), context=context) == [
        said(
            EXTENSION,
            NONE,
            "Loss of extension against the other side 8,5°: group C of A to D, 6 to 10° " + FORM,
            note=True,
        )
    ]


@pytest.mark.parametrize(
    ("right", "left", "context", "expected"),
    [
        pytest.param(
            "52.1",
            "44",
            LEFT_INVOLVED,
            [
                (
                    "thigh_girth_10_cm",
                    NONE,
                    "The sides differ by 8,1 cm. Check the landmark and the tape on both sides.",
                )
            ],
            id="the right one larger",
        ),
        pytest.param(
            "44",
            "52.1",
            BOTH_INVOLVED,
            [
                (
                    "thigh_girth_10_cm",
                    NONE,
                    "The sides differ by 8,1 cm. Check the landmark and the tape on both sides.",
                )
            ],
            id="the left one larger, both involved",
        ),
        pytest.param("44", "52", BOTH_INVOLVED, [], id="exactly the limit"),
    ],
)
def test_sides_that_differ_much(
    right: str, left: str, context: Context, expected: list[tuple[str, Side, str]]
) -> None:
    readings = [of("thigh_girth_10_cm", RIGHT, right), of("thigh_girth_10_cm", LEFT, left)]
    assert told(*readings, context=context) == [said(*one) for one in expected]


LARGER = (
    "The involved side is larger here, as with swelling: girth near the knee cannot be read as "
    "muscle."
)


@pytest.mark.parametrize(
    ("right", "left", "context", "side"),
    [
        ("40.1", "40", RIGHT_INVOLVED, RIGHT),
        ("40", "40.1", LEFT_INVOLVED, LEFT),
        ("40", "40.1", RIGHT_INVOLVED, None),
        ("40", "40", LEFT_INVOLVED, None),
        ("40", "40", RIGHT_INVOLVED, None),
        ("40.1", "40", visit(InvolvedSide.NONE), None),
    ],
)
def test_a_larger_involved_side_is_told_beside_it(
    right: str, left: str, context: Context, side: Side | None
) -> None:
    near = "thigh_girth_5_cm"
    found = told(of(near, RIGHT, right), of(near, LEFT, left), context=context)
    assert found == ([] if side is None else [said(near, side, LARGER)])
