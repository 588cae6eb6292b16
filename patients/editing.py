"""Saving an edit over what others saved meanwhile: field by field, never over somebody's work.

A form says what each field started from. A field that only one side changed is merged; one that
both changed to different values is a conflict, which the person settles field by field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from clinics.access import Member
from patients.dates import written
from patients.models import EditedRow

Values = dict[str, Any]


class Settlement(StrEnum):
    """Which of two values a person chose."""

    MINE = "mine"
    STORED = "stored"


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What a form brings: the values in it, the version and values it started from.

    Without `started` every value counts as changed when the version is old. `settled` holds what
    was chosen for the conflicts shown at that version, by the conflict's key.
    """

    values: Mapping[str, Any]
    version: int
    started: Mapping[str, Any] = field(default_factory=dict)
    settled: Mapping[str, Settlement] = field(default_factory=dict)

    def as_sent(self) -> dict[str, Any]:
        """Everything that makes this save what it is, for the digest of its receipt."""
        return {"values": self.values, "version": self.version, "settled": self.settled}


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One field that two people changed: its name and both values, in words."""

    key: str
    label: str
    mine: str
    stored: str


class EditConflict(Exception):
    """The row was changed meanwhile in the same fields: by whom, when, and both values of each."""

    def __init__(self, *, row: EditedRow, conflicts: Sequence[Conflict]) -> None:
        super().__init__("changed meanwhile")
        self.row = row
        self.conflicts = tuple(conflicts)
        self.changed_by = row.updated_by.full_name
        self.changed_at: datetime = row.updated_at


def cleaned(model: type[models.Model], values: Mapping[str, Any]) -> Values:
    """The values as they are stored; raises `ValidationError` with the message of each field."""
    result: Values = {}
    errors: dict[str, list[Any]] = {}
    for name, value in values.items():
        model_field: Any = model._meta.get_field(name)
        try:
            if model_field.blank and value in model_field.empty_values:
                result[name] = None if model_field.null else ""
            else:
                result[name] = model_field.clean(value, None)
        except ValidationError as error:
            errors[name] = error.error_list
    if errors:
        raise ValidationError(errors)
    return result


def merge(row: EditedRow, edit: Edit, *, prefix: str = "") -> tuple[Values, list[Conflict]]:
    """What to write on `row`, and what must be settled first. `edit.values` are clean."""
    changes: Values = {}
    conflicts: list[Conflict] = []
    for name, mine in edit.values.items():
        stored = getattr(row, name)
        if mine == stored:
            continue
        if name in edit.started:
            if mine == edit.started[name]:
                continue
            untouched = stored == edit.started[name]
        else:
            untouched = edit.version == row.version
        key = f"{prefix}{name}"
        settled = edit.settled.get(key) if edit.version == row.version else None
        if untouched or settled is Settlement.MINE:
            changes[name] = mine
        elif settled is None:
            conflicts.append(
                Conflict(
                    key=key,
                    label=str(_field(row, name).verbose_name),
                    mine=in_words(row, name, mine),
                    stored=in_words(row, name, stored),
                )
            )
    return changes, conflicts


def apply(row: EditedRow, changes: Values, *, by: Member) -> None:
    """Write merged changes and make the version one higher."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_by = by.user
    row.save()


def in_words(row: models.Model, name: str, value: Any) -> str:
    """A value as people read it; an empty one says so."""
    if value is None or value == "":
        return _("(empty)")
    if isinstance(value, date):
        return written(value)
    choices = dict(_field(row, name).flatchoices)
    return str(choices.get(value, value))


def _field(row: models.Model, name: str) -> Any:
    return row._meta.get_field(name)
