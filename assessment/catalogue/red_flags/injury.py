"""Signs and questions of an injured knee, of a torn extensor and of a block."""

from __future__ import annotations

from assessment.catalogue import sources as rules
from assessment.catalogue.red_flags.building import asked, choice

INJURY = "After an injury"
EXTENSOR = "Straightening and lifting"

INJURY_ITEMS = (
    choice(
        INJURY,
        "fracture_rule_exclusion",
        "Reason a fracture rule does not apply",
        "To Ottawa or Pittsburgh. If several hold, the one that stands first.",
        (
            ("none", "none of these"),
            ("superficial", "skin wound only"),
            ("seen_before", "same injury, examined before"),
            ("not_alert", "not fully alert, or intoxicated"),
            ("no_feeling", "no feeling in the leg"),
            ("several_injuries", "several injuries"),
            # Bars the Pittsburgh rule alone: chosen over another it would leave Ottawa standing.
            ("operated_before", "this knee operated or broken before"),
        ),
        rules.RF_01,
        rules.PITTSBURGH_EXCLUSIONS,
    ),
    asked(
        INJURY,
        "patella_bone_tender",
        "Kneecap tender to touch (bone)",
        "Press the front and edges of the kneecap.",
        rules.RF_01,
    ),
    asked(
        INJURY,
        "fibular_head_tender",
        "Head of the fibula tender",
        "Below and outside the joint line.",
        rules.RF_01,
    ),
    asked(
        INJURY,
        "other_knee_bone_tender",
        "Other bone of the knee tender",
        "Femoral condyles, tibial plateau, tubercle: not kneecap, not fibular head.",
        rules.RF_01,
        rules.RF_04,
    ),
    asked(
        INJURY,
        "cannot_flex_to_90",
        "Cannot bend to 90°",
        "With help or without.",
        rules.RF_01,
    ),
    asked(
        INJURY,
        "unable_4_steps_immediately",
        "Could not take 4 steps right after the injury",
        "Two on each leg. Limping counts as able.",
        rules.RF_01,
    ),
    asked(
        INJURY,
        "swelling_within_2_hours",
        "Swelling within about 2 hours of the injury",
        "When did it swell?",
        rules.RF_24,
    ),
    asked(
        INJURY,
        "tense_effusion",
        "Tense, large effusion",
        "The joint is tight with fluid.",
        rules.RF_23,
        rules.RF_24,
    ),
    asked(
        INJURY,
        "open_wound",
        "Open wound over bone or joint",
        "After this injury; not the scar of an operation.",
        rules.RF_03,
    ),
    asked(
        INJURY,
        "limb_deformity",
        "Deformity of the limb",
        "Against the other side.",
        rules.RF_03,
    ),
    asked(
        INJURY,
        "high_energy_cannot_move",
        "High-energy injury, and the knee cannot be moved",
        "Traffic, fall from height, heavy load.",
        rules.RF_03,
    ),
    asked(
        INJURY,
        "shin_out_of_place",
        "The shin bone came out of place at the knee",
        "The shin, not the kneecap; also where it went back by itself.",
        rules.RF_13,
    ),
    asked(
        INJURY,
        "gross_laxity",
        "Gross laxity in two planes or more",
        "As found without forcing; do not test again.",
        rules.RF_13,
    ),
    asked(
        INJURY,
        "vascular_examined",
        "Circulation of the foot was examined in hospital since",
        "By whom and when stands in the history.",
        rules.RF_13,
    ),
    asked(
        INJURY,
        "imaging_done",
        "Imaging since the injury, and its result is known",
        "Radiograph, CT or MR of this injury.",
        rules.RF_04,
        rules.RF_24,
    ),
    asked(
        INJURY,
        "kneecap_out_of_place",
        "The kneecap went out of place",
        "In this injury, or since the last visit.",
        rules.RF_23,
    ),
    asked(
        INJURY,
        "kneecap_still_out",
        "The kneecap is still out",
        "Look and feel; do not push.",
        rules.RF_23,
    ),
    asked(
        INJURY,
        "first_dislocation",
        "For the first time",
        "Never before on this side.",
        rules.RF_23,
    ),
    asked(
        INJURY,
        "loose_body_signs",
        "Catching or a loose body since",
        "Something moves or blocks since then.",
        rules.RF_23,
    ),
)

EXTENSOR_ITEMS = (
    choice(
        EXTENSOR,
        "straight_leg_raise",
        "Active straight leg raise",
        "Supine, knee straight, hold it against gravity.",
        (
            ("able", "able, no lag"),
            ("lag", "able, with a lag"),
            ("unable", "unable"),
        ),
        rules.RF_05,
    ),
    asked(
        EXTENSOR,
        "cannot_extend_against_gravity",
        "Cannot extend the knee against gravity, sitting",
        "Lower leg hanging, ask to straighten.",
        rules.RF_05,
    ),
    asked(
        EXTENSOR,
        "tendon_gap",
        "Gap above or below the kneecap",
        "Feel along quadriceps tendon and patellar tendon.",
        rules.RF_05,
    ),
    asked(
        EXTENSOR,
        "patella_high_or_low",
        "Kneecap clearly higher or lower than the other",
        "Both knees bent to 90°.",
        rules.RF_05,
    ),
    asked(
        EXTENSOR,
        "pop_at_onset",
        "Pop or collapse at the moment it began",
        "Heard or felt.",
        rules.RF_05,
    ),
    asked(
        EXTENSOR,
        "new_fall",
        "New fall or stumble",
        "Since the last visit, or since the operation.",
        rules.RF_05,
    ),
    asked(
        EXTENSOR,
        "raise_lost",
        "Could raise the straight leg before, and cannot now",
        "Ask, and look at the last visit.",
        rules.RF_05,
    ),
    asked(
        EXTENSOR,
        "extensor_explained",
        "Known and explained",
        "Nerve block, inhibition after the operation, or an old documented loss.",
        rules.RF_05,
    ),
    asked(
        EXTENSOR,
        "extension_blocked",
        "Passive extension blocked, springy end",
        "Do not force it.",
        rules.RF_22,
    ),
    asked(
        EXTENSOR,
        "block_is_new",
        "Cannot be straightened since the injury",
        "Since the twist, or suddenly.",
        rules.RF_22,
    ),
    asked(
        EXTENSOR,
        "catching_unlocks",
        "Catches at times and frees itself",
        "Without a lasting block.",
        rules.RF_22,
    ),
)
