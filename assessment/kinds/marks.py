"""Whether a value counts, as one line of text beside it: the clinician's word on a reading.

The line is empty where the value counts and nothing else is said; else `valid 5`,
`stopped_by_pain`, `stopped_by_pain 6` (the pain reached, of ten) or `invalid` with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assessment.catalogue.types import Kind, Measure, Section, Side, Validity
from assessment.kinds.address import Address, sides
from assessment.kinds.base import Refused

LONGEST_WHY = 300
VALID = Validity.VALID.value
MARKED_KINDS = (Kind.QUANTITY, Kind.GRADE, Kind.CHOICE)

_PAIN = re.compile(r"([0-9]{1,2})(?:\s*/\s*10)?")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Whether a value counts; the pain reached where it was asked, why where it does not count."""

    validity: Validity = Validity.VALID
    pain: int | None = None
    why: str = ""

    @property
    def pain_said(self) -> str:
        """The pain as text; empty where nobody asked."""
        return "" if self.pain is None else str(self.pain)

    @property
    def state(self) -> str:
        """The line of text that says it."""
        return join(self.validity.value, self.why or self.pain_said)


def marked(section: Section, measure: Measure) -> bool:
    """Whether a clinician may say of a measure's values that they do not count: of what is tested.

    The score of a form stands or falls with its answers.
    """
    return (
        section.position is not None and measure.kind in MARKED_KINDS and measure.instrument is None
    )


@cache
def mark_addresses(section: Section, measure: Measure) -> tuple[Address, ...]:
    """The marks of a measure: of the value on each side, and of each trial."""
    if not marked(section, measure):
        return ()
    return tuple(
        Address(measure=measure, side=side, trial=trial, validity=True)
        for side in sides(measure.sided)
        for trial in range(measure.trials + 1)
    )


@cache
def mark_of(where: Address) -> Address:
    """The mark of a reading's field."""
    return Address(measure=where.measure, side=where.side, trial=where.trial, validity=True)


def parse(state: str) -> Mark:
    """What a line says; raises `Refused` for what is no pain, no mark, or lacks its reason."""
    code, said = split(state)
    if code not in set(Validity):
        raise Refused("This is no way to mark a value.")
    validity = Validity(code)
    if validity is Validity.INVALID:
        if not said:
            raise Refused("Say in a few words why it does not count.")
        if len(said) > LONGEST_WHY:
            raise Refused(f"This is longer than {LONGEST_WHY} letters.")
        return Mark(validity=validity, why=said)
    return Mark(validity=validity, pain=_pain(said) if said else None)


def split(state: str) -> tuple[str, str]:
    """A line as the mark and what is said beside it."""
    code, _gap, said = state.strip().partition(" ")
    return code or VALID, said.strip()


def join(code: str, said: str) -> str:
    """The line that a mark and what is said beside it make together."""
    said = " ".join(said.split())
    if not said and code in ("", VALID):
        return ""
    return f"{code or VALID} {said}".strip()


def _pain(said: str) -> int:
    found = _PAIN.fullmatch(said)
    if found is None or int(found[1]) > 10:
        raise Refused("Type the pain as a whole number from 0 to 10.")
    return int(found[1])


def side_words(where: Address) -> str:
    """Which value a mark is about: its side, its trial."""
    said = [] if where.side is Side.NONE else [where.side.value]
    return ", ".join([*said, *([f"trial {where.trial}"] if where.trial else [])])
