"""Worked examples of special tests; the number of each is its row in the table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.clinical.likelihood import (
    negative_likelihood_ratio,
    positive_likelihood_ratio,
    probability_after_test,
)
from assessment.clinical.result import ReasonCode


def test_likelihood_ratios_row_86() -> None:
    accuracy = (Decimal("0.81"), Decimal("0.85"))
    assert positive_likelihood_ratio(*accuracy).text == "likelihood ratio 5.4"
    assert negative_likelihood_ratio(*accuracy).text == "likelihood ratio 0.2"


def test_a_specificity_of_one_gives_no_positive_ratio_row_87() -> None:
    found = positive_likelihood_ratio(Decimal("0.90"), Decimal("1.00"))
    assert (found.value, found.reason) == (None, ReasonCode.ZERO_DENOMINATOR)


def test_a_specificity_of_nothing_gives_no_negative_ratio() -> None:
    found = negative_likelihood_ratio(Decimal("0.90"), Decimal(0))
    assert (found.value, found.reason) == (None, ReasonCode.ZERO_DENOMINATOR)


def test_the_probability_after_a_test_row_88() -> None:
    found = probability_after_test(Decimal("0.30"), Decimal("4.0"))
    assert found.text == "63.2 % after the test, from 30.0 % before it"


def test_without_a_probability_before_the_test_there_is_none_after_it_t44() -> None:
    found = probability_after_test(None, Decimal("4.0"))
    assert (found.value, found.reason) == (None, ReasonCode.MISSING)
    assert found.text == "not computed: it takes a probability held before the test"


def test_accuracy_is_told_as_a_ratio_and_never_as_a_chance_of_having_it_t44() -> None:
    accuracy = (Decimal("0.81"), Decimal("0.85"))
    for found in (positive_likelihood_ratio(*accuracy), negative_likelihood_ratio(*accuracy)):
        said = " ".join((found.text, found.formula, *found.inputs)).lower()
        assert "%" not in said
        assert "probab" not in said
        assert "chance" not in said


def test_a_probability_held_for_certain_stays_certain() -> None:
    assert probability_after_test(Decimal(1), Decimal("0.2")).value == 100
    assert probability_after_test(Decimal(0), Decimal("8.6")).value == 0


@pytest.mark.parametrize("share", ["-0.1", "1.1", "81"])
def test_what_is_no_share_of_one_is_refused(share: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        positive_likelihood_ratio(Decimal(share), Decimal("0.5"))
    with pytest.raises(ValueError, match="between 0 and 1"):
        probability_after_test(Decimal(share), Decimal(2))
    with pytest.raises(ValueError, match="never negative"):
        probability_after_test(Decimal("0.5"), Decimal(-1))
