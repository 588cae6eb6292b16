"""Worked examples of function, special tests and screens."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessment import catalogue
from assessment.catalogue.types import InvolvedSide, Side, VisitKind
from assessment.clinical.likelihood import (
    negative_likelihood_ratio,
    positive_likelihood_ratio,
    probability_after_test,
)
from assessment.clinical.requirements import unmet
from assessment.clinical.result import ReasonCode, Result
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.fractures import DecisionRule, RuleAnswer, ottawa
from assessment.clinical.warnings import warnings
from tests.golden.visits import LEFT, RIGHT, derived, reading, visit
from tests.golden.worked.rows import Table

TABLE = Table()

FUNCTION = catalogue.section("function")
LEFT_INVOLVED = visit(InvolvedSide.LEFT)


@TABLE.row(80, "Y-balance without a limb length")
def _() -> tuple[object, object]:
    reaches = {"anterior": "62", "posteromedial": "105", "posterolateral": "100"}
    readings = [
        reading(catalogue.measure(f"y_balance_{one}"), LEFT, cm) for one, cm in reaches.items()
    ]
    found = derived(FUNCTION, readings, LEFT_INVOLVED, "y_balance_composite", LEFT).result
    return (found.value, found.reason), (None, ReasonCode.MISSING)


@TABLE.row(81, "anterior reach left 62, right 57")
def _() -> tuple[object, object]:
    anterior = catalogue.measure("y_balance_anterior")
    readings = [reading(anterior, LEFT, "62"), reading(anterior, RIGHT, "57")]
    difference = derived(FUNCTION, readings, LEFT_INVOLVED, "difference", of=anterior.code)
    told = " ".join(one.text for one in warnings(FUNCTION, readings, LEFT_INVOLVED))
    return (
        (difference.result.text, "differ by 5.0 cm" in told, "less than the measurement" in told),
        ("+5.0 cm", True, True),
    )


@TABLE.row(82, "step-down: arm 1, trunk 1, pelvis 0, knee 2, steady 0")
def _() -> tuple[object, object]:
    section = catalogue.section("squat")
    chosen = {"arms": 1, "trunk": 1, "pelvis": 0, "knee": 2, "steadiness": 0}
    readings = []
    for item, points in chosen.items():
        measure = catalogue.measure(f"step_down_{item}")
        option = next(one.code for one in measure.options if one.points == points)
        readings.append(replace(reading(measure, LEFT), choice=option))
    found = derived(section, readings, LEFT_INVOLVED, "lateral_step_down", LEFT).result
    return found.text, "4 of 6 (poor)"


def stands(count: str, arms: str, code: str) -> Result | None:
    """What a count of stands comes to under one of its names."""
    measure = catalogue.measure("chair_stand")
    readings = [reading(measure, Side.NONE, count, setup={"arms": arms})]
    try:
        return derived(FUNCTION, readings, LEFT_INVOLVED, code).result
    except ValueError:
        return None


@TABLE.row(84, "11 full stands and more than half-way up at 30 s")
def _() -> tuple[object, object]:
    how = catalogue.measure("chair_stand").how
    standard = stands("12", "crossed", "chair_stand_standard")
    assert standard is not None
    return ("more than half-way up when time ends counts as one" in how, standard.text), (
        True,
        "12 reps",
    )


@TABLE.row(85, "9 stands with the arms")
def _() -> tuple[object, object]:
    found = [stands("9", "used", code) for code in ("chair_stand_standard", "chair_stand_adapted")]
    return [one.text for one in found if one is not None], ["0 reps", "9 reps"]


@TABLE.row(86, "likelihood ratios of a sensitivity of 0.81 and a specificity of 0.85")
def _() -> tuple[object, object]:
    accuracy = Decimal("0.81"), Decimal("0.85")
    return (
        (positive_likelihood_ratio(*accuracy).text, negative_likelihood_ratio(*accuracy).text),
        ("likelihood ratio 5.4", "likelihood ratio 0.2"),
    )


@TABLE.row(87, "a specificity of 1.00")
def _() -> tuple[object, object]:
    found = positive_likelihood_ratio(Decimal("0.90"), Decimal("1.00"))
    return (found.value, found.reason), (None, ReasonCode.ZERO_DENOMINATOR)


@TABLE.row(88, "30 % before the test, a likelihood ratio of 4.0")
def _() -> tuple[object, object]:
    found = probability_after_test(Decimal("0.30"), Decimal("4.0"))
    return found.text, "63.2 % after the test, from 30.0 % before it"


@TABLE.row(89, "Ottawa: 55 years old, nothing else")
def _() -> tuple[object, object]:
    no = dict.fromkeys(
        (
            "recent_injury",
            "cannot_take_4_steps",
            "patella_bone_tender",
            "other_knee_bone_tender",
            "fibular_head_tender",
            "cannot_flex_to_90",
            "unable_4_steps_immediately",
        ),
        False,
    )
    facts = ScreenFacts(
        visit=VisitKind.INITIAL,
        age=55,
        days_since_injury=1,
        answers=no | {"recent_injury": True},
        choices={"fracture_rule_exclusion": "none"},
    )
    return ottawa(facts), DecisionRule(answer=RuleAnswer.POSITIVE, because=("age",))


@TABLE.row(91, "partial weight-bearing with neither percent nor kilograms")
def _() -> tuple[object, object]:
    section = catalogue.section("gait")
    status = catalogue.measure("weight_bearing")
    partial = replace(reading(status, LEFT), choice="pwb")
    return [one.side for one in unmet(section, [partial])], [LEFT]
