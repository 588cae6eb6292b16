"""The order in which a section page follows another: by workflow, or by the patient's position.

By position the patient turns over once: standing, sitting, supine, side-lying, prone. A section
whose measures are taken in several positions has a stop in each of them. What needs no position
stays before the examination when examining comes after it in the workflow, and after it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment.catalogue.types import Measure, Position, Section


class WorkOrder(StrEnum):
    """How a person likes to work through the sections."""

    WORKFLOW = "workflow"
    POSITION = "position"


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One place of the way: a section, in one position, with what shows first there.

    Without a position it is what of the section needs none; `whole` where positions do not count.
    """

    section: Section
    measures: tuple[Measure, ...]
    position: Position | None = None
    whole: bool = False

    @property
    def key(self) -> str:
        """Names the stop in addresses and buttons: `strength`, `strength.prone`."""
        return ".".join(part for part in (self.section.code, self.position) if part)

    def takes(self, measure: Measure) -> bool:
        """Whether a measure of the section belongs to this stop."""
        return self.whole or position_of(self.section, measure) is self.position


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Stops that follow each other in one position; none before and after the examination."""

    position: Position | None
    stops: tuple[Stop, ...]


Shown = Sequence[tuple[Section, Sequence[Measure]]]


def position_of(section: Section, measure: Measure) -> Position | None:
    """How the patient is placed for a measure: as it says itself, else as its section says."""
    return measure.position or section.position


def stages(order: WorkOrder, shown: Shown) -> tuple[Stage, ...]:
    """The way through the sections, each with the measures that show first in it.

    A section that shows nothing first keeps one stop, so that the rest of it can be reached.
    """
    if order is WorkOrder.WORKFLOW:
        stops = tuple(
            Stop(section=section, measures=tuple(measures), whole=True)
            for section, measures in shown
        )
        return (Stage(position=None, stops=stops),) if stops else ()
    found = [stop for section, measures in shown for stop in _stops(section, measures)]
    examined = [place for place, stop in enumerate(found) if stop.position is not None]
    last = examined[-1] if examined else len(found)
    still = [(place, stop) for place, stop in enumerate(found) if stop.position is None]
    ways = [
        (None, [stop for place, stop in still if place < last]),
        *((one, [stop for stop in found if stop.position is one]) for one in Position),
        (None, [stop for place, stop in still if place > last]),
    ]
    return tuple(Stage(position=position, stops=tuple(stops)) for position, stops in ways if stops)


def in_order(stages: Sequence[Stage]) -> tuple[Stop, ...]:
    """Every stop, one after the other."""
    return tuple(stop for stage in stages for stop in stage.stops)


def stop_at(stops: Sequence[Stop], section: str, position: str) -> Stop | None:
    """The stop of a section in the position asked for, else the section's first one.

    A stop that needs no position comes before the others; none for a section that has no stop.
    """
    own = [stop for stop in stops if stop.section.code == section]
    asked = [stop for stop in own if stop.position == position]
    unplaced = [stop for stop in own if stop.position is None]
    return next(iter([*asked, *unplaced, *own]), None)


def _stops(section: Section, measures: Sequence[Measure]) -> Iterator[Stop]:
    if not measures:
        yield Stop(section=section, position=section.position, measures=())
    for position in (None, *Position):
        here = tuple(one for one in measures if position_of(section, one) is position)
        if here:
            yield Stop(section=section, position=position, measures=here)
