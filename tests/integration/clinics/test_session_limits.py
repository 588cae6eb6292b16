"""Idle, the screen locks; after the absolute limit the session ends. Both on the server."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from clinics.access import Member
from clinics.models import AuditEvent, Clinic
from clinics.verbs import Verb
from tests.integration.clinics.conftest import PASSWORD

BACKGROUND = {"X-Background": "1"}


def pass_minutes(browser: Any, minutes: float, clock: str = "last_human") -> None:
    """Sets a clock of the session back, as if so much time had passed."""
    session = browser.session
    session[clock] -= minutes * 60
    session.save()


@pytest.fixture
def staff_page(riverside: Clinic) -> str:
    return f"/c/{riverside.slug}/staff/"


@pytest.fixture
def browser(admin_browser: Any, staff_page: str) -> Any:
    """An admin who has just opened a page."""
    assert admin_browser.get(staff_page).status_code == 200
    return admin_browser


def is_locked(answer: Any) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/locked/")


def test_human_traffic_keeps_the_screen_open(browser: Any, staff_page: str) -> None:
    for _visit in range(4):
        pass_minutes(browser, 29)
        assert browser.get(staff_page).status_code == 200


def test_no_traffic_locks_the_screen_at_the_limit(browser: Any, staff_page: str) -> None:
    pass_minutes(browser, 30)
    answer = browser.get(staff_page)
    assert is_locked(answer)
    assert answer.headers["Location"] == f"/accounts/locked/?next={staff_page.replace('/', '%2F')}"


def test_background_checks_alone_never_keep_the_screen_open(browser: Any, staff_page: str) -> None:
    for _check in range(5):
        pass_minutes(browser, 5)
        assert browser.get(staff_page, headers=BACKGROUND).status_code == 200
    pass_minutes(browser, 5)
    answer = browser.get(staff_page, headers=BACKGROUND)
    assert answer.status_code == 401
    assert answer.headers["X-Session"] == "locked"
    assert is_locked(browser.get(staff_page))


def test_a_clinic_sets_its_own_limit(browser: Any, riverside: Clinic, staff_page: str) -> None:
    riverside.idle_minutes = 5
    riverside.save()
    pass_minutes(browser, 4.9)
    assert browser.get(staff_page).status_code == 200
    pass_minutes(browser, 5)
    assert is_locked(browser.get(staff_page))


def test_a_locked_screen_stays_locked_whatever_is_asked(browser: Any, staff_page: str) -> None:
    pass_minutes(browser, 31)
    assert is_locked(browser.get(staff_page))
    assert is_locked(browser.get(staff_page))
    assert is_locked(browser.get("/"))
    assert is_locked(browser.get("/accounts/profile/"))
    assert is_locked(browser.get("/accounts/2fa/"))


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}, BACKGROUND]
)
def test_a_script_is_told_that_the_screen_is_locked(
    browser: Any, staff_page: str, headers: dict[str, str]
) -> None:
    pass_minutes(browser, 31)
    answer = browser.get(staff_page, headers=headers)
    assert (answer.status_code, answer.headers["X-Session"]) == (401, "locked")


def test_the_password_unlocks_and_goes_on_where_it_stopped(browser: Any, staff_page: str) -> None:
    pass_minutes(browser, 31)
    lock = browser.get(browser.get(staff_page).headers["Location"])
    assert lock.status_code == 200
    answer = browser.post("/accounts/locked/", {"password": PASSWORD, "next": staff_page})
    assert answer.headers["Location"] == staff_page
    assert browser.get(staff_page).status_code == 200


def test_a_wrong_password_leaves_it_locked_and_is_audited(
    browser: Any, staff_page: str, admin: Member
) -> None:
    pass_minutes(browser, 31)
    browser.get(staff_page)
    answer = browser.post("/accounts/locked/", {"password": "not this one at all"})
    assert answer.status_code == 200
    assert "This is not the password" in answer.content.decode()
    assert is_locked(browser.get(staff_page))
    assert AuditEvent.objects.get(verb=Verb.UNLOCK_FAILED).actor_id == admin.user.pk


def test_guessing_at_the_lock_is_stopped(browser: Any, staff_page: str) -> None:
    pass_minutes(browser, 31)
    browser.get(staff_page)
    for _guess in range(5):
        browser.post("/accounts/locked/", {"password": "guess after guess"})
    answer = browser.post("/accounts/locked/", {"password": PASSWORD, "next": staff_page})
    assert answer.status_code == 200
    assert is_locked(browser.get(staff_page))


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "accounts/profile/",
    ],
)
def test_unlocking_never_leads_off_the_site(browser: Any, staff_page: str, elsewhere: str) -> None:
    pass_minutes(browser, 31)
    browser.get(staff_page)
    answer = browser.post("/accounts/locked/", {"password": PASSWORD, "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_a_passkey_shown_after_the_lock_unlocks(browser: Any, staff_page: str) -> None:
    pass_minutes(browser, 31)
    browser.get(staff_page)
    prove_again(browser)
    assert browser.get(staff_page).status_code == 200
    assert AuditEvent.objects.filter(verb=Verb.SCREEN_UNLOCKED).count() == 1


def test_a_passkey_shown_before_the_lock_does_not_unlock(browser: Any, staff_page: str) -> None:
    prove_again(browser)
    pass_minutes(browser, 31)
    session = browser.session
    session["account_authentication_methods"][-1]["at"] -= 31 * 60
    session.save()
    assert is_locked(browser.get(staff_page))
    assert is_locked(browser.get(staff_page))


def prove_again(browser: Any) -> None:
    """What django-allauth notes in the session after a passkey was shown."""
    import time

    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "webauthn", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def test_locking_and_unlocking_are_audited_once_each(browser: Any, staff_page: str) -> None:
    pass_minutes(browser, 31)
    browser.get(staff_page)
    browser.get(staff_page)
    browser.post("/accounts/locked/", {"password": PASSWORD})
    assert AuditEvent.objects.filter(verb=Verb.SCREEN_LOCKED).count() == 1
    assert AuditEvent.objects.filter(verb=Verb.SCREEN_UNLOCKED).count() == 1


def test_the_session_ends_after_twelve_hours_of_work(browser: Any, staff_page: str) -> None:
    pass_minutes(browser, 12 * 60 - 1, clock="signed_in_at")
    assert browser.get(staff_page).status_code == 200
    pass_minutes(browser, 1, clock="signed_in_at")
    answer = browser.get(staff_page)
    assert answer.headers["Location"].startswith("/accounts/login/")
    assert browser.get(staff_page).headers["Location"].startswith("/accounts/login/")
    assert AuditEvent.objects.filter(verb=Verb.SESSION_ENDED).count() == 1


def test_unlocking_does_not_extend_the_twelve_hours(browser: Any, staff_page: str) -> None:
    pass_minutes(browser, 12 * 60 - 1, clock="signed_in_at")
    pass_minutes(browser, 31)
    browser.get(staff_page)
    browser.post("/accounts/locked/", {"password": PASSWORD})
    pass_minutes(browser, 1, clock="signed_in_at")
    assert browser.get(staff_page).headers["Location"].startswith("/accounts/login/")


def test_twelve_hours_is_the_limit() -> None:
    assert settings.SESSION_ABSOLUTE_SECONDS == 43_200


def test_what_was_typed_while_locked_is_sent_after_unlocking(
    browser: Any, riverside: Clinic
) -> None:
    settings_page = f"/c/{riverside.slug}/settings/"
    typed = {"name": "Riverside & Sons", "time_zone": "Europe/London", "idle_minutes": "20"}
    pass_minutes(browser, 31)
    kept = browser.post(settings_page, typed)
    assert kept.status_code == 401
    form = kept.context["form"].initial
    assert form["next"] == settings_page
    unlocked = browser.post("/accounts/locked/", {"password": PASSWORD, **form})
    assert unlocked.status_code == 200
    assert dict(unlocked.context["fields"]) == typed
    assert unlocked.context["address"] == settings_page
    assert "Riverside &amp; Sons" in unlocked.content.decode()
    riverside.refresh_from_db()
    assert riverside.name == "Riverside Practice"


def test_a_password_is_never_held_in_the_page(browser: Any, riverside: Clinic) -> None:
    pass_minutes(browser, 31)
    kept = browser.post(
        "/accounts/password/change/",
        {"oldpassword": "old-secret-one", "password1": "new-secret-one", "password2": "x"},
    )
    assert kept.status_code == 401
    assert b"secret-one" not in kept.content


def test_the_lock_page_still_lets_a_person_sign_out(browser: Any, staff_page: str) -> None:
    pass_minutes(browser, 31)
    browser.get(staff_page)
    assert browser.post("/accounts/logout/").status_code == 302
    assert browser.get(staff_page).headers["Location"].startswith("/accounts/login/")


def test_the_lock_page_shows_no_menu_and_no_clinic(browser: Any, riverside: Clinic) -> None:
    pass_minutes(browser, 31)
    kept = browser.post(f"/c/{riverside.slug}/settings/", {"name": "x"})
    shown = kept.content.decode()
    assert f"/c/{riverside.slug}/staff/" not in shown
    assert riverside.name not in shown
