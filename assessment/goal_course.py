"""The goals of a visit against what was measured, and what the visits so far come to. Plain Python.

Works on Records: on that of the visit, whose goals are Items with their columns as facts, and on
those of the visits before it. So a draft, a report over time and a test are judged alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assessment import catalogue
from assessment.catalogue.course_rules import COURSE_RULES
from assessment.catalogue.types import CourseRules, Pattern, Side
from assessment.catalogue.units import plain
from assessment.clinical.course import (
    EpisodeCourse,
    MeasureCourse,
    Seen,
    effusion_sign,
    episode_course,
    measure_course,
    pain_sign,
)
from assessment.clinical.goals import (
    MET,
    OPEN,
    GoalJudgement,
    Measured,
    Target,
    judge_goal,
    past_date,
    reached,
)
from assessment.earlier import EarlierVisit, EarlierVisits
from assessment.judgement import as_finding, change, counts, yardstick_of
from assessment.record import Header, Item, Record

JUDGED, DISTANCE = "judged", "distance"
"""Facts of a goal's Item: how it was judged, by the code of its standing, and how far it is."""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What a goal's Item says of its aim."""

    item: Item
    measure: str
    side: str
    target: str
    due: date | None
    status: str

    @property
    def stands(self) -> bool:
        """Whether it is judged: not once it was dropped."""
        return self.status in (OPEN, MET)


def goal_of(item: Item) -> Goal | None:
    """The goal that an Item is; none for every other."""
    facts = dict(item.facts)
    if not item.code.startswith("goal.") or "status" not in facts:
        return None
    target = facts.get("target") or " ".join(
        part for part in (facts.get("target_entered"), facts.get("target_unit")) if part
    )
    return Goal(
        item=item,
        measure=facts.get("measure", ""),
        side=facts.get("side", Side.NONE.value),
        target=target or facts.get("target_choice", ""),
        due=_day(facts.get("due", "")),
        status=facts["status"],
    )


def goals_of(items: Iterable[Item]) -> list[Goal]:
    """The goals among the Items."""
    return [goal for item in items if (goal := goal_of(item)) is not None]


def with_judged_goals(
    items: Sequence[Item], earlier: EarlierVisits, *, on: date, decimal_separator: str = "."
) -> list[Item]:
    """The Items of a visit, its goals with how they stand at it: in words, and as facts."""
    return [
        item
        if (goal := goal_of(item)) is None
        else _judged(goal, items, earlier, on, decimal_separator)
        for item in items
    ]


def judgement_of(
    goal: Goal,
    items: Sequence[Item],
    earlier: EarlierVisits,
    *,
    on: date,
    decimal_separator: str = ".",
) -> GoalJudgement | None:
    """How a goal stands by the Items of the visit of `on`; none where there is nothing to judge."""
    if not goal.stands or not goal.measure:
        return None
    now = _at_visit(goal, items)
    before = earlier.measured((goal.measure, goal.side, ""))
    latest = now or (before[-1][1] if before else None)
    if latest is None:
        return judge_goal(
            target=Target(text=goal.target),
            by=yardstick_of(goal.item),
            now=None,
            status=goal.status,
            due=goal.due,
            on=on,
        )
    return judge_goal(
        target=_target(goal),
        by=yardstick_of(latest),
        now=None if now is None else _measured(now),
        baseline=_before(before[:1]),
        last=_before(before[-1:]),
        status=goal.status,
        due=goal.due,
        on=on,
        decimal_separator=decimal_separator,
    )


def course_so_far(
    today: Record,
    earlier: EarlierVisits,
    *,
    rules: CourseRules = COURSE_RULES,
    decimal_separator: str = ".",
) -> EpisodeCourse | None:
    """What the visits up to this one come to; none without an earlier visit or a measured goal."""
    if not earlier:
        return None
    aims = {
        (goal.measure, goal.side): goal
        for goal in goals_of(today.items)
        if goal.measure and goal.stands
    }
    if not aims:
        return None
    measures = [
        _course(goal, _seen(goal.measure, goal.side, today, earlier), rules, decimal_separator)
        for goal in aims.values()
    ]
    return episode_course(measures, _signs(today, earlier, rules), rules)


def plateau_before(earlier: EarlierVisits, *, rules: CourseRules = COURSE_RULES) -> bool:
    """Whether the signed visits before this one had come to a plateau, as the last of them is read.

    What today's values make of it is told beside the goals; the red flags are asked again because
    of what was known when the patient came.
    """
    visits = earlier.visits
    if len(visits) <= rules.in_a_row:
        return False
    before = EarlierVisits(
        visits[:-1], surgery=earlier.surgery, first_surgery=earlier.first_surgery
    )
    found = course_so_far(visits[-1].record, before, rules=rules)
    return found is not None and found.pattern is Pattern.PLATEAU


def _judged(
    goal: Goal, items: Sequence[Item], earlier: EarlierVisits, on: date, separator: str
) -> Item:
    found = judgement_of(goal, items, earlier, on=on, decimal_separator=separator)
    said = tuple(one for one in goal.item.facts if one[0] not in (JUDGED, DISTANCE))
    if found is None:
        past = past_date(goal.due, on, goal.status)
        remarks = (f"{past[:1].upper()}{past[1:]}.",) if past else ()
        return replace(goal.item, remarks=remarks, facts=said, sources=())
    facts = (
        (JUDGED, found.standing.value),
        (DISTANCE, "" if found.distance is None else plain(found.distance)),
    )
    return replace(
        goal.item,
        remarks=found.remarks,
        facts=(*said, *((name, text) for name, text in facts if text)),
        sources=(found.source,) if found.source else (),
    )


def _at_visit(goal: Goal, items: Iterable[Item]) -> Item | None:
    return next(
        (
            one
            for one in items
            if (one.code, one.side, one.trial, one.of) == (goal.measure, goal.side, 0, "")
        ),
        None,
    )


def _before(found: Sequence[tuple[EarlierVisit, Item]]) -> Measured | None:
    """The value of an earlier visit, if there is one."""
    return next(
        (_measured(item, visit.record.header.visit_date_text) for visit, item in found), None
    )


def _measured(item: Item, when: str = "") -> Measured:
    return Measured(finding=as_finding(item, yardstick_of(item)), text=item.text, when=when)


def _target(goal: Goal) -> Target:
    """The target in numbers; without any where the scale has no such step any more."""
    facts = dict(goal.item.facts)
    value = Decimal(facts["target_value"]) if facts.get("target_value") else None
    ordinal = None
    if choice := facts.get("target_choice"):
        try:
            options = catalogue.measure(goal.measure).options
        except catalogue.UnknownCode:
            options = ()
        ordinal = next((one.ordinal for one in options if one.code == choice), None)
    return Target(text=goal.target, value=value, ordinal=ordinal)


def _seen(code: str, side: str, today: Record, earlier: EarlierVisits) -> list[tuple[Seen, Item]]:
    """The values that count up to this visit, the oldest first."""
    found = [(visit.record.header, item) for visit, item in earlier.measured((code, side, ""))]
    now = today.find(code, side)
    if now is not None and counts(now):
        found.append((today.header, now))
    return [
        (Seen(on=day, finding=as_finding(item, yardstick_of(item)), text=item.text), item)
        for header, item in found
        if (day := _day_of(header)) is not None
    ]


def _course(
    goal: Goal, found: Sequence[tuple[Seen, Item]], rules: CourseRules, separator: str
) -> MeasureCourse:
    seen = [one for one, _item in found]
    newest = found[-1][1] if found else goal.item
    by = yardstick_of(newest)
    side = "" if goal.side == Side.NONE.value else f", {goal.side}"
    return measure_course(
        f"{newest.label}{side}",
        seen,
        by,
        rules,
        met=bool(seen) and reached(_target(goal), seen[-1].finding, by),
        decimal_separator=separator,
    )


def _signs(today: Record, earlier: EarlierVisits, rules: CourseRules) -> list[str]:
    """What else of this visit tells of a setback: more effusion, more pain that lasted."""
    code, answer = rules.after_session
    after = today.find(code, Side.NONE.value)
    lasted = after is not None and after.choice == answer
    found = [
        *(effusion_sign(*step, rules) for step in _steps((rules.effusion,), today, earlier)),
        *(
            pain_sign(*step, rules)
            for step in _steps(rules.pains if lasted else (), today, earlier)
        ),
    ]
    return [one for one in found if one]


def _steps(
    codes: Iterable[str], today: Record, earlier: EarlierVisits
) -> list[tuple[str, Seen, Seen]]:
    """The last step of each measure on each side."""
    steps = (_since_last(code, side.value, today, earlier) for code in codes for side in Side)
    return [one for one in steps if one]


def _since_last(
    code: str, side: str, today: Record, earlier: EarlierVisits
) -> tuple[str, Seen, Seen] | None:
    """A value of this visit with the last one before it, where the two compare; and its name."""
    now = today.find(code, side)
    found = _seen(code, side, today, earlier)
    if now is None or not counts(now) or len(found) < 2:
        return None
    (before, then), (last, _item) = found[-2:]
    if not change(then, now).comparable:
        return None
    named = "" if side == Side.NONE.value else f", {side}"
    return f"{now.label}{named}", before, last


def _day_of(header: Header) -> date | None:
    return _day(header.visit_date)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
