"""The mean of several scores: a summary that there is only when each of them is there."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.catalogue.types import MeanOf, Section, Side
from assessment.catalogue.units import shown
from assessment.clinical.readings import Reading
from assessment.clinical.result import Formula, Result, computed, not_computed
from assessment.clinical.standing import standing
from assessment.clinical.trials import mean


def mean_of_scores(
    section: Section,
    derived: MeanOf,
    readings: Sequence[Reading],
    side: Side,
    decimal_separator: str,
) -> Result:
    """The unweighted mean of the scores, or which of them is missing."""
    measures = {one.code: one for one in section.measures}
    parts = [
        (measures[code].label, standing(readings, measures[code], side, named=measures[code].label))
        for code in derived.of
    ]
    formula = Formula(says=f"{derived.label} = mean of {len(derived.of)} scales")
    inputs = tuple(
        f"{label} {shown(one.value, derived.unit, decimal_separator=decimal_separator)}"
        for label, one in parts
        if one.value is not None
    )
    obstacles = [one.obstacle for _, one in parts if one.obstacle is not None]
    values = [one.value for _, one in parts if one.value is not None]
    if obstacles:
        return not_computed(formula, obstacles, inputs)
    value = mean(values)
    text = shown(value, derived.unit, decimal_separator=decimal_separator)
    return computed(formula, value, derived.unit, text, inputs)
