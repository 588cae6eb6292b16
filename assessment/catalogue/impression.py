"""What it all means: the therapist's own judgement, in their own words."""

from __future__ import annotations

from assessment.catalogue.answers import chosen, prose
from assessment.catalogue.subcategories import APPLIES, DOES_NOT, SUBCATEGORIES
from assessment.catalogue.types import Section

PATELLOFEMORAL = "Patellofemoral subcategories"

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
        # Picked by the clinician, one beside the other; what points to each stands above them.
        *(
            chosen(
                one.measure,
                one.label,
                one.note,
                (
                    (APPLIES, "applies"),
                    (DOES_NOT, "does not apply"),
                    ("open", "stays open"),
                ),
                group=PATELLOFEMORAL,
                sources=(one.source,),
            )
            for one in SUBCATEGORIES
        ),
    ),
)
