"""What a newer restriction has to show before it takes the place of one that stands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessment.catalogue.types import (
    RESTRICTED_THINGS,
    SOURCE_WORDS,
    Allowed,
    AppliesTo,
    LoadUnit,
    Numbers,
    Restricts,
    SourceLevel,
)
from patients.models import Restriction
from patients.rules import Found


def renewing_faults(stands: Restriction, entered: Mapping[str, Any]) -> Found:
    """Why a newer restriction cannot take the place of the older one, by field.

    Nobody below its source replaces a restriction, and what gives the knee more says how that is
    known.
    """
    if entered["level"] < stands.level:
        words = SOURCE_WORDS[SourceLevel(stands.level)]
        text = _(
            "The restriction that stands is of a higher source (%s). Lift that one with its "
            "evidence, then record this one."
        )
        return [("level", text % words)]
    if entered.get("detail") or not (_less_strict(stands, entered) or _narrower(stands, entered)):
        return []
    text = _(
        "Write which letter, or who said so and when: this allows more than the restriction that "
        "stands."
    )
    return [("detail", text)]


def _narrower(stands: Restriction, entered: Mapping[str, Any]) -> bool:
    """Whether it no longer holds at all the times that the older one did."""
    holds = entered.get("applies_to", AppliesTo.ALL.value)
    return holds not in (AppliesTo.ALL.value, stands.applies_to)


def _less_strict(stands: Restriction, entered: Mapping[str, Any]) -> bool:
    thing = RESTRICTED_THINGS[Restricts(stands.restricts)]
    older, newer = thing.option(stands.option), thing.option(entered["option"])
    if thing.strictness(newer.code) > thing.strictness(older.code):
        return True
    return older.numbers is newer.numbers and _numbers_allow_more(stands, entered, newer)


def _numbers_allow_more(stands: Restriction, entered: Mapping[str, Any], option: Allowed) -> bool:
    """Whether the numbers allow more; another unit and another angle may."""
    low, high = entered.get("low"), entered.get("high")
    if option.numbers is Numbers.ANGLE:
        return bool(low != stands.low)
    if option.numbers is Numbers.LOAD:
        unit = entered.get("load_unit", LoadUnit.PERCENT.value)
        return unit != stands.load_unit or _above(high, stands.high)
    return _above(stands.low, low) or _above(high, stands.high)


def _above(number: Decimal | None, other: Decimal | None) -> bool:
    """Whether one number lies above the other; an option without numbers has none."""
    return number is not None and other is not None and number > other
