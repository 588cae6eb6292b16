"""Values that look like a slip beside the last visit: asked about, never refused. Plain Python.

The therapist sees the question while the patient is still there, and again before signing. It is
about typing, so that it goes into no record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assessment import catalogue
from assessment.catalogue.types import Jump, Side, Unit
from assessment.catalogue.units import PERCENT, UNITS, day_in_words, shown
from assessment.clinical.jumps import jumped
from assessment.earlier import EarlierVisit, EarlierVisits
from assessment.judgement import number, why_not
from assessment.record import Item, Record

UNIT_LABELS = {one.code: one.label for one in UNITS}
SIDES = (Side.RIGHT.value, Side.LEFT.value)


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One question about a measure of a section; of both sides where `side` is "none"."""

    section: str
    measure: str
    side: str
    text: str


def slips(record: Record, earlier: EarlierVisits, *, decimal_separator: str = ".") -> list[Slip]:
    """Everything about this visit's values that looks like a slip."""
    found: list[Slip] = []
    today = {
        (item.code, item.side): item
        for item in record.items
        if not item.trial and not item.derived and number(item) is not None and not why_not(item)
    }
    for (code, side), item in today.items():
        last = _last(earlier, code, side)
        if last is None:
            continue
        visit, before = last
        found += _swapped(today, earlier, item)
        found += _unit_changed(item, before, visit)
        found += _jumped(item, before, visit, decimal_separator)
    return found


def _last(earlier: EarlierVisits, code: str, side: str) -> tuple[EarlierVisit, Item] | None:
    measured = earlier.measured((code, side, ""))
    return measured[-1] if measured else None


def _swapped(
    today: dict[tuple[str, str], Item], earlier: EarlierVisits, item: Item
) -> Iterator[Slip]:
    """Each side has what the other one had: said once, of both."""
    if item.side != Side.RIGHT.value:
        return
    sides = [today.get((item.code, side)) for side in SIDES]
    last = [_last(earlier, item.code, side) for side in SIDES]
    if None in sides or None in last:
        return
    now = [number(one) for one in sides if one]
    then = [number(one[1]) for one in last if one]
    if now == then[::-1] and now[0] != now[1] and last[0] and last[1] and last[0][0] is last[1][0]:
        text = f"Right is what left was on {_day(last[0][0])}, and left what right was."
        yield _slip(item, f"{text} Sides swapped?", Side.NONE.value)


def _unit_changed(item: Item, before: Item, visit: EarlierVisit) -> Iterator[Slip]:
    if not item.entered_unit or not before.entered_unit:
        return
    if item.entered_unit == before.entered_unit:
        return
    now, then = (UNIT_LABELS.get(one.entered_unit, one.entered_unit) for one in (item, before))
    text = f"Entered in {now}; on {_day(visit)} it was in {then}."
    yield _slip(item, text)


def _jumped(item: Item, before: Item, visit: EarlierVisit, separator: str) -> Iterator[Slip]:
    now, then = number(item), number(before)
    jump, unit = _limit(item.code)
    if jump is None or unit is None or now is None or then is None:
        return
    if not jumped(now, then, jump):
        return
    held_in = PERCENT if jump.relative else unit
    limit = shown(jump.amount, held_in, decimal_separator=separator)
    text = f"{before.text} on {_day(visit)}, {item.text} now: a change of more than {limit}."
    yield _slip(item, f"{text} Check it.")


def _limit(code: str) -> tuple[Jump | None, Unit | None]:
    """What a measure's change is held against; what a patient named is in no catalogue."""
    try:
        measure = catalogue.measure(code)
    except catalogue.UnknownCode:
        return None, None
    return measure.jump, measure.unit


@dataclass(frozen=True, kw_only=True)
class Done:
    """An operation of the episode: its name, its side, and its day where that is known."""

    name: str
    side: str
    on: date | None


def visit_slips(
    record: Record, earlier: EarlierVisits, operations: Sequence[Done], *, today: date
) -> list[Slip]:
    """What of the visit itself looks like a slip: its side, and its day beside an operation's.

    A visit before an operation that is still to come is none.
    """
    involved, on = record.header.involved_code, date.fromisoformat(record.header.visit_date)
    found: list[str] = []
    last = earlier.visits[-1] if earlier.visits else None
    before = last.record.header.involved_code if last else ""
    if last and {involved, before} == set(SIDES):
        found.append(f"The involved side is {involved} here; on {_day(last)} it was {before}.")
    for one in operations:
        if {involved, one.side} == set(SIDES):
            found.append(f"The {involved} is involved here; {one.name} was on the {one.side}.")
        if one.on is not None and on < one.on <= today:
            day = day_in_words(one.on)
            found.append(f"This visit is dated before {one.name} of {day}. Check its date.")
    return [Slip(section="visit", measure="", side=Side.NONE.value, text=text) for text in found]


def _day(visit: EarlierVisit) -> str:
    return visit.record.header.visit_date_text


def _slip(item: Item, text: str, side: str = "") -> Slip:
    return Slip(section=item.section, measure=item.code, side=side or item.side, text=text)
