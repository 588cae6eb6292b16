"""Function, symptoms, and what patients rate themselves."""

from __future__ import annotations

from assessment.catalogue.sources import (
    ALGHADIR_2015,
    ALMEIDA_2010,
    BINKLEY_1999,
    CHAIR_STAND_SHEET,
    KAMPER_2009,
    KOOS_SCORING_2012,
    MCCLURE_2015,
    NPRS_FORMAT,
    REID_2007,
    Y_BALANCE_SRALAB,
)
from assessment.catalogue.types import Term

FUNCTION = (
    Term(
        code="y_balance",
        label="Y-balance",
        names=("Y-balance test",),
        text="Standing on one leg, the patient reaches with the other foot forward and to both "
        "sides behind. The side is the leg that stands, not the one that reaches. People are "
        "compared only by reach in percent of limb length, which has to be measured.",
        sources=(Y_BALANCE_SRALAB,),
        explains=(
            "limb_length",
            "y_balance_anterior",
            "y_balance_posteromedial",
            "y_balance_posterolateral",
            "y_balance_anterior_percent",
            "y_balance_posteromedial_percent",
            "y_balance_posterolateral_percent",
            "y_balance_composite",
        ),
        see=("limb_symmetry_index",),
    ),
    Term(
        code="chair_stand",
        label="Chair stand",
        names=("30-second chair stand", "sit-to-stand"),
        text="How often the patient stands up fully in 30 seconds with the arms crossed. More than "
        "half-way up when the time ends counts. Using the arms makes the standard score 0; such a "
        "count is kept apart.",
        sources=(CHAIR_STAND_SHEET,),
        explains=(
            "chair_stand",
            "chair_stand_standard",
            "chair_stand_adapted",
        ),
        see=("timed_up_and_go",),
    ),
    Term(
        code="timed_up_and_go",
        label="Timed up and go",
        names=("TUG",),
        text="Seconds to rise from a chair, walk 3 metres, turn, come back and sit down; less is "
        "better. Usual and fastest pace are two different measures.",
        sources=(ALGHADIR_2015,),
        explains=("timed_up_and_go",),
        see=("chair_stand",),
    ),
    Term(
        code="hop_tests",
        label="Hop tests",
        words=("single hop", "triple hop", "crossover hop", "timed hop"),
        text="Hops on one leg for distance or time, with the landing held. Distance is better when "
        "longer, time when shorter, and the limb symmetry index of the timed hop is turned round "
        "accordingly. Measurement error was published for the index and not for the distances.",
        sources=(REID_2007,),
        explains=("single_hop", "triple_hop", "crossover_hop", "timed_hop"),
        see=("limb_symmetry_index",),
    ),
    Term(
        code="stair_climb",
        label="Stair climb",
        text="Seconds up, or up and down. Stairs with another number of steps are another measure; "
        "height of the steps, rail and aid are said with it, since each changes the time.",
        sources=(ALMEIDA_2010,),
        explains=("stair_climb_11", "stair_climb_11_up", "stair_climb_9", "stair_climb_other"),
        see=("timed_up_and_go", "not_comparable"),
    ),
    Term(
        code="forward_step_down",
        label="Forward step-down",
        text="How often the patient, standing on a step on one leg, touches the floor in front "
        "with the other heel and comes back in half a minute. The side is the leg that stays on "
        "the step.",
        explains=("step_down_repetitions",),
        see=("limb_symmetry_index",),
    ),
    Term(
        code="numeric_pain_rating",
        label="Numeric pain rating scale",
        names=("NPRS",),
        words=("numeric pain rating", "pain rating"),
        text="Pain from 0, none, to 10, the worst imaginable, in whole numbers, for a stated time: "
        "now, best, worst, or with an activity. Each is its own measure, and none is the same as "
        "a mark on a 100 mm line.",
        sources=(NPRS_FORMAT,),
        explains=(
            "pain_now",
            "pain_worst",
            "pain_best",
            "pain_with_activity",
            "gait_pain",
            "stairs_pain",
            "squat_pain",
            "single_leg_squat_pain",
            "pain_before_session",
            "pain_during_session",
            "pain_after_session",
        ),
        see=("visual_analogue_scale", "minimal_clinically_important_difference"),
    ),
    Term(
        code="visual_analogue_scale",
        label="Visual analogue scale",
        names=("VAS",),
        text="The patient marks a point on a line; the distance from its start is the value. It is "
        "never drawn in one chart with a numeric rating.",
        explains=("pain_line_usual", "pain_line_worst", "pain_line_activity"),
        see=("numeric_pain_rating",),
    ),
    Term(
        code="irritability",
        label="Irritability",
        text="How easily symptoms are provoked, how strong they get, and how long they take to "
        "settle: low, moderate or high. The idea of three levels was described for the shoulder; "
        "nobody has tested it for the knee, so the therapist chooses and Vastus only suggests.",
        sources=(MCCLURE_2015,),
        see=("numeric_pain_rating",),
    ),
    Term(
        code="prom",
        label="Patient-reported outcome measure",
        names=("PROM",),
        text="A questionnaire the patient fills in, scored by the rules of its authors. Vastus "
        "keeps the score, its version and how blanks were treated; the wording of the questions "
        "belongs to its owners and is not reproduced.",
        explains=(
            "koos_pain",
            "koos_symptoms",
            "koos_adl",
            "koos_sport",
            "koos_qol",
            "koos_12_summary",
            "akps",
            "koos_pf",
            "ikdc",
            "lysholm",
            "tegner",
            "acl_rsi",
            "acl_rsi_short",
            "tsk_11",
        ),
        see=("koos", "lower_extremity_functional_scale", "global_rating_of_change"),
    ),
    Term(
        code="koos",
        label="KOOS",
        names=("Knee injury and Osteoarthritis Outcome Score",),
        text="A questionnaire of five subscales: pain, symptoms, daily living, sport and "
        "recreation, quality of life. Each runs from 0 to 100, and 100 is best. There is no total "
        "over the five, so none is shown.",
        sources=(KOOS_SCORING_2012,),
        explains=(
            "koos_pain",
            "koos_symptoms",
            "koos_adl",
            "koos_sport",
            "koos_qol",
        ),
        see=("prom",),
    ),
    Term(
        code="lower_extremity_functional_scale",
        label="Lower Extremity Functional Scale",
        names=("LEFS",),
        text="A questionnaire about everyday function of the leg, scored from 0 to 80; higher is "
        "better.",
        sources=(BINKLEY_1999,),
        explains=("lefs",),
        see=("prom",),
    ),
    Term(
        code="anterior_knee_pain_scale",
        label="Anterior Knee Pain Scale",
        names=("AKPS", "Kujala score"),
        text="A questionnaire about pain at the front of the knee; higher is better. Its questions "
        "carry different points, so a blank one cannot be filled with an average.",
        see=("prom",),
    ),
    Term(
        code="patient_specific_functional_scale",
        label="Patient-Specific Functional Scale",
        names=("PSFS",),
        text="The patient names a few activities that are difficult and rates each. At a later "
        "visit only the same activities are compared.",
        see=("prom",),
    ),
    Term(
        code="global_rating_of_change",
        label="Global rating of change",
        names=("GROC",),
        text="The patient says how much better or worse they are than at an earlier moment. The "
        "answer is a change already: two of them are never subtracted.",
        sources=(KAMPER_2009,),
        see=("prom", "minimal_clinically_important_difference"),
    ),
)
