"""Against the time before an operation: the other leg as it was before it lost strength as well.

An index of the involved side now to the uninvolved one before surgery (EPIC) stands beside the limb
symmetry index wherever a visit before the operation measured the uninvolved side in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assessment import catalogue
from assessment.catalogue.types import Better, Derivation, InvolvedSide, Measure, Side
from assessment.catalogue.units import plain
from assessment.clinical.result import Obstacle, ReasonCode, Result
from assessment.clinical.standing import Standing
from assessment.clinical.symmetry import BOTH_OPERATED, index_before_surgery
from assessment.clinical.yardstick import BEFORE_SURGERY, LABELS, TORQUE
from assessment.earlier import EarlierVisit, EarlierVisits
from assessment.judgement import apart, counts
from assessment.record import Item

OTHER = {Side.RIGHT.value: Side.LEFT.value, Side.LEFT.value: Side.RIGHT.value}


def indexes_before_surgery(
    items: Sequence[Item],
    earlier: EarlierVisits,
    involved: InvolvedSide,
    *,
    both_operated: bool = False,
    decimal_separator: str,
) -> list[Item]:
    """The index of each measure that a visit before the first operation took of the other leg.

    The last such visit counts at which the same knee alone was involved. None without one involved
    side, or without an operation that the episode has such a visit before; no percentage once both
    knees were operated on.
    """
    other = OTHER.get(involved.value)
    if other is None:
        return []
    found = []
    for measure in _compared_by_side():
        for before in reversed(earlier.unoperated(involved.value)):
            pairs = list(_pairs(items, before, measure, involved.value, other))
            if pairs:
                hindered = [BOTH_OPERATED] if both_operated else []
                found.append(_index(measure, pairs, before, hindered, decimal_separator))
                break
    return found


def _compared_by_side() -> Iterator[Measure]:
    for section in catalogue.sections():
        if not section.restricted:
            yield from (one for one in section.measures if Derivation.SYMMETRY in one.derives)


Pair = tuple[Item, Item]
"""The involved side now, and the uninvolved one before the operation."""


def _pairs(
    items: Sequence[Item], before: EarlierVisit, measure: Measure, involved: str, other: str
) -> Iterator[Pair]:
    """The reading itself, then its torque, which may be compared where lever arms differ."""
    for code, of in ((measure.code, ""), (TORQUE, measure.code)):
        now = next(
            (
                one
                for one in items
                if (one.code, one.of, one.side, one.trial) == (code, of, involved, 0)
            ),
            None,
        )
        then = before.items.get((code, other, of))
        if now is not None and then is not None and counts(now) and counts(then):
            yield now, then


def _index(
    measure: Measure,
    pairs: Sequence[Pair],
    before: EarlierVisit,
    hindered: Sequence[Obstacle],
    separator: str,
) -> Item:
    now, then = next(
        (pair for pair in pairs if not apart(pair[1], pair[0], decimal_separator=separator)),
        pairs[0],
    )
    result = _result(measure, now, then, hindered, separator)
    section = catalogue.section_of(measure.code)
    return Item(
        section=section.code,
        code=BEFORE_SURGERY,
        of=measure.code,
        label=f"{measure.label}: {LABELS[BEFORE_SURGERY]}",
        side=Side.NONE.value,
        kind=now.kind,
        group=measure.group,
        text=result.text,
        value=None if result.value is None else plain(result.value),
        unit="%",
        unit_label="%",
        reason="" if result.reason is None else result.reason.value,
        derived=True,
        formula=result.formula,
        inputs=(*result.inputs, f"before surgery on {before.record.header.visit_date_text}"),
        better=Better.HIGHER.value,
    )


def _result(
    measure: Measure, now: Item, then: Item, hindered: Sequence[Obstacle], separator: str
) -> Result:
    unit = measure.unit if not now.of else None
    differs = apart(then, now, decimal_separator=separator)
    obstacles = [*hindered]
    if differs:
        obstacles.append(Obstacle(reason=ReasonCode.NOT_COMPARABLE, why=differs))
    return index_before_surgery(
        Standing(side=Side(now.side), value=Decimal(now.value or 0)),
        Standing(side=Side(then.side), value=Decimal(then.value or 0)),
        unit or catalogue.units.NEWTON_METRE,
        obstacles,
        inverted=measure.better is Better.LOWER,
        decimal_separator=separator,
    )
