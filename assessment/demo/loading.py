"""Loading the demo: clinics, staff, patients and their courses, as their people would enter them.

Nothing is written past the services, so that every signature verifies and the audit trail tells who
did what. The database's locks hold while it loads.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from assessment.demo.course import Course, End, Visit
from assessment.demo.courses import COURSES
from assessment.demo.dates import Days
from assessment.demo.entering import enter
from assessment.demo.following_up import choose, remind
from assessment.demo.judging import judge
from assessment.demo.limiting import limit
from assessment.demo.screening import answer_alerts
from assessment.models import Assessment
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.visits import VisitDetails, start_visit
from clinics.access import Member
from clinics.demo import FILE, make_demo_clinics
from clinics.receipts import new_key
from clinics.roles import Role
from patients.dates import today_at
from patients.models import EpisodeOfCare, Patient
from patients.services import (
    LikelyDuplicates,
    ProcedureEntry,
    add_contact,
    assign_reviewer,
    close_episode,
    open_episode,
    register,
)

REVIEWER_STAYS = timedelta(weeks=12)


class AlreadyThere(Exception):
    """A clinic or an account of the demo exists; `str()` says which."""


@dataclass(frozen=True)
class Loaded:
    """How much was loaded."""

    clinics: int
    patients: int
    visits: int


@dataclass(frozen=True)
class _Staff:
    """The people of one clinic by role, and the passwords with which they sign."""

    members: dict[Role, Member]
    passwords: dict[str, str]

    def password(self, member: Member) -> str:
        return self.passwords[member.user.email]


@transaction.atomic
def load_demo() -> Loaded:
    """Loads everything or nothing. Raises `AlreadyThere`, and `CourseFault` for faulty data."""
    try:
        made = make_demo_clinics()
    except ValidationError as refused:
        raise AlreadyThere(" ".join(refused.messages)) from refused
    passwords = {
        account["email"]: account["password"]
        for account in json.loads(FILE.read_text(encoding="utf-8"))
    }
    for course in COURSES:
        members = {
            role: member for (slug, role), member in made.members.items() if slug == course.clinic
        }
        days = Days(today_at(made.clinics[course.clinic]))
        _chart(course, _Staff(members, passwords), days)
    return Loaded(
        clinics=len(made.clinics),
        patients=len({(one.clinic, one.person.number) for one in COURSES}),
        visits=sum(len(course.visits) for course in COURSES),
    )


def _chart(course: Course, staff: _Staff, days: Days) -> None:
    patient = _registered(course, staff, days)
    episode = _opened(course, patient, staff, days)
    limit(episode, course.limits, days=days, by=staff.members[Role.THERAPIST])
    for visit in course.visits:
        author = staff.members[visit.by]
        assessment = start_visit(
            episode=episode,
            details=VisitDetails(
                kind=visit.kind,
                on=days.weeks_ago(visit.weeks_ago),
                at=visit.at,
                involved_side=course.side,
                dominant_leg=course.dominant,
                late_reason=visit.late_reason,
            ),
            by=author,
            key=new_key(),
        )
        enter(assessment, visit, days=days, by=author)
        answer_alerts(assessment, visit, by=author)
        judge(assessment, visit, course, by=author)
        _finish(assessment, visit, author, staff)
    remind(episode, course.reminders, days=days, by=staff.members[Role.FRONT_DESK])
    if course.closed_weeks_ago is not None:
        close_episode(
            by=staff.members[Role.THERAPIST],
            key=new_key(),
            episode=episode,
            version=episode.version,
            closed_on=days.weeks_ago(course.closed_weeks_ago),
        )


def _registered(course: Course, staff: _Staff, days: Days) -> Patient:
    desk, person = staff.members[Role.FRONT_DESK], course.person
    known = Patient.objects.of_clinic(desk.clinic).filter(number=person.number).first()
    if known is not None:
        return known
    values = {
        "number": person.number,
        "family_name": person.family_name,
        "given_name": person.given_name,
        "birth_date": days.birth_date(person),
        "sex": person.sex,
        "phone": person.phone,
    }
    try:
        patient = register(by=desk, key=new_key(), values=values)
    except LikelyDuplicates as likely:
        if not person.although:
            raise
        seen = frozenset(one.patient.pk for one in likely.found)
        patient = register(by=desk, key=new_key(), values=values, seen=seen, reason=person.although)
    for contact in person.contacts:
        add_contact(by=desk, key=new_key(), patient=patient, values=contact)
    if course.reviewed_for:
        assign_reviewer(
            by=staff.members[Role.ADMIN],
            key=new_key(),
            patient=patient,
            reviewer=staff.members[Role.REVIEWER].user,
            until=days.today + REVIEWER_STAYS,
            purpose=course.reviewed_for,
        )
    return patient


def _opened(course: Course, patient: Patient, staff: _Staff, days: Days) -> EpisodeOfCare:
    onset = course.onset_weeks_ago
    return open_episode(
        by=staff.members[Role.THERAPIST],
        key=new_key(),
        patient=patient,
        values={
            "kind": course.kind,
            "problem": course.problem,
            "side": course.side,
            "onset_date": None if onset is None else days.weeks_ago(onset),
            "opened_on": days.weeks_ago(course.opened_weeks_ago),
            "precautions": course.precautions,
        },
        procedures=[
            ProcedureEntry(
                row=row,
                values={
                    "name": one.name,
                    "side": one.side,
                    "date": days.weeks_ago(one.weeks_ago),
                    "surgeon": one.surgeon,
                    "detail": one.detail,
                    "kind": one.kind.value,
                    **one.more,
                },
            )
            for row, one in enumerate(course.operations)
        ],
    )


def _finish(assessment: Assessment, visit: Visit, author: Member, staff: _Staff) -> None:
    """Brings an evaluation to its end; raises what the services refuse."""
    if visit.end is End.DRAFT:
        return
    therapist = staff.members[Role.THERAPIST]
    if visit.reasons:
        signing.give_reasons(assessment=assessment, reasons=dict(visit.reasons), by=author)
    choose(assessment, visit.next_review, by=author)
    act = signing.sign if visit.end in (End.SIGNED, End.VOID) else signing.submit
    act(
        assessment=assessment,
        digest_seen=review(assessment).digest,
        password=staff.password(author),
        by=author,
        name_checked=True,
    )
    if visit.end is End.COSIGNED:
        signing.cosign(
            assessment=assessment,
            digest_seen=review(assessment).digest,
            password=staff.password(therapist),
            by=therapist,
            name_checked=True,
        )
    elif visit.end is End.RETURNED:
        signing.return_for_correction(assessment=assessment, comment=visit.said, by=therapist)
    elif visit.end is End.VOID:
        signing.void(assessment=assessment, reason=visit.said, by=therapist)
    if visit.addendum:
        signing.add_addendum(
            assessment=assessment, text=visit.addendum, by=therapist, key=new_key()
        )
