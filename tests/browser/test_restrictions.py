"""Restrictions while charting: told before, asked in a dialog, kept with a reason, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from assessment.models import Assessment, KeptBeyond
from clinics.access import Member, Role
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from patients.services import open_episode, register
from tests.browser.accessibility import violations
from tests.browser.by_key import ByKey
from tests.browser.journey import Person
from tests.integration.assessment.charting import ACL, start
from tests.integration.assessment.limiting import FLEXION, RANGE, forbid, operate, restrict, stands

# What a page does is the same on both databases; the services are tried on each.
pytestmark = pytest.mark.once

PASSIVE = "Knee flexion, passive"
BENT = "Prone knee bend (Ely test, quadriceps length)"
FORCE = "Knee extension force"
VISIT = date(2026, 3, 3)
ACTIVE_LIMIT = "Active limit 0 to 90 until 3 Jun 2026, Dr X (surgeon)"


@pytest.fixture
def knee(member: Member) -> EpisodeOfCare:
    """An operated knee of a patient of its own, so that limits of one test bear on no other."""
    number = str(20000 + EpisodeOfCare.objects.count())
    patient = register(
        by=member,
        key=new_key(),
        values={
            "family_name": f"Person{number}",
            "given_name": f"Name{number}",
            "birth_date": date(1990, 1, 1) + timedelta(days=37 * (int(number) - 20000)),
            "sex": "female",
            "number": number,
        },
    )
    return open_episode(by=member, key=new_key(), patient=patient, values=ACL)


@pytest.fixture
def charts(comes: Callable[..., Person], member: Member) -> Callable[..., Person]:
    """`charts(episode, section)`: the therapist at a section of a fresh visit."""

    def opened(episode: EpisodeOfCare, section: str = RANGE, **options: Any) -> Person:
        visit = start(member, episode, VISIT)
        person = comes(Role.THERAPIST, **options)
        person.begins_signed_in()
        person.opens_chart(visit.pk, section)
        person.visit = visit  # type: ignore[attr-defined]
        return person

    return opened


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Beyond a restriction")


def visit_of(person: Person) -> Assessment:
    return person.visit  # type: ignore[attr-defined,no-any-return]


def test_90_saves_silently_and_91_asks_and_is_kept_with_its_reason_by_keyboard(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    restrict(member, knee)
    person = charts(knee)
    page = person.page
    expect(person.row(PASSIVE)).to_contain_text(ACTIVE_LIMIT)
    person.types(PASSIVE, "left", "90")
    person.sees_saved()
    expect(dialog(page)).to_be_hidden()
    person.types(PASSIVE, "left", "91")
    expect(dialog(page)).to_be_visible()
    expect(dialog(page)).to_contain_text("91° is beyond the limit 0 to 90.")
    expect(dialog(page)).to_contain_text(ACTIVE_LIMIT)
    expect(dialog(page).get_by_label("Keep it, because")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(dialog(page)).to_contain_text("Choose why it is kept.")
    page.keyboard.type("measured")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_hidden()
    person.sees_saved()
    expect(person.row(PASSIVE)).to_contain_text("Kept: measured passively by the surgeon.")
    assert stands(visit_of(person), FLEXION).open_question == ""
    assert KeptBeyond.objects.get(assessment=visit_of(person)).why == "by_surgeon"
    assert violations(page) == []


def test_it_is_taken_back_from_the_dialog(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    restrict(member, knee)
    person = charts(knee)
    person.types(PASSIVE, "left", "95")
    dialog(person.page).get_by_role("button", name="Take it back").press("Enter")
    expect(person.field(PASSIVE, "left")).to_have_value("")
    expect(person.field(PASSIVE, "left")).to_be_focused()
    expect(person.page.locator("[data-beyond]")).to_have_count(0)
    person.sees_saved()
    assert stands(visit_of(person), FLEXION).state == ""


def test_escape_decides_later_and_the_question_stays_at_the_field_and_before_signing(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    restrict(member, knee)
    person = charts(knee)
    person.types(PASSIVE, "left", "95")
    expect(dialog(person.page)).to_be_visible()
    person.page.keyboard.press("Escape")
    expect(dialog(person.page)).to_be_hidden()
    note = person.sees_note(PASSIVE, "left", "95° is beyond the limit 0 to 90.")
    expect(person.page.locator("#state-flags")).to_contain_text("1 to confirm")
    assert violations(person.page) == []
    # The reason can be given from the field; other than the list it takes words.
    note.get_by_role("button", name="Say why, or take it back").press("Enter")
    dialog(person.page).get_by_label("Keep it, because").select_option("other")
    person.page.keyboard.press("Enter")
    expect(dialog(person.page)).to_contain_text("Write in words why it is kept.")
    person.page.keyboard.type("the surgeon bent it in front of us")
    person.page.keyboard.press("Enter")
    expect(person.row(PASSIVE)).to_contain_text("Kept: the surgeon bent it in front of us.")
    expect(person.page.locator("#state-flags")).not_to_contain_text("to confirm")


def test_a_test_that_needs_more_says_so_before_it_is_chosen(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    restrict(member, knee)
    person = charts(knee)
    person.reaches_unfolded(person.field(BENT, "left"))
    warned = person.row(BENT).locator(".row-limit-broken")
    expect(warned).to_contain_text("Prone knee bend goes to 100°, beyond the limit 0 to 90.")
    expect(person.field(BENT, "left")).to_have_value("")


def test_a_test_angle_beyond_the_limit_is_told_as_it_is_typed_and_asks_with_the_value(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    restrict(member, knee)
    person = charts(knee, "strength")
    expect(person.row(FORCE).locator(".row-limit-broken")).to_have_count(0)
    person.types(FORCE, "", "100", detail="knee angle")
    person.page.keyboard.press("Tab")
    expect(person.row(FORCE).locator(".row-limit-broken")).to_contain_text("at 100° is beyond")
    expect(dialog(person.page)).to_be_hidden()
    person.types(FORCE, "right", "400 N")
    person.page.keyboard.press("Tab")
    person.sees_saved()
    expect(dialog(person.page)).to_be_hidden()
    person.types(FORCE, "left", "300 N")
    expect(dialog(person.page)).to_be_visible()
    person.page.keyboard.press("Escape")
    person.types(FORCE, "", "60", detail="knee angle")
    person.page.keyboard.press("Tab")
    expect(person.row(FORCE).locator(".row-limit-broken")).to_have_count(0)


def test_the_other_leg_is_free(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    restrict(member, knee)
    person = charts(knee)
    person.types(PASSIVE, "right", "135")
    person.sees_saved()
    expect(dialog(person.page)).to_be_hidden()
    expect(person.row(PASSIVE).locator(".row-limit")).to_have_count(1)


def test_an_expired_limit_warns_and_asks_nothing(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    restrict(member, knee, until=date(2026, 3, 1))
    person = charts(knee)
    expect(person.row(PASSIVE)).to_contain_text("nobody lifted or renewed it, Dr X (surgeon)")
    expect(person.page.get_by_role("region", name="Restrictions", exact=True)).to_contain_text(
        "0 to 90 (expired)"
    )
    person.types(PASSIVE, "left", "120")
    person.sees_saved()
    expect(dialog(person.page)).to_be_hidden()
    expect(person.row(PASSIVE)).to_contain_text("Beyond a limit: 120° is beyond the limit 0 to 90.")


def test_two_orders_that_differ_are_a_conflict_and_the_stricter_is_used(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    restrict(member, knee)
    restrict(member, knee, high=120, who="Dr Y")
    person = charts(knee)
    expect(person.row(PASSIVE)).to_contain_text("conflict, confirm with surgeon")
    person.types(PASSIVE, "left", "100")
    expect(dialog(person.page)).to_be_visible()


def test_nothing_entered_after_surgery_is_unknown_until_somebody_declares_that_none_was_given(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    operate(member, knee, VISIT - timedelta(weeks=5), kind="mpfl_reconstruction")
    person = charts(knee)
    listed = person.page.get_by_role("region", name="Restrictions", exact=True)
    expect(listed).to_contain_text("Left leg: restrictions unknown, obtain them")
    assert violations(person.page) == []


def test_restrictions_are_recorded_and_lifted_by_keyboard(
    charts: Callable[..., Person], knee: EpisodeOfCare
) -> None:
    person = charts(knee)
    person.page.goto(
        re.sub(r"/evaluations/.*", f"/episodes/{knee.pk}/restrictions/", person.page.url)
    )
    key = ByKey(person)
    expect(person.page.get_by_role("main")).to_contain_text("No restriction recorded")
    assert violations(person.page) == []
    key.follows("Record the first restriction")
    key.chooses("Leg", "Left")
    key.chooses("What is still allowed", "Range of motion: limited")
    key.types("From (°)", "0")
    key.types("To (°, or load)", "90")
    key.chooses("Given by", "surgeon")
    key.types("Whose word", "Dr X")
    assert violations(person.page) == []
    key.presses("Record it")
    expect(person.page.get_by_role("row", name=re.compile("0 to 90"))).to_contain_text("in force")
    assert violations(person.page) == []
    key.follows("Lift")
    key.chooses("Lifted by", "call")
    key.types("Which letter, who and when, which criteria", "Dr X by telephone, 9:40")
    key.presses("Lift it")
    row = person.page.get_by_role("row", name=re.compile("0 to 90"))
    expect(row).to_contain_text("call, with name and time, Dr X by telephone, 9:40")
    assert violations(person.page) == []


def test_lines_of_a_template_are_adopted_one_by_one(
    charts: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    operate(member, knee, VISIT - timedelta(weeks=1), kind="meniscal_repair")
    person = charts(knee)
    page = person.page
    page.goto(re.sub(r"/evaluations/.*", f"/episodes/{knee.pk}/restrictions/templates/", page.url))
    expect(page.get_by_role("main")).to_contain_text("Reference only; protocols differ.")
    assert violations(page) == []
    form = page.locator("form", has_text="Adopt the ticked lines: Meniscal repair")
    form.get_by_label(re.compile("Rotation and pivoting not allowed")).check()
    form.get_by_role("button", name="Adopt the ticked lines").click()
    row = page.get_by_role("row", name=re.compile("Rotation and pivoting"))
    expect(row).to_contain_text("Template, meniscal repair (template, not surgeon order)")
    assert page.get_by_role("row").count() == 2


@pytest.fixture
def plain(charts: Callable[..., Person], expected_in_console: list[str]) -> Callable[..., Person]:
    """`plain(episode)`: the same in a browser that runs no scripts."""
    expected_in_console += ["status of 422"]
    return lambda episode: charts(episode, java_script_enabled=False)


def test_without_javascript_the_question_and_its_reasons_stand_at_the_field(
    plain: Callable[..., Person], knee: EpisodeOfCare, member: Member
) -> None:
    restrict(member, knee)
    forbid(member, knee, "impact")
    person = plain(knee)
    expect(person.row(PASSIVE)).to_contain_text(ACTIVE_LIMIT)
    person.field(PASSIVE, "left").fill("91")
    person.presses("Save section")
    note = person.sees_note(PASSIVE, "left", "91° is beyond the limit 0 to 90.", ACTIVE_LIMIT)
    note.get_by_label("Keep it, because").select_option("other")
    person.presses("Save section")
    note = person.sees_note(PASSIVE, "left", "Write in words why it is kept beyond the limit.")
    note.get_by_label("In words").fill("seen by the surgeon")
    person.presses("Save section")
    expect(person.row(PASSIVE)).to_contain_text("Kept: seen by the surgeon.")
    assert stands(visit_of(person), FLEXION).open_question == ""
