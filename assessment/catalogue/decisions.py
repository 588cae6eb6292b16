"""Design decisions of Vastus, each by its subject, so that a reviewer can accept or reject each.

Nobody published these numbers. A limit is no norm: it guards against a slip of the keyboard, a
wrong unit or a wrong side, and is set well outside what patients show.
"""

from __future__ import annotations

from assessment.catalogue.types import Reviewed, Source


def _decision(key: str, says: str) -> Source:
    return Source(
        key=f"vastus-{key}",
        citation=f"Vastus design decision 2026: {says}",
        reviewed=Reviewed.DESIGN,
    )


# The visit
VITAL_SIGN_LIMITS = _decision(
    "vital-sign-limits",
    "limits of vital signs catch slips of the keyboard; what is unusual is asked again, and none "
    "of them says that a patient is well",
)
BODY_SIZE_LIMITS = _decision(
    "body-size-limits",
    "limits of body mass and height catch a wrong unit (pounds, inches) and slips of the keyboard",
)
AGE_OF_BODY_MASS = _decision(
    "age-of-body-mass",
    "a body mass of up to 30 days before or after counts as the visit's when strength is divided "
    "by it",
)

# Nerves and circulation
REFILL_LIMITS = _decision(
    "refill-limits",
    "a capillary refill above 3 seconds is asked again and above 30 is a slip of the keyboard",
)

# Range of motion
ANGLE_LIMITS = _decision(
    "angle-limits",
    "limits of knee angles catch a wrong sign and slips of the keyboard; they are no norms",
)
MOTION_ORDER = _decision(
    "motion-order",
    "active flexion more than 3° above passive is asked again, since a helped knee bends further",
)
LAG_SIGN = _decision(
    "lag-above-5",
    "a lag is called present above 5°, from healthy knees that lag by up to 5.0° on average after "
    "a hold of 5 seconds (Stillman 2004)",
)

# Girth and lean mass
GIRTH_LIMITS = _decision(
    "girth-limits",
    "limits of girth catch inches, a wrong landmark and slips of the keyboard; where the sides "
    "differ by more than 8 cm, landmark and tape are checked",
)
GIRTH_TRIALS = _decision(
    "girth-trials",
    "readings of one girth that lie more than 1.0 cm apart are taken again",
)
LEAN_MASS_LIMITS = _decision(
    "lean-mass-limits", "limits of a leg's lean mass catch grams typed as kilograms"
)

# Strength
FORCE_LIMITS = _decision(
    "force-limits",
    "limits of force catch a wrong unit; above 300 N by hand it is asked whether the tester could "
    "hold it",
)
TORQUE_LIMITS = _decision(
    "torque-limits", "limits of torque catch a wrong unit and slips of the keyboard"
)
ONE_REPETITION_LIMITS = _decision(
    "one-repetition-limits",
    "limits of a one-repetition maximum catch pounds typed as kilograms and slips of the keyboard",
)
TEST_POSITION_LIMITS = _decision(
    "test-position-limits",
    "usual angles, speeds and lever arms of a strength test are taken as typed; others are asked "
    "again",
)
STRENGTH_TRIALS = _decision(
    "strength-trials",
    "trials of strength whose coefficient of variation is above 10 % are asked again",
)
QUADRICEPS_SET_GRADES = _decision(
    "quadriceps-set-grades",
    "five steps of a quadriceps set in our own words; no standard was found",
)
ACTIVATION_LIMITS = _decision(
    "activation-limits",
    "an activation ratio lies between 0 and 100 %, and below 40 % is asked again",
)

# Function
PERFORMANCE_LIMITS = _decision(
    "performance-limits",
    "limits of counts and times catch slips of the keyboard; they say nothing of how well it went",
)
REACH_LIMITS = _decision(
    "reach-limits",
    "limits of reach and of limb length catch inches and slips of the keyboard",
)
REACH_TRIALS = _decision(
    "reach-trials",
    "reaches whose coefficient of variation is above 10 % are asked again",
)

# Gait, squat, what is seen and felt
GAIT_LIMITS = _decision(
    "gait-limits",
    "limits of loads, distances and walking speed catch a wrong unit and slips of the keyboard",
)
STEP_LIMITS = _decision(
    "step-limits",
    "another height of step than the published one is asked again; below 2 and above 60 cm is a "
    "slip of the keyboard",
)
SEVERITY_GRADES = _decision(
    "severity-grades",
    "what is seen in a movement is none, mild, moderate or severe, in our own words; observers "
    "agree only slightly to moderately on such signs",
)
TENDERNESS_GRADES = _decision(
    "tenderness-grades", "five steps of tenderness, from none to touch that is not allowed"
)
WORDS_FOR_FINDINGS = _decision(
    "words-for-findings",
    "the answers offered for what is felt and seen at the knee are in our own words",
)

# Pain and scores
PAIN_ORDER = _decision(
    "pain-order",
    "pain at its best, now and at its worst have an order; against it, it is asked again",
)
SCORES_ENTERED = _decision(
    "scores-entered",
    "of a licensed questionnaire only the score is entered, from the filled-in official form",
)

# Words
OUR_TERMS = _decision(
    "our-terms",
    "where the field uses a word in more than one way, the glossary says which way is Vastus's",
)
