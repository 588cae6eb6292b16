"""Whoever else has an evaluation open is named beside its state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assessment.models import Assessment
from clinics.access import Role
from tests.browser.journey import Person, account_of

pytestmark = pytest.mark.once


def test_two_who_chart_in_one_evaluation_see_each_other(
    at_strength: Person, draft: Assessment, opens: Callable[..., Page]
) -> None:
    expect(at_strength.page.locator("#also-open")).to_be_empty()
    assistant = Person(opens(), account_of("riverside", Role.ASSISTANT))
    assistant.begins_signed_in()
    assistant.opens_chart(draft.pk, "strength")
    state = assistant.page.get_by_role("region", name="State of this evaluation")
    therapist_here = f"{at_strength.account.name} has this open too"
    expect(state.get_by_text(therapist_here)).to_be_visible()
    assistant.finds_no_barrier()
    # The other page asks every twenty seconds, and when it is looked at again.
    at_strength.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    at_strength.sees(f"{assistant.account.name} has this open too")
    assistant.opens_section("Thigh girth")
    expect(state.get_by_text(therapist_here)).to_be_visible()
