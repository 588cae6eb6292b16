"""Which published form a score is of, how it is scored, and whose wording it is; not the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.catalogue.types import Instrument, Measure


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing to know about a measure, in lines."""

    label: str
    lines: tuple[str, ...]


def form_facts(instrument: Instrument) -> Iterable[Fact]:
    """What the form is, how it is scored, and where its wording is; never the wording."""
    of = len(instrument.items)
    needed = f"{of} items, all needed" if instrument.required == of else f"{of} items, "
    if instrument.required != of:
        needed = f"{needed}at least {instrument.required} of them needed"
    yield Fact(label="Items", lines=(needed,))
    yield Fact(label="Scored by", lines=(instrument.scored_as,))
    yield _form(instrument)


def official_form(measure: Measure) -> Fact | None:
    """Which form a score is of, where it is to be had, and whose wording it is."""
    return _form(measure.instrument) if measure.instrument is not None else None


def _form(instrument: Instrument) -> Fact:
    return Fact(
        label="Official form",
        lines=(f"{instrument.name}: {instrument.form}", instrument.licence),
    )
