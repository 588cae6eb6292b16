"""What was last said of a finding: with its day, by its side, or as one for both."""

from __future__ import annotations

from datetime import date

from assessment.catalogue.types import InvolvedSide, Side
from assessment.clinical.seen import Findings, Seen

INDEX = Seen(text="95 %", when="3 Mar 2026")
HOP = ("symmetry", "none", "single_hop")


def test_a_finding_without_a_day_stands_by_itself() -> None:
    assert INDEX.dated == "95 % (3 Mar 2026)"
    assert Seen(text="95 %").dated == "95 %"


def test_what_was_said_for_both_legs_is_one_finding_of_the_measure_asked_for() -> None:
    left = Seen(text="11 %")
    found = Findings(
        on=date(2026, 3, 3),
        involved=InvolvedSide.BOTH,
        seen={HOP: INDEX, ("symmetry", "left", "timed_hop"): left},
    )
    assert found.of_sides("symmetry", of="single_hop") == [("", INDEX)]
    assert found.of_sides("symmetry", of="timed_hop") == [("right", None), ("left", left)]
    assert found.of_sides("symmetry") == [("right", None), ("left", None)]


def test_the_other_side_is_the_one_that_is_not_involved() -> None:
    others = {
        involved: Findings(on=date(2026, 3, 3), involved=involved).other
        for involved in InvolvedSide
    }
    assert others == {
        InvolvedSide.RIGHT: Side.LEFT,
        InvolvedSide.LEFT: Side.RIGHT,
        InvolvedSide.BOTH: None,
        InvolvedSide.NONE: None,
    }
