"""The pages about patients, as people open and send them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from clinics.access import Member
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at, written
from patients.editing import Edit
from patients.models import Contact, EpisodeOfCare, Patient, Procedure, ReviewerAssignment
from patients.services import edit_patient, lift_restriction, record_restriction
from tests.integration.patients.pages import address, filled, hidden, patient_page

SignIn = Callable[[Any], Client]


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


def test_closing_an_episode_names_the_limits_that_still_stand(
    therapist: Member, sign_in: SignIn, episode: EpisodeOfCare
) -> None:
    today = today_at(therapist.clinic)
    given: dict[str, Any] = {
        "side": "left",
        "option": "limit",
        "low": 0,
        "high": 90,
        "level": 3,
        "who": "Dr X",
        "valid_from": today - timedelta(days=30),
    }
    for more in (
        {"restricts": "range"},
        {"restricts": "range_active", "low": -5, "until": today},
        {"restricts": "range_passive", "until": today - timedelta(days=1)},
        {"restricts": "impact", "option": "allowed"},
        {"restricts": "weight_bearing", "option": "pwb", "high": 50},
        {"restricts": "brace", "option": "locked"},
        {"restricts": "kneeling", "option": "not_allowed", "level": 2, "who": "Protocol 3"},
    ):
        record_restriction(by=therapist, key=new_key(), episode=episode, values=given | more)
    lifted = record_restriction(
        by=therapist,
        key=new_key(),
        episode=episode,
        values=given | {"restricts": "patella"} | {"option": "none"},
    )
    lift_restriction(
        by=therapist,
        key=new_key(),
        restriction=lifted,
        values={"evidence": "letter", "detail": "letter of today"},
    )
    browser = sign_in(therapist.user)
    page = browser.get(address(therapist, "close_episode", episode_id=episode.pk))
    assert list(page.context["limits"]) == [
        "Left: range of motion limited to 0 to 90 until surgeon review, Dr X (surgeon)",
        "Left: range of motion, active limited to 5 hyperextension to 90 until "
        f"{written(today)}, Dr X (surgeon)",
        "Left: weight-bearing partial (PWB) 50 % until surgeon review, Dr X (surgeon)",
        "Left: brace locked at 0° until surgeon review, Dr X (surgeon)",
        "Left: kneeling not allowed until surgeon review, Protocol 3 (clinic protocol)",
    ]
    text = page.content.decode()
    assert "They go on to be asked about in every episode of this patient" in text
    assert "Left: kneeling not allowed until surgeon review" in text


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
