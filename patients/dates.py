"""Dates that cannot be read two ways: the year first, or the month in letters."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from django.utils import dateformat, timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from clinics.models import Clinic
from patients.text import folded

EARLIEST = date(1900, 1, 1)
"""What lies before is almost surely a slip of the year."""
LONGEST_PLANNED = timedelta(days=730)
"""How far ahead an operation, or what it restricts, is planned."""

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-]*([^\W\d_]+)[\s.,\-]*(\d{4})", re.ASCII)
MONTH_FIRST = re.compile(r"([^\W\d_]+)[\s.\-]*(\d{1,2})(?:st|nd|rd|th)?[\s,.\-]+(\d{4})", re.ASCII)
NUMBERS_ONLY = re.compile(r"(\d{1,2})[\s./\-](\d{1,2})[\s./\-](\d{4})", re.ASCII)
# Month names are read in English and in the language of the page.
ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


class DateOrder(StrEnum):
    """How dates in figures alone are meant; never guessed, somebody says it of a whole file."""

    NOT_SAID = "not_said"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class UnreadableDate(ValueError):
    """The text is no date, or one that could be read two ways; the message says what to type."""


def today_at(clinic: Clinic) -> date:
    """Today's date where the clinic is."""
    return timezone.localdate(timezone=clinic.zone)


def person_age(birth_date: date | None, on: date) -> int | None:
    """Age in whole years on a day; `None` when the birth date is unknown or lies after it.

    Who was born on 29 February turns a year older on 1 March in other years.
    """
    if birth_date is None or birth_date > on:
        return None
    before_birthday = (on.month, on.day) < (birth_date.month, birth_date.day)
    return on.year - birth_date.year - before_birthday


def written(value: date) -> str:
    """A date with its month in letters: 11 Mar 2002."""
    return dateformat.format(value, "j M Y")


def read_date(text: str) -> date:
    """The date that "2002-03-11" or "11 Mar 2002" names.

    Raises `UnreadableDate` for anything else; 11/03/2002 is answered with its two readings.
    """
    typed = " ".join(text.split())
    if match := ISO.fullmatch(typed):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := DAY_FIRST.fullmatch(typed):
        return _day(int(match[3]), _month(match[2]), int(match[1]))
    if match := MONTH_FIRST.fullmatch(typed):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    readings = _numeric_readings(typed)
    if len(readings) > 1:
        raise UnreadableDate(
            _("Write the month in letters: is it %(one)s or %(other)s?")
            % {"one": written(readings[0]), "other": written(readings[1])}
        )
    if readings:
        raise UnreadableDate(
            _("Write the month in letters, like %(one)s.") % {"one": written(readings[0])}
        )
    raise UnreadableDate(_("This is not a date. Write it like 11 Mar 2002 or 2002-03-11."))


def read_date_as(text: str, order: DateOrder) -> date:
    """As `read_date`; where an order was said, 11/03/2002 is the date that it makes.

    Raises `UnreadableDate`, also for a day or month that the order makes impossible.
    """
    match = NUMBERS_ONLY.fullmatch(" ".join(text.split()))
    if match is None or order is DateOrder.NOT_SAID:
        return read_date(text)
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    if not 1 <= month <= 12:
        raise UnreadableDate(
            _("%(month)d is no month. You said that the day comes first.") % {"month": month}
            if order is DateOrder.DAY_FIRST
            else _("%(month)d is no month. You said that the month comes first.") % {"month": month}
        )
    return _day(year, month, day)


def in_figures_only(text: str) -> bool:
    """Whether a text is a date that needs an order to be read, such as 11/03/2002."""
    return bool(_numeric_readings(" ".join(text.split())))


def readings_of(text: str) -> list[date]:
    """Every date that a text can mean, the day first; empty when it is none."""
    typed = " ".join(text.split())
    if NUMBERS_ONLY.fullmatch(typed):
        return _numeric_readings(typed)
    try:
        return [read_date(typed)]
    except UnreadableDate:
        return []


def transposed(value: date) -> date | None:
    """The date with day and month exchanged, where that is another date."""
    if value.day > 12 or value.day == value.month:
        return None
    return value.replace(month=value.day, day=value.month)


def _numeric_readings(typed: str) -> list[date]:
    match = NUMBERS_ONLY.fullmatch(typed)
    if match is None:
        return []
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    found = []
    for day, month in ((first, second), (second, first)):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _month(name: str) -> int:
    """1 to 12 for a month's name or its first three letters, in English or the active language."""
    typed = folded(name)
    if len(typed) >= 3:
        for number in range(1, 13):
            names = (ENGLISH[number - 1], folded(str(MONTHS[number])))
            if any(full.startswith(typed) for full in names):
                return number
    raise UnreadableDate(
        _("“%(name)s” is no month. Write the date like 11 Mar 2002.") % {"name": name[:20]}
    )


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if 1 <= month <= 12 and 1 <= year <= 9999 and day > monthrange(year, month)[1]:
        raise UnreadableDate(
            _("%(month)s %(year)d has %(days)d days.")
            % {
                "month": str(MONTHS[month]),
                "year": year,
                "days": monthrange(year, month)[1],
            }
        )
    raise UnreadableDate(_("This is not a date. Write it like 11 Mar 2002 or 2002-03-11."))
