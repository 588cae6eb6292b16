"""Lists as CSV for spreadsheets: UTF-8 with its mark, dates ISO, nothing that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from patients.files.cells import harmless, runs_as_formula
from patients.files.encodings import UTF8_MARK
from patients.files.mapping import FIELDS, label_of
from patients.files.preview import JudgedRow
from patients.files.reading import Table
from patients.models import Patient
from patients.text import folded


def patients_as_csv(patients: Iterable[Patient]) -> str:
    """The patients by name, one a row, in the columns that an import reads back."""
    return _csv(
        [label_of(field) for field in FIELDS],
        (
            [harmless(_text(getattr(one, field))) for field in FIELDS]
            for one in sorted(patients, key=_by_name)
        ),
    )


def rows_as_csv(table: Table, rows: Iterable[JudgedRow]) -> str:
    """Rows of a file as they stand there, before them their number and why they are not ready."""
    return _csv(
        [_("Row in the file"), _("Why it was left out"), *table.headings],
        (
            [str(one.number), harmless(one.reasons), *map(_as_it_stood, one.entered.row.cells)]
            for one in rows
        ),
    )


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([harmless(heading) for heading in headings])
    writer.writerows(rows)
    return UTF8_MARK + file.getvalue()


def _as_it_stood(cell: str) -> str:
    """A cell of somebody's file: what is harmless already stays as it is."""
    return harmless(cell) if runs_as_formula(cell) else cell


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _by_name(patient: Patient) -> tuple[str, str, str]:
    # In Python, since the engines sort text each in its own way.
    return folded(patient.family_name), folded(patient.given_name), patient.number
