"""How the charting page looks to one person: the side that stands first, the unit offered first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assessment import catalogue
from assessment.catalogue.types import Kind
from assessment.models import Assessment, Strength, VisitKind
from clinics.access import Member
from clinics.audit import Verb
from clinics.models import AuditEvent, User
from clinics.models.user import ForceUnit, LengthUnit, MassUnit
from clinics.receipts import new_key
from clinics.services.profile import change_preferences
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, sign, start
from tests.integration.assessment.pages import text_of

pytestmark = pytest.mark.django_db

FORCE = "knee_extension_force"
LIMB = "limb_length"
REACHES = ("y_balance_anterior", "y_balance_posteromedial", "y_balance_posterolateral")
USUAL = {
    "first_side": "right",
    "density": "comfortable",
    "length_unit": "",
    "force_unit": "",
    "mass_unit": "",
}


def settles(user: User, **chosen: str) -> None:
    change_preferences(by=user, **(USUAL | chosen))


def strength(browser: HttpsClient, draft: Assessment) -> str:
    return text_of(browser.get(f"/c/riverside/evaluations/{draft.pk}/sections/strength/"))


def offered_unit(page: str, field: str) -> str:
    select = page[page.index(f'id="a-{field}"') :]
    chosen = re.search(r'<option value="([^"]*)" selected', select[: select.index("</select>")])
    return chosen[1] if chosen else ""


def test_every_unit_that_can_be_chosen_is_one_that_measures_are_typed_in() -> None:
    typed = {
        unit.label
        for section in catalogue.sections()
        for measure in section.measures
        if measure.kind is Kind.QUANTITY
        for unit in measure.entry_units
    }
    assert {*LengthUnit.values, *ForceUnit.values, *MassUnit.values} <= typed


def test_whoever_chose_nothing_sees_right_first_and_the_measures_own_unit(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = strength(browser, draft)
    assert page.index(f'id="f-{FORCE}.right"') < page.index(f'id="f-{FORCE}.left"')
    assert offered_unit(page, f"{FORCE}.right") == ""
    assert "data-density" not in page and "data-first-side" not in page


def test_left_first_turns_heads_fields_and_setup_round(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    settles(therapist.user, first_side="left", density="compact")
    page = strength(browser, draft)
    assert page.index(f'id="f-{FORCE}.left"') < page.index(f'id="f-{FORCE}.right"')
    assert page.index('class="side-left') < page.index('class="side-right')
    assert page.index("trial-fields-left") < page.index("trial-fields-right")
    assert 'data-density="compact" data-first-side="left"' in page


def test_a_blank_field_offers_the_persons_unit_and_a_charted_one_keeps_its_own(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    save(draft, "strength", {f"{FORCE}.left": "310 N"}, by=therapist)
    settles(therapist.user, force_unit="lbf")
    page = strength(browser, draft)
    assert offered_unit(page, f"{FORCE}.right") == "lbf"
    assert offered_unit(page, f"{FORCE}.left") == "N"


def test_a_number_is_what_the_page_said_it_was_whatever_was_chosen_since(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    settles(therapist.user, force_unit="lbf")
    page = strength(browser, draft)
    settles(therapist.user, force_unit="kgf")
    sent = {
        "key": new_key(),
        f"{FORCE}.right": "70",
        f"{FORCE}.right.as": offered_unit(page, f"{FORCE}.right"),
        f"{FORCE}.right.from": "",
        # A field that stayed blank says its unit too, and stays blank.
        f"{FORCE}.left": "",
        f"{FORCE}.left.as": "lbf",
        f"{FORCE}.left.from": "",
    }
    browser.post(f"/c/riverside/evaluations/{draft.pk}/sections/strength/", sent)
    row = Strength.objects.get(assessment=draft)
    assert (row.side, row.entered, row.unit_entered) == ("right", "70", "lbf")
    assert offered_unit(strength(browser, draft), f"{FORCE}.right") == "lbf"


def test_settings_are_kept_for_the_person_and_told_to_the_audit_trail(
    browser: HttpsClient, therapist: Member, colleague: Member, sign_in: Callable[..., Any]
) -> None:
    sent = USUAL | {"first_side": "left", "mass_unit": "lb"}
    answer = browser.post("/accounts/settings/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/settings/")
    therapist.user.refresh_from_db()
    assert (therapist.user.first_side, therapist.user.mass_unit) == ("left", "lb")
    event = AuditEvent.objects.filter(verb=Verb.PROFILE_CHANGED).latest("at")
    assert event.detail == {"fields": "first_side mass_unit"}
    colleague.user.refresh_from_db()
    assert colleague.user.first_side == "right"


def test_what_is_no_choice_is_refused_beside_its_field(
    browser: HttpsClient, therapist: Member
) -> None:
    answer = browser.post("/accounts/settings/", USUAL | {"force_unit": "stone"})
    assert answer.status_code == 200
    assert "stone" in text_of(answer)
    therapist.user.refresh_from_db()
    assert therapist.user.force_unit == ""


@pytest.mark.parametrize(("first", "shown"), [("right", "301 | 436"), ("left", "436 | 301")])
def test_earlier_values_stand_in_the_order_of_the_fields(
    browser: HttpsClient,
    therapist: Member,
    episode: EpisodeOfCare,
    first: str,
    shown: str,
) -> None:
    before = start(therapist, episode, date(2026, 3, 3))
    values = {f"{FORCE}.right": "301 N", f"{FORCE}.left": "436 N"}
    save(before, "strength", values, by=therapist)
    sign(before, by=therapist)
    again = start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    settles(therapist.user, first_side=first)
    page = strength(browser, again)
    values_beside = re.findall(r'class="earlier-value">([^<]*\|[^<]*)<', page)
    assert values_beside
    assert set(values_beside) == {shown}


@pytest.mark.parametrize("first", ["right", "left"])
def test_what_follows_from_several_measures_stands_in_the_order_of_the_fields(
    browser: HttpsClient, draft: Assessment, therapist: Member, first: str
) -> None:
    legs = {f"{LIMB}.{side}": "90 cm" for side in ("right", "left")}
    reaches = {f"{one}.{side}": "80 cm" for one in REACHES for side in ("right", "left")}
    save(draft, "function", legs | reaches, by=therapist)
    settles(therapist.user, first_side=first)
    page = text_of(browser.get(f"/c/riverside/evaluations/{draft.pk}/sections/function/"))
    results = page[page.index('id="section-results"') :]
    sides = re.findall(r'class="answer answer-(right|left)"', results)
    assert sides[:2] == sorted(["right", "left"], key=lambda side: side != first)
