"""The tier suggested for a visit: the table's cell, lowered by whatever else holds.

An overlay takes the lower tier, so that no reason ever raises it. What was not assessed takes the
most protective cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessment.catalogue.types import (
    ActionLevel,
    HealingStage,
    IntensityRule,
    IntensityRules,
    Irritability,
    OperationGroup,
    Tier,
)
from assessment.clinical.intensity.facts import (
    IntensityFacts,
    LeftOut,
    Operation,
    Reason,
    TierAdvice,
)

LEVEL_WORDS = {
    Irritability.HIGH: "Irritability high",
    Irritability.MODERATE: "Irritability moderate",
    Irritability.LOW: "Irritability low",
    Irritability.NOT_ASSESSED: "Irritability not assessed (acts as high)",
}
STAGE_WORDS = {
    HealingStage.A: "healing stage A",
    HealingStage.B: "healing stage B",
    HealingStage.C: "healing stage C",
    HealingStage.D: "healing stage D",
    HealingStage.GRADUAL: "gradual onset (starts as stage C)",
    HealingStage.NOT_ASSESSED: "healing stage not assessed (acts as A)",
}

Finding = tuple[IntensityRule, str]


def suggested_tier(facts: IntensityFacts, rules: IntensityRules) -> TierAdvice:
    """The highest tier suggested, every reason for it, and the tests to leave out besides."""
    base = rules.table[facts.irritability, facts.stage]
    found = [*_prerequisites(facts, base, rules), *_overlays(facts, rules)]
    reasons = [_by_table(facts, base, rules.by_table)]
    left_out = []
    for rule, finding in found:
        reason = _reason(rule, finding)
        reasons.append(reason)
        if rule.leaves_out:
            left_out.append(LeftOut(rule=rule, reason=reason))
    return TierAdvice(
        tier=min([base, *(one.tier for one in reasons if one.tier is not None)]),
        base=base,
        reasons=tuple(reasons),
        left_out=tuple(left_out),
    )


def _by_table(facts: IntensityFacts, base: Tier, rule: IntensityRule) -> Reason:
    words = f"{LEVEL_WORDS[facts.irritability]}, {STAGE_WORDS[facts.stage]}: {base.name}"
    if facts.irritability is Irritability.HIGH and facts.stage is HealingStage.D:
        words = f"{words}; a flare, examine again"
    return Reason(
        rule=rule.code,
        version=rule.version,
        source=rule.source.citation,
        words=f"{words}.",
        tier=base,
    )


def _reason(rule: IntensityRule, finding: str) -> Reason:
    tier = "" if rule.tier is None else f" (at most {rule.tier.name})"
    return Reason(
        rule=rule.code,
        version=rule.version,
        source=rule.source.citation,
        words=f"{finding}: {rule.does}{tier}.",
        tier=rule.tier,
        safety=rule.safety,
    )


def _prerequisites(facts: IntensityFacts, base: Tier, rules: IntensityRules) -> Iterator[Finding]:
    """What the highest tier asks for besides its cell."""
    if base is Tier.T5 and facts.hops_ready is not True:
        what = "not assessed" if facts.hops_ready is None else "not met"
        yield rules.hop_prerequisites, f"Prerequisites of hop tests {what}"


def _overlays(facts: IntensityFacts, rules: IntensityRules) -> Iterator[Finding]:
    yield from _flags(facts, rules)
    yield from _after_injury(facts, rules)
    if facts.restrictions_unknown:
        yield rules.restrictions_unknown, "Restrictions after the operation are not known"
    for operation in facts.operations:
        if operation.days is None or operation.days >= 0:
            yield from _after_operation(operation, rules)
    yield from _instability(facts, rules)
    if facts.femoral_neck:
        yield rules.femoral_neck, "Suspected stress injury of the femoral neck"
    yield from _circulation(facts, rules)
    yield from _growth(facts, rules)


def _flags(facts: IntensityFacts, rules: IntensityRules) -> Iterator[Finding]:
    for level, rule in ((ActionLevel.L1, rules.emergency), (ActionLevel.L2, rules.urgent)):
        # An emergency stops everything; what is for today stops its own leg.
        names = [
            one.rule
            for one in facts.flags
            if one.level is level and (one.this_leg or level is ActionLevel.L1)
        ]
        if names:
            yield rule, f"Open red flag {', '.join(names)} ({level.value})"


def _after_injury(facts: IntensityFacts, rules: IntensityRules) -> Iterator[Finding]:
    if facts.acute_injury is False:
        return
    if facts.injury_days is not None and facts.injury_days >= rules.windows.acute:
        return
    when = "After an acute injury"
    if facts.acute_injury is None:
        when = "Whether there was an acute injury is not answered, and"
    if facts.incomplete:
        yield rules.rule_incomplete, f"{when} not complete: {'; '.join(facts.incomplete)}"
    if not facts.raise_assessed:
        yield rules.raise_not_assessed, f"{when} the straight-leg raise is not assessed"


def _after_operation(operation: Operation, rules: IntensityRules) -> Iterator[Finding]:
    for rule in _of_operation(operation, rules):
        yield rule, _named(operation)


def _of_operation(operation: Operation, rules: IntensityRules) -> list[IntensityRule]:
    stages = [
        *((rules.graft_early, rules.graft_later) if _is_graft(operation) else ()),
        *((rules.kneecap_held,) if operation.kneecap else ()),
        *((rules.hamstring_graft,) if operation.hamstring else ()),
    ]
    return [
        *_until_released(operation, rules),
        *(one for one in stages if _in_days(one, operation.days)),
    ]


def _is_graft(operation: Operation) -> bool:
    return operation.kind is OperationGroup.ACL_RECONSTRUCTION


def _until_released(operation: Operation, rules: IntensityRules) -> list[IntensityRule]:
    """What holds until the surgeon releases it."""
    protecting = {
        OperationGroup.EXTENSOR_REPAIR: (
            rules.extensor_isometric if operation.isometric else rules.extensor_repair
        ),
        OperationGroup.MENISCAL_REPAIR: rules.meniscal_repair,
        OperationGroup.PATELLOFEMORAL_CARTILAGE: rules.cartilage,
    }
    rule = protecting.get(operation.kind)
    return [rule] if rule is not None and _protected(operation, rule) else []


def _protected(operation: Operation, rule: IntensityRule) -> bool:
    """Whether the surgeon still protects it: as said, else as long as it is recent."""
    if operation.released is not None:
        return not operation.released
    return _in_days(rule, operation.days)


def _in_days(rule: IntensityRule, days: int | None) -> bool:
    """Whether a day lies where the rule holds; a day that is not known lies there at first."""
    if days is None:
        return rule.from_day is None
    return (rule.from_day is None or days >= rule.from_day) and (
        rule.before_day is None or days < rule.before_day
    )


def _named(operation: Operation) -> str:
    if operation.days is None:
        return f"{operation.name}, date not known"
    return f"{operation.name}, day {operation.days}"


def _instability(facts: IntensityFacts, rules: IntensityRules) -> Iterator[Finding]:
    rule = rules.instability
    found = facts.patellar_instability and facts.apprehension_found
    if found and _in_days(rule, facts.injury_days):
        yield rule, "Patellar instability, apprehension was found"


def _circulation(facts: IntensityFacts, rules: IntensityRules) -> Iterator[Finding]:
    limits, said = rules.pressures, []
    if facts.systolic is not None and facts.systolic >= limits.systolic_from:
        said.append(f"systolic pressure {facts.systolic:f} mmHg")
    if facts.diastolic is not None and facts.diastolic >= limits.diastolic_from:
        said.append(f"diastolic pressure {facts.diastolic:f} mmHg")
    if facts.chest_symptoms:
        said.append("symptoms of the chest")
    if said:
        words = ", ".join(said)
        yield rules.pressure, f"{words[:1].upper()}{words[1:]}"


def _growth(facts: IntensityFacts, rules: IntensityRules) -> Iterator[Finding]:
    """Open plates count where they are said to be, or may be at this age and nobody looked."""
    if not facts.apophysis_pain:
        return
    young = facts.age is not None and facts.age < rules.growth.under_age
    if facts.growth_plates_open or (facts.growth_plates_open is None and young):
        yield rules.growth_plates, "Growing, with pain at an apophysis"
