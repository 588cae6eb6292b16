"""With the mouse unplugged: numbers cost one key each besides themselves, and a visit is signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessment import catalogue
from assessment.catalogue.types import Kind
from assessment.demo.course import Visit
from assessment.demo.courses.acl_reconstruction import ACL_RECONSTRUCTION
from assessment.demo.dates import Days
from assessment.demo.entering import states
from assessment.models import Assessment, VisitKind, reading_models
from clinics.access import Member, Role
from patients.models import EpisodeOfCare
from tests.browser.journey import account_of
from tests.browser.typist import Typist
from tests.browser.unplugged import KEYS_COUNTED, Unplugged
from tests.integration.assessment.charting import save, sign, start

# What keys do is the same on both databases.
pytestmark = pytest.mark.once

FIRST, AGAIN = ACL_RECONSTRUCTION.visits[0], ACL_RECONSTRUCTION.visits[1]
NUMBERS_OF = (
    *("visit", "neurovascular", "pain", "gait", "squat", "range_of_motion", "thigh_girth"),
    *("function", "outcome_measures"),
)
IN_SIGHT = """Array.from(document.querySelectorAll(".answer .number-field input"))
  .filter((one) => one.checkVisibility()).map((one) => one.name)"""
REFERENCE = 40
STOPS = "a[href], button, input, select, textarea, summary"
STOPS_BETWEEN = """selector => {
  const gaps = [];
  let between = null;
  for (const one of document.getElementById("section-form").querySelectorAll(selector)) {
    if (one.tabIndex < 0 || one.disabled || one.type === "hidden") continue;
    const isNumber = one.matches(".number-field input");
    // Counted within rows of numbers: not at a measure that is chosen, nor where a group begins.
    const row = one.closest(".measure");
    if (!one.checkVisibility() || !row?.querySelector(".answer .number-field")) continue;
    if (isNumber && between) gaps.push(between);
    between = isNumber ? [] : between && [...between, one.name || one.textContent.trim()];
  }
  return gaps;
}"""


def numbers(visit: Visit, section: str) -> dict[str, str]:
    """What the reference evaluation says in each number field of a section."""
    return {
        where.name: state
        for where, state in states(catalogue.section(section), visit)
        if where.about.kind is Kind.QUANTITY and not where.trial and not where.setup_field
        if not state.startswith("!")
    }


@pytest.fixture
def unplugged(opens: Callable[..., Page]) -> Unplugged:
    person = Unplugged(opens(), account_of("riverside", Role.THERAPIST))
    person.begins_signed_in()
    return person


def typed(state: str) -> str:
    """A number as it is typed: its unit is offered first, and one letter tells the direction."""
    return state.replace("lacks ", "l").split(" ")[0]


def counted(config: pytest.Config, said: str) -> None:
    """For the end of the run: how many keys it took."""
    config.stash.setdefault(KEYS_COUNTED, []).append(said)


def test_each_of_forty_numbers_costs_one_key_besides_itself(
    unplugged: Unplugged, draft: Assessment, pytestconfig: pytest.Config
) -> None:
    unplugged.opens_chart(draft.pk, "visit")
    entered: list[str] = []
    blank = 0
    for code in NUMBERS_OF:
        said = numbers(FIRST, code)
        unplugged.opens_section(catalogue.section(code).label)
        here = unplugged.page.evaluate(IN_SIGHT)
        wanted = [name for name in here if name in said][: REFERENCE - len(entered)]
        if not wanted:
            continue
        unplugged.begins_at_the_first_number()
        for name in here[: here.index(wanted[-1]) + 1]:
            expect(unplugged.focused()).to_have_attribute("name", name)
            if name in wanted:
                unplugged.page.keyboard.type(typed(said[name]))
                entered.append(name)
            else:
                blank += 1
            unplugged.page.keyboard.press("Enter")
        unplugged.sees_saved()
    assert len(entered) == REFERENCE
    assert unplugged.used_no_mouse()
    rows = [
        row
        for model in reading_models().values()
        for row in model.objects.filter(assessment=draft)
        if row.entered
    ]
    assert {f"{row.measure}.{row.side}" for row in rows} == set(entered)
    counted(pytestconfig, f"{REFERENCE} numbers: a key more each, {blank} past fields left blank")


def test_between_two_numbers_stands_at_most_one_other_stop(
    unplugged: Unplugged, member: Member, episode: EpisodeOfCare
) -> None:
    before = start(member, episode)
    girths = {"thigh_girth_10_cm.right": "46.2", "thigh_girth_10_cm.left": "43.9"}
    save(before, "thigh_girth", girths, by=member)
    sign(before, by=member)
    draft = start(member, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    for code in NUMBERS_OF:
        unplugged.opens_chart(draft.pk, code)
        wide = [one for one in unplugged.page.evaluate(STOPS_BETWEEN, STOPS) if len(one) > 1]
        assert wide == [], code
        assert (
            unplugged.page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count()
            == 0
        )


def test_a_whole_reassessment_is_charted_and_signed(
    unplugged: Unplugged, member: Member, episode: EpisodeOfCare, pytestconfig: pytest.Config
) -> None:
    days = Days(timezone.localdate())
    before = start(member, episode, days.weeks_ago(FIRST.weeks_ago))
    save(before, "strength", {"knee_extension_force.left": "229 N"}, by=member)
    sign(before, by=member)
    unplugged.goes(f"patients/{episode.patient_id}/")
    unplugged.by_key.presses("Start reassessment")
    typist = Typist(unplugged, days)
    typist.fills(AGAIN)
    unplugged.signs_by_key()
    unplugged.sees("Signed, version 1")
    assert unplugged.used_no_mouse()
    said = f"a reassessment of {typist.filled} values, charted and signed: {unplugged.keys} keys"
    counted(pytestconfig, said)
