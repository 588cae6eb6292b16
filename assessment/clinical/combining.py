"""Results that rest on several measures of one side: differences, scores, percentages, counts,
estimates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.catalogue.types import (
    AngleEstimate,
    CountedWhen,
    DerivedMeasure,
    Difference,
    MaximumEstimate,
    MeanOf,
    Measure,
    Percentage,
    PositiveCount,
    Score,
    Section,
    Side,
)
from assessment.clinical.accuracy import counted_positive
from assessment.clinical.between_measures import difference
from assessment.clinical.comparability import joint_key
from assessment.clinical.counting import counted
from assessment.clinical.derived import Derived, as_derived
from assessment.clinical.estimating import angle_of_height, maximum
from assessment.clinical.mean_of import mean_of_scores
from assessment.clinical.proportion import percentage
from assessment.clinical.readings import Reading
from assessment.clinical.result import Result
from assessment.clinical.scoring import score
from assessment.clinical.standing import find
from assessment.clinical.yardstick import Yardstick, pair_yardstick

SIDES = (Side.RIGHT, Side.LEFT)


def combined(
    section: Section,
    derived: DerivedMeasure,
    readings: Sequence[Reading],
    decimal_separator: str,
) -> list[Derived]:
    """The result on each side on which any of what it rests on was answered."""
    by = pair_yardstick(section, derived)
    measures = {one.code: one for one in section.measures}
    found = []
    for side in SIDES if measures[derived.parts[0]].sided else (Side.NONE,):
        found_parts = (find(readings, code, side) for code in derived.parts)
        parts = {one.measure: one for one in found_parts if one is not None}
        if not any(one.has_number or one.choice for one in parts.values()):
            continue
        if not parts.keys() >= {*derived.only_with}:
            continue
        result = _result(section, derived, readings, side, decimal_separator)
        if result is None:
            continue
        found.append(
            as_derived(
                by,
                code=derived.code,
                of="",
                side=side,
                result=result,
                compared=_compared(by, measures, parts),
            )
        )
    return found


def _compared(
    by: Yardstick, measures: Mapping[str, Measure], parts: Mapping[str, Reading]
) -> tuple[tuple[str, str], ...]:
    """How the parts were taken: what differs among those that can say it stands for each."""
    key: list[tuple[str, str]] = []
    for field in by.fields:
        saying = {code: one for code, one in parts.items() if field in measures[code].setup}
        key += joint_key([field], saying, without=by.without)
    return tuple(key)


def _result(
    section: Section,
    derived: DerivedMeasure,
    readings: Sequence[Reading],
    side: Side,
    decimal_separator: str,
) -> Result | None:
    if isinstance(derived, Difference):
        return difference(section, derived, readings, side, decimal_separator)
    if isinstance(derived, Score):
        return score(section, derived, readings, side)
    if isinstance(derived, Percentage):
        return percentage(section, derived, readings, side, decimal_separator)
    if isinstance(derived, CountedWhen):
        return counted(section, derived, readings, side, decimal_separator)
    if isinstance(derived, MeanOf):
        return mean_of_scores(section, derived, readings, side, decimal_separator)
    if isinstance(derived, MaximumEstimate):
        return maximum(section, derived, readings, side, decimal_separator)
    if isinstance(derived, AngleEstimate):
        return angle_of_height(section, derived, readings, side, decimal_separator)
    if isinstance(derived, PositiveCount):
        return counted_positive(section, derived, readings, side, decimal_separator)
    raise TypeError(f"nothing works out {derived.code}")
