"""What the red-flag screen says about how hard to test: open flags, rules left incomplete."""

from __future__ import annotations

from assessment.catalogue.types import ActionLevel
from assessment.clinical.intensity import OpenFlag
from assessment.clinical.screening.outcome import RuleState
from assessment.clinical.screening.screen import Screening
from assessment.earlier import EarlierVisits
from assessment.intensity_facts import RAISES, ScreeningFacts
from assessment.record import Item
from assessment.selectors.alerts import earlier_flags, responses_of
from assessment.selectors.chart import Chart
from assessment.selectors.screening import screening_of

LIMITS = ("RF-01", "RF-02", "RF-05")
"""The fracture and extensor rules: while one is incomplete after an injury, tests stay gentle."""
FEMORAL_NECK = "RF-25"


def screening_facts(chart: Chart, earlier: EarlierVisits, items: list[Item]) -> ScreeningFacts:
    """Today's screen, and the flags that an earlier visit left open."""
    facts, found = screening_of(chart, earlier)
    raised = "straight_leg_raise" in facts.choices or any(
        item.value is not None for item in items if item.code in RAISES
    )
    left_open = [
        one
        for one in earlier_flags(earlier, found, responses_of(chart.assessment))
        if not one.resolved
    ]
    return ScreeningFacts(
        flags=(
            *(
                OpenFlag(rule=one.rule.code, level=one.outcome.level)
                for one in found.fired
                if one.outcome.level is not None
            ),
            *(OpenFlag(rule=one.rule, level=ActionLevel(one.level)) for one in left_open),
        ),
        acute_injury=facts.acute_injury().value,
        incomplete=tuple(
            one.rule.name
            for one in found.results
            if one.rule.code in LIMITS and one.outcome.state is RuleState.INCOMPLETE
        ),
        raise_assessed=raised,
        femoral_neck=_suspected(found, FEMORAL_NECK),
        chest_symptoms=facts.answers.get("breathless_chest_pain"),
    )


def _suspected(found: Screening, rule: str) -> bool | None:
    """Whether a rule fired; none while nobody asked for it."""
    state = next(one.outcome.state for one in found.results if one.rule.code == rule)
    if state is RuleState.FIRED:
        return True
    return False if state is RuleState.NOT_FIRED else None
