"""The way through an evaluation's sections: what stands in the rail, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment import catalogue
from assessment.catalogue.order_of_work import Stage, Stop, WorkOrder, in_order, stages, stop_at
from assessment.catalogue.types import Position, Section
from assessment.models import Assessment
from assessment.selectors.measure_sets import work_order
from assessment.selectors.shown import Progress, Shown
from assessment.services.recording import section_permission
from assessment.views.frame import address
from clinics.access import Member

POSITIONS: dict[Position, str | Promise] = {
    Position.STANDING: gettext_lazy("Standing"),
    Position.SITTING: gettext_lazy("Sitting"),
    Position.SUPINE: gettext_lazy("Supine"),
    Position.SIDE_LYING: gettext_lazy("Side-lying"),
    Position.PRONE: gettext_lazy("Prone"),
}
ORDERS: dict[WorkOrder, str | Promise] = {
    WorkOrder.WORKFLOW: gettext_lazy("Workflow"),
    WorkOrder.POSITION: gettext_lazy("Position"),
}


@dataclass(frozen=True, kw_only=True)
class Way:
    """A person's way through one evaluation, and where on it they are."""

    order: WorkOrder
    stages: tuple[Stage, ...]
    here: Stop

    @property
    def stops(self) -> tuple[Stop, ...]:
        return in_order(self.stages)


def way_of(shown: Shown, member: Member, section: Section, position: str) -> Way:
    """The way through the sections that this person may open, standing at one of them."""
    order = work_order(member.user)
    found = _stages(shown, member, order)
    here = stop_at(in_order(found), section.code, position)
    return Way(order=order, stages=found, here=here or Stop(section=section, measures=()))


def stop_address(assessment: Assessment, key: str) -> str:
    """The address of a stop; of its section as a whole where it names no position."""
    section, _dot, position = key.partition(".")
    query = f"?position={position}" if position in set(Position) else ""
    return address("section", assessment, section=section) + query


def rail(shown: Shown, way: Way) -> list[dict[str, Any]]:
    """The stages of the way with their stops, each with how far it has come in words and shape."""
    return _places(shown, way.stages, way.here.key)


def rail_beside(shown: Shown, member: Member) -> list[dict[str, Any]]:
    """The same beside a page that is no stop of the way."""
    return _places(shown, _stages(shown, member, work_order(member.user)), "")


def _stages(shown: Shown, member: Member, order: WorkOrder) -> tuple[Stage, ...]:
    return stages(
        order,
        [
            (one, shown.first(one))
            for one in catalogue.sections()
            if member.may(section_permission(one, write=False))
        ],
    )


def _places(shown: Shown, found: Sequence[Stage], here: str) -> list[dict[str, Any]]:
    return [
        {
            "label": _heading(stage, found),
            "stops": [_place(shown, stop, here) for stop in stage.stops],
        }
        for stage in found
    ]


def _heading(stage: Stage, found: Sequence[Stage]) -> str | Promise:
    """A stage's position; before or after the examination where it has none, if there is one."""
    if stage.position is not None:
        return POSITIONS[stage.position]
    if len(found) == 1:
        return ""
    return _("Before") if stage is found[0] else _("After")


def orders(way: Way) -> list[dict[str, Any]]:
    """The orders there are to choose from."""
    return [
        {"code": one.value, "label": label, "current": one is way.order}
        for one, label in ORDERS.items()
    ]


def following(way: Way, member: Member) -> dict[str, str] | None:
    """The next stop that this person may write at; the restricted part is gone to on purpose."""
    stops = [
        stop
        for stop in way.stops
        if not stop.section.restricted and member.may(section_permission(stop.section, write=True))
    ]
    keys = [stop.key for stop in stops]
    if way.here.key not in keys or keys[-1] == way.here.key:
        return None
    after = stops[keys.index(way.here.key) + 1]
    return {"key": after.key, "label": title(way.stops, after)}


def title(stops: Sequence[Stop], stop: Stop) -> str:
    """A stop in words: its section, and the position where the section has several stops."""
    if stop.position is None or [one.section for one in stops].count(stop.section) == 1:
        return stop.section.label
    return _("%(section)s, %(position)s") % {
        "section": stop.section.label,
        "position": str(POSITIONS[stop.position]).lower(),
    }


def _place(shown: Shown, stop: Stop, here: str) -> dict[str, Any]:
    come = shown.progress(stop.section, stop.measures)
    return {
        "key": stop.key,
        "label": stop.section.label,
        "url": stop_address(shown.chart.assessment, stop.key),
        "shape": _shape(come),
        "count": _("%(done)s of %(all)s") % {"done": come.done, "all": come.due}
        if come.done
        else _("open"),
        "current": stop.key == here,
    }


def _shape(come: Progress) -> str:
    if come.done == 0:
        return "open"
    if come.done == come.due:
        return "full"
    return "broken" if come.core_open else "half"
