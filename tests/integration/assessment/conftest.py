"""A clinic at work: its staff, and a patient with a left ACL reconstruction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from assessment.models import Assessment
from clinics.access import Member, Role
from clinics.demo import DemoClinics, make_demo_clinics
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.database import Copies, DatabaseCopy, working_on
from tests.integration.assessment.charting import open_left_knee, second_therapist, start


@dataclass(frozen=True)
class LoadedDemo:
    """A database with the demo, and what loading it said."""

    database: DatabaseCopy
    said: str


@pytest.fixture(scope="session")
def demo(database_copies: Copies, django_db_blocker: Any) -> Iterator[LoadedDemo]:
    """The demo, loaded once into an empty database. Who works on it leaves it as it was."""
    with django_db_blocker.unblock():
        copy = database_copies.make()
        try:
            with working_on(copy):
                out = StringIO()
                call_command("load_demo", "--if-empty", "--with-published-passwords", stdout=out)
            yield LoadedDemo(copy, out.getvalue())
        finally:
            database_copies.drop(copy)


@pytest.fixture
def clinics(db: None) -> DemoClinics:
    return make_demo_clinics()


@pytest.fixture
def therapist(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.THERAPIST]


@pytest.fixture
def colleague(clinics: DemoClinics) -> Member:
    """A second therapist of the same clinic."""
    return second_therapist(clinics.clinics["riverside"])


@pytest.fixture
def admin(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ADMIN]


@pytest.fixture
def assistant(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ASSISTANT]


@pytest.fixture
def browser(therapist: Member, sign_in: Callable[..., HttpsClient]) -> HttpsClient:
    """Signed in as the therapist."""
    return sign_in(therapist.user)


@pytest.fixture
def episode(therapist: Member) -> EpisodeOfCare:
    return open_left_knee(therapist)


@pytest.fixture
def draft(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    return start(therapist, episode)
