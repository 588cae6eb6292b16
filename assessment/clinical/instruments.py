"""Scores of patient-reported outcome measures, from the numbers of their items.

An item left blank is never 0: each instrument says how many have to be answered and what stands for
the others. Without enough of them there is no score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessment.catalogue.types import Coding, Instrument, Measure, Scoring
from assessment.catalogue.units import plain, shown
from assessment.clinical.result import (
    Formula,
    Obstacle,
    ReasonCode,
    Result,
    computed,
    not_computed,
)

Answers = Sequence[Decimal | None]
"""One answer for each item of the form, in its order; `None` where it was left blank."""

CODING = "coding"
BLANK_ITEMS = "blank_items"
PRORATED = "prorated"
BANDS = "bands"
FULL_SCALE = Decimal(100)

_SAYS = {
    Scoring.SUM: "sum of the items",
    Scoring.MEAN: "mean of the items",
    Scoring.MEAN_OF_PROBLEMS: "100 - mean of the items x 100 / highest answer",
    Scoring.SHARE_OF_HIGHEST: "sum of the answered items / sum of their highest x 100",
}


def score(
    measure: Measure,
    answers: Answers,
    setup: Mapping[str, str],
    *,
    decimal_separator: str = ".",
) -> Result:
    """The score of the answers to an instrument's items, or why there is none.

    `answers` are as entered, in the coding that the setup names. Raises `ValueError` for a measure
    without an instrument and for another number of answers than the form has items.
    """
    instrument, unit = measure.instrument, measure.unit
    if instrument is None or unit is None:
        raise ValueError(f"{measure.code} has no items")
    if len(answers) != len(instrument.items):
        raise ValueError(f"{instrument.name} has {len(instrument.items)} items")
    points = _points(instrument, answers, setup)
    answered = {at: one for at, one in enumerate(points) if one is not None}
    inputs = tuple(
        f"{instrument.items[at].label} {plain(entered)}"
        for at, entered in enumerate(answers)
        if entered is not None
    )
    formula = _formula(measure, instrument, setup)
    missing = len(points) - len(answered)
    prorated = _prorates(instrument, setup)
    required = instrument.prorate_to if prorated and instrument.prorate_to else instrument.required
    if len(answered) < required:
        return not_computed(formula, [_too_few(instrument, len(answered), required)], inputs)
    value = _scored(instrument, answered)
    text = shown(value, unit, decimal_separator=decimal_separator)
    if missing:
        how = "prorated, " if instrument.scoring is Scoring.SUM else ""
        text = f"{text} ({how}{_blank(missing)})"
    return computed(formula, value, unit, text, inputs)


def band(measure: Measure, value: Decimal, setup: Mapping[str, str]) -> str:
    """The name of the stretch that a value falls into, by the set that the setup names, or none."""
    for one in measure.bands:
        if one.code in ("", setup.get(BANDS)):
            return next((named.label for named in one.bands if value <= named.high), "")
    return ""


def _points(
    instrument: Instrument, answers: Answers, setup: Mapping[str, str]
) -> list[Decimal | None]:
    coding = _coding(instrument, setup)
    return [
        one if one is None or coding is None else _decoded(coding, instrument, at, one)
        for at, one in enumerate(answers)
    ]


def _coding(instrument: Instrument, setup: Mapping[str, str]) -> Coding | None:
    """How the answers were entered, where the setup says so; else they are points."""
    return next((one for one in instrument.codings if one.code == setup.get(CODING)), None)


def _decoded(coding: Coding, instrument: Instrument, at: int, answer: Decimal) -> Decimal:
    if at + 1 in coding.turned:
        return highest(instrument.items[at]) - answer
    return answer - coding.offset


def _scored(instrument: Instrument, answered: Mapping[int, Decimal]) -> Decimal:
    total = sum(answered.values(), Decimal(0))
    mean = total / len(answered)
    if instrument.scoring is Scoring.SUM:
        return total if len(answered) == len(instrument.items) else mean * len(instrument.items)
    if instrument.scoring is Scoring.MEAN:
        return mean
    if instrument.scoring is Scoring.MEAN_OF_PROBLEMS:
        return FULL_SCALE - mean * FULL_SCALE / highest(instrument.items[0])
    most = sum((highest(instrument.items[at]) for at in answered), Decimal(0))
    return total / most * FULL_SCALE


def highest(item: Measure) -> Decimal:
    """The most points that an item has, as the scoring counts them."""
    return max(next(one for one in item.accepted if not one.when).numbers)


def _prorates(instrument: Instrument, setup: Mapping[str, str]) -> bool:
    return instrument.prorate_to is not None and setup.get(BLANK_ITEMS) == PRORATED


def _formula(measure: Measure, instrument: Instrument, setup: Mapping[str, str]) -> Formula:
    says = f"{measure.label} = {_SAYS[instrument.scoring]}, {instrument.scored_as}"
    coding = _coding(instrument, setup)
    if coding is not None:
        labels = {
            option.code: option.label
            for field in measure.setup
            if field.code == CODING
            for option in field.options
        }
        says = f"{says}, entered as “{labels[coding.code]}”"
    return Formula(says=says)


def _too_few(instrument: Instrument, answered: int, required: int) -> Obstacle:
    of = len(instrument.items)
    if required == of:
        return Obstacle(
            reason=ReasonCode.MISSING_ITEMS,
            why=f"{_blank(of - answered)} of {of}, and all are needed",
        )
    return Obstacle(
        reason=ReasonCode.TOO_FEW_ITEMS,
        why=f"{answered} of {of} items answered, at least {required} are needed",
    )


def _blank(missing: int) -> str:
    return f"{missing} {'item' if missing == 1 else 'items'} left blank"
