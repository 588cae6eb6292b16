"""What a clinician is told beside readings: what fits badly, and what a test is worth."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.catalogue.constants import BODY_MASS_DAYS
from assessment.catalogue.types import (
    Derivation,
    DerivedMeasure,
    Difference,
    InvolvedSide,
    Measure,
    Ordered,
    Section,
    Side,
)
from assessment.catalogue.units import shown
from assessment.clinical.accuracy import tests_told
from assessment.clinical.between_measures import less
from assessment.clinical.combining import combined
from assessment.clinical.own_figures import own_cut_offs, own_words
from assessment.clinical.readings import Context, Reading
from assessment.clinical.side_loss import loss_text
from assessment.clinical.standing import standing
from assessment.clinical.trials import too_far_apart
from assessment.clinical.yardstick import PER_MASS

SIDES = (Side.RIGHT, Side.LEFT)


@dataclass(frozen=True, kw_only=True)
class ClinicalWarning:
    """One thing to look at, beside the field of this measure (or derived measure) and side.

    `of` is the measure that a derived result belongs to. A warning about both sides of a measure
    has no side.
    """

    measure: str
    side: Side
    text: str
    of: str = ""
    note: bool = False


def warnings(
    section: Section,
    readings: Sequence[Reading],
    context: Context,
    *,
    decimal_separator: str = ".",
) -> list[ClinicalWarning]:
    """Everything to be told about a section, in the order of its measures; tests at the end."""
    found: list[ClinicalWarning] = []
    for measure in section.measures:
        found += _trials(measure, readings, decimal_separator)
        found += _beside_trials(measure, readings, decimal_separator)
        found += _confounded(measure, readings, context)
        if measure.sided:
            found += _sides(measure, readings, context, decimal_separator)
    for ordered in section.ordered:
        found += _order(section, ordered, readings)
    for derived in section.derived:
        if isinstance(derived, Difference):
            found += _derived(section, derived, readings, decimal_separator)
        found += _decided_here(section, derived, readings, decimal_separator)
    found += _body_mass(section, readings, context)
    found += [
        ClinicalWarning(measure=measure.code, side=side, text=text, note=True)
        for measure, side, text in tests_told(section, readings, decimal_separator)
    ]
    return found


def _trials(
    measure: Measure, readings: Sequence[Reading], decimal_separator: str
) -> Iterator[ClinicalWarning]:
    check, unit = measure.trial_check, measure.unit
    if check is None or unit is None:
        return
    for reading in readings:
        if reading.measure == measure.code:
            text = too_far_apart(reading.trials, check, unit, decimal_separator=decimal_separator)
            if text:
                yield ClinicalWarning(measure=measure.code, side=reading.side, text=text)


def _beside_trials(
    measure: Measure, readings: Sequence[Reading], decimal_separator: str
) -> Iterator[ClinicalWarning]:
    """A value given without trials where trials stand: it counts for nothing, and is not lost."""
    for reading in readings:
        if reading.measure != measure.code:
            continue
        what = "items" if reading.has_items else "trials"
        if reading.has_items and reading.reason:
            text = "A reason for no score was given as well: the items stand. Clear one of them."
            yield ClinicalWarning(measure=measure.code, side=reading.side, text=text)
        if measure.unit and reading.number is not None and (reading.trials or reading.has_items):
            said = shown(reading.number, measure.unit, decimal_separator=decimal_separator)
            text = f"{said} was given without {what} as well: the {what} stand. Clear one of them."
            yield ClinicalWarning(measure=measure.code, side=reading.side, text=text)


def _confounded(
    measure: Measure, readings: Sequence[Reading], context: Context
) -> Iterator[ClinicalWarning]:
    for confounder in measure.confounders:
        for reading in readings:
            rank = context.ranks.get((confounder.measure, reading.side))
            if reading.measure != measure.code or not reading.has_number or rank is None:
                continue
            if rank >= confounder.lowest:
                yield ClinicalWarning(measure=measure.code, side=reading.side, text=confounder.why)


def _sides(
    measure: Measure, readings: Sequence[Reading], context: Context, decimal_separator: str
) -> Iterator[ClinicalWarning]:
    right, left = (standing(readings, measure, side).value for side in SIDES)
    if right is None or left is None or measure.unit is None:
        return
    apart = abs(right - left)
    limit = measure.side_limit
    if limit is not None and not limit.limit.holds(apart):
        difference = shown(apart, measure.unit, decimal_separator=decimal_separator)
        text = f"The sides differ by {difference}. {limit.why}"
        yield ClinicalWarning(measure=measure.code, side=Side.NONE, text=text)
    if measure.direction_words and right < 0 and left < 0:
        text = f"Bilateral: both sides {measure.direction_words[1].removesuffix('s')}."
        yield ClinicalWarning(measure=measure.code, side=Side.NONE, text=text)
    if context.involved not in (InvolvedSide.RIGHT, InvolvedSide.LEFT):
        return
    involved, other = (right, left) if context.involved is InvolvedSide.RIGHT else (left, right)
    text = loss_text(measure, involved, other, decimal_separator=decimal_separator)
    if text:
        yield ClinicalWarning(measure=measure.code, side=Side.NONE, text=text, note=True)
    if measure.larger_involved and involved > other:
        side = Side(context.involved.value)
        yield ClinicalWarning(measure=measure.code, side=side, text=measure.larger_involved)


def _order(
    section: Section, ordered: Ordered, readings: Sequence[Reading]
) -> Iterator[ClinicalWarning]:
    measures = {one.code: one for one in section.measures}
    smaller, larger = measures[ordered.smaller], measures[ordered.larger]
    for side in Side:
        low = standing(readings, smaller, side).value
        high = standing(readings, larger, side).value
        if low is not None and high is not None and low - high > ordered.tolerance:
            yield ClinicalWarning(measure=smaller.code, side=side, text=ordered.why)


def _derived(
    section: Section,
    derived: Difference,
    readings: Sequence[Reading],
    decimal_separator: str,
) -> Iterator[ClinicalWarning]:
    measures = {one.code: one for one in section.measures}
    minuend, subtrahend = measures[derived.minuend], measures[derived.subtrahend]
    for side in Side:
        first = standing(readings, minuend, side).value
        second = standing(readings, subtrahend, side).value
        if first is None or second is None:
            continue
        value = less(derived, first, second)
        for soft in derived.soft:
            if not soft.limit.holds(value):
                said = shown(value, derived.unit, decimal_separator=decimal_separator)
                text = f"{derived.label} {said}. {soft.why}"
                yield ClinicalWarning(measure=derived.code, side=side, text=text)


def _decided_here(
    section: Section,
    derived: DerivedMeasure,
    readings: Sequence[Reading],
    decimal_separator: str,
) -> Iterator[ClinicalWarning]:
    """That a result was judged by a cut-off which the installation decided itself."""
    said = own_cut_offs(derived, decimal_separator=decimal_separator)
    if not said:
        return
    for one in combined(section, derived, readings, decimal_separator):
        if one.result.value is not None:
            for what, own in said:
                text = f"{what[:1].upper()}{what[1:]}: {own_words(own)}."
                yield ClinicalWarning(measure=derived.code, side=one.side, text=text)


def _body_mass(
    section: Section, readings: Sequence[Reading], context: Context
) -> Iterator[ClinicalWarning]:
    """A body mass of long before or after the strength that is divided by it."""
    if context.body_mass is None or not context.body_mass_date or not context.visit_date:
        return
    weighed = datetime.date.fromisoformat(context.body_mass_date)
    age = abs((datetime.date.fromisoformat(context.visit_date) - weighed).days)
    if age <= BODY_MASS_DAYS.value:
        return
    divided = {one.code for one in section.measures if Derivation.PER_MASS in one.derives}
    for reading in readings:
        if reading.measure in divided and reading.has_number:
            yield ClinicalWarning(
                measure=PER_MASS,
                of=reading.measure,
                side=reading.side,
                text=f"The body mass was taken {age} days from this visit: weigh again.",
            )
