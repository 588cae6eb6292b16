"""A draft is discarded in one tab while another types in it: nothing typed is lost."""

from __future__ import annotations

import pytest

from assessment.models import Assessment
from tests.browser.journey import Person

pytestmark = pytest.mark.once

FORCE = "Knee extension force"


def test_a_tab_left_open_says_that_its_draft_was_discarded_and_saves_once_it_is_back(
    at_strength: Person, draft: Assessment, expected_in_console: list[str]
) -> None:
    expected_in_console.append("status of 410")
    other = at_strength.opens_another_tab()
    other.goes(f"evaluations/{draft.pk}/discard/")
    other.sees("Nothing is charted in it yet.")
    other.finds_no_barrier()
    other.presses("Discard the draft")
    other.sees("For 30 days you can take it back.")
    other.finds_no_barrier()

    at_strength.types(FORCE, "right", "402")
    at_strength.sees("Not saved: this draft was discarded.")
    at_strength.sees_value(FORCE, "right", "402")

    other.page.get_by_role("button", name="Take back").click()
    other.sees("The draft is back as it stood.")
    at_strength.types(FORCE, "left", "310")
    at_strength.sees_saved()
    at_strength.page.reload()
    at_strength.sees_value(FORCE, "right", "402")
    at_strength.sees_value(FORCE, "left", "310")
