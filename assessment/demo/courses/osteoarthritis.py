"""Osteoarthritis of the left knee: held by hand at first, on a belt later, so not comparable.

The first visit was charted on paper, one evaluation is void, and the assistant's was returned.
"""

from __future__ import annotations

from datetime import time

from assessment.demo.course import Course, End, Person, Reminder, Visit, girth, motion, setup
from assessment.models import DominantLeg, InvolvedSide, OutcomeKind, VisitKind
from clinics.roles import Role

BY_HAND = setup(
    "knee_extension_force",
    fixation="manual",
    lever_arm="0.32 m | 0.32 m",
    device="clinic dynamometer 1",
)
BELT = setup(
    "knee_extension_force",
    fixation="belt",
    lever_arm="0.32 m | 0.32 m",
    device="clinic dynamometer 2",
)

OSTEOARTHRITIS = Course(
    clinic="riverside",
    person=Person(
        number="10431",
        family_name="Abara",
        given_name="Chidinma",
        age=58,
        birthday=(1, 8),
        sex="female",
        phone="020 7946 0188",
        contacts=(
            {"role": "referrer", "name": "Dr Owen Mallory", "organisation": "Quayside Surgery"},
        ),
    ),
    kind="osteoarthritis",
    problem="Osteoarthritis of the left knee, medial",
    side=InvolvedSide.LEFT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=160,
    opened_weeks_ago=16,
    reminders=(Reminder(outcome=OutcomeKind.MESSAGE_LEFT, note="Asked to call back."),),
    visits=(
        Visit(
            weeks_ago=16,
            kind=VisitKind.INITIAL,
            at=time(14, 30),
            late_reason="Charted on paper while the power was off; entered from the sheet.",
            answers={
                "visit": {"body_mass": "82 kg", "height": "165 cm"},
                "history": {
                    "reason_for_evaluation": "The left knee stops her after ten minutes of "
                    "shopping. Wants to know whether exercise makes it worse.",
                    "onset": "gradual",
                    "course": "fluctuating",
                    "site_medial_joint_line": "no | yes",
                    "site_anterior": "no | yes",
                    "aggravating_walking": "5",
                    "aggravating_stairs_down": "6",
                    "aggravating_kneeling": "7",
                    "aggravating_rising_from_chair": "5",
                    "easing_heat": "5",
                    "easing_movement": "4",
                    "giving_way": "never | unsure",
                    "swelling_reported": "never | after_demanding",
                    "locking": "never | catches",
                    "comorbidities": "Underactive thyroid, treated.",
                    "medicines": "Levothyroxine; ibuprofen gel on bad days.",
                    "imaging": "X-ray of both knees last year: narrowed medially on the left.",
                    "activity_level": "light",
                    "work_demands": "Part-time in a library, shelving from the floor up.",
                    "patient_goals": "Walk round the park with her grandson.",
                },
                "red_flags": {
                    "injury_mechanism": "none",
                    "limb_procedure": "no",
                    "knee_implant": "no",
                    "diabetes": "no",
                    "cancer_history": "none",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "precautions": {
                    "irritability": "moderate",
                    "healing_stage": "gradual",
                    "irritability_night_pain": "moderate",
                    "irritability_disability": "moderate",
                },
                "range_of_motion": motion(
                    "short_goniometer",
                    extension=("0 | lacks 6", "0 | lacks 9"),
                    flexion=("132 | 116", "129 | 112"),
                ),
                "thigh_girth": girth("plain", at_10="49.5 cm | 47.8 cm"),
                "strength": {
                    "knee_extension_grade": "5 | 4",
                    **BY_HAND,
                    "knee_extension_force": "212 N | 168 N",
                },
            },
            activities={
                "Walking round the park": "4",
                "Kneeling at the lowest shelf": "1",
                "Getting up from the library stool": "5",
            },
            diagnoses={
                "Osteoarthritis of the knee, by history, examination and X-ray": "left M17.12",
                "Deconditioned, probably from years of sparing the leg": "none",
            },
            goals={
                "park": {
                    "goal": "Walk round the park with her grandson.",
                    "aggravating_walking": "2",
                    "due": "12 weeks",
                },
                "chair": {
                    "goal": "Rise from the low library stool without her hands.",
                    "aggravating_rising_from_chair": "3",
                    "due": "10 weeks",
                },
                "kneel": {
                    "goal": "Shelve the lowest row on her knees.",
                    "aggravating_kneeling": "3",
                    "due": "16 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=9,
            kind=VisitKind.REASSESSMENT,
            at=time(14, 30),
            end=End.VOID,
            said="The dynamometer was found out of calibration the same afternoon; measured again "
            "a week later.",
            answers={
                "visit": {"body_mass": "81 kg"},
                "strength": {**BELT, "knee_extension_force": "322 N | 264 N"},
            },
        ),
        Visit(
            weeks_ago=8,
            next_review="6 weeks",
            kind=VisitKind.REASSESSMENT,
            at=time(14, 30),
            answers={
                "visit": {"body_mass": "81 kg"},
                "history": {
                    "course": "improving",
                    "adherence": "Chair stands daily, the band twice a week.",
                    "aggravating_walking": "3",
                    "aggravating_stairs_down": "5",
                    "aggravating_rising_from_chair": "3",
                },
                "range_of_motion": motion(
                    "short_goniometer",
                    extension=("0 | lacks 5", "0 | lacks 7"),
                    flexion=("132 | 119", "130 | 115"),
                ),
                "thigh_girth": girth("plain", at_10="49.4 cm | 48.0 cm"),
                "strength": {
                    "knee_extension_grade": "5 | 4+",
                    **BELT,
                    "knee_extension_force": "241 N | 196 N",
                },
            },
            activities={
                "Walking round the park": "6",
                "Kneeling at the lowest shelf": "!not_applicable",
                "Getting up from the library stool": "8",
                "Carrying shopping up to the flat": "5",
            },
            goals={
                "park": {
                    "due": "8 weeks",
                    "status": "open: Half-way round so far; the date is moved with her.",
                },
                "chair": {"status": "met: Rises without her hands at work."},
                "kneel": {"status": "dropped: The library gave her a stool on wheels."},
            },
        ),
        Visit(
            weeks_ago=2,
            kind=VisitKind.REASSESSMENT,
            at=time(14, 30),
            by=Role.ASSISTANT,
            end=End.RETURNED,
            said="Lever arm of the left is missing, so there is no torque to compare. Please "
            "measure it with her next time she is in, then submit again.",
            answers={
                "visit": {"body_mass": "80.5 kg"},
                "range_of_motion": motion(
                    "short_goniometer",
                    extension=("0 | lacks 4", "0 | lacks 6"),
                    flexion=("132 | 121", "130 | 118"),
                ),
                "strength": {
                    **BELT,
                    **setup("knee_extension_force", lever_arm="0.32 m | "),
                    "knee_extension_force": "244 N | 209 N",
                },
            },
        ),
    ),
)
