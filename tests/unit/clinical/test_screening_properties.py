"""What holds for every screen, whatever was answered and in whatever order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.catalogue.screening_rules import RULES
from assessment.catalogue.types import RuleText, VisitKind
from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts
from assessment.clinical.screening.outcome import RuleState
from assessment.clinical.screening.rules import DECIDES
from assessment.clinical.screening.screen import ScreenState, screened_apart
from tests.unit.clinical.screening_visits import screen, unanswered, urgency, visits

MANY = settings(max_examples=80)
ITEMS = sorted({item for rule in RULES for item in rule.items})
BY_CODE = {rule.code: rule for rule in RULES}


# What opens a rule, where a fall of a child two days ago does not.
STORIES: dict[str, dict[str, Any]] = {
    # Both fracture rules would say so themselves.
    "RF-04": {"days_since_injury": 20},
}


def child_after_a_fall(rule: RuleText, items: tuple[str, ...]) -> ScreenFacts:
    told: dict[str, Any] = {
        "visit": VisitKind.INITIAL,
        "age": 12,
        "days_since_injury": 2,
        "choices": {"onset": "acute_trauma", "injury_mechanism": "fall"},
        **STORIES.get(rule.code, {}),
    }
    if "straight_leg_raise" in items:
        told["choices"] = {**told["choices"], "straight_leg_raise": "unable"}
    return ScreenFacts(answers=dict.fromkeys(items, True), **told)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_all_items_yes_fire_a_rule_at_its_level(rule: RuleText) -> None:
    # The night pain of RF-17 with its weight loss is a matter of RF-16: each alone.
    tried = [(one,) for one in rule.items] if rule.code == "RF-17" else [rule.items]
    for items in tried:
        facts = child_after_a_fall(rule, items)
        found = screened_apart(facts, []) if rule.restricted else screen(facts)
        fired = {one.rule.code: one.outcome.level for one in found.fired}
        assert fired.get(rule.code) is rule.level


@MANY
@given(visits(), st.data())
def test_an_answer_that_is_due_and_missing_never_leaves_a_screen_negative(
    facts: ScreenFacts, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(sorted(screen(facts).due)))
    without = screen(unanswered(facts, code))
    if code in without.due:
        assert code in without.missing
        assert without.status in (ScreenState.INCOMPLETE, ScreenState.POSITIVE_INCOMPLETE)
    else:
        # Nobody had to ask it: its own yes opened the block that it stands in, or a kind of
        # injury did where the history tells of none.
        assert facts.answers.get(code) or code == "injury_mechanism"


@MANY
@given(visits())
def test_a_screen_is_negative_only_with_nothing_missing_undecided_or_fired(
    facts: ScreenFacts,
) -> None:
    found = screen(facts)
    undecided = any(one.outcome.state is RuleState.INCOMPLETE for one in found.results)
    complete = not found.missing and not undecided
    assert (found.status is ScreenState.NEGATIVE) == (complete and urgency(found) <= 1)
    assert (found.status is ScreenState.POSITIVE) == (complete and urgency(found) > 1)
    assert (found.status is ScreenState.INCOMPLETE) == (not complete and urgency(found) <= 1)


# A second tender bone takes away that the kneecap alone is tender (Ottawa); what is left is an
# ordinary request for a radiograph (RF-04). Everything else that explains a finding stands in
# `besides` of its rule and in no rule's `items`.
EXPLAINING = {"other_knee_bone_tender": "patella_bone_tender"}


@MANY
@given(visits(), st.data())
def test_a_yes_in_place_of_nothing_never_makes_a_screen_less_urgent(
    facts: ScreenFacts, data: st.DataObject
) -> None:
    asked = [one for one in ITEMS if one not in facts.answers and one != "straight_leg_raise"]
    code = data.draw(st.sampled_from(asked or ["limp"]))
    if facts.answers.get(EXPLAINING.get(code, "")):
        return
    answered = replace(facts, answers={**facts.answers, code: True})
    assert urgency(screen(answered)) >= urgency(screen(facts))


# What takes over from a rule once the age no longer keeps it from doing so.
TAKES_OVER = {"RF-04": ("RF-01", "RF-02"), "RF-17": ("RF-16",)}


@MANY
@given(visits())
def test_without_a_birth_date_nothing_is_ruled_out_and_nothing_is_less_urgent(
    facts: ScreenFacts,
) -> None:
    known, unknown = screen(facts), screen(replace(facts, age=None))
    before = {one.rule.code: one for one in known.results}
    after = {one.rule.code: one for one in unknown.results}
    for code, one in before.items():
        now = after[code].outcome
        if not one.fired or any(after[other].fired for other in TAKES_OVER.get(code, ())):
            continue
        assert now.state in (RuleState.FIRED, RuleState.INCOMPLETE)
        if now.level and one.outcome.level:
            assert now.level.urgency >= one.outcome.level.urgency
    if known.status is not ScreenState.NEGATIVE:
        assert unknown.status is not ScreenState.NEGATIVE


@MANY
@given(visits(), st.randoms(use_true_random=False))
def test_the_order_of_answering_does_not_matter(facts: ScreenFacts, order: Any) -> None:
    answers, choices = list(facts.answers.items()), list(facts.choices.items())
    order.shuffle(answers)
    order.shuffle(choices)
    assert screen(replace(facts, answers=dict(answers), choices=dict(choices))) == screen(facts)


class Listening(Mapping[str, Any]):
    """Answers nothing, and keeps what was asked for."""

    def __init__(self, asked: set[str]) -> None:
        self.asked = asked

    def __getitem__(self, code: str) -> Any:
        self.asked.add(code)
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


# Charted in the history: how it began is part of every story.
ELSEWHERE = {"onset"}
# Read by another name: dates, procedures and grades, and what is only told beside a finding.
TOLD_BESIDE = {
    "injury_date",
    "limb_procedure",
    "limb_procedure_date",
    "grade_drop",
    "plateau",
    "patella_high_or_low",
    "foot_pulse_weak",
    "new_foot_drop",
    "overweight",
    "load_spike",
    "previous_stress_fracture",
    "condyle_tenderness",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_reads_what_it_names_and_nothing_else(rule: RuleText) -> None:
    asked: set[str] = set()
    nothing: Any = Listening(asked)
    for visit in VisitKind:
        for procedures in (None, (), (LimbProcedure(days=3),)):
            DECIDES[rule.code](
                ScreenFacts(
                    visit=visit,
                    answers=nothing,
                    choices=nothing,
                    numbers=nothing,
                    procedures=procedures,
                    age=30,
                )
            )
    named = {*rule.items, *rule.besides}
    assert asked - named <= ELSEWHERE
    assert set(rule.items) <= asked
    assert named - asked <= TOLD_BESIDE
    assert not set(rule.items) & set(rule.besides)


@MANY
@given(visits())
def test_whatever_fires_says_what_to_do_and_why(facts: ScreenFacts) -> None:
    for code, decide in DECIDES.items():
        for step in decide(facts):
            assert step.wording in BY_CODE[code].actions
    for one in screen(facts).fired:
        assert one.action
        assert one.outcome.because


@given(st.sampled_from([None, *range(0, 100, 5)]), st.sampled_from(list(VisitKind)))
def test_where_nothing_was_answered_nothing_fires_and_nothing_is_ruled_out(
    age: int | None, visit: VisitKind
) -> None:
    found = screen(ScreenFacts(visit=visit, age=age))
    assert (found.fired, found.status) == ((), ScreenState.INCOMPLETE)
