"""The goals of an episode as they stand at a visit: for its page, and as Items for its Record.

A goal stands as the last visit said that is not later than the one looked at. So a visit entered
late knows nothing of what was set after it, and what a void visit said counts for that visit alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from assessment import catalogue, kinds
from assessment.catalogue.types import Better, Kind, Measure, Side
from assessment.catalogue.units import plain
from assessment.clinical.restrictions import Limit
from assessment.earlier import EarlierVisits, ends
from assessment.kinds.base import Value
from assessment.models import TAKES_NO_PART, Assessment, Goal, GoalAtVisit, GoalStatus
from assessment.record import Item, Record
from assessment.selectors.beyond import held_target
from patients.dates import written

SECTION = "plan"
MEASURED = (Kind.QUANTITY, Kind.GRADE)
"""The kinds of answer that a target can be set for: a number, or a step of a scale."""

BOUNDS = {Better.HIGHER: "at least ", Better.LOWER: "at most "}


@dataclass(frozen=True)
class StandingGoal:
    """A goal as it stands at a visit, and what is said of it; `here` where that visit says so."""

    goal: Goal
    said: GoalAtVisit
    here: bool

    @property
    def set_here(self) -> bool:
        """Whether it was set at the visit looked at."""
        return self.here and self.goal.set_at_id == self.said.assessment_id

    @property
    def token(self) -> str:
        """What an edit starts from: another one stands as soon as anybody changes the goal."""
        return f"{self.said.pk}.{self.said.version}"


def standing_goals(assessment: Assessment) -> list[StandingGoal]:
    """The episode's goals as they stand at this visit, by number. One statement."""
    rows = (
        GoalAtVisit.objects.filter(episode=assessment.episode_id)
        .exclude(Q(assessment__state__in=TAKES_NO_PART) & ~Q(assessment=assessment.pk))
        .select_related("goal__set_at", "goal__by", "assessment", "recorded_by")
    )
    here = (assessment.visit_at, assessment.visit_order)
    standing: dict[UUID, GoalAtVisit] = {}
    for row in sorted(rows, key=lambda row: _place(row, assessment)):
        if row.assessment_id == assessment.pk or _place(row, assessment)[1:] < here:
            standing[row.goal_id] = row
    return sorted(
        (
            StandingGoal(goal=row.goal, said=row, here=row.assessment_id == assessment.pk)
            for row in standing.values()
        ),
        key=lambda one: one.goal.number,
    )


def standing_goal(assessment: Assessment, goal_id: UUID) -> StandingGoal | None:
    """One of them; none for a goal of another episode, or one that does not stand here."""
    return next((one for one in standing_goals(assessment) if one.goal.pk == goal_id), None)


def _place(row: GoalAtVisit, assessment: Assessment) -> tuple[bool, object, int]:
    """Where the visit lies in time; the one looked at comes last."""
    visit = row.assessment
    return row.assessment_id == assessment.pk, visit.visit_at, visit.visit_order


def goal_measures() -> list[tuple[str, list[Measure]]]:
    """What a goal can be tied to: the key results first, then the rest section by section."""
    found = [
        (section.label, measure)
        for section in catalogue.sections()
        if not section.restricted
        for measure in section.measures
        if measure.kind in MEASURED and not measure.retired
    ]
    groups: dict[str, list[Measure]] = {
        "Key results": [one[1] for one in found if one[1].key_result]
    }
    for label, measure in found:
        if not measure.key_result:
            groups.setdefault(label, []).append(measure)
    return [(label, measures) for label, measures in groups.items() if measures]


def goal_measure(code: str) -> Measure | None:
    """The measure that a goal is tied to; none for no code and for one that takes no target."""
    try:
        measure = catalogue.measure(code)
    except catalogue.UnknownCode:
        return None
    restricted = catalogue.section_of(code).restricted
    return measure if measure.kind in MEASURED and not restricted else None


def target_value(said: GoalAtVisit, measure: Measure) -> Value:
    """The target as its kind reads it, its number worked out again from what was typed."""
    number = None
    if said.target_entered:
        number = kinds.canonical(measure, Decimal(said.target_entered), said.target_unit)
    return Value(
        entered=Decimal(said.target_entered) if said.target_entered else None,
        unit=said.target_unit,
        number=number,
        choice=said.target_choice,
    )


def target_typed(said: GoalAtVisit, *, separator: str) -> str:
    """The target as it stands in its field; typing it again means the same."""
    measure = goal_measure(said.measure)
    if measure is None:
        return ""
    return kinds.of(measure.kind).typed(
        measure, target_value(said, measure), decimal_separator=separator
    )


def as_typed(said: GoalAtVisit, *, separator: str) -> dict[str, Any]:
    """What was said of a goal, by the names under which it is typed."""
    return {
        "statement": said.statement,
        "measure": said.measure,
        "side": said.side,
        "target": target_typed(said, separator=separator),
        "due": said.due,
        "status": said.status,
        "remark": said.remark,
    }


def how_to_type(measure: Measure) -> str:
    """How a target of this measure is typed: its options, the words for its sign, its units."""
    if measure.kind is Kind.GRADE:
        labels = ", ".join(one.label for one in measure.options)
        return _("one of %(options)s") % {"options": labels}
    if measure.direction_words:
        more, less = measure.direction_words
        return _("“%(more)s 5”, 0 or “%(less)s 5”") % {"more": more, "less": less}
    names = [one.typed[0] if one.typed else one.label for one in kinds.entry_units(measure)]
    if len(names) == 1:
        return _("a number in %(unit)s") % {"unit": names[0]}
    return _("a number with %(units)s after it; without one it is %(first)s") % {
        "units": _(" or ").join(names),
        "first": names[0],
    }


def measure_words(said: GoalAtVisit) -> str:
    """What is measured, and on which side: "Knee extension force, left"."""
    measure = goal_measure(said.measure)
    if measure is None:
        return ""
    return measure.label if said.side == Side.NONE.value else f"{measure.label}, {said.side}"


def target_words(said: GoalAtVisit, *, separator: str) -> str:
    """The target as a reader sees it: "at least 350 N", "lacks 0°"; empty without a measure."""
    measure = goal_measure(said.measure)
    if measure is None:
        return ""
    text = kinds.of(measure.kind).text(
        measure, target_value(said, measure), decimal_separator=separator
    )
    # "At most lacks 5°" is no English: where the sign is said in words, they say it all.
    return text if measure.direction_words else f"{BOUNDS.get(measure.better, '')}{text}"


def goal_line(one: StandingGoal, *, separator: str) -> str:
    """Target, date, status: "Knee extension force, left: at least 350 N by 14 Jan 2027, open"."""
    said = one.said
    aim = ": ".join(
        part for part in (measure_words(said), target_words(said, separator=separator)) if part
    )
    due = f"by {written(said.due)}" if said.due else ""
    status = GoalStatus(said.status).value
    line = ", ".join(
        part
        for part in (
            " ".join(part for part in (aim, due) if part),
            "" if one.set_here else f"set {written(one.goal.set_at.visit_date)}",
            # Last, for a remark is as long as it is, with a full stop of its own.
            f"{status}: {said.remark}" if said.remark else status,
        )
        if part
    )
    return line[:1].upper() + line[1:]


def goal_items(assessment: Assessment, limits: Sequence[Limit] = ()) -> list[Item]:
    """One Item a goal, under the number that it keeps over the visits.

    A target beyond a restriction in force at the visit says so.
    """
    separator = assessment.clinic.decimal_separator
    return [
        Item(
            section=SECTION,
            code=f"goal.{one.goal.number}",
            label=f"Goal {one.goal.number}",
            side=one.said.side,
            kind=Kind.TEXT.value,
            text=f"{one.said.statement}\n{goal_line(one, separator=separator)}",
            rater=str(one.said.recorded_by_id),
            facts=_facts(one, separator=separator),
            **_beyond(one.said, limits),
        )
        for one in standing_goals(assessment)
    ]


def _beyond(said: GoalAtVisit, limits: Sequence[Limit]) -> dict[str, Any]:
    """What a goal's target would go beyond while the restrictions hold (RS-12)."""
    measure = goal_measure(said.measure)
    if measure is None or not limits or said.status != GoalStatus.OPEN:
        return {}
    target = target_value(said, measure)
    held = held_target(measure, Side(said.side), target.number, target.choice, limits)
    return {} if held is None else {"notes": (held.told,), "beyond": held.facts}


def set_by(goal: Goal) -> str:
    """Who set it; of one that an import brought nobody here did."""
    return goal.set_at.author_words if goal.set_at.attested else goal.by.full_name


def _facts(one: StandingGoal, *, separator: str) -> tuple[tuple[str, str], ...]:
    facts = (
        ("id", str(one.goal.pk)),
        *facts_said(one.said),
        ("target", target_words(one.said, separator=separator)),
        ("set_on", one.goal.set_at.visit_date.isoformat()),
        ("set_by", set_by(one.goal)),
    )
    return tuple((name, text) for name, text in facts if text)


def facts_said(said: GoalAtVisit) -> tuple[tuple[str, str], ...]:
    """What one visit says of a goal, column by column; empty texts among it."""
    measure = goal_measure(said.measure)
    target = target_value(said, measure) if measure else Value()
    return (
        ("goal", said.statement),
        ("measure", said.measure),
        ("side", said.side if said.measure else ""),
        ("target_entered", said.target_entered),
        ("target_unit", said.target_unit),
        ("target_value", "" if target.number is None else plain(target.number)),
        ("target_choice", said.target_choice),
        ("due", said.due.isoformat() if said.due else ""),
        ("status", said.status),
        ("remark", said.remark),
    )


@dataclass(frozen=True, kw_only=True)
class GoalCourse:
    """What the goal's measure was at one visit: "baseline", its date, the value as shown."""

    role: str
    when: str
    text: str


def course_of(said: GoalAtVisit, record: Record, earlier: EarlierVisits) -> list[GoalCourse]:
    """The goal's measure at its baseline, last and now, as those visits showed it; not judged."""
    if not said.measure:
        return []
    found = [
        GoalCourse(
            role=before.role, when=before.visit.record.header.visit_date_text, text=before.item.text
        )
        for before in ends(earlier.measured((said.measure, said.side, "")))
    ]
    now = record.find(said.measure, said.side)
    if now is not None:
        found.append(GoalCourse(role="now", when="", text=now.text))
    return found
