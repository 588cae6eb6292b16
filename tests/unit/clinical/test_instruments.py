"""Scores of instruments: their ends, blanks, codings, and what stands for an item left blank."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import catalogue
from assessment.catalogue.types import Better, Measure, Scoring
from assessment.clinical import instruments
from assessment.clinical.result import ReasonCode

SCORES = [
    one for one in catalogue.section("outcome_measures").measures if one.instrument is not None
]
BY_CODE = {one.code: one for one in SCORES}


def points(item: Measure) -> tuple[Decimal, ...]:
    """The points that an item may have."""
    return next(one.numbers for one in item.accepted if not one.when)


def all_at(measure: Measure, *, best: bool) -> tuple[Decimal, ...]:
    """Every item at its best or its worst answer."""
    assert measure.instrument is not None
    return tuple(
        max(points(item)) if (item.better is Better.HIGHER) is best else min(points(item))
        for item in measure.instrument.items
    )


@pytest.mark.parametrize("measure", SCORES, ids=lambda one: one.code)
def test_the_best_answers_give_the_best_score_and_the_worst_the_worst_t24(measure: Measure) -> None:
    assert measure.hard is not None
    ends = (measure.hard.high, measure.hard.low)
    if measure.better is Better.LOWER:
        ends = (ends[1], ends[0])
    found = tuple(
        instruments.score(measure, all_at(measure, best=best), {}).value for best in (True, False)
    )
    assert found == ends


@pytest.mark.parametrize("code", ["akps", "lysholm"])
def test_the_highest_points_of_the_items_add_up_to_100_t27(code: str) -> None:
    instrument = BY_CODE[code].instrument
    assert instrument is not None
    assert sum(max(points(one)) for one in instrument.items) == 100


def test_the_highest_points_of_the_ikdc_add_up_to_87_t23() -> None:
    instrument = BY_CODE["ikdc"].instrument
    assert instrument is not None
    assert len(instrument.items) == 18
    assert sum(max(points(one)) for one in instrument.items) == 87


@pytest.mark.parametrize("measure", SCORES, ids=lambda one: one.code)
@settings(max_examples=40)
@given(data=st.data())
def test_a_blank_item_is_never_counted_as_0_t21(measure: Measure, data: st.DataObject) -> None:
    """With too few answers there is no score; with enough it lies where the answers lie."""
    instrument = measure.instrument
    assert instrument is not None
    answers = [
        data.draw(st.one_of(st.none(), st.sampled_from(points(item)))) for item in instrument.items
    ]
    answered = [one for one in answers if one is not None]
    found = instruments.score(measure, answers, {})
    if len(answered) < instrument.required:
        assert found.value is None
        assert found.reason in (ReasonCode.TOO_FEW_ITEMS, ReasonCode.MISSING_ITEMS)
        assert found.text.startswith("not computed: ")
        return
    assert found.value is not None
    assert measure.hard is not None
    assert measure.hard.holds(found.value)
    if instrument.scoring is Scoring.MEAN_OF_PROBLEMS:
        mean = sum(answered, Decimal(0)) / len(answered)
        assert found.value == 100 - mean * 25


@pytest.mark.parametrize(
    ("code", "least"),
    [
        ("koos_pain", 5),
        ("koos_symptoms", 4),
        ("koos_adl", 9),
        ("koos_sport", 3),
        ("koos_qol", 2),
        ("koos_pf", 6),
        ("koos_12_pain", 2),
        ("ikdc", 16),
    ],
)
def test_so_many_items_are_needed_t26(code: str, least: int) -> None:
    measure = BY_CODE[code]
    answer = Decimal(1)

    def given_(number: int) -> list[Decimal | None]:
        return [answer] * number + [None] * (measure.trials - number)

    assert instruments.score(measure, given_(least), {}).value is not None
    too_few = instruments.score(measure, given_(least - 1), {})
    assert (too_few.value, too_few.reason) == (None, ReasonCode.TOO_FEW_ITEMS)
    assert too_few.text == (
        f"not computed: {least - 1} of {measure.trials} items answered, at least {least} are needed"
    )


def test_ikdc_is_divided_by_the_highest_points_of_what_was_answered_t22() -> None:
    measure = BY_CODE["ikdc"]
    best = all_at(measure, best=True)
    without_the_largest = [*best[:1], None, None, *best[3:]]
    assert instruments.score(measure, without_the_largest, {}).value == 100


@given(data=st.data())
def test_every_coding_of_the_ikdc_gives_the_same_score_t23(data: st.DataObject) -> None:
    measure = BY_CODE["ikdc"]
    instrument = measure.instrument
    assert instrument is not None
    answers = [data.draw(st.sampled_from(points(item))) for item in instrument.items]
    circled = [10 - one if at in (1, 2) else one for at, one in enumerate(answers)]
    as_points = instruments.score(measure, answers, {"coding": "points"})
    by_rank = instruments.score(measure, [one + 1 for one in answers], {"coding": "ranks"})
    as_circled = instruments.score(measure, circled, {"coding": "circled"})
    assert as_points.value == by_rank.value == as_circled.value
    raw = sum((one + 1 for one in answers), Decimal(0))
    assert by_rank.value == pytest.approx((raw - 18) / 87 * 100)
    assert "older coding" in by_rank.formula


def test_items_that_are_averaged_as_problems_all_have_the_same_highest_answer() -> None:
    for measure in SCORES:
        instrument = measure.instrument
        assert instrument is not None
        if instrument.scoring is Scoring.MEAN_OF_PROBLEMS:
            assert {instruments.highest(one) for one in instrument.items} == {Decimal(4)}


def test_prorating_is_chosen_and_said_and_ends_at_two_blanks() -> None:
    lefs = BY_CODE["lefs"]
    prorated = {"blank_items": "prorated"}
    two = [Decimal(4)] * 18 + [None] * 2
    assert instruments.score(lefs, two, prorated).text == "80 points (prorated, 2 items left blank)"
    three = [Decimal(4)] * 17 + [None] * 3
    assert instruments.score(lefs, three, prorated).reason is ReasonCode.TOO_FEW_ITEMS
    assert instruments.score(lefs, two, {}).reason is ReasonCode.MISSING_ITEMS


def test_a_score_names_the_rules_it_was_scored_by() -> None:
    measure = BY_CODE["koos_pain"]
    found = instruments.score(measure, [Decimal(1)] * 9, {})
    assert "scoring guide of 2012 (version 1)" in found.formula
    assert found.inputs[0] == "P1 1"


def test_there_is_no_total_of_the_koos_t25() -> None:
    section = catalogue.section("outcome_measures")
    assert [one.code for one in section.derived if "koos" in one.code] == ["koos_12_summary"]
    assert not [one for one in section.measures if one.code in ("koos", "koos_total")]


@pytest.mark.parametrize(
    ("score", "set_of_1985", "set_from_91"),
    [
        (64, "poor", "poor"),
        (65, "fair", "fair"),
        (84, "good", "good"),
        (91, "good", "excellent"),
        (95, "excellent", "excellent"),
    ],
)
def test_the_two_sets_of_bands_of_the_lysholm_score(
    score: int, set_of_1985: str, set_from_91: str
) -> None:
    lysholm, value = BY_CODE["lysholm"], Decimal(score)
    assert instruments.band(lysholm, value, {"bands": "tegner_1985"}) == set_of_1985
    assert instruments.band(lysholm, value, {"bands": "from_91"}) == set_from_91
    assert instruments.band(lysholm, value, {}) == ""


def test_a_form_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="has 20 items"):
        instruments.score(BY_CODE["lefs"], [Decimal(1)] * 19, {})
    with pytest.raises(ValueError, match="has no items"):
        instruments.score(catalogue.measure("tegner"), [], {})


def test_no_item_carries_any_wording_t45() -> None:
    for measure in SCORES:
        assert measure.instrument is not None
        for at, item in enumerate(measure.instrument.items, start=1):
            assert (item.how, item.hint, item.options) == ("", "", ())
            letters = item.label.rstrip("0123456789") or item.label
            assert item.label.startswith("Item ") or letters in ("P", "S", "A", "SP", "Q", "PF")
            assert len(item.label) <= len("Item 4 (of 25)"), (measure.code, at)
