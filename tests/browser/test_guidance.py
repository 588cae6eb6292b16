"""Readiness lists and the search for a code, by keyboard alone; axe objects to nothing."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from assessment.models import Assessment
from clinics.access import Member
from tests.browser.by_key import ByKey
from tests.browser.journey import Person
from tests.integration.assessment.charting import save, start
from tests.integration.assessment.test_readiness import CHARTED, operated

# What a page opens and shows is the same on both databases.
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def operated_knee(member: Member) -> Assessment:
    """A draft half a year after an ACL reconstruction, well charted."""
    draft = start(member, operated(member, "left"), date(2026, 8, 29))
    for section, states in CHARTED.items():
        save(draft, section, states, by=member)
    return draft


@pytest.fixture
def expected_in_console() -> list[str]:
    """A form that is refused answers so, and Chromium reports it."""
    return ["422 (Unprocessable Entity)"]


def chooses_side(person: Person, side: str) -> None:
    """From the words of the diagnosis on: one stop for the whole group, whose arrows choose."""
    person.page.keyboard.press("Tab")
    wanted = person.page.get_by_label(side, exact=True)
    for _option in range(4):
        if not wanted.is_checked():
            person.page.keyboard.press("ArrowRight")
    expect(wanted).to_be_checked()


def test_readiness_is_reached_and_unfolded_by_key(
    therapist: Person, operated_knee: Assessment
) -> None:
    therapist.begins_signed_in()
    therapist.opens_chart(operated_knee.pk, "plan")
    by_key = ByKey(therapist)
    page = therapist.page
    by_key.follows("Readiness lists")
    expect(page.get_by_role("heading", name="Readiness", exact=True)).to_be_visible()
    running = page.locator("#list-running")
    expect(running.get_by_role("row", name="Effusion")).to_be_visible()
    expect(running).to_contain_text("decision by clinician, patient and surgeon")
    folded = page.locator("#list-tendinopathy")
    expect(folded.get_by_role("table")).to_be_hidden()
    therapist.reaches(folded.locator("summary"))
    page.keyboard.press("Enter")
    expect(folded.get_by_role("table")).to_be_visible()
    therapist.finds_no_barrier()


def test_a_code_is_searched_and_used_by_key(therapist: Person, draft: Assessment) -> None:
    therapist.begins_signed_in()
    page = therapist.page
    therapist.goes(f"evaluations/{draft.pk}/diagnoses/new/")
    by_key = ByKey(therapist)
    by_key.types("Look up a code", "patellofemoral left")
    by_key.presses("Search")
    expect(page.get_by_role("row", name="M22.2X2")).to_be_visible()
    therapist.finds_no_barrier()
    by_key.follows("Use M22.2X2")
    expect(page.locator("#id_code")).to_have_value("M22.2X2")
    by_key.types("Diagnosis", "Patellofemoral pain")
    chooses_side(therapist, "Right")
    by_key.presses("Add the diagnosis")
    checks = page.locator(".code-checks")
    expect(checks).to_contain_text("M22.2X2 is for left, the diagnosis says right.")
    therapist.finds_no_barrier()


def test_a_code_without_its_7th_character_is_asked_about_once(
    therapist: Person, draft: Assessment
) -> None:
    therapist.begins_signed_in()
    page = therapist.page
    therapist.goes(f"evaluations/{draft.pk}/diagnoses/new/")
    by_key = ByKey(therapist)
    by_key.types("Diagnosis", "ACL tear")
    chooses_side(therapist, "Left")
    by_key.types("ICD-10-CM code", "S83.512")
    page.keyboard.press("Escape")
    by_key.presses("Add the diagnosis")
    expect(page.locator("#id_code")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("S83.512 lacks its 7th character")).to_be_visible()
    therapist.finds_no_barrier()
    therapist.reaches(page.get_by_label("Keep it: this code is meant as it stands"))
    page.keyboard.press("Space")
    by_key.presses("Add the diagnosis")
    expect(page.locator(".code-checks")).to_contain_text("lacks its 7th character")
