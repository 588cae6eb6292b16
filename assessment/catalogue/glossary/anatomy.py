"""The quadriceps, its vasti, and the patella."""

from __future__ import annotations

from assessment.catalogue.decisions import OUR_TERMS
from assessment.catalogue.sources import (
    CHESTER_2008,
    HANCOCK_2018,
    HIEMSTRA_2021,
    KOLOWICH_1990,
    NORKIN_WHITE,
)
from assessment.catalogue.types import Term

ANATOMY = (
    Term(
        code="quadriceps",
        label="Quadriceps",
        names=("quadriceps femoris",),
        text="The muscle at the front of the thigh that straightens the knee: rectus femoris, "
        "vastus lateralis, vastus medialis and vastus intermedius. Its strength is measured as a "
        "whole; no strength test isolates one head.",
        explains=("knee_extension_grade", "knee_extension_force", "knee_extension_torque"),
        see=("vastus_medialis", "extensor_mechanism"),
    ),
    Term(
        code="vastus_medialis",
        label="Vastus medialis",
        text="The inner head of the quadriceps, from the femur to the inner border of the patella. "
        "Its bulk and the quality of its contraction can be seen and felt. They are charted as "
        "observations; they say nothing about why a knee hurts.",
        explains=("vastus_medialis_bulk", "vastus_medialis_contraction"),
        see=("vmo", "quadriceps"),
    ),
    Term(
        code="vmo",
        label="VMO",
        names=("vastus medialis obliquus", "oblique fibres of vastus medialis"),
        words=("vastus medialis oblique",),
        text="The lowest, obliquely running fibres of vastus medialis. Vastus avoids the word: the "
        "fibres are not a separate muscle, and no test or exercise is known to select them. "
        "Studies of whether they switch on late differ so much that timing tells nothing about "
        "the single patient, so it is never read as a diagnosis. Where electrodes were used, only "
        "the order of the two onsets is said.",
        sources=(CHESTER_2008,),
        explains=(
            "vastus_onset_difference",
            "onset_vastus_medialis",
            "onset_vastus_lateralis",
            "vastus_ratio",
        ),
        see=("vastus_medialis", "quadriceps"),
    ),
    Term(
        code="extensor_mechanism",
        label="Extensor mechanism",
        text="Quadriceps, quadriceps tendon, patella, patellar tendon and tibial tubercle: the "
        "chain that straightens the knee. A break anywhere in it can show as a leg that cannot be "
        "lifted straight, which the red-flag screen asks about.",
        see=("quadriceps", "extension_lag", "red_flag"),
        explains=("cannot_straighten_or_lift",),
    ),
    Term(
        code="superior_pole",
        label="Superior pole of the patella",
        names=("base of the patella", "upper pole"),
        words=("superior pole",),
        text="The upper border of the kneecap. Anatomists call it the base, although it lies on "
        "top; the two words name the same landmark. Girth distances are measured upward from it.",
        see=("inferior_pole", "thigh_girth"),
    ),
    Term(
        code="inferior_pole",
        label="Inferior pole of the patella",
        names=("apex of the patella", "lower pole"),
        words=("inferior pole",),
        text="The lower tip of the kneecap, which anatomists call the apex. The patellar tendon "
        "begins here. A distance “above the patella” is ambiguous by the length of the bone unless "
        "the pole is named.",
        see=("superior_pole",),
    ),
    Term(
        code="patella_alta_baja",
        label="Patella alta, patella baja",
        names=("high-riding patella", "low-riding patella"),
        words=("alta", "baja", "patella alta", "patella baja"),
        text="A kneecap that sits higher (alta) or lower (baja) than usual. Seen and felt it is an "
        "impression; only imaging measures it. New, and on one side after an injury, it belongs to "
        "the red-flag screen.",
        see=("extensor_mechanism", "tracking"),
    ),
    Term(
        code="tracking",
        label="Patellar tracking",
        words=("tracking",),
        text="The path of the kneecap as the knee bends and straightens, watched from the front. "
        "Raters agree poorly on it, so it is charted as seen and drives no conclusion.",
        sources=(HIEMSTRA_2021,),
        see=("j_sign", "patella_alta_baja"),
    ),
    Term(
        code="j_sign",
        label="J-sign",
        words=("J sign",),
        text="Close to full extension the kneecap slips abruptly outward, so that its path looks "
        "like an upside-down J. Charted by side and severity; two raters often disagree.",
        sources=(HIEMSTRA_2021,),
        see=("tracking", "apprehension"),
    ),
    Term(
        code="glide",
        label="Glide in quadrants",
        names=("patellar glide",),
        words=("quadrant",),
        text="How far the relaxed kneecap can be pushed inward or outward, counted in quarters of "
        "its own width. Vastus calls 1 to 2 quadrants usual, less hypomobile, 3 or more "
        "hypermobile, and what lies between borderline.",
        sources=(KOLOWICH_1990, OUR_TERMS),
        see=("tilt", "apprehension"),
    ),
    Term(
        code="tilt",
        label="Patellar tilt",
        text="The kneecap stands turned about its long axis, usually with the outer edge down. The "
        "examiner tries to lift that edge to the horizontal and says whether it comes.",
        explains=("patellar_tilt",),
        see=("glide", "tracking"),
    ),
    Term(
        code="apprehension",
        label="Apprehension",
        words=("patellar apprehension",),
        text="The patient tenses, pulls away or says the kneecap is about to come out while it is "
        "pushed outward. Fear of it is the finding; pain alone is not.",
        see=("glide", "j_sign"),
    ),
    Term(
        code="crepitus",
        label="Crepitus",
        text="Grating or crackling felt under the hand as the joint moves. Common in knees without "
        "symptoms, so it is charted with whether it hurts.",
        see=("tracking",),
    ),
    Term(
        code="goniometer",
        label="Goniometer",
        names=("inclinometer",),
        words=("goniometry",),
        text="An instrument that reads a joint angle: a protractor with two arms, or a sensor that "
        "reads its own tilt (inclinometer). Each has its own error, so readings of different kinds "
        "are not compared without a caution, and a guess by eye never with a measured angle.",
        sources=(NORKIN_WHITE, HANCOCK_2018),
        see=("measurement_error", "not_comparable"),
    ),
)
