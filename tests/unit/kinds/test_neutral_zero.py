"""A range of motion typed as three numbers, extension first."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.catalogue.units import DEGREE
from assessment.clinical.between_measures import neutral_zero
from assessment.kinds.base import Refused
from assessment.kinds.neutral_zero import Range, typed_range


@pytest.mark.parametrize(
    ("typed", "extension", "flexion"),
    [
        ("5-0-140", "-5", "140"),
        ("0-10-120", "10", "120"),
        ("0-0-135", "0", "135"),
        (" 5 - 0 - 140 ", "-5", "140"),
        ("5/0/140", "-5", "140"),
        ("5°–0°–140°", "-5", "140"),
        ("2.5-0-140", "-2.5", "140"),
    ],
)
def test_three_numbers_are_extension_neutral_and_flexion(
    typed: str, extension: str, flexion: str
) -> None:
    assert typed_range(typed) == Range(extension=Decimal(extension), flexion=Decimal(flexion))


@pytest.mark.parametrize("typed", ["", "140", "lacks 5", "5-140", "5-0-140-2", "-5-0-140", "a-0-b"])
def test_anything_else_is_no_range(typed: str) -> None:
    assert typed_range(typed) is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("5-10-120", "Of 5-10-120 the first or the middle number is 0."),
        ("140-0-5", "Extension is typed first and flexion last"),
        ("0-120-10", "Extension is typed first and flexion last"),
    ],
)
def test_what_could_be_read_in_another_way_is_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        typed_range(typed)


def test_the_clinics_separator_is_the_only_one() -> None:
    assert typed_range("2,5-0-140", decimal_separator=",") == Range(
        extension=Decimal("-2.5"), flexion=Decimal(140)
    )
    with pytest.raises(Refused):
        typed_range("2.5-0-140", decimal_separator=",")


@given(st.integers(-25, 60), st.integers(60, 170))
def test_what_is_shown_as_neutral_zero_is_read_as_it_was(extension: int, flexion: int) -> None:
    shown = neutral_zero(Decimal(extension), Decimal(flexion), DEGREE, ".")
    assert typed_range(shown) == Range(extension=Decimal(extension), flexion=Decimal(flexion))
