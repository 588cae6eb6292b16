"""Three numbers for a range of motion are one entry: they wait until the last is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Request, expect

from tests.browser.journey import Person

# What a page does while one types is the same on both databases.
pytestmark = pytest.mark.once

LONGER_THAN_A_PAUSE = 1500
FLEXION, EXTENSION = "Knee flexion, active", "Knee extension, active"


def test_half_a_range_is_not_sent_and_the_whole_fills_both_fields(at_strength: Person) -> None:
    at_strength.opens_section("Range of motion")
    page = at_strength.page
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            sent.append(request.post_data or "")

    page.on("request", note)
    at_strength.types(FLEXION, "left", "0-6")
    page.wait_for_timeout(LONGER_THAN_A_PAUSE)
    assert sent == []
    page.keyboard.type("-140")
    page.wait_for_timeout(LONGER_THAN_A_PAUSE)
    assert sent == []
    page.keyboard.press("Tab")
    expect(at_strength.field(FLEXION, "left")).to_have_value("140")
    expect(at_strength.field(EXTENSION, "left")).to_have_value("6")
    at_strength.sees_saved()
    assert len(sent) == 1


def test_a_number_alone_is_sent_after_the_pause_without_leaving_the_field(
    at_strength: Person,
) -> None:
    at_strength.opens_section("Range of motion")
    at_strength.types(FLEXION, "left", "140")
    at_strength.sees_saved()
    expect(at_strength.field(FLEXION, "left")).to_be_focused()
