"""Whether a value lies so far from the last one that a slip is likelier than the change."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.types import Jump


def jumped(now: Decimal, then: Decimal, jump: Jump) -> bool:
    """Whether two values in the canonical unit differ by more than the jump; never from nothing,
    since any size is any number of times as much.
    """
    change = abs(now - then)
    if not jump.relative:
        return change > jump.amount
    smaller = min(abs(now), abs(then))
    return bool(smaller) and change / smaller * 100 > jump.amount
