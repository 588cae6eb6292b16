"""The list of patients as a file that spreadsheets open and an import reads back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinics.access import Member, Role
from clinics.models import AuditEvent, Clinic
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.editing import Edit
from patients.models import Patient
from patients.newcomers import mirror
from patients.services import edit_patient
from tests.conftest import HttpsClient
from tests.integration.patients.conftest import Joining, Registering
from tests.integration.patients.files import HEADINGS, choose, press, rows_of, words
from tests.integration.patients.pages import address

SignIn = Callable[[Any], HttpsClient]
# The session's clock, which is noted every few seconds, stands still.
UNATTENDED = {"X-Background": "1"}


@pytest.fixture
def browser(therapist: Member, sign_in: SignIn) -> HttpsClient:
    return sign_in(therapist.user)


def exported(browser: HttpsClient, member: Member) -> Any:
    return browser.post(address(member, "export"), headers=UNATTENDED)


def test_the_list_is_by_name_with_iso_dates(
    browser: HttpsClient, therapist: Member, beatriz: Patient, registering: Registering
) -> None:
    registering("Ärzt", "Ida", number="7", phone="020 7946 0018", address="1 Hill St\nBristol")
    answer = exported(browser, therapist)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    headings, *rows = rows_of(answer)
    assert headings == ["Patient number", *HEADINGS.split(",")[1:]]
    assert rows == [
        ["7", "Ärzt", "Ida", "", "unknown", "020 7946 0018", "", "1 Hill St\nBristol"],
        ["10442", "Ortiz", "Beatriz", "2002-03-11", "female", "", "", ""],
    ]
    assert "riverside-patients-" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_audit_tells_how_many_and_which_file(
    browser: HttpsClient, therapist: Member, beatriz: Patient
) -> None:
    answer = exported(browser, therapist)
    event = AuditEvent.objects.get(verb=Verb.PATIENTS_EXPORTED)
    assert event.actor_id == therapist.user.pk
    assert event.detail == {
        "patients": "1",
        "sha256": hashlib.sha256(answer.content).hexdigest(),
    }


def test_no_cell_runs_as_a_formula_and_each_comes_back_as_it_was(
    browser: HttpsClient,
    therapist: Member,
    registering: Registering,
    nordhavn: Clinic,
    joining: Joining,
    sign_in: SignIn,
) -> None:
    names = ["=1+1", "+Plus", "-Minus", "@At", "'=Quoted", "''-Twice", "'t Hooft", "O'Neil", "＝W"]
    for number, name in enumerate(names, start=100):
        registering(name, f"Given{number}", phone="+44 117 496 0931", number=str(number))
    answer = exported(browser, therapist)
    cells = [cell for row in rows_of(answer) for cell in row]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r＝"]

    elsewhere = joining(nordhavn, Role.ADMIN)
    there = sign_in(elsewhere.user)
    page = choose(there, elsewhere, answer.content)
    others = {f"other-{row}": "yes" for row in range(2, 11)}
    press(there, elsewhere, page, "import", reason="Invented", **others)
    stored = Patient.objects.filter(clinic=nordhavn).order_by("number")
    assert [one.family_name for one in stored] == names
    assert {one.phone for one in stored} == {"+44 117 496 0931"}


def test_a_list_imported_into_an_empty_clinic_and_taken_out_again_is_equal(
    browser: HttpsClient,
    therapist: Member,
    registering: Registering,
    nordhavn: Clinic,
    joining: Joining,
    sign_in: SignIn,
) -> None:
    registering("Ortiz", "Beatriz", birth_date=date(2002, 3, 11), sex="female", number="K-20/1")
    registering("Ortiz", "Beatrix", birth_date=date(2002, 3, 11), sex="female")
    registering("Ørsted-Löwe", "Zoë", email="zoe@example.org", address='1, "The Elms"\n\nBristol')
    registering("Nguyễn", "Văn An", sex="male", phone="+84 (0)24 3825 5555 ext 12")
    registering("عبد", "ليلى", sex="other", birth_date=date(1900, 1, 1))
    registering("-Dash", "=cmd", address="=HYPERLINK(1)\n+2")
    first = exported(browser, therapist).content

    elsewhere = joining(nordhavn, Role.ADMIN)
    there = sign_in(elsewhere.user)
    page = choose(there, elsewhere, first)
    answer = press(there, elsewhere, page, "import")
    assert "tick this to leave these rows out" in words(answer)
    twin = next(one.number for one in page.context["form"].preview.asked)
    answer = press(
        there, elsewhere, page, "import", **{f"other-{twin}": "yes", "reason": "Twin sister"}
    )
    assert answer.status_code == 302
    assert exported(there, elsewhere).content == first

    changed = Patient.objects.get(clinic=nordhavn, number="K-20/1")
    edit_patient(
        by=elsewhere,
        key=new_key(),
        patient=changed,
        edit=Edit(values={"phone": "020 7946 0018"}, version=1),
    )
    again = exported(there, elsewhere).content
    different = set(again.splitlines()) ^ set(first.splitlines())
    assert len(different) == 2


def test_another_clinics_patients_are_not_in_the_list(
    browser: HttpsClient,
    therapist: Member,
    beatriz: Patient,
    registering: Registering,
    stranger: Member,
) -> None:
    registering("Foreign", "Finn", by=stranger)
    assert [row[1] for row in rows_of(exported(browser, therapist))] == ["Family name", "Ortiz"]


def test_two_thousand_patients_cost_as_many_statements_as_two(
    browser: HttpsClient, therapist: Member, registering: Registering
) -> None:
    registering("Abel", "Ann")
    registering("Berg", "Bo")
    exported(browser, therapist)
    with CaptureQueriesContext(connection) as few:
        exported(browser, therapist)
    patients = [
        Patient(
            clinic=therapist.clinic,
            updated_by=therapist.user,
            number=f"A{number}",
            family_name=f"Castle{number}",
            given_name="Cy",
        )
        for number in range(2000)
    ]
    for one in patients:
        mirror(one)
    Patient.objects.bulk_create(patients)
    with CaptureQueriesContext(connection) as many:
        answer = exported(browser, therapist)
    assert len(many) == len(few)
    assert len(rows_of(answer)) == 2003
