"""What it all means: the therapist's own judgement, in their own words."""

from __future__ import annotations

from assessment.catalogue.answers import prose
from assessment.catalogue.types import Section

IMPRESSION = Section(
    code="impression",
    label="Impression",
    assistants=False,
    intro="One muscle never explains a knee. Say what the findings rest on, and what is open.",
    measures=(
        prose(
            "clinical_impression",
            "Clinical reasoning",
            "What explains the problem, from which findings, and what speaks against it.",
            key_result=True,
        ),
        prose(
            "functional_problems",
            "Functional problems",
            "Body function, activity, participation, in the patient's life.",
        ),
        prose(
            "contributing_factors",
            "What helps and what hinders",
            "Load, sleep, work, beliefs, other conditions, support.",
        ),
        prose("prognosis", "Prognosis", "Expected course and time, and how sure that is."),
    ),
)
