"""The staff pages: who works here, in which roles, and who may change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from clinics.access import AccessRefused, Member, NotFound, Permission, member_of
from clinics.models import AuditEvent, Clinic, Membership, OneTimeLink, User
from clinics.roles import Role
from clinics.services import links, staff
from clinics.verbs import Verb
from tests.integration.clinics.conftest import PASSWORD


def row_of(member: Member) -> Membership:
    return Membership.objects.filter(user=member.user, clinic=member.clinic).first() or Membership()


def test_the_list_shows_the_clinics_staff_and_nobody_elses(
    admin_browser: Any, riverside: Clinic, therapist: Member, stranger: Member
) -> None:
    shown = admin_browser.get(f"/c/{riverside.slug}/staff/").content.decode()
    assert "Tess Therapist" in shown
    assert "Grace Admin" in shown
    assert "Nora Nordhavn" not in shown


def test_the_list_takes_the_same_statements_for_any_number_of_people(
    admin_browser: Any,
    riverside: Clinic,
    admin: Member,
    works_at: Callable[..., Member],
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert admin_browser.get(f"/c/{riverside.slug}/staff/").status_code == 200
        return len(captured)

    admin_browser.get(f"/c/{riverside.slug}/staff/")
    few = statements()
    for number in range(8):
        works_at(riverside, Role.THERAPIST, Role.ADMIN, name=f"Person {number}")
        links.invite(clinic=riverside, by=admin, email=f"p{number}@x.example", roles=[Role.STUDENT])
    assert statements() == few


def test_an_admin_changes_the_roles_of_another(
    admin_browser: Any, riverside: Clinic, therapist: Member
) -> None:
    page = f"/c/{riverside.slug}/staff/{row_of(therapist).pk}/"
    assert "checked" in admin_browser.get(page).content.decode()
    answer = admin_browser.post(page, {"roles": ["assistant", "reviewer"]})
    assert answer.headers["Location"] == f"/c/{riverside.slug}/staff/"
    now = member_of(therapist.user, riverside.slug)
    assert now is not None
    assert now.roles == {Role.ASSISTANT, Role.REVIEWER}
    event = AuditEvent.objects.get(verb=Verb.ROLES_CHANGED)
    assert event.detail["before"] == "therapist"
    assert event.detail["after"] == "assistant reviewer"


def test_a_last_day_can_be_set_and_taken_away(
    admin: Member, riverside: Clinic, therapist: Member, admin_browser: Any
) -> None:
    page = f"/c/{riverside.slug}/staff/{row_of(therapist).pk}/"
    admin_browser.post(page, {"roles": ["therapist"], "valid_until": "2099-12-31"})
    assert str(row_of(therapist).valid_until) == "2099-12-31"
    admin_browser.post(page, {"roles": ["therapist"], "valid_until": ""})
    assert row_of(therapist).valid_until is None


def test_ending_a_membership_keeps_the_account_and_the_row(
    admin_browser: Any, riverside: Clinic, therapist: Member
) -> None:
    admin_browser.post(f"/c/{riverside.slug}/staff/{row_of(therapist).pk}/end/")
    assert member_of(therapist.user, riverside.slug) is None
    assert row_of(therapist).active is False
    assert User.objects.get(pk=therapist.user.pk).is_active
    assert AuditEvent.objects.get(verb=Verb.MEMBER_DEACTIVATED).detail["before"] == "therapist"


def test_who_left_can_be_taken_back(admin: Member, riverside: Clinic, therapist: Member) -> None:
    staff.end_membership(by=admin, user=therapist.user)
    staff.change_roles(by=admin, user=therapist.user, roles=[Role.STUDENT], valid_until=None)
    back = member_of(therapist.user, riverside.slug)
    assert back is not None
    assert back.roles == {Role.STUDENT}


def test_an_admin_cannot_change_or_end_their_own_roles(
    admin: Member, admin_browser: Any, riverside: Clinic
) -> None:
    page = f"/c/{riverside.slug}/staff/{row_of(admin).pk}/"
    refused = admin_browser.post(page, {"roles": ["therapist", "admin"]})
    assert refused.status_code == 200
    admin_browser.post(f"{page}end/")
    now = member_of(admin.user, riverside.slug)
    assert now is not None
    assert now.roles == {Role.ADMIN}
    assert 'action="' + page + "end/" not in admin_browser.get(page).content.decode()


def test_of_two_admins_who_end_each_other_only_the_first_does(
    admin: Member, riverside: Clinic, works_at: Callable[..., Member]
) -> None:
    other = works_at(riverside, Role.ADMIN, name="Otto Other")
    staff.end_membership(by=admin, user=other.user)
    with pytest.raises(AccessRefused):
        staff.end_membership(by=other, user=admin.user)
    assert member_of(admin.user, riverside.slug) is not None


@pytest.mark.parametrize("act", ["end", "roles", "reset"])
def test_an_admin_cannot_act_on_another_clinics_staff(
    admin: Member, stranger: Member, admin_browser: Any, riverside: Clinic, act: str
) -> None:
    path = {"end": "end/", "roles": "", "reset": "reset-link/"}[act]
    for slug in (riverside.slug, stranger.clinic.slug):
        answer = admin_browser.post(
            f"/c/{slug}/staff/{row_of(stranger).pk}/{path}", {"roles": ["student"]}
        )
        assert answer.status_code == 404
    services: dict[str, Callable[[], object]] = {
        "end": lambda: staff.end_membership(by=admin, user=stranger.user),
        "roles": lambda: staff.change_roles(
            by=admin, user=stranger.user, roles=[Role.STUDENT], valid_until=None
        ),
        "reset": lambda: links.issue_reset_link(by=admin, user=stranger.user),
    }
    with pytest.raises(NotFound):
        services[act]()
    now = member_of(stranger.user, stranger.clinic.slug)
    assert now is not None
    assert now.roles == {Role.ADMIN}


def test_an_admin_cannot_withdraw_another_clinics_invitation(
    admin_browser: Any, riverside: Clinic, stranger: Member
) -> None:
    foreign = links.invite(
        clinic=stranger.clinic, by=stranger, email="a@b.example", roles=[Role.STUDENT]
    )
    answer = admin_browser.post(
        f"/c/{riverside.slug}/staff/invitations/{foreign.link.pk}/withdraw/"
    )
    assert answer.status_code == 404
    assert OneTimeLink.objects.get().withdrawn_at is None


def test_an_invitation_goes_to_the_admins_own_clinic_whatever_clinic_is_named(
    admin: Member, nordhavn: Clinic
) -> None:
    issued = links.invite(clinic=nordhavn, by=admin, email="a@b.example", roles=[Role.STUDENT])
    assert issued.link.clinic == admin.clinic


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_admin_changes_staff(
    riverside: Clinic, admin: Member, works_at: Callable[..., Member], role: Role
) -> None:
    member = works_at(riverside, role)
    with pytest.raises(AccessRefused):
        staff.change_roles(by=member, user=admin.user, roles=[Role.STUDENT], valid_until=None)
    with pytest.raises(AccessRefused):
        links.invite(clinic=riverside, by=member, email="a@b.example", roles=[Role.ADMIN])
    with pytest.raises(AccessRefused):
        staff.add_member(clinic=riverside, user=member.user, roles=[Role.ADMIN], by=member)
    assert not member.may(Permission.MANAGE_STAFF)


def test_no_address_lets_an_admin_choose_anothers_password(
    admin_browser: Any, riverside: Clinic, therapist: Member
) -> None:
    page = f"/c/{riverside.slug}/staff/{row_of(therapist).pk}/"
    sent = {
        "roles": ["therapist"],
        "password": "chosen by the admin 1",
        "is_superuser": "on",
        "email": "taken@over.example",
    }
    admin_browser.post(page, sent)
    user = User.objects.get(pk=therapist.user.pk)
    assert user.check_password(PASSWORD)
    assert (user.is_superuser, user.email) == (False, therapist.user.email)


@pytest.mark.parametrize("path", ["end/", "reset-link/"])
def test_reading_these_addresses_changes_nothing(
    admin_browser: Any, riverside: Clinic, therapist: Member, path: str
) -> None:
    answer = admin_browser.get(f"/c/{riverside.slug}/staff/{row_of(therapist).pk}/{path}")
    assert answer.status_code == 405
    assert row_of(therapist).active


def test_two_accounts_cannot_share_an_address_whatever_its_letter_case(
    person: Callable[..., User],
) -> None:
    person("Ada Vale", email="ada@staff.example")
    with pytest.raises(ValidationError) as refused:
        person("Ada Other", email="ADA@Staff.Example")
    assert "already signs in" in str(refused.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Ada@staff.example", full_name="Third")


@pytest.mark.parametrize("name", ["Ada\u202eelaV", "Ada\u0000", "Ada\u200bVale", "\u2066Ada"])
def test_a_name_with_invisible_characters_is_refused(
    person: Callable[..., User], name: str
) -> None:
    with pytest.raises(ValidationError):
        person(name, email="ada@staff.example")
