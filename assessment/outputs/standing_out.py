"""What stands out in a signed record, in its own words, for the list of what waits for a review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessment.outputs.findings import full_label
from assessment.outputs.words import joined, side_word
from assessment.record import Comparison, Item, Record, Screen

NAMED = 4
"""So many findings are named; the rest is counted."""


def changes_named(record: Record, changes: Iterable[Comparison]) -> str:
    """Which findings the changes are of: "Knee extension force, left; Girth at 10 cm, left".

    One that changed since the baseline and since the last visit is one finding.
    """
    return _named(_findings(record, changes))


def findings_among(record: Record, changes: Iterable[Comparison]) -> int:
    """How many findings the changes are of."""
    return len(_findings(record, changes))


def goals_named(goals: Iterable[Item]) -> str:
    """Which goals, in the words they were set in."""
    return _named([(dict(one.facts).get("goal") or one.label).rstrip(".") for one in goals])


def flags_named(screen: Screen) -> str:
    """What keeps a red-flag screen open: what was answered yes, and how much nobody assessed."""
    unknown = len(screen.not_assessed)
    parts = (
        joined(("yes to", _named(screen.answered_yes)), " ") if screen.answered_yes else "",
        f"{unknown} of {screen.asked} not assessed" if unknown else "",
    )
    return joined(parts) or screen.text


def _findings(record: Record, changes: Iterable[Comparison]) -> list[str]:
    labels = {(item.section, item.code): item.label for item in record.items if not item.of}
    named = {
        (one.section, one.code, one.of, one.side): joined(
            (full_label(one.label, labels.get((one.section, one.of), "")), side_word(one.side)),
            ", ",
        )
        for one in changes
    }
    return list(named.values())


def _named(findings: Sequence[str]) -> str:
    rest = len(findings) - NAMED
    return joined((*findings[:NAMED], f"{rest} more" if rest > 0 else ""))
