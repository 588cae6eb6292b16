"""Range of motion, girth, effusion."""

from __future__ import annotations

from assessment.catalogue.decisions import LAG_SIGN, REMAINING_BEND
from assessment.catalogue.sources import (
    IKDC_EXAMINATION,
    ISAK_GIRTH,
    KRAHN_2025,
    MARICAR_2016,
    PEELER_2008,
    PICHONNAZ_2015,
    POWDEN_2015,
    RYF_WEYMANN_1995,
    STILLMAN_2004,
    STURGILL_2009,
    VIGOTSKY_2016,
)
from assessment.catalogue.types import Term

MOTION = (
    Term(
        code="active_passive",
        label="Active and passive range",
        names=("active range of motion", "passive range of motion", "AROM"),
        words=("range of motion",),
        text="Active: the patient moves the joint with their own muscles. Passive: somebody else "
        "or gravity moves it. Passive range is usually a little larger; if active exceeds passive, "
        "one of the two is worth reading again.",
        explains=(
            "knee_extension_passive",
            "knee_extension_active",
            "knee_flexion_passive",
            "knee_flexion_active",
        ),
        see=("extension_lag", "arc"),
    ),
    Term(
        code="neutral_zero",
        label="Neutral-zero notation",
        names=("neutral-zero method", "SFTR notation"),
        text="A range written as three numbers: extension, neutral, flexion. 5-0-140 goes 5° "
        "beyond straight and bends to 140°; 0-10-120 stops 10° short of straight. The zero moves "
        "to the front where straight is not reached.",
        sources=(RYF_WEYMANN_1995,),
        explains=("knee_arc_passive", "knee_arc_active"),
        see=("arc", "fixed_flexion", "hyperextension"),
    ),
    Term(
        code="fixed_flexion",
        label="Fixed flexion deformity",
        names=("flexion contracture", "loss of extension", "extension deficit"),
        words=("contracture",),
        text="The knee cannot be brought straight even with help. Vastus asks for it in words, "
        "“lacks 10”, because a bare minus means lacking in some clinics and hyperextension in "
        "others.",
        explains=("knee_extension_passive",),
        see=("hyperextension", "extension_lag", "neutral_zero"),
    ),
    Term(
        code="hyperextension",
        label="Hyperextension",
        names=("recurvatum",),
        words=("hyperextends",),
        text="The knee goes beyond straight. It is entered as “hyperextends 5” and kept on the "
        "same axis as flexion, with the opposite sign, so that range and lag come out right.",
        explains=("knee_extension_passive", "knee_extension_active"),
        see=("fixed_flexion", "extensor_thrust"),
    ),
    Term(
        code="arc",
        label="Arc of motion",
        names=("arc",),
        everyday=True,
        text="The whole way a joint travels: end of flexion less end of extension, with the sign. "
        "A knee that hyperextends has the longer arc, one that lacks extension the shorter.",
        explains=("knee_arc_passive", "knee_arc_active"),
        see=("neutral_zero", "active_passive"),
    ),
    Term(
        code="extension_lag",
        label="Extension lag",
        names=("quadriceps lag", "extensor lag"),
        words=("lag",),
        text="The last degrees that the knee can be put through but the patient cannot reach or "
        "hold: active less passive extension. A small lag is found in healthy knees too, so Vastus "
        "calls it present only above 5°.",
        sources=(STILLMAN_2004, LAG_SIGN),
        explains=("extension_lag", "straight_leg_raise_lag", "straight_leg_raise_extension"),
        see=("active_passive", "fixed_flexion", "quadriceps"),
    ),
    Term(
        code="end_feel",
        label="End feel",
        text="What the examiner's hand meets at the end of a passive movement: firm, soft, hard, "
        "springy, or empty because pain stops it first.",
        see=("active_passive",),
    ),
    Term(
        code="heel_height_difference",
        label="Heel-height difference",
        names=("prone heel-height difference",),
        text="Lying face down with both shins off the table, how much higher one heel hangs than "
        "the other, in centimetres: a way to see lost extension. It shares its usual abbreviation "
        "with the hand-held dynamometer, so both are always written out. Degrees can be estimated "
        "from it and the length of the lower leg; the centimetres are what is kept.",
        explains=("heel_height_difference", "lower_leg_length", "heel_height_angle"),
        see=("fixed_flexion", "hand_held_dynamometer"),
    ),
    Term(
        code="thigh_girth",
        label="Thigh girth",
        names=("thigh circumference",),
        text="The circumference of the thigh at a marked distance above the superior pole of the "
        "patella. It goes with muscle bulk, but fat, swelling and the other thigh muscles count in "
        "as well: between patients it explained only 13 % of the variation in quadriceps symmetry, "
        "so strength is never worked out from it.",
        sources=(KRAHN_2025,),
        explains=(
            "thigh_girth_5_cm",
            "thigh_girth_10_cm",
            "thigh_girth_15_cm",
            "thigh_girth_20_cm",
        ),
        see=("superior_pole", "deficit", "swelling_confound"),
    ),
    Term(
        code="corrected_girth",
        label="Girth corrected by the skinfold",
        names=("corrected girth",),
        text="Girth less pi times the skinfold at the same mark: roughly the girth without the fat "
        "below the skin. It stays a length, and strength is not worked out from it either.",
        sources=(ISAK_GIRTH,),
        explains=("thigh_girth_15_cm_corrected", "thigh_skinfold_15_cm"),
        see=("thigh_girth",),
    ),
    Term(
        code="ikdc_groups",
        label="IKDC groups of passive motion",
        text="The examination form of the International Knee Documentation Committee sorts what a "
        "knee lacks of passive extension or flexion, against the other side, into the groups A to "
        "D. It says how much is lost and not why. Vastus tells B, C and D, and gives the letter "
        "rather than the form's own adjectives.",
        sources=(IKDC_EXAMINATION,),
        explains=("knee_extension_passive", "knee_flexion_passive"),
        see=("fixed_flexion", "difference_between_sides"),
    ),
    Term(
        code="modified_thomas_test",
        label="Modified Thomas test",
        names=("Thomas test",),
        text="Lying at the edge of the table with the other knee held to the chest: how far the "
        "thigh sinks tells of hip extension, how far the free knee bends tells of the length of "
        "rectus femoris. The pelvis has to be held, and two measurements of one patient differ "
        "widely.",
        sources=(PEELER_2008, VIGOTSKY_2016),
        explains=("hip_extension_thomas", "rectus_femoris_knee_angle"),
        see=("prone_knee_bend", "measurement_error"),
    ),
    Term(
        code="prone_knee_bend",
        label="Prone knee bend",
        names=("Ely test",),
        text="Lying face down the knee is bent until the pelvis moves or the end is firm: a look "
        "at the length of the quadriceps. Whether it brings on the known symptoms is asked apart.",
        explains=("prone_knee_bend_symptoms",),
        see=("modified_thomas_test",),
    ),
    Term(
        code="knee_extension_test",
        label="Knee extension at 90° of the hip",
        names=("90/90 test",),
        text="With the hip held at 90° the knee is straightened, by the patient or for them. "
        "Vastus keeps the bend that remains, so 0 is straight and less is better; some charts keep "
        "the angle that adds up with it to 180°.",
        sources=(REMAINING_BEND,),
        explains=("hamstrings_active", "hamstrings_passive"),
        see=("active_passive",),
    ),
    Term(
        code="weight_bearing_lunge",
        label="Weight-bearing lunge",
        names=("knee-to-wall test",),
        text="Heel down, the knee goes forward over the toes: how far the ankle bends under the "
        "body's weight. Centimetres to the wall and degrees of the shin are two measures and are "
        "not converted into each other; with the knee straight it is a third.",
        sources=(POWDEN_2015,),
        explains=("ankle_lunge_distance", "ankle_lunge_angle", "ankle_lunge_angle_straight"),
    ),
    Term(
        code="swelling_confound",
        label="Swelling confound",
        text="Swelling makes a limb thicker, wasting makes it thinner; near the joint the two hide "
        "each other. Vastus works out no muscle deficit at the sites next to the knee.",
        sources=(PICHONNAZ_2015,),
        explains=("thigh_girth_5_cm",),
        see=("thigh_girth", "effusion"),
    ),
    Term(
        code="effusion",
        label="Effusion",
        names=("fluid in the joint",),
        text="Fluid inside the joint. Swelling of the tissue around it is not the same. It dampens "
        "the quadriceps and hides wasting, so it is graded before strength and girth are read.",
        explains=("hot_swollen_knee",),
        see=("stroke_test", "patellar_tap", "swelling_confound"),
    ),
    Term(
        code="stroke_test",
        label="Stroke test",
        names=("sweep test", "bulge sign"),
        words=("stroke-test",),
        text="Fluid is swept upward out of the inner side of the knee, then brought back with one "
        "downward stroke on the outer side. Grades: zero, no wave; trace, a small wave; 1+, a "
        "larger bulge; 2+, fluid returns by itself; 3+, fluid cannot be moved. The grades are an "
        "order and not numbers, and one grade of change may lie between raters.",
        sources=(STURGILL_2009,),
        see=("effusion", "patellar_tap"),
    ),
    Term(
        code="patellar_tap",
        label="Patellar tap",
        names=("ballottement",),
        text="The pouch above the patella is emptied by hand and the patella pressed down: with "
        "enough fluid it sinks and taps. Small and very tense effusions are missed, and agreement "
        "between raters varies widely.",
        sources=(MARICAR_2016,),
        see=("effusion", "stroke_test"),
    ),
)
