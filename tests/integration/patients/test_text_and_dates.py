"""Text and dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from patients.dates import UnreadableDate, person_age, read_date, transposed, written
from patients.text import name_key, phone_key, search_words, tidy_line, tidy_prose


@pytest.mark.parametrize(
    "text",
    [
        "2002-03-11",
        "2002-3-11",
        "11 Mar 2002",
        "11 mar 2002",
        "11 March 2002",
        "11. March 2002",
        "11-Mar-2002",
        "11MAR2002",
        "11th March 2002",
        "Mar 11 2002",
        "March 11, 2002",
        "  11   Mar  2002 ",
    ],
)
def test_a_date_that_cannot_be_read_two_ways_is_read(text: str) -> None:
    assert read_date(text) == date(2002, 3, 11)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("11/03/2002", "Write the month in letters: is it 11 Mar 2002 or 3 Nov 2002?"),
        ("03.11.2002", "Write the month in letters: is it 3 Nov 2002 or 11 Mar 2002?"),
        ("31/01/2002", "Write the month in letters, like 31 Jan 2002."),
        ("05/05/2002", "Write the month in letters, like 5 May 2002."),
        ("29 Feb 2001", "February 2001 has 28 days."),
        ("2001-02-29", "February 2001 has 28 days."),
        ("11 Mux 2002", "“Mux” is no month. Write the date like 11 Mar 2002."),
        ("11 Ma 2002", "“Ma” is no month. Write the date like 11 Mar 2002."),
        ("soon", "This is not a date. Write it like 11 Mar 2002 or 2002-03-11."),
        ("11 Mar 02", "This is not a date. Write it like 11 Mar 2002 or 2002-03-11."),
        ("0000-00-00", "This is not a date. Write it like 11 Mar 2002 or 2002-03-11."),
        ("2002-13-01", "This is not a date. Write it like 11 Mar 2002 or 2002-03-11."),
        ("١١ Mar 2002", "This is not a date. Write it like 11 Mar 2002 or 2002-03-11."),
    ],
)
def test_any_other_date_is_answered_with_what_to_type(text: str, answer: str) -> None:
    with pytest.raises(UnreadableDate) as error:
        read_date(text)
    assert str(error.value) == answer


def test_a_written_date_is_read_back_the_same() -> None:
    for month in range(1, 13):
        assert read_date(written(date(1999, month, 28))) == date(1999, month, 28)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2002, 3, 11), date(2026, 3, 10), 23),
        (date(2002, 3, 11), date(2026, 3, 11), 24),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
        (date(2026, 1, 2), date(2026, 1, 1), None),
        (None, date(2026, 1, 1), None),
    ],
)
def test_age_in_whole_years(born: date | None, on: date, age: int | None) -> None:
    assert person_age(born, on) == age


def test_day_and_month_exchange_only_where_that_is_another_date() -> None:
    assert transposed(date(1984, 6, 9)) == date(1984, 9, 6)
    assert transposed(date(1984, 6, 6)) is None
    assert transposed(date(1984, 6, 13)) is None


def test_text_is_stored_in_one_normal_form() -> None:
    assert tidy_line(" Mari\u0301a\u00a0 Jose\u0301 ") == "María José"
    assert tidy_prose(" one\r\ntwo\rthree \n") == "one\ntwo\nthree"


def test_a_name_has_one_key_however_it_is_written() -> None:
    assert name_key("Ana María", "SMITH-Jones") == name_key("Jones Ana", "Maria Smith")
    assert len(name_key("\ufdfa" * 100, "\ufdfa" * 100)) <= 250


def test_vowel_signs_of_other_scripts_are_kept() -> None:
    assert name_key("किरण", "") != name_key("करण", "")


def test_a_joined_name_is_found_in_parts_and_as_one() -> None:
    assert search_words("O'Brien-Smith") == ["o", "brien", "smith", "obriensmith"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+44 20 7946 0018", "020 7946 0018"),
        ("(020) 7946-0018", "02079460018"),
        ("+45 20 79 46 00", "0045 20794600"),
    ],
)
def test_a_telephone_is_the_same_with_and_without_its_country(one: str, other: str) -> None:
    assert phone_key(one) == phone_key(other)


def test_an_extension_alone_is_no_telephone_of_a_person() -> None:
    assert phone_key("12345") == ""
