"""Registering and editing a patient through the services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from clinics.access import AccessRefused, Member
from clinics.models import AuditEvent, Clinic
from clinics.receipts import KeyReused, UnusableKey, new_key
from clinics.verbs import Verb
from patients.dates import today_at
from patients.editing import Edit, EditConflict, Settlement
from patients.models import Patient
from patients.services import edit_patient, next_number, register
from tests.integration.patients.conftest import Registering


def refused(by: Member, **values: Any) -> dict[str, list[str]]:
    """What registering with these values is answered with, by field."""
    known = {"family_name": "Ortiz", "given_name": "Beatriz"}
    with pytest.raises(ValidationError) as error:
        register(by=by, key=new_key(), values={**known, **values})
    assert Patient.objects.count() == 0
    return error.value.message_dict


def edit(by: Member, patient: Patient, **options: Any) -> None:
    edit_patient(by=by, key=new_key(), patient=patient, edit=Edit(**options))


def test_a_patient_is_stored_in_one_normal_form(therapist: Member) -> None:
    patient = register(
        by=therapist,
        key=new_key(),
        values={
            "family_name": "  Nun\u0303ez   Ortiz ",
            "given_name": "Mari\u0301a\u00a0Jose\u0301",
            "address": "1 High Street\r\nLeeds\r\n",
            "phone": "020 7946 0018",
        },
    )
    assert (patient.family_name, patient.given_name) == ("Nuñez Ortiz", "María José")
    assert patient.address == "1 High Street\nLeeds"
    assert patient.sex == "unknown"
    assert patient.version == 1
    assert patient.clinic == therapist.clinic


@pytest.mark.parametrize(
    "name",
    [
        "Or\x00tiz",
        "Or\ttiz",
        "Or\ntiz",
        "\u202eziitrO",
        "Or\u2066tiz",
        "Or\u200btiz",
        "\ufeffOrtiz",
    ],
)
def test_a_name_with_invisible_characters_is_refused(therapist: Member, name: str) -> None:
    assert "cannot be seen" in refused(therapist, family_name=name)["family_name"][0]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"family_name": ""}, "family_name"),
        ({"given_name": "   "}, "given_name"),
        ({"family_name": "x" * 101}, "family_name"),
        ({"family_name": "x" * 1_000_000}, "family_name"),
        ({"birth_date": date(1899, 12, 31)}, "birth_date"),
        ({"birth_date": date(9999, 12, 31)}, "birth_date"),
        ({"birth_date": "not a date"}, "birth_date"),
        ({"sex": "robot"}, "sex"),
        ({"number": "1" * 21}, "number"),
        ({"number": "10<b>"}, "number"),
        ({"phone": "call me"}, "phone"),
        ({"phone": "+" * 40}, "phone"),
        ({"email": "nobody"}, "email"),
        ({"address": "x" * 501}, "address"),
        ({"address": "1 High\u202e Street"}, "address"),
    ],
)
def test_an_unusable_value_is_refused_at_its_field(
    therapist: Member, values: dict[str, Any], field: str
) -> None:
    assert list(refused(therapist, **values)) == [field]


def test_a_birth_date_may_be_today_and_not_tomorrow(therapist: Member) -> None:
    today = today_at(therapist.clinic)
    assert list(refused(therapist, birth_date=today + timedelta(days=1))) == ["birth_date"]
    values = {"family_name": "Ortiz", "given_name": "Baby", "birth_date": today}
    patient = register(by=therapist, key=new_key(), values=values)
    assert patient.age_on(today) == 0


def test_without_a_number_the_next_free_one_is_given(
    riverside: Clinic, registering: Registering
) -> None:
    assert next_number(riverside) == "1001"
    assert registering("Ortiz", "Beatriz").number == "1001"
    registering("Khan", "Idris", number="1002")
    registering("Marsh", "Eve", number="K-17")
    registering("Adler", "Nils", number="943476591900")
    assert registering("Berg", "Ida").number == "1003"
    assert next_number(riverside) == "1004"


def test_a_number_of_another_patient_is_refused_with_the_next_free_one(
    therapist: Member, beatriz: Patient
) -> None:
    values = {"family_name": "Khan", "given_name": "Idris", "number": "10442"}
    with pytest.raises(ValidationError) as error:
        register(by=therapist, key=new_key(), values=values)
    assert error.value.message_dict["number"] == [
        "Another patient has the number 10442. The next free number is 10443."
    ]


def test_two_clinics_may_use_the_same_number(beatriz: Patient, stranger: Member) -> None:
    values = {"family_name": "Ortiz", "given_name": "Beatriz", "number": "10442"}
    assert register(by=stranger, key=new_key(), values=values).number == "10442"


def test_the_same_form_sent_twice_registers_once(therapist: Member) -> None:
    key = new_key()
    values = {"family_name": "Ortiz", "given_name": "Beatriz"}
    first = register(by=therapist, key=key, values=values)
    again = register(by=therapist, key=key, values=values)
    assert first == again
    assert Patient.objects.count() == 1
    assert AuditEvent.objects.filter(verb=Verb.PATIENT_REGISTERED).count() == 1


def test_a_key_with_other_content_is_refused(therapist: Member) -> None:
    key = new_key()
    first = register(
        by=therapist, key=key, values={"family_name": "Ortiz", "given_name": "Beatriz"}
    )
    with pytest.raises(KeyReused) as reused:
        register(by=therapist, key=key, values={"family_name": "Khan", "given_name": "Idris"})
    assert reused.value.answer == {"patient": str(first.pk)}


@pytest.mark.parametrize(
    "key", ["", "short", "x" * 65, "../../etc/passwd", "ключключключ", "a b c d e f g"]
)
def test_an_unusable_key_is_refused(therapist: Member, key: str) -> None:
    with pytest.raises(UnusableKey):
        register(by=therapist, key=key, values={"family_name": "Ortiz", "given_name": "Bea"})


def test_a_refused_form_leaves_its_key_free(therapist: Member) -> None:
    key = new_key()
    with pytest.raises(ValidationError):
        register(
            by=therapist,
            key=key,
            values={"family_name": "Ortiz", "given_name": "B", "birth_date": date(9000, 1, 1)},
        )
    values = {"family_name": "Ortiz", "given_name": "Beatriz"}
    assert register(by=therapist, key=key, values=values).given_name == "Beatriz"


def test_the_audit_names_changed_fields_and_no_values(therapist: Member, beatriz: Patient) -> None:
    edit(therapist, beatriz, values={"phone": "020 7946 0018", "sex": "female"}, version=1)
    event = AuditEvent.objects.get(verb=Verb.PATIENT_CHANGED)
    assert event.detail == {"fields": "phone"}
    assert (event.patient_id, event.version) == (beatriz.pk, 2)
    assert event.actor_name == "Amina Khan"


def test_an_edit_that_changes_nothing_makes_no_version(therapist: Member, beatriz: Patient) -> None:
    edit(therapist, beatriz, values={"family_name": "Ortiz"}, version=1)
    beatriz.refresh_from_db()
    assert beatriz.version == 1


def test_edits_of_different_fields_are_merged(
    therapist: Member, colleague: Member, beatriz: Patient
) -> None:
    start = {"phone": "", "email": ""}
    edit(
        therapist,
        beatriz,
        values={"phone": "020 7946 0018", "email": ""},
        started=start,
        version=1,
    )
    edit(
        colleague,
        beatriz,
        values={"phone": "", "email": "bea@example.org"},
        started=start,
        version=1,
    )
    beatriz.refresh_from_db()
    assert (beatriz.phone, beatriz.email) == ("020 7946 0018", "bea@example.org")
    assert beatriz.version == 3


def test_the_same_field_changed_on_both_sides_is_a_conflict_with_both_values(
    therapist: Member, colleague: Member, beatriz: Patient
) -> None:
    born = {"birth_date": date(2002, 3, 11)}
    edit(therapist, beatriz, values={"birth_date": date(2002, 3, 12)}, started=born, version=1)
    with pytest.raises(EditConflict) as conflict:
        edit(colleague, beatriz, values={"birth_date": date(2002, 11, 3)}, started=born, version=1)
    (only,) = conflict.value.conflicts
    assert (only.label, only.mine, only.stored) == ("Birth date", "3 Nov 2002", "12 Mar 2002")
    assert conflict.value.changed_by == "Amina Khan"
    beatriz.refresh_from_db()
    assert beatriz.birth_date == date(2002, 3, 12)


def test_a_stale_edit_that_does_not_say_where_it_started_is_a_conflict(
    therapist: Member, colleague: Member, beatriz: Patient
) -> None:
    edit(therapist, beatriz, values={"phone": "020 7946 0018"}, version=1)
    with pytest.raises(EditConflict):
        edit(colleague, beatriz, values={"phone": "020 7946 0099"}, version=1)


@pytest.mark.parametrize(
    ("choice", "phone"),
    [(Settlement.MINE, "020 7946 0099"), (Settlement.STORED, "020 7946 0018")],
)
def test_a_settled_conflict_stands_as_chosen(
    therapist: Member, colleague: Member, beatriz: Patient, choice: Settlement, phone: str
) -> None:
    edit(therapist, beatriz, values={"phone": "020 7946 0018"}, started={"phone": ""}, version=1)
    edit(
        colleague,
        beatriz,
        values={"phone": "020 7946 0099"},
        started={"phone": ""},
        settled={"phone": choice},
        version=2,
    )
    beatriz.refresh_from_db()
    assert beatriz.phone == phone


def test_a_choice_made_about_an_older_version_does_not_count(
    therapist: Member, colleague: Member, beatriz: Patient
) -> None:
    edit(therapist, beatriz, values={"phone": "020 7946 0018"}, started={"phone": ""}, version=1)
    with pytest.raises(EditConflict):
        edit(
            colleague,
            beatriz,
            values={"phone": "020 7946 0099"},
            started={"phone": ""},
            settled={"phone": Settlement.MINE},
            version=1,
        )


def test_the_same_edit_sent_twice_acts_once(therapist: Member, beatriz: Patient) -> None:
    key = new_key()
    change = Edit(values={"phone": "020 7946 0018"}, started={"phone": ""}, version=1)
    edit_patient(by=therapist, key=key, patient=beatriz, edit=change)
    edit_patient(by=therapist, key=key, patient=beatriz, edit=change)
    beatriz.refresh_from_db()
    assert beatriz.version == 2


def test_the_front_desk_registers_and_edits(front_desk: Member, registering: Registering) -> None:
    patient = registering("Ortiz", "Beatriz", by=front_desk)
    edit(front_desk, patient, values={"phone": "020 7946 0018"}, version=1)
    patient.refresh_from_db()
    assert patient.phone == "020 7946 0018"


def test_a_stranger_edits_nothing(stranger: Member, beatriz: Patient) -> None:
    with pytest.raises(AccessRefused):
        edit(stranger, beatriz, values={"phone": "020 7946 0018"}, version=1)


def test_a_reviewer_registers_nobody(reviewer: Member) -> None:
    with pytest.raises(AccessRefused):
        register(by=reviewer, key=new_key(), values={"family_name": "Ortiz", "given_name": "Bea"})
