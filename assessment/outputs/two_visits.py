"""Two visits of an episode side by side: everything found, and whether what differs is real.

The earlier visit is always the one that is counted from, whichever was named first. A live view:
it judges by the catalogue of today, as the report over the episode does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.judgement import comparison, live_statements
from assessment.outputs.courses import (
    Courses,
    Place,
    VisitColumn,
    columns_of,
    courses_of,
    label_of,
    together,
)
from assessment.outputs.findings import Finding, Judged, finding, judged
from assessment.outputs.report import Identity, identity
from assessment.outputs.standing import VersionedRecord
from assessment.outputs.trend import in_order
from assessment.outputs.verdicts import verdict_text
from assessment.outputs.words import BETTER, OTHER_DATA, SAME, UNKNOWN, WORSE, joined, side_word
from assessment.record import Comparison, Item

COMPARED = "compared"
SAME_VALUE = "the same value"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One finding on one side at both visits.

    `verdict` is empty where there is nothing to judge, as with words. `tone` is the shape: better
    or worse only beyond measurement error, none for a value that is the same both times.
    """

    label: str
    side: str
    earlier: Finding
    later: Finding
    tone: str
    verdict: str
    comparable: bool


@dataclass(frozen=True, kw_only=True)
class Alone:
    """What only one of the two visits has, as label and text in a line each."""

    date: str
    findings: tuple[tuple[str, Finding], ...]


@dataclass(frozen=True, kw_only=True)
class PairSection:
    """The pairs of a section, the answers that are the same, and what stands in one visit alone."""

    anchor: str
    label: str
    pairs: tuple[Pair, ...]
    same: tuple[tuple[str, Finding], ...]
    alone: tuple[Alone, ...]


@dataclass(frozen=True, kw_only=True)
class TwoVisits:
    """Both visits in words. `counts` says how many findings changed, stayed, or stand alone."""

    language: str
    title: str
    clinic: str
    patient: Identity
    earlier: VisitColumn
    later: VisitColumn
    sections: tuple[PairSection, ...]
    counts: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    statements: tuple[str, ...]


def two_visits(
    one: VersionedRecord, other: VersionedRecord, *, decimal_separator: str = "."
) -> TwoVisits:
    """The two side by side, in the order in which they took place. Raises ValueError for a void."""
    visits = in_order([one, other])
    if len(visits) != 2:
        raise ValueError("a void visit is compared with nothing")
    courses = courses_of(visits, prose=True)
    compared = {
        place: found
        for place, course in courses.items()
        if (found := _change(course.items, visits, decimal_separator)) is not None
    }
    changes = {place: judged(found) for place, found in compared.items()}
    earlier, later = columns_of(visits)
    header = visits[1].record.header
    sections = _sections(visits, courses, changes, (earlier, later))
    return TwoVisits(
        language=visits[1].record.language,
        title=header.episode or header.involved,
        clinic=header.clinic,
        patient=identity(header),
        earlier=earlier,
        later=later,
        sections=sections,
        counts=_counts(sections, (earlier, later)),
        sources=tuple(dict.fromkeys(one.source for one in changes.values() if one.source)),
        statements=live_statements(compared.values()),
    )


def _change(
    items: Sequence[Item | None], visits: Sequence[VersionedRecord], separator: str
) -> Comparison | None:
    """The change of what is a number or a grade at either visit; None of anything else."""
    before, now = items
    if before is None or now is None:
        return None
    if all(one.value is None and one.ordinal is None for one in (before, now)):
        return None
    header = visits[0].record.header
    return comparison(before, now, COMPARED, at=header, decimal_separator=separator)


def _sections(
    visits: Sequence[VersionedRecord],
    courses: Courses,
    changes: dict[Place, Judged],
    columns: tuple[VisitColumn, VisitColumn],
) -> tuple[PairSection, ...]:
    labels = {one.code: one.label for visit in visits for one in visit.record.sections}
    order = [*labels, *(key[0] for (key, _side) in courses if key[0] not in labels)]
    found = []
    for code in dict.fromkeys(order):
        pairs: list[Pair] = []
        same: list[tuple[str, Finding]] = []
        alone: tuple[list[tuple[str, Finding]], ...] = ([], [])
        for place, course in together(courses, code):
            label = label_of(courses, place[0], course)
            named = joined((label, side_word(course.latest.side)), ", ")
            before, now = course.items
            if before and now:
                pair = _pair(label, before, now, changes.get(place))
                if pair.verdict or pair.earlier != pair.later:
                    pairs.append(pair)
                else:
                    same.append((named, pair.later))
                continue
            for at, item in enumerate(course.items):
                if item:
                    alone[at].append((named, finding(item)))
        if pairs or same or any(alone):
            found.append(
                PairSection(
                    anchor=code or "other",
                    label=labels.get(code, OTHER_DATA),
                    pairs=tuple(pairs),
                    same=tuple(same),
                    alone=tuple(
                        Alone(date=column.date, findings=tuple(mine))
                        for column, mine in zip(columns, alone, strict=True)
                        if mine
                    ),
                )
            )
    return tuple(found)


def _pair(label: str, before: Item, now: Item, change: Judged | None) -> Pair:
    verdict, tone = (verdict_text(change), change.tone) if change else ("", "")
    if change and change.comparable and tone == UNKNOWN and change.reference == change.now:
        # Nobody published an error, and none is needed to say so.
        verdict, tone = SAME_VALUE, ""
    return Pair(
        label=label,
        side=side_word(now.side),
        earlier=finding(before),
        later=finding(now),
        tone=tone,
        verdict=verdict,
        comparable=change is None or change.comparable,
    )


def _counts(
    sections: Sequence[PairSection], columns: tuple[VisitColumn, VisitColumn]
) -> tuple[tuple[str, str], ...]:
    """What the tables come to: a shape and how many findings it stands for."""
    pairs = [pair for section in sections for pair in section.pairs if pair.verdict]
    unknown = [one for one in pairs if one.tone == UNKNOWN]
    apart = sum(not one.comparable for one in unknown)
    said = [
        (BETTER, sum(one.tone == BETTER for one in pairs), "improved beyond measurement error"),
        (WORSE, sum(one.tone == WORSE for one in pairs), "worsened beyond measurement error"),
        (SAME, sum(one.tone == SAME for one in pairs), "with no change beyond measurement error"),
        (UNKNOWN, len(unknown) - apart, "changed, with no published error to judge by"),
        (UNKNOWN, apart, "not compared, and the table says why"),
        ("", sum(one.verdict == SAME_VALUE for one in pairs), SAME_VALUE),
    ]
    said += [
        (
            "open",
            sum(
                len(alone.findings)
                for section in sections
                for alone in section.alone
                if alone.date == column.date
            ),
            f"only on {column.date}",
        )
        for column in columns
    ]
    return tuple((shape, f"{count} {words}") for shape, count, words in said if count)
