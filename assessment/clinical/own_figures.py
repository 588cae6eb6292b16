"""What is said of a figure that the installation decided for itself, beside it and at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.catalogue.types import (
    DerivedMeasure,
    Difference,
    ImportantChange,
    OwnFigure,
    Score,
    Unit,
)
from assessment.catalogue.units import shown

OWN = "this installation's own figure"
SET_ASIDE = "set aside by this installation"


def own_words(own: OwnFigure) -> str:
    """Who decided a figure, and what it stands in for; or that one was set aside."""
    if own.removed:
        return f"{SET_ASIDE}, decided by {own.decided_by}: {own.instead}"
    return f"{OWN}, decided by {own.decided_by}, instead of {own.instead}"


def reasoned(own: OwnFigure) -> str:
    """The same with when and why, as it stands at the foot of a report."""
    reason = own.reason.rstrip(".")
    return f"{own_words(own)}. Decided on {own.decided_on}: {reason}."


def changes_in_use(important: Sequence[ImportantChange]) -> tuple[ImportantChange, ...]:
    """The important changes that a finding is judged by: those not set aside."""
    return tuple(one for one in important if one.own is None or not one.own.removed)


def own_changes(
    important: Sequence[ImportantChange], unit: Unit, *, decimal_separator: str
) -> tuple[tuple[str, OwnFigure], ...]:
    """What the installation decided about important changes, each with what it is."""
    return tuple(
        (
            _named(
                "important change",
                shown(one.amount, unit, decimal_separator=decimal_separator),
                one.own,
            ),
            one.own,
        )
        for one in important
        if one.own is not None
    )


def own_cut_offs(
    result: DerivedMeasure, *, decimal_separator: str
) -> tuple[tuple[str, OwnFigure], ...]:
    """What the installation decided about the cut-offs of a result, each with what it is."""
    if (
        isinstance(result, Difference)
        and result.own is not None
        and result.present_above is not None
    ):
        size = shown(result.present_above, result.unit, decimal_separator=decimal_separator)
        return ((_named("present above", size, result.own), result.own),)
    if isinstance(result, Score):
        return tuple(
            (f"“{band.label}” up to {band.high}", band.own)
            for band in result.bands
            if band.own is not None
        )
    return ()


def _named(what: str, size: str, own: OwnFigure) -> str:
    """What a figure is, with its size where it has one; what is set aside names it behind."""
    return what if own.removed else f"{what} {size}"
