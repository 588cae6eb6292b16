"""The episode so far: every visit beside the others, and what has changed. A live view, "as of".

Unlike the report of a signed version it judges afresh, by the catalogue of today: the newest visit
against the first and against the last before it at which the same thing was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from assessment.judgement import apart, comparison, counts
from assessment.outputs.chart import Event
from assessment.outputs.collecting import Key, key_of
from assessment.outputs.findings import Finding, Judged, finding, full_label, judged
from assessment.outputs.report import Identity, identity
from assessment.outputs.rows import sections_of
from assessment.outputs.standing import VersionedRecord, mark, state_in_words
from assessment.outputs.summary import Summary, Verdict, since, summary_of, verdict_text
from assessment.outputs.trend import Trend, in_order, trend, trendable
from assessment.outputs.words import (
    NONE,
    OTHER_DATA,
    capital,
    date_in_words,
    instant_in_words,
    is_blank,
    joined,
    side_word,
)
from assessment.record import Comparison, Item, Reference

TEXT = "text"
BASELINE, LAST = "baseline", "last"


@dataclass(frozen=True, kw_only=True)
class VisitColumn:
    """A visit at the head of its column. `mark` is set where it is not signed."""

    assessment: str
    date: str
    kind: str
    state: str
    mark: str
    author: str


@dataclass(frozen=True, kw_only=True)
class FlowCell:
    """What was found at one visit. `apart` says why it cannot be compared with the one before."""

    finding: Finding | None
    apart: str


@dataclass(frozen=True, kw_only=True)
class FlowRow:
    """One measure, or derived result, on one side over the visits."""

    label: str
    side: str
    cells: tuple[FlowCell, ...]
    verdicts: tuple[Verdict, ...]
    key: bool


@dataclass(frozen=True, kw_only=True)
class FlowSection:
    """The rows of a section."""

    anchor: str
    label: str
    rows: tuple[FlowRow, ...]


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
    sources: tuple[str, ...]


@dataclass(frozen=True)
class _Course:
    """One finding on one side over the visits: an item a visit, or None."""

    items: tuple[Item | None, ...]

    @property
    def latest(self) -> Item:
        """The newest item that there is."""
        return [item for item in self.items if item][-1]

    def counted(self) -> list[int]:
        """The visits whose item takes part in comparisons."""
        return [at for at, item in enumerate(self.items) if item and counts(item)]


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
    courses = _courses(visits)
    changes = _changes(visits, courses, decimal_separator)
    record = replace(
        newest.record,
        comparisons=tuple(one for found in changes.values() for one in found),
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
        visits=tuple(_column(one) for one in visits),
        summary=summary_of(record, sections),
        sections=_flow(visits, courses, changes, decimal_separator),
        not_comparable=_apart_lines(visits, courses, decimal_separator),
        trends=tuple(
            trend(records, code, of=of, events=events, decimal_separator=decimal_separator)
            for code, of in trendable(records)
        ),
        sources=tuple(dict.fromkeys(one.source for one in record.comparisons if one.source)),
    )


def _moment(as_of: date | datetime) -> str:
    if isinstance(as_of, datetime):
        return instant_in_words(as_of, "")
    return date_in_words(as_of.isoformat())


def _courses(visits: Sequence[VersionedRecord]) -> dict[tuple[Key, str], _Course]:
    """Everything short enough for a table, by row and side, in the order first shown."""
    found: dict[tuple[Key, str], list[Item | None]] = {}
    for at, visit in enumerate(visits):
        for item in visit.record.items:
            if item.kind == TEXT or item.trial or is_blank(item):
                continue
            line = found.setdefault((key_of(item), item.side), [None] * len(visits))
            line[at] = line[at] or item
    return {key: _Course(tuple(items)) for key, items in found.items()}


def _changes(
    visits: Sequence[VersionedRecord], courses: dict[tuple[Key, str], _Course], separator: str
) -> dict[tuple[Key, str], list[Comparison]]:
    """The newest visit against the first and the last one before it that hold the same finding."""
    newest = len(visits) - 1
    changes: dict[tuple[Key, str], list[Comparison]] = {}
    for key, course in courses.items():
        at = course.counted()
        if len(at) < 2 or at[-1] != newest:
            continue
        roles = [(BASELINE, at[0])] if at[-2] == at[0] else [(BASELINE, at[0]), (LAST, at[-2])]
        changes[key] = [
            comparison(before, now, role, decimal_separator=separator)
            for role, earlier in roles
            if (before := course.items[earlier]) and (now := course.items[newest])
        ]
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


def _column(visit: VersionedRecord) -> VisitColumn:
    header = visit.record.header
    return VisitColumn(
        assessment=header.assessment_id,
        date=date_in_words(header.visit_date),
        kind=header.kind_label,
        state=state_in_words(visit.state, visit.version, header.imported_from),
        mark=mark(visit.state, visit.version, header.imported_from),
        author=header.author,
    )


def _flow(
    visits: Sequence[VersionedRecord],
    courses: dict[tuple[Key, str], _Course],
    changes: dict[tuple[Key, str], list[Comparison]],
    separator: str,
) -> tuple[FlowSection, ...]:
    """The courses by section: known sections in the order of the newest record, then the others."""
    labels = {summary.code: summary.label for visit in visits for summary in visit.record.sections}
    order = [*labels, *(key[0] for (key, _) in courses if key[0] not in labels)]
    sections = []
    for code in dict.fromkeys(order):
        rows = [
            _row(course, _label(courses, key, course), changes.get((key, side), []), separator)
            for (key, side), course in _together(courses, code)
        ]
        if rows:
            label = labels.get(code, OTHER_DATA)
            sections.append(FlowSection(anchor=code or "other", label=label, rows=tuple(rows)))
    return tuple(sections)


def _together(
    courses: dict[tuple[Key, str], _Course], section: str
) -> list[tuple[tuple[Key, str], _Course]]:
    """The courses of a section, right before left, derived results behind their measure."""
    mine = [(at, course) for at, course in courses.items() if at[0][0] == section]
    families = list(dict.fromkeys(of or code for ((_, of, code), _), _ in mine))
    rows = list(dict.fromkeys(key for (key, _), _ in mine))
    sides = ("right", "left", NONE)

    def place(entry: tuple[tuple[Key, str], _Course]) -> tuple[int, bool, int, int]:
        (key, side), _ = entry
        at_side = sides.index(side) if side in sides else len(sides)
        return families.index(key[1] or key[2]), bool(key[1]), rows.index(key), at_side

    return sorted(mine, key=place)


def _label(courses: dict[tuple[Key, str], _Course], key: Key, course: _Course) -> str:
    section, of, _ = key
    parents = [one.latest.label for (k, _), one in courses.items() if k == (section, "", of)]
    return full_label(course.latest.label, parents[0] if of and parents else "")


def _row(course: _Course, label: str, changes: Sequence[Comparison], separator: str) -> FlowRow:
    judgements = [judged(one) for one in changes]
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
        verdicts=tuple(_verdict(one) for one in judgements),
        key=any(item.key_result for item in course.items if item),
    )


def _verdict(one: Judged) -> Verdict:
    return Verdict(since=since(one.role), text=verdict_text(one), tone=one.tone)


def _apart_before(course: _Course, at: int, separator: str) -> str:
    """Why the item of a visit cannot be compared with the one that counted before it."""
    counted = course.counted()
    now = course.items[at]
    earlier = [one for one in counted if one < at]
    if now is None or at not in counted or not earlier:
        return ""
    before = course.items[earlier[-1]]
    return apart(before, now, decimal_separator=separator) if before else ""


def _apart_lines(
    visits: Sequence[VersionedRecord], courses: dict[tuple[Key, str], _Course], separator: str
) -> tuple[str, ...]:
    lines = []
    for (key, side), course in courses.items():
        for at in course.counted():
            if why := _apart_before(course, at, separator):
                day = date_in_words(visits[at].record.header.visit_date)
                what = joined((_label(courses, key, course), side_word(side)), ", ")
                lines.append(f"{capital(what)}, {day}: {why}")
    return tuple(lines)
