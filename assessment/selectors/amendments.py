"""Why the versions of an evaluation after the first were written."""

from __future__ import annotations

from assessment.models import Amendment, Assessment, State


def amendments_of(assessment: Assessment) -> dict[int, Amendment]:
    """Why each version after the first was written: what was given up is not among them."""
    rows = Amendment.objects.filter(assessment=assessment).select_related("by")
    return {row.number: row for row in rows.order_by("number", "attempt")}


def amendment_reason(assessment: Assessment) -> str:
    """Why the next version is being written; empty while none is."""
    if assessment.state != State.AMENDING:
        return ""
    opened = amendments_of(assessment).get(assessment.version_number + 1)
    # Only somebody at the database opens a version without one: `proof` finds it.
    return opened.reason if opened else ""
