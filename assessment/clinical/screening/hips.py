"""Hips that hurt in the knee: of children, of runners, of adults."""

from __future__ import annotations

from assessment.catalogue.screening_figures import (
    CHILD_BELOW,
    FEVER_OF_A_CHILD,
    LIMP_OLD,
    LIMP_YOUNG,
    PERTHES_FROM,
    PERTHES_TO,
    SLIPPED_EPIPHYSIS_FROM,
    SLIPPED_EPIPHYSIS_TO,
)
from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.outcome import Step
from assessment.clinical.screening.truth import all_of, any_of, open_or_yes

L1, L2, L3, L4 = ActionLevel.L1, ActionLevel.L2, ActionLevel.L3, ActionLevel.L4


def rf_18(facts: ScreenFacts) -> tuple[Step, ...]:
    """A slipped epiphysis; knee pain may be the only complaint."""
    concerned = any_of(
        open_or_yes(
            facts.between(SLIPPED_EPIPHYSIS_FROM.value, SLIPPED_EPIPHYSIS_TO.value),
        ),
        facts.item("skeletally_immature"),
    )
    pain = facts.item("knee_thigh_groin_pain")
    signs = facts.any_item(
        "limp",
        "hip_rotation_reduced",
        "obligate_external_rotation",
        "leg_lies_rotated_out",
    )
    return (
        Step(
            level=L1,
            when=all_of(concerned, pain, facts.item("cannot_walk_with_crutches")),
            wording="cannot_walk",
        ),
        Step(level=L2, when=all_of(concerned, pain, signs), wording="today"),
    )


def rf_19(facts: ScreenFacts) -> tuple[Step, ...]:
    """A limping child."""
    child = open_or_yes(facts.younger(CHILD_BELOW.value))
    ill = any_of(
        facts.any_item("fever_unwell", "fever_past_week"),
        facts.warmer(FEVER_OF_A_CHILD.value, or_equal=True),
    )
    stuck = facts.any_item("cannot_bear_weight", "cannot_take_4_steps")
    red = any_of(
        ill,
        stuck,
        facts.any_item(
            "severe_pain_on_passive_motion",
            "waking_at_night",
            "bony_lump_or_tenderness",
            "weight_loss_sweats_fatigue",
            "limp_over_7_days",
        ),
    )
    limp = facts.item("limp")
    hip = any_of(limp, facts.any_item("hip_abduction_reduced", "hip_rotation_reduced"))
    unusual = any_of(facts.younger(LIMP_YOUNG.value), facts.older(LIMP_OLD.value))
    return (
        Step(level=L1, when=all_of(child, ill, stuck), wording="emergency"),
        Step(level=L2, when=all_of(child, red), wording="today"),
        Step(
            level=L3,
            when=all_of(open_or_yes(facts.between(PERTHES_FROM.value, PERTHES_TO.value)), hip),
            wording="hip",
        ),
        Step(
            level=L3,
            when=all_of(
                child, any_of(facts.item("limp_not_improving"), all_of(limp, open_or_yes(unusual)))
            ),
            wording="hip",
        ),
    )


def rf_20(facts: ScreenFacts) -> tuple[Step, ...]:
    """An adult hip that is felt in the knee."""
    found = all_of(facts.item("hip_reproduces_pain"), facts.item("knee_unremarkable"))
    return (Step(level=L4, when=found, wording="hip"),)


def rf_25(facts: ScreenFacts) -> tuple[Step, ...]:
    """A stress injury of the femoral neck."""
    found = all_of(
        open_or_yes(facts.item("impact_or_low_bone")),
        facts.item("groin_thigh_pain_on_impact"),
        facts.any_item("hip_rotation_painful", "pain_on_weight_bearing"),
    )
    return (Step(level=L2, when=found, wording="urgent"),)
