"""One measure less another on the same side: extension lag, arcs of motion, a corrected girth."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessment.catalogue.types import Difference, Limit, Measure, Section, SetupField, Side, Unit
from assessment.catalogue.units import number_text, shown, shown_signed
from assessment.clinical.readings import Reading
from assessment.clinical.result import (
    Formula,
    Obstacle,
    ReasonCode,
    Result,
    computed,
    not_computed,
)
from assessment.clinical.standing import Standing, standing
from assessment.clinical.yardstick import pair_yardstick


def difference(
    section: Section,
    derived: Difference,
    readings: Sequence[Reading],
    side: Side,
    decimal_separator: str,
) -> Result:
    """Minuend less subtrahend on one side, when both were taken in the same way; or why not."""
    measures = {one.code: one for one in section.measures}
    minuend, subtrahend = measures[derived.minuend], measures[derived.subtrahend]
    first = standing(readings, minuend, side, named=_named(minuend, side))
    second = standing(readings, subtrahend, side, named=_named(subtrahend, side))
    formula = _formula(derived)
    obstacles = [one.obstacle for one in (first, second) if one.obstacle is not None]
    obstacles += _taken_differently(pair_yardstick(section, derived).fields, first, second)
    inputs = tuple(
        one.said(
            measure.unit or derived.unit,
            words=measure.direction_words,
            decimal_separator=decimal_separator,
        )
        for measure, one in ((minuend, first), (subtrahend, second))
        if one.value is not None
    )
    if first.value is None or second.value is None or obstacles:
        return not_computed(formula, obstacles, inputs)
    value = less(derived, first.value, second.value)
    if derived.possible is not None and not derived.possible.holds(value):
        why = _beyond(derived, derived.possible, decimal_separator)
        beyond = Obstacle(reason=ReasonCode.OUT_OF_RANGE, why=why)
        return not_computed(formula, [beyond], inputs)
    text = _difference_text(derived, value, first.value, second.value, decimal_separator)
    return computed(formula, value, derived.unit, text, inputs)


def _named(measure: Measure, side: Side) -> str:
    label = measure.label[:1].lower() + measure.label[1:]
    return label if side is Side.NONE else f"{label}, {side.value}"


def _formula(derived: Difference) -> Formula:
    minuend, subtrahend = (one.replace("_", " ") for one in derived.parts)
    times = f"{derived.times_name} " if derived.times_name else ""
    return Formula(says=f"{derived.label.lower()} = {minuend} - {times}{subtrahend}")


def _taken_differently(
    fields: Sequence[SetupField], first: Standing, second: Standing
) -> list[Obstacle]:
    """What was said of the setup of both and is not the same."""
    if first.reading is None or second.reading is None:
        return []
    one, other = first.reading.setup, second.reading.setup
    return [
        Obstacle(reason=ReasonCode.NOT_COMPARABLE, why=f"{field.label} differs between the two")
        for field in fields
        if field.compared and field.code in one and field.code in other
        if one[field.code] != other[field.code]
    ]


def less(derived: Difference, minuend: Decimal, subtrahend: Decimal) -> Decimal:
    """The difference as it is declared: what is taken off may count several times."""
    return minuend - (subtrahend if derived.times is None else derived.times * subtrahend)


def _beyond(derived: Difference, possible: Limit, decimal_separator: str) -> str:
    ends = (
        shown(end, derived.unit, decimal_separator=decimal_separator)
        for end in (possible.low, possible.high)
        if end is not None
    )
    return f"{derived.label.lower()} lies beyond {' to '.join(ends)}: check both"


def _difference_text(
    derived: Difference,
    value: Decimal,
    minuend: Decimal,
    subtrahend: Decimal,
    decimal_separator: str,
) -> str:
    text = shown(value, derived.unit, decimal_separator=decimal_separator)
    if derived.neutral_zero:
        return f"{text} ({neutral_zero(subtrahend, minuend, derived.unit, decimal_separator)})"
    if derived.sign_words is not None:
        signed = shown_signed(value, derived.unit, decimal_separator=decimal_separator)
        word = derived.sign_words[0] if value > 0 else derived.sign_words[1]
        return f"{signed}, {word}" if value else f"{signed}, together"
    if derived.present_above is None or (derived.own is not None and derived.own.removed):
        return text
    limit = shown(derived.present_above, derived.unit, decimal_separator=decimal_separator)
    present = "present, above" if value > derived.present_above else "not above"
    return f"{text} ({present} {limit})"


def neutral_zero(extension: Decimal, flexion: Decimal, unit: Unit, decimal_separator: str) -> str:
    """Extension, neutral and flexion as three numbers; 0 leads where neutral is not reached."""

    def said(angle: Decimal) -> str:
        return number_text(abs(angle), unit, decimal_separator=decimal_separator)

    if extension < 0:
        return f"{said(extension)}-0-{said(flexion)}"
    return f"0-{said(extension)}-{said(flexion)}"
