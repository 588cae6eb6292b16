"""What a row holds as a kind reads it, and what a setup says before anybody said otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessment import kinds
from assessment.catalogue.types import Measure, SetupField, Validity
from assessment.catalogue.units import plain
from assessment.kinds.base import Value
from assessment.models import Reading as ReadingRow
from assessment.models import SetupValue


def default_value(field: SetupField) -> Value:
    """What a setup field says before anybody said otherwise: the catalogue's default."""
    return kinds.of(field.kind).parse(field, field.default)


def default_text(field: SetupField) -> str:
    value = default_value(field)
    return plain(value.number) if value.number is not None else value.choice or value.text


def setup_field_of(measure: Measure, code: str) -> SetupField | Measure:
    """The setup field of that code; the measure itself for one that the catalogue has dropped."""
    return next((one for one in measure.setup if one.code == code), measure)


def value_of(about: Measure | SetupField, row: ReadingRow | SetupValue) -> Value:
    """The stored answer as a kind reads it, its number worked out again from what was typed."""
    return Value(
        entered=Decimal(row.entered) if row.entered else None,
        unit=row.unit_entered,
        number=canonical_number(about, row),
        choice=row.choice,
        text=row.text,
    )


def canonical_number(about: Measure | SetupField, row: ReadingRow | SetupValue) -> Decimal | None:
    """The unrounded canonical number of a row, worked out again from what was typed."""
    if not row.entered:
        return None
    return kinds.canonical(about, Decimal(row.entered), row.unit_entered)


def answers_to_items(measure: Measure, rows: Sequence[ReadingRow]) -> tuple[Decimal | None, ...]:
    """The answers to an instrument's items in the order of the form; none for one left blank."""
    if measure.instrument is None:
        return ()
    counting = {
        row.trial: canonical_number(measure.item(row.trial), row)
        for row in rows
        if row.trial and row.validity == Validity.VALID.value
    }
    return tuple(counting.get(at + 1) for at in range(len(measure.instrument.items)))


def validity_of(standing: ReadingRow | None, rows: list[ReadingRow], *, counting: bool) -> Validity:
    """Whether a side counts; without a value of its own it does not when no trial of it does."""
    if standing is not None or counting:
        return Validity(standing.validity if standing else Validity.VALID)
    marks = {row.validity for row in rows} - {Validity.VALID.value}
    if not marks:
        return Validity.VALID
    stopped = Validity.STOPPED_BY_PAIN
    return stopped if stopped.value in marks else Validity.INVALID
