"""What looks like a slip beside the last visit is asked about; what knees do is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.earlier import EarlierVisits
from assessment.record import Item
from assessment.slips import Done, slips, visit_slips
from tests.unit.outputs.records import force, number, visit
from tests.unit.test_earlier import earlier


def girth(side: str, value: str) -> Item:
    return number(
        "thigh_girth_10_cm",
        "Thigh girth 10 cm above the superior pole",
        side,
        value,
        f"{value} cm",
        section="thigh_girth",
        unit="centimetre",
        unit_label="cm",
        entered_unit="cm",
    )


def flexion(value: str) -> Item:
    return number(
        "knee_flexion_passive",
        "Knee flexion, passive",
        "left",
        value,
        f"{value}°",
        section="range_of_motion",
        unit="degree",
        unit_label="°",
        entered_unit="°",
    )


def asked(now: tuple[Item, ...], visits: EarlierVisits) -> list[tuple[str, str]]:
    """Side and words of what is asked about a visit of 28 April."""
    return [(one.side, one.text) for one in slips(visit("2026-04-28", *now).record, visits)]


def test_sides_that_changed_places_are_asked_about_once() -> None:
    last = earlier(d2026_03_31=(girth("right", "46.2"), girth("left", "43.9")))
    assert asked((girth("right", "43.9"), girth("left", "46.2")), last) == [
        (
            "none",
            "Right is what left was on 2026-03-31, and left what right was. Sides swapped?",
        )
    ]


@pytest.mark.parametrize(
    ("right", "left"),
    [("46.2", "43.9"), ("43.9", "43.9"), ("43.9", "46.1"), ("46.2", "46.2")],
    ids=["as it was", "one side alone", "nearly", "both as right was"],
)
def test_anything_less_than_both_sides_changed_is_not(right: str, left: str) -> None:
    last = earlier(d2026_03_31=(girth("right", "46.2"), girth("left", "43.9")))
    assert asked((girth("right", right), girth("left", left)), last) == []


def test_equal_sides_cannot_have_changed_places() -> None:
    last = earlier(d2026_03_31=(girth("right", "44"), girth("left", "44")))
    assert asked((girth("right", "44"), girth("left", "44")), last) == []


def test_sides_of_two_visits_are_no_pair() -> None:
    last = earlier(d2026_03_03=(girth("right", "46.2"),), d2026_03_31=(girth("left", "43.9"),))
    assert asked((girth("right", "43.9"), girth("left", "46.2")), last) == []


@pytest.mark.parametrize(
    ("item", "before", "limit"),
    [
        (girth("left", "50.6"), girth("left", "44"), None),
        (girth("left", "50.7"), girth("left", "44"), "15.0 %"),
        (girth("left", "44"), girth("left", "50.7"), "15.0 %"),
        (force("left", "200"), force("left", "100"), None),
        (force("left", "201"), force("left", "100"), "100.0 %"),
        (force("left", "49"), force("left", "100"), "100.0 %"),
        (force("left", "300"), force("left", "0"), None),
        (flexion("120"), flexion("60"), None),
        (flexion("121"), flexion("60"), "60°"),
    ],
)
def test_a_jump_is_asked_about_beyond_its_limit(
    item: Item, before: Item, limit: str | None
) -> None:
    text = f"{before.text} on 2026-03-31, {item.text} now: a change of more than {limit}. Check it."
    expected = [("left", text)] if limit else []
    assert asked((item,), earlier(d2026_03_31=(before,))) == expected


def test_the_last_visit_that_measured_it_is_meant() -> None:
    visits = earlier(d2026_03_03=(force("left", "90"),), d2026_03_31=(force("left", "180"),))
    assert asked((force("left", "310"),), visits) == []


def test_a_unit_that_changed_is_asked_about() -> None:
    last = earlier(d2026_03_31=(force("left", "304", entered="31", entered_unit="kgf"),))
    now = force("left", "310", entered_unit="N")
    assert asked((now,), last) == [("left", "Entered in N; on 2026-03-31 it was in kgf.")]


@pytest.mark.parametrize(
    "changes", [{"provenance": "carried"}, {"validity": "invalid"}, {"trial": 1}, {"derived": True}]
)
def test_what_takes_no_part_is_not_asked_about(changes: dict[str, object]) -> None:
    last = earlier(d2026_03_31=(force("left", "100"),))
    assert asked((replace(force("left", "300"), **changes),), last) == []  # type: ignore[arg-type]


def test_without_an_earlier_visit_nothing_is_asked() -> None:
    assert asked((force("left", "1800"),), EarlierVisits([])) == []


def of_visit(involved: str, *done: Done, before: str = "left", on: str = "2026-04-28") -> list[str]:
    last = EarlierVisits([replace(one) for one in earlier(d2026_03_31=()).visits])
    head = replace(last.visits[0].record.header, involved_code=before)
    visits = EarlierVisits(
        [replace(last.visits[0], record=replace(last.visits[0].record, header=head))]
    )
    record = visit(on, involved_code=involved).record
    found = visit_slips(record, visits, done, today=date(2026, 5, 1))
    return [one.text for one in found]


def test_an_involved_side_that_flipped_is_asked_about() -> None:
    assert of_visit("right") == ["The involved side is right here; on 2026-03-31 it was left."]
    assert of_visit("left") == []
    assert of_visit("both") == []
    assert of_visit("right", before="both") == []


def test_an_operation_on_the_other_side_is_asked_about() -> None:
    operated = Done(name="ACL reconstruction", side="right", on=date(2026, 2, 1))
    assert of_visit("left", operated) == [
        "The left is involved here; ACL reconstruction was on the right."
    ]
    assert of_visit("left", replace(operated, side="left")) == []
    assert of_visit("left", replace(operated, side="both")) == []


@pytest.mark.parametrize(
    ("operated", "asks"),
    [
        (date(2026, 4, 28), False),
        (date(2026, 4, 29), True),
        (date(2026, 5, 1), True),
        (date(2026, 5, 2), False),
        (None, False),
    ],
    ids=["on its day", "a day before", "operated today", "operation to come", "day unknown"],
)
def test_a_visit_before_an_operation_that_has_been_is_asked_about(
    operated: date | None, asks: bool
) -> None:
    found = of_visit("left", Done(name="ACL reconstruction", side="left", on=operated))
    assert bool(found) is asks
    if asks and operated:
        day = f"{operated.day} {operated:%b} 2026"
        assert found == [f"This visit is dated before ACL reconstruction of {day}. Check its date."]
