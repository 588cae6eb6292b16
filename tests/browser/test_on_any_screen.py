"""The charting page on a phone, a tablet and at 200 % zoom, and read out instead of seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessment import catalogue
from assessment.models import Assessment, ThighGirth
from clinics.access import Member, Role
from tests.browser.journey import Person, account_of
from tests.browser.screens import stands_out, too_small
from tests.integration.assessment.charting import save

pytestmark = pytest.mark.once

# Of 1280 by 800 at 200 % there are 640 by 400 left.
ZOOMED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

# What has the focus, if something else lies over its middle.
COVERED = """() => {
  const one = document.activeElement;
  const { left, top, width, height } = one.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  const box = one.closest("label, .number-field, .choice-field") || one;
  return box.contains(hit) ? "" : one.outerHTML;
}"""


@pytest.fixture
def charts(opens: Callable[..., Page], draft: Assessment, member: Member) -> Callable[..., Any]:
    """`charts(screen)` is the therapist's page on such a screen, something charted in it."""
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46.2"}, by=member)
    save(draft, "strength", {"knee_extension_force.right": "402"}, by=member)

    def chart(screen: dict[str, Any]) -> Person:
        person = Person(opens(**screen), account_of("riverside", Role.THERAPIST))
        person.begins_signed_in()
        return person

    return chart


@pytest.mark.parametrize("screen", [NARROW, ZOOMED], ids=["320 px", "200 %"])
def test_no_section_is_wider_than_a_narrow_screen(
    charts: Callable[..., Person], draft: Assessment, screen: dict[str, Any]
) -> None:
    person = charts(screen)
    for section in catalogue.sections():
        person.opens_chart(draft.pk, section.code)
        assert (section.code, stands_out(person.page)) == (section.code, [])


@pytest.mark.parametrize("screen", [TABLET, PHONE], ids=["tablet", "phone"])
def test_a_finger_has_44_px_for_everything(
    charts: Callable[..., Person], draft: Assessment, screen: dict[str, Any]
) -> None:
    person = charts(screen)
    for section in catalogue.sections():
        person.opens_chart(draft.pk, section.code)
        assert (section.code, too_small(person.page)) == (section.code, [])


def test_a_target_that_is_too_small_and_a_part_that_stands_out_are_found(
    charts: Callable[..., Person], draft: Assessment
) -> None:
    page = charts(PHONE).page
    page.goto(f"/c/riverside/evaluations/{draft.pk}/sections/thigh_girth/")
    page.evaluate("""() => document.querySelector('#section-form').insertAdjacentHTML('afterbegin',
        '<button type="button">x</button><p class="sticks-out">wide</p>')""")
    page.evaluate("document.querySelector('.sticks-out').style.inlineSize = '60rem'")
    assert too_small(page)[0].startswith('button "x"')
    assert "p.sticks-out" in stands_out(page)


def test_what_has_the_focus_at_200_percent_is_not_covered(
    charts: Callable[..., Person], draft: Assessment
) -> None:
    person = charts(ZOOMED)
    person.opens_chart(draft.pk, "strength")
    page = person.page
    seen = 0
    for _stop in range(60):
        page.keyboard.press("Tab")
        covered = page.evaluate(COVERED)
        assert covered == ""
        seen += page.evaluate("document.activeElement.matches('[data-field]')")
    assert seen > 10


def test_a_section_is_charted_by_what_a_screen_reader_says(
    charts: Callable[..., Person], draft: Assessment
) -> None:
    person = charts({})
    page = person.page
    person.opens_chart(draft.pk, "strength")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Thigh girth").click()
    expect(page.get_by_role("heading", level=2, name="Thigh girth")).to_be_focused()
    form = page.get_by_role("main")
    expect(page.get_by_role("region", name="Patient")).to_contain_text("Left knee")

    said = form.aria_snapshot()
    controls = re.findall(r'- \'?(?:textbox|combobox) "([^"]*)"', said)
    assert len(controls) > 15
    assert len(set(controls)) == len(controls), "two controls are called the same"
    assert all(re.search(r"\b(right|left)\b", one, re.IGNORECASE) for one in controls)
    assert not re.search(r"- (textbox|combobox|button|link)(:|$)", said, re.MULTILINE)

    girths = [one for one in controls if one.startswith("Thigh girth") and one.endswith("t")]
    assert len(girths) == 8
    for name in girths:
        box = form.get_by_role("textbox", name=name, exact=True)
        box.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("45.5" if name.endswith("Right") else "44")
    expect(page.get_by_role("region", name="State of this evaluation")).to_contain_text("saved")
    row = form.get_by_role("group", name="Thigh girth 10 cm above the superior pole")
    expect(row).to_contain_text("difference")
    assert ThighGirth.objects.filter(assessment=draft, trial=0).count() == 8

    refused = form.get_by_role("textbox", name=girths[0], exact=True)
    refused.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("4550")
    expect(refused).to_have_attribute("aria-invalid", "true")
    expect(refused).to_have_accessible_description(re.compile("15 to 110 cm"))
