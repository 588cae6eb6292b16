"""An answer of a chart held against the restrictions in force at its visit.

Nothing of this is stored but the reason: a restriction that is lifted no longer asks, and one that
becomes known later asks about what stands already. What was signed keeps its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessment.catalogue.demands import demands_of
from assessment.catalogue.types import Measure, Side
from assessment.catalogue.units import plain
from assessment.clinical.restrictions import (
    RULES_VERSION,
    Beyond,
    Limit,
    TestAsked,
    beyond,
    beyond_target,
)
from assessment.models import KeptBeyond
from assessment.models import Reading as ReadingRow

MOST_SAID = 2
LONGEST_KEYS = 800


@dataclass(frozen=True, kw_only=True)
class HeldBeyond:
    """The limits that an answer goes beyond, what that says, and why it is kept if it is.

    `state` is what stands in the field: a reason holds for that alone, unless it is the test
    itself that goes beyond.
    """

    found: tuple[Beyond, ...]
    state: str
    kept: KeptBeyond | None = None

    @property
    def asking(self) -> tuple[Beyond, ...]:
        """Those that wait for a reason; an expired limit warns only."""
        return tuple(one for one in self.found if one.asks)

    @property
    def settled(self) -> bool:
        """Whether nothing waits for a reason."""
        return not self.asking or self.kept is not None

    @property
    def question(self) -> str:
        """What is asked."""
        return said(self.asking)

    @property
    def limits(self) -> tuple[str, ...]:
        """The limits in full, with whose they are."""
        return tuple(dict.fromkeys(one.limit.words for one in self.found))

    @property
    def keys(self) -> str:
        """The restrictions that ask, as a reason names them: by an angle at that angle alone."""
        return " ".join(sorted({_key(one) for one in self.asking}))[:LONGEST_KEYS]

    @property
    def demand(self) -> str:
        """The test that goes beyond; empty where it is the value."""
        tests = {one.demand for one in self.asking if not one.by_value}
        by_value = any(one.by_value for one in self.asking)
        return "" if by_value or len(tests) != 1 else tests.pop()

    @property
    def told(self) -> str:
        """What the record says of it."""
        words = f"Beyond a limit: {said(self.found)} {'. '.join(self.limits)}."
        return f"{words} Kept: {self.kept.reason}." if self.kept is not None else words

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The same as a signed record keeps it: rules, version, what was beyond, limits, reason."""
        rules = dict.fromkeys(rule for one in self.found for rule in one.rules)
        return (
            ("rules", " ".join(rules)),
            ("version", RULES_VERSION),
            ("what", said(self.found)),
            ("limits", ". ".join(self.limits)),
            ("expired", "yes" if not self.asking else "no"),
            ("why", self.kept.why if self.kept is not None else ""),
            ("reason", self.kept.reason if self.kept is not None else ""),
        )


def _key(one: Beyond) -> str:
    if one.at is None or one.by_value:
        return one.limit.given.id
    return f"{one.limit.given.id}@{plain(one.at)}"


def said(found: Sequence[Beyond]) -> str:
    """What goes beyond, in a sentence or two; the rest is counted."""
    words = list(dict.fromkeys(one.what for one in found))
    more = len(words) - MOST_SAID
    shown = "; ".join(words[:MOST_SAID])
    return f"{shown}; and {more} more." if more > 0 else f"{shown}."


def held_beyond(
    measure: Measure,
    row: ReadingRow,
    limits: Sequence[Limit],
    kept: Sequence[KeptBeyond],
    *,
    setup: Mapping[str, str],
    state: str,
    number: Decimal | None,
) -> HeldBeyond | None:
    """What an answer goes beyond; none where it stays within everything."""
    demands = demands_of(row.measure)
    if not demands:
        return None
    test = TestAsked(measure=measure, demands=demands, side=Side(row.side), setup=setup)
    found = beyond(test, limits, value=number, choice=row.choice)
    if not found:
        return None
    held = HeldBeyond(found=found, state=state)
    return HeldBeyond(found=found, state=state, kept=_kept(held, row, kept))


def held_target(
    measure: Measure, side: Side, number: Decimal | None, choice: str, limits: Sequence[Limit]
) -> HeldBeyond | None:
    """What reaching a goal's target would go beyond; nothing of it asks for a reason."""
    test = TestAsked(measure=measure, demands=demands_of(measure.code), side=side)
    found = beyond_target(test, limits, number, choice=choice)
    return HeldBeyond(found=found, state="") if found else None


def _kept(held: HeldBeyond, row: ReadingRow, kept: Sequence[KeptBeyond]) -> KeptBeyond | None:
    """The reason of this answer, or of another one of the same test beyond the same limits."""
    for one in kept:
        if one.limits != held.keys:
            continue
        own = (one.measure, one.side, one.trial) == (row.measure, row.side, row.trial)
        if own and one.state == held.state:
            return one
        if held.demand and (one.demand, one.side) == (held.demand, row.side):
            return one
    return None
