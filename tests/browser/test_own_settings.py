"""A person settles how Vastus looks to them, charts by it, and a colleague sees their own way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from assessment.models import Assessment, Strength
from clinics.access import Role
from tests.browser.journey import Person, account_of

pytestmark = pytest.mark.once

FORCE = "Knee extension force"


def left_edge(person: Person, side: str) -> float:
    box = person.field(FORCE, side).bounding_box()
    assert box is not None
    return box["x"]


def unit_beside(person: Person, side: str) -> Locator:
    return person.page.locator(f"[id='a-knee_extension_force.{side}']")


def test_left_first_in_pounds_of_force_for_one_person_alone(
    at_strength: Person, draft: Assessment, opens: Callable[..., Page]
) -> None:
    page = at_strength.page
    page.goto("/accounts/settings/")
    page.get_by_label("Left, then right").check()
    page.get_by_label("Forces").select_option("lbf")
    at_strength.finds_no_barrier()
    at_strength.presses("Save your settings")
    at_strength.sees("Your settings are saved.")

    at_strength.opens_chart(draft.pk, "strength")
    assert left_edge(at_strength, "left") < left_edge(at_strength, "right")
    at_strength.types(FORCE, "left", "70")
    page.keyboard.press("Enter")
    expect(at_strength.field(FORCE, "right")).to_be_focused()
    page.keyboard.type("90")
    at_strength.sees_saved()
    at_strength.sees_result(FORCE, "77.8 %")
    at_strength.finds_no_barrier()
    rows = Strength.objects.filter(assessment=draft).order_by("side")
    assert [(row.side, row.entered, row.unit_entered) for row in rows] == [
        ("left", "70", "lbf"),
        ("right", "90", "lbf"),
    ]

    assistant = Person(opens(), account_of("riverside", Role.ASSISTANT))
    assistant.begins_signed_in()
    assistant.opens_chart(draft.pk, "strength")
    assert left_edge(assistant, "right") < left_edge(assistant, "left")
    assistant.sees_value(FORCE, "left", "70")
    expect(unit_beside(assistant, "left")).to_have_value("lbf")


def test_a_field_that_somebody_else_emptied_still_says_its_unit(
    at_strength: Person, draft: Assessment
) -> None:
    at_strength.types(FORCE, "left", "70 lbf")
    at_strength.sees_saved()
    other = at_strength.opens_another_tab()
    other.clears(FORCE, "left")
    other.sees_saved()

    at_strength.types(FORCE, "left", "71")
    at_strength.sees_note(FORCE, "left", "Take the stored one")
    at_strength.presses("Take the stored one")
    at_strength.sees_value(FORCE, "left", "")
    expect(unit_beside(at_strength, "left")).to_have_value("lbf")
    at_strength.types(FORCE, "left", "72")
    at_strength.sees_saved()
    row = Strength.objects.get(assessment=draft)
    assert (row.entered, row.unit_entered) == ("72", "lbf")
