"""The two plainest measures: one answer of several without an order, and words."""

from __future__ import annotations

from assessment.catalogue.types import (
    Accuracy,
    Better,
    Kind,
    Measure,
    Option,
    Position,
    Source,
    VisitKind,
)

EVERY_VISIT = frozenset(VisitKind)
LATER_VISITS = frozenset({VisitKind.REASSESSMENT, VisitKind.DISCHARGE})


def chosen(
    code: str,
    label: str,
    how: str,
    options: tuple[tuple[str, str], ...],
    *,
    group: str = "",
    sided: bool = False,
    body_site: str = "",
    sources: tuple[Source, ...] = (),
    position: Position | None = None,
    key_result: bool = False,
    asked_at: frozenset[VisitKind] = EVERY_VISIT,
    accuracy: tuple[Accuracy, ...] = (),
) -> Measure:
    """A choice; its options as pairs of code and label."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.CHOICE,
        better=Better.NONE,
        sided=sided,
        options=tuple(Option(code=one, label=words) for one, words in options),
        group=group,
        how=how,
        body_site=body_site,
        sources=sources,
        position=position,
        key_result=key_result,
        asked_at=asked_at,
        accuracy=accuracy,
    )


def prose(
    code: str,
    label: str,
    how: str,
    *,
    group: str = "",
    lines: bool = True,
    sided: bool = False,
    key_result: bool = False,
    asked_at: frozenset[VisitKind] = EVERY_VISIT,
) -> Measure:
    """Words in the clinician's own writing: several lines, or one."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.TEXT,
        better=Better.NONE,
        sided=sided,
        multiline=lines,
        group=group,
        how=how,
        key_result=key_result,
        asked_at=asked_at,
    )
