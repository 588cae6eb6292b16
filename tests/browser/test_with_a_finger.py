"""A tablet in one hand: what a key does at a desk, a finger does here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assessment.models import Assessment, Strength
from clinics.access import Role
from tests.browser.journey import Person, account_of

pytestmark = pytest.mark.once

FORCE = "Knee extension force"
TARGET = 44


def test_a_tap_gives_the_other_side_the_same(opens: Callable[..., Page], draft: Assessment) -> None:
    page = opens(has_touch=True, is_mobile=True, viewport={"width": 820, "height": 1180})
    therapist = Person(page, account_of("riverside", Role.THERAPIST))
    therapist.begins_signed_in()
    therapist.opens_chart(draft.pk, "strength")
    same = page.get_by_role("button", name="Same on the left")
    expect(same).to_have_count(0)
    therapist.field(FORCE, "right").tap()
    page.keyboard.type("402")
    expect(same).to_be_visible()
    box = same.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= TARGET
    therapist.finds_no_barrier()
    same.tap()
    therapist.sees_value(FORCE, "left", "402")
    expect(same).to_have_count(0)
    therapist.sees_saved()
    rows = Strength.objects.filter(assessment=draft, measure="knee_extension_force")
    assert {(row.side, row.entered) for row in rows} == {("right", "402"), ("left", "402")}
