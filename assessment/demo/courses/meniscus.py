"""A right medial meniscus repair at 34: partial weight-bearing first, then stairs and squats."""

from __future__ import annotations

from datetime import time

from assessment.catalogue.types import ProcedureKind
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
    walk,
)
from assessment.models import DominantLeg, InvolvedSide, VisitKind

LOW = frozenset({"knee_flexion_passive", "knee_flexion_active"})

MENISCUS = Course(
    clinic="riverside",
    person=Person(
        number="10471",
        family_name="Bello",
        given_name="Femi",
        age=34,
        birthday=(1, 22),
        sex="male",
        phone="020 7946 0101",
    ),
    kind="meniscus",
    problem="Right medial meniscus repair",
    side=InvolvedSide.RIGHT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=14,
    opened_weeks_ago=8,
    precautions="No flexion beyond 90° in weight-bearing until week 6. No twisting.",
    operations=(
        Operation(
            name="Arthroscopic repair of the medial meniscus",
            side=InvolvedSide.RIGHT,
            weeks_ago=11,
            surgeon="Rowan Achterberg",
            detail="Two all-inside stitches, posterior horn.",
            kind=ProcedureKind.MENISCAL_REPAIR,
        ),
    ),
    visits=(
        Visit(
            weeks_ago=8,
            kind=VisitKind.INITIAL,
            at=time(8, 40),
            kept=LOW,
            answers={
                "visit": {
                    "consent": "written",
                    "chaperone": "offered_declined",
                    "interpreter": "not_needed",
                    "temperature": "36.4",
                    "body_mass": "81 kg",
                    "height": "178 cm",
                },
                "history": {
                    "reason_for_evaluation": "Three weeks after the repair; wants to know what he "
                    "may do on the stairs of his flat.",
                    "onset": "after_surgery",
                    "mechanism": "Rose from a squat with a turn; a click, then it locked.",
                    "course": "improving",
                    "site_medial_joint_line": "yes | no",
                    "aggravating_stairs_down": "5",
                    "aggravating_rising_from_chair": "4",
                    "easing_cold": "5",
                    "giving_way": "never | never",
                    "swelling_reported": "after_daily | never",
                    "locking": "never | never",
                    "medicines": "Ibuprofen for a week, stopped.",
                    "imaging": "MRI before surgery: bucket-handle tear, ligaments intact.",
                    "activity_level": "moderate",
                    "work_demands": "Electrician, half the day on his knees.",
                    "patient_goals": "Back on the tools without thinking about the knee.",
                },
                "red_flags": {
                    "limb_procedure": "yes",
                    "limb_procedure_name": "Meniscus repair, right",
                    "limb_procedure_date": "11 weeks ago",
                    "straight_leg_raise": "able",
                    "knee_implant": "no",
                    "cancer_history": "none",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "neurovascular": {
                    "dorsalis_pedis_pulse": "present | present",
                    "sensation_saphenous": "reduced | normal",
                },
                "pain": pain("2 | 0", "4 | 0", "1+ | zero")
                | {"skin_temperature": "warm | same", "mid_patella_girth": "40.2 cm | 39.1 cm"},
                "gait": {
                    "weight_bearing": "pwb | fwb",
                    "weight_bearing_percent": "50 | ",
                    "weight_bearing_order": "Rowan Achterberg, until six weeks after surgery",
                    "assistive_device": "two_forearm_crutches",
                    "brace": "Hinged, 0 to 90° | ",
                    "gait_antalgic": "moderate | none",
                    "gait_stiff_knee": "moderate | none",
                    "stairs_up_pattern": "step_to",
                    "stairs_down_pattern": "step_to",
                    "stairs_lead_leg": "left",
                    "stairs_rail": "needed",
                },
                "squat": {
                    "squat_depth": "!restriction",
                    "sit_to_stand_weight_shift": "moderate | none",
                    "sit_to_stand_arms": "needed",
                },
                "palpation": {
                    "tender_medial_joint_line": "2 | 0",
                    "tender_lateral_joint_line": "0 | 0",
                    "tender_fat_pad": "0 | 0",
                    "scar": "sensitive | none",
                    "patellar_glide_medial": "1.5 | 2",
                },
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("lacks 4 | 0", "lacks 9 | 0"),
                    flexion=("88 | 140", "84 | 138"),
                ),
                "thigh_girth": girth(
                    "spring", at_10="47.1 cm | 49.0 cm", at_15="51.2 cm | 53.4 cm"
                ),
                "strength": {
                    "knee_extension_grade": "!restriction | 5",
                    "quadriceps_set": "fair | good",
                },
                "function": balance("!restriction | 40"),
                "outcome_measures": {"koos_pain": "55.6", "koos_adl": "60.3", "koos_qol": "31.3"},
                "interventions": {
                    "exercise": "Heel slides to 90°, quadriceps sets, straight-leg raises 3 x 10.",
                    "education": "What the stitches need: no twisting, no deep bend under load.",
                    "home_programme": "Three times a day, ten minutes.",
                },
                "response": {"pain_before_session": "2 | 0", "pain_after_session": "2 | 0"},
                "impression": {
                    "clinical_impression": "A quiet knee within the surgeon's limits; flexion and "
                    "load are held back by order, not by the joint.",
                    "prognosis": "Work on his feet at eight weeks, kneeling later.",
                },
                "plan": {
                    "plan_of_care": "Range to 90° until week 6, then load on both legs.",
                    "frequency_duration": "Once a week for 8 weeks.",
                },
            },
            diagnoses={
                "Repaired medial meniscus at three weeks, quiet within the limits set": "right "
                "S83.241D",
                "Weak quadriceps, held back by order so far": "right",
            },
            goals={
                "stairs": {
                    "goal": "Use the stairs of his flat foot over foot.",
                    "aggravating_stairs_down": "2",
                    "due": "6 weeks",
                },
                "tools": {
                    "goal": "Back on the tools without thinking about the knee.",
                    "knee_extension_force": "350 N | ",
                    "due": "16 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=3,
            kind=VisitKind.REASSESSMENT,
            at=time(8, 40),
            answers={
                "visit": {"consent": "spoken", "body_mass": "80.5 kg"},
                "history": {
                    "course": "improving",
                    "adherence": "Every day; off crutches for two weeks.",
                    "aggravating_stairs_down": "2",
                    "swelling_reported": "after_demanding | never",
                },
                "pain": pain("0 | 0", "2 | 0", "trace | zero")
                | {"mid_patella_girth": "39.5 cm | 39.1 cm"},
                "gait": {
                    "weight_bearing": "fwb | fwb",
                    "assistive_device": "none",
                    **walk("1.31", antalgic="none | none", stiff_knee="mild | none"),
                    "stairs_down_pattern": "reciprocal",
                    "stairs_rail": "none",
                },
                "squat": {
                    "squat_depth": "85",
                    "squat_pain": "1 | 0",
                    "squat_weight_shift": "mild | none",
                    "step_down_height": "20 cm",
                    "step_down_arms": "no | no",
                    "step_down_trunk": "yes | no",
                    "step_down_pelvis": "no | no",
                    "step_down_knee": "second_toe | none",
                    "step_down_steadiness": "no | no",
                },
                "palpation": {"tender_medial_joint_line": "1 | 0"},
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | 0", "lacks 3 | 0"),
                    flexion=("128 | 140", "124 | 138"),
                ),
                "thigh_girth": girth(
                    "spring", at_10="47.6 cm | 49.0 cm", at_15="52.0 cm | 53.3 cm"
                ),
                "strength": {
                    "knee_extension_grade": "4+ | 5",
                    **force("knee_extension_force", "286 N | 388 N", lever="0.36 m"),
                    "quadriceps_set": "good | good",
                },
                "function": balance("28 | 41"),
                "outcome_measures": {"koos_pain": "80.6", "koos_adl": "86.8", "koos_qol": "50"},
                "response": {"response_24_hours": "settled_day", "pain_after_session": "1 | 0"},
                "impression": {
                    "clinical_impression": "Extension is back; strength is the next limit."
                },
                "plan": {"plan_of_care": "Leg press, step-downs; kneeling on foam from week 12."},
            },
            goals={
                "stairs": {"status": "met: Foot over foot, down as well."},
                "tools": {"status": "open: Kneeling waits for week 12, on foam first."},
            },
        ),
    ),
)
