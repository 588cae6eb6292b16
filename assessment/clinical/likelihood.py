"""What a special test's result is worth: likelihood ratios, and a probability only from another.

Sensitivity and specificity say how a test does in people whose answer is known. They are no
probability that this patient has anything: that takes a probability held before the test.
Source of the arithmetic: Deeks and Altman, BMJ 2004;329:168.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.types import Unit
from assessment.catalogue.units import PERCENT, shown
from assessment.clinical.result import (
    Formula,
    Obstacle,
    ReasonCode,
    Result,
    computed,
    not_computed,
)

RATIO = Unit(code="likelihood_ratio", ucum="1", label="", family="likelihood_ratio", decimals=1)

POSITIVE_RATIO = Formula(
    says="positive likelihood ratio = sensitivity / (1 - specificity), of a positive test"
)
NEGATIVE_RATIO = Formula(
    says="negative likelihood ratio = (1 - sensitivity) / specificity, of a negative test"
)
AFTER_TEST = Formula(
    says="odds after the test = odds before the test x likelihood ratio, as probabilities"
)


def positive_likelihood_ratio(
    sensitivity: Decimal, specificity: Decimal, *, decimal_separator: str = "."
) -> Result:
    """How many times likelier a positive test is with the condition than without it.

    Both from 0 to 1. Undefined at a specificity of 1. Raises `ValueError` outside 0 to 1.
    """
    return _ratio(
        POSITIVE_RATIO,
        sensitivity,
        1 - specificity,
        (sensitivity, specificity),
        Obstacle(
            reason=ReasonCode.ZERO_DENOMINATOR,
            why="with a specificity of 1 there is nothing to divide by",
        ),
        decimal_separator,
    )


def negative_likelihood_ratio(
    sensitivity: Decimal, specificity: Decimal, *, decimal_separator: str = "."
) -> Result:
    """How many times likelier a negative test is with the condition than without it.

    Both from 0 to 1. Undefined at a specificity of 0. Raises `ValueError` outside 0 to 1.
    """
    return _ratio(
        NEGATIVE_RATIO,
        1 - sensitivity,
        specificity,
        (sensitivity, specificity),
        Obstacle(
            reason=ReasonCode.ZERO_DENOMINATOR,
            why="with a specificity of 0 there is nothing to divide by",
        ),
        decimal_separator,
    )


def probability_after_test(
    before: Decimal | None, ratio: Decimal | None, *, decimal_separator: str = "."
) -> Result:
    """The probability after a test, in percent, from the one held before it (0 to 1) and a ratio.

    There is none without a probability before the test: a ratio alone says nothing of a patient.
    Raises `ValueError` for a probability outside 0 to 1 and for a negative ratio.
    """
    obstacles = []
    if before is None:
        why = "it takes a probability held before the test"
        obstacles.append(Obstacle(reason=ReasonCode.MISSING, why=why))
    if ratio is None:
        why = "the likelihood ratio is not known"
        obstacles.append(Obstacle(reason=ReasonCode.MISSING, why=why))
    if before is None or ratio is None:
        return not_computed(AFTER_TEST, obstacles)
    _refuse_outside(before)
    if ratio < 0:
        raise ValueError("a likelihood ratio is never negative")
    value = Decimal(1) if before == 1 else _odds_as_probability(before / (1 - before) * ratio)
    said = shown(before * 100, PERCENT, decimal_separator=decimal_separator)
    inputs = (
        f"probability before the test {said}",
        _said("likelihood ratio", ratio, decimal_separator),
    )
    after = shown(value * 100, PERCENT, decimal_separator=decimal_separator)
    text = f"{after} after the test, from {said} before it"
    return computed(AFTER_TEST, value * 100, PERCENT, text, inputs)


def _ratio(
    formula: Formula,
    over: Decimal,
    under: Decimal,
    accuracy: tuple[Decimal, Decimal],
    undefined: Obstacle,
    decimal_separator: str,
) -> Result:
    for one in accuracy:
        _refuse_outside(one)
    sensitivity, specificity = accuracy
    inputs = (
        _said("sensitivity", sensitivity, decimal_separator),
        _said("specificity", specificity, decimal_separator),
    )
    if under == 0:
        return not_computed(formula, [undefined], inputs)
    value = over / under
    text = f"likelihood ratio {shown(value, RATIO, decimal_separator=decimal_separator)}"
    return computed(formula, value, RATIO, text, inputs)


def _odds_as_probability(odds: Decimal) -> Decimal:
    return odds / (1 + odds)


def _refuse_outside(share: Decimal) -> None:
    if not 0 <= share <= 1:
        raise ValueError("a sensitivity, specificity or probability lies between 0 and 1")


def _said(what: str, value: Decimal, decimal_separator: str) -> str:
    return f"{what} {value:f}".replace(".", decimal_separator)
