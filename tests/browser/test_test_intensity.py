"""The suggested intensity by keyboard: chosen, read at the row, gone beyond; a value marked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assessment.models import Assessment
from clinics.access import Member
from tests.browser.accessibility import violations
from tests.browser.journey import Person
from tests.integration.assessment.charting import save

# What a page shows while one types is the same on both databases.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"
ROW = "T3, above the T2 suggested"


def presses_in(person: Person, side: str, key: str) -> None:
    """A key in the force of one side."""
    person.reaches(person.field(FORCE, side))
    person.page.keyboard.press(key)


def picture(person: Person, name: str) -> None:
    """Pictures of the way, for whoever asks for them."""
    folder = os.environ.get("PICTURES")
    if folder:
        for device, size in {
            "desktop": (1440, 900),
            "tablet": (820, 1180),
            "phone": (390, 844),
        }.items():
            person.page.set_viewport_size({"width": size[0], "height": size[1]})
            path = Path(folder) / f"{name}-{device}.png"
            person.page.screenshot(path=path, full_page=True)
        person.page.set_viewport_size({"width": 1440, "height": 900})


@pytest.fixture
def no_injury(draft: Assessment, member: Member) -> None:
    """What an injury would ask of the knee is answered: there was none."""
    save(draft, "history", {"onset.none": "gradual"}, by=member)
    told = {"recent_injury.none": "no", "straight_leg_raise.none": "able"}
    save(draft, "red_flags", told, by=member)


@pytest.mark.usefixtures("no_injury")
def test_it_is_suggested_said_at_the_row_and_gone_beyond(at_strength: Person) -> None:
    person, page = at_strength, at_strength.page
    person.opens_section("Precautions and test intensity")
    told = page.locator("#section-intensity")
    expect(told).to_contain_text("Suggested, at most: T1")
    expect(person.field("Irritability")).to_have_value("")
    person.chooses("Irritability", "", "high")
    person.chooses("Tissue healing stage", "", "gradual")
    person.sees_saved()
    expect(told).to_contain_text("Suggested, at most: T2, submaximal isometric")
    expect(told).to_contain_text("Irritability high, gradual onset (starts as stage C): T2.")
    assert violations(page) == []
    picture(person, "precautions")

    person.opens_section("Strength")
    said = page.locator("#at-knee_extension_force")
    expect(said).to_contain_text(ROW)
    presses_in(person, "right", "F1")
    expect(said).to_contain_text("You may test all the same; what you enter is kept.")
    person.types(FORCE, "right", "402")
    person.types(FORCE, "left", "310")
    person.sees_result(FORCE, "77.1 %")
    expect(told).to_contain_text("Tested beyond it: give one reason for the visit")
    assert violations(page) == []

    marks = page.locator("#marks-knee_extension_force")
    presses_in(person, "left", "F2")
    expect(marks.get_by_label("Left, whether it counts")).to_be_focused()
    page.keyboard.type("stopped")
    person.sees_result(FORCE, "not computed: left stopped by pain")
    page.keyboard.press("Tab")
    page.keyboard.type("7")
    expect(marks.locator("summary")).to_contain_text("Left: stopped by pain, pain 7/10")
    assert violations(page) == []
    picture(person, "strength")

    person.reaches(told.get_by_role("link", name="Tested beyond it"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Precautions")).to_be_visible()
    person.types("Reason to test above the suggestion", "", "the surgeon asked for it")
    person.sees_saved()
    expect(told).to_contain_text("Reason: the surgeon asked for it")


def test_what_is_typed_in_a_mark_stays_while_the_row_is_saved(at_strength: Person) -> None:
    person, page = at_strength, at_strength.page
    person.types(FORCE, "right", "402")
    marks = page.locator("#marks-knee_extension_force")
    presses_in(person, "right", "F2")
    expect(marks.get_by_label("Right, whether it counts")).to_be_focused()
    page.keyboard.type("does not")
    expect(marks).to_contain_text("Say in a few words why it does not count.")
    page.keyboard.press("Tab")
    page.keyboard.type("the belt slipped")
    person.types(FORCE, "left", "310")
    expect(marks.get_by_label("Left, whether it counts")).to_have_value("valid")
    expect(marks.locator("summary")).to_contain_text("Right: does not count, the belt slipped")
    person.sees_result(FORCE, "not computed: right marked as not counting")
    page.reload()
    expect(page.locator("#marks-knee_extension_force summary")).to_contain_text(
        "Right: does not count, the belt slipped"
    )
