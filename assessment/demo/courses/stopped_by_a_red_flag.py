"""A first visit that stopped at the red flags: a swollen leg after a long flight.

Nothing on the legs was tested. A clot was excluded, and the evaluation was made two weeks later.
"""

from __future__ import annotations

from datetime import time

from assessment.demo.course import Course, Person, Visit, chair_stands, force, motion, pain, walk
from assessment.models import DominantLeg, InvolvedSide, VisitKind

STOPPED_BY_A_RED_FLAG = Course(
    clinic="riverside",
    person=Person(
        number="10478",
        family_name="Hargreaves",
        given_name="Dorothy",
        age=61,
        birthday=(1, 17),
        sex="female",
        phone="020 7946 0108",
        contacts=({"role": "gp", "name": "Dr Imogen Shaw", "organisation": "Quayside Surgery"},),
    ),
    kind="other",
    problem="Left knee pain on stairs",
    side=InvolvedSide.LEFT,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=20,
    opened_weeks_ago=6,
    visits=(
        Visit(
            weeks_ago=6,
            kind=VisitKind.INITIAL,
            at=time(15, 20),
            answers={
                "visit": {
                    "consent": "spoken",
                    "blood_pressure_systolic": "142",
                    "blood_pressure_diastolic": "84",
                    "heart_rate": "88",
                    "temperature": "36.9",
                    "body_mass": "71 kg",
                    "height": "162 cm",
                },
                "history": {
                    "reason_for_evaluation": "Knee hurts on the stairs since summer. Mentions that "
                    "the left calf is tight since the flight on Sunday.",
                    "onset": "gradual",
                    "course": "worsening",
                    "site_anterior": "no | yes",
                    "site_popliteal": "no | yes",
                    "medicines": "None.",
                    "patient_goals": "Walk the dog in the hills.",
                },
                "red_flags": {
                    "leg_swelling_vein_pain": "yes",
                    "limb_procedure": "no",
                    "cancer_history": "none",
                    "pregnancy": "no",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "neurovascular": {"dorsalis_pedis_pulse": "present | present"},
                "range_of_motion": {"knee_flexion_active": "!not_tested | !not_tested"},
                "strength": {"knee_extension_force": "!not_tested | !not_tested"},
                "impression": {
                    "clinical_impression": "Evaluation stopped: a new swollen calf comes first."
                },
                "plan": {"plan_of_care": "Starts again when a doctor has excluded a clot."},
            },
            alerts={
                "RF-09": {
                    "what": "Assessment today at the hospital, went by taxi with her husband.",
                    "told": "Dr Imogen Shaw, Quayside Surgery, by telephone",
                    "told_at": "15:40",
                    "patient_told": "Not to walk more than needed, and to call an ambulance with "
                    "chest pain or breathlessness.",
                },
            },
            diagnoses={"New swelling of the calf, cause open: seen by a doctor today": "left"},
        ),
        Visit(
            weeks_ago=4,
            kind=VisitKind.REASSESSMENT,
            at=time(15, 20),
            answers={
                "visit": {"body_mass": "71 kg"},
                "history": {
                    "course": "unchanged",
                    "imaging": "Ultrasound of the left leg on the day of the first visit: no clot.",
                    "aggravating_stairs_down": "5",
                    "aggravating_squatting": "4",
                },
                "pain": pain("0 | 2", "0 | 5", "zero | trace"),
                "gait": walk("1.18", antalgic="none | mild"),
                "range_of_motion": motion(
                    "long_goniometer",
                    extension=("0 | 0", "0 | lacks 2"),
                    flexion=("138 | 132", "135 | 128"),
                ),
                "strength": force("knee_extension_force", "262 N | 221 N", lever="0.32 m"),
                "function": chair_stands("13"),
                "impression": {
                    "clinical_impression": "Pain at the front of the knee with load; the screen is "
                    "clear of what stopped the first visit."
                },
                "plan": {"plan_of_care": "Hip and knee strengthening, stairs as the measure."},
            },
            resolved={"RF-09": "Ultrasound on the day of the first visit: no clot."},
            diagnoses={"Pain at the front of the knee, most likely patellofemoral": "left M25.562"},
            goals={
                "hills": {
                    "goal": "Walk the dog in the hills.",
                    "aggravating_stairs_down": "2",
                    "due": "10 weeks",
                },
                "legs": {
                    "goal": "Legs that still carry her on the last climb.",
                    "chair_stand": "16",
                    "due": "8 weeks",
                },
            },
        ),
    ),
)
