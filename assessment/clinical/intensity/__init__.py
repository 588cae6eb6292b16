"""How hard a test may be for this knee today: a suggestion with its reasons, never a lock."""

from assessment.clinical.intensity.advice import suggested_tier
from assessment.clinical.intensity.at_the_test import held_against, tier_in_force
from assessment.clinical.intensity.facts import (
    Advised,
    InForce,
    IntensityFacts,
    LeftOut,
    OpenFlag,
    Operation,
    Reason,
    TierAdvice,
)
from assessment.clinical.intensity.healing import StageAdvice, suggested_stage
from assessment.clinical.intensity.irritability import (
    IrritabilityAdvice,
    IrritabilityFacts,
    suggested_irritability,
)
from assessment.clinical.intensity.pain import is_limited, stop_hint

__all__ = [
    "Advised",
    "InForce",
    "IntensityFacts",
    "IrritabilityAdvice",
    "IrritabilityFacts",
    "LeftOut",
    "OpenFlag",
    "Operation",
    "Reason",
    "StageAdvice",
    "TierAdvice",
    "held_against",
    "is_limited",
    "stop_hint",
    "suggested_irritability",
    "suggested_stage",
    "suggested_tier",
    "tier_in_force",
]
