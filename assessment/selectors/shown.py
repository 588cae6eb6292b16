"""What a visit shows first, and what is one action away.

First comes what the clinic's set for this kind of episode names, what is core at this visit, what
was answered or is asked for by an answer, and what an earlier visit of the episode found.
Completeness and "not examined" count the same, so that "6 of 8" means something and nobody is told
of sixty measures that were not due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assessment.catalogue.types import Measure, NotTested, Section, Side, VisitKind
from assessment.clinical.requirements import unmet
from assessment.clinical.screening.screen import Screening
from assessment.earlier import EarlierVisits
from assessment.kinds.address import sides
from assessment.selectors.chart import Chart
from assessment.selectors.items import NOT_ASSESSED, answered, offered
from assessment.selectors.screening import SECTION as RED_FLAGS
from assessment.selectors.screening import screening_of

REASONS = frozenset(one.value for one in NotTested)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far some measures have come, by side; `core_open` where a core one is unanswered."""

    done: int
    due: int
    core_open: bool


class Shown:
    """The measures of one chart, section by section: first, or folded."""

    def __init__(self, chart: Chart, earlier: EarlierVisits | None = None) -> None:
        self.chart = chart
        self._earlier = earlier or EarlierVisits([])
        self._first: dict[str, tuple[Measure, ...]] = {}
        self.measured_before = frozenset(
            item.code
            for visit in (earlier.visits if earlier else ())
            for item in visit.record.items
            if not item.derived and item.reason not in REASONS and item.choice != NOT_ASSESSED
        )

    @cached_property
    def screening(self) -> Screening:
        """What the red-flag rules come to, and what they ask for."""
        return screening_of(self.chart, self._earlier)[1]

    def first(self, section: Section) -> tuple[Measure, ...]:
        """What shows first in a section, in the catalogue's order."""
        if section.code not in self._first:
            wanted = self._wanted(section)
            self._first[section.code] = tuple(
                one for one in self._offered(section) if one.code in wanted
            )
        return self._first[section.code]

    def folded(self, section: Section) -> tuple[Measure, ...]:
        """What the section offers besides, one action away."""
        first = {one.code for one in self.first(section)}
        return tuple(one for one in self._offered(section) if one.code not in first)

    def core(self, section: Section) -> frozenset[str]:
        """The codes of what leaving unanswered needs a reason for, at this kind of visit."""
        visit = VisitKind(self.chart.assessment.kind)
        if section.code == RED_FLAGS:
            return self.screening.due & {one.code for one in self._offered(section)}
        return frozenset(one.code for one in self._offered(section) if visit in one.core_at)

    def open(
        self, section: Section, among: Sequence[Measure] | None = None
    ) -> list[tuple[Measure, Side]]:
        """What shows first (or is among these) and nobody answered: no value and no reason."""
        done = answered(self.chart, section)
        due = _by_side(self.first(section) if among is None else among)
        missing = [(one, side) for one, side in due if (one.code, side.value) not in done]
        if section.code == RED_FLAGS:
            # What another section charts, or the story told before, is not asked for twice.
            open_here = set(self.screening.missing)
            missing = [(one, side) for one, side in missing if one.code in open_here]
        return missing

    def progress(self, section: Section, among: Sequence[Measure]) -> Progress:
        """How many of these measures of a section are answered."""
        missing = self.open(section, among)
        due = len(_by_side(among))
        core = self.core(section)
        return Progress(
            done=due - len(missing),
            due=due,
            core_open=any(one.code in core for one, _side in missing),
        )

    def _wanted(self, section: Section) -> frozenset[str]:
        if section.code == RED_FLAGS:
            return self.core(section) | self._touched(section)
        return self.chart.measure_set.first(section) | self._always(section)

    def _touched(self, section: Section) -> frozenset[str]:
        """What was answered at this visit."""
        return frozenset(row.measure for row in self.chart.rows(section.code))

    def _always(self, section: Section) -> frozenset[str]:
        touched = self._touched(section) | set(self.chart.setups)
        asked_for = {
            code
            for open_one in unmet(section, self.chart.readings(section))
            for code in open_one.requirement.any_of
        }
        return self.core(section) | touched | asked_for | self.measured_before

    def _offered(self, section: Section) -> tuple[Measure, ...]:
        return offered(section, self.chart.assessment.kind)


def _by_side(measures: Sequence[Measure]) -> list[tuple[Measure, Side]]:
    return [(one, side) for one in measures for side in sides(one.sided)]
