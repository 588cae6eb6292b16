"""What is not compared, and everything that is said instead."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.clinical.change import Change, Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.result import ReasonCode
from assessment.clinical.yardstick import Yardstick, measure_yardstick, yardstick

EFFUSION = measure_yardstick(catalogue.measure("effusion_stroke_test"))
FORCE = measure_yardstick(catalogue.measure("knee_extension_force"))
PER_KILOGRAM = yardstick(catalogue.section("strength"), "per_mass", "knee_extension_force")
NO_NUMBER = "not compared: not a number both times"
RATED_CHANGE = measure_yardstick(catalogue.measure("global_rating_of_change"))


def force(value: str = "300", unit: str = "N", **setup: str) -> Finding:
    return Finding(value=Decimal(value), unit=unit, setup=setup, rater="one")


@pytest.mark.parametrize(
    ("then", "now", "by", "verdict", "text"),
    [
        (
            replace(force(), why_not="stopped by pain"),
            replace(force(), why_not="carried"),
            FORCE,
            Verdict.MISSING,
            "not compared: then: stopped by pain",
        ),
        (
            force(),
            replace(force(), why_not="carried"),
            FORCE,
            Verdict.MISSING,
            "not compared: now: carried",
        ),
        (
            Finding(unit="N"),
            force(),
            FORCE,
            Verdict.MISSING,
            NO_NUMBER,
        ),
        (
            force(),
            Finding(unit="N"),
            FORCE,
            Verdict.MISSING,
            NO_NUMBER,
        ),
        (
            Finding(ordinal=3),
            Finding(value=Decimal(4)),
            EFFUSION,
            Verdict.MISSING,
            NO_NUMBER,
        ),
        (
            Finding(value=Decimal(4)),
            Finding(ordinal=3),
            EFFUSION,
            Verdict.MISSING,
            NO_NUMBER,
        ),
        (
            force(unit=""),
            force(unit=""),
            PER_KILOGRAM,
            Verdict.MISSING,
            NO_NUMBER,
        ),
        (
            force("5", "N/kg"),
            force("2", "N.m/kg"),
            PER_KILOGRAM,
            Verdict.NOT_COMPARABLE,
            "not comparable: N/kg against N·m/kg",
        ),
        (
            Finding(value=Decimal(3)),
            Finding(value=Decimal(5)),
            RATED_CHANGE,
            Verdict.NOT_COMPARABLE,
            "not comparable: it is a change already, and two of them are never subtracted",
        ),
    ],
)
def test_what_is_not_compared_says_why_and_nothing_else(
    then: Finding, now: Finding, by: Yardstick, verdict: Verdict, text: str
) -> None:
    missing = verdict is Verdict.MISSING
    assert compare(then, now, by) == Change(
        verdict=verdict,
        verdict_text=text,
        percent_reason=ReasonCode.MISSING if missing else ReasonCode.NOT_COMPARABLE,
    )


def test_every_reason_against_a_comparison_is_named_and_the_cautions_stay() -> None:
    then = force(fixation="belt", lever_arm="0.395", device="MicroFET 2")
    now = force(fixation="manual", lever_arm="0.59", device="Lafayette")
    assert compare(then, now, FORCE, decimal_separator=",") == Change(
        verdict=Verdict.NOT_COMPARABLE,
        verdict_text="not comparable: fixation belt or frame against held by hand; "
        "lever arm 39,5 cm against 59 cm",
        percent_reason=ReasonCode.NOT_COMPARABLE,
        cautions=(
            "device MicroFET 2 against Lafayette",
            "not recorded either time: knee angle, contraction, value taken",
        ),
    )


def test_a_result_with_a_unit_of_its_own_is_said_in_it() -> None:
    setup = {"fixation": "belt", "contraction": "make", "knee_angle": "90", "statistic": "best"}
    found = compare(
        force("1.35", "N.m/kg", **setup),
        force("1.62", "N.m/kg", **setup),
        PER_KILOGRAM,
        decimal_separator=",",
    )
    assert found == Change(
        verdict=Verdict.ERROR_UNKNOWN,
        verdict_text="no published error",
        change=Decimal("0.27"),
        change_text="+0,27 N·m/kg (+20,0 %), better",
        percent=Decimal(20),
        direction="better",
        threshold="no published error",
    )
