"""The patient's own activities through the services, in few words."""

from __future__ import annotations

from assessment.models import ActivityAtVisit, Assessment, PatientActivity
from assessment.selectors.patient_activities import StandingActivity, standing_activities
from assessment.services.patient_activities import (
    ActivityWords,
    name_activity,
    rate_activity,
    take_back_activity,
)
from clinics.access import Member
from clinics.receipts import new_key
from tests.integration.assessment.pages import page_of

STAIRS, KNEEL, RUN = "Walk down stairs", "Kneel at work", "Run for the bus"


def named(visit: Assessment, by: Member, ratings: dict[str, str]) -> list[PatientActivity]:
    """Names activities, each with its rating or the mark of why there is none."""
    return [
        name_activity(
            assessment=visit,
            words=ActivityWords(statement=statement, answer=answer),
            by=by,
            key=new_key(),
        )
        for statement, answer in ratings.items()
    ]


def standing(visit: Assessment, number: int) -> StandingActivity:
    return next(one for one in standing_activities(visit) if one.activity.number == number)


def rate(visit: Assessment, by: Member, ratings: dict[int, str], **said: str) -> None:
    """Rates activities by their numbers; `statement` and `why` where they are said."""
    for number, answer in ratings.items():
        stands = standing(visit, number)
        words = {"statement": stands.said.statement, "answer": answer, **said}
        rate_activity(
            assessment=visit,
            activity_id=stands.activity.pk,
            words=ActivityWords(**words),
            started_from=stands.token,
            by=by,
            key=new_key(),
        )


def take_back(visit: Assessment, by: Member, number: int) -> None:
    stands = standing(visit, number)
    take_back_activity(
        assessment=visit,
        activity_id=stands.activity.pk,
        started_from=stands.token,
        by=by,
        key=new_key(),
    )


def page_about(visit: Assessment, name: str, activity: PatientActivity) -> str:
    return page_of(visit, name, activity_id=str(activity.pk))


def said(visit: Assessment) -> list[tuple[str, int | None, str, str]]:
    found = ActivityAtVisit.objects.filter(assessment=visit).order_by("activity__number")
    return [(one.statement, one.rating, one.reason, one.dropped) for one in found]
