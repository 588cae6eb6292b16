"""The screen as a whole: its states, the order of what fired, and what is provisional."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.catalogue.screening_rules import RULES
from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.outcome import RuleState
from assessment.clinical.screening.screen import (
    Screening,
    ScreenState,
    answered,
    screened,
    screened_apart,
)
from tests.golden.safety.tables import all_no, blank, core, injured, measured, operated, screen

LATER = VisitKind.REASSESSMENT


def codes(found: Screening) -> list[str]:
    return [one.rule.code for one in found.fired]


@pytest.mark.parametrize(
    ("facts", "status", "cautions_only"),
    [
        (all_no(), ScreenState.NEGATIVE, False),
        (all_no("catching_unlocks"), ScreenState.NEGATIVE, True),
        (all_no("catching_unlocks", "fever_unwell"), ScreenState.INCOMPLETE, True),
        (all_no(unknown="fever_unwell"), ScreenState.INCOMPLETE, False),
        (all_no("claudication"), ScreenState.POSITIVE, False),
        (all_no("claudication catching_unlocks"), ScreenState.POSITIVE, False),
        (
            all_no("claudication", "fever_unwell"),
            ScreenState.POSITIVE_INCOMPLETE,
            False,
        ),
        (blank(), ScreenState.INCOMPLETE, False),
        (blank("breathless_chest_pain"), ScreenState.POSITIVE_INCOMPLETE, False),
    ],
)
def test_the_state_of_a_screen(
    facts: ScreenFacts, status: ScreenState, cautions_only: bool
) -> None:
    found = screen(facts)
    assert (found.status, found.cautions_only) == (status, cautions_only)


def test_an_undecided_rule_keeps_a_screen_open_though_every_question_is_answered() -> None:
    facts = replace(all_no("sudden_medial_rest_pain"), age=None)
    found = screen(facts)
    states = {one.rule.code: one.outcome.state for one in found.results}
    assert (found.missing, states["RF-30"]) == ((), RuleState.INCOMPLETE)
    assert found.status is ScreenState.INCOMPLETE
    assert screen(replace(facts, age=40)).status is ScreenState.NEGATIVE


def test_the_most_urgent_comes_first_and_within_a_level_the_order_of_the_rules() -> None:
    facts = all_no(
        "catching_unlocks not_improving claudication breathless_chest_pain open_wound "
        "new_foot_drop red_streaks"
    )
    assert codes(screen(facts)) == [
        "RF-03",
        "RF-10",
        "RF-08",
        "RF-15",
        "RF-31",
        "RF-32",
        "RF-22",
    ]


def test_every_rule_but_the_restricted_one_has_a_result_in_its_order() -> None:
    found = screen(blank())
    assert [one.rule for one in found.results] == [one for one in RULES if not one.restricted]
    assert all(one.action == "" for one in found.results)


def test_what_was_answered_is_counted_and_named_in_order() -> None:
    found = screen(blank("limp fever_unwell", "knee_hot diabetes claudication"))
    assert (found.answered_yes, found.answered_no) == (("fever_unwell", "limp"), 3)


def test_what_is_due_and_what_is_missing() -> None:
    facts = all_no(unknown="growing_lump fever_unwell")
    found = screen(facts)
    story = {"limb_procedure", "knee_implant", "impact_or_low_bone"}
    assert found.due == {*core(VisitKind.INITIAL), *story}
    assert found.missing == ("fever_unwell", "growing_lump")
    later = screen(replace(facts, visit=LATER))
    assert later.due == set(core(LATER))
    assert later.missing == ("fever_unwell",)


@pytest.mark.parametrize("code", ["limb_procedure", "knee_implant", "impact_or_low_bone"])
def test_the_questions_of_the_story_are_due_at_the_first_visit(code: str) -> None:
    facts = all_no(unknown=code)
    assert code in screen(facts).missing
    assert screen(replace(facts, visit=LATER)).status is ScreenState.NEGATIVE


def test_whether_something_was_answered_depends_on_its_kind() -> None:
    facts = blank("limp", "diabetes", choices={"onset": "gradual"})
    facts = replace(facts, numbers={"heart_rate": Decimal(60)})
    for code in ("limp", "diabetes", "onset", "heart_rate"):
        assert answered(facts, code)
    assert not answered(facts, "knee_hot")
    assert not answered(facts, "injury_date")
    assert answered(replace(facts, days_since_injury=0), "injury_date")


def reported(facts: ScreenFacts, *codes: str) -> ScreenFacts:
    return replace(facts, reported=frozenset(codes))


@pytest.mark.parametrize(
    ("facts", "rule", "provisional"),
    [
        (all_no("breathless_chest_pain"), "RF-10", False),
        (reported(all_no("breathless_chest_pain"), "breathless_chest_pain"), "RF-10", True),
        (reported(all_no("breathless_chest_pain"), "limp"), "RF-10", False),
        # Both are needed, and one of them is only reported.
        (reported(all_no("fever_unwell red_streaks"), "fever_unwell"), "RF-08", True),
        # It fires as urgently by what was found.
        (reported(all_no("claudication foot_rest_pain"), "claudication"), "RF-31", False),
        (reported(all_no("claudication foot_rest_pain"), "foot_rest_pain"), "RF-31", True),
        (
            reported(
                injured("pop_at_onset", choices={"straight_leg_raise": "unable"}), "pop_at_onset"
            ),
            "RF-05",
            False,
        ),
        (
            reported(operated(5, "new_fall", choices={"straight_leg_raise": "unable"}), "new_fall"),
            "RF-05",
            True,
        ),
        (measured(all_no(), heart_rate="120"), "RF-10", False),
        (reported(all_no("catching_unlocks"), "catching_unlocks"), "RF-22", True),
    ],
)
def test_what_rests_on_a_report_of_the_patient_is_provisional(
    facts: ScreenFacts, rule: str, provisional: bool
) -> None:
    found = {one.rule.code: one for one in screen(facts).fired}
    assert found[rule].provisional is provisional
    assert all(not one.provisional for one in screen(facts).results if not one.fired)


def test_the_restricted_part_stands_apart() -> None:
    facts = blank("safeguarding_concern immediate_danger fever_unwell")
    apart = screened_apart(facts, ["safeguarding_concern"])
    assert (codes(apart), apart.due) == (["RF-29"], {"safeguarding_concern"})
    assert apart.status is ScreenState.POSITIVE
    assert apart.fired[0].action.startswith("Immediate danger")
    assert "RF-29" not in [one.rule.code for one in screened(facts, []).results]
    unknown = screened_apart(blank(), ["safeguarding_concern"])
    assert (unknown.status, unknown.missing) == (
        ScreenState.INCOMPLETE,
        ("safeguarding_concern",),
    )
