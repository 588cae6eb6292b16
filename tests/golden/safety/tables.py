"""How the golden tables of the rules are written: a visit, and what one rule says of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts
from assessment.clinical.screening.outcome import RuleState
from assessment.clinical.screening.screen import RuleResult, Screening, screened
from tests.golden.safety.cases import Case

Row = tuple[str, ScreenFacts, str]
"""What the row says, the visit, and the outcome: "L2/today < because ? missing"."""

IMAGED = "imaging_done"
TWISTED = "recent_injury injury_mechanism injury_date"


def core(visit: VisitKind) -> list[str]:
    return [one.code for one in RED_FLAGS.measures if visit in one.core_at]


def screen(facts: ScreenFacts) -> Screening:
    return screened(facts, core(facts.visit))


def all_no(yes: str = "", unknown: str = "", **story: Any) -> ScreenFacts:
    """A visit at which everything else was answered no; 30 years old, gradual onset."""
    return Case(row="", says="", yes=yes, not_assessed=unknown, **story).facts()


def injured(yes: str = "", unknown: str = "", **story: Any) -> ScreenFacts:
    """The same after a twist two days ago."""
    told = {"onset": "acute_trauma", "mechanism": "twist", "days": 2, **story}
    return all_no(f"recent_injury {yes}", unknown, **told)


def fell(yes: str = "", unknown: str = "", **story: Any) -> ScreenFacts:
    """The same after a fall two days ago."""
    return injured(yes, unknown, **{"mechanism": "fall", **story})


def weeks_after_injury(days: int | None, yes: str = "", unknown: str = "") -> ScreenFacts:
    """An injury that is not new any more."""
    return all_no(yes, unknown, onset="acute_trauma", mechanism="twist", days=days)


def operated(days: int | None, yes: str = "", unknown: str = "", **story: Any) -> ScreenFacts:
    """So many days after an operation under anaesthesia."""
    procedure = (LimbProcedure(days=days, anaesthesia=True),)
    return all_no(yes, unknown, **{"onset": "after_surgery", "procedures": procedure, **story})


def blank(yes: str = "", no: str = "", **facts: Any) -> ScreenFacts:
    """A visit at which nothing else was answered; the age is known unless it is said."""
    answers = {**dict.fromkeys(no.split(), False), **dict.fromkeys(yes.split(), True)}
    told = {"visit": VisitKind.INITIAL, "age": 30, **facts}
    return ScreenFacts(answers=answers, **told)


def measured(facts: ScreenFacts, **numbers: str) -> ScreenFacts:
    return replace(facts, numbers={code: Decimal(one) for code, one in numbers.items()})


def result(rule: str, facts: ScreenFacts) -> RuleResult:
    return {one.rule.code: one for one in screen(facts).results}[rule]


def said(found: RuleResult) -> str:
    """The outcome of a rule in one line."""
    outcome = found.outcome
    parts = [outcome.state.replace("_", " ")]
    if outcome.state is RuleState.FIRED:
        parts = [f"{outcome.level}/{outcome.wording}"]
        assert found.action == found.rule.actions[outcome.wording]
    else:
        assert (outcome.level, outcome.wording, found.action) == (None, "", "")
        assert not outcome.because
    if outcome.because:
        parts += ["<", *outcome.because]
    if outcome.missing:
        parts += ["?", *outcome.missing]
    return " ".join(parts)
