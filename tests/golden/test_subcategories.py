"""Patellofemoral subcategories and the pattern of osteoarthritis, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from assessment.catalogue.subcategories import AGE_OF_OSTEOARTHRITIS, DOES_NOT, SUBCATEGORIES
from assessment.catalogue.types import InvolvedSide
from assessment.clinical.osteoarthritis import osteoarthritis_pattern
from assessment.clinical.patellofemoral import Reading, Weighed, weigh
from assessment.clinical.seen import Key, Seen
from tests.golden.seen import choice, findings, number, silent

HIP = ("hip_abduction_force", "hip_external_rotation_force", "hip_extension_force")
STRONG: dict[Key, Seen] = {
    ("symmetry", "none", code): number(95, " %") for code in (*HIP, "knee_extension_force")
}
STEADY: dict[Key, Seen] = {
    ("single_leg_squat_knee", "left", ""): choice("all"),
    ("step_down_knee", "left", ""): choice("none"),
}
FOOT: dict[Key, Seen] = {("foot_posture_index", "left", ""): number(5)}
LONG: dict[Key, Seen] = {
    **{
        (code, "left", ""): number(10, "°")
        for code in (
            *("hamstrings_passive", "rectus_femoris_knee_angle"),
            *("ankle_lunge_angle_straight", "ankle_lunge_angle"),
        )
    },
    ("patellar_tilt_test", "left", ""): choice("negative"),
    ("ober_test", "left", ""): choice("negative"),
}
NOTHING_FOUND = {**STRONG, **STEADY, **FOOT, **LONG}
SAID = {"pfp_mobility_hypo": DOES_NOT}


def weighed(
    seen: Mapping[Key, Seen], picked: Mapping[str, str] | None = None, **said: object
) -> dict[str, Weighed]:
    found = weigh(SUBCATEGORIES, findings(seen, **said), picked or {}, does_not=DOES_NOT)
    return {one.about.code: one for one in found}


def without(code: str) -> dict[Key, Seen]:
    return {key: one for key, one in NOTHING_FOUND.items() if code not in key}


def test_overuse_is_offered_when_everything_else_was_examined_and_shows_nothing() -> None:
    one = weighed(NOTHING_FOUND, SAID)["overuse"]
    assert (one.offered, one.missing) == (True, ())
    assert one.text == "0 findings point to it; not assessed: Recent rise in load"
    loaded = weighed(NOTHING_FOUND | {("recent_load_rise", "none", ""): choice("yes")}, SAID)
    assert loaded["overuse"].text == "1 finding points to it"
    assert loaded["overuse"].pointing == ("Recent rise in load yes (3 Mar 2026)",)
    calm = weighed(NOTHING_FOUND | {("recent_load_rise", "none", ""): choice("no")}, SAID)
    assert calm["overuse"].text == "0 findings point to it"


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        pytest.param(
            "hip_abduction_force",
            "Muscle performance deficits of hip and thigh: not assessed: Hip abductors",
            id="row-78",
        ),
        (
            "hip_external_rotation_force",
            "Muscle performance deficits of hip and thigh: not assessed: Hip external rotators",
        ),
        (
            "hip_extension_force",
            "Muscle performance deficits of hip and thigh: not assessed: Hip extensors",
        ),
        (
            "knee_extension_force",
            "Muscle performance deficits of hip and thigh: not assessed: Quadriceps",
        ),
        (
            "single_leg_squat_knee",
            "Movement coordination deficits: not assessed: Single-leg squat, knee",
        ),
        ("step_down_knee", "Movement coordination deficits: not assessed: Step-down, knee"),
        (
            "foot_posture_index",
            "Mobility: foot more mobile than usual: not assessed: Foot mobility",
        ),
        (
            "ober_test",
            "Mobility: short muscles, retinaculum or iliotibial band: not assessed: "
            "Iliotibial band",
        ),
    ],
)
def test_what_was_not_assessed_stands_in_the_way_and_is_named(code: str, missing: str) -> None:
    one = weighed(without(code), SAID)["overuse"]
    assert (one.offered, one.missing) == (False, (missing,))


@pytest.mark.parametrize(
    ("key", "seen", "category", "pointing"),
    [
        (
            ("symmetry", "none", "hip_abduction_force"),
            number("89.9", " %"),
            "muscle_performance",
            "Hip abductors 89.9 % (3 Mar 2026) of the other side",
        ),
        (
            ("knee_extension_grade", "left", ""),
            choice("4+"),
            "muscle_performance",
            "Knee extension by hand left 4+ (3 Mar 2026)",
        ),
        (
            ("single_leg_squat_knee", "left", ""),
            choice("some"),
            "movement_coordination",
            "Single-leg squat, knee left some (3 Mar 2026)",
        ),
        (
            ("squat_dynamic_valgus", "left", ""),
            choice("mild"),
            "movement_coordination",
            "Squat, dynamic valgus left mild (3 Mar 2026)",
        ),
        (
            ("foot_posture_index", "left", ""),
            number(6),
            "mobility_hyper",
            "Foot mobility left 6 (3 Mar 2026)",
        ),
        (
            ("midfoot_width_change", "left", ""),
            number("1.1", " cm"),
            "mobility_hyper",
            "Foot mobility left 1.1 cm (3 Mar 2026)",
        ),
        (
            ("ober_test", "left", ""),
            choice("positive"),
            "mobility_hypo",
            "Iliotibial band left positive (3 Mar 2026)",
        ),
    ],
)
def test_a_finding_points_and_stands_in_the_way_of_overuse(
    key: Key, seen: Seen, category: str, pointing: str
) -> None:
    found = weighed(NOTHING_FOUND | {key: seen}, SAID)
    assert found[category].pointing == (pointing,)
    assert found["overuse"].missing == (f"{found[category].about.label}: {pointing}",)
    assert {code for code, one in found.items() if one.pointing} == {category}


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        (("symmetry", "none", "hip_abduction_force"), number(90, " %")),
        (("knee_extension_grade", "left", ""), choice("5")),
        (("foot_posture_index", "left", ""), number(5)),
        (("midfoot_width_change", "left", ""), number("1.0", " cm")),
        (("squat_dynamic_valgus", "left", ""), choice("none")),
        (("foot_posture_index", "right", ""), number(12)),
    ],
)
def test_what_stays_within_its_number_points_nowhere(key: Key, seen: Seen) -> None:
    found = weighed(NOTHING_FOUND | {key: seen}, SAID)
    assert [code for code, one in found.items() if one.pointing] == []
    assert found["overuse"].offered


def test_length_has_no_cut_off_and_waits_for_the_clinician() -> None:
    found = weighed(NOTHING_FOUND)
    assert found["mobility_hypo"].not_judged == (
        "Hamstrings left 10° (3 Mar 2026)",
        "Quadriceps left 10° (3 Mar 2026)",
        "Gastrocnemius left 10° (3 Mar 2026)",
        "Soleus left 10° (3 Mar 2026)",
    )
    assert found["overuse"].missing == (
        "Mobility: short muscles, retinaculum or iliotibial band: nobody has said that it does not "
        "apply: Hamstrings left 10° (3 Mar 2026); Quadriceps left 10° (3 Mar 2026); Gastrocnemius "
        "left 10° (3 Mar 2026); Soleus left 10° (3 Mar 2026)",
    )


@pytest.mark.parametrize("answer", ["applies", "open"])
def test_another_one_that_applies_or_stays_open_stands_in_the_way(answer: str) -> None:
    picked = {**SAID, "pfp_muscle_performance": answer}
    assert weighed(NOTHING_FOUND, picked)["overuse"].missing == (
        "Muscle performance deficits of hip and thigh: nobody has said that it does not apply",
    )
    assert all(one.offered for code, one in weighed({}, picked).items() if code != "overuse")


@pytest.mark.parametrize(
    ("seen", "reading"),
    [
        (silent("not computed: left is missing"), Reading.NOT_ASSESSED),
        (number(95), Reading.NOTHING),
        (number(50), Reading.POINTS),
    ],
)
def test_an_index_without_a_number_was_not_assessed(seen: Seen, reading: Reading) -> None:
    found = weighed({("symmetry", "none", "hip_abduction_force"): seen})
    assert found["muscle_performance"].evidence[0].reading is reading


def test_two_involved_knees_have_no_index_and_show_both_values() -> None:
    forces = {
        ("hip_abduction_force", "right", ""): number(120, " N"),
        ("hip_abduction_force", "left", ""): number(90, " N"),
    }
    found = weighed(forces, involved=InvolvedSide.BOTH)["muscle_performance"]
    assert found.not_judged == (
        "Hip abductors right 120 N (3 Mar 2026), left 90 N (3 Mar 2026), no published cut-off: "
        "both knees are operated on or involved",
    )
    assert "%" not in found.not_judged[0]
    assert found.evidence[1].text == "Hip external rotators not assessed"


ABDUCTION = "hip_abduction_force"


@pytest.mark.parametrize(
    ("said", "right", "left", "reading"),
    [
        ({"involved": InvolvedSide.BOTH}, number(120), number(90), Reading.NOT_JUDGED),
        ({"involved": InvolvedSide.BOTH}, number(120), silent(), Reading.NOT_ASSESSED),
        ({"involved": InvolvedSide.BOTH}, number(120), None, Reading.NOT_ASSESSED),
        ({"involved": InvolvedSide.NONE}, silent(), number(90), Reading.NOT_ASSESSED),
        ({"involved": InvolvedSide.NONE}, silent(), silent(), Reading.NOT_ASSESSED),
        ({"both_operated": True}, None, number(90), Reading.NOT_JUDGED),
        ({"both_operated": True}, number(120), silent(), Reading.NOT_ASSESSED),
        ({"both_operated": True}, number(120), None, Reading.NOT_ASSESSED),
    ],
)
def test_without_an_index_each_involved_side_has_to_have_a_number(
    said: Mapping[str, object], right: Seen | None, left: Seen | None, reading: Reading
) -> None:
    sides = (("right", right), ("left", left))
    seen = {(ABDUCTION, side, ""): one for side, one in sides if one is not None}
    hip = weighed(seen, **said)["muscle_performance"]
    assert hip.evidence[0].reading is reading
    assert ("Hip abductors" in hip.not_assessed) is (reading is Reading.NOT_ASSESSED)
    for one in seen.values():
        assert one.dated in hip.evidence[0].text


def test_two_involved_knees_that_could_not_be_tested_stand_in_the_way_of_overuse() -> None:
    forces = {
        (code, side, ""): number(200, " N")
        for code in (*HIP, "knee_extension_force")
        for side in ("right", "left")
    }
    calm = {
        (code, side, ""): one
        for (code, _side, _of), one in (STEADY | FOOT | LONG).items()
        for side in ("right", "left")
    }
    said = {one.measure: DOES_NOT for one in SUBCATEGORIES}
    found = weighed(forces | calm, said, involved=InvolvedSide.BOTH)["overuse"]
    assert found.missing == ()
    refused = forces | calm | {("knee_extension_force", "right", ""): silent()}
    found = weighed(refused, said, involved=InvolvedSide.BOTH)["overuse"]
    assert found.missing == (
        "Muscle performance deficits of hip and thigh: not assessed: Quadriceps",
    )


def test_of_two_sides_one_that_was_not_seen_is_not_assessed_and_one_that_points_points() -> None:
    one_side = {("step_down_knee", "left", ""): choice("none")}
    found = weighed(one_side, involved=InvolvedSide.BOTH)["movement_coordination"]
    assert found.evidence[1].reading is Reading.NOT_ASSESSED
    both = one_side | {("step_down_knee", "right", ""): choice("foot_border")}
    found = weighed(both, involved=InvolvedSide.BOTH)["movement_coordination"]
    assert found.pointing == ("Step-down, knee right foot_border (3 Mar 2026)",)
    refused = one_side | {("step_down_knee", "right", ""): silent()}
    found = weighed(refused, involved=InvolvedSide.BOTH)["movement_coordination"]
    assert found.evidence[1].reading is Reading.NOT_ASSESSED
    assert found.not_assessed == ("Single-leg squat, knee", "Step-down, knee")


MOVEMENT = "Movement coordination deficits"


def test_several_findings_and_gaps_are_named_one_after_another() -> None:
    nothing = weighed({}, SAID)
    assert nothing["movement_coordination"].text == (
        "0 findings point to it; not assessed: Single-leg squat, knee, Step-down, knee"
    )
    assert f"{MOVEMENT}: not assessed: Single-leg squat, knee, Step-down, knee" in (
        nothing["overuse"].missing
    )
    two = {
        ("single_leg_squat_knee", "left", ""): choice("some"),
        ("step_down_knee", "left", ""): choice("foot_border"),
    }
    assert weighed(NOTHING_FOUND | two, SAID)["overuse"].missing == (
        f"{MOVEMENT}: Single-leg squat, knee left some (3 Mar 2026); "
        "Step-down, knee left foot_border (3 Mar 2026)",
    )


@pytest.mark.parametrize(
    ("right", "left", "reading", "text"),
    [
        (
            choice("some"),
            choice("few"),
            Reading.POINTS,
            "right some (3 Mar 2026); left few (3 Mar 2026)",
        ),
        (
            silent(),
            silent(),
            Reading.NOT_ASSESSED,
            "right not tested: pain (3 Mar 2026); left not tested: pain (3 Mar 2026)",
        ),
        (choice("all"), None, Reading.NOT_ASSESSED, "right all (3 Mar 2026)"),
        (
            choice("all"),
            choice("all"),
            Reading.NOTHING,
            "right all (3 Mar 2026); left all (3 Mar 2026)",
        ),
    ],
)
def test_both_sides_are_named_with_the_right_one_first(
    right: Seen, left: Seen | None, reading: Reading, text: str
) -> None:
    sides = (("right", right), ("left", left))
    seen = {("single_leg_squat_knee", side, ""): one for side, one in sides if one is not None}
    found = weighed(seen, involved=InvolvedSide.BOTH)["movement_coordination"].evidence[0]
    assert (found.reading, found.text) == (reading, f"Single-leg squat, knee {text}")


def test_two_ways_of_one_sign_that_both_point_are_both_named() -> None:
    two = {
        ("foot_posture_index", "left", ""): number(6),
        ("midfoot_width_change", "left", ""): number("1.1", " cm"),
    }
    assert weighed(two)["mobility_hyper"].pointing == (
        "Foot mobility left 6 (3 Mar 2026); left 1.1 cm (3 Mar 2026)",
    )


def test_words_where_a_number_is_asked_for_assess_nothing() -> None:
    foot = weighed({("foot_posture_index", "left", ""): choice("pronated")})["mobility_hyper"]
    assert foot.evidence[0].reading is Reading.NOT_ASSESSED
    assert foot.not_assessed == ("Foot mobility",)


def test_a_way_that_points_outweighs_one_that_does_not() -> None:
    two = {
        ("symmetry", "none", "knee_extension_force"): number(95, " %"),
        ("symmetry", "none", "knee_extension_isokinetic_60"): number(80, " %"),
    }
    quadriceps = weighed(two)["muscle_performance"].evidence[3]
    assert (quadriceps.reading, quadriceps.text) == (
        Reading.POINTS,
        "Quadriceps 80 % (3 Mar 2026) of the other side",
    )


PAIN = ("pain_with_activity", "left", "")
STIFF = ("morning_stiffness", "none", "")


@pytest.mark.parametrize(
    ("age", "pain", "stiff", "there", "missing"),
    [
        pytest.param(60, number(4), choice("up_to_30"), "yes", (), id="row-25"),
        (45, number(1), choice("none"), "yes", ()),
        (44, number(4), choice("up_to_30"), "no", ()),
        (46, number(0), choice("up_to_30"), "no", ()),
        (60, number(4), choice("over_30"), "no", ()),
        (None, number(4), choice("none"), None, ("age",)),
        (60, None, choice("none"), None, ("pain with activity",)),
        (60, silent(), choice("none"), None, ("pain with activity",)),
        (60, number(4), None, None, ("stiffness in the morning of up to 30 minutes",)),
        (60, number(4), silent(), None, ("stiffness in the morning of up to 30 minutes",)),
        (
            44,
            None,
            None,
            "no",
            ("pain with activity", "stiffness in the morning of up to 30 minutes"),
        ),
    ],
)
def test_the_pattern_of_osteoarthritis_from_45_on(
    age: int | None, pain: Seen | None, stiff: Seen | None, there: str | None, missing: tuple[str]
) -> None:
    seen = {key: one for key, one in ((PAIN, pain), (STIFF, stiff)) if one}
    found = osteoarthritis_pattern(findings(seen, age=age), from_age=AGE_OF_OSTEOARTHRITIS.value)
    assert (found.there, found.not_assessed) == (there, missing)


def test_pain_in_any_activity_counts_and_what_is_met_is_said() -> None:
    seen = {
        ("aggravating_walking", "none", ""): number(3),
        ("aggravating_running", "none", ""): number(0),
        STIFF: choice("none"),
    }
    found = osteoarthritis_pattern(
        findings(seen, age=50),
        from_age=Decimal(45),
        pains=("aggravating_running", "aggravating_walking"),
    )
    assert found.there == "yes"
    assert found.met == (
        "age",
        "pain with activity",
        "stiffness in the morning of up to 30 minutes",
    )
