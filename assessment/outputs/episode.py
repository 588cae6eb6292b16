"""The episode so far: every visit beside the others, and what has changed. A live view, "as of".

Unlike the report of a signed version it judges afresh, by the catalogue of today: each finding
where it was last measured, against the first time and against the last one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from assessment.judgement import apart, comparison, live_statements
from assessment.outputs.chart import Event
from assessment.outputs.courses import (
    Course,
    Courses,
    Place,
    VisitColumn,
    columns_of,
    courses_of,
    label_of,
    together,
)
from assessment.outputs.findings import Finding, dated, finding, heads_of, judged
from assessment.outputs.report import Identity, identity
from assessment.outputs.rows import sections_of
from assessment.outputs.standing import VersionedRecord, mark
from assessment.outputs.summary import Summary, summary_of
from assessment.outputs.trend import Trend, events_in_words, in_order, trend, trendable
from assessment.outputs.verdicts import Verdict, since, verdict_text
from assessment.outputs.words import (
    BASELINE,
    LAST,
    OTHER_DATA,
    capital,
    date_in_words,
    instant_in_words,
    joined,
    side_word,
)
from assessment.record import Comparison, Reference


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


@dataclass(frozen=True, kw_only=True)
class EpisodeView:
    """The episode in words. `visits` are columns, `summary` is page one as of the newest visit."""

    language: str
    mark: str
    title: str
    clinic: str
    patient: Identity
    as_of: str
    visits: tuple[VisitColumn, ...]
    summary: Summary
    sections: tuple[FlowSection, ...]
    not_comparable: tuple[str, ...]
    trends: tuple[Trend, ...]
    events: tuple[str, ...]
    sources: tuple[str, ...]
    statements: tuple[str, ...]


def episode_report(
    records: Sequence[VersionedRecord],
    as_of: date | datetime,
    *,
    events: Sequence[Event] = (),
    decimal_separator: str = ".",
) -> EpisodeView | None:
    """The visits of one episode as they stand on the day or at the aware instant; no void ones.

    None where there is no visit to report.
    """
    visits = in_order(records)
    if not visits:
        return None
    newest = visits[-1]
    courses = courses_of(visits)
    changes = _changes(visits, courses, decimal_separator)
    record = replace(
        newest.record,
        comparisons=tuple(
            one
            for found in changes.values()
            if found.at == len(visits) - 1
            for one in found.comparisons
        ),
        references=_references(visits),
    )
    sections = sections_of(record)
    header = newest.record.header
    return EpisodeView(
        language=newest.record.language,
        mark=mark(newest.state, newest.version, header.imported_from),
        title=header.episode or header.involved,
        clinic=header.clinic,
        patient=identity(header),
        as_of=_moment(as_of),
        visits=columns_of(visits),
        summary=summary_of(record, sections),
        sections=_flow(visits, courses, changes, heads_of(record), decimal_separator),
        not_comparable=_apart_lines(visits, courses, decimal_separator),
        trends=tuple(
            trend(records, code, of=of, events=events, decimal_separator=decimal_separator)
            for code, of in trendable(records)
        ),
        events=events_in_words(events),
        sources=tuple(
            dict.fromkeys(
                one.source for found in changes.values() for one in found.comparisons if one.source
            )
        ),
        statements=live_statements(one for found in changes.values() for one in found.comparisons),
    )


def _moment(as_of: date | datetime) -> str:
    if isinstance(as_of, datetime):
        return instant_in_words(as_of, "")
    return date_in_words(as_of.isoformat())


@dataclass(frozen=True)
class _Judged:
    """What became of a finding by the last visit `at` which it was measured."""

    at: int
    comparisons: tuple[Comparison, ...]


def _changes(
    visits: Sequence[VersionedRecord], courses: Courses, separator: str
) -> dict[Place, _Judged]:
    """Each finding where it was last measured, against the first time and the last one before."""
    changes: dict[Place, _Judged] = {}
    for place, course in courses.items():
        at = course.counted()
        if len(at) < 2:
            continue
        roles = [(BASELINE, at[0])] if at[-2] == at[0] else [(BASELINE, at[0]), (LAST, at[-2])]
        found = tuple(
            comparison(
                before,
                now,
                role,
                at=visits[earlier].record.header,
                decimal_separator=separator,
            )
            for role, earlier in roles
            if (before := course.items[earlier]) and (now := course.items[at[-1]])
        )
        changes[place] = _Judged(at[-1], found)
    return changes


def _references(visits: Sequence[VersionedRecord]) -> tuple[Reference, ...]:
    earlier = visits[:-1]
    roles = [(BASELINE, earlier[0])] if earlier else []
    if len(earlier) > 1:
        roles.append((LAST, earlier[-1]))
    return tuple(
        Reference(
            role=role,
            assessment=visit.record.header.assessment_id,
            version=visit.version or 0,
            digest=visit.digest,
            visit_date=visit.record.header.visit_date,
            label=visit.record.header.kind_label,
        )
        for role, visit in roles
    )


def _flow(
    visits: Sequence[VersionedRecord],
    courses: Courses,
    changes: dict[Place, _Judged],
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
    visits: Sequence[VersionedRecord], found: _Judged | None, heads: Mapping[str, str]
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


def _apart_lines(
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
