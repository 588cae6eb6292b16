"""A restricted record from breaking the glass to the privacy officer's look at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clinics.access import Member, Role
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from patients.services.care_team import restrict
from tests.browser.conftest import Staffed
from tests.browser.journey import Person
from tests.integration.assessment.charting import save, sign, start

# What the pages do is the same on both databases; their services are tried on each.
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def closed(staffed: Staffed, member: Member, episode: EpisodeOfCare) -> EpisodeOfCare:
    """Signed by the therapist, then restricted to a team that the therapist is not on."""
    visit = start(member, episode)
    save(visit, "strength", {"knee_extension_force.right": "402 N"}, by=member)
    sign(visit, by=member)
    members = staffed.clinics.members
    restrict(
        by=members["riverside", Role.ADMIN],
        key=new_key(),
        patient=episode.patient,
        reason="Works here",
        team=[members["riverside", Role.ASSISTANT].user.pk],
    )
    return episode


def test_a_glass_is_broken_and_looked_at(
    comes: Callable[..., Person], closed: EpisodeOfCare, expected_in_console: list[str]
) -> None:
    expected_in_console.append("status of 403")
    patient = f"patients/{closed.patient_id}/"
    therapist = comes(Role.THERAPIST)
    therapist.signs_in()
    assert therapist.goes(patient) == 403
    therapist.sees("This record is restricted")
    therapist.finds_no_barrier()
    therapist.follows("Open it for one hour: break the glass")
    therapist.finds_no_barrier()
    therapist.page.get_by_label("Why you need to read this record now").fill("Fell in the gym")
    therapist.page.get_by_label("Your password").fill(therapist.account.password)
    therapist.presses("Break the glass and open the record")
    therapist.sees("You opened this restricted record by breaking the glass", "ACL reconstruction")
    therapist.does_not_see("Start reassessment", "Open an episode of care")
    therapist.finds_no_barrier()

    officer = comes(Role.PRIVACY_OFFICER)
    officer.signs_in()
    officer.finds_no_barrier()
    officer.follows("1 access waits for you to look at it")
    officer.finds_no_barrier()
    officer.page.get_by_role("row").nth(1).get_by_role("link").click()
    officer.sees("Fell in the gym", "restricted record opened by breaking the glass")
    officer.finds_no_barrier()
    officer.page.get_by_label("There was need").check()
    officer.presses("Record what I found")
    officer.sees("What you found is recorded.")
    officer.goes(f"{patient}who-opened/")
    officer.sees("patient opened, by breaking the glass")
    officer.finds_no_barrier()
    officer.follows("For the patient, to print")
    officer.finds_no_barrier()
    officer.goes(f"{patient}care-team/")
    officer.finds_no_barrier()
    officer.goes(f"{patient}lift/")
    officer.finds_no_barrier()
    officer.goes(f"{patient}restrict/")
    officer.finds_no_barrier()
    officer.goes("audit/")
    officer.finds_no_barrier()
