"""Compartments, arteries and veins; infected joints, skin and wounds."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue import sources as rules
from assessment.catalogue.decisions import ANKLE_BRACHIAL_INDEX_LIMITS
from assessment.catalogue.red_flags.building import asked, number
from assessment.catalogue.types import Limit
from assessment.catalogue.units import INDEX

LIMB = "Circulation and compartments"
VEINS = "Veins"
ARTERIES = "Arteries of the leg"
INFECTION = "Infection"
WOUND = "Wound and implant"

LIMB_ITEMS = (
    asked(
        LIMB,
        "pain_out_of_proportion",
        "Pain out of proportion, or rising in spite of painkillers",
        "Far more than the injury or operation explains.",
        rules.RF_11,
    ),
    asked(
        LIMB,
        "stretch_pain",
        "Pain when the muscles are stretched passively",
        "Move toes and ankle, or bend the knee gently.",
        rules.RF_11,
    ),
    asked(
        LIMB,
        "tense_compartment",
        "Tense thigh or lower leg",
        "Hard to the touch, against the other side.",
        rules.RF_11,
    ),
    asked(
        LIMB,
        "new_tingling",
        "New pins and needles",
        "In foot or leg.",
        rules.RF_11,
    ),
    asked(
        LIMB,
        "tight_dressing_or_crush",
        "Tight cast or dressing, or a crushed leg",
        "Now, or in the last days.",
        rules.RF_11,
    ),
    asked(
        LIMB,
        "foot_pulse_weak",
        "Foot pulse absent or weaker than the other",
        "Both pulses, both feet.",
        rules.RF_12,
        rules.RF_13,
    ),
    asked(
        LIMB,
        "refill_slow",
        "Capillary refill slower than 2 seconds",
        "Great toe, against the other.",
        rules.RF_12,
    ),
    asked(
        LIMB,
        "foot_cold_or_pale",
        "Foot cold or pale",
        "Against the other.",
        rules.RF_12,
    ),
    asked(
        LIMB,
        "expanding_swelling",
        "Swelling or bruise that grows",
        "Behind the knee, thigh or calf.",
        rules.RF_12,
    ),
    asked(
        LIMB,
        "stable_arterial_disease",
        "Known arterial disease, unchanged and under care",
        "Documented before today.",
        rules.RF_12,
    ),
    number(
        LIMB,
        "ankle_brachial_index",
        "Ankle-brachial index",
        "Systolic pressure at the ankle divided by that at the arm.",
        INDEX,
        Limit(low=Decimal(0), high=Decimal(3)),
        ANKLE_BRACHIAL_INDEX_LIMITS,
        rules.RF_12,
        rules.RF_31,
    ),
)

VEIN_ITEMS = (
    asked(
        VEINS,
        "leg_warm_or_discoloured",
        "One leg warmer or of another colour",
        "Against the other.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "vein_tenderness",
        "Tender along the deep veins",
        "Calf, hollow of the knee, inner thigh.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "entire_leg_swollen",
        "Whole leg swollen",
        "Against the other.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "calf_3_cm_larger",
        "Calf at least 3 cm larger",
        "10 cm below the tibial tuberosity; the side with symptoms.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "pitting_oedema",
        "Pitting oedema of this leg only",
        "Press the shin for some seconds.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "collateral_veins",
        "Superficial veins that are not varicose",
        "New, on this leg.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "leg_paralysis_or_plaster",
        "Paralysis, or a recent plaster of this leg",
        "Paresis and splints that keep the leg still count.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "bedridden_3_days",
        "In bed for 3 days or more",
        "Lately.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "surgery_within_12_weeks",
        "Major surgery within 12 weeks",
        "Under general or regional anaesthesia; of any part of the body.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "previous_deep_vein_thrombosis",
        "Deep vein thrombosis before",
        "Documented.",
        rules.RF_09,
    ),
    asked(
        VEINS,
        "other_diagnosis_as_likely",
        "Another diagnosis is at least as likely",
        "The therapist judges; a knee diagnosis alone does not answer it.",
        rules.RF_09,
    ),
)

ARTERY_ITEMS = (
    asked(
        ARTERIES,
        "claudication",
        "Calf or thigh pain on walking that rest relieves",
        "Within minutes of standing still.",
        rules.RF_31,
    ),
    asked(
        ARTERIES,
        "foot_rest_pain",
        "Pain in the foot at rest",
        "Often at night, better with the leg hanging.",
        rules.RF_31,
    ),
    asked(
        ARTERIES,
        "tissue_loss",
        "Ulcer or dead tissue of the foot",
        "Of the toes or heel.",
        rules.RF_31,
    ),
)

INFECTION_ITEMS = (
    asked(
        INFECTION,
        "knee_motion_restricted",
        "Knee moves little, or every movement hurts",
        "Actively and passively.",
        rules.RF_06,
    ),
    asked(
        INFECTION,
        "skin_redness_spreading",
        "Redness or heat of the skin that spreads",
        "Around a wound, the bursa or the leg.",
        rules.RF_07,
        rules.RF_08,
    ),
    asked(
        INFECTION,
        "red_streaks",
        "Red streaks",
        "Towards the groin.",
        rules.RF_08,
    ),
    asked(
        INFECTION,
        "hot_bursa",
        "Hot, fluid-filled bursa over the kneecap",
        "In front of the kneecap, outside the joint.",
        rules.RF_08,
    ),
)

WOUND_ITEMS = (
    asked(
        WOUND,
        "wound_discharge",
        "Wound weeps",
        "Any fluid.",
        rules.RF_07,
    ),
    asked(
        WOUND,
        "wound_opening",
        "Wound opens",
        "Edges apart.",
        rules.RF_07,
    ),
    asked(
        WOUND,
        "rising_again",
        "Pain, swelling or heat rising again after it had improved",
        "Since the operation, or with the implant.",
        rules.RF_07,
    ),
)
