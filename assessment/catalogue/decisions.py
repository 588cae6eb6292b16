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

JUMPS = _decision(
    "jumps",
    "a change since the last visit is asked about when it is larger than a knee changes in weeks: "
    "a girth or a body mass by more than 15 % of the smaller value, a height by 3 %, a force or "
    "torque to more than double or less than half, a flexion angle by 60°",
)

# Red flags
ACUTE_INJURY = _decision(
    "acute-injury",
    "a knee is examined as an injured one for 42 days after an injury; without a date it counts "
    "as one",
)
SURGICAL_WINDOWS = _decision(
    "surgical-windows",
    "early after surgery is 14 days, a wound heals within 6 weeks, a leg is screened as operated "
    "for 12 weeks, an injury explains a hot and swollen knee for 7 days",
)
ANKLE_BRACHIAL_INDEX_LIMITS = _decision(
    "ankle-brachial-index-limits", "an ankle-brachial index above 3 is a slip of the keyboard"
)
INSUFFICIENCY_FRACTURE = _decision(
    "insufficiency-fracture",
    "an older adult is 55 or more where an insufficiency fracture is meant",
)
PREGNANCY_AGES = _decision(
    "pregnancy-ages",
    "pregnancy is asked about from 12 to 55 years, unless the record says male",
)
GRADE_DROP_WHOLE = _decision(
    "grade-drop", "a muscle grade fell when it fell by a whole grade; plus and minus do not count"
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
LENGTH_TEST_LIMITS = _decision(
    "length-test-limits",
    "limits of hip, muscle-length and ankle tests catch a wrong sign, a wrong convention and "
    "slips of the keyboard; they are no norms",
)
MOTION_ORDER = _decision(
    "motion-order",
    "active flexion more than 3° above passive is asked again, since a helped knee bends further",
)
REMAINING_BEND = _decision(
    "remaining-bend",
    "in the hamstring tests the bend that remains is kept, so that 0 is straight and less is "
    "better",
)
HEEL_ANGLE = _decision(
    "heel-angle",
    "centimetres between the heels become degrees only by the sine over a measured lower leg, "
    "named an estimate, and cannot be more than that leg is long",
)
LENGTH_TEST_ORDER = _decision(
    "length-test-order",
    "a hamstring test that is more than 3° straighter when active than when helped is asked again",
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
SKINFOLD_LIMITS = _decision(
    "skinfold-limits",
    "limits of a skinfold catch centimetres and slips of the keyboard",
)
GIRTH_ORDER = _decision(
    "girth-order",
    "a girth of the thigh that is larger than the one above it is asked again, since the "
    "thigh grows thicker upwards",
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
REPETITION_LIMITS = _decision(
    "repetition-limits",
    "the maximum is estimated from 1 to 12 repetitions, asked about above 10, since the "
    "formulas part and lose accuracy there",
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
VASTUS_MEDIALIS_GRADES = _decision(
    "vastus-medialis-grades",
    "steps for the wasting and the contraction of the vastus medialis, compared with the "
    "other side; no published standard was found",
)
ACTIVATION_LIMITS = _decision(
    "activation-limits",
    "an activation ratio lies between 0 and 100 %, and below 40 % is asked again",
)
ELECTRODE_LIMITS = _decision(
    "electrode-limits",
    "limits of onsets and ratios by surface electrodes catch seconds and slips of the "
    "keyboard; no figure of theirs means anything by itself",
)

# Function
PERFORMANCE_LIMITS = _decision(
    "performance-limits",
    "limits of counts and times catch slips of the keyboard; they say nothing of how well it went",
)
HOP_LIMITS = _decision(
    "hop-limits",
    "limits of hop tests catch metres, a wrong test and slips of the keyboard",
)
STAIR_LIMITS = _decision(
    "stair-limits",
    "limits of times on stairs and of step-down repetitions catch minutes and slips of the "
    "keyboard",
)
HOP_TRIALS = _decision(
    "hop-trials",
    "hops that vary by more than 10 % are asked about, as trials of strength are",
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
WORDS_FOR_TESTS = _decision(
    "words-for-tests",
    "special tests without verified accuracy are recorded as positive, negative or equivocal, "
    "and say nothing more",
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
OWN_ACTIVITIES = _decision(
    "own-activities",
    "three of the patient's own activities are wanted and up to five offered; fewer are said "
    "as such and not refused",
)
RATING_OF_CHANGE = _decision(
    "rating-of-change",
    "a rating of change is entered in words, better or worse with a number, and never set "
    "against another one",
)
INSTRUMENT_ITEMS = _decision(
    "instrument-items",
    "a score is entered as a total or by the numbers of the items; where its authors give no "
    "rule for blanks all items are needed, and prorating is a choice that is said",
)

# Restrictions and intensity
TEST_DEMANDS = _decision(
    "test-demands",
    "how far each test bends the knee, how it loads it, what weight it puts on the leg, and at "
    "which tier it stands",
)

# Test intensity
TEST_INTENSITY = _decision(
    "test-intensity",
    "the hardest tests suggested by irritability and healing stage, cell by cell, after the idea "
    "of the STAR system (McClure and Michener, Phys Ther 2015) that an irritable joint is loaded "
    "less",
)
INTENSITY_OVERLAYS = _decision(
    "intensity-overlays",
    "what lowers the suggested intensity besides: open red flags, rules that are incomplete, "
    "restrictions, operations and instability",
)
INTENSITY_WINDOWS = _decision(
    "intensity-windows",
    "an injury counts as acute for 6 weeks; an operation without restrictions is asked about for "
    "12 weeks, and for 26 weeks where ligament, tendon, cartilage or bone heals slowly",
)
ISOMETRIC_AFTER_A_GRAFT = _decision(
    "isometric-after-a-graft",
    "from 6 to 12 weeks after an ACL reconstruction isometric extension is tested at 60° to 90°, "
    "where the ligament is strained little (Beynnon 1995, recalled)",
)
KNEECAP_HELD_ANEW = _decision(
    "kneecap-held-anew",
    "for 12 weeks after an MPFL reconstruction or a tubercle osteotomy the kneecap is not pushed "
    "outwards in tests",
)
HAMSTRING_TAKEN = _decision(
    "hamstring-taken",
    "for 12 weeks after a hamstring graft was taken from a leg its knee flexion is not resisted in "
    "tests; where nobody says from which leg it is the operated one",
)
IRRITABILITY_LEVELS = _decision(
    "irritability-levels",
    "the shoulder's three levels of irritability (McClure and Michener, Phys Ther 2015;95:791) "
    "used for the knee, suggested by the majority of what is charted, ties to the more irritable, "
    "and one level more with an effusion of 2+ or a rise by a grade",
)
HEALING_STAGES = _decision(
    "healing-stages",
    "stages by days since the injury, from a teaching page's 0 to 3, 3 to 8 and more than 8 "
    "weeks; the last stage by criteria only",
)
HOP_PREREQUISITES = _decision(
    "hop-prerequisites",
    "hop tests are suggested once their prerequisites are met, and not while one is not assessed",
)
BLOOD_PRESSURE_AND_EFFORT = _decision(
    "blood-pressure-and-effort",
    "no maximal effort from 180 systolic or 110 diastolic on, below the 200 or 110 that the "
    "American College of Sports Medicine names for exercise testing (recalled)",
)
GROWTH_PLATES = _decision(
    "growth-plates",
    "under 18 years growth plates may be open, and repeated maximal effort waits while an "
    "apophysis hurts",
)
PAIN_DURING_TESTS = _decision(
    "pain-during-tests",
    "whole ratings read by the pain-monitoring model (Thomeé, Phys Ther 1997;77:1690): limited "
    "by pain from 4 on, to be stopped above 5 or from 2 above the pain before",
)
RESTRICTION_WINDOWS = _decision(
    "restriction-windows",
    "for 12 weeks after a procedure (26 after ACL, cartilage, osteotomy and tendon procedures) "
    "restrictions that nobody entered are unknown, never none",
)

# Words
OUR_TERMS = _decision(
    "our-terms",
    "where the field uses a word in more than one way, the glossary says which way is Vastus's",
)
