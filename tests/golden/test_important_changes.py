"""What patients usually call important: exactly at the amount, beside it, and out of reach."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.decisions import OUR_TERMS as DESIGN
from assessment.catalogue.types import ImportantChange
from assessment.catalogue.units import KILOGRAM, RATING
from assessment.clinical.importance import important_text, is_important, out_of_reach


def important(amount: str, percent: str = "") -> ImportantChange:
    return ImportantChange(
        amount=Decimal(amount),
        percent=Decimal(percent) if percent else None,
        source=DESIGN,
        population="anybody",
    )


TWO = important("2")
TWO_AND_A_THIRD = important("2", "30")


@pytest.mark.parametrize(
    ("before", "now", "matters", "counts"),
    [
        pytest.param("6", "4", TWO, True, id="exactly two points less"),
        pytest.param("6", "4.01", TWO, False, id="a hair fewer"),
        pytest.param("4", "6", TWO, True, id="two points more"),
        pytest.param("-1", "1", TWO, True, id="two points across 0"),
        pytest.param("6", "6", TWO, False, id="nothing moved"),
        pytest.param("10", "7", TWO_AND_A_THIRD, True, id="exactly 30 % of the earlier value"),
        pytest.param("10", "7.01", TWO_AND_A_THIRD, False, id="a hair less than 30 %"),
        pytest.param("8", "6", TWO_AND_A_THIRD, False, id="two points are 25 % of 8"),
        pytest.param("6", "4", TWO_AND_A_THIRD, True, id="two points are 33 % of 6"),
        pytest.param("3", "1.5", TWO_AND_A_THIRD, False, id="half of it, and not two points"),
        pytest.param("6", "8", TWO_AND_A_THIRD, False, id="a rise is a share of the larger value"),
        pytest.param("-10", "-7", TWO_AND_A_THIRD, True, id="below 0 by size, risen"),
        pytest.param("-7", "-10", TWO_AND_A_THIRD, True, id="below 0 by size, fallen"),
        pytest.param("-8", "-6", TWO_AND_A_THIRD, False, id="below 0, 25 %"),
        pytest.param("6", "4", None, None, id="nobody knows"),
    ],
)
def test_a_change_is_as_large_as_what_patients_call_important(
    before: str, now: str, matters: ImportantChange | None, counts: bool | None
) -> None:
    assert is_important(Decimal(before), Decimal(now), matters) is counts


def test_how_much_is_important_is_said_with_its_share_and_in_the_clinics_decimals() -> None:
    pain = max(catalogue.measure("pain_worst").important, key=lambda one: one.amount)
    assert important_text(pain, RATING, ".") == "2/10 and 30 %"
    assert important_text(important("2.5"), KILOGRAM, ",") == "2,5 kg"
    assert important_text(important("2.5", "12.50"), KILOGRAM, ",") == "2,5 kg and 12,5 %"


@pytest.mark.parametrize(
    ("start", "best", "direction", "beyond"),
    [
        pytest.param("1.99", "0", "better", True, id="not quite two points above the best"),
        pytest.param("2", "0", "better", False, id="exactly two points above it"),
        pytest.param("98.01", "100", "", True, id="not quite two points below the best"),
        pytest.param("98", "100", "", False, id="exactly two points below it"),
        pytest.param("1", "0", "worse", False, id="who got worse was not kept from improving"),
        pytest.param("1", None, "better", False, id="a scale without an end"),
    ],
)
def test_an_improvement_that_matters_was_out_of_reach(
    start: str, best: str | None, direction: str, beyond: bool
) -> None:
    end = None if best is None else Decimal(best)
    assert out_of_reach(Decimal(start), end, TWO, direction) is beyond
    assert out_of_reach(Decimal(start), end, None, direction) is False
