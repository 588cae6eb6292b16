"""The red-flag screen, in three-valued logic: yes, no, and not assessed, which is never no.

A positive answer counts at once, however much is unanswered; a negative screen needs every item
that was due. No urgency level is worked out here yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment.catalogue.types import Kind, Measure, Section, VisitKind

YES = "yes"
NO = "no"


class ScreenState(StrEnum):
    """What a screen came to. Incomplete is never clear; a positive one can be incomplete too."""

    POSITIVE = "positive"
    POSITIVE_INCOMPLETE = "positive_incomplete"
    INCOMPLETE = "incomplete"
    NEGATIVE = "negative"


@dataclass(frozen=True, kw_only=True)
class ScreenStatus:
    """What the screen came to and what it rests on; items by their labels.

    `asked` is how many items were due or answered, `answered_no` how many of them with no.
    """

    status: ScreenState
    text: str
    answered_yes: tuple[str, ...]
    not_assessed: tuple[str, ...]
    answered_no: int
    asked: int


def any_of(answers: Iterable[str | None]) -> str | None:
    """Yes if any is yes; else not assessed (`None`) if any is; else no."""
    known = [_known(one) for one in answers]
    if YES in known:
        return YES
    return None if None in known else NO


def all_of(answers: Iterable[str | None]) -> str | None:
    """No if any is no; else not assessed (`None`) if any is; else yes."""
    known = [_known(one) for one in answers]
    if NO in known:
        return NO
    return None if None in known else YES


def screen(section: Section, answers: Mapping[str, str], visit: VisitKind) -> ScreenStatus:
    """The state of a section's screening items at a visit, from their answers by code.

    Items are those that are core at some visit; context questions are not, whatever their answer.
    An item that is not core at this visit counts once it is answered. Anything but yes and no is
    not assessed.
    """
    items = [one for one in section.measures if _is_item(one)]
    due = [one for one in items if visit in one.core_at or _known(answers.get(one.code))]
    yes = tuple(one.label for one in due if _known(answers.get(one.code)) == YES)
    unknown = tuple(one.label for one in due if _known(answers.get(one.code)) is None)
    status = _status(any_of(answers.get(one.code) for one in due) if due else None, unknown)
    return ScreenStatus(
        status=status,
        text=_text(status, yes, unknown, len(due)),
        answered_yes=yes,
        not_assessed=unknown,
        answered_no=len(due) - len(yes) - len(unknown),
        asked=len(due),
    )


def _is_item(measure: Measure) -> bool:
    return measure.kind is Kind.ANSWER and bool(measure.core_at)


def _known(answer: str | None) -> str | None:
    return answer if answer in (YES, NO) else None


def _status(answer: str | None, unknown: tuple[str, ...]) -> ScreenState:
    if answer == YES:
        return ScreenState.POSITIVE_INCOMPLETE if unknown else ScreenState.POSITIVE
    return ScreenState.NEGATIVE if answer == NO else ScreenState.INCOMPLETE


def _text(status: ScreenState, yes: tuple[str, ...], unknown: tuple[str, ...], asked: int) -> str:
    missing = f"{len(unknown)} of {asked} not assessed: {'; '.join(unknown)}."
    if status is ScreenState.NEGATIVE:
        return f"Negative: all {asked} items answered no. This alone excludes no disease."
    if status is ScreenState.INCOMPLETE:
        return f"Incomplete, nothing is ruled out. {missing}"
    found = (
        f"Answered yes: {'; '.join(yes)}. The clinician decides how urgent it is; the app assigns "
        "no level."
    )
    if status is ScreenState.POSITIVE:
        return f"Positive. {found}"
    return f"Positive, and incomplete. {found} {missing}"
