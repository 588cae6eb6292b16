"""Worked examples of special tests; the number of each is its row in the table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.catalogue.units import PERCENT
from assessment.clinical.likelihood import (
    RATIO,
    negative_likelihood_ratio,
    positive_likelihood_ratio,
    probability_after_test,
)
from assessment.clinical.result import ReasonCode, Result
from tests.golden.whole_results import none


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


LR_POSITIVE = (
    "positive likelihood ratio = sensitivity / (1 - specificity), of a positive test (version 1)"
)
LR_NEGATIVE = (
    "negative likelihood ratio = (1 - sensitivity) / specificity, of a negative test (version 1)"
)
AFTER = (
    "odds after the test = odds before the test x likelihood ratio, as probabilities (version 1)"
)


def test_a_ratio_stands_with_its_formula_and_what_it_was_made_of() -> None:
    inputs = ("sensitivity 0,80", "specificity 0,75")
    accuracy = (Decimal("0.80"), Decimal("0.75"))
    assert positive_likelihood_ratio(*accuracy, decimal_separator=",") == Result(
        text="likelihood ratio 3,2",
        formula=LR_POSITIVE,
        value=Decimal("3.2"),
        unit=RATIO,
        inputs=inputs,
    )
    found = negative_likelihood_ratio(*accuracy, decimal_separator=",")
    assert (found.text, found.formula, found.inputs) == (
        "likelihood ratio 0,3",
        LR_NEGATIVE,
        inputs,
    )


def test_a_ratio_that_there_is_not_says_what_it_would_be_divided_by() -> None:
    assert positive_likelihood_ratio(Decimal("0.9"), Decimal(1)) == none(
        LR_POSITIVE,
        ReasonCode.ZERO_DENOMINATOR,
        "with a specificity of 1 there is nothing to divide by",
        "sensitivity 0.9",
        "specificity 1",
    )
    assert negative_likelihood_ratio(Decimal("0.9"), Decimal(0), decimal_separator=",") == none(
        LR_NEGATIVE,
        ReasonCode.ZERO_DENOMINATOR,
        "with a specificity of 0 there is nothing to divide by",
        "sensitivity 0,9",
        "specificity 0",
    )


@pytest.mark.parametrize(
    ("before", "ratio", "value", "text"),
    [
        ("0.5", "3", "75", "75,0 % after the test, from 50,0 % before it"),
        ("0.2", "2.5", None, "38,5 % after the test, from 20,0 % before it"),
        ("0.5", "0", "0", "0,0 % after the test, from 50,0 % before it"),
        ("0", "8.6", "0", "0,0 % after the test, from 0,0 % before it"),
        ("1", "0.2", "100", "100,0 % after the test, from 100,0 % before it"),
        ("0.125", "1", "12.5", "12,5 % after the test, from 12,5 % before it"),
    ],
)
def test_a_probability_after_a_test_stands_with_the_one_before_it(
    before: str, ratio: str, value: str | None, text: str
) -> None:
    found = probability_after_test(Decimal(before), Decimal(ratio), decimal_separator=",")
    said = text.partition("from ")[2].removesuffix(" before it")
    assert (found.text, found.formula, found.unit) == (text, AFTER, PERCENT)
    assert found.inputs == (
        f"probability before the test {said}",
        f"likelihood ratio {ratio.replace('.', ',')}",
    )
    if value is not None:
        assert found.value == Decimal(value)


def test_what_a_probability_after_a_test_lacks_is_named() -> None:
    before = "it takes a probability held before the test"
    ratio = "the likelihood ratio is not known"
    for given, why in (
        ((None, Decimal(4)), before),
        ((Decimal("0.3"), None), ratio),
        ((None, None), f"{before}; {ratio}"),
    ):
        assert probability_after_test(*given) == none(AFTER, ReasonCode.MISSING, why)


def test_what_is_refused_is_named() -> None:
    half = Decimal("0.5")
    outside = r"^a sensitivity, specificity or probability lies between 0 and 1$"
    for given in ((Decimal("-0.1"), half), (half, Decimal("1.1"))):
        for work in (positive_likelihood_ratio, negative_likelihood_ratio):
            with pytest.raises(ValueError, match=outside):
                work(*given)
    with pytest.raises(ValueError, match=r"^a likelihood ratio is never negative$"):
        probability_after_test(half, Decimal("-0.1"))
