"""Two at the same moment: a link is used once, and a clinic keeps an admin."""

from __future__ import annotations

import pytest

from clinics.access import AccessRefused, Member, member_of
from clinics.models import Clinic, Membership, OneTimeLink, User
from clinics.roles import Role
from clinics.services import links, staff
from clinics.services.clinics import create_clinic
from tests.database import DatabaseCopy, together

PASSWORD = "seven grey herons 88"


@pytest.fixture
def clinic(committed_db: DatabaseCopy) -> Clinic:
    return create_clinic(slug="race", name="Race", time_zone="Europe/London")


def works_at(clinic: Clinic, role: Role, name: str) -> Member:
    user = staff.create_account(email=f"{name}@race.example", full_name=name, password=PASSWORD)
    return staff.add_member(clinic=clinic, user=user, roles=[role])


def test_of_many_who_accept_one_invitation_at_once_one_does(clinic: Clinic) -> None:
    issued = links.invite(clinic=clinic, email="one@race.example", roles=[Role.STUDENT])

    def accept() -> User:
        return links.accept_invitation(
            token=issued.token,
            full_name="One Only",
            credentials="",
            licence="",
            password=PASSWORD,
        )

    results = together(*[accept] * 6)
    assert sum(isinstance(result, User) for result in results) == 1
    assert sum(isinstance(result, links.LinkRefused) for result in results) == 5
    assert User.objects.filter(email="one@race.example").count() == 1
    assert OneTimeLink.objects.get().used_at is not None


def test_two_admins_who_end_each_other_at_once_leave_one(clinic: Clinic) -> None:
    ada, ben = (works_at(clinic, Role.ADMIN, name) for name in ("ada", "ben"))
    results = together(
        lambda: staff.end_membership(by=ada, user=ben.user),
        lambda: staff.end_membership(by=ben, user=ada.user),
    )
    assert sum(isinstance(result, AccessRefused) for result in results) == 1
    still = [member for member in (ada, ben) if member_of(member.user, clinic.slug)]
    assert len(still) == 1
    assert Membership.objects.filter(clinic=clinic, active=True).count() == 1
