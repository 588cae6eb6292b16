"""Mistakes that software makes with scores and changes, one by one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import DominantLeg, InvolvedSide, Side
from assessment.catalogue.units import CENTIMETRE, PERCENT, rounded, shown
from assessment.clinical.change import Change, Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.derive import derive
from assessment.clinical.measurement_error import at_level
from assessment.clinical.readings import Context, Reading
from assessment.clinical.result import ReasonCode
from assessment.clinical.trials import outlier, too_far_apart
from assessment.clinical.yardstick import measure_yardstick


def change(code: str, before: str, now: str) -> Change:
    """The change of a measure by what the catalogue says of it, by one rater."""
    by = measure_yardstick(catalogue.measure(code))
    return compare(
        Finding(value=Decimal(before), rater="one"), Finding(value=Decimal(now), rater="one"), by
    )


@pytest.mark.parametrize(
    ("number", "text"), [("2.25", "2.3"), ("2.35", "2.4"), ("-2.25", "-2.3"), ("0.05", "0.1")]
)
def test_half_is_rounded_up_t18(number: str, text: str) -> None:
    assert rounded(Decimal(number), 1) == text
    assert shown(Decimal(number), PERCENT) == f"{text} %"


def test_a_summary_needs_each_of_its_scales_t25() -> None:
    answers = (Decimal(1),) * 4
    readings = [
        Reading(measure=f"koos_12_{scale}", side=Side.NONE, items=answers)
        for scale in ("pain", "function")
    ]
    context = Context(involved=InvolvedSide.LEFT, dominant=DominantLeg.RIGHT)
    section = catalogue.section("outcome_measures")
    (summary,) = derive(section, readings, context)
    assert (summary.result.value, summary.result.reason) == (None, ReasonCode.MISSING)
    assert summary.result.text == "not computed: KOOS-12 Quality of life not measured"
    whole = [*readings, Reading(measure="koos_12_qol", side=Side.NONE, items=answers)]
    (summary,) = derive(section, whole, context)
    assert summary.result.text == "75/100"
    assert summary.result.inputs[0] == "KOOS-12 Pain 75/100"


def test_what_matters_is_no_measurement_error_t30() -> None:
    ready = change("acl_rsi", "50", "65")
    assert (ready.verdict, ready.word) == (Verdict.IMPORTANT_ERROR_UNKNOWN, "")
    fear = change("tsk_11", "26", "21")
    assert (fear.verdict, fear.word) == (Verdict.IMPORTANT_NOT_CERTAIN, "")
    assert "real" not in f"{ready.verdict_text} {fear.verdict_text}"


def test_a_figure_of_one_level_is_converted_to_the_other_t31() -> None:
    assert rounded(at_level(Decimal(9), published=90, wanted=95), 1) == "10.7"
    back = at_level(at_level(Decimal(9), published=90, wanted=95), published=95, wanted=90)
    assert rounded(back, 6) == "9.000000"


def test_one_patient_is_judged_by_the_error_of_one_patient_t32() -> None:
    assert change("lefs", "41", "49").verdict is Verdict.WITHIN_ERROR
    assert change("lefs", "41", "49").threshold == "9 points (MDC90)"


def test_there_is_no_percent_of_nothing_or_without_a_zero_t33() -> None:
    nothing = change("lefs", "0", "12")
    assert (nothing.percent, nothing.percent_reason) == (None, ReasonCode.ZERO_REFERENCE)
    for code in ("knee_extension_passive", "tsk_11", "tegner"):
        found = change(code, "20", "12")
        assert (found.percent, found.percent_reason) == (None, ReasonCode.NO_TRUE_ZERO)
        assert "%" not in found.change_text


def test_a_rating_and_a_mark_on_a_line_are_two_measures_t34() -> None:
    rated, marked = catalogue.measure("pain_worst"), catalogue.measure("pain_line_worst")
    assert rated.unit is not None and marked.unit is not None
    assert rated.unit.family != marked.unit.family
    assert {one.family for one in marked.entry_units}.isdisjoint({rated.unit.family})
    found = compare(
        Finding(value=Decimal(6), unit=rated.unit.code),
        Finding(value=Decimal(58), unit=marked.unit.code),
        measure_yardstick(marked),
    )
    assert (found.verdict, found.change) == (Verdict.NOT_COMPARABLE, None)


def test_a_good_start_leaves_no_room_for_what_matters_t35() -> None:
    for code, start, now in (("pain_worst", "1", "0"), ("lefs", "75", "79")):
        found = change(code, start, now)
        assert found.importance_unreachable
        assert "cannot be reached" in " ".join(found.cautions)


@pytest.mark.parametrize(
    ("trials", "furthest"),
    [
        (("48.2", "48.4", "49.6"), "49.6"),
        (("210", "225", "219"), "210"),
        (("100", "200", "300"), None),
        (("100", "300"), None),
        (("300", "300", "300"), "300"),
    ],
)
def test_the_trial_furthest_from_the_others_is_named_and_the_therapist_picks_t50(
    trials: tuple[str, ...], furthest: str | None
) -> None:
    found = outlier(tuple(Decimal(one) for one in trials))
    assert found == (None if furthest is None else Decimal(furthest))


def test_what_is_said_of_trials_far_apart_names_the_outlying_one_t50() -> None:
    measure = catalogue.measure("thigh_girth_15_cm")
    assert measure.trial_check is not None
    trials = tuple(Decimal(one) for one in ("48.2", "48.4", "49.6"))
    assert too_far_apart(trials, measure.trial_check, CENTIMETRE) == (
        "The trials differ much: 1.4 cm from lowest to highest, more than 1.0 cm. "
        "49.6 cm lies furthest from the others. Leave out a failed one or repeat."
    )
