"""axe over a page: every rule of WCAG 2.2 A and AA and the best practices, in both brightnesses."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


RUN = "options => axe.run(options).then(found => found.violations)"


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands: in light, then in dark."""
    page.evaluate(Axe().axe_script)
    found = []
    for brightness in ("light", "dark"):
        page.emulate_media(color_scheme=brightness)
        found += [
            f"{page.url} ({brightness}): {one['id']}: {node['html'][:200]} {node['failureSummary']}"
            for one in page.evaluate(RUN, OPTIONS)
            for node in one["nodes"]
        ]
    page.emulate_media(color_scheme="light")
    return found


def rules(page: Page) -> tuple[str, int]:
    """axe's version, and how many rules the tags select."""
    page.evaluate(Axe().axe_script)
    return page.evaluate("axe.version"), len(page.evaluate("tags => axe.getRules(tags)", TAGS))
