"""A second record of a patient of the clinic, as a front desk makes one by mistake.

Rosa Bianchi came again with the other knee and was registered anew as "Bianci", with another
telephone number. An admin finds the two and merges them.
"""

from __future__ import annotations

from datetime import time

from assessment.demo.course import Course, Person, Visit, force, motion, pain, up_and_go, walk
from assessment.models import DominantLeg, InvolvedSide, VisitKind

SECOND_RECORD = Course(
    clinic="riverside",
    person=Person(
        number="10495",
        family_name="Bianci",
        given_name="Rosa",
        age=66,
        birthday=(1, 28),
        sex="female",
        phone="020 7946 0171",
        although="Says on the telephone that she was never here before.",
    ),
    kind="other",
    problem="Right knee pain after a fall on the steps",
    side=InvolvedSide.RIGHT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=6,
    opened_weeks_ago=5,
    visits=(
        Visit(
            weeks_ago=5,
            kind=VisitKind.INITIAL,
            at=time(15, 10),
            answers={
                "visit": {"consent": "spoken", "body_mass": "72 kg", "height": "163 cm"},
                "history": {
                    "reason_for_evaluation": "Fell on the right knee a week ago; stairs hurt.",
                    "onset": "acute_trauma",
                    "course": "improving",
                },
                "red_flags": {
                    "injury_mechanism": "twist",
                    "limb_procedure": "no",
                    "cancer_history": "none",
                    "straight_leg_raise": "able",
                    "fracture_rule_exclusion": "seen_before",
                    "imaging_done": "yes",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "pain": pain("2 | 0", "5 | 1", "trace | zero"),
                "gait": walk("1.10", antalgic="mild | none"),
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 3", "lacks 2 | lacks 5"),
                    flexion=("124 | 120", "121 | 117"),
                ),
                "strength": force("knee_extension_force", "205 N | 199 N", lever="0.31 m"),
                "function": up_and_go("11.2"),
                "outcome_measures": {"koos_pain": "58.3"},
                "plan": {"plan_of_care": "Keep moving; bend and stretch daily, stairs as it lets."},
            },
            diagnoses={"Bruised knee after a fall": "right"},
            goals={
                "stairs": {
                    "goal": "Go down the stairs one foot after the other.",
                    "pain_worst": "2 | ",
                    "due": "4 weeks",
                },
                "walk": {
                    "goal": "Walk to the allotment and back.",
                    "gait_speed": "1.15",
                    "due": "6 weeks",
                },
            },
            next_review="4 weeks",
        ),
    ),
)
