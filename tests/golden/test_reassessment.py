"""Worked examples of change between visits; the number of each is its row in the table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import (
    Better,
    ImportantChange,
    MeasurementError,
    Reviewed,
    Source,
    Unit,
)
from assessment.catalogue.units import DEGREE, NEWTON_METRE, RATING, rounded
from assessment.clinical.change import Change, Verdict, judge, judge_grades
from assessment.clinical.compare import Finding, compare
from assessment.clinical.measurement_error import at_level, detectable_change, standard_error
from assessment.clinical.result import ReasonCode
from assessment.clinical.yardstick import measure_yardstick, yardstick
from tests.golden.visits import PAIN, SECOND

POINTS = Unit(code="points", ucum="{score}", label="points", family="score", decimals=1)
STUDY = Source(key="a-study-2026", citation="A study, 2026", reviewed=Reviewed.CUSTOM)


def error(amount: str, **facts: object) -> MeasurementError:
    one = MeasurementError(amount=Decimal(amount), source=STUDY, population="anybody")
    return replace(one, **facts)  # type: ignore[arg-type]


def judged(
    reference: str,
    now: str,
    *,
    better: Better = Better.HIGHER,
    unit: Unit = POINTS,
    mdc: str = "",
    mcid: str = "",
    relative: bool = False,
    true_zero: bool = True,
    best: str = "",
) -> Change:
    errors = (error(mdc, relative=relative),) if mdc else ()
    important = (
        (ImportantChange(amount=Decimal(mcid), source=STUDY, population="anybody"),) if mcid else ()
    )
    return judge(
        reference=Decimal(reference),
        now=Decimal(now),
        unit=unit,
        better=better,
        errors=errors,
        important=important,
        true_zero=true_zero,
        best=Decimal(best) if best else None,
    )


def test_extension_has_no_percent_change_row_47() -> None:
    found = judged("10", "0", better=Better.LOWER, unit=DEGREE, true_zero=False, mdc="3.5")
    assert (found.percent, found.percent_reason) == (None, ReasonCode.NO_TRUE_ZERO)
    assert found.change == -10
    assert (found.direction, found.word) == ("better", "improved")
    assert found.change_text == "-10°, improved"


def test_a_change_beyond_both_thresholds_row_92() -> None:
    found = judged("41", "52", mdc="9", mcid="9")
    assert found.verdict is Verdict.REAL_AND_IMPORTANT
    assert found.change_text == "+11.0 points (+26.8 %), improved"


def test_thresholds_are_inclusive_row_93() -> None:
    assert judged("41", "50", mdc="9", mcid="9").verdict is Verdict.REAL_AND_IMPORTANT


def test_a_change_inside_the_error_row_94() -> None:
    found = judged("41", "49", mdc="9", mcid="9")
    assert found.verdict is Verdict.WITHIN_ERROR
    assert found.verdict_text == "no change beyond measurement error"
    assert (found.direction, found.word) == ("better", "")


def test_important_but_not_certain_row_96() -> None:
    found = judged("26", "21", better=Better.LOWER, mdc="7.0", mcid="4")
    assert found.verdict is Verdict.IMPORTANT_NOT_CERTAIN
    assert found.word == ""


def test_important_with_an_unknown_error_row_97() -> None:
    found = judged("50", "65", mcid="13.4")
    assert found.verdict is Verdict.IMPORTANT_ERROR_UNKNOWN
    assert found.threshold == "no published error"


def test_real_with_unknown_importance_row_98() -> None:
    found = judged("12.0", "10.2", better=Better.LOWER, unit=SECOND, mdc="1.1")
    assert found.verdict is Verdict.REAL_IMPORTANCE_UNKNOWN
    assert found.change_text == "-1.80 s (-15.0 %), improved"


def test_a_change_from_zero_has_no_percent_and_is_not_worsened_row_100() -> None:
    found = judged("0", "1", better=Better.LOWER, unit=RATING, mdc="1.3")
    assert found.verdict is Verdict.WITHIN_ERROR
    assert (found.percent, found.percent_reason) == (None, ReasonCode.ZERO_REFERENCE)
    assert (found.direction, found.word) == ("worse", "")
    assert found.change_text == "+1/10, worse"


def test_a_baseline_too_good_to_improve_by_what_matters_row_101() -> None:
    found = judged("1", "1", better=Better.LOWER, unit=RATING, mcid="2", best="0")
    assert found.importance_unreachable
    worse = judged("1", "4", better=Better.LOWER, unit=RATING, mcid="2", best="0")
    assert not worse.importance_unreachable


def test_two_kinds_of_pain_scale_are_not_comparable_row_102() -> None:
    found = compare(
        Finding(value=Decimal(6), unit="rating_0_10"),
        Finding(value=Decimal(45), unit="mm"),
        measure_yardstick(PAIN),
    )
    assert found.verdict is Verdict.NOT_COMPARABLE
    assert found.change is None


def test_a_relative_error_is_of_the_mean_of_both_values_row_104() -> None:
    by = measure_yardstick(catalogue.measure("knee_extension_torque"))
    found = compare(
        Finding(value=Decimal(200), setup={"fixation": "isokinetic"}),
        Finding(value=Decimal(240), setup={"fixation": "isokinetic"}),
        by,
    )
    assert found.verdict is Verdict.REAL_IMPORTANCE_UNKNOWN
    assert found.change_text == "+40.0 N·m (+20.0 %), improved"
    assert found.threshold == (
        "33.0 N·m, 15 % of the mean of both values (level not stated); "
        "the change is 18.2 % of that mean"
    )


def test_another_fixation_is_not_comparable_row_105_t15() -> None:
    by = measure_yardstick(catalogue.measure("knee_extension_force"))
    found = compare(
        Finding(value=Decimal(220), setup={"fixation": "manual"}),
        Finding(value=Decimal(300), setup={"fixation": "belt"}),
        by,
    )
    assert found.verdict is Verdict.NOT_COMPARABLE
    assert found.verdict_text == "not comparable: fixation held by hand against belt or frame"
    assert (found.change, found.percent) == (None, None)


def test_error_of_measurement_and_detectable_change_rows_106_to_108() -> None:
    sem = standard_error(Decimal(10), Decimal("0.91"))
    assert rounded(sem, 1) == "3.0"
    assert rounded(detectable_change(sem, 95), 1) == "8.3"
    assert rounded(detectable_change(Decimal("2.54"), 90), 1) == "5.9"
    assert rounded(detectable_change(Decimal("2.54"), 95), 1) == "7.0"
    assert rounded(at_level(Decimal(9), published=90, wanted=95), 1) == "10.7"


@pytest.mark.parametrize(
    ("before", "now", "verdict", "word"),
    [
        pytest.param(3, 1, Verdict.REAL_IMPORTANCE_UNKNOWN, "improved", id="row 109"),
        pytest.param(2, 1, Verdict.WITHIN_ERROR, "", id="row 110"),
    ],
)
def test_grades_are_judged_in_steps(before: int, now: int, verdict: Verdict, word: str) -> None:
    found = judge_grades(
        reference=before, now=now, better=Better.LOWER, errors=(error("2", same_rater=None),)
    )
    assert (found.verdict, found.word) == (verdict, word)
    assert found.percent is None


def test_torque_inside_the_error_of_another_rater() -> None:
    """112 to 129 N·m is a rise of 15 %, inside the 29 % of a belt and another rater."""
    by = yardstick(catalogue.section("strength"), "torque", "knee_extension_force")
    found = compare(
        Finding(value=Decimal(112), unit="N.m", setup={"fixation": "belt"}, rater="first"),
        Finding(value=Decimal(129), unit="N.m", setup={"fixation": "belt"}, rater="second"),
        by,
    )
    assert found.change_text == "+17.0 N·m (+15.2 %), better"
    assert found.verdict is Verdict.WITHIN_ERROR
    assert "29.3 % of the mean" in found.threshold
    assert "another rater" in found.cautions
    assert NEWTON_METRE.label in found.threshold
