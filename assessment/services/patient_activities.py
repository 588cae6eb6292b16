"""The patient's own activities: named, rated and taken back at an open visit.

What a visit says of an activity is one row of that visit. A rating of an earlier visit is never
taken over: a later one says its own or says why not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from assessment import kinds
from assessment.catalogue.patient_activities import ACTIVITY, MOST, NOT_RATED
from assessment.kinds.address import REASON_MARK
from assessment.kinds.base import Refused
from assessment.models import ActivityAtVisit, Assessment, PatientActivity
from assessment.selectors.patient_activities import (
    DROP,
    StandingActivity,
    standing_activities,
    standing_activity,
)
from assessment.services import texts
from assessment.services.errors import ChartRefused, FieldsRefused, RowGone, StaleRow
from assessment.services.participating import took_part
from assessment.services.recording import lock_open
from assessment.services.rows_at_visit import next_number, say
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once

LONGEST, LONGEST_WHY = 200, 300
REASONS = {f"{REASON_MARK}{one.value}": one.value for one in NOT_RATED}


@dataclass(frozen=True, kw_only=True)
class ActivityWords:
    """What is said of an activity, as typed.

    `answer` is the rating, 0 to 10, or `!` with the reason why there is none, or `DROP`, of which
    `why` says why.
    """

    statement: str
    answer: str
    why: str = ""


def name_activity(
    *, assessment: Assessment, words: ActivityWords, by: Member, key: str
) -> PatientActivity:
    """A new activity of the visit's episode; the same key names it once.

    Raises `FieldsRefused`, `ChartRefused` where there are as many as are rated, `ChartLocked`,
    `AccessRefused`, `KeyReused`, `UnusableKey`.
    """
    require(by, Permission.WRITE_CHART, assessment)

    def act() -> Answer:
        locked = lock_open(assessment.pk)
        # The episode is locked by this: what another visit names at the same time is seen below.
        number = next_number(PatientActivity, locked)
        # A visit charted late: what later ones named would stand beside it there.
        standing = standing_activities(locked, and_later=True)
        columns = activity_columns(words, [one.said.statement for one in standing])
        refuse_too_many(standing, adding=1)
        activity = PatientActivity(
            clinic=locked.clinic,
            episode=locked.episode,
            number=number,
            named_at=locked,
            by=by.user,
        )
        activity.save(force_insert=True)
        say(ActivityAtVisit(activity=activity), locked, columns, by)
        took_part(locked, by)
        audit.record(
            by=by, verb=Verb.ACTIVITY_NAMED, patient_id=locked.patient_id, instance=activity
        )
        return {"id": str(activity.pk)}

    answer = once(
        by=by,
        key=key,
        purpose="name_activity",
        digest=digest_of({"assessment": assessment.pk, **asdict(words)}),
        act=act,
    )
    return PatientActivity.objects.get(pk=answer["id"])


def rate_activity(
    *,
    assessment: Assessment,
    activity_id: UUID,
    words: ActivityWords,
    started_from: str,
    by: Member,
    key: str,
) -> None:
    """Says at this visit how the patient rates an activity; what earlier visits said of it stays.

    `started_from` is the token of what stood when the page was opened. Raises `StaleRow` when
    something else stands now, `RowGone` when it stands no longer, and what `name_activity` raises.
    """
    require(by, Permission.WRITE_CHART, assessment)

    def act() -> Answer:
        locked = lock_open(assessment.pk)
        stands = _seen(locked, activity_id, started_from)
        standing = standing_activities(locked)
        others = [one for one in standing if one.activity.pk != activity_id]
        columns = activity_columns(words, [one.said.statement for one in others])
        if stands.dropped and not columns["dropped"]:
            refuse_too_many(others, adding=1)
        row = stands.said if stands.here else ActivityAtVisit(activity=stands.activity)
        if stands.here:
            row.version += 1
        say(row, locked, columns, by)
        took_part(locked, by)
        audit.record(
            by=by,
            verb=Verb.ACTIVITY_RATED,
            patient_id=locked.patient_id,
            instance=stands.activity,
            version=row.version,
            detail={"evaluation": str(locked.pk)},
        )
        return {"version": row.version}

    content = {
        "assessment": assessment.pk,
        "activity": activity_id,
        "started_from": started_from,
        **asdict(words),
    }
    once(by=by, key=key, purpose="rate_activity", digest=digest_of(content), act=act)


def take_back_activity(
    *, assessment: Assessment, activity_id: UUID, started_from: str, by: Member, key: str
) -> None:
    """Takes back what this visit says of an activity, as it was seen.

    One that was named at this visit is gone then; any other waits to be rated again. Raises
    `StaleRow` when something else stands now.
    """
    require(by, Permission.WRITE_CHART, assessment)

    def act() -> Answer:
        locked = lock_open(assessment.pk)
        stands = standing_activity(locked, activity_id)
        if stands is not None and stands.here:
            _seen(locked, activity_id, started_from)
            stands.said.delete()
            took_part(locked, by)
            audit.record(
                by=by,
                verb=Verb.ACTIVITY_TAKEN_BACK,
                patient_id=locked.patient_id,
                instance=stands.activity,
                detail={"evaluation": str(locked.pk)},
            )
        return {}

    content = {"assessment": assessment.pk, "activity": activity_id, "started_from": started_from}
    once(by=by, key=key, purpose="take_back_activity", digest=digest_of(content), act=act)


def _seen(locked: Assessment, activity_id: UUID, started_from: str) -> StandingActivity:
    stands = standing_activity(locked, activity_id)
    if stands is None:
        raise RowGone(_("Somebody took this activity back since you opened it."))
    if stands.token != started_from:
        raise StaleRow(
            _("%(who)s changed this activity since you opened it. Check it and save again.")
            % {"who": stands.said.recorded_by.full_name}
        )
    return stands


def refuse_too_many(standing: Sequence[StandingActivity], *, adding: int) -> None:
    """Raises `ChartRefused` where more activities than the scale takes would be rated."""
    if sum(not one.dropped for one in standing) + adding > MOST:
        raise ChartRefused(
            _("At most %(most)s activities are rated. Drop one of them first, with the reason.")
            % {"most": MOST}
        )


def activity_columns(words: ActivityWords, others: Sequence[str]) -> dict[str, Any]:
    """The words as they are stored; raises `FieldsRefused` with what is wrong of each.

    `others` are the words of the other activities: two that are called alike cannot be told apart.
    """
    errors: dict[str, str] = {}
    statement = texts.gathered(
        texts.line, words.statement, most=LONGEST, errors=errors, field="statement"
    )
    if not statement and "statement" not in errors:
        errors["statement"] = _("Write what the patient finds hard to do.")
    if statement.casefold() in {one.casefold() for one in others}:
        errors["statement"] = _("This activity is in the list already. Rate that one.")
    why = texts.gathered(texts.line, words.why, most=LONGEST_WHY, errors=errors, field="why")
    dropped = words.answer == DROP
    if dropped and not why and "why" not in errors:
        errors["why"] = _("Say why the activity is rated no longer.")
    if why and not dropped:
        errors["why"] = _("Only an activity that is rated no longer has this. Leave it blank.")
    reason = REASONS.get(words.answer, "")
    rating = None if dropped or reason else _rating(errors, words.answer)
    if errors:
        raise FieldsRefused(errors)
    return {
        "statement": statement,
        "rating": rating,
        "reason": reason,
        "dropped": why if dropped else "",
    }


def _rating(errors: dict[str, str], typed: str) -> int | None:
    """A whole number from 0 to 10, as the kind of a rating reads it."""
    if not typed.strip():
        errors["answer"] = _("Choose the patient's rating, 0 to 10, or why there is none.")
        return None
    try:
        number = kinds.of(ACTIVITY.kind).parse(ACTIVITY, typed, decimal_separator=".").number
    except Refused as refusal:
        errors["answer"] = str(refusal)
        return None
    return None if number is None else int(number)
