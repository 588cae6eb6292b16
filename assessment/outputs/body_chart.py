"""The body chart: where the symptoms are, on both legs from four sides, and as a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.outputs.leg_drawing import BACK, FRONT, LATERAL, MEDIAL, VIEWS, WIDTH, View
from assessment.outputs.words import LEFT, RIGHT, side_word
from assessment.record import Item

SECTION, SITE = "history", "site_"
YES = "yes"
INTENSITY = "intensity"
# As one sees a patient: from behind the left leg stands at the left.
FIGURES = (
    *((FRONT, RIGHT), (FRONT, LEFT), (BACK, LEFT), (BACK, RIGHT)),
    *((MEDIAL, RIGHT), (MEDIAL, LEFT), (LATERAL, RIGHT), (LATERAL, LEFT)),
)
VIEW_WORDS = {
    FRONT: "front",
    BACK: "back",
    MEDIAL: "inner side",
    LATERAL: "outer side",
}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A site at which something is felt. `words` say what it is like and how strong, if charted."""

    site: str
    side: str
    label: str
    words: str
    intensity: str

    @property
    def side_word(self) -> str:
        return side_word(self.side)


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place of a figure as it is drawn: marked now, or at an earlier visit."""

    site: str
    side: str
    label: str
    path: str
    x: float
    y: float
    marked: bool
    before: bool
    intensity: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One leg from one direction."""

    view: str
    side: str
    words: str
    mirrored: bool
    drawn: View
    spots: tuple[Spot, ...]


@dataclass(frozen=True, kw_only=True)
class BodyChart:
    """The figures, and the same as a list; `before` are the marks of the visit `when`."""

    marks: tuple[Mark, ...]
    before: tuple[Mark, ...]
    when: str
    figures: tuple[Figure, ...]


def body_chart(
    items: Iterable[Item],
    *,
    before: Iterable[Item] = (),
    when: str = "",
    labels: Mapping[str, str] | None = None,
) -> BodyChart:
    """The chart of a record's items, with what an earlier visit's items had drawn faintly.

    `labels` name the sites by their measures' codes, for who chooses among them.
    """
    now, earlier = marks_of(items), marks_of(before)
    return BodyChart(
        marks=now,
        before=earlier,
        when=when if earlier else "",
        figures=tuple(_figure(view, side, now, earlier, labels or {}) for view, side in FIGURES),
    )


def marks_of(items: Iterable[Item]) -> tuple[Mark, ...]:
    """The sites that were answered with yes, in the order of the section."""
    return tuple(
        Mark(
            site=item.code.removeprefix(SITE),
            side=item.side,
            label=item.label,
            words=", ".join(text for _label, text in item.setup),
            intensity=dict(item.compared).get(INTENSITY, ""),
        )
        for item in items
        if item.section == SECTION and item.code.startswith(SITE) and item.choice == YES
    )


def _figure(
    view: str,
    side: str,
    now: tuple[Mark, ...],
    before: tuple[Mark, ...],
    labels: Mapping[str, str],
) -> Figure:
    drawn = VIEWS[view]
    mirrored = drawn.mirrored == side
    standing = {one.site: one for one in now if one.side == side}
    earlier = {one.site for one in before if one.side == side}
    return Figure(
        view=view,
        side=side,
        words=VIEW_WORDS[view],
        mirrored=mirrored,
        drawn=drawn,
        spots=tuple(
            Spot(
                site=one.site,
                side=side,
                label=labels.get(f"{SITE}{one.site}", ""),
                path=one.path,
                x=WIDTH - one.x if mirrored else one.x,
                y=one.y,
                marked=one.site in standing,
                before=one.site in earlier,
                intensity=standing[one.site].intensity if one.site in standing else "",
            )
            for one in drawn.places
        ),
    )
