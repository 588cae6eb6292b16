"""Which earlier visit each finding is set against: its own baseline, and its own last time.

Visits do not all measure the same. The baseline of a finding is the first signed visit of the
episode at which it was measured, its last time the most recent one; neither need be the visit that
stands at the head of the page. What was carried, does not count or was not tested takes no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assessment.judgement import NO_NUMBER, comparison, counts, why_not
from assessment.record import Comparison, Item, Record, Reference

BASELINE, LAST = "baseline", "last"
BEFORE_SURGERY = "before_surgery"
"""The role of the last visit before an operation, where it is neither of those."""
ALSO = "also"
"""The role of a visit that is neither the episode's first nor its last, but was compared with."""

NOT_ASSESSED = "not_assessed"

Key = tuple[str, str, str]
"""The code of a measure or result, its side, and the measure that a result belongs to."""


def key_of(item: Item) -> Key:
    """What makes two visits' items the same finding."""
    return (item.code, item.side, item.of)


@dataclass(frozen=True)
class EarlierVisit:
    """A signed visit before this one: its version, that version's digest, and what it says."""

    record: Record
    version: int
    digest: str

    @property
    def assessment(self) -> str:
        return self.record.header.assessment_id

    @cached_property
    def items(self) -> dict[Key, Item]:
        """What stands for each side, single trials aside."""
        found: dict[Key, Item] = {}
        for item in self.record.items:
            if not item.trial:
                found.setdefault(key_of(item), item)
        return found

    def reference(self, role: str) -> Reference:
        """The visit as a record that was compared with it names it."""
        header = self.record.header
        return Reference(
            role=role,
            assessment=self.assessment,
            version=self.version,
            digest=self.digest,
            visit_date=header.visit_date,
            label=f"{header.kind_label}, {header.visit_date_text}",
        )


@dataclass(frozen=True)
class LeftOut:
    """A signed visit that nothing is set against: its record is not proved to be as signed.

    `found` is the code of what is wrong, `text` says so to a reader.
    """

    assessment: str
    version: int
    found: str
    text: str


@dataclass(frozen=True)
class Before:
    """One finding as an earlier visit has it."""

    role: str
    visit: EarlierVisit
    item: Item


class EarlierVisits:
    """The signed visits of an episode before one visit, oldest first, and those left out.

    `surgery` is the day (ISO) of the last operation before that visit, if there was one, and
    `first_surgery` that of the first.
    """

    def __init__(
        self,
        visits: Sequence[EarlierVisit],
        left_out: Sequence[LeftOut] = (),
        *,
        surgery: str = "",
        first_surgery: str = "",
    ) -> None:
        self.visits = tuple(visits)
        self.left_out = tuple(left_out)
        self.surgery = surgery
        self.first_surgery = first_surgery or surgery

    def __bool__(self) -> bool:
        return bool(self.visits)

    @property
    def heads(self) -> tuple[EarlierVisit, ...]:
        """The episode's first signed visit and the last one before this."""
        return (self.visits[0], self.visits[-1]) if self.visits else ()

    def unoperated(self, involved: str) -> tuple[EarlierVisit, ...]:
        """The visits before the first operation at which that side alone was involved."""
        return tuple(
            one
            for one in self.visits
            if self.first_surgery and one.record.header.visit_date < self.first_surgery
            if one.record.header.involved_code == involved
        )

    def _is_before(self, visit: EarlierVisit) -> bool:
        return bool(self.surgery) and visit.record.header.visit_date < self.surgery

    def compared_with(self, key: Key) -> tuple[Before, ...]:
        """What a finding is set against: its baseline, its last time, its last before surgery."""
        found = self.measured(key)
        before = ends(found)
        used = {one.visit.assessment for one in before}
        operated = [pair for pair in found if self._is_before(pair[0])]
        if operated and operated[-1][0].assessment not in used:
            before = (*before, Before(BEFORE_SURGERY, *operated[-1]))
        return before

    def measured(self, key: Key) -> list[tuple[EarlierVisit, Item]]:
        """Every visit at which this finding has a number or a grade that counts, oldest first."""
        return [
            (visit, item)
            for visit in self.visits
            if (item := visit.items.get(key)) is not None and counts(item)
        ]

    def answered(self, key: Key) -> list[tuple[EarlierVisit, Item]]:
        """Every visit at which this was answered in any kind, in words too, and may be read as so.

        Left out is what was carried, does not count, was not tested, or was not assessed.
        """
        return [
            (visit, item)
            for visit in self.visits
            if (item := visit.items.get(key)) is not None and _says_something(item)
        ]

    def seen(self, key: Key) -> tuple[EarlierVisit, Item] | None:
        """The most recent visit that says anything of this, a reason for no value included."""
        for visit in reversed(self.visits):
            if (item := visit.items.get(key)) is not None:
                return visit, item
        return None

    def references(self, comparisons: Iterable[Comparison]) -> tuple[Reference, ...]:
        """Baseline and last visit, then every other visit that something was compared with."""
        if not self.visits:
            return ()
        first, last = self.heads
        used = {one.reference_assessment for one in comparisons}
        used -= {first.assessment, last.assessment}
        return (
            first.reference(BASELINE),
            last.reference(LAST),
            *(visit.reference(ALSO) for visit in self.visits if visit.assessment in used),
        )


def ends(found: Sequence[tuple[EarlierVisit, Item]]) -> tuple[Before, ...]:
    """The first and the last of what was found; where they are one visit, once, as the baseline."""
    if not found:
        return ()
    first = Before(BASELINE, *found[0])
    return (first,) if len(found) == 1 else (first, Before(LAST, *found[-1]))


def comparisons(
    items: Sequence[Item], earlier: EarlierVisits, *, decimal_separator: str
) -> tuple[Comparison, ...]:
    """Each finding of this visit against its baseline and its last time, judged."""
    found = [
        comparison(
            before.item,
            item,
            before.role,
            at=before.visit.record.header,
            decimal_separator=decimal_separator,
        )
        for item in items
        if not item.trial and (item.trend or item.ordinal is not None)
        for before in earlier.compared_with(key_of(item))
    ]
    return tuple(sorted(found, key=lambda one: one.role != BASELINE))


def _says_something(item: Item) -> bool:
    """Whether an item was answered at its own visit with something that counts."""
    return why_not(item) in ("", NO_NUMBER) and bool(item.text) and item.choice != NOT_ASSESSED
