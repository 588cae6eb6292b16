"""The Budapest clinical criteria of a complex regional pain syndrome."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.catalogue.screening_figures import BUDAPEST_SIGNS, BUDAPEST_SYMPTOMS
from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.outcome import Step
from assessment.clinical.screening.truth import Truth, all_of, any_of, at_least

GROUPS = ("sensory", "vasomotor", "sudomotor", "motor")


@dataclass(frozen=True, kw_only=True)
class Budapest:
    """What the criteria came to, and of how many groups something was found."""

    criteria: Truth
    partly: Truth
    symptoms: int
    signs: int
    symptoms_open: int
    signs_open: int

    @property
    def text(self) -> str:
        """How many groups, as far as they were assessed."""
        return (
            f"symptoms in {_groups(self.symptoms, self.symptoms_open)}, "
            f"signs in {_groups(self.signs, self.signs_open)}"
        )


def budapest(facts: ScreenFacts) -> Budapest:
    """Pain out of keeping, symptoms in three groups and signs in two, no better explanation."""
    pain = facts.item("disproportionate_pain")
    symptoms = tuple(facts.item(f"crps_symptom_{one}") for one in GROUPS)
    signs = tuple(facts.item(f"crps_sign_{one}") for one in GROUPS)
    criteria = all_of(
        pain,
        at_least(int(BUDAPEST_SYMPTOMS.value), *symptoms),
        at_least(int(BUDAPEST_SIGNS.value), *signs),
        facts.item("no_other_diagnosis"),
    )
    return Budapest(
        criteria=criteria,
        partly=all_of(pain, any_of(*symptoms), any_of(*signs)),
        symptoms=sum(one.yes for one in symptoms),
        signs=sum(one.yes for one in signs),
        symptoms_open=sum(one.open for one in symptoms),
        signs_open=sum(one.open for one in signs),
    )


def _groups(found: int, unknown: int) -> str:
    return f"at least {found} of {len(GROUPS)}" if unknown else f"{found} of {len(GROUPS)}"


def rf_27(facts: ScreenFacts) -> tuple[Step, ...]:
    """A complex regional pain syndrome."""
    found = budapest(facts)
    return (
        Step(level=ActionLevel.L3, when=found.criteria, wording="criteria"),
        Step(level=ActionLevel.L4, when=found.partly, wording="partial"),
    )
