"""Put the triggers on, take them off, and tell which are missing."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from assessment.locks import postgresql, sqlite
from assessment.locks.find import Table, tables


class LocksMissing(ImproperlyConfigured):
    """The database does not hold what a signed record relies on."""


def dialect(connection: BaseDatabaseWrapper) -> ModuleType:
    return {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]


def expected(connection: BaseDatabaseWrapper) -> dict[str, Table]:
    """The name of every trigger that has to be there, and the table it stands on."""
    words = dialect(connection)
    return {name: table for table in _existing(connection) for name in words.create(table)}


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of our triggers in the database (on PostgreSQL: those that always fire)."""
    with connection.cursor() as cursor:
        cursor.execute(dialect(connection).LIST)
        return {row[0] for row in cursor.fetchall()}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Triggers that should be there and are not, by name."""
    return sorted(set(expected(connection)) - present(connection))


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger on; those already there are made anew."""
    words = dialect(connection)
    remove(connection)
    existing = _existing(connection)
    if not any(table.is_assessment for table in existing):
        return
    with connection.cursor() as cursor:
        for statement in words.prepare():
            cursor.execute(statement)
        for table in existing:
            for statement in words.create(table).values():
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger off: only for a migration, which puts them back."""
    words = dialect(connection)
    on = {name: table.name for table in tables() for name in words.create(table)}
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, table in on.items():
            if table in existing:
                cursor.execute(words.drop(name, table))


def refuse_to_serve_unlocked() -> None:
    """Called when a server or worker starts; raises LocksMissing with what to do."""
    connection = connections["default"]
    gone = missing(connection)
    if gone or not expected(connection):
        what = ", ".join(gone[:5]) or "all of them"
        raise LocksMissing(
            f"The database is missing {len(gone) or 'its'} locks that protect signed records "
            f"({what}). Run `python manage.py migrate`, which puts them back, and start again."
        )


def take_off_before_migrate(*, using: str, **_: Any) -> None:
    """Receiver of `pre_migrate`: a trigger that reads a table rebuilt on SQLite would break."""
    remove(connections[using])


def put_back_after_migrate(*, using: str, **_: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using])


def _existing(connection: BaseDatabaseWrapper) -> list[Table]:
    there = set(connection.introspection.table_names())
    return [table for table in tables() if table.name in there]
