"""Help while charting: by key, in place, in a tab of its own, and never on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from assessment.models import Assessment
from clinics.access import Member
from tests.browser.journey import Person
from tests.integration.assessment.charting import save

# What a page opens and shows is the same on both databases.
pytestmark = pytest.mark.once

FORCE = "#row-knee_extension_force"
RIGHT = "[id='f-knee_extension_force.right']"


def test_f1_opens_how_a_measure_is_taken_and_escape_goes_back(at_strength: Person) -> None:
    page = at_strength.page
    sheet = page.locator(f"{FORCE} .help-sheet")
    expect(sheet).to_be_hidden()
    page.locator(RIGHT).focus()
    page.keyboard.type("40")
    page.keyboard.press("F1")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Joint axis to the centre of the pad.")
    expect(page.locator(f"{FORCE} .measure-help > summary")).to_be_focused()
    page.keyboard.press("Tab")
    expect(sheet.locator(".help-terms a").first).to_be_focused()
    at_strength.finds_no_barrier()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator(RIGHT)).to_be_focused()
    expect(page.locator(RIGHT)).to_have_value("40")


def test_help_does_not_stand_in_the_way_of_tab(at_strength: Person) -> None:
    page = at_strength.page
    page.locator("[id='f-knee_flexion_grade.left']").focus()
    page.keyboard.press("Tab")
    expect(page.locator(RIGHT)).to_be_focused()


def test_the_glossary_opens_beside_what_was_typed(at_strength: Person) -> None:
    page = at_strength.page
    page.locator(RIGHT).fill("402")
    page.locator(f"{FORCE} .measure-help > summary").click()
    with page.context.expect_page() as opened:
        page.locator(f"{FORCE} .help-terms a", has_text="Lever arm").click()
    opened.value.wait_for_load_state()
    assert opened.value.url.endswith("/glossary/#lever_arm")
    expect(opened.value.locator("#lever_arm")).to_be_in_viewport()
    expect(page.locator(RIGHT)).to_have_value("402")


def test_a_result_explains_itself_and_closes_again(
    at_strength: Person, member: Member, draft: Assessment
) -> None:
    save(
        draft,
        "strength",
        {"knee_extension_force.right": "402 N", "knee_extension_force.left": "310 N"},
        by=member,
    )
    page = at_strength.page
    page.reload()
    index = page.locator("#result-knee_extension_force .formula", has_text="77.1 %").first
    index.locator("summary").click()
    sheet = index.locator(".formula-sheet")
    expect(sheet).to_contain_text("also rises when the good leg gets weaker")
    at_strength.finds_no_barrier()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_paper_has_the_words_and_no_links(
    at_strength: Person, member: Member, draft: Assessment
) -> None:
    save(
        draft,
        "strength",
        {"knee_extension_force.right": "402 N", "knee_extension_force.left": "310 N"},
        by=member,
    )
    page = at_strength.page
    page.goto(page.url.replace("sections/strength/", "report/"))
    words = page.locator(".report .term")
    assert words.count() > 2
    expect(words.first.locator("a")).to_be_visible()
    page.emulate_media(media="print")
    for at in range(words.count()):
        expect(words.nth(at).locator("a")).to_be_hidden()
        word = words.nth(at).get_attribute("data-word")
        assert words.nth(at).evaluate("one => getComputedStyle(one, '::after').content") == (
            f'"{word}"'
        )
