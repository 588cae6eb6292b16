"""Merging two records and taking it back: what is refused, chains, what a merged one takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from assessment.services.merging import MergeRefused, RecordsChanged
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.services.confirming import WrongPassword
from clinics.verbs import Verb
from patients.editing import Edit
from patients.models import EpisodeOfCare, Patient, PatientMerge, PatientUnmerge
from patients.services import (
    edit_patient,
)
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import password_of
from tests.integration.assessment.merging_in_words import (
    merge,
    page,
    registered,
    tables,
    take_back,
    versions,
)
from tests.integration.assessment.pages import sent_by, text_of


@pytest.fixture
def admin(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ADMIN]


@pytest.fixture
def jon(therapist: Member) -> Patient:
    return registered(therapist, "Doe", "Jon", "100")


@pytest.fixture
def john(therapist: Member) -> Patient:
    return registered(therapist, "Doe", "John", "200", phone="020 7946 0100")


@pytest.fixture
def third(therapist: Member) -> Patient:
    return registered(therapist, "Dow", "Jon", "300")


def test_what_the_record_that_stays_does_not_say_is_taken_from_the_other(
    admin: Member, jon: Patient, john: Patient, sign_in: Callable[..., HttpsClient]
) -> None:
    browser = sign_in(admin.user)
    where = page("merge", jon, other_id=john.pk)
    shown = browser.get(where)
    assert "Alike: similar name, same birth date." in text_of(shown)
    typed = {"reason": "One person", "password": password_of(admin)}
    answer = browser.post(where, sent_by(shown, **typed))
    assert (answer.status_code, answer.headers["Location"]) == (302, page("patient", jon))
    jon.refresh_from_db()
    assert (jon.given_name, jon.number, jon.phone) == ("Jon", "100", "020 7946 0100")
    done = PatientMerge.objects.get()
    assert done.plan["taken"] == ["phone"]
    assert done.plan["counts"]["merged"]["visits_signed"] == 0
    again = browser.post(where, sent_by(shown, **typed))
    assert again.status_code == 302
    assert PatientMerge.objects.count() == 1
    assert AuditEvent.objects.filter(verb=Verb.PATIENTS_MERGED).count() == 1
    history = text_of(browser.get(page("patient", jon)))
    assert "merged into this record on" in history
    assert "Take back" in history


def test_who_saw_an_older_record_looks_again_and_keeps_what_was_typed(
    admin: Member,
    therapist: Member,
    jon: Patient,
    john: Patient,
    sign_in: Callable[..., HttpsClient],
) -> None:
    browser = sign_in(admin.user)
    where = page("merge", jon, other_id=john.pk)
    shown = browser.get(where)
    edited = Edit(values={"email": "john@example.org"}, version=john.version)
    edit_patient(by=therapist, key=new_key(), patient=john, edit=edited)
    typed = {"reason": "One person", "password": password_of(admin), "take-phone": "survivor"}
    answer = browser.post(where, sent_by(shown, **typed))
    assert answer.status_code == 409
    assert "Somebody changed one of these records" in text_of(answer)
    again = sent_by(answer, password=password_of(admin))
    assert again["reason"] == "One person"
    assert again["take-phone"] == "survivor"
    assert browser.post(where, again).status_code == 302
    jon.refresh_from_db()
    assert (jon.phone, jon.email) == ("", "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"password": "wrong"}, "That is not your password. Nothing was done"),
        ({"reason": ""}, "Write why. Nothing was done yet."),
        ({"reason": "One\u202eperson"}, "a character that cannot be seen"),
        ({"key": "!"}, "This page came back incomplete"),
    ],
)
def test_what_was_typed_wrongly_is_said_and_nothing_is_merged(
    typed: dict[str, str],
    words: str,
    admin: Member,
    jon: Patient,
    john: Patient,
    sign_in: Callable[..., HttpsClient],
) -> None:
    browser = sign_in(admin.user)
    where = page("merge", jon, other_id=john.pk)
    before = tables()
    whole = {"reason": "One person", "password": password_of(admin)} | typed
    answer = browser.post(where, sent_by(browser.get(where), **whole))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert tables() == before
    refused = AuditEvent.objects.filter(verb=Verb.CONFIRMATION_REFUSED).count()
    assert refused == (1 if typed.get("password") else 0)


def test_refusals_of_the_service(
    clinics: DemoClinics, admin: Member, therapist: Member, jon: Patient, john: Patient
) -> None:
    stranger = registered(clinics.members["nordhavn", Role.THERAPIST], "Doe", "Jon", "100")
    with pytest.raises(AccessRefused):
        merge(therapist, jon, john)
    with pytest.raises(AccessRefused):
        merge(admin, stranger, jon)
    with pytest.raises(MergeRefused, match="no such record in this clinic"):
        merge(admin, jon, stranger)
    with pytest.raises(MergeRefused, match="the same record"):
        merge(admin, jon, jon)
    with pytest.raises(RecordsChanged):
        merge(admin, jon, john, seen=(1, 2))
    with pytest.raises(WrongPassword):
        merge(admin, jon, john, password="")
    with pytest.raises(ValidationError):
        merge(admin, jon, john, reason=" ")
    Patient.objects.filter(pk=john.pk).update(restricted=True)
    with pytest.raises(MergeRefused, match="care team"):
        merge(admin, jon, john)
    Patient.objects.filter(pk=john.pk).update(restricted=False)
    done = merge(admin, jon, john)
    for survivor, merged in ((jon, john), (john, jon)):
        with pytest.raises(MergeRefused, match=r"DOE, John, No. 200: This record was merged"):
            merge(admin, survivor, merged)
    take_back(admin, done)
    with pytest.raises(MergeRefused, match="taken back already"):
        take_back(admin, done)


def test_a_chain_is_flat_and_is_taken_back_from_its_end(
    admin: Member, jon: Patient, john: Patient, third: Patient
) -> None:
    before = tables()
    first = merge(admin, john, jon)
    second = merge(admin, third, john, "number")
    jon.refresh_from_db()
    assert (jon.merged_into, john.merged_into) == (third, third)
    with pytest.raises(MergeRefused, match=r"Later DOE, John was merged into DOW, Jon, No. 200"):
        take_back(admin, first)
    take_back(admin, second)
    jon.refresh_from_db()
    assert jon.merged_into == john
    first.survivor.refresh_from_db()
    take_back(admin, first)
    assert tables() == before


def test_of_two_merged_into_one_the_later_is_taken_back_first(
    admin: Member, jon: Patient, john: Patient, third: Patient
) -> None:
    before = tables()
    first, second = merge(admin, third, jon), merge(admin, third, john)
    with pytest.raises(MergeRefused, match="Take that merge back first"):
        take_back(admin, first)
    take_back(admin, second)
    take_back(admin, first)
    assert tables() == before


def test_a_number_that_is_somebody_elses_by_now_is_not_taken_from_them(
    admin: Member, therapist: Member, jon: Patient, john: Patient
) -> None:
    done = merge(admin, jon, john, "number")
    assert (jon.number, john.number) == ("200", "100")
    edit = Edit(values={"number": "201"}, version=jon.version)
    edit_patient(by=admin, key=new_key(), patient=jon, edit=edit)
    registered(therapist, "Marsh", "Ida", "200")
    before = tables()
    with pytest.raises(MergeRefused, match=r"No. 200, which one of the two had before, is MARSH"):
        take_back(admin, done)
    assert tables() == before
    assert not PatientUnmerge.objects.exists()


def test_another_record_is_found_by_its_number(
    admin: Member, jon: Patient, john: Patient, sign_in: Callable[..., HttpsClient]
) -> None:
    browser = sign_in(admin.user)
    where = page("find_to_merge", jon)
    shown = text_of(browser.get(where))
    assert "similar name, same birth date" in shown
    assert page("merge", jon, other_id=john.pk) in shown
    assert browser.post(where, {"number": "200"}).headers["Location"] == page(
        "merge", jon, other_id=john.pk
    )
    for number, words in (("100", "the record you are at"), ("9", "No patient"), ("", "Type the")):
        answer = browser.post(where, {"number": number})
        assert answer.status_code == 422
        assert words in text_of(answer)


def test_taking_back_is_refused_to_who_saw_something_else(
    admin: Member, jon: Patient, john: Patient
) -> None:
    done = merge(admin, jon, john)
    with pytest.raises(RecordsChanged):
        take_back(admin, done, seen=(1, 1))
    assert versions(jon, john) == (2, 2)
    assert EpisodeOfCare.objects.count() == 0
