"""axe over a page: every rule of WCAG 2.2 A and AA and the best practices.

The whole set runs on the light page; the rules about colour run on the dark one once more.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run({runOnly: {type: "rule", values: rules}, resultTypes: ["violations"]})
  .then(found => found.violations)"""
RULES_TRIED = pytest.StashKey[str]()
OF_TAGS = "tags => axe.getRules(tags).map(rule => [rule.ruleId, rule.tags])"


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands: in light, then in dark."""
    # A link is followed as soon as the next page answers: its styles may still be on their way.
    page.wait_for_load_state("load")
    page.evaluate(Axe().axe_script)
    every = dict(page.evaluate(OF_TAGS, TAGS))
    about_colour = [rule for rule, tags in every.items() if "cat.color" in tags]
    found = []
    # What has been scrolled half under the head of the page is not half as large.
    page.evaluate("window.scrollTo(0, 0)")
    for brightness, rules in (("light", list(every)), ("dark", about_colour)):
        page.emulate_media(color_scheme=brightness)
        found += [
            f"{page.url} ({brightness}): {one['id']}: {node['html'][:200]} {node['failureSummary']}"
            for one in page.evaluate(RUN, rules)
            for node in one["nodes"]
        ]
    page.emulate_media(color_scheme="light")
    return found


def rules(page: Page) -> tuple[str, list[str], list[str]]:
    """axe's version, the rules of the tags, and those of them that are about colour."""
    page.evaluate(Axe().axe_script)
    every = dict(page.evaluate(OF_TAGS, TAGS))
    about_colour = [rule for rule, tags in every.items() if "cat.color" in tags]
    return page.evaluate("axe.version"), list(every), about_colour
