"""Where a person is signed in: the list, ending one or all others, and what an ended one keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from clinics import browsers
from clinics.access import Member
from clinics.models import AuditEvent, Clinic
from clinics.roles import Role
from clinics.services.staff import add_member
from clinics.verbs import Verb
from tests.conftest import HttpsClient
from tests.integration.clinics.conftest import PASSWORD

SESSIONS = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = (
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)
SIGNED_OUT = "You are signed out, and this is not saved yet"


def signs_in(member: Member, agent: str = FIREFOX) -> Any:
    """A browser in which the person signed in with password and second factor."""
    browser = HttpsClient(headers={"user-agent": agent})
    Authenticator.objects.filter(user=member.user).delete()
    answer = browser.post("/accounts/login/", {"login": member.user.email, "password": PASSWORD})
    assert answer.status_code == 302
    TOTP.activate(member.user, generate_totp_secret())
    return browser


def session_of(browser: Any) -> UserSession:
    return UserSession.objects.get(session_key=browser.session.session_key)


def end_of(browser: Any) -> str:
    return f"{SESSIONS}{session_of(browser).pk}/end/"


@pytest.fixture
def here(admin: Member) -> Any:
    return signs_in(admin)


@pytest.fixture
def elsewhere(admin: Member) -> Any:
    return signs_in(admin, SAFARI)


def test_the_list_says_which_browser_since_when_and_in_the_clinics_zone(
    here: Any, elsewhere: Any, stranger: Member
) -> None:
    theirs = signs_in(stranger)
    shown = here.get(SESSIONS).content.decode()
    assert "Firefox on Linux" in shown and "Safari on iPad" in shown
    assert "Times are those of Europe/London." in shown
    assert shown.count("this one</span>") == 1
    assert end_of(elsewhere) in shown
    assert end_of(here) not in shown and end_of(theirs) not in shown
    (event,) = AuditEvent.objects.filter(verb=Verb.SESSIONS_LISTED)
    assert event.outcome == "ok"


def test_what_ended_by_itself_or_by_a_new_password_is_not_listed(
    here: Any, elsewhere: Any, admin: Member
) -> None:
    third = signs_in(admin, "curl/8.5")
    assert "curl/8.5" in here.get(SESSIONS).content.decode()
    session = third.session
    session["signed_in_at"] -= 12 * 3600
    session.save()
    Session.objects.filter(session_key=elsewhere.session.session_key).delete()
    shown = here.get(SESSIONS).content.decode()
    assert "curl/8.5" not in shown and "Safari" not in shown
    assert "You are signed in nowhere else." in shown


def test_a_session_of_the_key_before_is_listed_while_it_still_lets_in(
    here: Any, elsewhere: Any, settings: Any, riverside: Clinic
) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-" * 8
    shown = here.get(SESSIONS).content.decode()
    assert "Firefox on" in shown and "Safari on" in shown
    assert here.post(end_of(elsewhere)).status_code == 302
    page = f"/c/{riverside.slug}/staff/"
    assert elsewhere.get(page).headers["Location"].startswith("/accounts/login/")
    assert here.get(page).status_code == 200


def test_one_other_session_is_ended_and_no_other(
    here: Any, elsewhere: Any, admin: Member, riverside: Clinic
) -> None:
    third = signs_in(admin)
    answer = here.post(end_of(elsewhere))
    assert answer.headers["Location"] == SESSIONS
    page = f"/c/{riverside.slug}/staff/"
    assert elsewhere.get(page).headers["Location"].startswith("/accounts/login/")
    assert here.get(page).status_code == third.get(page).status_code == 200
    (event,) = AuditEvent.objects.filter(verb=Verb.OTHER_SESSION_ENDED)
    assert (event.actor_id, event.clinic_id) == (admin.user.pk, riverside.pk)


def test_all_others_are_ended_at_once(
    here: Any, elsewhere: Any, admin: Member, riverside: Clinic
) -> None:
    third, gone = signs_in(admin), signs_in(admin)
    SessionStore(session_of(gone).session_key).delete()
    for _again in range(2):
        assert here.post(SESSIONS).headers["Location"] == SESSIONS
    page = f"/c/{riverside.slug}/staff/"
    assert here.get(page).status_code == 200
    for ended in (elsewhere, third):
        assert ended.get(page).headers["Location"].startswith("/accounts/login/")
    (event,) = AuditEvent.objects.filter(verb=Verb.OTHER_SESSION_ENDED)
    assert event.detail == {"sessions": "2"}


def test_ending_is_written_in_each_clinic_where_the_person_works(
    here: Any, elsewhere: Any, admin: Member, nordhavn: Clinic
) -> None:
    add_member(clinic=nordhavn, user=admin.user, roles=[Role.THERAPIST])
    here.post(end_of(elsewhere))
    events = AuditEvent.objects.filter(verb=Verb.OTHER_SESSION_ENDED)
    assert {one.clinic_id for one in events} == {admin.clinic.pk, nordhavn.pk}


def test_somebody_elses_session_is_not_there_and_the_try_is_on_record(
    here: Any, stranger: Member, riverside: Clinic
) -> None:
    theirs = signs_in(stranger)
    assert here.post(end_of(theirs)).status_code == 404
    assert here.post(f"{SESSIONS}999999/end/").status_code == 404
    assert theirs.get(f"/c/{stranger.clinic.slug}/staff/").status_code == 200
    refused = AuditEvent.objects.filter(verb=Verb.ACCESS_REFUSED)
    assert {one.clinic_id for one in refused} == {riverside.pk}


def test_the_session_at_hand_is_ended_by_signing_out_alone(here: Any, riverside: Clinic) -> None:
    assert here.post(end_of(here)).headers["Location"] == SESSIONS
    assert here.get(f"/c/{riverside.slug}/staff/").status_code == 200
    assert not AuditEvent.objects.filter(verb=Verb.OTHER_SESSION_ENDED).exists()


def test_a_form_that_arrives_after_its_session_was_ended_keeps_what_was_typed(
    here: Any, elsewhere: Any, riverside: Clinic
) -> None:
    here.post(end_of(elsewhere))
    page = f"/c/{riverside.slug}/settings/"
    answer = elsewhere.post(page, {"name": "Typed <b>over lunch</b>", "password": "never-kept-1"})
    shown = answer.content.decode()
    assert answer.status_code == 401
    assert SIGNED_OUT in shown and "Typed &lt;b&gt;over lunch&lt;/b&gt;" in shown
    assert f'action="{page}"' in shown
    assert "never-kept-1" not in shown
    riverside.refresh_from_db()
    assert riverside.name == "Riverside Practice"
    script = elsewhere.post(page, {"name": "Typed"}, headers={"HX-Request": "true"})
    assert (script.status_code, script.headers["X-Session"]) == (401, "ended")


def test_who_was_never_signed_in_is_led_to_the_sign_in_page(
    client: Any, riverside: Clinic, sign_in: Callable[..., Any]
) -> None:
    answer = client.post(f"/c/{riverside.slug}/settings/", {"name": "Typed"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPad"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/126.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        ("curl/8.5", "curl/8.5"),
        ("", ""),
    ],
)
def test_a_browser_is_called_by_its_name(agent: str, words: str) -> None:
    assert browsers.in_words(agent) == words
