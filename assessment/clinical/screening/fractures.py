"""Injured knees: the Ottawa and Pittsburgh rules, and the rules about fracture and haemarthrosis.

A decision rule is negative only once everything that could change it was examined, and not
applicable is never negative.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from assessment.catalogue.screening_figures import (
    OTTAWA_AGE,
    OTTAWA_DAYS,
    OTTAWA_YOUNGEST,
    PITTSBURGH_DAYS,
    PITTSBURGH_OLD,
    PITTSBURGH_YOUNG,
)
from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.facts import AGE, INJURY_DATE, MECHANISM, ScreenFacts
from assessment.clinical.screening.infection import detail
from assessment.clinical.screening.outcome import Step
from assessment.clinical.screening.truth import (
    Truth,
    all_of,
    any_of,
    known,
    open_or_yes,
    opposite,
    unless,
)

L1, L2, L3 = ActionLevel.L1, ActionLevel.L2, ActionLevel.L3

EXCLUSION = "fracture_rule_exclusion"
NOT_EXCLUDED = "none"
OTTAWA_EXCLUDES = (
    "superficial",
    "seen_before",
    "not_alert",
    "no_feeling",
    "several_injuries",
)
PITTSBURGH_EXCLUDES = ("superficial", "seen_before", "operated_before")
BLUNT = ("blunt_blow", "fall", "dashboard", "high_energy")


class RuleAnswer(StrEnum):
    """What a decision rule says. `closed`: nobody was injured, so there is nothing to ask."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INCOMPLETE = "incomplete"
    NOT_APPLICABLE = "not_applicable"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class DecisionRule:
    """What a decision rule came to: `because` made it positive or not applicable."""

    answer: RuleAnswer
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def ottawa(facts: ScreenFacts) -> DecisionRule:
    """The Ottawa knee rule of an injury of up to seven days, from five years on."""
    recent = facts.injured_within(OTTAWA_DAYS.value)
    excluded = facts.chosen(EXCLUSION, *OTTAWA_EXCLUDES)
    barred = any_of(
        _bars(recent, INJURY_DATE),
        _bars(facts.older(OTTAWA_YOUNGEST.value), AGE),
        excluded,
        facts.item("pregnancy"),
    )
    criteria = any_of(
        # An age alone makes nothing positive while nobody said that there was an injury.
        all_of(replace(facts.injured(), because=()), facts.older(OTTAWA_AGE.value)),
        all_of(facts.item("patella_bone_tender"), opposite(facts.item("other_knee_bone_tender"))),
        facts.item("fibular_head_tender"),
        facts.item("cannot_flex_to_90"),
        all_of(facts.item("unable_4_steps_immediately"), facts.item("cannot_take_4_steps")),
    )
    return _answer(facts, barred, criteria, all_of(recent, opposite(excluded)))


def pittsburgh(facts: ScreenFacts) -> DecisionRule:
    """The Pittsburgh knee rule of a blow or fall of up to six days."""
    recent = facts.injured_within(PITTSBURGH_DAYS.value)
    blunt = facts.chosen(MECHANISM, *BLUNT)
    excluded = facts.chosen(EXCLUSION, *PITTSBURGH_EXCLUDES)
    barred = any_of(_bars(recent, INJURY_DATE), _bars(blunt, MECHANISM), excluded)
    criteria = all_of(
        blunt,
        any_of(
            facts.younger(PITTSBURGH_YOUNG.value),
            facts.older(PITTSBURGH_OLD.value),
            facts.item("cannot_take_4_steps"),
        ),
    )
    return _answer(facts, barred, criteria, all_of(recent, blunt, opposite(excluded)))


def _bars(needed: Truth, code: str) -> Truth:
    """What the rule needs, known to be missing, bars it; not assessed it bars nothing."""
    return known(needed.no, code)


def _answer(facts: ScreenFacts, barred: Truth, criteria: Truth, applicable: Truth) -> DecisionRule:
    injured = facts.acute_injury()
    if injured.no:
        return DecisionRule(answer=RuleAnswer.CLOSED)
    if barred.yes:
        return DecisionRule(answer=RuleAnswer.NOT_APPLICABLE, because=barred.because)
    if criteria.yes:
        return DecisionRule(answer=RuleAnswer.POSITIVE, because=criteria.because)
    # Whether the rule applies at all could still change what it says.
    applies = all_of(injured, applicable)
    if criteria.open or applies.open:
        missing = tuple(dict.fromkeys((*criteria.missing, *applies.missing)))
        return DecisionRule(answer=RuleAnswer.INCOMPLETE, missing=missing)
    return DecisionRule(answer=RuleAnswer.NEGATIVE)


def _fired(rule: DecisionRule) -> Truth:
    """The rule as a truth: incomplete is not assessed, not applicable and closed are no."""
    if rule.answer is RuleAnswer.POSITIVE:
        return Truth(True, because=rule.because)
    if rule.answer is RuleAnswer.INCOMPLETE:
        return Truth(None, missing=rule.missing)
    return Truth(False)


def rf_01(facts: ScreenFacts) -> tuple[Step, ...]:
    """Knee fracture, Ottawa."""
    return (Step(level=L2, when=_fired(ottawa(facts)), wording="radiograph"),)


def rf_02(facts: ScreenFacts) -> tuple[Step, ...]:
    """Knee fracture, Pittsburgh."""
    return (Step(level=L2, when=_fired(pittsburgh(facts)), wording="radiograph"),)


def rf_03(facts: ScreenFacts) -> tuple[Step, ...]:
    """Open fracture, deformity, high energy."""
    found = facts.any_item("open_wound", "limb_deformity", "high_energy_cannot_move")
    return (Step(level=L1, when=found, wording="emergency"),)


def rf_04(facts: ScreenFacts) -> tuple[Step, ...]:
    """A fracture that the two rules leave open, after any acute trauma."""
    rule = ottawa(facts)
    left_open = all_of(
        open_or_yes(facts.acute_injury()),
        unless(_fired(rule)),
        unless(_fired(pittsburgh(facts))),
    )
    tender = ["other_knee_bone_tender"]
    if rule.answer is RuleAnswer.NOT_APPLICABLE:
        tender += ["patella_bone_tender", "fibular_head_tender"]
    found = any_of(facts.any_item(*tender), facts.swollen())
    return (
        Step(
            level=L2,
            when=all_of(left_open, facts.item("cannot_take_4_steps")),
            wording="radiograph_today",
        ),
        Step(
            level=L3,
            when=all_of(left_open, found, unless(facts.item("imaging_done"))),
            wording="radiograph_usual",
        ),
    )


def rf_24(facts: ScreenFacts) -> tuple[Step, ...]:
    """Blood in an injured knee."""
    filled = all_of(
        open_or_yes(facts.acute_injury()),
        facts.any_item("swelling_within_2_hours", "tense_effusion"),
    )
    undecided = RuleAnswer.INCOMPLETE in (ottawa(facts).answer, pittsburgh(facts).answer)
    urgent = any_of(
        detail(facts, "bleeding_risk", of="blood_immune_steroid"),
        unless(facts.item("imaging_done")),
        Truth(undecided),
    )
    return (
        Step(level=L2, when=all_of(filled, urgent), wording="urgent"),
        Step(level=L3, when=filled, wording="imaged"),
    )


__all__ = [
    "INJURY_DATE",
    "DecisionRule",
    "RuleAnswer",
    "open_or_yes",
    "ottawa",
    "pittsburgh",
    "rf_01",
    "rf_02",
    "rf_03",
    "rf_04",
    "rf_24",
]
