"""What holds of every suggestion, whatever the facts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.catalogue.intensity_rules import TEST_INTENSITY_RULES as RULES
from assessment.catalogue.types import (
    ActionLevel,
    HealingStage,
    Irritability,
    OperationGroup,
    Tier,
)
from assessment.clinical.intensity import IntensityFacts, OpenFlag, Operation, suggested_tier

answers = st.sampled_from([True, False, None])
operations = st.builds(
    Operation,
    kind=st.sampled_from(OperationGroup),
    name=st.just("Operation"),
    days=st.none() | st.integers(-10, 400),
    released=answers,
    isometric=answers,
)
flags = st.builds(
    OpenFlag, rule=st.just("RF-06"), level=st.sampled_from(ActionLevel), this_leg=st.booleans()
)
pressures = st.none() | st.integers(60, 250).map(Decimal)
facts = st.builds(
    IntensityFacts,
    irritability=st.sampled_from(Irritability),
    stage=st.sampled_from(HealingStage),
    flags=st.lists(flags, max_size=2).map(tuple),
    acute_injury=answers,
    injury_days=st.none() | st.integers(0, 200),
    incomplete=st.sampled_from([(), ("fracture rule",)]),
    raise_assessed=st.booleans(),
    restrictions_unknown=st.booleans(),
    operations=st.lists(operations, max_size=2).map(tuple),
    systolic=pressures,
    diastolic=pressures,
    chest_symptoms=answers,
    femoral_neck=answers,
    patellar_instability=answers,
    apprehension_found=answers,
    age=st.none() | st.integers(5, 90),
    growth_plates_open=answers,
    apophysis_pain=answers,
    hops_ready=answers,
)
OVERLAYS = (
    st.builds(lambda one: {"flags": (one,)}, flags),
    st.just({"acute_injury": True, "injury_days": 3, "incomplete": ("fracture rule",)}),
    st.just({"acute_injury": True, "injury_days": 3, "raise_assessed": False}),
    st.just({"restrictions_unknown": True}),
    st.builds(lambda one: {"operations": (one,)}, operations),
    st.just({"systolic": Decimal(180)}),
    st.just({"diastolic": Decimal(110)}),
    st.just({"chest_symptoms": True}),
    st.just({"femoral_neck": True}),
    st.just({"patellar_instability": True, "apprehension_found": True}),
    st.just({"age": 14, "apophysis_pain": True}),
)


def tier(of: IntensityFacts) -> Tier:
    return suggested_tier(of, RULES).tier


@settings(max_examples=300)
@given(facts=facts, added=st.one_of(*OVERLAYS))
def test_another_reason_never_raises_the_tier(
    facts: IntensityFacts, added: dict[str, object]
) -> None:
    more = {
        name: (*getattr(facts, name), *value) if isinstance(value, tuple) else value
        for name, value in added.items()
    }
    # Injury and day are one fact: a later injury takes the place of an earlier one.
    alone = replace(facts, incomplete=(), raise_assessed=True) if "injury_days" in more else facts
    assert tier(replace(facts, **more)) <= tier(alone)  # type: ignore[arg-type]


@given(facts=facts, level=st.sampled_from(Irritability), stage=st.sampled_from(HealingStage))
def test_not_assessed_never_allows_more_than_any_answer(
    facts: IntensityFacts, level: Irritability, stage: HealingStage
) -> None:
    answered = replace(facts, irritability=level, stage=stage)
    assert tier(replace(answered, irritability=Irritability.NOT_ASSESSED)) <= tier(answered)
    assert tier(replace(answered, stage=HealingStage.NOT_ASSESSED)) <= tier(answered)
    assert tier(replace(answered, hops_ready=None)) <= tier(answered)


@given(facts=facts)
def test_the_tier_is_never_above_its_cell_and_always_has_its_reason(facts: IntensityFacts) -> None:
    found = suggested_tier(facts, RULES)
    assert found.tier <= found.base == RULES.table[facts.irritability, facts.stage]
    assert found.deciding
    assert all(one.words and one.version and one.source for one in found.reasons)
