"""What is suggested for irritability and healing stage, and what pain during a test says."""

from __future__ import annotations

import pytest

from assessment.catalogue.types import HealingStage, Irritability
from assessment.clinical.intensity import (
    IrritabilityFacts,
    StageAdvice,
    is_limited,
    stop_hint,
    suggested_irritability,
    suggested_stage,
)
from tests.golden.intensity import RULES

HIGH, MODERATE, LOW, UNKNOWN = Irritability


def level(
    pain: int | None = None,
    *answers: Irritability,
    effusion: int | None = None,
    before: int | None = None,
) -> Irritability:
    return suggested_irritability(
        IrritabilityFacts(
            pain=pain,
            answers=tuple((f"answer {at}", one) for at, one in enumerate(answers)),
            effusion=effusion,
            effusion_before=before,
        ),
        RULES.irritability,
    ).level


@pytest.mark.parametrize(
    ("pain", "expected"),
    [(0, LOW), (3, LOW), (4, MODERATE), (6, MODERATE), (7, HIGH), (10, HIGH), (None, UNKNOWN)],
)
def test_pain_alone(pain: int | None, expected: Irritability) -> None:
    assert level(pain) is expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((HIGH,), HIGH),
        ((LOW, LOW, HIGH), LOW),
        ((MODERATE, MODERATE, HIGH), MODERATE),
        ((LOW, HIGH), HIGH),
        ((LOW, MODERATE), MODERATE),
        ((LOW, LOW, MODERATE, MODERATE), MODERATE),
        ((LOW, MODERATE, HIGH), HIGH),
        ((UNKNOWN,), UNKNOWN),
        ((UNKNOWN, LOW), LOW),
    ],
)
def test_the_majority_says_it_and_ties_go_to_the_more_irritable(
    answers: tuple[Irritability, ...], expected: Irritability
) -> None:
    assert level(None, *answers) is expected


@pytest.mark.parametrize(
    ("pain", "effusion", "before", "expected"),
    [
        (2, 2, None, LOW),
        (2, 3, None, MODERATE),
        (2, 4, None, MODERATE),
        (5, 3, None, HIGH),
        (8, 3, None, HIGH),
        (2, 1, 0, MODERATE),
        (2, 1, 1, LOW),
        (2, 1, 2, LOW),
        (2, 0, None, LOW),
        (None, 4, 0, UNKNOWN),
        (2, None, 0, LOW),
    ],
)
def test_an_effusion_makes_it_one_level_more(
    pain: int | None, effusion: int | None, before: int | None, expected: Irritability
) -> None:
    assert level(pain, effusion=effusion, before=before) is expected


def test_it_says_why() -> None:
    facts = IrritabilityFacts(pain=5, answers=(("At night", LOW),), effusion=3, effusion_before=0)
    assert suggested_irritability(facts, RULES.irritability).why == (
        "pain 5/10: moderate",
        "At night: low",
        "effusion 2+ or more: one level more",
    )
    risen = IrritabilityFacts(pain=0, effusion=2, effusion_before=1)
    assert suggested_irritability(risen, RULES.irritability).why == (
        "pain 0/10: low",
        "effusion risen by a grade: one level more",
    )
    assert suggested_irritability(IrritabilityFacts(effusion=4), RULES.irritability).why == ()


def stage(
    days: int | None = None, *, gradual: bool | None = False, operated: bool = False
) -> StageAdvice:
    return suggested_stage(gradual=gradual, injury_days=days, operated=operated, rule=RULES.healing)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, HealingStage.A),
        (20, HealingStage.A),
        (21, HealingStage.B),
        (55, HealingStage.B),
        (56, HealingStage.C),
        (4000, HealingStage.C),
        (-1, HealingStage.NOT_ASSESSED),
        (None, HealingStage.NOT_ASSESSED),
    ],
)
def test_the_stage_by_days(days: int | None, expected: HealingStage) -> None:
    assert stage(days).stage is expected


def test_the_stage_says_why() -> None:
    assert stage(1).why == "1 day since the injury."
    assert stage(20).why == "20 days since the injury."
    assert stage().why == "The day of the injury is not charted."
    assert stage(gradual=True) == StageAdvice(
        stage=HealingStage.GRADUAL, why="Gradual onset: starts as C, irritability decides."
    )
    # An injury that has a day goes before how it is said to have begun.
    assert stage(3, gradual=True).stage is HealingStage.A
    assert stage(3, operated=True) == StageAdvice(
        stage=HealingStage.NOT_ASSESSED,
        why="After an operation the procedure, its restrictions and criteria set the stage.",
    )


@pytest.mark.parametrize(
    ("pain", "limited"), [(None, False), (0, False), (3, False), (4, True), (5, True), (10, True)]
)
def test_from_four_on_a_result_is_limited_by_pain(pain: int | None, limited: bool) -> None:
    assert is_limited(pain, RULES.pain) is limited


KEPT = "A result stopped by pain is kept with its mark."


@pytest.mark.parametrize(
    ("pain", "before", "why"),
    [
        (5, None, ""),
        (6, None, "above 5"),
        (5, 4, ""),
        (5, 3, "2 above the 3 before"),
        (2, 0, "2 above the 0 before"),
        (1, 0, ""),
        (6, 5, "above 5"),
        (7, 5, "above 5 and 2 above the 5 before"),
        (None, 3, ""),
        (0, 5, ""),
    ],
)
def test_when_a_test_is_to_be_stopped(pain: int | None, before: int | None, why: str) -> None:
    expected = f"Pain {pain}/10, {why}: stop the test. {KEPT}" if why else ""
    assert stop_hint(pain, before, RULES.pain) == expected
