"""The first page a stranger meets."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What the pages do is the same on both databases; their services are tried on each.
pytestmark = pytest.mark.once


def test_a_stranger_is_asked_to_sign_in(page: Page) -> None:
    page.goto("/")
    assert page.get_by_label("Password").is_visible()


def test_the_sign_in_page_breaks_no_accessibility_rule(page: Page) -> None:
    page.goto("/accounts/login/")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/accounts/login/", "/no/such/page", "/static/absent.css"])
def test_every_answer_carries_the_content_policy(
    page: Page, path: str, expected_in_console: list[str]
) -> None:
    expected_in_console.append("status of 404")
    response = page.goto(path)
    assert response is not None
    assert "default-src 'none'" in (response.header_value("content-security-policy") or "")
