"""Cells, dates, headings and rows of patient files, without a database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.dates import DateOrder, UnreadableDate, in_figures_only, read_date_as
from patients.files.cells import FORMULA_STARTS, harmless, runs_as_formula, taken_back
from patients.files.encodings import text_of
from patients.files.mapping import FIELDS, Plan, guessed, problems_of
from patients.files.reading import Table, read_file, read_text
from patients.files.reasons import UnreadableFile
from patients.files.rows import enter
from patients.files.writing import patients_as_csv
from patients.models import Patient

TODAY = date(2026, 11, 25)
CELLS = st.text(st.sampled_from("'=+-@\t\r\nab ＝"), max_size=6) | st.text(max_size=12)


@given(CELLS)
def test_a_harmless_cell_is_taken_back_as_it_was_and_never_runs(value: str) -> None:
    assert taken_back(harmless(value)) == value
    assert not runs_as_formula(harmless(value))


def test_only_what_would_run_is_changed() -> None:
    for value in ("Ortiz", "O'Neil", "'t Hooft", "020 7946 0018", "", "a=b", "'"):
        assert harmless(value) == value
        assert taken_back(value) == value
    for start in FORMULA_STARTS:
        assert harmless(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2002-03-11", DateOrder.NOT_SAID, date(2002, 3, 11)),
        ("2002-03-11", DateOrder.MONTH_FIRST, date(2002, 3, 11)),
        ("11 Mar 2002", DateOrder.MONTH_FIRST, date(2002, 3, 11)),
        ("11/03/2002", DateOrder.DAY_FIRST, date(2002, 3, 11)),
        ("11.3.2002", DateOrder.DAY_FIRST, date(2002, 3, 11)),
        ("11-03-2002", DateOrder.MONTH_FIRST, date(2002, 11, 3)),
        ("29/02/2004", DateOrder.DAY_FIRST, date(2004, 2, 29)),
    ],
)
def test_a_date_is_read_in_the_order_that_was_said(text: str, order: DateOrder, day: date) -> None:
    assert read_date_as(text, order) == day


@pytest.mark.parametrize(
    ("text", "order", "said"),
    [
        ("11/03/2002", DateOrder.NOT_SAID, "is it 11 Mar 2002 or 3 Nov 2002?"),
        ("03/13/2002", DateOrder.DAY_FIRST, "13 is no month"),
        ("13/03/2002", DateOrder.MONTH_FIRST, "13 is no month"),
        ("29/02/2003", DateOrder.DAY_FIRST, "February 2003 has 28 days"),
        ("11/03/02", DateOrder.DAY_FIRST, "not a date"),
    ],
)
def test_what_the_order_cannot_mean_is_refused(text: str, order: DateOrder, said: str) -> None:
    with pytest.raises(UnreadableDate, match=said.replace("?", r"\?")):
        read_date_as(text, order)


def test_a_date_in_figures_needs_an_order_even_where_it_has_one_reading() -> None:
    assert in_figures_only("31/12/2002")
    assert not in_figures_only("2002-12-31")
    assert not in_figures_only("soon")


def test_headings_of_other_systems_are_recognised_each_field_once() -> None:
    headings = ["MRN", "Last Name", "First-name", "D.O.B.", "Gender", "Mobile", "E-mail", "ADDRESS"]
    assert guessed(headings) == FIELDS
    assert guessed(["Phone", "Mobile", "Diagnosis"]) == ("phone", "", "")
    assert guessed(["Name"]) == ("",)


def test_a_plan_says_which_names_are_missing_and_which_fields_are_there_twice() -> None:
    plan = Plan(columns=("phone", "family_name", "phone"))
    assert list(problems_of(plan, ["A", "B", "C"])) == [
        "No column is Given name yet. Choose the column that holds it.",
        "“A”, “C”: only one column can be Telephone. Leave the others out.",
    ]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    table = read_text('Family name,Address\n\nOrtiz,"1 Hill St\nBristol"\n,\nMarsh,x\n')
    assert [(row.number, row.cells[0]) for row in table.rows] == [(3, "Ortiz"), (5, "Marsh")]


def test_empty_columns_that_a_spreadsheet_writes_at_the_end_do_not_count() -> None:
    table = read_text("Family name,Given name,,\nOrtiz,Beatriz,,\n")
    assert table.headings == ("Family name", "Given name")
    assert table.rows[0].cells == ("Ortiz", "Beatriz")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_that_of_the_headings(separator: str) -> None:
    text = "Family name|Given name|Address\nOrtiz|Beatriz|1, Hill; St\n".replace("|", separator)
    if separator in ",;":
        text = text.replace("1, Hill; St", '"1, Hill; St"')
    assert read_text(text).rows[0].cells == ("Ortiz", "Beatriz", "1, Hill; St")


def read_or_refused(content: bytes) -> Table | tuple[str, ...]:
    """The table, or the reasons why there is none."""
    try:
        return read_file(content)
    except UnreadableFile as unreadable:
        return unreadable.reasons


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_reason(content: bytes) -> None:
    found = read_or_refused(content)
    if isinstance(found, Table):
        assert found.headings
        assert found.rows
        assert read_text(found.text.replace("\n", "\r\n")) == found
    else:
        assert found
        assert all(found)


@given(st.text(st.sampled_from("abÄ,;\t\n\r\" '=1-"), max_size=60))
def test_any_rows_that_can_be_read_are_judged(text: str) -> None:
    found = read_or_refused(text.encode())
    if isinstance(found, Table):
        columns = ("family_name", "given_name", *FIELDS[3:])[: len(found.headings)]
        plan = Plan(columns=(*columns, *[""] * (len(found.headings) - len(columns))))
        rows = enter(found, plan, TODAY)
        assert [one.row for one in rows] == list(found.rows)
        assert all(bool(one.problems) is not bool(one.values) for one in rows)


def test_what_is_no_utf8_is_never_guessed() -> None:
    with pytest.raises(UnreadableFile) as refused:
        text_of("Family name\nMüller\n".encode("cp1252"))
    (reason,) = refused.value.reasons
    assert reason.startswith("Row 2, column “Family name” is not UTF-8")
    assert text_of("\ufeffMüller".encode()) == "Müller"


def test_a_list_is_sorted_alike_on_every_engine() -> None:
    names = [("Zoller", "Al", "3"), ("Ärzt", "Bo", "2"), ("adler", "Bo", "1"), ("Adler", "Al", "9")]
    patients = [Patient(family_name=f, given_name=g, number=n) for f, g, n in names]
    lines = patients_as_csv(patients).splitlines()[1:]
    assert [line.partition(",")[0] for line in lines] == ["9", "1", "2", "3"]
