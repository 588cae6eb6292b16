"""Cases of the safety reference on following up: a change inside its error, and no plateau yet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.clinical.change import Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.yardstick import measure_yardstick
from tests.golden.test_course import course

AKPS = measure_yardstick(catalogue.measure("akps"))


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        pytest.param("75", Verdict.WITHIN_ERROR, id="row-84"),
        ("78.9", Verdict.WITHIN_ERROR),
        ("79", Verdict.REAL_NOT_IMPORTANT),
    ],
)
def test_five_points_of_the_akps_are_within_its_error_of_nine(now: str, verdict: Verdict) -> None:
    change = compare(Finding(value=Decimal(70)), Finding(value=Decimal(now)), AKPS)
    assert change.verdict is verdict
    assert ("improved" in change.verdict_text) is (verdict is not Verdict.WITHIN_ERROR)


@pytest.mark.parametrize("now", [pytest.param("109.9", id="row-85"), "100"])
def test_one_retest_within_error_is_a_hold_and_no_plateau(now: str) -> None:
    found = course((0, "100"), (14, now))
    assert found.pattern.value == "hold"
    assert ("plateau" in found.why and "cannot" in found.why) or "plateau" not in found.why
