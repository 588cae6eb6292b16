"""The flow sheet: every measure and result by visit, with what became of it by the last one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.judgement import apart
from assessment.outputs.courses import (
    Course,
    Courses,
    Place,
    label_of,
    together,
)
from assessment.outputs.findings import Finding, dated, finding, judged
from assessment.outputs.standing import VersionedRecord
from assessment.outputs.verdicts import Verdict, since, verdict_text
from assessment.outputs.words import (
    OTHER_DATA,
    capital,
    date_in_words,
    joined,
    side_word,
)
from assessment.record import Comparison


@dataclass(frozen=True, kw_only=True)
class FlowCell:
    """What was found at one visit. `apart` says why it cannot be compared with the one before."""

    finding: Finding | None
    apart: str


@dataclass(frozen=True, kw_only=True)
class FlowRow:
    """One measure, or derived result, on one side over the visits.

    `measured` says that it is a number or a grade, or was worked out; all else is an answer.
    """

    label: str
    side: str
    cells: tuple[FlowCell, ...]
    verdicts: tuple[Verdict, ...]
    key: bool
    measured: bool

    @property
    def result(self) -> str:
        """The code of the result that the row is; empty for what was measured."""
        return next((one.finding.result for one in self.cells if one.finding), "")


@dataclass(frozen=True, kw_only=True)
class FlowSection:
    """The rows of a section."""

    anchor: str
    label: str
    rows: tuple[FlowRow, ...]

    @property
    def measures(self) -> tuple[FlowRow, ...]:
        """What can change by more or less than measurement error."""
        return tuple(row for row in self.rows if row.measured)

    @property
    def answers(self) -> tuple[FlowRow, ...]:
        """What was answered or chosen: it is read, not judged."""
        return tuple(row for row in self.rows if not row.measured)


@dataclass(frozen=True)
class LastJudged:
    """What became of a finding by the last visit `at` which it was measured."""

    at: int
    comparisons: tuple[Comparison, ...]


def flow_of(
    visits: Sequence[VersionedRecord],
    courses: Courses,
    changes: dict[Place, LastJudged],
    heads: Mapping[str, str],
    separator: str,
) -> tuple[FlowSection, ...]:
    """The courses by section: known sections in the order of the newest record, then the others."""
    labels = {summary.code: summary.label for visit in visits for summary in visit.record.sections}
    order = [*labels, *(key[0] for (key, _) in courses if key[0] not in labels)]
    sections = []
    for code in dict.fromkeys(order):
        rows = [
            _row(
                course,
                label_of(courses, key, course),
                _verdicts(visits, changes.get((key, side)), heads),
                separator,
            )
            for (key, side), course in together(courses, code)
        ]
        if rows:
            label = labels.get(code, OTHER_DATA)
            sections.append(FlowSection(anchor=code or "other", label=label, rows=tuple(rows)))
    return tuple(sections)


def _row(course: Course, label: str, verdicts: tuple[Verdict, ...], separator: str) -> FlowRow:
    return FlowRow(
        label=label,
        side=side_word(course.latest.side),
        cells=tuple(
            FlowCell(
                finding=finding(item) if item else None,
                apart=_apart_before(course, at, separator),
            )
            for at, item in enumerate(course.items)
        ),
        verdicts=verdicts,
        key=any(item.key_result for item in course.items if item),
        measured=any(
            item.value is not None or item.ordinal is not None or item.derived
            for item in course.items
            if item
        ),
    )


def _verdicts(
    visits: Sequence[VersionedRecord], found: LastJudged | None, heads: Mapping[str, str]
) -> tuple[Verdict, ...]:
    """The changes in words, with the visit that was judged where it is not the newest."""
    if found is None:
        return ()
    day = "" if found.at == len(visits) - 1 else visits[found.at].record.header.visit_date
    return tuple(
        Verdict(
            since=joined((date_in_words(day), since(one)), " "),
            text=verdict_text(one),
            tone=one.tone,
        )
        for one in dated([judged(comparison) for comparison in found.comparisons], heads)
    )


def _apart_before(course: Course, at: int, separator: str) -> str:
    """Why the item of a visit cannot be compared with the one that counted before it."""
    counted = course.counted()
    now = course.items[at]
    earlier = [one for one in counted if one < at]
    if now is None or at not in counted or not earlier:
        return ""
    before = course.items[earlier[-1]]
    return apart(before, now, decimal_separator=separator) if before else ""


def apart_lines(
    visits: Sequence[VersionedRecord], courses: Courses, separator: str
) -> tuple[str, ...]:
    lines = []
    for (key, side), course in courses.items():
        for at in course.counted():
            if why := _apart_before(course, at, separator):
                day = date_in_words(visits[at].record.header.visit_date)
                what = joined((label_of(courses, key, course), side_word(side)), ", ")
                lines.append(f"{capital(what)}, {day}: {why}")
    return tuple(lines)
