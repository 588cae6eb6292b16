"""Precautions and test intensity: how irritable the knee is, how far it has healed.

The therapist chooses each of them; what the app suggests stands beside the field and never in it.
"""

from __future__ import annotations

from assessment.catalogue.answers import prose
from assessment.catalogue.decisions import (
    HEALING_STAGES,
    HOP_PREREQUISITES,
    IRRITABILITY_LEVELS,
    TEST_INTENSITY,
)
from assessment.catalogue.intensity_rules import TEST_INTENSITY_RULES
from assessment.catalogue.types import (
    Better,
    HealingStage,
    Irritability,
    Kind,
    Measure,
    Option,
    Section,
    Source,
    Tier,
)

INTENSITY = "Irritability, healing stage, intensity"
CRITERIA = "What irritability goes by"

_LEVELS = (
    (
        Irritability.HIGH,
        "high",
        "Pain 7 or more of 10; at night or at rest consistently; before the end of the range; "
        "active less than passive range; high disability; settles slowly.",
    ),
    (
        Irritability.MODERATE,
        "moderate",
        "Pain 4 to 6 of 10; at night or at rest now and then; at the end of the range; active "
        "about as passive range; moderate disability.",
    ),
    (
        Irritability.LOW,
        "low",
        "Pain 3 or less of 10; none at night or at rest; only with overpressure; active as "
        "passive range; low disability.",
    ),
    (
        Irritability.NOT_ASSESSED,
        "not assessed",
        "Acts as high until it is assessed.",
    ),
)
_STAGES = (
    (
        HealingStage.A,
        "A, acute",
        "Maximum protection; about the first 3 weeks after an injury (day 0 to 20).",
    ),
    (
        HealingStage.B,
        "B, subacute",
        "Controlled motion; about weeks 3 to 8 after an injury (day 21 to 55).",
    ),
    (
        HealingStage.C,
        "C, strengthening",
        "Return to function; from about 8 weeks after an injury on (day 56).",
    ),
    (
        HealingStage.D,
        "D, return-to-sport or work testing",
        "By criteria that are met, not by time alone.",
    ),
    (
        HealingStage.GRADUAL,
        "gradual onset, no injury of tissue",
        "Starts as C; irritability decides.",
    ),
    (
        HealingStage.NOT_ASSESSED,
        "not assessed",
        "Acts as A until it is assessed.",
    ),
)


def _chosen(
    code: str,
    label: str,
    how: str,
    options: tuple[tuple[str, str, str], ...],
    *sources: Source,
    group: str = INTENSITY,
) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.CHOICE,
        better=Better.NONE,
        group=group,
        how=how,
        options=tuple(
            Option(code=one, label=words, definition=meaning) for one, words, meaning in options
        ),
        sources=sources,
    )


def _criterion(code: str, label: str, high: str, moderate: str, low: str) -> Measure:
    """One thing that tells the three levels apart; its answers carry the codes of the levels."""
    return _chosen(
        f"irritability_{code}",
        label,
        "Feeds the suggestion; the therapist chooses the level.",
        (("high", high, ""), ("moderate", moderate, ""), ("low", low, "")),
        IRRITABILITY_LEVELS,
        group=CRITERIA,
    )


PRECAUTIONS = Section(
    code="precautions",
    label="Precautions and test intensity",
    intro="Guidance from irritability, healing stage and restrictions. You may choose another "
    "test; give a reason.",
    measures=(
        _chosen(
            "irritability",
            "Irritability",
            "How easily the knee flares and how slowly it settles. The shoulder's three levels, "
            "used for the knee; nobody has shown how well raters agree.",
            _LEVELS,
            IRRITABILITY_LEVELS,
        ),
        _chosen(
            "healing_stage",
            "Tissue healing stage",
            "Days since the injury are a guide; after an operation the procedure, its "
            "restrictions and criteria set the stage.",
            _STAGES,
            HEALING_STAGES,
        ),
        _chosen(
            "test_tier",
            "Hardest tests today",
            "Your choice; the suggestion stands above. Above it, give the reason below.",
            tuple(
                (tier.name.lower(), tier.name, f"{words[:1].upper()}{words[1:]}.")
                for tier, words in sorted(TEST_INTENSITY_RULES.tier_words.items())
            ),
            TEST_INTENSITY,
            HOP_PREREQUISITES,
        ),
        prose(
            "test_tier_reason",
            "Reason to test above the suggestion",
            "Once for the visit.",
            group=INTENSITY,
        ),
        _criterion("night_pain", "Pain at night or at rest", "consistent", "now and then", "none"),
        _criterion(
            "pain_in_range",
            "Pain in the range",
            "before its end",
            "at its end",
            "only with overpressure",
        ),
        _criterion(
            "active_passive",
            "Active against passive range",
            "active less",
            "about equal",
            "equal",
        ),
        _criterion("disability", "Disability, as the patient says", "high", "moderate", "low"),
        _criterion(
            "settling",
            "After it was provoked, it settles in",
            "hours, or by the next day",
            "about an hour",
            "minutes",
        ),
    ),
)
TIERS = {tier.name.lower(): tier for tier in Tier}
"""The tiers by the codes of their options."""
