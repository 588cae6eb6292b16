"""Settling what a file leaves to who imports it: the start date, the involved side, a date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assessment.cases.case import (
    INVOLVED,
    UNINVOLVED,
    Case,
    Day,
    Episode,
    NextReview,
    Offset,
    Visit,
)
from assessment.cases.problems import CaseRefused, Problem, below
from assessment.catalogue.types import InvolvedSide

OTHER = {InvolvedSide.RIGHT.value: "left", InvolvedSide.LEFT.value: "right"}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was said when the file was imported. Each is used only where the file leaves it open."""

    start: date | None = None
    side: str = ""
    undated: date | None = None


def resolved(case: Case, given: Given) -> Case:
    """The case with days for dates and right or left for sides.

    The involved side is the episode's where it names one, else what was given. Raises `CaseRefused`
    naming the option that is missing.
    """
    resolver = _Resolver(given, case.episode.side)
    found = replace(
        case,
        episode=resolver.episode(case.episode),
        visits=tuple(resolver.visit(visit) for visit in case.visits),
    )
    if resolver.problems:
        raise CaseRefused(resolver.problems)
    return replace(found, episode=_opened(found))


def _opened(case: Case) -> Episode:
    """Without a day of its own an episode opens at its first visit."""
    if case.episode.opened_on is not None:
        return case.episode
    first = min(visit.day for visit in case.visits if isinstance(visit.day, date))
    return replace(case.episode, opened_on=first)


class _Resolver:
    def __init__(self, given: Given, side: str) -> None:
        self.given = given
        self.involved = given.side if side == INVOLVED else side
        self.problems: list[Problem] = []

    def episode(self, said: Episode) -> Episode:
        return replace(
            said,
            side=self._knee(said.side, "episode.side"),
            opened_on=self._day(said.opened_on, "episode.opened_on"),
            onset_date=self._day(said.onset_date, "episode.onset_date"),
            closed_on=self._day(said.closed_on, "episode.closed_on"),
            procedures=tuple(
                replace(
                    one,
                    side=self._knee(one.side, below(one.path, "side")),
                    day=self._day(one.day, below(one.path, "date")),
                )
                for one in said.procedures
            ),
        )

    def visit(self, said: Visit) -> Visit:
        day = self._day(said.day, below(said.path, "date"))
        if said.day is None:
            day = self.given.undated
            if day is None:
                self._missing(
                    below(said.path, "date"),
                    "The source does not date this visit. Say with --undated YYYY-MM-DD under "
                    "which date it stands.",
                )
        knee = said.involved_side or self.involved
        return replace(
            said,
            day=day,
            involved_side=self._knee(knee, below(said.path, "involved_side")),
            setups=tuple(replace(one, side=self._side(one.side, one.path)) for one in said.setups),
            findings=tuple(
                replace(one, side=self._side(one.side, below(one.path, "side")))
                for one in said.findings
            ),
            diagnoses=tuple(
                replace(one, side=self._side(one.side, below(one.path, "side")))
                for one in said.diagnoses
            ),
            goals=tuple(
                replace(
                    one,
                    side=self._side(one.side, below(one.path, "side")),
                    due=self._day(one.due, below(one.path, "due")),
                )
                for one in said.goals
            ),
            next_review=self._review(said.next_review),
        )

    def _review(self, said: NextReview | None) -> NextReview | None:
        if said is None:
            return None
        return replace(said, day=self._day(said.day, below(said.path, "date")))

    def _day(self, said: Day | None, path: str) -> date | None:
        if not isinstance(said, Offset):
            return said
        if self.given.start is None:
            self._missing(path, "This counts from a start date. Say which with --start YYYY-MM-DD.")
            return None
        try:
            return self.given.start + timedelta(days=said.days)
        except OverflowError:
            self._missing(path, "This lies outside the calendar. Check the offset and --start.")
            return None

    def _knee(self, said: str, path: str) -> str:
        """An involved side: right, left, both or none."""
        if said != INVOLVED:
            return said
        return self._settled(path) or said

    def _side(self, said: str, path: str) -> str:
        if said not in (INVOLVED, UNINVOLVED):
            return said
        settled = self._settled(path)
        return OTHER[settled] if said == UNINVOLVED and settled else settled

    def _settled(self, path: str) -> str:
        if self.involved in OTHER:
            return self.involved
        if self.involved:
            self._missing(
                path,
                f"This says involved or uninvolved, and the episode's side is {self.involved}. "
                "Write right or left.",
            )
        else:
            self._missing(
                path,
                "This says involved or uninvolved. Say which knee it is with --side right "
                "or --side left.",
            )
        return ""

    def _missing(self, path: str, message: str) -> None:
        self.problems.append(Problem(path, message))
