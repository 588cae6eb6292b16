"""Readiness lists: how many criteria of a return are met. Counted, never judged.

Three-valued: met, not met, not assessed; what was not assessed never counts as met. A hop counts
only once the prerequisites of hopping are all met; before that it is not yet testable, which is not
met. With both knees operated on or involved there is no limb symmetry index.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from assessment.catalogue.types import Criterion, ReadinessList, Reads
from assessment.clinical.criteria import read
from assessment.clinical.seen import Findings


class Outcome(StrEnum):
    """What one criterion comes to."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_YET_TESTABLE = "not_yet_testable"
    NOT_ASSESSED = "not_assessed"
    NOT_COUNTED = "not_counted"


WORDS = MappingProxyType(
    {
        Outcome.MET: "met",
        Outcome.NOT_MET: "not met",
        Outcome.NOT_YET_TESTABLE: "not yet testable, so not met",
        Outcome.NOT_ASSESSED: "not assessed",
        Outcome.NOT_COUNTED: "shown, not counted",
    }
)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One criterion with what it came to, and the value and day that it rests on, in words."""

    criterion: Criterion
    outcome: Outcome
    value: str

    @property
    def words(self) -> str:
        """The outcome in words."""
        return WORDS[self.outcome]


@dataclass(frozen=True, kw_only=True)
class CountedList:
    """A list with its criteria. What is only shown is in neither number."""

    about: ReadinessList
    criteria: tuple[Counted, ...]

    @property
    def met(self) -> int:
        """How many are met."""
        return sum(one.outcome is Outcome.MET for one in self.criteria)

    @property
    def of(self) -> int:
        """How many are counted."""
        return sum(one.outcome is not Outcome.NOT_COUNTED for one in self.criteria)

    @property
    def not_assessed(self) -> int:
        """How many nobody assessed."""
        return sum(one.outcome is Outcome.NOT_ASSESSED for one in self.criteria)

    @property
    def not_met(self) -> int:
        """How many are known not to be met."""
        known = (Outcome.NOT_MET, Outcome.NOT_YET_TESTABLE)
        return sum(one.outcome in known for one in self.criteria)

    @property
    def complete(self) -> bool:
        """Whether every counted criterion is met."""
        return self.met == self.of

    @property
    def text(self) -> str:
        """How many are met, and who decides."""
        open_ones = f", {self.not_assessed} not assessed" if self.not_assessed else ""
        return (
            f"{self.met} of {self.of} criteria met{open_ones}; decision by clinician, patient and "
            "surgeon."
        )


def counted(
    lists: Iterable[ReadinessList], findings: Findings, *, before_hops: ReadinessList
) -> list[CountedList]:
    """Each list counted; `before_hops` is the one whose criteria open the hops of all others."""
    testable = count(before_hops, findings, testable=False).complete
    return [count(one, findings, testable=testable) for one in lists]


def count(about: ReadinessList, findings: Findings, *, testable: bool) -> CountedList:
    """One list, by criterion; `testable` says whether a hop counts yet."""
    return CountedList(
        about=about,
        criteria=tuple(_criterion(one, findings, testable) for one in about.criteria),
    )


def _criterion(one: Criterion, findings: Findings, testable: bool) -> Counted:
    if one.after_surgery and not findings.operated:
        return _as(one, Outcome.NOT_COUNTED, "no operation; applies after surgery")
    if one.sides and findings.involved.value not in one.sides:
        sides = " or ".join(one.sides)
        return _as(one, Outcome.NOT_COUNTED, f"no published value; studied for {sides}")
    holds, value = read(one, findings)
    if one.reads is Reads.SHOWN:
        return _as(one, Outcome.NOT_COUNTED, value)
    if one.hop and not testable:
        return _as(one, Outcome.NOT_YET_TESTABLE, value)
    if holds is None:
        return _as(one, Outcome.NOT_ASSESSED, value)
    return _as(one, Outcome.MET if holds else Outcome.NOT_MET, value)


def _as(one: Criterion, outcome: Outcome, value: str) -> Counted:
    return Counted(criterion=one, outcome=outcome, value=value)
