"""A browser that runs no scripts charts as well: a section is then one plain form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessment.models import Assessment
from clinics.access import Member, Role
from tests.browser.journey import Person
from tests.integration.assessment.charting import save

# What the pages do is the same on both databases; their services are tried on each.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"
GRADE = "Knee extension, grade"
LEFT = "knee_extension_force.left"


@pytest.fixture
def therapist(
    comes: Callable[..., Person], draft: Assessment, expected_in_console: list[str]
) -> Person:
    """The therapist at the strength section of a fresh visit, in a browser without scripts."""
    # Chromium reports a page that comes back with a refusal or a conflict.
    expected_in_console += ["status of 422", "status of 409"]
    somebody = comes(Role.THERAPIST, java_script_enabled=False)
    somebody.begins_signed_in()
    somebody.opens_chart(draft.pk, "strength")
    return somebody


def test_a_whole_section_is_saved_as_one_form(therapist: Person) -> None:
    therapist.field(GRADE, "left").select_option("4+")
    therapist.field(FORCE, "right").fill("402")
    therapist.field(FORCE, "left").fill("310 N")
    therapist.page.get_by_text("Setup and trials").first.click()
    therapist.field(FORCE, "", detail="fixation").select_option("belt")
    therapist.field(FORCE, "right", detail="lever arm").fill("0.34")
    therapist.field(FORCE, "left", detail="lever arm").fill("34 cm")
    therapist.presses("Save section")
    therapist.sees_value(GRADE, "left", "4+")
    therapist.sees_value(FORCE, "left", "310")
    therapist.sees_result(FORCE, "77.1 %", "105.4 N·m", "fixation belt or frame")


def test_a_section_is_saved_on_the_way_to_the_next(therapist: Person) -> None:
    therapist.opens_section("Thigh girth")
    therapist.field("Thigh girth 10 cm above the superior pole", "left").fill("43.9")
    therapist.presses("Save, then Strength")
    therapist.opens_section("Thigh girth")
    therapist.sees_value("Thigh girth 10 cm above the superior pole", "left", "43.9")


def test_a_refused_value_comes_back_as_it_was_typed(therapist: Person) -> None:
    therapist.field(FORCE, "right").fill("2500")
    therapist.field(FORCE, "left").fill("310")
    therapist.presses("Save section")
    therapist.sees("1 field was not saved.")
    therapist.sees_note(FORCE, "right", "2000")
    therapist.sees_value(FORCE, "right", "2500")
    therapist.field(FORCE, "right").fill("402")
    therapist.presses("Save section")
    therapist.sees_result(FORCE, "77.1 %")


def test_an_unusual_value_is_kept_with_a_tick(therapist: Person) -> None:
    therapist.field(FORCE, "left").fill("1880")
    therapist.presses("Save section")
    therapist.sees_note(FORCE, "left", "usual is at most 1000 N").get_by_label("Keep it").check()
    therapist.presses("Save section")
    therapist.sees_result(FORCE, "right not measured")


@pytest.mark.parametrize(("button", "stands"), [("Keep mine", "320"), ("Take the stored", "310")])
def test_a_conflict_is_shown_until_it_is_settled(
    therapist: Person, draft: Assessment, member: Member, button: str, stands: str
) -> None:
    save(draft, "strength", {LEFT: "310 N"}, by=member)
    therapist.field(FORCE, "right").fill("402")
    therapist.field(FORCE, "left").fill("320")
    therapist.presses("Save section")
    therapist.sees_note(FORCE, "left", "310 N", "Keep mine", "Take the stored one")
    therapist.sees_value(FORCE, "left", "320")
    therapist.presses("Save section")
    therapist.sees_note(FORCE, "left", "310 N", "Keep mine")
    therapist.presses(button)
    therapist.sees_value(FORCE, "left", stands)
    therapist.sees_note(FORCE, "left")
    therapist.does_not_see("Keep mine")
    therapist.page.reload()
    therapist.sees_value(FORCE, "left", stands)


def test_keeping_mine_gives_way_to_a_value_nobody_has_seen(
    therapist: Person, draft: Assessment, member: Member
) -> None:
    save(draft, "strength", {LEFT: "310 N"}, by=member)
    therapist.field(FORCE, "left").fill("320")
    therapist.presses("Save section")
    save(draft, "strength", {LEFT: "315 N"}, by=member)
    therapist.presses("Keep mine")
    therapist.sees_note(FORCE, "left", "315 N", "Keep mine")
