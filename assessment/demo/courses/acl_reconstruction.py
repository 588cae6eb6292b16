"""A left ACL reconstruction: strength rises against a steady right leg, the lag shrinks.

The third visit is charted by the assistant and co-signed, so that it has another rater.
"""

from __future__ import annotations

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
        ),
    ),
    reviewed_for="Surgeon follows strength and extension before running is allowed",
    visits=(
        Visit(
            weeks_ago=10,
            kind=VisitKind.INITIAL,
            answers={
                "visit": {**MASS, "height": "171 cm"},
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
            kind=VisitKind.REASSESSMENT,
            addendum="Rowan Achterberg telephoned after the visit: wants the passive extension "
            "checked again in two weeks before he decides on the brace.",
            answers={
                "visit": MASS,
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
        ),
    ),
)
