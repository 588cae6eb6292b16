"""Copies of the migrated database for tests that commit.

A copied database starts clean and is thrown away whole, so that no test empties tables and none has
to take the locks off to do it.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import psycopg2
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class DatabaseCopy:
    """A database of its own. `url` is what a process needs as DATABASE_URL to work on it."""

    engine: str
    name: str
    url: str


class Copies(Protocol):
    """Makes and drops copies of the migrated test database of one engine."""

    def make(self) -> DatabaseCopy: ...
    def drop(self, copy: DatabaseCopy) -> None: ...


class SQLiteCopies:
    """Copies are files, made from one snapshot of the migrated database."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._snapshot = directory / "migrated.sqlite3"
        self._numbers = itertools.count(1)
        database = connections["default"]
        database.ensure_connection()
        snapshot = sqlite3.connect(self._snapshot)
        try:
            database.connection.backup(snapshot)
        finally:
            snapshot.close()

    def make(self) -> DatabaseCopy:
        path = self._directory / f"copy-{next(self._numbers)}.sqlite3"
        path.write_bytes(self._snapshot.read_bytes())
        return DatabaseCopy("sqlite", str(path), f"sqlite:///{path}")

    def drop(self, copy: DatabaseCopy) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{copy.name}{ending}").unlink(missing_ok=True)


class PostgreSQLCopies:
    """Copies are databases made with TEMPLATE, which bears no other connection."""

    def __init__(self) -> None:
        settings = connections["default"].settings_dict
        self._template = settings["NAME"]
        self._access = {
            "user": settings["USER"],
            "password": settings["PASSWORD"],
            "host": settings["HOST"],
            "port": settings["PORT"],
        }
        self._numbers = itertools.count(1)

    def make(self) -> DatabaseCopy:
        connections["default"].close()
        name = f"{self._template}_{os.getpid()}_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{self._template}"')
        user, password = quote(self._access["user"]), quote(self._access["password"], safe="")
        place = f"{quote(self._access['host'], safe='')}:{self._access['port']}"
        return DatabaseCopy("postgresql", name, f"postgresql://{user}:{password}@{place}/{name}")

    def make_empty(self, name: str) -> None:
        self._run(f'CREATE DATABASE "{name}" TEMPLATE template0')

    def drop(self, copy: DatabaseCopy) -> None:
        # WITH (FORCE) is refused while the server itself vacuums the copy; without it that is
        # ended as well, and what a test left connected is ended here.
        self._run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{copy.name}' AND usename = current_user"
        )
        self._run(f'DROP DATABASE IF EXISTS "{copy.name}"')

    def _run(self, statement: str) -> None:
        maintenance = psycopg2.connect(dbname="postgres", **self._access)
        try:
            maintenance.autocommit = True
            with maintenance.cursor() as cursor:
                cursor.execute(statement)
        finally:
            maintenance.close()


def copies_for(database: BaseDatabaseWrapper, directory: Path) -> Copies:
    if database.vendor == "postgresql":
        return PostgreSQLCopies()
    return SQLiteCopies(directory)


@contextmanager
def working_on(copy: DatabaseCopy) -> Iterator[None]:
    """Every thread's default connection goes to `copy` for the duration.

    The connection to the migrated test database is put aside, not closed: on SQLite it lives in
    memory and closing it would lose it.
    """
    put_aside = connections["default"]
    settings = put_aside.settings_dict
    original = settings["NAME"]
    settings["NAME"] = copy.name
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        settings["NAME"] = original
        connections["default"] = put_aside


@contextmanager
def restored(copy: DatabaseCopy, content: bytes) -> Iterator[None]:
    """A kept database in the place of `copy`: a SQLite file's bytes, or a dump in plain SQL."""
    settings = connections["default"].settings_dict
    connections["default"].close()
    if copy.engine == "sqlite":
        file = Path(f"{copy.name}.restored")
        file.write_bytes(content)
        name = str(file)
    else:
        name = f"{copy.name}_restored"
        PostgreSQLCopies().make_empty(name)
        database = psycopg2.connect(
            dbname=name,
            user=settings["USER"],
            password=settings["PASSWORD"],
            host=settings["HOST"],
            port=settings["PORT"],
        )
        with database, database.cursor() as cursor:
            cursor.execute(content.decode())
        database.close()
    kept = DatabaseCopy(copy.engine, name, "")
    try:
        with working_on(kept):
            yield
    finally:
        if copy.engine == "sqlite":
            for ending in ("", "-wal", "-shm"):
                Path(f"{name}{ending}").unlink(missing_ok=True)
        else:
            PostgreSQLCopies().drop(kept)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Runs `acts` at the same moment, each in a thread with its own connection.

    Returns what each returned, or the exception it raised, in the order given.
    """
    results: list[Any] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(position: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=30)
            results[position] = act()
        except Exception as error:
            results[position] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(position, act)) for position, act in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
