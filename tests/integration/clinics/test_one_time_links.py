"""Invitations and reset links: they work once, not for long, and only as they were made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinics.access import AccessRefused, Member, NotFound
from clinics.models import AuditEvent, Clinic, Membership, OneTimeLink, User
from clinics.roles import Role
from clinics.services import links
from clinics.services.staff import add_member, change_roles, end_membership
from clinics.verbs import Verb
from tests.integration.clinics.conftest import PASSWORD

NEW = {
    "full_name": "Ines Invited",
    "credentials": "PT",
    "licence": "PH-1",
    "password": "eleven blue kites 22",
    "password_again": "eleven blue kites 22",
}


@pytest.fixture
def invitation(admin: Member) -> links.IssuedLink:
    return links.invite(
        clinic=admin.clinic,
        by=admin,
        email="Ines.Invited@Staff.example",
        roles=[Role.THERAPIST, Role.ADMIN],
    )


def open_invitation(browser: Any, token: str) -> Any:
    return browser.get(f"/accounts/join/{token}/")


def test_an_invited_person_sets_up_an_account_and_signs_in(
    client: Any, riverside: Clinic, invitation: links.IssuedLink
) -> None:
    opened = open_invitation(client, invitation.token)
    assert opened.headers["Location"] == "/accounts/join/"
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    page = client.get("/accounts/join/")
    assert "ines.invited@staff.example" in page.content.decode()
    assert invitation.token not in page.content.decode()
    assert client.post("/accounts/join/", NEW).headers["Location"] == "/accounts/login/"
    user = User.objects.get(email="ines.invited@staff.example")
    assert (user.full_name, user.credentials, user.licence) == ("Ines Invited", "PT", "PH-1")
    held = Membership.objects.filter(user=user, clinic=riverside, active=True)
    assert {row.role for row in held} == {"therapist", "admin"}
    answer = client.post("/accounts/login/", {"login": user.email, "password": NEW["password"]})
    assert answer.headers["Location"] == "/"
    assert AuditEvent.objects.get(verb=Verb.INVITATION_ACCEPTED).actor_id == user.pk


def test_only_a_digest_of_the_token_is_kept(invitation: links.IssuedLink) -> None:
    kept = OneTimeLink.objects.get()
    assert kept.token_digest == hashlib.sha256(invitation.token.encode()).hexdigest()
    assert len(invitation.token) >= 43
    values = [str(getattr(kept, field.attname)) for field in OneTimeLink._meta.fields]
    assert invitation.token not in " ".join(values)
    details = AuditEvent.objects.values_list("detail", flat=True)
    assert invitation.token not in str(list(details))


def test_opening_an_invitation_does_not_use_it_up(
    client: Any, invitation: links.IssuedLink
) -> None:
    for _scanner in range(3):
        open_invitation(client, invitation.token)
        assert client.get("/accounts/join/").status_code == 200


def test_an_invitation_works_once(client: Any, invitation: links.IssuedLink) -> None:
    open_invitation(client, invitation.token)
    client.post("/accounts/join/", NEW)
    open_invitation(client, invitation.token)
    assert client.get("/accounts/join/").status_code == 410
    assert client.post("/accounts/join/", NEW | {"full_name": "Else"}).status_code == 410
    assert User.objects.filter(email="ines.invited@staff.example").count() == 1


def test_an_invitation_runs_out_after_72_hours(client: Any, invitation: links.IssuedLink) -> None:
    life = invitation.link.expires_at - invitation.link.created_at
    assert timedelta(hours=72) - timedelta(seconds=1) < life <= timedelta(hours=72)
    OneTimeLink.objects.update(expires_at=timezone.now())
    open_invitation(client, invitation.token)
    assert client.get("/accounts/join/").status_code == 410
    assert client.post("/accounts/join/", NEW).status_code == 410
    assert not User.objects.filter(email="ines.invited@staff.example").exists()


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t.swapcase(), lambda t: t + "A"])
def test_a_changed_token_opens_nothing(
    client: Any, invitation: links.IssuedLink, change: Callable[[str], str]
) -> None:
    open_invitation(client, change(invitation.token))
    assert client.get("/accounts/join/").status_code == 410
    assert client.post("/accounts/join/", NEW).status_code == 410


def test_without_a_token_there_is_nothing_to_join(client: Any, db: None) -> None:
    assert client.get("/accounts/join/").status_code == 410
    assert client.get("/accounts/new-password/").status_code == 410


def test_an_invitation_does_not_set_a_password(client: Any, invitation: links.IssuedLink) -> None:
    client.get(f"/accounts/new-password/{invitation.token}/")
    assert client.get("/accounts/new-password/").status_code == 410


def test_a_withdrawn_invitation_stops_working(
    client: Any, admin: Member, invitation: links.IssuedLink
) -> None:
    links.withdraw_invitation(by=admin, link=invitation.link)
    open_invitation(client, invitation.token)
    assert client.post("/accounts/join/", NEW).status_code == 410


def test_a_second_invitation_withdraws_the_first(
    client: Any, admin: Member, invitation: links.IssuedLink
) -> None:
    links.invite(clinic=admin.clinic, by=admin, email=invitation.link.email, roles=[Role.STUDENT])
    open_invitation(client, invitation.token)
    assert client.get("/accounts/join/").status_code == 410


def test_a_mistake_in_the_form_leaves_the_invitation_usable(
    client: Any, invitation: links.IssuedLink
) -> None:
    open_invitation(client, invitation.token)
    short = client.post("/accounts/join/", NEW | {"password": "short", "password_again": "short"})
    assert "too short" in short.content.decode()
    other = client.post("/accounts/join/", NEW | {"password_again": "eleven blue kites 23"})
    assert "not the same" in other.content.decode()
    assert client.post("/accounts/join/", NEW).status_code == 302


def test_a_password_like_the_persons_own_name_is_refused(
    client: Any, invitation: links.IssuedLink
) -> None:
    open_invitation(client, invitation.token)
    own = {"password": "ines.invited@staff", "password_again": "ines.invited@staff"}
    assert "too similar" in client.post("/accounts/join/", NEW | own).content.decode()


def test_a_person_with_an_account_joins_with_it(
    riverside: Clinic, admin: Member, stranger: Member, sign_in: Callable[..., Any]
) -> None:
    issued = links.invite(
        clinic=riverside, by=admin, email=stranger.user.email, roles=[Role.REVIEWER]
    )
    browser = sign_in(stranger.user)
    open_invitation(browser, issued.token)
    assert browser.post("/accounts/join/").headers["Location"] == "/"
    assert Membership.objects.filter(user=stranger.user, clinic=riverside, active=True).exists()


def test_a_person_with_an_account_must_sign_in_to_join(
    client: Any, riverside: Clinic, admin: Member, stranger: Member
) -> None:
    issued = links.invite(
        clinic=riverside, by=admin, email=stranger.user.email, roles=[Role.REVIEWER]
    )
    open_invitation(client, issued.token)
    page = client.get("/accounts/join/").content.decode()
    assert "Sign in with it to join" in page
    assert client.post("/accounts/join/", NEW).status_code == 200
    stranger.user.refresh_from_db()
    assert stranger.user.check_password(PASSWORD)
    assert not Membership.objects.filter(user=stranger.user, clinic=riverside).exists()


def test_somebody_else_who_is_signed_in_cannot_take_an_invitation(
    invitation: links.IssuedLink, stranger: Member, sign_in: Callable[..., Any]
) -> None:
    browser = sign_in(stranger.user)
    open_invitation(browser, invitation.token)
    assert "the invitation is for" in browser.post("/accounts/join/", NEW).content.decode()
    assert not Membership.objects.filter(user=stranger.user, clinic=invitation.link.clinic).exists()
    with pytest.raises(ValidationError):
        links.join_as(token=invitation.token, user=stranger.user)
    assert OneTimeLink.objects.get().used_at is None


@pytest.mark.parametrize("leaving", ["ended", "no admin any more"])
def test_who_is_no_longer_an_admin_leaves_no_open_invitation(
    client: Any, riverside: Clinic, works_at: Callable[..., Member], admin: Member, leaving: str
) -> None:
    leaver = works_at(riverside, Role.ADMIN, name="Leo Leaver")
    issued = links.invite(
        clinic=riverside, by=leaver, email="back.door@staff.example", roles=[Role.ADMIN]
    )
    if leaving == "ended":
        end_membership(by=admin, user=leaver.user)
    else:
        change_roles(by=admin, user=leaver.user, roles=[Role.STUDENT], valid_until=None)
    open_invitation(client, issued.token)
    assert client.get("/accounts/join/").status_code == 410


def test_the_admin_sees_the_link_once_and_it_is_mailed(
    admin_browser: Any,
    riverside: Clinic,
    mailoutbox: list[Any],
    client: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = admin_browser.post(
            f"/c/{riverside.slug}/staff/invite/",
            {"email": "new.one@staff.example", "roles": ["student"]},
        )
    found = re.search(r"https://testserver/accounts/join/([\w-]+)/", made.content.decode())
    assert found
    assert found[0] in mailoutbox[0].body
    assert mailoutbox[0].to == ["new.one@staff.example"]
    assert mailoutbox[0].subject == "Invitation to Riverside Practice on Vastus"
    assert found[1] not in admin_browser.get(f"/c/{riverside.slug}/staff/").content.decode()
    open_invitation(client, found[1])
    assert client.get("/accounts/join/").status_code == 200


def test_a_dead_mail_server_does_not_stop_an_invitation(
    admin_browser: Any, riverside: Clinic, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        made = admin_browser.post(
            f"/c/{riverside.slug}/staff/invite/",
            {"email": "new.one@staff.example", "roles": ["student"]},
        )
    assert made.status_code == 200
    assert "/accounts/join/" in made.content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"email": "", "roles": ["student"]}, "This field is required"),
        ({"email": "nonsense", "roles": ["student"]}, "valid email"),
        ({"email": "a@b.example", "roles": []}, "Choose at least one role"),
        ({"email": "a@b.example", "roles": ["surgeon"]}, "not one of the available choices"),
        ({"email": "grace.admin@staff.example", "roles": ["student"]}, "already works here"),
        (
            {"email": "a@b.example", "roles": ["student"], "valid_until": "2020-01-01"},
            "This day is over",
        ),
        (
            {"email": "a@b.example", "roles": ["student"], "valid_until": "01/02/26"},
            "year-month-day",
        ),
    ],
)
def test_an_invitation_that_cannot_be_made_says_why(
    admin_browser: Any, riverside: Clinic, given: dict[str, Any], sentence: str
) -> None:
    answer = admin_browser.post(f"/c/{riverside.slug}/staff/invite/", given)
    assert sentence in answer.content.decode()
    assert not OneTimeLink.objects.exists()


class TestPasswordReset:
    NEW = "twelve brass bells 33"

    def reset(self, browser: Any, token: str) -> Any:
        browser.get(f"/accounts/new-password/{token}/")
        return browser.post(
            "/accounts/new-password/", {"password": self.NEW, "password_again": self.NEW}
        )

    def test_it_sets_a_new_password_and_ends_the_sessions(
        self, client: Any, admin: Member, therapist: Member, therapist_browser: Any
    ) -> None:
        issued = links.issue_reset_link(by=admin, user=therapist.user)
        assert self.reset(client, issued.token).headers["Location"] == "/accounts/login/"
        therapist.user.refresh_from_db()
        assert therapist.user.check_password(self.NEW)
        assert AuditEvent.objects.get(verb=Verb.RESET_LINK_USED).actor_id == therapist.user.pk
        answer = therapist_browser.get("/accounts/profile/")
        assert answer.headers["Location"].startswith("/accounts/login/")

    def test_it_does_not_go_around_the_second_factor(
        self, client: Any, admin: Member, therapist: Member, therapist_browser: Any
    ) -> None:
        self.reset(client, links.issue_reset_link(by=admin, user=therapist.user).token)
        answer = client.post(
            "/accounts/login/", {"login": therapist.user.email, "password": self.NEW}
        )
        assert answer.headers["Location"] == "/accounts/2fa/authenticate/"

    def test_it_works_once_and_for_an_hour(
        self, client: Any, admin: Member, therapist: Member
    ) -> None:
        first = links.issue_reset_link(by=admin, user=therapist.user)
        life = first.link.expires_at - first.link.created_at
        assert timedelta(minutes=59, seconds=59) < life <= timedelta(hours=1)
        self.reset(client, first.token)
        assert self.reset(client, first.token).status_code == 410
        second = links.issue_reset_link(by=admin, user=therapist.user)
        OneTimeLink.objects.filter(pk=second.link.pk).update(expires_at=timezone.now())
        assert self.reset(client, second.token).status_code == 410

    def test_a_newer_link_replaces_an_older_one(
        self, client: Any, admin: Member, therapist: Member
    ) -> None:
        older = links.issue_reset_link(by=admin, user=therapist.user)
        links.issue_reset_link(by=admin, user=therapist.user)
        assert self.reset(client, older.token).status_code == 410

    def test_the_link_of_a_person_of_two_clinics_is_mailed_and_not_shown(
        self,
        admin: Member,
        admin_browser: Any,
        therapist: Member,
        nordhavn: Clinic,
        mailoutbox: list[Any],
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        add_member(clinic=nordhavn, user=therapist.user, roles=[Role.THERAPIST])
        row = Membership.objects.get(user=therapist.user, clinic=admin.clinic)
        with django_capture_on_commit_callbacks(execute=True):
            made = admin_browser.post(f"/c/{admin.clinic.slug}/staff/{row.pk}/reset-link/")
        token = re.search(r"/accounts/new-password/([\w-]+)/", mailoutbox[0].body)
        assert token
        assert token[1] not in made.content.decode()
        assert "works in another clinic too" in made.content.decode()

    def test_the_link_of_a_person_of_one_clinic_is_shown_to_hand_over(
        self, admin: Member, admin_browser: Any, therapist: Member, client: Any
    ) -> None:
        row = Membership.objects.get(user=therapist.user)
        made = admin_browser.post(f"/c/{admin.clinic.slug}/staff/{row.pk}/reset-link/")
        token = re.search(r"/accounts/new-password/([\w-]+)/", made.content.decode())
        assert token
        assert self.reset(client, token[1]).status_code == 302

    def test_nobody_makes_one_for_another_clinics_staff(
        self, admin: Member, stranger: Member
    ) -> None:
        with pytest.raises(NotFound):
            links.issue_reset_link(by=admin, user=stranger.user)
        assert not OneTimeLink.objects.exists()

    def test_a_therapist_makes_none(self, admin: Member, therapist: Member) -> None:
        with pytest.raises(AccessRefused):
            links.issue_reset_link(by=therapist, user=admin.user)

    def test_nobody_makes_one_for_themselves(self, admin: Member) -> None:
        with pytest.raises(ValidationError):
            links.issue_reset_link(by=admin, user=admin.user)
