"""Facts for tests of the suggested intensity: a quiet knee, with what the test says changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assessment.catalogue.intensity_rules import TEST_INTENSITY_RULES
from assessment.catalogue.types import HealingStage, Irritability, OperationGroup
from assessment.clinical.intensity import (
    IntensityFacts,
    Operation,
    TierAdvice,
    suggested_tier,
)

RULES = TEST_INTENSITY_RULES
QUIET = IntensityFacts(
    irritability=Irritability.LOW, stage=HealingStage.D, acute_injury=False, hops_ready=True
)


def advice(**said: object) -> TierAdvice:
    """What is suggested for a quiet knee in the last stage, with what is said changed."""
    return suggested_tier(replace(QUIET, **said), RULES)  # type: ignore[arg-type]


def operation(kind: OperationGroup, days: int | None, **said: Any) -> Operation:
    return Operation(kind=kind, name="Operation", days=days, **said)


def rules_of(found: TierAdvice) -> list[str]:
    """The codes of the rules that gave a reason, the table's left out."""
    return [one.rule for one in found.reasons[1:]]


def words_of(found: TierAdvice) -> list[str]:
    return [one.words for one in found.reasons[1:]]
