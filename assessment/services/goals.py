"""Goals of an episode: set, changed and taken back on the plan of an open visit.

What a visit says of a goal is one row of that visit. Nothing here judges whether a goal is met:
the therapist says so.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from assessment import kinds
from assessment.catalogue.types import Measure, Side
from assessment.kinds.base import Refused, Value
from assessment.models import Assessment, Goal, GoalAtVisit, GoalStatus
from assessment.selectors.goals import (
    StandingGoal,
    goal_measure,
    how_to_type,
    standing_goal,
    standing_goals,
)
from assessment.services import texts
from assessment.services.errors import ChartRefused, FieldsRefused, RowGone, StaleRow
from assessment.services.participating import took_part
from assessment.services.recording import lock_open
from assessment.services.rows_at_visit import next_number, say
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.models import Clinic
from clinics.receipts import Answer, digest_of, once
from patients.dates import written

MOST = 30
LONGEST, LONGEST_REMARK = 1000, 300
FARTHEST = timedelta(days=5 * 366)
SIDES = (Side.RIGHT.value, Side.LEFT.value)


@dataclass(frozen=True, kw_only=True)
class GoalWords:
    """What is said of a goal, as typed. `keep` answers a target beyond what is usual."""

    statement: str
    measure: str = ""
    side: str = Side.NONE.value
    target: str = ""
    due: date | None = None
    status: str = GoalStatus.OPEN.value
    remark: str = ""
    keep: bool = False


class UnusualTarget(FieldsRefused):
    """The target is beyond what is usual, and nobody has said yet that it is meant."""


def set_goal(*, assessment: Assessment, words: GoalWords, by: Member, key: str) -> Goal:
    """A new goal of the visit's episode; the same key sets it once.

    Raises `FieldsRefused`, `UnusualTarget`, `ChartLocked`, `AccessRefused`, `KeyReused`,
    `UnusableKey`.
    """
    require(by, Permission.WRITE_JUDGEMENT, assessment)

    def act() -> Answer:
        locked = lock_open(assessment.pk)
        columns = goal_columns(words, locked.clinic, locked.visit_date)
        if len(standing_goals(locked)) >= MOST:
            raise ChartRefused(_("There are %(most)s goals already.") % {"most": MOST})
        goal = Goal(
            clinic=locked.clinic,
            episode=locked.episode,
            number=next_number(Goal, locked),
            set_at=locked,
            by=by.user,
        )
        goal.save(force_insert=True)
        say(GoalAtVisit(goal=goal), locked, columns, by)
        took_part(locked, by)
        audit.record(by=by, verb=Verb.GOAL_ADDED, patient_id=locked.patient_id, instance=goal)
        return {"id": str(goal.pk)}

    answer = once(
        by=by,
        key=key,
        purpose="set_goal",
        digest=digest_of({"assessment": assessment.pk, **asdict(words)}),
        act=act,
    )
    return Goal.objects.get(pk=answer["id"])


def change_goal(
    *,
    assessment: Assessment,
    goal_id: UUID,
    words: GoalWords,
    started_from: str,
    by: Member,
    key: str,
) -> None:
    """Says at this visit what the goal is now; what earlier visits said of it stays.

    `started_from` is the token of what stood when the page was opened. Raises `StaleRow` when
    something else stands now, `RowGone` when the goal stands no longer, and what `set_goal` raises.
    """
    require(by, Permission.WRITE_JUDGEMENT, assessment)

    def act() -> Answer:
        locked = lock_open(assessment.pk)
        stands = _seen(locked, goal_id, started_from)
        set_on = stands.goal.set_at.visit_date
        columns = goal_columns(words, locked.clinic, set_on, before=stands.said)
        row = stands.said if stands.here else GoalAtVisit(goal=stands.goal)
        if stands.here:
            row.version += 1
        say(row, locked, columns, by)
        took_part(locked, by)
        audit.record(
            by=by,
            verb=Verb.GOAL_CHANGED,
            patient_id=locked.patient_id,
            instance=stands.goal,
            version=row.version,
            detail={"evaluation": str(locked.pk), "status": row.status},
        )
        return {"version": row.version}

    content = {
        "assessment": assessment.pk,
        "goal": goal_id,
        "started_from": started_from,
        **asdict(words),
    }
    once(by=by, key=key, purpose="change_goal", digest=digest_of(content), act=act)


def take_back_goal(
    *, assessment: Assessment, goal_id: UUID, started_from: str, by: Member, key: str
) -> None:
    """Takes back what this visit says of the goal, as it was seen.

    A goal that was set at this visit is gone then; any other stands as the visit before said.
    Raises `StaleRow` when something else stands now.
    """
    require(by, Permission.WRITE_JUDGEMENT, assessment)

    def act() -> Answer:
        locked = lock_open(assessment.pk)
        stands = standing_goal(locked, goal_id)
        if stands is not None and stands.here:
            _seen(locked, goal_id, started_from)
            stands.said.delete()
            took_part(locked, by)
            audit.record(
                by=by,
                verb=Verb.GOAL_TAKEN_BACK,
                patient_id=locked.patient_id,
                instance=stands.goal,
                detail={"evaluation": str(locked.pk)},
            )
        return {}

    content = {"assessment": assessment.pk, "goal": goal_id, "started_from": started_from}
    once(by=by, key=key, purpose="take_back_goal", digest=digest_of(content), act=act)


def _seen(locked: Assessment, goal_id: UUID, started_from: str) -> StandingGoal:
    stands = standing_goal(locked, goal_id)
    if stands is None:
        raise RowGone(_("Somebody took this goal back since you opened it."))
    if stands.token != started_from:
        raise StaleRow(
            _("%(who)s changed this goal since you opened it. Check it and save again.")
            % {"who": stands.said.recorded_by.full_name}
        )
    return stands


def goal_columns(
    words: GoalWords,
    clinic: Clinic,
    set_on: date,
    *,
    before: GoalAtVisit | None = None,
    due_from: date | None = None,
) -> dict[str, Any]:
    """The words as they are stored; raises `FieldsRefused` with what is wrong of each.

    A target that stood `before` was answered for then, and is not asked about again. No target
    date lies before the goal was set, or before `due_from` where that day may not be known.
    """
    errors: dict[str, str] = {}
    statement = texts.gathered(
        texts.prose, words.statement, most=LONGEST, errors=errors, field="statement"
    )
    if not statement and "statement" not in errors:
        errors["statement"] = _("Write what the patient wants to be able to do.")
    remark = texts.gathered(
        texts.line, words.remark, most=LONGEST_REMARK, errors=errors, field="remark"
    )
    if words.status not in GoalStatus.values:
        errors["status"] = _("Say whether the goal is open, met or dropped.")
    if words.status == GoalStatus.DROPPED and not remark and "remark" not in errors:
        errors["remark"] = _("Say why the goal was dropped.")
    measure = goal_measure(words.measure)
    target = _target(errors, words, measure, clinic.decimal_separator)
    side = _side(errors, words, measure)
    errors |= _due(words.due, set_on, due_from or set_on)
    if errors:
        raise FieldsRefused(errors)
    aim = {
        "measure": words.measure,
        "target_entered": str(target.entered) if target and target.entered is not None else "",
        "target_unit": target.unit if target else "",
        "target_choice": target.choice if target else "",
    }
    stood = before is not None and all(getattr(before, name) == aim[name] for name in aim)
    if target is not None and target.questions and not (words.keep or stood):
        raise UnusualTarget({"target": " ".join(target.questions)})
    return {
        **aim,
        "statement": statement,
        "side": side,
        "target_value": target.number if target else None,
        "due": words.due,
        "status": words.status,
        "remark": remark,
    }


def _target(
    errors: dict[str, str], words: GoalWords, measure: Measure | None, separator: str
) -> Value | None:
    """The target as its measure's kind reads it; a measure has one, and one has a measure."""
    if measure is None:
        if words.measure:
            errors["measure"] = _("This cannot be measured here. Choose one of the list.")
        elif words.target.strip():
            errors["measure"] = _("Choose what the target is measured by, or leave it out.")
        return None
    if not words.target.strip():
        errors["target"] = _("Type the target: %(how)s.") % {"how": how_to_type(measure)}
        return None
    try:
        return kinds.of(measure.kind).parse(measure, words.target, decimal_separator=separator)
    except Refused as refusal:
        errors["target"] = str(refusal)
        return None


def _side(errors: dict[str, str], words: GoalWords, measure: Measure | None) -> str:
    """The side of a sided measure; nothing else has one."""
    if measure is not None and measure.sided:
        if words.side not in SIDES:
            errors["side"] = _("Say which side the target is for.")
        return words.side
    if words.side != Side.NONE.value:
        errors["side"] = (
            _("This has no side: choose “No side”.")
            if measure
            else _("Choose what is measured on this side, or “No side”.")
        )
    return Side.NONE.value


def _due(due: date | None, set_on: date, due_from: date) -> dict[str, str]:
    if due is None:
        return {}
    if due < due_from:
        return {
            "due": _("This lies before the goal was set, %(day)s. Check the date.")
            % {"day": written(due_from)}
        }
    if due - set_on > FARTHEST:
        return {"due": _("This lies more than five years ahead. Check the year.")}
    return {}
