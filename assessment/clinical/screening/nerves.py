"""Cauda equina, femoral nerve, and what looks like inhibition and is not."""

from __future__ import annotations

from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.circulation import bleeding_risk
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.outcome import Step
from assessment.clinical.screening.truth import Truth, all_of, any_of, known, open_or_yes, unless

L1, L2, L3, L4 = ActionLevel.L1, ActionLevel.L2, ActionLevel.L3, ActionLevel.L4

GRADE_DROP = "grade_drop"


def rf_14(facts: ScreenFacts) -> tuple[Step, ...]:
    """Cauda equina. The question that asks for all of it counts until the details are answered.

    Once the other three are denied, what is left of it is sexual function.
    """
    named = facts.any_item("bladder_change", "saddle_numbness", "rectal_change")
    asked = facts.item("bladder_bowel_saddle_sexual")
    return (
        Step(
            level=L1,
            when=any_of(
                named,
                facts.any_item("both_legs_weak", "both_legs_pain_with_back_pain"),
                all_of(asked, open_or_yes(named)),
            ),
            wording="emergency",
        ),
        Step(level=L2, when=any_of(facts.item("sexual_change"), asked), wording="today"),
    )


def rf_15(facts: ScreenFacts) -> tuple[Step, ...]:
    """A thigh muscle that is weak because of its nerve."""
    weak = facts.item("quadriceps_weak_beyond_pain")
    nerve = all_of(weak, facts.any_item("knee_jerk_reduced", "thigh_sensation_reduced"))
    bleeding = any_of(
        bleeding_risk(facts), facts.any_item("groin_iliac_pain", "recent_groin_procedure")
    )
    known_nerve = facts.item("nerve_known_stable")
    lost = all_of(
        _lost_grade(facts),
        unless(facts.item("weakness_explained_by_pain")),
    )
    return (
        Step(level=L1, when=all_of(nerve, bleeding, unless(known_nerve)), wording="emergency"),
        Step(level=L2, when=all_of(nerve, unless(known_nerve)), wording="today"),
        Step(level=L2, when=facts.item("new_foot_drop"), wording="foot_drop"),
        Step(level=L2, when=lost, wording="lost_strength"),
        Step(level=L4, when=all_of(nerve, known_nerve), wording="known"),
    )


def _lost_grade(facts: ScreenFacts) -> Truth:
    """A grade that fell; without two grades there is nothing that could have."""
    return known(bool(facts.grade_drop), GRADE_DROP)
