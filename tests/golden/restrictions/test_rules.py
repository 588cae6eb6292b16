"""RS-1 to RS-9: which restriction holds, what it asks, and when none is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.clinical.restrictions import RULES_VERSION
from tests.golden.restrictions.given import (
    FROM,
    PROTOCOL,
    SURGEON,
    TEMPLATE,
    TODAY,
    UNTIL,
    AppliesTo,
    NoneGiven,
    ProcedureKind,
    Restricts,
    Side,
    answered,
    asks,
    before,
    forbidden,
    force,
    given,
    limit,
    operation,
    unknown,
    warned,
)

ACL, KNEE = ProcedureKind.ACL_RECONSTRUCTION, ProcedureKind.KNEE_REPLACEMENT


def only(*rows: object) -> object:
    (one,) = force(*rows)  # type: ignore[arg-type]
    return one


# RS-1


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        pytest.param((limit(0, 120), limit(0, 90, level=PROTOCOL)), (0, 120), id="row-68"),
        pytest.param((limit(0, 60), limit(0, 90, level=PROTOCOL)), (0, 60), id="stricter too"),
        pytest.param((limit(0, 90, level=PROTOCOL), limit(0, 70, level=TEMPLATE)), (0, 90)),
        pytest.param((limit(0, 70, level=TEMPLATE),), (0, 70)),
    ],
)
def test_rs_1_the_higher_level_decides_even_where_it_is_less_strict(
    rows: tuple, holds: tuple[int, int]
) -> None:
    found = only(*rows)
    assert (found.given.low, found.given.high) == holds  # type: ignore[attr-defined]
    assert found.rules[0] == "RS-1"  # type: ignore[attr-defined]
    assert not found.conflict  # type: ignore[attr-defined]


@pytest.mark.parametrize(("value", "asked"), [(110, False), (120, False), (121, True)])
def test_rs_1_row_68_a_protocol_does_not_override_the_surgeon(value: int, asked: bool) -> None:
    weight = given(Restricts.WEIGHT_BEARING, "wbat")
    rows = (weight, limit(0, 120), limit(0, 90, level=PROTOCOL))
    assert asks("knee_flexion_passive", value, *rows) is asked


def test_rs_1_lower_levels_fill_what_the_surgeon_did_not_mention_and_say_so() -> None:
    found = force(limit(0, 120), forbidden(Restricts.OPEN_CHAIN, level=PROTOCOL))
    assert [one.words for one in found] == [
        "Active limit 0 to 120 until 3 Jun 2026, Dr X (surgeon)",
        "Active limit open-chain resisted extension not allowed until 3 Jun 2026, "
        "ACL protocol 3 (protocol, not surgeon order)",
    ]


def test_rs_1_what_a_surgeon_allows_for_always_overrules_a_protocol_for_walking() -> None:
    free = given(Restricts.BRACE, "none")
    locked = given(Restricts.BRACE, "locked", 0, 0, level=PROTOCOL, applies_to=AppliesTo.WALKING)
    assert [one.given.option for one in force(free, locked)] == ["none"]
    assert [one.given.option for one in force(locked)] == ["locked"]
    always = replace(free, level=PROTOCOL)
    assert [one.given.option for one in force(always, replace(locked, level=SURGEON))] == [
        "none",
        "locked",
    ]


def test_rs_1_a_surgeons_range_stands_for_a_protocols_active_range_and_the_reverse() -> None:
    active = given(Restricts.RANGE_ACTIVE, "limit", 0, 60, level=PROTOCOL)
    assert not asks("knee_flexion_active", 100, limit(0, 120), active)
    assert asks("knee_flexion_active", 61, limit(0, 120, level=PROTOCOL), active)
    wider = given(Restricts.RANGE_ACTIVE, "limit", 0, 120)
    assert not asks("knee_flexion_active", 100, limit(0, 90, level=PROTOCOL), wider)
    assert asks("knee_flexion_passive", 100, limit(0, 90, level=PROTOCOL), wider)


# RS-2


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        ((limit(0, 90), limit(0, 120)), (0, 90)),
        ((limit(0, 120), limit(0, 90)), (0, 90)),
        ((limit(10, 90), limit(0, 70)), (10, 70)),
        ((limit(60, 100), limit(0, 90)), (60, 90)),
        ((limit(0, 30), limit(40, 90)), (0, 30)),
        ((limit(-5, 30), limit(0, 30)), (0, 30)),
    ],
)
def test_rs_2_of_two_orders_the_narrower_range_is_used_and_the_conflict_said(
    rows: tuple, holds: tuple[int, int]
) -> None:
    found = only(*rows)
    assert (found.given.low, found.given.high) == holds  # type: ignore[attr-defined]
    assert found.conflict  # type: ignore[attr-defined]
    assert found.words.endswith("; conflict, confirm with surgeon")  # type: ignore[attr-defined]
    assert "RS-2" in found.rules  # type: ignore[attr-defined]
    assert found.short.endswith("(conflict)")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("restricts", "options", "strictest"),
    [
        (Restricts.WEIGHT_BEARING, ("wbat", "nwb"), "nwb"),
        (Restricts.WEIGHT_BEARING, ("fwb", "extension_only"), "extension_only"),
        (Restricts.OPEN_CHAIN, ("full", "not_allowed"), "not_allowed"),
        (Restricts.ISOMETRIC_QUADRICEPS, ("submaximal", "quad_sets"), "quad_sets"),
        (Restricts.PATELLA, ("all", "not_lateral"), "not_lateral"),
    ],
)
def test_rs_2_of_two_options_the_earlier_in_the_order_is_used(
    restricts: Restricts, options: tuple[str, str], strictest: str
) -> None:
    for one, other in (options, options[::-1]):
        found = only(given(restricts, one), given(restricts, other))
        assert found.given.option == strictest  # type: ignore[attr-defined]
        assert found.conflict  # type: ignore[attr-defined]


@pytest.mark.parametrize("numbers", [(20, 50), (50, 20)])
def test_rs_2_of_two_loads_and_two_depths_the_smaller_is_used(numbers: tuple[int, int]) -> None:
    for restricts, option in (
        (Restricts.WEIGHT_BEARING, "pwb"),
        (Restricts.CLOSED_CHAIN_DEPTH, "up_to"),
    ):
        found = only(*(given(restricts, option, one) for one in numbers))
        assert found.given.high == 20  # type: ignore[attr-defined]
        assert [one.high for one in found.others] == [50]  # type: ignore[attr-defined]


def test_rs_2_two_orders_that_share_one_angle_leave_that_angle() -> None:
    found = only(limit(0, 40), limit(40, 90))
    assert (found.given.low, found.given.high) == (40, 40)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rows", "low"),
    [((limit(60, 80), limit(0, 30)), 60), ((limit(0, 20), limit(50, 90)), 0)],
)
def test_rs_2_of_two_orders_that_share_nothing_the_smaller_one_is_used(
    rows: tuple, low: int
) -> None:
    for pair in (rows, rows[::-1]):
        assert only(*pair).given.low == low  # type: ignore[attr-defined]


def test_rs_2_a_conflict_ends_as_the_order_ends_that_is_used() -> None:
    ends = only(limit(0, 70), limit(0, 90, until=None))
    assert "RS-7" not in ends.rules  # type: ignore[attr-defined]
    stays = only(limit(0, 70, until=None), limit(0, 90))
    assert "RS-7" in stays.rules  # type: ignore[attr-defined]


def test_rs_6_an_expired_order_of_the_source_that_is_in_force_is_told_as_well() -> None:
    found = force(limit(0, 120), limit(0, 90, until=FROM))
    assert [(one.given.high, one.expired) for one in found] == [(120, False), (90, True)]


def test_rs_2_the_same_order_twice_is_no_conflict_and_holds_until_the_later_day() -> None:
    later = limit(0, 90, until=UNTIL + timedelta(days=7), id="later")
    found = only(limit(0, 90), later)
    assert not found.conflict  # type: ignore[attr-defined]
    assert found.given.id == "later"  # type: ignore[attr-defined]
    never = limit(0, 90, until=None, id="never")
    assert only(limit(0, 90), never, later).given.id == "never"  # type: ignore[attr-defined]


# RS-3


def test_rs_3_a_template_counts_only_as_an_adopted_line_and_says_what_it_is() -> None:
    assert force() == ()
    found = only(limit(0, 90, level=TEMPLATE))
    assert found.words == (  # type: ignore[attr-defined]
        "Active limit 0 to 90 until 3 Jun 2026, Template, ACL (template, not surgeon order)"
    )
    assert found.rules == ("RS-1", "RS-3")  # type: ignore[attr-defined]
    assert "RS-3" not in only(limit(0, 90, level=PROTOCOL)).rules  # type: ignore[attr-defined]


# RS-4


@pytest.mark.parametrize(
    ("code", "value", "asked"),
    [
        pytest.param("knee_flexion_passive", 90, False, id="row-66 equal is silent"),
        pytest.param("knee_flexion_passive", 91, True, id="row-66 one above asks"),
        pytest.param("knee_flexion_passive", 89, False, id="one below is silent"),
        pytest.param("knee_flexion_active", 91, True, id="active too"),
        pytest.param("knee_extension_passive", 0, False, id="straight"),
        pytest.param("knee_extension_passive", -1, True, id="hyperextension is below 0"),
        pytest.param("knee_extension_active", -1, True, id="hyperextension, active"),
        pytest.param("prone_knee_bend", 90, False, id="prone, equal"),
        pytest.param("prone_knee_bend", 91, True, id="prone, one above"),
        pytest.param("rectus_femoris_knee_angle", 91, True, id="thomas"),
        pytest.param("straight_leg_raise_extension", -1, True, id="raised leg"),
        pytest.param("hamstrings_passive", -1, True, id="hamstrings"),
        pytest.param("extension_deficit", 95, False, id="a letter's figure"),
    ],
)
def test_rs_4_a_value_beyond_the_range_asks(code: str, value: int, asked: bool) -> None:
    assert asks(code, value, limit(0, 90)) is asked


def test_rs_4_what_is_beyond_is_said_with_the_limit() -> None:
    (found,) = answered("knee_flexion_passive", 91, limit(0, 90))
    assert found.words == (
        "91° is beyond the limit 0 to 90. Active limit 0 to 90 until 3 Jun 2026, Dr X (surgeon)"
    )
    assert found.rules == ("RS-4", "RS-1")
    assert found.by_value
    (found,) = answered("knee_extension_passive", -6, limit(-5, 30))
    assert found.what == "6° hyperextension is beyond the limit 5 hyperextension to 30"
    assert not answered("knee_extension_passive", -5, limit(-5, 30))


@pytest.mark.parametrize(
    ("angle", "asked"),
    [("100", True), ("91", True), ("90", False), ("60", False)],
)
def test_rs_4_a_test_angle_beyond_the_range_asks(angle: str, asked: bool) -> None:
    assert asks("knee_extension_force", 300, limit(0, 90), knee_angle=angle) is asked


def test_rs_4_the_limit_is_told_before_anything_is_typed() -> None:
    (told,) = before("knee_flexion_passive", limit(0, 90))
    assert not told.broken
    assert told.words == "Active limit 0 to 90 until 3 Jun 2026, Dr X (surgeon)"
    assert told.rules == ("RS-5", "RS-1")
    assert before("capillary_refill", limit(0, 90)) == ()


# RS-5


@pytest.mark.parametrize(
    ("code", "setup", "expected"),
    [
        pytest.param("prone_knee_bend", {}, True, id="row-67 prone knee bend"),
        pytest.param("knee_extension_force", {"knee_angle": "100"}, True, id="row-67 HHD at 100"),
        pytest.param("knee_extension_force", {"knee_angle": "60"}, False, id="row-67 HHD at 60"),
        pytest.param("knee_extension_force", {"knee_angle": "90"}, False, id="HHD at 90"),
        pytest.param("knee_flexion_passive", {}, False, id="as far as it goes"),
        pytest.param("anterior_drawer_test", {}, False, id="drawer at 90"),
        pytest.param("mcmurray_test", {}, True, id="full flexion"),
        pytest.param("ober_test", {"form": "ober"}, False, id="knee at 90"),
    ],
)
def test_rs_5_a_test_that_needs_more_than_the_range_says_so_before_it_is_chosen(
    code: str, setup: dict[str, str], expected: bool
) -> None:
    assert warned(code, limit(0, 90), **setup) is expected


def test_rs_5_row_69_a_protocols_word_on_open_chain_is_told_as_a_protocols() -> None:
    protocol = forbidden(Restricts.OPEN_CHAIN, level=PROTOCOL)
    (told,) = before("knee_extension_isokinetic_60", limit(0, 120), protocol)[1:]
    assert told.broken
    assert told.words == (
        "Knee extension through the arc, on a machine: open-chain resisted extension not "
        "allowed. Active limit open-chain resisted extension not allowed until 3 Jun 2026, "
        "ACL protocol 3 (protocol, not surgeon order)"
    )
    assert asks("knee_extension_isokinetic_60", 150, protocol)
    surgeon = given(Restricts.OPEN_CHAIN, "full")
    assert not warned("knee_extension_isokinetic_60", surgeon, protocol)


# RS-6


@pytest.mark.parametrize(
    ("day", "asked", "told"),
    [
        (UNTIL, True, False),
        (UNTIL + timedelta(days=1), False, True),
        (date(2027, 6, 3), False, True),
    ],
)
def test_rs_6_a_day_that_passed_warns_on_and_asks_nothing(
    day: date, asked: bool, told: bool
) -> None:
    (found,) = answered("knee_flexion_passive", 100, limit(0, 90), on=day)
    assert found.asks is asked
    assert found.limit.expired is told
    assert ("RS-6" in found.rules) is told


def test_rs_6_it_says_that_nobody_lifted_or_renewed_it() -> None:
    (found,) = force(limit(0, 90), on=UNTIL + timedelta(days=1))
    assert found.words == (
        "Limit 0 to 90 ended 3 Jun 2026 and nobody lifted or renewed it, Dr X (surgeon)"
    )
    assert found.short == "0 to 90 (expired)"


def test_rs_6_lifted_or_superseded_it_warns_no_more_from_that_day_on() -> None:
    day = UNTIL + timedelta(days=3)
    lifted = limit(0, 90, ended_on=day)
    assert force(lifted, on=day) == ()
    assert [one.expired for one in force(lifted, on=day - timedelta(days=1))] == [True]


def test_rs_6_an_expired_protocol_gives_way_to_a_surgeon_in_force_and_not_the_reverse() -> None:
    expired = limit(0, 90, level=PROTOCOL, until=FROM)
    assert [one.expired for one in force(expired, limit(0, 120))] == [False]
    found = force(limit(0, 90, until=FROM), limit(0, 120, level=PROTOCOL))
    assert [(one.expired, one.given.high) for one in found] == [(False, 120), (True, 90)]


def test_a_restriction_holds_from_its_first_day() -> None:
    assert force(limit(0, 90), on=FROM - timedelta(days=1)) == ()
    assert len(force(limit(0, 90), on=FROM)) == 1


# RS-7


@pytest.mark.parametrize("day", [FROM, TODAY, date(2036, 1, 1)])
def test_rs_7_until_the_surgeons_review_it_never_expires(day: date) -> None:
    (found,) = force(limit(0, 90, until=None), on=day)
    assert not found.expired
    assert found.rules == ("RS-1", "RS-7")
    assert found.words == "Active limit 0 to 90 until surgeon review, Dr X (surgeon)"


# RS-8


def weeks_ago(weeks: int, days: int = 0) -> date:
    return TODAY - timedelta(weeks=weeks, days=days)


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        pytest.param(ProcedureKind.MPFL_RECONSTRUCTION, weeks_ago(5), True, id="row-71"),
        (KNEE, weeks_ago(12), True),
        (KNEE, weeks_ago(12, 1), False),
        (ACL, weeks_ago(26), True),
        (ACL, weeks_ago(26, 1), False),
        (ProcedureKind.CARTILAGE_FEMORAL, weeks_ago(26), True),
        (ProcedureKind.CARTILAGE_PATELLAR, weeks_ago(20), True),
        (ProcedureKind.TUBERCLE_OSTEOTOMY, weeks_ago(26), True),
        (ProcedureKind.OSTEOTOMY, weeks_ago(26), True),
        (ProcedureKind.TENDON_REPAIR, weeks_ago(26), True),
        (ProcedureKind.NOT_SAID, weeks_ago(26), True),
        (ProcedureKind.MENISCAL_REPAIR, weeks_ago(13), False),
        (ProcedureKind.INJECTION, weeks_ago(1), True),
        (KNEE, TODAY, True),
        (KNEE, TODAY + timedelta(days=1), False),
        (KNEE, None, True),
    ],
)
def test_rs_8_after_surgery_nothing_entered_and_nothing_declared_is_unknown(
    kind: ProcedureKind, day: date | None, expected: bool
) -> None:
    assert bool(unknown(operation(kind, day))) is expected


def test_rs_8_it_says_what_to_do() -> None:
    (found,) = unknown(operation(KNEE, weeks_ago(3)))
    assert found.words == (
        "Restrictions unknown, left leg: the operation. Obtain the surgeon's restrictions, or "
        "declare that none were given."
    )
    assert found.short == "Left leg: restrictions unknown, obtain them"
    assert found.rule == "RS-8"
    (found,) = unknown(operation(KNEE, None))
    assert "on a day that is not known" in found.because


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (limit(0, 90), False),
        (limit(0, 90, valid_from=TODAY), False),
        (limit(0, 90, valid_from=TODAY + timedelta(days=1)), True),
        (limit(0, 90, side=Side.RIGHT), True),
        (limit(0, 90, ended_on=TODAY), False),
        (limit(0, 90, valid_from=weeks_ago(60), ended_on=weeks_ago(3)), True),
        (limit(0, 90, valid_from=weeks_ago(60), ended_on=weeks_ago(2)), False),
        # Of what was given before the operation only what stood on its day.
        (limit(0, 90, valid_from=weeks_ago(60)), False),
        (limit(0, 90, valid_from=weeks_ago(60), until=None), False),
        (limit(0, 90, valid_from=weeks_ago(60), until=weeks_ago(3)), False),
        (limit(0, 90, valid_from=weeks_ago(60), until=weeks_ago(3, 1)), True),
        (limit(0, 90, valid_from=weeks_ago(3), until=weeks_ago(2)), False),
        (limit(0, 90, valid_from=weeks_ago(3)), False),
        # What was entered in error was never given.
        (limit(0, 90, ended_on=TODAY, in_error=True), True),
        (limit(0, 90, valid_from=weeks_ago(60), ended_on=TODAY, in_error=True), True),
    ],
)
def test_rs_8_a_restriction_entered_since_the_operation_answers_it(
    row: object, expected: bool
) -> None:
    found = unknown(operation(KNEE, weeks_ago(3)), rows=(row,))  # type: ignore[arg-type]
    assert bool(found) is expected


@pytest.mark.parametrize(
    ("side", "day", "expected"),
    [
        (Side.LEFT, weeks_ago(3), False),
        (Side.LEFT, TODAY, False),
        (Side.LEFT, weeks_ago(3, 1), True),
        (Side.LEFT, TODAY + timedelta(days=1), True),
        (Side.RIGHT, TODAY, True),
    ],
)
def test_rs_8_a_declaration_since_the_operation_answers_it(
    side: Side, day: date, expected: bool
) -> None:
    declared = (NoneGiven(side=side, on=day),)
    assert bool(unknown(operation(KNEE, weeks_ago(3)), declared=declared)) is expected


def test_rs_8_any_restriction_answers_an_operation_whose_day_is_not_known() -> None:
    gone = limit(0, 90, valid_from=weeks_ago(60), until=weeks_ago(50), ended_on=weeks_ago(49))
    assert not unknown(operation(KNEE, None), rows=(gone,))
    assert unknown(operation(KNEE, None), rows=(replace(gone, in_error=True),))


def test_rs_8_a_second_operation_asks_again_and_no_operation_asks_nothing() -> None:
    declared = (NoneGiven(side=Side.LEFT, on=weeks_ago(4)),)
    first, second = operation(KNEE, weeks_ago(6)), operation(KNEE, weeks_ago(2))
    assert not unknown(first, declared=declared)
    assert len(unknown(first, second, declared=declared)) == 1
    assert unknown() == ()


# RS-9


@pytest.mark.parametrize(("side", "asked"), [(Side.LEFT, True), (Side.RIGHT, False)])
def test_rs_9_row_72_the_other_limb_is_free(side: Side, asked: bool) -> None:
    assert asks("knee_flexion_passive", 135, limit(0, 90), side=side) is asked
    assert bool(before("knee_flexion_passive", limit(0, 90), side=side)) is asked


def test_rs_9_row_72_mirrored() -> None:
    right = limit(0, 90, side=Side.RIGHT)
    assert not asks("knee_flexion_passive", 135, right)
    assert asks("knee_flexion_passive", 135, right, side=Side.RIGHT)


def test_rs_9_a_test_on_both_legs_is_held_against_either() -> None:
    for side in (Side.LEFT, Side.RIGHT):
        assert asks("squat_depth", 91, limit(0, 90, side=side), side=Side.NONE)
    assert not asks("squat_depth", 90, limit(0, 90), side=Side.NONE)


def test_rs_9_the_leg_that_a_graft_came_from_is_asked_for_as_well() -> None:
    own = unknown(operation(ACL, weeks_ago(2)))
    other = unknown(operation(ACL, weeks_ago(2), graft=Side.RIGHT))
    assert [one.side for one in own] == [Side.LEFT]
    assert [one.side for one in other] == [Side.RIGHT, Side.LEFT]
    both = unknown(operation(KNEE, weeks_ago(2), Side.LEFT, Side.RIGHT))
    assert [one.side for one in both] == [Side.RIGHT, Side.LEFT]


def test_the_rules_have_a_version() -> None:
    assert RULES_VERSION == "2"
