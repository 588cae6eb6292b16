"""Inflamed joints, stressed bones, overworked muscle, and what does not get better."""

from __future__ import annotations

from assessment.catalogue.screening_figures import INSUFFICIENCY_AGE, SYNOVITIS_SIGNS
from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.infection import detail
from assessment.clinical.screening.outcome import Step
from assessment.clinical.screening.truth import Truth, all_of, any_of, at_least, known

L1, L2, L3 = ActionLevel.L1, ActionLevel.L2, ActionLevel.L3

PLATEAU = "plateau"
STIFF, SEVERAL = "stiffness_over_30_minutes", "several_joints"
STIFF_OR_SEVERAL = "morning_stiffness_other_joints"
OTHER_SYNOVITIS = (
    "psoriasis_bowel_eye_infection",
    "tick_exposure",
    "gout_history",
)


def rf_21(facts: ScreenFacts) -> tuple[Step, ...]:
    """A joint disease that inflames or deposits crystals."""
    asked = facts.item(STIFF_OR_SEVERAL)
    stiff, several = _asked_in(asked, facts.item(STIFF)), _asked_in(asked, facts.item(SEVERAL))
    # The question that asks for both says that it is one of them, until that is answered.
    either = any_of(stiff, several)
    if either.open:
        either = asked
    others = tuple(facts.item(one) for one in OTHER_SYNOVITIS)
    other = any_of(*others)
    several_signs = at_least(int(SYNOVITIS_SIGNS.value), stiff, several, *others)
    swollen = facts.item("boggy_swelling_without_injury")
    return (
        Step(level=L3, when=all_of(swollen, any_of(either, other)), wording="review"),
        Step(level=L3, when=any_of(several_signs, all_of(either, other)), wording="review"),
    )


def _asked_in(question: Truth, detail: Truth) -> Truth:
    """A detail of a question; until it is answered, the question, unless that was a yes."""
    return detail if question.yes or not detail.open else question


def rf_26(facts: ScreenFacts) -> tuple[Step, ...]:
    """A stress injury of bone elsewhere, or too little energy for the training."""
    bone = all_of(facts.item("focal_bone_tenderness"), facts.item("pain_rising_with_impact"))
    return (
        Step(level=L3, when=bone, wording="bone"),
        Step(level=L3, when=facts.item("low_energy_signs"), wording="energy"),
    )


def rf_28(facts: ScreenFacts) -> tuple[Step, ...]:
    """Muscle that breaks down after exercise."""
    after = facts.item("after_extreme_exercise")
    return (
        Step(level=L1, when=all_of(after, facts.item("dark_urine")), wording="emergency"),
        Step(level=L2, when=all_of(after, facts.item("thigh_swollen_or_weak")), wording="today"),
    )


def rf_30(facts: ScreenFacts) -> tuple[Step, ...]:
    """Bone that dies or gives way under ordinary load."""
    at_risk = any_of(
        facts.older(INSUFFICIENCY_AGE.value),
        facts.any_item("tendon_risk", "heavy_alcohol"),
        detail(facts, "long_term_steroid", of="blood_immune_steroid"),
    )
    found = all_of(facts.item("sudden_medial_rest_pain"), at_risk)
    return (Step(level=L3, when=found, wording="imaging"),)


def rf_32(facts: ScreenFacts) -> tuple[Step, ...]:
    """Not getting better as expected: by the clinician's own judgement, or by the figures."""
    stuck: Truth = any_of(facts.item("not_improving"), known(facts.plateau, PLATEAU))
    return (Step(level=L3, when=stuck, wording="rethink"),)


def rf_29(facts: ScreenFacts) -> tuple[Step, ...]:
    """A concern about safety; kept in the restricted part."""
    return (
        Step(level=L1, when=facts.item("immediate_danger"), wording="danger"),
        Step(
            level=L2,
            when=facts.any_item("safeguarding_concern"),
            wording="concern",
        ),
    )
