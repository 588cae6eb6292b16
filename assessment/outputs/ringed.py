"""Values that go beyond a restriction: ringed in a chart, and named below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assessment.outputs.chart import Point, Series
from assessment.outputs.words import date_in_words, shown, sided
from assessment.record import Item

BEYOND = "beyond a limit"


def point(day: date, value: Decimal, item: Item, *, joined: bool) -> Point:
    """A value of a line, which says where it goes beyond a limit."""
    text = f"{shown(item)} ({BEYOND})" if item.beyond else shown(item)
    return Point(day=day, value=value, text=text, joined=joined, beyond=bool(item.beyond))


def ringed(series: Sequence[Series]) -> list[str]:
    """On which days a side went beyond a limit, in a sentence; none where nothing did."""
    found = [
        sided(line.side, date_in_words(one.day.isoformat()))
        for line in series
        for one in line.points
        if one.beyond
    ]
    return [f"Ringed: {BEYOND} in force at the visit: {', '.join(found)}"] if found else []
