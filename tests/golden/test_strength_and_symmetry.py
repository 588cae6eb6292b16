"""Worked examples of symmetry, strength and units; the number of each is its row in the table.

The expected values were worked out independently of this code.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import DominantLeg, InvolvedSide, Kind, Side, Validity
from assessment.catalogue.units import KILOGRAM_FORCE, rounded
from assessment.clinical.compare import Finding, compare
from assessment.clinical.result import ReasonCode
from assessment.clinical.trials import coefficient_of_variation, statistic_of
from assessment.clinical.yardstick import yardstick
from tests.golden.visits import (
    LEFT,
    PLAIN_FORCE,
    RIGHT,
    SINGLE_HOP,
    TIMED_HOP,
    derived,
    number,
    reading,
    section_with,
    visit,
)

RIGHT_INVOLVED = visit(InvolvedSide.RIGHT)
SIDES = (RIGHT, LEFT)


@pytest.mark.parametrize(
    ("involved", "uninvolved", "index", "deficit"),
    [
        pytest.param("180", "240", "75.0 %", "25.0 %", id="row 1"),
        pytest.param("250", "240", "104.2 %", "no deficit", id="row 2"),
        pytest.param("0", "200", "0.0 %", "100.0 %", id="row 5"),
    ],
)
def test_limb_symmetry_index(involved: str, uninvolved: str, index: str, deficit: str) -> None:
    readings = [
        reading(PLAIN_FORCE, RIGHT, involved),
        reading(PLAIN_FORCE, LEFT, uninvolved),
    ]
    section = section_with(PLAIN_FORCE)
    assert derived(section, readings, RIGHT_INVOLVED, "symmetry").result.text == index
    assert derived(section, readings, RIGHT_INVOLVED, "deficit").result.text == deficit


def test_a_negative_deficit_keeps_its_value_row_2() -> None:
    readings = [reading(PLAIN_FORCE, RIGHT, "250"), reading(PLAIN_FORCE, LEFT, "240")]
    result = derived(section_with(PLAIN_FORCE), readings, RIGHT_INVOLVED, "deficit").result
    assert result.value is not None
    assert rounded(result.value, 1) == "-4.2"


@pytest.mark.parametrize(
    ("involved", "uninvolved"),
    [pytest.param("180", "0", id="row 3"), pytest.param("0", "0", id="row 4")],
)
def test_a_measured_zero_on_the_uninvolved_side_gives_no_index_t8(
    involved: str, uninvolved: str
) -> None:
    readings = [
        reading(PLAIN_FORCE, RIGHT, involved),
        reading(PLAIN_FORCE, LEFT, uninvolved),
    ]
    result = derived(section_with(PLAIN_FORCE), readings, RIGHT_INVOLVED, "symmetry").result
    assert (result.value, result.reason) == (None, ReasonCode.ZERO_DENOMINATOR)


def test_unable_because_of_pain_is_missing_row_6_t9() -> None:
    readings = [
        reading(PLAIN_FORCE, RIGHT, reason="pain"),
        reading(PLAIN_FORCE, LEFT, "200"),
    ]
    result = derived(section_with(PLAIN_FORCE), readings, RIGHT_INVOLVED, "symmetry").result
    assert (result.value, result.reason) == (None, ReasonCode.MISSING)
    assert result.text == "not computed: right not tested because of pain"


def test_a_side_nobody_measured_is_missing_and_a_measured_zero_is_not_t9() -> None:
    section = section_with(PLAIN_FORCE)
    one_side = [reading(PLAIN_FORCE, LEFT, "200")]
    missing = derived(section, one_side, RIGHT_INVOLVED, "symmetry").result
    assert (missing.value, missing.reason) == (None, ReasonCode.MISSING)
    assert missing.text == "not computed: right not measured"
    zero = [reading(PLAIN_FORCE, RIGHT, "0"), *one_side]
    assert derived(section, zero, RIGHT_INVOLVED, "symmetry").result.value == 0


@pytest.mark.parametrize(
    ("involved", "index"), [(InvolvedSide.RIGHT, "75.0 %"), (InvolvedSide.LEFT, "133.3 %")]
)
def test_the_involved_side_is_divided_by_the_other_whichever_it_is_t6(
    involved: InvolvedSide, index: str
) -> None:
    readings = [reading(PLAIN_FORCE, RIGHT, "180"), reading(PLAIN_FORCE, LEFT, "240")]
    result = derived(section_with(PLAIN_FORCE), readings, visit(involved), "symmetry").result
    assert result.text == index


def test_an_index_is_not_compared_once_the_other_knee_is_involved_t6() -> None:
    section = catalogue.section("strength")
    measure = catalogue.measure("knee_extension_force")
    readings = [reading(measure, RIGHT, "300"), reading(measure, LEFT, "400")]

    def finding(involved: InvolvedSide) -> Finding:
        one = derived(section, readings, visit(involved), "symmetry")
        return Finding(value=one.result.value, unit="%", setup=dict(one.compared))

    by = yardstick(section, "symmetry", measure.code)
    found = compare(finding(InvolvedSide.RIGHT), finding(InvolvedSide.LEFT), by)
    assert found.verdict_text == "not comparable: involved side right against left"
    assert found.change is None
    assert compare(finding(InvolvedSide.LEFT), finding(InvolvedSide.LEFT), by).comparable


def test_two_involved_knees_have_no_index_and_keep_strength_per_kilogram_t10() -> None:
    measure = catalogue.measure("knee_extension_torque")
    readings = [reading(measure, RIGHT, "150"), reading(measure, LEFT, "120")]
    both = visit(InvolvedSide.BOTH, body_mass="75")
    section = catalogue.section("strength")
    index = derived(section, readings, both, "symmetry").result
    assert (index.value, index.reason) == (None, ReasonCode.BILATERAL)
    per_mass = [derived(section, readings, both, "per_mass", side).result.text for side in SIDES]
    assert per_mass == ["2.00 N·m/kg", "1.60 N·m/kg"]
    between = derived(section, readings, both, "between_sides").result
    assert between.text == "20.0 %, left weaker"


def test_forces_at_other_lever_arms_are_divided_as_torque_t13() -> None:
    measure = catalogue.measure("knee_extension_force")
    readings = [
        reading(measure, RIGHT, "300", setup={"lever_arm": "0.30"}),
        reading(measure, LEFT, "300", setup={"lever_arm": "0.40"}),
    ]
    section = catalogue.section("strength")
    index = derived(section, readings, RIGHT_INVOLVED, "symmetry").result
    assert index.text == "75.0 % (from torque, the lever arms differ)"
    difference = derived(section, readings, RIGHT_INVOLVED, "difference").result
    assert difference.text == "not computed: lever arm right 30 cm, left 40 cm"


def test_with_no_involved_side_the_weaker_side_is_named_row_8() -> None:
    readings = [reading(PLAIN_FORCE, RIGHT, "200"), reading(PLAIN_FORCE, LEFT, "220")]
    context = visit(InvolvedSide.NONE, dominant=DominantLeg.RIGHT)
    section = section_with(PLAIN_FORCE)
    index = derived(section, readings, context, "symmetry").result
    assert index.reason is ReasonCode.NO_INVOLVED
    between = derived(section, readings, context, "between_sides").result
    assert between.text == "9.1 %, right weaker"
    ratio = derived(section, readings, context, "dominance").result
    assert ratio.text == "110.0 %, right leg dominant"


@pytest.mark.parametrize(
    ("statistic", "index"),
    [
        pytest.param("mean", "82.0 %", id="row 10"),
        pytest.param("best", "84.0 %", id="row 11"),
    ],
)
def test_the_statistic_of_the_setup_decides_what_stands_for_the_trials_t14(
    statistic: str, index: str
) -> None:
    setup = {"statistic": statistic}
    readings = [
        reading(SINGLE_HOP, RIGHT, trials=("120", "126"), setup=setup),
        reading(SINGLE_HOP, LEFT, trials=("150", "150"), setup=setup),
    ]
    result = derived(section_with(SINGLE_HOP), readings, RIGHT_INVOLVED, "symmetry").result
    assert result.text == index


def test_a_time_below_the_hard_limit_is_refused_row_13() -> None:
    with pytest.raises(kinds.Refused):
        kinds.of(TIMED_HOP.kind).parse(TIMED_HOP, "0")


def test_a_timed_test_is_divided_the_other_way_round_t7() -> None:
    readings = [reading(TIMED_HOP, RIGHT, "2.40"), reading(TIMED_HOP, LEFT, "2.10")]
    result = derived(section_with(TIMED_HOP), readings, RIGHT_INVOLVED, "symmetry").result
    assert result.text == "87.5 %"


@pytest.mark.parametrize(
    ("code", "typed", "shown"),
    [
        pytest.param("knee_extension_force", "30 kgf", "294.2 N", id="row 14"),
        pytest.param("knee_extension_force", "65 lbf", "289.1 N", id="row 15"),
        pytest.param("body_mass", "165 lb", "74.8 kg", id="row 18"),
        pytest.param("knee_extension_torque", "120 ft·lbf", "162.7 N·m", id="row 20"),
        pytest.param("knee_extension_torque", "1069.9 kgf·cm", "104.9 N·m", id="kgf·cm"),
    ],
)
def test_units_are_converted_exactly_t12(code: str, typed: str, shown: str) -> None:
    measure = catalogue.measure(code)
    kind = kinds.of(measure.kind)
    assert kind.text(measure, kind.parse(measure, typed)) == shown


def test_pounds_force_as_kilograms_force_row_15() -> None:
    newtons = number(catalogue.measure("knee_extension_force"), "65 lbf")
    assert rounded(newtons / KILOGRAM_FORCE.to_canonical, 1) == "29.5"


def torque_and_per_mass(typed: str, *, body_mass: str, lever: str = "") -> list[str]:
    measure = catalogue.measure("knee_extension_force")
    setup = {"lever_arm": lever} if lever else {}
    context = visit(InvolvedSide.LEFT, body_mass=body_mass)
    readings = [reading(measure, LEFT, typed, setup=setup)]
    section = catalogue.section("strength")
    return [
        derived(section, readings, context, code, LEFT).result.text
        for code in ("torque", "per_mass")
    ]


def test_torque_and_torque_per_mass_row_17() -> None:
    found = torque_and_per_mass("300 N", body_mass="75", lever="34 cm")
    assert found == ["102.0 N·m", "1.36 N·m/kg"]


def test_torque_as_read_per_mass_row_18() -> None:
    measure = catalogue.measure("knee_extension_torque")
    mass = number(catalogue.measure("body_mass"), "165 lb")
    readings = [reading(measure, LEFT, "210")]
    context = visit(InvolvedSide.LEFT, body_mass=str(mass))
    section = catalogue.section("strength")
    result = derived(section, readings, context, "per_mass", LEFT).result
    assert result.text == "2.81 N·m/kg"


@pytest.mark.parametrize("lever", ["", "0.34"])
def test_strength_per_kilogram_names_the_day_of_another_body_mass_t48(lever: str) -> None:
    measure = catalogue.measure("knee_extension_force")
    readings = [reading(measure, LEFT, "300", setup={"lever_arm": lever} if lever else None)]
    context = replace(
        visit(InvolvedSide.LEFT, body_mass="75"),
        visit_date="2026-02-15",
        body_mass_date="2026-02-01",
    )
    section = catalogue.section("strength")
    result = derived(section, readings, context, "per_mass", LEFT).result
    assert result.text.endswith("/kg (body mass of 1 Feb 2026)")
    assert "body mass 75 kg of 1 Feb 2026" in result.inputs
    same_day = replace(context, body_mass_date="2026-02-15")
    assert "Feb" not in derived(section, readings, same_day, "per_mass", LEFT).result.text


def test_force_per_mass_without_a_lever_arm_row_21() -> None:
    found = torque_and_per_mass("30 kgf", body_mass="70")
    assert found == ["not computed: lever arm left not recorded", "4.2 N/kg"]


def test_statistics_of_trials_row_30_t50() -> None:
    measure = catalogue.measure("knee_extension_torque")
    trials = [Decimal(210), Decimal(225), Decimal(219)]
    assert rounded(statistic_of(trials, "mean", measure.better), 1) == "218.0"
    assert rounded(statistic_of(trials, "best", measure.better), 1) == "225.0"
    varies = coefficient_of_variation(trials)
    assert varies is not None
    assert rounded(varies, 1) == "3.5"


def test_a_body_mass_of_zero_is_refused_row_33() -> None:
    measure = catalogue.measure("body_mass")
    with pytest.raises(kinds.Refused):
        kinds.of(measure.kind).parse(measure, "0")


def test_half_is_rounded_up_row_38() -> None:
    assert rounded(Decimal("2.25"), 1) == "2.3"


def test_the_journey_of_the_left_knee() -> None:
    """R 402 N, L 310 N, lever arm 0.34 m, 78 kg, left involved."""
    measure = catalogue.measure("knee_extension_force")
    setup = {"lever_arm": "0.34"}
    readings = [
        reading(measure, RIGHT, "402", setup=setup),
        reading(measure, LEFT, "310", setup=setup),
    ]
    context = visit(InvolvedSide.LEFT, body_mass="78")
    section = catalogue.section("strength")

    def text(code: str, side: Side = Side.NONE) -> str:
        return derived(section, readings, context, code, side).result.text

    assert (text("torque", RIGHT), text("torque", LEFT)) == ("136.7 N·m", "105.4 N·m")
    assert (text("per_mass", RIGHT), text("per_mass", LEFT)) == ("1.75 N·m/kg", "1.35 N·m/kg")
    assert (text("symmetry"), text("deficit")) == ("77.1 %", "22.9 %")
    assert text("difference") == "-92 N"


def test_mixed_units_are_converted_before_they_are_divided_t11() -> None:
    measure = catalogue.measure("knee_extension_force")
    readings = [reading(measure, LEFT, "25 kgf"), reading(measure, RIGHT, "250 N")]
    result = derived(
        catalogue.section("strength"), readings, visit(InvolvedSide.LEFT), "symmetry"
    ).result
    assert result.text == "98.1 %"


def test_just_below_90_shows_90_and_counts_as_below() -> None:
    readings = [reading(PLAIN_FORCE, RIGHT, "89.96"), reading(PLAIN_FORCE, LEFT, "100")]
    result = derived(section_with(PLAIN_FORCE), readings, RIGHT_INVOLVED, "symmetry").result
    assert result.value is not None
    assert result.text == "90.0 %"
    assert result.value < 90


def test_grades_have_no_symmetry_row_31_t19() -> None:
    graded = replace(PLAIN_FORCE, kind=Kind.GRADE)
    readings = [reading(PLAIN_FORCE, RIGHT, "4"), reading(PLAIN_FORCE, LEFT, "5")]
    result = derived(section_with(graded), readings, RIGHT_INVOLVED, "symmetry").result
    assert result.reason is ReasonCode.ORDINAL
    assert result.text == "not computed: grades have an order and no size"


def test_what_was_stopped_by_pain_has_no_index_safety_row_83() -> None:
    stopped = replace(reading(PLAIN_FORCE, RIGHT, "180"), validity=Validity.STOPPED_BY_PAIN)
    readings = [stopped, reading(PLAIN_FORCE, LEFT, "240")]
    result = derived(section_with(PLAIN_FORCE), readings, RIGHT_INVOLVED, "symmetry").result
    assert (result.value, result.reason) == (None, ReasonCode.INVALID)
