"""A runner without an involved knee: sides are compared by dominance, torque is as read.

Of the clinic that writes a decimal comma.
"""

from __future__ import annotations

from datetime import time

from assessment.demo.course import Course, Person, Reminder, Visit, girth, motion, setup, trials
from assessment.models import DominantLeg, InvolvedSide, OutcomeKind, VisitKind

MACHINE = setup(
    "knee_extension_torque",
    fixation="isokinetic",
    speed="60",
    gravity_corrected="yes",
    device="isokinetic machine, gym",
)

RUNNER = Course(
    clinic="nordhavn",
    person=Person(
        number="2207",
        family_name="Østergaard",
        given_name="Mikkel",
        age=31,
        birthday=(1, 14),
        sex="male",
        phone="+45 32 12 34 56",
    ),
    kind="other",
    problem="Check before marathon training, no complaint",
    side=InvolvedSide.NONE,
    dominant=DominantLeg.RIGHT,
    onset_weeks_ago=None,
    opened_weeks_ago=12,
    reminders=(Reminder(outcome=OutcomeKind.DECLINED, note="Calls after the marathon."),),
    visits=(
        Visit(
            weeks_ago=12,
            kind=VisitKind.INITIAL,
            at=time(7, 45),
            answers={
                "visit": {"body_mass": "71,5 kg", "height": "183 cm"},
                "history": {
                    "reason_for_evaluation": "No pain. Wants numbers before training begins, since "
                    "a training partner was injured last year.",
                    "site_anterior": "no | no",
                    "aggravating_running": "0",
                    "aggravating_stairs_down": "0",
                    "giving_way": "never | never",
                    "swelling_reported": "never | never",
                    "locking": "never | never",
                    "earlier_injury_surgery": "Left calf strain two years ago, healed.",
                    "activity_level": "high",
                    "sport_demands": "Runs 45 km a week, up to 80 km in spring.",
                    "patient_goals": "Reach the start healthy.",
                },
                "red_flags": {
                    "injury_mechanism": "none",
                    "limb_procedure": "no",
                    "cancer_history": "none",
                },
                "safeguarding": {"safeguarding_concern": "no"},
                "range_of_motion": motion(
                    "inclinometer",
                    extension=("hyperextends 2 | hyperextends 3", "0 | 0"),
                    flexion=("144 | 143", "140 | 140"),
                ),
                "thigh_girth": girth(
                    "spring", at_10="45,1 cm | 44,8 cm", at_15="49,0 cm | 48,6 cm"
                ),
                "strength": {
                    **MACHINE,
                    **trials(
                        "knee_extension_torque",
                        "171,5 N·m | 166,0 N·m",
                        "176,2 N·m | 169,8 N·m",
                        "174,0 N·m | 168,3 N·m",
                    ),
                },
            },
            goals={
                "start": {"goal": "Reach the start of the marathon healthy.", "due": "30 weeks"},
                "even": {
                    "goal": "Push off with the left as with the right.",
                    "knee_extension_torque": " | 176,2 N·m",
                    "due": "10 weeks",
                },
            },
        ),
        Visit(
            weeks_ago=3,
            kind=VisitKind.REASSESSMENT,
            at=time(7, 45),
            answers={
                "visit": {"body_mass": "70,8 kg"},
                "history": {
                    "adherence": "Two strength sessions a week, as planned.",
                    "aggravating_running": "1",
                    "aggravating_stairs_down": "0",
                },
                "precautions": {
                    "irritability": "low",
                    "healing_stage": "gradual",
                    "test_tier": "t5",
                    "test_tier_reason": "Runs every day; hops are what his goal asks about.",
                    "irritability_night_pain": "low",
                    "irritability_settling": "low",
                },
                "thigh_girth": girth(
                    "spring", at_10="45,4 cm | 45,0 cm", at_15="49,3 cm | 48,9 cm"
                ),
                "strength": {
                    **MACHINE,
                    **trials(
                        "knee_extension_torque",
                        "182,0 N·m | 180,4 N·m",
                        "186,7 N·m | 183,1 N·m",
                        "185,5 N·m | 181,9 N·m",
                    ),
                },
                "function": {
                    **trials("single_hop", "186 cm | 181 cm", "189 cm | 184 cm"),
                    **trials("timed_hop", "1,92 | 1,98", "1,90 | 1,95"),
                    "triple_hop": "565 cm | 502 cm",
                    "triple_hop.validity": " | stopped_by_pain 6",
                },
            },
            goals={"even": {"status": "met: 183,1 N·m on the left."}},
        ),
    ),
)
