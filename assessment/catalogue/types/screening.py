"""How urgent a finding is, and how hard a test is: the two ladders of safe testing.

Both are proposals that no clinician has reviewed yet; the app says so wherever it shows one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from assessment.catalogue.types.sources import Source


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


@dataclass(frozen=True, kw_only=True)
class Block:
    """Questions and signs that become due together, once the story or an answer opens them.

    `opened_by` says in words what opens it.
    """

    code: str
    label: str
    opened_by: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RuleText:
    """What a red-flag rule is called, reads, says and rests on; its logic is a function.

    `items` are the questions and signs that can make it fire; `besides` what explains a finding,
    or says more of it. `actions` are the words of the recommended action, by the name that the
    logic gives them. `version` grows with each change of its logic, its levels or its words.
    """

    code: str
    version: int
    name: str
    level: ActionLevel
    items: tuple[str, ...]
    actions: Mapping[str, str]
    sources: tuple[Source, ...]
    besides: tuple[str, ...] = ()
    restricted: bool = False
