"""A goal against what was measured: how far the value is from the target, and what can be said.

The value is compared with the target unrounded and inclusively, a grade by its rank. What falls
short by less than the measurement error is at the target within that error: neither met nor not.
What the therapist says of the goal stays theirs; the judgement stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from assessment.catalogue.types import Better, MeasurementError, Unit
from assessment.catalogue.units import PERCENT, day_in_words, number_text, shown, with_label
from assessment.clinical.change import Change, Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.measurement_error import error_amount, fitting_error, threshold_text
from assessment.clinical.own_figures import own_words
from assessment.clinical.yardstick import Yardstick

NOT_RETESTED = "not re-tested at this visit"
OPEN, MET = "open", "met"
"""What the therapist says of a goal that still stands; one that was dropped is not judged."""


class Standing(StrEnum):
    """How a value stands to the target of a goal."""

    MET = "met"
    WITHIN_ERROR = "within_error"
    NOT_MET = "not_met"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is aimed at: a canonical number, or the rank of a grade; `text` as a reader sees it."""

    text: str
    value: Decimal | None = None
    ordinal: int | None = None


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A finding as its visit showed it, with the date of that visit in words."""

    finding: Finding
    text: str
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class GoalJudgement:
    """How a goal stands at a visit.

    `distance` is how far the value is from the target (canonical, or steps of the scale), none
    where it is reached; `way` which share in percent of the way from the baseline to the target
    was made. `disagrees` says where the therapist's word and the measurements part, `past` that
    the date has gone by. `source` is who published the error that was used.
    """

    standing: Standing
    text: str
    distance: Decimal | None = None
    way: Decimal | None = None
    disagrees: str = ""
    past: str = ""
    cautions: tuple[str, ...] = ()
    source: str = ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that there is to say, the judgement first."""
        said = (self.text, self.disagrees, self.past, *self.cautions)
        return tuple(f"{one[:1].upper()}{one[1:]}." for one in said if one)


@dataclass(frozen=True)
class _Place:
    """Where one value stands; where not at the target, how far beyond it (negative: below).

    In steps of a scale `unit` is none. `error` is the one it lies within, with its amount.
    """

    standing: Standing
    beyond: Decimal = Decimal(0)
    unit: Unit | None = None
    error: tuple[MeasurementError, Decimal] | None = None

    @property
    def distance(self) -> Decimal:
        """How far away, on either side."""
        return abs(self.beyond)


def judge_goal(
    *,
    target: Target,
    by: Yardstick,
    now: Measured | None,
    baseline: Measured | None = None,
    last: Measured | None = None,
    status: str = OPEN,
    due: date | None = None,
    on: date,
    decimal_separator: str = ".",
) -> GoalJudgement:
    """How the goal stands at the visit of `on`, by what was measured there and before.

    `now` is what that visit says of the measure, none where it says nothing: then there is no
    judgement, and an earlier value never stands in for one. `baseline` and `last` are the first and
    the last value before it that count.
    """
    why = NOT_RETESTED if now is None else now.finding.why_not
    place = None if now is None or why else _place(target, now.finding, by)
    if place is None or now is None:
        text = f"cannot be judged: {why or 'the target is not of this scale'}"
        if last is not None:
            text = f"{text}; last measured {last.text}{_on(last)}"
        return GoalJudgement(
            standing=Standing.NOT_JUDGED,
            text=text,
            disagrees=_disagrees_with_last(last, target, by, status),
            past=past_date(due, on, status),
        )
    judgement = GoalJudgement(
        standing=place.standing,
        text=_words(place, now, by, decimal_separator),
        distance=None if place.standing is Standing.MET else place.distance,
        disagrees=_disagrees(place, now, target, status),
        past="" if place.standing is Standing.MET else past_date(due, on, status),
        source="" if place.error is None else _source(place.error[0]),
    )
    if baseline is None or by.is_change:
        return judgement
    return _from_baseline(judgement, place, target, by, baseline, now, decimal_separator)


def past_date(due: date | None, on: date, status: str) -> str:
    """That the date of a goal that is still open has gone by."""
    if due is None or due >= on or status != OPEN:
        return ""
    return f"its date, {day_in_words(due)}, is past"


def reached(target: Target, finding: Finding, by: Yardstick) -> bool:
    """Whether a value that counts is at or beyond the target."""
    place = _place(target, finding, by)
    return place is not None and place.standing is Standing.MET


def _place(target: Target, now: Finding, by: Yardstick) -> _Place | None:
    """Where a value that counts stands; none where it cannot be set against the target."""
    unit = None
    if target.ordinal is not None and now.ordinal is not None:
        aim, value = Decimal(target.ordinal), Decimal(now.ordinal)
    elif target.value is None or now.value is None or by.unit is None:
        return None
    else:
        aim, value, unit = target.value, now.value, by.unit
        if now.unit not in ("", unit.code):
            return None
    beyond = value - aim
    if _reaches(beyond, by.better):
        return _Place(Standing.MET)
    # The error of one person measuring: a target was measured by nobody, so there is no other.
    error = fitting_error(by.errors, setup=now.setup, same_rater=True)
    if error is not None and abs(beyond) < (amount := error_amount(error, aim, value)):
        return _Place(Standing.WITHIN_ERROR, beyond, unit, (error, amount))
    return _Place(Standing.NOT_MET, beyond, unit)


def _reaches(beyond: Decimal, better: Better) -> bool:
    """Whether a value that is so much above the target is at it or beyond it, the right way."""
    if better is Better.HIGHER:
        return beyond >= 0
    return beyond <= 0 if better is Better.LOWER else beyond == 0


def _words(place: _Place, now: Measured, by: Yardstick, separator: str) -> str:
    if place.standing is Standing.MET:
        return f"target met: {now.text}"
    away = f"{now.text} is {_size(place.distance, place.unit, separator)} from it"
    if place.error is not None:
        error = _error_words(*place.error, place.unit, separator)
        return f"at the target within measurement error: {away}, the error is {error}"
    if by.better not in (Better.HIGHER, Better.LOWER):
        return f"not at the target: {away}, and of this more is neither better nor worse"
    return f"target not met: {away}"


def _error_words(
    error: MeasurementError, amount: Decimal, unit: Unit | None, separator: str
) -> str:
    """The error that was looked at; one of the installation's own says so."""
    if unit is None:
        steps = _steps(amount)
        return f"{steps}, {own_words(error.own)}" if error.own else steps
    text = threshold_text(error, amount, unit, decimal_separator=separator)
    return text.replace("both values", "value and target")


def _source(error: MeasurementError) -> str:
    return f"{error.source.citation} ({error.population})"


def _size(distance: Decimal, unit: Unit | None, separator: str) -> str:
    """How far, in words; what rounds to nothing is not called nothing."""
    if unit is None:
        return _steps(distance)
    if not Decimal(number_text(distance, unit)):
        least = Decimal(1).scaleb(-unit.decimals)
        return f"less than {shown(least, unit, decimal_separator=separator)}"
    return shown(distance, unit, decimal_separator=separator)


def _steps(count: Decimal) -> str:
    return f"{count} {'step' if count == 1 else 'steps'} of the scale"


def _on(measured: Measured) -> str:
    return f" on {measured.when}" if measured.when else ""


def _disagrees(place: _Place, now: Measured, target: Target, status: str) -> str:
    """Where the therapist's word and the measurement of this visit say different things."""
    if status == MET and place.standing is Standing.NOT_MET:
        return f"marked met; measured {now.text}, target {target.text}"
    if status == OPEN and place.standing is Standing.MET:
        return "marked open, though the target is reached"
    return ""


def _disagrees_with_last(last: Measured | None, target: Target, by: Yardstick, status: str) -> str:
    """The same of the last measurement before it: an old value reaches no target."""
    if last is None or status != MET:
        return ""
    place = _place(target, last.finding, by)
    if place is None or place.standing is not Standing.NOT_MET:
        return ""
    return f"marked met; last measured {last.text}{_on(last)}, target {target.text}"


def _from_baseline(
    judgement: GoalJudgement,
    place: _Place,
    target: Target,
    by: Yardstick,
    baseline: Measured,
    now: Measured,
    separator: str,
) -> GoalJudgement:
    """The judgement with how far the value came since the baseline, where the two compare."""
    change = compare(baseline.finding, now.finding, by, decimal_separator=separator)
    if not change.comparable:
        caution = f"the baseline, {baseline.text}{_on(baseline)}: {change.verdict_text}"
        return _with(judgement, caution)
    start = _place(target, baseline.finding, by)
    if start is None or place.standing is Standing.MET:
        return judgement
    if start.standing is Standing.MET:
        return _with(judgement, f"the baseline, {baseline.text}, had reached the target")
    if start.standing is Standing.WITHIN_ERROR:
        judgement = _with(
            judgement, "the baseline was no further from the target than measurement error"
        )
    if start.unit is None:
        # Steps of a scale are no distances.
        return judgement
    # Of differences, so that it needs no true zero.
    way = (start.beyond - place.beyond) / start.beyond * 100
    if way > 100:
        return judgement
    said = _way_words(way, change, baseline, separator)
    return replace(judgement, text=f"{judgement.text}; {said}", way=way)


def _with(judgement: GoalJudgement, caution: str) -> GoalJudgement:
    return replace(judgement, cautions=(*judgement.cautions, caution))


def _way_words(way: Decimal, change: Change, baseline: Measured, separator: str) -> str:
    start = f"the baseline, {baseline.text}{_on(baseline)}"
    worth = _change_words(change) if change.change else ""
    if way <= 0:
        return f"no nearer to it than {start}{worth}"
    # Rounded down: what was not made is never called the whole way.
    share = way.quantize(Decimal("0.1"), rounding=ROUND_FLOOR)
    text = with_label(number_text(share, PERCENT, decimal_separator=separator), PERCENT)
    return f"{text} of the way from {start}{worth}"


def _change_words(change: Change) -> str:
    """What the change since the baseline is worth: a share alone would call error progress."""
    if change.verdict in (Verdict.WITHIN_ERROR, Verdict.IMPORTANT_NOT_CERTAIN):
        return ", a change within measurement error"
    if change.without_error:
        return f", {change.without_error}"
    return f", {change.word}" if change.word else ""
