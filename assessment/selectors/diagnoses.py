"""The diagnoses of a visit: as rows for its page, as Items for its Record."""

from __future__ import annotations

from uuid import UUID

from assessment.catalogue.types import Kind
from assessment.models import Assessment, Diagnosis, DiagnosisSide
from assessment.record import Item

SECTION = "impression"

SIDE_WORDS = {
    DiagnosisSide.RIGHT: "right",
    DiagnosisSide.LEFT: "left",
    DiagnosisSide.BOTH: "both sides",
    DiagnosisSide.NONE: "",
}


def diagnoses_of(assessment: Assessment) -> list[Diagnosis]:
    """In the clinician's order."""
    return list(Diagnosis.objects.filter(assessment=assessment).select_related("recorded_by"))


def diagnosis_of(assessment: Assessment, diagnosis_id: UUID) -> Diagnosis | None:
    """One of the visit's diagnoses; none for one of another visit, or one that was removed."""
    return Diagnosis.objects.filter(assessment=assessment, pk=diagnosis_id).first()


def diagnosis_text(row: Diagnosis) -> str:
    """The clinician's words with side and code: "Patellofemoral pain, left (ICD-10-CM M22.2X2)"."""
    words = ", ".join(part for part in (row.text, SIDE_WORDS[DiagnosisSide(row.side)]) if part)
    return f"{words} (ICD-10-CM {row.code})" if row.code else words


def diagnosis_items(assessment: Assessment) -> list[Item]:
    """One Item a diagnosis, numbered by its place in the list."""
    return [
        Item(
            section=SECTION,
            code=f"diagnosis.{number}",
            label="Primary diagnosis" if row.primary else "Diagnosis",
            side=row.side,
            kind=Kind.TEXT.value,
            text=diagnosis_text(row),
            rater=str(row.recorded_by_id),
            facts=tuple((name, said) for name, said in facts_of(row) if said),
        )
        for number, row in enumerate(diagnoses_of(assessment), start=1)
    ]


def facts_of(row: Diagnosis) -> tuple[tuple[str, str], ...]:
    """A diagnosis column by column; empty texts among it."""
    return (
        ("id", str(row.pk)),
        ("diagnosis", row.text),
        ("side", row.side),
        ("icd10cm", row.code),
        ("primary", "yes" if row.primary else "no"),
    )
