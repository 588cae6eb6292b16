"""Faults that software of this kind makes, to be put in one by one: each turns a test red.

`make seeded-faults` puts them into a copy of the tree, never into the checkout.
"""

from __future__ import annotations

from tests.seeded.between_sides import BETWEEN_SIDES
from tests.seeded.entering import ENTERING
from tests.seeded.fault import Edit, Fault
from tests.seeded.hazards import CONTROLS, HAZARD_FAULTS, HAZARDS
from tests.seeded.interpreting import INTERPRETING
from tests.seeded.observing import OBSERVING
from tests.seeded.over_time import OVER_TIME
from tests.seeded.scoring import SCORING

TRAPS = tuple(f"T{number}" for number in (*range(1, 51),))
"""The traps that a test has to stand in front of."""

TRAP_FAULTS = tuple(
    sorted(
        (*ENTERING, *BETWEEN_SIDES, *OBSERVING, *INTERPRETING, *OVER_TIME, *SCORING),
        key=lambda one: int(one.trap.removeprefix("T")),
    )
)

FAULTS = (*TRAP_FAULTS, *HAZARD_FAULTS)
"""Every fault: one or more behind each trap, and one that breaks each control of the hazard log."""

__all__ = ["CONTROLS", "FAULTS", "HAZARDS", "TRAPS", "TRAP_FAULTS", "Edit", "Fault"]
