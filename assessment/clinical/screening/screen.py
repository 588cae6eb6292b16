"""The screen as a whole: what each rule came to, and whether anything is ruled out.

A rule that fires makes the screen positive at once, however much is unanswered. It is negative only
when everything that was due was answered. A caution (`L4`) makes no screen positive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assessment.catalogue.screening_blocks import OPENERS
from assessment.catalogue.screening_rules import RULES
from assessment.catalogue.types import ActionLevel, RuleText, VisitKind
from assessment.clinical.screening.counterparts import counterparts
from assessment.clinical.screening.due import due
from assessment.clinical.screening.facts import AGE, INJURY_DATE, ScreenFacts
from assessment.clinical.screening.outcome import Outcome, RuleState, outcome
from assessment.clinical.screening.rules import DECIDES


class ScreenState(StrEnum):
    """What a screen came to. Incomplete is never clear; a positive one can be incomplete too."""

    POSITIVE = "positive"
    POSITIVE_INCOMPLETE = "positive_incomplete"
    INCOMPLETE = "incomplete"
    NEGATIVE = "negative"


@dataclass(frozen=True, kw_only=True)
class RuleResult:
    """What one rule came to at a visit.

    `provisional`: it would not fire, or less urgently, without what only the patient reported.
    """

    rule: RuleText
    outcome: Outcome
    provisional: bool = False

    @property
    def fired(self) -> bool:
        return self.outcome.state is RuleState.FIRED

    @property
    def action(self) -> str:
        """What is recommended; empty for a rule that did not fire."""
        return self.rule.actions[self.outcome.wording] if self.fired else ""


@dataclass(frozen=True, kw_only=True)
class Screening:
    """The screen of a visit: codes of what was due, what is missing, and what was answered yes."""

    status: ScreenState
    results: tuple[RuleResult, ...]
    due: frozenset[str]
    missing: tuple[str, ...]
    answered_yes: tuple[str, ...]
    answered_no: int

    @property
    def fired(self) -> tuple[RuleResult, ...]:
        """The rules that fired, the most urgent first; within a level in their order."""
        found = [one for one in self.results if one.fired]
        return tuple(sorted(found, key=lambda one: -_urgency(one.outcome)))

    @property
    def cautions_only(self) -> bool:
        """Whether nothing fired but cautions."""
        return bool(self.fired) and all(one.outcome.level is ActionLevel.L4 for one in self.fired)


def screened(facts: ScreenFacts, core: Sequence[str]) -> Screening:
    """The open part of the screen; `core` are the codes that are always due at this visit."""
    return _screened(facts, core, [one for one in RULES if not one.restricted])


def screened_apart(facts: ScreenFacts, core: Sequence[str]) -> Screening:
    """The restricted part of the screen, by itself."""
    return _screened(facts, core, [one for one in RULES if one.restricted])


def _screened(facts: ScreenFacts, core: Sequence[str], rules: Sequence[RuleText]) -> Screening:
    restricted = all(one.restricted for one in rules)
    wanted = set(core) if restricted else set(due(facts, frozenset(core)))
    if facts.visit is VisitKind.INITIAL and not restricted:
        wanted |= OPENERS
    if not restricted:
        wanted |= counterparts(facts, frozenset(wanted))
    results = tuple(_result(one, facts, frozenset(wanted)) for one in rules)
    missing = tuple(sorted(one for one in wanted if not answered(facts, one)))
    undecided = any(one.outcome.state is RuleState.INCOMPLETE for one in results)
    return Screening(
        status=_status(results, open_still=bool(missing) or undecided),
        results=results,
        due=frozenset(wanted),
        missing=missing,
        answered_yes=tuple(sorted(code for code, answer in facts.answers.items() if answer)),
        answered_no=sum(not answer for answer in facts.answers.values()),
    )


def answered(facts: ScreenFacts, code: str) -> bool:
    """Whether something that was due was answered, whatever kind of answer it takes."""
    if code == INJURY_DATE:
        return facts.days_since_injury is not None
    return any(code in kind for kind in (facts.answers, facts.choices, facts.numbers))


def _result(rule: RuleText, facts: ScreenFacts, wanted: frozenset[str]) -> RuleResult:
    # A birth date that nobody knows keeps a rule open as any other missing answer does.
    found = outcome(DECIDES[rule.code](facts), wanted | {AGE})
    if not facts.reported:
        return RuleResult(rule=rule, outcome=found)
    here = {code: one for code, one in facts.answers.items() if code not in facts.reported}
    confirmed = outcome(DECIDES[rule.code](replace(facts, answers=here)), wanted)
    return RuleResult(rule=rule, outcome=found, provisional=_urgency(confirmed) < _urgency(found))


def _status(results: Sequence[RuleResult], *, open_still: bool) -> ScreenState:
    urgent = any(one.fired and one.outcome.level is not ActionLevel.L4 for one in results)
    if urgent:
        return ScreenState.POSITIVE_INCOMPLETE if open_still else ScreenState.POSITIVE
    return ScreenState.INCOMPLETE if open_still else ScreenState.NEGATIVE


def _urgency(found: Outcome) -> int:
    return found.level.urgency if found.level else 0
