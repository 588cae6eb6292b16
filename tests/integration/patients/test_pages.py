"""The pages about patients, as the people of two clinics open and send them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinics.access import Member, Role
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at, written
from patients.editing import Edit
from patients.models import Contact, EpisodeOfCare, Patient, Procedure, ReviewerAssignment
from patients.services import add_contact, assign_reviewer, edit_patient
from tests.integration.patients.conftest import Joining, Registering

SignIn = Callable[[Any], Client]


def address(member: Member, name: str, **more: Any) -> str:
    return reverse(f"patients:{name}", kwargs={"slug": member.clinic.slug, **more})


def patient_page(patient: Patient) -> str:
    return reverse(
        "assessment:patient", kwargs={"slug": patient.clinic.slug, "patient_id": patient.pk}
    )


def hidden(page: Any, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(
        rf'<input type="hidden" name="{re.escape(name)}" value="([^"]*)"', page.content.decode()
    )
    assert found, name
    return found[1]


def filled(page: Any, **typed: str) -> dict[str, str]:
    """All fields of the page's form as they stand, with those typed into."""
    form = page.context["form"]
    sent = {"key": form.key, "version": str(getattr(form, "version_now", ""))}
    for field in form:
        value = field.value()
        sent[field.html_name] = "" if value is None else str(value)
        if field.field.show_hidden_initial:
            sent[field.html_initial_name] = sent[field.html_name]
    formset = page.context.get("procedures")
    if formset is not None:
        for field in formset.management_form:
            sent[field.html_name] = str(field.value())
        for form in formset:
            sent[f"{form.prefix}-id"] = str(form.procedure_id or "")
            sent[f"{form.prefix}-version"] = str(form.version_now)
            for field in form:
                if field.name == "DELETE":
                    continue
                value = field.value()
                sent[field.html_name] = "" if value is None else str(value)
                sent[field.html_initial_name] = sent[field.html_name]
    return {**sent, **typed}


@pytest.fixture
def gp(therapist: Member, beatriz: Patient) -> Contact:
    values = {"role": "gp", "name": "Dr Ellis"}
    return add_contact(by=therapist, key=new_key(), patient=beatriz, values=values)


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


def test_a_new_clinic_is_told_what_to_do_first(therapist: Member, sign_in: SignIn) -> None:
    page = sign_in(therapist.user).get(address(therapist, "list"))
    assert "No patients yet" in page.content.decode()
    assert address(therapist, "register") in page.content.decode()


def test_the_list_shows_whom_it_shows_in_the_audit(
    therapist: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    page = sign_in(therapist.user).get(address(therapist, "list"))
    text = page.content.decode()
    assert "ORTIZ, Beatriz" in text
    assert "11 Mar 2002" in text
    event = AuditEvent.objects.get(verb=Verb.PATIENTS_LISTED)
    assert event.detail == {"patients": str(beatriz.pk)}


def test_a_search_is_posted_and_leaves_no_word_in_address_or_audit(
    therapist: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    browser = sign_in(therapist.user)
    page = browser.post(address(therapist, "search"), {"query": "ortiz 11 Mar 2002"})
    assert page.status_code == 200
    assert "ORTIZ, Beatriz" in page.content.decode()
    event = AuditEvent.objects.get(verb=Verb.PATIENTS_SEARCHED)
    assert event.detail == {"patients": str(beatriz.pk)}
    again = browser.get(address(therapist, "search"), {"query": "ortiz"})
    assert again.status_code == 302
    assert again["Location"] == address(therapist, "list")


def test_a_search_that_finds_nobody_says_what_to_try(therapist: Member, sign_in: SignIn) -> None:
    page = sign_in(therapist.user).post(address(therapist, "search"), {"query": "nobody"})
    assert "Nobody found" in page.content.decode()


def test_a_patient_is_registered_and_their_page_opened(therapist: Member, sign_in: SignIn) -> None:
    browser = sign_in(therapist.user)
    page = browser.get(address(therapist, "register"))
    sent = filled(page, family_name="Ortiz", given_name="Beatriz", birth_date="11 Mar 2002")
    answer = browser.post(address(therapist, "register"), sent)
    patient = Patient.objects.get()
    assert answer["Location"] == patient_page(patient)
    again = browser.post(address(therapist, "register"), sent)
    assert again["Location"] == patient_page(patient)
    assert Patient.objects.count() == 1


def test_a_likely_duplicate_is_shown_before_anybody_is_registered(
    therapist: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    browser = sign_in(therapist.user)
    page = browser.get(address(therapist, "register"))
    sent = filled(page, family_name="Ortíz", given_name="Beatriz", birth_date="3 Nov 2002")
    warned = browser.post(address(therapist, "register"), sent)
    text = warned.content.decode()
    assert "Is it one of these patients?" in text
    assert "same name, birth date with day and month exchanged" in text
    assert patient_page(beatriz) in text
    assert "Ortíz" in text
    assert Patient.objects.count() == 1

    sent["seen"] = hidden(warned, "seen")
    unsaid = browser.post(address(therapist, "register"), sent)
    assert "Say why this is another person." in unsaid.content.decode()
    assert Patient.objects.count() == 1

    sent["reason"] = "A cousin of the same name"
    browser.post(address(therapist, "register"), sent)
    assert Patient.objects.count() == 2


def test_a_page_without_its_key_says_so_and_keeps_what_was_typed(
    therapist: Member, sign_in: SignIn
) -> None:
    page = sign_in(therapist.user).post(
        address(therapist, "register"), {"family_name": "Ortiz", "given_name": "B", "sex": "other"}
    )
    assert page.status_code == 200
    assert "This form is incomplete" in page.content.decode()
    assert 'value="Ortiz"' in page.content.decode()


def test_an_ambiguous_birth_date_is_answered_with_both_readings(
    therapist: Member, sign_in: SignIn
) -> None:
    browser = sign_in(therapist.user)
    page = browser.get(address(therapist, "register"))
    sent = filled(page, family_name="Ortiz", given_name="Beatriz", birth_date="11/03/2002")
    text = browser.post(address(therapist, "register"), sent).content.decode()
    assert "is it 11 Mar 2002 or 3 Nov 2002?" in text
    assert 'value="11/03/2002"' in text


def test_a_stale_edit_shows_both_values_and_saves_the_chosen_one(
    therapist: Member, colleague: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    where = address(therapist, "edit", patient_id=beatriz.pk)
    browser = sign_in(therapist.user)
    page = browser.get(where)
    edit_patient(
        by=colleague,
        key=new_key(),
        patient=beatriz,
        edit=Edit(values={"phone": "020 7946 0018", "email": "bea@example.org"}, version=1),
    )
    sent = filled(page, phone="020 7946 0099", address="1 High Street")
    conflict = browser.post(where, sent)
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Jonas Marsh saved" in text
    assert "020 7946 0099" in text
    assert "020 7946 0018" in text
    assert "1 High Street" in text
    beatriz.refresh_from_db()
    assert (beatriz.phone, beatriz.address, beatriz.version) == ("020 7946 0018", "", 2)

    sent |= {"version": hidden(conflict, "version"), "settle-phone": "mine"}
    assert browser.post(where, sent)["Location"] == patient_page(beatriz)
    beatriz.refresh_from_db()
    assert beatriz.phone == "020 7946 0099"
    assert beatriz.address == "1 High Street"
    assert beatriz.email == "bea@example.org"


def test_a_refused_edit_shows_the_patient_as_stored_above_the_form(
    therapist: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    where = address(therapist, "edit", patient_id=beatriz.pk)
    browser = sign_in(therapist.user)
    sent = filled(browser.get(where), family_name="Typed", birth_date="never")
    text = browser.post(where, sent).content.decode()
    assert "ORTIZ" in text
    assert "TYPED" not in text
    assert 'value="Typed"' in text


def test_an_episode_is_opened_and_edited_with_its_procedures(
    therapist: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    browser = sign_in(therapist.user)
    where = address(therapist, "open_episode", patient_id=beatriz.pk)
    sent = filled(
        browser.get(where),
        kind="acl_reconstruction",
        side="left",
        problem="ACL reconstruction",
        precautions="No open-chain extension\nuntil week 8",
    )
    sent |= {
        "procedures-0-name": "Hamstring graft",
        "procedures-0-side": "left",
        "procedures-0-date": "12 Jan 2026",
    }
    answer = browser.post(where, sent)
    assert answer["Location"] == patient_page(beatriz)
    episode = EpisodeOfCare.objects.get()
    graft = Procedure.objects.get()
    assert episode.opened_on == today_at(therapist.clinic)
    assert written(graft.date) == "12 Jan 2026"

    where = address(therapist, "edit_episode", episode_id=episode.pk)
    page = browser.get(where)
    assert "Hamstring graft" in page.content.decode()
    sent = filled(page, problem="ACL reconstruction, week 9")
    sent["procedures-0-detail"] = "with meniscus suture"
    assert browser.post(where, sent).status_code == 302
    episode.refresh_from_db()
    graft.refresh_from_db()
    assert (episode.problem, graft.detail) == (
        "ACL reconstruction, week 9",
        "with meniscus suture",
    )
    assert (episode.version, graft.version) == (2, 2)

    sent = filled(browser.get(where)) | {"procedures-0-DELETE": "on"}
    assert browser.post(where, sent).status_code == 302
    assert Procedure.objects.count() == 0


def test_a_stale_procedure_shows_both_values_and_saves_the_chosen_one(
    therapist: Member, colleague: Member, sign_in: SignIn, episode: EpisodeOfCare
) -> None:
    where = address(therapist, "edit_episode", episode_id=episode.pk)
    mine, theirs = sign_in(therapist.user), sign_in(colleague.user)
    first = filled(mine.get(where)) | {
        "procedures-0-name": "Hamstring graft",
        "procedures-0-side": "left",
    }
    assert mine.post(where, first).status_code == 302
    page = mine.get(where)
    changed = filled(theirs.get(where)) | {"procedures-0-surgeon": "Mr Oduya"}
    assert theirs.post(where, changed).status_code == 302

    sent = filled(page) | {"procedures-0-surgeon": "Ms Lund"}
    conflict = mine.post(where, sent)
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Mr Oduya" in text
    assert "Ms Lund" in text
    sent |= {
        "version": hidden(conflict, "version"),
        "procedures-0-version": hidden(conflict, "procedures-0-version"),
        "settle-procedures-0-surgeon": "mine",
    }
    assert mine.post(where, sent).status_code == 302
    assert Procedure.objects.get().surgeon == "Ms Lund"


def test_a_wrong_procedure_is_answered_in_its_row(
    therapist: Member, sign_in: SignIn, episode: EpisodeOfCare
) -> None:
    where = address(therapist, "edit_episode", episode_id=episode.pk)
    browser = sign_in(therapist.user)
    sent = filled(browser.get(where)) | {
        "procedures-1-name": "Hamstring graft",
        "procedures-1-side": "left",
        "procedures-1-date": "1 Jan 1990",
    }
    page = browser.post(where, sent)
    assert page.status_code == 200
    errors = page.context["procedures"].forms[1].errors["date"]
    assert errors == ["This lies before the birth date, 11 Mar 2002."]
    assert 'value="Hamstring graft"' in page.content.decode()


def test_an_episode_closes_and_opens_again_on_its_pages(
    therapist: Member, sign_in: SignIn, episode: EpisodeOfCare
) -> None:
    browser = sign_in(therapist.user)
    close = address(therapist, "close_episode", episode_id=episode.pk)
    sent = filled(browser.get(close)) | {"version": hidden(browser.get(close), "version")}
    assert browser.post(close, sent).status_code == 302
    episode.refresh_from_db()
    assert not episode.is_open
    reopen = address(therapist, "reopen_episode", episode_id=episode.pk)
    page = browser.get(reopen)
    sent = {"key": page.context["form"].key, "version": hidden(page, "version")}
    assert browser.post(reopen, sent).status_code == 302
    episode.refresh_from_db()
    assert episode.is_open


def test_a_contact_is_added_edited_and_removed_on_its_pages(
    therapist: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    browser = sign_in(therapist.user)
    where = address(therapist, "add_contact", patient_id=beatriz.pk)
    sent = filled(browser.get(where), role="surgeon", name="Mr Oduya")
    assert browser.post(where, sent)["Location"] == patient_page(beatriz)
    contact = Contact.objects.get()
    where = address(therapist, "edit_contact", contact_id=contact.pk)
    sent = filled(browser.get(where), phone="020 7946 0018")
    assert browser.post(where, sent).status_code == 302
    contact.refresh_from_db()
    assert contact.phone == "020 7946 0018"
    where = address(therapist, "remove_contact", contact_id=contact.pk)
    page = browser.get(where)
    assert "Mr Oduya" in page.content.decode()
    sent = {"key": page.context["form"].key, "version": hidden(page, "version")}
    assert browser.post(where, sent).status_code == 302
    assert Contact.objects.count() == 0


def test_an_admin_assigns_a_reviewer_and_ends_it(
    admin: Member, reviewer: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    browser = sign_in(admin.user)
    where = address(admin, "reviewers", patient_id=beatriz.pk)
    until = written(today_at(admin.clinic) + timedelta(days=7))
    sent = filled(
        browser.get(where), reviewer=str(reviewer.user.pk), until=until, purpose="Second opinion"
    )
    assert browser.post(where, sent)["Location"] == where
    listed = sign_in(reviewer.user).get(address(reviewer, "list"))
    assert "ORTIZ, Beatriz" in listed.content.decode()
    assignment = ReviewerAssignment.objects.get()
    end = address(admin, "end_reviewer", assignment_id=assignment.pk)
    assert browser.post(end, {"key": new_key()})["Location"] == where
    listed = sign_in(reviewer.user).get(address(reviewer, "list"))
    assert "ORTIZ" not in listed.content.decode()
    assert "No patients to show" in listed.content.decode()


def test_a_clinic_without_reviewers_is_told_what_to_do(
    admin: Member, sign_in: SignIn, beatriz: Patient
) -> None:
    page = sign_in(admin.user).get(address(admin, "reviewers", patient_id=beatriz.pk))
    assert "The clinic has no reviewer yet" in page.content.decode()


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
