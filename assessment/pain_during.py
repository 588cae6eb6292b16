"""Pain during a test, beside the results: what is limited by it, and when it was to be stopped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assessment.catalogue.intensity_rules import PAIN_BESIDE, TEST_INTENSITY_RULES
from assessment.catalogue.types import Validity
from assessment.clinical.intensity import is_limited, stop_hint
from assessment.record import Item

RULE = TEST_INTENSITY_RULES.pain
BEFORE = "pain_now"
COUNTS = ("", Validity.VALID.value)


def with_pain(items: Sequence[Item]) -> list[Item]:
    """The items, each with the pain that was reached and what is said of it."""
    beside = {one.code: PAIN_BESIDE[one.code] for one in items if one.code in PAIN_BESIDE}
    pains = set(PAIN_BESIDE.values())
    found = []
    for item in items:
        if item.derived or item.reason:
            found.append(item)
            continue
        pain = _own(item, items)
        if pain is None and item.code in beside:
            pain = _rated(items, beside[item.code], item.side)
        limited = item.validity in COUNTS and is_limited(pain, RULE)
        told = ""
        if item.code in pains and item.value is not None:
            told = stop_hint(_whole(item.value), _rated(items, BEFORE, item.side), RULE)
        elif item.validity in COUNTS and item.code not in beside:
            told = stop_hint(pain, _rated(items, BEFORE, item.side), RULE)
        found.append(
            replace(
                item,
                pain="" if pain is None else str(pain),
                limited=limited,
                remarks=(*item.remarks, told) if told else item.remarks,
            )
        )
    return found


def _own(item: Item, items: Iterable[Item]) -> int | None:
    """The pain said of a value; of what stands for trials the most that a counting trial had."""
    if item.pain:
        return int(item.pain)
    if item.trial or not item.inputs:
        return None
    trials = [
        int(one.pain)
        for one in items
        if (one.code, one.side) == (item.code, item.side) and one.trial and one.pain
        if one.validity in COUNTS
    ]
    return max(trials, default=None)


def _rated(items: Iterable[Item], code: str, side: str) -> int | None:
    """The pain rated with another measure, on the side; of both where the test has no side."""
    rated = [
        _whole(one.value)
        for one in items
        if one.code == code and not one.trial and one.value is not None
        if side in (one.side, "none")
    ]
    return max(rated, default=None)


def _whole(value: str) -> int:
    """A rating as the whole number that it is."""
    return int(Decimal(value))
