"""What changed since the baseline and since the last visit, and whether the change is real."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.judgement import comparison
from assessment.record import Comparison, Item, Record, Reference


def comparisons(
    items: Sequence[Item], earlier: Sequence[tuple[Reference, Record]], *, separator: str
) -> list[Comparison]:
    """Each finding of this visit against each earlier visit that has the same one.

    Where the last visit is the baseline it is compared once, as the baseline.
    """
    found = []
    seen: set[str] = set()
    for reference, record in earlier:
        if reference.assessment in seen:
            continue
        seen.add(reference.assessment)
        for item in items:
            before = record.find(item.code, item.side, of=item.of)
            if before is not None and _can_be_set_against(item) and _can_be_set_against(before):
                found.append(comparison(before, item, reference.role, decimal_separator=separator))
    return found


def _can_be_set_against(item: Item) -> bool:
    """Whether an item has a number or a rank that can stand beside another visit's."""
    return not item.trial and (item.trend or item.ordinal is not None)
