"""Restrictions, operations and tests in few words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from assessment import catalogue
from assessment.catalogue.constants import RESTRICTION_WEEKS, RESTRICTION_WEEKS_LONG
from assessment.catalogue.demands import demands_of
from assessment.catalogue.types import (
    AppliesTo,
    ProcedureKind,
    Restricts,
    Side,
    SourceLevel,
)
from assessment.clinical.restrictions import (
    Beyond,
    Given,
    Limit,
    NoneGiven,
    Operation,
    TestAsked,
    Unknown,
    beyond,
    beyond_before,
    in_force,
    restrictions_unknown,
)

TODAY = date(2026, 5, 20)
UNTIL = date(2026, 6, 3)
FROM = date(2026, 4, 1)
WHO = {
    SourceLevel.SURGEON: "Dr X",
    SourceLevel.PROTOCOL: "ACL protocol 3",
    SourceLevel.TEMPLATE: "Template, ACL",
}
SURGEON, PROTOCOL, TEMPLATE = SourceLevel.SURGEON, SourceLevel.PROTOCOL, SourceLevel.TEMPLATE


def given(
    restricts: Restricts,
    option: str,
    *numbers: int,
    level: SourceLevel = SURGEON,
    **more: Any,
) -> Given:
    """One restriction of the left leg: `numbers` are its range, or what it goes up to."""
    low, high = (numbers[0], numbers[1]) if len(numbers) == 2 else (None, *numbers, None)[:2]
    return Given(
        **{
            "id": f"{restricts}-{option}-{numbers}-{level}",
            "side": Side.LEFT,
            "restricts": restricts,
            "option": option,
            "level": level,
            "who": WHO[level],
            "valid_from": FROM,
            "until": UNTIL,
            "low": None if low is None else Decimal(low),
            "high": None if high is None else Decimal(high),
        }
        | more
    )


def limit(*numbers: int, **more: Any) -> Given:
    """A limit of range."""
    return given(Restricts.RANGE, "limit", *numbers, **more)


def forbidden(restricts: Restricts, **more: Any) -> Given:
    """What is not allowed at all."""
    return given(restricts, "not_allowed", **more)


def force(*rows: Given, on: date = TODAY) -> tuple[Limit, ...]:
    return in_force(rows, on)


def as_test(code: str, side: Side = Side.LEFT, **setup: str) -> TestAsked:
    """A test as it stands before anything is typed."""
    return TestAsked(
        measure=catalogue.measure(code), demands=demands_of(code), side=side, setup=setup
    )


def answered(
    code: str,
    value: int | str | None,
    *rows: Given,
    side: Side = Side.LEFT,
    choice: str = "",
    on: date = TODAY,
    **setup: str,
) -> tuple[Beyond, ...]:
    """What an answer goes beyond."""
    number = None if value is None else Decimal(value)
    return beyond(as_test(code, side, **setup), force(*rows, on=on), value=number, choice=choice)


def asks(code: str, value: int | str | None, *rows: Given, **more: Any) -> bool:
    """Whether an answer waits for a reason."""
    return any(one.asks for one in answered(code, value, *rows, **more))


def before(code: str, *rows: Given, side: Side = Side.LEFT, **setup: str) -> tuple[Beyond, ...]:
    """What is told before a test is chosen."""
    return beyond_before(as_test(code, side, **setup), force(*rows))


def warned(code: str, *rows: Given, **more: Any) -> bool:
    """Whether a test would go beyond a limit, before it is chosen."""
    return any(one.broken for one in before(code, *rows, **more))


def operation(
    kind: ProcedureKind, on: date | None, *sides: Side, graft: Side = Side.NONE
) -> Operation:
    return Operation(
        name="the operation",
        kind=kind,
        sides=frozenset(sides or (Side.LEFT,)),
        graft_side=graft,
        on=on,
    )


def unknown(
    *operations: Operation,
    rows: tuple[Given, ...] = (),
    declared: tuple[NoneGiven, ...] = (),
    on: date = TODAY,
) -> tuple[Unknown, ...]:
    return restrictions_unknown(
        operations,
        rows,
        declared,
        on=on,
        weeks=RESTRICTION_WEEKS,
        weeks_long=RESTRICTION_WEEKS_LONG,
    )


__all__ = [
    "FROM",
    "PROTOCOL",
    "SURGEON",
    "TEMPLATE",
    "TODAY",
    "UNTIL",
    "AppliesTo",
    "NoneGiven",
    "ProcedureKind",
    "Restricts",
    "Side",
    "answered",
    "as_test",
    "asks",
    "before",
    "forbidden",
    "force",
    "given",
    "limit",
    "operation",
    "unknown",
    "warned",
]
