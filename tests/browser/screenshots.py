"""Pictures of Vastus with its demo, to be looked at: `python -m tests.browser.screenshots`.

Writes var/screenshots/<page>-<device>.png, the printed reports page by page, and the README's
docs/screenshot.png.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import chromium

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "var" / "screenshots"
README_PICTURE = ROOT / "docs" / "screenshot.png"

DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "tablet-portrait": {"viewport": {"width": 834, "height": 1112}, "has_touch": True},
    "tablet-landscape": {"viewport": {"width": 1112, "height": 834}, "has_touch": True},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
}
PRINTED = ("report", "episode-report", "compare")
SECTIONS = ("visit", "history", "red_flags", "range_of_motion", "thigh_girth", "strength")
FORCE = "Knee extension force"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demo_site() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        state, addresses = prepared(browser, url)
        picture_for_the_readme(browser, url, state, addresses["strength"])
        for device, options in DEVICES.items():
            context = browser.new_context(
                base_url=url, locale="en-GB", storage_state=state, **options
            )
            page = context.new_page()
            for name, address in addresses.items():
                page.goto(address)
                if name == "strength":
                    type_what_is_asked_about(page)
                page.screenshot(path=PICTURES / f"{name}-{device}.png", full_page=True)
                if device == "desktop" and name in PRINTED:
                    print_out(page, name)
            context.close()
        stranger = browser.new_context(
            base_url=url, locale="en-GB", **DEVICES["desktop"]
        ).new_page()
        stranger.goto("/")
        stranger.screenshot(path=PICTURES / "sign-in-desktop.png")
        browser.close()


@contextmanager
def demo_site() -> Iterator[str]:
    """Vastus with its demo in a database of its own; gives the address."""
    from tests.database import DatabaseCopy
    from tests.site import serving

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.sqlite3"
        copy = DatabaseCopy("sqlite", str(path), f"sqlite:///{path}")
        for command in ("migrate", "createcachetable", "load_demo"):
            subprocess.run(
                [sys.executable, "manage.py", command, "--verbosity", "0"],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": copy.url},
                check=True,
                stdout=subprocess.DEVNULL,
            )
        with serving(copy, Path(folder) / "site.log") as site:
            yield site.url


def prepared(browser: Browser, url: str) -> tuple[Any, dict[str, str]]:
    """Signs in, begins a reassessment, and says where each picture is to be taken."""
    from clinics.access import Role
    from tests.browser.journey import Person, account_of

    context = browser.new_context(base_url=url, locale="en-GB", **DEVICES["desktop"])
    therapist = Person(context.new_page(), account_of("riverside", Role.THERAPIST))
    therapist.signs_in()
    therapist.opens_patient("Ortiz")
    page = therapist.page
    patient = page.url
    report = page.locator("table a").first.get_attribute("href") or ""
    episode_report = page.get_by_role("link", name="Report so far").get_attribute("href") or ""
    page.goto(episode_report)
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/compare/?*")
    two_visits = page.url
    page.goto(patient)
    therapist.starts_reassessment()
    chart = page.url.removesuffix("visit/")
    therapist.types("Body mass", "", "78")
    therapist.opens_section("Range of motion")
    therapist.types("Knee extension, passive", "right", "0")
    therapist.types("Knee extension, passive", "left", "lacks 2")
    therapist.types("Knee extension, active", "left", "lacks 6")
    therapist.opens_section("Thigh girth")
    therapist.types("Thigh girth 10 cm above the superior pole", "right", "46.2")
    therapist.types("Thigh girth 10 cm above the superior pole", "left", "44.6")
    therapist.opens_section("Strength")
    therapist.types(FORCE, "right", "402")
    therapist.types(FORCE, "left", "327")
    therapist.chooses(FORCE, "", "belt or frame", detail="fixation")
    therapist.types(FORCE, "right", "0.34", detail="lever arm")
    therapist.types(FORCE, "left", "0.34", detail="lever arm")
    therapist.sees_result(FORCE, "111.2 N·m")
    home = f"/c/{therapist.account.clinic}/"
    addresses = {
        "home": home,
        "follow-up": f"{home}follow-up/?show=all",
        "patients": f"{home}patients/",
        "register": f"{home}patients/register/",
        "patient": patient,
        **{section: f"{chart}{section}/" for section in SECTIONS},
        "review": chart.replace("sections/", "review/"),
        "worth-testing": chart.replace("sections/", "worth-testing/"),
        "report": report,
        "episode-report": episode_report,
        "compare": two_visits,
        "audit": f"{home}audit/",
        "profile": "/accounts/profile/",
    }
    return context.storage_state(), addresses


def type_what_is_asked_about(page: Page) -> None:
    """One value that is refused and one that is asked about."""
    page.locator("[id='f-knee_flexion_force.right']").fill("2500")
    page.locator("[id='f-knee_flexion_force.left']").fill("1880")
    page.locator("[id='f-hip_abduction_force.left']").focus()
    page.locator(".field-error").first.wait_for()
    page.get_by_text("Keep it").first.wait_for()
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")


def print_out(page: Page, name: str) -> None:
    """The page as it prints: a PDF, and its pages as pictures where pdftoppm is installed."""
    paper = PICTURES / f"{name}-print.pdf"
    page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    if shutil.which("pdftoppm"):
        subprocess.run(
            ["pdftoppm", "-png", "-r", "80", str(paper), str(paper.with_suffix(""))], check=True
        )


def picture_for_the_readme(browser: Browser, url: str, state: Any, address: str) -> None:
    context = browser.new_context(
        base_url=url, locale="en-GB", storage_state=state, **DEVICES["desktop"]
    )
    page = context.new_page()
    page.goto(address)
    page.locator("#row-knee_extension_force").scroll_into_view_if_needed()
    page.screenshot(path=README_PICTURE)
    context.close()


if __name__ == "__main__":
    main()
