"""Readiness lists: counted by hand, at each boundary, and what was not assessed never met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.catalogue.readiness import BEFORE_HOPS, READINESS
from assessment.catalogue.types import InvolvedSide
from assessment.clinical.criteria import months_after, read
from assessment.clinical.readiness import Outcome, count
from assessment.clinical.seen import Findings, Key, Seen
from tests.golden.seen import ON, all_met, choice, findings, line, lists, number, silent

MET, NOT_MET, OPEN = Outcome.MET, Outcome.NOT_MET, Outcome.NOT_ASSESSED
NOT_YET = Outcome.NOT_YET_TESTABLE
FORCE = ("symmetry", "none", "knee_extension_force")
HOP = ("symmetry", "none", "single_hop")
EPIC = "before_surgery"


def changed(found: Findings, key: Key, seen: Seen | None) -> Findings:
    rest = {one: said for one, said in found.seen.items() if one != key}
    return replace(found, seen=rest | ({key: seen} if seen else {}))


def test_a_knee_that_meets_everything_counts_every_criterion() -> None:
    numbers = {code: (one.met, one.of) for code, one in lists(all_met()).items()}
    assert numbers == {
        "running": (9, 9),
        "hop_prerequisites": (9, 9),
        "delaware_oslo": (8, 8),
        "aspetar": (6, 6),
        "gokeler_welling": (8, 8),
        "patellar_instability": (8, 8),
        "patellofemoral_pain": (5, 5),
        "tendinopathy": (3, 3),
        "knee_replacement": (2, 2),
        # The left knee: the time is only shown, since it was studied in right knees.
        "driving": (1, 1),
        "work": (2, 2),
    }


def test_a_knee_of_which_nothing_is_known_meets_nothing() -> None:
    for one in lists(findings()).values():
        assert one.met == 0
        assert {line.outcome for line in one.criteria} <= {OPEN, NOT_YET, Outcome.NOT_COUNTED}


def test_the_text_says_how_many_and_who_decides() -> None:
    whole = lists(all_met())["running"]
    assert whole.text == "9 of 9 criteria met; decision by clinician, patient and surgeon."
    without = lists(changed(all_met(), ("pain_with_activity", "left", ""), None))["running"]
    assert without.text == (
        "8 of 9 criteria met, 1 not assessed; decision by clinician, patient and surgeon."
    )
    assert (without.not_assessed, without.complete, whole.complete) == (1, False, True)


@pytest.mark.parametrize(("index", "outcome"), [("79.9", NOT_MET), ("80", MET), ("80.1", MET)])
def test_hops_ask_for_80_per_cent(index: str, outcome: Outcome) -> None:
    found = findings({FORCE: number(index, " %")})
    assert line(found, "hop_prerequisites", "quadriceps").outcome is outcome


@pytest.mark.parametrize(
    ("index", "delaware", "running"),
    [
        ("70", NOT_MET, NOT_MET),
        ("70.1", NOT_MET, MET),
        ("89.9", NOT_MET, MET),
        ("90", MET, MET),
        ("90.1", MET, MET),
    ],
)
def test_delaware_oslo_takes_90_itself_and_running_more_than_70(
    index: str, delaware: Outcome, running: Outcome
) -> None:
    found = findings({FORCE: number(index, " %")})
    assert line(found, "delaware_oslo", "quadriceps").outcome is delaware
    assert line(found, "running", "extensors").outcome is running


@pytest.mark.parametrize(("index", "outcome"), [("90", NOT_MET), ("90.1", MET)])
def test_aspetar_asks_for_more_than_90(index: str, outcome: Outcome) -> None:
    found = findings({("symmetry", "none", "knee_extension_isokinetic_60"): number(index, " %")})
    assert line(found, "aspetar", "quadriceps").outcome is outcome


@pytest.mark.parametrize(("days", "outcome"), [(83, NOT_MET), (84, MET), (85, MET)])
def test_twelve_weeks_are_84_days(days: int, outcome: Outcome) -> None:
    found = findings(surgery=ON - timedelta(days=days))
    for whole in ("running", "hop_prerequisites"):
        one = line(found, whole, "time")
        assert one.outcome is outcome
    assert line(findings(surgery=ON - timedelta(days=84)), "running", "time").value == (
        "84 days, 12 weeks, since 3 Sep 2026"
    )


@pytest.mark.parametrize(
    ("surgery", "outcome"),
    [
        (date(2026, 2, 25), MET),
        (date(2026, 2, 26), MET),
        (date(2026, 2, 27), NOT_MET),
    ],
)
def test_nine_months_are_nine_calendar_months(surgery: date, outcome: Outcome) -> None:
    assert line(findings(surgery=surgery), "delaware_oslo", "time").outcome is outcome


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 1, 31), "1", date(2026, 2, 28)),
        (date(2024, 1, 31), "1", date(2024, 2, 29)),
        (date(2026, 5, 31), "1", date(2026, 6, 30)),
        (date(2026, 3, 15), "9", date(2026, 12, 15)),
        (date(2026, 4, 15), "9", date(2027, 1, 15)),
        (date(2026, 3, 31), "9", date(2026, 12, 31)),
        (date(2026, 11, 30), "1", date(2026, 12, 30)),
        (date(2026, 1, 1), "4.5", date(2026, 5, 16)),
        (date(2026, 7, 14), "4.5", date(2026, 11, 29)),
    ],
)
def test_months_end_where_the_calendar_does(day: date, months: str, due: date) -> None:
    assert months_after(day, Decimal(months)) == due


@pytest.mark.parametrize(
    ("whole", "criterion", "key", "seen", "outcome"),
    [
        ("running", "pain", ("pain_with_activity", "left", ""), number("1.9"), MET),
        ("running", "pain", ("pain_with_activity", "left", ""), number(2), NOT_MET),
        ("running", "extension", ("knee_extension_passive", "left", ""), number(0), MET),
        ("running", "extension", ("knee_extension_passive", "left", ""), number(1), NOT_MET),
        ("running", "extension", ("knee_extension_passive", "left", ""), number(-5), MET),
        ("running", "effusion", ("effusion_stroke_test", "left", ""), choice("trace"), MET),
        ("running", "effusion", ("effusion_stroke_test", "left", ""), choice("1+"), NOT_MET),
        ("running", "effusion", ("effusion_stroke_test", "left", ""), silent(), OPEN),
        (
            "patellar_instability",
            "effusion",
            ("effusion_stroke_test", "left", ""),
            choice("trace"),
            NOT_MET,
        ),
        ("patellar_instability", "pain", ("pain_with_activity", "left", ""), number(0), MET),
        ("patellar_instability", "pain", ("pain_with_activity", "left", ""), number(1), NOT_MET),
        ("patellar_instability", "strength", FORCE, number(85), MET),
        ("patellar_instability", "strength", FORCE, number("84.9"), NOT_MET),
        ("patellofemoral_pain", "pain", ("pain_with_activity", "left", ""), number(2), MET),
        ("patellofemoral_pain", "pain", ("pain_with_activity", "left", ""), number(3), NOT_MET),
        (
            "patellofemoral_pain",
            "response",
            ("response_24_hours", "none", ""),
            choice("settled_day"),
            MET,
        ),
        (
            "patellofemoral_pain",
            "response",
            ("response_24_hours", "none", ""),
            choice("settled_next"),
            NOT_MET,
        ),
        ("tendinopathy", "strength", FORCE, number(90), MET),
        ("tendinopathy", "strength", FORCE, number("89.9"), NOT_MET),
        ("delaware_oslo", "kos_adls", ("kos_adls", "none", ""), number(90), MET),
        ("delaware_oslo", "kos_adls", ("kos_adls", "none", ""), number("89.9"), NOT_MET),
        ("gokeler_welling", "acl_rsi", ("acl_rsi", "none", ""), number(56), NOT_MET),
        ("gokeler_welling", "acl_rsi", ("acl_rsi", "none", ""), number("56.1"), MET),
        (
            "gokeler_welling",
            "torque",
            ("per_mass", "left", "knee_extension_isokinetic_60"),
            number("3.0"),
            NOT_MET,
        ),
        (
            "gokeler_welling",
            "torque",
            ("per_mass", "left", "knee_extension_isokinetic_60"),
            number("3.01"),
            MET,
        ),
        (
            "aspetar",
            "on_field_rehabilitation",
            ("on_field_rehabilitation", "none", ""),
            choice("no"),
            NOT_MET,
        ),
        (
            "knee_replacement",
            "gait_aid",
            ("assistive_device", "none", ""),
            choice("single_point_cane"),
            NOT_MET,
        ),
        ("work", "work_tasks_tried", ("work_tasks_tried", "none", ""), choice("yes"), MET),
        ("hop_prerequisites", "squat_pain", ("single_leg_squat_pain", "left", ""), number(0), MET),
        (
            "hop_prerequisites",
            "squat_pain",
            ("single_leg_squat_pain", "left", ""),
            number(1),
            NOT_MET,
        ),
        (
            "hop_prerequisites",
            "control",
            ("single_leg_squat_grade", "left", ""),
            choice("fair"),
            NOT_MET,
        ),
        (
            "hop_prerequisites",
            "control",
            ("single_leg_squat_grade", "left", ""),
            choice("good"),
            MET,
        ),
    ],
)
def test_each_criterion_at_its_boundary(
    whole: str, criterion: str, key: Key, seen: Seen, outcome: Outcome
) -> None:
    one = line(findings({key: seen}), whole, criterion)
    assert one.outcome is outcome
    assert seen.text in one.value


@pytest.mark.parametrize(
    ("index", "outcome"), [("55", NOT_MET), ("55.1", MET), ("62.5", MET), ("62.6", MET)]
)
def test_hamstrings_of_women_and_men_have_numbers_of_their_own(
    index: str, outcome: Outcome
) -> None:
    key = ("hamstrings_quadriceps_ratio_300", "left", "")
    women = findings({key: number(index, " %")}, sex="female")
    assert line(women, "gokeler_welling", "hamstrings_quadriceps").outcome is outcome
    men = replace(women, sex="male")
    above = MET if index == "62.6" else NOT_MET
    assert line(men, "gokeler_welling", "hamstrings_quadriceps").outcome is above
    unknown = line(replace(women, sex="not known"), "gokeler_welling", "hamstrings_quadriceps")
    assert (unknown.outcome, unknown.value) == (OPEN, "sex is not recorded as female or male")


@pytest.mark.parametrize(
    ("left", "right", "outcome", "share"),
    [("133", "140", NOT_MET, "95 %"), ("133.1", "140", MET, "95.1 %"), ("140", "0", OPEN, "")],
)
def test_flexion_above_95_per_cent_of_the_other_side(
    left: str, right: str, outcome: Outcome, share: str
) -> None:
    sides = {
        ("knee_flexion_passive", side, ""): number(value, "°")
        for side, value in (("left", left), ("right", right))
    }
    one = line(findings(sides), "running", "flexion")
    assert (one.outcome, one.value) == (
        outcome,
        f"{left}° (3 Mar 2026), other side {right}° (3 Mar 2026){f', {share}' if share else ''}",
    )


def test_a_right_knee_is_compared_with_the_left_one() -> None:
    sides = {
        ("knee_flexion_passive", side, ""): number(value, "°")
        for side, value in (("right", "133"), ("left", "140"))
    }
    one = line(findings(sides, involved=InvolvedSide.RIGHT), "running", "flexion")
    assert (one.outcome, one.value) == (
        NOT_MET,
        "133° (3 Mar 2026), other side 140° (3 Mar 2026), 95 %",
    )


@pytest.mark.parametrize("silent_side", ["left", "right"])
def test_a_side_that_was_not_tested_is_compared_with_nothing_and_says_why(
    silent_side: str,
) -> None:
    said = {"left": number(133, "°"), "right": number(140, "°"), silent_side: silent()}
    found = findings({("knee_flexion_passive", side, ""): one for side, one in said.items()})
    words = [f"{said[side].text} (3 Mar 2026)" for side in ("left", "right")]
    one = line(found, "running", "flexion")
    assert (one.outcome, one.value) == (OPEN, f"{words[0]}, other side {words[1]}")


@pytest.mark.parametrize(
    ("extension", "flexion", "outcome"),
    [
        (("0", "0"), ("140", "140"), MET),
        (("-2", "0"), ("141", "140"), MET),
        (("1", "0"), ("140", "140"), NOT_MET),
        (("0", "0"), ("139", "140"), NOT_MET),
        (("0", "0"), ("", "140"), OPEN),
        (("1", "0"), ("", "140"), NOT_MET),
        (("", "0"), ("", "140"), OPEN),
    ],
)
def test_range_is_full_when_no_less_than_the_other_side(
    extension: tuple[str, str], flexion: tuple[str, str], outcome: Outcome
) -> None:
    seen = {
        (code, side, ""): number(value, "°")
        for code, both in (("knee_extension_passive", extension), ("knee_flexion_passive", flexion))
        for side, value in zip(("left", "right"), both, strict=True)
        if value
    }
    assert line(findings(seen), "hop_prerequisites", "range").outcome is outcome


def test_all_parts_of_a_criterion_have_to_be_there() -> None:
    stairs = {("stairs_up_pattern", "none", ""): choice("reciprocal")}
    half = line(findings(stairs), "knee_replacement", "stairs")
    assert (half.outcome, half.value) == (OPEN, "reciprocal (3 Mar 2026); 1 without a value")
    worse = stairs | {("stairs_down_pattern", "none", ""): choice("step_to")}
    assert line(findings(worse), "knee_replacement", "stairs").outcome is NOT_MET
    three = {
        ("symmetry", "none", f"knee_extension_isokinetic_{speed}"): number(95)
        for speed in (60, 180)
    }
    part = line(findings(three), "gokeler_welling", "quadriceps")
    assert (part.outcome, part.value) == (
        OPEN,
        "95 (3 Mar 2026); 95 (3 Mar 2026); 1 without a value",
    )
    for criterion in ("quadriceps", "acl_rsi"):
        nothing = line(findings(), "gokeler_welling", criterion)
        assert (nothing.outcome, nothing.value) == (OPEN, "no value")


def test_of_two_ways_of_measuring_the_later_one_counts() -> None:
    early = replace(number(95, " %"), when="3 Mar 2026", day="2026-03-03")
    late = replace(number(79, " %"), when="9 May 2026", day="2026-05-09")
    torque = ("symmetry", "none", "knee_extension_torque")
    for found in ({FORCE: early, torque: late}, {FORCE: late, torque: early}):
        one = line(findings(found), "hop_prerequisites", "quadriceps")
        assert (one.outcome, one.value) == (NOT_MET, "79 % (9 May 2026)")


def test_what_a_criterion_reads_several_of_is_named() -> None:
    force = replace(number(95, " %"), label="Knee extension, gauge")
    found = findings({FORCE: force, HOP: replace(number(91, " %"), label="Single hop")})
    assert line(found, "running", "extensors").value == "Knee extension, gauge: 95 % (3 Mar 2026)"
    assert line(found, "delaware_oslo", "single_hop").value == "91 % (3 Mar 2026)"
    stairs = {
        ("stairs_up_pattern", "none", ""): replace(choice("reciprocal"), label="Stairs, up"),
        ("stairs_down_pattern", "none", ""): replace(choice("step_to"), label="Stairs, down"),
    }
    assert line(findings(stairs), "knee_replacement", "stairs").value == (
        "Stairs, up: reciprocal (3 Mar 2026); Stairs, down: step_to (3 Mar 2026)"
    )
    motion = {
        ("knee_flexion_passive", side, ""): replace(number(140, "°"), label="Flexion")
        for side in ("right", "left")
    }
    assert line(findings(motion), "hop_prerequisites", "range").value == (
        "Flexion: 140° (3 Mar 2026), other side 140° (3 Mar 2026); 1 without a value"
    )


def test_every_way_of_measuring_that_was_used_on_the_day_has_to_hold() -> None:
    found = {FORCE: number(95, " %"), ("symmetry", "none", "knee_extension_torque"): number(79)}
    one = line(findings(found), "hop_prerequisites", "quadriceps")
    assert (one.outcome, one.value) == (NOT_MET, "95 % (3 Mar 2026); 79 (3 Mar 2026)")


@pytest.mark.parametrize(
    ("rules", "asked", "outcome", "words"),
    [
        (None, None, OPEN, "nobody recorded it"),
        ("yes", None, MET, "restrictions in force: yes"),
        (None, "yes", MET, "clinician: yes (3 Mar 2026)"),
        ("no", "yes", NOT_MET, "restrictions in force: no; clinician: yes (3 Mar 2026)"),
        ("yes", "no", NOT_MET, "restrictions in force: yes; clinician: no (3 Mar 2026)"),
        ("yes", "yes", MET, "restrictions in force: yes; clinician: yes (3 Mar 2026)"),
    ],
)
def test_a_no_to_impact_outweighs_a_yes(
    rules: str | None, asked: str | None, outcome: Outcome, words: str
) -> None:
    said = {("impact_allowed", "none", ""): choice(asked)} if asked else {}
    one = line(findings(said, impact=rules), "hop_prerequisites", "impact")
    assert (one.outcome, one.value) == (outcome, words)


@pytest.mark.parametrize(
    ("flags", "screened", "outcome", "words"),
    [
        ("no", ON, MET, "no red flag is open (screen of 26 Nov 2026)"),
        (
            "no",
            ON - timedelta(days=1),
            OPEN,
            "no red flag was open (screen of 25 Nov 2026), not screened since",
        ),
        ("no", None, OPEN, "the day of the screen is not known"),
        ("yes", ON, NOT_MET, "a red flag is open (screen of 26 Nov 2026)"),
        ("yes", ON - timedelta(days=1), NOT_MET, "a red flag is open (screen of 25 Nov 2026)"),
        ("yes", None, NOT_MET, "a red flag is open"),
        (None, ON, OPEN, "the screen is not complete (screen of 26 Nov 2026)"),
        (None, None, OPEN, "the screen is not complete"),
        ("not_assessed", ON, OPEN, "the screen is not complete (screen of 26 Nov 2026)"),
    ],
)
def test_only_a_whole_screen_of_the_day_says_that_no_flag_is_open(
    flags: str | None, screened: date | None, outcome: Outcome, words: str
) -> None:
    found = findings(open_flags=flags, screened=screened)
    one = line(found, "hop_prerequisites", "flags")
    assert (one.outcome, one.value) == (outcome, words)


def test_time_is_not_assessed_while_an_operation_has_no_date() -> None:
    for whole in ("running", "hop_prerequisites", "delaware_oslo"):
        one = line(findings(undated=True), whole, "time")
        assert (one.outcome, one.value) == (OPEN, "an operation is recorded without its date")


@pytest.mark.parametrize("missing", range(len(BEFORE_HOPS.criteria)))
def test_no_hop_counts_before_every_prerequisite_is_met(missing: int) -> None:
    fewer = replace(
        BEFORE_HOPS,
        criteria=(BEFORE_HOPS.criteria[missing],),
    )
    assert count(fewer, all_met(), testable=False).complete
    assert not count(fewer, findings(), testable=False).complete
    hop = line(all_met(), "delaware_oslo", "single_hop")
    assert hop.outcome is MET
    for key in {"impact": {"impact": "no"}, "flags": {"open_flags": "yes"}}.values():
        waits = line(all_met(**key), "delaware_oslo", "single_hop")
        assert (waits.outcome, waits.words) == (NOT_YET, "not yet testable, so not met")
        assert waits.value == "95 % (3 Mar 2026)"


def test_what_waits_for_hops_is_not_met_in_the_count() -> None:
    waiting = lists(all_met(open_flags=None))
    assert (waiting["delaware_oslo"].met, waiting["delaware_oslo"].of) == (4, 8)
    assert (waiting["aspetar"].met, waiting["aspetar"].of) == (2, 6)
    assert (waiting["delaware_oslo"].not_met, waiting["delaware_oslo"].not_assessed) == (4, 0)


def test_what_nobody_assessed_is_not_known_not_to_be_met() -> None:
    assert lists(all_met())["running"].not_met == 0
    weak = changed(all_met(), FORCE, number("70", " %"))
    weak = changed(weak, ("pain_with_activity", "left", ""), None)
    running = lists(weak)["running"]
    # Its force counts in two criteria, and the hop waits for it.
    outcomes = [one.outcome for one in running.criteria]
    assert (outcomes.count(NOT_MET), outcomes.count(NOT_YET)) == (2, 1)
    assert (running.met, running.not_met, running.not_assessed, running.of) == (5, 3, 1, 9)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"involved": InvolvedSide.BOTH}, "both knees are operated on or involved"),
        ({"both_operated": True}, "both knees are operated on or involved"),
        ({"involved": InvolvedSide.NONE}, "neither knee is involved"),
    ],
    ids=["row-77", "row-77-operated", "none-involved"],
)
def test_without_one_other_leg_there_is_no_index(said: Mapping[str, object], why: str) -> None:
    values = {
        FORCE: number("77.1", " %"),
        ("knee_extension_force", "right", ""): number(402, " N"),
        ("knee_extension_force", "left", ""): number(310, " N"),
    }
    one = line(findings(values, **said), "delaware_oslo", "quadriceps")
    assert (one.outcome, one.value) == (
        OPEN,
        f"LSI not interpretable: {why}; right 402 N (3 Mar 2026), left 310 N (3 Mar 2026)",
    )
    assert "%" not in one.value
    bare = line(findings(**said), "running", "flexion")
    assert (bare.outcome, bare.value) == (OPEN, f"no other side to compare with: {why}")


def test_the_other_leg_before_surgery_stands_beside_the_index() -> None:
    found = findings({FORCE: number(95, " %"), (EPIC, "none", "knee_extension_force"): number(81)})
    assert line(found, "delaware_oslo", "quadriceps").value == (
        "95 % (3 Mar 2026); to the other leg before surgery 81 (3 Mar 2026)"
    )
    found = findings({FORCE: number(95, " %"), (EPIC, "none", "knee_extension_force"): silent()})
    assert line(found, "delaware_oslo", "quadriceps").value == "95 % (3 Mar 2026)"
    at_60 = "knee_extension_isokinetic_60"
    found = findings({("symmetry", "none", at_60): number(95), (EPIC, "none", at_60): number(81)})
    assert line(found, "gokeler_welling", "quadriceps").value == (
        "95 (3 Mar 2026); to the other leg before surgery 81 (3 Mar 2026); 2 without a value"
    )


@pytest.mark.parametrize("without", ["amount", "bound"])
def test_nothing_is_held_against_a_bound_that_is_not_whole(without: str) -> None:
    found = findings({FORCE: number(95, " %")})
    one = replace(line(found, "delaware_oslo", "quadriceps").criterion, **{without: None})
    assert read(one, found) == (None, "95 % (3 Mar 2026)")


def test_an_index_that_was_not_computed_is_not_assessed_and_says_why() -> None:
    one = line(findings({FORCE: silent("not computed: left is missing")}), "running", "extensors")
    assert (one.outcome, one.value) == (OPEN, "not computed: left is missing (3 Mar 2026)")


def test_a_sided_value_of_two_involved_knees_has_to_hold_on_both() -> None:
    both = {
        ("pain_with_activity", "right", ""): number(0),
        ("pain_with_activity", "left", ""): number(4),
    }
    one = line(findings(both, involved=InvolvedSide.BOTH), "running", "pain")
    assert (one.outcome, one.value) == (NOT_MET, "right 0 (3 Mar 2026); left 4 (3 Mar 2026)")
    right = findings(both, involved=InvolvedSide.RIGHT)
    assert line(right, "running", "pain").outcome is MET


@pytest.mark.parametrize(
    ("involved", "outcome", "words"),
    [
        (InvolvedSide.RIGHT, MET, "42 days, 6 weeks, since 15 Oct 2026"),
        (InvolvedSide.BOTH, MET, "42 days, 6 weeks, since 15 Oct 2026"),
        (InvolvedSide.LEFT, Outcome.NOT_COUNTED, "no published value; studied for right or both"),
    ],
)
def test_driving_was_studied_for_the_right_knee(
    involved: InvolvedSide, outcome: Outcome, words: str
) -> None:
    found = findings(involved=involved, surgery=ON - timedelta(days=42))
    one = line(found, "driving", "time")
    assert (one.outcome, one.value) == (outcome, words)
    early = replace(found, surgery=ON - timedelta(days=41))
    assert line(early, "driving", "time").outcome is (
        NOT_MET if outcome is MET else Outcome.NOT_COUNTED
    )


def test_time_is_not_assessed_without_a_date_and_not_counted_without_an_operation() -> None:
    one = line(findings(), "running", "time")
    assert (one.outcome, one.value) == (OPEN, "no date of surgery recorded")
    one = line(findings(), "patellar_instability", "time")
    assert (one.outcome, one.value) == (OPEN, "no date of surgery recorded")
    one = line(findings(operated=False), "patellar_instability", "time")
    assert (one.outcome, one.words, one.value) == (
        Outcome.NOT_COUNTED,
        "shown, not counted",
        "no operation; applies after surgery",
    )


def test_what_has_no_cut_off_is_shown_and_not_counted() -> None:
    found = findings({("chair_stand", "none", ""): number(14)}, surgery=ON - timedelta(days=78))
    stands = line(found, "knee_replacement", "chair_stand")
    assert (stands.outcome, stands.value) == (Outcome.NOT_COUNTED, "14 (3 Mar 2026)")
    assert line(found, "knee_replacement", "timed_up_and_go").value == "no value"
    assert shown_of_both_knees() == "right 14 (3 Mar 2026); left 9 (3 Mar 2026)"
    assert line(found, "work", "time").value == "78 days, 11 weeks, since 9 Sep 2026"
    assert line(findings(), "work", "time").value == "no value"


def shown_of_both_knees() -> str:
    values = {"right": 14, "left": 9}
    seen = {("chair_stand", side, ""): number(value) for side, value in values.items()}
    found = findings(seen, involved=InvolvedSide.BOTH)
    return line(found, "knee_replacement", "chair_stand").value


def test_row_75_all_tests_met_and_the_time_is_not() -> None:
    found = all_met(surgery=ON - timedelta(days=240))
    whole = lists(found)["delaware_oslo"]
    outcomes = {one.criterion.code: one.outcome for one in whole.criteria}
    assert outcomes.pop("time") is NOT_MET
    assert set(outcomes.values()) == {MET}
    assert whole.text == "7 of 8 criteria met; decision by clinician, patient and surgeon."
    assert line(found, "delaware_oslo", "time").value == "240 days, 34 weeks, since 31 Mar 2026"


KEYS = sorted(all_met().seen)
HOP_CODES = {code for one in BEFORE_HOPS.criteria for code in one.codes}
REST = ("surgery", "impact", "open_flags", "screened", "sex")


@given(st.sets(st.sampled_from([*KEYS, *REST])), st.sampled_from([*KEYS, *REST]))
def test_less_knowledge_never_meets_more(gone: set[Key | str], next_one: Key | str) -> None:
    """Of findings that all hold: whatever is taken away, no list gains."""

    def without(names: set[Key | str]) -> Findings:
        nothing: dict[str, object] = {
            "surgery": None,
            "impact": None,
            "open_flags": None,
            "screened": None,
            "sex": "",
        }
        said = {name: nothing[name] for name in REST if name in names}
        found = all_met(**said)
        return replace(
            found, seen={key: one for key, one in found.seen.items() if key not in names}
        )

    before, after = lists(without(gone)), lists(without(gone | {next_one}))
    assert all(after[code].met <= before[code].met for code in before)


@given(st.lists(st.integers(0, 120), min_size=60, max_size=60), st.data())
def test_a_criterion_that_is_not_assessed_meets_nothing_and_helps_no_other(
    numbers: list[int], data: st.DataObject
) -> None:
    """Of any values: with everything gone that one criterion reads, none counts that did not."""
    whole = all_met()
    seen = {
        key: one if one.value is None else number(value)
        for (key, one), value in zip(whole.seen.items(), numbers, strict=False)
    }
    about = data.draw(st.sampled_from(READINESS))
    criterion = data.draw(st.sampled_from([one for one in about.criteria if one.codes]))
    gone = set(criterion.codes)
    found = replace(whole, seen=seen, impact=None)
    less = replace(found, seen={key: one for key, one in seen.items() if not gone & set(key)})
    before, after = lists(found), lists(less)
    assert line(less, about.code, criterion.code).outcome is not MET
    for code, counted in after.items():
        for was, now in zip(before[code].criteria, counted.criteria, strict=True):
            if now.outcome is MET and not gone & set(now.criterion.codes):
                assert was.outcome is MET or (now.criterion.hop and gone & HOP_CODES)
