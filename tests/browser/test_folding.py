"""What is folded is one action away, with and without scripts; the way follows the patient."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from assessment import catalogue
from assessment.catalogue.types import EpisodeKind
from assessment.models import Assessment, History
from assessment.services.measure_sets import arrange
from clinics.access import Role
from clinics.receipts import new_key
from tests.browser.conftest import Staffed
from tests.browser.journey import Person

# What a page opens and shows is the same on both databases.
pytestmark = pytest.mark.once

COLD = "Cold"
FIRST, FOLDED = "Mechanism", "Tibial tubercle"


def fold_with(somebody: Person, measure: str) -> Locator:
    """The fold that a measure stands in."""
    return somebody.page.locator("details.more-measures").filter(
        has=somebody.page.get_by_role("heading", name=measure, include_hidden=True)
    )


@pytest.fixture
def without_scripts(
    comes: Callable[..., Person], draft: Assessment, expected_in_console: list[str]
) -> Person:
    """The therapist at the history of a fresh visit, in a browser without scripts."""
    # Chromium reports a page that comes back with a refusal.
    expected_in_console += ["status of 422"]
    somebody = comes(Role.THERAPIST, java_script_enabled=False)
    somebody.begins_signed_in()
    somebody.opens_chart(draft.pk, "history")
    return somebody


def test_without_scripts_a_folded_field_is_reached_filled_and_saved(
    without_scripts: Person,
) -> None:
    expect(without_scripts.field(COLD)).to_be_hidden()
    fold_with(without_scripts, COLD).locator("> summary").click()
    without_scripts.field(COLD).fill("6")
    without_scripts.presses("Save section")
    expect(without_scripts.field(COLD)).to_be_visible()
    without_scripts.sees_value(COLD, "", "6")


def test_without_scripts_what_is_folded_comes_back_open_when_it_was_refused(
    without_scripts: Person,
) -> None:
    fold_with(without_scripts, COLD).locator("> summary").click()
    without_scripts.field(COLD).fill("11")
    without_scripts.presses("Save section")
    without_scripts.sees("1 field was not saved.")
    expect(without_scripts.field(COLD)).to_be_visible()
    without_scripts.sees_value(COLD, "", "11")


def test_a_closed_fold_is_saved_with_the_form(without_scripts: Person, draft: Assessment) -> None:
    fold_with(without_scripts, COLD).locator("> summary").click()
    without_scripts.field(COLD).fill("6")
    fold_with(without_scripts, COLD).locator("> summary").click()
    expect(without_scripts.field(COLD)).to_be_hidden()
    without_scripts.presses("Save section")
    without_scripts.sees_value(COLD, "", "6")
    assert History.objects.filter(assessment=draft).get().entered == "6"


def test_by_keyboard_the_fold_is_one_action_away_and_saves_while_typing(
    therapist: Person, draft: Assessment
) -> None:
    therapist.begins_signed_in()
    therapist.opens_chart(draft.pk, "history")
    therapist.types(COLD, "", "11")
    therapist.sees_note(COLD, "", "10")
    # What is refused opens its fold again, wherever one has gone meanwhile.
    fold_with(therapist, COLD).locator("> summary").click()
    expect(therapist.field(COLD)).to_be_hidden()
    therapist.types(COLD, "", "12")
    therapist.sees_note(COLD, "", "10")
    expect(therapist.field(COLD)).to_be_visible()
    therapist.types(COLD, "", "6")
    therapist.sees_saved()
    therapist.page.reload()
    expect(fold_with(therapist, COLD)).to_have_count(0)
    therapist.sees_value(COLD, "", "6")


def test_enter_goes_past_what_is_folded(therapist: Person, draft: Assessment) -> None:
    therapist.begins_signed_in()
    therapist.opens_chart(draft.pk, "history")
    expect(therapist.field(FOLDED, "left")).to_be_hidden()
    last_shown = therapist.field("Whole knee, no single place", "left")
    last_shown.focus()
    therapist.page.keyboard.press("Enter")
    expect(therapist.field("Going down stairs")).to_be_focused()


def test_by_position_the_way_leads_from_stop_to_stop_and_stays_at_one_while_saving(
    therapist: Person, draft: Assessment
) -> None:
    therapist.begins_signed_in()
    therapist.opens_chart(draft.pk, "strength")
    therapist.presses("Position")
    expect(therapist.heading("Strength")).to_be_visible()
    rail = therapist.page.get_by_role("navigation", name="Sections")
    for words in ("Standing", "Sitting", "Supine", "Side-lying", "Prone"):
        expect(rail.get_by_role("list", name=words, exact=True)).to_be_visible()
    prone = rail.get_by_role("list", name="Prone").get_by_role("link", name="Strength")
    prone.click()
    expect(therapist.heading("Strength, prone")).to_be_visible()
    therapist.field("Knee flexion, grade", "left").select_option("4+")
    therapist.sees_saved()
    expect(prone).to_have_attribute("aria-current", "true")
    expect(prone).to_contain_text("1 of 2")
    expect(prone).to_be_in_viewport()
    therapist.finds_no_barrier()
    therapist.page.get_by_role("button", name=re.compile("^Save, then")).click()
    expect(therapist.heading("Outcome measures")).to_be_visible()
    therapist.presses("Workflow")
    therapist.opens_section("Strength")
    expect(therapist.field("Knee extension, grade", "left")).to_be_visible()


def test_what_is_typed_is_saved_before_another_order_is_chosen(
    therapist: Person, draft: Assessment
) -> None:
    therapist.begins_signed_in()
    therapist.opens_chart(draft.pk, "strength")
    therapist.field("Knee extension force", "left").fill("310")
    therapist.presses("Position")
    expect(therapist.page.get_by_role("button", name="Position")).to_have_attribute(
        "aria-pressed", "true"
    )
    therapist.sees_value("Knee extension force", "left", "310")


def test_an_admin_arranges_a_set_and_the_chart_follows(
    comes: Callable[..., Person], draft: Assessment, expected_in_console: list[str]
) -> None:
    # The admin tries the chart, too.
    expected_in_console += ["status of 403"]
    admin, therapist = comes(Role.ADMIN), comes(Role.THERAPIST)
    admin.begins_signed_in()
    therapist.begins_signed_in()
    admin.goes("settings/")
    admin.follows("Measure sets")
    admin.finds_no_barrier()
    admin.follows("ACL reconstruction")
    admin.page.get_by_label(FIRST).uncheck()
    admin.page.get_by_label(COLD).check()
    admin.presses("Save the measure set")
    admin.sees("The measure set is saved.", "2 measures differ from the catalogue.")
    admin.finds_no_barrier()
    therapist.opens_chart(draft.pk, "history")
    expect(therapist.field(COLD)).to_be_visible()
    expect(therapist.field(FIRST)).to_be_hidden()
    admin.presses("Back to the catalogue's set")
    admin.sees("This set is the catalogue's again.")
    therapist.page.reload()
    expect(therapist.field(FIRST)).to_be_visible()
    assert admin.goes(f"evaluations/{draft.pk}/sections/history/") == 403


def test_a_set_that_shows_nothing_first_still_opens(
    therapist: Person, draft: Assessment, staffed: Staffed
) -> None:
    arrange(
        kind=EpisodeKind.ACL_RECONSTRUCTION,
        started=[one.code for one in catalogue.section("plan").measures],
        wanted=[],
        by=staffed.clinics.members["riverside", Role.ADMIN],
        key=new_key(),
    )
    therapist.begins_signed_in()
    therapist.opens_chart(draft.pk, "plan")
    therapist.sees("Nothing of this section shows first")
    therapist.types("Plan of care", "", "Twice a week")
    therapist.sees_saved()
