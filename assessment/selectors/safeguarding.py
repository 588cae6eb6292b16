"""What the rule about safety came to: part of what is restricted, and nowhere else."""

from __future__ import annotations

from assessment.catalogue.screening_rules import LEVEL_NAMES
from assessment.catalogue.types import Kind, Side
from assessment.record import Item
from assessment.selectors.chart import Chart
from assessment.selectors.screening import SAFEGUARDING, safeguarding_of


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
            )
        )
    return found
