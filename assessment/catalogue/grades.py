"""Grades that several sections share: manual muscle grades, and how marked an observation is."""

from __future__ import annotations

from assessment.catalogue.decisions import SEVERITY_GRADES
from assessment.catalogue.sources import BOHANNON_2005, DANIELS_WORTHINGHAM
from assessment.catalogue.types import Better, Kind, Measure, Option, Position, Source

MUSCLE_GRADES = tuple(
    Option(code=code, label=code, ordinal=ordinal, definition=definition)
    for ordinal, (code, definition) in enumerate(
        (
            ("0", "Zero: no contraction felt or seen."),
            ("1", "Trace: contraction felt or seen, the joint does not move."),
            ("2-", "Poor minus: part of the range, gravity eliminated."),
            ("2", "Poor: full range, gravity eliminated."),
            ("2+", "Poor plus: full range without gravity, begins the range against it."),
            ("3-", "Fair minus: more than half of the range against gravity."),
            ("3", "Fair: full range against gravity, no added resistance."),
            ("3+", "Fair plus: full range against gravity, holds slight resistance."),
            ("4-", "Good minus: holds slight to moderate resistance."),
            ("4", "Good: holds moderate resistance, yields to the strongest."),
            ("4+", "Good plus: holds moderate to strong resistance."),
            ("5", "Normal: holds the strongest resistance."),
        )
    )
)

SEVERITY = tuple(
    Option(code=code, label=code, ordinal=ordinal, definition=definition)
    for ordinal, (code, definition) in enumerate(
        (
            ("none", "Looked for and not seen."),
            ("mild", "Seen in some repetitions, or the patient corrects it unasked."),
            ("moderate", "Seen in most repetitions, partly corrected by a cue."),
            ("severe", "Seen in every repetition, not corrected by a cue, or ends the activity."),
        )
    )
)


def muscle_grade(
    code: str,
    label: str,
    how: str,
    *,
    group: str,
    body_site: str = "knee",
    hint: str = "",
    position: Position | None = None,
) -> Measure:
    """A manual muscle grade on each side. It has an order and no size."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.GRADE,
        better=Better.HIGHER,
        sided=True,
        options=MUSCLE_GRADES,
        group=group,
        how=how,
        hint=hint,
        true_zero=False,
        body_site=body_site,
        sources=(DANIELS_WORTHINGHAM, BOHANNON_2005),
        position=position,
    )


def deviation(
    code: str,
    label: str,
    how: str,
    *,
    group: str,
    sided: bool = True,
    body_site: str = "knee",
    sources: tuple[Source, ...] = (SEVERITY_GRADES,),
    position: Position | None = None,
    key_result: bool = False,
) -> Measure:
    """Something observed in a movement, by how marked it is. It has no total and no error."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.GRADE,
        better=Better.LOWER,
        sided=sided,
        options=SEVERITY,
        normal="none",
        group=group,
        how=how,
        true_zero=False,
        body_site=body_site,
        sources=sources,
        position=position,
        key_result=key_result,
    )
