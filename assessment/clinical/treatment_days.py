"""Treatment days of an episode, and when the next progress report is due.

Counted from day 1, the day of the evaluation included; several visits on one day are one. A signed
progress report ends a period, and the next day of treatment is day 1 of the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from assessment.catalogue.units import day_in_words


class Due(StrEnum):
    """How a progress report stands."""

    LATER = "later"
    NEXT_VISIT = "next_visit"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Every so many treatment days, or so many calendar days, whichever comes first; 0 is off.

    `before` is how many visits earlier it is said.
    """

    visits: int
    days: int
    before: int


SHORT = MappingProxyType(
    {
        Due.LATER: "",
        Due.NEXT_VISIT: "Progress report due at the next visit",
        Due.TODAY: "Progress report due today",
        Due.OVERDUE: "Progress report overdue",
    }
)
"""The few words that stand beside the state of an evaluation; none while it is not near."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many treatment days there were, and how the next report stands.

    `in_period` are those since the last report, `total` all of the episode.
    """

    due: Due
    total: int
    in_period: int
    text: str

    @property
    def short(self) -> str:
        """What it comes to in few words; empty while it is not near."""
        return SHORT[self.due]

    @property
    def pressing(self) -> bool:
        """Whether it is due today, or was before."""
        return self.due in (Due.TODAY, Due.OVERDUE)


def progress(
    visits: Iterable[date], reports: Iterable[date], schedule: Schedule, *, on: date
) -> Progress | None:
    """How it stands on a day, that day's visit included; none before the first visit, or if off."""
    days = sorted({one for one in visits if one <= on})
    if not days or not (schedule.visits or schedule.days):
        return None
    last = max((one for one in reports if one <= on), default=None)
    period = [one for one in days if last is None or one > last]
    began = last or days[0]
    standing = [
        *([_by_visits(len(period), on in period, schedule)] if schedule.visits else []),
        *([_by_days(began, on, schedule)] if schedule.days else []),
    ]
    # The more pressing of the two; where both are as pressing, the visits.
    due, why = max(standing, key=lambda one: list(Due).index(one[0]))
    counted = f"treatment day {len(days)} of the episode"
    since = f", {len(period)} since the report of {day_in_words(last)}" if last else ""
    return Progress(
        due=due,
        total=len(days),
        in_period=len(period),
        text=f"{why} ({counted}{since})",
    )


def _by_visits(count: int, visit_today: bool, schedule: Schedule) -> tuple[Due, str]:
    left = schedule.visits - count
    if left == 0 and visit_today:
        return Due.TODAY, "Progress report due today"
    if left <= 0:
        return Due.OVERDUE, f"Progress report overdue: it was due at visit {schedule.visits}"
    if left <= schedule.before:
        return Due.NEXT_VISIT, "Progress report due at the next visit"
    return Due.LATER, f"Next progress report in {left} visits"


def _by_days(began: date, on: date, schedule: Schedule) -> tuple[Due, str]:
    due_on = began + timedelta(days=schedule.days)
    if on > due_on:
        return Due.OVERDUE, f"Progress report overdue: it was due on {day_in_words(due_on)}"
    if on == due_on:
        return Due.TODAY, f"Progress report due today, {schedule.days} days on"
    return Due.LATER, f"Next progress report by {day_in_words(due_on)}"
