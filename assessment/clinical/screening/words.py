"""The screen in words: what fired a rule, what is missing, what the whole came to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.safeguarding import SAFEGUARDING
from assessment.clinical.screening.circulation import (
    clot_likely,
    suspected_thrombosis,
    wells_applies,
)
from assessment.clinical.screening.facts import (
    AGE,
    HEART_RATE,
    INJURY_DATE,
    ONSET,
    PROCEDURES,
    TEMPERATURE,
    ScreenFacts,
)
from assessment.clinical.screening.fractures import DecisionRule, RuleAnswer, ottawa, pittsburgh
from assessment.clinical.screening.screen import Screening, ScreenState
from assessment.clinical.screening.wells import wells_score

LABELS = {one.code: one.label for one in (*RED_FLAGS.measures, *SAFEGUARDING.measures)}
OPTIONS: Mapping[tuple[str, str | None], str] = {
    (one.code, option.code): option.label for one in RED_FLAGS.measures for option in one.options
}
ELSEWHERE = {
    AGE: "Age (birth date)",
    ONSET: "Onset (history)",
    PROCEDURES: "Surgery or procedure on this leg, and its date",
    HEART_RATE: "Resting heart rate",
    TEMPERATURE: "Temperature",
    "grade_drop": "Muscle grade at least one grade below the last visit's",
    "plateau": "No measure has improved beyond its error over two reassessments",
}
ONSETS: Mapping[str | None, str] = {
    "acute_trauma": "Onset by an acute injury",
    "sudden_without_trauma": "Sudden onset without injury",
    "after_surgery": "Onset after surgery",
    "gradual": "Gradual onset",
}


def found_words(facts: ScreenFacts, codes: Iterable[str]) -> tuple[str, ...]:
    """What made a rule fire, with the numbers it went by."""
    return tuple(_found(facts, code) for code in codes)


def missing_words(codes: Iterable[str]) -> tuple[str, ...]:
    """What was not assessed, by name."""
    return tuple(_named(code) for code in codes)


def _named(code: str) -> str:
    return ELSEWHERE.get(code) or LABELS.get(code, code)


def _found(facts: ScreenFacts, code: str) -> str:
    if code == AGE and facts.age is not None:
        return f"Age {facts.age}"
    choice = facts.choices.get(code)
    if code == ONSET:
        return ONSETS.get(choice, _named(ONSET))
    if code == INJURY_DATE and facts.days_since_injury is not None:
        return f"Injury {days_ago(facts.days_since_injury)}"
    if code == PROCEDURES:
        days = [one.days for one in facts.procedures or () if one.days is not None]
        return f"Procedure on this leg {days_ago(min(days))}" if days else _named(code)
    if code in facts.numbers:
        return f"{_named(code)} {facts.numbers[code].normalize():f}"
    option = OPTIONS.get((code, choice))
    words = f"{_named(code)}: {option}" if option else _named(code)
    return f"{words} (reported by the patient)" if code in facts.reported else words


def days_ago(days: int) -> str:
    """How long ago, in words."""
    if days == 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"


def screen_words(found: Screening, asked: int) -> str:
    """What the screen came to; `asked` is how many items were due."""
    missing = (
        f"{len(found.missing)} of {asked} not assessed."
        if found.missing
        else "A rule lacks an answer that no question here gives."
    )
    fired = [one for one in found.fired if one.outcome.level is not None]
    named = "; ".join(f"{one.outcome.level} {one.rule.name}" for one in fired)
    if found.status is ScreenState.POSITIVE:
        return f"Positive. {named}."
    if found.status is ScreenState.POSITIVE_INCOMPLETE:
        return f"Positive, and incomplete. {named}. {missing}"
    if found.status is ScreenState.INCOMPLETE:
        caution = f" Caution: {named}." if named else ""
        return f"Incomplete, nothing is ruled out. {missing}{caution}"
    if named:
        return f"Negative, with cautions: {named}. This alone excludes no disease."
    return (
        f"Negative: no rule fired, all {asked} items due were answered. This alone excludes no "
        "disease."
    )


RULE_ANSWERS = {
    RuleAnswer.POSITIVE: "positive",
    RuleAnswer.NEGATIVE: "negative",
    RuleAnswer.INCOMPLETE: "incomplete, nothing is ruled out",
    RuleAnswer.NOT_APPLICABLE: "not applicable",
}


def decision_lines(facts: ScreenFacts) -> tuple[str, ...]:
    """What the decision rules and scores say, a line each; none where they are not in question."""
    lines = [
        *_rule_line("Ottawa knee rule", facts, ottawa(facts)),
        *_rule_line("Pittsburgh knee rule", facts, pittsburgh(facts)),
    ]
    if suspected_thrombosis(facts).yes and wells_applies(facts):
        lines.append(wells_line(facts))
    return tuple(lines)


def _rule_line(name: str, facts: ScreenFacts, rule: DecisionRule) -> list[str]:
    if rule.answer is RuleAnswer.CLOSED:
        return []
    said = f"{name}: {RULE_ANSWERS[rule.answer]}"
    if rule.because:
        said += f" ({'; '.join(found_words(facts, rule.because))})"
    if rule.missing:
        said += f"; not assessed: {'; '.join(missing_words(rule.missing))}"
    return [f"{said}."]


def wells_line(facts: ScreenFacts) -> str:
    """The Wells score, as a range while items are open, with the group of the older cut-offs."""
    score = wells_score(facts)
    points = str(score.lowest)
    if score.lowest != score.highest:
        points = f"between {score.lowest} and {score.highest}"
    classed = {True: "likely", False: "unlikely", None: "not classed yet"}[clot_likely(facts)]
    line = f"Wells score {points}: deep vein thrombosis {classed}"
    if score.group_of_1997:
        line += f"; {score.group_of_1997} by the cut-offs of 1997, derived"
    missing = (*score.missing, *facts.pregnant().missing)
    if missing:
        line += f"; not assessed: {'; '.join(missing_words(missing))}"
    return f"{line}."
