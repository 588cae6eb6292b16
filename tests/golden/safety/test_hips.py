"""Hips of children, of adults, of runners: line by line."""

from __future__ import annotations

import pytest

from assessment.clinical.screening.facts import ScreenFacts
from tests.golden.safety.tables import Row, all_no, blank, measured, result, said

PAIN = "knee_thigh_groin_pain"
SIGNS = ("limp", "hip_rotation_reduced", "obligate_external_rotation", "leg_lies_rotated_out")

SLIPPED: tuple[Row, ...] = (
    *((one, all_no(f"{PAIN} {one}", age=12), f"L2/today < age {PAIN} {one}") for one in SIGNS),
    ("7 years", all_no(f"{PAIN} limp cannot_walk_with_crutches", age=7), "not fired"),
    ("8 years", all_no(f"{PAIN} limp", age=8), f"L2/today < age {PAIN} limp"),
    ("16 years", all_no(f"{PAIN} limp", age=16), f"L2/today < age {PAIN} limp"),
    ("17 years", all_no(f"{PAIN} limp", age=17), "not fired"),
    (
        "17 years, still growing",
        all_no(f"{PAIN} limp skeletally_immature", age=17),
        f"L2/today < skeletally_immature {PAIN} limp",
    ),
    ("no birth date", all_no(f"{PAIN} limp", age=None), f"L2/today < {PAIN} limp"),
    (
        "cannot walk, hip as expected",
        all_no(f"{PAIN} cannot_walk_with_crutches", age=12),
        f"L1/cannot_walk < age {PAIN} cannot_walk_with_crutches",
    ),
    (
        "cannot walk, hip unknown",
        all_no(f"{PAIN} cannot_walk_with_crutches", " ".join(SIGNS), age=12),
        f"L1/cannot_walk < age {PAIN} cannot_walk_with_crutches",
    ),
    ("cannot walk, no pain", all_no("cannot_walk_with_crutches limp", age=12), "not fired"),
    ("pain alone", all_no(f"{PAIN} overweight", age=12), "not fired"),
    (
        "limp, walking unknown",
        all_no(f"{PAIN} limp", "cannot_walk_with_crutches", age=12),
        f"L2/today < age {PAIN} limp ? cannot_walk_with_crutches",
    ),
    (
        "hip not examined",
        all_no(PAIN, "hip_rotation_reduced", age=12),
        "incomplete ? hip_rotation_reduced",
    ),
    ("pain not asked", all_no("limp", PAIN, age=12), f"incomplete ? {PAIN}"),
    (
        "an adult's growth is not asked",
        all_no(f"{PAIN} limp", "skeletally_immature"),
        "not asked ? skeletally_immature",
    ),
)

CHILD: tuple[Row, ...] = (
    *(
        (f"{ill} and {stuck}", all_no(f"{ill} {stuck}", age=6), f"L1/emergency < age {ill} {stuck}")
        for ill in ("fever_unwell", "fever_past_week")
        for stuck in ("cannot_bear_weight", "cannot_take_4_steps")
    ),
    *(
        (one, all_no(one, age=6), f"L2/today < age {one}")
        for one in (
            "fever_unwell",
            "fever_past_week",
            "cannot_bear_weight",
            "cannot_take_4_steps",
            "severe_pain_on_passive_motion",
            "waking_at_night",
            "bony_lump_or_tenderness",
            "weight_loss_sweats_fatigue",
            "limp_over_7_days",
        )
    ),
    ("38.4", measured(all_no(age=6), temperature="38.4"), "not fired"),
    ("38.5", measured(all_no(age=6), temperature="38.5"), "L2/today < age temperature"),
    (
        "38.6, stuck",
        measured(all_no("cannot_bear_weight", age=6), temperature="38.6"),
        "L1/emergency < age temperature cannot_bear_weight",
    ),
    *(
        (f"{one}, 6 years", all_no(one, age=6), f"L3/hip < age {one}")
        for one in ("limp", "hip_abduction_reduced", "hip_rotation_reduced")
    ),
    ("3 years", all_no("hip_abduction_reduced limp", age=3), "not fired"),
    ("4 years", all_no("hip_abduction_reduced", age=4), "L3/hip < age hip_abduction_reduced"),
    ("10 years", all_no("hip_abduction_reduced", age=10), "L3/hip < age hip_abduction_reduced"),
    ("11 years", all_no("hip_abduction_reduced", age=11), "not fired"),
    ("1 year, limp", all_no("limp", age=1), "L3/hip < age limp"),
    ("2 years, limp", all_no("limp", age=2), "not fired"),
    ("11 years, limp", all_no("limp", age=11), "L3/hip < age limp"),
    (
        "3 years, not improving",
        all_no("limp_not_improving", age=3),
        "L3/hip < age limp_not_improving",
    ),
    ("15 years", all_no("waking_at_night", age=15), "L2/today < age waking_at_night"),
    ("16 years", all_no("fever_unwell cannot_bear_weight limp", age=16), "not fired"),
    ("no birth date, limp", all_no("limp", age=None), "L3/hip < limp"),
    (
        "no birth date, stuck",
        all_no("fever_unwell cannot_bear_weight", age=None),
        "L1/emergency < fever_unwell cannot_bear_weight",
    ),
    ("well", all_no(age=6), "not fired"),
    (
        "limp, bearing weight not seen",
        all_no("limp fever_unwell", "cannot_bear_weight", age=6),
        "L2/today < age fever_unwell ? cannot_bear_weight",
    ),
    ("night not asked", all_no(unknown="waking_at_night", age=6), "incomplete ? waking_at_night"),
    ("limp not seen", all_no(unknown="limp", age=6), "incomplete ? limp"),
)

ADULT: tuple[Row, ...] = (
    (
        "both",
        all_no("hip_reproduces_pain knee_unremarkable"),
        "L4/hip < hip_reproduces_pain knee_unremarkable",
    ),
    ("hip alone", all_no("hip_reproduces_pain"), "not fired"),
    ("knee alone", all_no("knee_unremarkable"), "not fired"),
    ("hip not examined", all_no("knee_unremarkable", "hip_reproduces_pain"), "not asked"),
    ("nothing answered", blank(), "not asked"),
)

GROIN, RUNS = "groin_thigh_pain_on_impact", "impact_or_low_bone"

NECK: tuple[Row, ...] = (
    *(
        (one, all_no(f"{RUNS} {GROIN} {one}"), f"L2/urgent < {RUNS} {GROIN} {one}")
        for one in ("hip_rotation_painful", "pain_on_weight_bearing")
    ),
    (
        "unknown whether a runner",
        all_no(f"{GROIN} hip_rotation_painful", RUNS),
        f"L2/urgent < {GROIN} hip_rotation_painful",
    ),
    ("no impact, firm bone", all_no(f"{GROIN} hip_rotation_painful"), "not fired"),
    ("groin alone", all_no(f"{RUNS} {GROIN} load_spike previous_stress_fracture"), "not fired"),
    ("rotation alone", all_no(f"{RUNS} hip_rotation_painful pain_on_weight_bearing"), "not fired"),
    (
        "hip not rolled",
        all_no(f"{RUNS} {GROIN}", "hip_rotation_painful"),
        "incomplete ? hip_rotation_painful",
    ),
    ("groin not asked", all_no(f"{RUNS} pain_on_weight_bearing", GROIN), f"incomplete ? {GROIN}"),
)

TABLES = {"RF-18": SLIPPED, "RF-19": CHILD, "RF-20": ADULT, "RF-25": NECK}


@pytest.mark.parametrize(
    ("rule", "facts", "outcome"),
    [
        pytest.param(rule, facts, outcome, id=f"{rule} {says}")
        for rule, table in TABLES.items()
        for says, facts, outcome in table
    ],
)
def test_what_the_rule_says(rule: str, facts: ScreenFacts, outcome: str) -> None:
    assert said(result(rule, facts)) == outcome
