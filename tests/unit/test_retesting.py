"""When what is due to be measured again, rule by rule; and that every rule is about something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment import catalogue
from assessment.catalogue.retest import HOPS, LAG, RETEST
from assessment.catalogue.types import DueWhen, Reviewed, Side
from assessment.earlier import EarlierVisit, EarlierVisits
from assessment.record import Item
from assessment.retesting import Schedule, schedule_of, section_due
from assessment.worth_testing import sources_of, worth_testing
from tests.unit.outputs.records import number, prose, visit
from tests.unit.outputs.test_episode import extensors
from tests.unit.test_goal_course import extension, goal, stroke

TODAY = date(2026, 4, 28)
SECTIONS = {one.code: one for one in catalogue.sections()}


def ago(days: int, *items: Item) -> EarlierVisit:
    record = visit((TODAY - timedelta(days=days)).isoformat(), *items).record
    return EarlierVisit(record=record, version=1, digest="")


def schedule(
    code: str, *visits: EarlierVisit, side: Side = Side.LEFT, surgery: str = "", **facts: object
) -> Schedule | None:
    goals = facts.pop("goals", ())
    record = visit(TODAY.isoformat(), *goals, **facts).record  # type: ignore[misc]
    measure = catalogue.measure(code)
    earlier = EarlierVisits(visits, surgery=surgery)
    return schedule_of(catalogue.section_of(code), measure, side, record, earlier)


def plain(code: str, side: str = "left", value: str = "1") -> Item:
    return number(code, code, side, value, value)


STRENGTH = "strength, not sooner since training takes as long: every 2 to 4 weeks"


@pytest.mark.parametrize(
    ("code", "days", "due", "text"),
    [
        ("thigh_girth_10_cm", 27, False, "girth: every 4 weeks; last 3 weeks ago, not due yet"),
        ("thigh_girth_10_cm", 28, True, "girth: every 4 weeks; last 4 weeks ago"),
        ("thigh_girth_10_cm", 35, True, "girth: every 4 weeks; last 5 weeks ago"),
        ("mid_patella_girth", 7, False, "girth: every 4 weeks; last 7 days ago, not due yet"),
        ("knee_extension_force", 13, False, f"{STRENGTH}; last 13 days ago, not due yet"),
        ("knee_extension_force", 14, True, f"{STRENGTH}; last 2 weeks ago"),
        ("pain_worst", 1, True, "pain and effusion: every visit; last 1 day ago"),
        ("effusion_stroke_test", 0, True, "pain and effusion: every visit; last today"),
        (
            "pain_after_session",
            7,
            True,
            "response to the last session: every visit; last 7 days ago",
        ),
        ("lefs", 21, False, "outcome measures: every 4 weeks; last 3 weeks ago, not due yet"),
        ("lefs", 28, True, "outcome measures: every 4 weeks; last 4 weeks ago"),
        ("chair_stand", 14, True, "performance: every 2 to 4 weeks; last 2 weeks ago"),
        (
            "squat_depth",
            13,
            False,
            "performance: every 2 to 4 weeks; last 13 days ago, not due yet",
        ),
        (
            "knee_flexion_passive",
            13,
            False,
            "range of motion: every 2 weeks; last 13 days ago, not due yet",
        ),
        ("knee_flexion_passive", 14, True, "range of motion: every 2 weeks; last 2 weeks ago"),
    ],
)
def test_a_group_of_measures_is_due_by_the_time_since_it_was_last_measured(
    code: str, days: int, due: bool, text: str
) -> None:
    side = Side.LEFT if catalogue.measure(code).sided else Side.NONE
    found = schedule(code, ago(days, plain(code, side.value)), side=side)
    assert found is not None
    assert (found.due, found.text) == (due, text)
    assert "design decision" in found.source


def test_what_no_rule_is_about_has_no_schedule_unless_a_goal_is_tied_to_it() -> None:
    code = "aggravating_stairs_down"
    last = ago(14, plain(code, "none"))
    assert schedule(code, last, side=Side.NONE) is None
    tied = goal(code, side="none")
    found = schedule(code, last, side=Side.NONE, goals=(tied,))
    assert found is not None
    assert found.text == "what a goal is tied to: every 2 weeks; last 2 weeks ago"
    dropped = goal(code, side="none", status="dropped")
    assert schedule(code, last, side=Side.NONE, goals=(dropped,)) is None


def test_at_a_discharge_everything_with_a_rule_is_due() -> None:
    found = schedule("lefs", ago(7, plain("lefs", "none")), side=Side.NONE, kind="discharge")
    assert found is not None
    assert (found.due, found.text) == (True, "outcome measures: at discharge; last 7 days ago")


def test_after_enough_visits_it_is_due_before_its_weeks_are_over() -> None:
    first = ago(12, plain("knee_flexion_passive"))
    three = [ago(day) for day in (9, 6, 3)]
    found = schedule("knee_flexion_passive", first, *three)
    assert found is not None
    assert (found.due, found.text) == (
        True,
        "range of motion: every 2 weeks; last 12 days ago, 4 visits since",
    )
    fewer = schedule("knee_flexion_passive", first, *three[:2])
    assert fewer is not None
    assert not fewer.due


def test_motion_that_is_short_or_was_operated_is_due_at_every_visit() -> None:
    lacking = schedule("knee_extension_passive", ago(3, extension("2", "lacks 2°")))
    straight = schedule("knee_extension_passive", ago(3, extension("0", "0°")))
    operated = schedule(
        "knee_flexion_passive", ago(3, plain("knee_flexion_passive")), surgery="2026-02-01"
    )
    assert lacking and straight and operated
    assert lacking.text.startswith("range of motion that is limited, or after surgery: every visit")
    assert (lacking.due, straight.due, operated.due) == (True, False, True)
    other = ago(3, plain("knee_flexion_passive", "right"))
    spared = schedule("knee_flexion_passive", other, side=Side.RIGHT, surgery="2026-02-01")
    assert spared
    assert not spared.due


@pytest.mark.parametrize(("other", "due"), [("129", False), ("130", True)])
def test_a_side_short_of_the_other_by_the_error_or_more_is_limited(other: str, due: bool) -> None:
    def flexion(side: str, value: str) -> Item:
        facts = {"section": "range_of_motion", "unit": "deg", "rater": "a"}
        setup = (("device", "long_goniometer"),)
        code, label = "knee_flexion_passive", "Knee flexion, passive"
        return number(code, label, side, value, f"{value}°", compared=setup, **facts)

    before = ago(3, flexion("left", "120"), flexion("right", other))
    found = schedule("knee_flexion_passive", before)
    assert found is not None
    assert found.due is due


def lag(value: str) -> Item:
    return replace(plain("extension_lag", "left", value), derived=True, section="range_of_motion")


@pytest.mark.parametrize(
    ("lags", "asked"),
    [
        (["5"], True),
        (["0"], True),
        (["5", "0"], True),
        (["0", "0"], False),
        (["0", "-1"], False),
        (["0", "0", "3"], True),
        ([], True),
    ],
)
def test_after_surgery_the_lag_is_asked_for_until_it_was_0_twice(
    lags: list[str], asked: bool
) -> None:
    visits = [
        ago(20 - at, lag(value), plain("knee_extension_active", "left", "0"))
        for at, value in enumerate(lags)
    ] or [ago(20, plain("knee_extension_active", "left", "0"))]
    found = schedule("knee_extension_active", *visits, surgery="2026-02-01")
    assert found is not None
    assert found.text.startswith("extension lag after surgery") is asked


def test_a_lag_of_0_before_the_operation_counts_for_nothing() -> None:
    visits = [ago(90, lag("0")), ago(80, lag("0"), plain("knee_extension_active"))]
    found = schedule("knee_extension_active", *visits, surgery="2026-04-01")
    assert found is not None
    assert found.text.startswith("extension lag after surgery")


def test_questions_are_due_at_every_visit_until_one_is_answered() -> None:
    flag = prose("red_flags", "calf", "Calf swelling", "no", kind="answer", choice="no")
    before = EarlierVisits([ago(7, flag)])
    due = section_due(SECTIONS["red_flags"], visit(TODAY.isoformat()).record, before)
    assert due is not None
    assert due.text == "red flags, in short: every visit; last 7 days ago"
    charted = visit(TODAY.isoformat(), flag).record
    assert section_due(SECTIONS["red_flags"], charted, before) is None
    assert section_due(SECTIONS["history"], charted, before) is None


def test_the_list_says_when_and_why_by_side_where_the_sides_differ() -> None:
    strength = SECTIONS["strength"]
    offered = [(strength, [catalogue.measure("knee_extension_force")])]
    both = EarlierVisits([ago(35, extensors("right", "395"), extensors("left", "229"))])
    record = visit(TODAY.isoformat()).record
    (found,) = worth_testing(record, both, offered)
    texts = [one.text for one in found.measures[0].reasons if one.code == "due"]
    assert texts == [f"{STRENGTH}; last 5 weeks ago"]
    assert any("design decision" in one for one in sources_of([found]))
    apart = EarlierVisits([ago(35, extensors("right", "395")), ago(3, extensors("left", "229"))])
    (found,) = worth_testing(record, apart, offered)
    texts = [one.text for one in found.measures[0].reasons if one.code == "due"]
    assert texts == [f"right {STRENGTH}; last 5 weeks ago"]


def test_effusion_is_worth_testing_the_week_after() -> None:
    pain = SECTIONS["pain"]
    offered = [(pain, [catalogue.measure("effusion_stroke_test")])]
    before = EarlierVisits([ago(7, stroke("left", 1))])
    (found,) = worth_testing(visit(TODAY.isoformat()).record, before, offered)
    assert [one.code for one in found.measures[0].reasons] == ["key", "due"]


def test_every_rule_names_what_there_is_and_our_decision() -> None:
    for rule in RETEST:
        assert rule.sections <= set(SECTIONS)
        assert rule.codes - HOPS <= set(catalogue.all_codes())
        assert rule.source.reviewed is Reviewed.DESIGN
        assert 0 <= rule.from_days <= rule.by_days
        assert rule.codes or rule.sections or rule.when is DueWhen.GOAL
    assert set(LAG) <= set(catalogue.all_codes())
