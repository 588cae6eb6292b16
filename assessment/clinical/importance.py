"""What patients usually call an important change, and whether one of that size was possible."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.types import ImportantChange, Unit
from assessment.catalogue.units import PERCENT, plain, shown, with_label


def is_important(reference: Decimal, now: Decimal, matters: ImportantChange | None) -> bool | None:
    """Whether a change is as large as what patients call important; `None` where nobody knows.

    A share is taken of the larger of the two values: of a pain that falls that is the earlier one,
    as published, and a rise is judged as the fall back from it would be.
    """
    if matters is None:
        return None
    size = abs(now - reference)
    larger = max(abs(reference), abs(now))
    enough = matters.percent is None or size * 100 >= matters.percent * larger
    return size >= matters.amount and enough


def important_text(matters: ImportantChange, unit: Unit, decimal_separator: str) -> str:
    """How much is called important: "2/10 and 30 %"."""
    text = shown(matters.amount, unit, decimal_separator=decimal_separator)
    if matters.percent is None:
        return text
    share = plain(matters.percent, decimal_separator=decimal_separator)
    return f"{text} and {with_label(share, PERCENT)}"


def out_of_reach(
    reference: Decimal, best: Decimal | None, matters: ImportantChange | None, direction: str
) -> bool:
    """Whether improvement by the important change was out of reach from the start."""
    if best is None or matters is None or direction == "worse":
        return False
    return abs(best - reference) < matters.amount
