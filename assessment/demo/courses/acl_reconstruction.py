"""A left ACL reconstruction: strength rises against a steady right leg, the lag shrinks.

The third visit is charted by the assistant and co-signed, so that it has another rater.
"""

from __future__ import annotations

from assessment.catalogue.types import Evidence, ProcedureKind, Restricts
from assessment.demo.course import (
    Course,
    End,
    Operation,
    Person,
    Visit,
    girth,
    motion,
    setup,
    trials,
)
from assessment.demo.limiting import Limited
from assessment.models import DominantLeg, InvolvedSide, VisitKind
from clinics.roles import Role

MASS = {"body_mass": "78 kg"}
BELT = setup(
    "knee_extension_force",
    fixation="belt",
    lever_arm="0.34 m | 0.34 m",
    device="clinic dynamometer 2",
)

ACL_RECONSTRUCTION = Course(
    clinic="riverside",
    person=Person(
        number="10442",
        family_name="Ortiz",
        given_name="Beatriz",
        age=24,
        birthday=(3, 11),
        sex="female",
        phone="020 7946 0142",
        contacts=(
            {
                "role": "surgeon",
                "name": "Rowan Achterberg",
                "organisation": "Southbank Knee Unit",
                "phone": "020 7946 0177",
            },
            {"role": "gp", "name": "Dr Imogen Shaw", "organisation": "Quayside Surgery"},
        ),
    ),
    kind="acl_reconstruction",
    problem="Left ACL reconstruction, hamstring graft",
    side=InvolvedSide.LEFT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=20,
    opened_weeks_ago=11,
    precautions="No resisted open-chain extension from 40° to straight until week 12. "
    "No resisted hamstring curls until week 8.",
    operations=(
        Operation(
            name="ACL reconstruction, hamstring graft",
            side=InvolvedSide.LEFT,
            weeks_ago=14,
            surgeon="Rowan Achterberg",
            detail="Semitendinosus graft, menisci intact.",
            kind=ProcedureKind.ACL_RECONSTRUCTION,
            more={
                "graft": "hamstring",
                "graft_side": "left",
                "approach": "arthroscopic",
                "note_at_hand": "yes",
            },
        ),
    ),
    reviewed_for="Surgeon follows strength and extension before running is allowed",
    limits=(
        Limited(
            side="left",
            restricts=Restricts.WEIGHT_BEARING,
            option="wbat",
            who="Rowan Achterberg",
            from_weeks_ago=14,
            until_weeks_ago=10,
            lifted_weeks_ago=10,
            lifted_by="letter after the wound check",
        ),
        Limited(
            side="left",
            restricts=Restricts.RESISTED_FLEXION,
            option="not_allowed",
            who="Rowan Achterberg",
            from_weeks_ago=14,
            until_weeks_ago=6,
            lifted_weeks_ago=6,
            lifted_by="week 8 and no pain at the donor site",
            evidence=Evidence.CRITERIA,
        ),
        Limited(
            side="left",
            restricts=Restricts.OPEN_CHAIN,
            option="arc",
            low=40,
            high=90,
            who="Rowan Achterberg",
            from_weeks_ago=14,
            until_weeks_ago=2,
        ),
        Limited(
            side="left",
            restricts=Restricts.IMPACT,
            option="not_allowed",
            who="Rowan Achterberg",
            from_weeks_ago=14,
        ),
    ),
    visits=(
        Visit(
            weeks_ago=10,
            kind=VisitKind.INITIAL,
            answers={
                "visit": {
                    **MASS,
                    "height": "171 cm",
                    "consent": "spoken",
                    "chaperone": "offered_declined",
                    "interpreter": "not_needed",
                    "blood_pressure_systolic": "118",
                    "blood_pressure_diastolic": "74",
                    "heart_rate": "64",
                    "temperature": "36.6",
                },
                "history": {
                    "reason_for_evaluation": "“I want to trust it again.” Walks without crutches "
                    "since last week, cannot get the knee quite straight.",
                    "onset": "after_surgery",
                    "mechanism": "Landed from a header with the knee falling inwards; a pop, "
                    "swollen within two hours.",
                    "course": "improving",
                    "site_anterior": "no | yes",
                    "site_popliteal": "no | yes",
                    "site_medial_joint_line": "no | no",
                    "site_lateral_joint_line": "no | no",
                    "aggravating_stairs_down": "5",
                    "aggravating_squatting": "4",
                    "aggravating_rising_from_chair": "3",
                    "easing_cold": "6",
                    "giving_way": "never | unsure",
                    "swelling_reported": "never | after_daily",
                    "locking": "never | never",
                    "earlier_injury_surgery": "Right ankle sprain as a teenager, no trouble since.",
                    "comorbidities": "None.",
                    "medicines": "Paracetamol, most evenings.",
                    "imaging": "MRI before surgery: complete ACL tear, menisci intact.",
                    "activity_level": "competitive",
                    "work_demands": "Primary school teacher, on her feet most of the day.",
                    "sport_demands": "Football, defender, two sessions and a match a week.",
                    "patient_goals": "Play again next season; sit on the floor with her class.",
                },
                "red_flags": {
                    "injury_date": "20 weeks ago",
                    "straight_leg_raise": "able",
                    "injury_mechanism": "jump_landing",
                    "limb_procedure": "yes",
                    "limb_procedure_name": "ACL reconstruction, left",
                    "limb_procedure_date": "14 weeks ago",
                    "knee_implant": "yes",
                    "diabetes": "no",
                    "bleeding_risk": "no",
                    "cancer_history": "none",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "precautions": {
                    "irritability": "moderate",
                    "healing_stage": "b",
                    "test_tier_reason": "The surgeon asks for the strength at four weeks: "
                    "isometric, at 90°, in a belt.",
                },
                "neurovascular": {
                    "dorsalis_pedis_pulse": "present | present",
                    "posterior_tibial_pulse": "present | present",
                    "capillary_refill": "2 | 2",
                    "sensation_saphenous": "normal | reduced",
                    "patellar_reflex": "normal | reduced",
                    "ankle_dorsiflexion_grade": "5 | 5",
                },
                "pain": {
                    "pain_now": "0 | 2",
                    "pain_worst": "0 | 5",
                    "pain_best": "0 | 1",
                    **setup("pain_worst", recall="week"),
                    **setup("pain_best", recall="week"),
                    "pain_with_activity": "0 | 4",
                    **setup("pain_with_activity", recall="week"),
                    "pain_activity": "Going down the school stairs",
                    "effusion_stroke_test": "zero | 1+",
                    "patellar_tap": "absent | absent",
                    "skin_temperature": "same | warm",
                    "mid_patella_girth": "38.6 cm | 40.1 cm",
                    "joint_line_girth": "36.9 cm | 37.8 cm",
                },
                "gait": {
                    "weight_bearing": "fwb | wbat",
                    "assistive_device": "none",
                    "brace": " | Hinged brace, unlocked",
                    "gait_conditions": "Corridor, 20 m, own trainers, usual pace",
                    "gait_antalgic": "none | mild",
                    "gait_stiff_knee": "none | moderate",
                    "gait_reduced_loading_flexion": "none | moderate",
                    "gait_quadriceps_avoidance": "none | mild",
                    "gait_no_terminal_extension": "none | moderate",
                    "gait_trendelenburg": "none | none",
                    "gait_speed": "1.12",
                    **setup("gait_speed", pace="usual", distance="10", start="walking"),
                    "gait_pain": "0 | 2",
                    "stairs_up_pattern": "reciprocal",
                    "stairs_down_pattern": "step_to",
                    "stairs_lead_leg": "right",
                    "stairs_rail": "light",
                    "stairs_pain": "0 | 4",
                },
                "squat": {
                    "squat_depth": "70",
                    "squat_pain": "0 | 3",
                    "squat_pain_angle": " | 60",
                    "squat_weight_shift": "none | moderate",
                    "squat_dynamic_valgus": "none | none",
                    "single_leg_squat_grade": "!not_tested | !restriction",
                    "sit_to_stand_weight_shift": "none | moderate",
                    "sit_to_stand_arms": "light",
                },
                "palpation": {
                    "tender_fat_pad": "0 | 1",
                    "tender_medial_joint_line": "0 | 0",
                    "tender_lateral_joint_line": "0 | 0",
                    "tender_hamstring_tendons": "0 | 2",
                    "scar": "none | tethered",
                    "patellar_glide_medial": "2 | 1",
                    "patellar_glide_lateral": "2 | 1.5",
                    "patellar_tracking": "central | central",
                    "patellar_crepitus": "none | none",
                },
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 12", "0 | lacks 26"),
                    flexion=("142 | 112", "140 | 106"),
                ),
                "thigh_girth": girth(
                    "spring",
                    at_5="41.8 cm | 42.6 cm",
                    at_10="46.2 cm | 43.1 cm",
                    at_15="50.4 cm | 47.3 cm",
                ),
                "strength": {
                    "knee_extension_grade": "5 | 4-",
                    **BELT,
                    **trials(
                        "knee_extension_force", "388 N | 221 N", "395 N | 229 N", "391 N | 226 N"
                    ),
                    "knee_flexion_force": "!restriction | !restriction",
                    "quadriceps_set": "good | poor",
                    "quadriceps_set_co_contraction": "no | yes",
                },
                "function": {
                    "timed_up_and_go": "8.9",
                    **setup("timed_up_and_go", pace="usual", aid="none"),
                    "single_leg_balance": "42 | 11",
                    **setup("single_leg_balance", eyes="open", surface="firm"),
                },
                "outcome_measures": {
                    "koos_pain": "58.3",
                    "koos_symptoms": "53.6",
                    "koos_adl": "69.1",
                    "koos_sport": "10",
                    "koos_qol": "25",
                },
                "interventions": {
                    "exercise": "Quadriceps sets with the heel on a roll, 3 x 10, hold 6 s. Heel "
                    "props 10 min. Step-ups 10 cm, 2 x 8.",
                    "neuromuscular_training": "Stimulation of the quadriceps with the sets, 15 "
                    "min, to a strong visible contraction.",
                    "movement_retraining": "Heel first and push-off in front of the mirror.",
                    "education": "Why straight comes before strong; what swelling says about load.",
                    "home_programme": "Sets and heel props four times a day; cold after school.",
                },
                "response": {
                    "pain_before_session": "0 | 2",
                    "pain_during_session": "0 | 4",
                    "pain_after_session": "0 | 2",
                    "movement_after_session": "better",
                    "effusion_after_session": "same",
                    "response_note": "Straighter after the props by eye; tired quickly.",
                },
                "impression": {
                    "clinical_impression": "Extension is lost passively and more so actively, with "
                    "a quadriceps that does not switch on and an effusion of 1+. Anterior scar "
                    "and a guarded knee explain the walk. Nothing speaks for a blocked joint: the "
                    "end feel is soft.",
                    "functional_problems": "Cannot straighten to stand at ease, comes down stairs "
                    "one at a time, cannot kneel with her class.",
                    "contributing_factors": "Keen and well supported; stands all day at work.",
                    "prognosis": "Full extension in 4 to 6 weeks if the effusion settles.",
                },
                "plan": {
                    "plan_of_care": "Extension and activation first; load goes up when effusion "
                    "is trace or less; surgeon told if extension has not moved in two weeks.",
                    "frequency_duration": "Twice a week for 6 weeks, then once.",
                    "referrals": "Letter to Rowan Achterberg with today's report.",
                    "agreed_with_patient": "She chooses the stairs as her measure of progress.",
                },
            },
            diagnoses={
                "Extension deficit after ACL reconstruction, quadriceps still inhibited": "left "
                "M25.662",
                "Effusion that comes with load": "left M25.462",
            },
            goals={
                "straight": {
                    "goal": "Stand at the board with the knee straight, and trust it there.",
                    "knee_extension_passive": " | 0",
                    "due": "6 weeks",
                },
                "stairs": {
                    "goal": "Come down the school stairs foot over foot, without the rail.",
                    "aggravating_stairs_down": "1",
                    "due": "8 weeks",
                },
                "football": {
                    "goal": "Play football again next season.",
                    "knee_extension_force": " | 355 N",
                    "due": "40 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=8,
            kind=VisitKind.REASSESSMENT,
            answers={
                "visit": MASS,
                "history": {
                    "course": "improving",
                    "adherence": "Heel props every day; missed three strength sessions in the "
                    "week of school reports.",
                    "aggravating_stairs_down": "3",
                    "aggravating_squatting": "3",
                    "swelling_reported": "never | after_demanding",
                    "giving_way": "never | never",
                },
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 10", "0 | lacks 22"),
                    flexion=("142 | 121", "140 | 116"),
                ),
                "thigh_girth": girth(
                    "spring", at_10="46.2 cm | 43.3 cm", at_15="50.4 cm | 47.6 cm"
                ),
                "strength": {
                    "knee_extension_grade": "5 | 4",
                    **BELT,
                    **trials(
                        "knee_extension_force", "398 N | 247 N", "394 N | 254 N", "392 N | 250 N"
                    ),
                },
            },
            goals={
                "stairs": {
                    "status": "open: Foot over foot in the morning, one at a time when tired."
                }
            },
        ),
        Visit(
            weeks_ago=5,
            kind=VisitKind.REASSESSMENT,
            by=Role.ASSISTANT,
            end=End.COSIGNED,
            answers={
                "visit": MASS,
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 7", "0 | lacks 17"),
                    flexion=("142 | 130", "140 | 126"),
                ),
                "thigh_girth": girth(
                    "spring", at_10="46.2 cm | 43.6 cm", at_15="50.5 cm | 48.1 cm"
                ),
                "strength": {
                    **BELT,
                    **trials(
                        "knee_extension_force", "400 N | 274 N", "397 N | 280 N", "395 N | 277 N"
                    ),
                },
            },
        ),
        Visit(
            weeks_ago=1,
            next_review="2 weeks",
            kind=VisitKind.REASSESSMENT,
            addendum="Rowan Achterberg telephoned after the visit: wants the passive extension "
            "checked again in two weeks before he decides on the brace.",
            answers={
                "visit": MASS | {"consent": "spoken"},
                "pain": {
                    "pain_now": "0 | 0",
                    "pain_worst": "0 | 2",
                    **setup("pain_worst", recall="week"),
                    "effusion_stroke_test": "zero | trace",
                    "skin_temperature": "same | same",
                    "mid_patella_girth": "38.6 cm | 38.9 cm",
                },
                "gait": {
                    "weight_bearing": "fwb | fwb",
                    "assistive_device": "none",
                    "gait_stiff_knee": "none | none",
                    "gait_reduced_loading_flexion": "none | mild",
                    "gait_no_terminal_extension": "none | mild",
                    "gait_speed": "1.38",
                    **setup("gait_speed", pace="usual", distance="10", start="walking"),
                    "stairs_down_pattern": "reciprocal",
                    "stairs_rail": "none",
                },
                "squat": {
                    "squat_depth": "105",
                    "squat_pain": "0 | 1",
                    "squat_weight_shift": "none | mild",
                    "single_leg_squat_grade": "good | fair",
                    "single_leg_squat_trunk": "all | some",
                    "single_leg_squat_pelvis": "all | all",
                    "single_leg_squat_hip": "all | all",
                    "single_leg_squat_knee": "all | some",
                    "single_leg_squat_overall": "all | all",
                    "step_down_height": "20 cm",
                    "step_down_arms": "no | no",
                    "step_down_trunk": "no | yes",
                    "step_down_pelvis": "no | no",
                    "step_down_knee": "none | second_toe",
                    "step_down_steadiness": "no | no",
                },
                "function": {
                    "timed_up_and_go": "6.4",
                    **setup("timed_up_and_go", pace="usual", aid="none"),
                    "single_leg_balance": "45 | 31",
                    **setup("single_leg_balance", eyes="open", surface="firm"),
                    "limb_length": "88 cm | 88.5 cm",
                    "y_balance_anterior": "62 cm | 57 cm",
                    "y_balance_posteromedial": "101 cm | 96 cm",
                    "y_balance_posterolateral": "97 cm | 93 cm",
                },
                "outcome_measures": {
                    "koos_pain": "86.1",
                    "koos_symptoms": "78.6",
                    "koos_adl": "94.1",
                    "koos_sport": "45",
                    "koos_qol": "50",
                },
                "response": {
                    "response_24_hours": "none",
                    "pain_before_session": "0 | 0",
                    "pain_during_session": "0 | 2",
                    "pain_after_session": "0 | 1",
                },
                "impression": {
                    "clinical_impression": "Strength and girth rise on the left with a steady "
                    "right leg. Five degrees are still missing at the end of passive extension.",
                },
                "plan": {
                    "plan_of_care": "Hold the extension work, begin jogging on the spot once the "
                    "surgeon agrees.",
                    "frequency_duration": "Once a week.",
                    "impact_allowed": "no",
                    "readiness_running": "keep",
                    "readiness_hop_prerequisites": "keep",
                },
                "history": {
                    "course": "improving",
                    "adherence": "All sessions done; likes the leg press, forgets the heel props.",
                    "aggravating_stairs_down": "1",
                    "aggravating_squatting": "2",
                    "aggravating_jumping_landing": "4",
                    "swelling_reported": "never | after_demanding",
                    "giving_way": "never | never",
                    "patient_goals": "Jog to work before the end of term.",
                },
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | lacks 5", "0 | lacks 13"),
                    flexion=("142 | 136", "140 | 133"),
                ),
                "thigh_girth": girth(
                    "spring",
                    at_5="41.8 cm | 41.9 cm",
                    at_10="46.2 cm | 43.9 cm",
                    at_15="50.5 cm | 48.6 cm",
                ),
                "strength": {
                    "knee_extension_grade": "5 | 4+",
                    **BELT,
                    **trials(
                        "knee_extension_force", "398 N | 300 N", "402 N | 310 N", "391 N | 308 N"
                    ),
                },
            },
            alerts={
                "RF-32": {
                    "reason": "judgement",
                    "what": "Asked again, nothing new. Straightening and force were better at each "
                    "visit, every time by less than their error; the surgeon gets today's values.",
                },
            },
            goals={
                "straight": {
                    "due": "4 weeks",
                    "status": "open: Five degrees to go; the date is moved with her.",
                },
                "stairs": {"status": "met: Foot over foot, her hands full of exercise books."},
                "jog": {"goal": "Jog to work before the end of term.", "due": "10 weeks"},
            },
        ),
    ),
)
