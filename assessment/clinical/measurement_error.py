"""Measurement error: which published figure fits a comparison, and conversions between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from assessment.catalogue.constants import NORMAL_QUANTILE_90, NORMAL_QUANTILE_95
from assessment.catalogue.types import MeasurementError, OwnFigure, Unit
from assessment.catalogue.units import PERCENT, plain, shown
from assessment.clinical.own_figures import own_words

Z_SCORES = {90: NORMAL_QUANTILE_90.value, 95: NORMAL_QUANTILE_95.value}
"""Two-sided standard normal quantiles of the two levels in use."""


def standard_error(standard_deviation: Decimal, reliability: Decimal) -> Decimal:
    """Standard error of measurement of a sample with this intraclass correlation (0 to 1)."""
    if not 0 <= reliability <= 1:
        raise ValueError("a reliability lies between 0 and 1")
    return standard_deviation * (1 - reliability).sqrt()


def detectable_change(standard_error_of_measurement: Decimal, level: int) -> Decimal:
    """Minimal detectable change at 90 or 95 % from a standard error of measurement."""
    return Z_SCORES[level] * Decimal(2).sqrt() * standard_error_of_measurement


def at_level(amount: Decimal, *, published: int, wanted: int) -> Decimal:
    """A minimal detectable change of one level (90, 95) as one of the other."""
    return amount * Z_SCORES[wanted] / Z_SCORES[published]


def fitting_error(
    errors: Iterable[MeasurementError], *, setup: Mapping[str, str], same_rater: bool | None
) -> MeasurementError | None:
    """The figure that fits how and by whom two values were taken; `None` where none was published.

    A figure for the same rater never stands in for another rater's. Where it is not known who
    measured, or several fit, the largest decides. What the installation set aside takes no part.
    """
    in_use = [one for one in errors if one.own is None or not one.own.removed]
    return _fitting(in_use, setup=setup, same_rater=same_rater)


def set_aside(
    errors: Iterable[MeasurementError], *, setup: Mapping[str, str], same_rater: bool | None
) -> OwnFigure | None:
    """What the installation decided, where the figure that would fit is one it set aside."""
    found = _fitting(errors, setup=setup, same_rater=same_rater)
    return found.own if found is not None and found.own and found.own.removed else None


def _fitting(
    errors: Iterable[MeasurementError], *, setup: Mapping[str, str], same_rater: bool | None
) -> MeasurementError | None:
    fitting = [
        one
        for one in errors
        if all(setup.get(code) == said for code, said in one.when.items())
        and (same_rater is None or one.same_rater is None or one.same_rater is same_rater)
    ]
    if same_rater is not None:
        said_so = [one for one in fitting if one.same_rater is same_rater]
        fitting = said_so or fitting
    if same_rater is None and {one.same_rater for one in fitting} == {True}:
        return None
    return max(fitting, key=lambda one: one.amount, default=None)


def error_amount(error: MeasurementError, reference: Decimal, now: Decimal) -> Decimal:
    """The figure in the canonical unit: relative ones in percent of the mean of the two values."""
    if not error.relative:
        return error.amount
    return (abs(reference) + abs(now)) / 2 * error.amount / 100


def threshold_text(
    error: MeasurementError,
    amount: Decimal,
    unit: Unit,
    *,
    same_rater: bool | None = None,
    decimal_separator: str = ".",
) -> str:
    """What a change was judged against, with its level: "3.5° (MDC95, same rater)".

    A figure of the installation's own says so, and what it stands in for.
    """
    figure = shown(amount, unit, decimal_separator=decimal_separator)
    if unit == PERCENT:
        figure = f"{figure.removesuffix(' %')} percentage points"
    if error.relative:
        percent = plain(error.amount, decimal_separator=decimal_separator)
        figure = f"{figure}, {percent} % of the mean of both values"
    level = f"MDC{error.level}" if error.level else "level not stated"
    rater = {True: "same rater", False: "other rater", None: ""}[error.same_rater]
    if error.same_rater is False and same_rater is None:
        rater = "rater not known"
    text = f"{figure} ({', '.join(one for one in (level, rater) if one)})"
    return f"{text}, {own_words(error.own)}" if error.own else text
