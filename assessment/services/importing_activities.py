"""The activities of an imported visit, checked as their own page checks them.

An activity is known by its number, and the first visit that says anything of it names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessment.cases import case
from assessment.cases.problems import CaseRefused, Problem, below
from assessment.kinds.address import REASON_MARK
from assessment.models import ActivityAtVisit, Assessment, PatientActivity
from assessment.selectors.patient_activities import DROP, standing_activities
from assessment.services.errors import ChartRefused, FieldsRefused
from assessment.services.patient_activities import (
    ActivityWords,
    activity_columns,
    refuse_too_many,
)
from assessment.services.recording import lock_open
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb

FIELDS = {"statement": "statement", "why": "dropped"}
"""By the name under which something is typed, the key under which a file says it."""


def enter_activities(*, assessment: Assessment, visit: case.Visit, by: Member) -> None:
    """Enters what a visit says of activities; raises `CaseRefused` with all that is wrong."""
    require(by, Permission.WRITE_CHART, assessment)
    if not visit.activities:
        return
    with transaction.atomic():
        locked = lock_open(assessment.pk)
        standing = {one.activity.number: one for one in standing_activities(locked)}
        statements = {number: one.said.statement for number, one in standing.items()}
        statements |= {one.number: one.statement for one in visit.activities}
        problems: list[Problem] = []
        columns = [_columns(one, statements, problems) for one in visit.activities]
        if not problems:
            said_here = {one.number for one in visit.activities}
            others = [one for number, one in standing.items() if number not in said_here]
            rated = [one for one in visit.activities if not one.dropped]
            try:
                refuse_too_many(others, adding=len(rated))
            except ChartRefused as refusal:
                problems.append(Problem(visit.activities[-1].path, str(refusal)))
        if problems:
            raise CaseRefused(problems)
        known = {number: one.activity for number, one in standing.items()}
        _write(locked, visit.activities, known, columns, by)


def _columns(
    said: case.Activity, statements: dict[int, str], problems: list[Problem]
) -> dict[str, Any]:
    others = [text for number, text in statements.items() if number != said.number]
    try:
        return activity_columns(_words(said), others)
    except FieldsRefused as refusal:
        problems += [
            Problem(below(said.path, key) if (key := FIELDS.get(name, "")) else said.path, text)
            for name, text in refusal.errors.items()
        ]
        return {}


def _words(said: case.Activity) -> ActivityWords:
    answer = DROP if said.dropped else f"{REASON_MARK}{said.reason}"
    if said.rating is not None:
        answer = str(said.rating)
    return ActivityWords(statement=said.statement, answer=answer, why=said.dropped)


def _write(
    locked: Assessment,
    said: Sequence[case.Activity],
    known: dict[int, PatientActivity],
    columns: Sequence[dict[str, Any]],
    by: Member,
) -> None:
    own = {"clinic": locked.clinic, "episode": locked.episode}
    new = [one.number for one in said if one.number not in known]
    made = PatientActivity.objects.bulk_create(
        PatientActivity(**own, number=number, named_at=locked, by=by.user) for number in new
    )
    activities = known | {one.number: one for one in made}
    rows = ActivityAtVisit.objects.bulk_create(
        ActivityAtVisit(
            **own,
            assessment=locked,
            activity=activities[one.number],
            recorded_by=by.user,
            recorded_at=timezone.now(),
            **what,
        )
        for one, what in zip(said, columns, strict=True)
    )
    for row in rows:
        _note(row, new=row.activity.number in new, locked=locked, by=by)


def _note(row: ActivityAtVisit, *, new: bool, locked: Assessment, by: Member) -> None:
    audit.record(
        by=by,
        verb=Verb.ACTIVITY_NAMED if new else Verb.ACTIVITY_RATED,
        patient_id=locked.patient_id,
        instance=row.activity,
        version=None if new else row.version,
        detail={} if new else {"evaluation": str(locked.pk)},
    )
