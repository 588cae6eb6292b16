"""A browser for the journeys. A page that writes an error to the console fails its test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.site import LiveSite

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MILLISECONDS = 15_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system installed it; CHROMIUM names another."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not executable:
        pytest.fail("There is no Chromium here. Install it: apt-get install -y chromium")
    # Playwright keeps an event loop in this thread, and Django refuses the database beside one.
    # Nothing here is asynchronous: the loop stands still while a test reads the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
            yield chromium
            chromium.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser, live_site: LiveSite) -> Iterator[BrowserContext]:
    """A fresh profile in which addresses start at the live site."""
    context = browser.new_context(
        base_url=live_site.url, locale="en-GB", viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context
    context.close()


@pytest.fixture
def expected_in_console() -> list[str]:
    """Parts of console messages a journey means to cause; Chromium reports each refused request."""
    return []


@pytest.fixture
def page(context: BrowserContext, expected_in_console: list[str]) -> Iterator[Page]:
    """A page; errors and warnings of its console, and uncaught errors, end the test red."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text}")

    context.on("console", hear)
    context.on("weberror", lambda error: complaints.append(f"uncaught: {error.error}"))
    page = context.new_page()
    yield page
    unexpected = [
        complaint
        for complaint in complaints
        if not any(part in complaint for part in expected_in_console)
    ]
    assert unexpected == [], "the browser's console must stay empty"
