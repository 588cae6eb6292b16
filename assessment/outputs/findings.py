"""One item of a record as it is printed: its text, and what a reader must know about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from assessment.outputs.words import (
    PROVENANCE,
    SAME,
    TONES,
    UNKNOWN,
    VALIDITY,
    WITHIN_ERROR,
    capital,
    joined,
    lower_first,
    shown,
    side_word,
)
from assessment.record import Comparison, Item

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

    `tone` is better or worse where the change is real, same within the error, else unknown.
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
        marks=(*marks(item), *((setup,) if setup else ()), *item.remarks),
        tested=not item.reason,
        key=item.key_result,
    )


def remarks(items: Iterable[Item]) -> tuple[str, ...]:
    """What the clinician was told about items, behind the side; once where it is about both."""
    about: dict[str, list[str]] = {}
    for item in items:
        for remark in item.remarks:
            about.setdefault(remark, []).append(item.side)
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
    )


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
