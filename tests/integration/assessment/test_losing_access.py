"""Who loses an account, a membership or a role while a chart is open: at the very next request.

What was half typed is never lost to the person: a script keeps it in the page, a page without
scripts gets it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from assessment.models import Assessment
from clinics.access import Member, Role
from clinics.models import AuditEvent, Membership, User
from clinics.services import staff
from clinics.verbs import Verb
from tests.conftest import HttpsClient
from tests.integration.assessment.pages import NOTE, section_of, stored, text_of, typed_in

pytestmark = pytest.mark.django_db

TYPED = "Half a sentence about <stairs>"
SCRIPT = {"HX-Request": "true", "Sec-Fetch-Mode": "cors"}


@dataclass(frozen=True)
class Loss:
    """How access is lost, and what the next request is answered with."""

    happens: Callable[[Member, Member], object]
    opened: int
    sent: int


def switched_off(_admin: Member, member: Member) -> None:
    User.objects.filter(pk=member.user.pk).update(is_active=False)


def ended(admin: Member, member: Member) -> None:
    staff.end_membership(by=admin, user=member.user)


def moved_to_the_desk(admin: Member, member: Member) -> None:
    staff.change_roles(by=admin, user=member.user, roles=[Role.FRONT_DESK], valid_until=None)


def last_day_over(_admin: Member, member: Member) -> None:
    Membership.objects.filter(user=member.user).update(valid_until="2020-01-01")


LOSSES = {
    "account switched off": Loss(switched_off, opened=302, sent=401),
    "membership ended": Loss(ended, opened=404, sent=404),
    "last day over": Loss(last_day_over, opened=404, sent=404),
    "role taken away": Loss(moved_to_the_desk, opened=403, sent=403),
}


@pytest.fixture(params=LOSSES, ids=str)
def loss(request: Any) -> Loss:
    return LOSSES[request.param]


def test_the_next_request_is_refused_and_nothing_is_saved(
    loss: Loss, draft: Assessment, therapist: Member, admin: Member, browser: HttpsClient
) -> None:
    page = section_of(draft, "history")
    assert browser.get(page).status_code == 200
    before = stored()
    loss.happens(admin, therapist)
    assert browser.post(page, typed_in(NOTE, TYPED)).status_code == loss.sent
    assert browser.post(page, typed_in(NOTE, TYPED), headers=SCRIPT).status_code == loss.sent
    assert browser.get(page).status_code == loss.opened
    assert stored() == before
    assert not AuditEvent.objects.filter(verb=Verb.CHART_SAVED).exists()


def test_a_script_is_answered_so_that_its_page_keeps_what_was_typed(
    loss: Loss, draft: Assessment, therapist: Member, admin: Member, browser: HttpsClient
) -> None:
    """401 with `X-Session: ended`, 403 or 404: none is a page that htmx would put in its place."""
    page = section_of(draft, "history")
    browser.get(page)
    loss.happens(admin, therapist)
    answer = browser.post(page, typed_in(NOTE, TYPED), headers=SCRIPT)
    assert 400 <= answer.status_code < 500
    assert answer.headers.get("X-Session", "") == ("ended" if answer.status_code == 401 else "")
    assert "HX-Redirect" not in answer.headers and "HX-Refresh" not in answer.headers


def test_without_scripts_a_switched_off_account_gets_its_words_back(
    draft: Assessment, therapist: Member, admin: Member, browser: HttpsClient
) -> None:
    page = section_of(draft, "history")
    browser.get(page)
    switched_off(admin, therapist)
    answer = browser.post(page, typed_in(NOTE, TYPED))
    assert "What you had typed is kept on this page." in text_of(answer)
    assert "Half a sentence about &lt;stairs&gt;" in text_of(answer)
    assert f'action="{page}"' in text_of(answer)
    User.objects.filter(pk=therapist.user.pk).update(is_active=True)
    assert browser.post(page, typed_in(NOTE, TYPED)).status_code in (200, 302)
    assert "Half a sentence about &lt;stairs&gt;" in text_of(browser.get(page))


def test_a_role_given_back_lets_the_same_page_save(
    draft: Assessment, therapist: Member, admin: Member, browser: HttpsClient
) -> None:
    page = section_of(draft, "history")
    moved_to_the_desk(admin, therapist)
    assert browser.post(page, typed_in(NOTE, TYPED), headers=SCRIPT).status_code == 403
    staff.change_roles(by=admin, user=therapist.user, roles=[Role.THERAPIST], valid_until=None)
    assert browser.post(page, typed_in(NOTE, TYPED), headers=SCRIPT).status_code == 200
    assert "Half a sentence about &lt;stairs&gt;" in text_of(browser.get(page))
