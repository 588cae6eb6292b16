"""A record laid out as rows of right, left and result: what text note and report both print.

Nothing of the record is left out: every item becomes a finding, a result, a trial or a note of a
row, in its own section or under "Other data"; a wholly blank one is listed as not answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.outputs.collecting import RowDraft, collected, key_of, tabular_keys
from assessment.outputs.findings import (
    Finding,
    Judged,
    Note,
    dated,
    finding,
    heads_of,
    marks,
    note,
    notes,
    remarks,
    result,
    setup_words,
)
from assessment.outputs.intensity import HEADING, intensity_notes
from assessment.outputs.intensity import SECTION as INTENSITY_IN
from assessment.outputs.words import (
    LEFT,
    NONE,
    NOT_ANSWERED,
    OTHER_DATA,
    RIGHT,
    capital,
    is_blank,
    joined,
    shown,
    side_word,
    sided,
)
from assessment.record import Comparison, Item, Record

TOGETHER = 2
"""From how many on rows that say the same nothing stand in one line."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measure, or one derived result that has a value a side."""

    label: str
    full_label: str
    setup: tuple[str, ...] = ()
    right: Finding | None = None
    left: Finding | None = None
    whole: Finding | None = None
    results: tuple[Finding, ...] = ()
    trials: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    remarks_of_side: tuple[tuple[str, str], ...] = ()
    judged: tuple[Judged, ...] = ()
    derived: bool = False
    key: bool = False

    def finding(self, side: str) -> Finding | None:
        """The finding of a side; of the row as a whole for the side "none"."""
        return {RIGHT: self.right, LEFT: self.left}.get(side, self.whole)

    def remarks_on(self, side: str) -> tuple[str, ...]:
        """What the clinician was told about a side, or about the row as a whole."""
        about = (text for at, text in self.remarks_of_side if at in (side, NONE))
        return tuple(dict.fromkeys(about))


@dataclass(frozen=True, kw_only=True)
class Block:
    """Rows and notes under one heading of a section; the heading may be empty."""

    heading: str
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, kw_only=True)
class SectionRows:
    """A section in the order it was charted. `blank` lists what was left without any answer."""

    code: str
    label: str
    blocks: tuple[Block, ...]
    blank: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all blocks."""
        return tuple(row for block in self.blocks for row in block.rows)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of all blocks."""
        return tuple(note for block in self.blocks for note in block.notes)


def sections_of(record: Record) -> tuple[SectionRows, ...]:
    """Every section that holds anything, known ones in their order, then what belongs to none."""
    known = [summary.code for summary in record.sections]
    heads = heads_of(record)
    laid = [
        _section(
            summary.code,
            summary.label,
            record.of_section(summary.code),
            record.comparisons,
            heads,
        )
        for summary in record.sections
    ]
    if record.intensity is not None and any(one.blocks for one in laid):
        advice = Block(heading=HEADING, rows=(), notes=intensity_notes(record.intensity))
        laid = [
            replace(one, blocks=(*one.blocks, advice)) if one.code == INTENSITY_IN else one
            for one in laid
        ]
    strangers = tuple(item for item in record.items if item.section not in known)
    stray = tuple(one for one in record.comparisons if one.section not in known)
    if strangers or stray:
        laid.append(_section("", OTHER_DATA, strangers, stray, heads))
    return tuple(one for one in laid if one.blocks or one.blank)


def _section(
    code: str,
    label: str,
    items: Sequence[Item],
    comparisons: Iterable[Comparison],
    heads: Mapping[str, str],
) -> SectionRows:
    answered = [item for item in items if not is_blank(item)]
    blank = tuple(
        f"{joined((item.label, side_word(item.side)), ', ')}: {NOT_ANSWERED}"
        for item in items
        if is_blank(item)
    )
    mine = [one for one in comparisons if not code or one.section == code]
    tabular = tabular_keys(answered, mine)
    drafts = collected([item for item in answered if key_of(item) in tabular], mine)
    for draft in drafts:
        draft.judged = dated(draft.judged, heads)
    noted = [item for item in answered if key_of(item) not in tabular]
    return SectionRows(code=code, label=label, blocks=_blocks(answered, drafts, noted), blank=blank)


def _blocks(
    items: Sequence[Item], drafts: Sequence[RowDraft], noted: Sequence[Item]
) -> tuple[Block, ...]:
    """Rows and notes by heading, the headings in the order in which the items were shown."""
    found = dict.fromkeys([*(item.group for item in items), *(one.group for one in drafts)])
    headings = [
        heading
        for heading in found
        if any(one.group == heading for one in drafts) or any(n.group == heading for n in noted)
    ]
    return tuple(
        _block(
            heading,
            [one for one in drafts if one.group == heading],
            [one for one in noted if one.group == heading],
        )
        for heading in headings
    )


def _block(heading: str, drafts: Sequence[RowDraft], noted: Sequence[Item]) -> Block:
    absent: dict[str, list[RowDraft]] = {}
    for one in drafts:
        if words := _nothing_found(one):
            absent.setdefault(words, []).append(one)
    together = [one for same in absent.values() if len(same) >= TOGETHER for one in same]
    return Block(
        heading=heading,
        rows=tuple(_row(one) for one in drafts if one not in together),
        notes=(
            *(
                Note(label=words, text="; ".join(one.label for one in same))
                for words, same in absent.items()
                if len(same) >= TOGETHER
            ),
            *(note(one) for one in noted),
        ),
    )


def _nothing_found(draft: RowDraft) -> str:
    """In words, where the lowest step of a scale of trouble is all there is to say of a row.

    Fifteen deviations that were looked for and not seen are one line, not fifteen.
    """
    items = list(draft.sides.values())
    told = any(one.worth_a_line for one in draft.judged)
    if not items or draft.results or draft.trials or told or len({one.text for one in items}) > 1:
        return ""
    if any(one.ordinal != 0 or one.better != "lower" or one.reason or marks(one) for one in items):
        return ""
    if any(setup_words(one) or one.key_result for one in items):
        return ""
    sides = joined([side_word(side) for side in draft.sides], " and ")
    return joined((capital(items[0].text), sides), ", ")


def _row(draft: RowDraft) -> Row:
    items = [*draft.sides.values(), *draft.results]
    whole = draft.sides.get(NONE)
    results = tuple(result(one, draft.label) for one in draft.results)
    places = ["", *(one.label for one in results)]
    return Row(
        label=draft.label,
        full_label=draft.full_label,
        setup=_setup_lines(draft),
        right=_maybe(draft.sides.get(RIGHT)),
        left=_maybe(draft.sides.get(LEFT)),
        whole=_maybe(whole),
        results=results,
        trials=tuple(_trials_line(side, trials) for side, trials in draft.trials.items()),
        remarks=remarks(items),
        notes=notes(items),
        remarks_of_side=tuple((one.side, text) for one in items for text in one.remarks),
        judged=tuple(sorted(draft.judged, key=lambda one: _place(one, places))),
        derived=draft.derived,
        key=any(one.key_result for one in items) or any(one.key for one in draft.judged),
    )


def _trials_line(side: str, trials: Sequence[Item]) -> str:
    """The trials of a side in one line, or the answers to the items of a form by their number."""
    of_a_form = any(one.form_item for one in trials)
    said = (
        joined((joined((one.form_item.removeprefix("Item "), shown(one)), ": "), *marks(one)), ", ")
        for one in trials
    )
    return f"{'items' if of_a_form else 'trials'} {sided(side, ', '.join(said))}"


def _place(one: Judged, places: Sequence[str]) -> tuple[int, str, int]:
    """The row's own changes before those of its results, which stand in the order of the results.

    Each side keeps all its visits together.
    """
    sides = (RIGHT, LEFT)
    place = places.index(one.what) if one.what in places else len(places)
    return place, one.what, sides.index(one.side) if one.side in sides else len(sides)


def _maybe(item: Item | None) -> Finding | None:
    return None if item is None else finding(item)


def _setup_lines(draft: RowDraft) -> tuple[str, ...]:
    """How the row was taken: once where both sides agree, else by side."""
    by_side: dict[str, str] = {}
    for side, item in draft.sides.items():
        if words := setup_words(item):
            by_side[side] = words
    for side, trials in draft.trials.items():
        for item in trials:
            if (words := setup_words(item)) and side not in by_side:
                by_side[side] = words
    if len(set(by_side.values())) == 1 and len(by_side) >= len(draft.sides):
        return (next(iter(by_side.values())),)
    return tuple(f"{side}: {words}" if side != NONE else words for side, words in by_side.items())
