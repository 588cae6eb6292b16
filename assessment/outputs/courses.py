"""Findings over several visits: one line for each measure or result on one side.

What the flow sheet of an episode and the comparison of two visits both lay out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.judgement import counts
from assessment.outputs.collecting import Key, key_of
from assessment.outputs.findings import full_label
from assessment.outputs.standing import VersionedRecord, mark, state_in_words
from assessment.outputs.words import NONE, date_in_words, is_blank, joined, time_of_day
from assessment.record import Item

TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class VisitColumn:
    """A visit at the head of its column. `mark` is set where it is not signed."""

    assessment: str
    date: str
    kind: str
    state: str
    mark: str
    author: str


@dataclass(frozen=True)
class Course:
    """One finding on one side over the visits: an item a visit, or None."""

    items: tuple[Item | None, ...]

    @property
    def latest(self) -> Item:
        """The newest item that there is."""
        return [item for item in self.items if item][-1]

    def counted(self) -> list[int]:
        """The visits whose item takes part in comparisons."""
        return [at for at, item in enumerate(self.items) if item and counts(item)]


Place = tuple[Key, str]
"""A row and a side."""

Courses = dict[Place, Course]


def courses_of(visits: Sequence[VersionedRecord], *, prose: bool = False) -> Courses:
    """Everything short enough for a table, by row and side, in the order first shown.

    With `prose` what was written in words is among it.
    """
    found: dict[tuple[Key, str], list[Item | None]] = {}
    for at, visit in enumerate(visits):
        for item in visit.record.items:
            if (item.kind == TEXT and not prose) or item.trial or is_blank(item):
                continue
            line = found.setdefault((key_of(item), item.side), [None] * len(visits))
            line[at] = line[at] or item
    return {key: Course(tuple(items)) for key, items in found.items()}


def together(courses: Courses, section: str) -> list[tuple[Place, Course]]:
    """The courses of a section, right before left, derived results behind their measure."""
    mine = [(at, course) for at, course in courses.items() if at[0][0] == section]
    families = list(dict.fromkeys(of or code for ((_, of, code), _), _ in mine))
    rows = list(dict.fromkeys(key for (key, _), _ in mine))
    sides = ("right", "left", NONE)

    def place(entry: tuple[Place, Course]) -> tuple[int, bool, int, int]:
        (key, side), _ = entry
        at_side = sides.index(side) if side in sides else len(sides)
        return families.index(key[1] or key[2]), bool(key[1]), rows.index(key), at_side

    return sorted(mine, key=place)


def label_of(courses: Courses, key: Key, course: Course) -> str:
    """What a row is called: a result with the measure that it belongs to."""
    section, of, _ = key
    parents = [one.latest.label for (k, _), one in courses.items() if k == (section, "", of)]
    return full_label(course.latest.label, parents[0] if of and parents else "")


def columns_of(visits: Sequence[VersionedRecord]) -> tuple[VisitColumn, ...]:
    """The head of each visit's column; the time of day where several share a date."""
    days = [one.record.header.visit_date for one in visits]
    return tuple(_column(one, days.count(one.record.header.visit_date) > 1) for one in visits)


def _column(visit: VersionedRecord, shared: bool) -> VisitColumn:
    header = visit.record.header
    day = date_in_words(header.visit_date)
    return VisitColumn(
        assessment=header.assessment_id,
        date=joined((day, time_of_day(header)), " ") if shared else day,
        kind=header.kind_label,
        state=state_in_words(visit.state, visit.version, header.imported_from),
        mark=mark(visit.state, visit.version, header.imported_from),
        author=header.author,
    )
