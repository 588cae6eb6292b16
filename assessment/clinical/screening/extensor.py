"""What stops a knee from straightening or being lifted: torn extensor, locked knee, kneecap out."""

from __future__ import annotations

from assessment.catalogue.screening_figures import ADULT, EARLY_AFTER_SURGERY_DAYS
from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.facts import MECHANISM, ScreenFacts
from assessment.clinical.screening.outcome import Step
from assessment.clinical.screening.truth import Truth, all_of, any_of, open_or_yes, unless

L1, L2, L3, L4 = ActionLevel.L1, ActionLevel.L2, ActionLevel.L3, ActionLevel.L4

STRAIGHT_LEG_RAISE = "straight_leg_raise"


def cannot_extend(facts: ScreenFacts) -> Truth:
    """Whether the leg cannot be raised straight, or the knee extended against gravity."""
    return any_of(
        facts.chosen(STRAIGHT_LEG_RAISE, "unable"), facts.item("cannot_extend_against_gravity")
    )


def explained(facts: ScreenFacts) -> Truth:
    """Whether that is known to be no tear, or expected so early after an operation."""
    return any_of(
        facts.item("extensor_explained"), facts.operation_within(EARLY_AFTER_SURGERY_DAYS.value)
    )


def rf_05(facts: ScreenFacts) -> tuple[Step, ...]:
    """Failure of the extensor mechanism; more urgent in the young, whose bone gives way."""
    weak = cannot_extend(facts)
    against = facts.any_item("pop_at_onset", "new_fall", "raise_lost")
    torn = any_of(
        facts.item("tendon_gap"),
        all_of(weak, unless(explained(facts))),
        all_of(weak, against),
    )
    young = open_or_yes(facts.younger(ADULT.value))
    return (
        Step(level=L1, when=all_of(torn, young), wording="child"),
        Step(level=L2, when=torn, wording="torn"),
        Step(level=L4, when=all_of(weak, explained(facts)), wording="expected"),
        Step(
            level=L4,
            when=facts.chosen(STRAIGHT_LEG_RAISE, "lag"),
            wording="lag",
        ),
    )


def rf_22(facts: ScreenFacts) -> tuple[Step, ...]:
    """A knee that is blocked."""
    new = any_of(
        facts.any_item("block_is_new", "cannot_straighten_or_lift"),
        all_of(facts.chosen(MECHANISM, "twist"), facts.acute_injury()),
    )
    return (
        Step(level=L2, when=all_of(facts.item("extension_blocked"), new), wording="blocked"),
        Step(level=L4, when=facts.item("catching_unlocks"), wording="catching"),
    )


def rf_23(facts: ScreenFacts) -> tuple[Step, ...]:
    """A kneecap that went out of place."""
    out = facts.item("kneecap_out_of_place")
    return (
        Step(level=L1, when=facts.item("kneecap_still_out"), wording="still_out"),
        Step(
            level=L2,
            when=all_of(out, facts.any_item("tense_effusion", "loose_body_signs")),
            wording="fragment",
        ),
        Step(level=L3, when=all_of(out, facts.item("first_dislocation")), wording="first"),
    )
