"""The progress table: each finding from its baseline to now, with its goal and both thresholds.

What goals are tied to comes first, then the key results of the involved side, then every other real
change. What was not measured at the newest visit is told as such; no earlier value stands for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessment.clinical.change import NO_ERROR_USED
from assessment.clinical.goals import Standing
from assessment.goal_course import JUDGED, goals_of
from assessment.judgement import why_not
from assessment.outputs.courses import Course, Courses, Place, label_of
from assessment.outputs.findings import Finding, finding, judged
from assessment.outputs.standing import VersionedRecord
from assessment.outputs.summary import SYMMETRY, TORQUE, Past, unlisted_words
from assessment.outputs.verdicts import Verdict, brief_text, worth_text
from assessment.outputs.words import (
    BASELINE,
    BETTER,
    LAST,
    NONE,
    UNKNOWN,
    WORSE,
    date_in_words,
    involved_sides,
    side_word,
)
from assessment.record import Comparison, Record

NOT_RETESTED = "not re-tested"
NO_VALUE = "no published value"
STANDINGS = {
    Standing.MET.value: "met",
    Standing.WITHIN_ERROR.value: "at the target within measurement error",
    Standing.NOT_MET.value: "not met",
    Standing.NOT_JUDGED.value: "cannot be judged",
}


@dataclass(frozen=True, kw_only=True)
class GoalCell:
    """A target with its date, and how it stands at the newest visit."""

    target: str
    due: str
    standing: str


@dataclass(frozen=True, kw_only=True)
class ProgressRow:
    """One finding of one side. `now` is none where it was not measured at the newest visit.

    `error` and `important` are what the change since the baseline was judged against; `error_of`
    says of which level, rater and mean.
    """

    label: str
    side: str
    result: str
    baseline: Past | None
    last: Past | None
    now: Finding | None
    goals: tuple[GoalCell, ...]
    change: str
    error: str
    error_of: str
    important: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The rows, and in words what is left to the tables below."""

    rows: tuple[ProgressRow, ...]
    unlisted: str


def progress_of(
    visits: Sequence[VersionedRecord],
    record: Record,
    courses: Courses,
    changes: Mapping[Place, tuple[Comparison, ...]],
) -> Progress:
    """The table of an episode; `record` is the newest visit's with its goals as they stand now.

    `changes` are those of the newest visit, by row and side. One visit alone makes no progress.
    """
    if len(visits) < 2:
        return Progress(rows=(), unlisted="")
    goals = _goals(record)
    places = _places(record, courses, changes, goals)
    others = [
        judged(one) for place, found in changes.items() if place not in places for one in found
    ]
    return Progress(
        rows=tuple(
            _row(visits, courses, place, changes.get(place, ()), _cells(goals, place))
            for place in places
        ),
        unlisted=unlisted_words(others),
    )


Aim = tuple[str, str]
"""The measure and the side of a goal."""


def _goals(record: Record) -> dict[Aim, list[GoalCell]]:
    found: dict[Aim, list[GoalCell]] = {}
    for goal in goals_of(record.items):
        if goal.measure and goal.stands:
            cell = GoalCell(
                target=goal.target,
                due=date_in_words(goal.due.isoformat()) if goal.due else "",
                standing=STANDINGS.get(dict(goal.item.facts).get(JUDGED, ""), ""),
            )
            found.setdefault((goal.measure, goal.side), []).append(cell)
    return found


def _cells(goals: Mapping[Aim, list[GoalCell]], place: Place) -> tuple[GoalCell, ...]:
    return tuple(goals.get(_aim(place), ()))


def _aim(place: Place) -> Aim:
    (_section, of, code), side = place
    return ("", "") if of else (code, side)


def _places(
    record: Record,
    courses: Courses,
    changes: Mapping[Place, tuple[Comparison, ...]],
    goals: Collection[Aim],
) -> list[Place]:
    """What the table shows, in its order; each once."""
    sides = (*involved_sides(record.header), NONE)
    aimed = [place for aim in goals for place in courses if _aim(place) == aim]
    key = [
        place
        for place, course in courses.items()
        if place[1] in sides and course.counted() and _is_key(place, course)
    ]
    real = [
        place
        for place, found in changes.items()
        if any(judged(one).tone in (BETTER, WORSE) for one in found)
        and not _repeats_its_force(place, changes)
    ]
    return list(dict.fromkeys([*aimed, *key, *real]))


def _is_key(place: Place, course: Course) -> bool:
    (_section, of, code), _side = place
    return any(item.key_result for item in course.items if item) and (not of or code == SYMMETRY)


def _repeats_its_force(place: Place, changes: Mapping[Place, tuple[Comparison, ...]]) -> bool:
    """Whether it is the torque of a force that compares itself: the same in other units."""
    (section, of, code), side = place
    force = changes.get(((section, "", of), side), ())
    return code == TORQUE and bool(force) and all(one.comparable for one in force)


def _row(
    visits: Sequence[VersionedRecord],
    courses: Courses,
    place: Place,
    found: Iterable[Comparison],
    goals: tuple[GoalCell, ...],
) -> ProgressRow:
    key, side = place
    course = courses[place]
    before = [at for at in course.counted() if at < len(visits) - 1]
    now = course.items[-1]
    by_role = {one.role: judged(one) for one in found}
    base, last = by_role.get(BASELINE), by_role.get(LAST)
    size, of_what = _threshold(base.threshold if base and base.comparable else "")
    return ProgressRow(
        label=label_of(courses, key, course),
        side=side_word(side),
        result=course.latest.code if course.latest.derived else "",
        baseline=_past(visits, course, before[0]) if before else None,
        last=_past(visits, course, before[-1]) if before else None,
        now=finding(now) if now else None,
        goals=goals,
        change=base.change if base else "",
        error=size,
        error_of=of_what,
        important=(base.importance or NO_VALUE) if base and base.comparable else "",
        verdicts=tuple(
            one
            for one in (
                Verdict(since="since baseline", text=worth_text(base), tone=base.tone)
                if base
                else _no_change(course),
                Verdict(since="since last", text=brief_text(last), tone=last.tone)
                if last
                else None,
            )
            if one is not None
        ),
    )


def _past(visits: Sequence[VersionedRecord], course: Course, at: int) -> Past | None:
    item = course.items[at]
    day = date_in_words(visits[at].record.header.visit_date)
    return Past(text=item.text, when=day) if item else None


def _no_change(course: Course) -> Verdict:
    """Why there is no change since the baseline, where there is none."""
    now = course.items[-1]
    why = NOT_RETESTED if now is None else why_not(now)
    return Verdict(since="now", text=why or "measured for the first time", tone=UNKNOWN)


def _threshold(said: str) -> tuple[str, str]:
    """The size of the error, and of what: level, rater, mean."""
    said = said.partition("; the change is")[0]
    if not said:
        return "", ""
    if said.startswith(NO_ERROR_USED):
        # This installation set it aside; somebody did publish one.
        return "set aside here", said.partition(": ")[2]
    if said.startswith("no "):
        return NO_VALUE, ""
    size, comma, more = said.partition(", ")
    if "(" in size:
        size, _paren, more = said.partition(" (")
        return size, more.removesuffix(")")
    return size, more if comma else ""
