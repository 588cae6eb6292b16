"""Units: exact factors, one canonical unit a family, and how numbers are shown."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.catalogue import units
from assessment.catalogue.types import Unit
from assessment.catalogue.units import plain, rounded, shown, shown_signed

NUMBERS = st.decimals(min_value=-100_000, max_value=100_000, places=4)


def test_every_family_has_one_canonical_unit() -> None:
    canonical = Counter(one.family for one in units.UNITS if one.to_canonical == 1)
    assert set(canonical.values()) == {1}
    assert set(canonical) == {one.family for one in units.UNITS}


def test_codes_are_unique() -> None:
    assert max(Counter(one.code for one in units.UNITS).values()) == 1


def test_no_two_units_of_a_family_are_typed_alike() -> None:
    typed = Counter(
        (one.family, spelling.casefold()) for one in units.UNITS for spelling in one.typed
    )
    assert max(typed.values()) == 1


@pytest.mark.parametrize(
    ("code", "factor"),
    [
        ("kgf", "9.80665"),
        ("lbf", "4.4482216152605"),
        ("lb", "0.45359237"),
        ("in", "2.54"),
        ("ft.lbf", "1.3558179483314"),
        ("kgf.cm", "0.0980665"),
        ("lever_cm", "0.01"),
        ("lever_in", "0.0254"),
        ("g", "0.001"),
        ("ratio", "100"),
    ],
)
def test_factors_are_exact(code: str, factor: str) -> None:
    assert units.unit(code).to_canonical == Decimal(factor)


@settings(deadline=None)
@given(value=NUMBERS, unit=st.sampled_from(units.UNITS))
def test_a_value_comes_back_from_its_canonical_unit(value: Decimal, unit: Unit) -> None:
    assert value * unit.to_canonical / unit.to_canonical == value


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("2.25", 1, "2.3"),
        ("2.35", 1, "2.4"),
        ("-2.25", 1, "-2.3"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("-0.04", 1, "0.0"),
        ("89.96", 1, "90.0"),
        ("1E+3", 0, "1000"),
    ],
)
def test_half_rounds_away_from_zero(value: str, decimals: int, text: str) -> None:
    assert rounded(Decimal(value), decimals) == text


def test_the_clinics_separator_is_used() -> None:
    assert rounded(Decimal("46.2"), 1, decimal_separator=",") == "46,2"
    assert shown(Decimal("245.16625"), units.NEWTON, decimal_separator=",") == "245,2 N"
    assert shown_signed(Decimal("-2.3"), units.CENTIMETRE, decimal_separator=",") == "-2,3 cm"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("402", units.NEWTON, "402 N"),
        ("245.16625", units.NEWTON, "245.2 N"),
        ("46", units.CENTIMETRE, "46.0 cm"),
        ("5", units.DEGREE, "5°"),
        ("7", units.RATING, "7/10"),
        ("90", units.PERCENT, "90.0 %"),
        ("100", units.NEWTON, "100 N"),
    ],
)
def test_values_are_shown_with_their_unit(value: str, unit: Unit, text: str) -> None:
    assert shown(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("17", "+17 N"), ("-92", "-92 N"), ("0", "0 N"), ("0.04", "0 N"), ("-0.04", "0 N")],
)
def test_differences_are_shown_with_their_sign(value: str, text: str) -> None:
    assert shown_signed(Decimal(value), units.NEWTON) == text


def test_plain_has_neither_exponent_nor_closing_zeros() -> None:
    assert [plain(Decimal(one)) for one in ("1E+2", "0.3400", "-0", "46.0", "0.0000001")] == [
        "100",
        "0.34",
        "0",
        "46",
        "0.0000001",
    ]
