"""Cauda equina, femoral nerve, lost strength: line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.facts import ScreenFacts
from tests.golden.safety.tables import Row, all_no, blank, result, said

CORE = "bladder_bowel_saddle_sexual"
NAMED = ("bladder_change", "saddle_numbness", "rectal_change")
LATER = VisitKind.REASSESSMENT

SPINE: tuple[Row, ...] = (
    *((one, blank(one), f"L1/emergency < {one}") for one in NAMED),
    *(
        (one, blank(one), f"L1/emergency < {one}")
        for one in ("both_legs_weak", "both_legs_pain_with_back_pain")
    ),
    ("the core question alone", blank(CORE), f"L1/emergency < {CORE}"),
    (
        "the core question, sexual function named, the rest unknown",
        blank(f"{CORE} sexual_change"),
        f"L1/emergency < {CORE}",
    ),
    (
        "the core question, one of the rest unknown",
        all_no(f"{CORE} sexual_change", "rectal_change"),
        f"L1/emergency < {CORE}",
    ),
    (
        "only sexual function",
        all_no(f"{CORE} sexual_change"),
        f"L2/today < sexual_change {CORE}",
    ),
    (
        "the rest denied, sexual function unknown",
        all_no(CORE, "sexual_change"),
        f"L2/today < {CORE}",
    ),
    ("all four denied", all_no(CORE), f"L2/today < {CORE}"),
    (
        "only sexual function, both legs not asked",
        all_no(f"{CORE} sexual_change", "both_legs_weak"),
        f"L2/today < sexual_change {CORE} ? both_legs_weak",
    ),
    (
        "sexual function and saddle",
        all_no(f"{CORE} sexual_change saddle_numbness"),
        f"L1/emergency < saddle_numbness {CORE}",
    ),
    ("nothing", all_no(), "not fired"),
    (
        "declined",
        all_no(unknown=CORE),
        f"incomplete ? {CORE}",
    ),
    ("details not asked", all_no(unknown="bladder_change"), "not asked ? bladder_change"),
)

WEAK = "quadriceps_weak_beyond_pain"

FEMORAL: tuple[Row, ...] = (
    *(
        (one, all_no(f"{WEAK} {one}"), f"L2/today < {WEAK} {one}")
        for one in ("knee_jerk_reduced", "thigh_sensation_reduced")
    ),
    *(
        (
            f"with {one}",
            all_no(f"{WEAK} knee_jerk_reduced {one}"),
            f"L1/emergency < {WEAK} knee_jerk_reduced {one}",
        )
        for one in ("bleeding_risk", "groin_iliac_pain", "recent_groin_procedure")
    ),
    (
        "one of the medicines, which is unknown",
        all_no(f"{WEAK} thigh_sensation_reduced blood_immune_steroid", "bleeding_risk"),
        f"L1/emergency < {WEAK} thigh_sensation_reduced blood_immune_steroid",
    ),
    (
        "another of the medicines",
        all_no(f"{WEAK} thigh_sensation_reduced blood_immune_steroid"),
        f"L2/today < {WEAK} thigh_sensation_reduced",
    ),
    (
        "groin not asked",
        all_no(f"{WEAK} thigh_sensation_reduced", "groin_iliac_pain"),
        f"L2/today < {WEAK} thigh_sensation_reduced ? groin_iliac_pain",
    ),
    (
        "known",
        all_no(f"{WEAK} knee_jerk_reduced nerve_known_stable"),
        f"L4/known < {WEAK} knee_jerk_reduced nerve_known_stable",
    ),
    (
        "known, with a blood thinner",
        all_no(f"{WEAK} knee_jerk_reduced nerve_known_stable bleeding_risk"),
        f"L4/known < {WEAK} knee_jerk_reduced nerve_known_stable",
    ),
    (
        "unknown whether known",
        all_no(f"{WEAK} knee_jerk_reduced", "nerve_known_stable"),
        f"L2/today < {WEAK} knee_jerk_reduced",
    ),
    (
        "foot drop",
        blank("new_foot_drop"),
        "L2/foot_drop < new_foot_drop ? "
        f"{WEAK} knee_jerk_reduced thigh_sensation_reduced blood_immune_steroid groin_iliac_pain "
        "recent_groin_procedure",
    ),
    (
        "foot drop, nerve known",
        all_no("new_foot_drop nerve_known_stable"),
        "L2/foot_drop < new_foot_drop",
    ),
    (
        "a grade lost",
        replace(all_no(visit=LATER), grade_drop=True),
        "L2/lost_strength < grade_drop",
    ),
    (
        "a grade lost, unknown why",
        replace(all_no(visit=LATER, unknown="weakness_explained_by_pain"), grade_drop=True),
        "L2/lost_strength < grade_drop",
    ),
    (
        "a grade lost to pain",
        replace(all_no("weakness_explained_by_pain", visit=LATER), grade_drop=True),
        "not fired",
    ),
    ("no two grades", replace(all_no(visit=LATER), grade_drop=None), "not fired"),
    ("weak alone", all_no(WEAK), "not fired"),
    (
        "knee jerk alone",
        all_no("knee_jerk_reduced thigh_sensation_reduced bleeding_risk"),
        "not fired",
    ),
    ("weak, jerk not tried", all_no(WEAK, "knee_jerk_reduced"), "incomplete ? knee_jerk_reduced"),
    (
        "weak by the core question, not examined",
        all_no("weakness_numbness_buckling", f"{WEAK} knee_jerk_reduced thigh_sensation_reduced"),
        f"incomplete ? {WEAK} knee_jerk_reduced thigh_sensation_reduced",
    ),
    ("nobody had to look", all_no(unknown="new_foot_drop"), "not asked ? new_foot_drop"),
)

TABLES = {"RF-14": SPINE, "RF-15": FEMORAL}


@pytest.mark.parametrize(
    ("rule", "facts", "outcome"),
    [
        pytest.param(rule, facts, outcome, id=f"{rule} {says}")
        for rule, table in TABLES.items()
        for says, facts, outcome in table
    ],
)
def test_what_the_rule_says(rule: str, facts: ScreenFacts, outcome: str) -> None:
    assert said(result(rule, facts)) == outcome
