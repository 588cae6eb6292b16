"""The table beside a trend: every visit with what was found, and what is to be known of it."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.judgement import counts
from assessment.outputs.findings import marks
from assessment.outputs.findings import remarks as remarks_of
from assessment.outputs.standing import VersionedRecord, mark
from assessment.outputs.words import LEFT, NONE, RIGHT, joined, shown, sided
from assessment.record import Item

SIDES = (RIGHT, LEFT, NONE)
STOPPED = "stopped_by_pain"


@dataclass(frozen=True, kw_only=True)
class TrendRow:
    """One visit in the table beside the chart."""

    visit: str
    right: str
    left: str
    whole: str
    remarks: tuple[str, ...]


def trend_row(visit: VersionedRecord, named: str, code: str, of: str, *, stopped: bool) -> TrendRow:
    """A visit's row; with `stopped` what was stopped by pain is drawn, and said to be."""
    found = {side: find_item(visit, code, side, of) for side in SIDES}
    remarks = [mark(visit.state, visit.version, visit.record.header.imported_from)]
    remarks += [
        joined((sided(side, one), _drawn(item, stopped)), ", ")
        for side, item in found.items()
        if item is not None
        for one in marks(item)
    ]
    remarks += remarks_of(item for item in found.values() if item is not None)
    texts = {side: shown(item) if item else "" for side, item in found.items()}
    return TrendRow(
        visit=named,
        right=texts[RIGHT],
        left=texts[LEFT],
        whole=texts[NONE],
        remarks=tuple(one for one in remarks if one),
    )


def _drawn(item: Item, stopped: bool) -> str:
    if counts(item):
        return ""
    return "drawn apart" if stopped and stopped_by_pain(item) else "not drawn"


def stopped_by_pain(item: Item) -> bool:
    """Whether an item has a number that could be drawn and was stopped by pain."""
    return item.validity == STOPPED and item.value is not None and item.trend


def find_item(visit: VersionedRecord, code: str, side: str, of: str) -> Item | None:
    """What a visit found of a measure on a side, or worked out."""
    return visit.record.find(code, side, of=of)
