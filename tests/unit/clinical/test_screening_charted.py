"""Signs of the screen that another section charts, and a muscle grade that fell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.clinical.screening.charted import (
    among,
    calf_larger,
    pulse_weak,
    refill_slow,
)
from assessment.clinical.screening.grades import whole_grade_lost

GOOD = ("present", "present")


@pytest.mark.parametrize(
    ("pulses", "weak"),
    [
        ([], None),
        ([GOOD, ("", "")], None),
        ([("", "present"), GOOD], None),
        ([GOOD, GOOD], False),
        ([GOOD, ("present", "")], False),
        ([GOOD, ("present", "absent")], False),
        ([GOOD, ("weak", "present")], True),
        ([("", ""), ("weak", "present")], True),
        ([GOOD, ("weak", "")], None),
        ([GOOD, ("weak", "weak")], False),
        ([GOOD, ("weak", "absent")], False),
        ([("weak", "weak"), ("weak", "weak")], False),
        ([GOOD, ("absent", "")], True),
        ([GOOD, ("absent", "present")], True),
        ([GOOD, ("absent", "absent")], True),
        ([("weak", ""), ("absent", "")], True),
        ([GOOD, GOOD, ("weak", "present"), ("present", "weak")], True),
    ],
)
def test_a_pulse_is_weak_where_it_is_absent_or_weaker_than_on_the_other_foot(
    pulses: list[tuple[str, str]], weak: bool | None
) -> None:
    assert pulse_weak(pulses) is weak


@pytest.mark.parametrize(
    ("seconds", "sides", "slow"),
    [
        ([], 1, None),
        (["2"], 1, False),
        (["2.1"], 1, True),
        (["1"], 2, None),
        (["1", "2"], 2, False),
        (["1", "3"], 2, True),
        (["3"], 2, True),
    ],
)
def test_a_refill_is_slow_above_two_seconds(
    seconds: list[str], sides: int, slow: bool | None
) -> None:
    assert refill_slow([Decimal(one) for one in seconds], sides=sides) is slow


@pytest.mark.parametrize(
    ("found", "sides", "abnormal"),
    [
        ([], 1, None),
        (["normal"], 1, False),
        (["normal"], 2, None),
        (["normal", "normal"], 2, False),
        (["reduced"], 2, True),
        (["normal", "absent"], 2, True),
    ],
)
def test_a_sign_is_abnormal_at_once_and_absent_once_each_side_was_looked_at(
    found: list[str], sides: int, abnormal: bool | None
) -> None:
    assert among(found, ("absent", "reduced"), sides=sides) is abnormal


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [
        ("4", "3", True),
        ("4+", "3+", True),
        ("4+", "3", True),
        ("4", "3+", False),
        ("4", "4-", False),
        ("4+", "4-", False),
        ("4-", "3", False),
        ("5", "4-", True),
        ("5", "4", True),
        ("5", "4+", False),
        ("3", "4", False),
        ("3", "3", False),
        ("1", "0", True),
        ("", "3", None),
        ("4", "", None),
        ("4", "not_assessed", None),
        ("4", "3?", None),
        ("+", "3", None),
    ],
)
def test_a_grade_is_lost_as_a_whole(before: str, now: str, lost: bool | None) -> None:
    assert whole_grade_lost(before, now) is lost


@pytest.mark.parametrize(
    ("right", "left", "involved", "larger", "counts"),
    [
        ("36.0", "39.0", "left", "3.0", True),
        ("36.0", "38.9", "left", "2.9", False),
        ("39.0", "36.0", "left", "-3.0", False),
        ("36.0", "39.0", "right", "-3.0", False),
        ("39.0", "36.0", "right", "3.0", True),
        ("39.0", "36.0", "both", "3.0", True),
        ("36.0", "39.0", "both", "3.0", True),
        ("36.0", "36.0", "none", "0.0", False),
    ],
)
def test_a_calf_counts_from_exactly_3_cm_on_the_side_with_symptoms(
    right: str, left: str, involved: str, larger: str, counts: bool
) -> None:
    found = calf_larger(Decimal(right), Decimal(left), involved=involved)
    assert found == (Decimal(larger), counts)
