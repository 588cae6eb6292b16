"""What changed since the baseline and since the last visit, and whether the change is real."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessment import catalogue
from assessment.catalogue.types import Provenance, Validity
from assessment.clinical.compare import Finding, compare
from assessment.clinical.yardstick import yardstick
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
            if before is not None and _counts(item) and _counts(before):
                found.append(_comparison(item, before, reference, separator))
    return found


def _counts(item: Item) -> bool:
    """Whether an item has a number or a rank that can be set against another visit's."""
    return not item.trial and (item.trend or item.ordinal is not None)


def _comparison(item: Item, before: Item, reference: Reference, separator: str) -> Comparison:
    by = yardstick(catalogue.section(item.section), item.code, item.of)
    change = compare(_finding(before), _finding(item), by, decimal_separator=separator)
    return Comparison(
        section=item.section,
        code=item.code,
        of=item.of,
        label=item.label,
        side=item.side,
        role=reference.role,
        reference_text=before.text,
        now_text=item.text,
        change_text=change.change_text,
        verdict=change.verdict.value,
        verdict_text="; ".join((change.verdict_text, *change.cautions)),
        threshold=change.threshold,
        source=change.source,
        comparable=change.comparable,
        direction=change.word,
        key_result=item.key_result,
    )


def _finding(item: Item) -> Finding:
    return Finding(
        value=None if item.value is None else Decimal(item.value),
        ordinal=item.ordinal,
        unit=item.unit,
        setup=dict(item.compared),
        rater=item.rater,
        why_not=_why_not(item),
    )


def _why_not(item: Item) -> str:
    if item.provenance == Provenance.CARRIED.value:
        return "carried, not measured"
    if item.validity == Validity.STOPPED_BY_PAIN.value:
        return "stopped by pain"
    return "marked as not counting" if item.validity == Validity.INVALID.value else ""
