"""A runner whose measurements anybody can look up, typed in as they were published.

Case Ultra-06 of Landers-Ramos RQ, Dondero K, Nelson C, Ranadive SM, Prior SJ, Addison O (2022),
PLoS ONE 17(9): e0273510; data: Harvard Dataverse, doi 10.7910/DVN/B6YPF0, CC0. Isometric knee
extension before, right after and a day after 50 km. Force in kgf; the lever arm is printed as 39 cm
before and as 59 cm (left 58 cm) from then on. The device was not seen, so no fixation is recorded.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.journey import Person

# Shorter journeys are charted on both databases.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"
NOT_PUBLISHED = "The published data hold strength only."


class Side(NamedTuple):
    """Force in kgf, lever arm in cm, as typed."""

    force: str
    lever_arm: str


BEFORE = (Side("27.433333", "39"), Side("34.333333", "39"))
AFTER = (Side("27.8", "59"), Side("31.6", "58"))
DAY_AFTER = (Side("21.9", "59"), Side("27.533333", "58"))


def test_a_published_case_is_typed_signed_and_compared(therapist: Person) -> None:
    race = timezone.localdate() - timedelta(days=30)

    therapist.signs_in()
    therapist.registers("Ultra", "Six", born="", sex="unknown")
    therapist.opens_episode("50 km ultramarathon", kind="other", side="none")

    charts(therapist, BEFORE, on=race, at="06:00")
    therapist.sees_result(FORCE, "104.9 N·m", "131.3 N·m", "right weaker")
    signs(therapist)

    therapist.follows("ULTRA, Six")
    charts(therapist, AFTER, on=race, at="18:00")
    therapist.sees_result(FORCE, "160.8 N·m", "179.7 N·m", "right weaker", "not comparable")
    signs(therapist)
    reads_that_only_torque_is_compared(therapist)

    therapist.follows("ULTRA, Six")
    charts(therapist, DAY_AFTER, on=race + timedelta(days=1), at="18:00")
    therapist.sees_result(FORCE, "126.7 N·m", "156.6 N·m", "right weaker")
    signs(therapist)

    therapist.follows("ULTRA, Six")
    therapist.follows("Report so far")
    therapist.sees("Episode so far", "lever arm")
    therapist.finds_no_barrier()


def charts(therapist: Person, sides: tuple[Side, Side], *, on: date, at: str) -> None:
    therapist.starts_visit(on, at=at, why_late="Typed in from the published data.")
    therapist.opens_section("Strength")
    for name, side in zip(("right", "left"), sides, strict=True):
        therapist.types(FORCE, name, f"{side.force} kgf")
    for name, side in zip(("right", "left"), sides, strict=True):
        therapist.types(FORCE, name, f"{side.lever_arm} cm", detail="lever arm")


def signs(therapist: Person) -> None:
    therapist.reviews()
    therapist.gives_reasons(NOT_PUBLISHED)
    therapist.signs()


def reads_that_only_torque_is_compared(therapist: Person) -> None:
    table = therapist.page.get_by_role("region", name="Strength, Dynamometry")
    verdicts = table.locator("tr.verdict-line")
    expect(table).to_contain_text("right weaker")
    expect(verdicts.nth(0)).to_contain_text("not comparable: lever arm")
    expect(verdicts.nth(0)).to_contain_text("39 cm")
    expect(verdicts.nth(0)).to_contain_text("59 cm")
    expect(verdicts.nth(1)).to_contain_text("+55.9 N·m")
    expect(verdicts.nth(1)).to_contain_text("no published error")
