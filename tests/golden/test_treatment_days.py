"""Treatment days and the progress report, counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assessment.clinical.treatment_days import Due, Schedule, progress

FIRST = date(2026, 1, 5)
TEN = Schedule(visits=10, days=0, before=1)


def days(number: int, *, after: int = 0) -> list[date]:
    """So many treatment days, one every third day."""
    return [FIRST + timedelta(days=3 * (after + at)) for at in range(number)]


def due(count: int, reports: list[date] | None = None, schedule: Schedule = TEN) -> tuple[Due, str]:
    visits = days(count)
    found = progress(visits, reports or [], schedule, on=visits[-1])
    assert found is not None
    assert found.total == count
    return found.due, found.text


@pytest.mark.parametrize(
    ("count", "stands", "text"),
    [
        (1, Due.LATER, "Next progress report in 9 visits"),
        (8, Due.LATER, "Next progress report in 2 visits"),
        pytest.param(9, Due.NEXT_VISIT, "Progress report due at the next visit", id="row-81-9"),
        pytest.param(10, Due.TODAY, "Progress report due today", id="row-81-10"),
        (11, Due.OVERDUE, "Progress report overdue: it was due at visit 10"),
        (19, Due.OVERDUE, "Progress report overdue: it was due at visit 10"),
        (20, Due.OVERDUE, "Progress report overdue: it was due at visit 10"),
    ],
)
def test_without_a_report_it_is_due_at_the_tenth_day(count: int, stands: Due, text: str) -> None:
    assert due(count) == (stands, f"{text} (treatment day {count} of the episode)")


@pytest.mark.parametrize(
    ("count", "stands", "since"),
    [
        (10, Due.LATER, 0),
        (11, Due.LATER, 1),
        (18, Due.LATER, 8),
        (19, Due.NEXT_VISIT, 9),
        (20, Due.TODAY, 10),
        (21, Due.OVERDUE, 11),
    ],
)
def test_a_report_at_the_tenth_day_starts_the_next_ten(count: int, stands: Due, since: int) -> None:
    found, text = due(count, [days(10)[-1]])
    assert found is stands
    assert text.endswith(
        f"(treatment day {count} of the episode, {since} since the report of 1 Feb 2026)"
    )


def test_a_report_before_it_was_due_counts_from_there() -> None:
    assert due(14, [days(5)[-1]])[0] is Due.NEXT_VISIT
    assert due(15, [days(2)[-1], days(5)[-1]])[0] is Due.TODAY
    assert due(9, [days(10)[-1]])[0] is Due.NEXT_VISIT


def test_two_visits_on_one_day_are_one_treatment_day() -> None:
    found = progress([*days(9), days(9)[0]], [], TEN, on=days(9)[-1])
    assert found is not None and (found.total, found.due) == (9, Due.NEXT_VISIT)


def test_later_visits_do_not_count_yet() -> None:
    found = progress(days(12), [], TEN, on=days(10)[-1])
    assert found is not None and (found.total, found.in_period, found.due) == (10, 10, Due.TODAY)


def test_the_day_after_the_tenth_without_a_report_it_is_overdue() -> None:
    found = progress(days(10), [], TEN, on=days(10)[-1] + timedelta(days=1))
    assert found is not None and found.due is Due.OVERDUE


@pytest.mark.parametrize(
    ("later", "stands", "text"),
    [
        (29, Due.LATER, "Next progress report by 4 Feb 2026"),
        (30, Due.TODAY, "Progress report due today, 30 days on"),
        (31, Due.OVERDUE, "Progress report overdue: it was due on 4 Feb 2026"),
    ],
)
def test_thirty_calendar_days(later: int, stands: Due, text: str) -> None:
    alone = Schedule(visits=0, days=30, before=1)
    found = progress([FIRST], [], alone, on=FIRST + timedelta(days=later))
    assert found is not None
    assert (found.due, found.text) == (stands, f"{text} (treatment day 1 of the episode)")


def test_whichever_comes_first_is_said() -> None:
    both = Schedule(visits=10, days=30, before=1)
    assert due(8, schedule=both) == (
        Due.LATER,
        "Next progress report in 2 visits (treatment day 8 of the episode)",
    )
    assert due(10, schedule=both)[1].startswith("Progress report due today (")
    late = progress(days(3), [], both, on=FIRST + timedelta(days=40))
    assert late is not None and late.due is Due.OVERDUE
    assert late.text.startswith("Progress report overdue: it was due on 4 Feb 2026")
    # The tenth visit is today, and the thirty days ended before: overdue is the more pressing.
    slow = [FIRST + timedelta(days=4 * at) for at in range(10)]
    found = progress(slow, [], both, on=slow[-1])
    assert found is not None and found.due is Due.OVERDUE
    assert found.text == (
        "Progress report overdue: it was due on 4 Feb 2026 (treatment day 10 of the episode)"
    )
    # Overdue by both: the visits are said.
    assert due(12, schedule=both) == (
        Due.OVERDUE,
        "Progress report overdue: it was due at visit 10 (treatment day 12 of the episode)",
    )
    again = progress(days(3), [days(3)[-1]], both, on=FIRST + timedelta(days=20))
    assert again is not None and again.text.startswith("Next progress report in 10 visits")


def test_switched_off_or_without_a_visit_there_is_nothing_to_say() -> None:
    assert progress(days(12), [], Schedule(visits=0, days=0, before=1), on=days(12)[-1]) is None
    assert progress([], [], TEN, on=FIRST) is None
    assert progress([FIRST], [], TEN, on=FIRST - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("count", "short", "pressing"),
    [
        (8, "", False),
        (9, "Progress report due at the next visit", False),
        (10, "Progress report due today", True),
        (11, "Progress report overdue", True),
    ],
)
def test_what_stands_beside_the_state(count: int, short: str, pressing: bool) -> None:
    visits = days(count)
    found = progress(visits, [], TEN, on=visits[-1])
    assert found is not None and (found.short, found.pressing) == (short, pressing)


def test_a_reminder_may_come_earlier_or_not_at_all() -> None:
    assert due(7, schedule=Schedule(visits=10, days=0, before=3))[0] is Due.NEXT_VISIT
    assert due(9, schedule=Schedule(visits=10, days=0, before=0))[0] is Due.LATER
