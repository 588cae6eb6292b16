"""What is known of a limb's restrictions, as plain data, and how each stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assessment.catalogue.types import (
    RESTRICTED_THINGS,
    Allowed,
    AppliesTo,
    LoadUnit,
    ProcedureKind,
    RestrictedThing,
    Restricts,
    Side,
    SourceLevel,
)


class Standing(StrEnum):
    """How a restriction stands on a day. A date that has passed lifts nothing (RS-6)."""

    NOT_YET = "not_yet"
    ACTIVE = "active"
    EXPIRED = "expired_unconfirmed"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Given:
    """One restriction as it was recorded: of one limb, about one parameter.

    `who` is whose word it is ("Dr Berg", "ACL protocol 3"). Without `until` it holds until the
    surgeon reviews it. `ended_on` is the day it was lifted or superseded, `in_error` says that it
    was lifted since it was entered in error.
    """

    id: str
    side: Side
    restricts: Restricts
    option: str
    level: SourceLevel
    who: str
    valid_from: date
    until: date | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    load_unit: LoadUnit = LoadUnit.PERCENT
    applies_to: AppliesTo = AppliesTo.ALL
    ended_on: date | None = None
    in_error: bool = False

    @property
    def thing(self) -> RestrictedThing:
        """What it is about."""
        return RESTRICTED_THINGS[self.restricts]

    @property
    def allowed(self) -> Allowed:
        """What is still allowed."""
        return self.thing.option(self.option)


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A procedure as far as restrictions go: on which limbs, and where a graft came from."""

    name: str
    kind: ProcedureKind
    sides: frozenset[Side]
    graft_side: Side = Side.NONE
    on: date | None = None

    @property
    def limbs(self) -> frozenset[Side]:
        """The limbs it concerns: also the one that a graft was taken from (RS-9)."""
        return (self.sides | {self.graft_side}) - {Side.NONE}


@dataclass(frozen=True, kw_only=True)
class NoneGiven:
    """Somebody asked, and was told that nothing is restricted on a limb."""

    side: Side
    on: date


def standing(given: Given, on: date) -> Standing:
    """How a restriction stands on a day; its last day still counts."""
    if given.ended_on is not None and given.ended_on <= on:
        return Standing.ENDED
    if on < given.valid_from:
        return Standing.NOT_YET
    if given.until is not None and given.until < on:
        return Standing.EXPIRED
    return Standing.ACTIVE
