"""Letting a reviewer read a patient for a purpose, until a date."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from clinics.access import Member, Permission, require
from clinics.audit import Verb, record
from clinics.models import User
from clinics.receipts import Answer, digest_of, once
from patients.dates import today_at
from patients.editing import cleaned
from patients.models import Patient, ReviewerAssignment
from patients.rules import assignment_rules, check
from patients.selectors import reviewers_in
from patients.services.rows import hold_in_use


def assign_reviewer(
    *, by: Member, key: str, patient: Patient, reviewer: User, until: date, purpose: str
) -> ReviewerAssignment:
    """Let `reviewer` read the patient up to and including the day `until`."""
    require(by, Permission.MANAGE_STAFF, patient)
    entered = cleaned(ReviewerAssignment, {"until": until, "purpose": purpose})
    check(lambda: assignment_rules(entered["until"], today_at(by.clinic)))

    def act() -> Answer:
        hold_in_use(patient)
        if reviewer not in reviewers_in(by):
            raise ValidationError(
                {"reviewer": [_("This person is no reviewer of the clinic any more.")]}
            )
        assignment = ReviewerAssignment.objects.create(
            clinic=by.clinic, patient=patient, reviewer=reviewer, assigned_by=by.user, **entered
        )
        record(
            by=by,
            verb=Verb.REVIEWER_ASSIGNED,
            instance=assignment,
            detail={"reviewer": str(reviewer.pk), "until": entered["until"].isoformat()},
        )
        return {"assignment": str(assignment.pk)}

    answer = once(
        by=by,
        key=key,
        purpose="reviewer.assign",
        digest=digest_of({"patient": patient.pk, "reviewer": reviewer.pk, **entered}),
        act=act,
    )
    assignment: ReviewerAssignment = ReviewerAssignment.objects.of_clinic(by.clinic).get(
        pk=answer["assignment"]
    )
    return assignment


def end_assignment(*, by: Member, key: str, assignment: ReviewerAssignment) -> None:
    """End a reviewer's access at once; ending it again changes nothing."""
    require(by, Permission.MANAGE_STAFF, assignment)

    def act() -> Answer:
        current = ReviewerAssignment.objects.of_clinic(by.clinic).filter(
            pk=assignment.pk, ended_at=None
        )
        if current.update(ended_at=timezone.now()):
            record(
                by=by,
                verb=Verb.REVIEWER_WITHDRAWN,
                instance=assignment,
                detail={"reviewer": str(assignment.reviewer_id)},
            )
        return {}

    once(
        by=by,
        key=key,
        purpose="reviewer.end",
        digest=digest_of({"assignment": assignment.pk}),
        act=act,
    )
