"""A dead browser, a dead server, an ended session, somebody else at the keyboard: nothing typed is
lost, and nothing typed is shown to anybody else.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Error, Page, Route, expect

from assessment.models import Assessment, RangeOfMotion, Strength
from clinics.access import Role
from clinics.audit import Verb
from clinics.models import AuditEvent, User
from tests.browser.conftest import FLAGS
from tests.browser.journey import Person, account_of
from tests.chromium import chromium
from tests.site import LiveSite

# What a page does is the same on both databases; saves that race are tried on each.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"
FLEXION = "Knee flexion, passive"
PROSE = "Reason for evaluation"
# How long the server stays away; `VASTUS_SERVER_AWAY=60` for the whole minute.
AWAY = float(os.environ.get("VASTUS_SERVER_AWAY", "6"))


def saved_sections(draft: Assessment) -> list[str]:
    """The sections of this visit's saves, in the order they were taken."""
    saves = AuditEvent.objects.filter(verb=Verb.CHART_SAVED, object_id=draft.pk)
    return [one.detail["section"] for one in saves.order_by("at", "id")]


def session_of(page: Page) -> SessionStore:
    name = settings.SESSION_COOKIE_NAME.replace("__Host-", "vastus_")
    return SessionStore(next(one["value"] for one in page.context.cookies() if one["name"] == name))


def signing_in_over(person: Person) -> Person:
    """The dialog over the page, once it asks."""
    expect(person.page.get_by_role("dialog", name="You are signed out")).to_be_visible()
    return person


def types_credentials(person: Person, email: str, password: str) -> None:
    keyboard = person.page.keyboard
    expect(person.page.get_by_role("dialog").get_by_label("Email")).to_be_focused()
    keyboard.type(email)
    keyboard.press("Tab")
    keyboard.type(password)
    keyboard.press("Enter")


def test_a_browser_that_is_killed_three_seconds_after_a_key_has_lost_nothing(
    site: LiveSite, draft: Assessment, browser: Browser
) -> None:
    doomed = browser.browser_type.launch(executable_path=chromium(), args=FLAGS)
    person = Person(doomed.new_page(base_url=site.url), account_of("riverside", Role.THERAPIST))
    person.begins_signed_in()
    person.opens_chart(draft.pk, "strength")
    person.types(FORCE, "right", "402")
    time.sleep(3)
    with pytest.raises(Error, match="closed"):
        doomed.new_browser_cdp_session().send("Browser.crash")
    row = Strength.objects.get(assessment=draft, measure="knee_extension_force")
    assert (row.side, row.entered) == ("right", "402")


def test_what_is_typed_without_a_pause_is_saved_while_it_is_typed(
    at_strength: Person, draft: Assessment
) -> None:
    at_strength.opens_section("History")
    at_strength.reaches_unfolded(at_strength.field(PROSE))
    at_strength.page.keyboard.type("word " * 60, delay=30)
    assert len(saved_sections(draft)) >= 2
    at_strength.sees_saved()


def test_three_sections_typed_while_the_server_is_away_come_in_order_and_once(
    at_strength: Person, draft: Assessment, site: LiveSite, expected_in_console: list[str]
) -> None:
    expected_in_console += ["net::ERR_", "htmx:"]
    for section in ("History", "Range of motion", "Strength"):
        at_strength.opens_section(section)
    with site.away():
        began = time.monotonic()
        at_strength.types(FORCE, "right", "402")
        at_strength.sees("no answer from the server since", "Values kept on this page: 1")
        at_strength.opens_section("Range of motion")
        at_strength.types(FLEXION, "right", "135")
        at_strength.sees("Values kept on this page: 2")
        at_strength.opens_section("History")
        at_strength.types(PROSE, "", "Cannot kneel to work")
        at_strength.sees("Values kept on this page: 3")
        at_strength.finds_no_barrier()
        at_strength.opens_section("Strength")
        at_strength.sees_value(FORCE, "right", "402")
        at_strength.types(FORCE, "left", "310")
        while time.monotonic() - began < AWAY:
            at_strength.sees("closing the page loses them")
            time.sleep(0.5)

    at_strength.sees_saved()
    assert saved_sections(draft) == ["strength", "range_of_motion", "history", "strength"]
    force = Strength.objects.filter(assessment=draft, measure="knee_extension_force")
    assert {(one.side, one.entered) for one in force} == {("right", "402"), ("left", "310")}
    assert RangeOfMotion.objects.get(assessment=draft).entered == "135"


def test_a_section_that_was_never_open_says_that_it_cannot_be_opened_now(
    at_strength: Person, site: LiveSite, expected_in_console: list[str]
) -> None:
    expected_in_console += ["net::ERR_", "htmx:"]
    with site.away():
        at_strength.follows("History")
        at_strength.sees("a section can be opened again that was open on this page before")
        expect(at_strength.heading("Strength")).to_be_visible()
    at_strength.opens_section("History")


def test_closing_the_page_asks_while_something_is_unsent(
    at_strength: Person, expected_in_console: list[str]
) -> None:
    expected_in_console += ["net::ERR_FAILED"]
    asked: list[str] = []
    at_strength.page.on("dialog", lambda one: (asked.append(one.type), one.dismiss()))
    at_strength.page.route("**/sections/**", lambda route: route.abort())
    at_strength.types(FORCE, "right", "402")
    at_strength.sees("no answer from the server since")
    at_strength.page.close(run_before_unload=True)
    at_strength.sees_value(FORCE, "right", "402")
    assert asked == ["beforeunload"]
    at_strength.page.unroute("**/sections/**")
    at_strength.sees_saved()


def test_a_session_that_ends_is_signed_into_over_the_page(
    at_strength: Person, draft: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console += ["status of 401"]
    at_strength.types(FORCE, "right", "402")
    at_strength.sees_saved()
    session_of(at_strength.page).delete()
    at_strength.types(FORCE, "left", "310")
    person = signing_in_over(at_strength)
    person.finds_no_barrier()
    account = person.account
    types_credentials(person, account.email, "not the password at all")
    expect(person.page.get_by_role("dialog")).to_contain_text("not correct")
    person.page.get_by_role("dialog").get_by_label("Password").focus()
    person.page.keyboard.type(account.password)
    person.page.keyboard.press("Enter")
    person.sees_result(FORCE, "77.1 %")
    person.sees_saved()
    expect(person.field(FORCE, "left")).to_be_focused()
    person.sees_value(FORCE, "left", "310")
    assert saved_sections(draft) == ["strength", "strength"]


def test_a_sign_in_that_is_put_off_leaves_what_was_typed_on_the_screen(
    at_strength: Person, expected_in_console: list[str]
) -> None:
    expected_in_console += ["status of 401"]
    session_of(at_strength.page).delete()
    at_strength.types(FORCE, "left", "310")
    signing_in_over(at_strength).presses("Not now")
    at_strength.sees("you are signed out")
    at_strength.sees_value(FORCE, "left", "310")
    at_strength.page.get_by_role("button", name="Sign in").click()
    types_credentials(at_strength, at_strength.account.email, at_strength.account.password)
    at_strength.sees_saved()


def test_somebody_else_who_signs_in_over_the_page_gets_an_empty_form(
    at_strength: Person, draft: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console += ["status of 401"]
    session_of(at_strength.page).delete()
    at_strength.types(FORCE, "left", "310")
    other = account_of("riverside", Role.ASSISTANT)
    types_credentials(signing_in_over(at_strength), other.email, other.password)
    at_strength.sees(f"account of {other.name}")
    at_strength.sees_value(FORCE, "left", "")
    assert saved_sections(draft) == []


def test_what_one_person_typed_is_not_saved_for_another_who_signed_in_elsewhere(
    at_strength: Person, draft: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console += ["status of 401", "status of 403"]
    other = account_of("riverside", Role.ASSISTANT)
    at_strength.page.context.clear_cookies()
    tab = Person(at_strength.page.context.new_page(), other)
    tab.signs_in()
    at_strength.page.bring_to_front()
    at_strength.types(FORCE, "left", "310")
    at_strength.sees_value(FORCE, "left", "")
    assert saved_sections(draft) == []


def test_somebody_whose_account_was_switched_off_keeps_the_text_on_the_screen(
    at_strength: Person, draft: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console += ["status of 401"]
    users = User.objects.filter(email=at_strength.account.email)
    users.update(is_active=False)
    try:
        at_strength.types(FORCE, "left", "310")
        account = at_strength.account
        types_credentials(signing_in_over(at_strength), account.email, account.password)
        dialog = at_strength.page.get_by_role("dialog")
        expect(dialog.get_by_label("Email")).to_have_count(0)
        expect(dialog).to_contain_text("This account is closed")
        at_strength.sees_value(FORCE, "left", "310")
        assert saved_sections(draft) == []
    finally:
        users.update(is_active=True)
    at_strength.page.on("dialog", lambda one: one.accept())


def test_a_save_that_is_held_up_on_its_way_does_not_undo_a_later_one(
    at_strength: Person, draft: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console += ["net::ERR_FAILED"]
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        """The first save is lost to the page, and comes to the server when all is over."""
        if held or route.request.method != "POST":
            route.continue_()
            return
        held.append(route)
        route.abort()

    at_strength.page.route("**/sections/**", hold_the_first)
    at_strength.types(FORCE, "left", "31")
    at_strength.sees("no answer from the server since")
    at_strength.types(FORCE, "left", "310")
    at_strength.sees_saved()
    late = held[0].request
    answer = at_strength.page.request.post(
        late.url, data=late.post_data or "", headers=late.headers
    )
    assert answer.status == 200
    assert Strength.objects.get(assessment=draft).entered == "310"
    at_strength.page.reload()
    at_strength.sees_value(FORCE, "left", "310")


def test_a_section_changes_without_a_page_load_and_back_and_reload_work(
    at_strength: Person, opens: Callable[..., Page]
) -> None:
    at_strength.page.evaluate("window.stays = true")
    at_strength.opens_section("History")
    expect(at_strength.page).to_have_url(re.compile("/sections/history/$"))
    expect(at_strength.page).to_have_title(title_of("History"))
    at_strength.opens_section("Range of motion")
    at_strength.types(FLEXION, "right", "135")
    at_strength.page.go_back()
    expect(at_strength.heading("History")).to_be_visible()
    at_strength.page.go_back()
    expect(at_strength.heading("Strength")).to_be_visible()
    at_strength.page.go_forward()
    at_strength.page.go_forward()
    at_strength.sees_value(FLEXION, "right", "135")
    assert at_strength.page.evaluate("window.stays") is True
    at_strength.sees_saved()
    at_strength.page.reload()
    expect(at_strength.heading("Range of motion")).to_be_visible()
    at_strength.sees_value(FLEXION, "right", "135")


def test_whoever_turns_elsewhere_while_a_section_is_being_put_in_goes_on_from_there(
    at_strength: Person,
) -> None:
    at_strength.opens_section("History")
    expect(at_strength.page).to_have_title(title_of("History"))
    at_strength.opens_section("Range of motion")
    for before in ("History", "Strength"):
        expect(at_strength.page).not_to_have_title(title_of(before))
        at_strength.page.go_back()
        expect(at_strength.page).to_have_title(title_of(before))
    at_strength.page.evaluate(
        "document.body.addEventListener('htmx:afterSwap', () => history.forward(), { once: true })"
    )
    at_strength.page.go_forward()
    expect(at_strength.heading("Range of motion")).to_be_visible()
    expect(at_strength.page).to_have_url(re.compile("/sections/range_of_motion/$"))
    expect(at_strength.page).to_have_title(title_of("Range of motion"))
    at_strength.types(FLEXION, "right", "135")
    at_strength.sees_saved()


def title_of(section: str) -> str:
    return f"{section} · ORTIZ, Beatriz · Vastus"
