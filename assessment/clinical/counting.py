"""A count whose worth depends on how it was done: with the arms, it is no standard one."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.catalogue.types import CountedWhen, Section, Side
from assessment.catalogue.units import shown
from assessment.clinical.readings import Reading
from assessment.clinical.result import Formula, Obstacle, ReasonCode, Result, computed, not_computed
from assessment.clinical.standing import standing


def counted(
    section: Section,
    derived: CountedWhen,
    readings: Sequence[Reading],
    side: Side,
    decimal_separator: str,
) -> Result | None:
    """The count as it stands under this name; None where there is no such result."""
    measure = next(one for one in section.measures if one.code == derived.of)
    field = next(one for one in measure.setup if one.code == derived.setup_field)
    option = next(one for one in field.options if one.code == derived.option)
    counts = f"{measure.label.lower()}, {field.label} {option.label}"
    formula = Formula(says=f"{derived.label.lower()} = {counts}")
    one = standing(readings, measure, side, named=measure.label.lower())
    said = one.reading.setup.get(field.code) if one.reading else None
    if said and said != option.code and derived.otherwise is None:
        return None
    if one.value is None:
        return not_computed(formula, [one.obstacle] if one.obstacle else [])
    if not said:
        missing = Obstacle(reason=ReasonCode.MISSING, why=f"{field.label} not recorded")
        return not_computed(formula, [missing])
    value = one.value if derived.otherwise is None or said == option.code else derived.otherwise
    words = {choice.code: choice.label for choice in field.options}
    inputs = (
        one.said(derived.unit, decimal_separator=decimal_separator),
        f"{field.label} {words.get(said, said)}",
    )
    text = shown(value, derived.unit, decimal_separator=decimal_separator)
    return computed(formula, value, derived.unit, text, inputs)
