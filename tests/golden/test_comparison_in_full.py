"""Grades and means of the patient's own ratings over time: everything that is said of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.patient_activities import ACTIVITY, SCORE, WANTED
from assessment.catalogue.types import MeasurementError, Reviewed, Source
from assessment.clinical.change import Change, Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.patient_activities import score_yardstick
from assessment.clinical.result import ReasonCode
from assessment.clinical.yardstick import measure_yardstick

EFFUSION = measure_yardstick(catalogue.measure("effusion_stroke_test"))
TWO_GRADES = (
    "Vastus design decision (two grades), from the rater agreement in Sturgill et al., J Orthop "
    "Sports Phys Ther 2009;39:845 (75 pairs of ratings of knees in an outpatient clinic)"
)
STUDY = Source(key="a-study-2026", citation="A study, 2026", reviewed=Reviewed.CUSTOM)
REAL = "real change; no published value for how much matters to patients"


def graded(then: int, now: int) -> Change:
    return compare(Finding(ordinal=then, rater="one"), Finding(ordinal=now, rater="two"), EFFUSION)


@pytest.mark.parametrize(
    ("then", "now", "verdict", "text", "change_text", "direction", "word"),
    [
        (
            4,
            2,
            Verdict.REAL_IMPORTANCE_UNKNOWN,
            f"improved: {REAL}",
            "2 steps of the scale improved",
            "better",
            "improved",
        ),
        (
            2,
            4,
            Verdict.REAL_IMPORTANCE_UNKNOWN,
            f"worsened: {REAL}",
            "2 steps of the scale worsened",
            "worse",
            "worsened",
        ),
        (
            2,
            3,
            Verdict.WITHIN_ERROR,
            "no change beyond measurement error",
            "1 step of the scale worse",
            "worse",
            "",
        ),
        (
            2,
            1,
            Verdict.WITHIN_ERROR,
            "no change beyond measurement error",
            "1 step of the scale better",
            "better",
            "",
        ),
        (2, 2, Verdict.WITHIN_ERROR, "no change beyond measurement error", "same grade", "", ""),
    ],
)
def test_steps_of_an_effusion(
    then: int,
    now: int,
    verdict: Verdict,
    text: str,
    change_text: str,
    direction: str,
    word: str,
) -> None:
    assert graded(then, now) == Change(
        verdict=verdict,
        verdict_text=text,
        change=Decimal(now - then),
        change_text=change_text,
        percent_reason=ReasonCode.ORDINAL,
        direction=direction,
        word=word,
        threshold="2 steps of the scale",
        source=TWO_GRADES,
        cautions=("another rater",),
    )


def test_a_grade_without_a_published_error() -> None:
    by = measure_yardstick(catalogue.measure("knee_extension_grade"))
    assert compare(Finding(ordinal=7), Finding(ordinal=8), by) == Change(
        verdict=Verdict.ERROR_UNKNOWN,
        verdict_text="no published error",
        change=Decimal(1),
        change_text="1 step of the scale better",
        percent_reason=ReasonCode.ORDINAL,
        direction="better",
        threshold="no published error",
    )


def error(amount: int, **fits: object) -> MeasurementError:
    one = MeasurementError(amount=Decimal(amount), source=STUDY, population="anybody")
    return replace(one, **fits)


@pytest.mark.parametrize(
    ("rater", "position", "threshold", "word"),
    [
        ("one", "lying", "1 step of the scale", "improved"),
        ("two", "lying", "3 steps of the scale", ""),
        ("one", "sitting", "2 steps of the scale", "improved"),
        ("two", "sitting", "2 steps of the scale", "improved"),
    ],
)
def test_the_error_of_a_grade_follows_rater_and_setup(
    rater: str, position: str, threshold: str, word: str
) -> None:
    lying = {"when": {"position": "lying"}}
    by = replace(
        EFFUSION,
        errors=(
            error(1, same_rater=True, **lying),
            error(3, same_rater=False, **lying),
            error(2, when={"position": "sitting"}),
        ),
    )
    # The catalogue has no field of that name, so both visits say it alike.
    first = Finding(ordinal=4, rater="one", setup={"position": position})
    last = Finding(ordinal=2, rater=rater, setup={"position": position})
    found = compare(first, last, by)
    assert (found.threshold, found.word) == (threshold, word)


def rated(parts: dict[str, str]) -> Finding:
    numbers = {number: Decimal(said) for number, said in parts.items()}
    mean = sum(numbers.values(), Decimal(0)) / len(numbers)
    return Finding(value=mean, unit=SCORE.unit.code if SCORE.unit else "", parts=numbers)


def of_activities(then: dict[str, str], now: dict[str, str]) -> Change:
    by = score_yardstick(SCORE, ACTIVITY, wanted=WANTED)
    return compare(rated(then), rated(now), by, decimal_separator=",")


MEAN_OF_THREE = (
    "Patient-specific functional scale, form of precisionphysio.com.au read in 2026: scoring, and "
    "minimum detectable change at 90 % of the mean score (2) and of one activity (3) (mean of "
    "three to five activities; musculoskeletal conditions)"
)
MEDIUM_CHANGE = (
    "Abbott and Schmitt, minimum important differences of the patient-specific functional scale, "
    "J Orthop Sports Phys Ther 2014, doi:10.2519/jospt.2014.5248 (medium change (small 1.3, large "
    "2.7); musculoskeletal conditions)"
)


def test_a_mean_is_compared_over_what_both_visits_share() -> None:
    then = {"1": "2", "2": "3", "3": "5.5", "4": "1"}
    now = {"1": "5", "2": "5", "3": "6.5", "5": "9"}
    found = of_activities(then, now)
    assert found.change == Decimal("16.5") / 3 - Decimal("3.5")
    assert found == Change(
        verdict=Verdict.REAL_NOT_IMPORTANT,
        verdict_text="improved: real change, smaller than what patients usually call important",
        change=Decimal(2),
        change_text="+2,0/10, improved",
        percent_reason=ReasonCode.NO_TRUE_ZERO,
        direction="better",
        word="improved",
        threshold="2,0/10 (MDC90)",
        source=MEAN_OF_THREE,
        importance="2,3/10",
        importance_source=MEDIUM_CHANGE,
        cautions=("over 3 activities rated both times (1, 2, 3): 3,5/10 then, 5,5/10 now",),
        apart="rated were activities 1, 2, 3, 4 against 1, 2, 3, 5",
    )


def test_a_mean_of_two_is_judged_as_a_single_activity() -> None:
    found = of_activities({"1": "2", "2": "3"}, {"1": "5", "2": "5.9"})
    assert found == Change(
        verdict=Verdict.WITHIN_ERROR,
        verdict_text="no change beyond measurement error",
        change=Decimal("2.95"),
        change_text="+3,0/10, better",
        percent_reason=ReasonCode.NO_TRUE_ZERO,
        direction="better",
        threshold="3,0/10 (MDC90)",
        source=MEAN_OF_THREE.replace("mean of three to five activities", "one activity"),
        cautions=("a mean of 2 activities is judged by the measurement error of a single one",),
    )


def test_a_mean_too_good_to_improve_by_what_matters() -> None:
    found = of_activities({"1": "9", "2": "8", "3": "8.5"}, {"1": "9", "2": "9", "3": "9"})
    assert found.importance_unreachable
    assert found.cautions == ("from 8,5/10 an improvement of 2,3/10 cannot be reached",)


def test_a_mean_with_a_true_zero_changes_in_percent_of_what_is_shared() -> None:
    by = replace(score_yardstick(SCORE, ACTIVITY, wanted=WANTED), true_zero=True)
    found = compare(rated({"1": "2", "2": "9"}), rated({"1": "5", "3": "9"}), by)
    assert (found.change_text, found.percent) == ("+3.0/10 (+150.0 %), improved", Decimal(150))


def test_means_that_share_nothing_are_not_compared() -> None:
    assert of_activities({"1": "2"}, {"2": "3"}) == Change(
        verdict=Verdict.NOT_COMPARABLE,
        verdict_text="not comparable: no activity was rated both times",
        percent_reason=ReasonCode.NOT_COMPARABLE,
    )
