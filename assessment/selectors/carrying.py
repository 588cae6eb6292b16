"""What an earlier visit found that may stand in this one as carried: not measured again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from assessment import kinds
from assessment.catalogue.types import Kind, Measure, Section
from assessment.earlier import EarlierVisits
from assessment.kinds.address import Address, sides
from assessment.kinds.base import Value
from assessment.record import Item
from assessment.selectors.chart import Chart

CARRIED_KINDS = (Kind.QUANTITY, Kind.GRADE, Kind.CHOICE, Kind.TEXT)


@dataclass(frozen=True, kw_only=True)
class Last:
    """The last value of a measure on a side: its words, its day, and the state it would give."""

    text: str
    day: str
    state: str
    assessment: UUID


def may_be_carried(section: Section, measure: Measure) -> bool:
    """Whether a value may be taken over: no question, which is asked at every visit, no score,
    which stands or falls with its items, and nothing of the restricted part.
    """
    return (
        not section.restricted
        and measure.kind in CARRIED_KINDS
        and measure.instrument is None
        and not measure.retired
    )


def last_value(
    earlier: EarlierVisits, section: Section, where: Address, *, decimal_separator: str
) -> Last | None:
    """The last value that was found for a reading, at whichever visit; none where nobody found any.

    What was itself carried is no finding: the visit that measured it is named.
    """
    if where.trial or where.setup_field is not None or not may_be_carried(section, where.measure):
        return None
    found = earlier.answered((where.measure.code, where.side.value, ""))
    if not found:
        return None
    visit, item = found[-1]
    return Last(
        text=item.text,
        day=visit.record.header.visit_date_text,
        state=_state(where, item, decimal_separator),
        assessment=UUID(visit.assessment),
    )


def carriable(
    chart: Chart, section: Section, measure: Measure, earlier: EarlierVisits
) -> list[tuple[Address, Last]]:
    """The empty fields of a measure for which an earlier visit has a value."""
    fields = [Address(measure=measure, side=one) for one in sides(measure.sided)]
    found = [
        (where, last_value(earlier, section, where, decimal_separator=chart.separator))
        for where in fields
        if not chart.stored(section, where).state
    ]
    return [(where, last) for where, last in found if last is not None]


def _state(where: Address, item: Item, decimal_separator: str) -> str:
    """The item as it would be typed here. A mean of trials is typed as the number it came to."""
    kind = where.measure.kind
    number = Decimal(item.value) if item.value is not None else None
    value = Value(
        entered=Decimal(item.entered) if item.entered else None,
        unit=item.entered_unit,
        number=number,
        choice=item.choice,
        text=item.text if kind is Kind.TEXT else "",
    )
    return kinds.of(kind).typed(where.about, value, decimal_separator=decimal_separator)
