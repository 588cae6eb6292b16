"""What each role finds when it signs in, and where its way ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessment.models import Assessment
from clinics.access import Member, Role
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from patients.services import assign_reviewer
from tests.browser.conftest import Staffed
from tests.browser.journey import Person
from tests.integration.assessment.charting import open_left_knee, save, sign, start

# What the pages do is the same on both databases; their services are tried on each.
pytestmark = pytest.mark.once


@pytest.fixture
def refused(expected_in_console: list[str]) -> int:
    """The answer to somebody of the clinic without the right; Chromium reports it."""
    expected_in_console.append("status of 403")
    return 403


@pytest.fixture(scope="module")
def signed(member: Member, episode: EpisodeOfCare) -> Assessment:
    visit = start(member, episode)
    force = {"knee_extension_force.right": "402 N", "knee_extension_force.left": "310 N"}
    save(visit, "strength", force, by=member)
    sign(visit, by=member)
    return visit


@pytest.fixture(scope="module")
def assigned(staffed: Staffed, episode: EpisodeOfCare) -> None:
    """The clinic's reviewer may read the module's patient for two weeks."""
    members = staffed.clinics.members
    assign_reviewer(
        by=members["riverside", Role.ADMIN],
        key=new_key(),
        patient=episode.patient,
        reviewer=members["riverside", Role.REVIEWER].user,
        until=timezone.localdate() + timedelta(days=14),
        purpose="Second opinion before running",
    )


def test_the_front_desk_sees_people_and_no_chart(
    comes: Callable[..., Person], draft: Assessment, refused: int
) -> None:
    desk = comes(Role.FRONT_DESK)
    desk.signs_in()
    desk.finds_no_barrier()
    desk.opens_patient("Ortiz")
    desk.sees("Beatriz Ortiz", "Contacts")
    desk.does_not_see("ACL reconstruction", "Start reassessment", "Report so far", "Draft")
    desk.finds_no_barrier()
    for page in ("sections/strength/", "report/", "review/", ""):
        assert desk.goes(f"evaluations/{draft.pk}/{page}") == refused
    desk.finds_no_barrier()


def test_a_reviewer_reads_what_was_signed_of_assigned_patients(
    comes: Callable[..., Person],
    member: Member,
    draft: Assessment,
    signed: Assessment,
    assigned: None,
    refused: int,
) -> None:
    stranger = open_left_knee(
        member, family_name="Novak", given_name="Jan", birth_date=date(1990, 5, 2), number="777"
    )
    reviewer = comes(Role.REVIEWER)
    reviewer.signs_in()
    reviewer.opens_patient("Ortiz")
    reviewer.does_not_see("Draft", "Start reassessment")
    reviewer.finds_no_barrier()
    assert reviewer.goes(f"evaluations/{signed.pk}/report/") == 200
    reviewer.sees("77.1 %")
    assert reviewer.goes(f"evaluations/{draft.pk}/report/") == refused
    assert reviewer.goes(f"patients/{stranger.patient_id}/") == refused


def test_a_therapist_of_another_clinic_finds_nothing(
    comes: Callable[..., Person], signed: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console.append("status of 404")
    stranger = comes(Role.THERAPIST, clinic="nordhavn")
    stranger.signs_in()
    assert stranger.goes(f"evaluations/{signed.pk}/report/") == 404
    stranger.does_not_see("Ortiz")
    stranger.finds_no_barrier()
