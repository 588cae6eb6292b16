"""What visits make of their findings as a case says it: diagnoses, goals, activities, next reviews.

Each visit brings what it says itself; that a goal stands at later visits follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from assessment.cases import case
from assessment.catalogue.patient_activities import activity_code
from assessment.models import (
    ActivityAtVisit,
    Assessment,
    Diagnosis,
    FollowUpOutcome,
    GoalAtVisit,
    NextReview,
    PlannedReview,
    ReviewKind,
)
from assessment.record import Record
from assessment.selectors.case_numbers import number_said
from assessment.selectors.chart import Chart
from assessment.selectors.diagnoses import facts_of
from assessment.selectors.goals import facts_said, goal_measure
from assessment.selectors.patient_activities import facts_said as activity_facts
from assessment.selectors.planning import CODE, plan_of, review_facts
from assessment.selectors.versions import Signed

RowOfVisit = TypeVar("RowOfVisit", Diagnosis, GoalAtVisit, ActivityAtVisit)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The rows of one visit; `review` is its next review as a case says it.

    `review_left_out` tells of one that was chosen and holds no longer.
    """

    chart: Chart
    diagnoses: Sequence[Diagnosis]
    goals: Sequence[GoalAtVisit]
    activities: Sequence[ActivityAtVisit]
    review: case.NextReview | None
    review_left_out: bool


def judged(charts: Sequence[Chart], signed: Mapping[UUID, Signed]) -> dict[UUID, Judged]:
    """What each of an episode's visits says, by visit; `signed` holds the versions there are."""
    visits = [chart.assessment for chart in charts]
    diagnoses = _by_visit(Diagnosis.objects.filter(assessment__in=visits))
    goals = _by_visit(
        GoalAtVisit.objects.filter(assessment__in=visits)
        .select_related("goal")
        .order_by("goal__number")
    )
    activities = _by_visit(
        ActivityAtVisit.objects.filter(assessment__in=visits)
        .select_related("activity")
        .order_by("activity__number")
    )
    reviews = _Reviews(visits, signed)
    found = {}
    for chart in charts:
        pk = chart.assessment.pk
        review = reviews.of(chart)
        found[pk] = Judged(
            chart=chart,
            diagnoses=diagnoses.get(pk, []),
            goals=goals.get(pk, []),
            activities=activities.get(pk, []),
            review=review,
            review_left_out=review is None and chart.next_review is not None,
        )
    return found


def reminders(visits: Sequence[Assessment]) -> int:
    """How often it was recorded what came of reminding, which no case file holds."""
    return FollowUpOutcome.objects.filter(assessment__in=visits).count()


def _by_visit(rows: Iterable[RowOfVisit]) -> dict[UUID, list[RowOfVisit]]:
    found: dict[UUID, list[RowOfVisit]] = {}
    for row in rows:
        found.setdefault(row.assessment_id, []).append(row)
    return found


class _Reviews:
    """The next reviews of an episode's visits, as reading them again in their order takes them."""

    def __init__(self, visits: Sequence[Assessment], signed: Mapping[UUID, Signed]) -> None:
        self.signed = [one for one in visits if one.pk in signed]
        self.planned = {
            one.assessment_id: one
            for one in PlannedReview.objects.filter(
                version__in=[found.version.pk for found in signed.values()]
            ).select_related("counted_from")
        }

    def of(self, chart: Chart) -> case.NextReview | None:
        """None where nothing was chosen, and for a draft's choice that holds no longer."""
        choice, visit = chart.next_review, chart.assessment
        if choice is None:
            return None
        planned = self.planned.get(visit.pk)
        if planned is None:
            return None if plan_of(visit, choice) is None else _as_chosen(choice)
        if choice.kind == ReviewKind.KEPT and not _would_be_kept(visit, choice, planned):
            return self._worked_out(visit, planned)
        return _as_chosen(choice)

    def _worked_out(self, visit: Assessment, planned: PlannedReview) -> case.NextReview:
        """A plan that was kept from a visit which no longer precedes this one, said by itself."""
        if planned.visits is None:
            return case.NextReview(day=planned.due_on)
        since = _place(planned.counted_from)
        done = sum(since < _place(one) < _place(visit) for one in self.signed)
        return case.NextReview(visits=max(planned.visits - done, 1))


def _place(visit: Assessment) -> tuple[object, int]:
    return visit.visit_at, visit.visit_order


def _would_be_kept(visit: Assessment, choice: NextReview, planned: PlannedReview) -> bool:
    """Whether "as planned before" still says what was signed: visits come and go before it."""
    plan = plan_of(visit, choice)
    return plan is not None and (plan.due_on, plan.visits, plan.first_planned) == (
        planned.due_on,
        planned.visits,
        planned.counted_from,
    )


def _as_chosen(choice: NextReview) -> case.NextReview:
    return case.NextReview(
        weeks=choice.weeks,
        day=choice.due_on,
        visits=choice.visits,
        kept=choice.kind == ReviewKind.KEPT,
        none=choice.reason,
    )


def diagnoses_said(rows: Sequence[Diagnosis]) -> tuple[case.Diagnosis, ...]:
    """A visit's diagnoses as a case says them."""
    return tuple(
        case.Diagnosis(text=one.text, side=one.side, code=one.code, primary=one.primary)
        for one in rows
    )


def goals_said(rows: Sequence[GoalAtVisit]) -> tuple[case.Goal, ...]:
    """What a visit says of goals, as a case says it."""
    return tuple(
        case.Goal(
            number=one.goal.number,
            statement=one.statement,
            measure=one.measure,
            side=one.side,
            target=_target(one),
            unit=one.target_unit,
            due=one.due,
            status=one.status,
            remark=one.remark,
        )
        for one in rows
    )


def activities_said(rows: Sequence[ActivityAtVisit]) -> tuple[case.Activity, ...]:
    """What a visit says of activities, as a case says it."""
    return tuple(
        case.Activity(
            number=one.activity.number,
            statement=one.statement,
            rating=one.rating,
            reason=one.reason,
            dropped=one.dropped,
        )
        for one in rows
    )


def _target(row: GoalAtVisit) -> str:
    measure = goal_measure(row.measure)
    if measure is None or not row.target_entered or row.target_value is None:
        return row.target_choice
    return number_said(measure, row.target_entered, row.target_unit, row.target_value)


def differs_from_signed(said: Judged, record: Record) -> bool:
    """Whether the rows of a signed visit say something else than its record."""
    items = {item.code: item for item in record.items}
    diagnoses = [_facts(one.facts) for one in record.items if one.code.startswith("diagnosis.")]
    if diagnoses != [_facts(facts_of(row)) for row in said.diagnoses]:
        return True
    for row in said.goals:
        item = items.get(f"goal.{row.goal.number}")
        if item is None or not _facts(facts_said(row)).items() <= _facts(item.facts).items():
            return True
    for rated in said.activities:
        item = items.get(activity_code(rated.activity.number))
        if item is None or not _facts(activity_facts(rated)).items() <= _facts(item.facts).items():
            return True
    choice, review = said.chart.next_review, items.get(CODE)
    return choice is not None and (
        review is None or (review.choice, review.entered) != review_facts(choice)
    )


def _facts(facts: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name: text for name, text in facts if text and name != "id"}
