"""A clinic with as many patients as a test asks for, written past the services for speed.

The database's own rules hold: an evaluation starts as a draft and is signed by its version.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import connection

from assessment.models import (
    Assessment,
    FollowUpOutcome,
    Meaning,
    PlannedReview,
    SignedVersion,
    State,
)
from clinics.access import Member
from patients.models import EpisodeOfCare, Patient

VISITS = 3
EVERY_SO_OFTEN = timedelta(weeks=4)


def many_patients(by: Member, number: int, *, today: date) -> None:
    """So many patients more, each seen three times; the next reviews are due around today.

    Every fifth is booked, every seventh left with a message. PostgreSQL counts the rows afterwards,
    as it does by itself within a minute; it would else plan for the tables as an earlier test that
    was rolled back had left them.
    """
    clinic, user = by.clinic, by.user
    there = Patient.objects.filter(clinic=clinic).count()
    patients = Patient.objects.bulk_create(
        Patient(
            clinic=clinic,
            number=f"M{one:05}",
            family_name=f"Invented{one:05}",
            given_name="Patient",
            search_text="",
            name_key="",
            updated_by=user,
        )
        for one in range(there, there + number)
    )
    episodes = EpisodeOfCare.objects.bulk_create(
        EpisodeOfCare(
            clinic=clinic,
            patient=one,
            kind="pfp",
            problem="Pain in front of the knee",
            side="left",
            opened_on=today - timedelta(weeks=20),
            updated_by=user,
        )
        for one in patients
    )
    visits = Assessment.objects.bulk_create(
        _visit(one, by, today + timedelta(days=place % 28 - 14) - EVERY_SO_OFTEN * back)
        for place, one in enumerate(episodes)
        for back in range(VISITS, 0, -1)
    )
    versions = SignedVersion.objects.bulk_create(_version(one, by) for one in visits)
    plans = PlannedReview.objects.bulk_create(_plan(one, by) for one in versions)
    Assessment.objects.filter(pk__in=Assessment.objects.filter(state=State.DRAFT)).filter(
        episode__in=EpisodeOfCare.objects.filter(problem="Pain in front of the knee")
    ).update(state=State.SIGNED, version_number=1)
    last = [plan for place, plan in enumerate(plans) if place % VISITS == VISITS - 1]
    FollowUpOutcome.objects.bulk_create(
        FollowUpOutcome(
            clinic=clinic,
            assessment=plan.assessment,
            planned=plan,
            review=plan.review,
            outcome="booked" if place % 5 == 0 else "message_left",
            booked_for=today + timedelta(days=9) if place % 5 == 0 else None,
            by=user,
        )
        for place, plan in enumerate(last)
        if place % 5 == 0 or place % 7 == 0
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _visit(episode: EpisodeOfCare, by: Member, on: date) -> Assessment:
    return Assessment(
        clinic=by.clinic,
        patient=episode.patient,
        episode=episode,
        kind="reassessment",
        visit_at=datetime.combine(on, time(9), tzinfo=by.clinic.zone),
        visit_date=on,
        visit_zone=by.clinic.time_zone,
        involved_side="left",
        author=by.user,
    )


def _version(visit: Assessment, by: Member) -> SignedVersion:
    return SignedVersion(
        clinic=by.clinic,
        assessment=visit,
        number=1,
        payload="{}",
        schema="s",
        renderer="r",
        catalogue_version="c",
        app_version="a",
        sha256="0" * 64,
        mac="0" * 64,
        key_id="test",
        by=by.user,
        at=visit.visit_at,
        signer_name=by.user.full_name,
        meaning=Meaning.AUTHOR,
        zone=by.clinic.time_zone,
        offset_minutes=0,
        digest_seen="0" * 64,
    )


def _plan(version: SignedVersion, by: Member) -> PlannedReview:
    visit = version.assessment
    return PlannedReview(
        clinic=by.clinic,
        assessment=visit,
        counted_from=visit,
        version=version,
        kind="weeks",
        weeks=4,
        due_on=visit.visit_date + EVERY_SO_OFTEN,
        by=by.user,
        at=visit.visit_at,
    )
