"""Page one: what a reader with thirty seconds needs, taken from the record and nothing else.

The problem, the red flags, what changed and whether it is real (key results first), symmetry,
impression and plan where there are any.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assessment.outputs.findings import Finding, Judged, Note, full_label, notes_of, when_of
from assessment.outputs.flags import flags_of
from assessment.outputs.rows import Row, SectionRows
from assessment.outputs.verdicts import Verdict, brief_text, since
from assessment.outputs.words import (
    BASELINE,
    BETTER,
    LAST,
    LEFT,
    NONE,
    RIGHT,
    SAME,
    WORSE,
    involved_sides,
    joined,
    lower_first,
    shown,
    side_word,
    sided,
)
from assessment.record import Record

IMPRESSION = "impression"
PLAN = "plan"
SYMMETRY = "symmetry"
BETWEEN_SIDES = "between_sides"
TORQUE = "torque"
MOST_ROWS = 11
"""How many findings page one has room for beside problem, screen, impression and plan."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """An earlier value; `when` is its date where it is not of the visit at the column's head."""

    text: str
    when: str


@dataclass(frozen=True, kw_only=True)
class KeyRow:
    """One finding of one side over time, the other side of today beside it."""

    label: str
    side: str
    baseline: Past | None
    last: Past | None
    now: Finding | None
    other: Finding | None
    verdicts: tuple[Verdict, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Page one. `flags_tone` is the status of the screen; `width` counts the columns of the key
    results behind the first.
    """

    problem: tuple[Note, ...]
    precautions: tuple[Note, ...]
    flags: tuple[Note, ...]
    flags_tone: str
    key_rows: tuple[KeyRow, ...]
    compared: bool
    last: bool
    width: int
    unlisted: str
    symmetry: tuple[Note, ...]
    impression: tuple[Note, ...]
    plan: tuple[Note, ...]


def summary_of(record: Record, sections: Sequence[SectionRows]) -> Summary:
    """Page one of a record that was laid out as rows."""
    key_rows = _key_rows(record, sections)
    last = any(row.last for row, _ in key_rows)
    listed = {id(judged) for _, judgements in key_rows for judged in judgements}
    everything = [judged for part in sections for row in part.rows for judged in row.judged]
    return Summary(
        problem=_problem(record, sections),
        precautions=notes_of(
            ("Precautions", record.header.precautions),
            ("Restrictions", "\n".join(record.restrictions)),
            ("Beyond a limit", "\n".join(_beyond(record))),
        ),
        flags=flags_of(record),
        flags_tone=record.screen.status if record.screen else "",
        key_rows=tuple(row for row, _ in key_rows),
        compared=bool(everything),
        last=last,
        width=2 + bool(everything) + last,
        unlisted=unlisted_words([one for one in everything if id(one) not in listed]),
        symmetry=_symmetry(record, [row for row, _ in key_rows]),
        impression=_notes(sections, IMPRESSION),
        plan=_notes(sections, PLAN),
    )


def on_page_one(section: SectionRows) -> bool:
    """Whether page one shows a section whole, so that it need not be printed again."""
    return section.code in (IMPRESSION, PLAN) and not section.rows


def _problem(record: Record, sections: Sequence[SectionRows]) -> tuple[Note, ...]:
    header = record.header
    facts = notes_of(
        ("Problem", header.episode),
        ("Involved", header.involved),
        ("Procedures", joined(header.procedures)),
    )
    said = tuple(
        note
        for section in sections
        if section.code not in (IMPRESSION, PLAN)
        for note in section.notes
        if note.key
    )
    return (*facts, *said)


def _beyond(record: Record) -> list[str]:
    """Which findings go beyond a restriction, each once for a side."""
    return list(
        dict.fromkeys(
            sided(one.side, f"{one.label} {one.text}")
            for one in record.items
            if one.beyond and not one.trial
        )
    )


def _key_rows(
    record: Record, sections: Sequence[SectionRows]
) -> list[tuple[KeyRow, tuple[Judged, ...]]]:
    """Key results of the involved side first, then other changes that are real, the worse first.

    As many as fit on page one.
    """
    involved = involved_sides(record.header)
    key: list[tuple[KeyRow, tuple[Judged, ...]]] = []
    changed: list[tuple[KeyRow, tuple[Judged, ...]]] = []
    rows = [row for section in sections for row in section.rows]
    comparable = {
        row.full_label for row in rows if row.judged and all(one.comparable for one in row.judged)
    }
    for row in rows:
        if _repeats_its_force(row, comparable):
            continue
        for what in dict.fromkeys(["", *(one.what for one in row.judged)]):
            for side in _sides(row, what):
                mine = tuple(
                    one for one in row.judged if one.what == what and (one.side or NONE) == side
                )
                made = (_key_row(row, what, side, mine), mine)
                if _leads(row, what, mine) and (side in involved or side == NONE):
                    key.append(made)
                elif any(one.tone in (BETTER, WORSE) for one in mine):
                    changed.append(made)
    # What got worse is never what page one leaves out.
    changed.sort(key=lambda one: not any(judged.tone == WORSE for judged in one[1]))
    return [*key, *changed][: max(MOST_ROWS, len(key))]


def _repeats_its_force(row: Row, comparable: Collection[str]) -> bool:
    """Whether a row is the torque of a force that can be compared itself: the same in other units.

    Where the lever arm changed the force cannot be compared, and torque stands in for it.
    """
    force, _colon, what = row.full_label.rpartition(": ")
    return row.derived and what == TORQUE and force in comparable


def _leads(row: Row, what: str, judged: Sequence[Judged]) -> bool:
    """Whether a finding stands on page one whatever came of it.

    Of what is worked out beside a row only symmetry does: a difference or a deficit says the same
    in other words.
    """
    if not what:
        return row.key
    return any(one.key and one.code in (SYMMETRY, BETWEEN_SIDES) for one in judged)


def _sides(row: Row, what: str) -> tuple[str, ...]:
    """The sides on which a row, or a derived result of it, has anything to say."""
    judged = [one.side or NONE for one in row.judged if one.what == what]
    found = [] if what else [side for side in (RIGHT, LEFT, NONE) if row.finding(side)]
    return tuple(side for side in (RIGHT, LEFT, NONE) if side in judged or side in found)


def _key_row(row: Row, what: str, side: str, judged: Sequence[Judged]) -> KeyRow:
    if what:
        now = next((one for one in row.results if one.label == what), None)
        label = f"{row.full_label}: {lower_first(what)}"
    else:
        now = row.finding(side)
        label = row.full_label
    if now is None and judged:
        now = Finding(text=judged[0].now)
    return KeyRow(
        label=label,
        side=side_word(side),
        baseline=_past(judged, BASELINE),
        last=_past(judged, LAST),
        now=now,
        other=None if what or side == NONE else row.finding(LEFT if side == RIGHT else RIGHT),
        verdicts=tuple(
            Verdict(since=since(one), text=brief_text(one), tone=one.tone) for one in judged
        ),
        # A result beside the row says the same of both sides: the row itself has been told.
        remarks=() if what else row.remarks_on(side),
    )


def _past(judged: Sequence[Judged], role: str) -> Past | None:
    found = [
        Past(text=one.reference, when=when)
        for one in judged
        if (when := when_of(one, role)) is not None
    ]
    return found[-1] if found else None


def unlisted_words(judged: Sequence[Judged]) -> str:
    """What page one leaves to the tables, counted by what it was worth."""
    if not judged:
        return ""
    apart = sum(not one.comparable for one in judged)
    within = sum(one.tone == SAME for one in judged)
    real = sum(one.tone in (BETTER, WORSE) for one in judged)
    rest = len(judged) - apart - within - real
    parts = (
        f"{real} with a real change" if real else "",
        f"{within} with no change beyond measurement error" if within else "",
        f"{rest} that cannot be judged" if rest else "",
        f"{apart} not comparable" if apart else "",
    )
    return f"Other comparisons, in the tables: {joined(parts)}."


def _symmetry(record: Record, key_rows: Sequence[KeyRow]) -> tuple[Note, ...]:
    """The symmetry indices, and why there is none, that the key results do not show already."""
    labels = {(item.section, item.code): item.label for item in record.items if not item.of}
    shown_already = {row.label for row in key_rows}
    notes = []
    for item in record.items:
        if item.derived and item.code == SYMMETRY:
            measure = labels.get((item.section, item.of), "")
            if full_label(item.label, measure) not in shown_already:
                notes.append(Note(label=measure, text=shown(item), tested=not item.reason))
    return tuple(notes)


def _notes(sections: Sequence[SectionRows], code: str) -> tuple[Note, ...]:
    return tuple(note for section in sections if section.code == code for note in section.notes)
