"""What can be entered: units, limits, options, and how a measure was taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from assessment.catalogue.types.sources import Source
from assessment.catalogue.types.words import Kind


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit of one family; `to_canonical` multiplies a typed value into the family's first unit.

    `label` is what stands beside a number, `typed` the spellings accepted after it. `trim` drops
    a zero decimal when shown (402 N, but 245.2 N).
    """

    code: str
    ucum: str
    label: str
    family: str
    decimals: int
    to_canonical: Decimal = Decimal(1)
    typed: tuple[str, ...] = ()
    trim: bool = False


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What is accepted, both ends included; `None` is open.

    `low_open` refuses `low` itself, `high_open` refuses `high` itself.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, number: Decimal) -> bool:
        """Whether a number lies within."""
        if self.low is not None and (number < self.low or (self.low_open and number == self.low)):
            return False
        return (
            self.high is None or number < self.high or (not self.high_open and number == self.high)
        )


@dataclass(frozen=True, kw_only=True)
class SoftLimit:
    """What is usual; beyond it the clinician is asked and the answer kept.

    `among` lists the usual values where only certain ones are. `when` restricts it to a setup
    (`{"fixation": "manual"}`); `why` is said to the clinician. One that somebody published names
    its `source` and in whom it was found; any other is a design decision.
    """

    limit: Limit = Limit()
    among: tuple[Decimal, ...] = ()
    why: str = ""
    when: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: Source | None = None
    population: str = ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer of a grade or a choice; grades carry their order, a score's items their points."""

    code: str
    label: str
    ordinal: int | None = None
    definition: str = ""
    points: int | None = None


ANSWERS = (
    Option(code="yes", label="yes"),
    Option(code="no", label="no"),
    Option(code="not_assessed", label="not assessed"),
)
"""The three answers of an asked or examined item; not assessed is never read as no."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SetupField:
    """One thing to say about how a measure was taken.

    `compared` fields form the comparability key; `sided` ones are said for each side (lever arm).
    `default` is what the measure's description prescribes; it is never a finding. `figures` is
    where its numbers come from, where not from what its measure's do.
    """

    code: str
    label: str
    kind: Kind
    options: tuple[Option, ...] = ()
    unit: Unit | None = None
    entry_units: tuple[Unit, ...] = ()
    hard: Limit | None = None
    soft: tuple[SoftLimit, ...] = ()
    default: str = ""
    sided: bool = False
    compared: bool = True
    how: str = ""
    figures: Source | None = None


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The only numbers that are taken, where the setup is as `when` says; without it, else."""

    numbers: tuple[Decimal, ...]
    when: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
