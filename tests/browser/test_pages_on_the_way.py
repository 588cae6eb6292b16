"""Pages that nobody opens by their address: what a step of the work leads to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect

from assessment.models import Assessment
from clinics.access import Member, Role
from patients.models import EpisodeOfCare
from tests.browser.accessibility import violations
from tests.browser.journey import Person
from tests.integration.assessment.charting import open_left_knee, save, sign, start

# What the pages do is the same on both databases; their services are tried on each.
pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def refusals(expected_in_console: list[str]) -> None:
    """Chromium reports a page that says no."""
    expected_in_console += [f"status of {status}" for status in (400, 409, 422, 500, 503)]


def test_a_patient_is_found_by_name_birth_date_and_number(
    therapist: Person, episode: EpisodeOfCare
) -> None:
    therapist.signs_in()
    for words in ("beat ort", "11 Mar 2002", "10442"):
        therapist.goes("patients/")
        therapist.page.get_by_label("Name, birth date or number").fill(words)
        therapist.page.keyboard.press("Enter")
        expect(therapist.page.locator("main").get_by_role("link", name="Ortiz")).to_be_visible()
    therapist.finds_no_barrier()
    therapist.page.get_by_label("Name, birth date or number").fill("nobody at all")
    therapist.page.keyboard.press("Enter")
    therapist.sees("Nobody found")
    therapist.finds_no_barrier()


def test_a_likely_duplicate_is_asked_about(therapist: Person, member: Member) -> None:
    open_left_knee(
        member, family_name="Halloran", given_name="Maeve", birth_date=date(1985, 6, 7), number="9"
    )
    therapist.signs_in()
    therapist.goes("patients/register/")
    therapist.page.get_by_label("Family name").fill("Haloran")
    therapist.page.get_by_label("Given name").fill("Maeve")
    therapist.page.get_by_label("Birth date").fill("7 Jun 1985")
    therapist.page.get_by_label("Sex").select_option("female")
    therapist.page.get_by_role("button", name="Register", exact=True).click()
    therapist.sees("Is it one of these patients?")
    therapist.finds_no_barrier()
    therapist.page.get_by_label("Why this is another person").fill("Twin sister, other doctor.")
    therapist.presses("Register as another person")
    expect(therapist.heading("Maeve Haloran")).to_be_visible()


def test_somebody_is_invited_and_joins(
    comes: Callable[..., Person], opens: Callable[..., Page]
) -> None:
    admin = comes(Role.ADMIN)
    admin.signs_in()
    admin.goes("staff/invite/")
    admin.page.get_by_label("E-mail").or_(admin.page.get_by_label("Email")).first.fill(
        "new.colleague@riverside.example"
    )
    admin.page.get_by_label("Therapist").first.check()
    admin.presses("Make the invitation")
    link = admin.page.get_by_label("The link").input_value()
    admin.finds_no_barrier()

    newcomer = opens()
    newcomer.goto(link)
    expect(newcomer.get_by_role("heading", level=1)).to_contain_text("Set up your account")
    assert violations(newcomer) == []


def test_a_second_factor_is_set_up_and_asked_for(comes: Callable[..., Person]) -> None:
    student = comes(Role.STUDENT)
    student.signs_in()
    student.page.goto("/accounts/2fa/totp/activate/")
    if "reauthenticate" in student.page.url:
        student.page.get_by_label("Password").fill(student.account.password)
        student.page.keyboard.press("Enter")
    expect(student.heading("Add an authenticator app")).to_be_visible()
    student.finds_no_barrier()
    secret = student.page.get_by_label("Or type this secret").input_value()
    student.page.get_by_label(re.compile("code", re.IGNORECASE)).fill(code_now(secret))
    student.presses("Switch it on")
    expect(student.page.locator("main")).to_contain_text("code")
    student.finds_no_barrier()

    again = comes(Role.STUDENT)
    again.page.goto("/")
    again.page.get_by_label("Email").fill(again.account.email)
    again.page.get_by_label("Password").fill(again.account.password)
    again.page.keyboard.press("Enter")
    again.page.wait_for_url("**/2fa/authenticate/**")
    again.finds_no_barrier()


def code_now(secret: str) -> str:
    """What an authenticator app shows at this moment."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_wrong_password_signs_nobody_in_and_nothing(
    comes: Callable[..., Person], therapist: Person, draft: Assessment
) -> None:
    stranger = comes(Role.THERAPIST)
    stranger.page.goto("/")
    stranger.page.get_by_label("Email").fill(stranger.account.email)
    stranger.page.get_by_label("Password").fill("not the password at all")
    stranger.page.keyboard.press("Enter")
    expect(stranger.page.locator("main")).to_contain_text("correct")
    stranger.finds_no_barrier()

    therapist.signs_in()
    therapist.opens_chart(draft.pk, "visit")
    therapist.reviews()
    therapist.gives_reasons("Not due at this visit.")
    therapist.page.get_by_label("Your password").fill("not the password at all")
    therapist.presses("Sign this evaluation")
    expect(therapist.page.locator("#password-error")).to_be_visible()
    therapist.finds_no_barrier()


def test_an_addendum_stands_beside_and_a_void_report_says_so(
    therapist: Person, member: Member, episode: EpisodeOfCare
) -> None:
    visit = start(member, episode)
    save(visit, "strength", {"knee_extension_force.left": "310 N"}, by=member)
    sign(visit, by=member)
    therapist.signs_in()
    therapist.goes(f"evaluations/{visit.pk}/report/")
    therapist.finds_no_barrier()
    therapist.follows("Add an addendum")
    therapist.page.get_by_label("Addendum").fill("Pain was reported by telephone the next day.")
    therapist.presses("Add addendum")
    therapist.sees("Addendum added.", "Pain was reported by telephone the next day.")
    therapist.finds_no_barrier()
    therapist.follows("Declare void")
    therapist.page.get_by_label("Reason").fill("Charted on the wrong patient.")
    therapist.presses("Declare void")
    therapist.sees("VOID", "Charted on the wrong patient.")
    therapist.finds_no_barrier()


@pytest.mark.parametrize(("template", "status"), [("400", 400), ("500", 500), ("503", 503)])
def test_the_page_of_a_failure(page: Page, template: str, status: int) -> None:
    def fail(route: Route) -> None:
        body = render_to_string(f"{template}.html")
        route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")

    page.route("**/failing/", fail)
    page.goto("/failing/")
    assert violations(page) == []
