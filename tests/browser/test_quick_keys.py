"""One key in place of many: the same on both sides, the rest of a group, a way to any measure."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from assessment.models import Assessment, GaitObservation, Strength, VisitKind
from clinics.access import Member
from patients.models import EpisodeOfCare
from tests.browser.by_key import ByKey
from tests.browser.journey import Person
from tests.integration.assessment.charting import save, sign, start

# What a key does is the same on both databases.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"
HIP = "Hip abduction force"


def test_one_key_gives_the_other_side_the_same(at_strength: Person, draft: Assessment) -> None:
    at_strength.types(FORCE, "right", "41 kgf")
    at_strength.page.keyboard.press("=")
    expect(at_strength.field(FORCE, "left")).to_be_focused()
    at_strength.sees_value(FORCE, "left", "41")
    at_strength.sees_saved()
    rows = Strength.objects.filter(assessment=draft, measure="knee_extension_force")
    assert {(row.side, row.entered, row.unit_entered) for row in rows} == {
        ("right", "41", "kgf"),
        ("left", "41", "kgf"),
    }


def test_one_key_leaves_both_sides_untested(at_strength: Person, draft: Assessment) -> None:
    at_strength.leaves_untested(FORCE, "right", "not tested: declined")
    at_strength.page.keyboard.press("=")
    at_strength.sees_saved()
    rows = Strength.objects.filter(assessment=draft, measure="knee_extension_force")
    assert {(row.side, row.reason) for row in rows} == {("right", "declined"), ("left", "declined")}


def test_a_value_on_the_other_side_is_not_written_over(at_strength: Person) -> None:
    at_strength.types(FORCE, "left", "310")
    at_strength.types(FORCE, "right", "402")
    at_strength.page.keyboard.press("=")
    expect(at_strength.field(FORCE, "left")).to_be_focused()
    at_strength.sees_value(FORCE, "left", "310")


def test_the_rest_of_a_group_is_listed_asked_about_once_and_marked(
    at_strength: Person, draft: Assessment
) -> None:
    at_strength.opens_section("Gait and stairs")
    at_strength.chooses("Antalgic gait", "left", "mild")
    with at_strength.page.expect_navigation():
        at_strength.page.keyboard.press("Alt+w")
    at_strength.sees("Gait and stairs: several at once", "Antalgic gait, right")
    at_strength.finds_no_barrier()
    ByKey(at_strength).presses("Set what is ticked")
    at_strength.sees("each marked as set in bulk")
    rows = GaitObservation.objects.filter(assessment=draft)
    assert len(rows) > 4
    by_field = {(row.measure, row.side): (row.choice, row.provenance) for row in rows}
    assert by_field.pop(("gait_antalgic", "left")) == ("mild", "measured")
    assert set(by_field.values()) == {("none", "bulk")}


def test_any_measure_is_two_words_away(at_strength: Person) -> None:
    page = at_strength.page
    at_strength.reaches(at_strength.field(FORCE, "right"))
    page.keyboard.press("/")
    finds = page.get_by_role("dialog", name="Find a section or a measure")
    expect(finds.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("flexion passive")
    expect(finds.get_by_role("link", name="Knee flexion, passive").first).to_be_visible()
    at_strength.finds_no_barrier()
    page.keyboard.press("Enter")
    expect(at_strength.field("Knee flexion, passive", "right")).to_be_focused()
    page.keyboard.type("135")
    at_strength.sees_saved()

    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("/")
    page.keyboard.type("hip abduction")
    page.keyboard.press("Enter")
    expect(at_strength.heading("Strength")).to_be_visible()
    expect(at_strength.field(HIP, "right")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(finds).to_be_hidden()


def test_a_range_may_still_be_typed_with_a_slash(at_strength: Person) -> None:
    at_strength.opens_section("Range of motion")
    at_strength.types("Knee flexion, active", "left", "0/0/130")
    at_strength.page.keyboard.press("Tab")
    at_strength.sees_value("Knee flexion, active", "left", "130")


def test_one_key_carries_the_last_value_and_one_more_says_it_is_the_same(
    therapist: Person, member: Member, episode: EpisodeOfCare
) -> None:
    before = start(member, episode)
    save(before, "strength", {"knee_extension_force.left": "310 N"}, by=member)
    sign(before, by=member)
    again = start(member, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    therapist.begins_signed_in()
    therapist.opens_chart(again.pk, "strength")
    page = therapist.page
    therapist.types(FORCE, "right", "402")
    therapist.reaches(therapist.field(FORCE, "left"))
    page.keyboard.press("c")
    therapist.sees_note(FORCE, "left", "Carried from 3 Mar 2026, not measured again.")
    therapist.sees_value(FORCE, "left", "310")
    therapist.sees_result(FORCE, "not computed: left carried from an earlier visit")
    expect(therapist.field(FORCE, "left")).to_be_focused()
    therapist.finds_no_barrier()
    page.keyboard.press("c")
    therapist.sees_result(FORCE, "77.1 %")
    expect(therapist.row(FORCE)).not_to_contain_text("Carried from")


def test_a_value_like_the_other_side_s_last_one_is_asked_about(
    therapist: Person, member: Member, episode: EpisodeOfCare
) -> None:
    girth = "Thigh girth 10 cm above the superior pole"
    before = start(member, episode)
    girths = {"thigh_girth_10_cm.right": "46.2", "thigh_girth_10_cm.left": "43.9"}
    save(before, "thigh_girth", girths, by=member)
    sign(before, by=member)
    again = start(member, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    therapist.begins_signed_in()
    therapist.opens_chart(again.pk, "thigh_girth")
    therapist.types(girth, "right", "43.9")
    therapist.types(girth, "left", "46.2")
    therapist.sees_result(girth, "Sides swapped?")
    therapist.types(girth, "left", "43.9")
    therapist.sees_no_result(girth, "Sides swapped?")
