"""What follows from the readings of a section, and why something does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import catalogue
from assessment.catalogue.types import (
    DominantLeg,
    InvolvedSide,
    Provenance,
    Side,
    Validity,
)
from assessment.clinical.derive import Derived, derive
from assessment.clinical.readings import Context, Reading
from assessment.clinical.result import ReasonCode, Result
from tests.golden.visits import (
    LEFT,
    PLAIN_FORCE,
    RIGHT,
    derived,
    reading,
    section_with,
    visit,
)

STRENGTH = catalogue.section("strength")
RANGE = catalogue.section("range_of_motion")
GIRTH = catalogue.section("thigh_girth")
FORCE = catalogue.measure("knee_extension_force")
LEVER = {"lever_arm": "0.34"}
LEFT_INVOLVED = visit(InvolvedSide.LEFT, body_mass="78")


def forces(right: str, left: str) -> list[Reading]:
    sides = {RIGHT: right, LEFT: left}
    return [reading(FORCE, side, typed, setup=LEVER) for side, typed in sides.items() if typed]


def result(readings: Sequence[Reading], code: str, context: Context = LEFT_INVOLVED) -> Result:
    return derived(STRENGTH, readings, context, code).result


def test_clearing_the_right_force_gives_no_index() -> None:
    found = result(forces("", "310"), "symmetry")
    assert found.text == "not computed: right not measured"
    assert (found.value, found.reason) == (None, ReasonCode.MISSING)


def test_with_both_knees_operated_on_an_index_names_no_sound_side() -> None:
    both = replace(LEFT_INVOLVED, both_operated=True)
    sides = forces("410", "310")
    one, neither = (result(sides, "symmetry", knees) for knees in (LEFT_INVOLVED, both))
    assert one.value is not None
    assert (neither.value, neither.reason) == (None, ReasonCode.BILATERAL)


def test_a_right_force_of_zero_gives_no_index() -> None:
    found = result(forces("0", "310"), "symmetry")
    assert found.text == "not computed: right is 0, cannot divide by it"
    assert found.reason is ReasonCode.ZERO_DENOMINATOR


def test_with_both_sides_involved_there_is_no_index_and_per_kilogram_stays() -> None:
    context = visit(InvolvedSide.BOTH, body_mass="78")
    readings = forces("402", "310")
    found = result(readings, "symmetry", context)
    assert found.text == "not computed: both knees are involved"
    assert found.reason is ReasonCode.BILATERAL
    per_mass = [derived(STRENGTH, readings, context, "per_mass", side) for side in (RIGHT, LEFT)]
    assert [one.result.text for one in per_mass] == ["1.75 N·m/kg", "1.35 N·m/kg"]
    assert result(readings, "between_sides", context).text == "22.9 %, left weaker"
    assert not [one for one in derive(STRENGTH, readings, context) if one.code == "deficit"]


def test_the_formula_and_its_inputs_stand_with_the_result() -> None:
    found = result(forces("402", "310"), "symmetry")
    assert found.formula == "limb symmetry index = involved / uninvolved x 100 (version 1)"
    assert found.inputs == ("right 402 N", "left 310 N")
    assert found.version == 1


def test_of_several_reasons_the_first_in_order_is_given() -> None:
    both_missing = [
        reading(PLAIN_FORCE, RIGHT, reason="declined"),
        replace(reading(PLAIN_FORCE, LEFT, "0"), validity=Validity.INVALID),
    ]
    section = section_with(PLAIN_FORCE)
    context = visit(InvolvedSide.BOTH)
    found = derived(section, both_missing, context, "symmetry").result
    assert found.reason is ReasonCode.MISSING
    assert found.text == "not computed: right not tested, declined"
    invalid = [reading(PLAIN_FORCE, RIGHT, "200"), both_missing[1]]
    found = derived(section, invalid, context, "symmetry").result
    assert found.reason is ReasonCode.INVALID


def test_a_value_stopped_by_pain_takes_no_part() -> None:
    readings = forces("402", "310")
    stopped = [readings[0], replace(readings[1], validity=Validity.STOPPED_BY_PAIN)]
    found = result(stopped, "symmetry")
    assert found.reason is ReasonCode.INVALID
    assert found.text == "not computed: left stopped by pain"


def test_a_carried_value_takes_no_part() -> None:
    readings = forces("402", "310")
    carried = [replace(readings[0], provenance=Provenance.CARRIED), readings[1]]
    assert result(carried, "symmetry").text == (
        "not computed: right carried from an earlier visit, not measured"
    )
    torque = derived(STRENGTH, carried, LEFT_INVOLVED, "torque", RIGHT).result
    assert torque.value is None


def test_a_value_that_waits_to_be_confirmed_takes_no_part() -> None:
    waiting = replace(forces("402", "310")[0], number=None, reason="to_confirm")
    found = result([waiting, forces("402", "310")[1]], "symmetry")
    assert found.text == "not computed: right waits to be confirmed"


def test_nothing_follows_from_a_measure_that_nobody_took() -> None:
    not_tested = [reading(FORCE, side, reason="no_time") for side in (RIGHT, LEFT)]
    assert derive(STRENGTH, not_tested, LEFT_INVOLVED) == []
    assert derive(STRENGTH, [], LEFT_INVOLVED) == []


def test_codes_are_unique_by_measure_and_side() -> None:
    readings = [
        *forces("402", "310"),
        *(
            reading(catalogue.measure(code), side, "100")
            for code in ("knee_flexion_force", "hip_abduction_force", "knee_extension_torque")
            for side in (RIGHT, LEFT)
        ),
    ]
    context = visit(InvolvedSide.NONE, dominant=DominantLeg.LEFT, body_mass="78")
    keys = [(one.code, one.of, one.side) for one in derive(STRENGTH, readings, context)]
    assert len(keys) == len(set(keys))


def test_lever_arms_that_differ_compare_torque_and_say_so() -> None:
    readings = [
        reading(FORCE, RIGHT, "400", setup={"lever_arm": "0.40"}),
        reading(FORCE, LEFT, "400", setup={"lever_arm": "0.30"}),
    ]
    assert result(readings, "symmetry").text == "75.0 % (from torque, the lever arms differ)"
    assert result(readings, "symmetry").inputs[:2] == ("right 160.0 N·m", "left 120.0 N·m")
    difference = result(readings, "difference")
    assert difference.reason is ReasonCode.NOT_COMPARABLE
    assert difference.text == "not computed: lever arm right 40 cm, left 30 cm"


def test_a_lever_arm_of_one_side_only_gives_no_index() -> None:
    readings = [reading(FORCE, RIGHT, "400", setup=LEVER), reading(FORCE, LEFT, "300")]
    found = result(readings, "symmetry")
    assert found.reason is ReasonCode.NOT_COMPARABLE
    assert found.text == "not computed: lever arm left not recorded"


def test_sides_taken_in_different_ways_give_no_index() -> None:
    readings = [
        reading(FORCE, RIGHT, "400", setup={**LEVER, "fixation": "manual"}),
        reading(FORCE, LEFT, "300", setup={**LEVER, "fixation": "belt"}),
    ]
    found = result(readings, "symmetry")
    assert found.reason is ReasonCode.NOT_COMPARABLE
    assert found.text == "not computed: fixation right held by hand, left belt or frame"


def test_per_kilogram_is_of_torque_with_a_lever_arm_and_else_of_force() -> None:
    readings = [reading(FORCE, RIGHT, "402"), reading(FORCE, LEFT, "310", setup=LEVER)]
    texts = [
        derived(STRENGTH, readings, LEFT_INVOLVED, "per_mass", side).result.text
        for side in (RIGHT, LEFT)
    ]
    assert texts == ["5.2 N/kg", "1.35 N·m/kg"]


def test_without_a_body_mass_there_is_nothing_per_kilogram() -> None:
    found = derived(
        STRENGTH, forces("402", "310"), visit(InvolvedSide.LEFT), "per_mass", LEFT
    ).result
    assert found.text == "not computed: body mass not recorded at this visit"


def test_the_best_trial_stands_unless_the_setup_says_the_mean() -> None:
    trials = ("300", "310", "308")
    best = [reading(FORCE, LEFT, trials=trials, setup=LEVER), forces("402", "")[0]]
    assert "left 310 N" in result(best, "symmetry").inputs
    mean = [
        reading(FORCE, LEFT, trials=trials, setup={**LEVER, "statistic": "mean"}),
        reading(FORCE, RIGHT, "402", setup={**LEVER, "statistic": "mean"}),
    ]
    assert "left 306 N" in result(mean, "symmetry").inputs


def test_the_difference_of_unsided_involvement_is_right_less_left() -> None:
    context = visit(InvolvedSide.BOTH)
    measure = catalogue.measure("thigh_girth_10_cm")
    readings = [reading(measure, RIGHT, "46.2"), reading(measure, LEFT, "43.9")]
    found = derive(GIRTH, readings, context)
    assert [(one.code, one.result.text) for one in found] == [("difference", "+2.3 cm")]
    assert found[0].result.formula.startswith("difference = right - left")


def test_a_larger_involved_thigh_has_no_deficit() -> None:
    measure = catalogue.measure("thigh_girth_10_cm")
    readings = [reading(measure, RIGHT, "43.0"), reading(measure, LEFT, "44.0")]
    assert derived(GIRTH, readings, LEFT_INVOLVED, "deficit").result.text == "no deficit"


def test_lag_says_which_of_the_two_is_missing() -> None:
    active = catalogue.measure("knee_extension_active")
    readings = [reading(active, LEFT, "lacks 13")]
    lag = derived(RANGE, readings, LEFT_INVOLVED, "extension_lag", LEFT).result
    assert lag.text == "not computed: knee extension, passive, left not measured"


def test_there_is_no_lag_of_a_side_that_nobody_measured() -> None:
    readings = [
        reading(catalogue.measure("knee_extension_active"), LEFT, reason="restriction"),
        reading(catalogue.measure("knee_extension_passive"), LEFT, reason="no_time"),
    ]
    assert derive(RANGE, readings, LEFT_INVOLVED) == []


def test_lag_of_two_devices_is_not_computed() -> None:
    passive = catalogue.measure("knee_extension_passive")
    active = catalogue.measure("knee_extension_active")
    readings = [
        reading(passive, LEFT, "lacks 5", setup={"device": "long_goniometer"}),
        reading(active, LEFT, "lacks 13", setup={"device": "visual"}),
    ]
    lag = derived(RANGE, readings, LEFT_INVOLVED, "extension_lag", LEFT).result
    assert lag.reason is ReasonCode.NOT_COMPARABLE
    assert lag.text == "not computed: device differs between the two"


def test_a_lag_of_five_degrees_is_not_called_present() -> None:
    passive = catalogue.measure("knee_extension_passive")
    active = catalogue.measure("knee_extension_active")
    readings = [reading(passive, LEFT, "0"), reading(active, LEFT, "lacks 5")]
    lag = derived(RANGE, readings, LEFT_INVOLVED, "extension_lag", LEFT).result
    assert lag.text == "5° (not above 5°)"


def test_hyperextension_never_appears_as_a_loss() -> None:
    passive = catalogue.measure("knee_extension_passive")
    readings = [reading(passive, RIGHT, "0"), reading(passive, LEFT, "hyperextends 5")]
    found = derived(RANGE, readings, LEFT_INVOLVED, "difference").result
    assert found.text == "-5°"
    assert found.value == -5
    assert found.inputs == ("right 0°", "left hyperextends 5°")


def test_results_use_the_clinics_separator() -> None:
    found = derive(STRENGTH, forces("402", "310"), LEFT_INVOLVED, decimal_separator=",")
    texts = [one.result.text for one in found]
    assert texts == [
        "136,7 N·m",
        "105,4 N·m",
        "1,75 N·m/kg",
        "1,35 N·m/kg",
        "-92 N",
        "77,1 %",
        "22,9 %",
    ]


def test_key_results_are_those_a_surgeon_reads() -> None:
    found = derive(STRENGTH, forces("402", "310"), LEFT_INVOLVED)
    assert {one.code for one in found if one.key_result} == {"torque", "symmetry", "deficit"}


def test_torque_keeps_the_relative_errors_of_force_and_symmetry_has_none() -> None:
    found = {one.code: one for one in derive(STRENGTH, forces("402", "310"), LEFT_INVOLVED)}
    assert found["torque"].errors == FORCE.errors
    assert {one.code for one in found.values() if one.errors} == {"torque"}
    assert "lever_arm" not in dict(found["torque"].compared)
    assert found["torque"].compared_without == ("lever_arm",)
    assert dict(found["difference"].compared)["lever_arm"] == "0.34"


def test_a_derived_key_names_the_side_where_the_setups_differ() -> None:
    readings = [
        reading(FORCE, RIGHT, "400", setup={"fixation": "belt", "lever_arm": "0.40"}),
        reading(FORCE, LEFT, "400", setup={"fixation": "belt", "lever_arm": "0.30"}),
    ]
    one = derived(STRENGTH, readings, LEFT_INVOLVED, "difference")
    assert dict(one.compared) == {
        "fixation": "belt",
        "lever_arm.right": "0.40",
        "lever_arm.left": "0.30",
        "involved_side": "left",
    }


NEWTONS = st.decimals(min_value=0, max_value=900, places=1)
ARMS = st.sampled_from(["", "0.30", "0.34"])


@settings(deadline=None)
@given(right=NEWTONS, left=NEWTONS, right_arm=ARMS, left_arm=ARMS)
@pytest.mark.parametrize("involved", list(InvolvedSide))
def test_swapping_the_sides_swaps_the_results(
    involved: InvolvedSide, right: Decimal, left: Decimal, right_arm: str, left_arm: str
) -> None:
    def results(
        one: tuple[Decimal, str], other: tuple[Decimal, str], which: InvolvedSide
    ) -> list[Derived]:
        readings = [
            Reading(
                measure=FORCE.code,
                side=side,
                number=number,
                setup={"lever_arm": arm} if arm else {},
            )
            for side, (number, arm) in ((RIGHT, one), (LEFT, other))
        ]
        return derive(STRENGTH, readings, visit(which, body_mass="70"))

    mirrored = {InvolvedSide.RIGHT: InvolvedSide.LEFT, InvolvedSide.LEFT: InvolvedSide.RIGHT}
    sides = {RIGHT: LEFT, LEFT: RIGHT, Side.NONE: Side.NONE}
    before = results((right, right_arm), (left, left_arm), involved)
    after = results((left, left_arm), (right, right_arm), mirrored.get(involved, involved))
    swapped = {(one.code, sides[one.side]): one.result for one in after}
    assert len(swapped) == len(before)
    for one in before:
        other = swapped[(one.code, one.side)]
        assert one.result.reason is other.reason
        value = other.value
        if one.code == "difference" and involved not in mirrored and value is not None:
            value = -value
        assert one.result.value == value
