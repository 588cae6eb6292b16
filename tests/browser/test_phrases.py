"""A phrase put into prose at the cursor, by a key or a button, and never over what stands there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from assessment.models import Assessment, Impression, Whose
from assessment.services.phrases import keep_phrase
from clinics.access import Member
from clinics.receipts import new_key
from tests.browser.journey import Person

pytestmark = pytest.mark.once

REASONING = "f-clinical_impression.none"


@pytest.fixture
def kept(member: Member) -> None:
    for name, text in (
        ("Quads set", "Taught quadriceps setting."),
        ("Swelling", "Told to ring if it swells."),
    ):
        keep_phrase(whose=Whose.OWN, name=name, text=text, by=member, key=new_key())


def test_a_phrase_goes_in_at_the_cursor_and_is_saved_with_what_was_typed(
    at_strength: Person, draft: Assessment, kept: None
) -> None:
    page = at_strength.page
    at_strength.opens_chart(draft.pk, "impression")
    text = page.locator(f"[id='{REASONING}']")
    text.fill("Quiet knee. Seen weekly.")
    text.press("Home")
    for _letter in "Quiet knee.":
        page.keyboard.press("ArrowRight")

    page.keyboard.press("F4")
    query = page.get_by_role("searchbox", name="Put in a phrase")
    expect(query).to_be_focused()
    expect(page.get_by_role("button", name="Swelling")).to_be_visible()
    at_strength.finds_no_barrier()
    page.keyboard.press("Escape")
    expect(text).to_be_focused()

    page.keyboard.press("F4")
    page.keyboard.type("quàd")
    expect(page.get_by_role("button", name="Swelling")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(text).to_have_value("Quiet knee. Taught quadriceps setting. Seen weekly.")
    page.keyboard.type(" Understood.")
    at_strength.sees_saved()
    assert Impression.objects.get(assessment=draft).text == (
        "Quiet knee. Taught quadriceps setting. Understood. Seen weekly."
    )

    page.get_by_role("button", name="Phrase …").click()
    page.get_by_role("button", name="Swelling").click()
    expect(text).to_have_value(
        "Quiet knee. Taught quadriceps setting. Understood. Told to ring if it swells. Seen weekly."
    )
    page.keyboard.press("Control+z")
    expect(text).to_have_value("Quiet knee. Taught quadriceps setting. Understood. Seen weekly.")
