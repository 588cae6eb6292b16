"""What comes next: the therapist's own plan, in their own words."""

from __future__ import annotations

from assessment.catalogue.answers import chosen, prose
from assessment.catalogue.guidance_sources import RETURN_CRITERIA
from assessment.catalogue.progress_report import IS_REPORT
from assessment.catalogue.readiness import READINESS, kept_measure
from assessment.catalogue.types import Measure, Section

RETURN = "Return: what the chart cannot know"
KEPT = "Readiness lists in this note"
KEEP, LEAVE = "keep", "leave"


YES_OR_NO = (("yes", "yes"), ("no", "no"), ("not_assessed", "not assessed"))
"""A choice, and no question of the screen: here a yes is no alarm."""


def _asked(code: str, label: str, how: str) -> Measure:
    """A question of a readiness list that only the clinician can answer."""
    return chosen(code, label, how, YES_OR_NO, group=RETURN, sources=(RETURN_CRITERIA,))


PLAN = Section(
    code="plan",
    label="Plan",
    assistants=False,
    measures=(
        prose(
            "plan_of_care",
            "Plan of care",
            "What will be done, in which order, and what decides the next step.",
            key_result=True,
        ),
        prose("frequency_duration", "Frequency and duration", "How often, for how long."),
        prose("referrals", "Referrals and messages", "To whom, why, by when."),
        prose("agreed_with_patient", "Agreed with the patient", "Choices offered, wishes."),
        chosen(
            IS_REPORT,
            "This evaluation is the progress report",
            "Once signed, treatment days are counted from here.",
            (("yes", "yes"), ("no", "no")),
        ),
        _asked(
            "impact_allowed",
            "Impact is allowed by the surgeon or the protocol in force",
            "As it stands today, in writing or by message.",
        ),
        _asked(
            "on_field_rehabilitation",
            "On-field rehabilitation is completed",
            "The sport's own drills, up to full training.",
        ),
        _asked(
            "ikdc_15th_percentile",
            "IKDC within the 15th percentile of healthy people",
            "Looked up for age and sex; the score itself is an outcome measure.",
        ),
        _asked(
            "graded_exposure",
            "Graded return to running or sport was tolerated",
            "Step by step, each judged by the 24 hours after it.",
        ),
        _asked(
            "energy_storage",
            "Energy-storage drills without a flare of more than 24 hours",
            "Jumps, landings, changes of direction.",
        ),
        _asked(
            "driving_conditions",
            "Driving: no opioids, and surgeon and insurer have been asked",
            "All of it; no where one is missing.",
        ),
        _asked(
            "work_tasks_tried",
            "Work: each task was tried at the level that it needs",
            "Kneel, squat, climb, ladders, lift, drive, uneven ground.",
        ),
        _asked(
            "work_arrangements",
            "Work: graded hours and restrictions are agreed",
            "No as well where a safety-critical role has not gone to occupational health.",
        ),
        # What is kept stands in the signed record as it was counted then.
        *(
            chosen(
                kept_measure(one.code),
                one.label,
                "Counted when it is signed, with its values.",
                ((KEEP, "keep in the note"), (LEAVE, "leave out")),
                group=KEPT,
            )
            for one in READINESS
        ),
    ),
)
