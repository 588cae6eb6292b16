"""The way through the sections: by workflow, or so that the patient turns over once."""

from __future__ import annotations

from assessment import catalogue
from assessment.catalogue.order_of_work import (
    Stage,
    Stop,
    WorkOrder,
    in_order,
    stages,
    stop_at,
)
from assessment.catalogue.types import Better, Kind, Measure, Position, Section

STANDING, SITTING, SUPINE = Position.STANDING, Position.SITTING, Position.SUPINE
SIDE_LYING, PRONE = Position.SIDE_LYING, Position.PRONE


def measure(code: str, position: Position | None = None) -> Measure:
    return Measure(code=code, label=code, kind=Kind.TEXT, better=Better.NONE, position=position)


def section(code: str, position: Position | None, *measures: Measure) -> Section:
    return Section(code=code, label=code, position=position, measures=measures or (measure(code),))


STORY = section("story", None)
PAIN = section("pain", None, measure("rating"), measure("stroke", SUPINE))
GAIT = section("gait", STANDING)
MOTION = section("motion", SUPINE, measure("knee"), measure("heel_to_buttock", PRONE))
FORCE = section(
    "force",
    SITTING,
    measure("extension"),
    measure("abduction", SIDE_LYING),
    measure("grade", PRONE),
)
PLAN = section("plan", None)
WORK = (STORY, PAIN, GAIT, MOTION, FORCE, PLAN)


def way(order: WorkOrder, *sections: Section) -> tuple[Stage, ...]:
    return stages(order, [(one, one.measures) for one in sections])


def keys(found: tuple[Stage, ...]) -> list[tuple[Position | None, list[str]]]:
    return [(stage.position, [stop.key for stop in stage.stops]) for stage in found]


def test_by_workflow_the_sections_follow_as_the_catalogue_has_them() -> None:
    found = way(WorkOrder.WORKFLOW, *WORK)
    assert keys(found) == [(None, ["story", "pain", "gait", "motion", "force", "plan"])]
    assert all(stop.takes(one) for stop in in_order(found) for one in stop.section.measures)


def test_by_position_the_patient_turns_over_once() -> None:
    assert keys(way(WorkOrder.POSITION, *WORK)) == [
        (None, ["story", "pain"]),
        (STANDING, ["gait.standing"]),
        (SITTING, ["force.sitting"]),
        (SUPINE, ["pain.supine", "motion.supine"]),
        (SIDE_LYING, ["force.side_lying"]),
        (PRONE, ["motion.prone", "force.prone"]),
        (None, ["plan"]),
    ]


def test_each_measure_stands_at_one_stop_alone() -> None:
    for order in WorkOrder:
        stops = in_order(way(order, *WORK))
        placed = [one.code for stop in stops for one in stop.measures]
        assert sorted(placed) == sorted(one.code for part in WORK for one in part.measures)
        for part in WORK:
            for one in part.measures:
                own = [stop for stop in stops if stop.section is part and stop.takes(one)]
                assert len(own) == 1
                assert one in own[0].measures


def test_a_position_in_which_nothing_shows_first_is_no_stop() -> None:
    shown = [(STORY, STORY.measures), (MOTION, MOTION.measures[:1])]
    assert keys(stages(WorkOrder.POSITION, shown)) == [
        (None, ["story"]),
        (SUPINE, ["motion.supine"]),
    ]


def test_a_section_that_shows_nothing_first_can_still_be_reached() -> None:
    for order, key in ((WorkOrder.WORKFLOW, "motion"), (WorkOrder.POSITION, "motion.supine")):
        assert [stop.key for stop in in_order(stages(order, [(MOTION, ())]))] == [key]


def test_without_anything_to_examine_the_order_is_the_workflow() -> None:
    assert keys(way(WorkOrder.POSITION, STORY, PLAN)) == [(None, ["story", "plan"])]
    assert way(WorkOrder.POSITION) == way(WorkOrder.WORKFLOW) == ()


def test_an_address_leads_to_the_stop_it_names_or_to_the_sections_first() -> None:
    stops = in_order(way(WorkOrder.POSITION, *WORK))

    def key(code: str, position: str) -> str:
        stop = stop_at(stops, code, position)
        assert isinstance(stop, Stop)
        return stop.key

    assert key("force", "prone") == "force.prone"
    assert key("force", "") == key("force", "standing") == key("force", "../x") == "force.sitting"
    # What needs no position is asked before anybody lies down.
    assert key("pain", "") == "pain"
    assert key("pain", "supine") == "pain.supine"
    assert stop_at(stops, "elsewhere", "") is None


def test_the_catalogues_own_sections_have_a_stop_in_either_order() -> None:
    for order in WorkOrder:
        stops = in_order(way(order, *catalogue.SECTIONS))
        assert {stop.section.code for stop in stops} == {one.code for one in catalogue.SECTIONS}
