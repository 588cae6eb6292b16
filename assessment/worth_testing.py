"""What is worth testing again at this visit, from what the episode measured before. Plain Python.

A reminder and never an order: it lists what was measured (or was to be) and is not charted yet, how
it was taken so that it can be taken the same way, and what speaks for doing it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment import catalogue
from assessment.catalogue import patient_activities as activities
from assessment.catalogue.constants import SYMMETRY_REFERENCE
from assessment.catalogue.own_figures import short_name
from assessment.catalogue.types import Kind, Measure, NotTested, Section, Side, Validity
from assessment.catalogue.units import plain
from assessment.clinical.own_figures import own_words
from assessment.earlier import BASELINE, EarlierVisit, EarlierVisits, key_of
from assessment.judgement import comparison, number
from assessment.record import Item, Record
from assessment.retesting import said_once, schedule_of, section_due

MEASURED_KINDS = (Kind.QUANTITY, Kind.GRADE)
SYMMETRY = "symmetry"

KEY, CHANGED, DEFICIT, PAIN, LEFT_OUT = "key", "changed", "deficit", "pain", "left_out"
OWN = "own"
DUE = "due"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """What speaks for testing again, in words; `source` says who published what it rests on."""

    code: str
    text: str
    tone: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A value of an earlier visit, or why there was none, with that visit's date in words."""

    text: str
    date: str


@dataclass(frozen=True, kw_only=True)
class OpenSide:
    """One side that is not charted yet. `left_out` is a later visit's reason for no value."""

    side: str
    baseline: Seen | None
    last: Seen | None
    left_out: Seen | None
    how: str


@dataclass(frozen=True, kw_only=True)
class Way:
    """How a measure was taken; without a side where both were taken alike."""

    side: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Worth:
    """A measure with the sides that were measured before and are open today.

    `later` says of what is not due yet when it is.
    """

    code: str
    label: str
    sides: tuple[OpenSide, ...]
    reasons: tuple[Reason, ...]
    later: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[str, ...]:
        """When its sides were last measured, each day once."""
        return tuple(dict.fromkeys(one.last.date for one in self.sides if one.last))

    @property
    def ways(self) -> tuple[Way, ...]:
        """How it was last taken: once where all sides agree, else by side."""
        said = [Way(side=one.side, text=one.how) for one in self.sides if one.how]
        if len(said) == len(self.sides) and len({one.text for one in said}) == 1:
            return (Way(side="", text=said[0].text),)
        return tuple(said)


@dataclass(frozen=True, kw_only=True)
class WorthSection:
    """A section's measures that something speaks for, and the `others` that were measured before.

    `never` names key results without any value, `due` says that the section itself is due.
    """

    code: str
    label: str
    measures: tuple[Worth, ...]
    others: tuple[Worth, ...]
    never: tuple[str, ...]
    due: Reason | None = None


def worth_testing(
    today: Record,
    earlier: EarlierVisits,
    offered: Iterable[tuple[Section, Sequence[Measure]]],
    *,
    decimal_separator: str = ".",
) -> tuple[WorthSection, ...]:
    """What of the offered measures was measured before and is open today, by section.

    Only what is a number or a grade. Sections without anything are left out; without an earlier
    visit there is nothing to do again.
    """
    if not earlier:
        return ()
    charted = {(item.code, item.side) for item in today.items}
    found = []
    for section, measures in offered:
        measured = [one for one in measures if one.kind in MEASURED_KINDS]
        worth = [
            one
            for measure in measured
            if (one := _worth(section, measure, charted, today, earlier, decimal_separator))
            is not None
        ]
        worth += _activities(section, today, earlier)
        never = tuple(
            name for one in measured if one.key_result for name in _never(one, charted, earlier)
        )
        asked = section_due(section, today, earlier)
        if worth or never or asked:
            found.append(
                WorthSection(
                    code=section.code,
                    label=section.label,
                    measures=tuple(one for one in worth if one.reasons),
                    others=tuple(one for one in worth if not one.reasons),
                    never=never,
                    due=_due(asked.text, asked.source) if asked else None,
                )
            )
    return tuple(found)


def sources_of(sections: Sequence[WorthSection]) -> tuple[str, ...]:
    """Who published what the reasons rest on, each once."""
    return tuple(
        dict.fromkeys(
            reason.source
            for section in sections
            for reasons in ((section.due,), *(worth.reasons for worth in section.measures))
            for reason in reasons
            if reason and reason.source
        )
    )


def _sides(measure: Measure) -> tuple[Side, ...]:
    return (Side.RIGHT, Side.LEFT) if measure.sided else (Side.NONE,)


def _worth(
    section: Section,
    measure: Measure,
    charted: set[tuple[str, str]],
    today: Record,
    earlier: EarlierVisits,
    separator: str,
) -> Worth | None:
    sides = tuple(
        opened
        for side in _sides(measure)
        if (measure.code, side.value) not in charted
        if (opened := _open_side(measure, side, earlier)) is not None
    )
    if not sides:
        return None
    reasons = [Reason(code=KEY, text="key result")] if measure.key_result else []
    reasons += _deficit(measure, earlier)
    named = [Side(one.side or Side.NONE) for one in sides]
    schedules = [
        (side, found)
        for side in named
        if (found := schedule_of(section, measure, side, today, earlier)) is not None
    ]
    due = [(side, one) for side, one in schedules if one.due]
    reasons += [_due(text, due[0][1].source) for text in said_once(due, len(named))]
    for side in named:
        reasons += _changed(measure, side, earlier, separator)
        reasons += _left_out(measure, side, earlier)
    return Worth(
        code=measure.code,
        label=measure.label,
        sides=sides,
        reasons=tuple(reasons),
        later=() if due else tuple(said_once(schedules, len(named))),
    )


def _due(text: str, source: str) -> Reason:
    """What the schedule says, as a reason."""
    return Reason(code=DUE, text=text, source=source)


def _activities(section: Section, today: Record, earlier: EarlierVisits) -> list[Worth]:
    """The activities that the patient named before and nobody asked about today."""
    found = []
    for item in today.of_section(section.code):
        measure = activities.measure_of(item.section, item.code)
        if measure is not activities.ACTIVITY or item.text:
            continue
        measured = earlier.measured(key_of(item))
        opened = OpenSide(
            side="",
            baseline=_seen(*measured[0]) if measured else None,
            last=_seen(*measured[-1]) if measured else None,
            left_out=None,
            how="",
        )
        reason = Reason(code=OWN, text="named by the patient")
        found.append(Worth(code=item.code, label=item.label, sides=(opened,), reasons=(reason,)))
    return found


def _open_side(measure: Measure, side: Side, earlier: EarlierVisits) -> OpenSide | None:
    """A side as it was last seen; None where no visit has anything, or it was not applicable."""
    key = (measure.code, side.value, "")
    seen = earlier.seen(key)
    if seen is None or seen[1].reason == NotTested.NOT_APPLICABLE.value:
        return None
    measured = earlier.measured(key)
    latest = measured[-1] if measured else None
    stands = latest is not None and latest[0] is seen[0]
    return OpenSide(
        side="" if side is Side.NONE else side.value,
        baseline=_seen(*measured[0]) if measured else None,
        last=_seen(*latest) if latest else None,
        left_out=None if stands else _seen(*seen),
        how=latest[1].setup_text if latest else "",
    )


def _seen(visit: EarlierVisit, item: Item) -> Seen:
    stopped = item.validity == Validity.STOPPED_BY_PAIN.value
    text = f"{item.text}, stopped by pain" if stopped else item.text
    return Seen(text=text, date=visit.record.header.visit_date_text)


def _deficit(measure: Measure, earlier: EarlierVisits) -> list[Reason]:
    """The involved side well below the other when both were last measured."""
    found = earlier.measured((SYMMETRY, Side.NONE.value, measure.code))
    if not found:
        return []
    visit, item = found[-1]
    index = number(item)
    # In per cent, inclusive: often asked for before return to sport, a reference and not a goal.
    reference = catalogue.constant(SYMMETRY_REFERENCE.code)
    removed = reference.own is not None and reference.own.removed
    if index is None or removed or index >= reference.value:
        return []
    when = visit.record.header.visit_date_text
    below = f"limb symmetry index {item.text} on {when}, below {plain(reference.value)} %"
    text = (
        f"{below}: {own_words(reference.own)}"
        if reference.own
        else f"{below}: often asked for before return to sport, though the other leg weakens too "
        f"({short_name(reference.source)})"
    )
    return [Reason(code=DEFICIT, text=text, source=reference.source.citation)]


def _changed(measure: Measure, side: Side, earlier: EarlierVisits, separator: str) -> list[Reason]:
    """A change between its first and last time that was more than measurement error."""
    found = earlier.measured((measure.code, side.value, ""))
    if len(found) < 2:
        return []
    (first, before), (_last, now) = found[0], found[-1]
    header = first.record.header
    judged = comparison(before, now, BASELINE, at=header, decimal_separator=separator)
    if not judged.direction:
        return []
    change = judged.change_text.removesuffix(f", {judged.direction}")
    text = (
        f"{_named(side)}{judged.direction} since {header.visit_date_text}, {change}: more than "
        f"measurement error, {judged.threshold}"
    )
    tone = "better" if judged.direction == "improved" else "worse"
    return [Reason(code=CHANGED, text=text, tone=tone, source=judged.source)]


def _left_out(measure: Measure, side: Side, earlier: EarlierVisits) -> list[Reason]:
    """Pain stopped it last time, or it was to be tested and was not."""
    seen = earlier.seen((measure.code, side.value, ""))
    if seen is None:
        return []
    visit, item = seen
    when = visit.record.header.visit_date_text
    if Validity.STOPPED_BY_PAIN.value == item.validity:
        return [Reason(code=PAIN, text=f"{_named(side)}stopped by pain on {when}")]
    code = PAIN if item.reason == NotTested.PAIN.value else LEFT_OUT
    return [Reason(code=code, text=f"{_named(side)}{item.text} ({when})")] if item.reason else []


def _never(
    measure: Measure, charted: set[tuple[str, str]], earlier: EarlierVisits
) -> tuple[str, ...]:
    """The measure where no visit has a value of it, this one included; by side where only one."""
    sides = [
        side
        for side in _sides(measure)
        if (measure.code, side.value) not in charted
        and earlier.seen((measure.code, side.value, "")) is None
    ]
    if sides and len(sides) == len(_sides(measure)):
        return (measure.label,)
    return tuple(f"{measure.label}, {side.value}" for side in sides)


def _named(side: Side) -> str:
    return "" if side is Side.NONE else f"{side.value} "
