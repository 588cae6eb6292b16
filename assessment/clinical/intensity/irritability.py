"""How irritable the knee is, as far as what is charted says so: a suggestion with its words.

The level of most answers, the more irritable of two with as many; an effusion makes it one level
more. Where nothing is charted there is no suggestion, and the level acts as high.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.catalogue.types import Irritability, IrritabilityRule

ORDER = (Irritability.HIGH, Irritability.MODERATE, Irritability.LOW)


@dataclass(frozen=True, kw_only=True)
class IrritabilityFacts:
    """What is charted: pain out of ten, answers to the criteria (label and level), the effusion.

    `effusion` and `effusion_before` are ranks of the stroke test, now and at the last visit.
    """

    pain: int | None = None
    answers: tuple[tuple[str, Irritability], ...] = ()
    effusion: int | None = None
    effusion_before: int | None = None


@dataclass(frozen=True, kw_only=True)
class IrritabilityAdvice:
    """The level suggested and why; not assessed where nothing is charted."""

    level: Irritability
    why: tuple[str, ...]


def suggested_irritability(facts: IrritabilityFacts, rule: IrritabilityRule) -> IrritabilityAdvice:
    """The level that most of what is charted says, made one more by the effusion."""
    said = [] if facts.pain is None else [(f"pain {facts.pain}/10", _by_pain(facts.pain, rule))]
    said += [(label, level) for label, level in facts.answers if level in ORDER]
    if not said:
        return IrritabilityAdvice(level=Irritability.NOT_ASSESSED, why=())
    why = tuple(f"{label}: {level.value}" for label, level in said)
    levels = [level for _label, level in said]
    # Of two that are said as often the first in the order is the more irritable.
    most = max(ORDER, key=levels.count)
    effusion = _effusion(facts, rule)
    if effusion:
        most = ORDER[max(ORDER.index(most) - 1, 0)]
        why = (*why, f"{effusion}: one level more")
    return IrritabilityAdvice(level=most, why=why)


def _by_pain(pain: int, rule: IrritabilityRule) -> Irritability:
    if pain >= rule.high_from:
        return Irritability.HIGH
    return Irritability.MODERATE if pain >= rule.moderate_from else Irritability.LOW


def _effusion(facts: IrritabilityFacts, rule: IrritabilityRule) -> str:
    """What about the effusion makes the knee more irritable; nothing where nothing does."""
    if facts.effusion is None:
        return ""
    if facts.effusion >= rule.effusion_rank:
        return "effusion 2+ or more"
    before = facts.effusion_before
    if before is not None and facts.effusion - before >= rule.effusion_rise:
        return "effusion risen by a grade"
    return ""
