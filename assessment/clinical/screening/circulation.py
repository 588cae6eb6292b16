"""Veins, lungs, compartments and arteries; and the dislocated knee, which endangers its artery."""

from __future__ import annotations

from assessment.catalogue.screening_figures import (
    ADULT,
    COMPARTMENT_DAYS,
    DISLOCATION_DAYS,
    LOW_ANKLE_BRACHIAL_INDEX,
)
from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.infection import detail
from assessment.clinical.screening.outcome import Step
from assessment.clinical.screening.truth import Truth, all_of, any_of, known, open_or_yes, unless
from assessment.clinical.screening.wells import wells_score

L1, L2, L3, L4 = ActionLevel.L1, ActionLevel.L2, ActionLevel.L3, ActionLevel.L4

ANKLE_BRACHIAL_INDEX = "ankle_brachial_index"


def suspected_thrombosis(facts: ScreenFacts) -> Truth:
    """What makes one think of a clot in a leg's deep veins."""
    return facts.any_item(
        "leg_swelling_vein_pain",
        "vein_tenderness",
        "entire_leg_swollen",
        "calf_3_cm_larger",
        "pitting_oedema",
        "leg_warm_or_discoloured",
    )


def rf_09(facts: ScreenFacts) -> tuple[Step, ...]:
    """A deep vein thrombosis. Where the score was not made for the patient there is none."""
    suspected = suspected_thrombosis(facts)
    return (Step(level=L2, when=suspected, wording=_by_score(facts)),)


def wells_applies(facts: ScreenFacts) -> bool:
    """Grown up and not known to be pregnant; unknown age has no score either."""
    return facts.older(ADULT.value).yes and not facts.pregnant().yes


def _by_score(facts: ScreenFacts) -> str:
    if not wells_applies(facts):
        return "no_score"
    likely = clot_likely(facts)
    if likely is None:
        return "provisional"
    return "likely" if likely else "unlikely"


def clot_likely(facts: ScreenFacts) -> bool | None:
    """The class of the Wells score; none while it is open.

    In pregnancy there is no score: until that is asked a clot is not called unlikely.
    """
    likely = wells_score(facts).likely
    return None if likely is False and facts.pregnant().open else likely


def rf_10(facts: ScreenFacts) -> tuple[Step, ...]:
    """A clot in the lungs."""
    quick = facts.fast_heart()
    return (
        Step(level=L1, when=facts.item("breathless_chest_pain"), wording="emergency"),
        Step(level=L1, when=all_of(quick, suspected_thrombosis(facts)), wording="emergency"),
        Step(level=L4, when=quick, wording="recheck"),
    )


def rf_11(facts: ScreenFacts) -> tuple[Step, ...]:
    """A compartment syndrome. Tingling or weakness alone is none."""
    pain = facts.any_item("pain_out_of_proportion", "stretch_pain")
    tense = facts.item("tense_compartment")
    context = any_of(
        all_of(facts.acute_injury(), open_or_yes(facts.injured_within(COMPARTMENT_DAYS.value))),
        facts.operated_within(COMPARTMENT_DAYS.value),
        facts.any_item("tight_dressing_or_crush", "after_extreme_exercise"),
        bleeding_risk(facts),
    )
    any_other = any_of(pain, facts.any_item("new_tingling", "weakness_numbness_buckling"))
    return (
        Step(level=L1, when=all_of(pain, context), wording="emergency"),
        Step(level=L1, when=all_of(tense, any_of(any_other, context)), wording="emergency"),
        Step(level=L2, when=any_of(pain, tense), wording="today"),
    )


def bleeding_risk(facts: ScreenFacts) -> Truth:
    """An anticoagulant or bleeding disorder, named or among what was asked together."""
    return detail(facts, "bleeding_risk", of="blood_immune_steroid")


def low_index(facts: ScreenFacts) -> Truth:
    """An ankle-brachial index below the limit; not assessed where nobody measured it."""
    index = facts.numbers.get(ANKLE_BRACHIAL_INDEX)
    low = None if index is None else index < LOW_ANKLE_BRACHIAL_INDEX.value
    return known(low, ANKLE_BRACHIAL_INDEX)


def rf_12(facts: ScreenFacts) -> tuple[Step, ...]:
    """An injured or blocked artery. A good index cancels no other sign."""
    index = low_index(facts)
    cold = any_of(
        facts.any_item("foot_pulse_weak", "refill_slow", "foot_cold_or_pale"),
        all_of(Truth(False) if index.open else index, facts.acute_injury()),
    )
    known_disease = facts.item("stable_arterial_disease")
    return (
        Step(level=L1, when=facts.item("expanding_swelling"), wording="emergency"),
        Step(level=L1, when=all_of(cold, unless(known_disease)), wording="emergency"),
        Step(level=L3, when=all_of(cold, known_disease), wording="known"),
    )


def rf_13(facts: ScreenFacts) -> tuple[Step, ...]:
    """A knee that dislocated: its artery can be torn although it went back by itself."""
    out, lax = facts.item("shin_out_of_place"), facts.item("gross_laxity")
    new = any_of(out, all_of(lax, open_or_yes(facts.acute_injury())))
    ever = any_of(out, all_of(lax, open_or_yes(facts.injured())))
    recent = open_or_yes(facts.injured_within(DISLOCATION_DAYS.value))
    return (
        Step(level=L1, when=all_of(new, recent), wording="emergency"),
        Step(level=L2, when=all_of(ever, unless(facts.item("vascular_examined"))), wording="late"),
    )


def rf_31(facts: ScreenFacts) -> tuple[Step, ...]:
    """Narrowed arteries of the leg."""
    return (
        Step(level=L2, when=facts.any_item("foot_rest_pain", "tissue_loss"), wording="urgent"),
        Step(level=L3, when=any_of(facts.item("claudication"), low_index(facts)), wording="review"),
    )
