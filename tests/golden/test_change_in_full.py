"""Everything that is said of a change, from measures of the catalogue and with a decimal comma."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.clinical.change import Change, Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.result import ReasonCode
from assessment.clinical.yardstick import Yardstick, measure_yardstick, yardstick

BELT = {
    "fixation": "belt",
    "contraction": "make",
    "knee_angle": "90",
    "statistic": "best",
    "lever_arm": "0.34",
}
BETWEEN_RATERS = "Lee et al., Ann Rehabil Med 2020;44(6) (weak hospital inpatients)"
SAME_RATER = (
    "Vastus design decision (25 % of the mean), from the same-rater MDC of 24.1 % in "
    f"{BETWEEN_RATERS}"
)
KOOS_ERROR = (
    "Collins et al. 2016, KOOS: systematic review and meta-analysis, "
    "doi:10.1016/j.joca.2016.03.010 (upper figure; older adults (14.3 to 19.6 in younger knee "
    "injury))"
)
KOOS_MATTERS = (
    "Roos and Lohmander, the KOOS from joint injury to osteoarthritis, Health Qual Life Outcomes "
    "2003;1:64 (upper figure of 8 to 10; knee injury and osteoarthritis)"
)
FARRAR = (
    "Farrar et al., clinically important changes of pain, Pain 2001;94:149 (chronic pain, mixed "
    "conditions; about 2 points or about 30 %, both asked here)"
)


def judged(by: Yardstick, then: Finding, now: Finding) -> Change:
    return compare(then, now, by, decimal_separator=",")


def of(code: str, then: str, now: str, **setup: str) -> Change:
    """The change of a measure, both times taken in one way by one rater."""
    first, last = (Finding(value=Decimal(one), setup=setup, rater="one") for one in (then, now))
    return judged(measure_yardstick(catalogue.measure(code)), first, last)


def force(then: str, now: str, rater: str) -> Change:
    first = Finding(value=Decimal(then), unit="N", setup=BELT, rater="one")
    last = Finding(value=Decimal(now), unit="N", setup=BELT, rater=rater)
    return judged(measure_yardstick(catalogue.measure("knee_extension_force")), first, last)


def test_a_stronger_knee_by_one_rater() -> None:
    assert force("300", "387.5", "one") == Change(
        verdict=Verdict.REAL_IMPORTANCE_UNKNOWN,
        verdict_text="improved: real change; no published value for how much matters to patients",
        change=Decimal("87.5"),
        change_text="+87,5 N (+29,2 %), improved",
        percent=Decimal("87.5") / 300 * 100,
        direction="better",
        word="improved",
        threshold="85,9 N, 25 % of the mean of both values (level not stated, same rater); "
        "the change is 25,5 % of that mean",
        source=SAME_RATER,
    )


def test_the_same_forces_by_two_raters() -> None:
    assert force("300", "387.5", "two") == Change(
        verdict=Verdict.WITHIN_ERROR,
        verdict_text="no change beyond measurement error",
        change=Decimal("87.5"),
        change_text="+87,5 N (+29,2 %), better",
        percent=Decimal("87.5") / 300 * 100,
        direction="better",
        threshold="100,7 N, 29,3 % of the mean of both values (level not stated, other rater); "
        "the change is 25,5 % of that mean",
        source=BETWEEN_RATERS,
        cautions=("another rater",),
    )


def test_no_force_both_times() -> None:
    assert force("0", "0", "one") == Change(
        verdict=Verdict.WITHIN_ERROR,
        verdict_text="no change beyond measurement error",
        change=Decimal(0),
        change_text="0 N",
        percent_reason=ReasonCode.ZERO_REFERENCE,
        threshold="0 N, 25 % of the mean of both values (level not stated, same rater)",
        source=SAME_RATER,
    )


def test_a_first_force_after_none_has_no_percentage() -> None:
    found = force("0", "10", "one")
    assert (found.percent, found.percent_reason) == (None, ReasonCode.ZERO_REFERENCE)
    assert found.change_text == "+10 N, improved"
    assert found.threshold.endswith("; the change is 200,0 % of that mean")


def test_less_flexion_inside_the_error_of_the_goniometer() -> None:
    assert of("knee_flexion_passive", "110.5", "104", device="long_goniometer") == Change(
        verdict=Verdict.WITHIN_ERROR,
        verdict_text="no change beyond measurement error",
        change=Decimal("-6.5"),
        change_text="-6,5° (-5,9 %), worse",
        percent=Decimal("-6.5") / Decimal("110.5") * 100,
        direction="worse",
        threshold="10° (level not stated)",
        source="Hancock et al. 2018, knee goniometry methods, PMC6195503 (any knee angle)",
    )


def koos(now: str, verdict: Verdict, text: str, change_text: str, *, word: str = "") -> Change:
    change = Decimal(now) - 50
    return Change(
        verdict=verdict,
        verdict_text=text,
        change=change,
        change_text=change_text,
        percent=change * 2,
        threshold="20/100 (level not stated)",
        source=KOOS_ERROR,
        importance="10/100",
        importance_source=KOOS_MATTERS,
        cautions=("not recorded either time: version and language",),
        direction="better" if change > 0 else "worse",
        word=word,
    )


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (
            "59.5",
            koos(
                "59.5",
                Verdict.WITHIN_ERROR,
                "no change beyond measurement error",
                "+9,5/100 (+19,0 %), better",
            ),
        ),
        (
            "60",
            koos(
                "60",
                Verdict.IMPORTANT_NOT_CERTAIN,
                "size would matter, but is within measurement error",
                "+10/100 (+20,0 %), better",
            ),
        ),
        (
            "70",
            koos(
                "70",
                Verdict.REAL_AND_IMPORTANT,
                "improved: real change of a size that patients usually call important",
                "+20/100 (+40,0 %), improved",
                word="improved",
            ),
        ),
        (
            "29.9",
            koos(
                "29.9",
                Verdict.REAL_AND_IMPORTANT,
                "worsened: real change of a size that patients usually call important",
                "-20,1/100 (-40,2 %), worsened",
                word="worsened",
            ),
        ),
    ],
)
def test_a_score_of_50_and_what_it_may_become(now: str, told: Change) -> None:
    assert of("koos_pain", "50", now) == told


def test_a_score_too_good_to_improve_by_what_matters() -> None:
    found = of("ikdc", "90", "92.5", version="en")
    assert (found.importance, found.importance_unreachable) == ("11,5/100", True)
    assert found.cautions == ("from 90/100 an improvement of 11,5/100 cannot be reached",)
    reachable = of("ikdc", "88.5", "91", version="en")
    assert (reachable.importance_unreachable, reachable.cautions) == (False, ())


def test_pain_that_matters_has_no_published_error() -> None:
    assert of("pain_worst", "6", "3", recall="day") == Change(
        verdict=Verdict.IMPORTANT_ERROR_UNKNOWN,
        verdict_text="size would matter, no published error",
        change=Decimal(-3),
        change_text="-3/10 (-50,0 %), better",
        percent=Decimal(-50),
        direction="better",
        threshold="no published error",
        importance="2/10 and 30 %",
        importance_source=FARRAR,
    )


def test_an_index_changes_in_percentage_points() -> None:
    by = yardstick(catalogue.section("function"), "symmetry", "single_hop")
    setup = {"involved_side": "left", "statistic": "best"}
    first, last = (
        Finding(value=Decimal(one), unit="%", setup=setup, rater="one") for one in ("70.4", "78.5")
    )
    found = judged(by, first, last)
    assert found.change_text == "+8,1 percentage points, improved"
    assert found.threshold == "8,1 percentage points (MDC90)"
    assert found.percent == Decimal("8.1") / Decimal("70.4") * 100


@pytest.mark.parametrize(
    ("then", "now", "rater", "word", "threshold"),
    [
        ("9.5", "8.4", "one", "improved", "1,1 s (level not stated, same rater)"),
        ("9.5", "8.4", "two", "", "1,14 s (level not stated, other rater)"),
        ("9.5", "8.36", "two", "improved", "1,14 s (level not stated, other rater)"),
        ("9.5", "8.4", "", "", "1,14 s (level not stated, rater not known)"),
        ("9.5", "10.64", "", "worsened", "1,14 s (level not stated, rater not known)"),
    ],
)
def test_seconds_at_and_beside_the_error_of_whoever_stopped_the_watch(
    then: str, now: str, rater: str, word: str, threshold: str
) -> None:
    by = measure_yardstick(catalogue.measure("timed_up_and_go"))
    walked = {"pace": "usual", "aid": "none"}
    first = Finding(value=Decimal(then), unit="s", setup=walked, rater="one")
    last = Finding(value=Decimal(now), unit="s", setup=walked, rater=rater)
    found = judged(by, first, last)
    assert (found.word, found.threshold) == (word, threshold)
    assert found.cautions == (("another rater",) if rater == "two" else ())
