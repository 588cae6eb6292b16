"""The number that stands for a reading, or why it takes no part in any calculation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessment.catalogue.types import Measure, NotTested, Provenance, Side, Unit, Validity
from assessment.catalogue.units import directed, shown
from assessment.clinical import instruments
from assessment.clinical.readings import Reading
from assessment.clinical.result import Obstacle, ReasonCode
from assessment.clinical.trials import chosen_statistic, statistic_of

_NOT_TESTED_WORDS = {
    NotTested.NOT_TESTED.value: "not tested",
    NotTested.PAIN.value: "not tested because of pain",
    NotTested.UNABLE.value: "not tested, unable",
    NotTested.DECLINED.value: "not tested, declined",
    NotTested.NOT_APPLICABLE.value: "not applicable",
    NotTested.RESTRICTION.value: "not tested because of a restriction",
    NotTested.NO_TIME.value: "not tested for lack of time",
}
_MARKED = {
    Validity.STOPPED_BY_PAIN: "stopped by pain",
    Validity.INVALID: "marked as not counting",
}
TO_CONFIRM = "to_confirm"
"""Reason of a reading whose unusual value the clinician has not confirmed yet."""


def standing_value(reading: Reading, measure: Measure) -> Decimal | None:
    """The canonical number of a reading: of its items, of its trials by the statistic, or as given.

    Validity and provenance are not looked at; `None` for a reading without a number.
    """
    if reading.has_items:
        return instruments.score(measure, reading.items, reading.setup).value
    if reading.trials:
        statistic = chosen_statistic(measure, reading.setup.get("statistic", ""))
        return statistic_of(reading.trials, statistic, measure.better)
    return reading.number


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One side of one measure as a calculation sees it: a value, or an obstacle."""

    side: Side
    value: Decimal | None = None
    obstacle: Obstacle | None = None
    reading: Reading | None = None

    def said(
        self,
        unit: Unit,
        *,
        words: tuple[str, str] | None = None,
        decimal_separator: str = ".",
    ) -> str:
        """The value with its side: "left 310 N", "left lacks 5°"; nothing without a value."""
        if self.value is None:
            return ""
        if words:
            text = directed(self.value, unit, words, decimal_separator=decimal_separator)
        else:
            text = shown(self.value, unit, decimal_separator=decimal_separator)
        return text if self.side is Side.NONE else f"{self.side.value} {text}"


def find(readings: Iterable[Reading], code: str, side: Side) -> Reading | None:
    """The reading of a measure on a side, if there is one."""
    return next((one for one in readings if one.measure == code and one.side is side), None)


def standing(
    readings: Iterable[Reading], measure: Measure, side: Side, *, named: str = ""
) -> Standing:
    """What a calculation may use of a measure on a side; `named` is what a sentence calls it,
    the side where it says nothing else.

    A carried value was not measured at this visit and one that was stopped or marked as not
    counting is invalid: neither takes part.
    """
    reading = find(readings, measure.code, side)
    named = named or side.value
    if reading is None:
        return _without(side, ReasonCode.MISSING, f"{named} not measured")
    if reading.reason == TO_CONFIRM:
        return _without(side, ReasonCode.MISSING, f"{named} waits to be confirmed", reading)
    if reading.reason and not reading.has_items:
        words = _NOT_TESTED_WORDS.get(reading.reason, "not tested")
        return _without(side, ReasonCode.MISSING, f"{named} {words}", reading)
    value = standing_value(reading, measure)
    if value is None and reading.validity is not Validity.VALID:
        return _without(side, ReasonCode.INVALID, f"{named} {_MARKED[reading.validity]}", reading)
    if value is None and reading.has_items:
        scored = instruments.score(measure, reading.items, reading.setup)
        why = f"{named}: {scored.why}"
        return _without(side, scored.reason or ReasonCode.MISSING, why, reading)
    if value is None:
        return _without(side, ReasonCode.MISSING, f"{named} not measured", reading)
    if reading.provenance is Provenance.CARRIED:
        why = f"{named} carried from an earlier visit, not measured"
        return _without(side, ReasonCode.MISSING, why, reading)
    if reading.validity is not Validity.VALID:
        return _without(side, ReasonCode.INVALID, f"{named} {_MARKED[reading.validity]}", reading)
    return Standing(side=side, value=value, reading=reading)


def has_number(readings: Iterable[Reading], code: str) -> bool:
    """Whether a measure has a number on any side, whether or not it counts."""
    return any(one.measure == code and one.has_number for one in readings)


def _without(side: Side, reason: ReasonCode, why: str, reading: Reading | None = None) -> Standing:
    return Standing(side=side, obstacle=Obstacle(reason=reason, why=why), reading=reading)
