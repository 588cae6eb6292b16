"""Infected joints, wounds and skin."""

from __future__ import annotations

from assessment.catalogue.screening_figures import (
    AFTER_SURGERY_DAYS,
    EXPLAINED_DAYS,
    FEVER,
    WOUND_HEALING_DAYS,
)
from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.outcome import Step
from assessment.clinical.screening.truth import Truth, all_of, any_of, open_or_yes, opposite, unless

L1, L2 = ActionLevel.L1, ActionLevel.L2

RISKS = (
    "knee_implant",
    "arthritis_known",
    "diabetes",
    "intravenous_drug_use",
    "heavy_alcohol",
    "joint_injection_recent",
    "skin_ulcer",
)
LOCAL = (
    "wound_change",
    "wound_discharge",
    "skin_redness_spreading",
    "wound_opening",
    "rising_again",
)


def systemic(facts: ScreenFacts) -> Truth:
    """Fever, rigors, feeling ill, or a temperature that says so."""
    return any_of(facts.item("fever_unwell"), facts.warmer(FEVER.value))


def immunosuppressed(facts: ScreenFacts) -> Truth:
    return detail(facts, "immunosuppression", of="blood_immune_steroid")


def detail(facts: ScreenFacts, code: str, *, of: str) -> Truth:
    """A detail of a question that asks for several things: until it is answered, the question."""
    own = facts.item(code)
    return facts.item(of) if own.open else own


def rf_06(facts: ScreenFacts) -> tuple[Step, ...]:
    """An infected joint. An injury explains it only without fever and without any risk."""
    hot, swollen = facts.item("knee_hot"), facts.swollen()
    picture = all_of(
        hot, swollen, facts.item("knee_motion_restricted"), facts.item("hot_swollen_knee")
    )
    risk = any_of(*(facts.item(one) for one in RISKS), immunosuppressed(facts))
    injury = all_of(facts.documented_injury(), facts.injured_within(EXPLAINED_DAYS.value))
    explained = all_of(injury, opposite(systemic(facts)), opposite(risk))
    return (
        Step(
            level=L1,
            when=all_of(systemic(facts), any_of(hot, swollen)),
            wording="emergency",
        ),
        Step(level=L1, when=all_of(picture, unless(explained)), wording="emergency"),
        Step(level=L2, when=picture, wording="today"),
    )


def rf_07(facts: ScreenFacts) -> tuple[Step, ...]:
    """An infection after surgery or of an implant."""
    concerned = open_or_yes(
        any_of(
            facts.operated_within(AFTER_SURGERY_DAYS.value),
            facts.any_item("knee_implant", "wound_change", "wound_discharge", "wound_opening"),
        )
    )
    local = facts.any_item(*LOCAL)
    quick = facts.fast_heart()
    ill = any_of(systemic(facts), Truth(False) if quick.open else quick)
    return (
        Step(level=L1, when=all_of(concerned, local, ill), wording="ill"),
        Step(
            level=L1,
            when=all_of(systemic(facts), facts.operated_within(WOUND_HEALING_DAYS.value)),
            wording="ill",
        ),
        Step(level=L2, when=all_of(concerned, local), wording="local"),
    )


def rf_08(facts: ScreenFacts) -> tuple[Step, ...]:
    """An infection of skin, bursa or bone."""
    local = facts.any_item("skin_redness_spreading", "red_streaks", "hot_bursa")
    return (
        Step(level=L1, when=all_of(local, systemic(facts)), wording="ill"),
        Step(level=L2, when=local, wording="local"),
    )
