"""Fixtures every test may use, and the rules every test keeps."""

from __future__ import annotations

import gc
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings as examples

from tests.database import Copies, DatabaseCopy, copies_for, working_on
from tests.site import LiveSite, serving

COLLECTED = pytest.StashKey[int]()
LEFT_TO_SQLITE = pytest.StashKey[int]()
ASKING = frozenset({"db", "committed_db", "django_db_setup", "database_copies"})
PLAIN = frozenset({"unit", "golden", "test_architecture.py"})
FLUSHING = frozenset({"transactional_db", "django_db_reset_sequences", "live_server"})


# How long an example takes depends on the machine: no test asserts a time.
examples.register_profile("vastus", deadline=None)
examples.load_profile("vastus")


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the collector need not walk it a thousand times."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_report_header() -> str:
    return f"database: {database_version()}"


def database_version() -> str:
    """The engine the suite runs on, with the version of the server or library that is loaded."""
    database = connections["default"]
    if database.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    import psycopg2

    wanted = settings.DATABASES["default"]
    server = psycopg2.connect(
        dbname="postgres",
        user=wanted["USER"],
        password=wanted["PASSWORD"],
        host=wanted["HOST"],
        port=wanted["PORT"],
    )
    try:
        return f"PostgreSQL {server.get_parameter_status('server_version')}"
    finally:
        server.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks by folder and fixture, and refuses tests that would empty tables.

    On PostgreSQL what no database changes is left to SQLite, and counted.
    """
    if connections["default"].vendor == "postgresql":
        left = [item for item in items if _no_database_changes(item)]
        items[:] = [item for item in items if item not in left]
        config.hook.pytest_deselected(items=left)
        config.stash[LEFT_TO_SQLITE] = len(left)
    config.stash[COLLECTED] = len(items)
    refusals = []
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db")
        wishes = marker.kwargs if marker else {}
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
        if "committed_db" in fixtures:
            item.add_marker(pytest.mark.committed)
            if marker or "db" in fixtures:
                refusals.append(
                    f"{item.nodeid} asks for db and for committed_db. Ask for one of them: db "
                    "rolls back on the shared database, committed_db commits on a copy."
                )
        if fixtures & FLUSHING or wishes.get("transaction") or wishes.get("reset_sequences"):
            refusals.append(
                f"{item.nodeid} would flush the database. A test that commits asks for "
                "committed_db, which gives it a copy."
            )
    if refusals:
        raise pytest.UsageError("\n".join(refusals))


def _no_database_changes(item: pytest.Item) -> bool:
    """Whether a test is said to be so, or asks for no database in a folder of plain functions."""
    if item.get_closest_marker("once"):
        return True
    asks = item.get_closest_marker("django_db") or set(getattr(item, "fixturenames", ())) & ASKING
    return not asks and bool(PLAIN & {*item.path.parts, item.path.name})


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that did not run proves nothing: skips and expected failures end the run red."""
    counted = outcomes(session.config)
    if session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
        # Asked for what is left to SQLite alone, PostgreSQL has nothing to do.
        left = session.config.stash.get(LEFT_TO_SQLITE, 0)
        session.exitstatus = pytest.ExitCode.OK if left else session.exitstatus
    unproven = [name for name in ("skipped", "xfailed", "xpassed") if counted[name]]
    if unproven and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """One line of totals with the engine; `make test` repeats it at its end."""
    counted = outcomes(config)
    totals = ", ".join(f"{number} {name}" for name, number in counted.items())
    line = f"{database_version()}: {config.stash.get(COLLECTED, 0)} collected, {totals}"
    if left := config.stash.get(LEFT_TO_SQLITE, 0):
        line += f"; {left} left to SQLite, no database changes them"
    terminalreporter.write_line(line)
    if file := os.environ.get("VASTUS_TESTS_PASSED"):
        with Path(file).open("a", encoding="utf-8") as kept:
            kept.writelines(f"{one.nodeid}\n" for one in terminalreporter.stats.get("passed", ()))
    if file := os.environ.get("VASTUS_TEST_TOTALS"):
        with Path(file).open("a", encoding="utf-8") as kept:
            kept.write(f"{line}\n")


def outcomes(config: pytest.Config) -> dict[str, int]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    stats = reporter.stats if reporter else {}
    names = {"passed": "passed", "failed": "failed", "error": "errors", "skipped": "skipped"}
    names |= {"xfailed": "xfailed", "xpassed": "xpassed"}
    return {shown: len(stats.get(name, ())) for name, shown in names.items()}


class HttpsClient(Client):
    """Django's test client as a browser behind HTTPS, which the production profile insists on."""

    def generic(self, method: str, path: str, *args: Any, **extra: Any) -> Any:
        return super().generic(method, path, *args, **extra | {"secure": True})


@pytest.fixture
def client() -> HttpsClient:
    return HttpsClient()


@pytest.fixture
def sign_in() -> Callable[[Any], HttpsClient]:
    """`sign_in(user)` gives a client signed in as `user`, with the second factor set up."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    def signed_in(user: Any) -> HttpsClient:
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())
        browser = HttpsClient()
        browser.force_login(user)
        return browser

    return signed_in


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """The migrated test database.

    pytest-django would make it only for tests it knows to need it; one that asks for committed_db
    alone would then get a copy of the developer's own database.
    """
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set()
        )
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def database_copies(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Copies:
    with django_db_blocker.unblock():
        return copies_for(connections["default"], tmp_path_factory.mktemp("databases"))


@pytest.fixture
def committed_db(database_copies: Copies, django_db_blocker: Any) -> Iterator[DatabaseCopy]:
    """A copy of the migrated database where commits are real; it is dropped after the test."""
    with django_db_blocker.unblock():
        copy = database_copies.make()
        try:
            with working_on(copy):
                yield copy
        finally:
            database_copies.drop(copy)


@pytest.fixture
def live_site(committed_db: DatabaseCopy, tmp_path: Path) -> Iterator[LiveSite]:
    """Vastus served from the test's own copy of the database."""
    with serving(committed_db, tmp_path / "site.log") as site:
        yield site
