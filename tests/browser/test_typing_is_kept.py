"""What was typed is in the chart or still on the page, whatever happens in between."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from assessment.models import Assessment, SectionStatus
from clinics.access import Member
from clinics.audit import Verb
from clinics.models import AuditEvent
from tests.browser.journey import Person
from tests.integration.assessment.charting import save

# What a page does is the same on both databases; saves that race are tried on each.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"
FLEXION = "Knee flexion force"


def saves_of(draft: Assessment) -> int:
    return AuditEvent.objects.filter(verb=Verb.CHART_SAVED, object_id=draft.pk).count()


def test_a_refused_value_keeps_its_text_and_holds_up_nothing_else(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "2500")
    at_strength.types(FORCE, "left", "310")
    at_strength.sees_note(FORCE, "right", "2000")
    at_strength.sees("not everything is saved", "1 field was not saved.")
    at_strength.sees_value(FORCE, "right", "2500")
    at_strength.finds_no_barrier()

    at_strength.page.on("dialog", lambda dialog: dialog.accept())
    at_strength.page.reload()
    at_strength.sees_value(FORCE, "right", "")
    at_strength.sees_value(FORCE, "left", "310")


def test_the_page_says_that_something_is_not_saved_until_it_is(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "2500")
    at_strength.sees_note(FORCE, "right", "2000")
    at_strength.types(FLEXION, "left", "150")
    at_strength.types(FLEXION, "right", "200")
    at_strength.sees_result(FLEXION, "75.0 %")
    at_strength.sees("not everything is saved", "1 field was not saved.")
    at_strength.types(FORCE, "right", "402")
    at_strength.sees_saved()
    at_strength.does_not_see("was not saved.")


def test_a_refused_value_can_be_corrected(at_strength: Person) -> None:
    at_strength.types(FORCE, "left", "31O")
    note = at_strength.sees_note(FORCE, "left", "number")
    at_strength.types(FORCE, "left", "310")
    expect(note.locator(".field-error")).to_have_count(0)
    at_strength.sees_saved()


def test_an_unusual_value_is_asked_about_and_kept(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "402")
    at_strength.types(FORCE, "left", "1880")
    note = at_strength.sees_note(FORCE, "left", "1000", "Keep it")
    at_strength.sees_result(FORCE, "not computed: left waits to be confirmed")
    at_strength.sees("1 to confirm")
    at_strength.finds_no_barrier()
    at_strength.reaches(note.get_by_label("Keep it"))
    at_strength.page.keyboard.press("Space")
    expect(note.get_by_label("Keep it")).to_have_count(0)
    at_strength.sees_result(FORCE, "467.7 %")
    at_strength.does_not_see("1 to confirm")
    expect(at_strength.field(FORCE, "left")).to_be_focused()


def test_a_value_changed_in_another_tab_is_not_overwritten(at_strength: Person) -> None:
    other = at_strength.opens_another_tab()
    other.types(FORCE, "left", "310")
    other.sees_saved()

    at_strength.types(FORCE, "left", "320")
    at_strength.sees_note(FORCE, "left", "310 N", "Keep mine", "Take the stored one")
    at_strength.sees_value(FORCE, "left", "320")
    at_strength.finds_no_barrier()
    at_strength.types(FORCE, "left", "330")
    at_strength.types(FORCE, "right", "402")
    at_strength.sees_result(FORCE, "77.1 %")

    at_strength.presses("Keep mine")
    at_strength.sees_result(FORCE, "82.1 %")
    at_strength.sees_saved()


def test_the_value_stored_elsewhere_can_be_taken(at_strength: Person) -> None:
    other = at_strength.opens_another_tab()
    other.types(FORCE, "left", "31.6 kgf")
    other.sees_saved()

    at_strength.types(FORCE, "left", "320")
    at_strength.sees_note(FORCE, "left", "31.6 kgf")
    at_strength.presses("Take the stored one")
    at_strength.sees_value(FORCE, "left", "31.6")
    at_strength.types(FORCE, "left", "32")
    at_strength.sees_saved()
    at_strength.page.reload()
    at_strength.sees_value(FORCE, "left", "32")
    unit = at_strength.page.get_by_label(re.compile(f"^Unit.*{FORCE}, left$"))
    expect(unit).to_have_value("kgf")


def test_fields_changed_in_different_tabs_are_merged(at_strength: Person) -> None:
    other = at_strength.opens_another_tab()
    other.types(FORCE, "left", "310")
    other.sees_saved()
    at_strength.types(FORCE, "right", "402")
    at_strength.sees_result(FORCE, "77.1 %")


def test_nothing_is_lost_while_the_server_is_out_of_reach(
    at_strength: Person, draft: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console += ["net::ERR_FAILED", "htmx:"]
    at_strength.page.route("**/sections/**", lambda route: route.abort())
    at_strength.types(FORCE, "right", "402")
    at_strength.sees("no answer from the server")
    at_strength.types(FORCE, "left", "310")
    at_strength.follows("History")
    at_strength.sees("no answer from the server")
    at_strength.sees_value(FORCE, "left", "310")

    at_strength.page.unroute("**/sections/**")
    at_strength.sees_result(FORCE, "77.1 %")
    at_strength.sees_saved()
    assert SectionStatus.objects.get(assessment=draft, section="strength").version == saves_of(
        draft
    )


def test_a_save_whose_answer_was_lost_is_done_once(
    at_strength: Person, draft: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console += ["net::ERR_FAILED", "htmx:"]

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    at_strength.page.route("**/sections/**", lose_the_answer, times=1)
    at_strength.types(FORCE, "right", "402")
    at_strength.sees("no answer from the server")
    at_strength.sees_saved()
    assert saves_of(draft) == 1
    at_strength.page.reload()
    at_strength.sees_value(FORCE, "right", "402")


def test_a_link_is_followed_once_everything_typed_is_saved(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "402")
    at_strength.opens_section("History")
    at_strength.opens_section("Strength")
    at_strength.sees_value(FORCE, "right", "402")


def test_a_section_may_be_left_with_a_refused_value_and_the_page_goes_on_saying_so(
    at_strength: Person,
) -> None:
    at_strength.types(FORCE, "right", "2500")
    at_strength.opens_section("History")
    at_strength.sees("not everything is saved: Strength")
    at_strength.page.get_by_role("button", name="Strength", exact=True).click()
    at_strength.sees_note(FORCE, "right", "2000")
    expect(at_strength.field(FORCE, "right")).to_be_focused()
    at_strength.types(FORCE, "right", "402")
    at_strength.sees_saved()


def test_the_page_is_not_left_past_a_refused_value(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "2500")
    at_strength.opens_section("History")
    at_strength.follows("Review and sign")
    at_strength.sees_note(FORCE, "right", "2000")
    expect(at_strength.field(FORCE, "right")).to_be_focused()
    at_strength.page.on("dialog", lambda dialog: dialog.accept())


def test_a_value_typed_into_a_chart_signed_elsewhere_stays_on_the_page(
    at_strength: Person, draft: Assessment, member: Member
) -> None:
    save(draft, "strength", {"knee_extension_force.left": "310 N"}, by=member)
    at_strength.opens_another_tab().signs_what_is_open()
    at_strength.types(FORCE, "right", "402")
    at_strength.sees("is signed and can no longer be changed. Nothing was saved.")
    at_strength.sees_value(FORCE, "right", "402")


def test_enter_goes_to_the_next_value_and_sends_no_form(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "402")
    at_strength.page.keyboard.press("Enter")
    expect(at_strength.field(FORCE, "left")).to_be_focused()
    at_strength.page.keyboard.type("310")
    at_strength.sees_result(FORCE, "77.1 %")


def test_the_list_of_keys_opens_and_closes_by_keyboard(at_strength: Person) -> None:
    at_strength.reaches(at_strength.field(FORCE, "right"))
    at_strength.page.keyboard.press("?")
    keys = at_strength.page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    at_strength.finds_no_barrier()
    at_strength.page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(at_strength.field(FORCE, "right")).to_be_focused()


def test_an_answer_given_by_mistake_is_taken_back(at_strength: Person) -> None:
    fever = "Fever, rigors or feeling ill"
    at_strength.opens_section("Red flags")
    at_strength.answers(fever, "1")
    at_strength.sees("Red flags incomplete: 1 answered yes")
    at_strength.page.keyboard.press("Delete")
    at_strength.does_not_see("1 answered yes")
    at_strength.page.reload()
    expect(at_strength.question(fever).locator("input:checked")).to_have_count(0)


def test_a_chosen_answer_clicked_again_is_taken_back(at_strength: Person) -> None:
    at_strength.opens_section("Red flags")
    fever = at_strength.question("Fever, rigors or feeling ill")
    fever.get_by_text("yes", exact=True).click()
    at_strength.sees("Red flags incomplete: 1 answered yes")
    fever.get_by_text("yes", exact=True).click()
    at_strength.does_not_see("1 answered yes")
    expect(fever.locator("input:checked")).to_have_count(0)
