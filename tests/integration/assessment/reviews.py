"""Colleagues who review, and signed evaluations for them, in few words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.models import (
    Amendment,
    Assessment,
    Review,
    ReviewOutcome,
    ReviewRequest,
    SignedVersion,
    State,
    VisitKind,
)
from assessment.selectors.review_queue import ReviewQueue, Show, review_queue, waiting_count
from assessment.selectors.signing import review as signing_review
from assessment.services import signing
from assessment.services.reviewing import ReviewWords, add_review, ask_for_review
from clinics import access
from clinics.access import Member, Role
from clinics.models import Clinic
from clinics.receipts import new_key
from clinics.services import staff
from patients.dates import today_at
from patients.models import EpisodeOfCare, Patient
from patients.services import assign_reviewer
from tests.integration.assessment.charting import save, sign, start

FIRST, AGAIN = date(2026, 3, 3), date(2026, 3, 24)
PASSWORD = "slow tide over stones 71"
BELT = {"knee_extension_force.setup.fixation": "belt"}
# From the first to the second the left side loses far more than the published error.
STRONG = {"knee_extension_force.right": "402 N", "knee_extension_force.left": "310 N"} | BELT
WEAKER = STRONG | {"knee_extension_force.left": "120 N"}
STRONGER = STRONG | {"knee_extension_force.left": "600 N"}
OTHER_GAUGE = WEAKER | {"knee_extension_force.setup.fixation": "in_line"}


def second_therapist(clinic: Clinic, name: str = "Nora Bell") -> Member:
    """Another therapist of the clinic, who signs with `PASSWORD`."""
    user = staff.create_account(
        email=f"{name.replace(' ', '.').lower()}@{clinic.slug}.example",
        full_name=name,
        credentials="PT, OCS",
        password=PASSWORD,
    )
    staff.add_member(clinic=clinic, user=user, roles=[Role.THERAPIST])
    found = access.member_of(user, clinic.slug)
    assert found is not None
    return found


def today(member: Member) -> Member:
    """The same person in the clinic as it is set now."""
    found = access.member_of(member.user, member.clinic.slug)
    assert found is not None
    return found


def with_rule(member: Member, rule: str) -> Member:
    """The clinic has this rule for what colleagues review; the person in it."""
    Clinic.objects.filter(pk=member.clinic.pk).update(review_rule=rule)
    return today(member)


def assigned(reviewer: Member, patient: Patient, admin: Member) -> None:
    assign_reviewer(
        by=admin,
        key=new_key(),
        patient=patient,
        reviewer=reviewer.user,
        until=today_at(reviewer.clinic) + timedelta(days=30),
        purpose="Second opinion",
    )


def signed_visit(
    by: Member,
    episode: EpisodeOfCare,
    on: date,
    force: Mapping[str, str],
    *,
    kind: VisitKind = VisitKind.REASSESSMENT,
) -> Assessment:
    visit = start(by, episode, on, kind=kind)
    save(visit, "strength", force, by=by)
    sign(visit, by=by)
    visit.refresh_from_db()
    return visit


def two_visits(
    by: Member, episode: EpisodeOfCare, now: Mapping[str, str] = WEAKER
) -> tuple[Assessment, Assessment]:
    """A signed initial evaluation and a signed reassessment."""
    first = signed_visit(by, episode, FIRST, STRONG, kind=VisitKind.INITIAL)
    return first, signed_visit(by, episode, AGAIN, now)


def amending(visit: Assessment, by: Member) -> None:
    """The next version of the visit is being written."""
    Amendment.objects.create(
        clinic=visit.clinic,
        assessment=visit,
        number=visit.version_number + 1,
        by=by.user,
        reason="A digit was wrong",
    )
    Assessment.objects.filter(pk=visit.pk).update(state=State.AMENDING, amender=by.user)
    visit.refresh_from_db()


def signed_again(visit: Assessment, by: Member) -> None:
    """The visit is amended by its author and signed: its next version."""
    amending(visit, by)
    sign(visit, by=by)
    visit.refresh_from_db()


def cosigned(visit: Assessment, *, by: Member, password: str = PASSWORD) -> SignedVersion:
    """A submission is co-signed by this therapist."""
    visit.refresh_from_db()
    return signing.cosign(
        assessment=visit, digest_seen=signing_review(visit).digest, password=password, by=by
    )


def asked(visit: Assessment, reviewer: Member, by: Member, note: str = "") -> ReviewRequest:
    return ask_for_review(assessment=visit, reviewer=reviewer.user, note=note, by=by, key=new_key())


def reviewed(
    visit: Assessment,
    by: Member,
    outcome: ReviewOutcome = ReviewOutcome.REVIEWED,
    comment: str = "",
    *,
    key: str = "",
    version: int = 0,
) -> Review:
    words = ReviewWords(version=version or visit.version_number, outcome=outcome, comment=comment)
    return add_review(assessment=visit, words=words, by=by, key=key or new_key())


def queue_of(member: Member, show: Show = Show.ALL, **given: Any) -> ReviewQueue:
    return review_queue(member, on=today_at(member.clinic), show=show, **given)


def waiting_for(member: Member, show: Show = Show.ALL) -> list[Assessment]:
    return [one.assessment for one in queue_of(member, show).rows.object_list]


def count_of(member: Member) -> int:
    """What the desk says."""
    return waiting_count(member, on=today_at(member.clinic))


@contextmanager
def statements() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as queries:
        yield queries
