"""Each restriction against each test it bears on: asked, only told, or no business of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.catalogue.types import Restricts, Side
from assessment.clinical.restrictions import Given, beyond_target
from tests.golden.restrictions.given import (
    PROTOCOL,
    TEMPLATE,
    TODAY,
    AppliesTo,
    answered,
    as_test,
    asks,
    before,
    forbidden,
    force,
    given,
    limit,
)

WB, AE, OC = Restricts.WEIGHT_BEARING, Restricts.ACTIVE_EXTENSION, Restricts.OPEN_CHAIN
ISO, DEPTH = Restricts.ISOMETRIC_QUADRICEPS, Restricts.CLOSED_CHAIN_DEPTH
HHD, ISOKINETIC = "knee_extension_force", "knee_extension_isokinetic_60"
SET, GRADE, RAISE = "quadriceps_set", "knee_extension_grade", "straight_leg_raise_extension"


def outcome(code: str, row: Given, *more: Given, value: int | None = 1, **setup: str) -> str:
    """What becomes of doing a test under a restriction."""
    choice = setup.pop("choice", "")
    if asks(code, value, row, *more, choice=choice, **setup):
        return "asks"
    told = [one for one in before(code, row, *more, **setup) if one.limit.given is row]
    return "told" if told else "nothing"


@pytest.mark.parametrize(
    ("code", "row", "expected"),
    [
        # Weight-bearing
        ("single_hop", given(WB, "nwb"), "asks"),
        ("gait_speed", given(WB, "nwb"), "asks"),
        ("gait_speed", given(WB, "ttwb"), "asks"),
        ("gait_speed", given(WB, "pwb", 50), "asks"),
        ("gait_speed", given(WB, "wbat"), "told"),
        ("gait_speed", given(WB, "extension_only"), "told"),
        ("chair_stand", given(WB, "extension_only"), "asks"),
        ("timed_up_and_go", given(WB, "extension_only"), "told"),
        ("stairs_pain", given(WB, "extension_only"), "told"),
        ("sit_to_stand_arms", given(WB, "nwb"), "asks"),
        ("squat_depth", given(WB, "extension_only"), "asks"),
        ("single_leg_balance", given(WB, "extension_only"), "told"),
        ("squat_depth", given(WB, "wbat"), "told"),
        ("squat_depth", given(WB, "fwb"), "nothing"),
        ("knee_flexion_passive", given(WB, "nwb"), "nothing"),
        ("one_repetition_maximum_leg_press", given(WB, "nwb"), "asks"),
        # Active extension
        ("knee_extension_active", forbidden(AE), "asks"),
        (RAISE, forbidden(AE), "asks"),
        (SET, forbidden(AE), "asks"),
        (HHD, forbidden(AE), "asks"),
        (ISOKINETIC, forbidden(AE), "asks"),
        ("knee_extension_active", given(AE, "gravity_only"), "told"),
        # Against gravity only: resistance without movement is more than that.
        (HHD, given(AE, "gravity_only"), "asks"),
        ("resisted_extension_test", given(AE, "gravity_only"), "asks"),
        (SET, given(AE, "gravity_only"), "told"),
        (ISOKINETIC, given(AE, "gravity_only"), "asks"),
        ("knee_extension_active", given(AE, "allowed"), "nothing"),
        ("knee_extension_passive", forbidden(AE), "nothing"),
        ("knee_flexion_active", forbidden(AE), "nothing"),
        ("knee_flexion_force", forbidden(AE), "nothing"),
        # Open chain
        (ISOKINETIC, forbidden(OC), "asks"),
        ("one_repetition_maximum_leg_extension", forbidden(OC), "asks"),
        ("knee_extension_torque", forbidden(OC), "asks"),
        (HHD, forbidden(OC), "told"),
        ("resisted_extension_test", forbidden(OC), "told"),
        (SET, forbidden(OC), "nothing"),
        ("knee_extension_active", forbidden(OC), "nothing"),
        (ISOKINETIC, given(OC, "arc", 40, 90), "asks"),
        (ISOKINETIC, given(OC, "arc", 0, 90), "told"),
        (ISOKINETIC, given(OC, "arc", 0, 89), "asks"),
        (ISOKINETIC, given(OC, "arc_unloaded", 0, 90), "asks"),
        (ISOKINETIC, given(OC, "full_unloaded"), "asks"),
        (ISOKINETIC, given(OC, "full"), "nothing"),
        ("one_repetition_maximum_leg_press", forbidden(OC), "nothing"),
        # Isometric
        (SET, given(ISO, "none"), "asks"),
        (SET, given(ISO, "quad_sets"), "told"),
        (HHD, given(ISO, "quad_sets"), "asks"),
        (HHD, given(ISO, "submaximal"), "asks"),
        (HHD, given(ISO, "maximal"), "nothing"),
        (HHD, given(ISO, "maximal_at", 60, 90), "told"),
        (HHD, given(ISO, "maximal_at", 30, 50), "asks"),
        (SET, given(ISO, "maximal_at", 60, 90), "told"),
        (ISOKINETIC, given(ISO, "submaximal"), "asks"),
        (ISOKINETIC, given(ISO, "maximal_at", 60, 90), "told"),
        ("knee_extension_active", given(ISO, "none"), "nothing"),
        # The rest
        ("knee_flexion_grade", forbidden(Restricts.RESISTED_FLEXION), "asks"),
        ("knee_flexion_force", forbidden(Restricts.RESISTED_FLEXION), "asks"),
        ("one_repetition_maximum_leg_curl", forbidden(Restricts.RESISTED_FLEXION), "asks"),
        ("knee_flexion_active", forbidden(Restricts.RESISTED_FLEXION), "nothing"),
        (RAISE, forbidden(Restricts.STRAIGHT_LEG_RAISE), "asks"),
        (RAISE, given(Restricts.STRAIGHT_LEG_RAISE, "brace_locked"), "told"),
        (RAISE, given(Restricts.STRAIGHT_LEG_RAISE, "free"), "nothing"),
        ("knee_extension_passive", forbidden(Restricts.STRAIGHT_LEG_RAISE), "nothing"),
        ("pivot_shift_test", forbidden(Restricts.ROTATION), "asks"),
        ("mcmurray_test", forbidden(Restricts.ROTATION), "asks"),
        ("thessaly_test", forbidden(Restricts.ROTATION), "asks"),
        ("dial_test_30", forbidden(Restricts.ROTATION), "asks"),
        ("lachman_test", forbidden(Restricts.ROTATION), "nothing"),
        ("kneeling_test", forbidden(Restricts.KNEELING), "asks"),
        ("squat_depth", forbidden(Restricts.KNEELING), "nothing"),
        ("single_hop", forbidden(Restricts.ROTATION), "nothing"),
        ("agility_t_test", forbidden(Restricts.ROTATION), "asks"),
        ("agility_t_test", forbidden(Restricts.IMPACT), "asks"),
        ("single_hop", forbidden(Restricts.IMPACT), "asks"),
        ("timed_hop", forbidden(Restricts.IMPACT), "asks"),
        ("squat_depth", forbidden(Restricts.IMPACT), "nothing"),
        ("clarke_test", given(Restricts.PATELLA, "none"), "asks"),
        ("patellar_glide_medial", given(Restricts.PATELLA, "none"), "asks"),
        ("patellar_glide_medial", given(Restricts.PATELLA, "not_lateral"), "told"),
        ("patellar_glide_lateral", given(Restricts.PATELLA, "not_lateral"), "asks"),
        ("moving_apprehension_test", given(Restricts.PATELLA, "not_lateral"), "asks"),
        ("patellar_glide_lateral", given(Restricts.PATELLA, "all"), "nothing"),
        ("lachman_test", given(Restricts.PATELLA, "none"), "nothing"),
        # What is shown and bears on no test
        ("knee_flexion_passive", given(Restricts.BRACE, "locked", 0, 0), "nothing"),
        ("single_hop", forbidden(Restricts.DRIVING), "nothing"),
    ],
)
def test_a_test_under_a_restriction(code: str, row: Given, expected: str) -> None:
    assert outcome(code, row) == expected


@pytest.mark.parametrize(("value", "expected"), [(59, False), (60, False), (61, True), (0, False)])
def test_depth_under_load_is_held_against_its_own_limit(value: int, expected: bool) -> None:
    assert asks("squat_depth", value, given(DEPTH, "up_to", 60), side=Side.NONE) is expected


def test_depth_bears_on_loaded_tests_alone() -> None:
    depth = given(DEPTH, "up_to", 60)
    assert not asks("knee_flexion_passive", 120, depth)
    assert asks("chair_stand", 12, depth, side=Side.NONE)
    assert not asks("chair_stand", 12, given(DEPTH, "up_to", 90), side=Side.NONE)
    assert asks("single_leg_squat_pain", 3, depth)
    assert not asks("single_leg_squat_pain", 3, given(DEPTH, "up_to", 70))
    (told,) = answered("squat_depth", 61, depth, side=Side.NONE)
    assert told.what == "61° is beyond the limit up to 60°"
    # How deep a squat goes is chosen: the limit is told, and nothing is asked.
    assert not asks("squat_pain", 3, depth)
    assert [one.broken for one in before("squat_pain", depth)] == [False]


@pytest.mark.parametrize(
    ("grade", "expected"),
    [("3", False), ("3-", False), ("0", False), ("3+", True), ("4-", True), ("5", True)],
)
def test_a_grade_above_3_was_taken_against_resistance(grade: str, expected: bool) -> None:
    row = given(ISO, "submaximal")
    assert asks(GRADE, None, row, choice=grade) is expected


def test_a_grade_up_to_3_is_active_extension_nonetheless() -> None:
    assert asks(GRADE, None, forbidden(AE), choice="2")
    assert [one.broken for one in before(GRADE, given(ISO, "submaximal"))] == [True]


@pytest.mark.parametrize(
    ("angle", "expected"), [("60", False), ("59", True), ("90", False), ("91", True), ("", False)]
)
def test_maximal_isometric_work_is_allowed_at_its_angles(angle: str, expected: bool) -> None:
    row = given(ISO, "maximal_at", 60, 90)
    assert asks(HHD, 300, row, knee_angle=angle) is expected


@pytest.mark.parametrize(
    ("angle", "expected"),
    [("45", False), ("44", True), ("90", False), ("91", True), ("", False)],
)
def test_resistance_at_an_angle_outside_the_arc_of_active_extension_asks(
    angle: str, expected: bool
) -> None:
    row = given(AE, "arc", 45, 90)
    assert asks(HHD, 300, row, knee_angle=angle) is expected
    assert not asks(SET, None, row, choice="good")
    # Allowed by name it is held against the angles of that order.
    assert not asks(HHD, 300, row, given(ISO, "maximal"), knee_angle=angle)


def test_resistance_that_is_allowed_by_name_is_more_than_gravity_by_that_order() -> None:
    row = given(AE, "gravity_only")
    assert not asks(HHD, 300, row, given(ISO, "maximal"))
    assert asks(HHD, 300, row, given(ISO, "submaximal"))
    assert asks(HHD, 300, row, given(ISO, "maximal", level=PROTOCOL))
    assert asks(GRADE, None, row, choice="4")
    assert not asks(GRADE, None, row, choice="3")


def test_tightening_that_is_allowed_by_name_is_not_forbidden_with_active_extension() -> None:
    row, sets = forbidden(AE), given(ISO, "quad_sets")
    assert outcome(SET, row, sets) == "told"
    assert outcome(HHD, row, sets) == "asks"
    assert outcome(HHD, row, given(ISO, "maximal")) == "told"
    assert outcome("knee_extension_active", row, given(ISO, "maximal")) == "asks"
    # A protocol's word does not open what the surgeon closed, nor does the other leg's.
    assert outcome(SET, row, given(ISO, "quad_sets", level=PROTOCOL)) == "asks"
    assert outcome(SET, row, given(ISO, "quad_sets", side=Side.RIGHT)) == "asks"
    assert outcome(SET, row, given(ISO, "quad_sets", until=row.valid_from)) == "asks"


def test_open_chain_that_is_allowed_by_name_is_not_closed_by_an_isometric_order() -> None:
    row = given(ISO, "submaximal")
    assert outcome(ISOKINETIC, row, given(OC, "full")) == "told"
    assert outcome(ISOKINETIC, row, forbidden(OC)) == "asks"
    assert outcome(ISOKINETIC, row, given(OC, "full", side=Side.RIGHT)) == "asks"
    broken = [one.limit.restricts for one in answered(ISOKINETIC, 1, row, forbidden(OC))]
    assert broken == [OC, ISO]
    opened = [one for one in answered(ISOKINETIC, 1, row, given(OC, "arc", 0, 90)) if one.asks]
    assert opened == []
    # Neither an order whose day has passed opens it, nor one of a lower source.
    assert outcome(ISOKINETIC, row, given(OC, "full", until=row.valid_from)) == "asks"
    assert outcome(ISOKINETIC, row, given(OC, "full", level=PROTOCOL)) == "asks"
    protocol = given(ISO, "submaximal", level=PROTOCOL)
    assert outcome(ISOKINETIC, protocol, given(OC, "full", level=PROTOCOL)) == "told"


@pytest.mark.parametrize(("value", "expected"), [(45, False), (46, False), (44, True)])
def test_active_extension_ends_within_its_arc(value: int, expected: bool) -> None:
    row = given(AE, "arc", 45, 90)
    assert asks("knee_extension_active", value, row) is expected


@pytest.mark.parametrize(
    ("speed", "asked"), [("0", False), ("0.0", False), ("60", True), ("", True)]
)
def test_torque_at_a_speed_goes_through_the_arc(speed: str, asked: bool) -> None:
    assert asks("knee_extension_torque", 150, forbidden(OC), speed=speed) is asked


def test_what_the_setup_leaves_open_counts_both_ways() -> None:
    assert asks("knee_extension_active", 5, forbidden(Restricts.STRAIGHT_LEG_RAISE))
    assert not asks(
        "knee_extension_active",
        5,
        forbidden(Restricts.STRAIGHT_LEG_RAISE),
        extension_task="seated",
    )
    assert asks("hip_extension_force", 90, limit(0, 60), position="prone_bent")
    assert not asks("hip_extension_force", 90, limit(0, 60), position="prone_straight")
    assert asks("ober_test", None, limit(0, 60), choice="positive", form="ober")
    assert not asks("ober_test", None, limit(0, 60), choice="positive", form="modified")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((0, 60), False), ((0, 59), True), ((91, 100), True), ((90, 100), False)],
)
def test_a_held_test_is_within_while_one_angle_is_allowed(
    numbers: tuple[int, int], expected: bool
) -> None:
    assert asks("resisted_extension_test", None, limit(*numbers), choice="negative") is expected


@pytest.mark.parametrize(
    ("when", "walking", "lying"),
    [
        (AppliesTo.ALL, True, True),
        (AppliesTo.EXERCISE, True, True),
        (AppliesTo.WALKING, True, False),
        (AppliesTo.REST, False, False),
        (AppliesTo.SLEEP, False, False),
    ],
)
def test_a_restriction_bears_on_tests_for_as_long_as_it_holds(
    when: AppliesTo, walking: bool, lying: bool
) -> None:
    row = limit(0, 60, applies_to=when)
    assert asks("squat_depth", 90, row, side=Side.NONE) is walking
    assert asks("knee_flexion_passive", 90, row) is lying


EXERCISE, WALKING = AppliesTo.EXERCISE, AppliesTo.WALKING


def test_rs_1_what_a_surgeon_allows_in_exercise_overrules_a_protocol_for_tests() -> None:
    never = forbidden(Restricts.IMPACT, level=PROTOCOL)
    allowed = given(Restricts.IMPACT, "allowed", applies_to=EXERCISE)
    assert asks("single_hop", 100, never)
    assert not asks("single_hop", 100, never, allowed)
    assert before("single_hop", never, allowed) == ()
    # Not once its day has passed, nor on the other leg, nor of a lower source.
    for weaker in (
        given(Restricts.IMPACT, "allowed", applies_to=EXERCISE, until=never.valid_from),
        given(Restricts.IMPACT, "allowed", applies_to=EXERCISE, side=Side.RIGHT),
        given(Restricts.IMPACT, "allowed", applies_to=EXERCISE, level=TEMPLATE),
    ):
        assert asks("single_hop", 100, never, weaker)
    # An expired one of the lower source warns no more either.
    over = forbidden(Restricts.IMPACT, level=PROTOCOL, until=never.valid_from)
    assert answered("single_hop", 100, over)
    assert not answered("single_hop", 100, over, allowed)


def test_what_holds_only_for_walking_overrules_nothing_of_other_tests() -> None:
    never = given(WB, "nwb", level=PROTOCOL, applies_to=EXERCISE)
    walking = given(WB, "fwb", applies_to=WALKING)
    assert asks("squat_depth", 30, never, walking, side=Side.NONE)
    narrow = limit(0, 60, level=PROTOCOL)
    wide = limit(0, 120, applies_to=WALKING)
    assert asks("squat_depth", 90, narrow, wide, side=Side.NONE)
    assert asks("knee_flexion_passive", 90, narrow, wide)
    assert not asks("squat_depth", 90, narrow, limit(0, 120, applies_to=EXERCISE), side=Side.NONE)
    # What is kept from walking bears on standing tests whatever exercise allows.
    loaded = given(WB, "nwb", level=PROTOCOL, applies_to=WALKING)
    assert asks("gait_speed", 1, loaded, given(WB, "fwb", applies_to=EXERCISE))


def test_depth_goes_by_the_higher_source_as_well() -> None:
    low = given(DEPTH, "up_to", 60, level=PROTOCOL)
    assert not asks("squat_depth", 80, low, given(DEPTH, "up_to", 90, applies_to=EXERCISE))
    assert asks("squat_depth", 80, low, given(DEPTH, "up_to", 90, applies_to=WALKING))


@pytest.mark.parametrize("code", [HHD, "knee_flexion_force"])
def test_a_held_test_is_within_the_passive_and_the_active_range(code: str) -> None:
    active = given(Restricts.RANGE_ACTIVE, "limit", 0, 60)
    passive = given(Restricts.RANGE_PASSIVE, "limit", 0, 60)
    for row in (active, passive):
        assert asks(code, 300, row, knee_angle="61")
        assert not asks(code, 300, row, knee_angle="60")
    assert not asks(
        code, 300, given(Restricts.RANGE_WEIGHT_BEARING, "limit", 0, 60), knee_angle="61"
    )


def test_each_range_of_a_held_test_goes_by_its_own_highest_source() -> None:
    passive = given(Restricts.RANGE_PASSIVE, "limit", 0, 120)
    active = given(Restricts.RANGE_ACTIVE, "limit", 0, 60, level=PROTOCOL)
    assert asks(HHD, 300, passive, active, knee_angle="90")
    assert not asks(HHD, 300, limit(0, 120), active, knee_angle="90")
    (told,) = answered(HHD, 300, limit(0, 60), knee_angle="90")
    assert told.at == 90


def test_where_pain_begins_in_a_squat_is_an_angle_that_was_reached() -> None:
    assert asks("squat_pain_angle", 91, limit(0, 90), side=Side.NONE)
    assert not asks("squat_pain_angle", 90, limit(0, 90), side=Side.NONE)
    assert asks("squat_pain_angle", 61, given(DEPTH, "up_to", 60), side=Side.NONE)


@pytest.mark.parametrize(
    ("code", "row", "angle", "at"),
    [
        (HHD, limit(0, 90), "95", 95),
        (HHD, given(ISO, "maximal_at", 60, 90), "95", 95),
        (HHD, given(AE, "arc", 45, 90), "95", 95),
        (HHD, given(ISO, "submaximal"), "95", None),
        ("single_hop", forbidden(Restricts.IMPACT), "", None),
    ],
)
def test_what_is_beyond_by_its_test_angle_names_it(
    code: str, row: Given, angle: str, at: int | None
) -> None:
    found = [one for one in answered(code, 100, row, knee_angle=angle) if one.asks]
    assert [one.at for one in found] == [at]


def test_motion_has_ranges_of_its_own() -> None:
    passive = given(Restricts.RANGE_PASSIVE, "limit", 0, 60)
    active = given(Restricts.RANGE_ACTIVE, "limit", 0, 60)
    loaded = given(Restricts.RANGE_WEIGHT_BEARING, "limit", 0, 60)
    for code, row in (
        ("knee_flexion_passive", passive),
        ("knee_flexion_active", active),
        ("squat_depth", loaded),
    ):
        for other in (passive, active, loaded):
            assert asks(code, 61, other) is (other is row)
    assert asks("anterior_drawer_test", None, passive, choice="negative")


def test_what_a_test_goes_through_is_said() -> None:
    (arc,) = answered(ISOKINETIC, 1, limit(0, 60))
    assert arc.what == (
        "Knee extension through the arc, on a machine goes from 0 to 90, beyond the limit 0 to 60"
    )
    (held,) = answered("anterior_drawer_test", None, limit(0, 60), choice="negative")
    assert held.what == "Drawer test goes to 90°, beyond the limit 0 to 60"
    (bent,) = before("hip_extension_thomas", limit(0, 60))
    assert bent.what == "Thomas position, shin hanging goes to 80°, beyond the limit 0 to 60"
    (angle,) = answered(HHD, 1, limit(0, 60), knee_angle="100")
    assert angle.what == "Strongest isometric knee extension at 100° is beyond the limit 0 to 60"
    assert not angle.by_value
    (load,) = answered("single_hop", 90, forbidden(Restricts.IMPACT))
    assert load.what == "Hop: impact (run, jump, hop) not allowed"
    assert load.demand == "hop"


def test_what_is_beyond_names_its_test_its_rules_and_its_angle() -> None:
    (angle,) = answered(HHD, 1, limit(0, 60), knee_angle="100")
    assert (angle.demand, angle.at, angle.rules[0]) == ("extension_isometric", 100, "RS-4")
    (load,) = answered("single_hop", 90, forbidden(Restricts.IMPACT))
    assert load.rules == ("RS-4", "RS-1")
    assert (load.by_value, load.at) == (False, None)
    (through,) = answered(ISOKINETIC, 1, limit(0, 60))
    assert (through.by_value, through.at) == (False, None)
    (read,) = answered("knee_flexion_passive", 95, limit(0, 90))
    assert (read.by_value, read.at) == (True, 95)


def test_within_a_limit_it_is_told_with_neither_value_nor_angle() -> None:
    (told,) = before(HHD, limit(0, 90), knee_angle="70")
    assert (told.what, told.by_value, told.at) == ("", False, None)
    assert told.rules[0] == "RS-5"
    (open_one,) = before("anterior_drawer_test", limit(0, 120))
    assert (open_one.what, open_one.by_value) == ("", False)


def test_a_range_that_begins_above_straight_is_left_by_a_test_that_starts_lower() -> None:
    (arc,) = answered(ISOKINETIC, 1, limit(20, 120))
    assert arc.what.endswith("goes from 0 to 90, beyond the limit 20 to 120")


@pytest.mark.parametrize(
    ("choice", "expected"), [("3", False), ("3+", True), ("4", True), ("5", True)]
)
def test_grades_are_held_against_their_own_demands(choice: str, expected: bool) -> None:
    assert asks("knee_extension_grade", None, given(AE, "gravity_only"), choice=choice) is expected


def test_an_arc_of_active_extension_is_left_by_an_effort_through_more() -> None:
    assert outcome(ISOKINETIC, given(AE, "arc", 45, 90)) == "asks"
    assert outcome(ISOKINETIC, given(AE, "arc", 0, 90)) == "told"


def test_of_several_ways_that_break_a_limit_the_easiest_says_so() -> None:
    (row,) = before("knee_extension_torque", limit(0, 50))
    assert row.what.startswith("Strongest isometric knee extension on a machine")


def test_each_leg_of_a_test_on_both_goes_by_its_own_sources() -> None:
    rows = (limit(0, 120, side=Side.RIGHT), limit(0, 60, level=PROTOCOL))
    assert asks("squat_depth", 90, *rows, side=Side.NONE)
    assert not asks("squat_depth", 60, *rows, side=Side.NONE)


def test_what_the_therapist_holds_goes_by_the_passive_range_and_a_curl_by_the_active_one() -> None:
    active = given(Restricts.RANGE_ACTIVE, "limit", 0, 60)
    passive = given(Restricts.RANGE_PASSIVE, "limit", 0, 60)
    drawer, curl = "anterior_drawer_test", "one_repetition_maximum_leg_curl"
    assert asks(drawer, None, passive, choice="negative")
    assert not asks(drawer, None, active, choice="negative")
    assert asks(curl, 20, active)
    assert not asks(curl, 20, passive)


def test_gravity_only_leaves_no_resistance_at_any_angle() -> None:
    for angle in ("60", "90", ""):
        assert outcome(HHD, given(AE, "gravity_only"), knee_angle=angle) == "asks"


def test_open_chain_goes_by_its_option_and_its_arc() -> None:
    assert outcome(ISOKINETIC, given(OC, "full_unloaded")) == "asks"
    assert outcome(ISOKINETIC, given(OC, "full")) == "nothing"
    assert outcome(ISOKINETIC, given(OC, "arc", 0, 90)) == "told"
    assert outcome(ISOKINETIC, given(OC, "arc", 40, 90)) == "asks"


@pytest.mark.parametrize(
    ("option", "expected"),
    [("none", "asks"), ("quad_sets", "asks"), ("submaximal", "asks"), ("maximal", "nothing")],
)
def test_isometric_work_that_is_limited_leaves_no_effort_through_the_arc(
    option: str, expected: str
) -> None:
    assert outcome(ISOKINETIC, given(ISO, option)) == expected


def test_rs_12_a_target_beyond_a_limit_names_that_rule() -> None:
    row = limit(0, 90)
    (found,) = beyond_target(as_test("knee_flexion_passive"), force(row), Decimal(120), choice="")
    assert found.rules[0] == "RS-12"
    assert found.what == "120° is beyond the limit 0 to 90"
    assert beyond_target(as_test("knee_flexion_passive"), force(row), Decimal(90), choice="") == ()
    assert beyond_target(as_test("knee_flexion_passive"), (), Decimal(120), choice="") == ()
    weak, strong = (
        beyond_target(
            as_test("knee_extension_grade"), force(given(AE, "gravity_only")), None, choice=grade
        )
        for grade in ("3", "5")
    )
    assert not weak
    assert [one.rules[0] for one in strong] == ["RS-12"]


def test_an_angle_that_is_no_number_is_none() -> None:
    assert not asks(HHD, 1, limit(0, 90), knee_angle="ninety")


def test_each_limit_is_told_once_and_as_broken_where_any_way_breaks_it() -> None:
    rows = before("knee_extension_torque", limit(0, 60))
    assert len(rows) == 1
    assert rows[0].broken
    assert rows[0].limit.given.until > TODAY  # type: ignore[operator]
