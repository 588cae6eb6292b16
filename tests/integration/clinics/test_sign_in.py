"""Signing in and out, the second factor, and what the audit trail keeps of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from clinics.access import Member
from clinics.models import AuditEvent, Clinic, User
from clinics.verbs import Verb
from tests.integration.clinics.conftest import PASSWORD

SIGN_IN = "/accounts/login/"


def sign_in_with(browser: Any, email: str, password: str = PASSWORD, **more: str) -> Any:
    return browser.post(SIGN_IN, {"login": email, "password": password, **more})


def test_signing_in_leads_to_the_front_door_and_is_audited(client: Any, admin: Member) -> None:
    answer = sign_in_with(client, admin.user.email)
    assert answer.headers["Location"] == "/"
    event = AuditEvent.objects.get(verb=Verb.SIGNED_IN)
    assert (event.actor_id, event.clinic_id) == (admin.user.pk, admin.clinic.pk)
    assert event.address == "127.0.0.1"
    assert event.request_id is not None


def test_the_letter_case_of_the_address_does_not_matter(client: Any, admin: Member) -> None:
    assert sign_in_with(client, admin.user.email.upper()).status_code == 302


def test_a_wrong_password_is_audited_without_what_was_typed(client: Any, admin: Member) -> None:
    assert sign_in_with(client, admin.user.email, "wrong but long enough").status_code == 200
    event = AuditEvent.objects.get(verb=Verb.SIGN_IN_FAILED)
    assert (event.actor_id, event.clinic_id) == (admin.user.pk, admin.clinic.pk)
    assert (event.outcome, event.detail) == ("failed", {})


def test_an_unknown_address_is_audited_and_not_kept(client: Any, db: None) -> None:
    sign_in_with(client, "nobody@elsewhere.example")
    event = AuditEvent.objects.get(verb=Verb.SIGN_IN_FAILED)
    assert (event.actor_id, event.clinic_id, event.detail) == (None, None, {})


def test_signing_out_is_audited_and_clears_the_browser(client: Any, admin: Member) -> None:
    sign_in_with(client, admin.user.email)
    answer = client.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert AuditEvent.objects.get(verb=Verb.SIGNED_OUT).actor_id == admin.user.pk


def test_opening_the_sign_out_address_signs_nobody_out(
    client: Any, admin: Member, riverside: Clinic
) -> None:
    sign_in_with(client, admin.user.email)
    client.get("/accounts/logout/")
    assert not AuditEvent.objects.filter(verb=Verb.SIGNED_OUT).exists()


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "https:///x", "/\\x.example"]
)
def test_signing_in_never_leads_off_the_site(client: Any, admin: Member, elsewhere: str) -> None:
    answer = sign_in_with(client, admin.user.email, next=elsewhere)
    assert answer.headers["Location"] == "/"


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client: Any, admin: Member) -> None:
    wanted = f"/c/{admin.clinic.slug}/staff/"
    assert sign_in_with(client, admin.user.email, next=wanted).headers["Location"] == wanted


def test_nobody_signs_up_by_themselves(client: Any, db: None) -> None:
    assert client.get("/accounts/signup/").status_code == 404


def test_a_person_who_works_at_two_clinics_is_audited_in_both(
    client: Any, admin: Member, nordhavn: Clinic
) -> None:
    from clinics.roles import Role
    from clinics.services.staff import add_member

    add_member(clinic=nordhavn, user=admin.user, roles=[Role.REVIEWER])
    sign_in_with(client, admin.user.email)
    clinics = AuditEvent.objects.filter(verb=Verb.SIGNED_IN).values_list("clinic_id", flat=True)
    assert set(clinics) == {admin.clinic.pk, nordhavn.pk}


class TestSecondFactor:
    """The production profile, under which the tests run."""

    PAGES = ("/", "/accounts/profile/", "/accounts/sessions/", "/accounts/password/change/")

    @pytest.fixture
    def without(self, client: Any, admin: Member) -> Any:
        client.force_login(admin.user)
        return client

    @pytest.mark.parametrize("page", PAGES)
    def test_nothing_is_reachable_before_it_is_set_up(self, without: Any, page: str) -> None:
        answer = without.get(page)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/2fa/")

    def test_no_page_of_the_clinic_is_reachable(self, without: Any, riverside: Clinic) -> None:
        for page in ("staff/", "settings/", "audit/"):
            assert (
                without.get(f"/c/{riverside.slug}/{page}").headers["Location"] == "/accounts/2fa/"
            )

    def test_a_script_is_refused_too(self, without: Any, riverside: Clinic) -> None:
        answer = without.get(f"/c/{riverside.slug}/staff/", headers={"hx-request": "true"})
        assert answer.status_code == 401

    def test_it_can_be_set_up(self, without: Any) -> None:
        assert without.get("/accounts/2fa/").status_code == 200
        # allauth asks for the password again first.
        answer = without.get("/accounts/2fa/totp/activate/")
        assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
        assert without.get("/accounts/reauthenticate/").status_code == 200

    def test_recovery_codes_alone_are_none(self, without: Any, admin: Member) -> None:
        Authenticator.objects.create(
            user=admin.user, type=Authenticator.Type.RECOVERY_CODES, data={}
        )
        assert without.get("/").headers["Location"] == "/accounts/2fa/"

    def test_with_one_the_password_alone_does_not_sign_in(self, client: Any, admin: Member) -> None:
        TOTP.activate(admin.user, generate_totp_secret())
        answer = sign_in_with(client, admin.user.email)
        assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
        assert client.get("/").headers["Location"].startswith("/accounts/login/")
        assert not AuditEvent.objects.filter(verb=Verb.SIGNED_IN).exists()

    def test_the_local_profile_does_not_ask_for_it(
        self, without: Any, riverside: Clinic, settings: Any
    ) -> None:
        settings.SECOND_FACTOR_REQUIRED = False
        assert without.get(f"/c/{riverside.slug}/staff/").status_code == 200


def test_changing_the_password_is_audited(
    admin: Member, admin_browser: Any, mailoutbox: list[Any]
) -> None:
    new = "another long pass phrase 3"
    answer = admin_browser.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert answer.status_code == 302
    assert AuditEvent.objects.get(verb=Verb.PASSWORD_CHANGED).actor_id == admin.user.pk
    assert [mail.to for mail in mailoutbox] == [[admin.user.email]]


class TestFrontDoor:
    def test_the_only_clinic_opens_at_once(self, admin_browser: Any, riverside: Clinic) -> None:
        assert admin_browser.get("/").headers["Location"] == f"/c/{riverside.slug}/"

    def test_several_clinics_are_offered(
        self, admin: Member, admin_browser: Any, nordhavn: Clinic
    ) -> None:
        from clinics.roles import Role
        from clinics.services.staff import add_member

        add_member(clinic=nordhavn, user=admin.user, roles=[Role.REVIEWER])
        shown = admin_browser.get("/").content.decode()
        assert "Riverside Practice" in shown
        assert "Nordhavn Klinik" in shown

    def test_without_a_clinic_the_page_says_what_to_do(
        self, person: Callable[..., User], sign_in: Callable[..., Any]
    ) -> None:
        shown = sign_in(person("Una Unplaced")).get("/").content.decode()
        assert "Ask the admin of your clinic for an invitation" in shown
