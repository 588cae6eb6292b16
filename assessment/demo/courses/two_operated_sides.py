"""Both knees operated, years apart: the right one's episode is closed, the left one's is open.

The other leg is no healthy reference; both raw sides stand in every report.
"""

from __future__ import annotations

from datetime import time

from assessment.demo.course import (
    Course,
    Operation,
    Person,
    Visit,
    balance,
    force,
    girth,
    motion,
    pain,
)
from assessment.models import DominantLeg, InvolvedSide, VisitKind

MARCO = Person(
    number="10480",
    family_name="Castellano",
    given_name="Marco",
    age=27,
    birthday=(1, 5),
    sex="male",
    phone="020 7946 0110",
)

FIRST_KNEE = Course(
    clinic="riverside",
    person=MARCO,
    kind="acl_reconstruction",
    problem="Right ACL reconstruction, patellar tendon graft",
    side=InvolvedSide.RIGHT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=170,
    opened_weeks_ago=160,
    closed_weeks_ago=130,
    operations=(
        Operation(
            name="ACL reconstruction, patellar tendon graft",
            side=InvolvedSide.RIGHT,
            weeks_ago=162,
            surgeon="Rowan Achterberg",
        ),
    ),
    visits=(
        Visit(
            weeks_ago=150,
            kind=VisitKind.INITIAL,
            at=time(18, 0),
            answers={
                "visit": {"body_mass": "77 kg", "height": "181 cm"},
                "history": {
                    "reason_for_evaluation": "Twelve weeks after surgery, wants to run.",
                    "onset": "after_surgery",
                },
                "red_flags": {
                    "limb_procedure": "yes",
                    "cancer_history": "none",
                    "straight_leg_raise": "able",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 2 | hyperextends 3", "lacks 6 | 0"),
                    flexion=("132 | 142", "128 | 140"),
                ),
                "thigh_girth": girth("spring", at_10="45.0 cm | 47.6 cm"),
                "strength": force("knee_extension_force", "265 N | 455 N", lever="0.37 m"),
            },
            diagnoses={
                "Twelve weeks after ACL reconstruction: weak, and not quite straight": "right"
            },
            goals={
                "run": {
                    "goal": "Run round the reservoir.",
                    "knee_extension_force": "410 N | ",
                    "due": "20 weeks",
                },
                "straight": {
                    "goal": "Lie on the sofa with both knees as straight.",
                    "knee_extension_passive": "0 | ",
                    "due": "8 weeks",
                },
                "football": {"goal": "Play five-a-side again.", "due": "40 weeks"},
            },
        ),
        Visit(
            weeks_ago=131,
            kind=VisitKind.DISCHARGE,
            next_review="",
            at=time(18, 0),
            answers={
                "visit": {"body_mass": "78 kg"},
                "history": {"course": "improving", "adherence": "Gym three times a week."},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | hyperextends 3", "lacks 2 | 0"),
                    flexion=("140 | 142", "138 | 140"),
                ),
                "thigh_girth": girth("spring", at_10="46.8 cm | 47.8 cm"),
                "strength": force("knee_extension_force", "418 N | 462 N", lever="0.37 m"),
            },
            goals={
                "run": {"status": "met: Runs twice a week."},
                "straight": {"status": "met"},
                "football": {
                    "status": "dropped: Climbs instead and does not want to turn at speed."
                },
            },
        ),
    ),
)

SECOND_KNEE = Course(
    clinic="riverside",
    person=MARCO,
    kind="acl_reconstruction",
    problem="Left ACL reconstruction, hamstring graft; right reconstructed earlier",
    side=InvolvedSide.LEFT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=24,
    opened_weeks_ago=18,
    precautions="Right knee reconstructed three years ago.",
    operations=(
        Operation(
            name="ACL reconstruction, patellar tendon graft",
            side=InvolvedSide.RIGHT,
            weeks_ago=162,
            surgeon="Rowan Achterberg",
        ),
        Operation(
            name="ACL reconstruction, hamstring graft",
            side=InvolvedSide.LEFT,
            weeks_ago=19,
            surgeon="Rowan Achterberg",
        ),
    ),
    visits=(
        Visit(
            weeks_ago=12,
            kind=VisitKind.INITIAL,
            at=time(18, 0),
            answers={
                "visit": {"consent": "spoken", "body_mass": "80 kg", "height": "181 cm"},
                "history": {
                    "reason_for_evaluation": "Seven weeks after the left one. Says the right never "
                    "felt like before.",
                    "onset": "after_surgery",
                    "earlier_injury_surgery": "Right ACL reconstruction three years ago.",
                },
                "red_flags": {
                    "limb_procedure": "yes",
                    "cancer_history": "none",
                    "straight_leg_raise": "able",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "pain": pain("0 | 1", "1 | 4", "zero | 1+"),
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 6", "lacks 2 | lacks 14"),
                    flexion=("140 | 118", "138 | 112"),
                ),
                "thigh_girth": girth("spring", at_10="46.9 cm | 44.1 cm"),
                "strength": force("knee_extension_force", "421 N | 236 N", lever="0.37 m"),
                "function": balance("38 | 14"),
                "impression": {
                    "clinical_impression": "The right leg is no healthy reference: symmetry is "
                    "read with both raw sides."
                },
                "plan": {"plan_of_care": "Strength of both legs, extension of the left first."},
            },
            diagnoses={
                "Seven weeks after ACL reconstruction: extension deficit and effusion": "left",
                "Earlier ACL reconstruction; this leg is no healthy reference": "right",
            },
            goals={
                "straight": {
                    "goal": "Walk without the limp that his friends copy.",
                    "knee_extension_passive": " | 0",
                    "due": "10 weeks",
                },
                "climb": {
                    "goal": "Climb again, and land on either leg.",
                    "knee_extension_force": " | 400 N",
                    "due": "30 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=2,
            kind=VisitKind.REASSESSMENT,
            at=time(18, 0),
            answers={
                "visit": {"body_mass": "79 kg"},
                "history": {"course": "improving", "adherence": "Good."},
                "pain": pain("0 | 0", "0 | 2", "zero | trace"),
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | 0", "lacks 2 | lacks 5"),
                    flexion=("140 | 134", "138 | 131"),
                ),
                "thigh_girth": girth("spring", at_10="46.4 cm | 45.2 cm"),
                "strength": force("knee_extension_force", "388 N | 318 N", lever="0.37 m"),
                "function": balance("40 | 29"),
                "plan": {"plan_of_care": "The right has lost force meanwhile: train both."},
            },
            goals={
                "straight": {"status": "met: Straight, and the limp is gone."},
                "right": {
                    "goal": "Get back what the right leg lost meanwhile.",
                    "knee_extension_force": "420 N | ",
                    "due": "12 weeks",
                },
            },
        ),
    ),
)
