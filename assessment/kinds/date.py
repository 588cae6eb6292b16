"""Calendar dates: ISO in, the month in letters out, so that no reader can swap day and month."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from assessment.catalogue.types import Measure, SetupField
from assessment.catalogue.units import day_in_words
from assessment.kinds.base import Refused, Value

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EARLIEST = datetime.date(1900, 1, 1)


class Date:
    """A day without a time, kept as ISO text."""

    trendable = False

    def parse(
        self,
        about: Measure | SetupField,
        typed: str,
        *,
        unit: str = "",
        decimal_separator: str = ".",
        setup: Mapping[str, str] | None = None,
    ) -> Value:
        """The date of "2026-03-11"; raises `Refused` for any other form and for no such day."""
        said = typed.strip()
        if not _ISO.fullmatch(said):
            raise Refused("Type the date as year-month-day with digits: 2026-03-11.")
        try:
            day = datetime.date.fromisoformat(said)
        except ValueError:
            raise Refused(f"There is no such day as {said}. Check month and day.") from None
        if day < _EARLIEST:
            raise Refused(f"{said} is before 1900. Check the year.")
        return Value(text=day.isoformat())

    def typed(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """The date in ISO form."""
        return value.text

    def text(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """The date with its month in letters: "11 Mar 2026"."""
        return day_in_words(datetime.date.fromisoformat(value.text))
