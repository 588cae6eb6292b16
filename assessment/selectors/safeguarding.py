"""What the rule about safety came to: part of what is restricted, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from assessment.catalogue.screening_rules import LEVEL_NAMES
from assessment.catalogue.types import Kind, Side
from assessment.models import Assessment, SignedVersion, State
from assessment.record import Item
from assessment.selectors.chart import Chart
from assessment.selectors.screening import SAFEGUARDING, safeguarding_of
from patients.models import records_of

DONE, CLOSED = "safeguarding_done", "safeguarding_closed"


@dataclass(frozen=True, kw_only=True)
class OpenConcern:
    """A signed evaluation whose restricted part names a concern that nobody has closed since."""

    assessment: UUID
    on: date


def safeguarding_items(chart: Chart) -> list[Item]:
    """The rule that fired, with its version, level, action and source; nothing where none did."""
    found = []
    for one in safeguarding_of(chart).fired:
        level = one.outcome.level
        words = LEVEL_NAMES[level] if level else ""
        found.append(
            Item(
                section=SAFEGUARDING,
                code=f"{SAFEGUARDING}.{one.rule.code}",
                label=one.rule.name,
                side=Side.NONE.value,
                kind=Kind.TEXT.value,
                text=f"{level}, {words}. {one.action} ({one.rule.code}, version "
                f"{one.rule.version}; {'; '.join(source.citation for source in one.rule.sources)})",
                derived=True,
            )
        )
    return found


def concern_open(chart: Chart) -> bool:
    """Whether something is open in the restricted part of the visit itself."""
    return bool(safeguarding_of(chart).fired)


def nothing_done(chart: Chart) -> bool:
    """Whether the rule fired at this visit and nobody said what was done about it."""
    return concern_open(chart) and not _written(chart, DONE)


def closes(chart: Chart) -> bool:
    """Whether this visit says why a concern of an earlier one is no longer open."""
    return _written(chart, CLOSED)


def concern_before(assessment: Assessment) -> OpenConcern | None:
    """The last concern of the person's other signed visits that none of them closed; one statement.

    It is about the person, so that every episode counts, and every record that was merged into
    the one that stands for them.
    """
    fired, closed = f'"{SAFEGUARDING}.RF-', f'"{CLOSED}"'
    rows = (
        SignedVersion.objects.filter(
            Q(restricted_payload__contains=fired) | Q(restricted_payload__contains=closed),
            assessment__patient__in=records_of(assessment.person),
            number=F("assessment__version_number"),
        )
        .exclude(assessment__state=State.VOID)
        .exclude(assessment=assessment.pk)
        .order_by("assessment__visit_at", "assessment__visit_order")
        .values_list("assessment_id", "assessment__visit_date", "restricted_payload")
    )
    found = None
    for pk, on, text in rows:
        # A visit may close what came before and name a new concern.
        found = OpenConcern(assessment=pk, on=on) if fired in text else None
    return found


def _written(chart: Chart, code: str) -> bool:
    return any(row.measure == code and row.text for row in chart.rows(SAFEGUARDING))
