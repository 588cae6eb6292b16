"""The mean of the patient's own ratings, and the mean of those that two visits share.

An activity is known by its identity and never by its place: once the list has changed, two means
are of other things, and only what was rated both times is set against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assessment.catalogue.types import Measure, Unit
from assessment.catalogue.units import shown
from assessment.clinical.result import (
    Formula,
    Obstacle,
    ReasonCode,
    Result,
    computed,
    not_computed,
)
from assessment.clinical.trials import mean
from assessment.clinical.yardstick import Yardstick, measure_yardstick

FORMULA = Formula(says="patient-specific score = mean of the rated activities")
NOTHING_SHARED = "no activity was rated both times"


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One activity at a visit: its number in the episode, its words, its rating or none."""

    number: int
    statement: str
    rating: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Score:
    """The mean of a visit: `parts` are the ratings in it by number."""

    result: Result
    parts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Two means over what was rated both times, and how many activities that is.

    `apart` says that the lists differ and how, `cautions` what to bear in mind.
    """

    then: Decimal
    now: Decimal
    count: int
    apart: str = ""
    cautions: tuple[str, ...] = ()


def score(
    activities: Sequence[Activity],
    measure: Measure,
    of_one: Measure,
    *,
    wanted: int,
    decimal_separator: str = ".",
) -> Score:
    """The score of the activities that stand at a visit, over those that were rated."""
    rated = [(one, one.rating) for one in activities if one.rating is not None]
    remarks = []
    if rated and len(rated) < len(activities):
        remarks.append(f"{len(rated)} of {len(activities)} activities rated at this visit")
    if rated and len(rated) < wanted:
        remarks.append(f"rests on {_counted(len(rated))}; {wanted} or more are wanted")
    return Score(
        result=_result(rated, measure, of_one, decimal_separator),
        parts=tuple((str(one.number), f"{rating:f}") for one, rating in rated),
        remarks=tuple(remarks),
    )


def _result(
    rated: Sequence[tuple[Activity, Decimal]], measure: Measure, of_one: Measure, separator: str
) -> Result:
    if not rated:
        obstacle = Obstacle(reason=ReasonCode.MISSING, why="no activity was rated")
        return not_computed(FORMULA, [obstacle])
    value = mean([rating for _one, rating in rated])
    numbers = ", ".join(str(one.number) for one, _rating in rated)
    word = "activity" if len(rated) == 1 else "activities"
    unit = _unit(measure)
    return computed(
        FORMULA,
        value,
        unit,
        f"{shown(value, unit, decimal_separator=separator)} ({word} {numbers})",
        tuple(f"{one.statement} {shown(rating, _unit(of_one))}" for one, rating in rated),
    )


def _unit(measure: Measure) -> Unit:
    if measure.unit is None:
        raise ValueError(f"{measure.code} has no unit")
    return measure.unit


def score_yardstick(measure: Measure, of_one: Measure, *, wanted: int) -> Yardstick:
    """The yardstick of a score: its own figures from `wanted` activities on."""
    return replace(measure_yardstick(measure), wanted=wanted, of_few=of_one.errors)


def over(by: Yardstick, count: int) -> Yardstick:
    """The yardstick for a mean over so many activities.

    What is published of the mean holds from three on. Of fewer the larger error of a single
    activity decides, and no important change is published.
    """
    return by if count >= by.wanted else replace(by, errors=by.of_few, important=())


def shared(
    then: Mapping[str, Decimal],
    now: Mapping[str, Decimal],
    by: Yardstick,
    *,
    decimal_separator: str,
) -> Shared | None:
    """Both means over the activities that were rated both times; none where none was."""
    both = [number for number in then if number in now]
    if not both or by.unit is None:
        return None
    means = mean([then[number] for number in both]), mean([now[number] for number in both])
    before, after = (shown(one, by.unit, decimal_separator=decimal_separator) for one in means)
    apart = ""
    cautions = []
    if set(then) != set(now):
        apart = f"rated were activities {_numbers(then)} against {_numbers(now)}"
        cautions.append(
            f"over {_counted(len(both))} rated both times ({_numbers(both)}): {before} then, "
            f"{after} now"
        )
    if len(both) < by.wanted:
        cautions.append(
            f"a mean of {_counted(len(both))} is judged by the measurement error of a single one"
        )
    return Shared(
        then=means[0], now=means[1], count=len(both), apart=apart, cautions=tuple(cautions)
    )


def _numbers(said: Mapping[str, Decimal] | Sequence[str]) -> str:
    return ", ".join(sorted(said, key=lambda number: (len(number), number)))


def _counted(count: int) -> str:
    return "1 activity" if count == 1 else f"{count} activities"
