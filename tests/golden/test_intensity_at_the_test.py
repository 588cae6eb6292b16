"""One test held against the tier: what is said, by which reasons, and what a choice does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.catalogue.demands import demands_of
from assessment.catalogue.types import (
    ActionLevel,
    Demand,
    HealingStage,
    Irritability,
    Load,
    OperationGroup,
    Tier,
)
from assessment.clinical.intensity import (
    Advised,
    InForce,
    OpenFlag,
    Reason,
    TierAdvice,
    held_against,
    tier_in_force,
)
from tests.golden.intensity import advice, operation

HIGH_IN_C = {"irritability": Irritability.HIGH, "stage": HealingStage.C}


def said(
    code: str, found: TierAdvice, force: InForce | None = None, **setup: str
) -> Advised | None:
    held = force or tier_in_force(found, None, "")
    return held_against(code, demands_of(code), setup, found, held)


def words(code: str, found: TierAdvice, force: InForce | None = None, **setup: str) -> str:
    told = said(code, found, force, **setup)
    return told.words if told else ""


@pytest.mark.parametrize(
    ("chosen", "reason", "expected"),
    [
        (None, "", InForce(tier=Tier.T2, chosen=False)),
        (None, "asked for", InForce(tier=Tier.T2, chosen=False, reason="asked for")),
        (Tier.T1, "", InForce(tier=Tier.T1, chosen=True)),
        (Tier.T2, "", InForce(tier=Tier.T2, chosen=True)),
        (Tier.T3, "", InForce(tier=Tier.T2, chosen=False, wanted=Tier.T3)),
        (Tier.T3, "asked for", InForce(tier=Tier.T3, chosen=True, reason="asked for")),
    ],
)
def test_a_choice_holds_above_the_suggestion_only_with_its_reason(
    chosen: Tier | None, reason: str, expected: InForce
) -> None:
    assert tier_in_force(advice(**HIGH_IN_C), chosen, reason) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("knee_flexion_passive", ""),
        ("prone_knee_bend", ""),
        ("knee_extension_force", "T3, above the T2 suggested"),
        ("single_leg_squat_grade", "T4, above the T2 suggested"),
        pytest.param("single_hop", "T5, above the T2 suggested", id="row-73"),
        ("limb_length", ""),
    ],
)
def test_a_test_above_the_tier_says_so(code: str, expected: str) -> None:
    assert words(code, advice(**HIGH_IN_C)) == expected


def test_it_gives_the_reasons_that_hold_the_tier_there() -> None:
    found = advice(**HIGH_IN_C, operations=(operation(OperationGroup.ACL_RECONSTRUCTION, 50),))
    told = said("single_hop", found)
    assert told is not None
    assert [one.words for one in told.reasons] == ["Irritability high, healing stage C: T2."]
    assert (told.tier, told.part_from) == (Tier.T5, "")


def test_a_tier_that_was_chosen_is_named_as_chosen() -> None:
    found = advice(**HIGH_IN_C)
    chosen = tier_in_force(found, Tier.T1, "")
    told = said("prone_knee_bend", found, chosen)
    assert told is not None
    assert told.words == "T2, above the T1 you chose"
    assert told.reasons == (Reason(rule="", version="", source="", words="You chose T1."),)


def test_a_choice_of_exactly_what_safety_caps_is_named_as_chosen() -> None:
    found = advice(restrictions_unknown=True)
    told = said("knee_extension_force", found, tier_in_force(found, Tier.T1, ""))
    assert told is not None
    assert told.words == "T3, above the T1 you chose"
    assert [one.rule for one in told.reasons] == ["TI-05", ""]


def test_a_chosen_tier_above_the_suggestion_lets_its_tests_be() -> None:
    found = advice(**HIGH_IN_C)
    force = tier_in_force(found, Tier.T5, "the race is on Sunday")
    assert words("single_hop", found, force) == ""


SAFETY = [
    pytest.param(
        {"flags": (OpenFlag(rule="RF-10", level=ActionLevel.L1),)}, Tier.T0, "TI-02", id="emergency"
    ),
    pytest.param(
        {"flags": (OpenFlag(rule="RF-05", level=ActionLevel.L2),)}, Tier.T1, "TI-03", id="urgent"
    ),
    pytest.param(
        {"acute_injury": True, "incomplete": ("extensor rule",)}, Tier.T1, "TI-04", id="incomplete"
    ),
    pytest.param({"restrictions_unknown": True}, Tier.T1, "TI-05", id="restrictions unknown"),
]


@pytest.mark.parametrize(("facts", "cap", "rule"), SAFETY)
def test_a_choice_with_its_reason_never_silences_what_is_about_safety(
    facts: dict[str, object], cap: Tier, rule: str
) -> None:
    found = advice(**facts)
    force = tier_in_force(found, Tier.T4, "the surgeon asked for it")
    assert (force.tier, force.chosen) == (Tier.T4, True)
    told = said("knee_extension_force", found, force)
    assert told is not None
    assert told.words == f"T3, above the {cap.name} suggested"
    assert [one.rule for one in told.reasons] == [rule]
    # At or below the cap nothing is said.
    assert words("quadriceps_set" if cap else "pain_now", found, force) == ""


def test_a_test_above_the_choice_as_well_is_told_with_both() -> None:
    found = advice(restrictions_unknown=True)
    told = said("single_hop", found, tier_in_force(found, Tier.T3, "asked for"))
    assert told is not None
    assert told.words == "T5, above the T1 suggested"
    assert [(one.rule, one.words[:12]) for one in told.reasons] == [
        ("TI-05", "Restrictions"),
        ("", "You chose T3"),
    ]


def test_the_harder_part_of_a_grade_is_told_for_safety_as_well() -> None:
    found = advice(restrictions_unknown=True)
    told = said("knee_extension_grade", found, tier_in_force(found, Tier.T4, "asked for"))
    assert told is not None
    assert told.words == "T2, above the T1 suggested"
    two = replace(found, reasons=tuple(replace(one, tier=Tier.T2) for one in found.reasons))
    told = said("knee_extension_grade", two, tier_in_force(two, Tier.T4, "asked for"))
    assert told is not None
    assert (told.words, told.part_from) == ("From grade 3+ on: T3, above the T2 suggested", "3+")
    assert [one.rule for one in told.reasons] == ["TI-05"]


def test_a_choice_above_an_operation_or_the_table_still_lets_its_tests_be() -> None:
    found = advice(operations=(operation(OperationGroup.ACL_RECONSTRUCTION, 10),))
    force = tier_in_force(found, Tier.T4, "cleared by the surgeon")
    assert words("chair_stand", found, force) == ""


def test_a_graded_test_is_beyond_from_a_grade_on() -> None:
    told = said("knee_extension_grade", advice(**HIGH_IN_C))
    assert told is not None
    assert told.words == "From grade 3+ on: T3, above the T2 suggested"
    assert (told.tier, told.part_from) == (Tier.T3, "3+")
    assert [one.words for one in told.reasons] == ["Irritability high, healing stage C: T2."]
    at_its_tier = advice(irritability=Irritability.MODERATE, stage=HealingStage.C)
    assert at_its_tier.tier is Tier.T3
    assert words("knee_extension_grade", at_its_tier) == ""
    lower = advice(irritability=Irritability.HIGH, stage=HealingStage.A)
    assert words("knee_extension_grade", lower) == "T2, above the T1 suggested"
    assert words("knee_extension_grade", advice(stage=HealingStage.C)) == ""


def test_the_setup_says_which_way_of_a_test_it_is() -> None:
    found = advice(irritability=Irritability.LOW, stage=HealingStage.B)
    assert words("knee_extension_torque", found, speed="0") == ""
    assert words("knee_extension_torque", found, speed="60") == "T4, above the T3 suggested"
    # While it is not said the easier way holds.
    assert words("knee_extension_torque", found) == ""


@pytest.mark.parametrize(
    ("code", "left_out"),
    [
        pytest.param("knee_extension_force", True, id="row-19"),
        ("resisted_extension_test", True),
        ("one_repetition_maximum_leg_extension", True),
        ("knee_extension_isokinetic_60", True),
        ("knee_flexion_force", False),
        ("straight_leg_raise_extension", False),
        ("hip_abduction_force", False),
    ],
)
def test_row_19_resisted_quadriceps_wait_for_the_raise(code: str, left_out: bool) -> None:
    found = advice(acute_injury=True, injury_days=0, raise_assessed=False)
    told = said(code, found)
    assert [one.rule for one in told.reasons] if told else (["NA-11"] if left_out else []) == []
    assert (told is not None) is left_out
    if told:
        assert told.words == "better left out today"


def test_row_19_is_t1_and_warned() -> None:
    found = advice(
        acute_injury=True,
        injury_days=0,
        raise_assessed=False,
        incomplete=("extensor rule, straight-leg raise",),
    )
    assert found.tier is Tier.T1
    told = said("knee_extension_force", found)
    assert told is not None
    assert told.words == "T3, above the T1 suggested; better left out today"
    assert [one.rule for one in told.reasons] == ["TI-04", "NA-11"]


def test_the_resisted_part_of_a_grade_waits_for_the_raise() -> None:
    found = advice(acute_injury=True, injury_days=0, raise_assessed=False)
    told = said("knee_extension_grade", found)
    assert told is not None
    assert (told.words, told.part_from) == ("From grade 3+ on: better left out today", "3+")
    assert [one.rule for one in told.reasons] == ["NA-11"]


def test_a_way_of_a_test_that_its_setup_rules_out_is_not_held_against_it() -> None:
    lying = Demand(
        code="lying",
        label="Lying",
        measures=("turn",),
        load=Load.NONE,
        tier=Tier.T1,
        unless={"position": "standing"},
        source=demands_of("single_hop")[0].source,
    )
    standing = replace(lying, code="standing", tier=Tier.T4, unless={})
    found = advice(**HIGH_IN_C)
    force = tier_in_force(found, None, "")
    both = (standing, lying)
    assert held_against("turn", both, {}, found, force) is None
    assert held_against("turn", both, {"position": "lying"}, found, force) is None
    told = held_against("turn", both, {"position": "standing"}, found, force)
    assert told is not None
    assert told.words == "T4, above the T2 suggested"


LAXITY = ("lachman_test", "anterior_drawer_test", "lever_sign_test", "pivot_shift_test")
GRAFT = (operation(OperationGroup.ACL_RECONSTRUCTION, 10),)
GRAFT_LATER = (operation(OperationGroup.ACL_RECONSTRUCTION, 50),)
KNEECAP = (operation(OperationGroup.OTHER, 10, kneecap=True),)
HAMSTRING = (operation(OperationGroup.OTHER, 10, hamstring=True),)
MENISCUS = (operation(OperationGroup.MENISCAL_REPAIR, 10),)
CARTILAGE = (operation(OperationGroup.PATELLOFEMORAL_CARTILAGE, 10),)


@pytest.mark.parametrize(
    ("facts", "out", "kept"),
    [
        (
            {"operations": MENISCUS},
            (
                "mcmurray_test",
                "thessaly_test",
                "knee_flexion_force",
                "knee_flexion_grade",
                "stair_climb_11",
                "y_balance_anterior",
            ),
            # A hop bends the loaded knee to 90, which is not beyond.
            (
                *("knee_extension_force", "knee_extension_grade", "lachman_test", "single_hop"),
                *("chair_stand", "squat_pain", "stairs_pain", "knee_flexion_passive"),
                # Nothing is known of how this one is done.
                "limb_length",
            ),
        ),
        (
            {"operations": GRAFT},
            LAXITY,
            ("posterior_drawer_test", "valgus_stress_30_test", "patellar_tilt_test"),
        ),
        (
            {"operations": GRAFT_LATER},
            LAXITY,
            ("posterior_drawer_test", "valgus_stress_30_test", "knee_extension_force"),
        ),
        (
            {"operations": KNEECAP},
            ("patellar_apprehension", "moving_apprehension_test", "patellar_glide_lateral"),
            ("patellar_glide_medial", "knee_flexion_force"),
        ),
        (
            {"operations": HAMSTRING},
            ("knee_flexion_force", "knee_flexion_grade", "one_repetition_maximum_leg_curl"),
            ("knee_flexion_active", "hip_extension_force", "lachman_test"),
        ),
        (
            {"operations": CARTILAGE},
            ("knee_extension_force", "resisted_extension_test", "knee_extension_isokinetic_60"),
            ("knee_flexion_force", "mcmurray_test"),
        ),
        (
            {"patellar_instability": True, "apprehension_found": True},
            ("patellar_apprehension", "moving_apprehension_test", "patellar_glide_lateral"),
            # How deep a squat goes is held back only after a meniscal repair.
            ("patellar_glide_medial", "knee_extension_force", "squat_depth"),
        ),
        (
            {"femoral_neck": True},
            (
                "single_hop",
                "triple_hop",
                "crossover_hop",
                "timed_hop",
                "hip_abduction_force",
                "hip_external_rotation_force",
                "hip_extension_force",
            ),
            ("knee_extension_force", "chair_stand"),
        ),
        (
            {"chest_symptoms": True},
            (
                "knee_extension_force",
                "knee_flexion_force",
                "hip_abduction_force",
                "one_repetition_maximum_leg_press",
                "repetition_load_leg_press",
                "repetition_count_leg_press",
            ),
            ("chair_stand", "quadriceps_set", "knee_flexion_passive"),
        ),
        (
            {"apophysis_pain": True, "age": 14},
            ("knee_extension_isokinetic_60", "one_repetition_maximum_leg_extension"),
            ("knee_extension_force", "chair_stand"),
        ),
    ],
    ids=[
        *("meniscus", "graft", "graft later", "kneecap", "hamstring", "cartilage", "instability"),
        *("femoral neck", "pressure", "growing"),
    ],
)
def test_named_tests_are_left_out(
    facts: dict[str, object], out: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    found = advice(**facts)
    assert [code for code in out if "better left out today" not in words(code, found)] == []
    assert [code for code in kept if words(code, found)] == []


@pytest.mark.parametrize(
    ("code", "angle", "left_out"),
    [
        ("knee_extension_force", "59", True),
        ("knee_extension_force", "60", False),
        ("knee_extension_force", "90", False),
        ("knee_extension_force", "91", True),
        ("knee_extension_force", "", False),
        ("knee_extension_force", "ninety", False),
        ("central_activation_ratio", "45", True),
        # Of flexion it says nothing.
        ("knee_flexion_force", "45", False),
    ],
)
def test_after_a_graft_isometric_extension_stays_within_60_to_90(
    code: str, angle: str, left_out: bool
) -> None:
    told = said(code, advice(operations=GRAFT_LATER), knee_angle=angle)
    assert (told is not None) is left_out
    if told:
        assert told.words == "better left out today"
        assert [one.rule for one in told.reasons] == ["TI-09"]
    assert words(code, advice(), knee_angle=angle) == ""


@pytest.mark.parametrize("code", ["squat_depth", "squat_pain_angle"])
def test_after_a_meniscal_repair_a_squat_goes_no_deeper_than_90(code: str) -> None:
    told = said(code, advice(operations=MENISCUS))
    assert told is not None
    assert told.words == "no loaded bend beyond 90°"
    assert told.bends_to == 90
    assert [one.rule for one in told.reasons] == ["TI-10"]
    above = said(code, advice(operations=MENISCUS, irritability=Irritability.HIGH))
    assert above is not None
    assert above.words == "T3, above the T2 suggested; no loaded bend beyond 90°"
    assert above.bends_to is None


def test_row_62_the_hop_is_warned() -> None:
    told = said("single_hop", advice(femoral_neck=True))
    assert told is not None
    assert told.words == "T5, above the T4 suggested; better left out today"
    assert [one.rule for one in told.reasons] == ["TI-13"]


def test_an_emergency_leaves_only_what_is_observed() -> None:
    found = advice(flags=(OpenFlag(rule="RF-10", level=ActionLevel.L1),))
    assert words("knee_flexion_passive", found) == "T1, above the T0 suggested"
