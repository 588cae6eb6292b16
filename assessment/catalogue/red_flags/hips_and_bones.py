"""Bone and soft tissue, hips of children and runners, joints, muscle, and the course itself."""

from __future__ import annotations

from assessment.catalogue import sources as rules
from assessment.catalogue.red_flags.building import asked

TUMOUR = "Bone and soft tissue"
CHILD = "Hip and limp of a child"
IMPACT = "Hip, and bone under impact"
JOINTS = "Joints, muscle, course"

TUMOUR_ITEMS = (
    asked(
        TUMOUR,
        "bone_pain_unexplained",
        "Unexplained pain in a bone, most days for 2 weeks or more",
        "Not from load, not from a known injury.",
        rules.RF_16,
    ),
    asked(
        TUMOUR,
        "bone_swelling",
        "Swelling of a bone",
        "Hard, fixed to the bone.",
        rules.RF_16,
    ),
    asked(
        TUMOUR,
        "lump_not_growing",
        "Lump that does not grow",
        "As long as it has been watched.",
        rules.RF_16,
    ),
    asked(
        TUMOUR,
        "weight_loss",
        "Unexplained weight loss",
        "Without trying.",
        rules.RF_16,
        rules.RF_17,
    ),
    asked(
        TUMOUR,
        "pathological_fracture",
        "The bone may be about to break",
        "Pain with every load at one place of a bone.",
        rules.RF_16,
    ),
    asked(
        TUMOUR,
        "night_pain_eases",
        "Night pain that eases in another position",
        "With a known cause, such as osteoarthritis.",
        rules.RF_17,
    ),
)

CHILD_ITEMS = (
    asked(
        CHILD,
        "skeletally_immature",
        "Still growing: look at the hip as of a child",
        "Opens the questions where the age alone does not.",
        rules.RF_18,
    ),
    asked(
        CHILD,
        "knee_thigh_groin_pain",
        "Pain in knee, thigh, groin or hip",
        "Any of them.",
        rules.RF_18,
    ),
    asked(
        CHILD,
        "limp",
        "Limp",
        "As seen.",
        rules.RF_18,
        rules.RF_19,
    ),
    asked(
        CHILD,
        "hip_rotation_reduced",
        "Hip: internal rotation reduced or painful",
        "Supine, hip at 90°, against the other.",
        rules.RF_18,
        rules.RF_19,
    ),
    asked(
        CHILD,
        "obligate_external_rotation",
        "Hip turns outwards when bent",
        "By itself, on passive flexion.",
        rules.RF_18,
    ),
    asked(
        CHILD,
        "leg_lies_rotated_out",
        "Leg lies turned outwards",
        "Supine, at rest.",
        rules.RF_18,
    ),
    asked(
        CHILD,
        "cannot_walk_with_crutches",
        "Cannot walk even with crutches",
        "As seen.",
        rules.RF_18,
    ),
    asked(
        CHILD,
        "overweight",
        "Overweight",
        "As noted; alone it means nothing.",
        rules.RF_18,
    ),
    asked(
        CHILD,
        "fever_past_week",
        "38.5 °C or more in the past week",
        "As measured at home.",
        rules.RF_19,
    ),
    asked(
        CHILD,
        "cannot_bear_weight",
        "Cannot bear weight on the leg",
        "As seen.",
        rules.RF_19,
    ),
    asked(
        CHILD,
        "severe_pain_on_passive_motion",
        "Severe pain when the joint is moved",
        "Gently, by the examiner.",
        rules.RF_19,
    ),
    asked(
        CHILD,
        "waking_at_night",
        "Pain wakes the child at night",
        "Asked of child and carer.",
        rules.RF_19,
    ),
    asked(
        CHILD,
        "bony_lump_or_tenderness",
        "Bony lump or tender bone",
        "Not the tibial tubercle, not the lower pole of the kneecap.",
        rules.RF_19,
    ),
    asked(
        CHILD,
        "hip_abduction_reduced",
        "Hip: abduction reduced",
        "Against the other.",
        rules.RF_19,
    ),
    asked(
        CHILD,
        "limp_over_7_days",
        "Limp for over 7 days unseen, or 14 days undiagnosed",
        "By a doctor.",
        rules.RF_19,
    ),
    asked(
        CHILD,
        "limp_not_improving",
        "Limp for over 72 hours and not improving",
        "As the carer says.",
        rules.RF_19,
    ),
)

IMPACT_ITEMS = (
    asked(
        IMPACT,
        "groin_thigh_pain_on_impact",
        "Pain in groin or front of the thigh on impact",
        "May be felt at the knee.",
        rules.RF_25,
    ),
    asked(
        IMPACT,
        "hip_rotation_painful",
        "Rotating or rolling the leg hurts in the hip",
        "Supine, log roll.",
        rules.RF_25,
    ),
    asked(
        IMPACT,
        "pain_on_weight_bearing",
        "Pain on standing on the leg",
        "Do not use a hop to find out.",
        rules.RF_25,
    ),
    asked(
        IMPACT,
        "load_spike",
        "Training raised lately",
        "More, faster, harder ground.",
        rules.RF_25,
    ),
    asked(
        IMPACT,
        "previous_stress_fracture",
        "Stress fracture before",
        "Any bone.",
        rules.RF_25,
        rules.RF_26,
    ),
    asked(
        IMPACT,
        "pain_rising_with_impact",
        "Pain that rises with impact and lingers after",
        "At one place.",
        rules.RF_26,
    ),
    asked(
        IMPACT,
        "focal_bone_tenderness",
        "Bone tender at one spot",
        "Shin, femur, tibial plateau.",
        rules.RF_26,
    ),
    asked(
        IMPACT,
        "low_energy_signs",
        "Signs of too little energy for the training",
        "Periods absent for 3 months or more, low libido, restrictive eating, falling weight.",
        rules.RF_26,
    ),
    asked(
        IMPACT,
        "hip_reproduces_pain",
        "Hip: rotation or flexion restricted, and brings on the pain",
        "The pain in knee or thigh that the patient knows.",
        rules.RF_20,
    ),
    asked(
        IMPACT,
        "knee_unremarkable",
        "The knee itself shows nothing",
        "On examination.",
        rules.RF_20,
    ),
)

JOINT_ITEMS = (
    asked(
        JOINTS,
        "stiffness_over_30_minutes",
        "Morning stiffness over 30 minutes",
        "Until it is as good as it gets.",
        rules.RF_21,
    ),
    asked(
        JOINTS,
        "several_joints",
        "More than one joint, or small joints of hands or feet",
        "Swollen or stiff.",
        rules.RF_21,
    ),
    asked(
        JOINTS,
        "boggy_swelling_without_injury",
        "Boggy swelling without an injury",
        "Soft, of the joint lining.",
        rules.RF_21,
    ),
    asked(
        JOINTS,
        "psoriasis_bowel_eye_infection",
        "Psoriasis, bowel disease, uveitis, or recent infection of gut or genitals",
        "Any of them.",
        rules.RF_21,
    ),
    asked(
        JOINTS,
        "tick_exposure",
        "Tick bite, or from a Lyme area",
        "In the last months.",
        rules.RF_21,
    ),
    asked(
        JOINTS,
        "gout_history",
        "Gout before",
        "Any joint.",
        rules.RF_21,
    ),
    asked(
        JOINTS,
        "sudden_medial_rest_pain",
        "Sudden severe pain on the inner side, at rest, without injury",
        "The day is usually remembered.",
        rules.RF_30,
    ),
    asked(
        JOINTS,
        "condyle_tenderness",
        "Femoral or tibial condyle tender at one spot",
        "Inner side.",
        rules.RF_30,
    ),
    asked(
        JOINTS,
        "after_extreme_exercise",
        "Severe thigh pain, swelling or weakness after unaccustomed or extreme exercise",
        "Ordinary soreness is none.",
        rules.RF_28,
    ),
    asked(
        JOINTS,
        "dark_urine",
        "Brown, tea-coloured urine",
        "Since then.",
        rules.RF_28,
    ),
    asked(
        JOINTS,
        "thigh_swollen_or_weak",
        "Thigh swollen or clearly weak",
        "On examination.",
        rules.RF_28,
    ),
    asked(
        JOINTS,
        "not_improving",
        "Not improving, or fits no working diagnosis",
        "After appropriate care; the clinician's judgement.",
        rules.RF_32,
    ),
)
