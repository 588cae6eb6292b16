"""What comes next: the therapist's own plan, in their own words."""

from __future__ import annotations

from assessment.catalogue.answers import prose
from assessment.catalogue.types import Section

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
    ),
)
