"""The plain form in which readings enter clinical functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from assessment.catalogue.types import (
    DominantLeg,
    InvolvedSide,
    Provenance,
    Side,
    Validity,
)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One measure on one side, trials included, in canonical units.

    `number` is the value given without trials; where `trials` are there the setup's statistic
    decides what stands for them. `items` are the answers to an instrument's items, in the order of
    the form, as entered; with any of them their score stands. `reason` says why there is none of
    these. `setup` holds the setup's values as text, with the lever arm of this side in metres.
    """

    measure: str
    side: Side
    number: Decimal | None = None
    choice: str = ""
    text: str = ""
    reason: str = ""
    trials: tuple[Decimal, ...] = ()
    items: tuple[Decimal | None, ...] = ()
    setup: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    validity: Validity = Validity.VALID
    provenance: Provenance = Provenance.MEASURED

    @property
    def has_number(self) -> bool:
        """Whether there is a number, with or without trials, whether or not it counts."""
        return self.number is not None or bool(self.trials) or self.has_items

    @property
    def has_items(self) -> bool:
        """Whether any item of an instrument was answered."""
        return any(one is not None for one in self.items)


@dataclass(frozen=True, kw_only=True)
class Context:
    """What calculations read of the visit itself: never of the episode as it is today.

    Dates are ISO text; `body_mass_date` is empty where it was weighed at the visit. `ranks` are
    the grades of any section that confound others, by measure and side. `both_operated` says that
    both knees had been operated on by then.
    """

    involved: InvolvedSide
    dominant: DominantLeg
    both_operated: bool = False
    body_mass: Decimal | None = None
    body_mass_date: str = ""
    visit_date: str = ""
    ranks: Mapping[tuple[str, Side], int] = field(default_factory=lambda: MappingProxyType({}))
