"""One result of a visit, with what is needed to show it and to compare it with another visit's."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.catalogue.types import Better, MeasurementError, Side, Unit
from assessment.clinical.result import Result
from assessment.clinical.yardstick import Yardstick


@dataclass(frozen=True, kw_only=True)
class Derived:
    """One result, with what is needed to show it and to compare it with another visit's.

    `code` with `of` (the measure it is derived of, empty for a derived measure) and `side` is
    unique within a section. `compared` is its comparability key, from which `compared_without`
    has been left out.
    """

    code: str
    label: str
    of: str
    side: Side
    unit: Unit | None
    result: Result
    better: Better
    key_result: bool
    true_zero: bool
    compared: tuple[tuple[str, str], ...]
    compared_without: tuple[str, ...]
    errors: tuple[MeasurementError, ...]
    trendable: bool


def as_derived(
    by: Yardstick,
    *,
    code: str,
    of: str,
    side: Side,
    result: Result,
    compared: tuple[tuple[str, str], ...],
) -> Derived:
    """The result measured by this yardstick."""
    return Derived(
        code=code,
        label=by.label,
        of=of,
        side=side,
        unit=result.unit or by.unit,
        result=result,
        better=by.better,
        key_result=by.key_result,
        true_zero=by.true_zero,
        compared=compared,
        compared_without=by.without,
        errors=by.errors,
        trendable=by.trendable,
    )
