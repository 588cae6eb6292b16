"""Which published error a change is judged against, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment import catalogue
from assessment.catalogue.types import (
    Better,
    ImportantChange,
    MeasurementError,
    Reviewed,
    Source,
)
from assessment.catalogue.units import CENTIMETRE, DEGREE, NEWTON, PERCENT
from assessment.clinical.change import (
    Change,
    Verdict,
    judge,
    judge_grades,
    not_comparable,
    nothing_to_compare,
)
from assessment.clinical.compare import Finding, compare
from assessment.clinical.measurement_error import fitting_error, standard_error
from assessment.clinical.result import ReasonCode
from assessment.clinical.symmetry import gained_by_loss, raw_limbs_text
from assessment.clinical.yardstick import UnknownFinding, measure_yardstick, yardstick

FORCE = catalogue.measure("knee_extension_force")
EXTENSION = catalogue.measure("knee_extension_passive")
STRENGTH = catalogue.section("strength")
STUDY = Source(key="a-study-2026", citation="A study, 2026", reviewed=Reviewed.CUSTOM)


def amount(
    errors: tuple[MeasurementError, ...], setup: Mapping[str, str], same_rater: bool | None
) -> str:
    found = fitting_error(errors, setup=setup, same_rater=same_rater)
    return "none" if found is None else str(found.amount)


@pytest.mark.parametrize(
    ("fixation", "same_rater", "expected"),
    [
        ("manual", True, "35"),
        ("manual", False, "35"),
        ("belt", True, "25"),
        ("belt", False, "29.3"),
        ("belt", None, "29.3"),
        ("in_line", False, "29.3"),
        ("isokinetic", False, "15"),
        ("", True, "none"),
    ],
)
def test_the_error_of_force_follows_the_fixation(
    fixation: str, same_rater: bool | None, expected: str
) -> None:
    assert amount(FORCE.errors, {"fixation": fixation}, same_rater) == expected


@pytest.mark.parametrize(
    ("device", "same_rater", "expected"),
    [
        ("long_goniometer", True, "3.5"),
        ("long_goniometer", False, "10"),
        ("long_goniometer", None, "10"),
        ("inclinometer", True, "3.5"),
        ("inclinometer", False, "6"),
        ("short_goniometer", True, "14"),
        ("visual", True, "14"),
        ("app", False, "12"),
        ("", True, "none"),
    ],
)
def test_the_error_of_extension_follows_device_and_rater(
    device: str, same_rater: bool | None, expected: str
) -> None:
    assert amount(EXTENSION.errors, {"device": device}, same_rater) == expected


def test_a_figure_for_the_same_rater_never_stands_in_for_another() -> None:
    same = MeasurementError(amount=Decimal(1), source=STUDY, population="anybody", same_rater=True)
    assert amount((same,), {}, True) == "1"
    assert amount((same,), {}, False) == "none"
    assert amount((same,), {}, None) == "none"


def change(reference: str, now: str, *errors: MeasurementError) -> Change:
    return judge(
        reference=Decimal(reference),
        now=Decimal(now),
        unit=NEWTON,
        better=Better.HIGHER,
        errors=errors,
    )


TEN = MeasurementError(amount=Decimal(10), source=STUDY, population="anybody", level=90)


def test_an_unknown_error_says_so_and_claims_nothing() -> None:
    found = change("100", "200")
    assert found.verdict is Verdict.ERROR_UNKNOWN
    assert found.threshold == "no published error"
    assert (found.direction, found.word, found.source) == ("better", "", "")


def test_the_threshold_names_its_level_and_source() -> None:
    found = change("100", "110", TEN)
    assert found.threshold == "10 N (MDC90)"
    assert found.source == "A study, 2026 (anybody)"
    assert found.verdict_text.startswith("improved: real change")


def test_just_below_the_error_is_inside_it() -> None:
    found = change("100", "109.99", TEN)
    assert found.verdict is Verdict.WITHIN_ERROR
    assert found.change_text == "+10 N (+10.0 %), better"


def test_no_change_is_inside_every_error_even_a_relative_one_of_nothing() -> None:
    relative = replace(TEN, relative=True)
    assert change("0", "0", relative).verdict is Verdict.WITHIN_ERROR
    assert change("0", "0", relative).change_text == "0 N"


def test_a_fall_beyond_the_error_is_worse() -> None:
    assert change("100", "80", TEN).word == "worsened"


def test_without_better_or_worse_nothing_improves() -> None:
    found = judge(
        reference=Decimal(40),
        now=Decimal(60),
        unit=CENTIMETRE,
        better=Better.NONE,
        errors=(TEN,),
    )
    assert (found.direction, found.word) == ("", "")
    assert found.verdict is Verdict.REAL_IMPORTANCE_UNKNOWN


def test_a_real_change_can_be_too_small_to_matter() -> None:
    found = judge(
        reference=Decimal(100),
        now=Decimal(112),
        unit=NEWTON,
        better=Better.HIGHER,
        errors=(TEN,),
        important=(ImportantChange(amount=Decimal(20), source=STUDY, population="anybody"),),
    )
    assert found.verdict is Verdict.REAL_NOT_IMPORTANT
    assert found.word == "improved"


def test_a_change_of_symmetry_is_in_percentage_points() -> None:
    found = judge(reference=Decimal(70), now=Decimal("77.1"), unit=PERCENT, better=Better.HIGHER)
    assert found.change_text == "+7.1 percentage points, better"


def test_symmetry_gained_because_the_good_leg_lost_is_named() -> None:
    before, lost = (Decimal(300), Decimal(400)), Decimal(330)
    assert gained_by_loss(before, (Decimal(297), lost), lower_is_better=False)
    assert gained_by_loss(before, (Decimal(300), lost), lower_is_better=False)
    assert not gained_by_loss(before, (Decimal(310), lost), lower_is_better=False)
    assert not gained_by_loss(before, (Decimal(200), lost), lower_is_better=False)
    assert raw_limbs_text(
        before, (Decimal(297), lost), NEWTON, lower_is_better=False, decimal_separator="."
    ) == ("involved -3 N, uninvolved -70 N: symmetry rose because the uninvolved side lost")


def test_a_slower_good_leg_is_named_as_well_t16() -> None:
    before = (Decimal("2.4"), Decimal("2.1"))
    slower, faster = (Decimal("2.4"), Decimal("2.3")), (Decimal("2.2"), Decimal("2.1"))
    assert gained_by_loss(before, slower, lower_is_better=True)
    assert not gained_by_loss(before, faster, lower_is_better=True)


def test_grades_change_in_steps_of_the_scale() -> None:
    found = judge_grades(reference=9, now=10, better=Better.HIGHER)
    assert found.change_text == "1 step of the scale better"
    assert found.percent_reason is ReasonCode.ORDINAL
    assert found.verdict is Verdict.ERROR_UNKNOWN
    assert judge_grades(reference=9, now=9, better=Better.HIGHER).change_text == "same grade"


def test_what_cannot_be_compared_has_no_change() -> None:
    for found in (not_comparable(("another scale",)), nothing_to_compare("carried")):
        assert (found.change, found.percent, found.comparable) == (None, None, False)


def finding(value: str, rater: str = "one", **setup: str) -> Finding:
    return Finding(value=Decimal(value), unit="N", setup=setup, rater=rater)


def test_a_finding_that_takes_no_part_is_not_compared() -> None:
    by = measure_yardstick(FORCE)
    found = compare(replace(finding("300"), why_not="stopped by pain"), finding("310"), by)
    assert found.verdict is Verdict.MISSING
    assert found.verdict_text == "not compared: then: stopped by pain"


def test_another_rater_is_judged_by_the_error_between_raters() -> None:
    by = measure_yardstick(FORCE)
    same = compare(finding("300", fixation="belt"), finding("390", fixation="belt"), by)
    other = compare(finding("300", fixation="belt"), finding("390", "two", fixation="belt"), by)
    assert (same.word, other.word) == ("improved", "")
    assert same.threshold == (
        "86.3 N, 25 % of the mean of both values (level not stated, same rater); "
        "the change is 26.1 % of that mean"
    )
    assert "(level not stated, other rater)" in other.threshold
    assert "another rater" in other.cautions
    unknown = compare(finding("300", "", fixation="belt"), finding("390", fixation="belt"), by)
    assert "(level not stated, rater not known)" in unknown.threshold


def test_per_kilogram_of_force_and_of_torque_are_not_comparable() -> None:
    found = compare(
        Finding(value=Decimal(5), unit="N/kg"),
        Finding(value=Decimal(2), unit="N.m/kg"),
        yardstick(STRENGTH, "per_mass", "knee_extension_force"),
    )
    assert found.verdict_text == "not comparable: N/kg against N·m/kg"


def test_grades_are_compared_by_rank() -> None:
    by = yardstick(STRENGTH, "knee_extension_grade")
    found = compare(Finding(ordinal=7), Finding(ordinal=9), by)
    assert found.change_text == "2 steps of the scale better"


def test_a_yardstick_is_asked_by_code() -> None:
    section = catalogue.section("range_of_motion")
    assert yardstick(section, "extension_lag").label == "Extension lag"
    assert yardstick(section, "knee_flexion_active").unit == DEGREE
    with pytest.raises(UnknownFinding):
        yardstick(section, "grip_force")
    with pytest.raises(UnknownFinding):
        yardstick(section, "jump_height", "knee_flexion_active")


def test_a_reliability_lies_between_nothing_and_one() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        standard_error(Decimal(10), Decimal("1.2"))


AMOUNTS = st.decimals(min_value=0, max_value=1000, places=2)
ERRORS = st.one_of(
    st.none(),
    st.builds(
        MeasurementError,
        amount=st.decimals(min_value="0.1", max_value=100, places=1),
        relative=st.booleans(),
        source=st.just(STUDY),
        population=st.just("anybody"),
    ),
)
OPPOSITE = {
    "better": "worse",
    "worse": "better",
    "improved": "worsened",
    "worsened": "improved",
    "": "",
}


@settings(deadline=None)
@given(
    first=AMOUNTS,
    second=AMOUNTS,
    error=ERRORS,
    matters=st.one_of(st.none(), st.decimals(min_value=1, max_value=100, places=1)),
    better=st.sampled_from(Better),
)
def test_the_way_back_is_judged_as_the_way_there(
    first: Decimal,
    second: Decimal,
    error: MeasurementError | None,
    matters: Decimal | None,
    better: Better,
) -> None:
    important = (
        ()
        if matters is None
        else (ImportantChange(amount=matters, source=STUDY, population="anybody"),)
    )

    def judged(reference: Decimal, now: Decimal) -> Change:
        return judge(
            reference=reference,
            now=now,
            unit=NEWTON,
            better=better,
            errors=() if error is None else (error,),
            important=important,
        )

    there, back = judged(first, second), judged(second, first)
    assert there.verdict is back.verdict
    assert there.threshold == back.threshold
    assert there.change is not None
    assert back.change is not None
    assert there.change == -back.change
    assert there.direction == OPPOSITE[back.direction]
    assert there.word == OPPOSITE[back.word]


@settings(deadline=None)
@given(first=AMOUNTS, second=AMOUNTS, error=ERRORS)
def test_nothing_improves_inside_the_error(
    first: Decimal, second: Decimal, error: MeasurementError | None
) -> None:
    assume(error is None or not error.relative)
    found = change(str(first), str(second), *(() if error is None else (error,)))
    beyond = error is not None and first != second and abs(second - first) >= error.amount
    assert bool(found.word) is beyond


def of_catalogue(code: str, before: str, now: str) -> Change:
    """The change of a measure by what the catalogue says of it."""
    by = measure_yardstick(catalogue.measure(code))
    return compare(Finding(value=Decimal(before)), Finding(value=Decimal(now)), by)


def test_more_activity_is_neither_better_nor_worse_t29() -> None:
    found = of_catalogue("tegner", "3", "6")
    assert (found.direction, found.word, found.percent) == ("", "", None)
    assert found.change_text == "+3"


@pytest.mark.parametrize("code", ["global_rating_of_change", "global_rating_of_change_11"])
def test_two_ratings_of_change_are_never_subtracted_t29(code: str) -> None:
    found = of_catalogue(code, "3", "6")
    assert (found.verdict, found.change) == (Verdict.NOT_COMPARABLE, None)
    assert "never subtracted" in found.verdict_text
    by = measure_yardstick(catalogue.measure("patient_impression_of_change"))
    graded = compare(Finding(ordinal=3), Finding(ordinal=5), by)
    assert graded.verdict is Verdict.NOT_COMPARABLE


def test_the_level_of_an_error_is_named_t31() -> None:
    assert of_catalogue("lefs", "41", "52").threshold == "9 points (MDC90)"
    assert of_catalogue("tsk_11", "26", "21").threshold == "7 points (MDC95)"
    assert of_catalogue("akps", "60", "70").threshold == "9 points (level not stated)"


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ("6", "4", Verdict.IMPORTANT_ERROR_UNKNOWN),
        ("7", "5", Verdict.ERROR_UNKNOWN),
        ("3", "2", Verdict.ERROR_UNKNOWN),
        ("10", "7", Verdict.IMPORTANT_ERROR_UNKNOWN),
    ],
)
def test_pain_has_to_fall_by_points_and_by_a_share(before: str, now: str, verdict: Verdict) -> None:
    found = of_catalogue("pain_worst", before, now)
    assert found.verdict is verdict
    assert found.importance == "2/10 and 30 %"
    assert "Farrar" in found.importance_source


def test_from_a_good_start_what_matters_cannot_be_reached_and_is_said() -> None:
    found = of_catalogue("pain_worst", "1", "0")
    assert found.importance_unreachable
    assert found.cautions[-1] == "from 1/10 an improvement of 2/10 and 30 % cannot be reached"
    assert not of_catalogue("pain_worst", "1", "4").importance_unreachable
    assert not of_catalogue("pain_worst", "5", "4").importance_unreachable
