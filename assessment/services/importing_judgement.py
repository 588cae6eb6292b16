"""What an imported visit makes of its findings: diagnoses, goals, the next review.

Each is checked as its own page checks it. The rows of a visit are written together; a goal is known
by its number, and the first visit that names it sets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.cases import case
from assessment.cases.problems import CaseRefused, Problem, below, printable
from assessment.cases.targets import Target
from assessment.models import Assessment, Diagnosis, Goal, GoalAtVisit, ReviewKind
from assessment.selectors.cases import first_visit_on
from assessment.selectors.goals import goal_measure, standing_goals
from assessment.services.diagnoses import DiagnosisWords, diagnosis_columns
from assessment.services.errors import FieldsRefused
from assessment.services.goals import MOST, GoalWords, UnusualTarget, goal_columns
from assessment.services.planning import ReviewChoice, ReviewRefused, choose_next_review
from assessment.services.recording import lock_open
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import new_key

REVIEW_FIELDS = {"due_on": "date", "reason": "none", "kind": "kept"}

Columns = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An unusual value that was taken as the source has it; `question` is what a form would ask."""

    path: str
    question: str


def enter_judgement(
    *, assessment: Assessment, visit: case.Visit, targets: Sequence[Target], by: Member
) -> tuple[Kept, ...]:
    """Enters a visit's diagnoses, goals and next review; `targets` are those of its goals.

    Returns the unusual targets that were kept. Raises `CaseRefused` with everything that is wrong.
    """
    require(by, Permission.WRITE_JUDGEMENT, assessment)
    problems: list[Problem] = []
    kept: list[Kept] = []
    with transaction.atomic():
        locked = lock_open(assessment.pk)
        if visit.diagnoses:
            _enter_diagnoses(locked, visit.diagnoses, by, problems)
        if visit.goals:
            _Goals(locked, by, problems, kept).enter(visit.goals, targets)
        if visit.next_review is not None:
            _choose_review(locked, visit.next_review, by, problems)
        if problems:
            raise CaseRefused(problems)
    return tuple(kept)


def _by_path(refusal: FieldsRefused, path: str) -> list[Problem]:
    """What a service refuses by field, by path: the names of a file are those of its fields."""
    return [Problem(below(path, name), said) for name, said in refusal.errors.items()]


def _enter_diagnoses(
    locked: Assessment, said: Sequence[case.Diagnosis], by: Member, problems: list[Problem]
) -> None:
    rows = []
    for place, one in enumerate(said, start=1):
        words = DiagnosisWords(text=one.text, side=one.side, code=one.code, primary=one.primary)
        try:
            columns = diagnosis_columns(words)
        except FieldsRefused as refusal:
            problems += _by_path(refusal, one.path)
        else:
            rows.append(Diagnosis(**_own(locked, by), place=place, **columns))
    if problems:
        return
    Diagnosis.objects.bulk_create(rows)
    for row in rows:
        audit.record(by=by, verb=Verb.DIAGNOSIS_ADDED, patient_id=locked.patient_id, instance=row)


def _own(locked: Assessment, by: Member) -> Columns:
    return {
        "clinic": locked.clinic,
        "assessment": locked,
        "recorded_by": by.user,
        "recorded_at": timezone.now(),
    }


class _Goals:
    """The goals of one visit, beside those that stand there already."""

    def __init__(
        self, locked: Assessment, by: Member, problems: list[Problem], kept: list[Kept]
    ) -> None:
        self.locked = locked
        self.by = by
        self.problems = problems
        self.kept = kept
        self.standing = {one.goal.number: one for one in standing_goals(locked)}
        # The visit that set a goal can be missing in a file: it lay somewhere in the episode.
        self.began_on = min(first_visit_on(locked), locked.episode.opened_on)

    def enter(self, said: Sequence[case.Goal], targets: Sequence[Target]) -> None:
        before = len(self.problems)
        new = [one for one in said if one.number not in self.standing]
        if len(self.standing) + len(new) > MOST:
            self.problems.append(
                Problem(new[-1].path, _("An episode has at most %(most)s goals.") % {"most": MOST})
            )
        columns = [self._columns(*pair) for pair in zip(said, targets, strict=True)]
        if len(self.problems) == before:
            self._write(said, new, [one for one in columns if one is not None])

    def _columns(self, said: case.Goal, target: Target) -> Columns | None:
        if said.measure and goal_measure(said.measure) is None:
            self.problems.append(
                Problem(
                    below(said.path, "measure"),
                    _(
                        "A goal cannot be tied to “%(code)s”: only to what is measured here by a "
                        "number or a grade."
                    )
                    % {"code": printable(said.measure)},
                )
            )
            return None
        words = GoalWords(
            statement=said.statement,
            measure=said.measure,
            side=said.side,
            target=target.typed(self.locked.clinic.decimal_separator),
            due=said.due if isinstance(said.due, date) else None,
            status=said.status,
            remark=said.remark,
        )
        stands = self.standing.get(said.number)
        columns = partial(
            goal_columns,
            clinic=self.locked.clinic,
            set_on=stands.goal.set_at.visit_date if stands else self.locked.visit_date,
            before=stands.said if stands else None,
            due_from=self.began_on,
        )
        try:
            return columns(words)
        except UnusualTarget as unusual:
            self.kept.append(Kept(path=below(said.path, "target"), question=str(unusual)))
            return columns(replace(words, keep=True))
        except FieldsRefused as refusal:
            self.problems += _by_path(refusal, said.path)
            return None

    def _write(
        self, said: Sequence[case.Goal], new: Sequence[case.Goal], columns: Sequence[Columns]
    ) -> None:
        locked = self.locked
        goals = {number: one.goal for number, one in self.standing.items()}
        own = {"clinic": locked.clinic, "episode": locked.episode}
        made = Goal.objects.bulk_create(
            Goal(**own, number=one.number, set_at=locked, by=self.by.user) for one in new
        )
        goals |= {one.number: one for one in made}
        rows = [
            GoalAtVisit(
                **_own(locked, self.by), episode=locked.episode, goal=goals[one.number], **what
            )
            for one, what in zip(said, columns, strict=True)
        ]
        GoalAtVisit.objects.bulk_create(rows)
        for row in rows:
            self._note(row)

    def _note(self, row: GoalAtVisit) -> None:
        new = row.goal.number not in self.standing
        audit.record(
            by=self.by,
            verb=Verb.GOAL_ADDED if new else Verb.GOAL_CHANGED,
            patient_id=self.locked.patient_id,
            instance=row.goal,
            version=None if new else row.version,
            detail={} if new else {"evaluation": str(self.locked.pk), "status": row.status},
        )


def _choose_review(
    locked: Assessment, said: case.NextReview, by: Member, problems: list[Problem]
) -> None:
    try:
        choose_next_review(assessment=locked, choice=_choice(said), version=0, by=by, key=new_key())
    except ReviewRefused as refusal:
        key = REVIEW_FIELDS.get(refusal.field, refusal.field)
        problems.append(Problem(below(said.path, key), str(refusal)))


def _choice(said: case.NextReview) -> ReviewChoice:
    if said.weeks is not None:
        return ReviewChoice(kind=ReviewKind.WEEKS, weeks=said.weeks)
    if said.visits is not None:
        return ReviewChoice(kind=ReviewKind.VISITS, visits=said.visits)
    if isinstance(said.day, date):
        return ReviewChoice(kind=ReviewKind.DATE, due_on=said.day)
    if said.kept:
        return ReviewChoice(kind=ReviewKind.KEPT)
    return ReviewChoice(kind=ReviewKind.NONE, reason=said.none)
