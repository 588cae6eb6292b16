"""Pages in fresh profiles, and what their consoles had to complain of."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

PATIENCE_MILLISECONDS = 20_000
DESKTOP = {"width": 1440, "height": 900}


class Windows:
    """Opens pages whose addresses start at the live site, and listens to their consoles."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url
        self._contexts: list[BrowserContext] = []
        self._complaints: list[str] = []

    def open(self, **options: Any) -> Page:
        """A page in a profile of its own; `options` are Playwright's of a new context."""
        wanted = {"base_url": self._url, "locale": "en-GB", "viewport": DESKTOP} | options
        context = self._browser.new_context(**wanted)
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._complaints.append(f"uncaught: {error.error}"))
        self._contexts.append(context)
        return context.new_page()

    def complaints(self, expected: list[str]) -> list[str]:
        """Errors and warnings since the last call, less those that hold an expected part."""
        heard, self._complaints = self._complaints, []
        return [one for one in heard if not any(part in one for part in expected)]

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._complaints.append(f"{message.type}: {message.text}")
