"""Acting on a page with the keyboard alone: everything is reached with Tab."""

from __future__ import annotations

import re

from playwright.sync_api import Locator

from tests.browser.journey import Person


class ByKey:
    """A person who uses no mouse."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page

    def follows(self, link: str, *, within: Locator | None = None) -> None:
        """Goes where a link leads; the next page is there when this returns."""
        self._leads_on((within or self.page).get_by_role("link", name=link).first)

    def presses(self, button: str) -> None:
        """Presses a button that leads to a page."""
        self._leads_on(self.page.locator("main").get_by_role("button", name=button).first)

    def types(self, label: str, text: str) -> None:
        self.person.reaches(self._labelled(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def types_the_password(self) -> None:
        self.types("Your password", self.person.account.password)

    def chooses(self, label: str, option: str) -> None:
        """Chooses in a list by typing the beginning of the option."""
        self.person.reaches(self._labelled(label))
        self.page.keyboard.type(option)

    def _labelled(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\W*$")).first

    def _leads_on(self, control: Locator) -> None:
        self.person.reaches(control)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
