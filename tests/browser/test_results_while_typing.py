"""What follows from a value stands beside it as it is typed, or why it cannot."""

from __future__ import annotations

import pytest

from tests.browser.journey import Person

# What a page shows while one types is the same on both databases.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"


def test_clearing_the_right_force_gives_no_index(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "402")
    at_strength.types(FORCE, "left", "310")
    at_strength.sees_result(FORCE, "77.1 %")
    at_strength.clears(FORCE, "right")
    at_strength.sees_result(FORCE, "not computed: right not measured")
    at_strength.sees_no_result(FORCE, "77.1 %")


def test_a_force_of_zero_on_the_right_gives_no_index(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "0")
    at_strength.types(FORCE, "left", "310")
    at_strength.sees_result(FORCE, "limb symmetry index not computed: right is 0")


def test_a_reason_for_not_testing_stands_in_the_result(at_strength: Person) -> None:
    at_strength.types(FORCE, "left", "310")
    at_strength.leaves_untested(FORCE, "right", "not tested: pain")
    at_strength.sees_result(FORCE, "not computed: right not tested because of pain")


def test_units_are_converted_before_sides_are_compared(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "402 N")
    at_strength.types(FORCE, "left", "31.6 kgf")
    at_strength.sees_result(FORCE, "77.1 %")
    at_strength.types(FORCE, "right", "90.4 lbf")
    at_strength.sees_result(FORCE, "77.1 %")


def test_both_knees_involved_leaves_no_index_and_keeps_strength_per_kg(at_strength: Person) -> None:
    at_strength.types(FORCE, "right", "402")
    at_strength.types(FORCE, "left", "310")
    at_strength.types(FORCE, "right", "0.34", detail="lever arm")
    at_strength.types(FORCE, "left", "0.34", detail="lever arm")
    at_strength.opens_section("Visit")
    at_strength.types("Body mass", "", "78")
    at_strength.sees_saved()
    at_strength.changes_involved_side("Both knees")
    at_strength.opens_section("Strength")
    at_strength.sees_result(FORCE, "1.75 N·m/kg", "1.35 N·m/kg", "22.9 %, left weaker")
    at_strength.sees_no_result(FORCE, "limb symmetry index 77.1 %")


def test_the_setup_is_told_in_a_line_where_it_is_folded_away(at_strength: Person) -> None:
    at_strength.types(FORCE, "left", "310")
    at_strength.chooses(FORCE, "", "belt or frame", detail="fixation")
    at_strength.sees_result(FORCE, "fixation belt or frame")
