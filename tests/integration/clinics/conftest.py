"""Two clinics and whoever a test needs in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clinics.access import Member
from clinics.models import Clinic, User
from clinics.roles import Role
from clinics.services.clinics import create_clinic
from clinics.services.staff import add_member, create_account

PASSWORD = "seven grey herons 88"


@pytest.fixture
def riverside(db: None) -> Clinic:
    return create_clinic(
        slug="riverside-test", name="Riverside Practice", time_zone="Europe/London"
    )


@pytest.fixture
def nordhavn(db: None) -> Clinic:
    return create_clinic(
        slug="nordhavn-test",
        name="Nordhavn Klinik",
        time_zone="Europe/Copenhagen",
        decimal_separator=",",
    )


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """`person("Ada Vale")` makes an account that works nowhere."""

    def made(full_name: str = "Ada Vale", **fields: str) -> User:
        address = full_name.lower().replace(" ", ".") + "@staff.example"
        return create_account(
            **{"email": address, "full_name": full_name, "password": PASSWORD} | fields
        )

    return made


@pytest.fixture
def works_at(person: Callable[..., User]) -> Callable[..., Member]:
    """`works_at(clinic, Role.ADMIN, name="...")` makes a member of the clinic."""

    def member(clinic: Clinic, *roles: Role, name: str = "Ada Vale") -> Member:
        return add_member(clinic=clinic, user=person(name), roles=roles)

    return member


@pytest.fixture
def admin(riverside: Clinic, works_at: Callable[..., Member]) -> Member:
    return works_at(riverside, Role.ADMIN, name="Grace Admin")


@pytest.fixture
def therapist(riverside: Clinic, works_at: Callable[..., Member]) -> Member:
    return works_at(riverside, Role.THERAPIST, name="Tess Therapist")


@pytest.fixture
def stranger(nordhavn: Clinic, works_at: Callable[..., Member]) -> Member:
    """An admin of the other clinic."""
    return works_at(nordhavn, Role.ADMIN, name="Nora Nordhavn")


@pytest.fixture
def admin_browser(admin: Member, sign_in: Callable[..., Any]) -> Any:
    return sign_in(admin.user)


@pytest.fixture
def therapist_browser(therapist: Member, sign_in: Callable[..., Any]) -> Any:
    return sign_in(therapist.user)
