"""Which rule of the re-test schedule holds for a measure, and whether it is due. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment.catalogue.retest import LAG, RETEST, WEEK, ZERO_LAG_VISITS
from assessment.catalogue.types import (
    Better,
    DueWhen,
    Measure,
    RetestRule,
    Section,
    Side,
    VisitKind,
)
from assessment.earlier import EarlierVisit, EarlierVisits
from assessment.goal_course import goals_of
from assessment.judgement import error_band, number
from assessment.record import Item, Record

OTHER_SIDE = {Side.RIGHT: Side.LEFT, Side.LEFT: Side.RIGHT}


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When a measure is measured again: `due` today or not, in words and by which decision."""

    due: bool
    text: str
    source: str


def schedule_of(
    section: Section,
    measure: Measure,
    side: Side,
    today: Record,
    earlier: EarlierVisits,
) -> Schedule | None:
    """The schedule of a measure on a side that is open today; none where no rule is about it."""
    rule = _rule(section, measure, side, today, earlier)
    if rule is None:
        return None
    last = _last_of(earlier.measured((measure.code, side.value, "")))
    return _scheduled(rule, last, today, earlier)


def section_due(section: Section, today: Record, earlier: EarlierVisits) -> Schedule | None:
    """That a section of questions is due at this visit and nothing of it is answered yet."""
    rule = next((one for one in RETEST if one.asked and section.code in one.sections), None)
    if rule is None or any(item.section == section.code for item in today.items):
        return None
    asked = [
        visit
        for visit in earlier.visits
        if any(item.section == section.code for item in visit.record.items)
    ]
    return _scheduled(rule, asked[-1] if asked else None, today, earlier)


def _last_of(found: list[tuple[EarlierVisit, Item]]) -> EarlierVisit | None:
    return found[-1][0] if found else None


def _scheduled(
    rule: RetestRule, last: EarlierVisit | None, today: Record, earlier: EarlierVisits
) -> Schedule:
    days = _days_since(last, today)
    passed = _visits_since(last, earlier)
    at_discharge = today.header.kind == VisitKind.DISCHARGE.value
    due = (
        at_discharge
        or days is None
        or days >= rule.from_days
        or (rule.visits > 0 and passed >= rule.visits)
    )
    every = "at discharge" if at_discharge else _every(rule)
    never = "not asked yet" if rule.asked else "not measured yet"
    seen = never if days is None else f"last {_ago(days)}"
    counted = days is not None and days < rule.from_days and due and not at_discharge
    return Schedule(
        due=due,
        text=f"{rule.label}: {every}; {seen}"
        + (f", {passed} visits since" if counted else "")
        + ("" if due else ", not due yet"),
        source=rule.source.citation,
    )


def _rule(
    section: Section, measure: Measure, side: Side, today: Record, earlier: EarlierVisits
) -> RetestRule | None:
    """The first rule that is about the measure and holds; what a goal is tied to, where none is."""
    for rule in RETEST:
        if rule.when is DueWhen.GOAL:
            if any(one.measure == measure.code and one.stands for one in goals_of(today.items)):
                return rule
        elif (measure.code in rule.codes or section.code in rule.sections) and _holds(
            rule.when, measure, side, today, earlier
        ):
            return rule
    return None


def _holds(
    when: DueWhen, measure: Measure, side: Side, today: Record, earlier: EarlierVisits
) -> bool:
    if when is DueWhen.LAG_AFTER_SURGERY:
        return _operated(side, today, earlier) and not _lag_is_gone(side, earlier)
    if when is DueWhen.LIMITED:
        return _operated(side, today, earlier) or _limited(measure, side, earlier)
    return True


def _operated(side: Side, today: Record, earlier: EarlierVisits) -> bool:
    """Whether the operation was on this side: on the involved one, or on either of both."""
    involved = today.header.involved_code
    return bool(earlier.surgery) and (involved == side.value or involved not in OTHER_SIDE)


def _lag_is_gone(side: Side, earlier: EarlierVisits) -> bool:
    """Whether the lag was 0 at the last visits at which it was seen since the operation."""
    for code in LAG:
        found = [
            number(item)
            for visit, item in earlier.measured((code, side.value, ""))
            if visit.record.header.visit_date >= earlier.surgery
        ]
        last = found[-ZERO_LAG_VISITS:]
        if len(last) == ZERO_LAG_VISITS and all(one is not None and one <= 0 for one in last):
            return True
    return False


def _limited(measure: Measure, side: Side, earlier: EarlierVisits) -> bool:
    """Whether it was last short of straight, or short of the other side by more than error."""
    found = earlier.measured((measure.code, side.value, ""))
    if not found:
        return False
    visit, own = found[-1]
    value = number(own)
    if value is None:
        return False
    if measure.better is Better.LOWER and value > 0:
        return True
    other_side = OTHER_SIDE.get(side)
    other = visit.items.get((measure.code, other_side.value, "")) if other_side else None
    beside = number(other) if other else None
    band = error_band([own])
    if beside is None or band is None:
        return False
    low, high, _words, _source = band
    return beside >= high if measure.better is Better.HIGHER else beside <= low


def _days_since(visit: EarlierVisit | None, today: Record) -> int | None:
    if visit is None:
        return None
    try:
        then = date.fromisoformat(visit.record.header.visit_date)
        now = date.fromisoformat(today.header.visit_date)
    except ValueError:
        return None
    return (now - then).days


def _visits_since(visit: EarlierVisit | None, earlier: EarlierVisits) -> int:
    """How many visits ago it was, this one counted: the one before is one visit ago."""
    if visit is None:
        return len(earlier.visits)
    return len(earlier.visits) - earlier.visits.index(visit)


def _every(rule: RetestRule) -> str:
    if not rule.from_days:
        return "every visit"
    first, last = rule.from_days // WEEK, rule.by_days // WEEK
    return f"every {first} weeks" if first == last else f"every {first} to {last} weeks"


def _ago(days: int) -> str:
    if days < 1:
        return "today"
    if days < 2 * WEEK:
        return "1 day ago" if days == 1 else f"{days} days ago"
    return f"{days // WEEK} weeks ago"


def said_once(schedules: Sequence[tuple[Side, Schedule]], of: int) -> list[str]:
    """What is said of the sides: once where all of them (so many) agree, else by side."""
    by_text: dict[str, list[Side]] = {}
    for side, one in schedules:
        by_text.setdefault(one.text, []).append(side)
    if len(by_text) == 1 and len(schedules) == of:
        return list(by_text)
    return [f"{side.value} {text}" for text, sides in by_text.items() for side in sides]
