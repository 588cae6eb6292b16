"""How the questions and signs of the screen are written: yes is always the abnormal answer."""

from __future__ import annotations

from assessment.catalogue.types import (
    ANSWERS,
    Better,
    Kind,
    Limit,
    Measure,
    Option,
    Source,
    Unit,
    VisitKind,
)

EVERY_VISIT = frozenset(VisitKind)
FIRST_VISIT = frozenset({VisitKind.INITIAL})
LATER_VISITS = frozenset({VisitKind.REASSESSMENT, VisitKind.DISCHARGE})
NEVER: frozenset[VisitKind] = frozenset()


def asked(
    group: str,
    code: str,
    label: str,
    how: str,
    *sources: Source,
    core_at: frozenset[VisitKind] = NEVER,
    asked_at: frozenset[VisitKind] = EVERY_VISIT,
) -> Measure:
    """A question or a sign that is answered yes, no, or not assessed."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.ANSWER,
        better=Better.NONE,
        options=ANSWERS,
        group=group,
        how=how,
        core_at=core_at,
        asked_at=asked_at,
        sources=sources,
    )


def choice(
    group: str,
    code: str,
    label: str,
    how: str,
    options: tuple[tuple[str, str], ...],
    *sources: Source,
) -> Measure:
    """One answer of several."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.CHOICE,
        better=Better.NONE,
        group=group,
        options=tuple(Option(code=one, label=words) for one, words in options),
        how=how,
        sources=sources,
    )


def day(group: str, code: str, label: str, how: str, *sources: Source) -> Measure:
    """A date."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.DATE,
        better=Better.NONE,
        group=group,
        how=how,
        sources=sources,
    )


def number(
    group: str, code: str, label: str, how: str, unit: Unit, hard: Limit, *sources: Source
) -> Measure:
    """A measured number."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.NONE,
        unit=unit,
        hard=hard,
        group=group,
        how=how,
        sources=sources,
    )


def words(
    group: str,
    code: str,
    label: str,
    how: str,
    *,
    multiline: bool = False,
    key_result: bool = False,
) -> Measure:
    """What is written down."""
    return Measure(
        code=code,
        key_result=key_result,
        label=label,
        kind=Kind.TEXT,
        better=Better.NONE,
        multiline=multiline,
        group=group,
        how=how,
    )
