"""Shorter courses of Nordhavn, where a decimal comma is written."""

from __future__ import annotations

from datetime import time

from assessment.demo.course import (
    Course,
    Operation,
    Person,
    Visit,
    chair_stands,
    force,
    motion,
    pain,
    up_and_go,
    walk,
)
from assessment.models import DominantLeg, InvolvedSide, VisitKind

NOTHING_BEFORE = {"limb_procedure": "no", "cancer_history": "none"}
NO_CONCERN = {"safeguarding_concern": "no"}
LOW = frozenset({"knee_flexion_passive", "knee_flexion_active"})

ONE_KNEECAP = Course(
    clinic="nordhavn",
    person=Person(
        number="2226",
        family_name="Sørensen",
        given_name="Freja",
        age=28,
        birthday=(1, 7),
        sex="female",
        phone="+45 32 22 00 11",
    ),
    kind="pfp",
    problem="Patellofemoral pain of the left knee",
    side=InvolvedSide.LEFT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=26,
    opened_weeks_ago=14,
    visits=(
        Visit(
            weeks_ago=14,
            kind=VisitKind.INITIAL,
            at=time(15, 0),
            answers={
                "visit": {"consent": "spoken", "body_mass": "61,5 kg", "height": "168 cm"},
                "history": {
                    "reason_for_evaluation": "Hurts after five kilometres and on the way down.",
                    "onset": "gradual",
                    "aggravating_running": "6",
                    "aggravating_stairs_down": "5",
                },
                "red_flags": NOTHING_BEFORE,
                "safeguarding": NO_CONCERN,
                "pain": pain("0 | 1", "0 | 6", "zero | zero"),
                "squat": {"squat_pain": "0 | 4", "single_leg_squat_grade": "good | fair"},
                "palpation": {"tender_lateral_facet": "0 | 2", "patellar_tilt": "none | lateral"},
                "strength": force("knee_extension_force", "331 N | 287 N", lever="0,33 m"),
            },
            diagnoses={"Patellofemoral pain, most likely from running downhill": "left"},
            goals={
                "ten": {
                    "goal": "Run ten kilometres.",
                    "aggravating_running": "1",
                    "due": "12 weeks",
                },
                "strong": {
                    "goal": "Go down the four floors at work with both legs alike.",
                    "knee_extension_force": " | 322,5 N",
                    "due": "10 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=9,
            kind=VisitKind.REASSESSMENT,
            at=time(15, 0),
            answers={
                "visit": {"body_mass": "61 kg"},
                "history": {"course": "improving", "aggravating_running": "3"},
                "pain": pain("0 | 0", "0 | 3", "zero | zero"),
                "squat": {"squat_pain": "0 | 2", "single_leg_squat_grade": "good | good"},
                "strength": force("knee_extension_force", "338 N | 318 N", lever="0,33 m"),
            },
            goals={
                "ten": {
                    "goal": "Run five kilometres twice a week.",
                    "due": "8 weeks",
                    "status": "open: Ten was her friends' wish.",
                }
            },
        ),
    ),
)

WITHOUT_SURGERY = Course(
    clinic="nordhavn",
    person=Person(
        number="2231",
        family_name="Dahl",
        given_name="Ingrid",
        age=52,
        birthday=(1, 18),
        sex="female",
        phone="+45 32 33 00 22",
    ),
    kind="meniscus",
    problem="Degenerative meniscus tear of the right knee, no surgery",
    side=InvolvedSide.RIGHT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=20,
    opened_weeks_ago=11,
    visits=(
        Visit(
            weeks_ago=11,
            kind=VisitKind.INITIAL,
            at=time(10, 30),
            answers={
                "visit": {"consent": "spoken", "body_mass": "72 kg", "height": "169 cm"},
                "history": {
                    "reason_for_evaluation": "Catches when she turns in the kitchen.",
                    "onset": "sudden_without_trauma",
                    "locking": "catches | never",
                },
                "red_flags": NOTHING_BEFORE,
                "safeguarding": NO_CONCERN,
                "pain": pain("1 | 0", "5 | 0", "1+ | zero"),
                "gait": walk("1,21", antalgic="mild | none"),
                "palpation": {"tender_medial_joint_line": "2 | 0"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 2 | 0", "lacks 4 | 0"),
                    flexion=("126 | 138", "122 | 135"),
                ),
                "strength": force("knee_extension_force", "248 N | 296 N", lever="0,32 m"),
                "function": chair_stands("14"),
            },
            diagnoses={
                "Degenerative tear of the medial meniscus as referred, no surgery wanted": "right"
            },
            goals={
                "kitchen": {"goal": "Turn in the kitchen without a catch.", "due": "8 weeks"},
                "walk": {
                    "goal": "Keep up with her walking friends.",
                    "gait_speed": "1,3",
                    "due": "10 weeks",
                },
                "chair": {
                    "goal": "Get up from the beach without a hand.",
                    "chair_stand": "18",
                    "due": "12 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=5,
            kind=VisitKind.REASSESSMENT,
            at=time(10, 30),
            answers={
                "visit": {"body_mass": "71,5 kg"},
                "history": {"course": "improving", "locking": "never | never"},
                "pain": pain("0 | 0", "2 | 0", "trace | zero"),
                "gait": walk("1,34", antalgic="none | none"),
                "palpation": {"tender_medial_joint_line": "1 | 0"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | 0", "lacks 2 | 0"),
                    flexion=("134 | 138", "131 | 135"),
                ),
                "strength": force("knee_extension_force", "281 N | 301 N", lever="0,32 m"),
                "function": chair_stands("17"),
            },
            goals={
                "kitchen": {"status": "met: No catch for three weeks."},
                "walk": {"status": "met: 1,34 m/s, and she leads them."},
            },
        ),
    ),
)

LEFT_REPLACEMENT = Course(
    clinic="nordhavn",
    person=Person(
        number="2234",
        family_name="Moreau",
        given_name="Helene",
        age=74,
        birthday=(1, 11),
        sex="female",
        phone="+45 32 44 00 33",
    ),
    kind="knee_replacement",
    problem="Left total knee replacement",
    side=InvolvedSide.LEFT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=None,
    opened_weeks_ago=9,
    operations=(
        Operation(
            name="Total knee replacement",
            side=InvolvedSide.LEFT,
            weeks_ago=12,
            surgeon="Kasper Lund",
        ),
    ),
    visits=(
        Visit(
            weeks_ago=9,
            kind=VisitKind.INITIAL,
            at=time(9, 45),
            kept=LOW,
            answers={
                "visit": {"consent": "spoken", "temperature": "36,8", "body_mass": "69 kg"},
                "history": {
                    "reason_for_evaluation": "Three weeks after surgery, sleeps badly.",
                    "onset": "after_surgery",
                },
                "red_flags": {
                    "limb_procedure": "yes",
                    "knee_implant": "yes",
                    "straight_leg_raise": "lag",
                },
                "safeguarding": NO_CONCERN,
                "pain": pain("0 | 4", "1 | 8", "zero | 2+"),
                "gait": walk("0,61", stiff_knee="none | severe")
                | {"assistive_device": "four_wheel_walker", "weight_bearing": "fwb | wbat"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 12", "0 | lacks 24"),
                    flexion=("128 | 78", "125 | 72"),
                ),
                "strength": {"knee_extension_grade": "4+ | 3-"},
                "function": up_and_go("24,5", aid="four-wheel walker"),
            },
            diagnoses={
                "Three weeks after total knee replacement: stiff and swollen": "left",
                "Broken sleep, most likely from the pain at night": "none",
            },
            goals={
                "sleep": {
                    "goal": "Sleep through the night.",
                    "pain_worst": " | 3",
                    "due": "6 weeks",
                },
                "baker": {
                    "goal": "Walk to the baker without the walker.",
                    "gait_speed": "0,9",
                    "due": "8 weeks",
                },
                "bicycle": {
                    "goal": "Ride her bicycle along the harbour.",
                    "knee_flexion_passive": " | 110",
                    "due": "12 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=6,
            kind=VisitKind.REASSESSMENT,
            at=time(9, 45),
            answers={
                "visit": {"body_mass": "68,5 kg"},
                "history": {"course": "improving", "adherence": "Bicycle twice a day."},
                "pain": pain("0 | 2", "0 | 5", "zero | 1+"),
                "gait": walk("0,84", stiff_knee="none | moderate")
                | {"assistive_device": "one_crutch", "assistive_device_hand": "right"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 7", "0 | lacks 14"),
                    flexion=("128 | 98", "125 | 94"),
                ),
                "strength": {"knee_extension_grade": "4+ | 4-"},
                "function": up_and_go("15,2", aid="one crutch"),
            },
            goals={"baker": {"status": "open: With one crutch since Sunday."}},
        ),
        Visit(
            weeks_ago=1,
            kind=VisitKind.REASSESSMENT,
            at=time(9, 45),
            answers={
                "visit": {"body_mass": "68 kg"},
                "history": {"course": "improving"},
                "pain": pain("0 | 1", "0 | 3", "zero | trace"),
                "gait": walk("1,02", stiff_knee="none | mild") | {"assistive_device": "none"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 3", "0 | lacks 8"),
                    flexion=("128 | 112", "125 | 108"),
                ),
                "strength": {
                    "knee_extension_grade": "4+ | 4",
                    **force("knee_extension_force", "196 N | 121 N", lever="0,31 m"),
                },
                "function": up_and_go("10,6") | chair_stands("9"),
            },
            goals={
                "sleep": {"status": "met: Has slept through for two weeks."},
                "baker": {"status": "met"},
                "bicycle": {"status": "open: Bends enough; the harbour waits for dry weather."},
            },
        ),
    ),
)
