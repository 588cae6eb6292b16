"""Veins, lungs, compartments, arteries, and the dislocated knee: line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.facts import ScreenFacts
from tests.golden.safety.tables import (
    TWISTED,
    Row,
    all_no,
    blank,
    injured,
    measured,
    operated,
    result,
    said,
    weeks_after_injury,
)

TRIGGERS = (
    "leg_swelling_vein_pain",
    "vein_tenderness",
    "entire_leg_swollen",
    "calf_3_cm_larger",
    "pitting_oedema",
    "leg_warm_or_discoloured",
)
LATER = VisitKind.REASSESSMENT

VEINS: tuple[Row, ...] = (
    *((one, all_no(one), f"L2/unlikely < {one}") for one in TRIGGERS),
    (
        "two points",
        all_no("leg_swelling_vein_pain previous_deep_vein_thrombosis collateral_veins"),
        "L2/likely < leg_swelling_vein_pain",
    ),
    (
        "one point",
        all_no("leg_swelling_vein_pain collateral_veins"),
        "L2/unlikely < leg_swelling_vein_pain",
    ),
    (
        "one point, one unknown",
        all_no("leg_swelling_vein_pain collateral_veins", "leg_paralysis_or_plaster"),
        "L2/provisional < leg_swelling_vein_pain",
    ),
    (
        "three points, the other diagnosis unknown",
        all_no("vein_tenderness entire_leg_swollen pitting_oedema", "other_diagnosis_as_likely"),
        "L2/provisional < vein_tenderness entire_leg_swollen pitting_oedema",
    ),
    (
        "17 years",
        all_no("leg_swelling_vein_pain", age=17),
        "L2/no_score < leg_swelling_vein_pain",
    ),
    (
        "18 years",
        all_no("leg_swelling_vein_pain", age=18),
        "L2/unlikely < leg_swelling_vein_pain",
    ),
    (
        "no birth date",
        all_no("leg_swelling_vein_pain", age=None),
        "L2/no_score < leg_swelling_vein_pain",
    ),
    (
        "pregnant",
        all_no("leg_swelling_vein_pain pregnancy"),
        "L2/no_score < leg_swelling_vein_pain",
    ),
    *(
        (
            f"pregnancy not asked, {age} years, {'male' if male else 'not known to be male'}",
            replace(all_no("leg_swelling_vein_pain", "pregnancy", age=age), male=male),
            f"L2/{wording} < leg_swelling_vein_pain",
        )
        for age, male, wording in (
            (18, False, "provisional"),
            (55, False, "provisional"),
            (56, False, "unlikely"),
            (30, True, "unlikely"),
        )
    ),
    (
        "pregnancy not asked, likely anyhow",
        all_no("leg_swelling_vein_pain vein_tenderness entire_leg_swollen", "pregnancy"),
        "L2/likely < leg_swelling_vein_pain vein_tenderness entire_leg_swollen",
    ),
    ("no sign", all_no("collateral_veins previous_deep_vein_thrombosis"), "not fired"),
    (
        "core question open",
        all_no(unknown="leg_swelling_vein_pain"),
        "incomplete ? leg_swelling_vein_pain",
    ),
    ("sign not looked for", all_no(unknown="vein_tenderness"), "not asked ? vein_tenderness"),
)

LUNGS: tuple[Row, ...] = (
    ("any of the four", blank("breathless_chest_pain"), "L1/emergency < breathless_chest_pain"),
    ("100 a minute", measured(all_no(), heart_rate="100"), "not fired"),
    ("101 a minute", measured(all_no(), heart_rate="101"), "L4/recheck < heart_rate"),
    (
        "101 and a leg",
        measured(all_no("entire_leg_swollen"), heart_rate="101"),
        "L1/emergency < heart_rate entire_leg_swollen",
    ),
    (
        "101, leg not asked",
        measured(all_no(unknown="leg_swelling_vein_pain"), heart_rate="101"),
        "L4/recheck < heart_rate ? leg_swelling_vein_pain",
    ),
    ("a leg, pulse not counted", all_no("pitting_oedema"), "not asked ? heart_rate"),
    ("nothing", all_no(), "not asked"),
    (
        "not asked",
        all_no(unknown="breathless_chest_pain"),
        "incomplete ? breathless_chest_pain",
    ),
)

COMPARTMENT: tuple[Row, ...] = (
    *(
        (f"{one} after an injury", injured(one), f"L1/emergency < {one} {TWISTED}")
        for one in ("pain_out_of_proportion", "stretch_pain")
    ),
    (
        "14 days after an injury",
        weeks_after_injury(14, "stretch_pain"),
        "L1/emergency < stretch_pain injury_mechanism injury_date",
    ),
    ("15 days after", weeks_after_injury(15, "stretch_pain"), "L2/today < stretch_pain"),
    (
        "an injury without date",
        injured("stretch_pain", days=None),
        "L1/emergency < stretch_pain recent_injury",
    ),
    (
        "14 days after an operation",
        operated(14, "stretch_pain"),
        "L1/emergency < stretch_pain limb_procedure",
    ),
    ("15 days after it", operated(15, "stretch_pain"), "L2/today < stretch_pain"),
    *(
        (
            f"with {one}",
            all_no(f"pain_out_of_proportion {one}"),
            f"L1/emergency < pain_out_of_proportion {one}",
        )
        for one in ("tight_dressing_or_crush", "after_extreme_exercise", "bleeding_risk")
    ),
    (
        "one of the medicines, which is unknown",
        all_no("stretch_pain blood_immune_steroid", "bleeding_risk"),
        "L1/emergency < stretch_pain blood_immune_steroid",
    ),
    (
        "another of the medicines",
        all_no("stretch_pain blood_immune_steroid"),
        "L2/today < stretch_pain",
    ),
    *(
        (
            f"tense with {one}",
            all_no(f"tense_compartment {one}"),
            f"L1/emergency < tense_compartment {one}",
        )
        for one in (
            "pain_out_of_proportion",
            "stretch_pain",
            "new_tingling",
            "weakness_numbness_buckling",
            "tight_dressing_or_crush",
        )
    ),
    (
        "tense after an injury",
        injured("tense_compartment"),
        f"L1/emergency < tense_compartment {TWISTED}",
    ),
    *(
        (f"{one} alone", all_no(one), f"L2/today < {one}")
        for one in ("pain_out_of_proportion", "stretch_pain", "tense_compartment")
    ),
    (
        "pain, story not told",
        blank("stretch_pain", "tense_compartment"),
        "L2/today < stretch_pain ? recent_injury onset injury_date limb_procedure "
        "tight_dressing_or_crush after_extreme_exercise blood_immune_steroid",
    ),
    ("tingling", all_no("new_tingling"), "not fired"),
    ("weakness", all_no("weakness_numbness_buckling"), "not fired"),
    ("both after an injury", injured("new_tingling weakness_numbness_buckling"), "not fired"),
    (
        "not felt after an injury",
        injured(unknown="tense_compartment"),
        "incomplete ? tense_compartment",
    ),
    (
        "tingling, not felt",
        all_no("new_tingling", "tense_compartment"),
        "incomplete ? tense_compartment",
    ),
    ("nobody had to feel", all_no(unknown="stretch_pain"), "not asked ? stretch_pain"),
)

COLD = ("foot_pulse_weak", "refill_slow", "foot_cold_or_pale")

ARTERY: tuple[Row, ...] = (
    *((one, blank(one), f"L1/emergency < {one}") for one in (*COLD, "expanding_swelling")),
    *(
        (
            f"{one}, known",
            all_no(f"{one} stable_arterial_disease"),
            f"L3/known < {one} stable_arterial_disease",
        )
        for one in COLD
    ),
    (
        "growing swelling, known",
        all_no("expanding_swelling stable_arterial_disease"),
        "L1/emergency < expanding_swelling",
    ),
    (
        "0.89 after an injury",
        measured(injured(), ankle_brachial_index="0.89"),
        f"L1/emergency < ankle_brachial_index {TWISTED}",
    ),
    ("0.90 after an injury", measured(injured(), ankle_brachial_index="0.90"), "not fired"),
    ("0.89 without injury", measured(all_no(), ankle_brachial_index="0.89"), "not fired"),
    (
        "0.89, known",
        measured(injured("stable_arterial_disease"), ankle_brachial_index="0.89"),
        f"L3/known < ankle_brachial_index {TWISTED} stable_arterial_disease",
    ),
    (
        "0.95 cancels no other sign",
        measured(injured("foot_cold_or_pale"), ankle_brachial_index="0.95"),
        "L1/emergency < foot_cold_or_pale",
    ),
    ("known, nothing found", all_no("stable_arterial_disease"), "not fired"),
    ("nothing found, index not measured", injured(), "not fired"),
    (
        "pulse not felt after an injury",
        injured(unknown="foot_pulse_weak"),
        "incomplete ? foot_pulse_weak",
    ),
    ("nobody had to feel", all_no(unknown="refill_slow"), "not asked ? refill_slow"),
)

DISLOCATED: tuple[Row, ...] = (
    ("out", injured("shin_out_of_place"), "L1/emergency < shin_out_of_place injury_date"),
    (
        "out, pulses unknown",
        injured("shin_out_of_place", "foot_pulse_weak"),
        "L1/emergency < shin_out_of_place injury_date",
    ),
    ("out, no date", injured("shin_out_of_place", days=None), "L1/emergency < shin_out_of_place"),
    ("out, nothing told", blank("shin_out_of_place"), "L1/emergency < shin_out_of_place"),
    (
        "21 days, examined",
        weeks_after_injury(21, "shin_out_of_place vascular_examined"),
        "L1/emergency < shin_out_of_place injury_date",
    ),
    ("22 days", weeks_after_injury(22, "shin_out_of_place"), "L2/late < shin_out_of_place"),
    (
        "22 days, unknown whether examined",
        weeks_after_injury(22, "shin_out_of_place", "vascular_examined"),
        "L2/late < shin_out_of_place",
    ),
    (
        "22 days, examined",
        weeks_after_injury(22, "shin_out_of_place vascular_examined"),
        "not fired",
    ),
    (
        "lax",
        injured("gross_laxity"),
        f"L1/emergency < gross_laxity {TWISTED}",
    ),
    ("lax, nothing told", blank("gross_laxity"), "L1/emergency < gross_laxity"),
    (
        "lax, 21 days",
        weeks_after_injury(21, "gross_laxity"),
        "L1/emergency < gross_laxity injury_mechanism injury_date",
    ),
    (
        "lax, 22 days",
        weeks_after_injury(22, "gross_laxity"),
        "L2/late < gross_laxity injury_mechanism",
    ),
    (
        "lax, 60 days",
        weeks_after_injury(60, "gross_laxity"),
        "L2/late < gross_laxity injury_mechanism",
    ),
    ("lax, never injured", all_no("gross_laxity"), "not fired"),
    (
        "lax, never injured, a later visit",
        all_no("gross_laxity", "recent_injury", visit=LATER),
        "not fired",
    ),
    ("a foot drop alone", injured("new_foot_drop"), "not fired"),
    (
        "not asked after an injury",
        injured(unknown="shin_out_of_place"),
        "incomplete ? shin_out_of_place",
    ),
)

NARROWED: tuple[Row, ...] = (
    ("rest pain", all_no("foot_rest_pain"), "L2/urgent < foot_rest_pain"),
    ("dead tissue", all_no("tissue_loss claudication"), "L2/urgent < tissue_loss"),
    ("on walking", all_no("claudication"), "L3/review < claudication"),
    ("0.89", measured(all_no(), ankle_brachial_index="0.89"), "L3/review < ankle_brachial_index"),
    ("0.90", measured(all_no(), ankle_brachial_index="0.90"), "not fired"),
    (
        "on walking, foot not looked at",
        all_no("claudication", "tissue_loss"),
        "L3/review < claudication ? tissue_loss",
    ),
    ("index not measured", all_no(), "not asked ? ankle_brachial_index"),
    (
        "index not measured, foot not looked at",
        all_no(unknown="tissue_loss foot_rest_pain"),
        "not asked ? foot_rest_pain tissue_loss ankle_brachial_index",
    ),
)

TABLES = {
    "RF-09": VEINS,
    "RF-10": LUNGS,
    "RF-11": COMPARTMENT,
    "RF-12": ARTERY,
    "RF-13": DISLOCATED,
    "RF-31": NARROWED,
}


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
