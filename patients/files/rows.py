"""What the rows of a file say, field by field, through the checks of the registration form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from patients.dates import UnreadableDate, in_figures_only, read_date_as
from patients.editing import Values
from patients.files.cells import runs_as_formula, taken_back
from patients.files.mapping import Plan, label_of
from patients.files.reading import Row, Table
from patients.models import Patient
from patients.newcomers import entered, mirror
from patients.rules import patient_rules
from patients.text import folded

LONGEST_SHOWN = 60
SEX_WORDS: dict[str, str] = {
    **dict.fromkeys(("f", "female", "woman", "w"), Patient.Sex.FEMALE),
    **dict.fromkeys(("m", "male", "man"), Patient.Sex.MALE),
    **dict.fromkeys(("o", "x", "other", "diverse", "nonbinary", "non-binary"), Patient.Sex.OTHER),
    **dict.fromkeys(("", "u", "unknown", "not known", "not stated"), Patient.Sex.UNKNOWN),
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a row cannot be imported: the column's heading, what stands there, what to do."""

    column: str
    written: str
    message: str


@dataclass(frozen=True, kw_only=True)
class EnteredRow:
    """A row taken apart: the values as they would be stored, or why there are none."""

    row: Row
    values: Values = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    # A date in figures alone, of which nobody said yet how it is meant.
    undecided_date: str = ""

    def patient(self) -> Patient:
        """Somebody who is not stored yet, with the fields by which they are found."""
        patient = Patient(**self.values)
        mirror(patient)
        return patient


class RefusedCell(ValueError):
    """One cell says nothing that its field can hold; the message says what to write."""


def enter(table: Table, plan: Plan, today: date) -> tuple[EnteredRow, ...]:
    """Every row of the table as the plan reads it; `today` is the clinic's date."""
    return tuple(_entered(row, table, plan, today) for row in table.rows)


def heading_of(field: str, table: Table, plan: Plan) -> str:
    """What the column of a field is called in the file; the field's own name without one."""
    column = plan.column_of(field)
    return label_of(field) if column is None else table.headings[column]


def _entered(row: Row, table: Table, plan: Plan, today: date) -> EnteredRow:
    if ragged := _ragged(row, table):
        return EnteredRow(row=row, problems=(ragged,))
    raw = {name: row.cells[column].strip() for column, name in enumerate(plan.columns) if name}
    values: Values = {}
    refused: dict[str, list[str]] = {}
    for name, cell in raw.items():
        try:
            values[name] = _value(name, cell, plan)
        except RefusedCell as error:
            refused[name] = [str(error)]
    try:
        known = entered(values)
    except ValidationError as error:
        refused = {**error.message_dict, **refused}
        known = {}
    if not refused:
        patient = Patient(**known)
        refused = {name: [message] for name, message in patient_rules(patient, today)}
    return EnteredRow(
        row=row,
        values={} if refused else known,
        problems=tuple(_problems(refused, raw, table, plan)),
        undecided_date=raw.get("birth_date", "") if _undecided(raw, refused) else "",
    )


def _ragged(row: Row, table: Table) -> Problem | None:
    columns = len(table.headings)
    if len(row.cells) == columns:
        return None
    message = _(
        "The row has %(cells)d cells and there are %(columns)d headings. Look for a separator "
        "too many or too few, or text that should stand in quotation marks."
    ) % {"cells": len(row.cells), "columns": columns}
    last = min(len(row.cells), columns) - 1
    return Problem(column=table.headings[last], written=_shown(row.cells[last]), message=message)


def _value(name: str, cell: str, plan: Plan) -> Any:
    """What a cell says, for the model's own checks."""
    if runs_as_formula(cell) and not (name == "phone" and cell[0] == "+"):
        raise RefusedCell(
            _(
                "This begins with “%s”, which a spreadsheet takes for a formula. Delete that, or "
                "write ' before it if it is meant."
            )
            % cell[0]
        )
    text = taken_back(cell)
    if name == "birth_date":
        return _date(text, plan)
    if name == "sex":
        return _sex(text)
    return text


def _date(text: str, plan: Plan) -> date | None:
    if not text:
        return None
    try:
        return read_date_as(text, plan.dates)
    except UnreadableDate as error:
        raise RefusedCell(str(error)) from None


def _sex(text: str) -> str:
    typed = folded(text)
    by_label = {folded(str(label)): value for value, label in Patient.Sex.choices}
    found = SEX_WORDS.get(typed) or by_label.get(typed)
    if found is None:
        raise RefusedCell(_("Write female, male, other or unknown, or leave it empty."))
    return found


def _problems(
    refused: Mapping[str, list[str]], raw: Mapping[str, str], table: Table, plan: Plan
) -> list[Problem]:
    return [
        Problem(
            column=heading_of(name, table, plan),
            written=_shown(raw.get(name, "")),
            message=" ".join(messages),
        )
        for name, messages in sorted(refused.items(), key=lambda one: _position(one[0], plan))
    ]


def _position(field: str, plan: Plan) -> int:
    """Where a field stands in the file; a name that no column holds comes last."""
    column = plan.column_of(field)
    return len(plan.columns) if column is None else column


def _undecided(raw: Mapping[str, str], refused: Mapping[str, list[str]]) -> bool:
    return "birth_date" in refused and in_figures_only(raw["birth_date"])


def _shown(cell: str) -> str:
    """A cell's beginning, on one line."""
    text = " ".join(cell.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
