"""What the result of a special test is worth: worked examples, by their row in the table."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import Accuracy, InvolvedSide, Measure, Provenance, Validity
from assessment.catalogue.units import TESTS as OF_TESTS
from assessment.clinical.accuracy import ratio_text, worth_of
from assessment.clinical.derive import derive, warnings
from assessment.clinical.readings import Reading
from assessment.clinical.result import ReasonCode, Result
from tests.golden.visits import LEFT, RIGHT, derived, visit
from tests.golden.whole_results import none, read, results

TESTS = catalogue.section("special_tests")
PALPATION = catalogue.section("palpation")
LEFT_INVOLVED = visit(InvolvedSide.LEFT)
STUDIED = [one for section in (TESTS, PALPATION) for one in section.measures if one.accuracy]
FORBIDDEN = r"confirm|exclude|rule[sd]? out|probab|chance|%|diagnos"


def result(code: str, choice: str) -> Reading:
    return Reading(measure=code, side=LEFT, choice=choice)


def worth(code: str, choice: str) -> str:
    return worth_of(catalogue.measure(code), result(code, choice))


def test_a_positive_lachman_row_86() -> None:
    said = worth("lachman_test", "positive")
    assert said.startswith(
        "After a positive result, a tear of the anterior cruciate ligament: LR+ 5.4 (Sokal et al. "
        "2022: tears without other ligaments"
    )
    assert "LR+ 9.6" in said
    assert "LR+ 4.3" in said


def test_a_negative_lachman_row_86() -> None:
    said = worth("lachman_test", "negative")
    assert said.startswith(
        "After a negative result, a tear of the anterior cruciate ligament: LR- 0.22 ("
    )
    assert "LR+" not in said


@pytest.mark.parametrize(
    ("code", "positive", "negative"),
    [
        ("squat_pain_test", "LR+ 1.8", "LR- 0.2"),
        ("resisted_extension_test", "LR+ 2.2", "no LR- was published"),
        ("kneeling_test", "no LR+ was published", "no LR- was published"),
        ("patellar_tilt_test", "LR+ 5.4", "LR- 0.6"),
        ("clarke_test", "LR+ 1.2", "LR- 0.91"),
        ("waldron_test", "LR+ below 2", "LR- above 0.5"),
        ("eccentric_step_test", "LR+ 2.34", "LR- above 0.5"),
        ("coordination_test", "LR+ 2.26", "LR- above 0.5"),
        (
            "moving_apprehension_test",
            "LR+ 8.6",
            "no LR- (nobody in the study had the condition and this result)",
        ),
        ("anterior_drawer_test", "LR+ 5.5", "LR- 0.20"),
        ("pivot_shift_test", "LR+ 9.2", "LR- 0.48"),
        ("lever_sign_test", "LR+ 9.2", "LR- 0.19"),
        ("posterior_drawer_test", "LR+ 90.0", "LR- 0.10"),
        ("valgus_stress_30_test", "LR+ 1.8", "LR- 0.18"),
        ("valgus_stress_30_pain_test", "LR+ 2.4", "LR- 0.33"),
        ("mcmurray_test", "LR+ 3.8", "LR- 0.46"),
        ("joint_line_test", "LR+ 4.9", "LR- 0.20"),
        ("thessaly_test", "LR+ 5.8", "LR- 0.29"),
        ("patellar_apprehension", "LR+ 2.26", "LR- above 0.5"),
    ],
)
def test_each_test_is_worth_what_was_published(code: str, positive: str, negative: str) -> None:
    first = catalogue.measure(code).accuracy[0]
    assert ratio_text(first, "positive") == positive
    assert ratio_text(first, "negative") == negative


def test_a_specificity_of_one_has_no_positive_ratio_row_87() -> None:
    studied = catalogue.measure("lachman_test").accuracy[0]
    sure = replace(studied, sensitivity=Decimal("0.90"), specificity=Decimal("1.00"))
    said = ratio_text(sure, "positive")
    assert said == "no LR+ (with a specificity of 1 there is nothing to divide by)"
    assert ratio_text(sure, "negative") == "LR- 0.10"


@pytest.mark.parametrize("code", ["clarke_test", "waldron_test"])
def test_a_poor_test_says_that_its_result_changes_little(code: str) -> None:
    for choice in ("positive", "negative"):
        assert "poor: a result changes little" in worth(code, choice)


@pytest.mark.parametrize("measure", STUDIED, ids=lambda one: one.code)
@pytest.mark.parametrize("choice", ["positive", "negative"])
def test_worth_names_condition_and_source_and_no_probability_t44(
    measure: Measure, choice: str
) -> None:
    said = worth_of(measure, result(measure.code, choice))
    for one in measure.accuracy:
        assert one.condition in said
        assert one.source.citation.partition(",")[0] in said
        assert one.source in measure.sources or measure.code == "patellar_apprehension"
        assert one.population in said
    assert re.search(FORBIDDEN, said, re.IGNORECASE) is None


@pytest.mark.parametrize(
    "change",
    [
        {"choice": "equivocal"},
        {"choice": "", "reason": "unable"},
        {"provenance": Provenance.CARRIED},
        {"validity": Validity.INVALID},
    ],
)
def test_a_result_that_does_not_stand_is_worth_nothing(change: dict[str, str]) -> None:
    reading = replace(result("lachman_test", "positive"), **change)  # type: ignore[arg-type]
    assert worth_of(catalogue.measure("lachman_test"), reading) == ""


def test_what_a_result_is_worth_is_told_beside_its_side() -> None:
    readings = [result("lachman_test", "positive")]
    readings.append(replace(result("lachman_test", "negative"), side=RIGHT))
    told = {one.side: one.text for one in warnings(TESTS, readings, LEFT_INVOLVED)}
    assert "LR+ 5.4" in told[LEFT]
    assert "LR- 0.22" in told[RIGHT]
    assert warnings(TESTS, [result("noble_test", "positive")], LEFT_INVOLVED) == []


CLUSTER = ("squat_pain_test", "resisted_extension_test", "patellar_palpation_test")


def cluster(*choices: str) -> tuple[Decimal | None, str, ReasonCode | None]:
    readings = [
        result(code, choice) for code, choice in zip(CLUSTER, choices, strict=True) if choice
    ]
    found = derived(TESTS, readings, LEFT_INVOLVED, "patellofemoral_cluster", LEFT).result
    return found.value, found.text, found.reason


@pytest.mark.parametrize("third", ["positive", "negative", "equivocal", ""])
def test_two_of_three_are_enough_however_much_is_open(third: str) -> None:
    value, text, _ = cluster("positive", "positive", third)
    assert value == (3 if third == "positive" else 2)
    assert "2 or more, patellofemoral pain: LR+ 4.0 (Cook et al. 2010" in text


def test_one_of_three_is_said_only_when_all_are_known() -> None:
    value, text, _ = cluster("positive", "negative", "negative")
    assert (value, text) == (1, "1 of 3 positive, fewer than 2")
    for third in ("equivocal", ""):
        value, text, reason = cluster("positive", "negative", third)
        assert (value, reason) == (None, ReasonCode.MISSING)
        assert "Palpation of the edges of the patella" in text


def test_a_single_answer_is_no_count() -> None:
    assert derive(TESTS, [result(CLUSTER[0], "positive")], LEFT_INVOLVED) == []


def test_every_test_has_its_three_results_and_each_opening_its_grades() -> None:
    for measure in TESTS.measures:
        assert measure.sided
        codes = [one.code for one in measure.options]
        expected = ["none", "I", "II", "III"] if "gapping" in measure.code else None
        assert codes == (expected or ["positive", "negative", "equivocal"])


def test_accuracy_lies_between_nothing_and_one() -> None:
    def shares(one: Accuracy) -> list[Decimal]:
        return [share for share in (one.sensitivity, one.specificity) if share is not None]

    every = [one for measure in STUDIED for one in measure.accuracy]
    assert every
    assert all(0 <= share <= 1 for one in every for share in shares(one))
    assert all(one.source.citation and one.population for one in every)


def test_two_studies_of_one_condition_stand_together_and_two_conditions_apart() -> None:
    lachman = catalogue.measure("lachman_test")
    first, second = lachman.accuracy[:2]
    apart = replace(second, condition="a tear of a meniscus", note="A note.")
    both = replace(lachman, accuracy=(first, apart, second))
    known = "Sokal et al. 2022: tears without other ligaments"
    said = worth_of(both, result("lachman_test", "positive"), decimal_separator=",")
    one, other = said.split("; a tear of a meniscus: ")
    assert one.startswith(
        f"After a positive result, a tear of the anterior cruciate ligament: LR+ 5,4 ({known}"
    )
    assert one.count("LR+ ") == 2 and "), LR+ " in one
    assert other.startswith("LR+ ") and other.endswith(f"{second.population}; A note.).")
    assert worth("noble_test", "positive") == ""


def test_a_ratio_as_printed_has_the_decimals_of_the_clinic() -> None:
    printed = catalogue.measure("eccentric_step_test").accuracy[0]
    assert ratio_text(printed, "positive", decimal_separator=",") == "LR+ 2,34"
    assert ratio_text(printed, "negative", decimal_separator=",") == "LR- above 0,5"
    worked = replace(printed, sensitivity=Decimal("0.5"), specificity=Decimal("0.5"))
    assert ratio_text(worked, "positive", decimal_separator=",") == "LR+ 1,0"
    less = replace(worked, sensitivity=Decimal("0.49"))
    assert ratio_text(less, "positive", decimal_separator=",") == "LR+ 0,98"


def test_the_worth_of_a_test_is_told_with_the_decimals_of_the_clinic() -> None:
    readings = [result("lachman_test", "positive")]
    (told,) = warnings(TESTS, readings, LEFT_INVOLVED, decimal_separator=",")
    assert (told.measure, told.side, told.note) == ("lachman_test", LEFT, True)
    assert "LR+ 5,4" in told.text and "LR+ 5.4" not in told.text


NAMES = (
    "Squat brings on the pain",
    "Resisted knee extension brings on the pain",
    "Palpation of the edges of the patella brings on the pain",
)


def of_three(*choices: str) -> Result:
    readings = [
        read(code, side=LEFT, choice=choice) for code, choice in zip(CLUSTER, choices, strict=True)
    ]
    return results(TESTS, *readings)["patellofemoral_cluster", LEFT]


def test_a_count_of_positive_tests_stands_with_each_answer() -> None:
    assert of_three("positive", "negative", "positive") == Result(
        text=of_three("positive", "positive", "").text,
        formula="positive of 3 tests (version 1)",
        value=Decimal(2),
        unit=OF_TESTS,
        inputs=(f"{NAMES[0]}: positive", f"{NAMES[1]}: negative", f"{NAMES[2]}: positive"),
    )
    assert of_three("positive", "positive", "").text.startswith(
        "2 of 3 positive; 2 or more, patellofemoral pain: LR+ 4,0 (Cook et al. 2010"
    )


def test_a_count_that_could_still_come_out_otherwise_names_what_is_open() -> None:
    assert of_three("positive", "equivocal", "") == none(
        "positive of 3 tests (version 1)",
        ReasonCode.MISSING,
        f"neither positive nor negative: {NAMES[1]}, {NAMES[2]}",
        f"{NAMES[0]}: positive",
        f"{NAMES[1]}: equivocal",
    )
    assert of_three("negative", "negative", "").text == "0 of 3 positive, fewer than 2"
