"""Which patients a reviewer sees, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from clinics.access import AccessRefused, Member, Permission, Role
from clinics.models import AuditEvent, Membership
from clinics.receipts import new_key
from clinics.services.staff import add_member
from clinics.verbs import Verb
from patients.dates import today_at
from patients.models import Contact, EpisodeOfCare, Patient, ReviewerAssignment
from patients.services import (
    assign_reviewer,
    end_assignment,
)
from tests.integration.patients.conftest import Joining


def visible(member: Member) -> list[Patient]:
    return list(Patient.objects.for_user(member, Permission.READ_PATIENTS))


def assigned(
    by: Member, reviewer: Member, patient: Patient, days: int = 7, **options: Any
) -> ReviewerAssignment:
    return assign_reviewer(
        by=by,
        key=new_key(),
        patient=patient,
        reviewer=reviewer.user,
        until=today_at(by.clinic) + timedelta(days=days),
        purpose="Second opinion",
        **options,
    )


def test_a_reviewer_sees_the_assigned_patients_up_to_and_including_the_day(
    admin: Member, reviewer: Member, beatriz: Patient, episode: EpisodeOfCare, gp: Contact
) -> None:
    assert visible(reviewer) == []
    assignment = assigned(admin, reviewer, beatriz, days=0)
    assert visible(reviewer) == [beatriz]
    assert list(EpisodeOfCare.objects.for_user(reviewer, Permission.READ_CHART)) == [episode]
    assert list(Contact.objects.for_user(reviewer, Permission.READ_PATIENTS)) == [gp]
    yesterday = today_at(admin.clinic) - timedelta(days=1)
    ReviewerAssignment.objects.filter(pk=assignment.pk).update(until=yesterday)
    assert visible(reviewer) == []
    assert list(EpisodeOfCare.objects.for_user(reviewer, Permission.READ_CHART)) == []
    assert list(Contact.objects.for_user(reviewer, Permission.READ_PATIENTS)) == []


def test_an_ended_assignment_ends_at_once(
    admin: Member, reviewer: Member, beatriz: Patient
) -> None:
    assignment = assigned(admin, reviewer, beatriz)
    end_assignment(by=admin, key=new_key(), assignment=assignment)
    assert visible(reviewer) == []
    end_assignment(by=admin, key=new_key(), assignment=assignment)
    assert AuditEvent.objects.filter(verb=Verb.REVIEWER_WITHDRAWN).count() == 1


def test_two_assignments_show_a_patient_once(
    admin: Member, reviewer: Member, beatriz: Patient
) -> None:
    assigned(admin, reviewer, beatriz)
    assigned(admin, reviewer, beatriz, days=30)
    assert visible(reviewer) == [beatriz]


def test_an_assignment_in_one_clinic_opens_nothing_in_another(
    admin: Member, reviewer: Member, stranger: Member, beatriz: Patient, joining: Joining
) -> None:
    assigned(admin, reviewer, beatriz)
    elsewhere = add_member(clinic=stranger.clinic, user=reviewer.user, roles=[Role.REVIEWER])
    assert visible(elsewhere) == []


@pytest.mark.parametrize("days", [-1, 367])
def test_an_assignment_ends_within_a_year(
    admin: Member, reviewer: Member, beatriz: Patient, days: int
) -> None:
    with pytest.raises(ValidationError) as error:
        assigned(admin, reviewer, beatriz, days=days)
    assert list(error.value.message_dict) == ["until"]


def test_who_is_no_reviewer_is_not_assigned(
    admin: Member, therapist: Member, reviewer: Member, beatriz: Patient
) -> None:
    with pytest.raises(ValidationError):
        assigned(admin, therapist, beatriz)
    Membership.objects.filter(user=reviewer.user).update(active=False)
    with pytest.raises(ValidationError):
        assigned(admin, reviewer, beatriz)


def test_only_an_admin_assigns_reviewers(
    therapist: Member, front_desk: Member, reviewer: Member, beatriz: Patient
) -> None:
    for other in (therapist, front_desk, reviewer):
        with pytest.raises(AccessRefused):
            assigned(other, reviewer, beatriz)
