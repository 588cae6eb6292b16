"""The red-flag screen by keyboard and by accessible names: asked, fired, stopped, answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from assessment.models import AlertResponse, Assessment
from clinics.access import Member, Role
from patients.models import EpisodeOfCare
from tests.browser.accessibility import violations
from tests.browser.journey import Person
from tests.browser.test_restrictions import knee
from tests.integration.assessment.charting import start

__all__ = ["knee"]

# What a page does is the same on both databases; the services are tried on each.
pytestmark = pytest.mark.once

LUNG = "Breathless, chest pain, coughing blood, faint"
SPINE = "New change of bladder, bowel, saddle feeling or sexual function"


@pytest.fixture
def visit(knee: EpisodeOfCare, member: Member) -> Assessment:
    return start(member, knee, date(2026, 3, 3))


@pytest.fixture
def charts(comes: Callable[..., Person], visit: Assessment) -> Callable[..., Person]:
    """`charts()`: the therapist at the red flags of a fresh visit."""

    def opened(section: str = "red_flags", **options: object) -> Person:
        person = comes(Role.THERAPIST, **options)
        person.begins_signed_in()
        person.opens_chart(visit.pk, section)
        return person

    return opened


def question(page: Page, label: str) -> Locator:
    return page.get_by_role("group", name=label).first


def answers(person: Person, label: str, answer: str) -> None:
    """By keyboard: the first choice of the question is focused, arrows go on."""
    steps = ["yes", "no", "not assessed"].index(answer)
    question(person.page, label).get_by_role("radio", name="yes").focus()
    if steps == 0:
        person.page.keyboard.press("Space")
    for _step in range(steps):
        person.page.keyboard.press("ArrowRight")


def test_an_emergency_interrupts_stops_tests_and_is_answered_by_keyboard(
    charts: Callable[..., Person], visit: Assessment
) -> None:
    person = charts()
    page = person.page
    expect(page.locator("#section-screen")).to_contain_text("Incomplete, nothing is ruled out.")
    assert violations(page) == []
    answers(person, LUNG, "yes")
    dialog = page.get_by_role("dialog", name="Stop, emergency now: Pulmonary embolism")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    dialog.get_by_role("button", name="I have seen this").press("Enter")
    expect(dialog).to_be_hidden()
    banner = page.get_by_role("region", name="L1, Pulmonary embolism")
    expect(banner).to_contain_text("Call the emergency services.")
    banner.get_by_text("Why am I seeing this?").press("Enter")
    expect(banner).to_contain_text("RF-10, version 1")
    assert violations(page) == []
    person.goes(f"evaluations/{visit.pk}/sections/strength/")
    person.sees("Stopped: these tests provoke.")
    assert violations(page) == []
    page.get_by_role("link", name="Open it all the same, with a reason").press("Enter")
    page.get_by_label("Why", exact=True).fill("Cleared by the emergency team")
    page.get_by_role("button", name="Open it, with this reason").press("Enter")
    expect(page.get_by_role("heading", name="Strength", exact=True)).to_be_visible()
    expect(page.locator("#section-form")).to_be_visible()
    kinds = AlertResponse.objects.filter(assessment=visit).order_by("at").values_list("kind")
    assert list(kinds) == [("seen",), ("opened",)]


def test_an_answer_opens_the_questions_that_it_asks_for(charts: Callable[..., Person]) -> None:
    person = charts()
    page = person.page
    saddle = question(page, "Numb between the legs")
    expect(saddle).to_be_hidden()
    answers(person, SPINE, "yes")
    page.get_by_role("button", name="I have seen this").press("Enter")
    expect(saddle).to_be_visible()
    assert violations(page) == []


def test_without_scripts_the_banner_stands_and_what_was_done_is_kept(
    charts: Callable[..., Person], visit: Assessment
) -> None:
    person = charts(java_script_enabled=False)
    page = person.page
    question(page, LUNG).get_by_text("yes", exact=True).click()
    page.get_by_role("button", name="Save section").click()
    banner = page.get_by_role("region", name="L1, Pulmonary embolism")
    expect(banner).to_be_visible()
    banner.get_by_role("link", name="Say what was done").click()
    page.get_by_label("What was done").last.fill("Ambulance called")
    page.get_by_label("Who was told").fill("Emergency services")
    page.get_by_label("On", exact=True).fill("2026-03-03")
    page.get_by_label("At", exact=True).fill("09:40")
    page.get_by_label("What was said to the patient").fill("To wait sitting")
    page.get_by_role("button", name="Keep what was done").click()
    person.sees("What was done is in the chart.")
    assert AlertResponse.objects.get(assessment=visit).kind == "done"
