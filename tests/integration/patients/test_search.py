"""Finding patients by parts of the name, birth date and number."""

from __future__ import annotations

from datetime import date

import pytest

from clinics.access import Member
from clinics.receipts import new_key
from patients.editing import Edit
from patients.models import Patient
from patients.search import search, sought_in
from patients.services import edit_patient
from tests.integration.patients.conftest import Registering

HOSTILE = [
    "",
    " ",
    "%",
    "_",
    "\\",
    "%%%%%",
    "'; drop table patients_patient; --",
    "\x00",
    "\u202eziton",
    "\ud800",
    "a" * 100_000,
    "1" * 100_000,
    "11 Mar " * 20_000,
    "99/99/9999",
    "31 Feb 2002",
    "0000-00-00",
    "١١/٠٣/٢٠٠٢",
    "(((((",
    "[a-z]+$",
]


def found(by: Member, text: str) -> list[str]:
    return [hit.patient.given_name for hit in search(by=by, text=text).rows]


@pytest.fixture
def people(registering: Registering) -> None:
    registering("Ortiz", "Beatriz", birth_date=date(2002, 3, 11), number="10442")
    registering("Ortega", "Ana María", birth_date=date(2002, 11, 3), number="10443")
    registering("O'Brien-Smith", "Seán", birth_date=date(1955, 1, 31), number="K-2026/17")
    registering("Østergård", "Søren", number="77")
    registering("Müßig", "Jürgen", number="78")
    registering("王", "小明", number="79")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ort", ["Ana María", "Beatriz"]),
        ("ORTIZ", ["Beatriz"]),
        ("Beatriz Ortiz", ["Beatriz"]),
        ("ortiz, beatriz", ["Beatriz"]),
        ("bea ort", ["Beatriz"]),
        ("maria ort", ["Ana María"]),
        ("María", ["Ana María"]),
        ("Mari\u0301a", ["Ana María"]),
        ("obrien", ["Seán"]),
        ("o'brien", ["Seán"]),
        ("O’Brien", ["Seán"]),
        ("smith sean", ["Seán"]),
        ("ostergard", ["Søren"]),
        ("Østergård", ["Søren"]),
        ("mussig", ["Jürgen"]),
        ("MÜSSIG", ["Jürgen"]),
        ("小明", ["小明"]),
        ("10442", ["Beatriz"]),
        ("1044", ["Ana María", "Beatriz"]),
        ("K-2026/17", ["Seán"]),
        ("k202617", ["Seán"]),
        ("2002-03-11", ["Beatriz"]),
        ("11 Mar 2002", ["Beatriz"]),
        ("11 march 2002", ["Beatriz"]),
        ("March 11, 2002", ["Beatriz"]),
        ("ortiz 11 Mar 2002", ["Beatriz"]),
        ("11 Mar 2002 ort", ["Beatriz"]),
        ("11/03/2002", ["Ana María", "Beatriz"]),
        ("31.01.1955", ["Seán"]),
        ("tiz", []),
        ("ortiz ana", []),
        ("ortiz 12 Mar 2002", []),
        ("o_tiz", []),
        ("ort%", ["Ana María", "Beatriz"]),
    ],
)
def test_a_text_finds_these_patients(
    people: None, therapist: Member, text: str, names: list[str]
) -> None:
    assert found(therapist, text) == names


def test_only_the_first_hundred_characters_are_searched_for(
    people: None, therapist: Member
) -> None:
    assert found(therapist, "ortiz" + " " * 100 + "nobody") == ["Beatriz"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_finds_nobody_and_breaks_nothing(
    people: None, therapist: Member, text: str
) -> None:
    assert found(therapist, text) == []


def test_at_most_fifty_are_shown_and_more_are_announced(
    therapist: Member, registering: Registering
) -> None:
    for number in range(51):
        registering("Castle", f"Name{number:02d}x{number}", number=f"C{number}")
    hits = search(by=therapist, text="castle")
    assert len(hits.rows) == 50
    assert hits.more


def test_an_edited_name_is_found_and_the_old_one_is_not(
    therapist: Member, beatriz: Patient
) -> None:
    edit_patient(
        by=therapist,
        key=new_key(),
        patient=beatriz,
        edit=Edit(values={"family_name": "Lindqvist"}, version=1),
    )
    assert found(therapist, "lindqvist") == ["Beatriz"]
    assert found(therapist, "ortiz") == []


def test_dates_and_words_are_told_apart() -> None:
    sought = sought_in("Ortiz 11/03/2002 bea")
    assert sought.words == ("ortiz", "bea")
    assert sought.birth_dates == (date(2002, 3, 11), date(2002, 11, 3))


def test_another_clinics_patients_are_never_found(people: None, stranger: Member) -> None:
    assert found(stranger, "ort") == []
