"""Likely duplicates: who is warned about, with which words, and that everybody may decide."""

from __future__ import annotations

from datetime import date

import pytest

from clinics.access import Member
from clinics.receipts import new_key
from patients.duplicates import Newcomer, likely_duplicates, one_slip_apart
from patients.models import DuplicateOverride, Patient
from patients.services import LikelyDuplicates, register
from tests.integration.patients.conftest import Registering

BORN = date(1984, 6, 9)

# Registered: family, given, born, telephone. Then the newcomer, and the reasons in words.
NEAR = {
    "the same": (
        ("Ortiz", "Beatriz", BORN, ""),
        ("Ortiz", "Beatriz", BORN, ""),
        "same name, same birth date",
    ),
    "case": (
        ("Ortiz", "Beatriz", BORN, ""),
        ("ORTIZ", "beatriz", BORN, ""),
        "same name, same birth date",
    ),
    "accent": (
        ("Müller", "José", BORN, ""),
        ("Muller", "Jose", BORN, ""),
        "same name, same birth date",
    ),
    "letters of other alphabets": (
        ("Østergård", "Søren", BORN, ""),
        ("Ostergard", "Soren", BORN, ""),
        "same name, same birth date",
    ),
    "umlaut written out": (
        ("Müller", "Anna", BORN, ""),
        ("Mueller", "Anna", BORN, ""),
        "similar name, same birth date",
    ),
    "hyphen": (
        ("Smith-Jones", "Ann", BORN, ""),
        ("Smith Jones", "Ann", BORN, ""),
        "same name, same birth date",
    ),
    "apostrophe": (
        ("O'Brien", "Sean", BORN, ""),
        ("OBrien", "Sean", BORN, ""),
        "similar name, same birth date",
    ),
    "joined given names": (
        ("Meyer", "Ann-Marie", BORN, ""),
        ("Meyer", "Annmarie", BORN, ""),
        "similar name, same birth date",
    ),
    "order of names": (
        ("Ortiz", "Beatriz", BORN, ""),
        ("Beatriz", "Ortiz", BORN, ""),
        "same name, same birth date",
    ),
    "letter left out": (
        ("Thompson", "Mark", BORN, ""),
        ("Thomson", "Mark", BORN, ""),
        "similar name, same birth date",
    ),
    "letter changed": (
        ("Petersen", "Karl", BORN, ""),
        ("Peterson", "Karl", BORN, ""),
        "similar name, same birth date",
    ),
    "letters swapped": (
        ("Niels", "Holm", BORN, ""),
        ("Neils", "Holm", BORN, ""),
        "similar name, same birth date",
    ),
    "middle name": (
        ("Ortiz", "Beatriz María", BORN, ""),
        ("Ortiz", "Beatriz", BORN, ""),
        "similar name, same birth date",
    ),
    "day and month exchanged": (
        ("Ortiz", "Beatriz", date(1984, 6, 9), ""),
        ("Ortiz", "Beatriz", date(1984, 9, 6), ""),
        "same name, birth date with day and month exchanged",
    ),
    "slip and exchanged date": (
        ("Thompson", "Mark", date(1984, 6, 9), ""),
        ("Thomson", "Mark", date(1984, 9, 6), ""),
        "similar name, birth date with day and month exchanged",
    ),
    "year off by one": (
        ("Ortiz", "Beatriz", date(1984, 6, 9), ""),
        ("Ortiz", "Beatriz", date(1985, 6, 9), ""),
        "same name, birth date one digit apart",
    ),
    "twins": (
        ("Okafor", "Chidi", BORN, ""),
        ("Okafor", "Amara", BORN, ""),
        "same family name (twins?), same birth date",
    ),
    "married name": (
        ("Ortiz", "Beatriz", BORN, ""),
        ("Lindqvist", "Beatriz", BORN, ""),
        "same given name (family name changed?), same birth date",
    ),
    "birth date not known before": (
        ("Ortiz", "Beatriz", None, ""),
        ("Ortiz", "Beatriz", BORN, ""),
        "same name, a birth date is not known",
    ),
    "birth date not known now": (
        ("Thompson", "Mark", BORN, ""),
        ("Thomson", "Mark", None, ""),
        "similar name, a birth date is not known",
    ),
    "telephone and name": (
        ("Thompson", "Mark", date(1984, 6, 9), "+44 20 7946 0018"),
        ("Thomson", "Mark", date(1971, 1, 2), "(020) 7946 0018"),
        "similar name, same telephone",
    ),
    "telephone and birth date": (
        ("Ortiz", "Beatriz", BORN, "020 7946 0018"),
        ("Xu", "Li", BORN, "02079460018"),
        "same birth date, same telephone",
    ),
}

APART = {
    "same name, other date": (
        ("Smith", "Anna", date(1984, 6, 9), ""),
        ("Smith", "Anna", date(1959, 11, 23), ""),
    ),
    "same date, other name": (("Smith", "Anna", BORN, ""), ("Kowalski", "Piotr", BORN, "")),
    "short names one letter apart": (("Li", "Wu", BORN, ""), ("Lu", "Wa", BORN, "")),
    "a household's telephone": (
        ("Smith", "Anna", date(1984, 6, 9), "020 7946 0018"),
        ("Smith", "Robert", date(1981, 2, 3), "020 7946 0018"),
    ),
    "a shared extension": (("Smith", "Anna", BORN, "123"), ("Kowalski", "Piotr", BORN, "123")),
    "only a family name": (("Smith", "Anna", None, ""), ("Smith", "Robert", None, "")),
}


def newcomer(family: str, given: str, born: date | None, phone: str) -> Newcomer:
    return Newcomer(family_name=family, given_name=given, birth_date=born, phone=phone)


@pytest.mark.parametrize("case", NEAR)
def test_a_near_duplicate_is_found_with_its_reasons(
    therapist: Member, registering: Registering, case: str
) -> None:
    (family, given, born, phone), other, reasons = NEAR[case]
    registering(family, given, birth_date=born, phone=phone)
    found = likely_duplicates(by=therapist, newcomer=newcomer(*other))
    assert [one.in_words for one in found] == [reasons]


@pytest.mark.parametrize("case", APART)
def test_people_who_are_not_alike_enough_are_not_found(
    therapist: Member, registering: Registering, case: str
) -> None:
    (family, given, born, phone), other = APART[case]
    registering(family, given, birth_date=born, phone=phone)
    assert likely_duplicates(by=therapist, newcomer=newcomer(*other)) == ()


def test_twins_are_registered_once_somebody_says_why(
    therapist: Member, registering: Registering
) -> None:
    chidi = registering("Okafor", "Chidi", birth_date=BORN)
    values = {"family_name": "Okafor", "given_name": "Amara", "birth_date": BORN}
    with pytest.raises(LikelyDuplicates) as warned:
        register(by=therapist, key=new_key(), values=values)
    assert [one.patient for one in warned.value.found] == [chidi]

    amara = register(
        by=therapist,
        key=new_key(),
        values=values,
        seen=frozenset({chidi.pk}),
        reason="Twin sister, came together",
    )
    override = DuplicateOverride.objects.get()
    assert (override.patient, override.resembles) == (amara, chidi)
    assert override.reason == "Twin sister, came together"
    assert override.resemblance == "same_family_name same_birth_date"
    assert override.decided_by == therapist.user


def test_seen_without_a_reason_is_not_enough(therapist: Member, registering: Registering) -> None:
    chidi = registering("Okafor", "Chidi", birth_date=BORN)
    values = {"family_name": "Okafor", "given_name": "Amara", "birth_date": BORN}
    for reason in ("", "   ", "\u202etwin", "x" * 301):
        with pytest.raises(LikelyDuplicates) as warned:
            register(
                by=therapist,
                key=new_key(),
                values=values,
                seen=frozenset({chidi.pk}),
                reason=reason,
            )
        assert warned.value.complaint
    assert Patient.objects.count() == 1


def test_a_duplicate_that_was_not_shown_is_warned_about_again(
    therapist: Member, registering: Registering
) -> None:
    shown = registering("Okafor", "Chidi", birth_date=BORN)
    values = {"family_name": "Okafor", "given_name": "Amara", "birth_date": BORN}
    register(
        by=therapist,
        key=new_key(),
        values={**values, "given_name": "Ngozi"},
        seen=frozenset({shown.pk}),
        reason="Triplet",
    )
    with pytest.raises(LikelyDuplicates) as warned:
        register(
            by=therapist,
            key=new_key(),
            values=values,
            seen=frozenset({shown.pk}),
            reason="Triplet",
        )
    assert len(warned.value.found) == 2


def test_the_most_alike_come_first(therapist: Member, registering: Registering) -> None:
    registering("Okafor", "Chidi", birth_date=BORN)
    registering("Okafor", "Amara", birth_date=None)
    registering("Okafor", "Amara", birth_date=date(1984, 9, 6))
    found = likely_duplicates(by=therapist, newcomer=newcomer("Okafor", "Amara", BORN, ""))
    assert [one.patient.birth_date for one in found] == [date(1984, 9, 6), None, BORN]


def test_another_clinics_patients_are_no_duplicates(
    registering: Registering, stranger: Member
) -> None:
    registering("Ortiz", "Beatriz", birth_date=BORN)
    twin = newcomer("Ortiz", "Beatriz", BORN, "")
    assert likely_duplicates(by=stranger, newcomer=twin) == ()


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("thompson", "thomson", True),
        ("niels", "neils", True),
        ("peter", "petra", False),
        ("anna", "ann", True),
        ("mark", "mark", False),
        ("ann", "anm", False),
        ("thompson", "thomas", False),
        ("abcd", "badc", False),
        ("", "abcd", False),
    ],
)
def test_one_slip_is_one_letter_or_one_swap(one: str, other: str, near: bool) -> None:
    assert one_slip_apart(one, other) is near
