"""Patellofemoral pain in both knees at 16: no symmetry index, and a draft in progress.

The first screen is incomplete, and the restricted part carries words, since it is asked under 18.
"""

from __future__ import annotations

from datetime import time

from assessment.demo.course import Course, End, Person, Visit, motion, setup
from assessment.models import DominantLeg, InvolvedSide, VisitKind

BELT = setup(
    "knee_extension_force",
    fixation="belt",
    lever_arm="31 cm | 31 cm",
    device="clinic dynamometer 2",
)
HIP = setup(
    "hip_abduction_force",
    fixation="manual",
    position="side_lying",
    pad_site="above_knee",
    lever_arm="36 cm | 36 cm",
    device="clinic dynamometer 1",
)

PATELLOFEMORAL_PAIN = Course(
    clinic="riverside",
    person=Person(
        number="10467",
        family_name="Whitcombe",
        given_name="Nia",
        age=16,
        birthday=(1, 19),
        sex="female",
        phone="020 7946 0119",
        contacts=(
            {"role": "other", "name": "Carys Whitcombe, mother", "phone": "020 7946 0119"},
            {"role": "referrer", "name": "Dr Imogen Shaw", "organisation": "Quayside Surgery"},
        ),
    ),
    kind="pfp",
    problem="Patellofemoral pain, both knees",
    side=InvolvedSide.BOTH,
    dominant=DominantLeg.LEFT,
    onset_weeks_ago=30,
    opened_weeks_ago=9,
    visits=(
        Visit(
            weeks_ago=9,
            kind=VisitKind.INITIAL,
            at=time(16, 10),
            reasons={
                "red_flags": "Had to leave for her school bus; the three open questions are asked "
                "at the next visit."
            },
            answers={
                "visit": {"body_mass": "54 kg", "height": "164 cm"},
                "history": {
                    "reason_for_evaluation": "Both knees ache at the front in dance class and on "
                    "the stairs at school, the left a little more.",
                    "onset": "gradual",
                    "mechanism": "No injury. Began when rehearsals went from two to five a week.",
                    "course": "unchanged",
                    "site_anterior": "yes | yes",
                    "site_patellar_tendon": "no | no",
                    "site_tibial_tubercle": "no | no",
                    "aggravating_stairs_down": "6",
                    "aggravating_stairs_up": "4",
                    "aggravating_squatting": "6",
                    "aggravating_prolonged_sitting": "5",
                    "aggravating_jumping_landing": "7",
                    "other_activity_1": "Grand plié",
                    "aggravating_other_activity_1_rating": "7",
                    "easing_rest": "7",
                    "giving_way": "never | unsure",
                    "swelling_reported": "never | never",
                    "locking": "never | never",
                    "comorbidities": "Mild asthma.",
                    "medicines": "Inhaler before exercise.",
                    "imaging": "None.",
                    "activity_level": "high",
                    "sport_demands": "Dance five times a week, show at the end of term.",
                    "kneeling_demands": "Floor work in every class.",
                    "patient_goals": "Dance the whole show without counting the stairs after.",
                },
                "red_flags": {
                    "injury_mechanism": "none",
                    "limb_procedure": "no",
                    "cancer_history": "none",
                    "night_rest_pain": "not_assessed",
                    "weight_loss_sweats_fatigue": "not_assessed",
                    "growing_lump": "not_assessed",
                },
                "safeguarding": {
                    "safeguarding_concern": "no",
                    "safeguarding_said": "Seen alone for five minutes. Feels safe at home and in "
                    "class; says nobody presses her to dance in pain.",
                },
                "precautions": {"irritability": "moderate", "healing_stage": "gradual"},
                "range_of_motion": motion(
                    "inclinometer",
                    extension=(
                        "hyperextends 6 | hyperextends 7",
                        "hyperextends 4 | hyperextends 5",
                    ),
                    flexion=("148 | 147", "145 | 144"),
                ),
                "special_tests": {
                    "squat_pain_test": "positive | positive",
                    "resisted_extension_test": "negative | positive",
                    "patellar_palpation_test": "positive | positive",
                    "patellar_tilt_test": "negative | equivocal",
                    "kneeling_test": "!declined | !declined",
                },
                "strength": {
                    **BELT,
                    "knee_extension_force": "31.5 kgf | 29.0 kgf",
                    **HIP,
                    "hip_abduction_force": "12.5 kgf | 11.5 kgf",
                },
            },
            activities={
                "Going down the stairs at school": "4",
                "Grand plié in class": "3",
                "Sitting through a double lesson": "5",
            },
            diagnoses={"Patellofemoral pain, most likely from five rehearsals a week": "both"},
            goals={
                "show": {
                    "goal": "Dance the whole show without counting the stairs after.",
                    "due": "14 weeks",
                },
                "stairs": {
                    "goal": "Walk down the school stairs and hardly notice the knees.",
                    "aggravating_stairs_down": "2",
                    "due": "8 weeks",
                },
                "hips": {
                    "goal": "Hold her leg line to the end of class.",
                    "hip_abduction_force": " | 16 kgf",
                    "due": "6 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=5,
            kind=VisitKind.REASSESSMENT,
            at=time(16, 10),
            answers={
                "visit": {"body_mass": "54.5 kg"},
                "history": {
                    "course": "improving",
                    "adherence": "Hip work four days a week; cut rehearsals to three, agreed with "
                    "her teacher.",
                    "aggravating_stairs_down": "4",
                    "aggravating_squatting": "4",
                    "aggravating_jumping_landing": "5",
                },
                "red_flags": {
                    "night_rest_pain": "no",
                    "weight_loss_sweats_fatigue": "no",
                    "growing_lump": "no",
                },
                "range_of_motion": motion(
                    "inclinometer",
                    extension=(
                        "hyperextends 6 | hyperextends 6",
                        "hyperextends 4 | hyperextends 5",
                    ),
                    flexion=("148 | 148", "146 | 145"),
                ),
                "strength": {
                    **BELT,
                    "knee_extension_force": "33.0 kgf | 31.5 kgf",
                    **HIP,
                    "hip_abduction_force": "16.0 kgf | 17.0 kgf",
                },
            },
            activities={
                "Going down the stairs at school": "6",
                "Grand plié in class": "6",
                "Sitting through a double lesson": "7",
            },
            goals={
                "stairs": {"status": "open: Four out of ten now, with three rehearsals a week."},
                "hips": {"status": "met: 17 kgf, and her teacher sees it."},
            },
        ),
        Visit(
            weeks_ago=0,
            kind=VisitKind.REASSESSMENT,
            at=time(16, 10),
            end=End.DRAFT,
            screened=False,
            answers={
                "visit": {"body_mass": "55 kg"},
                "history": {
                    "course": "improving",
                    "adherence": "Back to four rehearsals; keeps the hip work as a warm-up.",
                    "aggravating_stairs_down": "2",
                },
                "red_flags": {"fever_unwell": "no", "hot_swollen_knee": "no"},
                "strength": {**BELT, "knee_extension_force": "34.5 kgf | "},
            },
            activities={"Going down the stairs at school": "8"},
        ),
    ),
)
