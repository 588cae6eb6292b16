"""A change between two visits, judged against measurement error and what patients call important.

"Improved" and "worsened" are said only of a change at least as large as the measurement error.
Amounts are compared unrounded and inclusively; the smaller ones are called better or worse only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from assessment.catalogue.types import (
    Better,
    ImportantChange,
    MeasurementError,
    OwnFigure,
    Unit,
)
from assessment.catalogue.units import PERCENT, shown, shown_signed
from assessment.clinical.importance import important_text, is_important, out_of_reach
from assessment.clinical.measurement_error import (
    error_amount,
    fitting_error,
    set_aside,
    threshold_text,
)
from assessment.clinical.own_figures import (
    changes_in_use,
    own_changes,
    own_words,
    reasoned,
)
from assessment.clinical.result import ReasonCode

NO_ERROR = "no published error"
NO_ERROR_USED = "no error used here"
NONE_PUBLISHED = "no published value for how much matters"
NONE_USED = "no value used here for how much matters"


class Verdict(StrEnum):
    """What can be said of a change."""

    WITHIN_ERROR = "within_error"
    REAL_NOT_IMPORTANT = "real_not_important"
    IMPORTANT_NOT_CERTAIN = "important_not_certain"
    REAL_AND_IMPORTANT = "real_and_important"
    IMPORTANT_ERROR_UNKNOWN = "important_error_unknown"
    ERROR_UNKNOWN = "error_unknown"
    REAL_IMPORTANCE_UNKNOWN = "real_importance_unknown"
    NOT_COMPARABLE = "not_comparable"
    MISSING = "missing"


VERDICT_TEXTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.WITHIN_ERROR: "no change beyond measurement error",
        Verdict.REAL_NOT_IMPORTANT: "real change, smaller than what patients usually call "
        "important",
        Verdict.IMPORTANT_NOT_CERTAIN: "size would matter, but is within measurement error",
        Verdict.REAL_AND_IMPORTANT: "real change of a size that patients usually call important",
        Verdict.IMPORTANT_ERROR_UNKNOWN: f"size would matter, {NO_ERROR}",
        Verdict.ERROR_UNKNOWN: NO_ERROR,
        Verdict.REAL_IMPORTANCE_UNKNOWN: f"real change; {NONE_PUBLISHED} to patients",
    }
)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A judged change, as text and in numbers.

    `change` is now less reference, `percent` of the reference, or `None` with `percent_reason`.
    `direction` is "better", "worse" or "" (no direction, or none to tell); `word` is "improved" or
    "worsened" and empty within the error. `threshold` says what was judged against, `source` who
    published it; `importance` and `importance_source` the same of what patients call important.
    `apart` says that the two are means of other parts, so that not the values as shown were
    compared but what they share; `own` what the installation decided itself, and why.
    """

    verdict: Verdict
    verdict_text: str
    change: Decimal | None = None
    change_text: str = ""
    percent: Decimal | None = None
    percent_reason: ReasonCode | None = None
    direction: str = ""
    word: str = ""
    threshold: str = ""
    source: str = ""
    importance: str = ""
    importance_source: str = ""
    importance_unreachable: bool = False
    cautions: tuple[str, ...] = field(default=())
    apart: str = ""
    own: str = ""

    @property
    def comparable(self) -> bool:
        """Whether the two values could be compared at all."""
        return self.verdict not in (Verdict.NOT_COMPARABLE, Verdict.MISSING)

    @property
    def without_error(self) -> str:
        """That no error decides, for want of one or because it was set aside; else empty."""
        if self.verdict not in (Verdict.ERROR_UNKNOWN, Verdict.IMPORTANT_ERROR_UNKNOWN):
            return ""
        return NO_ERROR_USED if NO_ERROR_USED in self.verdict_text else NO_ERROR


def judge(
    *,
    reference: Decimal,
    now: Decimal,
    unit: Unit,
    better: Better,
    true_zero: bool = True,
    errors: Sequence[MeasurementError] = (),
    important: Sequence[ImportantChange] = (),
    setup: Mapping[str, str] = MappingProxyType({}),
    same_rater: bool | None = None,
    best: Decimal | None = None,
    cautions: tuple[str, ...] = (),
    decimal_separator: str = ".",
) -> Change:
    """The change between two comparable values in their canonical unit.

    `setup` picks the measurement error that was published for this way of measuring. `best` is the
    best score there is: a reference closer to it than the important change cannot reach it.
    """
    change = now - reference
    error = fitting_error(errors, setup=setup, same_rater=same_rater)
    amount = None if error is None else error_amount(error, reference, now)
    aside = set_aside(errors, setup=setup, same_rater=same_rater)
    matters = max(changes_in_use(important), key=lambda one: one.amount, default=None)
    verdict = _verdict(abs(change), amount, is_important(reference, now, matters))
    direction = _direction(change, better)
    word = ""
    if direction and amount is not None and abs(change) >= amount:
        word = "improved" if direction == "better" else "worsened"
    percent, percent_reason = percent_change(reference, now, true_zero=true_zero)
    text = _verdict_text(verdict, aside, changed=bool(important) and matters is None)
    threshold = _no_error(aside)
    if error is not None and amount is not None:
        threshold = threshold_text(
            error, amount, unit, same_rater=same_rater, decimal_separator=decimal_separator
        )
        threshold += _of_the_mean(error, reference, now, decimal_separator)
        threshold = "; ".join((threshold, *([own_words(aside)] if aside else [])))
    importance = "" if matters is None else important_text(matters, unit, decimal_separator)
    unreachable = out_of_reach(reference, best, matters, direction)
    if unreachable:
        start = shown(reference, unit, decimal_separator=decimal_separator)
        cautions = (*cautions, f"from {start} an improvement of {importance} cannot be reached")
    decided = own_changes(important, unit, decimal_separator=decimal_separator)
    threshold = "; ".join((threshold, *(f"{what}: {own_words(own)}" for what, own in decided)))
    return Change(
        verdict=verdict,
        verdict_text=f"{word}: {text}" if word else text,
        change=change,
        change_text=_change_text(change, unit, percent, word or direction, decimal_separator),
        percent=percent,
        percent_reason=percent_reason,
        direction=direction,
        word=word,
        threshold=threshold,
        source="" if error is None else f"{error.source.citation} ({error.population})",
        importance=importance,
        importance_source=""
        if matters is None
        else f"{matters.source.citation} ({matters.population})",
        importance_unreachable=unreachable,
        cautions=cautions,
        own=_own(error, aside, decided),
    )


def judge_grades(
    *,
    reference: int,
    now: int,
    better: Better,
    errors: Sequence[MeasurementError] = (),
    setup: Mapping[str, str] = MappingProxyType({}),
    same_rater: bool | None = None,
    cautions: tuple[str, ...] = (),
) -> Change:
    """The change between two grades by their rank: in steps of the scale, never in percent."""
    steps = now - reference
    error = fitting_error(errors, setup=setup, same_rater=same_rater)
    amount = None if error is None else error.amount
    aside = set_aside(errors, setup=setup, same_rater=same_rater)
    verdict = _verdict(Decimal(abs(steps)), amount, None)
    direction = _direction(Decimal(steps), better)
    word = ""
    if direction and amount is not None and abs(steps) >= amount:
        word = "improved" if direction == "better" else "worsened"
    text = _verdict_text(verdict, aside)
    threshold = _no_error(aside)
    if error is not None:
        threshold = f"{error.amount} {'step' if error.amount == 1 else 'steps'} of the scale"
        threshold = f"{threshold}, {own_words(error.own)}" if error.own else threshold
    count = f"{abs(steps)} {'step' if abs(steps) == 1 else 'steps'} of the scale"
    said = word or direction
    return Change(
        verdict=verdict,
        verdict_text=f"{word}: {text}" if word else text,
        change=Decimal(steps),
        change_text="same grade" if steps == 0 else f"{count} {said}".strip(),
        percent_reason=ReasonCode.ORDINAL,
        direction=direction,
        word=word,
        threshold=threshold,
        source="" if error is None else f"{error.source.citation} ({error.population})",
        cautions=cautions,
        own=_own(error, aside),
    )


def not_comparable(reasons: Sequence[str], cautions: tuple[str, ...] = ()) -> Change:
    """No change is worked out, and why: "not comparable: lever arm 39 cm against 59 cm"."""
    return Change(
        verdict=Verdict.NOT_COMPARABLE,
        verdict_text=f"not comparable: {'; '.join(reasons)}",
        percent_reason=ReasonCode.NOT_COMPARABLE,
        cautions=cautions,
    )


def nothing_to_compare(why: str) -> Change:
    """No change is worked out because one of the two values is not there or does not count."""
    return Change(
        verdict=Verdict.MISSING,
        verdict_text=f"not compared: {why}",
        percent_reason=ReasonCode.MISSING,
    )


def percent_change(
    reference: Decimal, now: Decimal, *, true_zero: bool
) -> tuple[Decimal | None, ReasonCode | None]:
    """Change in percent of the reference, or why there is none."""
    if not true_zero:
        return None, ReasonCode.NO_TRUE_ZERO
    if reference == 0:
        return None, ReasonCode.ZERO_REFERENCE
    return (now - reference) / abs(reference) * 100, None


def _verdict(size: Decimal, error: Decimal | None, important: bool | None) -> Verdict:
    if error is None:
        return Verdict.IMPORTANT_ERROR_UNKNOWN if important else Verdict.ERROR_UNKNOWN
    if size == 0 or size < error:
        return Verdict.IMPORTANT_NOT_CERTAIN if important else Verdict.WITHIN_ERROR
    if important is None:
        return Verdict.REAL_IMPORTANCE_UNKNOWN
    return Verdict.REAL_AND_IMPORTANT if important else Verdict.REAL_NOT_IMPORTANT


def _verdict_text(verdict: Verdict, aside: OwnFigure | None, *, changed: bool = False) -> str:
    """What a verdict says; where the installation set a figure aside, not that there is none."""
    text = VERDICT_TEXTS[verdict]
    text = text.replace(NO_ERROR, NO_ERROR_USED) if aside else text
    return text.replace(NONE_PUBLISHED, NONE_USED) if changed else text


def _no_error(aside: OwnFigure | None) -> str:
    return f"{NO_ERROR_USED}: {own_words(aside)}" if aside else NO_ERROR


def _own(
    error: MeasurementError | None,
    aside: OwnFigure | None,
    changes: Sequence[tuple[str, OwnFigure]] = (),
) -> str:
    """What the installation decided of what a change was judged by; empty where it did nothing."""
    of_errors = (error.own if error else None, aside)
    said = [f"measurement error: {reasoned(one)}" for one in of_errors if one is not None]
    said += [f"{what}: {reasoned(one)}" for what, one in changes]
    return " ".join(said)


def _direction(change: Decimal, better: Better) -> str:
    if change == 0 or better not in (Better.HIGHER, Better.LOWER):
        return ""
    return "better" if (change > 0) is (better is Better.HIGHER) else "worse"


def _change_text(
    change: Decimal, unit: Unit, percent: Decimal | None, said: str, decimal_separator: str
) -> str:
    text = shown_signed(change, unit, decimal_separator=decimal_separator)
    if unit == PERCENT:
        text = f"{text.removesuffix(' %')} percentage points"
    elif percent is not None and change:
        share = shown_signed(percent, PERCENT, decimal_separator=decimal_separator)
        text = f"{text} ({share})"
    return f"{text}, {said}" if said else text


def _of_the_mean(
    error: MeasurementError, reference: Decimal, now: Decimal, decimal_separator: str
) -> str:
    """Of an error in percent of the mean: how much the change is of it."""
    middle = (abs(reference) + abs(now)) / 2
    if not error.relative or not middle:
        return ""
    share = shown(abs(now - reference) / middle * 100, PERCENT, decimal_separator=decimal_separator)
    return f"; the change is {share} of that mean"
