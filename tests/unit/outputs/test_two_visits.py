"""Any two visits side by side: what changed, what cannot be compared, what stands in one alone."""

from __future__ import annotations

import pytest

from assessment.outputs.standing import VersionedRecord
from assessment.outputs.two_visits import Pair, TwoVisits, two_visits
from assessment.record import Item
from tests.unit.outputs.records import CANARY, number, prose, visit
from tests.unit.outputs.test_episode import extensors, torque

FIRST = visit(
    "2026-03-03",
    extensors("right", "395"),
    extensors("left", "100"),
    prose("history", "goals", "Goals", "Stairs."),
    number("pull", "Pull", "left", "10", "10 N", unit="N"),
)
SECOND = visit(
    "2026-04-28",
    extensors("right", "402"),
    extensors("left", "300"),
    prose("history", "goals", "Goals", "Run."),
    number("hop", "Hop", "left", "90", "90 cm", unit="cm", unit_label="cm"),
)


def pair(view: TwoVisits, label: str, side: str = "") -> Pair:
    return next(
        one
        for section in view.sections
        for one in section.pairs
        if (one.label, one.side) == (label, side)
    )


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
def test_changes_count_from_the_earlier_visit_whichever_was_named_first(
    order: tuple[VersionedRecord, VersionedRecord],
) -> None:
    view = two_visits(*order)
    left = pair(view, "Knee extension force", "left")
    assert (left.earlier.text, left.later.text, left.tone) == ("100 N", "300 N", "better")
    assert left.verdict.startswith("+200 N (+200.0 %), improved: real change")
    right = pair(view, "Knee extension force", "right")
    assert right.tone == "same"
    assert "no change beyond measurement error" in right.verdict
    assert "improved" not in right.verdict


def test_words_stand_beside_each_other_without_a_verdict() -> None:
    goals = pair(two_visits(FIRST, SECOND), "Goals")
    assert (goals.earlier.text, goals.later.text, goals.verdict) == ("Stairs.", "Run.", "")


def test_an_answer_that_is_the_same_is_listed_once_and_one_that_differs_stands_side_by_side() -> (
    None
):
    def locking(day: str, said: str, *more: Item) -> VersionedRecord:
        answer = prose("history", "locking", "Locking", said, kind="choice", side="left")
        return visit(day, answer, *more)

    same = two_visits(locking("2026-03-03", "never"), locking("2026-04-28", "never"))
    assert [(label, one.text) for label, one in same.sections[0].same] == [
        ("Locking, left", "never")
    ]
    assert same.sections[0].pairs == ()
    other = two_visits(locking("2026-03-03", "weekly"), locking("2026-04-28", "never"))
    assert other.sections[0].same == ()
    assert pair(other, "Locking", "left").earlier.text == "weekly"


def test_what_only_one_visit_has_is_listed_with_its_date() -> None:
    view = two_visits(FIRST, SECOND)
    alone = [
        (one.date, label, finding.text)
        for section in view.sections
        for one in section.alone
        for label, finding in one.findings
    ]
    assert alone == [
        ("3 Mar 2026", "Pull, left", "10 N"),
        ("28 Apr 2026", "Hop, left", "90 cm"),
    ]
    assert ("open", "1 only on 3 Mar 2026") in view.counts


def test_what_is_not_comparable_says_why_and_shows_no_change() -> None:
    view = two_visits(
        visit("2026-03-03", extensors("left", "300", lever_arm="0.39"), torque("left", "117")),
        visit("2026-04-28", extensors("left", "300", lever_arm="0.59"), torque("left", "177")),
    )
    force = pair(view, "Knee extension force", "left")
    assert (force.tone, force.comparable) == ("unknown", False)
    assert force.verdict == "not comparable: lever arm 39 cm against 59 cm"
    assert pair(view, "Knee extension force: torque", "left").comparable


def test_a_carried_value_is_not_compared_and_says_so() -> None:
    view = two_visits(
        visit("2026-03-03", extensors("left", "229")),
        visit("2026-04-28", extensors("left", "229", provenance="carried")),
    )
    left = pair(view, "Knee extension force", "left")
    assert left.verdict == "not compared: now: carried, not re-measured"
    assert left.later.marks == ("carried, not re-measured",)
    assert ("unknown", "1 not compared, and the table says why") in view.counts


def test_the_same_value_without_a_published_error_is_called_the_same_and_no_more() -> None:
    view = two_visits(
        visit("2026-03-03", number("pull", "Pull", "left", "10", "10 N", unit="N")),
        visit("2026-04-28", number("pull", "Pull", "left", "10", "10 N", unit="N")),
    )
    assert (pair(view, "Pull", "left").verdict, pair(view, "Pull", "left").tone) == (
        "the same value",
        "",
    )


def test_two_visits_of_one_day_say_their_times() -> None:
    morning = visit("2026-03-03", extensors("left", "100"))
    noon = visit("2026-03-03", extensors("left", "300"), visit_at="2026-03-03T12:30:00+00:00")
    view = two_visits(noon, morning)
    assert (view.earlier.date, view.later.date) == ("3 Mar 2026 09:00", "3 Mar 2026 12:30")
    assert pair(view, "Knee extension force", "left").later.text == "300 N"


def test_a_void_visit_is_compared_with_nothing() -> None:
    with pytest.raises(ValueError, match="void"):
        two_visits(FIRST, visit("2026-04-28", extensors("left", CANARY), state="void"))
