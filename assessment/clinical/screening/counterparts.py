"""What a sign that was found is judged with: without it a screen has seen half a picture.

A rule that needs two findings does not fire on one. Where the other one was never asked, that is no
reason to call the screen negative: it becomes due.
"""

from __future__ import annotations

from dataclasses import replace

from assessment.catalogue.red_flags.context import CONTEXT_ITEMS
from assessment.catalogue.screening_blocks import ASKED_HERE
from assessment.catalogue.screening_rules import RULES
from assessment.catalogue.types import ActionLevel, RuleText, VisitKind
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.rules import DECIDES

CONTEXT = frozenset(one.code for one in CONTEXT_ITEMS)
BY_HAND = "skeletally_immature"
"""Opens a rule beyond its ages where the clinician says so; nobody is asked for it."""
_NOTHING_KNOWN = ScreenFacts(visit=VisitKind.INITIAL)
READ = {
    rule: tuple(frozenset(one.when.missing) for one in decide(_NOTHING_KNOWN))
    for rule, decide in DECIDES.items()
}
"""By rule the codes on which each of its ways of firing depends."""


def counterparts(facts: ScreenFacts, due: frozenset[str]) -> frozenset[str]:
    """What is missing beside what was answered yes, by code; `due` has to be answered anyway."""
    found: set[str] = set()
    for rule in RULES:
        signs = {code for code in rule.items if facts.answers.get(code)} - CONTEXT
        decide = DECIDES[rule.code]
        if rule.restricted or not signs or any(one.when.yes for one in decide(facts)):
            continue
        for step, read in zip(decide(_unasked(facts, rule, due)), READ[rule.code], strict=True):
            asks = step.level is not ActionLevel.L4 and BY_HAND not in step.when.missing
            if step.when.open and asks and signs & read:
                found.update(step.when.missing)
    return frozenset(found & ASKED_HERE)


def _unasked(facts: ScreenFacts, rule: RuleText, due: frozenset[str]) -> ScreenFacts:
    """The visit without the noes that nobody had to give: what is due stays so once answered."""
    given = {
        code
        for code in (*rule.items, *rule.besides)
        if facts.answers.get(code) is False and code not in due and code not in CONTEXT
    }
    kept = {code: answer for code, answer in facts.answers.items() if code not in given}
    return replace(facts, answers=kept)
