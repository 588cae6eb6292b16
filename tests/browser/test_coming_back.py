"""Who comes back to a draft, or to a page that was left open, sees what others saved meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from assessment.models import Assessment, Strength
from clinics.access import Role
from tests.browser.journey import Person
from tests.site import LiveSite

pytestmark = pytest.mark.once

FORCE = "Knee extension force"
FLEXION = "Knee flexion force"
GIRTH = "Thigh girth 10 cm above the superior pole"
AWAY = "Changed elsewhere while this page was away:"


@pytest.fixture
def assistant(comes: Callable[..., Person], draft: Assessment) -> Person:
    """A colleague who charts in the same visit, at the strength section."""
    person = comes(Role.ASSISTANT)
    person.begins_signed_in()
    person.opens_chart(draft.pk, "strength")
    return person


def comes_back(person: Person) -> None:
    """The page comes to sight again, and has asked what changed."""
    with person.page.expect_response(re.compile(r"[?&]seen=\d+")):
        person.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def news_of(person: Person) -> str:
    return " ".join(person.page.locator("#changed-elsewhere").inner_text().split())


def types_and_saves(person: Person, measure: str, side: str, text: str) -> None:
    person.types(measure, side, text)
    person.sees_saved()


def test_the_note_leads_to_what_others_charted_and_goes_with_ones_own_save(
    at_strength: Person, assistant: Person
) -> None:
    types_and_saves(at_strength, FORCE, "right", "402")
    assistant.opens_section("Thigh girth")
    types_and_saves(assistant, GIRTH, "left", "44")
    at_strength.opens_section("Visit")
    name = assistant.account.name
    at_strength.sees("Since you last saved here,", f"{name}: 1 value in Thigh girth.")
    at_strength.sees(f"{GIRTH}, left: 44 cm ({name}, ")
    at_strength.finds_no_barrier()
    at_strength.page.locator("#saved-since").get_by_role("link", name="Thigh girth").click()
    expect(at_strength.heading("Thigh girth")).to_be_visible()
    at_strength.sees_note(GIRTH, "left", name)
    types_and_saves(at_strength, GIRTH, "right", "46.2")
    at_strength.opens_section("Strength")
    at_strength.does_not_see("Since you last saved here")


def test_a_page_that_comes_back_to_sight_shows_what_changed_and_what_follows_from_it(
    at_strength: Person, assistant: Person, draft: Assessment
) -> None:
    types_and_saves(at_strength, FORCE, "right", "402")
    types_and_saves(assistant, FORCE, "left", "310")
    at_strength.reaches(at_strength.field(FLEXION, "right"))
    comes_back(at_strength)
    at_strength.sees_value(FORCE, "left", "310")
    at_strength.sees_result(FORCE, "77.1 %")
    assert re.fullmatch(
        rf"{AWAY} {FORCE}, left: 310 N \({assistant.account.name}, \d\d:\d\d\)",
        news_of(at_strength),
    )
    expect(at_strength.field(FLEXION, "right")).to_be_focused()
    at_strength.finds_no_barrier()
    # What is typed over it starts from what stands there now.
    types_and_saves(at_strength, FORCE, "left", "312")
    expect(at_strength.page.locator(".conflict")).to_have_count(0)
    force = Strength.objects.get(assessment=draft, measure="knee_extension_force", side="left")
    assert force.entered == "312"


def test_a_value_that_was_emptied_or_left_untested_elsewhere_is_so_here_too(
    at_strength: Person, assistant: Person
) -> None:
    types_and_saves(at_strength, FORCE, "right", "402")
    types_and_saves(at_strength, FORCE, "left", "310")
    assistant.page.reload()
    assistant.clears(FORCE, "right")
    assistant.sees_saved()
    assistant.clears(FORCE, "left")
    assistant.leaves_untested(FORCE, "left", "not tested: p")
    assistant.sees_saved()
    comes_back(at_strength)
    at_strength.sees_value(FORCE, "right", "")
    at_strength.sees_value(FORCE, "left", "")
    expect(at_strength.page.locator("[id='a-knee_extension_force.left']")).to_have_value("!pain")
    at_strength.sees_no_result(FORCE, "77.1 %")
    assert f"{FORCE}, right: empty" in news_of(at_strength)
    assert f"{FORCE}, left: not tested: pain" in news_of(at_strength)


def test_what_is_typed_and_not_sent_stays_and_meets_what_is_stored_when_it_is_sent(
    at_strength: Person, assistant: Person, draft: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console += ["net::ERR_FAILED"]
    types_and_saves(assistant, FORCE, "left", "310")
    types_and_saves(assistant, FLEXION, "left", "150")

    def lose_saves(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    at_strength.page.route("**/sections/**", lose_saves)
    answered: list[str] = []

    def type_before_the_answer(route: Route) -> None:
        """The answer is on its way while somebody types."""
        answer = route.fetch()
        at_strength.field(FORCE, "left").press_sequentially("3")
        answered.append(route.request.url)
        route.fulfill(response=answer)

    at_strength.page.route(re.compile("seen="), type_before_the_answer)
    comes_back(at_strength)
    at_strength.sees_value(FLEXION, "left", "150")
    at_strength.sees_value(FORCE, "left", "3")
    assert answered
    assert f"{FLEXION}, left: 150 N" in news_of(at_strength)
    assert FORCE not in news_of(at_strength)
    at_strength.page.unroute("**/sections/**")
    at_strength.page.keyboard.type("05")
    at_strength.sees_note(
        FORCE, "left", "Somebody else changed this field since you opened it.", "310 N"
    )
    at_strength.sees_value(FORCE, "left", "305")
    force = Strength.objects.get(assessment=draft, measure="knee_extension_force", side="left")
    assert force.entered == "310"


def test_a_value_that_was_refused_here_is_left_alone(
    at_strength: Person, assistant: Person
) -> None:
    at_strength.types(FORCE, "left", "99999")
    at_strength.sees_note(FORCE, "left", "0 to 2000 N can be entered")
    types_and_saves(assistant, FORCE, "left", "310")
    comes_back(at_strength)
    at_strength.sees_value(FORCE, "left", "99999")
    at_strength.sees_note(FORCE, "left", "0 to 2000 N can be entered")
    assert news_of(at_strength) == ""


def test_what_others_saved_before_ones_own_save_comes_in_too(
    at_strength: Person, assistant: Person
) -> None:
    types_and_saves(assistant, FORCE, "left", "310")
    types_and_saves(at_strength, FORCE, "right", "402")
    at_strength.sees_value(FORCE, "left", "")
    comes_back(at_strength)
    at_strength.sees_value(FORCE, "left", "310")
    assert FORCE in news_of(at_strength)
    assert "right" not in news_of(at_strength)


def test_nothing_is_said_where_nothing_changed_elsewhere(
    at_strength: Person, assistant: Person
) -> None:
    types_and_saves(at_strength, FORCE, "right", "402")
    types_and_saves(at_strength, FORCE, "left", "310")
    with at_strength.page.expect_response(re.compile("seen=2")) as answer:
        at_strength.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert answer.value.status == 204
    assert news_of(at_strength) == ""


def test_an_answer_of_the_screen_and_a_text_come_in_as_well(
    at_strength: Person, assistant: Person
) -> None:
    for person in (at_strength, assistant):
        person.opens_section("Red flags")
    question = "Fever"
    assistant.answers(question, "1")
    assistant.sees_saved()
    comes_back(at_strength)
    expect(at_strength.question(question).get_by_role("radio").first).to_be_checked()
    assert question in news_of(at_strength)


def test_while_the_server_is_away_nothing_happens(
    at_strength: Person, assistant: Person, site: LiveSite, expected_in_console: list[str]
) -> None:
    expected_in_console += ["net::ERR_"]
    types_and_saves(assistant, FORCE, "left", "310")
    with site.away():
        at_strength.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        at_strength.page.wait_for_timeout(500)
        at_strength.sees_value(FORCE, "left", "")
        assert news_of(at_strength) == ""
    comes_back(at_strength)
    at_strength.sees_value(FORCE, "left", "310")


def test_who_only_reads_a_section_is_shown_what_changed(
    at_strength: Person, assistant: Person
) -> None:
    at_strength.opens_section("History")
    assistant.opens_section("History")
    at_strength.types("Reason for evaluation", "", "Stairs")
    at_strength.sees_saved()
    comes_back(assistant)
    reason = assistant.page.get_by_role("textbox", name="Reason for evaluation")
    expect(reason).to_be_disabled()
    expect(reason).to_have_value("Stairs")


def test_what_is_typed_of_a_value_stays_when_the_value_was_emptied_elsewhere(
    at_strength: Person, assistant: Person
) -> None:
    types_and_saves(at_strength, FORCE, "left", "310")
    assistant.page.reload()
    at_strength.reaches(at_strength.field(FORCE, "left"))
    at_strength.page.keyboard.press("F2")
    pain = at_strength.page.locator("[id='a-knee_extension_force.left.validity']")
    pain.fill("15")
    at_strength.sees("Type the pain as a whole number from 0 to 10.")
    assistant.clears(FORCE, "left")
    assistant.sees_saved()
    comes_back(at_strength)
    at_strength.sees_value(FORCE, "left", "")
    expect(pain).to_have_value("15")
