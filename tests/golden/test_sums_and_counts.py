"""Counts, summaries and scores of items, with everything that stands beside them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import CountedWhen, Provenance, Score, Side, Validity
from assessment.catalogue.units import DISTANCE_METRE, POINTS, REPETITIONS, SCALE_0_100
from assessment.clinical.counting import counted
from assessment.clinical.result import ReasonCode, Result
from assessment.clinical.scoring import score
from tests.golden.visits import LEFT
from tests.golden.whole_results import none, read, results

FUNCTION = catalogue.section("function")
SCORES = catalogue.section("outcome_measures")
SQUAT = catalogue.section("squat")
STANDARD = "chair stand, standard score = chair stand in 30 seconds, arms crossed (version 1)"
ADAPTED = (
    "chair stand with the arms, adapted count = chair stand in 30 seconds, arms used (version 1)"
)


def stands(arms: str, **said: object) -> list[tuple[str, Result]]:
    setup = {"arms": arms} if arms else {}
    found = results(FUNCTION, read("chair_stand", "9", setup=setup, **said))
    return [(code.removeprefix("chair_stand_"), result) for (code, _), result in found.items()]


def repetitions(formula: str, count: int, arms: str) -> Result:
    return Result(
        text=f"{count} reps",
        formula=formula,
        value=Decimal(count),
        unit=REPETITIONS,
        inputs=("9 reps", f"arms {arms}"),
    )


def test_a_chair_stand_is_counted_by_what_the_arms_did() -> None:
    assert stands("crossed") == [("standard", repetitions(STANDARD, 9, "crossed"))]
    assert stands("used") == [
        ("standard", repetitions(STANDARD, 0, "used")),
        ("adapted", repetitions(ADAPTED, 9, "used")),
    ]
    # A way that is offered no longer was another one than what is asked for, by its own name.
    assert stands("on_the_thighs") == [("standard", repetitions(STANDARD, 0, "on_the_thighs"))]


@pytest.mark.parametrize(
    ("arms", "said", "reason", "why"),
    [
        ("", {}, ReasonCode.MISSING, "arms not recorded"),
        (
            "used",
            {"provenance": Provenance.CARRIED},
            ReasonCode.MISSING,
            "chair stand in 30 seconds carried from an earlier visit, not measured",
        ),
        (
            "",
            {"validity": Validity.STOPPED_BY_PAIN},
            ReasonCode.INVALID,
            "chair stand in 30 seconds stopped by pain",
        ),
    ],
)
def test_a_chair_stand_that_does_not_count_says_why(
    arms: str, said: dict[str, object], reason: ReasonCode, why: str
) -> None:
    assert stands(arms, **said) == [
        ("standard", none(STANDARD, reason, why)),
        ("adapted", none(ADAPTED, reason, why)),
    ]


def test_without_a_reading_there_is_no_count() -> None:
    derived = catalogue.derived_measure("chair_stand_adapted")
    assert isinstance(derived, CountedWhen)
    assert counted(FUNCTION, derived, [], Side.NONE, ",") == none(
        ADAPTED, ReasonCode.MISSING, "chair stand in 30 seconds not measured"
    )


def test_a_count_is_said_in_the_words_of_its_setup_and_the_decimals_of_the_clinic() -> None:
    derived = catalogue.derived_measure("chair_stand_adapted")
    chair = catalogue.measure("chair_stand")
    assert isinstance(derived, CountedWhen)
    (arms,) = [one for one in chair.setup if one.code == "arms"]
    words = tuple(replace(one, label=f"{one.label} all along") for one in arms.options)
    setup = tuple(replace(one, options=words) if one is arms else one for one in chair.setup)
    section = replace(FUNCTION, measures=(replace(chair, setup=setup),))
    walked = replace(derived, unit=DISTANCE_METRE)
    given = [read("chair_stand", "9.5", setup={"arms": "used"})]
    assert counted(section, walked, given, Side.NONE, ",") == Result(
        text="9,5 m",
        formula="chair stand with the arms, adapted count = chair stand in 30 seconds, arms used "
        "all along (version 1)",
        value=Decimal("9.5"),
        unit=DISTANCE_METRE,
        inputs=("9,5 m", "arms used all along"),
    )


SUMMARY = "KOOS-12 summary = mean of 3 scales (version 1)"


def summary(**scales: str) -> Result:
    readings = [read(f"koos_12_{scale}", number) for scale, number in scales.items()]
    return results(SCORES, *readings)["koos_12_summary", Side.NONE]


def test_a_summary_is_the_mean_of_its_scales() -> None:
    assert summary(pain="62.5", function="75", qol="50") == Result(
        text="62,5/100",
        formula=SUMMARY,
        value=Decimal("62.5"),
        unit=SCALE_0_100,
        inputs=(
            "KOOS-12 Pain 62,5/100",
            "KOOS-12 Function 75/100",
            "KOOS-12 Quality of life 50/100",
        ),
    )
    assert summary(pain="0", function="0", qol="0").value == 0


def test_a_summary_names_each_scale_that_is_missing() -> None:
    assert summary(function="62.5") == none(
        SUMMARY,
        ReasonCode.MISSING,
        "KOOS-12 Pain not measured; KOOS-12 Quality of life not measured",
        "KOOS-12 Function 62,5/100",
    )


STEP_DOWN = "lateral step-down = points of 5 items (version 1)"
ITEMS = {"arms": "yes", "trunk": "no", "pelvis": "no", "knee": "none", "steadiness": "no"}
NAMES = ("arm strategy", "trunk", "pelvis", "knee position", "steady stance lost")


def step_down(**changed: str) -> Result:
    readings = [
        read(f"step_down_{item}", side=LEFT, choice=choice)
        for item, choice in (ITEMS | changed).items()
        if choice
    ]
    return results(SQUAT, *readings)["lateral_step_down", LEFT]


def test_a_score_is_the_sum_of_its_items_with_the_name_of_its_band() -> None:
    knee = catalogue.measure("step_down_knee").options
    assert step_down() == Result(
        text="1 of 6 (good)",
        formula=STEP_DOWN,
        value=Decimal(1),
        unit=POINTS,
        inputs=(
            "arm strategy yes: 1",
            "trunk no: 0",
            "pelvis no: 0",
            f"knee position {knee[0].label}: 0",
            "steady stance lost no: 0",
        ),
    )


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"arms": "no"}, "0 of 6 (good)"),
        ({}, "1 of 6 (good)"),
        ({"trunk": "yes"}, "2 of 6 (medium)"),
        ({"trunk": "yes", "pelvis": "yes"}, "3 of 6 (medium)"),
        ({"trunk": "yes", "knee": "foot_border"}, "4 of 6 (poor)"),
    ],
)
def test_a_band_ends_with_its_highest_score(changed: dict[str, str], text: str) -> None:
    assert step_down(**changed).text == text


def test_a_score_names_each_item_that_stands_in_its_way() -> None:
    assert step_down(trunk="", pelvis="") == none(
        STEP_DOWN,
        ReasonCode.MISSING,
        "trunk not observed; pelvis not observed",
        "arm strategy yes: 1",
        f"knee position {catalogue.measure('step_down_knee').options[0].label}: 0",
        "steady stance lost no: 0",
    )
    every = [f"{name} has an answer without points" for name in NAMES]
    found = step_down(**dict.fromkeys(ITEMS, "gone"))
    assert found == none(STEP_DOWN, ReasonCode.INVALID, "; ".join(every))


def test_a_score_without_bands_is_told_without_one() -> None:
    derived = catalogue.derived_measure("lateral_step_down")
    assert isinstance(derived, Score)
    readings = [read(f"step_down_{item}", side=LEFT, choice=said) for item, said in ITEMS.items()]
    assert score(SQUAT, replace(derived, bands=()), readings, LEFT).text == "1 of 6"


def test_an_item_without_a_group_in_its_label_is_named_by_the_whole_of_it() -> None:
    derived = catalogue.derived_measure("lateral_step_down")
    assert isinstance(derived, Score)
    arms = replace(catalogue.measure("step_down_arms"), label="Arms")
    section = replace(SQUAT, measures=(arms,))
    found = score(section, replace(derived, items=(arms.code,)), [], LEFT)
    assert found.text == "not computed: arms not observed"
