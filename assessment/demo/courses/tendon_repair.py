"""A left quadriceps tendon repair at 46: brace and lag first, resisted extension late."""

from __future__ import annotations

from datetime import time

from assessment.catalogue.types import ProcedureKind, Restricts
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
    up_and_go,
    walk,
)
from assessment.demo.limiting import Limited
from assessment.models import DominantLeg, InvolvedSide, VisitKind

STIFF = frozenset({"knee_flexion_passive", "knee_flexion_active"})

TENDON_REPAIR = Course(
    clinic="riverside",
    person=Person(
        number="10474",
        family_name="Lindqvist",
        given_name="Per",
        age=46,
        birthday=(2, 2),
        sex="male",
        phone="020 7946 0104",
    ),
    kind="tendon_repair",
    problem="Left quadriceps tendon repair",
    side=InvolvedSide.LEFT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=15,
    opened_weeks_ago=12,
    precautions="Brace locked straight for walking until week 6. Flexion limit rises 15° a week "
    "from 30°. No resisted extension before week 12.",
    operations=(
        Operation(
            name="Quadriceps tendon repair",
            side=InvolvedSide.LEFT,
            weeks_ago=14,
            surgeon="Priya Venkataraman",
            detail="Through bone, three sutures.",
            kind=ProcedureKind.TENDON_REPAIR,
        ),
    ),
    limits=(
        Limited(
            side="left",
            restricts=Restricts.WEIGHT_BEARING,
            option="extension_only",
            who="Priya Venkataraman",
            from_weeks_ago=14,
            until_weeks_ago=8,
            lifted_weeks_ago=8,
            lifted_by="letter after the review in week 6",
        ),
        Limited(
            side="left",
            restricts=Restricts.RANGE,
            option="limit",
            low=0,
            high=90,
            who="Priya Venkataraman",
            from_weeks_ago=14,
            until_weeks_ago=7,
            lifted_weeks_ago=7,
            lifted_by="letter after the review in week 6",
        ),
        Limited(
            side="left",
            restricts=Restricts.OPEN_CHAIN,
            option="not_allowed",
            who="Priya Venkataraman",
            from_weeks_ago=14,
        ),
        Limited(
            side="left",
            restricts=Restricts.OPEN_CHAIN,
            option="full_unloaded",
            who="Locum of the fracture clinic",
            detail="Letter that the patient brought",
            from_weeks_ago=2,
        ),
    ),
    visits=(
        Visit(
            weeks_ago=11,
            kind=VisitKind.INITIAL,
            at=time(10, 10),
            kept=STIFF,
            answers={
                "visit": {
                    "consent": "spoken",
                    "chaperone": "offered_declined",
                    "interpreter": "not_needed",
                    "blood_pressure_systolic": "138",
                    "blood_pressure_diastolic": "86",
                    "heart_rate": "72",
                    "temperature": "36.7",
                    "body_mass": "96 kg",
                    "height": "186 cm",
                },
                "history": {
                    "reason_for_evaluation": "Cannot lift the leg by himself; wants to drive to "
                    "work again.",
                    "onset": "after_surgery",
                    "mechanism": "Slipped on wet steps, the knee bent under him, a tear and a gap.",
                    "course": "improving",
                    "site_superior_pole": "no | yes",
                    "site_quadriceps_tendon": "no | yes",
                    "aggravating_rising_from_chair": "4",
                    "easing_rest": "6",
                    "giving_way": "never | unsure",
                    "swelling_reported": "never | constant",
                    "locking": "never | never",
                    "comorbidities": "Raised blood pressure, treated.",
                    "medicines": "Ramipril.",
                    "activity_level": "moderate",
                    "work_demands": "Site manager, stairs and ladders.",
                    "patient_goals": "Drive, then climb a ladder.",
                },
                "red_flags": {
                    "injury_date": "15 weeks ago",
                    "injury_mechanism": "fall",
                    "straight_leg_raise": "lag",
                    "fracture_rule_exclusion": "seen_before",
                    "imaging_done": "yes",
                    "limb_procedure": "yes",
                    "limb_procedure_name": "Quadriceps tendon repair, left",
                    "limb_procedure_date": "14 weeks ago",
                    "tendon_risk": "no",
                    "diabetes": "no",
                    "cancer_history": "none",
                    "cannot_straighten_or_lift": "yes",
                    "red_flag_action": "Expected at this stage after the repair; the surgeon's "
                    "letter says so. Nothing to be done today.",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "neurovascular": {
                    "dorsalis_pedis_pulse": "present | present",
                    "posterior_tibial_pulse": "present | present",
                    "capillary_refill": "2 | 2",
                    "sensation_l4": "normal | normal",
                    "ankle_dorsiflexion_grade": "5 | 5",
                },
                "pain": pain("0 | 2", "0 | 4", "zero | 1+") | {"skin_temperature": "same | warm"},
                "gait": {
                    "weight_bearing": "fwb | wbat",
                    "weight_bearing_order": "Priya Venkataraman, brace locked, until week 6",
                    "assistive_device": "two_forearm_crutches",
                    "brace": " | Long brace, locked straight",
                    "gait_stiff_knee": "none | severe",
                    "gait_circumduction": "none | moderate",
                    "stairs_down_pattern": "step_to",
                    "stairs_rail": "needed",
                },
                "squat": {"squat_depth": "!restriction", "sit_to_stand_arms": "needed"},
                "palpation": {
                    "tender_superior_pole": "0 | 2",
                    "tender_quadriceps_tendon": "0 | 1",
                    "scar": "none | tethered",
                    "palpation_note": "No gap felt at the repair.",
                    "patellar_height": "usual | usual",
                },
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | 0", "0 | lacks 22"),
                    flexion=("138 | 48", "135 | 42"),
                ),
                "thigh_girth": girth("plain", at_10="50.2 cm | 46.8 cm", at_15="54.6 cm | 50.9 cm"),
                "strength": {
                    "knee_extension_grade": "5 | !restriction",
                    "quadriceps_set": "good | trace",
                    "quadriceps_set_co_contraction": "no | yes",
                },
                "function": up_and_go("17.5", aid="two forearm crutches"),
                "outcome_measures": {"koos_pain": "61.1", "koos_adl": "52.9", "koos_qol": "18.8"},
                "interventions": {
                    "exercise": "Quadriceps sets in the brace, passive flexion to the limit.",
                    "neuromuscular_training": "Stimulation with sets, below the surgeon's limit.",
                    "education": "Why the limit rises step by step.",
                    "home_programme": "Sets ten times an hour while sitting.",
                },
                "response": {"pain_before_session": "0 | 2", "pain_after_session": "0 | 3"},
                "impression": {
                    "clinical_impression": "A repair that holds by touch, with a large lag and a "
                    "quadriceps that hardly answers three weeks after surgery.",
                    "prognosis": "Lag below 5° by three months is the aim; force takes a year.",
                },
                "plan": {
                    "plan_of_care": "Activation, flexion by the surgeon's steps, no resistance.",
                    "frequency_duration": "Twice a week for 12 weeks.",
                    "referrals": "Report to the surgeon before the six-week review.",
                },
            },
            diagnoses={
                "Three weeks after quadriceps tendon repair, with a large extension lag": "left",
                "Quadriceps that hardly answers, most likely inhibited": "left",
            },
            goals={
                "lift": {
                    "goal": "Lift the leg into bed and into the car by himself.",
                    "knee_extension_active": " | lacks 5",
                    "due": "10 weeks",
                },
                "drive": {"goal": "Drive to work.", "due": "8 weeks"},
                "ladder": {
                    "goal": "Climb a ladder on site.",
                    "knee_extension_force": " | 420 N",
                    "due": "45 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=6,
            kind=VisitKind.REASSESSMENT,
            at=time(10, 10),
            answers={
                "visit": {"consent": "spoken", "body_mass": "95 kg"},
                "history": {
                    "course": "improving",
                    "adherence": "All of it, and more than asked; told to keep to the dose.",
                    "aggravating_rising_from_chair": "2",
                    "swelling_reported": "never | after_daily",
                },
                "pain": pain("0 | 1", "0 | 3", "zero | trace"),
                "gait": {
                    "weight_bearing": "fwb | fwb",
                    "assistive_device": "one_crutch",
                    "assistive_device_hand": "right",
                    "brace": " | Long brace, 0 to 60°",
                    **walk("0.98", stiff_knee="none | moderate", circumduction="none | mild"),
                },
                "palpation": {"tender_superior_pole": "0 | 1", "scar": "none | mobile"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | 0", "0 | lacks 10"),
                    flexion=("138 | 102", "135 | 96"),
                ),
                "thigh_girth": girth("plain", at_10="50.2 cm | 47.2 cm", at_15="54.6 cm | 51.5 cm"),
                "strength": {
                    "knee_extension_grade": "5 | !restriction",
                    "quadriceps_set": "good | fair",
                },
                "function": up_and_go("11.2", aid="one crutch") | balance("30 | 8"),
                "outcome_measures": {"koos_pain": "77.8", "koos_adl": "72.1", "koos_qol": "31.3"},
                "response": {"response_24_hours": "none", "pain_after_session": "0 | 1"},
                "impression": {"clinical_impression": "The lag halves; flexion is on its curve."},
                "plan": {"plan_of_care": "Out of the brace indoors; resistance from week 12."},
            },
            goals={
                "drive": {
                    "due": "6 weeks",
                    "status": "open: Not in the brace; the surgeon is asked at six weeks.",
                }
            },
        ),
        Visit(
            weeks_ago=1,
            kind=VisitKind.REASSESSMENT,
            at=time(10, 10),
            answers={
                "visit": {"body_mass": "94 kg"},
                "history": {"course": "improving", "adherence": "Bicycle daily."},
                "pain": pain("0 | 0", "0 | 2", "zero | zero"),
                "gait": walk("1.22", stiff_knee="none | mild"),
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | 0", "0 | lacks 4"),
                    flexion=("138 | 124", "135 | 120"),
                ),
                "strength": force("knee_extension_force", "468 N | 205 N", lever="0.38 m"),
                "function": up_and_go("8.1") | balance("34 | 19"),
                "plan": {"plan_of_care": "Resisted extension begins, 60° to 90° first."},
            },
            goals={
                "lift": {"status": "met: Lifts it without thinking."},
                "drive": {"status": "met: Drives since last week, as agreed with the surgeon."},
            },
        ),
    ),
)
