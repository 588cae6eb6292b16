"""One item of a record as it is printed: its text, and what a reader must know about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from assessment.outputs.words import (
    BASELINE,
    LAST,
    PROVENANCE,
    SAME,
    TONES,
    UNKNOWN,
    VALIDITY,
    WITHIN_ERROR,
    capital,
    date_in_words,
    joined,
    lower_first,
    shown,
    side_word,
)
from assessment.record import Comparison, Item, Record

DIFFERENCE = "difference"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found on one side, or worked out; `marks` say what a reader must know about it.

    `result` is the code of a result that was worked out, by which the screen links to its word.
    """

    text: str
    label: str = ""
    marks: tuple[str, ...] = ()
    tested: bool = True
    carried: bool = False
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One change against one earlier visit. `what` names a derived result, empty for the row's own.

    `tone` is better or worse where the change is real, same within the error, else unknown. `when`
    is the date of the earlier visit where another one heads the column of its role. Where the last
    time was the baseline, `as_last` is that date for the column of the last visit; None elsewhere.
    `own` says that the installation decided a figure it was judged by.
    """

    code: str
    what: str
    side: str
    role: str
    reference: str
    now: str
    change: str
    verdict: str
    threshold: str
    source: str
    tone: str
    comparable: bool
    key: bool
    assessment: str = ""
    date: str = ""
    when: str = ""
    as_last: str | None = None
    importance: str = ""
    own: bool = False

    @property
    def worth_a_line(self) -> bool:
        """Whether the table says more than the two values: not for what stayed as it was.

        A side difference is no measurement of its own, so its change is not judged in words.
        """
        if not self.comparable:
            return True
        return self.reference != self.now and self.code != DIFFERENCE


@dataclass(frozen=True, kw_only=True)
class Note:
    """An answer without a side: a label and what was said, long or short."""

    label: str
    text: str
    marks: tuple[str, ...] = ()
    tested: bool = True
    key: bool = False
    result: str = ""


def notes_of(*facts: tuple[str, str]) -> tuple[Note, ...]:
    """The facts that there are, as notes."""
    return tuple(Note(label=label, text=text) for label, text in facts if text)


def full_label(label: str, of_label: str) -> str:
    """A derived result's label with the measure it belongs to, unless it names that already."""
    if not of_label or of_label.lower() in label.lower():
        return label
    return f"{of_label}: {lower_first(label)}"


def short_label(label: str, of_label: str) -> str:
    """A derived result's label beside its measure, which need not be named again."""
    prefix = f"{of_label}: "
    return capital(label.removeprefix(prefix)) if of_label else label


def finding(item: Item) -> Finding:
    """An item as it stands in a cell."""
    return Finding(
        text=shown(item),
        label=item.label,
        marks=marks(item),
        tested=not item.reason,
        carried=item.provenance == "carried",
        result=item.code if item.derived else "",
    )


def result(item: Item, of_label: str) -> Finding:
    """A derived result as it stands beside its measure."""
    setup = setup_words(item)
    label = short_label(item.label, of_label)
    return replace(finding(item), label=label, marks=(*marks(item), *((setup,) if setup else ())))


def note(item: Item) -> Note:
    """An answer without a side, as it stands in a list."""
    setup = setup_words(item)
    return Note(
        label=item.label,
        text=shown(item),
        marks=(*marks(item), *((setup,) if setup else ()), *item.remarks, *item.notes),
        tested=not item.reason,
        key=item.key_result,
    )


def remarks(items: Iterable[Item]) -> tuple[str, ...]:
    """What the clinician was told about items, behind the side; once where it is about both."""
    return _sided((item.side, item.remarks) for item in items)


def notes(items: Iterable[Item]) -> tuple[str, ...]:
    """What items are worth or held against, behind the side; once where it is about both."""
    return _sided((item.side, item.notes) for item in items)


def _sided(said: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    about: dict[str, list[str]] = {}
    for side, texts in said:
        for text in texts:
            about.setdefault(text, []).append(side)
    return tuple(
        joined((side_word(sides[0]) if len(sides) == 1 else "", remark), ": ")
        for remark, sides in about.items()
    )


def marks(item: Item) -> tuple[str, ...]:
    """What a reader must know about a value: where it came from, how it was typed, if it counts."""
    found = (
        PROVENANCE.get(item.provenance, ""),
        VALIDITY.get(item.validity, ""),
        "unusual, confirmed" if item.kept else "",
        _converted(item),
    )
    return tuple(one for one in found if one)


def _converted(item: Item) -> str:
    """What was typed, where it was typed in another unit than the one shown."""
    if not item.entered or item.value is None or not item.entered_unit:
        return ""
    try:
        typed = Decimal(item.entered.replace(",", "."))
    except InvalidOperation:
        typed = None
    if typed is not None and abs(typed) == abs(Decimal(item.value)):
        return ""
    return f"entered as {item.entered} {item.entered_unit}"


def judged(comparison: Comparison, what: str = "") -> Judged:
    """A comparison as it is printed."""
    return Judged(
        code=comparison.code,
        what=what,
        side=side_word(comparison.side),
        role=comparison.role,
        reference=comparison.reference_text,
        now=comparison.now_text,
        change=comparison.change_text,
        verdict=comparison.verdict_text,
        threshold=comparison.threshold,
        source=comparison.source,
        tone=_tone(comparison),
        comparable=comparison.comparable,
        key=comparison.key_result,
        assessment=comparison.reference_assessment,
        date=date_in_words(comparison.reference_date),
        importance=comparison.importance,
        own=bool(comparison.own),
    )


def heads_of(record: Record) -> dict[str, str]:
    """The visits that head the columns of earlier values, by role."""
    return {one.role: one.assessment for one in record.references}


def dated(changes: Sequence[Judged], heads: Mapping[str, str]) -> list[Judged]:
    """The changes of one row with the dates that a reader needs beside the columns' own.

    What was signed before records told which visit each finding was compared with has none.
    """
    again = {(one.what, one.side) for one in changes if one.role == LAST}
    return [_dated(one, heads, once=(one.what, one.side) not in again) for one in changes]


def _dated(one: Judged, heads: Mapping[str, str], *, once: bool) -> Judged:
    if not one.assessment:
        return one
    baseline, last = heads.get(BASELINE), heads.get(LAST)
    both = once and one.role == BASELINE and last not in (None, baseline)
    return replace(
        one,
        when="" if one.assessment == heads.get(one.role) else one.date,
        as_last=("" if one.assessment == last else one.date) if both else None,
    )


def when_of(one: Judged, role: str) -> str | None:
    """The date to be said beside its earlier value in a role's column; None where it has no place.

    What was measured only once before stands in both columns, and is judged once.
    """
    if one.role == role:
        return one.when
    return one.as_last if role == LAST else None


def _tone(comparison: Comparison) -> str:
    if not comparison.comparable:
        return UNKNOWN
    if comparison.direction in TONES:
        return TONES[comparison.direction]
    return SAME if comparison.verdict in WITHIN_ERROR else UNKNOWN


def setup_words(item: Item) -> str:
    """How it was taken, in words."""
    if item.setup_text:
        return item.setup_text
    return ", ".join(f"{label} {value}" for label, value in item.setup)
