"""The numbers of a restriction in words: an angle below 0 is hyperextension, never a minus."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.types import LoadUnit, Numbers
from assessment.catalogue.units import plain


def range_words(low: Decimal | None, high: Decimal | None) -> str:
    """A range of flexion in words: “0 to 90”, “5 hyperextension to 30”."""
    return f"{_angle(low)} to {_angle(high)}"


def degrees(number: Decimal | None) -> str:
    """One angle in words: “91°”, “5° hyperextension”, “?°” where none was given."""
    if number is not None and number < 0:
        return f"{_number(-number)}° hyperextension"
    return f"{_number(number)}°"


def allowed_words(low: Decimal | None, high: Decimal | None) -> str:
    """A limit's range as a sentence goes on: “0 to 90”, “up to 60°”."""
    if low is None and high is not None:
        return f"up to {degrees(high)}"
    return range_words(low, high)


def numbers_words(
    numbers: Numbers, *, low: Decimal | None, high: Decimal | None, load_unit: LoadUnit
) -> str:
    """The numbers that an option carries; empty where it has none, “?” for one not given."""
    if numbers is Numbers.RANGE:
        return range_words(low, high)
    if numbers is Numbers.ANGLE:
        return degrees(low)
    if numbers is Numbers.UP_TO:
        return degrees(high)
    if numbers is Numbers.LOAD:
        unit = " %" if load_unit is LoadUnit.PERCENT else " kg"
        return f"{_number(high)}{unit}"
    return ""


def _angle(number: Decimal | None) -> str:
    if number is None:
        return "?"
    if number < 0:
        return f"{_number(-number)} hyperextension"
    return _number(number)


def _number(number: Decimal | None) -> str:
    return "?" if number is None else plain(number)
