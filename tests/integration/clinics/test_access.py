"""Other clinic: 404. Own clinic without the right: 403. Changes hold from the next request."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from clinics import access
from clinics.access import AccessRefused, Member, Permission
from clinics.models import AuditEvent, Clinic, Membership
from clinics.roles import Role
from clinics.services.staff import change_roles, end_membership
from clinics.verbs import Verb

PAGES = ("staff/", "staff/invite/", "settings/", "audit/")


def page(clinic: Clinic, path: str) -> str:
    return f"/c/{clinic.slug}/{path}"


def without_tokens(answer: Any) -> str:
    """The page without what differs at every request."""
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode())


@pytest.mark.parametrize("path", PAGES)
def test_a_member_of_another_clinic_finds_nothing(
    riverside: Clinic, stranger: Member, sign_in: Callable[..., Any], path: str
) -> None:
    assert sign_in(stranger.user).get(page(riverside, path)).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_clinic_that_does_not_exist_answers_like_another_clinic(
    admin_browser: Any, nordhavn: Clinic, path: str
) -> None:
    unknown = admin_browser.get(f"/c/no-such-clinic/{path}")
    other = admin_browser.get(page(nordhavn, path))
    assert unknown.status_code == other.status_code == 404
    assert without_tokens(unknown) == without_tokens(other)


@pytest.mark.parametrize("path", PAGES)
def test_the_anonymous_are_sent_to_sign_in(client: Any, riverside: Clinic, path: str) -> None:
    answer = client.get(page(riverside, path))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=")


def test_a_script_without_a_session_is_told_so_and_not_sent_to_a_page(
    client: Any, riverside: Clinic
) -> None:
    answer = client.get(page(riverside, "staff/"), headers={"hx-request": "true"})
    assert answer.status_code == 401
    assert answer.headers["X-Session"] == "ended"


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.THERAPIST, {"audit/"}),
        (Role.ASSISTANT, set()),
        (Role.STUDENT, set()),
        (Role.ADMIN, set(PAGES)),
        (Role.FRONT_DESK, set()),
        (Role.REVIEWER, set()),
    ],
)
def test_each_role_opens_its_pages_and_is_refused_the_others(
    riverside: Clinic,
    works_at: Callable[..., Member],
    sign_in: Callable[..., Any],
    role: Role,
    allowed: set[str],
) -> None:
    browser = sign_in(works_at(riverside, role).user)
    answers = {path: browser.get(page(riverside, path)).status_code for path in PAGES}
    assert answers == {path: 200 if path in allowed else 403 for path in PAGES}


def test_a_row_of_another_clinic_is_not_found_and_one_without_the_right_refused(
    riverside: Clinic,
    admin: Member,
    therapist: Member,
    stranger: Member,
    admin_browser: Any,
    therapist_browser: Any,
) -> None:
    own = Membership.objects.get(user=admin.user)
    foreign = Membership.objects.get(user=stranger.user)
    assert admin_browser.get(page(riverside, f"staff/{own.pk}/")).status_code == 200
    assert admin_browser.get(page(riverside, f"staff/{foreign.pk}/")).status_code == 404
    assert admin_browser.get(page(riverside, f"staff/{uuid4()}/")).status_code == 404
    assert therapist_browser.get(page(riverside, f"staff/{own.pk}/")).status_code == 403
    assert therapist_browser.get(page(riverside, f"staff/{foreign.pk}/")).status_code == 404


def test_a_role_narrowed_to_some_rows_is_refused_the_others(
    rf: Any, riverside: Clinic, therapist: Member, works_at: Callable[..., Member]
) -> None:
    colleague = works_at(riverside, Role.THERAPIST, name="Carl Colleague")
    mine, theirs = uuid4(), uuid4()
    for actor, patient in ((therapist, mine), (colleague, theirs)):
        AuditEvent.objects.create(
            clinic_id=riverside.pk,
            actor_id=actor.user.pk,
            verb=Verb.CHART_SAVED,
            patient_id=patient,
        )
    seen = AuditEvent.objects.for_user(therapist, Permission.READ_AUDIT)
    assert {event.patient_id for event in seen} == {mine}
    hidden = AuditEvent.objects.get(patient_id=theirs)
    with pytest.raises(AccessRefused):
        access.require(therapist, Permission.READ_AUDIT, hidden)


def test_a_role_that_sees_all_rows_is_not_narrowed_by_another_role(
    riverside: Clinic, works_at: Callable[..., Member], therapist: Member
) -> None:
    both = works_at(riverside, Role.ADMIN, Role.THERAPIST)
    everything = AuditEvent.objects.of_clinic(riverside).count()
    assert AuditEvent.objects.for_user(both, Permission.READ_AUDIT).count() == everything > 0


def test_without_the_permission_no_row_is_visible(riverside: Clinic, therapist: Member) -> None:
    assert not Membership.objects.for_user(therapist, Permission.MANAGE_STAFF).exists()


def test_ending_a_membership_holds_at_the_next_request(
    riverside: Clinic, admin: Member, works_at: Callable[..., Member], sign_in: Callable[..., Any]
) -> None:
    other = works_at(riverside, Role.ADMIN, name="Otto Other")
    browser = sign_in(other.user)
    assert browser.get(page(riverside, "staff/")).status_code == 200
    end_membership(by=admin, user=other.user)
    assert browser.get(page(riverside, "staff/")).status_code == 404


def test_a_change_of_roles_holds_at_the_next_request(
    riverside: Clinic, admin: Member, works_at: Callable[..., Member], sign_in: Callable[..., Any]
) -> None:
    other = works_at(riverside, Role.ADMIN, name="Otto Other")
    browser = sign_in(other.user)
    assert browser.get(page(riverside, "settings/")).status_code == 200
    change_roles(by=admin, user=other.user, roles=[Role.STUDENT], valid_until=None)
    assert browser.get(page(riverside, "settings/")).status_code == 403


def test_a_role_counts_through_its_last_day_and_no_longer(
    riverside: Clinic, therapist: Member
) -> None:
    today = timezone.localdate(timezone=riverside.zone)
    rows = Membership.objects.filter(user=therapist.user)
    rows.update(valid_until=today)
    assert access.member_of(therapist.user, riverside.slug) is not None
    rows.update(valid_until=today - timedelta(days=1))
    assert access.member_of(therapist.user, riverside.slug) is None


def test_an_account_that_is_switched_off_is_signed_out_at_the_next_request(
    riverside: Clinic, admin: Member, admin_browser: Any
) -> None:
    admin.user.is_active = False
    admin.user.save()
    answer = admin_browser.get(page(riverside, "staff/"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


def test_a_refusal_is_written_to_the_audit_trail(
    riverside: Clinic, therapist: Member, therapist_browser: Any
) -> None:
    therapist_browser.get(page(riverside, "staff/"))
    event = AuditEvent.objects.get(verb=Verb.ACCESS_REFUSED)
    assert event.actor_id == therapist.user.pk
    assert event.clinic_id == riverside.pk
    assert event.outcome == "refused"
    assert event.detail == {"permission": "manage_staff"}


def test_a_search_for_rows_of_others_is_written_to_the_own_clinics_trail(
    riverside: Clinic, admin: Member, admin_browser: Any, stranger: Member
) -> None:
    foreign = Membership.objects.get(user=stranger.user)
    admin_browser.get(page(riverside, f"staff/{foreign.pk}/"))
    event = AuditEvent.objects.get(verb=Verb.ACCESS_REFUSED)
    assert (event.clinic_id, event.outcome) == (riverside.pk, "not_found")
    assert event.detail["id"] == str(foreign.pk)


def test_knocking_at_another_clinic_names_nobody_in_that_clinics_trail(
    nordhavn: Clinic, admin: Member, admin_browser: Any
) -> None:
    admin_browser.get(page(nordhavn, "staff/"))
    event = AuditEvent.objects.get(verb=Verb.ACCESS_REFUSED)
    assert event.actor_id == admin.user.pk
    assert event.clinic_id == admin.clinic.pk


@pytest.mark.parametrize("path", PAGES)
def test_a_menu_shows_only_what_the_roles_open(
    riverside: Clinic, therapist_browser: Any, path: str
) -> None:
    shown = therapist_browser.get(page(riverside, "audit/")).content.decode()
    assert (f'href="{page(riverside, path)}"' in shown) is (path == "audit/")
