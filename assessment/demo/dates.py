"""The demo's days: whole weeks before the last working day, so that it always looks current."""

from __future__ import annotations

from datetime import date, timedelta

from assessment.demo.course import Person

SATURDAY = 5


class Days:
    """Turns "so many weeks ago" into days, none of them today or later."""

    def __init__(self, today: date) -> None:
        self.today = today
        last = today - timedelta(days=1)
        self._last_working_day = last - timedelta(days=max(0, last.weekday() - SATURDAY + 1))

    def weeks_ago(self, weeks: int) -> date:
        """A working day so many weeks ago; 0 is the last one before today."""
        return self._last_working_day - timedelta(weeks=weeks)

    def birth_date(self, person: Person) -> date:
        """The day of birth of somebody who has this age today."""
        month, day = person.birthday
        passed = (month, day) <= (self.today.month, self.today.day)
        return date(self.today.year - person.age - (not passed), month, day)

    def resolved(self, state: str) -> str:
        """The ISO date of "14 weeks ago"."""
        return self.weeks_ago(int(state.removesuffix("weeks ago"))).isoformat()
