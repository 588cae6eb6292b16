"""A reassessment by keyboard: started in one action, with what to repeat at hand; then compared."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from clinics.access import Member, Role
from patients.models import EpisodeOfCare
from tests.browser.journey import Person, account_of
from tests.integration.assessment.charting import save, sign, start
from tests.site import LiveSite

# What the pages do is the same on both databases; their services are tried on each.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"
SETUP = {
    "knee_extension_force.setup.fixation": "belt",
    "knee_extension_force.setup.lever_arm.right": "0.34 m",
    "knee_extension_force.setup.lever_arm.left": "0.34 m",
}


def charted(by: Member, episode: EpisodeOfCare, on: date, left: str) -> None:
    visit = start(by, episode, on)
    force = {"knee_extension_force.right": "402 N", "knee_extension_force.left": f"{left} N"}
    save(visit, "strength", SETUP | force, by=by)
    sign(visit, by=by)


def test_a_reassessment_starts_with_one_key_and_leads_to_what_was_measured_before(
    therapist: Person, member: Member, episode: EpisodeOfCare
) -> None:
    charted(member, episode, date(2026, 3, 3), "229")
    therapist.begins_signed_in()
    therapist.opens_patient(episode.patient.family_name)
    therapist.starts_reassessment()
    therapist.sees("Left knee", "Dominant leg: right")
    page = therapist.page
    page.get_by_role("link", name="worth testing again").first.focus()
    page.keyboard.press("Enter")
    expect(therapist.heading("Worth testing again")).to_be_visible()
    therapist.sees("229 N", "3 Mar 2026", "lever arm 0.34 m", "key result")
    page.get_by_role("link", name=FORCE, exact=True).focus()
    page.keyboard.press("Enter")
    therapist.sees("measured 3 Mar 2026, not yet today")
    therapist.types(FORCE, "left", "310")
    expect(page.locator("#again-knee_extension_force")).to_have_text(
        "right: measured 3 Mar 2026, not yet today"
    )
    therapist.opens_patient(episode.patient.family_name)
    therapist.sees("Resume today's draft")
    page.get_by_text("Start another", exact=True).focus()
    page.keyboard.press("Enter")
    therapist.presses("Start a second visit")
    expect(therapist.heading("Visit")).to_be_visible()


def test_any_two_visits_are_compared_by_keyboard_and_without_scripts(
    browser: Browser, site: LiveSite, member: Member, episode: EpisodeOfCare
) -> None:
    for day, left in ((3, "100"), (17, "280"), (24, "300")):
        charted(member, episode, date(2026, 2, day), left)
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    plain = Person(context.new_page(), account_of("riverside", Role.THERAPIST))
    plain.begins_signed_in()
    plain.goes(f"episodes/{episode.pk}/report/")
    page = plain.page
    page.get_by_label("Visit", exact=True).select_option(label="17 Feb 2026, Initial evaluation")
    page.get_by_label("compared with").select_option(label="3 Feb 2026, Initial evaluation")
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")
    plain.sees("Changes are counted from the earlier visit", "+180 N (+180.0 %), improved")
    context.close()
