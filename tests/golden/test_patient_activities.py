"""Worked examples of the patient's own activities; the number of each is its row in the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from assessment import catalogue
from assessment.catalogue.patient_activities import (
    ACTIVITY,
    NOT_RATED,
    SCORE,
    SECTION,
    WANTED,
    activity_code,
)
from assessment.catalogue.types import NotTested
from assessment.catalogue.units import MEAN_RATING
from assessment.clinical.change import Change, Verdict
from assessment.clinical.patient_activities import (
    Activity,
    Score,
    Shared,
    score,
    score_yardstick,
    shared,
)
from assessment.clinical.result import ReasonCode, Result
from assessment.judgement import apart, change, error_band
from assessment.record import Item


def of(ratings: Mapping[int, int | None], separator: str = ".") -> Score:
    """The score of ratings by the number of their activity."""
    activities = [
        Activity(
            number=number,
            statement=f"Activity of the patient {number}",
            rating=None if rating is None else Decimal(rating),
        )
        for number, rating in ratings.items()
    ]
    return score(activities, SCORE, ACTIVITY, wanted=WANTED, decimal_separator=separator)


def score_item(ratings: Mapping[int, int | None]) -> Item:
    found = of(ratings)
    return Item(
        section=SECTION,
        code=SCORE.code,
        label=SCORE.label,
        side="none",
        kind="quantity",
        text=found.result.text,
        value=str(found.result.value),
        unit="{score}",
        derived=True,
        parts=found.parts,
        trend=True,
    )


def rating_item(number: int, rating: int) -> Item:
    return Item(
        section=SECTION,
        code=activity_code(number),
        label="Activity",
        side="none",
        kind="quantity",
        text=f"{rating}/10",
        value=str(rating),
        unit="{score}",
        trend=True,
    )


def between(then: Mapping[int, int | None], now: Mapping[int, int | None]) -> Change:
    return change(score_item(then), score_item(now))


def test_the_score_is_the_mean_of_the_rated_activities_row_76() -> None:
    found = of({1: 3, 2: 4, 3: 6})
    assert found.result.text == "4.3/10 (activities 1, 2, 3)"
    assert found.result.value == Decimal(13) / 3
    assert found.parts == (("1", "3"), ("2", "4"), ("3", "6"))
    assert found.remarks == ()
    assert found.result.inputs[0] == "Activity of the patient 1 3/10"
    assert of({1: 3, 2: 4, 3: 6}, ",").result.text.startswith("4,3/10")


@pytest.mark.parametrize(
    ("ratings", "shown"),
    [
        ({1: 2, 2: 3, 3: 2, 4: 2}, "2.3/10"),
        ({1: 0, 2: 0, 3: 0}, "0.0/10"),
        ({1: 10, 2: 10, 3: 10}, "10.0/10"),
        ({1: 0, 2: 5, 3: 10}, "5.0/10"),
    ],
)
def test_it_is_rounded_half_up_and_0_is_a_rating(
    ratings: dict[int, int | None], shown: str
) -> None:
    assert of(ratings).result.text.partition(" (")[0] == shown


def test_what_was_not_rated_takes_no_part_and_is_told() -> None:
    found = of({1: 3, 2: None, 3: 6, 4: 0})
    assert found.result.value == 3
    assert found.parts == (("1", "3"), ("3", "6"), ("4", "0"))
    assert found.remarks == ("3 of 4 activities rated at this visit",)


def test_without_any_rating_there_is_no_score() -> None:
    found = of({1: None, 2: None})
    assert (found.result.value, found.result.reason) == (None, ReasonCode.MISSING)
    assert found.result.text == "not computed: no activity was rated"
    assert found.parts == () and found.remarks == ()


@pytest.mark.parametrize(
    ("ratings", "remark"),
    [
        ({1: 3}, "rests on 1 activity; 3 or more are wanted"),
        ({1: 3, 2: 4}, "rests on 2 activities; 3 or more are wanted"),
    ],
)
def test_a_score_of_fewer_than_three_is_worked_out_and_said_to_be_one(
    ratings: dict[int, int | None], remark: str
) -> None:
    found = of(ratings)
    assert found.result.value is not None
    assert remark in found.remarks


def test_the_mean_of_the_same_activities_is_judged_by_2_and_2_3() -> None:
    worse = between({1: 5, 2: 5, 3: 5}, {1: 3, 2: 3, 3: 3})
    assert (worse.verdict, worse.word) == (Verdict.REAL_NOT_IMPORTANT, "worsened")
    better = between({1: 3, 2: 4, 3: 6}, {1: 6, 2: 7, 3: 8})
    assert (better.verdict, better.word) == (Verdict.REAL_AND_IMPORTANT, "improved")
    assert better.threshold == "2.0/10 (MDC90)"
    assert "+2.7/10" in better.change_text
    within = between({1: 3, 2: 4, 3: 6}, {1: 4, 2: 6, 3: 8})
    assert (within.verdict, within.word) == (Verdict.WITHIN_ERROR, "")
    for one in (worse, better, within):
        assert one.cautions == () and one.apart == ""


def test_one_activity_is_judged_by_3_and_nothing_is_published_of_what_matters() -> None:
    within = change(rating_item(1, 4), rating_item(1, 6))
    assert (within.verdict, within.threshold) == (Verdict.WITHIN_ERROR, "3/10 (MDC90)")
    real = change(rating_item(1, 4), rating_item(1, 7))
    assert (real.verdict, real.word) == (Verdict.REAL_IMPORTANCE_UNKNOWN, "improved")
    lost = change(rating_item(1, 7), rating_item(1, 0))
    assert (lost.verdict, lost.word) == (Verdict.REAL_IMPORTANCE_UNKNOWN, "worsened")


def test_a_changed_list_is_compared_over_what_was_rated_both_times_t28() -> None:
    # An easy activity took the place of a hard one: the means say +3, the patient did not change.
    then, now = {1: 2, 2: 4, 3: 0}, {1: 2, 2: 4, 4: 9}
    found = between(then, now)
    assert found.change == 0
    assert found.verdict is Verdict.WITHIN_ERROR
    assert found.cautions[0] == "over 2 activities rated both times (1, 2): 3.0/10 then, 3.0/10 now"
    assert found.apart == "rated were activities 1, 2, 3 against 1, 2, 4"
    assert apart(score_item(then), score_item(now)) == found.apart
    # The other way round: the means are alike, and what was rated twice got worse.
    hidden = between({1: 6, 2: 6, 3: 6, 4: 2}, {1: 3, 2: 3, 3: 3, 5: 10, 6: 6})
    assert (hidden.change, hidden.word) == (Decimal(-3), "worsened")


def test_activities_are_matched_by_who_they_are_and_not_by_their_place_t28() -> None:
    assert between({1: 2, 2: 4, 3: 6}, {3: 6, 1: 2, 2: 4}).change == 0
    nothing = between({1: 2, 2: 4, 3: 6}, {4: 2, 5: 4, 6: 6})
    assert nothing.verdict is Verdict.NOT_COMPARABLE
    assert nothing.verdict_text == "not comparable: no activity was rated both times"
    assert nothing.change is None


def test_a_mean_of_fewer_than_three_is_judged_by_the_larger_error_of_one() -> None:
    two = between({1: 3, 2: 3, 3: 3}, {1: 5, 2: 6, 4: 9})
    assert (two.change, two.verdict) == (Decimal("2.5"), Verdict.WITHIN_ERROR)
    assert two.threshold == "3.0/10 (MDC90)"
    assert two.cautions[-1] == (
        "a mean of 2 activities is judged by the measurement error of a single one"
    )
    real = between({1: 3, 2: 3}, {1: 6, 2: 6})
    assert real.verdict is Verdict.REAL_IMPORTANCE_UNKNOWN
    assert real.apart == ""


@pytest.mark.parametrize("count", [3, 4, 5])
def test_a_change_of_exactly_the_error_counts_whatever_the_digits_of_the_means(count: int) -> None:
    for first, step in product(range(9), (2 * count,)):
        then = dict.fromkeys(range(1, count + 1), 0) | {1: first}
        now = {number: rating + step // count for number, rating in then.items()}
        if max(now.values()) <= 10:
            assert between(then, now).word == "improved", (then, now)


def test_the_error_band_around_a_score_is_that_of_its_count() -> None:
    same = score_item({1: 3, 2: 4, 3: 6})
    band = error_band([same, same])
    assert band is not None and band[1] - band[0] == 4
    few = score_item({1: 3, 2: 4})
    band = error_band([few, few])
    assert band is not None and band[1] - band[0] == 6


def test_being_unable_is_a_rating_and_no_reason_for_none() -> None:
    assert not {NotTested.UNABLE, NotTested.PAIN} & set(NOT_RATED)


def test_no_measure_of_a_section_has_their_codes() -> None:
    taken = set(catalogue.all_codes())
    assert not {ACTIVITY.code, SCORE.code, activity_code(1)} & taken
    assert SECTION in {one.code for one in catalogue.sections()}


def test_a_score_stands_with_each_activity_in_the_words_of_the_patient() -> None:
    formula = "patient-specific score = mean of the rated activities (version 1)"
    assert of({2: 7, 11: None, 12: 2}, ",") == Score(
        result=Result(
            text="4,5/10 (activities 2, 12)",
            formula=formula,
            value=Decimal("4.5"),
            unit=MEAN_RATING,
            inputs=("Activity of the patient 2 7/10", "Activity of the patient 12 2/10"),
        ),
        parts=(("2", "7"), ("12", "2")),
        remarks=(
            "2 of 3 activities rated at this visit",
            "rests on 2 activities; 3 or more are wanted",
        ),
    )
    assert of({4: 0}).result.text == "0.0/10 (activity 4)"


def both(then: Mapping[str, str], now: Mapping[str, str]) -> Shared | None:
    by = score_yardstick(SCORE, ACTIVITY, wanted=WANTED)
    first, last = (
        {number: Decimal(rating) for number, rating in one.items()} for one in (then, now)
    )
    return shared(first, last, by, decimal_separator=",")


def test_what_two_visits_share_is_named_by_number_and_rating() -> None:
    then = {"2": "1", "10": "2", "1": "6", "3": "9"}
    assert both(then, {"10": "4", "2": "5", "12": "0", "1": "7"}) == Shared(
        then=Decimal(3),
        now=Decimal(16) / 3,
        count=3,
        apart="rated were activities 1, 2, 3, 10 against 1, 2, 10, 12",
        cautions=("over 3 activities rated both times (1, 2, 10): 3,0/10 then, 5,3/10 now",),
    )
    assert both({"1": "2", "9": "1"}, {"1": "3"}) == Shared(
        then=Decimal(2),
        now=Decimal(3),
        count=1,
        apart="rated were activities 1, 9 against 1",
        cautions=(
            "over 1 activity rated both times (1): 2,0/10 then, 3,0/10 now",
            "a mean of 1 activity is judged by the measurement error of a single one",
        ),
    )
    assert both({"1": "2"}, {"2": "2"}) is None
    assert both({}, {"2": "2"}) is None


def test_a_score_needs_a_unit_to_be_told_in() -> None:
    unknown = replace(SCORE, unit=None)
    with pytest.raises(ValueError, match=r"^patient_specific_score has no unit$"):
        score(
            [Activity(number=1, statement="Stairs", rating=Decimal(3))],
            unknown,
            ACTIVITY,
            wanted=WANTED,
        )
