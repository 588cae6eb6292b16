"""Migrations make a table whole, so that setting up takes seconds.

Each later change of a table makes Django draw up all the models around it anew: one step of the
hundreds that a schema written in pieces has takes as long as making ten tables.
"""

from __future__ import annotations

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

OURS = frozenset({"clinics", "patients", "assessment"})


def test_a_new_table_is_made_with_its_columns_indexes_and_constraints() -> None:
    loader = MigrationLoader(None)
    pieces = [
        f"{app}.{name}: {operation.describe()}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in OURS
        for operation in in_pieces(migration.operations)
    ]
    assert pieces == []


def test_a_table_made_in_pieces_is_found() -> None:
    whole = CreateModel("Visit", [])
    field = AddField("Visit", "day", None)
    assert list(in_pieces([whole, field])) == [field]
    assert list(in_pieces([field])) == []


def in_pieces(operations: list[Operation]) -> list[Operation]:
    """What is added to a table in the migration that makes it."""
    made = {one.name_lower for one in operations if isinstance(one, CreateModel)}
    return [
        one
        for one in operations
        if (isinstance(one, AddField) and one.model_name_lower in made)
        or (isinstance(one, AddIndex | AddConstraint) and one.model_name.lower() in made)
    ]
