"""What a finding is measured by over time, for what is read, derived and worked out of several."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import Better
from assessment.catalogue.units import DEGREE, NEWTON, PERCENT
from assessment.clinical.yardstick import (
    INVOLVED_SIDE,
    UnknownFinding,
    Yardstick,
    measure_yardstick,
    yardstick,
)

FORCE = catalogue.measure("knee_extension_force")
EXTENSION = catalogue.measure("knee_extension_passive")
STRENGTH = catalogue.section("strength")
SECTIONS = {measure.code: section for section in catalogue.SECTIONS for measure in section.measures}


def test_the_yardstick_of_a_force() -> None:
    assert yardstick(STRENGTH, "knee_extension_force") == Yardstick(
        label="Knee extension force",
        unit=NEWTON,
        better=Better.HIGHER,
        fields=FORCE.setup,
        errors=FORCE.errors,
        key_result=True,
    )


def test_the_yardstick_of_a_movement_that_has_no_true_zero() -> None:
    assert measure_yardstick(EXTENSION) == Yardstick(
        label="Knee extension, passive",
        unit=DEGREE,
        better=Better.LOWER,
        fields=EXTENSION.setup,
        errors=EXTENSION.errors,
        true_zero=False,
        key_result=True,
    )


def test_the_yardstick_of_a_score() -> None:
    koos = catalogue.measure("koos_pain")
    assert measure_yardstick(koos) == Yardstick(
        label="KOOS Pain",
        unit=koos.unit,
        better=Better.HIGHER,
        fields=koos.setup,
        errors=koos.errors,
        important=koos.important,
        best=Decimal(100),
    )


@pytest.mark.parametrize(
    ("code", "best"),
    [
        ("lefs", "80"),
        ("koos_pain", "100"),
        ("tsk_11", "11"),
        ("pain_worst", "0"),
        ("pain_line_worst", "0"),
        ("tegner", None),
        ("knee_extension_force", None),
        ("knee_extension_passive", None),
        ("knee_extension_grade", None),
        ("single_hop", None),
    ],
)
def test_only_a_score_has_a_best_end(code: str, best: str | None) -> None:
    found = measure_yardstick(catalogue.measure(code)).best
    assert found == (None if best is None else Decimal(best))


def test_a_score_without_better_or_worse_has_no_best_end() -> None:
    neither = replace(catalogue.measure("koos_pain"), better=Better.NONE)
    assert measure_yardstick(neither).best is None


@pytest.mark.parametrize(
    ("code", "trendable", "is_change"),
    [
        ("knee_extension_force", True, False),
        ("knee_extension_grade", False, False),
        ("global_rating_of_change", False, True),
        ("patient_impression_of_change", False, True),
    ],
)
def test_numbers_are_drawn_over_time_and_ratings_of_change_are_not(
    code: str, trendable: bool, is_change: bool
) -> None:
    found = measure_yardstick(catalogue.measure(code))
    assert (found.trendable, found.is_change) == (trendable, is_change)


def test_the_yardstick_of_what_two_measures_give() -> None:
    lag = yardstick(catalogue.section("range_of_motion"), "extension_lag")
    active = catalogue.measure("knee_extension_active")
    assert {one.code for one in lag.fields} == {
        one.code for one in (*active.setup, *EXTENSION.setup)
    }
    assert len(lag.fields) == len({one.code for one in lag.fields})
    assert replace(lag, fields=()) == Yardstick(
        label="Extension lag", unit=DEGREE, better=Better.LOWER, key_result=True
    )


def test_what_decides_about_a_count_does_not_stand_beside_it() -> None:
    section = catalogue.section("function")
    stands = yardstick(section, "chair_stand_standard")
    assert (stands.without, [one.code for one in stands.fields]) == (("arms",), ["arms"])
    assert [str(one.amount) for one in stands.errors] == ["2.5"]
    assert yardstick(section, "y_balance_composite").without == ()


def test_a_result_of_several_measures_keeps_what_is_published_of_it() -> None:
    section = catalogue.section("outcome_measures")
    koos = catalogue.measure("koos_pain")
    (summary,) = section.derived
    changed = replace(summary, important=koos.important, true_zero=False)
    found = yardstick(replace(section, derived=(changed,)), "koos_12_summary")
    assert (found.important, found.true_zero) == (koos.important, False)


WITH_SIDE = (*FORCE.setup, INVOLVED_SIDE)


@pytest.mark.parametrize(
    "expected",
    [
        Yardstick(
            label="torque",
            unit=catalogue.measure("knee_extension_torque").unit,
            better=Better.HIGHER,
            fields=FORCE.setup,
            errors=FORCE.errors,
            key_result=True,
        ),
        Yardstick(label="per kg", unit=None, better=Better.HIGHER, fields=FORCE.setup),
        Yardstick(
            label="difference",
            unit=NEWTON,
            better=Better.NONE,
            fields=WITH_SIDE,
            true_zero=False,
        ),
        Yardstick(
            label="limb symmetry index",
            unit=PERCENT,
            better=Better.HIGHER,
            fields=WITH_SIDE,
            key_result=True,
        ),
        Yardstick(
            label="deficit",
            unit=PERCENT,
            better=Better.LOWER,
            fields=WITH_SIDE,
            true_zero=False,
            key_result=True,
        ),
        Yardstick(
            label="difference between sides",
            unit=PERCENT,
            better=Better.LOWER,
            fields=FORCE.setup,
            key_result=True,
        ),
        Yardstick(
            label="non-dominant to dominant",
            unit=PERCENT,
            better=Better.NONE,
            fields=FORCE.setup,
        ),
        Yardstick(
            label="symmetry index, of the mean",
            unit=PERCENT,
            better=Better.LOWER,
            fields=FORCE.setup,
        ),
        Yardstick(
            label="involved now to uninvolved before surgery",
            unit=PERCENT,
            better=Better.HIGHER,
            fields=WITH_SIDE,
        ),
    ],
    ids=lambda one: one.label,
)
def test_the_yardstick_of_what_is_derived_of_a_force(expected: Yardstick) -> None:
    codes = {
        "torque": "torque",
        "per kg": "per_mass",
        "difference": "difference",
        "limb symmetry index": "symmetry",
        "deficit": "deficit",
        "difference between sides": "between_sides",
        "non-dominant to dominant": "dominance",
        "symmetry index, of the mean": "symmetry_index",
        "involved now to uninvolved before surgery": "before_surgery",
    }
    found = yardstick(STRENGTH, codes[expected.label], "knee_extension_force")
    assert found == replace(
        expected,
        label=f"Knee extension force: {expected.label}",
        without=() if expected.label == "difference" else ("lever_arm",),
    )


@pytest.mark.parametrize(
    ("code", "of", "unit", "better", "true_zero", "key"),
    [
        ("deficit", "thigh_girth_15_cm", "cm", Better.LOWER, False, True),
        ("difference", "thigh_girth_15_cm", "cm", Better.NONE, False, False),
        ("difference", "thigh_girth_5_cm", "cm", Better.NONE, False, False),
        ("difference", "knee_extension_passive", "deg", Better.NONE, False, True),
        ("symmetry", "timed_hop", "%", Better.HIGHER, True, False),
        ("symmetry", "single_hop", "%", Better.HIGHER, True, True),
        ("per_mass", "timed_hop", "", Better.LOWER, True, False),
        ("torque", "hip_extension_force", "N.m", Better.HIGHER, True, False),
        ("symmetry", "hip_extension_force", "%", Better.HIGHER, True, False),
    ],
)
def test_what_is_derived_of_other_measures(
    code: str, of: str, unit: str, better: Better, true_zero: bool, key: bool
) -> None:
    found = yardstick(SECTIONS[of], code, of)
    assert (found.unit.code if found.unit else "") == unit
    assert (found.better, found.true_zero, found.key_result) == (better, true_zero, key)


@pytest.mark.parametrize(
    ("code", "of", "amounts"),
    [
        ("torque", "hip_extension_force", ["14.8"]),
        ("symmetry", "hip_extension_force", []),
        ("symmetry", "single_hop", ["8.1"]),
        ("deficit", "single_hop", []),
        ("torque", "knee_extension_force", ["35", "25", "29.3", "25", "29.3", "15"]),
        ("torque", "knee_extension_passive", []),
    ],
)
def test_a_result_has_its_own_errors_and_torque_those_in_percent_of_its_force(
    code: str, of: str, amounts: list[str]
) -> None:
    found = yardstick(SECTIONS[of], code, of)
    assert [str(one.amount) for one in found.errors] == amounts


@pytest.mark.parametrize(
    ("code", "of", "told"),
    [
        ("grip_force", "", "the section strength does not measure “grip_force”"),
        ("torque", "grip_force", "the section strength does not measure “grip_force”"),
        ("height", "knee_extension_force", "nothing called “height” is derived of knee_exte"),
    ],
)
def test_what_is_neither_measured_nor_derived_is_unknown(code: str, of: str, told: str) -> None:
    with pytest.raises(UnknownFinding, match=f"^{told}"):
        yardstick(STRENGTH, code, of)
