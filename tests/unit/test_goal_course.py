"""Goals of a Record judged against its own values, and what the visits up to it come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assessment.catalogue.types import Pattern
from assessment.earlier import EarlierVisit, EarlierVisits
from assessment.goal_course import (
    JUDGED,
    course_so_far,
    goal_of,
    plateau_before,
    with_judged_goals,
)
from assessment.record import Item, Record
from tests.unit.outputs.records import number, prose, visit
from tests.unit.outputs.test_episode import extensors
from tests.unit.test_earlier import earlier

ON = date(2026, 4, 28)
FORCE = "knee_extension_force"
GONIOMETER = (("device", "long_goniometer"),)
SIDES = {"right": "left", "left": "right"}


def goal(measure: str = FORCE, side: str = "left", count: int = 1, **facts: str) -> Item:
    said = {
        "goal": "Stairs",
        "measure": measure,
        "side": side,
        "target_value": "350",
        "target": "at least 350 N",
        "status": "open",
    } | facts
    code = f"goal.{count}"
    known = tuple((name, text) for name, text in said.items() if text)
    return prose("plan", code, f"Goal {count}", "Stairs", side=side, facts=known)


def extension(value: str, text: str, **more: object) -> Item:
    facts: dict[str, object] = {
        "section": "range_of_motion",
        "unit": "deg",
        "unit_label": "°",
        "better": "lower",
        "true_zero": False,
        "compared": GONIOMETER,
        "rater": "a",
    }
    code, label = "knee_extension_passive", "Knee extension, passive"
    return number(code, label, "left", value, text, **facts | more)


def stroke(side: str, rank: int) -> Item:
    text = ("zero", "trace", "1+", "2+", "3+")[rank]
    return Item(
        section="pain",
        code="effusion_stroke_test",
        label="Effusion, stroke test",
        side=side,
        kind="grade",
        text=text,
        choice=text,
        ordinal=rank,
        better="lower",
        true_zero=False,
    )


def pain(side: str, value: str) -> Item:
    facts: dict[str, object] = {"section": "pain", "unit": "{score}", "better": "lower"}
    return number("pain_worst", "Pain at its worst", side, value, f"{value}/10", **facts)


def after(choice: str) -> Item:
    label = "Symptoms in the 24 hours after last time"
    return prose("response", "response_24_hours", label, choice, kind="choice", choice=choice)


def judged(*items: Item, before: EarlierVisits | None = None, on: date = ON) -> Item:
    found = with_judged_goals(items, before or EarlierVisits([]), on=on)
    return next(one for one in found if goal_of(one))


def today(*items: Item) -> Record:
    return visit("2026-04-28", *items).record


def test_the_judgement_stands_in_words_and_as_facts_and_again_says_the_same() -> None:
    once = judged(goal(), extensors("left", "200"))
    assert once.remarks == ("Target not met: 200 N is 150 N from it.",)
    assert (dict(once.facts)[JUDGED], dict(once.facts)["distance"]) == ("not_met", "150")
    assert judged(once, extensors("left", "200")) == once
    met = judged(once, extensors("left", "350"))
    assert "distance" not in dict(met.facts)


def test_the_other_side_is_no_measurement_of_it() -> None:
    found = judged(goal(), extensors("right", "400"))
    assert found.remarks == ("Cannot be judged: not re-tested at this visit.",)


def test_trials_and_derived_results_stand_for_nothing() -> None:
    trial = extensors("left", "400", trial=1)
    torque = replace(extensors("left", "400"), of=FORCE, derived=True)
    assert "not re-tested" in judged(goal(), trial, torque).remarks[0]


def test_a_dropped_goal_and_one_without_a_measure_are_not_judged_but_an_open_date_can_be_past() -> (
    None
):
    assert judged(goal(status="dropped", due="2026-01-01"), extensors("left", "1")).remarks == ()
    plain = goal(measure="", target="", target_value="", due="2026-04-27")
    assert judged(plain).remarks == ("Its date, 27 Apr 2026, is past.",)
    assert judged(plain, on=date(2026, 4, 27)).remarks == ()


def test_hyperextension_is_beyond_straight_and_said_in_words() -> None:
    straight = goal("knee_extension_passive", target_value="0", target="0°")
    beyond = judged(straight, extension("-5", "hyperextends 5°"))
    assert beyond.remarks == (
        "Target met: hyperextends 5°.",
        "Marked open, though the target is reached.",
    )
    short = judged(straight, extension("3", "lacks 3°"))
    assert short.remarks == (
        "At the target within measurement error: lacks 3° is 3° from it, the error is 3.5° "
        "(MDC95, same rater).",
    )
    assert short.sources
    back = goal("knee_extension_passive", target_value="-5", target="hyperextends 5°")
    assert (
        judged(back, extension("-1.5", "hyperextends 1.5°"))
        .remarks[0]
        .startswith("Target not met: hyperextends 1.5° is 3.5° from it")
    )


def test_a_grade_is_found_on_its_scale_by_code_and_one_that_is_gone_says_so() -> None:
    dry = goal("effusion_stroke_test", target_value="", target_choice="zero", target="zero")
    assert judged(dry, stroke("left", 0)).remarks[0] == "Target met: zero."
    assert dict(judged(dry, stroke("left", 1)).facts)[JUDGED] == "within_error"
    gone = goal("effusion_stroke_test", target_value="", target_choice="dry", target="dry")
    assert judged(gone, stroke("left", 0)).remarks == (
        "Cannot be judged: the target is not of this scale.",
    )


def test_a_measure_that_the_catalogue_forgot_is_judged_by_what_the_values_say() -> None:
    odd = number("tide", "Tide", "left", "4", "4 N", unit="N")
    found = judged(goal("tide", target_value="5", target="at least 5 N"), odd)
    assert found.remarks == ("Target not met: 4 N is 1 N from it.",)


def test_what_was_signed_before_targets_were_kept_in_words_reads_their_number() -> None:
    old = goal_of(goal(target="", target_entered="350", target_unit="N"))
    assert old is not None
    assert old.target == "350 N"


def test_baseline_and_last_are_the_measures_own() -> None:
    visits = earlier(
        d2026_03_03=(),
        d2026_03_10=(extensors("left", "150"),),
        d2026_03_31=(extensors("left", "240"),),
        d2026_04_14=(extensors("left", "250", provenance="carried"),),
    )
    found = judged(goal(), extensors("left", "250"), before=visits)
    assert "50.0 % of the way from the baseline, 150 N on 2026-03-10, improved" in found.remarks[0]
    missing = judged(goal(status="met"), before=visits)
    assert missing.remarks == (
        "Cannot be judged: not re-tested at this visit; last measured 240 N on 2026-03-31.",
        "Marked met; last measured 240 N on 2026-03-31, target at least 350 N.",
    )


def test_there_is_no_course_without_an_earlier_visit_or_a_measured_goal() -> None:
    visits = earlier(d2026_03_03=(extensors("left", "229"),))
    assert course_so_far(today(goal(), extensors("left", "310")), EarlierVisits([])) is None
    assert course_so_far(today(extensors("left", "310")), visits) is None
    dropped = course_so_far(today(goal(status="dropped"), extensors("left", "310")), visits)
    assert dropped is None


def test_a_plateau_of_the_goals_measure_stops_being_one_when_the_target_is_reached() -> None:
    visits = earlier(
        d2026_03_03=(extensors("left", "229"),), d2026_03_31=(extensors("left", "231"),)
    )
    found = course_so_far(today(goal(), extensors("left", "230")), visits)
    assert found is not None
    assert found.pattern is Pattern.PLATEAU
    near = goal(target_value="230", target="at least 230 N")
    reached = course_so_far(today(near, extensors("left", "230")), visits)
    assert reached is not None
    assert reached.pattern is Pattern.MET


def test_a_plateau_is_known_at_the_next_visit_from_three_signed_ones_on() -> None:
    step = (goal(), extensors("left", "229"))
    stuck = earlier(d2026_03_03=step, d2026_03_31=step, d2026_04_21=step)
    assert plateau_before(stuck)
    assert not plateau_before(EarlierVisits(stuck.visits[:2]))
    better = (goal(), extensors("left", "310"))
    assert not plateau_before(earlier(d2026_03_03=step, d2026_03_31=step, d2026_04_21=better))
    without = (extensors("left", "229"),)
    assert not plateau_before(earlier(d2026_03_03=step, d2026_03_31=step, d2026_04_21=without))


def test_more_effusion_and_pain_that_lasted_are_signs_of_a_setback() -> None:
    visits = earlier(d2026_04_21=(stroke("left", 1), pain("right", "3")))
    effusion = course_so_far(today(goal(), stroke("left", 2)), visits)
    assert effusion is not None
    assert effusion.pattern is Pattern.REGRESS
    assert effusion.signs == (
        "Effusion, stroke test, left: trace (21 Apr 2026) to 1+ (28 Apr 2026)",
    )
    lasting = course_so_far(today(goal(), pain("right", "5"), after("longer")), visits)
    assert lasting is not None
    assert lasting.signs == (
        "Pain at its worst, right: 3/10 (21 Apr 2026) to 5/10 (28 Apr 2026), and more symptoms for "
        "over 24 hours",
    )
    settled = course_so_far(today(goal(), pain("right", "5"), after("settled_next")), visits)
    assert settled is not None
    assert settled.signs == ()
    fallen = course_so_far(today(goal(), stroke("left", 0)), visits)
    assert fallen is not None
    assert fallen.signs == ()


def swapped(items: Sequence[Item]) -> list[Item]:
    return [
        replace(
            one,
            side=SIDES.get(one.side, one.side),
            facts=tuple((n, SIDES.get(t, t) if n == "side" else t) for n, t in one.facts),
        )
        for one in items
    ]


def turned(text: str) -> str:
    return text.replace("right", "LEFT").replace("left", "right").replace("LEFT", "left")


FORCES = st.lists(
    st.tuples(st.integers(1, 400), st.integers(1, 400), st.integers(0, 4), st.integers(0, 10)),
    min_size=2,
    max_size=5,
)


@given(FORCES, st.sampled_from(["right", "left"]), st.sampled_from(["open", "met"]))
def test_swapping_the_sides_swaps_nothing_but_their_names(
    values: list[tuple[int, int, int, int]], side: str, status: str
) -> None:
    visits = [
        [
            extensors("right", str(first)),
            extensors("left", str(second)),
            stroke("left", effusion),
            pain("right", str(rated)),
        ]
        for first, second, effusion, rated in values
    ]
    aims = [goal(side=side, status=status), after("longer")]

    def come_to(found: list[list[Item]], aims: list[Item]) -> tuple[list[str], list[str]]:
        days = [f"2026-0{number + 1}-01" for number in range(len(found))]
        records = [visit(day, *items).record for day, items in zip(days, found, strict=True)]
        before = EarlierVisits(
            [EarlierVisit(record=one, version=1, digest="") for one in records[:-1]]
        )
        now = replace(records[-1], items=(*records[-1].items, *aims))
        course = course_so_far(now, before)
        assert course is not None
        said = [course.pattern.value, *course.signs]
        said += [f"{one.label} {one.pattern} {one.why}" for one in course.measures]
        return said, list(judged(*now.items, before=before).remarks)

    plain, judgement = come_to(visits, aims)
    other, again = come_to([swapped(items) for items in visits], swapped(aims))
    assert sorted(other) == sorted(turned(one) for one in plain)
    assert again == judgement
