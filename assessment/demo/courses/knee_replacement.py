"""A right knee replacement at 67, week 2 to week 12: flexion, manual grades, then force.

Pain prevents the first force test, unusual angles are kept, two red flags are answered yes with
what was done, and the last visit waits for its co-signature.
"""

from __future__ import annotations

from datetime import time

from assessment.catalogue.types import ProcedureKind, Restricts
from assessment.demo.course import (
    Course,
    End,
    Operation,
    Person,
    Reminder,
    Visit,
    girth,
    motion,
    setup,
)
from assessment.demo.limiting import Limited
from assessment.models import DominantLeg, InvolvedSide, OutcomeKind, VisitKind
from clinics.roles import Role

GAUGE = setup(
    "knee_extension_force",
    fixation="in_line",
    lever_arm="0.31 m | 0.31 m",
    device="in-line gauge on the plinth",
)
STIFF = frozenset({"knee_flexion_passive", "knee_flexion_active"})

KNEE_REPLACEMENT = Course(
    clinic="riverside",
    person=Person(
        number="10455",
        family_name="Penhaligon",
        given_name="Arthur",
        age=67,
        birthday=(1, 30),
        sex="male",
        phone="020 7946 0163",
        contacts=(
            {
                "role": "surgeon",
                "name": "Priya Venkataraman",
                "organisation": "Southbank Knee Unit",
            },
        ),
    ),
    kind="knee_replacement",
    problem="Right total knee replacement",
    side=InvolvedSide.RIGHT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=None,
    opened_weeks_ago=11,
    precautions="Full weight bearing. No kneeling on the right until week 12. Wound checked at "
    "every visit until closed.",
    operations=(
        Operation(
            name="Total knee replacement",
            side=InvolvedSide.RIGHT,
            weeks_ago=13,
            surgeon="Priya Venkataraman",
            detail="Cemented, patella not resurfaced.",
            kind=ProcedureKind.KNEE_REPLACEMENT,
            more={
                "approach": "midvastus",
                "implant": "Cemented, cruciate retaining",
                "note_at_hand": "yes",
            },
        ),
    ),
    reminders=(
        Reminder(outcome=OutcomeKind.NOT_REACHED),
        Reminder(outcome=OutcomeKind.BOOKED, booked_in_weeks=2, note="Comes with his daughter."),
    ),
    limits=(
        Limited(
            side="right",
            restricts=Restricts.WEIGHT_BEARING,
            option="wbat",
            who="Priya Venkataraman",
            from_weeks_ago=13,
            until_weeks_ago=11,
            lifted_weeks_ago=11,
            lifted_by="letter on discharge from hospital",
        ),
        Limited(
            side="right",
            restricts=Restricts.KNEELING,
            option="not_allowed",
            who="Priya Venkataraman",
            from_weeks_ago=13,
        ),
    ),
    visits=(
        Visit(
            weeks_ago=11,
            kind=VisitKind.INITIAL,
            at=time(11, 0),
            kept=STIFF,
            answers={
                "visit": {"body_mass": "88 kg", "height": "176 cm"},
                "history": {
                    "reason_for_evaluation": "Two weeks after a new right knee. Wants to get into "
                    "his car and back to the allotment.",
                    "onset": "after_surgery",
                    "course": "improving",
                    "site_diffuse": "yes | no",
                    "site_thigh_anterior": "yes | no",
                    "aggravating_rising_from_chair": "6",
                    "aggravating_stairs_up": "6",
                    "aggravating_walking": "4",
                    "easing_cold": "5",
                    "easing_medicine": "6",
                    "giving_way": "unsure | never",
                    "swelling_reported": "constant | never",
                    "locking": "never | never",
                    "earlier_injury_surgery": "Right meniscus trimmed in his forties.",
                    "comorbidities": "High blood pressure, treated.",
                    "medicines": "Anticoagulant tablets until week 5, ramipril, paracetamol.",
                    "activity_level": "light",
                    "kneeling_demands": "Weeding, when it is allowed.",
                    "patient_goals": "Drive by week 6, dig by spring.",
                },
                "red_flags": {
                    "limb_procedure": "yes",
                    "limb_procedure_name": "Total knee replacement, right",
                    "limb_procedure_date": "13 weeks ago",
                    "straight_leg_raise": "lag",
                    "knee_implant": "yes",
                    "diabetes": "no",
                    "immunosuppression": "no",
                    "bleeding_risk": "yes",
                    "cancer_history": "none",
                    "hot_swollen_knee": "yes",
                    "blood_immune_steroid": "yes",
                    "red_flag_action": "Warm and swollen as on discharge from the ward, wound dry, "
                    "37.1 °C, calf soft. Telephoned the ward nurse at 11:40: fits week 2, she "
                    "looks at the wound tomorrow. Anticoagulant is the planned course. Told which "
                    "changes to report the same day.",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 10 | 0", "lacks 19 | 0"),
                    flexion=("65 | 128", "58 | 125"),
                ),
                "thigh_girth": girth("plain", at_10="47.2 cm | 46.9 cm"),
                "strength": {
                    "knee_extension_grade": "3- | 5",
                    "knee_flexion_grade": "3+ | 5",
                    "knee_extension_force": "!pain | 205 N",
                    **GAUGE,
                },
            },
            diagnoses={
                "Two weeks after total knee replacement: swollen, stiff and weak": "right Z47.1",
                "Artificial knee": "right Z96.651",
            },
            goals={
                "drive": {
                    "goal": "Get into his car and drive again.",
                    "knee_flexion_passive": "90 | ",
                    "due": "4 weeks",
                },
                "chair": {
                    "goal": "Rise from his own armchair without using his arms.",
                    "aggravating_rising_from_chair": "2",
                    "due": "8 weeks",
                },
                "kneel": {"goal": "Kneel to weed.", "due": "30 weeks"},
            },
        ),
        Visit(
            weeks_ago=9,
            kind=VisitKind.REASSESSMENT,
            at=time(11, 0),
            kept=STIFF,
            answers={
                "history": {
                    "course": "improving",
                    "adherence": "Bends on the stairs four times a day, keeps a tally on the "
                    "fridge.",
                    "aggravating_rising_from_chair": "4",
                    "aggravating_walking": "3",
                },
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 8 | 0", "lacks 14 | 0"),
                    flexion=("78 | 128", "71 | 125"),
                ),
                "strength": {"knee_extension_grade": "3+ | 5", "knee_flexion_grade": "4- | 5"},
            },
        ),
        Visit(
            weeks_ago=7,
            kind=VisitKind.REASSESSMENT,
            at=time(11, 0),
            kept=STIFF,
            answers={
                "visit": {"body_mass": "86.5 kg"},
                "history": {
                    "course": "improving",
                    "adherence": "As agreed; drives again since Monday.",
                    "aggravating_rising_from_chair": "3",
                    "aggravating_stairs_up": "4",
                },
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 6 | 0", "lacks 11 | 0"),
                    flexion=("90 | 128", "84 | 125"),
                ),
                "thigh_girth": girth("plain", at_10="45.6 cm | 46.9 cm"),
                "strength": {
                    "knee_extension_grade": "4- | 5",
                    "knee_flexion_grade": "4 | 5",
                    "knee_extension_force": "112 N | 208 N",
                    **GAUGE,
                },
            },
            goals={
                "drive": {"status": "met: Drives again since Monday."},
                "dig": {
                    "goal": "Dig on the allotment by spring.",
                    "knee_extension_force": "170 N | ",
                    "due": "20 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=4,
            next_review="6 weeks",
            kind=VisitKind.REASSESSMENT,
            at=time(11, 0),
            answers={
                "visit": {"body_mass": "86 kg"},
                "history": {
                    "course": "improving",
                    "adherence": "Skipped a week with a cold, otherwise daily.",
                    "aggravating_stairs_up": "3",
                    "swelling_reported": "after_demanding | never",
                },
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 4 | 0", "lacks 7 | 0"),
                    flexion=("98 | 128", "94 | 125"),
                ),
                "thigh_girth": girth("plain", at_10="45.8 cm | 47.0 cm"),
                "strength": {
                    "knee_extension_grade": "4 | 5",
                    "knee_flexion_grade": "4+ | 5",
                    "knee_extension_force": "141 N | 211 N",
                    **GAUGE,
                },
            },
            goals={
                "kneel": {"status": "dropped: Weeds from a stool now and does not miss kneeling."}
            },
        ),
        Visit(
            weeks_ago=1,
            kind=VisitKind.REASSESSMENT,
            at=time(11, 0),
            by=Role.ASSISTANT,
            end=End.SUBMITTED,
            answers={
                "visit": {"body_mass": "86 kg"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 2 | 0", "lacks 4 | 0"),
                    flexion=("105 | 128", "101 | 125"),
                ),
                "thigh_girth": girth("plain", at_10="46.1 cm | 47.0 cm"),
                "strength": {
                    "knee_extension_grade": "4+ | 5",
                    "knee_flexion_grade": "5 | 5",
                    "knee_extension_force": "168 N | 214 N",
                    **GAUGE,
                },
            },
        ),
    ),
)
