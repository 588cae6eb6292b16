"""Patients out of a file: looked over first, then all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from clinics import held_form
from clinics.access import Member, Role
from clinics.models import AuditEvent, Receipt
from clinics.verbs import Verb
from patients.models import DuplicateOverride, Patient
from patients.services import find_patients
from tests.conftest import HttpsClient
from tests.integration.patients.conftest import Joining, Registering
from tests.integration.patients.files import (
    HEADINGS,
    MARSH,
    ORTIZ,
    choose,
    invented,
    press,
    rows_of,
    sheet,
    words,
)
from tests.integration.patients.pages import address

SignIn = Callable[[Any], HttpsClient]
COLUMNS = ("number", "family_name", "given_name", "birth_date", "sex", "phone", "email", "address")


@pytest.fixture
def browser(therapist: Member, sign_in: SignIn) -> HttpsClient:
    return sign_in(therapist.user)


def test_a_file_is_shown_as_it_would_be_stored_and_nothing_is_stored_yet(
    browser: HttpsClient, therapist: Member
) -> None:
    page = choose(browser, therapist, sheet(ORTIZ, MARSH))
    assert "2 rows are ready" in words(page)
    assert "Marsh Jonas 2 Dec 1969 Male" in words(page)
    assert "1 Hill St, Bristol" in words(page)
    assert not Patient.objects.exists()
    assert not Receipt.objects.exists()


def test_confirmed_it_is_imported_as_the_form_would_have_registered_it(
    browser: HttpsClient, therapist: Member
) -> None:
    page = choose(browser, therapist, sheet(ORTIZ, MARSH))
    answer = press(browser, therapist, page, "import")
    assert (answer.status_code, answer.headers["Location"]) == (302, address(therapist, "list"))
    assert "2 patients are imported." in words(browser.get(answer.headers["Location"]))
    beatriz, jonas = Patient.objects.order_by("number")
    assert [getattr(beatriz, name) for name in COLUMNS] == [
        *("10442", "Ortiz", "Beatriz", date(2002, 3, 11), "female", "+44 117 496 0931"),
        *("b.ortiz@example.org", "1 Hill St, Bristol"),
    ]
    assert (jonas.birth_date, jonas.sex, jonas.phone) == (date(1969, 12, 2), "male", "")
    assert (jonas.clinic, jonas.updated_by, jonas.version) == (therapist.clinic, therapist.user, 1)
    assert [hit.patient for hit in find_patients(by=therapist, text="beat 10442").rows] == [beatriz]


def test_the_audit_tells_of_the_import_and_of_each_patient(
    browser: HttpsClient, therapist: Member
) -> None:
    press(browser, therapist, choose(browser, therapist, sheet(ORTIZ, MARSH)), "import")
    event = AuditEvent.objects.get(verb=Verb.PATIENTS_IMPORTED)
    assert (event.actor_id, event.detail["patients"], event.detail["left_out"]) == (
        therapist.user.pk,
        "2",
        "0",
    )
    registered = AuditEvent.objects.filter(verb=Verb.PATIENT_REGISTERED)
    assert set(registered.values_list("patient_id", flat=True)) == set(
        Patient.objects.values_list("pk", flat=True)
    )
    assert {one.request_id for one in registered} == {event.request_id}


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_separators_marks_and_line_ends_of_spreadsheets_are_read(
    browser: HttpsClient, therapist: Member, separator: str, mark: bytes, line_end: str
) -> None:
    rows = ["Surname|First name|DOB|Tel", "Ørsted-Löwe|Zoë|2002-03-11|020 7946 0018"]
    text = line_end.join(rows).replace("|", separator)
    page = choose(browser, therapist, mark + text.encode())
    assert press(browser, therapist, page, "import").status_code == 302
    assert Patient.objects.get().given_name == "Zoë"


def test_a_column_is_what_a_person_says_it_is(browser: HttpsClient, therapist: Member) -> None:
    content = sheet("Ortiz,Beatriz,knee", headings="Efternavn,Fornavn,Diagnosis")
    page = choose(browser, therapist, content)
    assert "No column is Family name yet. Choose the column that holds it." in words(page)
    assert press(browser, therapist, page, "import").status_code == 200
    page = press(
        browser, therapist, page, "look", **{"column-0": "family_name", "column-1": "given_name"}
    )
    assert "1 row is ready" in words(page)
    assert press(browser, therapist, page, "import").status_code == 302
    beatriz = Patient.objects.get()
    assert (beatriz.family_name, beatriz.given_name) == ("Ortiz", "Beatriz")


def test_two_columns_cannot_be_one_field(browser: HttpsClient, therapist: Member) -> None:
    page = choose(browser, therapist, sheet(ORTIZ))
    page = press(browser, therapist, page, "look", **{"column-7": "email"})
    assert "“Email”, “Address”: only one column can be Email. Leave the others out." in words(page)
    assert press(browser, therapist, page, "import").status_code == 200
    assert not Patient.objects.exists()


def test_a_date_in_figures_is_read_only_when_the_order_is_said(
    browser: HttpsClient, therapist: Member
) -> None:
    content = sheet("Ortiz,Beatriz,11/03/2002", headings="Family name,Given name,DOB")
    page = choose(browser, therapist, content)
    assert "1 row cannot be imported" in words(page)
    assert "is it 11 Mar 2002 or 3 Nov 2002?" in words(page)
    assert "1 birth date is written in figures alone: 11/03/2002." in words(page)
    for order, said, day in (
        ("day_first", "11 Mar 2002", date(2002, 3, 11)),
        ("month_first", "3 Nov 2002", date(2002, 11, 3)),
    ):
        page = choose(browser, therapist, content)
        shown = press(browser, therapist, page, "look", dates=order)
        assert f"Ortiz Beatriz {said}" in words(shown)
        assert press(browser, therapist, shown, "import").status_code == 302
        assert Patient.objects.get().birth_date == day
        Patient.objects.all().delete()


def test_an_order_that_a_date_cannot_have_is_no_date(
    browser: HttpsClient, therapist: Member
) -> None:
    content = sheet("Ortiz,Beatriz,11/13/2002", headings="Family name,Given name,DOB")
    page = press(browser, therapist, choose(browser, therapist, content), "look", dates="day_first")
    assert "13 is no month. You said that the day comes first." in words(page)


def test_what_was_not_looked_at_is_not_imported(browser: HttpsClient, therapist: Member) -> None:
    content = sheet("Ortiz,Beatriz,11.03.2002", headings="Family name,Given name,DOB")
    page = press(browser, therapist, choose(browser, therapist, content), "look", dates="day_first")
    answer = press(browser, therapist, page, "import", dates="month_first")
    assert "this is not what you looked at before" in words(answer)
    assert "Ortiz Beatriz 3 Nov 2002" in words(answer)
    assert not Patient.objects.exists()
    assert press(browser, therapist, answer, "import").status_code == 302


def test_with_one_wrong_row_nothing_is_imported_until_it_is_left_out(
    browser: HttpsClient, therapist: Member
) -> None:
    page = choose(browser, therapist, sheet(ORTIZ, "10444,,Nell,soon,,,,", MARSH))
    for named in (
        "Row 3 Family name (empty) This field cannot be blank.",
        "Row 3 Birth date soon This is not a date.",
    ):
        assert named in words(page)
    answer = press(browser, therapist, page, "import")
    assert "Nothing was imported: tick this to leave these rows out" in words(answer)
    assert not Patient.objects.exists()
    assert press(browser, therapist, answer, "import", leave_out="yes").status_code == 302
    assert set(Patient.objects.values_list("number", flat=True)) == {"10442", "10443"}
    assert AuditEvent.objects.get(verb=Verb.PATIENTS_IMPORTED).detail["left_out"] == "1"


def test_the_rows_left_out_can_be_taken_away_with_their_reasons_and_come_back_mended(
    browser: HttpsClient, therapist: Member
) -> None:
    page = choose(browser, therapist, sheet(ORTIZ, '10444,Castle,"Nell ""N""",soon,,,,'))
    answer = press(browser, therapist, page, "left-out")
    assert "attachment" in answer.headers["Content-Disposition"]
    headings, row = rows_of(answer)
    assert headings == ["Row in the file", "Why it was left out", *HEADINGS.split(",")]
    assert row[0] == "3"
    assert row[1].startswith("Birth date: This is not a date.")
    assert row[2:6] == ["10444", "Castle", 'Nell "N"', "soon"]
    mended = choose(browser, therapist, answer.content.replace(b"soon", b"2001-01-31"))
    assert press(browser, therapist, mended, "import").status_code == 302
    assert Patient.objects.get().given_name == 'Nell "N"'


def test_somebody_whom_the_clinic_has_is_named_and_stays_out_unless_they_are_another(
    browser: HttpsClient, therapist: Member, beatriz: Patient
) -> None:
    twin = "20001,Ortiz,Beatrix,2002-03-11,female,,,"
    page = choose(browser, therapist, sheet(twin, MARSH))
    said = "may be ORTIZ, Beatriz, No. 10442: similar name, same birth date"
    assert said in words(page)
    shown = AuditEvent.objects.filter(verb=Verb.PATIENTS_LISTED).latest("at")
    assert shown.detail["patients"] == str(beatriz.pk)

    answer = press(browser, therapist, page, "import")
    assert "tick this to leave these rows out" in words(answer)
    answer = press(browser, therapist, page, "import", **{"other-2": "yes"})
    assert "This field cannot be blank." in words(answer)
    assert Patient.objects.count() == 1

    answer = press(
        browser, therapist, page, "import", **{"other-2": "yes", "reason": "Twin sister"}
    )
    assert answer.status_code == 302
    override = DuplicateOverride.objects.get()
    assert (override.patient.number, override.resembles, override.reason) == (
        "20001",
        beatriz,
        "Twin sister",
    )
    event = AuditEvent.objects.get(verb=Verb.PATIENT_REGISTERED, patient_id=override.patient_id)
    assert event.detail == {"resembles": str(beatriz.pk)}


def test_not_ticked_they_are_left_out_when_that_is_said(
    browser: HttpsClient, therapist: Member, beatriz: Patient
) -> None:
    page = choose(browser, therapist, sheet("20001,Ortiz,Beatriz,2002-03-11,,,,", MARSH))
    assert press(browser, therapist, page, "import", leave_out="yes").status_code == 302
    assert set(Patient.objects.values_list("number", flat=True)) == {"10442", "10443"}


def test_the_same_person_twice_in_a_file_is_asked_about(
    browser: HttpsClient, therapist: Member
) -> None:
    page = choose(browser, therapist, sheet(ORTIZ, ORTIZ.replace("10442", "10449"), MARSH))
    assert "may be ORTIZ, Beatriz, row 2 of this file: same name, same birth date" in words(page)
    answer = press(browser, therapist, page, "import", **{"other-3": "yes", "reason": "Cousin"})
    assert answer.status_code == 302
    override = DuplicateOverride.objects.get()
    assert (override.patient.number, override.resembles.number) == ("10449", "10442")


def test_who_has_no_number_gets_the_next_free_one_in_the_order_of_the_file(
    browser: HttpsClient, therapist: Member, registering: Registering
) -> None:
    registering("Abel", "Ann", number="1007")
    names = ["Berg,Bo", "Castle,Cy", "Dunne,Di", "Evans,Ed"]
    rows = [f",{name},,,,," for name in names]
    rows[2] = f"1009{rows[2]}"
    page = choose(browser, therapist, sheet(*rows))
    assert words(page).count("next free number") == 3
    press(browser, therapist, page, "import")
    given = dict(Patient.objects.values_list("family_name", "number"))
    assert given == {
        "Abel": "1007",
        "Berg": "1008",
        "Castle": "1010",
        "Dunne": "1009",
        "Evans": "1011",
    }


def test_sent_twice_it_is_imported_once(browser: HttpsClient, therapist: Member) -> None:
    page = choose(browser, therapist, sheet(ORTIZ, MARSH))
    assert press(browser, therapist, page, "import").status_code == 302
    assert press(browser, therapist, page, "import").status_code == 302
    assert Patient.objects.count() == 2
    assert AuditEvent.objects.filter(verb=Verb.PATIENTS_IMPORTED).count() == 1


def test_the_same_file_chosen_again_finds_everybody_there(
    browser: HttpsClient, therapist: Member
) -> None:
    one, other = (choose(browser, therapist, sheet(ORTIZ, MARSH)) for _tab in range(2))
    press(browser, therapist, one, "import")
    answer = press(browser, therapist, other, "import", leave_out="yes")
    assert "this is not what you looked at before" in words(answer)
    assert "Row 2 Number 10442 Another patient of the clinic has this number." in words(answer)
    assert Patient.objects.count() == 2


def test_a_key_that_saved_other_rows_saves_no_more(browser: HttpsClient, therapist: Member) -> None:
    page = choose(browser, therapist, sheet(ORTIZ))
    press(browser, therapist, page, "import")
    other = choose(browser, therapist, sheet(MARSH))
    key = page.context["form"].key
    answer = press(browser, therapist, other, "import", key=key)
    assert "This form was saved before with other content." in words(answer)
    answer = press(browser, therapist, other, "import", key="no")
    assert "This form is incomplete." in words(answer)
    assert Patient.objects.count() == 1


def test_what_runs_as_a_formula_is_no_name_and_a_telephone_number_may_begin_with_plus(
    browser: HttpsClient, therapist: Member
) -> None:
    rows = [f'{n},"{sign}cmd|calc",Bo,,,,,' for n, sign in enumerate("=+-@＝", start=1)]
    page = choose(browser, therapist, sheet(*rows, ORTIZ))
    for row, sign in enumerate("=+-@＝", start=2):
        said = f"Row {row} Family name {sign}cmd|calc This begins with “{sign}”"
        assert said in words(page)
    assert "1 row is ready" in words(page)
    assert "+44 117 496 0931" in words(page)


def test_hostile_forms_are_answered_and_store_nothing(
    browser: HttpsClient, therapist: Member
) -> None:
    page = choose(browser, therapist, sheet(ORTIZ, "10443,,Nell,,,,,"))
    for said in (
        {"column-1": "clinic", "column-2": "updated_by"},
        {"column-0": "x" * 100_000},
        {"dates": "2002"},
        {"other-2": "yes", "other-99999": "yes", "other-x": "yes", "other-": "yes"},
        {"seen": ""},
        {"leave_out": "yes", "seen": "0" * 64},
        {"key": "\u202e"},
        {"reason": "x" * 100_000},
        {"file_content": ""},
        {"file_content": "Family name"},
        {"file_content": '"'},
        {"file_content": "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")},
    ):
        answer = press(browser, therapist, page, "import", **said)
        assert answer.status_code == 200, said
    assert press(browser, therapist, page, "import' OR 1=1").status_code == 200
    assert press(browser, therapist, page, "import", file_content="a\x00b").status_code == 400
    large = press(browser, therapist, page, "import", file_content="x" * 3_000_000)
    assert large.status_code in (400, 413)
    assert not Patient.objects.exists()
    assert not Receipt.objects.exists()


def test_a_page_that_could_not_be_sent_holds_no_file() -> None:
    body = {"file_content": "Family name", "reason": "Twin", "key": "k"}
    request = RequestFactory().post("/c/riverside/patients/import/", body)
    assert held_form.typed(request) == [("reason", "Twin"), ("key", "k")]


def test_the_form_sent_without_its_file_asks_for_it_again(
    browser: HttpsClient, therapist: Member
) -> None:
    page = browser.post(address(therapist, "import"), {"column-0": "number", "act": "import"})
    assert "Choose a file." in words(page)


def test_other_roles_are_offered_no_import(
    therapist: Member, joining: Joining, sign_in: SignIn, beatriz: Patient
) -> None:
    for role in Role:
        member = joining(therapist.clinic, role)
        page = sign_in(member.user).get(address(therapist, "list")).content.decode()
        offered = [address(therapist, name) in page for name in ("import", "export")]
        assert offered == [role in (Role.THERAPIST, Role.ADMIN)] * 2


def test_a_new_clinic_is_offered_the_import(browser: HttpsClient, therapist: Member) -> None:
    page = browser.get(address(therapist, "list"))
    assert "Are they in another system or a spreadsheet? Import them from a CSV file" in words(page)


def test_the_largest_file_is_imported_in_few_statements(
    browser: HttpsClient, therapist: Member
) -> None:
    few, many = ([invented(n, at) for n in range(rows)] for rows, at in ((2, 90000), (5000, 10000)))
    counts = {}
    for name, rows in (("few", few), ("many", many)):
        with CaptureQueriesContext(connection) as looking:
            page = choose(browser, therapist, sheet(*rows))
        with CaptureQueriesContext(connection) as importing:
            press(browser, therapist, page, "import", leave_out="yes")
        counts[name] = len(looking), sum("INSERT" not in one["sql"] for one in importing)
    assert counts["many"] == counts["few"]
    assert Patient.objects.count() > 4900
