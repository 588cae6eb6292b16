"""What a number that is refused or unusual is answered with: the whole sentence, in each unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import Kind, Limit, Measure, SetupField, SoftLimit
from assessment.catalogue.units import REPETITIONS
from assessment.kinds import Refused, Value
from tests.unit.kinds.test_quantity import EXTENSION, FORCE, KNEELING, SETUP

QUANTITY = kinds.of(Kind.QUANTITY)
TORQUE = catalogue.measure("knee_extension_torque")
SPEED = next(one for one in TORQUE.setup if one.code == "speed")
HEIGHT = catalogue.measure("step_down_height")
HEELS = catalogue.measure("heel_height_difference")
CHANGE = catalogue.measure("global_rating_of_change")


def item(code: str, number: int) -> Measure:
    return catalogue.measure(code).item(number)


def refusal(
    about: Measure | SetupField,
    typed: str,
    separator: str = ".",
    setup: Mapping[str, str] | None = None,
) -> str:
    with pytest.raises(Refused) as caught:
        QUANTITY.parse(about, typed, decimal_separator=separator, setup=setup)
    return str(caught.value)


def question(about: Measure | SetupField, typed: str, separator: str = ".") -> str:
    (asked,) = QUANTITY.parse(about, typed, decimal_separator=separator).questions
    return asked


NO_NUMBER = "This is not a number. Type digits 0 to 9, decimals after “.”: 12.5."
OTHER = "Decimals are written with “.” here, and thousands without a separator."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Nothing was typed. Type a number, or say why there is none."),
        ("four", NO_NUMBER),
        ("1e3", NO_NUMBER),
        (".", NO_NUMBER),
        (",", NO_NUMBER),
        ("..,", NO_NUMBER),
        ("4.", NO_NUMBER),
        ("1.2.3", NO_NUMBER),
        ("402 N 5", "“N 5” is not a unit that is taken here. Type N, kgf or lbf after the number."),
        ("2,5", f"{OTHER} Type 2.5."),
        ("2,", f"{OTHER} Type 2."),
        (",5", f"{OTHER} Type 0.5."),
        (",125", f"{OTHER} Type 0.125."),
        ("1,000", f"{OTHER} Type 1000 or 1.000, whichever is meant."),
        ("12,5000", f"{OTHER} Type 12.5000."),
        ("1,000,000", f"{OTHER} Type the number with digits and at most one “.”."),
        ("1,000.5", f"{OTHER} Type the number with digits and at most one “.”."),
        (
            "1234567890.123",
            "This number has 13 digits; at most 12 are kept. Type it shorter.",
        ),
        ("-3", "Type the number without a sign: this is never below 0."),
        (
            "2001",
            "This cannot be right: 0 to 2000 N can be entered. Check the number and the unit.",
        ),
        (
            "450 lbf",
            "This cannot be right: 0 to 449.6 lbf can be entered. Check the number and the unit.",
        ),
    ],
)
def test_why_a_force_is_not_taken(typed: str, message: str) -> None:
    assert refusal(FORCE, typed) == message


def test_where_decimals_have_a_comma_it_says_so() -> None:
    assert refusal(FORCE, "four", ",") == (
        "This is not a number. Type digits 0 to 9, decimals after “,”: 12,5."
    )
    assert refusal(FORCE, "1.000", ",") == (
        "Decimals are written with “,” here, and thousands without a separator. "
        "Type 1000 or 1,000, whichever is meant."
    )
    assert refusal(FORCE, "450 lbf", ",") == (
        "This cannot be right: 0 to 449,6 lbf can be entered. Check the number and the unit."
    )


@pytest.mark.parametrize(
    ("about", "typed", "message"),
    [
        (
            EXTENSION,
            "2,5",
            "Does this mean that the knee lacks 2,5 or hyperextends 2,5? "
            "Type “lacks 2,5” or “hyperextends 2,5”, without a sign.",
        ),
        (
            replace(EXTENSION, body_site=""),
            "-5",
            "Does this mean that the joint lacks 5 or hyperextends 5? "
            "Type “lacks 5” or “hyperextends 5”, without a sign.",
        ),
        (
            HEELS,
            "lower -1,5",
            "Does this mean higher 1,5 or lower 1,5? "
            "Type “higher 1,5” or “lower 1,5”, without a sign.",
        ),
        (CHANGE, "3", "Does this mean better 3 or worse 3? Type “better 3” or “worse 3”, without "
         "a sign."),
        (EXTENSION, "bends 5", "Type “lacks 5” or “hyperextends 5”, or 0."),
        (EXTENSION, "lackss 5", "Type “lacks 5” or “hyperextends 5”, or 0."),
        (
            EXTENSION,
            "lacks",
            "This is not a number. Type digits 0 to 9, decimals after “,”: 12,5.",
        ),
        (
            EXTENSION,
            "lacks 90,5",
            "This cannot be right: hyperextends 25° to lacks 90° can be entered. Check the number "
            "and the unit.",
        ),
        (CHANGE, "better 2,5", "Only whole numbers are taken here. Type one without decimals."),
        (
            CHANGE,
            "better 8",
            "This cannot be right: worse 7 to better 7 can be entered. Check the number and the "
            "unit.",
        ),
    ],
)  # fmt: skip
def test_a_direction_is_asked_for_in_words_and_with_the_number_as_it_is_typed_here(
    about: Measure, typed: str, message: str
) -> None:
    assert refusal(about, typed, ",") == message


def test_what_is_asked_for_in_words_is_taken_as_it_stands_there() -> None:
    for said, number in (("lacks 2,5", "2.5"), ("hyperextends 2,5", "-2.5")):
        assert said in refusal(EXTENSION, "2,5", ",")
        assert QUANTITY.parse(EXTENSION, said, decimal_separator=",").number == Decimal(number)


@pytest.mark.parametrize(
    ("about", "taken"),
    [
        (item("lefs", 1), "0 to 4"),
        (item("akps", 1), "0, 3 or 5"),
        (item("akps", 3), "0, 2, 3 or 5"),
        (item("tsk_11", 1), "1, 2, 3 or 4"),
        (item("ikdc", 6), "0 or 1"),
    ],
    ids=lambda one: one if isinstance(one, str) else one.code,
)
def test_only_the_points_of_an_item_are_taken(about: Measure, taken: str) -> None:
    allowed = about.accepted[0].numbers
    wrong = next(at for at in range(200) if Decimal(at) not in allowed)
    beyond = replace(about, hard=Limit(low=Decimal(0), high=Decimal(200)))
    assert refusal(beyond, str(wrong)) == f"Only {taken} can be entered here. Check the form."
    for one in allowed:
        assert QUANTITY.parse(about, str(one)).number == one


def test_the_points_of_an_item_can_depend_on_how_its_answers_are_numbered() -> None:
    about = item("ikdc", 1)
    for setup in ({}, {"coding": "points"}):
        assert QUANTITY.parse(about, "0", setup=setup).number == 0
        assert refusal(about, "5", setup=setup) == (
            "Only 0 to 4 can be entered here. Check the form."
        )
    assert QUANTITY.parse(about, "5", setup={"coding": "ranks"}).number == 5
    assert refusal(about, "0", setup={"coding": "ranks"}) == (
        "Only 1, 2, 3, 4 or 5 can be entered here. Check the form."
    )


@pytest.mark.parametrize(
    ("points", "taken"), [((3,), "3"), ((0, 1), "0 or 1"), ((0, 1, 2), "0 to 2")]
)
def test_points_that_run_on_from_0_are_named_by_their_ends(
    points: tuple[int, ...], taken: str
) -> None:
    about = item("akps", 1)
    numbers = tuple(map(Decimal, points))
    only = replace(about, accepted=(replace(about.accepted[0], numbers=numbers),))
    assert refusal(only, "5") == f"Only {taken} can be entered here. Check the form."


@pytest.mark.parametrize(
    ("about", "typed", "asked"),
    [
        (FORCE, "1000,1", "1000,1 N is unusual; usual is at most 1000 N. Is it right?"),
        (FORCE, "150,5 kgf", "150,5 kgf is unusual; usual is at most 101,9 kgf. Is it right?"),
        (
            SETUP["lever_arm"],
            "10 cm",
            "10 cm is unusual; usual is 15 to 50 cm. Is it right?",
        ),
        (
            SETUP["lever_arm"],
            "20 in",
            "20 in is unusual; usual is 6 to 19,6 in. Is it right?",
        ),
        (
            SETUP["lever_arm"],
            "0,51",
            "0,51 m is unusual; usual is 0,15 to 0,5 m. Is it right?",
        ),
        (SETUP["knee_angle"], "75,5", "75,5° is unusual; usual is 60 or 90°. Is it right?"),
        (
            SPEED,
            "61",
            "61°/s is unusual; usual is 0, 60, 180, 240 or 300°/s. Is it right?",
        ),
        (
            EXTENSION,
            "lacks 30,5",
            "Lacks 30,5° is unusual; usual is hyperextends 15° to lacks 30°. Is it right?",
        ),
    ],
)
def test_what_is_unusual_is_asked_about_in_the_unit_that_was_typed(
    about: Measure | SetupField, typed: str, asked: str
) -> None:
    assert question(about, typed, ",") == asked


def soft(limit: Limit, *among: str) -> Measure:
    one = SoftLimit(limit=limit, among=tuple(map(Decimal, among)), why="So it was measured here.")
    return replace(FORCE, soft=(one,))


@pytest.mark.parametrize(
    ("about", "typed", "usual"),
    [
        (soft(Limit(low=Decimal(50))), "10 lbf", "at least 11.3 lbf"),
        (soft(Limit(low=Decimal(50), low_open=True)), "50", "more than 50 N"),
        (soft(Limit(high=Decimal(50), high_open=True)), "50", "less than 50 N"),
        (soft(Limit(high=Decimal("50.5"))), "51", "at most 50.5 N"),
        (soft(Limit(), "50.5"), "50", "50.5 N"),
        (soft(Limit(), "50.5", "60", "70"), "65", "50.5, 60 or 70 N"),
    ],
)
def test_an_end_that_is_open_and_usual_numbers_are_named_as_they_are(
    about: Measure, typed: str, usual: str
) -> None:
    said = QUANTITY.parse(about, typed)
    assert [one.partition("; usual is ")[2] for one in said.questions] == [
        f"{usual}. So it was measured here. Is it right?"
    ]


def test_numbers_that_are_usual_are_written_with_the_decimals_of_the_clinic() -> None:
    about = soft(Limit(), "50.5", "60")
    assert question(about, "55,5", ",") == (
        "55,5 N is unusual; usual is 50,5 or 60 N. So it was measured here. Is it right?"
    )


@pytest.mark.parametrize(
    ("about", "separator", "taken"),
    [
        (FORCE, ".", "0 to 2000 N"),
        (SETUP["lever_arm"], ".", "more than 0 and at most 0.7 m"),
        (SETUP["lever_arm"], ",", "more than 0 and at most 0,7 m"),
        (EXTENSION, ".", "hyperextends 25° to lacks 90°"),
        (KNEELING, ".", "0 to 10"),
        (replace(EXTENSION, hard=Limit(low=Decimal("-2.5"), high=Decimal(90))), ",",
         "hyperextends 2,5° to lacks 90°"),
        (replace(FORCE, hard=None), ".", ""),
    ],
)  # fmt: skip
def test_what_can_be_entered_is_said_beside_the_field(
    about: Measure | SetupField, separator: str, taken: str
) -> None:
    assert kinds.accepted_text(about, decimal_separator=separator) == taken


def test_what_is_usual_and_how_large_a_difference_is() -> None:
    (usual,) = SETUP["lever_arm"].soft
    assert kinds.usual_text(SETUP["lever_arm"], usual, decimal_separator=",") == "0,15 to 0,5 m"
    assert kinds.size_text(EXTENSION, Decimal("3.5"), decimal_separator=",") == "3,5°"
    assert kinds.size_text(FORCE, Decimal("3.54"), decimal_separator=".") == "3.5 N"


def test_a_number_is_shown_with_the_decimals_of_the_clinic() -> None:
    fold = Value(entered=Decimal("-2.5"), unit="deg", number=Decimal("-2.5"))
    assert QUANTITY.text(EXTENSION, fold, decimal_separator=",") == "hyperextends 2,5°"
    assert QUANTITY.typed(EXTENSION, fold, decimal_separator=",") == "hyperextends 2,5"
    assert kinds.quantity_text(EXTENSION, Decimal("-2.5")) == "hyperextends 2.5°"


def test_a_number_kept_without_what_was_typed_stands_in_its_own_unit() -> None:
    kept = Value(number=Decimal("245.16625"))
    assert QUANTITY.typed(FORCE, kept) == "245.16625 N"
    assert QUANTITY.typed(FORCE, replace(kept, unit="kgf")) == "245.16625 N"
    count = Measure(
        code="stands",
        label="Stands",
        kind=Kind.QUANTITY,
        better=FORCE.better,
        unit=REPETITIONS,
    )
    assert QUANTITY.typed(count, Value(number=Decimal(12))) == "12"
    assert QUANTITY.text(count, Value(number=Decimal(12))) == "12 reps"


@pytest.mark.parametrize("act", ["text", "typed"])
def test_without_a_number_there_is_nothing_to_show(act: str) -> None:
    with pytest.raises(ValueError, match="knee_extension_force"):
        getattr(QUANTITY, act)(FORCE, Value())
