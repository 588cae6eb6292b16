"""Spine, nerves, and pain out of keeping with its cause."""

from __future__ import annotations

from assessment.catalogue import sources as rules
from assessment.catalogue.red_flags.building import asked

SPINE = "Spine"
NERVE = "Nerves"
REGIONAL_PAIN = "Pain out of keeping"

SPINE_ITEMS = (
    asked(
        SPINE,
        "bladder_change",
        "Passing water: start, flow or feeling changed",
        "New or worse within 14 days.",
        rules.RF_14,
    ),
    asked(
        SPINE,
        "saddle_numbness",
        "Numb between the legs",
        "New or worse within 14 days.",
        rules.RF_14,
    ),
    asked(
        SPINE,
        "rectal_change",
        "Feeling of a full bowel lost",
        "New or worse within 14 days.",
        rules.RF_14,
    ),
    asked(
        SPINE,
        "sexual_change",
        "Sexual function changed",
        "New or worse within 14 days.",
        rules.RF_14,
    ),
    asked(
        SPINE,
        "both_legs_weak",
        "Both legs severely or increasingly weak",
        "Knee extension, ankle, foot.",
        rules.RF_14,
    ),
    asked(
        SPINE,
        "both_legs_pain_with_back_pain",
        "Pain in both legs with back pain",
        "New or worse within 14 days.",
        rules.RF_14,
    ),
)

NERVE_ITEMS = (
    asked(
        NERVE,
        "quadriceps_weak_beyond_pain",
        "Quadriceps weaker than pain explains",
        "Out of keeping with how much it hurts.",
        rules.RF_15,
    ),
    asked(
        NERVE,
        "knee_jerk_reduced",
        "Knee jerk reduced or absent",
        "Against the other side.",
        rules.RF_15,
    ),
    asked(
        NERVE,
        "thigh_sensation_reduced",
        "Front of the thigh or inner leg numb",
        "Beyond the edge of a scar.",
        rules.RF_15,
    ),
    asked(
        NERVE,
        "new_foot_drop",
        "New foot drop",
        "The foot cannot be lifted.",
        rules.RF_13,
        rules.RF_15,
    ),
    asked(
        NERVE,
        "groin_iliac_pain",
        "Pain in groin or flank",
        "On the same side.",
        rules.RF_15,
    ),
    asked(
        NERVE,
        "recent_groin_procedure",
        "Recent procedure at hip, pelvis or groin",
        "Catheter, operation, injection.",
        rules.RF_15,
    ),
    asked(
        NERVE,
        "nerve_known_stable",
        "Documented, investigated and unchanged",
        "The nerve lesion is known.",
        rules.RF_15,
    ),
    asked(
        NERVE,
        "weakness_explained_by_pain",
        "Pain explains that it is weaker than last time",
        "Asked where a grade fell.",
        rules.RF_15,
    ),
)

REGIONAL_PAIN_ITEMS = (
    asked(
        REGIONAL_PAIN,
        "disproportionate_pain",
        "Pain goes on out of proportion to the event",
        "After an injury or operation.",
        rules.RF_27,
    ),
    asked(
        REGIONAL_PAIN,
        "crps_symptom_sensory",
        "Reports: touch hurts, or is felt too much",
        "Against the other side.",
        rules.RF_27,
    ),
    asked(
        REGIONAL_PAIN,
        "crps_symptom_vasomotor",
        "Reports: temperature or colour differs",
        "Against the other side.",
        rules.RF_27,
    ),
    asked(
        REGIONAL_PAIN,
        "crps_symptom_sudomotor",
        "Reports: swelling or sweating differs",
        "Against the other side.",
        rules.RF_27,
    ),
    asked(
        REGIONAL_PAIN,
        "crps_symptom_motor",
        "Reports: less motion, weakness, tremor, change of hair, nails or skin",
        "Against the other side.",
        rules.RF_27,
    ),
    asked(
        REGIONAL_PAIN,
        "crps_sign_sensory",
        "Found: touch or pinprick hurts too much",
        "Seen at this visit.",
        rules.RF_27,
    ),
    asked(
        REGIONAL_PAIN,
        "crps_sign_vasomotor",
        "Found: temperature or colour differs",
        "Seen at this visit.",
        rules.RF_27,
    ),
    asked(
        REGIONAL_PAIN,
        "crps_sign_sudomotor",
        "Found: swelling or sweating differs",
        "Seen at this visit.",
        rules.RF_27,
    ),
    asked(
        REGIONAL_PAIN,
        "crps_sign_motor",
        "Found: less motion, weakness, tremor, change of hair, nails or skin",
        "Seen at this visit.",
        rules.RF_27,
    ),
    asked(
        REGIONAL_PAIN,
        "no_other_diagnosis",
        "No other diagnosis explains it better",
        "The clinician's judgement.",
        rules.RF_27,
    ),
)
