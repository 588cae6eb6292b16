"""Worked examples of observed and functional tests; the number of each is its row in the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import InvolvedSide, Score, Side
from assessment.clinical.change import Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.derive import derive, warnings
from assessment.clinical.readings import Reading
from assessment.clinical.requirements import unmet
from assessment.clinical.result import ReasonCode, Result
from assessment.clinical.yardstick import measure_yardstick
from tests.golden.visits import LEFT, RIGHT, derived, reading, visit

FUNCTION = catalogue.section("function")
SQUAT = catalogue.section("squat")
STRENGTH = catalogue.section("strength")
GAIT = catalogue.section("gait")
GIRTH = catalogue.section("thigh_girth")
EFFUSION = catalogue.measure("effusion_stroke_test")
LEFT_INVOLVED = visit(InvolvedSide.LEFT)


def reaches(side: Side, anterior: str, medial: str, lateral: str, limb: str = "") -> list[Reading]:
    """The three reaches on one standing leg, with the length of that leg."""
    lengths = {
        "y_balance_anterior": anterior,
        "y_balance_posteromedial": medial,
        "y_balance_posterolateral": lateral,
        "limb_length": limb,
    }
    return [reading(catalogue.measure(code), side, said) for code, said in lengths.items() if said]


def composite(readings: list[Reading], side: Side) -> Result:
    return derived(FUNCTION, readings, LEFT_INVOLVED, "y_balance_composite", side).result


def test_the_composite_is_the_mean_reach_by_limb_length_t36() -> None:
    assert composite(reaches(LEFT, "62", "105", "100", "92"), LEFT).text == "96.7 %"


def test_without_a_limb_length_there_is_no_composite_row_80_t36() -> None:
    found = composite(reaches(LEFT, "62", "105", "100"), LEFT)
    assert (found.value, found.reason) == (None, ReasonCode.MISSING)
    other = [*reaches(LEFT, "62", "105", "100"), *reaches(RIGHT, "62", "105", "100", "92")]
    assert composite(other, LEFT).reason is ReasonCode.MISSING


def test_each_reach_is_divided_by_the_leg_that_stands_t36() -> None:
    both = [*reaches(RIGHT, "60", "90", "90", "80"), *reaches(LEFT, "60", "90", "90", "100")]
    assert composite(both, RIGHT).text == "100.0 %"
    assert composite(both, LEFT).text == "80.0 %"
    for code in ("anterior", "posteromedial", "posterolateral"):
        measure = catalogue.measure(f"y_balance_{code}")
        assert "The side is that of the leg that stands." in measure.how
        assert measure.group.endswith("side of the standing leg")


def test_inches_of_leg_and_centimetres_of_reach_are_brought_together_t36() -> None:
    assert composite(reaches(LEFT, "60", "90", "90", "40 in"), LEFT).text == "78.7 %"


def test_a_difference_of_reach_is_flagged_and_its_error_named_row_81() -> None:
    anterior = catalogue.measure("y_balance_anterior")
    readings = [reading(anterior, LEFT, "62"), reading(anterior, RIGHT, "57")]
    assert derived(FUNCTION, readings, LEFT_INVOLVED, "difference").result.text == "+5.0 cm"
    (warning,) = warnings(FUNCTION, readings, LEFT_INVOLVED)
    assert warning.text.startswith("The sides differ by 5.0 cm.")
    assert "less than the measurement error" in warning.text


def step_down(**points: str) -> Result:
    """A step-down on the left, an item by its option; what is not named was not seen."""
    answers = {"arms": "no", "trunk": "no", "pelvis": "no", "knee": "none", "steadiness": "no"}
    readings = [
        Reading(measure=f"step_down_{item}", side=LEFT, choice=option)
        for item, option in (answers | points).items()
        if option
    ]
    return derived(SQUAT, readings, LEFT_INVOLVED, "lateral_step_down", LEFT).result


def test_points_of_the_step_down_row_82() -> None:
    assert step_down(arms="yes", trunk="yes", knee="foot_border").text == "4 of 6 (poor)"


def test_the_worst_step_down_is_six_points_t37() -> None:
    worst = step_down(arms="yes", trunk="yes", pelvis="yes", knee="foot_border", steadiness="yes")
    assert worst.text == "6 of 6 (poor)"
    knee = catalogue.measure("step_down_knee")
    assert [one.points for one in knee.options] == [0, 1, 2]
    assert knee.trials == 0


def test_what_the_items_of_a_score_add_up_to_is_its_highest_t37() -> None:
    scores = [
        (section, one)
        for section in catalogue.sections()
        for one in section.derived
        if isinstance(one, Score)
    ]
    assert scores
    for section, score in scores:
        measures = {one.code: one for one in section.measures}
        most = [max(one.points or 0 for one in measures[code].options) for code in score.items]
        assert sum(most) == score.highest
        assert score.bands[-1].high == score.highest


def test_a_step_down_with_an_item_open_has_no_score() -> None:
    found = step_down(knee="")
    assert (found.value, found.reason) == (None, ReasonCode.MISSING)


def stands(count: str, arms: str) -> Mapping[str, str]:
    """The scores of a chair stand, by code."""
    chair = catalogue.measure("chair_stand")
    readings = [reading(chair, Side.NONE, count, setup={"arms": arms} if arms else None)]
    found = derive(FUNCTION, readings, LEFT_INVOLVED)
    return {one.code: one.result.text for one in found}


def test_a_stand_more_than_half_way_up_counts_row_84_t38() -> None:
    assert "more than half-way up when time ends counts as one" in (
        catalogue.measure("chair_stand").how
    )
    assert stands("12", "crossed") == {"chair_stand_standard": "12 reps"}


def test_stands_with_the_arms_are_no_standard_ones_row_85_t38() -> None:
    assert stands("9", "used") == {
        "chair_stand_standard": "0 reps",
        "chair_stand_adapted": "9 reps",
    }


def test_without_knowing_of_the_arms_there_is_no_standard_score_t38() -> None:
    assert stands("9", "")["chair_stand_standard"].startswith("not computed: ")


@pytest.mark.parametrize("how_much", ["weight_bearing_percent", "weight_bearing_load"])
def test_partial_weight_bearing_asks_for_how_much_row_91_t39(how_much: str) -> None:
    partial = Reading(measure="weight_bearing", side=LEFT, choice="pwb")
    (open_one,) = unmet(GAIT, [partial])
    assert open_one.side is LEFT
    assert open_one.requirement.why.startswith("Partial weight-bearing needs the share")
    said = Reading(measure=how_much, side=LEFT, number=Decimal(30))
    assert unmet(GAIT, [partial, said]) == []
    assert len(unmet(GAIT, [partial, replace(said, side=RIGHT)])) == 1
    assert len(unmet(GAIT, [partial, replace(said, number=None, reason="not_tested")])) == 1


def test_weight_bearing_is_spelled_out_t39() -> None:
    measure = catalogue.measure("weight_bearing")
    words = {one.code: f"{one.label}: {one.definition}" for one in measure.options}
    assert words["pwb"].startswith("partial: ")
    assert not any("protected" in one.lower() or "PWB" in one for one in words.values())


@pytest.mark.parametrize(
    ("typed", "rank"), [("zero", 0), ("trace", 1), ("1+", 2), ("2+", 3), ("3+", 4)]
)
def test_a_grade_of_effusion_has_a_rank_and_no_number_t20(typed: str, rank: int) -> None:
    value = kinds.of(EFFUSION.kind).parse(EFFUSION, typed)
    assert (value.choice, value.number) == (typed, None)
    assert kinds.ordinal(EFFUSION, value.choice) == rank


@pytest.mark.parametrize("typed", ["1", "0.5", "+", "2"])
def test_a_number_is_no_grade_of_effusion_t20(typed: str) -> None:
    with pytest.raises(kinds.Refused):
        kinds.of(EFFUSION.kind).parse(EFFUSION, typed)


@pytest.mark.parametrize(
    ("before", "verdict", "word"),
    [
        pytest.param("2+", Verdict.REAL_IMPORTANCE_UNKNOWN, "improved", id="row 109"),
        pytest.param("1+", Verdict.WITHIN_ERROR, "", id="row 110"),
    ],
)
def test_one_step_of_effusion_is_within_the_error_t20(
    before: str, verdict: Verdict, word: str
) -> None:
    def finding(code: str) -> Finding:
        return Finding(ordinal=kinds.ordinal(EFFUSION, code))

    found = compare(finding(before), finding("trace"), measure_yardstick(EFFUSION))
    assert (found.verdict, found.word) == (verdict, word)


@pytest.mark.parametrize(("rank", "told"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 1)])
def test_an_effusion_of_1_plus_confounds_girth_near_the_knee_t40(rank: int, told: int) -> None:
    """Swelling hides the muscle that was lost: sides that are equal are no proof of muscle."""
    context = replace(LEFT_INVOLVED, ranks={("effusion_stroke_test", LEFT): rank})
    near, far = (catalogue.measure(f"thigh_girth_{site}_cm") for site in (5, 15))
    readings = [reading(measure, side, "44.0") for measure in (near, far) for side in (RIGHT, LEFT)]
    found = warnings(GIRTH, readings, context)
    assert [(one.measure, one.side) for one in found] == [(near.code, LEFT)] * told
    assert all("cannot be read as muscle" in one.text for one in found)


def test_a_central_activation_ratio_row_34() -> None:
    assert activation("180", "200").text == "90.0 %"


def test_no_activation_above_100_percent_is_taken_row_35_t42() -> None:
    found = activation("200", "198")
    assert (found.value, found.reason) == (None, ReasonCode.OUT_OF_RANGE)
    assert "repeat the test" in found.text
    measure = catalogue.measure("central_activation_ratio")
    kind = kinds.of(measure.kind)
    assert kind.parse(measure, "100").number == 100
    for typed in ("100.1", "101 %", "110"):
        with pytest.raises(kinds.Refused):
            kind.parse(measure, typed)


def activation(voluntary: str, with_burst: str) -> Result:
    readings = [
        reading(catalogue.measure("quadriceps_force_voluntary"), LEFT, voluntary),
        reading(catalogue.measure("quadriceps_force_with_burst"), LEFT, with_burst),
    ]
    code = "central_activation_ratio_computed"
    return derived(STRENGTH, readings, LEFT_INVOLVED, code, LEFT).result
