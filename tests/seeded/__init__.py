"""Faults that software of this kind makes, to be put in one by one: each turns a test red.

`make seeded-faults` puts them into a copy of the tree, never into the checkout.
"""

from __future__ import annotations

from tests.seeded.between_sides import BETWEEN_SIDES
from tests.seeded.entering import ENTERING
from tests.seeded.fault import Edit, Fault
from tests.seeded.interpreting import INTERPRETING
from tests.seeded.observing import OBSERVING
from tests.seeded.over_time import OVER_TIME
from tests.seeded.scoring import SCORING

TRAPS = tuple(f"T{number}" for number in (*range(1, 51),))
"""The traps that a test has to stand in front of."""

FAULTS = tuple(
    sorted(
        (*ENTERING, *BETWEEN_SIDES, *OBSERVING, *INTERPRETING, *OVER_TIME, *SCORING),
        key=lambda one: int(one.trap.removeprefix("T")),
    )
)

__all__ = ["FAULTS", "TRAPS", "Edit", "Fault"]
