"""Somebody without a mouse: nothing but keys, and each of them counted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.by_key import ByKey
from tests.browser.journey import Account, Person

KEYS_COUNTED = pytest.StashKey[list[str]]()
COUNTING = """
addEventListener("keydown", () => {
  sessionStorage.setItem("keys", Number(sessionStorage.getItem("keys")) + 1);
}, { capture: true });
addEventListener("pointerdown", () => sessionStorage.setItem("pointed", "yes"), { capture: true });
"""


class Unplugged(Person):
    """A person at a page that counts what it hears of the keyboard and of a pointer."""

    def __init__(self, page: Page, account: Account) -> None:
        super().__init__(page, account)
        page.add_init_script(COUNTING)
        self.by_key = ByKey(self)

    @property
    def keys(self) -> int:
        return int(self.page.evaluate("sessionStorage.getItem('keys')") or 0)

    def used_no_mouse(self) -> bool:
        return self.page.evaluate("sessionStorage.getItem('pointed')") is None

    def opens_section(self, label: str) -> None:
        """Goes to a section by the beginning of its name."""
        self.page.keyboard.press("Control+k")
        expect(self.page.get_by_role("searchbox", name="Find a section")).to_be_focused()
        self.page.keyboard.type(label.lower())
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", level=2, name=label).first).to_be_visible()

    def goes_on(self) -> None:
        """Past the last value of a section: saves it and goes on to the next one."""
        self.reaches(self.page.locator(".section-foot button[name=then]"))
        self.page.keyboard.press("Enter")

    def begins_at_the_first_number(self) -> None:
        self.reaches(self.form.locator(".number-field input:visible").first)

    def gives_reasons(self, reason: str) -> None:
        for field in self.page.get_by_label(re.compile("^Why not answered")).all():
            self.reaches(field)
            self.page.keyboard.type(reason)
        if not self.page.locator("[name='next-kind']:checked").count():
            self.reaches(self.page.get_by_label("In weeks from this visit"))
            self.page.keyboard.press("Space")
            self.reaches(self.page.get_by_label("How many weeks"))
            self.page.keyboard.type("6")
        self.by_key.presses("Save")
        expect(self.page.get_by_label("Your password")).to_be_visible()

    def signs_by_key(self) -> None:
        self.by_key.follows("Review and sign")
        if not self.page.get_by_label("Your password").count():
            self.gives_reasons("Not due at this visit.")
        self.by_key.types_the_password()
        self.by_key.presses("Sign this evaluation")
        self.page.wait_for_url("**/report/")

    def focused(self) -> Locator:
        return self.page.locator(":focus")
