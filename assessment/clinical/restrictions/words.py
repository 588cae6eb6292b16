"""Restrictions in words: their numbers, a chip, and the line that stands at a field."""

from __future__ import annotations

from assessment.catalogue import restriction_words
from assessment.catalogue.types import (
    SOURCE_WORDS,
    AppliesTo,
    Numbers,
    SourceLevel,
)
from assessment.catalogue.units import day_in_words
from assessment.clinical.restrictions.data import Given

NOT_ORDERS = {
    SourceLevel.PROTOCOL: "protocol, not surgeon order",
    SourceLevel.TEMPLATE: "template, not surgeon order",
}
CONFLICT = "conflict, confirm with surgeon"
HOLDS_FOR = {
    AppliesTo.ALL: "",
    AppliesTo.WALKING: " when walking",
    AppliesTo.EXERCISE: " in exercise and testing",
    AppliesTo.REST: " at rest",
    AppliesTo.SLEEP: " in sleep",
}


def numbers_words(given: Given) -> str:
    """The numbers of a restriction; empty where it has none."""
    return restriction_words.numbers_words(
        given.allowed.numbers, low=given.low, high=given.high, load_unit=given.load_unit
    )


def short_words(given: Given) -> str:
    """A restriction as a chip says it: “0 to 90”, “no open-chain”."""
    return given.allowed.short.format(numbers_words(given))


def what_words(given: Given) -> str:
    """What is restricted, as a sentence goes on: “0 to 90”, “open-chain ...: not allowed”."""
    if given.allowed.numbers is Numbers.RANGE and given.option == "limit":
        return short_words(given)
    words = f"{given.allowed.label} {numbers_words(given)}".rstrip()
    return f"{given.thing.label.lower()} {words}"


def source_words(given: Given) -> str:
    """Whose word it is; what is no order of the surgeon says so."""
    level = NOT_ORDERS.get(given.level, SOURCE_WORDS[given.level])
    return f"{given.who} ({level})" if given.who else level


def limit_words(given: Given, *, expired: bool = False, conflict: bool = False) -> str:
    """The whole line: “Active limit 0 to 90 until 3 Jun 2026, Dr X (surgeon)”."""
    what = f"{what_words(given)}{HOLDS_FOR[given.applies_to]}"
    if expired and given.until is not None:
        said = (
            f"Limit {what} ended {day_in_words(given.until)} and nobody lifted or renewed it, "
            f"{source_words(given)}"
        )
    elif given.until is None:
        said = f"Active limit {what} until surgeon review, {source_words(given)}"
    else:
        said = f"Active limit {what} until {day_in_words(given.until)}, {source_words(given)}"
    return f"{said}; {CONFLICT}" if conflict else said
