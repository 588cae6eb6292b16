"""Figures that an installation decides for itself, put in the place of those that are shipped.

What is put in is an ordinary measurement error, important change or cut-off that says who decided
it and what it stands in for, so that whatever judges by it says so too. A figure set aside stays
where it was and is marked as removed: that nobody published one would not be true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from assessment.catalogue.figures import (
    PRESENT_ABOVE,
    VALUE,
    band_code,
    entries,
    error_code,
    important_code,
)
from assessment.catalogue.types import (
    Band,
    Constant,
    DerivedMeasure,
    Difference,
    ImportantChange,
    Kind,
    Measure,
    MeasurementError,
    OwnFigure,
    Reviewed,
    Score,
    Section,
    Source,
)
from assessment.catalogue.units import plain, shown

Entry = Measure | DerivedMeasure
Part = TypeVar("Part", MeasurementError, ImportantChange, Band)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What an installation decided about one figure; without an `amount` it is set aside.

    `relative` is as shipped where it is not said. `level` is 90, 95, or none where not stated.
    """

    measure: str
    figure: str
    amount: Decimal | None
    source: Source
    population: str
    decided_by: str
    decided_on: str
    reason: str
    level: int | None = None
    relative: bool | None = None


def overridable(entry: Entry | Constant) -> dict[str, str]:
    """The codes of the figures of a measure that may be decided, each with what is shipped."""
    if isinstance(entry, Constant):
        return (
            {VALUE: _sourced(f"{plain(entry.value)} {entry.unit}".strip(), entry.source)}
            if (entry.cut_off)
            else {}
        )
    found = {error_code(one): _sourced(_size(entry, one), one.source) for one in entry.errors}
    found |= {
        important_code(one): _sourced(_sized(entry, one.amount), one.source)
        for one in entry.important
    }
    if isinstance(entry, Difference) and entry.present_above is not None:
        found[PRESENT_ABOVE] = _sourced(_sized(entry, entry.present_above), entry.figures)
    if isinstance(entry, Score):
        found |= {
            band_code(one): _sourced(f"up to {one.high}", one.source or entry.figures)
            for one in entry.bands
        }
    return found


def applied(sections: Iterable[Section], decisions: Sequence[Decision]) -> tuple[Section, ...]:
    """The sections with what was decided put in."""
    of = _by_measure(decisions)
    return tuple(
        replace(
            section,
            measures=tuple(_decided_measure(one, of.get(one.code, {})) for one in section.measures),
            derived=tuple(_decided_result(one, of.get(one.code, {})) for one in section.derived),
        )
        if any(one.code in of for one in entries(section))
        else section
        for section in sections
    )


def applied_to_constants(
    constants: Iterable[Constant], decisions: Sequence[Decision]
) -> tuple[Constant, ...]:
    """The constants with what was decided put in."""
    of = _by_measure(decisions)
    return tuple(_decided_constant(one, of.get(one.code, {})) for one in constants)


def _by_measure(decisions: Iterable[Decision]) -> dict[str, dict[str, Decision]]:
    found: dict[str, dict[str, Decision]] = {}
    for one in decisions:
        found.setdefault(one.measure, {})[one.figure] = one
    return found


def _decided_measure(measure: Measure, of: Mapping[str, Decision]) -> Measure:
    shipped = overridable(measure)
    return replace(
        measure,
        errors=_decided(measure.errors, error_code, _own_error, of, shipped),
        important=_decided(measure.important, important_code, _own_change, of, shipped),
    )


def _decided_result(result: DerivedMeasure, of: Mapping[str, Decision]) -> DerivedMeasure:
    shipped = overridable(result)
    result = replace(
        result,
        errors=_decided(result.errors, error_code, _own_error, of, shipped),
        important=_decided(result.important, important_code, _own_change, of, shipped),
    )
    if isinstance(result, Difference) and (one := of.get(PRESENT_ABOVE)):
        result = _own_cut_off(result, one, _own(one, shipped))
    if isinstance(result, Score):
        result = replace(result, bands=_decided(result.bands, band_code, _own_band, of, shipped))
    return result


def _decided_constant(constant: Constant, of: Mapping[str, Decision]) -> Constant:
    one = of.get(VALUE)
    if one is None:
        return constant
    own = _own(one, overridable(constant))
    if one.amount is None:
        return replace(constant, own=own)
    return replace(
        constant, value=one.amount, source=one.source, population=one.population, own=own
    )


def _decided(
    parts: tuple[Part, ...],
    code: Callable[[Part], str],
    put_in: Callable[[Part, Decision, OwnFigure], Part],
    of: Mapping[str, Decision],
    shipped: Mapping[str, str],
) -> tuple[Part, ...]:
    return tuple(
        put_in(one, of[code(one)], _own(of[code(one)], shipped)) if code(one) in of else one
        for one in parts
    )


def _own_error(error: MeasurementError, one: Decision, own: OwnFigure) -> MeasurementError:
    if one.amount is None:
        return replace(error, own=own)
    return replace(
        error,
        amount=one.amount,
        relative=error.relative if one.relative is None else one.relative,
        level=one.level,
        source=one.source,
        population=one.population,
        own=own,
    )


def _own_change(change: ImportantChange, one: Decision, own: OwnFigure) -> ImportantChange:
    if one.amount is None:
        return replace(change, own=own)
    return replace(change, amount=one.amount, source=one.source, population=one.population, own=own)


def _own_cut_off(result: Difference, one: Decision, own: OwnFigure) -> Difference:
    if one.amount is None:
        return replace(result, own=own)
    return replace(
        result,
        present_above=one.amount,
        figures=one.source,
        population=one.population,
        own=own,
    )


def _own_band(band: Band, one: Decision, own: OwnFigure) -> Band:
    if one.amount is None:
        return band
    return replace(
        band, high=int(one.amount), source=one.source, population=one.population, own=own
    )


def _own(one: Decision, shipped: Mapping[str, str]) -> OwnFigure:
    return OwnFigure(
        figure=one.figure,
        decided_by=one.decided_by,
        decided_on=one.decided_on,
        reason=one.reason,
        instead=shipped[one.figure],
        removed=one.amount is None,
    )


def _size(entry: Entry, error: MeasurementError) -> str:
    if error.relative:
        return f"{plain(error.amount)} % of the mean of both values"
    return _sized(entry, error.amount)


def _sized(entry: Entry, amount: Decimal) -> str:
    if isinstance(entry, Measure) and entry.kind is Kind.GRADE:
        return f"{plain(amount)} grades"
    return plain(amount) if entry.unit is None else shown(amount, entry.unit)


def _sourced(size: str, source: Source | None) -> str:
    return size if source is None else f"{size} ({short_name(source)})"


def short_name(source: Source) -> str:
    """A source as it is named in passing: "Binkley 1999"; by its whole citation where it has none.

    The names and the year are those of its key.
    """
    if source.reviewed is Reviewed.DESIGN:
        return "Vastus design decision"
    *names, year = source.key.split("-")
    if names and year.isdigit() and len(year) == 4:
        return f"{' '.join(one.capitalize() for one in names)} {year}"
    return source.citation
