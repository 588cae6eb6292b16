"""Three-valued logic: Kleene's tables, and what each answer says it rests on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.outcome import Outcome, RuleState, Step, outcome
from assessment.clinical.screening.truth import (
    Truth,
    all_of,
    any_of,
    at_least,
    known,
    open_or_yes,
    opposite,
    unless,
)

YES, NO, OPEN = known(True, "yes"), known(False, "no"), known(None, "open")
VALUES = st.sampled_from([True, False, None])
TRUTHS = st.lists(st.builds(known, VALUES, st.sampled_from("abcdef")), max_size=6)


@pytest.mark.parametrize(
    ("first", "second", "any_value", "all_value"),
    [
        (YES, YES, True, True),
        (YES, NO, True, False),
        (YES, OPEN, True, None),
        (NO, NO, False, False),
        (NO, OPEN, None, False),
        (OPEN, OPEN, None, None),
    ],
)
def test_the_tables_of_kleene(
    first: Truth, second: Truth, any_value: bool | None, all_value: bool | None
) -> None:
    for pair in ((first, second), (second, first)):
        assert any_of(*pair).value is any_value
        assert all_of(*pair).value is all_value


@pytest.mark.parametrize(
    ("truth", "flags", "other", "unknown_is_yes", "not_known"),
    [
        (YES, (True, False, False), False, True, False),
        (NO, (False, True, False), True, False, True),
        (OPEN, (False, False, True), None, True, True),
    ],
)
def test_one_truth(
    truth: Truth,
    flags: tuple[bool, bool, bool],
    other: bool | None,
    unknown_is_yes: bool,
    not_known: bool,
) -> None:
    assert (truth.yes, truth.no, truth.open) == flags
    assert opposite(truth) == Truth(other, missing=truth.missing)
    assert open_or_yes(truth) == Truth(unknown_is_yes, because=truth.because)
    assert unless(truth) == Truth(not_known)


def test_a_known_answer_carries_its_code() -> None:
    assert known(True, "a") == Truth(True, because=("a",), missing=())
    assert known(False, "a") == Truth(False, because=(), missing=())
    assert known(None, "a") == Truth(None, because=(), missing=("a",))


def test_a_yes_says_why_and_an_open_one_what_is_missing_each_code_once() -> None:
    again = Truth(True, because=("yes", "more"), missing=("unread",))
    assert any_of(NO, YES, OPEN, again) == Truth(True, because=("yes", "more"))
    assert all_of(again, YES) == Truth(True, because=("yes", "more"))
    lacking = Truth(None, because=("unread",), missing=("open", "else"))
    assert any_of(NO, OPEN, lacking) == Truth(None, missing=("open", "else"))
    assert all_of(YES, lacking, OPEN) == Truth(None, missing=("open", "else"))
    assert any_of(NO, NO) == all_of(OPEN, NO, YES) == Truth(False)


def test_of_none_nothing_is_yes_and_all_are() -> None:
    assert any_of() == Truth(False)
    assert all_of() == Truth(True)


@pytest.mark.parametrize(
    ("needed", "truths", "found"),
    [
        (2, (YES, known(True, "b"), NO), Truth(True, because=("yes", "b"))),
        (2, (YES, NO, NO), Truth(False)),
        (2, (YES, OPEN, NO), Truth(None, missing=("open",))),
        (2, (NO, OPEN, known(None, "b")), Truth(None, missing=("open", "b"))),
        (3, (YES, OPEN, NO), Truth(False)),
        (1, (YES, OPEN), Truth(True, because=("yes",))),
        (0, (NO,), Truth(True)),
    ],
)
def test_at_least_so_many(needed: int, truths: tuple[Truth, ...], found: Truth) -> None:
    assert at_least(needed, *truths) == found


@given(TRUTHS)
def test_any_and_all_mirror_each_other(truths: list[Truth]) -> None:
    mirrored = all_of(*(opposite(one) for one in truths))
    assert any_of(*truths).value is opposite(mirrored).value
    assert any_of(*truths).value is at_least(1, *truths).value
    assert all_of(*truths).value is at_least(len(truths), *truths).value


@given(TRUTHS, st.integers(min_value=0, max_value=7), st.data())
def test_what_is_open_can_still_turn_out_either_way(
    truths: list[Truth], needed: int, data: st.DataObject
) -> None:
    settled = [
        known(data.draw(st.booleans()), one.missing[0]) if one.open else one for one in truths
    ]
    least = [known(False, "x") if one.open else one for one in truths]
    most = [known(True, "x") if one.open else one for one in truths]
    for made in (any_of, all_of, lambda *given_: at_least(needed, *given_)):
        found = made(*truths).value
        if found is None:
            assert (made(*least).value, made(*most).value) == (False, True)
        else:
            assert made(*settled).value is found


L1, L2, L3, L4 = ActionLevel


def step(level: ActionLevel, when: Truth, wording: str = "words") -> Step:
    return Step(level=level, when=when, wording=wording)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((), Outcome(state=RuleState.NOT_FIRED)),
        ((step(L2, NO), step(L4, NO)), Outcome(state=RuleState.NOT_FIRED)),
        (
            (step(L3, YES, "later"), step(L1, YES, "now")),
            Outcome(state=RuleState.FIRED, level=L1, wording="now", because=("yes",)),
        ),
        (
            (step(L3, known(True, "a"), "first"), step(L3, known(True, "b"), "second")),
            Outcome(state=RuleState.FIRED, level=L3, wording="first", because=("a",)),
        ),
        (
            (step(L1, OPEN), step(L2, known(None, "b")), step(L2, YES, "here")),
            Outcome(
                state=RuleState.FIRED,
                level=L2,
                wording="here",
                because=("yes",),
                missing=("open",),
            ),
        ),
        (
            (step(L1, OPEN), step(L2, OPEN), step(L2, YES)),
            Outcome(
                state=RuleState.FIRED,
                level=L2,
                wording="words",
                because=("yes",),
                missing=("open",),
            ),
        ),
        ((step(L2, OPEN),), Outcome(state=RuleState.NOT_ASKED, missing=("open",))),
        (
            (step(L2, known(None, "due")), step(L3, Truth(None, missing=("open", "due")))),
            Outcome(state=RuleState.INCOMPLETE, missing=("due", "open")),
        ),
        ((step(L4, known(None, "due")),), Outcome(state=RuleState.NOT_ASKED)),
        ((step(L4, OPEN), step(L4, NO)), Outcome(state=RuleState.NOT_ASKED)),
        (
            (step(L4, known(True, "a"), "note"), step(L2, known(None, "due"))),
            Outcome(
                state=RuleState.FIRED, level=L4, wording="note", because=("a",), missing=("due",)
            ),
        ),
    ],
)
def test_a_rule_comes_to_the_most_urgent_step_that_holds(
    steps: tuple[Step, ...], found: Outcome
) -> None:
    assert outcome(steps, frozenset({"due"})) == found
