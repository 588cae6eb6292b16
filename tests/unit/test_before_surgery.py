"""The involved side now against the uninvolved one before an operation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.before_surgery import indexes_before_surgery
from assessment.catalogue.types import InvolvedSide
from assessment.earlier import BEFORE_SURGERY, EarlierVisit, EarlierVisits, comparisons
from assessment.record import Item
from tests.unit.outputs.reassessment import reassessment
from tests.unit.outputs.records import header

FORCE = "knee_extension_force"


def force(side: str, value: str, *, fixation: str = "belt", **changes: object) -> Item:
    """A force of one side, held in this way."""
    item = Item(
        section="strength",
        code=FORCE,
        label="Knee extension force",
        side=side,
        kind="quantity",
        text=f"{value} N",
        value=value,
        unit="N",
        provenance="measured",
        validity="valid",
        compared=(("fixation", fixation),),
        better="higher",
        trend=True,
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def visit(day: str, *items: Item, involved: str = "left") -> EarlierVisit:
    """A signed visit of this day with these items."""
    head = header(
        involved_code=involved, visit_date=day, visit_date_text=day, assessment_id=f"visit-{day}"
    )
    record = replace(reassessment(items=items, comparisons=()), header=head)
    return EarlierVisit(record=record, version=1, digest="d")


def indexes(
    now: Item, *earlier: EarlierVisit, surgery: str, involved: InvolvedSide = InvolvedSide.LEFT
) -> list[Item]:
    """What is worked out at a visit with this force, after an operation on that day."""
    return indexes_before_surgery(
        [now], EarlierVisits(earlier, surgery=surgery), involved, decimal_separator="."
    )


BEFORE = visit("2026-01-10", force("right", "420"), force("left", "390"))
AFTER = visit("2026-03-10", force("right", "300"), force("left", "150"))


def test_the_other_leg_is_taken_as_it_was_before_the_operation() -> None:
    (found,) = indexes(force("left", "294"), BEFORE, AFTER, surgery="2026-02-01")
    assert (found.code, found.of, found.text) == ("before_surgery", FORCE, "70.0 %")
    assert found.formula.startswith("involved now / uninvolved before surgery x 100 (EPIC)")
    assert found.inputs == (
        "now left 294 N",
        "before surgery right 420 N",
        "before surgery on 2026-01-10",
    )


@pytest.mark.parametrize(
    ("surgery", "involved"),
    [
        ("", InvolvedSide.LEFT),
        ("2026-01-05", InvolvedSide.LEFT),
        ("2026-02-01", InvolvedSide.BOTH),
        ("2026-02-01", InvolvedSide.NONE),
    ],
)
def test_without_an_operation_after_a_visit_or_one_involved_side_there_is_none(
    surgery: str, involved: InvolvedSide
) -> None:
    found = indexes(force("left", "294"), BEFORE, AFTER, surgery=surgery, involved=involved)
    assert found == []


def test_once_both_knees_were_operated_on_there_is_no_percentage_of_the_other_leg() -> None:
    (found,) = indexes_before_surgery(
        [force("left", "294")],
        EarlierVisits([BEFORE, AFTER], surgery="2026-02-01"),
        InvolvedSide.LEFT,
        both_operated=True,
        decimal_separator=".",
    )
    assert (found.value, found.text) == (None, "not computed: both knees were operated on")
    assert found.inputs[:2] == ("now left 294 N", "before surgery right 420 N")


def test_the_last_visit_that_measured_the_other_leg_counts() -> None:
    later = visit("2026-01-25", force("left", "385"))
    (found,) = indexes(force("left", "294"), BEFORE, later, AFTER, surgery="2026-02-01")
    assert found.text == "70.0 %"


@pytest.mark.parametrize("involved", ["both", "right", "none"])
def test_a_leg_that_was_involved_then_is_no_reference(involved: str) -> None:
    before = visit("2026-01-10", force("right", "420"), involved=involved)
    assert indexes(force("left", "294"), before, AFTER, surgery="2026-02-01") == []


def test_after_a_second_operation_the_leg_before_the_first_one_counts() -> None:
    earlier = EarlierVisits((BEFORE, AFTER), surgery="2026-04-01", first_surgery="2026-02-01")
    (found,) = indexes_before_surgery(
        [force("left", "294")], earlier, InvolvedSide.LEFT, decimal_separator="."
    )
    assert found.text == "70.0 %"


def test_held_in_another_way_it_is_not_worked_out_and_says_why() -> None:
    (found,) = indexes(force("left", "294", fixation="manual"), BEFORE, AFTER, surgery="2026-02-01")
    assert (found.value, found.reason) == (None, "not_comparable")
    assert found.text == "not computed: fixation belt or frame against held by hand"


def test_a_carried_or_painful_value_takes_no_part() -> None:
    for changes in ({"provenance": "carried"}, {"validity": "stopped_by_pain"}):
        found = indexes(force("left", "294", **changes), BEFORE, surgery="2026-02-01")
        assert found == []


def test_a_finding_is_also_set_against_its_last_time_before_the_operation() -> None:
    """Baseline in autumn, again before the operation, after it, and now."""
    first = visit("2025-10-01", force("left", "380"))
    earlier = EarlierVisits((first, BEFORE, AFTER), surgery="2026-02-01")
    now = [force("left", "294")]
    found = comparisons(now, earlier, decimal_separator=".")
    assert [(one.role, one.reference_text) for one in found] == [
        ("baseline", "380 N"),
        ("last", "150 N"),
        (BEFORE_SURGERY, "390 N"),
    ]
    without = EarlierVisits((first, BEFORE, AFTER))
    assert [one.role for one in comparisons(now, without, decimal_separator=".")] == [
        "baseline",
        "last",
    ]
