"""A screen that was left alone locks; what was typed stays on the page until it is saved."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page, expect

from clinics.session_clock import LAST_HUMAN
from tests.browser.journey import Person

# What the pages do is the same on both databases; their services are tried on each.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"


@pytest.fixture(autouse=True)
def refusals(expected_in_console: list[str]) -> None:
    """Saves that come while the screen is locked are refused, and Chromium reports each."""
    expected_in_console += ["status of 401", "status of 403", "Status Error Code 40", "htmx:"]


def session_of(page: Page) -> SessionStore:
    name = settings.SESSION_COOKIE_NAME.replace("__Host-", "vastus_")
    key = next(one["value"] for one in page.context.cookies() if one["name"] == name)
    return SessionStore(key)


def an_hour_passes(page: Page) -> None:
    session = session_of(page)
    session[LAST_HUMAN] -= 3600
    session.save()


def test_what_is_typed_on_a_locked_screen_is_saved_after_unlocking(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "402")
    at_strength.sees_saved()
    an_hour_passes(at_strength.page)
    at_strength.types(FORCE, "left", "310")
    dialog = at_strength.page.get_by_role("dialog", name="The screen is locked")
    expect(dialog.get_by_label("Password")).to_be_focused()
    at_strength.sees_value(FORCE, "left", "310")
    at_strength.finds_no_barrier()
    at_strength.page.keyboard.type(at_strength.account.password)
    at_strength.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    at_strength.sees_saved()
    at_strength.sees_result(FORCE, "77.1 %")
    expect(at_strength.field(FORCE, "left")).to_be_focused()


def test_a_screen_unlocked_in_another_tab_is_noticed(at_strength: Person) -> None:
    an_hour_passes(at_strength.page)
    at_strength.types(FORCE, "left", "310")
    with at_strength.page.context.expect_page() as opened:
        at_strength.follows("Unlock in a new tab")
    tab = Person(opened.value, at_strength.account)
    tab.sees("The screen is locked")
    tab.finds_no_barrier()
    tab.unlocks()
    at_strength.page.bring_to_front()
    at_strength.page.evaluate("window.dispatchEvent(new Event('focus'))")
    at_strength.sees_saved()


def test_a_page_opened_on_a_locked_screen_comes_after_the_password(at_strength: Person) -> None:
    an_hour_passes(at_strength.page)
    at_strength.follows("Patients")
    at_strength.sees("The screen is locked")
    at_strength.unlocks()
    expect(at_strength.heading("Patients")).to_be_visible()


def test_a_form_sent_on_a_locked_screen_is_kept_and_sent_again(at_strength: Person) -> None:
    at_strength.goes("patients/register/")
    an_hour_passes(at_strength.page)
    at_strength.page.get_by_label("Family name").fill("Halloran")
    at_strength.page.get_by_label("Given name").fill("Maeve")
    at_strength.page.get_by_role("button", name="Register", exact=True).click()
    at_strength.sees("What you had typed is kept on this page and was not saved yet.")
    at_strength.finds_no_barrier()
    at_strength.unlocks()
    at_strength.finds_no_barrier()
    at_strength.presses("Save what I had typed")
    expect(at_strength.heading("Maeve Halloran")).to_be_visible()
