"""Which items of a record stand together in one row of a table: sides, results, trials, changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assessment.outputs.findings import Judged, full_label, judged, short_label
from assessment.outputs.words import NONE
from assessment.record import Comparison, Item

LIST_ROW = "text"
"""The kind of a list's row that is words."""

Key = tuple[str, str, str]
"""Section, the measure a derived result belongs to, and code."""


@dataclass
class RowDraft:
    """A row while its items are being collected."""

    label: str
    full_label: str
    group: str
    derived: bool
    family: str
    sides: dict[str, Item] = field(default_factory=dict)
    results: list[Item] = field(default_factory=list)
    trials: dict[str, list[Item]] = field(default_factory=dict)
    judged: list[Judged] = field(default_factory=list)


def key_of(one: Item | Comparison) -> Key:
    """What tells one row from another."""
    return (one.section, one.of, one.code)


def tabular_keys(items: Iterable[Item], comparisons: Iterable[Comparison]) -> set[Key]:
    """What belongs in a table: what has a side, was worked out, was compared, or is a number.

    A row of a list (a diagnosis, a goal) says its side in its own words, and both knees at once;
    one that is a number (an activity that the patient rated) stands in the table.
    """
    keys = {key_of(one) for one in comparisons}
    for item in items:
        if item.facts and item.kind == LIST_ROW:
            continue
        if item.side != NONE or item.derived or item.trial or item.value is not None:
            keys.add(key_of(item))
    return keys


def collected(items: Sequence[Item], comparisons: Iterable[Comparison]) -> list[RowDraft]:
    """The rows of a section in its order, a derived result behind the measure it belongs to."""
    table = _Collection(items)
    for item in sorted(items, key=lambda one: bool(one.of)):
        table.add(item)
    for one in comparisons:
        table.judge(one)
    return table.order


class _Collection:
    """Rows by key while a section is gone through. One key has several rows where one measure was
    taken in more than one way.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self.order: list[RowDraft] = []
        self.rows: dict[Key, list[RowDraft]] = {}
        self.labels = {key_of(item): item.label for item in items if not item.of}

    def add(self, item: Item) -> None:
        """Puts an item into its row, or begins one."""
        parent = self._parent(item)
        if item.derived and item.side == NONE and parent:
            parent.results.append(item)
            return
        rows = self.rows.get(key_of(item), [])
        if item.trial:
            row = _matching(rows, item) or self._begin(item)
            row.trials.setdefault(item.side, []).append(item)
            return
        free = [row for row in rows if item.side not in row.sides]
        row = _matching(free, item) or self._begin(item)
        row.sides[item.side] = item

    def judge(self, one: Comparison) -> None:
        """Puts a comparison into the row of its finding, or of the measure that is derived from."""
        own = self.rows.get(key_of(one), [])
        parent = self._parent(one)
        if own:
            own[0].judged.append(judged(one))
        elif parent:
            parent.judged.append(judged(one, short_label(one.label, parent.label)))
        else:
            self._begin(one).judged.append(judged(one))

    def _parent(self, one: Item | Comparison) -> RowDraft | None:
        rows = self.rows.get((one.section, "", one.of), []) if one.of else []
        return rows[0] if rows else None

    def _begin(self, one: Item | Comparison) -> RowDraft:
        of_label = self.labels.get((one.section, "", one.of), "")
        row = RowDraft(
            label=one.label,
            full_label=full_label(one.label, of_label),
            group=one.group if isinstance(one, Item) else "",
            derived=bool(one.of) or (isinstance(one, Item) and one.derived),
            family=one.of or one.code,
        )
        self.rows.setdefault(key_of(one), []).append(row)
        kin = [at for at, other in enumerate(self.order) if other.family == row.family]
        self.order.insert(kin[-1] + 1 if one.of and kin else len(self.order), row)
        return row


def _matching(rows: Sequence[RowDraft], item: Item) -> RowDraft | None:
    """The row taken in the same way as the item, or the first; None when there is no row."""
    for row in rows:
        others = [*row.sides.values(), *(one for trials in row.trials.values() for one in trials)]
        if any(other.setup_text == item.setup_text for other in others):
            return row
    return rows[0] if rows else None
