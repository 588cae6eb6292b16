"""The diagnoses, goals and activities of the demo, said through the services of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from assessment.catalogue.types import Side
from assessment.demo.course import Answers, Course, Visit
from assessment.demo.entering import BETWEEN_SIDES, CourseFault
from assessment.models import Assessment
from assessment.selectors.goals import as_typed, standing_goals
from assessment.selectors.patient_activities import standing_activities
from assessment.selectors.planning import due_after
from assessment.services.diagnoses import DiagnosisWords, add_diagnosis
from assessment.services.errors import FieldsRefused
from assessment.services.goals import GoalWords, change_goal, set_goal
from assessment.services.patient_activities import ActivityWords, name_activity, rate_activity
from clinics.access import Member
from clinics.receipts import new_key

SIDES = (Side.RIGHT.value, Side.LEFT.value)


def judge(assessment: Assessment, visit: Visit, course: Course, *, by: Member) -> None:
    """Says what a visit's course judges. Raises `CourseFault` where it is not taken."""
    for number, (text, said) in enumerate(visit.diagnoses.items()):
        side, _space, code = said.partition(" ")
        words = DiagnosisWords(text=text, side=side, code=code, primary=number == 0)
        with _faulty(text):
            add_diagnosis(assessment=assessment, words=words, by=by, key=new_key())
    if visit.activities:
        _activities(assessment, visit, by)
    if visit.goals:
        _goals(assessment, visit, course, by)


def _activities(assessment: Assessment, visit: Visit, by: Member) -> None:
    """Names the activities that the episode has not yet, rates the others."""
    standing = {one.said.statement: one for one in standing_activities(assessment)}
    for statement, answer in visit.activities.items():
        words = ActivityWords(statement=statement, answer=answer)
        stands = standing.get(statement)
        with _faulty(f"activity {statement}"):
            if stands is None:
                name_activity(assessment=assessment, words=words, by=by, key=new_key())
            else:
                rate_activity(
                    assessment=assessment,
                    activity_id=stands.activity.pk,
                    words=words,
                    started_from=stands.token,
                    by=by,
                    key=new_key(),
                )


def _goals(assessment: Assessment, visit: Visit, course: Course, by: Member) -> None:
    """Sets the goals that the episode has not yet, changes the others."""
    standing = {one.goal.number: one for one in standing_goals(assessment)}
    separator = assessment.clinic.decimal_separator
    for name, table in visit.goals.items():
        said = dict(_typed(table, assessment.visit_date))
        stands = standing.get(course.number_of(name))
        with _faulty(f"goal {name}"):
            if stands is None:
                words = GoalWords(**{"statement": "", **said})
                set_goal(assessment=assessment, words=words, by=by, key=new_key())
            else:
                change_goal(
                    assessment=assessment,
                    goal_id=stands.goal.pk,
                    words=GoalWords(**as_typed(stands.said, separator=separator) | said),
                    started_from=stands.token,
                    by=by,
                    key=new_key(),
                )


def _typed(table: Answers, on: date) -> Iterator[tuple[str, Any]]:
    """What a goal's table says, by the names under which it is typed."""
    for field, state in table.items():
        match field:
            case "goal":
                yield "statement", state
            case "due":
                yield "due", due_after(on, int(state.removesuffix(" weeks")))
            case "status":
                status, _colon, remark = state.partition(": ")
                yield from (("status", status), ("remark", remark))
            case _:
                side, target = _aim(field, state)
                yield from (("measure", field), ("side", side), ("target", target))


def _aim(measure: str, state: str) -> tuple[str, str]:
    """The side and the target of "| 350 N"; no side where the measure has none."""
    by_side = [part.strip() for part in state.split(BETWEEN_SIDES)]
    if len(by_side) == 1:
        return Side.NONE.value, state
    aims = [(side, target) for side, target in zip(SIDES, by_side, strict=True) if target]
    if len(aims) != 1:
        raise CourseFault(f"{measure}: a goal has a target on one side")
    return aims[0]


@contextmanager
def _faulty(what: str) -> Iterator[None]:
    try:
        yield
    except FieldsRefused as refused:
        raise CourseFault(f"{what}: {refused}") from refused
