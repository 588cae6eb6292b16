"""Strength, and what is worked out from it: symmetry, deficit, torque."""

from __future__ import annotations

from assessment.catalogue.sources import (
    BISHOP_2018,
    BOHANNON_2005,
    CHAMORRO_2017,
    DANIELS_WORTHINGHAM,
    KELLIS_2023,
    KRAUSE_2014,
    KRISHNAN_2010,
    MAXIMUM_FORMULAS,
    ROSENE_2001,
    WELLSANDT_2017,
)
from assessment.catalogue.types import Term

LIFTS = ("leg_extension", "leg_curl", "leg_press")
ESTIMATES = ("epley", "brzycki")

STRENGTH = (
    Term(
        code="limb_symmetry_index",
        label="Limb symmetry index",
        names=("LSI", "quadriceps index"),
        text="Involved side divided by uninvolved side, in percent; where less is better, as with "
        "times, the other way round. There is none with both knees or neither involved, with a "
        "side missing, or when the sides were measured differently. Both raw values stand beside "
        "it, because it also rises when the good leg gets weaker.",
        sources=(WELLSANDT_2017,),
        explains=("symmetry",),
        see=("deficit", "difference_between_sides", "epic", "involved_side"),
    ),
    Term(
        code="deficit",
        label="Deficit",
        everyday=True,
        text="What the involved side lacks of the uninvolved: the difference in the measure's own "
        "unit, or 100 % less the limb symmetry index. Where the involved side is the larger there "
        "is no deficit. It needs one involved and one uninvolved side.",
        sources=(BISHOP_2018,),
        explains=("deficit",),
        see=("limb_symmetry_index", "difference_between_sides"),
    ),
    Term(
        code="difference_between_sides",
        label="Difference between sides",
        names=("asymmetry",),
        text="In the measure's own unit: involved less uninvolved side with its sign, or right "
        "less left. In percent, where both knees are involved or neither: larger less smaller, of "
        "the larger, with the weaker side named. Several equations for asymmetry are in use and "
        "give different values, so the formula is named beside the number.",
        sources=(BISHOP_2018,),
        explains=("between_sides", "difference", "dominance", "symmetry_index"),
        see=("limb_symmetry_index", "dominant_leg"),
    ),
    Term(
        code="epic",
        label="EPIC",
        names=("estimated pre-injury capacity",),
        text="The involved side now, in percent of what the uninvolved side could do before "
        "surgery, by the same method. It asks more than the limb symmetry index, because the other "
        "leg loses strength as well while a patient recovers.",
        sources=(WELLSANDT_2017,),
        explains=("before_surgery",),
        see=("limb_symmetry_index",),
    ),
    Term(
        code="lever_arm",
        label="Lever arm",
        text="The distance from the axis of the joint to the centre of the pad that is pushed "
        "against. The same muscle gives less force on a longer lever, so the distance is measured "
        "on each side, and the same one used at the next visit.",
        see=("torque", "not_comparable"),
    ),
    Term(
        code="torque",
        label="Torque",
        words=("peak torque",),
        text="Turning effect about the joint: force multiplied by lever arm, in newton metres. It "
        "can be compared where the lever arms differ; force cannot.",
        explains=("torque", "knee_extension_torque"),
        see=("lever_arm", "normalised_torque"),
    ),
    Term(
        code="normalised_torque",
        label="Normalised torque",
        names=("strength per kilogram", "relative strength"),
        text="Torque (or force, where no lever arm was measured) divided by body mass. It makes "
        "people of different size comparable and shows both legs weakening together, which a "
        "symmetry index hides. The body mass is the one of this visit.",
        explains=("per_mass", "body_mass"),
        see=("torque", "limb_symmetry_index"),
    ),
    Term(
        code="make_break_test",
        label="Make test and break test",
        words=("make test", "break test"),
        text="Make: the patient pushes up to maximum against a resistance that does not move. "
        "Break: the examiner pushes until the patient gives way. A break test gives higher values, "
        "so the two are not compared with each other.",
        see=("hand_held_dynamometer", "not_comparable"),
    ),
    Term(
        code="hand_held_dynamometer",
        label="Hand-held dynamometer",
        names=("dynamometry",),
        words=("dynamometer",),
        text="A force gauge between the examiner's hand, or a belt or frame, and the patient's "
        "leg. Held by hand it depends on how strong the examiner is and reads low in strong legs; "
        "fixed it is far steadier. Its abbreviation also stands for heel-height difference, so "
        "Vastus writes neither.",
        sources=(CHAMORRO_2017, KRAUSE_2014),
        explains=("knee_extension_force", "knee_flexion_force", "hip_abduction_force"),
        see=("make_break_test", "fixation", "heel_height_difference"),
    ),
    Term(
        code="fixation",
        label="Fixation",
        everyday=True,
        words=("in-line gauge",),
        text="What holds the gauge: a hand, a belt or frame, a cable in line, or an isokinetic "
        "machine. Readings taken with different fixation are shown beside each other but never "
        "subtracted.",
        sources=(CHAMORRO_2017,),
        see=("hand_held_dynamometer", "not_comparable"),
    ),
    Term(
        code="isokinetic",
        label="Isokinetic",
        words=("isokinetic machine", "isokinetic torque"),
        text="A machine lets the leg move at one set speed and reads the torque along the way. "
        "Values at different speeds are different measures; a speed of zero is an isometric test. "
        "It says whether the weight of the leg was corrected for.",
        see=("torque", "isometric"),
    ),
    Term(
        code="isometric",
        label="Isometric",
        text="The muscle works while the joint does not move. The joint angle belongs to the "
        "reading, since strength differs from angle to angle.",
        see=("isokinetic", "make_break_test"),
    ),
    Term(
        code="one_repetition_maximum",
        label="One-repetition maximum",
        names=("1RM",),
        text="The most that can be lifted once through the full movement. It may be estimated from "
        "several repetitions with a lighter weight; formulas differ, so the estimate names the one "
        "it used.",
        sources=(MAXIMUM_FORMULAS,),
        explains=(
            *(f"one_repetition_maximum_{lift}" for lift in LIFTS),
            *(f"one_repetition_maximum_{lift}_{name}" for lift in LIFTS for name in ESTIMATES),
            *(f"repetition_count_{lift}" for lift in LIFTS),
        ),
        see=("normalised_torque",),
    ),
    Term(
        code="hamstrings_quadriceps_ratio",
        label="Hamstrings to quadriceps ratio",
        names=("H:Q ratio",),
        text="Torque of bending the knee in percent of torque of straightening it, on the same "
        "side at the same speed. It rises with speed. It has not been shown to tell by itself who "
        "gets injured, so Vastus shows it and draws no line.",
        sources=(ROSENE_2001, KELLIS_2023),
        explains=(
            *(f"hamstrings_quadriceps_ratio_{speed}" for speed in (60, 120, 180, 240, 300)),
            "hamstrings_quadriceps_ratio_as_read",
            "knee_flexion_torque",
        ),
        see=("isokinetic", "torque"),
    ),
    Term(
        code="manual_muscle_test",
        label="Manual muscle test grade",
        names=("MMT",),
        words=("manual muscle test",),
        text="Strength judged by hand in steps from 0, nothing felt, through 3, full movement "
        "against gravity, to 5, holds the strongest resistance. The upper two grades cover most of "
        "the strength there is, so large losses stay hidden. Grades are an order: no mean, no "
        "percentage, no symmetry.",
        sources=(DANIELS_WORTHINGHAM, BOHANNON_2005),
        explains=(
            "knee_extension_grade",
            "knee_flexion_grade",
            "ankle_dorsiflexion_grade",
            "great_toe_extension_grade",
        ),
        see=("hand_held_dynamometer",),
    ),
    Term(
        code="central_activation_ratio",
        label="Central activation ratio",
        names=("CAR",),
        words=("quadriceps activation", "activation ratio"),
        text="How much of the quadriceps a patient can switch on: maximal effort in percent of the "
        "force reached when an electrical burst is added to it. It cannot exceed 100 %. The other "
        "method, interpolated twitch, reads lower in the same people, so the two are not mixed.",
        sources=(KRISHNAN_2010,),
        explains=(
            "central_activation_ratio",
            "central_activation_ratio_computed",
        ),
        see=("quadriceps",),
    ),
    Term(
        code="interpolated_twitch",
        label="Interpolated twitch",
        text="A burst is given twice, during the strongest effort and at rest. The less it adds "
        "during the effort, compared with rest, the more of the muscle was switched on. It reads "
        "lower than the central activation ratio in the same people.",
        sources=(KRISHNAN_2010,),
        explains=(
            "quadriceps_activation_twitch",
            "quadriceps_twitch_increment",
            "quadriceps_twitch_resting",
        ),
        see=("central_activation_ratio",),
    ),
    Term(
        code="quadriceps_set",
        label="Quadriceps set",
        names=("quad set",),
        text="The patient tightens the thigh with the knee straight while the examiner watches the "
        "kneecap rise and feels the muscle. Its grades are Vastus's own anchors; nobody has "
        "published a standard.",
        see=("quadriceps", "vastus_medialis"),
    ),
    Term(
        code="coefficient_of_variation",
        label="Coefficient of variation",
        text="The spread of repeated trials in percent of their mean. When it is large the trials "
        "do not agree; Vastus says so and the therapist decides which of them count.",
        explains=("knee_extension_force", "knee_flexion_force", "hip_abduction_force"),
        see=("measurement_error",),
    ),
)
