"""What an answer asks for besides itself: partial weight-bearing is nothing without how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.catalogue.types import Requirement, Section, Side
from assessment.clinical.readings import Reading
from assessment.clinical.standing import find


@dataclass(frozen=True, kw_only=True)
class Unmet:
    """A requirement that is open on one side."""

    requirement: Requirement
    side: Side

    @property
    def measure(self) -> str:
        """The measure whose answer would meet it first."""
        return self.requirement.any_of[0]


def unmet(section: Section, readings: Sequence[Reading]) -> list[Unmet]:
    """The requirements of a section that its readings leave open, in the order of the catalogue.

    A reason why something was not tested does not meet one.
    """
    found = []
    for requirement in section.requirements:
        for reading in readings:
            if (reading.measure, reading.choice) != (requirement.measure, requirement.option):
                continue
            given = (find(readings, code, reading.side) for code in requirement.any_of)
            if not any(one.has_number or one.choice or one.text for one in given if one):
                found.append(Unmet(requirement=requirement, side=reading.side))
    return found
