"""A browser for the journeys. A page that writes an error to the console fails its test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from assessment.models import Assessment
from clinics.access import Member, Role
from clinics.demo import DemoClinics, make_demo_clinics
from patients.models import EpisodeOfCare
from tests.browser.accessibility import RULES_TRIED
from tests.browser.journey import Person, account_of
from tests.browser.unplugged import KEYS_COUNTED
from tests.browser.windows import Windows
from tests.chromium import chromium
from tests.database import Copies, DatabaseCopy, working_on
from tests.integration.assessment.charting import open_left_knee, start
from tests.site import LiveSite, serving

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The live site knows the hashes of production, the suite's own are quicker to make.
SITE_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system installed it; CHROMIUM names another."""
    executable = chromium()
    if not executable:
        pytest.fail("There is no Chromium here: apt-get install -y chromium-headless-shell")
    # Playwright keeps an event loop in this thread, and Django refuses the database beside one.
    # Nothing here is asynchronous: the loop stands still while a test reads the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # Beside a loop Django's connections are other ones: the thread's own would stay open and keep
    # PostgreSQL from copying the database. SQLite's lives in memory and has to stay.
    if connections["default"].vendor == "postgresql":
        connections["default"].close()
    try:
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
            yield started
            started.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass(frozen=True)
class Staffed:
    """A copy of the database with the demo's clinics and staff, and no patient."""

    database: DatabaseCopy
    clinics: DemoClinics


@pytest.fixture(scope="module")
def staffed(database_copies: Copies, django_db_blocker: Any) -> Iterator[Staffed]:
    """One for each module: the module's tests and its site work on it."""
    with django_db_blocker.unblock():
        copy = database_copies.make()
        try:
            with working_on(copy), override_settings(PASSWORD_HASHERS=SITE_HASHERS):
                yield Staffed(copy, make_demo_clinics())
        finally:
            database_copies.drop(copy)


@pytest.fixture(scope="module")
def site(staffed: Staffed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    with serving(staffed.database, tmp_path_factory.mktemp("site") / "site.log") as site:
        yield site


@pytest.fixture(scope="module")
def member(staffed: Staffed) -> Member:
    """The therapist for whom a test prepares what it begins with."""
    return staffed.clinics.members["riverside", Role.THERAPIST]


@pytest.fixture(scope="module")
def episode(member: Member) -> EpisodeOfCare:
    """A left ACL reconstruction, of the module's one patient."""
    return open_left_knee(member)


@pytest.fixture
def draft(member: Member, episode: EpisodeOfCare) -> Assessment:
    """A fresh visit with nothing in it."""
    return start(member, episode)


@pytest.fixture
def expected_in_console() -> list[str]:
    """Parts of console messages a journey means to cause; Chromium reports each refused request."""
    return []


@pytest.fixture
def opens(
    browser: Browser, site: LiveSite, expected_in_console: list[str]
) -> Iterator[Callable[..., Page]]:
    """`opens()` gives a page in a fresh profile; a complaint in its console ends the test red."""
    windows = Windows(browser, site.url)
    yield windows.open
    windows.close()
    assert windows.complaints(expected_in_console) == [], "the browser's console must stay empty"


@pytest.fixture
def page(opens: Callable[..., Page]) -> Page:
    """A stranger's page."""
    return opens()


@pytest.fixture
def comes(opens: Callable[..., Page]) -> Callable[..., Person]:
    """`comes(Role.ASSISTANT)` is somebody of that role at a browser of their own."""

    def come(role: Role, clinic: str = "riverside", **options: Any) -> Person:
        return Person(opens(**options), account_of(clinic, role))

    return come


@pytest.fixture
def therapist(comes: Callable[..., Person]) -> Person:
    """The therapist before signing in."""
    return comes(Role.THERAPIST)


@pytest.fixture
def at_strength(therapist: Person, draft: Assessment) -> Person:
    """The therapist, signed in, at the strength section of a fresh visit."""
    therapist.begins_signed_in()
    therapist.opens_chart(draft.pk, "strength")
    return therapist


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """How many accessibility rules each page of the journeys was held against, and keys counted."""
    if tried := config.stash.get(RULES_TRIED, ""):
        terminalreporter.write_line(tried)
    for line in config.stash.get(KEYS_COUNTED, []):
        terminalreporter.write_line(f"keys: {line}")
