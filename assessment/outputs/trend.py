"""One measure over an episode: a chart of both sides, and the same numbers as a table.

A visit without a value is a gap, never a zero: the line breaks. It breaks as well where two visits
were not measured alike. Carried values and values that do not count are in the table, not drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from assessment.judgement import apart, counts, direction_words, error_band, number
from assessment.outputs.chart import Band, Break, Drawing, Event, Point, Series, Svg, draw
from assessment.outputs.courses import columns_of
from assessment.outputs.findings import full_label
from assessment.outputs.ringed import point, ringed
from assessment.outputs.standing import VOID, VersionedRecord
from assessment.outputs.trend_rows import (
    SIDES,
    STOPPED,
    TrendRow,
    find_item,
    stopped_by_pain,
    trend_row,
)
from assessment.outputs.words import (
    LEFT,
    NONE,
    RIGHT,
    VALIDITY,
    date_in_words,
    instant,
    joined,
    shown,
    sided,
)
from assessment.record import Item

SYMMETRY = "symmetry"


@dataclass(frozen=True, kw_only=True)
class Trend:
    """A chart and its table. `svg` is empty where no visit has a value that can be drawn.

    `visits` is how many the longer of its lines has.
    """

    code: str
    of: str
    label: str
    unit: str
    description: str
    svg: Svg
    sided: bool
    rows: tuple[TrendRow, ...]
    notes: tuple[str, ...]
    events: tuple[str, ...]
    visits: int


@dataclass(frozen=True)
class _Seen:
    """An item at a visit, with the date of that visit."""

    day: date
    item: Item


def trend(
    records: Sequence[VersionedRecord],
    code: str,
    *,
    of: str = "",
    events: Sequence[Event] = (),
    decimal_separator: str = ".",
    name: str = "trend",
    stopped: bool = False,
) -> Trend:
    """The course of a measure, or of the derived result `code` of the measure `of`.

    With `stopped` what was stopped by pain is drawn as well, apart from the lines.

    `name` begins the chart's ids, so that one page can hold the same measure of two episodes.
    Visits are put in the order of their dates; void ones are left out. Dates are the dates of the
    visits, never of entry.
    """
    visits = in_order(records)
    items = [item for one in visits for side in SIDES if (item := find_item(one, code, side, of))]
    label = _label(visits, items, code)
    days = tuple(dict.fromkeys(_day(one) for one in visits))
    series, breaks, bands = [], [], []
    for side in SIDES:
        found = [(one, find_item(one, code, side, of)) for one in visits]
        line, found_breaks, band = _follow(side, found, decimal_separator, stopped=stopped)
        series.append(line)
        breaks += found_breaks
        bands += band
    sides = tuple(one.side for one in series if one.points)
    unit = next((item.unit_label for item in items if item.unit_label), "")
    description = _description(series, unit)
    drawing = Drawing(
        name=re.sub(r"[^a-z0-9-]+", "-", f"{name}-{of}-{code}".lower()),
        title=joined((label, unit), ", "),
        description=description,
        days=days,
        series=tuple(one for one in series if one.points),
        bands=tuple(bands),
        events=_near(events, days),
        breaks=tuple({(one.start, one.end): one for one in breaks}.values()),
    )
    words = direction_words(items[0].section, code) if items and not of else None
    return Trend(
        code=code,
        of=of,
        label=label,
        unit=unit,
        description=description,
        svg=draw(drawing, lambda value: axis_label(value, words, decimal_separator))
        if sides
        else Svg(""),
        sided=any(item.side in (RIGHT, LEFT) for item in items),
        rows=tuple(
            trend_row(one, joined((column.date, column.kind), ", "), code, of, stopped=stopped)
            for one, column in zip(visits, columns_of(visits), strict=True)
        ),
        notes=tuple(dict.fromkeys(_notes(breaks, bands) + ringed(series))),
        events=events_in_words(events),
        visits=max((len(one.points) for one in series), default=0),
    )


def trendable(
    records: Sequence[VersionedRecord], *, key_only: bool = True
) -> tuple[tuple[str, str], ...]:
    """The (code, of) of everything in the records that can be drawn, in the order first shown.

    Of what compares the sides only symmetry has a chart of its own: a difference or a deficit shows
    in the distance between the two lines.
    """
    found = (
        (item.code, item.of)
        for one in in_order(records)
        for item in one.record.items
        if item.trend and item.trial == 0 and (item.key_result or not key_only)
        if not (item.of and item.side == NONE) or item.code == SYMMETRY
    )
    return tuple(dict.fromkeys(found))


def key_trends(
    records: Sequence[VersionedRecord],
    *,
    most: int,
    events: Sequence[Event] = (),
    decimal_separator: str = ".",
    name: str = "trend",
) -> tuple[Trend, ...]:
    """The courses of the first key measures that have more than one visit behind them."""
    found = (
        trend(
            records,
            code,
            of=of,
            events=events,
            decimal_separator=decimal_separator,
            name=name,
        )
        for code, of in trendable(records)
    )
    return tuple(islice((one for one in found if one.visits > 1), most))


def in_order(records: Sequence[VersionedRecord]) -> list[VersionedRecord]:
    """The records in the order of their visits, void ones left out.

    By instant: in an hour that the clocks repeat the local time goes back. Visits of one instant
    stay as they were given.
    """
    standing = [one for one in records if one.state != VOID]
    return sorted(standing, key=lambda one: instant(one.record.header))


def axis_label(
    value: Decimal, words: tuple[str, str] | None = None, decimal_separator: str = "."
) -> str:
    """A value of the axis: in words where a bare sign would be read two ways."""
    plain = f"{abs(value).normalize():f}".replace(".", decimal_separator)
    if words and value:
        return f"{words[0] if value > 0 else words[1]} {plain}"
    return f"−{plain}" if value < 0 else plain


def _words(day: date) -> str:
    return date_in_words(day.isoformat())


def _day(visit: VersionedRecord) -> date:
    return date.fromisoformat(visit.record.header.visit_date)


def _label(visits: Sequence[VersionedRecord], items: Sequence[Item], code: str) -> str:
    if not items:
        return code.replace("_", " ")
    item = items[-1]
    measure = next(
        (one.label for visit in visits for one in visit.record.items if one.code == item.of), ""
    )
    return full_label(item.label, measure)


def _follow(
    side: str,
    found: Sequence[tuple[VersionedRecord, Item | None]],
    separator: str,
    *,
    stopped: bool,
) -> tuple[Series, list[Break], list[Band]]:
    """The points of a side, where its line breaks for want of comparability, and its error band."""
    points: list[Point] = []
    breaks: list[Break] = []
    runs: list[list[_Seen]] = []
    gap = False
    for visit, item in found:
        value = number(item) if item and counts(item) else None
        if item is None or value is None:
            gap = True
            if stopped and item is not None and stopped_by_pain(item):
                points.append(
                    Point(
                        day=_day(visit),
                        value=Decimal(item.value or 0),
                        text=f"{shown(item)} ({VALIDITY[STOPPED]})",
                        joined=False,
                    )
                )
            continue
        seen = _Seen(_day(visit), item)
        before = runs[-1][-1] if runs else None
        why = apart(before.item, item, decimal_separator=separator) if before else ""
        if before and why:
            between = f"{_words(before.day)} and {_words(seen.day)}: {why}"
            breaks.append(Break(start=before.day, end=seen.day, why=sided(side, between)))
        if not runs or why:
            runs.append([])
        joined_up = bool(runs[-1]) and not gap
        runs[-1].append(seen)
        points.append(point(seen.day, value, item, joined=joined_up))
        gap = False
    bands = _bands(runs[0], separator) if runs and len(runs[0]) > 1 else []
    return Series(side=side, points=tuple(points)), breaks, bands


def _bands(run: Sequence[_Seen], separator: str) -> list[Band]:
    """The measurement error around the first value, as far as values compare with it."""
    found = error_band([seen.item for seen in run], decimal_separator=separator)
    if found is None:
        return []
    low, high, threshold, source = found
    text = sided(run[0].item.side, threshold)
    return [
        Band(
            side=run[0].item.side,
            low=low,
            high=high,
            start=run[0].day,
            end=run[-1].day,
            text=text,
            source=source,
        )
    ]


def _description(series: Sequence[Series], unit: str) -> str:
    """The chart in one sentence, for who does not see it."""
    told = [
        sided(
            one.side,
            ", ".join(f"{_words(p.day)} {p.text}" for p in one.points),
        )
        for one in series
        if one.points
    ]
    return f"{'; '.join(told)}." if told else f"No value in {unit or 'numbers'} to draw."


def _near(events: Sequence[Event], days: Sequence[date]) -> tuple[Event, ...]:
    """Events close enough to the visits to be drawn without squeezing them together."""
    if not days:
        return ()
    room = max((max(days) - min(days)) / 2, date.resolution * 14)
    return tuple(one for one in events if min(days) - room <= one.day <= max(days) + room)


def events_in_words(events: Sequence[Event]) -> tuple[str, ...]:
    """What happened on which day, also what lies too far from the visits to be drawn."""
    return tuple(dict.fromkeys(f"{_words(one.day)}: {one.label}" for one in events))


def _notes(breaks: Sequence[Break], bands: Sequence[Band]) -> list[str]:
    notes = [f"Not comparable: {one.why}" for one in breaks]
    if bands:
        errors = "; ".join(band.text for band in bands)
        sources = "; ".join(dict.fromkeys(band.source for band in bands))
        notes.append(f"Shaded: measurement error around the first value, {errors}. {sources}")
    return notes
