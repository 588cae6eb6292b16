"""The episode so far: every visit beside the others, and what has changed. A live view, "as of".

Unlike the report of a signed version it judges afresh, by the catalogue of today: each finding
where it was last measured, against the first time and against the last one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from assessment.earlier import EarlierVisit, EarlierVisits
from assessment.goal_course import course_so_far, with_judged_goals
from assessment.judgement import comparison, live_statements
from assessment.outputs.chart import Event
from assessment.outputs.courses import (
    Courses,
    Place,
    VisitColumn,
    columns_of,
    courses_of,
)
from assessment.outputs.findings import heads_of
from assessment.outputs.flow import FlowSection, LastJudged, apart_lines, flow_of
from assessment.outputs.progress import Progress, progress_of
from assessment.outputs.report import Identity, identity
from assessment.outputs.rows import sections_of
from assessment.outputs.so_far import SoFar, so_far
from assessment.outputs.standing import VersionedRecord, mark
from assessment.outputs.summary import Summary, summary_of
from assessment.outputs.trend import (
    Trend,
    events_in_words,
    in_order,
    trend,
    trendable,
)
from assessment.outputs.trend_rows import stopped_by_pain
from assessment.outputs.words import (
    BASELINE,
    LAST,
    date_in_words,
    instant_in_words,
)
from assessment.record import Record, Reference


@dataclass(frozen=True, kw_only=True)
class EpisodeView:
    """The episode in words. `visits` are columns, `summary` is page one as of the newest visit.

    `so_far` is the pattern of what the goals are tied to, where there are any. `stopped` says that
    something was stopped by pain, `with_stopped` that the trends draw it as well.
    """

    language: str
    mark: str
    title: str
    clinic: str
    patient: Identity
    as_of: str
    visits: tuple[VisitColumn, ...]
    summary: Summary
    progress: Progress
    so_far: SoFar | None
    sections: tuple[FlowSection, ...]
    not_comparable: tuple[str, ...]
    trends: tuple[Trend, ...]
    events: tuple[str, ...]
    sources: tuple[str, ...]
    statements: tuple[str, ...]
    stopped: bool = False
    with_stopped: bool = False


def episode_report(
    records: Sequence[VersionedRecord],
    as_of: date | datetime,
    *,
    events: Sequence[Event] = (),
    decimal_separator: str = ".",
    stopped: bool = False,
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
    earlier = EarlierVisits(
        [
            EarlierVisit(record=one.record, version=one.version or 0, digest=one.digest)
            for one in visits[:-1]
        ]
    )
    day = as_of.date() if isinstance(as_of, datetime) else as_of
    record = replace(
        newest.record,
        items=tuple(
            with_judged_goals(
                newest.record.items, earlier, on=day, decimal_separator=decimal_separator
            )
        ),
        comparisons=tuple(
            one
            for found in changes.values()
            if found.at == len(visits) - 1
            for one in found.comparisons
        ),
        references=_references(visits),
    )
    sections = sections_of(record)
    pattern = so_far(course_so_far(record, earlier, decimal_separator=decimal_separator))
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
        progress=progress_of(
            visits,
            record,
            courses,
            {
                place: found.comparisons
                for place, found in changes.items()
                if found.at == len(visits) - 1
            },
        ),
        so_far=pattern,
        sections=flow_of(visits, courses, changes, heads_of(record), decimal_separator),
        not_comparable=apart_lines(visits, courses, decimal_separator),
        trends=tuple(
            trend(
                records,
                code,
                of=of,
                events=events,
                decimal_separator=decimal_separator,
                stopped=stopped,
            )
            for code, of in trendable(records)
        ),
        events=events_in_words(events),
        stopped=any(stopped_by_pain(item) for one in visits for item in one.record.items),
        with_stopped=stopped,
        sources=_sources(record, changes, pattern),
        statements=live_statements(one for found in changes.values() for one in found.comparisons),
    )


def _sources(
    record: Record, changes: Mapping[Place, LastJudged], pattern: SoFar | None
) -> tuple[str, ...]:
    """Who published what the changes, the goals and the pattern were judged by, each once."""
    found = [one for judged in changes.values() for one in judged.comparisons]
    cited = [source for one in found for source in (one.source, one.importance_source)]
    cited += [
        source for item in record.items if item.code.startswith("goal.") for source in item.sources
    ]
    cited += pattern.sources if pattern else ()
    return tuple(dict.fromkeys(source for source in cited if source))


def _moment(as_of: date | datetime) -> str:
    if isinstance(as_of, datetime):
        return instant_in_words(as_of, "")
    return date_in_words(as_of.isoformat())


def _changes(
    visits: Sequence[VersionedRecord], courses: Courses, separator: str
) -> dict[Place, LastJudged]:
    """Each finding where it was last measured, against the first time and the last one before."""
    changes: dict[Place, LastJudged] = {}
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
        changes[place] = LastJudged(at[-1], found)
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
