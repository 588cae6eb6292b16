"""Who opens which page, what hostile input does, and how many statements a page costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clinics.access import Member, Role
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import Contact, EpisodeOfCare, Patient, Procedure, ReviewerAssignment
from patients.services import assign_reviewer
from tests.integration.patients.conftest import Joining, Registering
from tests.integration.patients.pages import address, filled

SignIn = Callable[[Any], Client]


@pytest.fixture
def assignment(admin: Member, reviewer: Member, beatriz: Patient) -> ReviewerAssignment:
    return assign_reviewer(
        by=admin,
        key=new_key(),
        patient=beatriz,
        reviewer=reviewer.user,
        until=today_at(admin.clinic) + timedelta(days=7),
        purpose="Second opinion",
    )


@pytest.fixture
def addresses(
    therapist: Member,
    beatriz: Patient,
    gp: Contact,
    episode: EpisodeOfCare,
    assignment: ReviewerAssignment,
) -> dict[str, str]:
    """Every address about a thing of the clinic, by its name."""
    return {
        "edit": address(therapist, "edit", patient_id=beatriz.pk),
        "add_contact": address(therapist, "add_contact", patient_id=beatriz.pk),
        "open_episode": address(therapist, "open_episode", patient_id=beatriz.pk),
        "reviewers": address(therapist, "reviewers", patient_id=beatriz.pk),
        "edit_contact": address(therapist, "edit_contact", contact_id=gp.pk),
        "remove_contact": address(therapist, "remove_contact", contact_id=gp.pk),
        "edit_episode": address(therapist, "edit_episode", episode_id=episode.pk),
        "close_episode": address(therapist, "close_episode", episode_id=episode.pk),
        "reopen_episode": address(therapist, "reopen_episode", episode_id=episode.pk),
        "end_reviewer": address(therapist, "end_reviewer", assignment_id=assignment.pk),
    }


DEMOGRAPHICS = {"edit", "add_contact", "edit_contact", "remove_contact"}
EPISODES = {"open_episode", "edit_episode", "close_episode", "reopen_episode"}
REVIEWERS = {"reviewers"}
OPENED_BY = {
    Role.THERAPIST: DEMOGRAPHICS | EPISODES,
    Role.ADMIN: DEMOGRAPHICS | REVIEWERS,
    Role.FRONT_DESK: DEMOGRAPHICS,
    Role.ASSISTANT: set(),
    Role.STUDENT: set(),
    Role.REVIEWER: set(),
}


@pytest.mark.parametrize("role", OPENED_BY)
def test_each_role_opens_its_pages_and_no_others(
    therapist: Member,
    joining: Joining,
    sign_in: SignIn,
    addresses: dict[str, str],
    role: Role,
) -> None:
    browser = sign_in(joining(therapist.clinic, role).user)
    for name, where in addresses.items():
        if name == "end_reviewer":
            assert browser.get(where).status_code == 405
            continue
        expected = 200 if name in OPENED_BY[role] else 403
        assert browser.get(where).status_code == expected, name
        if expected == 403:
            assert browser.post(where, {"key": new_key()}).status_code == 403, name


def test_another_clinic_finds_nothing_at_any_address(
    stranger: Member, sign_in: SignIn, addresses: dict[str, str], riverside: Any
) -> None:
    browser = sign_in(stranger.user)
    for where in addresses.values():
        own = where.replace("/c/riverside/", f"/c/{stranger.clinic.slug}/")
        for attempt in (where, own):
            for answer in (browser.get(attempt), browser.post(attempt, {"key": new_key()})):
                assert answer.status_code in (404, 405), attempt
                assert b"Ortiz" not in answer.content


HOSTILE = [
    "\u202eziitrO",
    "x" * 1_000_000,
    "x" * 100_000,
    "{{ 7*7 }}",
    "<svg onload=x>",
    "'\";--",
    "=1+1",
    "‮",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_or_refused_and_never_breaks_a_page(
    therapist: Member, sign_in: SignIn, addresses: dict[str, str], text: str
) -> None:
    browser = sign_in(therapist.user)
    pages = {name: where for name, where in addresses.items() if name in OPENED_BY["therapist"]}
    pages["register"] = address(therapist, "register")
    for name, where in pages.items():
        page = browser.get(where)
        sent = filled(page)
        for field in page.context["form"]:
            sent[field.html_name] = text
        for key in [key for key in sent if key.startswith("procedures-0-")]:
            sent[key] = text
        answer = browser.post(where, sent)
        too_big = sum(map(len, sent.values())) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        assert answer.status_code in ((400,) if too_big else (200, 302, 409)), name
        assert b"<svg onload" not in answer.content


def test_a_megabyte_in_one_field_is_refused_at_that_field(
    therapist: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    where = address(therapist, "edit", patient_id=beatriz.pk)
    browser = sign_in(therapist.user)
    sent = filled(browser.get(where), family_name="x" * 1_000_000)
    page = browser.post(where, sent)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["family_name"]


def test_a_malformed_procedures_form_is_answered_not_crashed(
    therapist: Member, sign_in: SignIn, episode: EpisodeOfCare
) -> None:
    where = address(therapist, "edit_episode", episode_id=episode.pk)
    browser = sign_in(therapist.user)
    fields = ("TOTAL_FORMS", "INITIAL_FORMS", "0-id", "0-version", "0-DELETE")
    for field in fields:
        for value in ("", "-1", "99999999999", "x", "1e9"):
            sent = filled(browser.get(where)) | {f"procedures-{field}": value}
            assert browser.post(where, sent).status_code in (200, 302, 409)
    sent = filled(browser.get(where))
    without = {key: value for key, value in sent.items() if not key.startswith("procedures")}
    assert browser.post(where, without).status_code == 200


def test_hostile_searches_are_answered(
    therapist: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    browser = sign_in(therapist.user)
    for text in ("%", "_", "\\", "a" * 100_000, "\u202e", "x' or 'a'='a", "(((", "0000-00-00"):
        answer = browser.post(address(therapist, "search"), {"query": text})
        assert answer.status_code == 200
        assert "ORTIZ" not in answer.content.decode()
    nul = browser.post(address(therapist, "search"), {"query": "or\x00tiz"})
    assert nul.status_code == 400


def test_the_number_of_statements_does_not_grow_with_patients(
    therapist: Member, sign_in: SignIn, registering: Registering
) -> None:
    browser = sign_in(therapist.user)

    def counts(given_name: str) -> list[int]:
        result = []
        where = address(therapist, "register")
        newcomer = filled(browser.get(where), family_name="Castle", given_name=given_name)
        for act in (
            lambda: browser.get(address(therapist, "list")),
            lambda: browser.post(address(therapist, "search"), {"query": "castle"}),
            lambda: browser.get(where),
            lambda: browser.post(where, newcomer),
        ):
            with CaptureQueriesContext(connection) as captured:
                act()
            result.append(len(captured))
        return result

    for number in range(5):
        registering("Castle", f"Name{number}")
    browser.get(address(therapist, "list"))
    few = counts("Beatriz")
    for number in range(5, 50):
        registering("Castle", f"Name{number}")
    assert counts("Ferdinand") == few


def test_the_number_of_statements_does_not_grow_with_contacts_and_procedures(
    therapist: Member, sign_in: SignIn, beatriz: Patient, episode: EpisodeOfCare
) -> None:
    browser = sign_in(therapist.user)
    where = address(therapist, "edit_episode", episode_id=episode.pk)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(where)
        return len(captured)

    browser.get(where)
    few = count()
    for _round in range(5):
        sent = filled(browser.get(where))
        rows = int(sent["procedures-TOTAL_FORMS"])
        for row in (rows - 2, rows - 1):
            sent |= {f"procedures-{row}-name": f"Graft {row}", f"procedures-{row}-side": "left"}
        assert browser.post(where, sent).status_code == 302
    assert Procedure.objects.count() == 10
    # The first page shows, and forgets, what the posts said.
    browser.get(where)
    assert count() == few
