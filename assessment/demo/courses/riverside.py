"""Shorter courses of Riverside: both knees, a long course, a discharge, a plan before surgery."""

from __future__ import annotations

from datetime import time

from assessment.demo.course import (
    Answers,
    Course,
    End,
    Person,
    Visit,
    balance,
    chair_stands,
    force,
    girth,
    motion,
    pain,
    up_and_go,
    walk,
)
from assessment.models import DominantLeg, InvolvedSide, VisitKind

SEEN_BEFORE = {
    "straight_leg_raise": "able",
    "fracture_rule_exclusion": "seen_before",
    "imaging_done": "yes",
}
NOTHING_BEFORE = {"limb_procedure": "no", "cancer_history": "none"}
NO_CONCERN = {"safeguarding_concern": "no"}
LOW = frozenset({"knee_flexion_passive", "knee_flexion_active"})

BOTH_KNEES = Course(
    clinic="riverside",
    person=Person(
        number="10483",
        family_name="Okafor",
        given_name="Grace",
        age=70,
        birthday=(1, 12),
        sex="female",
        phone="020 7946 0113",
    ),
    kind="osteoarthritis",
    problem="Osteoarthritis of both knees",
    side=InvolvedSide.BOTH,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=300,
    opened_weeks_ago=10,
    visits=(
        Visit(
            weeks_ago=10,
            kind=VisitKind.INITIAL,
            at=time(11, 30),
            answers={
                "visit": {"consent": "spoken", "body_mass": "84 kg", "height": "160 cm"},
                "history": {
                    "reason_for_evaluation": "Needs her arms to get out of every chair.",
                    "onset": "gradual",
                    "course": "worsening",
                    "aggravating_rising_from_chair": "7",
                    "aggravating_stairs_down": "6",
                },
                "red_flags": NOTHING_BEFORE,
                "safeguarding": NO_CONCERN,
                "pain": pain("3 | 2", "7 | 6", "trace | trace"),
                "gait": walk("0.82", antalgic="mild | mild", varus_thrust="mild | none")
                | {"assistive_device": "single_point_cane", "assistive_device_hand": "left"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 6 | lacks 5", "lacks 9 | lacks 8"),
                    flexion=("112 | 115", "108 | 111"),
                ),
                "strength": force("knee_extension_force", "148 N | 156 N", lever="0.30 m"),
                "function": chair_stands("9", arms="used") | up_and_go("14.8", aid="cane"),
                "outcome_measures": {"koos_pain": "41.7", "koos_adl": "45.6", "koos_qol": "25"},
                "plan": {"plan_of_care": "Strength twice a week, weight and pacing."},
            },
            diagnoses={
                "Osteoarthritis of both knees, by history and examination": "both M17.0",
                "Weak legs, most likely from sitting more in the last year": "none",
            },
            goals={
                "chair": {
                    "goal": "Get out of a chair with her arms crossed.",
                    "chair_stand": "10",
                    "due": "10 weeks",
                },
                "church": {
                    "goal": "Walk to church at the pace of the others.",
                    "gait_speed": "1.0",
                    "due": "12 weeks",
                },
                "cane": {"goal": "Leave the cane at home.", "due": "12 weeks"},
            },
        ),
        Visit(
            weeks_ago=4,
            kind=VisitKind.REASSESSMENT,
            at=time(11, 30),
            answers={
                "visit": {"body_mass": "82.5 kg"},
                "history": {"course": "improving", "adherence": "Never missed the group."},
                "pain": pain("2 | 1", "5 | 4", "zero | zero"),
                "gait": walk("0.94", antalgic="none | none", varus_thrust="mild | none"),
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 5 | lacks 4", "lacks 7 | lacks 6"),
                    flexion=("115 | 118", "112 | 115"),
                ),
                "strength": force("knee_extension_force", "171 N | 183 N", lever="0.30 m"),
                "function": chair_stands("8") | up_and_go("12.1", aid="cane"),
                "outcome_measures": {"koos_pain": "58.3", "koos_adl": "61.8", "koos_qol": "37.5"},
                "plan": {"plan_of_care": "On, with the arms crossed from now on."},
            },
            goals={
                "chair": {
                    "status": "open: Eight with the arms crossed; nine before, with her arms."
                },
                "cane": {"status": "dropped: Feels safer with it among people and keeps it."},
            },
        ),
    ),
)


def _month(
    weeks_ago: int,
    mass: str,
    worst: str,
    left_force: str,
    speed: str,
    koos: str,
    looked_again: Answers | None = None,
    **goals: Answers,
) -> Visit:
    """One of the monthly visits of a long course, and what it says of its goals.

    `looked_again` says what was done about a course that had come to a plateau (RF-32).
    """
    return Visit(
        weeks_ago=weeks_ago,
        kind=VisitKind.REASSESSMENT,
        at=time(9, 0),
        answers={
            "visit": {"body_mass": mass},
            "history": {"course": "fluctuating", "adherence": "Most weeks."},
            "pain": pain(" | 2", f"1 | {worst}", "zero | trace"),
            "gait": walk(speed),
            "range_of_motion": motion(
                "long_goniometer",
                extension=("0 | lacks 3", "0 | lacks 5"),
                flexion=("132 | 121", "130 | 118"),
            ),
            "strength": force("knee_extension_force", f"242 N | {left_force} N", lever="0.31 m"),
            "outcome_measures": {"koos_pain": koos},
        },
        alerts={"RF-32": looked_again} if looked_again else {},
        goals=goals,
    )


LONG_COURSE = Course(
    clinic="riverside",
    person=Person(
        number="10412",
        family_name="Bianchi",
        given_name="Rosa",
        age=66,
        birthday=(1, 28),
        sex="female",
        phone="020 7946 0117",
    ),
    kind="osteoarthritis",
    problem="Osteoarthritis of the left knee, kneecap joint",
    side=InvolvedSide.LEFT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=200,
    opened_weeks_ago=26,
    visits=(
        Visit(
            weeks_ago=26,
            kind=VisitKind.INITIAL,
            at=time(9, 0),
            answers={
                "visit": {"consent": "spoken", "body_mass": "74 kg", "height": "163 cm"},
                "history": {
                    "reason_for_evaluation": "Stairs and rising, worse in the cold.",
                    "onset": "gradual",
                    "patient_goals": "Keep her allotment.",
                },
                "red_flags": NOTHING_BEFORE,
                "safeguarding": NO_CONCERN,
                "pain": pain("0 | 3", "1 | 7", "zero | 1+"),
                "gait": walk("1.02", antalgic="none | mild"),
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 4", "0 | lacks 7"),
                    flexion=("132 | 116", "130 | 112"),
                ),
                "thigh_girth": girth("spring", at_10="44.0 cm | 42.6 cm"),
                "strength": force("knee_extension_force", "240 N | 168 N", lever="0.31 m"),
                "function": chair_stands("10") | up_and_go("10.9"),
                "outcome_measures": {"koos_pain": "47.2"},
                "plan": {"plan_of_care": "Strength, stairs, and what to do on bad days."},
            },
            diagnoses={"Osteoarthritis of the knee, felt mostly at the kneecap": "left M17.12"},
            goals={
                "allotment": {"goal": "Keep her allotment.", "koos_pain": "65", "due": "26 weeks"},
                "steps": {
                    "goal": "Carry two cans of water up the steps.",
                    "knee_extension_force": " | 210 N",
                    "due": "20 weeks",
                },
                "bus": {
                    "goal": "Catch the bus without hurrying.",
                    "gait_speed": "1.10",
                    "due": "8 weeks",
                },
            },
        ),
        _month(21, "73.5 kg", "6", "181", "1.08", "52.8"),
        _month(16, "73 kg", "6", "196", "1.12", "55.6", bus={"status": "met: Caught it all week."}),
        _month(
            *(11, "73.5 kg", "5", "203", "1.15", "61.1"),
            looked_again={
                "reason": "judgement",
                "what": "Asked again, nothing new. A little better each time, and she is content "
                "with the pace: the same plan, more load.",
            },
        ),
        _month(
            *(6, "72 kg", "6", "198", "1.11", "58.3"),
            looked_again={
                "what": "Asked again, nothing new. Dose and bad days gone through with her; "
                "her doctor asked whether anything else should be looked at.",
                "told": "Dr Imogen Shaw, Quayside Surgery, by letter",
                "told_at": "09:50",
                "patient_told": "That strength comes slowly, and to call if the knee swells, gives "
                "way or wakes her.",
            },
            steps={"due": "8 weeks", "status": "open: One can after the cold; the date is moved."},
        ),
        _month(
            *(1, "72 kg", "4", "214", "1.19", "66.7"),
            looked_again={
                "what": "Dr Shaw has seen her and found no other cause. The plan goes on; most "
                "of it is now done at home.",
                "told": "Dr Imogen Shaw, Quayside Surgery, by letter",
                "told_at": "09:40",
                "patient_told": "To come back if two cans become too much again.",
            },
            allotment={"status": "met: Dug the beds herself and keeps it another year."},
            steps={"status": "met: Two cans, one rest."},
        ),
    ),
)

DISCHARGED = Course(
    clinic="riverside",
    person=Person(
        number="10459",
        family_name="Novak",
        given_name="Lena",
        age=38,
        birthday=(1, 2),
        sex="female",
        phone="020 7946 0121",
    ),
    kind="pfp",
    problem="Patellofemoral pain of the right knee",
    side=InvolvedSide.RIGHT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=40,
    opened_weeks_ago=15,
    visits=(
        Visit(
            weeks_ago=15,
            kind=VisitKind.INITIAL,
            at=time(17, 0),
            answers={
                "visit": {"consent": "spoken", "body_mass": "66 kg", "height": "170 cm"},
                "history": {
                    "reason_for_evaluation": "Pain on stairs and after sitting in the car.",
                    "onset": "gradual",
                    "aggravating_stairs_down": "6",
                    "aggravating_prolonged_sitting": "6",
                    "work_demands": "Police officer, patrol car and stairs.",
                },
                "red_flags": NOTHING_BEFORE,
                "safeguarding": NO_CONCERN,
                "pain": pain("1 | 0", "6 | 0", "zero | zero"),
                "squat": {
                    "squat_depth": "95",
                    "squat_pain": "5 | 0",
                    "squat_pain_angle": "70 | ",
                    "single_leg_squat_grade": "poor | good",
                },
                "palpation": {
                    "tender_lateral_facet": "2 | 0",
                    "tender_medial_facet": "1 | 0",
                    "patellar_tilt": "lateral | none",
                    "patellar_tracking": "central | central",
                },
                "strength": force("knee_extension_force", "312 N | 371 N", lever="0.34 m"),
                "outcome_measures": {"koos_pain": "63.9", "koos_sport": "35"},
                "plan": {"plan_of_care": "Hip and knee strength, fewer hours in the car at once."},
            },
            diagnoses={"Patellofemoral pain": "right M22.2X1"},
            goals={
                "stairs": {
                    "goal": "Run up the station stairs on duty.",
                    "squat_pain": "1 | ",
                    "due": "12 weeks",
                },
                "car": {
                    "goal": "Sit through half a shift in the patrol car.",
                    "aggravating_prolonged_sitting": "2",
                    "due": "10 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=3,
            kind=VisitKind.DISCHARGE,
            next_review="",
            at=time(17, 0),
            answers={
                "visit": {"body_mass": "66 kg"},
                "history": {"course": "improving", "adherence": "All sessions."},
                "pain": pain("0 | 0", "1 | 0", "zero | zero"),
                "squat": {
                    "squat_depth": "115",
                    "squat_pain": "1 | 0",
                    "single_leg_squat_grade": "good | good",
                },
                "palpation": {"tender_lateral_facet": "0 | 0", "tender_medial_facet": "0 | 0"},
                "strength": force("knee_extension_force", "372 N | 380 N", lever="0.34 m"),
                "outcome_measures": {"koos_pain": "94.4", "koos_sport": "85"},
                "plan": {
                    "plan_of_care": "Goes on by herself; comes back if the stairs hurt again."
                },
            },
            goals={
                "stairs": {"status": "met: Ran them last week."},
                "car": {"status": "met: Gets out stiff only after four hours."},
            },
        ),
    ),
)

BEFORE_SURGERY = Course(
    clinic="riverside",
    person=Person(
        number="10486",
        family_name="Rahman",
        given_name="Tariq",
        age=30,
        birthday=(1, 9),
        sex="male",
        phone="020 7946 0125",
    ),
    kind="acl_reconstruction",
    problem="Right ACL rupture, reconstruction planned",
    side=InvolvedSide.RIGHT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=7,
    opened_weeks_ago=4,
    visits=(
        Visit(
            weeks_ago=4,
            kind=VisitKind.INITIAL,
            at=time(12, 15),
            kept=LOW,
            answers={
                "visit": {"consent": "spoken", "body_mass": "75 kg", "height": "177 cm"},
                "history": {
                    "reason_for_evaluation": "Wants to go into surgery strong.",
                    "onset": "acute_trauma",
                    "mechanism": "Turned on a planted foot at five-a-side; a pop.",
                    "giving_way": "demanding | never",
                    "swelling_reported": "after_daily | never",
                },
                "red_flags": {"injury_mechanism": "twist", **SEEN_BEFORE, **NOTHING_BEFORE},
                "safeguarding": NO_CONCERN,
                "pain": pain("1 | 0", "4 | 0", "2+ | zero")
                | {"mid_patella_girth": "40.6 cm | 38.2 cm"},
                "gait": walk("1.16", stiff_knee="moderate | none"),
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 8 | hyperextends 4", "lacks 14 | hyperextends 1"),
                    flexion=("104 | 144", "98 | 141"),
                ),
                "strength": force("knee_extension_force", "301 N | 436 N", lever="0.35 m"),
                "plan": {"plan_of_care": "Swelling and extension first, then strength."},
            },
            diagnoses={
                "ACL rupture, reconstruction planned": "right S83.511A",
                "Effusion": "right M25.461",
            },
            goals={
                "straight": {
                    "goal": "Straighten the knee fully before surgery.",
                    "knee_extension_passive": "0 | ",
                    "due": "6 weeks",
                },
                "strong": {
                    "goal": "Go into surgery strong.",
                    "knee_extension_force": "390 N | ",
                    "due": "10 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=0,
            kind=VisitKind.REASSESSMENT,
            at=time(12, 15),
            end=End.DRAFT,
            screened=False,
            answers={
                "visit": {"body_mass": "75 kg"},
                "pain": pain("0 | 0", "2 | 0", "trace | zero"),
                "range_of_motion": {"knee_extension_passive": "lacks 3 | hyperextends 4"},
            },
            goals={"straight": {"status": "open: Three degrees to go."}},
        ),
    ),
)

CHILD = Course(
    clinic="riverside",
    person=Person(
        number="10489",
        family_name="Quinn",
        given_name="Aoife",
        age=14,
        birthday=(1, 15),
        sex="female",
        phone="020 7946 0129",
        contacts=({"role": "other", "name": "Maeve Quinn, mother", "phone": "020 7946 0129"},),
    ),
    kind="patellar_instability",
    problem="Left kneecap out twice",
    side=InvolvedSide.LEFT,
    dominant=DominantLeg.LEFT,
    onset_weeks_ago=12,
    opened_weeks_ago=9,
    visits=(
        Visit(
            weeks_ago=9,
            kind=VisitKind.INITIAL,
            at=time(16, 40),
            answers={
                "visit": {
                    "consent": "by_parent",
                    "chaperone": "present",
                    "present": "Maeve Quinn, mother",
                    "body_mass": "51 kg",
                    "height": "161 cm",
                },
                "history": {
                    "reason_for_evaluation": "Afraid of gymnastics since it came out again.",
                    "onset": "acute_trauma",
                    "giving_way": "never | demanding",
                },
                "red_flags": {"injury_mechanism": "twist", **SEEN_BEFORE, **NOTHING_BEFORE},
                "safeguarding": NO_CONCERN,
                "pain": pain("0 | 1", "0 | 4", "zero | trace"),
                "palpation": {
                    "tender_adductor_tubercle": "0 | 2",
                    "patellar_height": "alta | alta",
                    "patellar_glide_lateral": "2.5 | 3",
                    "patellar_glide_medial": "2 | 1.5",
                    "patellar_tracking": "central | j_sign",
                    "j_sign_severity": "none | mild",
                    "patellar_apprehension": "negative | positive",
                },
                "range_of_motion": motion(
                    "inclinometer",
                    extension=("hyperextends 8 | hyperextends 6", "hyperextends 5 | 0"),
                    flexion=("146 | 138", "143 | 134"),
                ),
                "strength": force("knee_extension_force", "268 N | 214 N", lever="0.30 m"),
                "function": balance("60 | 38"),
                "plan": {"plan_of_care": "Strength and landing with trust; brace for gymnastics."},
            },
            diagnoses={
                "Kneecap that went out twice": "left M22.02",
                "Kneecaps that seem to ride high, by touch only": "both",
            },
            goals={
                "beam": {
                    "goal": "Back on the beam with her squad.",
                    "single_leg_balance": " | 55 s",
                    "due": "8 weeks",
                },
                "vault": {
                    "goal": "Vault again.",
                    "knee_extension_force": " | 260 N",
                    "due": "16 weeks",
                },
                "school": {
                    "goal": "Run for the school bus without being afraid.",
                    "due": "6 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=3,
            kind=VisitKind.REASSESSMENT,
            at=time(16, 40),
            answers={
                "visit": {"consent": "by_parent", "body_mass": "51.5 kg"},
                "history": {"course": "improving", "giving_way": "never | unsure"},
                "pain": pain("0 | 0", "0 | 2", "zero | zero"),
                "palpation": {
                    "tender_adductor_tubercle": "0 | 0",
                    "patellar_tracking": "central | j_sign",
                    "j_sign_severity": "none | mild",
                    "patellar_apprehension": "negative | equivocal",
                },
                "strength": force("knee_extension_force", "276 N | 249 N", lever="0.30 m"),
                "function": balance("60 | 55"),
                "plan": {"plan_of_care": "Back to beam in two weeks if it stays in."},
            },
            goals={
                "beam": {"due": "4 weeks", "status": "open: In two weeks, if it stays in."},
                "vault": {"status": "dropped: Her own wish: floor and beam are enough."},
                "school": {"status": "met: Ran last week, says her mother."},
            },
        ),
    ),
)

TENDINOPATHY = Course(
    clinic="riverside",
    person=Person(
        number="10491",
        family_name="Whitfield",
        given_name="Jonah",
        age=19,
        birthday=(1, 20),
        sex="male",
        phone="020 7946 0133",
    ),
    kind="other",
    problem="Patellar tendon pain of the right knee",
    side=InvolvedSide.RIGHT,
    dominant=DominantLeg.LEFT,
    onset_weeks_ago=30,
    opened_weeks_ago=12,
    visits=(
        Visit(
            weeks_ago=12,
            kind=VisitKind.INITIAL,
            at=time(7, 50),
            answers={
                "visit": {
                    "consent": "spoken",
                    "chaperone": "offered_declined",
                    "interpreter": "not_needed",
                    "body_mass": "88 kg",
                    "height": "196 cm",
                },
                "history": {
                    "reason_for_evaluation": "Hurts below the kneecap in every jump.",
                    "onset": "gradual",
                    "site_inferior_pole": "yes | no",
                    "site_patellar_tendon": "yes | no",
                    "aggravating_jumping_landing": "7",
                    "activity_level": "competitive",
                    "sport_demands": "Basketball, five sessions a week.",
                },
                "red_flags": NOTHING_BEFORE,
                "safeguarding": NO_CONCERN,
                "neurovascular": {"patellar_reflex": "normal | normal"},
                "pain": pain("1 | 0", "7 | 0", "zero | zero", recall="day"),
                "gait": walk("1.42", antalgic="none | none", stiff_knee="none | none"),
                "squat": {
                    "squat_depth": "110",
                    "squat_pain": "4 | 0",
                    "single_leg_squat_grade": "fair | good",
                    "single_leg_squat_pain": "6 | 0",
                },
                "palpation": {"tender_inferior_pole": "3 | 0", "tender_patellar_tendon": "2 | 0"},
                "range_of_motion": motion(
                    "inclinometer",
                    extension=("0 | 0", "0 | 0"),
                    flexion=("140 | 142", "138 | 140"),
                ),
                "thigh_girth": girth("spring", at_10="52.0 cm | 53.4 cm"),
                "strength": force("knee_extension_force", "521 N | 598 N", lever="0.41 m"),
                "function": balance("45 | 48"),
                "outcome_measures": {"koos_pain": "69.4", "koos_sport": "40"},
                "interventions": {"exercise": "Isometric holds 5 x 45 s, then slow leg press."},
                "response": {"pain_before_session": "1 | 0", "pain_after_session": "1 | 0"},
                "impression": {"clinical_impression": "Load went up faster than the tendon."},
                "plan": {"plan_of_care": "Slow heavy loading; jumps counted, not stopped."},
            },
            diagnoses={
                "Pain at the upper patellar tendon, fits a tendinopathy from load": "right M76.51"
            },
            goals={
                "match": {
                    "goal": "Play a whole match and go down the stairs the day after.",
                    "pain_worst": "3 | ",
                    "due": "12 weeks",
                },
                "strong": {
                    "goal": "Land on the right as on the left.",
                    "knee_extension_force": "590 N | ",
                    "due": "14 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=7,
            kind=VisitKind.REASSESSMENT,
            at=time(7, 50),
            answers={
                "visit": {"body_mass": "88 kg"},
                "history": {"course": "improving", "adherence": "Three times a week."},
                "pain": pain("0 | 0", "4 | 0", "zero | zero", recall="day"),
                "squat": {"squat_pain": "2 | 0", "single_leg_squat_pain": "3 | 0"},
                "palpation": {"tender_inferior_pole": "2 | 0", "tender_patellar_tendon": "1 | 0"},
                "strength": force("knee_extension_force", "566 N | 604 N", lever="0.41 m"),
                "outcome_measures": {"koos_pain": "80.6", "koos_sport": "60"},
                "response": {"response_24_hours": "settled_next"},
                "plan": {"plan_of_care": "Heavier, then springs from week 9."},
            },
            goals={"match": {"status": "open: Two quarters, four out of ten the day after."}},
        ),
    ),
)
