"""A file as it would be imported, before it is: which rows are ready, wrong, or to be decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from patients.files.resembling import Acquaintances, Alike
from patients.files.rows import EnteredRow, Problem
from patients.models import Patient


@dataclass(frozen=True, kw_only=True)
class JudgedRow:
    """A row with what speaks against it: `problems` forbid it, `alike` ask a person."""

    entered: EnteredRow
    patient: Patient | None = None
    alike: tuple[Alike, ...] = ()

    @property
    def number(self) -> int:
        """Its number in the file."""
        return self.entered.row.number

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why it cannot be imported."""
        return self.entered.problems

    @property
    def reasons(self) -> str:
        """Why it is not ready, on one line."""
        return " ".join(
            [
                *(f"{one.column}: {one.message}" for one in self.problems),
                *(_("May be %s.") % one.in_words for one in self.alike),
            ]
        )


@dataclass(frozen=True)
class Preview:
    """All rows of a file, judged against each other and against the clinic's patients."""

    rows: tuple[JudgedRow, ...]

    @cached_property
    def ready(self) -> tuple[JudgedRow, ...]:
        """Rows that nothing speaks against."""
        return tuple(one for one in self.rows if not one.problems and not one.alike)

    @cached_property
    def wrong(self) -> tuple[JudgedRow, ...]:
        """Rows that cannot be imported."""
        return tuple(one for one in self.rows if one.problems)

    @cached_property
    def asked(self) -> tuple[JudgedRow, ...]:
        """Rows that may be somebody who is known already."""
        return tuple(one for one in self.rows if one.alike)

    @cached_property
    def undecided_dates(self) -> tuple[str, ...]:
        """Dates in figures alone, as they stand in the file."""
        return tuple(one.entered.undecided_date for one in self.rows if one.entered.undecided_date)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that a person sees decided here: what would be stored, and what not."""
        told = [
            (
                one.number,
                one.entered.values,
                [problem.message for problem in one.problems],
                [alike.told for alike in one.alike],
            )
            for one in self.rows
        ]
        canonical = json.dumps(told, sort_keys=True, ensure_ascii=True, default=str)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()

    def parted(
        self, others: Collection[int]
    ) -> tuple[tuple[JudgedRow, ...], tuple[JudgedRow, ...]]:
        """The rows to import and those left out; `others` are numbers of rows of whom a person
        says that they are somebody else than whom they resemble.
        """
        taken = tuple(
            one for one in self.rows if not one.problems and (not one.alike or one.number in others)
        )
        numbers = {one.number for one in taken}
        return taken, tuple(one for one in self.rows if one.number not in numbers)


def compared(
    rows: Sequence[EnteredRow], known: Sequence[Patient], *, number_column: str
) -> Preview:
    """The rows judged against each other and against the clinic's patients.

    `number_column` is what the column of patient numbers is called.
    """
    clinic = Acquaintances(one for one in known if one.standing != Patient.Standing.VOID)
    in_file = Acquaintances()
    holders: dict[str, int | None] = {patient.number: None for patient in known}
    judged = []
    for one in rows:
        if one.problems:
            judged.append(JudgedRow(entered=one))
            continue
        number = one.values["number"]
        if number and number in holders:
            judged.append(JudgedRow(entered=_number_taken(one, holders[number], number_column)))
            continue
        if number:
            holders[number] = one.row.number
        patient = one.patient()
        alike = (*clinic.like(patient), *in_file.like(patient))
        in_file.add(patient, row=one.row.number)
        judged.append(JudgedRow(entered=one, patient=patient, alike=alike))
    return Preview(tuple(judged))


def _number_taken(one: EnteredRow, holder: int | None, column: str) -> EnteredRow:
    number: Any = one.values["number"]
    message = (
        _("Another patient of the clinic has this number.")
        if holder is None
        else _("Row %d has the same number.") % holder
    )
    problem = Problem(column=column, written=number, message=message)
    return replace(one, values={}, problems=(problem,))
