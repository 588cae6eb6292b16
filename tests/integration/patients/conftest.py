"""Two clinics and the people at work in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from clinics.access import Member
from clinics.models import Clinic, User
from clinics.receipts import new_key
from clinics.roles import Role
from clinics.services.clinics import create_clinic
from clinics.services.staff import add_member
from patients.models import Contact, EpisodeOfCare, Patient
from patients.services import LikelyDuplicates, add_contact, open_episode, register

Registering = Callable[..., Patient]
Joining = Callable[..., Member]


@pytest.fixture
def riverside(db: None) -> Clinic:
    return create_clinic(slug="riverside", name="Riverside", time_zone="Europe/London")


@pytest.fixture
def nordhavn(db: None) -> Clinic:
    return create_clinic(slug="nordhavn", name="Nordhavn", time_zone="Europe/Copenhagen")


@pytest.fixture
def joining() -> Joining:
    """`joining(clinic, Role.ADMIN)` gives a new person at work in a clinic."""

    def join(clinic: Clinic, *roles: Role, name: str = "") -> Member:
        number = User.objects.count() + 1
        user = User.objects.create_user(
            f"person{number}@example.org", full_name=name or f"{roles[0].label} {number}"
        )
        return add_member(clinic=clinic, user=user, roles=roles)

    return join


@pytest.fixture
def therapist(riverside: Clinic, joining: Joining) -> Member:
    return joining(riverside, Role.THERAPIST, name="Amina Khan")


@pytest.fixture
def colleague(riverside: Clinic, joining: Joining) -> Member:
    return joining(riverside, Role.THERAPIST, name="Jonas Marsh")


@pytest.fixture
def admin(riverside: Clinic, joining: Joining) -> Member:
    return joining(riverside, Role.ADMIN)


@pytest.fixture
def front_desk(riverside: Clinic, joining: Joining) -> Member:
    return joining(riverside, Role.FRONT_DESK)


@pytest.fixture
def reviewer(riverside: Clinic, joining: Joining) -> Member:
    return joining(riverside, Role.REVIEWER, name="Rosa Lindt")


@pytest.fixture
def stranger(nordhavn: Clinic, joining: Joining) -> Member:
    return joining(nordhavn, Role.THERAPIST, Role.ADMIN)


@pytest.fixture
def registering(therapist: Member) -> Registering:
    """`registering("Ortiz", "Beatriz")` gives a registered patient, likely duplicate or not."""

    def registered(family: str, given: str, *, by: Member | None = None, **more: Any) -> Patient:
        values = {"family_name": family, "given_name": given, **more}
        try:
            return register(by=by or therapist, key=new_key(), values=values)
        except LikelyDuplicates as likely:
            return register(
                by=by or therapist,
                key=new_key(),
                values=values,
                seen=frozenset(one.patient.pk for one in likely.found),
                reason="Another person",
            )

    return registered


@pytest.fixture
def beatriz(registering: Registering) -> Patient:
    return registering(
        "Ortiz", "Beatriz", birth_date=date(2002, 3, 11), sex="female", number="10442"
    )


@pytest.fixture
def episode(therapist: Member, beatriz: Patient) -> EpisodeOfCare:
    return open_episode(
        by=therapist,
        key=new_key(),
        patient=beatriz,
        values={"kind": "acl_reconstruction", "problem": "ACL reconstruction", "side": "left"},
    )


@pytest.fixture
def gp(therapist: Member, beatriz: Patient) -> Contact:
    values = {"role": "gp", "name": "Dr Ellis", "organisation": "Hill Practice"}
    return add_contact(by=therapist, key=new_key(), patient=beatriz, values=values)
