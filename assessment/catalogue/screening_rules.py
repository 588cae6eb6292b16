"""What each red-flag rule is called, reads, recommends and rests on.

The logic of a rule is a function in `assessment.clinical.screening`. Levels, combinations and words
are proposals that no clinician has reviewed yet.
"""

from __future__ import annotations

from assessment.catalogue import decisions
from assessment.catalogue import sources as by
from assessment.catalogue.types import ActionLevel, RuleText

RULES = (
    RuleText(
        code="RF-01",
        version=1,
        name="Knee fracture, Ottawa knee rule",
        level=ActionLevel.L2,
        items=(
            "cannot_take_4_steps",
            "patella_bone_tender",
            "fibular_head_tender",
            "cannot_flex_to_90",
            "unable_4_steps_immediately",
        ),
        besides=(
            "injury_date",
            "fracture_rule_exclusion",
            "other_knee_bone_tender",
            "pregnancy",
            "recent_injury",
            "injury_mechanism",
        ),
        actions={
            "radiograph": "The Ottawa rule asks for a radiograph of the knee today. Protect "
            "weight-bearing; no strength or load test of this leg until it was "
            "looked at.",
        },
        sources=(
            by.RF_01,
            by.OTTAWA_CHILDREN,
        ),
    ),
    RuleText(
        code="RF-02",
        version=1,
        name="Knee fracture, Pittsburgh knee rule",
        level=ActionLevel.L2,
        items=("cannot_take_4_steps",),
        besides=(
            "injury_date",
            "injury_mechanism",
            "fracture_rule_exclusion",
            "recent_injury",
        ),
        actions={
            "radiograph": "The Pittsburgh rule asks for a radiograph of the knee today. Protect "
            "weight-bearing; no strength or load test of this leg until it was "
            "looked at.",
        },
        sources=(
            by.RF_02,
            by.PITTSBURGH_EXCLUSIONS,
        ),
    ),
    RuleText(
        code="RF-03",
        version=1,
        name="Open fracture, deformity, high-energy injury",
        level=ActionLevel.L1,
        items=(
            "open_wound",
            "limb_deformity",
            "high_energy_cannot_move",
        ),
        actions={
            "emergency": "Leave the limb as it lies and test nothing. Splint it so, cover the "
            "wound, emergency transfer.",
        },
        sources=(by.RF_03,),
    ),
    RuleText(
        code="RF-04",
        version=1,
        name="A fracture that the rules leave open",
        level=ActionLevel.L2,
        items=(
            "cannot_take_4_steps",
            "other_knee_bone_tender",
            "knee_swollen",
            "tense_effusion",
            "patella_bone_tender",
            "fibular_head_tender",
        ),
        besides=(
            "recent_injury",
            "injury_mechanism",
            "injury_date",
            "imaging_done",
            "fracture_rule_exclusion",
            "cannot_flex_to_90",
            "unable_4_steps_immediately",
            "pregnancy",
        ),
        actions={
            "radiograph_today": "No rule excludes a fracture here, and the leg does not carry four "
            "steps: radiograph today, before any load.",
            "radiograph_usual": "No rule excludes a fracture here: ask for a radiograph the usual "
            "way before loading.",
        },
        sources=(by.RF_04,),
    ),
    RuleText(
        code="RF-05",
        version=1,
        name="Torn extensor: quadriceps tendon, patellar tendon, kneecap",
        level=ActionLevel.L1,
        items=(
            "straight_leg_raise",
            "cannot_extend_against_gravity",
            "tendon_gap",
            "pop_at_onset",
            "new_fall",
            "raise_lost",
        ),
        besides=(
            "extensor_explained",
            "patella_high_or_low",
            "limb_procedure",
            "limb_procedure_date",
        ),
        actions={
            "child": "The extensor may have torn off the growing bone. Splint straight, "
            "emergency department now; watch for a tense lower leg. No resisted "
            "test, no squat, no hop.",
            "torn": "The extensor may be torn through. Splint straight, crutches, "
            "orthopaedic or emergency assessment today. No resisted test, no "
            "dynamometer, squat or hop. Early repair matters.",
            "expected": "Expected so early after the operation. Test the straight leg raise "
            "again at the next visit.",
            "lag": "Able with a lag: protected tests only.",
        },
        sources=(
            by.RF_05,
            decisions.SURGICAL_WINDOWS,
        ),
    ),
    RuleText(
        code="RF-06",
        version=1,
        name="Infected joint",
        level=ActionLevel.L1,
        items=(
            "knee_hot",
            "knee_swollen",
            "tense_effusion",
            "knee_motion_restricted",
            "hot_swollen_knee",
            "fever_unwell",
        ),
        besides=(
            "temperature",
            "injury_mechanism",
            "injury_date",
            "knee_implant",
            "arthritis_known",
            "diabetes",
            "intravenous_drug_use",
            "heavy_alcohol",
            "joint_injection_recent",
            "skin_ulcer",
            "immunosuppression",
            "blood_immune_steroid",
        ),
        actions={
            "emergency": "Treat as an infected joint until a doctor has excluded it; missing "
            "fever does not. Emergency department now, for puncture. No exercise, "
            "no heat, no testing.",
            "today": "An injury may explain it. Have the joint looked at by a doctor today; "
            "missing fever does not exclude an infection.",
        },
        sources=(by.RF_06,),
    ),
    RuleText(
        code="RF-07",
        version=1,
        name="Infection after surgery or of an implant",
        level=ActionLevel.L1,
        items=(
            "wound_change",
            "wound_discharge",
            "skin_redness_spreading",
            "wound_opening",
            "rising_again",
            "fever_unwell",
        ),
        besides=(
            "limb_procedure",
            "limb_procedure_date",
            "knee_implant",
            "temperature",
            "heart_rate",
        ),
        actions={
            "ill": "Contact the operating team now; emergency department if unwell or "
            "outside hours. No swab, no dressing off, no word on antibiotics before "
            "the team has decided.",
            "local": "Contact the operating team today. No swab, no dressing off, no word on "
            "antibiotics before the team has decided.",
        },
        sources=(
            by.RF_07,
            decisions.SURGICAL_WINDOWS,
        ),
    ),
    RuleText(
        code="RF-08",
        version=1,
        name="Infection of skin, bursa or bone",
        level=ActionLevel.L1,
        items=(
            "skin_redness_spreading",
            "red_streaks",
            "hot_bursa",
            "fever_unwell",
        ),
        besides=("temperature",),
        actions={
            "ill": "With fever: emergency assessment of the infection now.",
            "local": "Medical review of the skin, bursa or bone today.",
        },
        sources=(by.RF_08,),
    ),
    RuleText(
        code="RF-09",
        version=1,
        name="Deep vein thrombosis",
        level=ActionLevel.L2,
        items=(
            "leg_swelling_vein_pain",
            "vein_tenderness",
            "entire_leg_swollen",
            "calf_3_cm_larger",
            "pitting_oedema",
            "leg_warm_or_discoloured",
        ),
        besides=(
            "collateral_veins",
            "leg_paralysis_or_plaster",
            "bedridden_3_days",
            "surgery_within_12_weeks",
            "limb_procedure",
            "previous_deep_vein_thrombosis",
            "other_diagnosis_as_likely",
            "cancer_history",
            "cancer_now_or_past",
            "pregnancy",
        ),
        actions={
            "likely": "Likely by the Wells score: stop treating the leg, ultrasound pathway today.",
            "unlikely": "Unlikely by the Wells score, which alone excludes no thrombosis: speak "
            "to a doctor today about D-dimer, and leave the leg untreated until "
            "then.",
            "provisional": "The Wells score cannot be classed yet. Until it can: no treatment of "
            "the leg, speak to a doctor today.",
            "no_score": "The Wells score was not made for this patient (under 18, pregnant or "
            "lately, or of unknown age): medical review today, no treatment of the "
            "leg.",
        },
        sources=(
            by.RF_09,
            by.WELLS_1997,
        ),
    ),
    RuleText(
        code="RF-10",
        version=1,
        name="Pulmonary embolism",
        level=ActionLevel.L1,
        items=("breathless_chest_pain",),
        besides=(
            "heart_rate",
            "leg_swelling_vein_pain",
            "vein_tenderness",
            "entire_leg_swollen",
            "calf_3_cm_larger",
            "pitting_oedema",
            "leg_warm_or_discoloured",
        ),
        actions={
            "emergency": "Stop. Call the emergency services. Sit the patient up; do not walk "
            "them out.",
            "recheck": "Resting heart rate above 100: count again after rest.",
        },
        sources=(
            by.RF_10,
            by.PULSE_NICE,
        ),
    ),
    RuleText(
        code="RF-11",
        version=1,
        name="Acute compartment syndrome",
        level=ActionLevel.L1,
        items=(
            "pain_out_of_proportion",
            "stretch_pain",
            "tense_compartment",
            "new_tingling",
            "tight_dressing_or_crush",
        ),
        besides=(
            "recent_injury",
            "injury_mechanism",
            "injury_date",
            "limb_procedure",
            "limb_procedure_date",
            "after_extreme_exercise",
            "bleeding_risk",
            "blood_immune_steroid",
            "weakness_numbness_buckling",
        ),
        actions={
            "emergency": "Open every dressing down to the skin, keep the limb level with the "
            "heart, emergency transfer now. Do not wait for a pulse to go: that is "
            "late.",
            "today": "Have the compartments looked at by a doctor today; at once if the pain "
            "rises.",
        },
        sources=(
            by.RF_11,
            decisions.SURGICAL_WINDOWS,
        ),
    ),
    RuleText(
        code="RF-12",
        version=1,
        name="Injured or blocked artery of the leg",
        level=ActionLevel.L1,
        items=(
            "foot_pulse_weak",
            "refill_slow",
            "foot_cold_or_pale",
            "expanding_swelling",
        ),
        besides=(
            "ankle_brachial_index",
            "stable_arterial_disease",
            "recent_injury",
            "injury_mechanism",
            "injury_date",
        ),
        actions={
            "emergency": "The limb is in danger: emergency transfer now.",
            "known": "Known and unchanged: tell whoever treats the arteries, and repeat "
            "pulse and index.",
        },
        sources=(
            by.RF_12,
            by.ABI_2004,
        ),
    ),
    RuleText(
        code="RF-13",
        version=1,
        name="Dislocated knee, several ligaments torn",
        level=ActionLevel.L1,
        items=(
            "shin_out_of_place",
            "gross_laxity",
        ),
        besides=(
            "injury_date",
            "foot_pulse_weak",
            "new_foot_drop",
            "vascular_examined",
            "recent_injury",
            "injury_mechanism",
        ),
        actions={
            "emergency": "It may have gone back by itself. Record pulses and the peroneal nerve "
            "now; emergency department, which decides about imaging of the artery. "
            "Do not stress the ligaments again.",
            "late": "Its circulation was never examined: a doctor looks at it today. Do not "
            "stress the ligaments again.",
        },
        sources=(by.RF_13,),
    ),
    RuleText(
        code="RF-14",
        version=1,
        name="Cauda equina",
        level=ActionLevel.L1,
        items=(
            "bladder_bowel_saddle_sexual",
            "bladder_change",
            "saddle_numbness",
            "rectal_change",
            "sexual_change",
            "both_legs_weak",
            "both_legs_pain_with_back_pain",
        ),
        actions={
            "emergency": "Cauda equina suspected: emergency department with MR now. Hand over "
            "when it began.",
            "today": "A medical decision about the spine is needed today. Ask again about "
            "bladder, bowel and saddle.",
        },
        sources=(by.RF_14,),
    ),
    RuleText(
        code="RF-15",
        version=1,
        name="Femoral nerve or root, strength that is lost",
        level=ActionLevel.L1,
        items=(
            "quadriceps_weak_beyond_pain",
            "knee_jerk_reduced",
            "thigh_sensation_reduced",
            "new_foot_drop",
            "groin_iliac_pain",
            "recent_groin_procedure",
            "bleeding_risk",
        ),
        besides=(
            "nerve_known_stable",
            "weakness_explained_by_pain",
            "grade_drop",
            "blood_immune_steroid",
        ),
        actions={
            "emergency": "The weakness may come from a bleeding that presses on the nerve: "
            "emergency department now. Do not call it inhibition.",
            "today": "The weakness may come from a nerve: medical or neurological review "
            "today. Do not call it inhibition.",
            "foot_drop": "New foot drop: medical or neurological review today.",
            "lost_strength": "A whole grade weaker than last time, and pain does not explain it: "
            "medical or neurological review today.",
            "known": "Known, investigated and unchanged: go on watching.",
        },
        sources=(
            by.RF_15,
            decisions.GRADE_DROP_WHOLE,
        ),
    ),
    RuleText(
        code="RF-16",
        version=1,
        name="Tumour of bone or soft tissue",
        level=ActionLevel.L1,
        items=(
            "bone_pain_unexplained",
            "night_rest_pain",
            "bone_swelling",
            "growing_lump",
            "lump_not_growing",
            "cancer_now_or_past",
            "weight_loss",
            "weight_loss_sweats_fatigue",
            "pathological_fracture",
            "cannot_take_4_steps",
        ),
        besides=("cancer_history",),
        actions={
            "breaking": "The bone may break: no load on it, medical decision now or today; "
            "emergency department if the patient cannot stand.",
            "young": "In the young: radiograph of the bone, or ultrasound of the lump, "
            "within 48 hours.",
            "lump": "A growing lump: suspected-cancer pathway, ultrasound within 2 weeks.",
            "adult": "Pain that is not mechanical with another sign: suspected-cancer "
            "pathway. No load on the bone that hurts.",
        },
        sources=(by.RF_16,),
    ),
    RuleText(
        code="RF-17",
        version=1,
        name="Night pain that nothing eases, unexplained weight loss",
        level=ActionLevel.L3,
        items=(
            "night_rest_pain",
            "weight_loss",
            "weight_loss_sweats_fatigue",
        ),
        besides=(
            "night_pain_eases",
            "bone_pain_unexplained",
            "bone_swelling",
            "growing_lump",
            "lump_not_growing",
            "cancer_now_or_past",
            "cancer_history",
            "pathological_fracture",
            "cannot_take_4_steps",
        ),
        actions={
            "review": "A symptom without explanation: medical review; gentle care only meanwhile.",
            "eases": "Night pain that eases with position: watch it, ask again.",
        },
        sources=(by.RF_17,),
    ),
    RuleText(
        code="RF-18",
        version=1,
        name="Slipped capital femoral epiphysis",
        level=ActionLevel.L1,
        items=(
            "knee_thigh_groin_pain",
            "limp",
            "hip_rotation_reduced",
            "obligate_external_rotation",
            "leg_lies_rotated_out",
            "cannot_walk_with_crutches",
        ),
        besides=(
            "skeletally_immature",
            "overweight",
        ),
        actions={
            "cannot_walk": "The hip may have slipped and is unstable: no step more, emergency "
            "orthopaedics now with films of both hips.",
            "today": "The hip may have slipped: no more weight-bearing, no stretching, do "
            "not let the child walk out; orthopaedics today with films of both "
            "hips. Knee pain may be the only complaint.",
        },
        sources=(by.RF_18,),
    ),
    RuleText(
        code="RF-19",
        version=1,
        name="Limping child",
        level=ActionLevel.L1,
        items=(
            "fever_unwell",
            "fever_past_week",
            "cannot_bear_weight",
            "cannot_take_4_steps",
            "severe_pain_on_passive_motion",
            "waking_at_night",
            "bony_lump_or_tenderness",
            "weight_loss_sweats_fatigue",
            "limp_over_7_days",
            "limp",
            "limp_not_improving",
            "hip_abduction_reduced",
            "hip_rotation_reduced",
        ),
        besides=("temperature",),
        actions={
            "emergency": "Unwell and not bearing weight: emergency paediatric assessment now.",
            "today": "Paediatric assessment today.",
            "hip": "Radiographs of the hips and paediatric orthopaedic review; unload meanwhile.",
        },
        sources=(by.RF_19,),
    ),
    RuleText(
        code="RF-20",
        version=1,
        name="Adult hip that is felt in the knee",
        level=ActionLevel.L4,
        items=(
            "hip_reproduces_pain",
            "knee_unremarkable",
        ),
        actions={
            "hip": "The hip is a likely driver: examine it in full before a plan for the "
            "knee alone.",
        },
        sources=(by.RF_20,),
    ),
    RuleText(
        code="RF-21",
        version=1,
        name="Inflamed joint, crystals",
        level=ActionLevel.L3,
        items=(
            "boggy_swelling_without_injury",
            "stiffness_over_30_minutes",
            "several_joints",
            "psoriasis_bowel_eye_infection",
            "tick_exposure",
            "gout_history",
            "morning_stiffness_other_joints",
        ),
        actions={
            "review": "Lasting synovitis suspected: rheumatology; within 3 working days where "
            "several or small joints are concerned. A hot acute joint is looked at "
            "as infected first.",
        },
        sources=(by.RF_21,),
    ),
    RuleText(
        code="RF-22",
        version=1,
        name="Blocked knee",
        level=ActionLevel.L2,
        items=(
            "extension_blocked",
            "block_is_new",
            "cannot_straighten_or_lift",
        ),
        besides=(
            "recent_injury",
            "injury_mechanism",
            "injury_date",
            "catching_unlocks",
        ),
        actions={
            "blocked": "Acute mechanical block: call the acute knee clinic today. Do not force "
            "extension.",
            "catching": "Catches and frees itself: note when.",
        },
        sources=(by.RF_22,),
    ),
    RuleText(
        code="RF-23",
        version=1,
        name="Dislocated kneecap",
        level=ActionLevel.L1,
        items=(
            "kneecap_still_out",
            "kneecap_out_of_place",
            "first_dislocation",
            "tense_effusion",
            "loose_body_signs",
        ),
        actions={
            "still_out": "Still out: emergency department now, knee as it lies.",
            "fragment": "A piece of cartilage or bone may be loose: trauma or knee clinic "
            "today, radiographs.",
            "first": "First dislocation: knee clinic, radiographs; a loose fragment has to "
            "be excluded.",
        },
        sources=(by.RF_23,),
    ),
    RuleText(
        code="RF-24",
        version=1,
        name="Blood in an injured knee",
        level=ActionLevel.L2,
        items=(
            "swelling_within_2_hours",
            "tense_effusion",
            "bleeding_risk",
        ),
        besides=(
            "recent_injury",
            "injury_mechanism",
            "injury_date",
            "imaging_done",
            "blood_immune_steroid",
            "pregnancy",
            "fracture_rule_exclusion",
            "patella_bone_tender",
            "fibular_head_tender",
            "other_knee_bone_tender",
            "cannot_flex_to_90",
            "unable_4_steps_immediately",
            "cannot_take_4_steps",
        ),
        actions={
            "urgent": "A significant injury inside the knee is likely: knee clinic today; "
            "strength tests stay submaximal.",
            "imaged": "Imaged, and no fracture rule is open: knee clinic; strength tests stay "
            "submaximal.",
        },
        sources=(by.RF_24,),
    ),
    RuleText(
        code="RF-25",
        version=1,
        name="Stress injury of the femoral neck",
        level=ActionLevel.L2,
        items=(
            "groin_thigh_pain_on_impact",
            "hip_rotation_painful",
            "pain_on_weight_bearing",
        ),
        besides=(
            "impact_or_low_bone",
            "load_spike",
            "previous_stress_fracture",
        ),
        actions={
            "urgent": "Stop running, crutches, urgent imaging: a radiograph may show nothing, "
            "MR does. No hop test to find out.",
        },
        sources=(by.RF_25,),
    ),
    RuleText(
        code="RF-26",
        version=1,
        name="Stress injury of bone, too little energy",
        level=ActionLevel.L3,
        items=(
            "focal_bone_tenderness",
            "pain_rising_with_impact",
            "low_energy_signs",
        ),
        besides=("previous_stress_fracture",),
        actions={
            "bone": "Stop impact, have the bone imaged, ask about energy intake.",
            "energy": "Signs of too little energy for the training: sports medicine and dietitian.",
        },
        sources=(by.RF_26,),
    ),
    RuleText(
        code="RF-27",
        version=1,
        name="Complex regional pain syndrome",
        level=ActionLevel.L3,
        items=(
            "disproportionate_pain",
            "crps_symptom_sensory",
            "crps_symptom_vasomotor",
            "crps_symptom_sudomotor",
            "crps_symptom_motor",
            "crps_sign_sensory",
            "crps_sign_vasomotor",
            "crps_sign_sudomotor",
            "crps_sign_motor",
            "no_other_diagnosis",
        ),
        actions={
            "criteria": "The Budapest criteria are met: early referral for pain; gentle "
            "movement goes on, no provocative maximal test.",
            "partial": "Part of the Budapest criteria: watch, and look again.",
        },
        sources=(by.RF_27,),
    ),
    RuleText(
        code="RF-28",
        version=1,
        name="Muscle breakdown after exercise",
        level=ActionLevel.L1,
        items=(
            "after_extreme_exercise",
            "dark_urine",
            "thigh_swollen_or_weak",
        ),
        actions={
            "emergency": "Emergency blood and urine tests today, now; no exercise, no massage, "
            "no strength test.",
            "today": "Blood and urine tests today; no exercise, no massage, no strength test.",
        },
        sources=(by.RF_28,),
    ),
    RuleText(
        code="RF-29",
        version=1,
        name="A concern about safety",
        level=ActionLevel.L1,
        items=(
            "safeguarding_concern",
            "immediate_danger",
        ),
        actions={
            "danger": "Immediate danger: emergency services and the local safeguarding "
            "procedure now. Record facts, words and what was done.",
            "concern": "Follow the local safeguarding and reporting procedure today. Record "
            "facts, words and what was done.",
        },
        sources=(by.RF_29,),
        restricted=True,
    ),
    RuleText(
        code="RF-30",
        version=1,
        name="Bone that dies or gives way",
        level=ActionLevel.L3,
        items=(
            "sudden_medial_rest_pain",
            "tendon_risk",
            "heavy_alcohol",
            "long_term_steroid",
        ),
        besides=(
            "condyle_tenderness",
            "blood_immune_steroid",
        ),
        actions={
            "imaging": "Protect weight-bearing, ask for imaging.",
        },
        sources=(
            by.RF_30,
            decisions.INSUFFICIENCY_FRACTURE,
        ),
    ),
    RuleText(
        code="RF-31",
        version=1,
        name="Narrowed arteries of the leg",
        level=ActionLevel.L2,
        items=(
            "claudication",
            "foot_rest_pain",
            "tissue_loss",
        ),
        besides=("ankle_brachial_index",),
        actions={
            "urgent": "Pain at rest or dead tissue: vascular decision today.",
            "review": "Vascular review; no compression, no training with restricted blood flow.",
        },
        sources=(
            by.RF_31,
            by.ABI_2004,
        ),
    ),
    RuleText(
        code="RF-32",
        version=1,
        name="Not improving as expected",
        level=ActionLevel.L3,
        items=("not_improving",),
        besides=("plateau",),
        actions={
            "rethink": "Screen again, reconsider the diagnosis, medical review.",
        },
        sources=(by.RF_32,),
    ),
)

LEVEL_NAMES = {
    ActionLevel.L1: "Stop, emergency now",
    ActionLevel.L2: "Medical decision today",
    ActionLevel.L3: "Refer, go on with caution",
    ActionLevel.L4: "Caution",
}
"""How each level is shown."""


def rule(code: str) -> RuleText:
    """The words of a rule; raises `KeyError` for a code that is none."""
    return _BY_CODE[code]


_BY_CODE = {one.code: one for one in RULES}
