"""Taking the entries of one JSON object one by one: each checked, none left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from assessment.cases.case import Day, Offset
from assessment.cases.problems import Problem, at, below, printable
from assessment.cases.reading import Number, Object

LINE = 300
PROSE = 4_000
MOST_DAYS = 36_600
MISSING = "This is missing. A case file has to say it."

_WHOLE = re.compile(r"-?[0-9]{1,6}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_DAYS_IN = {"offset_days": 1, "offset_weeks": 7}


class Fields:
    """One object of the file. What is wrong is added to `problems`, shared by the whole file."""

    def __init__(self, data: Object, path: str, problems: list[Problem]) -> None:
        self._data = data
        self._taken: set[str] = set()
        self.path = path
        self.problems = problems

    def complain(self, key: str, message: str) -> None:
        """Adds what is wrong with an entry; with no key, with the object itself."""
        self.problems.append(Problem(below(self.path, key) if key else self.path, message))

    def has(self, key: str) -> bool:
        return key in self._data

    def text(
        self, key: str, *, required: bool = False, most: int = LINE, lines: bool = False
    ) -> str:
        """A text without blank ends; empty where there is none."""
        value = self._take(key)
        if value is None:
            if required and not self.has(key):
                self.complain(key, MISSING)
            return ""
        if not isinstance(value, str) or isinstance(value, Number):
            self.complain(key, f"This has to be a text in quotes, not {_what(value)}.")
            return ""
        return self._checked(key, value, most, lines)

    def typed(self, key: str) -> str:
        """A number as it was typed, in quotes or not; empty where there is none."""
        value = self._take(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.complain(key, f"This has to be a number or a text, not {_what(value)}.")
            return ""
        return self._checked(key, value, LINE, False)

    def whole(self, key: str, low: int, high: int, *, required: bool = False) -> int | None:
        """A whole number within limits."""
        value = self._take(key)
        if value is None:
            if required and not self.has(key):
                self.complain(key, MISSING)
            return None
        if not (isinstance(value, Number) and _WHOLE.fullmatch(value)):
            self.complain(key, f"This has to be a whole number, {low} to {high}.")
        elif low <= int(value) <= high:
            return int(value)
        else:
            self.complain(key, f"This has to be a whole number, {low} to {high}.")
        return None

    def flag(self, key: str) -> bool:
        """True or false; false where there is none."""
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            self.complain(key, f"This has to be true or false, not {_what(value)}.")
        return value is True

    def one_of(self, key: str, options: tuple[str, ...], *, default: str | None = None) -> str:
        """One of some codes; the default where there is none, and required without a default."""
        said = self.text(key, required=default is None)
        if said and said not in options:
            self.complain(
                key, f"“{printable(said)}” is not taken here. Write one of: {', '.join(options)}."
            )
            said = ""
        return said or default or ""

    def day(self, key: str) -> Day | None:
        """A date, or an offset from the start date."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, Object):
            return Fields(value, below(self.path, key), self.problems)._offset()
        return self._date(key, value)

    def calendar_day(self, key: str) -> date | None:
        """A date; an offset is not taken."""
        value = self._take(key)
        return None if value is None else self._date(key, value)

    def time_of_day(self, key: str) -> time | None:
        """A time of day, hours and minutes."""
        said = self.text(key)
        if not said:
            return None
        try:
            if not _TIME.fullmatch(said):
                raise ValueError
            return time.fromisoformat(said)
        except ValueError:
            self.complain(key, "Write the time of day with hours and minutes: 09:20.")
            return None

    def texts(self, key: str, *, most: int) -> tuple[str, ...]:
        """A list of texts."""
        found = []
        for index, value in enumerate(self._list(key, most)):
            inner = at(key, index)
            if not isinstance(value, str) or isinstance(value, Number):
                self.complain(inner, f"This has to be a text in quotes, not {_what(value)}.")
            elif said := self._checked(inner, value, PROSE, False):
                found.append(said)
        return tuple(found)

    def needed(self, key: str) -> Fields:
        """An object that has to be there; an empty one takes its place so that reading goes on."""
        found = self.optional(key)
        if found is None:
            if not self.has(key):
                self.complain(key, MISSING)
            found = Fields(Object(), below(self.path, key), [])
        return found

    def optional(self, key: str) -> Fields | None:
        """An object, where there is one."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, Object):
            self.complain(key, f"This has to be an object {{ … }}, not {_what(value)}.")
            return None
        return Fields(value, below(self.path, key), self.problems)

    def objects(self, key: str, *, most: int) -> Iterator[Fields]:
        """The objects of a list."""
        for index, value in enumerate(self._list(key, most)):
            if isinstance(value, Object):
                yield Fields(value, below(self.path, at(key, index)), self.problems)
            else:
                self.complain(
                    at(key, index), f"This has to be an object {{ … }}, not {_what(value)}."
                )

    def entries(self) -> Iterator[tuple[str, Any]]:
        """Every entry, where the names are not known beforehand."""
        for key, value in self._data.items():
            self._taken.add(key)
            yield key, value

    def done(self) -> None:
        """Complains of every entry that nobody took."""
        for key in self._data:
            if key not in self._taken:
                self.complain(key, "A case file has nothing of this name here. See case-format.")

    def _take(self, key: str) -> Any:
        self._taken.add(key)
        if key in self._data and self._data[key] is None:
            self.complain(key, "This is null. Leave out what the source does not say.")
        return self._data.get(key)

    def _list(self, key: str, most: int) -> list[Any]:
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.complain(key, f"This has to be a list [ … ], not {_what(value)}.")
            return []
        if len(value) > most:
            self.complain(key, f"This list has {len(value):,} entries; at most {most:,} are taken.")
            return []
        return value

    def _checked(self, key: str, value: str, most: int, lines: bool) -> str:
        said = value.strip()
        if not said:
            self.complain(key, "This is blank. Leave out what the source does not say.")
        elif len(said) > most:
            self.complain(key, f"This has {len(said):,} characters; at most {most:,} are kept.")
            return ""
        elif "\n" in said and not lines:
            self.complain(key, "This has to be one line.")
            return ""
        return str(said)

    def _date(self, key: str, value: Any) -> date | None:
        try:
            if isinstance(value, str) and _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            self.complain(key, f"There is no such day as {value}. Check month and day.")
            return None
        self.complain(key, "Write the date as year-month-day in quotes: “2026-03-11”.")
        return None

    def _offset(self) -> Offset | None:
        said = [key for key in _DAYS_IN if self.has(key)]
        if len(said) != 1:
            self.complain("", "Give the offset as offset_days or as offset_weeks, one of the two.")
            return None
        days = _DAYS_IN[said[0]]
        most = MOST_DAYS // days
        number = self.whole(said[0], -most, most)
        self.done()
        return None if number is None else Offset(number * days)


def _what(value: Any) -> str:
    if isinstance(value, Number):
        return "a number without quotes"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, Object):
        return "an object"
    return "a list" if isinstance(value, list) else "a text"
