"""Results that rest on several measures: scores, percentages, counts, and what is still asked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import InvolvedSide, Provenance, Section, Side, Validity
from assessment.clinical.comparability import compare_setups
from assessment.clinical.derive import derive
from assessment.clinical.readings import Reading
from assessment.clinical.requirements import unmet
from assessment.clinical.result import ReasonCode, Result
from tests.golden.visits import LEFT, RIGHT, visit

SQUAT = catalogue.section("squat")
FUNCTION = catalogue.section("function")
STRENGTH = catalogue.section("strength")
GAIT = catalogue.section("gait")
SCORES = catalogue.section("outcome_measures")
CONTEXT = visit(InvolvedSide.LEFT)
ITEMS = {
    "step_down_arms": "yes",
    "step_down_trunk": "yes",
    "step_down_pelvis": "no",
    "step_down_knee": "foot_border",
    "step_down_steadiness": "no",
}


def chosen(side: Side = LEFT, **items: str) -> list[Reading]:
    return [Reading(measure=code, side=side, choice=choice) for code, choice in items.items()]


def measured(side: Side, numbers: dict[str, str], **setup: str) -> list[Reading]:
    return [
        Reading(measure=code, side=side, number=Decimal(number), setup=setup)
        for code, number in numbers.items()
    ]


def result(section: Section, readings: list[Reading], code: str) -> Result:
    return next(one.result for one in derive(section, readings, CONTEXT) if one.code == code)


def test_a_score_adds_the_points_and_names_its_band() -> None:
    found = result(SQUAT, chosen(**ITEMS), "lateral_step_down")
    assert found.text == "4 of 6 (poor)"
    assert found.inputs[0] == "arm strategy yes: 1"


def test_the_highest_score_is_six() -> None:
    worst = dict.fromkeys(ITEMS, "yes") | {"step_down_knee": "foot_border"}
    assert result(SQUAT, chosen(**worst), "lateral_step_down").value == 6


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"choice": ""}, "pelvis not observed"),
        ({"provenance": Provenance.CARRIED}, "pelvis carried from an earlier visit"),
        ({"validity": Validity.STOPPED_BY_PAIN}, "pelvis does not count"),
        ({"choice": "gone"}, "pelvis has an answer without points"),
    ],
)
def test_a_score_without_all_items_is_none(change: dict[str, str], why: str) -> None:
    readings = [
        replace(one, **change) if one.measure == "step_down_pelvis" else one
        for one in chosen(**ITEMS)
    ]
    found = result(SQUAT, readings, "lateral_step_down")
    assert found.value is None
    assert why in found.text


def test_a_section_without_an_answer_has_no_score() -> None:
    assert derive(SQUAT, [], CONTEXT) == []


REACHES = {"y_balance_anterior": "62", "y_balance_posteromedial": "105"}


def test_a_composite_needs_every_reach_and_the_limb() -> None:
    whole = REACHES | {"y_balance_posterolateral": "100", "limb_length": "92"}
    found = result(FUNCTION, measured(LEFT, whole, statistic="best"), "y_balance_composite")
    assert found.text == "96.7 %"
    without = measured(LEFT, REACHES | {"limb_length": "92"}, statistic="best")
    missing = result(FUNCTION, without, "y_balance_composite")
    assert (missing.value, missing.reason) == (None, ReasonCode.MISSING)
    assert "posterolateral, left, not measured" in missing.text


def test_a_best_reach_and_a_mean_one_make_no_composite() -> None:
    readings = [
        *measured(LEFT, REACHES, statistic="best"),
        *measured(LEFT, {"y_balance_posterolateral": "100"}, statistic="mean"),
        *measured(LEFT, {"limb_length": "92"}),
    ]
    found = result(FUNCTION, readings, "y_balance_composite")
    assert found.reason is ReasonCode.NOT_COMPARABLE
    assert found.text == "not computed: value taken differs between the parts"


def test_a_ratio_to_nothing_and_one_above_its_highest_are_none() -> None:
    forces = {"quadriceps_force_voluntary": "180", "quadriceps_force_with_burst": "200"}
    code = "central_activation_ratio_computed"
    assert result(STRENGTH, measured(LEFT, forces), code).text == "90.0 %"
    above = forces | {"quadriceps_force_voluntary": "200.5"}
    assert result(STRENGTH, measured(LEFT, above), code).reason is ReasonCode.OUT_OF_RANGE
    zero = forces | {"quadriceps_force_with_burst": "0"}
    assert result(STRENGTH, measured(LEFT, zero), code).reason is ReasonCode.ZERO_DENOMINATOR
    equal = forces | {"quadriceps_force_voluntary": "200"}
    assert result(STRENGTH, measured(LEFT, equal), code).text == "100.0 %"


def test_chair_stands_count_by_what_the_arms_did() -> None:
    crossed = measured(Side.NONE, {"chair_stand": "12"}, arms="crossed")
    used = measured(Side.NONE, {"chair_stand": "9"}, arms="used")
    unsaid = measured(Side.NONE, {"chair_stand": "9"})
    assert result(FUNCTION, crossed, "chair_stand_standard").text == "12 reps"
    assert not [one for one in derive(FUNCTION, crossed, CONTEXT) if "adapted" in one.code]
    assert result(FUNCTION, used, "chair_stand_standard").text == "0 reps"
    assert result(FUNCTION, used, "chair_stand_adapted").text == "9 reps"
    for code in ("chair_stand_standard", "chair_stand_adapted"):
        found = result(FUNCTION, unsaid, code)
        assert (found.value, found.text) == (None, "not computed: arms not recorded")


def test_partial_weight_bearing_asks_for_how_much_on_its_own_side() -> None:
    partial = chosen(RIGHT, weight_bearing="pwb")
    (open_one,) = unmet(GAIT, partial)
    assert (open_one.side, open_one.measure) == (RIGHT, "weight_bearing_percent")
    other_side = measured(LEFT, {"weight_bearing_percent": "50"})
    refused = [Reading(measure="weight_bearing_percent", side=RIGHT, reason="not_tested")]
    assert unmet(GAIT, [*partial, *other_side, *refused]) == [open_one]
    for code in ("weight_bearing_percent", "weight_bearing_load"):
        assert unmet(GAIT, [*partial, *measured(RIGHT, {code: "30"})]) == []
    assert unmet(GAIT, chosen(RIGHT, weight_bearing="fwb")) == []


def test_one_answer_on_the_right_hides_no_count_of_the_left() -> None:
    tests = catalogue.section("special_tests")
    (cluster,) = [one for one in tests.derived if one.code == "patellofemoral_cluster"]
    readings = [
        *chosen(RIGHT, **{cluster.parts[0]: "positive"}),
        *chosen(LEFT, **dict.fromkeys(cluster.parts, "negative")),
    ]
    found = [one for one in derive(tests, readings, CONTEXT) if one.code == cluster.code]
    assert [(one.side, one.of, one.result.value) for one in found] == [(LEFT, "", 0)]


def test_a_side_that_was_refused_hides_nothing_of_the_other() -> None:
    section = catalogue.section("range_of_motion")
    refused = Reading(measure="knee_extension_passive", side=RIGHT, reason="pain")
    readings = [refused, *measured(LEFT, {"knee_extension_passive": "5"})]
    found = derive(section, readings, CONTEXT)
    assert {one.side for one in found if not one.of} == {LEFT}


def test_a_summary_tells_the_version_of_each_scale_where_they_differ() -> None:
    def said(**versions: str) -> tuple[tuple[str, str], ...]:
        readings = [
            Reading(
                measure=f"koos_12_{scale}",
                side=Side.NONE,
                number=Decimal(50),
                setup={"version": version},
            )
            for scale, version in versions.items()
        ]
        return next(
            one.compared
            for one in derive(SCORES, readings, CONTEXT)
            if one.code == "koos_12_summary"
        )

    assert said(pain="English", function="English", qol="English") == (("version", "English"),)
    assert said(pain="German", function="English", qol="English") == (
        ("version.koos_12_pain", "German"),
        ("version.koos_12_function", "English"),
        ("version.koos_12_qol", "English"),
    )


def test_another_version_of_one_scale_is_named_with_its_scale() -> None:
    def summary(**versions: str) -> dict[str, str]:
        readings = [
            Reading(
                measure=f"koos_12_{scale}",
                side=Side.NONE,
                number=Decimal(50),
                setup={"version": versions.get(scale, "English")},
            )
            for scale in ("pain", "function", "qol")
        ]
        found = derive(SCORES, readings, CONTEXT)
        return next(dict(one.compared) for one in found if one.code == "koos_12_summary")

    fields = catalogue.measure("koos_12_pain").setup
    assert compare_setups(fields, summary(), summary(pain="German")).reasons == (
        "version and language koos 12 pain English against German",
    )


def test_what_only_one_part_can_say_of_how_it_was_taken_stands_once() -> None:
    readings = [
        *measured(LEFT, {"y_balance_anterior": "60"}, statistic="best"),
        *measured(LEFT, {"limb_length": "90"}),
    ]
    found = [
        one.compared
        for one in derive(FUNCTION, readings, CONTEXT)
        if one.code == "y_balance_anterior_percent"
    ]
    assert found == [(("statistic", "best"),)]
