"""The intensity suggested for a visit, what each test is told by it, and what a record keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessment import catalogue
from assessment.catalogue.demands import demands_of
from assessment.catalogue.intensity_rules import TEST_INTENSITY_RULES as RULES
from assessment.catalogue.precautions import TIERS
from assessment.catalogue.types import HealingStage, Irritability, Measure, NotTested
from assessment.clinical.intensity import (
    Advised,
    InForce,
    IntensityFacts,
    IrritabilityAdvice,
    Operation,
    Reason,
    StageAdvice,
    TierAdvice,
    held_against,
    suggested_irritability,
    suggested_stage,
    suggested_tier,
    tier_in_force,
)
from assessment.clinical.intensity.advice import LEVEL_WORDS, STAGE_WORDS
from assessment.earlier import EarlierVisits
from assessment.intensity_facts import (
    Charted,
    ScreeningFacts,
    VisitFacts,
    gradual,
    injury_days,
    intensity_facts,
    irritability_facts,
    operated,
)
from assessment.record import Item
from assessment.record.intensity import AdviceReason, Intensity

TESTING = ("squat", "palpation", "range_of_motion", "strength", "special_tests", "function")
"""The sections whose rows are told how hard their test is."""


@dataclass(frozen=True, kw_only=True)
class VisitIntensity:
    """What a visit's tests are held against, and what is suggested for what it rests on."""

    facts: IntensityFacts
    advice: TierAdvice
    force: InForce
    irritability: IrritabilityAdvice
    stage: StageAdvice


def visit_intensity(
    items: Iterable[Item],
    earlier: EarlierVisits,
    visit: VisitFacts,
    *,
    screening: ScreeningFacts,
) -> VisitIntensity:
    """What is suggested for a visit from all that is charted at it, and from its screen."""
    charted = Charted(items, earlier, visit.sides)
    facts = intensity_facts(charted, visit, screening=screening)
    advice = suggested_tier(facts, RULES)
    reason = next((one.text for one in charted.of("test_tier_reason")), "")
    return VisitIntensity(
        facts=facts,
        advice=advice,
        force=tier_in_force(advice, TIERS.get(charted.choice("test_tier")), reason),
        irritability=suggested_irritability(irritability_facts(charted), RULES.irritability),
        stage=suggested_stage(
            gradual=gradual(charted),
            injury_days=injury_days(visit),
            operated=operated(visit),
            rule=RULES.healing,
        ),
    )


def advised(measure: Measure, setup: Mapping[str, str], found: VisitIntensity) -> Advised | None:
    """What is said at a measure's row before it is used; nothing where its test is suggested."""
    return held_against(measure.code, demands_of(measure.code), setup, found.advice, found.force)


def beyond(items: Iterable[Item], found: VisitIntensity) -> tuple[str, ...]:
    """The labels of the tests that were done beyond what is suggested, each once."""
    labels: dict[str, None] = {}
    for item in items:
        if _done(item) and (said := _advised_of(item, found)) and _reaches(item, said):
            labels[f"{item.label} ({said.tier.name if said.tier is not None else 'left out'})"] = (
                None
            )
    return tuple(labels)


def in_record(items: Sequence[Item], found: VisitIntensity) -> Intensity:
    """The suggestion as a record keeps it: its words, its rules, what it was made of."""
    force = found.force
    return Intensity(
        tier=found.advice.tier.name,
        tier_words=RULES.tier_words[found.advice.tier],
        in_force=force.tier.name,
        chosen=force.chosen,
        reason=force.reason,
        reasons=_kept(found.advice.reasons),
        inputs=inputs_of(found.facts),
        beyond=beyond(items, found),
        suggested=_suggestions(found),
        wanted=force.wanted.name if force.wanted is not None else "",
    )


@dataclass(frozen=True, kw_only=True)
class AtRow:
    """What the row of a test says before it is used: how far beyond it is, and why."""

    words: str
    reasons: tuple[AdviceReason, ...]


def at_row(measure: Measure, setup: Mapping[str, str], found: VisitIntensity) -> AtRow | None:
    """What is said at a measure's row; nothing where its test is suggested."""
    said = advised(measure, setup, found)
    return AtRow(words=said.words, reasons=_kept(said.reasons)) if said else None


def _kept(reasons: Iterable[Reason]) -> tuple[AdviceReason, ...]:
    return tuple(
        AdviceReason(
            rule=one.rule,
            version=one.version,
            source=one.source,
            text=one.words,
            tier="" if one.tier is None else one.tier.name,
        )
        for one in reasons
    )


def inputs_of(facts: IntensityFacts) -> tuple[tuple[str, str], ...]:
    """What went into a suggestion, by name and as text; what was not answered says so."""
    unknown = {True: "yes", False: "no", None: "not assessed"}
    pressure = (
        f"{facts.systolic or '-'}/{facts.diastolic or '-'}"
        if facts.systolic is not None or facts.diastolic is not None
        else unknown[None]
    )
    return (
        ("irritability", facts.irritability.value),
        ("healing stage", facts.stage.value),
        ("open red flags", "; ".join(f"{one.rule} {one.level}" for one in facts.flags) or "none"),
        ("acute injury", unknown[facts.acute_injury]),
        ("days since injury", _number(facts.injury_days)),
        ("rules incomplete", "; ".join(facts.incomplete) or "none"),
        ("straight-leg raise assessed", unknown[facts.raise_assessed]),
        ("restrictions unknown", unknown[facts.restrictions_unknown]),
        (
            "operations",
            "; ".join(_operation(one) for one in facts.operations) or "none",
        ),
        ("blood pressure", pressure),
        ("symptoms of the chest", unknown[facts.chest_symptoms]),
        ("femoral neck suspected", unknown[facts.femoral_neck]),
        ("patellar instability", unknown[facts.patellar_instability]),
        ("apprehension found", unknown[facts.apprehension_found]),
        ("age", _number(facts.age)),
        ("pain at an apophysis", unknown[facts.apophysis_pain]),
        ("prerequisites of hop tests met", unknown[facts.hops_ready]),
    )


def _operation(one: Operation) -> str:
    """An operation with its day and what is known of its release and its graft."""
    released = {True: "released by the surgeon", False: "not released", None: ""}
    said = (
        f"{one.name}, day {_number(one.days)}",
        released[one.released],
        "isometric work allowed by the surgeon" if one.isometric else "",
        "hamstring graft from this leg" if one.hamstring else "",
    )
    return ", ".join(part for part in said if part)


def _number(value: int | None) -> str:
    return "not known" if value is None else str(value)


def _suggestions(found: VisitIntensity) -> tuple[str, ...]:
    """What was suggested for the two choices that the tier rests on."""
    said = []
    if found.irritability.level is not Irritability.NOT_ASSESSED:
        said.append(f"{LEVEL_WORDS[found.irritability.level]}: {'; '.join(found.irritability.why)}")
    if found.stage.stage is not HealingStage.NOT_ASSESSED:
        words = STAGE_WORDS[found.stage.stage]
        said.append(f"{words[:1].upper()}{words[1:]}: {found.stage.why}")
    return tuple(said)


def _done(item: Item) -> bool:
    """Whether a test was done, of which something stands in the record."""
    reasons = {one.value for one in NotTested}
    return (
        item.section in TESTING
        and not item.derived
        and item.reason not in reasons
        and bool(item.value is not None or item.choice)
    )


def _advised_of(item: Item, found: VisitIntensity) -> Advised | None:
    try:
        measure = catalogue.measure(item.code)
    except catalogue.UnknownCode:
        return None
    return advised(measure, dict(item.compared), found)


def _reaches(item: Item, said: Advised) -> bool:
    """Whether a test went as far as the part of it that is beyond: by its grade, or its angle."""
    if said.bends_to is not None and item.value is not None:
        return Decimal(item.value) > said.bends_to
    if not said.part_from or item.ordinal is None:
        return True
    options = catalogue.measure(item.code).options
    start = next((one.ordinal for one in options if one.code == said.part_from), None)
    return start is None or item.ordinal >= start
