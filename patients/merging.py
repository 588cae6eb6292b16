"""What a merge keeps and how it is taken back: both records as they stood, and what was chosen.

Plain functions over rows; `services.merging` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from patients.models import Patient

# What is said of the person: one value of each stands after a merge.
FIELDS = (
    "family_name",
    "given_name",
    "birth_date",
    "sex",
    "number",
    "phone",
    "email",
    "address",
)
# A merge changes nothing of these, and so neither does taking it back.
NOT_OURS = frozenset({"id", "clinic_id", "restricted"})

Row = dict[str, Any]


def empty(patient: Patient, name: str) -> bool:
    """Whether a record says nothing here."""
    return getattr(patient, name) in (None, "", Patient.Sex.UNKNOWN)


def taken_by_default(survivor: Patient, merged: Patient) -> frozenset[str]:
    """The fields of which the other record's value is taken unless somebody chooses: where the one
    that stays says nothing.
    """
    return frozenset(name for name in FIELDS if empty(survivor, name) and not empty(merged, name))


def as_stored(patient: Patient) -> Row:
    """Every column of a record, as JSON."""
    return {
        column.attname: _plain(column.value_from_object(patient))
        for column in Patient._meta.concrete_fields
    }


def columns_of(row: Mapping[str, Any]) -> Row:
    """The columns to be written again, from what `as_stored` kept."""
    return {
        column.attname: column.to_python(row[column.attname])
        for column in Patient._meta.concrete_fields
        if column.attname in row and column.attname not in NOT_OURS
    }


def value_of(row: Mapping[str, Any], name: str) -> Any:
    """What a kept row says in a field."""
    return Patient._meta.get_field(name).to_python(row[name])  # type: ignore[union-attr]


def edited_since(survivor: Patient, plan: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of the record that stayed which somebody changed after the merge."""
    after = plan["after"]
    return tuple(name for name in FIELDS if getattr(survivor, name) != value_of(after, name))


def _plain(value: object) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else cast("Any", value)
