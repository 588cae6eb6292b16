"""A sign that was found leaves no screen negative until what it is judged with was answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.red_flags.context import CONTEXT_ITEMS
from assessment.catalogue.screening_rules import RULES
from assessment.catalogue.types import Kind, VisitKind
from assessment.clinical.screening.counterparts import READ
from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts
from assessment.clinical.screening.screen import ScreenState
from tests.unit.clinical.screening_visits import HARMLESS, core, screen

FIRST, LATER = VisitKind.INITIAL, VisitKind.REASSESSMENT
STORY = {one.code: one.kind for one in CONTEXT_ITEMS}


def asked_as_usual(yes: str = "", no: str = "", **told: Any) -> ScreenFacts:
    """A quiet visit: the core answered no, the story told; nothing else was asked but these."""
    visit = told.pop("visit", LATER)
    story = [code for code, kind in STORY.items() if kind is Kind.ANSWER and code != "pregnancy"]
    choices = {code: one for code, one in HARMLESS.items() if code in STORY or code == "onset"}
    return ScreenFacts(
        visit=visit,
        answers={
            **dict.fromkeys([*core(visit), *story, *no.split()], False),
            **dict.fromkeys(yes.split(), True),
        },
        choices=choices,
        **{"age": 30, "procedures": (), **told},
    )


def missing(facts: ScreenFacts) -> set[str]:
    found = screen(facts)
    assert not found.fired
    assert found.status is (ScreenState.INCOMPLETE if found.missing else ScreenState.NEGATIVE)
    return set(found.missing)


PAIN_OF_A_HIP = {"knee_thigh_groin_pain"}


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (asked_as_usual("obligate_external_rotation", age=12), PAIN_OF_A_HIP),
        (asked_as_usual("leg_lies_rotated_out", age=12), PAIN_OF_A_HIP),
        (asked_as_usual("cannot_walk_with_crutches", age=12), PAIN_OF_A_HIP),
        (asked_as_usual("hip_rotation_reduced", age=12), PAIN_OF_A_HIP),
        (
            asked_as_usual(
                "impact_or_low_bone hip_rotation_painful pain_on_weight_bearing", age=25
            ),
            {"groin_thigh_pain_on_impact"},
        ),
        (
            asked_as_usual("extension_blocked"),
            {"block_is_new", "cannot_straighten_or_lift"},
        ),
        (
            asked_as_usual("extension_blocked", "block_is_new"),
            {"cannot_straighten_or_lift"},
        ),
        (asked_as_usual("loose_body_signs"), {"kneecap_out_of_place"}),
        (asked_as_usual("first_dislocation"), {"kneecap_out_of_place"}),
        (asked_as_usual("thigh_swollen_or_weak", visit=FIRST), {"after_extreme_exercise"}),
        (
            asked_as_usual("groin_iliac_pain"),
            {"quadriceps_weak_beyond_pain", "knee_jerk_reduced", "thigh_sensation_reduced"},
        ),
        (asked_as_usual("cannot_take_4_steps", visit=FIRST), {"pathological_fracture"}),
    ],
)
def test_half_a_picture_asks_for_the_other_half(facts: ScreenFacts, wanted: set[str]) -> None:
    assert missing(facts) == wanted
    answered = replace(facts, answers={**facts.answers, **dict.fromkeys(wanted, False)})
    assert missing(answered) == set()
    # What was asked for is due still, so that the counts of the screen hold.
    assert wanted <= screen(answered).due


@pytest.mark.parametrize(
    "sign",
    [
        "fibular_head_tender",
        "patella_bone_tender",
        "other_knee_bone_tender",
        "cannot_flex_to_90",
        "unable_4_steps_immediately",
        "swelling_within_2_hours",
        "tense_effusion",
        "cannot_take_4_steps",
        "gross_laxity",
    ],
)
def test_a_sign_of_an_injury_asks_whether_there_was_one(sign: str) -> None:
    facts = asked_as_usual(sign)
    assert "recent_injury" in missing(facts)
    answered = replace(facts, answers={**facts.answers, "recent_injury": True})
    assert "injury_date" in screen(answered).missing
    answered = replace(facts, answers={**facts.answers, "recent_injury": False})
    assert "recent_injury" in screen(answered).due
    assert "injury_date" not in screen(answered).missing


def test_gross_laxity_asks_for_all_that_tells_of_a_dislocation() -> None:
    assert missing(asked_as_usual("gross_laxity")) == {
        "recent_injury",
        "shin_out_of_place",
        "foot_pulse_weak",
        "new_foot_drop",
        "vascular_examined",
    }


@pytest.mark.parametrize("visit", list(VisitKind))
def test_nothing_found_asks_for_nothing(visit: VisitKind) -> None:
    assert missing(asked_as_usual(visit=visit)) == set()


@pytest.mark.parametrize("story", [code for code, kind in STORY.items() if kind is Kind.ANSWER])
def test_the_story_alone_asks_for_nothing_at_a_later_visit(story: str) -> None:
    assert missing(asked_as_usual(story)) == set()


def test_a_swollen_knee_weeks_after_an_operation_asks_for_nothing_new() -> None:
    operation = LimbProcedure(days=40, anaesthesia=True)
    assert missing(asked_as_usual("knee_swollen", procedures=(operation,))) == set()


def test_the_growth_of_a_grown_up_is_never_asked_for() -> None:
    assert missing(asked_as_usual("limp knee_thigh_groin_pain hip_rotation_reduced")) == set()


def test_a_caution_asks_for_nothing() -> None:
    assert missing(asked_as_usual("hip_reproduces_pain")) == set()


# Details of a question that asks for several things, which opens a block by itself; what adds to
# another sign of the same rule; and a rule that only the story and figures fire.
NOT_BY_THEMSELVES = {
    "stiffness_over_30_minutes",
    "several_joints",
    "weight_loss",
    "tense_effusion",
    "patella_bone_tender",
    "fibular_head_tender",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_sign_of_a_rule_is_read_by_one_of_its_ways_to_fire(rule: Any) -> None:
    read = {code for step in READ[rule.code] for code in step}
    assert set(rule.items) - read - STORY.keys() <= NOT_BY_THEMSELVES
    assert {one.code for one in RED_FLAGS.measures} >= set(rule.items) or rule.restricted


def test_a_sign_whose_rule_has_fired_asks_for_nothing_more() -> None:
    found = screen(asked_as_usual("pain_out_of_proportion"))
    assert [one.rule.code for one in found.fired] == ["RF-11"]
    assert found.missing == ()
