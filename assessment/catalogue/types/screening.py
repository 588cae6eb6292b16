"""How urgent a finding is, and how hard a test is: the two ladders of safe testing.

Both are proposals that no clinician has reviewed yet; the app says so wherever it shows one.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class ActionLevel(StrEnum):
    """How soon a finding needs a medical decision, the most urgent first."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"

    @property
    def urgency(self) -> int:
        """The rank by which levels are ordered: 4 for `L1` down to 1 for `L4`."""
        return 5 - int(self.value[1])


class Tier(IntEnum):
    """How hard a test is on the knee, from observing only (0) to jumping and cutting (5)."""

    T0 = 0
    T1 = 1
    T2 = 2
    T3 = 3
    T4 = 4
    T5 = 5
