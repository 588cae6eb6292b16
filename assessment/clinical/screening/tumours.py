"""Tumours of bone and soft tissue, and pain that no position eases."""

from __future__ import annotations

from assessment.catalogue.screening_figures import YOUNG_TUMOUR_AGE
from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.infection import detail
from assessment.clinical.screening.outcome import Step
from assessment.clinical.screening.truth import Truth, all_of, any_of, open_or_yes, unless

L1, L2, L3, L4 = ActionLevel.L1, ActionLevel.L2, ActionLevel.L3, ActionLevel.L4

CANCER_HISTORY = "cancer_history"


def weight_loss(facts: ScreenFacts) -> Truth:
    """Unexplained loss of weight, or the question that asks for it among others."""
    return detail(facts, "weight_loss", of="weight_loss_sweats_fatigue")


def cancer(facts: ScreenFacts) -> Truth:
    """Cancer now or ever; nobody need name it once there never was one."""
    ever = facts.item("cancer_now_or_past")
    named = facts.chosen(CANCER_HISTORY, "past", "treated_6_months", "active")
    return ever if named.open else any_of(ever, named)


def rf_16(facts: ScreenFacts) -> tuple[Step, ...]:
    """A tumour of bone or soft tissue; an unknown age counts as a young one."""
    young = open_or_yes(facts.younger(YOUNG_TUMOUR_AGE.value))
    growing = facts.item("growing_lump")
    lump = facts.any_item("lump_not_growing", "bone_swelling")
    not_mechanical = facts.any_item("bone_pain_unexplained", "night_rest_pain")
    breaking = facts.item("pathological_fracture")
    return (
        Step(
            level=L1,
            when=all_of(breaking, facts.item("cannot_take_4_steps")),
            wording="breaking",
        ),
        Step(level=L2, when=breaking, wording="breaking"),
        Step(
            level=L2,
            when=all_of(
                young, facts.any_item("bone_pain_unexplained", "bone_swelling", "growing_lump")
            ),
            wording="young",
        ),
        Step(level=L3, when=growing, wording="lump"),
        Step(
            level=L3,
            when=all_of(not_mechanical, any_of(cancer(facts), weight_loss(facts), lump)),
            wording="adult",
        ),
    )


def rf_17(facts: ScreenFacts) -> tuple[Step, ...]:
    """Pain at night that no position eases, or lost weight, where no tumour rule has fired."""
    no_other = unless(any_of(*(step.when for step in rf_16(facts))))
    found = any_of(facts.item("night_rest_pain"), weight_loss(facts))
    return (
        Step(level=L3, when=all_of(no_other, found), wording="review"),
        Step(level=L4, when=facts.item("night_pain_eases"), wording="eases"),
    )
