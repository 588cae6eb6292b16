"""Three-valued screening: not assessed is never no, and incomplete is never clear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import catalogue
from assessment.catalogue.types import Section, VisitKind
from assessment.clinical.screening import ScreenState, ScreenStatus, all_of, any_of, screen

RED_FLAGS = catalogue.section("red_flags")
FIRST = [one.code for one in RED_FLAGS.measures if VisitKind.INITIAL in one.core_at]
LATER = [one.code for one in RED_FLAGS.measures if VisitKind.DISCHARGE in one.core_at]
ANSWERS = st.lists(st.sampled_from(["yes", "no", None]))


@pytest.mark.parametrize(
    ("answers", "anything", "everything"),
    [
        (["yes", None, "no"], "yes", "no"),
        (["no", None], None, "no"),
        (["yes", None], "yes", None),
        (["no", "no"], "no", "no"),
        (["yes", "yes"], "yes", "yes"),
        ([None], None, None),
        (["not_assessed", "no"], None, "no"),
    ],
)
def test_three_valued_logic(
    answers: list[str | None], anything: str | None, everything: str | None
) -> None:
    assert (any_of(answers), all_of(answers)) == (anything, everything)


@settings(deadline=None)
@given(ANSWERS)
def test_any_and_all_mirror_each_other(answers: list[str | None]) -> None:
    turned = {"yes": "no", "no": "yes", None: None}
    assert turned[any_of(answers)] == all_of([turned[one] for one in answers])


def test_a_screen_opens_incomplete_with_everything_unasked() -> None:
    found = screen(RED_FLAGS, {}, VisitKind.INITIAL)
    assert found.status is ScreenState.INCOMPLETE
    assert (len(found.not_assessed), found.answered_no, found.asked) == (15, 0, 15)
    assert found.text.startswith("Incomplete, nothing is ruled out. 15 of 15 not assessed: Fever")


def test_a_screen_is_negative_only_when_all_that_was_due_is_no() -> None:
    found = screen(RED_FLAGS, dict.fromkeys(FIRST, "no"), VisitKind.INITIAL)
    assert found.status is ScreenState.NEGATIVE
    assert (found.answered_no, found.asked) == (15, 15)
    assert "excludes no disease" in found.text


def test_one_item_not_assessed_keeps_it_incomplete() -> None:
    answers = {**dict.fromkeys(FIRST, "no"), "growing_lump": "not_assessed"}
    found = screen(RED_FLAGS, answers, VisitKind.INITIAL)
    assert found.status is ScreenState.INCOMPLETE
    assert found.not_assessed == ("Growing lump",)


def test_a_yes_counts_at_once_and_the_screen_stays_incomplete() -> None:
    found = screen(RED_FLAGS, {"breathless_chest_pain": "yes"}, VisitKind.REASSESSMENT)
    assert found.status is ScreenState.POSITIVE_INCOMPLETE
    assert found.answered_yes == ("Breathless, chest pain, coughing blood, faint",)
    assert found.text.startswith("Positive, and incomplete. Answered yes: Breathless")
    assert "assigns no level" in found.text


def test_a_complete_screen_with_a_yes_is_positive() -> None:
    answers = {**dict.fromkeys(LATER, "no"), "wound_change": "yes"}
    found = screen(RED_FLAGS, answers, VisitKind.DISCHARGE)
    assert found.status is ScreenState.POSITIVE
    assert (found.answered_no, found.asked) == (7, 8)


def test_an_item_that_is_not_due_counts_once_it_is_answered() -> None:
    answers = {**dict.fromkeys(LATER, "no"), "night_rest_pain": "yes"}
    found = screen(RED_FLAGS, answers, VisitKind.REASSESSMENT)
    assert found.status is ScreenState.POSITIVE
    assert found.asked == 9
    answers["night_rest_pain"] = "not_assessed"
    assert screen(RED_FLAGS, answers, VisitKind.REASSESSMENT).status is ScreenState.NEGATIVE


def test_context_is_no_red_flag() -> None:
    answers = {**dict.fromkeys(FIRST, "no"), "diabetes": "yes", "knee_implant": "yes"}
    assert screen(RED_FLAGS, answers, VisitKind.INITIAL).status is ScreenState.NEGATIVE


def test_a_screen_without_items_is_never_clear() -> None:
    empty = Section(code="empty", label="Empty", measures=())
    assert screen(empty, {}, VisitKind.INITIAL).status is ScreenState.INCOMPLETE


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIRST), st.sampled_from(["yes", "no", "not_assessed", ""])))
def test_unassessed_never_reads_as_no(answers: dict[str, str]) -> None:
    found = screen(RED_FLAGS, answers, VisitKind.INITIAL)
    noes = sum(one == "no" for one in answers.values())
    assert found.answered_no == noes
    assert (found.status is ScreenState.NEGATIVE) is (noes == len(FIRST))
    assert found.asked == found.answered_no + len(found.answered_yes) + len(found.not_assessed)


def test_everything_that_is_open_or_answered_yes_is_named() -> None:
    labels = {one.code: one.label for one in RED_FLAGS.measures}
    first, second, third, *others = LATER
    answers = dict.fromkeys(others, "no") | {first: "yes", third: "yes", second: "not_assessed"}
    found = screen(RED_FLAGS, answers, VisitKind.REASSESSMENT)
    assert found == ScreenStatus(
        status=ScreenState.POSITIVE_INCOMPLETE,
        text=f"Positive, and incomplete. Answered yes: {labels[first]}; {labels[third]}. The "
        "clinician decides how urgent it is; the app assigns no level. 1 of 8 not assessed: "
        f"{labels[second]}.",
        answered_yes=(labels[first], labels[third]),
        not_assessed=(labels[second],),
        answered_no=5,
        asked=8,
    )
    positive = screen(RED_FLAGS, answers | {second: "no"}, VisitKind.REASSESSMENT)
    assert positive.text == (
        f"Positive. Answered yes: {labels[first]}; {labels[third]}. The clinician decides how "
        "urgent it is; the app assigns no level."
    )
    left = screen(RED_FLAGS, dict.fromkeys(others, "no"), VisitKind.REASSESSMENT)
    assert left.text == (
        "Incomplete, nothing is ruled out. 3 of 8 not assessed: "
        f"{labels[first]}; {labels[second]}; {labels[third]}."
    )
    negative = screen(RED_FLAGS, dict.fromkeys(LATER, "no"), VisitKind.REASSESSMENT)
    assert negative.text == ("Negative: all 8 items answered no. This alone excludes no disease.")
