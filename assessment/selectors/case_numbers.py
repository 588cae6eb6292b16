"""A stored number as a case file writes it: the digits that were typed, under their unit."""

from __future__ import annotations

from decimal import Decimal

from assessment import kinds
from assessment.catalogue.types import Measure

STORED_AS = Decimal("0.000001")


def number_said(measure: Measure, entered: str, unit: str, stored: Decimal) -> str:
    """The digits as typed, after the word that says their direction where there is one.

    A stored number that is not that of its digits is written beside them, so that a damaged row
    shows in the file; such a value is refused when it is imported.
    """
    typed = Decimal(entered)
    text = entered
    if measure.direction_words:
        word = measure.direction_words[0 if typed > 0 else 1]
        text = f"{word} {abs(typed):f}" if typed else f"{typed:f}"
    if abs(kinds.canonical(measure, typed, unit) - stored) > STORED_AS:
        text = f"{text} (stored as {stored.normalize():f})"
    return text
