"""What could be answered in one act: the untouched measures of a section, and what they would say;
and what could be taken back in one: what was set so and nobody looked at since.

Only what shows first is offered, since what nobody saw nobody found normal. What the red-flag
screen reads is never among what is within normal limits: a sign has to be looked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.catalogue.types import (
    TAKE_BACK,
    WITHIN_NORMAL_LIMITS,
    Kind,
    Measure,
    NotTested,
    Provenance,
    Section,
    Side,
)
from assessment.kinds.address import Address, reason_in, reason_state, sides
from assessment.selectors.screening import READ_ELSEWHERE
from assessment.selectors.shown import Shown

REASONS = frozenset(one.value for one in NotTested)
WITHOUT_REASON = (Kind.TEXT, Kind.ANSWER, Kind.DATE)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A reading with the state that it would get, or that would be taken back."""

    where: Address
    state: str

    @property
    def field(self) -> str:
        return self.where.name

    @property
    def said(self) -> str:
        """The state as the section shows it; the code of a reason, which has its own words."""
        options = {one.code: one.label for one in self.where.measure.options}
        return options.get(self.state) or reason_in(self.state)


def groups_of(shown: Shown, section: Section) -> tuple[str, ...]:
    """The groups of a section of which something shows first."""
    return tuple(dict.fromkeys(one.group for one in shown.first(section) if one.group))


def untouched(
    shown: Shown, section: Section, *, what: str, side: str = "", group: str = ""
) -> tuple[Listed, ...]:
    """What `what` would answer, within normal limits or a reason why it was not tested, and nobody
    has yet: of one side or both, of one group or the whole section.
    """
    return tuple(
        Listed(where=Address(measure=measure, side=one), state=state)
        for measure in shown.first(section)
        if group in ("", measure.group)
        if (state := _state(measure, what))
        for one in sides(measure.sided)
        if side in ("", one.value)
        if not _answered(shown, section, measure, one)
    )


def set_in_bulk(
    shown: Shown, section: Section, *, side: str = "", group: str = ""
) -> tuple[Listed, ...]:
    """What was set in bulk and stands as it was set: of one side or both, of one group or all."""
    bulk = {
        (row.measure, row.side)
        for row in shown.chart.rows(section.code)
        if row.provenance == Provenance.BULK and not row.trial
    }
    return tuple(
        Listed(where=where, state=shown.chart.stored(section, where).state)
        for measure in section.measures
        if group in ("", measure.group)
        for one in sides(measure.sided)
        if side in ("", one.value) and (measure.code, one.value) in bulk
        for where in (Address(measure=measure, side=one),)
    )


def listed(
    shown: Shown, section: Section, *, what: str, side: str = "", group: str = ""
) -> tuple[Listed, ...]:
    """What `what` would change: what it would answer, or what it would take back."""
    if what == TAKE_BACK:
        return set_in_bulk(shown, section, side=side, group=group)
    return untouched(shown, section, what=what, side=side, group=group)


def normal_state(measure: Measure) -> str:
    """What a measure within normal limits says; empty where it has to be looked at by itself."""
    return "" if measure.code in READ_ELSEWHERE else measure.normal


def _state(measure: Measure, what: str) -> str:
    """The state that a measure would get; empty where it is not to be answered so."""
    if what == WITHIN_NORMAL_LIMITS:
        return normal_state(measure)
    if what not in REASONS or measure.kind in WITHOUT_REASON:
        return ""
    return reason_state(what)


def _answered(shown: Shown, section: Section, measure: Measure, side: Side) -> bool:
    return any(
        (row.measure, row.side) == (measure.code, side.value)
        for row in shown.chart.rows(section.code)
    )
