"""By what the intensity of testing is suggested: the table, what lowers it, the stop rules.

Every cell and every number is a proposal that no clinician has reviewed; the physical-stress idea
behind them is lower load where irritability is high.
"""

from __future__ import annotations

from types import MappingProxyType

from assessment.catalogue.decisions import (
    BLOOD_PRESSURE_AND_EFFORT,
    GROWTH_PLATES,
    HAMSTRING_TAKEN,
    HEALING_STAGES,
    HOP_PREREQUISITES,
    INTENSITY_OVERLAYS,
    INTENSITY_WINDOWS,
    IRRITABILITY_LEVELS,
    ISOMETRIC_AFTER_A_GRAFT,
    KNEECAP_HELD_ANEW,
    PAIN_DURING_TESTS,
    TEST_INTENSITY,
)
from assessment.catalogue.sources import ACL_OPEN_CHAIN, ACL_TESTED_AT_6_WEEKS, RF_25
from assessment.catalogue.types import (
    HealingStage,
    IntensityRule,
    IntensityRules,
    Irritability,
    IrritabilityRule,
    Load,
    PainRule,
    Tier,
)
from assessment.catalogue.types.intensity import (
    AngleWindow,
    GrowthRule,
    HealingRule,
    PressureRule,
    WindowRule,
)

HIGH, MODERATE, LOW, UNKNOWN = Irritability
A, B, C, D, GRADUAL, NO_STAGE = HealingStage

_CELLS = {
    HIGH: (Tier.T1, Tier.T1, Tier.T2, Tier.T2),
    MODERATE: (Tier.T1, Tier.T2, Tier.T3, Tier.T3),
    LOW: (Tier.T2, Tier.T3, Tier.T4, Tier.T5),
    UNKNOWN: (Tier.T1, Tier.T1, Tier.T2, Tier.T2),
}
# A gradual onset without injury starts where strengthening does; no stage is the most protective.
_TABLE = {
    (level, stage): cell
    for level, row in _CELLS.items()
    for stage, cell in zip((A, B, C, D, GRADUAL, NO_STAGE), (*row, row[2], row[0]), strict=True)
}

HOPS = frozenset({"single_hop", "triple_hop", "crossover_hop", "timed_hop"})
RESISTED_HIP = frozenset(
    {"hip_abduction_force", "hip_external_rotation_force", "hip_extension_force"}
)
LEG_PRESS = frozenset(
    {
        "one_repetition_maximum_leg_press",
        "repetition_load_leg_press",
        "repetition_count_leg_press",
    }
)
RESISTED_QUADRICEPS = frozenset({"resisted_extension_test"})
"""Special tests that resist the quadriceps; the rest says so by how it loads the knee."""

LAXITY = frozenset({"lachman_test", "anterior_drawer_test", "lever_sign_test", "pivot_shift_test"})
"""Special tests that pull at the graft of an ACL reconstruction."""
KNEECAP_OUTWARDS = frozenset(
    {"patellar_apprehension", "moving_apprehension_test", "patellar_glide_lateral"}
)
"""Special tests that push the kneecap outwards."""

_USUAL, _LONG = 84, 182
_KNEE_FLEXION = frozenset({Load.RESISTED_FLEXION})
_EFFORT = frozenset({Load.ISOMETRIC_MAXIMAL, Load.DYNAMIC_MAXIMAL})


PAIN_BESIDE = MappingProxyType(
    {
        "squat_depth": "squat_pain",
        "single_leg_squat_overall": "single_leg_squat_pain",
        "single_leg_squat_grade": "single_leg_squat_pain",
        "gait_speed": "gait_pain",
    }
)
"""Results beside which the pain of their test is rated with a measure of its own."""

TEST_INTENSITY_RULES = IntensityRules(
    table=MappingProxyType(_TABLE),
    by_table=IntensityRule(
        code="TI-00",
        version="1",
        label="irritability and healing stage",
        does="",
        source=TEST_INTENSITY,
    ),
    hop_prerequisites=IntensityRule(
        code="TI-01",
        version="1",
        label="prerequisites of hop tests",
        does="up to T4, no jump and no hop",
        tier=Tier.T4,
        source=HOP_PREREQUISITES,
    ),
    emergency=IntensityRule(
        code="TI-02",
        version="1",
        label="open red flag, emergency now",
        does="observe only",
        tier=Tier.T0,
        safety=True,
        source=INTENSITY_OVERLAYS,
    ),
    urgent=IntensityRule(
        code="TI-03",
        version="1",
        label="open red flag, same day",
        does="no resistance on this leg",
        tier=Tier.T1,
        safety=True,
        source=INTENSITY_OVERLAYS,
    ),
    rule_incomplete=IntensityRule(
        code="TI-04",
        version="1",
        label="fracture or extensor rule incomplete after an acute injury",
        does="no resistance until it is answered",
        tier=Tier.T1,
        safety=True,
        source=INTENSITY_OVERLAYS,
    ),
    raise_not_assessed=IntensityRule(
        code="NA-11",
        version="1",
        label="straight-leg raise not assessed after an acute injury",
        does="look at it before any resisted test of the quadriceps",
        codes=RESISTED_QUADRICEPS,
        loads=_EFFORT,
        source=INTENSITY_OVERLAYS,
    ),
    restrictions_unknown=IntensityRule(
        code="TI-05",
        version="1",
        label="restrictions after an operation not known",
        does="obtain them first",
        tier=Tier.T1,
        safety=True,
        source=INTENSITY_OVERLAYS,
    ),
    extensor_repair=IntensityRule(
        code="TI-06",
        version="1",
        label="repair of the extensor mechanism",
        does="no resisted extension before the surgeon allows it",
        tier=Tier.T1,
        before_day=_LONG,
        source=INTENSITY_OVERLAYS,
    ),
    extensor_isometric=IntensityRule(
        code="TI-07",
        version="1",
        label="repair of the extensor mechanism, isometric work allowed",
        does="isometric only, no resisted movement before the surgeon allows it",
        tier=Tier.T2,
        before_day=_LONG,
        source=INTENSITY_OVERLAYS,
    ),
    graft_early=IntensityRule(
        code="TI-08",
        version="2",
        label="ACL reconstruction, before 6 weeks",
        does="isometric only, inside the angle that is allowed; laxity tests only by the "
        "surgeon's or clinic's protocol",
        tier=Tier.T2,
        before_day=42,
        codes=LAXITY,
        source=ACL_TESTED_AT_6_WEEKS,
    ),
    graft_later=IntensityRule(
        code="TI-09",
        version="2",
        label="ACL reconstruction, 6 to 12 weeks",
        does="isometric at 60° to 90° only, no hop; laxity tests only by the surgeon's or clinic's "
        "protocol",
        tier=Tier.T3,
        from_day=42,
        before_day=_USUAL,
        codes=LAXITY,
        isometric=AngleWindow(low=60, high=90, source=ISOMETRIC_AFTER_A_GRAFT),
        source=ACL_OPEN_CHAIN,
    ),
    meniscal_repair=IntensityRule(
        code="TI-10",
        version="2",
        label="meniscal repair",
        does="no loaded bend beyond 90°, no resisted hamstrings, no provocation of the meniscus",
        before_day=_USUAL,
        codes=frozenset({"mcmurray_test", "thessaly_test"}),
        loads=_KNEE_FLEXION,
        loaded_to=90,
        source=INTENSITY_OVERLAYS,
    ),
    cartilage=IntensityRule(
        code="TI-11",
        version="1",
        label="cartilage repair of the kneecap or its groove",
        does="no resisted extension through the arc in which the repair is in contact",
        before_day=_LONG,
        codes=RESISTED_QUADRICEPS,
        loads=_EFFORT,
        source=INTENSITY_OVERLAYS,
    ),
    kneecap_held=IntensityRule(
        code="TI-16",
        version="1",
        label="MPFL reconstruction or tubercle osteotomy",
        does="no apprehension test, no push of the kneecap outwards",
        before_day=_USUAL,
        codes=KNEECAP_OUTWARDS,
        source=KNEECAP_HELD_ANEW,
    ),
    hamstring_graft=IntensityRule(
        code="TI-17",
        version="1",
        label="hamstring graft taken from this leg",
        does="a hamstring graft was taken from this leg, no resisted knee flexion",
        before_day=_USUAL,
        loads=_KNEE_FLEXION,
        source=HAMSTRING_TAKEN,
    ),
    instability=IntensityRule(
        code="TI-12",
        version="1",
        label="patellar instability, first weeks, apprehension already found",
        does="no second apprehension test, no push of the kneecap outwards",
        before_day=42,
        codes=KNEECAP_OUTWARDS,
        source=INTENSITY_OVERLAYS,
    ),
    femoral_neck=IntensityRule(
        code="TI-13",
        version="1",
        label="suspected stress injury of the femoral neck",
        does="no hop, no resisted test of the hip",
        tier=Tier.T4,
        codes=HOPS | RESISTED_HIP,
        source=RF_25,
    ),
    pressure=IntensityRule(
        code="TI-14",
        version="1",
        label="resting blood pressure, or symptoms of the chest",
        does="no maximal effort; medical advice",
        codes=RESISTED_HIP | LEG_PRESS,
        loads=_EFFORT | _KNEE_FLEXION,
        source=BLOOD_PRESSURE_AND_EFFORT,
    ),
    growth_plates=IntensityRule(
        code="TI-15",
        version="1",
        label="growth plates that may be open, pain at an apophysis",
        does="no repeated maximal effort through the arc while it flares",
        loads=frozenset({Load.DYNAMIC_MAXIMAL}),
        source=GROWTH_PLATES,
    ),
    pressures=PressureRule(systolic_from=180, diastolic_from=110, source=BLOOD_PRESSURE_AND_EFFORT),
    growth=GrowthRule(under_age=18, source=GROWTH_PLATES),
    windows=WindowRule(acute=42, usual=_USUAL, long=_LONG, source=INTENSITY_WINDOWS),
    irritability=IrritabilityRule(
        code="TI-20",
        version="1",
        high_from=7,
        moderate_from=4,
        effusion_rank=3,
        effusion_rise=1,
        source=IRRITABILITY_LEVELS,
    ),
    healing=HealingRule(
        code="TI-21",
        version="1",
        subacute_from=21,
        strengthening_from=56,
        source=HEALING_STAGES,
    ),
    pain=PainRule(
        code="TI-22",
        version="1",
        limited_from=4,
        stop_above=5,
        stop_rise=2,
        source=PAIN_DURING_TESTS,
    ),
    tier_words=MappingProxyType(
        {
            Tier.T0: "observe, pulses and feeling, effusion, questionnaires",
            Tier.T1: "active and passive range inside limits, quadriceps set, straight-leg raise "
            "if allowed, gentle palpation",
            Tier.T2: "submaximal isometric at 60° to 90°, manual test to grade 3, patellar "
            "mobility, assisted sit-to-stand",
            Tier.T3: "manual test against full resistance, strongest isometric effort at 60° to "
            "90°, chair stand, squat on both legs, step-up",
            Tier.T4: "isokinetic and one-repetition maximum, resistance through the full arc, "
            "squat on one leg, step-down, reach",
            Tier.T5: "jump, hop, run, cut",
        }
    ),
)
