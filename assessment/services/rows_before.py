"""The rows of a chart as text, and the chart put back to them: what giving an amendment up needs.

Every column stands as its field writes and reads it, so that a row comes back as it was, with its
key, its version and the moment it was recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from assessment.models import Assessment, ChartRow

SCHEMA = "vastus.rows/1"
# They say where the assessment stands, and move with it.
STANDING = frozenset(
    {"id", "state", "version_number", "submission_round", "amender_id", "updated_at"}
)


def chart_tables() -> list[type[ChartRow]]:
    """Every table of a chart: those that others point at come last."""
    found = [
        model
        for model in apps.get_app_config("assessment").get_models()
        if issubclass(model, ChartRow)
    ]
    pointed_at = {field.related_model for model in found for field in _foreign_keys(model)}
    return sorted(found, key=lambda model: (model in pointed_at, model._meta.label))


def rows_as_text(assessment: Assessment) -> str:
    """The assessment's own columns and all its rows, as JSON."""
    own = {name: text for name, text in _columns(assessment).items() if name not in STANDING}
    rows = {
        model._meta.label: [_columns(row) for row in _rows(model, assessment)]
        for model in chart_tables()
    }
    # Not the canonical form of a record, which would bring text to one normal form.
    return json.dumps(
        {"schema": SCHEMA, "assessment": own, "rows": rows}, ensure_ascii=False, sort_keys=True
    )


def put_back(assessment: Assessment, text: str) -> None:
    """Makes an open assessment's rows those of `text` again; the caller holds its row and saves it.

    Raises `KeyError` or `ValueError` for a text that this version of Vastus does not read.
    """
    kept = json.loads(text)
    if kept["schema"] != SCHEMA:
        raise ValueError(f"these rows are of schema {kept['schema']}")
    for model in chart_tables():
        model.objects.filter(assessment=assessment).delete()
    for model in reversed(chart_tables()):
        model.objects.bulk_create(
            # A table that came with a later release had no rows then.
            _row(model, columns)
            for columns in kept["rows"].get(model._meta.label, ())
        )
    for name, content in _read(Assessment, kept["assessment"]).items():
        setattr(assessment, name, content)


def _rows(model: type[ChartRow], assessment: Assessment) -> Iterator[ChartRow]:
    yield from model.objects.filter(assessment=assessment).order_by("pk")


def _foreign_keys(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            yield field


def _columns(row: models.Model) -> dict[str, str | None]:
    return {field.attname: _text(field, row) for field in row._meta.concrete_fields}


def _text(field: models.Field[Any, Any], row: models.Model) -> str | None:
    if getattr(row, field.attname) is None:
        return None
    if isinstance(field, models.ForeignKey):
        return str(getattr(row, field.attname))
    return str(field.value_to_string(row))


def _row(model: type[ChartRow], columns: dict[str, str | None]) -> ChartRow:
    return model(**_read(model, columns))


def _read(model: type[models.Model], columns: dict[str, str | None]) -> dict[str, Any]:
    """The columns as values. One that came with a later release keeps what the release gave it."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: None if text is None else _value(fields[name], text) for name, text in columns.items()
    }


def _value(field: models.Field[Any, Any], text: str) -> Any:
    return (field.target_field if isinstance(field, models.ForeignKey) else field).to_python(text)
