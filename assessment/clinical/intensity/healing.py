"""The stage of healing by the days since an injury. The last stage goes by criteria only."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.catalogue.types import HealingRule, HealingStage


@dataclass(frozen=True, kw_only=True)
class StageAdvice:
    """The stage suggested and why; not assessed where nothing tells."""

    stage: HealingStage
    why: str


def suggested_stage(
    *, gradual: bool | None, injury_days: int | None, operated: bool, rule: HealingRule
) -> StageAdvice:
    """By the days since the injury; a gradual onset starts where strengthening does.

    After an operation the procedure, its restrictions and criteria set the stage: no suggestion.
    """
    if operated:
        return StageAdvice(
            stage=HealingStage.NOT_ASSESSED,
            why="After an operation the procedure, its restrictions and criteria set the stage.",
        )
    if injury_days is not None and injury_days >= 0:
        return StageAdvice(stage=_by_days(injury_days, rule), why=_since(injury_days))
    if gradual:
        return StageAdvice(
            stage=HealingStage.GRADUAL, why="Gradual onset: starts as C, irritability decides."
        )
    return StageAdvice(stage=HealingStage.NOT_ASSESSED, why="The day of the injury is not charted.")


def _by_days(days: int, rule: HealingRule) -> HealingStage:
    if days >= rule.strengthening_from:
        return HealingStage.C
    return HealingStage.B if days >= rule.subacute_from else HealingStage.A


def _since(days: int) -> str:
    return "1 day since the injury." if days == 1 else f"{days} days since the injury."
