"""A clinic at work: its staff, and a patient with a left ACL reconstruction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessment.models import Assessment
from clinics.access import Member, Role
from clinics.demo import DemoClinics, make_demo_clinics
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import open_left_knee, second_therapist, start


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
