"""Where in a section an answer belongs, and the line of text that tells what stands there.

A field is named `measure.side`, `measure.side.trial`, `measure.setup.field` or
`measure.setup.field.side`; `.validity` behind a reading's name is whether it counts. What stands in
it travels as one line, its *state*: empty, what was typed with its unit (`402 N`, `lacks 5`, `4+`),
or `!reason`. Two states are the same answer when they are the same text, which is how a save knows
what it started from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property

from assessment.catalogue.types import Measure, NotTested, Section, SetupField, Side

REASON_MARK = "!"
SETUP = "setup"
VALIDITY = "validity"


class UnknownField(Exception):
    """No such field in this section."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """One field of a section: a reading, one of its trials, or one thing about its setup.

    With `validity` it is not the reading but whether it counts.
    """

    measure: Measure
    side: Side = Side.NONE
    trial: int = 0
    setup_field: SetupField | None = None
    validity: bool = False

    @cached_property
    def name(self) -> str:
        parts = [self.measure.code]
        if self.setup_field is not None:
            parts += [SETUP, self.setup_field.code]
            if self.setup_field.sided:
                parts.append(self.side.value)
        else:
            parts.append(self.side.value)
            if self.trial:
                parts.append(str(self.trial))
            if self.validity:
                parts.append(VALIDITY)
        return ".".join(parts)

    @cached_property
    def about(self) -> Measure | SetupField:
        """What says the facts of this field."""
        return self.setup_field or self.measure.item(self.trial)


@cache
def addresses(section: Section) -> tuple[Address, ...]:
    """Every field of a section, in reading order: setup, then each side with its trials."""
    return tuple(one for measure in section.measures for one in measure_addresses(measure))


@cache
def measure_addresses(measure: Measure) -> tuple[Address, ...]:
    """Every field of one measure."""
    setup = [
        Address(measure=measure, side=side, setup_field=field)
        for field in measure.setup
        for side in sides(field.sided)
    ]
    answers = [
        Address(measure=measure, side=side, trial=trial)
        for side in sides(measure.sided)
        for trial in range(measure.trials + 1)
    ]
    return (*setup, *answers)


def sides(sided: bool) -> tuple[Side, ...]:
    """Right and left, in that order; or none."""
    return (Side.RIGHT, Side.LEFT) if sided else (Side.NONE,)


def address(section: Section, name: str) -> Address:
    """The field of that name; raises UnknownField."""
    try:
        return _by_name(section)[name]
    except KeyError:
        raise UnknownField(name) from None


@cache
def _by_name(section: Section) -> dict[str, Address]:
    """The fields of a section by name, each reading with its mark."""
    readings = [one for one in addresses(section) if one.setup_field is None]
    marks = [replace(one, validity=True) for one in readings]
    return {one.name: one for one in (*addresses(section), *marks)}


def reason_state(reason: NotTested | str) -> str:
    """The state of a field that was not tested, with why."""
    return f"{REASON_MARK}{reason}"


def reason_in(state: str) -> str:
    """The reason a state carries, or nothing."""
    if not state.startswith(REASON_MARK):
        return ""
    reason = state[len(REASON_MARK) :]
    return reason if reason in {one.value for one in NotTested} else ""
