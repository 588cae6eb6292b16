"""What is typed once stands the same however often it is opened and saved."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import catalogue, kinds
from assessment.catalogue.types import Kind, Measure, SetupField, Unit
from assessment.catalogue.units import plain

CYCLES = 1000
FEW = 20
"""Examples for each of very many quantities."""


def quantities() -> Iterator[tuple[str, Measure | SetupField, Unit]]:
    """Every number that can be typed, in every unit that may stand after it."""
    for section in catalogue.sections():
        for measure in section.measures:
            fields = [one for one in measure.setup if one.kind is Kind.QUANTITY]
            items = measure.instrument.items[:1] if measure.instrument else ()
            own = [measure] if measure.kind is Kind.QUANTITY else []
            for about in (*own, *items, *fields):
                for unit in kinds.entry_units(about):
                    yield f"{measure.code}.{about.code}.{unit.code}", about, unit


EVERY = list(quantities())


def alike(about: Measure | SetupField, unit: Unit) -> tuple[object, ...]:
    """What reading and writing a number depends on: two quantities of one kind are read alike."""
    offered = tuple(one.code for one in kinds.entry_units(about))
    return (
        offered,
        unit.code,
        about.hard,
        getattr(about, "direction_words", None),
        tuple(one.numbers for one in getattr(about, "accepted", ())),
    )


KINDS = list({alike(about, unit): (name, about, unit) for name, about, unit in EVERY}.values())
"""One of each kind of quantity that there is."""


def accepted(about: Measure | SetupField, unit: Unit, share: Decimal) -> str:
    """A number within the limits as it would be typed, with its unit or the word for its sign."""
    low = about.hard.low if about.hard and about.hard.low is not None else Decimal(0)
    high = about.hard.high if about.hard and about.hard.high is not None else Decimal(100)
    number = (low + (high - low) * share) / unit.to_canonical
    places = 0 if unit.family in kinds.quantity.WHOLE_FAMILIES else unit.decimals
    entered = round(number, places)
    allowed = getattr(about, "accepted", ())
    if allowed:
        entered = min(allowed[0].numbers, key=lambda one: abs(one - number))
    words = getattr(about, "direction_words", None)
    if words:
        word = f"{words[0] if entered > 0 else words[1]} " if entered else ""
        return f"{word}{plain(abs(entered))}"
    offered = kinds.entry_units(about)
    label = unit.typed[0] if unit.typed else unit.label
    return f"{plain(entered)} {label}" if len(offered) > 1 else plain(entered)


@pytest.mark.parametrize(("name", "about", "unit"), KINDS, ids=[one[0] for one in KINDS])
def test_a_number_stands_the_same_after_a_thousand_times_of_opening_and_saving(
    name: str, about: Measure | SetupField, unit: Unit
) -> None:
    kind = kinds.of(about.kind)
    first = kind.parse(about, accepted(about, unit, Decimal("0.37")))
    value, typed = first, ""
    for _cycle in range(CYCLES):
        typed = kind.typed(about, value)
        value = kind.parse(about, typed)
    assert (value.number, value.entered, value.unit) == (first.number, first.entered, first.unit)
    assert kind.typed(about, first) == typed


@pytest.mark.parametrize(("name", "about", "unit"), KINDS, ids=[one[0] for one in KINDS])
@settings(max_examples=FEW)
@given(share=st.decimals(0, 1, places=4))
def test_what_stands_in_a_field_is_read_as_it_was_typed(
    name: str, about: Measure | SetupField, unit: Unit, share: Decimal
) -> None:
    kind = kinds.of(about.kind)
    try:
        first = kind.parse(about, accepted(about, unit, share))
    except kinds.Refused:
        return  # Rounded to the unit's decimals it lies just outside a limit.
    again = kind.parse(about, kind.typed(about, first))
    assert again == first


@pytest.mark.parametrize("separator", [".", ","])
@pytest.mark.parametrize("typed", ["0", "0.0", "00"])
def test_a_zero_is_a_value_in_every_kind_of_number(typed: str, separator: str) -> None:
    said = typed.replace(".", separator)
    taken = 0
    for _name, about, _unit in EVERY:
        kind = kinds.of(about.kind)
        try:
            value = kind.parse(about, said, decimal_separator=separator)
        except kinds.Refused:
            continue
        taken += 1
        assert value.number == 0
        assert not str(value.number).startswith("-")
        assert kind.text(about, value, decimal_separator=separator)
    assert taken > 0


@pytest.mark.parametrize(
    "typed",
    [
        "1_000",
        "1e3",
        "1E3",
        "NaN",
        "inf",
        "Infinity",
        "٣",
        "３",
        "१",
        "5¹",
        "0x1F",
        "1'000",
        "½",
        "−",
        "+",
    ],
)
def test_nothing_but_ascii_digits_and_one_separator_is_a_number(typed: str) -> None:
    for _name, about, _unit in EVERY:
        with pytest.raises(kinds.Refused):
            kinds.of(about.kind).parse(about, typed)
