"""Finding a patient by parts of the name in any order, birth date, or number.

Every word must begin a word of the name or the number; a date in the text must be the birth date. A
date in figures alone (11/03/2002) finds both readings. Works alike on SQLite and PostgreSQL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from clinics.access import Member, Permission
from patients.dates import readings_of, today_at
from patients.models import Patient
from patients.text import search_words, words

LONGEST_SEARCH = 100
MOST_SHOWN = 50
MOST_WORDS = 8
# A date inside a longer text: the year first, day and month in figures, or the month in letters.
DATES = re.compile(
    r"\b\d{4}-\d{1,2}-\d{1,2}\b"
    r"|\b\d{1,2}[./\-]\d{1,2}[./\-]\d{4}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?[ .\-]*[^\W\d_]{3,}[ .,\-]*\d{4}\b"
    r"|\b[^\W\d_]{3,}[ .\-]*\d{1,2}(?:st|nd|rd|th)?[ ,.\-]+\d{4}\b"
)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What a search text asks for: beginnings of words, and birth dates of which one must fit."""

    words: tuple[str, ...] = ()
    birth_dates: tuple[date, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the text holds nothing to search for."""
        return not self.words and not self.birth_dates


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A patient found, with the age in years today (`None` when the birth date is unknown).

    `also` are records merged into this one that fit: under which the person is recorded as well.
    """

    patient: Patient
    age: int | None
    also: tuple[Patient, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hits:
    """Patients found, in order; `more` when there are further ones that are not shown."""

    rows: tuple[Hit, ...]
    more: bool = False


def search_text_of(patient: Patient) -> str:
    """The stored text that searches read: every word stands after a space."""
    names = search_words(f"{patient.family_name} {patient.given_name}")
    number = [*words(patient.number), "".join(words(patient.number))]
    return " " + " ".join(dict.fromkeys([*names, *number])) + " "


def sought_in(text: str) -> Sought:
    """Take a search text apart; what lies beyond 100 characters is not read."""
    typed = text[:LONGEST_SEARCH]
    birth_dates: list[date] = []
    rest: list[str] = []
    position = 0
    for match in DATES.finditer(typed):
        readings = readings_of(match[0])
        if not readings:
            continue
        birth_dates.extend(readings)
        rest.append(typed[position : match.start()])
        position = match.end()
    rest.append(typed[position:])
    return Sought(
        words=tuple(words(" ".join(rest))[:MOST_WORDS]),
        birth_dates=tuple(dict.fromkeys(birth_dates)),
    )


def search(*, by: Member, text: str) -> Hits:
    """The patients a member may see who fit the text, at most 50, in one statement."""
    sought = sought_in(text)
    if sought.nothing:
        return Hits(rows=())
    fits = Q()
    for word in sought.words:
        fits &= Q(search_text__contains=f" {word}")
    if sought.birth_dates:
        fits &= Q(birth_date__in=sought.birth_dates)
    known = ~Q(standing=Patient.Standing.VOID)
    return _first(by, known & fits, ("family_name", "given_name", "number"))


def recent(*, by: Member) -> Hits:
    """The patients registered or edited last that a member may see, in one statement."""
    return _first(by, Q(standing=Patient.Standing.CURRENT), ("-updated_at", "number"))


def _first(by: Member, fits: Q, order: tuple[str, ...]) -> Hits:
    visible = Patient.objects.for_user(by, Permission.FIND_PATIENTS).filter(fits)
    found = tuple(visible.select_related("merged_into").order_by(*order)[: MOST_SHOWN + 1])
    persons: dict[Patient, list[Patient]] = {}
    for one in found[:MOST_SHOWN]:
        also = persons.setdefault(one.person, [])
        if not one.in_use:
            also.append(one)
    today = today_at(by.clinic)
    return Hits(
        rows=tuple(
            Hit(patient=one, age=one.age_on(today), also=tuple(also))
            for one, also in persons.items()
        ),
        more=len(found) > MOST_SHOWN,
    )
