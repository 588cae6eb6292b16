"""Whether a limb was operated on and nobody knows what it may do (RS-8, RS-9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assessment.catalogue.types import Constant, ProcedureKind, Side
from assessment.clinical.restrictions.data import Given, NoneGiven, Operation

RULE = "RS-8"
LONG = frozenset(
    {
        ProcedureKind.NOT_SAID,
        ProcedureKind.ACL_RECONSTRUCTION,
        ProcedureKind.TUBERCLE_OSTEOTOMY,
        ProcedureKind.OSTEOTOMY,
        ProcedureKind.TENDON_REPAIR,
        ProcedureKind.CARTILAGE_FEMORAL,
        ProcedureKind.CARTILAGE_PATELLAR,
    }
)
"""What is followed for longer; of a procedure whose kind nobody said too."""
ACT = "Obtain the surgeon's restrictions, or declare that none were given."


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A limb whose restrictions are unknown, and by which operation. Never the same as none."""

    side: Side
    because: str
    action: str = ACT
    rule: str = RULE

    @property
    def short(self) -> str:
        """As a chip says it."""
        return f"{self.side.value.capitalize()} leg: restrictions unknown, obtain them"

    @property
    def words(self) -> str:
        return f"Restrictions unknown, {self.side.value} leg: {self.because}. {self.action}"


def restrictions_unknown(
    operations: Iterable[Operation],
    given: Iterable[Given],
    none_given: Iterable[NoneGiven],
    *,
    on: date,
    weeks: Constant,
    weeks_long: Constant,
) -> tuple[Unknown, ...]:
    """The limbs on which an operation within its window left nothing entered and none declared.

    An operation whose day is not known may lie within it. On its last day the window still holds.
    """
    rows, declared = list(given), list(none_given)
    found: list[Unknown] = []
    for side in (Side.RIGHT, Side.LEFT):
        for one in operations_within(operations, on=on, weeks=weeks, weeks_long=weeks_long):
            if side in one.limbs and not _answered(side, one, rows, declared, on):
                found.append(Unknown(side=side, because=_because(one)))
                break
    return tuple(found)


def operations_within(
    operations: Iterable[Operation], *, on: date, weeks: Constant, weeks_long: Constant
) -> list[Operation]:
    """The operations whose restrictions are still asked for on a day."""
    return [
        one
        for one in operations
        if one.on is None
        or timedelta(0)
        <= on - one.on
        <= timedelta(weeks=int((weeks_long if one.kind in LONG else weeks).value))
    ]


def _answered(
    side: Side, operation: Operation, rows: list[Given], declared: list[NoneGiven], on: date
) -> bool:
    """Whether anything was entered or declared for a limb since the operation."""
    since = operation.on or date.min
    return any(
        one.side is side and one.valid_from <= on and _about(one, since) for one in rows
    ) or any(one.side is side and since <= one.on <= on for one in declared)


def _about(given: Given, since: date) -> bool:
    """Whether a restriction was given since the operation, or stood on its day."""
    if given.in_error:
        return False
    stood = given.until is None or since <= given.until
    return (given.valid_from >= since or stood) and (
        given.ended_on is None or since < given.ended_on
    )


def _because(operation: Operation) -> str:
    if operation.on is None:
        return f"{operation.name}, on a day that is not known"
    return operation.name
