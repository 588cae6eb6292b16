"""Patellar instability of the right knee, to discharge, where a decimal comma is written.

Knees that go further back than usual are kept; the student's evaluation is co-signed.
"""

from __future__ import annotations

from datetime import time

from assessment.catalogue.types import Evidence, Restricts, SourceLevel
from assessment.demo.course import Course, End, Person, Visit, girth, motion, setup
from assessment.demo.limiting import Limited
from assessment.models import DominantLeg, InvolvedSide, VisitKind
from clinics.roles import Role

BELT = setup(
    "knee_extension_force",
    fixation="belt",
    knee_angle="60",
    lever_arm="0,335 m | 0,335 m",
    device="dynamometer with belt, room 3",
)
FAR_BACK = frozenset({"knee_extension_passive"})

PATELLAR_INSTABILITY = Course(
    clinic="nordhavn",
    person=Person(
        number="2219",
        family_name="Holm-Vestergaard",
        given_name="Astrid",
        age=22,
        birthday=(1, 25),
        sex="female",
        phone="+45 32 65 43 21",
        contacts=({"role": "gp", "name": "Læge Bodil Krogh", "phone": "+45 32 11 22 33"},),
    ),
    kind="patellar_instability",
    problem="Patellar dislocation of the right knee, first time",
    side=InvolvedSide.RIGHT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=17,
    opened_weeks_ago=14,
    precautions="Brace for sport until reviewed.",
    reviewed_for="Second opinion on return to handball",
    limits=(
        Limited(
            side="right",
            restricts=Restricts.IMPACT,
            option="not_allowed",
            who="Instability protocol 2",
            level=SourceLevel.PROTOCOL,
            detail="Protocol of the clinic, first dislocation",
            from_weeks_ago=14,
            until_weeks_ago=4,
            lifted_weeks_ago=4,
            lifted_by="week 10, no apprehension, full range",
            evidence=Evidence.CRITERIA,
        ),
        Limited(
            side="right",
            restricts=Restricts.KNEELING,
            option="not_allowed",
            who="Instability protocol 2",
            level=SourceLevel.PROTOCOL,
            detail="Protocol of the clinic, first dislocation",
            from_weeks_ago=14,
            until_weeks_ago=3,
        ),
    ),
    visits=(
        Visit(
            weeks_ago=14,
            kind=VisitKind.INITIAL,
            at=time(13, 15),
            kept=FAR_BACK,
            answers={
                "visit": {"body_mass": "64,5 kg", "height": "1,72 m"},
                "history": {
                    "reason_for_evaluation": "The kneecap went out in a handball match and back by "
                    "itself. Afraid to turn on the leg.",
                    "onset": "acute_trauma",
                    "mechanism": "Planted the right foot and turned left; nobody touched her.",
                    "course": "improving",
                    "site_anterior": "yes | no",
                    "site_medial_joint_line": "yes | no",
                    "aggravating_squatting": "5",
                    "aggravating_stairs_down": "4",
                    "aggravating_jumping_landing": "8",
                    "easing_taping_brace": "6",
                    "giving_way": "demanding | never",
                    "swelling_reported": "after_demanding | never",
                    "locking": "never | never",
                    "imaging": "MRI: medial ligament of the kneecap torn at the femur, no loose "
                    "body.",
                    "activity_level": "competitive",
                    "sport_demands": "Handball, left back, second division.",
                    "patient_goals": "Play the second half of the season.",
                },
                "red_flags": {
                    "injury_date": "17 weeks ago",
                    "injury_mechanism": "twist",
                    "straight_leg_raise": "able",
                    "fracture_rule_exclusion": "seen_before",
                    "imaging_done": "yes",
                    "limb_procedure": "no",
                    "knee_implant": "no",
                    "cancer_history": "none",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=(
                        "hyperextends 14 | hyperextends 16",
                        "hyperextends 8 | hyperextends 12",
                    ),
                    flexion=("138 | 150", "135 | 148"),
                ),
                "thigh_girth": girth(
                    "spring",
                    at_5="40,9 cm | 40,2 cm",
                    at_10="44,6 cm | 46,8 cm",
                    at_15="48,9 cm | 51,0 cm",
                ),
                "strength": {
                    "knee_extension_grade": "4 | 5",
                    **BELT,
                    "knee_extension_force": "246 N | 352 N",
                },
            },
            diagnoses={
                "First dislocation of the kneecap, medial ligament torn on MRI": "right S83.014D",
                "Knees that go far back; other joints not looked at yet": "both",
            },
            goals={
                "turn": {
                    "goal": "Turn on the leg without thinking of the kneecap.",
                    "aggravating_jumping_landing": "2",
                    "due": "10 weeks",
                },
                "season": {
                    "goal": "Play the second half of the season.",
                    "knee_extension_force": "334,5 N | ",
                    "due": "14 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=8,
            kind=VisitKind.REASSESSMENT,
            at=time(13, 15),
            by=Role.STUDENT,
            end=End.COSIGNED,
            kept=FAR_BACK,
            answers={
                "visit": {"body_mass": "64,5 kg"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=(
                        "hyperextends 15 | hyperextends 16",
                        "hyperextends 11 | hyperextends 12",
                    ),
                    flexion=("146 | 150", "143 | 148"),
                ),
                "thigh_girth": girth(
                    "spring", at_10="45,5 cm | 46,9 cm", at_15="49,8 cm | 51,0 cm"
                ),
                "strength": {**BELT, "knee_extension_force": "304 N | 356 N"},
            },
        ),
        Visit(
            weeks_ago=2,
            kind=VisitKind.DISCHARGE,
            next_review="",
            at=time(13, 15),
            kept=FAR_BACK,
            answers={
                "visit": {"body_mass": "65 kg"},
                "history": {
                    "course": "improving",
                    "adherence": "Every session; trains with the team since last week.",
                    "aggravating_squatting": "0",
                    "aggravating_stairs_down": "0",
                    "aggravating_jumping_landing": "1",
                    "giving_way": "never | never",
                    "swelling_reported": "never | never",
                },
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=(
                        "hyperextends 15 | hyperextends 16",
                        "hyperextends 12 | hyperextends 12",
                    ),
                    flexion=("149 | 150", "147 | 148"),
                ),
                "thigh_girth": girth(
                    "spring", at_10="46,4 cm | 46,9 cm", at_15="50,6 cm | 51,1 cm"
                ),
                "strength": {
                    "knee_extension_grade": "5 | 5",
                    **BELT,
                    "knee_extension_force": "341 N | 359 N",
                },
            },
            goals={
                "turn": {"status": "met: Turns in training and says she forgets it."},
                "season": {
                    "status": "open: Force is where we aimed; her first match is next month."
                },
            },
        ),
    ),
)
