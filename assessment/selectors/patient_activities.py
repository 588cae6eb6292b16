"""The patient's own activities as they stand at a visit: for its page, and as Items of its Record.

An activity stands with the words of the last visit that is not later than the one looked at; its
rating is that of the visit itself and of no other. One that was dropped before stands no longer,
and can be taken up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from assessment.catalogue.patient_activities import (
    ACTIVITY,
    DROPPED,
    GROUP,
    NOT_RATED,
    SCORE,
    SECTION,
    WANTED,
    activity_code,
)
from assessment.catalogue.types import Kind, Measure, NotTested, Side
from assessment.catalogue.units import plain, shown
from assessment.clinical.patient_activities import Activity, score
from assessment.earlier import Before, EarlierVisits, ends
from assessment.kinds.address import REASON_MARK
from assessment.models import TAKES_NO_PART, ActivityAtVisit, Assessment, PatientActivity
from assessment.record import Item

DROP = f"{REASON_MARK}{DROPPED}"
"""How it is answered that an activity is rated no longer, as a reason for no rating is."""


@dataclass(frozen=True)
class StandingActivity:
    """An activity as it stands at a visit, and what was said last; `here` where that visit did."""

    activity: PatientActivity
    said: ActivityAtVisit
    here: bool

    @property
    def named_here(self) -> bool:
        """Whether the patient named it at the visit looked at."""
        return self.here and self.activity.named_at_id == self.said.assessment_id

    @property
    def dropped(self) -> bool:
        """Whether it is rated no longer."""
        return bool(self.said.dropped)

    @property
    def open(self) -> bool:
        """Whether it waits to be rated at this visit."""
        return not self.here and not self.dropped

    @property
    def token(self) -> str:
        """What an edit starts from: another one stands as soon as anybody says anything of it."""
        return f"{self.said.pk}.{self.said.version}"


def standing_activities(
    assessment: Assessment, *, and_later: bool = False
) -> list[StandingActivity]:
    """The episode's activities as they stand at this visit, by number. One statement.

    With `and_later` also what later visits made of them, and what they named.
    """
    rows = (
        ActivityAtVisit.objects.filter(episode=assessment.episode_id)
        .exclude(Q(assessment__state__in=TAKES_NO_PART) & ~Q(assessment=assessment.pk))
        .select_related("activity__named_at__author", "activity__by", "assessment", "recorded_by")
    )
    here = (assessment.visit_at, assessment.visit_order)
    standing: dict[UUID, ActivityAtVisit] = {}
    for row in sorted(rows, key=lambda row: _place(row, assessment)):
        if and_later or row.assessment_id == assessment.pk or _place(row, assessment)[1:] < here:
            standing[row.activity_id] = row
    return sorted(
        (
            StandingActivity(
                activity=row.activity, said=row, here=row.assessment_id == assessment.pk
            )
            for row in standing.values()
        ),
        key=lambda one: one.activity.number,
    )


def standing_activity(assessment: Assessment, activity_id: UUID) -> StandingActivity | None:
    """One of them; none for one of another episode, or one that is not known at this visit."""
    return next(
        (one for one in standing_activities(assessment) if one.activity.pk == activity_id), None
    )


def next_to_rate(assessment: Assessment) -> StandingActivity | None:
    """The first activity that waits to be rated at this visit."""
    return next((one for one in standing_activities(assessment) if one.open), None)


def _place(row: ActivityAtVisit, assessment: Assessment) -> tuple[bool, object, int]:
    """Where the visit lies in time; the one looked at comes last."""
    visit = row.assessment
    return row.assessment_id == assessment.pk, visit.visit_at, visit.visit_order


def rating_words(said: ActivityAtVisit) -> str:
    """What a visit said of an activity: "4/10", "not rated: no time", "rated no longer: why"."""
    if said.dropped:
        return f"rated no longer: {said.dropped}"
    if said.rating is None:
        reason = NotTested(said.reason)
        return f"not rated: {NOT_RATED.get(reason, reason.value.replace('_', ' '))}"
    return rating_text(said.rating)


def rating_text(rating: int) -> str:
    """A rating as a reader sees it."""
    if ACTIVITY.unit is None:
        raise ValueError("an activity is rated in a unit")
    return shown(Decimal(rating), ACTIVITY.unit)


def as_typed(one: StandingActivity) -> dict[str, str]:
    """What the visit said of an activity, by the names under which it is typed.

    Of an earlier visit the words alone: its rating stands in no field.
    """
    if not one.here:
        return {"statement": one.said.statement, "answer": "", "why": ""}
    return {"statement": one.said.statement, "answer": answer_of(one.said), "why": one.said.dropped}


def answer_of(said: ActivityAtVisit) -> str:
    """The rating as it is chosen, or the mark of why there is none."""
    if said.rating is not None:
        return str(said.rating)
    return DROP if said.dropped else f"{REASON_MARK}{said.reason}"


def activity_items(assessment: Assessment) -> list[Item]:
    """One Item an activity that stands, under its number, then the score.

    An activity that this visit has not rated says nothing, and is listed as not answered.
    """
    standing = [one for one in standing_activities(assessment) if one.here or not one.dropped]
    items = [_item(one) for one in standing]
    if any(one.here for one in standing):
        items.append(_score(standing, assessment.clinic.decimal_separator))
    return items


def _item(one: StandingActivity) -> Item:
    rating = one.said.rating if one.here else None
    about = _about(ACTIVITY)
    if rating is None:
        # A unit without a number would be read as an answer.
        about |= {"unit": "", "unit_label": ""}
    return Item(
        **about,
        code=activity_code(one.activity.number),
        label=f"{ACTIVITY.label} {one.activity.number}: {one.said.statement}",
        text=rating_words(one.said) if one.here else "",
        value=None if rating is None else str(rating),
        entered="" if rating is None else str(rating),
        reason=(DROPPED if one.dropped else one.said.reason) if one.here else "",
        trend=rating is not None,
        facts=tuple((name, text) for name, text in _facts(one) if text),
    )


def _facts(one: StandingActivity) -> tuple[tuple[str, str], ...]:
    return (
        ("id", str(one.activity.pk)),
        *(facts_said(one.said) if one.here else (("activity", one.said.statement),)),
        ("named_on", one.activity.named_at.visit_date.isoformat()),
        ("named_to", named_to(one.activity)),
    )


def facts_said(said: ActivityAtVisit) -> tuple[tuple[str, str], ...]:
    """What one visit says of an activity, column by column; empty texts among it."""
    return (
        ("activity", said.statement),
        ("rating", "" if said.rating is None else str(said.rating)),
        ("reason", said.reason),
        ("dropped", said.dropped),
    )


def named_to(activity: PatientActivity) -> str:
    """Who wrote it down; of one that an import brought nobody here did."""
    visit = activity.named_at
    return visit.author_words if visit.attested else activity.by.full_name


def _score(standing: Sequence[StandingActivity], separator: str) -> Item:
    found = score(
        [_activity(one) for one in standing if not one.dropped],
        SCORE,
        ACTIVITY,
        wanted=WANTED,
        decimal_separator=separator,
    )
    result = found.result
    return Item(
        **_about(SCORE),
        code=SCORE.code,
        label=SCORE.label,
        text=result.text,
        value=None if result.value is None else plain(result.value),
        reason="" if result.reason is None else result.reason.value,
        derived=True,
        formula=result.formula,
        inputs=result.inputs,
        parts=found.parts,
        remarks=found.remarks,
        trend=result.value is not None,
    )


def _activity(one: StandingActivity) -> Activity:
    rating = one.said.rating if one.here else None
    return Activity(
        number=one.activity.number,
        statement=one.said.statement,
        rating=None if rating is None else Decimal(rating),
    )


def _about(measure: Measure) -> dict[str, Any]:
    return {
        "section": SECTION,
        "side": Side.NONE.value,
        "kind": Kind.QUANTITY.value,
        "group": GROUP,
        "unit": measure.unit.ucum if measure.unit else "",
        "unit_label": measure.unit.label if measure.unit else "",
        "better": measure.better.value,
        "true_zero": measure.true_zero,
        "key_result": measure.key_result,
        "sources": tuple(source.citation for source in measure.sources),
    }


def rated_before(number: int, earlier: EarlierVisits) -> tuple[Before, ...]:
    """Its first and its last rating of the signed visits before, by the number that it keeps."""
    return ends(earlier.measured((activity_code(number), Side.NONE.value, "")))
