"""The tier suggested: every cell of the table, every overlay, each limit from both sides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.catalogue.types import (
    ActionLevel,
    HealingStage,
    Irritability,
    OperationGroup,
    Tier,
)
from assessment.clinical.intensity import OpenFlag
from tests.golden.intensity import QUIET, RULES, advice, operation, rules_of, words_of

HIGH, MODERATE, LOW, UNKNOWN = Irritability
A, B, C, D, GRADUAL, NO_STAGE = HealingStage
ACL = OperationGroup.ACL_RECONSTRUCTION
MENISCUS = OperationGroup.MENISCAL_REPAIR
EXTENSOR = OperationGroup.EXTENSOR_REPAIR
CARTILAGE = OperationGroup.PATELLOFEMORAL_CARTILAGE

CELLS = [
    (HIGH, A, 1),
    (HIGH, B, 1),
    (HIGH, C, 2),
    (HIGH, D, 2),
    (HIGH, GRADUAL, 2),
    (HIGH, NO_STAGE, 1),
    (MODERATE, A, 1),
    (MODERATE, B, 2),
    (MODERATE, C, 3),
    (MODERATE, D, 3),
    (MODERATE, GRADUAL, 3),
    (MODERATE, NO_STAGE, 1),
    (LOW, A, 2),
    (LOW, B, 3),
    (LOW, C, 4),
    (LOW, D, 5),
    (LOW, GRADUAL, 4),
    (LOW, NO_STAGE, 2),
    (UNKNOWN, A, 1),
    (UNKNOWN, B, 1),
    (UNKNOWN, C, 2),
    (UNKNOWN, D, 2),
    (UNKNOWN, GRADUAL, 2),
    (UNKNOWN, NO_STAGE, 1),
]


@pytest.mark.parametrize(("level", "stage", "tier"), CELLS)
def test_every_cell_of_the_table(level: Irritability, stage: HealingStage, tier: int) -> None:
    found = advice(irritability=level, stage=stage)
    assert (found.tier, found.base) == (Tier(tier), Tier(tier))
    assert len(found.reasons) == 1
    assert found.left_out == ()
    assert found.deciding == found.reasons


def test_the_table_has_no_other_cells() -> None:
    assert {(level, stage) for level, stage, _tier in CELLS} == set(RULES.table)


@pytest.mark.parametrize(
    ("level", "stage", "words"),
    [
        (HIGH, A, "Irritability high, healing stage A: T1."),
        (HIGH, D, "Irritability high, healing stage D: T2; a flare, examine again."),
        (MODERATE, B, "Irritability moderate, healing stage B: T2."),
        (MODERATE, D, "Irritability moderate, healing stage D: T3."),
        (LOW, C, "Irritability low, healing stage C: T4."),
        (LOW, GRADUAL, "Irritability low, gradual onset (starts as stage C): T4."),
        (
            UNKNOWN,
            NO_STAGE,
            "Irritability not assessed (acts as high), healing stage not assessed (acts as A): T1.",
        ),
    ],
)
def test_the_table_says_which_cell(level: Irritability, stage: HealingStage, words: str) -> None:
    (reason,) = advice(irritability=level, stage=stage).reasons
    assert (reason.rule, reason.version, reason.words) == ("TI-00", "1", words)
    assert reason.source.startswith("Vastus design decision 2026: the hardest tests suggested")


@pytest.mark.parametrize(
    ("ready", "tier", "words"),
    [
        (True, 5, []),
        (False, 4, ["Prerequisites of hop tests not met: up to T4, no jump and no hop"]),
        (None, 4, ["Prerequisites of hop tests not assessed: up to T4, no jump and no hop"]),
    ],
)
def test_the_highest_tier_asks_for_the_prerequisites_of_hops(
    ready: bool | None, tier: int, words: list[str]
) -> None:
    found = advice(hops_ready=ready)
    assert found.tier == tier
    assert words_of(found) == [f"{one} (at most T4)." for one in words]
    assert rules_of(advice(stage=C, hops_ready=ready)) == []


FLAGS = [
    ((ActionLevel.L1, True), 0, "TI-02", "Open red flag RF-06 (L1): observe only (at most T0)."),
    ((ActionLevel.L1, False), 0, "TI-02", "Open red flag RF-06 (L1): observe only (at most T0)."),
    (
        (ActionLevel.L2, True),
        1,
        "TI-03",
        "Open red flag RF-06 (L2): no resistance on this leg (at most T1).",
    ),
]


@pytest.mark.parametrize(("flag", "tier", "rule", "words"), FLAGS)
def test_an_open_flag_lowers_the_tier(
    flag: tuple[ActionLevel, bool], tier: int, rule: str, words: str
) -> None:
    level, this_leg = flag
    found = advice(flags=(OpenFlag(rule="RF-06", level=level, this_leg=this_leg),))
    assert (found.tier, rules_of(found), words_of(found)) == (tier, [rule], [words])
    assert found.deciding == found.reasons[1:]


@pytest.mark.parametrize(
    "flag",
    [
        OpenFlag(rule="RF-06", level=ActionLevel.L2, this_leg=False),
        OpenFlag(rule="RF-17", level=ActionLevel.L3),
        OpenFlag(rule="RF-26", level=ActionLevel.L4),
    ],
    ids=["same day, other leg", "refer", "caution"],
)
def test_other_flags_leave_the_tier(flag: OpenFlag) -> None:
    assert (advice(flags=(flag,)).tier, rules_of(advice(flags=(flag,)))) == (Tier.T5, [])


def test_flags_of_one_level_stand_in_one_reason() -> None:
    flags = (
        OpenFlag(rule="RF-05", level=ActionLevel.L2),
        OpenFlag(rule="RF-09", level=ActionLevel.L2),
        OpenFlag(rule="RF-10", level=ActionLevel.L1),
    )
    assert words_of(advice(flags=flags)) == [
        "Open red flag RF-10 (L1): observe only (at most T0).",
        "Open red flag RF-05, RF-09 (L2): no resistance on this leg (at most T1).",
    ]


INCOMPLETE = {"incomplete": ("fracture rule", "extensor rule")}


@pytest.mark.parametrize(
    ("acute", "days", "tier"),
    [
        (True, 2, 1),
        (True, 41, 1),
        (True, 42, 5),
        (True, None, 1),
        (None, 2, 1),
        (None, None, 1),
        (False, 2, 5),
        (False, None, 5),
    ],
)
def test_a_rule_left_incomplete_after_an_acute_injury(
    acute: bool | None, days: int | None, tier: int
) -> None:
    assert advice(acute_injury=acute, injury_days=days, **INCOMPLETE).tier == tier


def test_what_is_incomplete_is_named() -> None:
    assert words_of(advice(acute_injury=True, **INCOMPLETE)) == [
        "After an acute injury not complete: fracture rule; extensor rule: no resistance until it "
        "is answered (at most T1)."
    ]
    assert words_of(advice(acute_injury=None, incomplete=("fracture rule",))) == [
        "Whether there was an acute injury is not answered, and not complete: fracture rule: no "
        "resistance until it is answered (at most T1)."
    ]


def test_a_raise_that_was_not_looked_at_warns_of_resisted_quadriceps_tests() -> None:
    found = advice(acute_injury=True, injury_days=2, raise_assessed=False)
    assert (found.tier, rules_of(found)) == (Tier.T5, ["NA-11"])
    assert words_of(found) == [
        "After an acute injury the straight-leg raise is not assessed: look at it before any "
        "resisted test of the quadriceps."
    ]
    assert [one.rule.code for one in found.left_out] == ["NA-11"]
    assert rules_of(advice(acute_injury=False, raise_assessed=False)) == []
    assert rules_of(advice(acute_injury=True, injury_days=42, raise_assessed=False)) == []


def test_unknown_restrictions() -> None:
    found = advice(restrictions_unknown=True)
    assert (found.tier, rules_of(found)) == (Tier.T1, ["TI-05"])
    assert words_of(found) == [
        "Restrictions after the operation are not known: obtain them first (at most T1)."
    ]


OPERATIONS = [
    # The graft: isometric before 6 weeks, no hop before 12.
    (ACL, 0, {}, 2, ["TI-08"]),
    (ACL, 41, {}, 2, ["TI-08"]),
    (ACL, 42, {}, 3, ["TI-09"]),
    (ACL, 83, {}, 3, ["TI-09"]),
    (ACL, 84, {}, 5, []),
    (ACL, None, {}, 2, ["TI-08"]),
    (ACL, -1, {}, 5, []),
    (ACL, 41, {"released": True}, 2, ["TI-08"]),
    # The extensor mechanism: until the surgeon releases it, else for 26 weeks.
    (EXTENSOR, 0, {}, 1, ["TI-06"]),
    (EXTENSOR, 181, {}, 1, ["TI-06"]),
    (EXTENSOR, 182, {}, 5, []),
    (EXTENSOR, None, {}, 1, ["TI-06"]),
    (EXTENSOR, 30, {"isometric": True}, 2, ["TI-07"]),
    (EXTENSOR, 30, {"isometric": False}, 1, ["TI-06"]),
    (EXTENSOR, 182, {"isometric": True}, 5, []),
    (EXTENSOR, 30, {"released": True}, 5, []),
    (EXTENSOR, 400, {"released": False}, 1, ["TI-06"]),
    (EXTENSOR, 400, {"released": False, "isometric": True}, 2, ["TI-07"]),
    # Named tests alone are left out.
    (MENISCUS, 83, {}, 5, ["TI-10"]),
    (MENISCUS, 84, {}, 5, []),
    (MENISCUS, 84, {"released": False}, 5, ["TI-10"]),
    (MENISCUS, 10, {"released": True}, 5, []),
    (CARTILAGE, 181, {}, 5, ["TI-11"]),
    (CARTILAGE, 182, {}, 5, []),
    (CARTILAGE, None, {}, 5, ["TI-11"]),
    (OperationGroup.OTHER, 3, {}, 5, []),
    # The kneecap held anew, and the hamstring that a graft was taken from.
    (OperationGroup.OTHER, 83, {"kneecap": True}, 5, ["TI-16"]),
    (OperationGroup.OTHER, 84, {"kneecap": True}, 5, []),
    (OperationGroup.OTHER, None, {"kneecap": True}, 5, ["TI-16"]),
    (OperationGroup.OTHER, -1, {"kneecap": True}, 5, []),
    (EXTENSOR, 10, {"kneecap": True}, 1, ["TI-06", "TI-16"]),
    (EXTENSOR, 10, {"kneecap": True, "released": True}, 5, ["TI-16"]),
    (OperationGroup.OTHER, 83, {"hamstring": True}, 5, ["TI-17"]),
    (OperationGroup.OTHER, 84, {"hamstring": True}, 5, []),
    (ACL, 10, {"hamstring": True}, 2, ["TI-08", "TI-17"]),
    (ACL, 50, {"hamstring": True}, 3, ["TI-09", "TI-17"]),
]


@pytest.mark.parametrize(("kind", "days", "said", "tier", "rules"), OPERATIONS)
def test_an_operation_lowers_the_tier_while_it_heals(
    kind: OperationGroup, days: int | None, said: dict[str, bool], tier: int, rules: list[str]
) -> None:
    found = advice(operations=(operation(kind, days, **said),))
    assert (found.tier, rules_of(found)) == (tier, rules)


@pytest.mark.parametrize(
    ("kind", "days", "said", "words"),
    [
        (
            ACL,
            41,
            {},
            "Operation, day 41: isometric only, inside the angle that is allowed; laxity tests "
            "only by the surgeon's or clinic's protocol (at most T2).",
        ),
        (
            ACL,
            42,
            {},
            "Operation, day 42: isometric at 60° to 90° only, no hop; laxity tests only by the "
            "surgeon's or clinic's protocol (at most T3).",
        ),
        (
            ACL,
            None,
            {},
            "Operation, date not known: isometric only, inside the angle that is allowed; laxity "
            "tests only by the surgeon's or clinic's protocol (at most T2).",
        ),
        (
            EXTENSOR,
            9,
            {},
            "Operation, day 9: no resisted extension before the surgeon allows it (at most T1).",
        ),
        (
            EXTENSOR,
            9,
            {"isometric": True},
            "Operation, day 9: isometric only, no resisted movement before the surgeon allows it "
            "(at most T2).",
        ),
        (
            MENISCUS,
            9,
            {},
            "Operation, day 9: no loaded bend beyond 90°, no resisted hamstrings, no provocation "
            "of the meniscus.",
        ),
        (
            CARTILAGE,
            9,
            {},
            "Operation, day 9: no resisted extension through the arc in which the repair is in "
            "contact.",
        ),
        (
            OperationGroup.OTHER,
            9,
            {"kneecap": True},
            "Operation, day 9: no apprehension test, no push of the kneecap outwards.",
        ),
        (
            OperationGroup.OTHER,
            9,
            {"hamstring": True},
            "Operation, day 9: a hamstring graft was taken from this leg, no resisted knee "
            "flexion.",
        ),
    ],
)
def test_an_operation_says_what_it_asks_for(
    kind: OperationGroup, days: int | None, said: dict[str, bool], words: str
) -> None:
    assert words_of(advice(operations=(operation(kind, days, **said),))) == [words]


@pytest.mark.parametrize(
    ("systolic", "diastolic", "chest", "words"),
    [
        ("179", "109", None, ""),
        ("180", "80", None, "Systolic pressure 180 mmHg"),
        ("120", "110", None, "Diastolic pressure 110 mmHg"),
        ("181", "111", None, "Systolic pressure 181 mmHg, diastolic pressure 111 mmHg"),
        (None, None, True, "Symptoms of the chest"),
        (None, None, False, ""),
        (None, None, None, ""),
    ],
)
def test_blood_pressure_and_the_chest_leave_maximal_effort_out(
    systolic: str | None, diastolic: str | None, chest: bool | None, words: str
) -> None:
    found = advice(
        systolic=None if systolic is None else Decimal(systolic),
        diastolic=None if diastolic is None else Decimal(diastolic),
        chest_symptoms=chest,
    )
    assert found.tier is Tier.T5
    assert rules_of(found) == (["TI-14"] if words else [])
    assert words_of(found) == ([f"{words}: no maximal effort; medical advice."] if words else [])


@pytest.mark.parametrize(
    ("unstable", "found_before", "days", "rules"),
    [
        (True, True, 41, ["TI-12"]),
        (True, True, 42, []),
        (True, True, None, ["TI-12"]),
        (True, False, 3, []),
        (True, None, 3, []),
        (False, True, 3, []),
        (None, True, 3, []),
    ],
)
def test_apprehension_is_not_tried_again_in_the_first_weeks(
    unstable: bool | None, found_before: bool | None, days: int | None, rules: list[str]
) -> None:
    found = advice(patellar_instability=unstable, apprehension_found=found_before, injury_days=days)
    assert (found.tier, rules_of(found)) == (Tier.T5, rules)
    if rules:
        assert words_of(found) == [
            "Patellar instability, apprehension was found: no second apprehension test, no push "
            "of the kneecap outwards."
        ]


@pytest.mark.parametrize(("suspected", "tier"), [(True, 4), (False, 5), (None, 5)])
def test_row_62_a_suspected_femoral_neck_allows_no_hop(suspected: bool | None, tier: int) -> None:
    found = advice(femoral_neck=suspected)
    assert found.tier == tier
    if suspected:
        assert words_of(found) == [
            "Suspected stress injury of the femoral neck: no hop, no resisted test of the hip (at "
            "most T4)."
        ]


@pytest.mark.parametrize(
    ("age", "plates", "pain", "rules"),
    [
        (17, None, True, ["TI-15"]),
        (18, None, True, []),
        (17, True, True, ["TI-15"]),
        (18, True, True, ["TI-15"]),
        (17, False, True, []),
        (17, None, False, []),
        (17, None, None, []),
        (None, None, True, []),
        (None, True, True, ["TI-15"]),
    ],
)
def test_growth_plates_with_pain(
    age: int | None, plates: bool | None, pain: bool | None, rules: list[str]
) -> None:
    found = advice(age=age, growth_plates_open=plates, apophysis_pain=pain)
    assert (found.tier, rules_of(found)) == (Tier.T5, rules)
    if rules:
        assert words_of(found) == [
            "Growing, with pain at an apophysis: no repeated maximal effort through the arc while "
            "it flares."
        ]


def test_the_lowest_of_all_reasons_holds_and_decides() -> None:
    found = advice(
        irritability=MODERATE,
        stage=C,
        operations=(operation(ACL, 50), operation(ACL, 10)),
        restrictions_unknown=True,
    )
    assert (found.tier, found.base) == (Tier.T1, Tier.T3)
    assert rules_of(found) == ["TI-05", "TI-09", "TI-08"]
    assert [one.rule for one in found.deciding] == ["TI-05"]


def test_every_rule_has_a_version_and_a_source() -> None:
    found = advice(
        irritability=UNKNOWN,
        flags=(OpenFlag(rule="RF-06", level=ActionLevel.L1),),
        systolic=Decimal(200),
        femoral_neck=True,
        operations=(operation(ACL, 10),),
    )
    versions = {one.rule: one.version for one in found.reasons}
    assert versions == {"TI-00": "1", "TI-02": "1", "TI-08": "2", "TI-13": "1", "TI-14": "1"}
    sources = {one.rule: one.source for one in found.reasons}
    assert "PMC7727404" in sources["TI-08"]
    assert "PMC6226070" in sources["TI-13"]
    assert "180 systolic or 110 diastolic" in sources["TI-14"]


def test_row_73_and_row_74_by_the_table() -> None:
    """73: high in stage C, a hop is above it. 74: not assessed in stage B is T1."""
    assert advice(irritability=HIGH, stage=C).tier is Tier.T2
    assert advice(irritability=UNKNOWN, stage=B).tier is Tier.T1
    assert QUIET.irritability is LOW
