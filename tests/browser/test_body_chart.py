"""Where it hurts: a tap on the body chart answers the row below it, saved like any other answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from assessment.models import Assessment, History, SetupValue, VisitKind
from clinics.access import Member, Role
from patients.models import EpisodeOfCare
from tests.browser.journey import Person, account_of
from tests.integration.assessment.charting import save, sign, start

pytestmark = pytest.mark.once

BACK_OF_KNEE = "Back of the knee"


def spot(page: Page, place: str) -> Locator:
    return page.locator(f'[data-spot="{place}"]').first


def test_a_tap_marks_a_place_and_its_row_says_what_it_is_like(
    opens: Callable[..., Page], draft: Assessment
) -> None:
    page = opens(has_touch=True, is_mobile=True, viewport={"width": 820, "height": 1180})
    therapist = Person(page, account_of("riverside", Role.THERAPIST))
    therapist.begins_signed_in()
    therapist.opens_chart(draft.pk, "history")
    spot(page, "popliteal.left").tap()
    expect(page.locator("#body-marks")).to_contain_text(f"{BACK_OF_KNEE}, left")
    therapist.sees_saved()
    answer = History.objects.get(assessment=draft)
    assert (answer.measure, answer.side, answer.choice) == ("site_popliteal", "left", "yes")

    therapist.chooses(BACK_OF_KNEE, "left", "dull", detail="kind")
    therapist.types(BACK_OF_KNEE, "left", "4", detail="intensity")
    expect(page.locator("#body-marks")).to_contain_text("dull ache, 4/10")
    expect(page.locator('[data-number="popliteal.left"]').first).to_have_text("4")
    assert SetupValue.objects.filter(setup__assessment=draft).count() == 2
    therapist.finds_no_barrier()

    # What is said of a mark is not taken back by a tap; a bare mark is.
    spot(page, "popliteal.left").tap()
    expect(spot(page, "popliteal.left")).to_have_class("spot spot-marked")
    spot(page, "tibial_tubercle.right").tap()
    expect(page.locator("#body-marks")).to_contain_text("Tibial tubercle, right")
    spot(page, "tibial_tubercle.right").tap()
    expect(page.locator("#body-marks")).not_to_contain_text("Tibial tubercle")
    therapist.sees_saved()
    assert History.objects.get(assessment=draft).measure == "site_popliteal"


def test_the_last_visits_marks_are_drawn_dashed_and_the_report_shows_todays(
    at_strength: Person, member: Member, episode: EpisodeOfCare
) -> None:
    before = start(member, episode, date(2026, 3, 1))
    save(before, "history", {"site_diffuse.left": "yes"}, by=member)
    sign(before, by=member)
    again = start(member, episode, date(2026, 4, 1), kind=VisitKind.REASSESSMENT)
    save(again, "history", {"site_anterior.left": "yes"}, by=member)
    page = at_strength.page
    at_strength.opens_chart(again.pk, "history")
    expect(spot(page, "diffuse.left")).to_have_class("spot spot-before")
    expect(page.locator("#body-marks")).to_contain_text("Marked on 1 Mar 2026")
    at_strength.follows("Report so far")
    chart = page.get_by_role("figure")
    expect(chart.get_by_role("img")).to_be_visible()
    expect(chart).to_contain_text("Front of the knee, around or behind the kneecap, left")
    expect(chart).not_to_contain_text("Whole knee")
    at_strength.finds_no_barrier()
