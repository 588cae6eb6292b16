"""What may be typed as a number, what is refused, and with which words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import catalogue, kinds
from assessment.catalogue.types import Better, Kind, Limit, Measure, SetupField, SoftLimit, Unit
from assessment.catalogue.units import CENTIMETRE, INCH, KILOGRAM_FORCE, NEWTON, POUND_FORCE
from assessment.kinds import Refused, Value

FORCE = catalogue.measure("knee_extension_force")
EXTENSION = catalogue.measure("knee_extension_passive")
FLEXION = catalogue.measure("knee_flexion_passive")
KNEELING = catalogue.measure("aggravating_kneeling")
SETUP = {one.code: one for one in FORCE.setup}
QUANTITY = kinds.of(Kind.QUANTITY)
SIGNED = Measure(
    code="heel_height_difference",
    label="Heel-height difference",
    kind=Kind.QUANTITY,
    better=Better.NONE,
    unit=CENTIMETRE,
    entry_units=(CENTIMETRE, INCH),
    hard=Limit(low=Decimal(-30), high=Decimal(30)),
)


def parsed(measure: Measure | SetupField, typed: str, **how: str) -> Value:
    return QUANTITY.parse(
        measure,
        typed,
        unit=how.get("unit", ""),
        decimal_separator=how.get("separator", "."),
    )


def taken(measure: Measure | SetupField, typed: str) -> Value | None:
    try:
        return parsed(measure, typed)
    except Refused:
        return None


def refusal(measure: Measure | SetupField, typed: str, **how: str) -> str:
    with pytest.raises(Refused) as caught:
        parsed(measure, typed, **how)
    return str(caught.value)


@pytest.mark.parametrize(
    ("typed", "number", "unit"),
    [
        ("402", "402", "N"),
        (" 402 N ", "402", "N"),
        ("402n", "402", "N"),
        ("25 kgf", "245.16625", "kgf"),
        ("25KGF", "245.16625", "kgf"),
        ("0", "0", "N"),
        (".5", "0.5", "N"),
        ("0.5000 lbf", "2.22411080763025", "lbf"),
    ],
)
def test_a_number_with_its_unit(typed: str, number: str, unit: str) -> None:
    value = parsed(FORCE, typed)
    assert (value.number, value.unit) == (Decimal(number), unit)
    assert (value.choice, value.text) == ("", "")


def test_a_bare_number_takes_the_units_of_its_row() -> None:
    assert parsed(FORCE, "25", unit="kgf").number == Decimal("245.16625")
    assert parsed(FORCE, "25 N", unit="kgf").number == 25
    assert parsed(SETUP["lever_arm"], "34", unit="cm").number == Decimal("0.34")


@pytest.mark.parametrize(
    "typed",
    [
        "four",
        "1e3",
        "1E3 N",
        "1_000",
        "1 000",
        "1'000",
        "٤٠٢",
        "４０２",
        "NaN",
        "inf",
        "4.",
        ".",
        "--4",
        "4..5",
        "4²",
        "0x10",
    ],
)
def test_what_is_not_a_plain_number_is_refused(typed: str) -> None:
    assert refusal(FORCE, typed)


def test_blank_is_refused_as_nothing() -> None:
    assert refusal(FORCE, "  ").startswith("Nothing was typed")


def test_more_than_twelve_digits_are_refused() -> None:
    assert "13 digits" in refusal(FORCE, "1.234567890123")
    assert parsed(FORCE, "1.23456789012").number == Decimal("1.23456789012")


@pytest.mark.parametrize(
    ("typed", "separator", "advice"),
    [
        ("2,5", ".", "Type 2.5."),
        ("2.5", ",", "Type 2,5."),
        ("1,000", ".", "Type 1000 or 1.000, whichever is meant."),
        ("1.000,5", ",", "at most one “,”"),
        (",5", ".", "Type 0.5."),
    ],
)
def test_the_other_separator_is_refused_with_what_to_type(
    typed: str, separator: str, advice: str
) -> None:
    assert advice in refusal(FORCE, typed, separator=separator)


def test_the_clinics_separator_is_read_and_shown() -> None:
    value = parsed(FORCE, "24,5 kgf", separator=",")
    assert value.number == Decimal("24.5") * KILOGRAM_FORCE.to_canonical
    assert QUANTITY.typed(FORCE, value, decimal_separator=",") == "24,5 kgf"
    assert QUANTITY.text(FORCE, value, decimal_separator=",") == "240,3 N"


def test_masses_are_not_a_force_t12() -> None:
    assert refusal(FORCE, "25 kg") == (
        "“kg” is not a unit that is taken here. Type N, kgf or lbf after the number."
    )
    assert refusal(FORCE, "25", unit="kg")
    assert refusal(FORCE, "65 lb")


@pytest.mark.parametrize("typed", ["-3", "+3", "−3", "-0"])
def test_a_sign_is_refused_where_nothing_is_below_zero(typed: str) -> None:
    assert "without a sign" in refusal(FORCE, typed)


@pytest.mark.parametrize(
    ("typed", "number"), [("-3", -3), ("−3", -3), ("+3", 3), ("-0", 0), ("- 3", -3)]
)
def test_a_sign_is_taken_where_values_go_below_zero(typed: str, number: int) -> None:
    value = parsed(SIGNED, typed)
    assert value.number == number


def test_minus_zero_is_zero() -> None:
    value = parsed(SIGNED, "-0")
    assert str(value.number) == "0"
    assert QUANTITY.typed(SIGNED, value) == "0 cm"


def test_hard_limits_are_inclusive_and_named_in_the_unit_typed() -> None:
    assert parsed(FORCE, "2000").number == 2000
    assert "0 to 2000 N" in refusal(FORCE, "2000.1")
    assert "0 to 203.9 kgf" in refusal(FORCE, "250 kgf")
    assert "0 to 10 can be entered" in refusal(KNEELING, "11")


def test_an_open_limit_refuses_its_end() -> None:
    lever = SETUP["lever_arm"]
    assert "more than 0 and at most 70 cm" in refusal(lever, "0 cm")
    assert parsed(lever, "0.70").number == Decimal("0.70")


def test_unusual_values_ask_and_are_kept() -> None:
    value = parsed(FORCE, "1200")
    assert value.number == 1200
    assert value.questions == ("1200 N is unusual; usual is at most 1000 N. Is it right?",)
    assert parsed(FORCE, "1000").questions == ()


def test_an_unusual_value_can_depend_on_the_setup() -> None:
    by_hand = QUANTITY.parse(FORCE, "350", setup={"fixation": "manual"})
    assert len(by_hand.questions) == 1
    assert "at most 300 N" in by_hand.questions[0]
    assert QUANTITY.parse(FORCE, "350", setup={"fixation": "belt"}).questions == ()


def test_only_certain_values_are_usual() -> None:
    angle = SETUP["knee_angle"]
    assert parsed(angle, "60").questions == ()
    assert parsed(angle, "75").questions == ("75° is unusual; usual is 60 or 90°. Is it right?",)


@pytest.mark.parametrize(("typed", "number"), [("7", 7), ("7/10", 7), ("0", 0), ("10", 10)])
def test_ratings_are_whole_numbers(typed: str, number: int) -> None:
    assert parsed(KNEELING, typed).number == number


def test_half_a_point_is_refused() -> None:
    assert "whole numbers" in refusal(KNEELING, "6.5")


@pytest.mark.parametrize(
    ("typed", "number", "stands", "text"),
    [
        ("lacks 5", 5, "lacks 5", "lacks 5°"),
        ("Lacks 5°", 5, "lacks 5", "lacks 5°"),
        ("l5", 5, "lacks 5", "lacks 5°"),
        ("hyperextends 5", -5, "hyperextends 5", "hyperextends 5°"),
        ("h 5 deg", -5, "hyperextends 5", "hyperextends 5°"),
        ("hyper 2.5", Decimal("-2.5"), "hyperextends 2.5", "hyperextends 2.5°"),
        ("0", 0, "0", "0°"),
        ("lacks 0", 0, "0", "0°"),
        ("hyperextends 0", 0, "0", "0°"),
    ],
)
def test_extension_is_said_in_words(typed: str, number: Decimal, stands: str, text: str) -> None:
    value = parsed(EXTENSION, typed)
    assert value.number == number
    assert str(value.number) != "-0"
    assert QUANTITY.typed(EXTENSION, value) == stands
    assert QUANTITY.text(EXTENSION, value) == text


@pytest.mark.parametrize("typed", ["5", "-5", "+5", "−5", "lacks -5", "5 lacks"])
def test_a_bare_number_of_extension_is_asked_about_in_words_t1_t3(typed: str) -> None:
    assert refusal(EXTENSION, typed) == (
        "Does this mean that the knee lacks 5 or hyperextends 5? "
        "Type “lacks 5” or “hyperextends 5”, without a sign."
    )


@pytest.mark.parametrize("typed", ["bends 5", "lacks", "lacks five", "lh 5"])
def test_other_words_are_refused(typed: str) -> None:
    assert refusal(EXTENSION, typed)


def test_limits_of_extension_are_named_in_words() -> None:
    assert "hyperextends 25° to lacks 90°" in refusal(EXTENSION, "hyperextends 26")
    assert parsed(EXTENSION, "hyperextends 25").number == -25
    (question,) = parsed(EXTENSION, "lacks 40").questions
    assert question.startswith("Lacks 40° is unusual; usual is hyperextends 15° to lacks 30°.")


def test_one_unit_needs_no_unit_in_the_field() -> None:
    assert QUANTITY.typed(FLEXION, parsed(FLEXION, "120")) == "120"
    assert QUANTITY.typed(FORCE, parsed(FORCE, "402")) == "402 N"


def test_stored_zeros_do_not_show() -> None:
    stored = Value(entered=Decimal("402.000000"), unit="N", number=Decimal("402.000000"))
    assert QUANTITY.typed(FORCE, stored) == "402 N"
    assert QUANTITY.text(FORCE, stored) == "402 N"


def test_a_row_in_a_unit_no_longer_offered_keeps_its_value() -> None:
    narrower = replace(FORCE, entry_units=(NEWTON,))
    assert kinds.canonical(narrower, Decimal(25), "kgf") == Decimal("245.16625")
    stored = Value(entered=Decimal(25), unit="kgf", number=Decimal("245.16625"))
    assert QUANTITY.typed(narrower, stored) == "245.16625"
    assert QUANTITY.text(narrower, stored) == "245.2 N"


def test_an_unknown_unit_of_a_row_is_an_error() -> None:
    with pytest.raises(KeyError):
        kinds.canonical(FORCE, Decimal(25), "stone")


@settings(deadline=None)
@given(
    size=st.decimals(min_value=0, max_value=200, places=3),
    unit=st.sampled_from([NEWTON, KILOGRAM_FORCE, POUND_FORCE]),
    separator=st.sampled_from([".", ","]),
)
def test_what_stands_in_the_field_gives_the_same_value_again(
    size: Decimal, unit: Unit, separator: str
) -> None:
    typed = f"{size} {unit.code}".replace(".", separator)
    first = QUANTITY.parse(FORCE, typed, decimal_separator=separator)
    stands = QUANTITY.typed(FORCE, first, decimal_separator=separator)
    again = QUANTITY.parse(FORCE, stands, unit="lbf", decimal_separator=separator)
    assert (again.number, again.unit, again.entered) == (first.number, first.unit, first.entered)
    assert QUANTITY.typed(FORCE, again, decimal_separator=separator) == stands
    assert kinds.canonical(FORCE, size, unit.code) == first.number


@settings(deadline=None)
@given(angle=st.decimals(min_value=-25, max_value=90, places=1))
def test_extension_stands_in_words_and_reads_back(angle: Decimal) -> None:
    stands = QUANTITY.typed(EXTENSION, Value(entered=angle, unit="deg", number=angle))
    assert QUANTITY.parse(EXTENSION, stands).number == angle


@settings(deadline=None)
@given(typed=st.text(max_size=40))
def test_no_text_is_more_than_taken_or_refused(typed: str) -> None:
    for about in (FORCE, EXTENSION, KNEELING, SETUP["lever_arm"]):
        value = taken(about, typed)
        assert value is None or (value.number is not None and value.number.is_finite())


def test_a_soft_limit_that_is_open_on_one_side_names_that_side() -> None:
    low = replace(FORCE, soft=(SoftLimit(limit=Limit(low=Decimal(50))),))
    assert parsed(low, "10 kgf").questions == ()
    (question,) = parsed(low, "1 kgf").questions
    assert "at least 5.1 kgf" in question
