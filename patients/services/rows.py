"""Fetching the row that is about to change: of the member's clinic, and locked."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from clinics.access import Member
from clinics.models import Clinic
from patients.models import EditedRow

Row = TypeVar("Row", bound=EditedRow)


def locked(row: Row, *, by: Member) -> Row | None:
    """The row as it is stored now, held until the transaction ends; `None` when it was removed."""
    rows = type(row).objects.of_clinic(by.clinic).select_related("updated_by", "clinic")
    found: Any = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    return cast("Row | None", found)


def hold_clinic(clinic: Clinic) -> None:
    """Let one registration at a time pass in a clinic; who only refers to it is not held up."""
    Clinic.objects.select_for_update(no_key=True).get(pk=clinic.pk)
