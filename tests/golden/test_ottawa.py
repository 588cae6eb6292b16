"""The Ottawa knee rule: any criterion is enough, and only all five together rule a fracture out."""

from __future__ import annotations

from itertools import combinations

import pytest

from assessment.clinical.ottawa import ottawa_knee_rule
from assessment.clinical.screening import ScreenState

POSITIVE, NEGATIVE = ScreenState.POSITIVE, ScreenState.NEGATIVE
OPEN, POSITIVE_OPEN = ScreenState.INCOMPLETE, ScreenState.POSITIVE_INCOMPLETE
CRITERIA = (
    "isolated_patellar_tenderness",
    "fibular_head_tenderness",
    "cannot_flex_to_90",
    "cannot_take_four_steps",
)


def rule(age: int | None, **answers: str | None) -> ScreenState:
    """What the rule comes to; a criterion that is not named was examined and is not there."""
    given = dict.fromkeys(CRITERIA, "no") | answers
    return ottawa_knee_rule(
        age=age,
        isolated_patellar_tenderness=given["isolated_patellar_tenderness"],
        fibular_head_tenderness=given["fibular_head_tenderness"],
        cannot_flex_to_90=given["cannot_flex_to_90"],
        cannot_take_four_steps=given["cannot_take_four_steps"],
    )


@pytest.mark.parametrize(
    ("age", "state"),
    [(18, NEGATIVE), (54, NEGATIVE), (55, POSITIVE), (56, POSITIVE), (91, POSITIVE), (None, OPEN)],
)
def test_age_counts_from_55_on_row_89(age: int | None, state: ScreenState) -> None:
    assert rule(age) is state


@pytest.mark.parametrize("criterion", CRITERIA)
def test_one_criterion_is_enough_and_says_what_is_still_open(criterion: str) -> None:
    assert rule(30, **{criterion: "yes"}) is POSITIVE
    assert rule(None, **{criterion: "yes"}) is POSITIVE_OPEN
    assert rule(55, **{criterion: None}) is POSITIVE_OPEN


@pytest.mark.parametrize("criterion", CRITERIA)
def test_one_criterion_not_examined_leaves_a_fracture_open(criterion: str) -> None:
    assert rule(30, **{criterion: None}) is OPEN
    assert rule(None, **{criterion: None}) is OPEN
    assert rule(30, **{criterion: "not_assessed"}) is OPEN


@pytest.mark.parametrize(("found", "unknown"), [*combinations(CRITERIA, 2)])
def test_what_was_found_outweighs_what_was_not_examined(found: str, unknown: str) -> None:
    assert rule(30, **{found: "yes", unknown: "yes"}) is POSITIVE
    assert rule(30, **{found: "yes", unknown: None}) is POSITIVE_OPEN
    assert rule(30, **{found: None, unknown: "yes"}) is POSITIVE_OPEN
    assert rule(30, **{found: None, unknown: None}) is OPEN


def test_with_nothing_known_nothing_is_ruled_out() -> None:
    assert rule(None, **dict.fromkeys(CRITERIA)) is OPEN
