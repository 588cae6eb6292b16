"""What the result of a special test is worth, in words: likelihood ratios with their source.

A ratio says how far a result moves what was thought before. It is no probability, and no test
confirms or excludes: nothing here says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assessment.catalogue.types import (
    Accuracy,
    Measure,
    PositiveCount,
    Provenance,
    Reviewed,
    Section,
    Side,
    Validity,
)
from assessment.catalogue.units import rounded
from assessment.clinical.likelihood import (
    negative_likelihood_ratio,
    positive_likelihood_ratio,
)
from assessment.clinical.readings import Reading
from assessment.clinical.result import Formula, Obstacle, ReasonCode, Result, computed, not_computed
from assessment.clinical.standing import find

POSITIVE = "positive"
NEGATIVE = "negative"


def worth_of(measure: Measure, reading: Reading, *, decimal_separator: str = ".") -> str:
    """What this result of a test is worth by each study there is; nothing for an equivocal one.

    What was carried from an earlier visit or does not count tells nothing.
    """
    if not _stands(reading) or reading.choice not in (POSITIVE, NEGATIVE):
        return ""
    by_condition: dict[str, list[str]] = {}
    for one in measure.accuracy:
        said = _studied(one, reading.choice, decimal_separator)
        by_condition.setdefault(one.condition, []).append(said)
    if not by_condition:
        return ""
    worth = "; ".join(f"{name}: {', '.join(studies)}" for name, studies in by_condition.items())
    return f"After a {reading.choice} result, {worth}."


def ratio_text(accuracy: Accuracy, result: str, *, decimal_separator: str = ".") -> str:
    """The likelihood ratio after a result, worked out or as printed, or why there is none."""
    name = "LR+" if result == POSITIVE else "LR-"
    if accuracy.sensitivity is not None and accuracy.specificity is not None:
        work = positive_likelihood_ratio if result == POSITIVE else negative_likelihood_ratio
        found = work(accuracy.sensitivity, accuracy.specificity)
        if found.value is None:
            return f"no {name} ({found.why})"
        if found.value == 0:
            # No study rules anything out: it met nobody with the condition and that result.
            return f"no {name} (nobody in the study had the condition and this result)"
        return f"{name} {_two_figures(found.value, decimal_separator)}"
    printed = accuracy.positive_ratio if result == POSITIVE else accuracy.negative_ratio
    if printed is None:
        return f"no {name} was published"
    bound = accuracy.below if result == POSITIVE else accuracy.above
    word = ("below " if result == POSITIVE else "above ") if bound else ""
    as_printed = f"{printed:f}".replace(".", decimal_separator)
    return f"{name} {word}{as_printed}"


def counted_positive(
    section: Section,
    derived: PositiveCount,
    readings: Sequence[Reading],
    side: Side,
    decimal_separator: str,
) -> Result | None:
    """How many of the tests are positive, as soon as what is open cannot change what it is worth.

    A positive count stands however much is open; fewer is said only when every test was answered.
    With fewer answers than have to be positive nobody is counting.
    """
    formula = Formula(says=f"positive of {len(derived.tests)} tests")
    measures = {one.code: one for one in section.measures}
    given = [(measures[code], find(readings, code, side)) for code in derived.tests]
    answers = [
        (measure, one.choice if one is not None and _stands(one) else "") for measure, one in given
    ]
    if sum(bool(choice) for _, choice in answers) < derived.needed:
        return None
    inputs = tuple(f"{measure.label}: {choice}" for measure, choice in answers if choice)
    positive = sum(choice == POSITIVE for _, choice in answers)
    opened = [measure.label for measure, choice in answers if choice not in (POSITIVE, NEGATIVE)]
    if positive < derived.needed <= positive + len(opened):
        why = f"neither positive nor negative: {', '.join(opened)}"
        return not_computed(formula, [Obstacle(reason=ReasonCode.MISSING, why=why)], inputs)
    count = f"{positive} of {len(derived.tests)} positive"
    if positive < derived.needed:
        text = f"{count}, fewer than {derived.needed}"
    else:
        worth = _studied(derived.accuracy, POSITIVE, decimal_separator)
        text = f"{count}; {derived.needed} or more, {derived.accuracy.condition}: {worth}"
    return computed(formula, Decimal(positive), derived.unit, text, inputs)


def tests_told(
    section: Section, readings: Sequence[Reading], decimal_separator: str
) -> Iterator[tuple[Measure, Side, str]]:
    """Each test that has a result whose worth is known, with what it is worth."""
    for measure in section.measures:
        if not measure.accuracy:
            continue
        for reading in readings:
            if reading.measure == measure.code:
                text = worth_of(measure, reading, decimal_separator=decimal_separator)
                if text:
                    yield measure, reading.side, text


def _studied(accuracy: Accuracy, result: str, decimal_separator: str) -> str:
    """The ratio with who found it in whom; the whole citation stands with the measure."""
    ratio = ratio_text(accuracy, result, decimal_separator=decimal_separator)
    who = accuracy.source.citation.partition(",")[0]
    if accuracy.source.reviewed in (Reviewed.RECALLED_HIGH, Reviewed.RECALLED_MEDIUM):
        who = f"{who}, recalled"
    known = "; ".join(one for one in (accuracy.population, accuracy.note) if one)
    return f"{ratio} ({who}: {known})"


def _two_figures(value: Decimal, decimal_separator: str) -> str:
    """One decimal; below 1 two, since there 0.22 and 0.16 are not the same."""
    return rounded(value, 2 if value < 1 else 1, decimal_separator=decimal_separator)


def _stands(reading: Reading) -> bool:
    return (
        reading.provenance is not Provenance.CARRIED
        and reading.validity is Validity.VALID
        and not reading.reason
    )
