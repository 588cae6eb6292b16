"""One small chart as SVG: two sides over the dates of the visits. Draws; works nothing out.

Right is a filled dot, left an open square, and each carries its word, so that colour never tells
them apart alone. Styled by classes and attributes: a page that forbids inline styles shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from xml.etree import ElementTree as ET

from assessment.outputs.words import LEFT, RIGHT, date_in_words

WIDTH, HEIGHT = 320, 180
TOP, BOTTOM = 22, 26
LETTER = 6.0
LABEL_GAP = 12.0
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class Svg(str):
    """Markup made here, its text escaped by the XML writer; templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value on a date. `joined` says that a line leads to it from the point before.

    One `beyond` a restriction is ringed.
    """

    day: date
    value: Decimal
    text: str
    joined: bool
    beyond: bool = False


@dataclass(frozen=True, kw_only=True)
class Series:
    """The points of one side, in the order of the visits."""

    side: str
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Band:
    """A range of values from one date to another: the measurement error around a first value.

    Its edges are drawn as the side's line is, so that two bands that overlap are told apart.
    """

    side: str
    low: Decimal
    high: Decimal
    start: date
    end: date
    text: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened to the knee on a day: an operation, an injury."""

    day: date
    label: str


@dataclass(frozen=True, kw_only=True)
class Break:
    """Two visits between which values cannot be compared, and why."""

    start: date
    end: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Everything that one chart shows. `name` makes its ids unique on a page."""

    name: str
    title: str
    description: str
    days: tuple[date, ...]
    series: tuple[Series, ...]
    bands: tuple[Band, ...] = ()
    events: tuple[Event, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class _Scale:
    """Dates and values to places on the drawing."""

    first: date
    last: date
    low: Decimal
    high: Decimal
    left: float
    right: float

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        return self.left + (self.right - self.left) * (day - self.first).days / span

    def y(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def ticks(low: Decimal, high: Decimal, wanted: int = 4) -> tuple[Decimal, ...]:
    """Round values that enclose low and high in about `wanted` steps; equal ends are widened."""
    if low == high:
        pad = max(abs(low) / 10, Decimal(1))
        low, high = low - pad, high + pad
    rough = (high - low) / wanted
    magnitude = Decimal(1).scaleb(rough.adjusted())
    step = next(one * magnitude for one in STEPS if one * magnitude >= rough)
    lowest = (low / step).to_integral_value(ROUND_FLOOR)
    highest = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(step * (lowest + index) for index in range(int(highest - lowest) + 1))


def draw(drawing: Drawing, label: Callable[[Decimal], str]) -> Svg:
    """The chart as SVG. `label` writes a value of the axis. Raises ValueError without any point."""
    values = [point.value for one in drawing.series for point in one.points]
    if not values:
        raise ValueError("a chart needs at least one value")
    values += [edge for band in drawing.bands for edge in (band.low, band.high)]
    marks = ticks(min(values), max(values))
    labels = [label(mark) for mark in marks]
    days = [*drawing.days, *(event.day for event in drawing.events)]
    first, last = min(days), max(days)
    if first == last:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    words = max(len(one.side) for one in drawing.series if one.points)
    scale = _Scale(
        first=first,
        last=last,
        low=marks[0],
        high=marks[-1],
        left=max(len(one) for one in labels) * LETTER + 12,
        right=WIDTH - words * LETTER - 16,
    )
    root = ET.Element(
        "svg",
        {
            "class": "trend",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "role": "img",
            "aria-labelledby": f"{drawing.name}-title {drawing.name}-desc",
        },
    )
    ET.SubElement(root, "title", {"id": f"{drawing.name}-title"}).text = drawing.title
    ET.SubElement(root, "desc", {"id": f"{drawing.name}-desc"}).text = drawing.description
    _bands(root, drawing.bands, scale)
    _axes(root, marks, labels, drawing.days, scale)
    _events(root, drawing.events, scale)
    _breaks(root, drawing.breaks, scale)
    for one in drawing.series:
        _series(root, one, scale)
    _names(root, drawing.series, scale)
    return Svg(ET.tostring(root, encoding="unicode"))


def _add(
    parent: ET.Element, tag: str, text: str = "", **attributes: str | float | None
) -> ET.Element:
    """An element; numbers with one decimal, `kind` its class, an underscore is a hyphen."""
    given = {
        {"kind": "class"}.get(name, name.replace("_", "-")): (
            f"{value:.1f}" if isinstance(value, float) else str(value)
        )
        for name, value in attributes.items()
        if value is not None
    }
    element = ET.SubElement(parent, tag, given)
    element.text = text or None
    return element


def _line(parent: ET.Element, kind: str, path: str, dashes: str | None = None) -> ET.Element:
    return _add(parent, "path", kind=kind, d=path, stroke_dasharray=dashes)


def _axes(
    root: ET.Element,
    marks: Sequence[Decimal],
    labels: Sequence[str],
    days: Sequence[date],
    scale: _Scale,
) -> None:
    for mark, label in zip(marks, labels, strict=True):
        y = scale.y(mark)
        _line(root, "trend-grid", f"M{scale.left:.1f} {y:.1f}H{scale.right:.1f}")
        _add(root, "text", label, x=scale.left - 6, y=y + 3.5, text_anchor="end")
    taken = float("-inf")
    shown = sorted(set(days))
    end = scale.right
    for day in [*shown[:-1], shown[-1]]:
        text = date_in_words(day.isoformat())
        half = len(text) * LETTER / 2
        centre = min(max(scale.x(day), half), WIDTH - half)
        is_last = day == shown[-1]
        room = is_last or centre + half < scale.x(shown[-1]) - len(text) * LETTER / 2 - 4
        if centre - half > taken and room:
            _add(root, "text", text, x=centre, y=HEIGHT - 8.0, text_anchor="middle")
            taken = centre + half + 4
        _line(root, "trend-grid", f"M{min(scale.x(day), end):.1f} {HEIGHT - BOTTOM}v4")


def _bands(root: ET.Element, bands: Sequence[Band], scale: _Scale) -> None:
    for band in bands:
        start = scale.x(band.start)
        end = max(scale.x(band.end), start + 4)
        top, bottom = scale.y(band.high), scale.y(band.low)
        shape = _add(
            root,
            "rect",
            kind="trend-band",
            x=start,
            y=top,
            width=end - start,
            height=max(bottom - top, 1.0),
        )
        _add(shape, "title", band.text)
        edges = f"M{start:.1f} {top:.1f}H{end:.1f}M{start:.1f} {bottom:.1f}H{end:.1f}"
        _line(root, f"trend-edge trend-edge-{band.side}", edges, "1 3")


def _events(root: ET.Element, events: Sequence[Event], scale: _Scale) -> None:
    for event in events:
        x = scale.x(event.day)
        line = _line(root, "trend-event", f"M{x:.1f} {TOP}V{HEIGHT - BOTTOM}", "3 3")
        _add(line, "title", f"{date_in_words(event.day.isoformat())}: {event.label}")
        anchor = "end" if x > WIDTH / 2 else "start"
        _add(root, "text", _short(event.label), x=x, y=TOP - 8.0, text_anchor=anchor)


def _breaks(root: ET.Element, breaks: Sequence[Break], scale: _Scale) -> None:
    for one in breaks:
        x = (scale.x(one.start) + scale.x(one.end)) / 2
        line = _line(root, "trend-grid trend-apart", f"M{x:.1f} {TOP}V{HEIGHT - BOTTOM}", "1 3")
        _add(line, "title", one.why)
        _add(root, "text", "≠", x=x, y=TOP + 8.0, text_anchor="middle")


def _series(root: ET.Element, series: Series, scale: _Scale) -> None:
    path = "".join(
        f"{'L' if point.joined else 'M'}{scale.x(point.day):.1f} {scale.y(point.value):.1f}"
        for point in series.points
    )
    if "L" in path:
        _line(root, f"trend-{series.side}", path)
    for point in series.points:
        x, y = scale.x(point.day), scale.y(point.value)
        kind = f"trend-{series.side}-mark"
        if series.side == LEFT:
            shape = _line(root, kind, f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8z")
        else:
            shape = _add(root, "circle", kind=kind, cx=x, cy=y, r="4")
        _add(shape, "title", f"{date_in_words(point.day.isoformat())}: {point.text}")
        if point.beyond:
            _add(root, "circle", kind="trend-beyond", cx=x, cy=y, r="8")


def _names(root: ET.Element, series: Sequence[Series], scale: _Scale) -> None:
    """The word of each side beside its last point, moved apart where two would overlap."""
    placed = sorted(
        (scale.y(one.points[-1].value), one.side, scale.x(one.points[-1].day))
        for one in series
        if one.points and one.side in (LEFT, RIGHT)
    )
    if len(placed) == 2 and placed[1][0] - placed[0][0] < LABEL_GAP:
        middle = (placed[0][0] + placed[1][0]) / 2
        placed = [
            (middle - LABEL_GAP / 2, *placed[0][1:]),
            (middle + LABEL_GAP / 2, *placed[1][1:]),
        ]
    for y, side, x in placed:
        _add(root, "text", side, x=x + 8, y=y + 3.5)


def _short(text: str) -> str:
    return text if len(text) <= 34 else f"{text[:33]}…"
