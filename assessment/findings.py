"""What was last said of each finding, over Records: at this visit, else at the most recent before.

Guidance reads it and nothing else. Plain Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from assessment import catalogue
from assessment.catalogue.types import InvolvedSide, Side
from assessment.clinical.answers import NO, YES
from assessment.clinical.seen import Findings, Key, Seen
from assessment.earlier import NOT_ASSESSED, key_of
from assessment.judgement import CARRIED, NO_NUMBER, number, why_not
from assessment.record import BY_INVOLVED_SIDE, Header, Item, Record, Screen


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """What guidance needs and no Record says; nothing (`None`) is never read as a no.

    `surgery` is the day of the last operation, none while one is `undated`. `impact` is whether the
    restrictions in force allow it, `open_flags` whether a red flag that needs a doctor at once or
    today is open, by the screen of the day `screened`: each yes, no, or nobody knows.
    """

    surgery: date | None = None
    undated: bool = False
    operated: bool = True
    both_operated: bool = False
    impact: str | None = None
    open_flags: str | None = None
    screened: date | None = None


NOTHING_ELSE = Elsewhere()
URGENT = frozenset({"L1", "L2"})


def flags_of(screen: Screen | None) -> str | None:
    """Whether a red flag that needs a doctor is open: only a whole screen says that none is.

    What was signed before rules were worked out is open by any yes.
    """
    if screen is None:
        return None
    levels = {one.level for one in screen.fired} | {one.level for one in screen.open_earlier}
    if levels & URGENT or (screen.answered_yes and not screen.rules):
        return YES
    return NO if screen.status in ("negative", "positive") else None


def findings_of(
    items: Iterable[Item],
    header: Header,
    earlier: Sequence[Record] = (),
    *,
    on: date,
    elsewhere: Elsewhere = NOTHING_ELSE,
) -> Findings:
    """What was last said of each finding: at this visit, else at the most recent one before it."""
    seen: dict[Key, Seen] = {}
    unmeasured: Unmeasured = {}
    _add(seen, unmeasured, items, header, header.involved_code)
    for record in reversed(earlier):
        _add(seen, unmeasured, record.items, record.header, header.involved_code)
    return Findings(
        on=on,
        involved=InvolvedSide(header.involved_code),
        seen=seen,
        surgery=elsewhere.surgery,
        undated=elsewhere.undated,
        operated=elsewhere.operated,
        both_operated=elsewhere.both_operated,
        sex=header.sex.casefold(),
        age=int(header.age) if header.age.isdecimal() else None,
        impact=elsewhere.impact,
        open_flags=elsewhere.open_flags,
        screened=elsewhere.screened,
    )


def findings_so_far(records: Sequence[Record], *, on: date, elsewhere: Elsewhere) -> Findings:
    """The same from the visits of an episode, the oldest first; there has to be one."""
    last = records[-1]
    return findings_of(last.items, last.header, records[:-1], on=on, elsewhere=elsewhere)


Unmeasured = dict[tuple[str, str], Seen]
"""Why a measure has no value that counts, by its code and side, from the last visit with such."""


def _add(
    seen: dict[Key, Seen],
    unmeasured: Unmeasured,
    items: Iterable[Item],
    header: Header,
    involved: str,
) -> None:
    """What one visit says, where no later one said anything.

    A result says nothing any more once what it was made of has been refused at a later visit: the
    reason for that stands in its place.
    """
    silent: Unmeasured = {}
    for item in _standing(items):
        # An index of the time when another knee was the involved one is another quantity.
        if item.code in BY_INVOLVED_SIDE and item.of and header.involved_code != involved:
            continue
        why = why_not(item)
        # What was carried is the value of an earlier visit, and stands there with its day.
        if why == CARRIED:
            continue
        said = _seen(item, why, header)
        if not item.derived and not said.answered:
            silent.setdefault((item.code, item.side), said)
        seen.setdefault(key_of(item), _refused(item, unmeasured) or said)
    for place, one in silent.items():
        unmeasured.setdefault(place, one)


def _standing(items: Iterable[Item]) -> list[Item]:
    """What stands for each side; a reason that was given at a trial, where nothing else does."""
    every = list(items)
    told = {key_of(item) for item in every if not item.trial}
    return [item for item in every if not item.trial or (item.reason and key_of(item) not in told)]


def _refused(item: Item, unmeasured: Unmeasured) -> Seen | None:
    """Why what a result was made of has no value at a later visit; none where nothing is known."""
    if not item.derived:
        return None
    parts = (item.of,) if item.of else _parts().get(item.code, ())
    found = (
        one
        for (code, side), one in unmeasured.items()
        if code in parts and (Side.NONE.value in (item.side, side) or side == item.side)
    )
    return max(found, key=lambda one: one.day, default=None)


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    """What each result of several measures is made of, by its code."""
    return {one.code: one.parts for section in catalogue.sections() for one in section.derived}


def _seen(item: Item, why: str, header: Header) -> Seen:
    when, day = header.visit_date_text, header.visit_date
    # Of a result that belongs to a measure, the measure's own name.
    label = item.label.partition(": ")[0] if item.of else item.label
    if why not in ("", NO_NUMBER):
        # A value that does not count is shown with why, and judged by nothing.
        text = why if item.value is None or item.reason else f"{item.text}, {why}"
        return Seen(text=text, label=label, when=when, day=day)
    return Seen(
        text=item.text,
        label=label,
        when=when,
        day=day,
        value=number(item),
        choice="" if item.choice == NOT_ASSESSED else item.choice,
    )
