"""What is due at a visit: what opens each block, what closes it, and what leaves it open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.screening_blocks import BLOCKS, OPENERS
from assessment.catalogue.types import Kind, VisitKind
from assessment.clinical.screening.due import due, gates
from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts
from assessment.clinical.screening.screen import screened
from tests.unit.clinical.screening_visits import HARMLESS, core

FIRST, LATER = VisitKind.INITIAL, VisitKind.REASSESSMENT
NO_ANSWERS = tuple(one.code for one in RED_FLAGS.measures if one.kind is Kind.ANSWER)


def calm(yes: str = "", unknown: str = "", **told: Any) -> ScreenFacts:
    """Everything answered no at a first visit, 30 years old, gradual onset, no procedure."""
    answers = {**dict.fromkeys(NO_ANSWERS, False), **dict.fromkeys(yes.split(), True)}
    choices = {**HARMLESS, **told.pop("choices", {})}
    for code in unknown.split():
        answers.pop(code, None)
        choices.pop(code, None)
    facts = {"visit": FIRST, "age": 30, "procedures": (), **told}
    return ScreenFacts(answers=answers, choices=choices, **facts)


def operated(days: int | None, yes: str = "", **told: Any) -> ScreenFacts:
    return calm(yes, procedures=(LimbProcedure(days=days, anaesthesia=True),), **told)


def hurt(days: int | None, **told: Any) -> ScreenFacts:
    return calm(days_since_injury=days, choices={"onset": "acute_trauma"}, **told)


def opened(facts: ScreenFacts) -> set[str]:
    return {code for code, gate in gates(facts).items() if gate.yes}


def left_open(facts: ScreenFacts) -> dict[str, tuple[str, ...]]:
    return {code: gate.missing for code, gate in gates(facts).items() if gate.open}


def test_each_block_has_a_gate_and_asks_for_what_the_screen_knows() -> None:
    known = {one.code for one in RED_FLAGS.measures}
    assert [one.code for one in BLOCKS] == [*gates(calm())]
    for block in BLOCKS:
        assert set(block.items) <= known
        assert len(set(block.items)) == len(block.items)


@pytest.mark.parametrize("visit", list(VisitKind))
def test_a_calm_visit_opens_nothing(visit: VisitKind) -> None:
    assert (opened(calm(visit=visit)), left_open(calm(visit=visit))) == (set(), {})


BY_YES = {
    "recent_injury": "injury extensor limb",
    "shin_out_of_place": "dislocation",
    "gross_laxity": "dislocation",
    "kneecap_out_of_place": "kneecap",
    "cannot_straighten_or_lift": "extensor locking",
    "pop_at_onset": "extensor",
    "new_fall": "extensor",
    "raise_lost": "extensor",
    "weakness_numbness_buckling": "limb nerve exertion",
    "after_extreme_exercise": "limb exertion_signs",
    "new_tingling": "limb",
    "tight_dressing_or_crush": "limb",
    "fever_unwell": "infection",
    "hot_swollen_knee": "infection",
    "knee_hot": "infection",
    "wound_change": "infection wound",
    "leg_swelling_vein_pain": "veins",
    "leg_warm_or_discoloured": "veins",
    "bladder_bowel_saddle_sexual": "spine both_legs",
    "quadriceps_weak_beyond_pain": "nerve",
    "knee_jerk_reduced": "nerve",
    "thigh_sensation_reduced": "nerve",
    "night_rest_pain": "tumour",
    "weight_loss_sweats_fatigue": "tumour weight",
    "cancer_now_or_past": "tumour cancer",
    "growing_lump": "tumour",
    "lump_not_growing": "tumour",
    "bone_pain_unexplained": "tumour bone_pain",
    "bone_swelling": "tumour",
    "skeletally_immature": "slipped_epiphysis",
    "groin_thigh_pain_on_impact": "hip_stress",
    "pain_rising_with_impact": "bone_stress",
    "focal_bone_tenderness": "bone_stress",
    "knee_unremarkable": "adult_hip",
    "morning_stiffness_other_joints": "synovitis",
    "stiffness_over_30_minutes": "synovitis",
    "several_joints": "synovitis",
    "boggy_swelling_without_injury": "synovitis",
    "knee_swollen": "synovitis",
    "extension_blocked": "locking",
    "block_is_new": "locking",
    "dark_urine": "exertion",
    "sudden_medial_rest_pain": "sudden_risks",
    "blood_immune_steroid": "risk_details",
    "claudication": "arteries",
    "foot_rest_pain": "arteries",
    "tissue_loss": "arteries",
    "disproportionate_pain": "regional_pain",
}
AT_FIRST = {"knee_implant": "implant", "impact_or_low_bone": "impact"}


@pytest.mark.parametrize("code", NO_ANSWERS)
def test_a_yes_opens_its_blocks_at_every_visit(code: str) -> None:
    always = set(BY_YES.get(code, "").split())
    assert opened(calm(code)) == always | set(AT_FIRST.get(code, "").split())
    assert opened(calm(code, visit=LATER)) == always


@pytest.mark.parametrize("code", BY_YES)
def test_unasked_it_opens_nothing_but_the_injury(code: str) -> None:
    facts = calm(unknown=code)
    assert opened(facts) == set()
    story = {"injury", "extensor", "limb"} if code == "recent_injury" else set()
    assert set(left_open(facts)) == story
    assert left_open(calm(unknown=code, visit=LATER)) == {}


def test_a_knee_that_swells_after_an_injury_or_operation_is_no_synovitis() -> None:
    assert "synovitis" not in opened(replace(hurt(3), answers={**calm("knee_swollen").answers}))
    assert "synovitis" not in opened(operated(84, "knee_swollen"))
    assert "synovitis" in opened(operated(85, "knee_swollen"))
    assert "synovitis" not in opened(calm("knee_swollen", unknown="recent_injury"))
    assert "synovitis" not in opened(calm("knee_swollen", procedures=None))


ACUTE = {"injury", "extensor", "limb"}


@pytest.mark.parametrize(
    ("facts", "blocks"),
    [
        (hurt(0), ACUTE),
        (hurt(42), ACUTE),
        (hurt(43), set()),
        (hurt(3, visit=LATER), set()),
        (calm(choices={"injury_mechanism": "twist"}, days_since_injury=3), {*ACUTE, "locking"}),
        (calm(choices={"injury_mechanism": "fall"}, days_since_injury=3), ACUTE),
        (calm(choices={"injury_mechanism": "twist"}, days_since_injury=43), set()),
        (
            calm(visit=LATER, choices={"injury_mechanism": "twist"}, days_since_injury=3),
            set(),
        ),
        (operated(0), {"extensor", "limb", "wound", "implant"}),
        (operated(14), {"extensor", "limb", "wound", "implant"}),
        (operated(15), {"extensor", "wound", "implant"}),
        (operated(84), {"extensor", "wound", "implant"}),
        (operated(85), set()),
        (operated(5, visit=LATER), set()),
        (calm(choices={"onset": "sudden_without_trauma"}), {"sudden", "exertion"}),
        (calm(choices={"onset": "sudden_without_trauma"}, visit=LATER), set()),
        (calm(choices={"onset": "after_surgery"}), set()),
        (calm(both_sides=True), {"both_legs"}),
        (calm(both_sides=True, visit=LATER), set()),
        (calm(age=25), set()),
        (calm(age=24), {"tumour"}),
        (calm(age=17), {"tumour"}),
        (calm(age=16), {"tumour", "slipped_epiphysis"}),
        (calm(age=15), {"tumour", "slipped_epiphysis", "child"}),
        (calm(age=8), {"tumour", "slipped_epiphysis", "child"}),
        (calm(age=7), {"tumour", "child"}),
        (calm(age=7, visit=LATER), set()),
        (calm("limp", age=7, visit=LATER), {"child"}),
        (calm("limp", age=8, visit=LATER), {"child", "slipped_epiphysis"}),
        (calm("limp", age=16, visit=LATER), {"slipped_epiphysis"}),
        (calm("limp", age=17, visit=LATER), set()),
        (calm("limp", age=None, visit=LATER), {"child", "slipped_epiphysis"}),
    ],
)
def test_the_story_opens_blocks_at_the_first_visit(facts: ScreenFacts, blocks: set[str]) -> None:
    assert opened(facts) == blocks


@pytest.mark.parametrize(
    ("facts", "blocks"),
    [
        (
            calm(age=None),
            {"tumour": ("age",), "slipped_epiphysis": ("age",), "child": ("age",)},
        ),
        (
            calm(procedures=None),
            {
                "extensor": ("limb_procedure",),
                "limb": ("limb_procedure",),
                "wound": ("limb_procedure",),
                "implant": ("limb_procedure",),
            },
        ),
        (
            operated(None, unknown="recent_injury"),
            {
                "injury": ("recent_injury",),
                "extensor": ("recent_injury", "limb_procedure"),
                "limb": ("recent_injury", "limb_procedure"),
                "wound": ("limb_procedure",),
                "implant": ("limb_procedure",),
            },
        ),
        (calm(unknown="knee_implant"), {"implant": ("knee_implant",)}),
        (calm(unknown="impact_or_low_bone"), {"impact": ("impact_or_low_bone",)}),
        (hurt(None), dict.fromkeys(sorted(ACUTE), ("injury_date",))),
        (
            calm(unknown="onset injury_mechanism"),
            {
                **dict.fromkeys(sorted(ACUTE), ("onset", "injury_date")),
                "sudden": ("onset",),
                "exertion": ("onset",),
            },
        ),
        (calm(unknown="limb_procedure"), {}),
    ],
)
def test_a_story_that_was_not_told_leaves_blocks_open(
    facts: ScreenFacts, blocks: dict[str, tuple[str, ...]]
) -> None:
    assert left_open(facts) == blocks
    assert left_open(replace(facts, visit=LATER)) == {}
    for block in BLOCKS:
        if block.code in blocks:
            assert set(block.items) <= due(facts, frozenset())


def test_a_twist_of_unknown_date_asks_for_a_block() -> None:
    assert "locking" in opened(calm(choices={"injury_mechanism": "twist"}))


UNABLE = {"straight_leg_raise": "unable"}


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        (operated(14, choices=UNABLE), True),
        (operated(14, "cannot_extend_against_gravity"), True),
        (operated(14, choices=UNABLE, visit=LATER), True),
        (operated(15, choices=UNABLE), False),
        (operated(None, choices=UNABLE), False),
        (calm("extensor_explained", choices=UNABLE), True),
        (calm(choices=UNABLE), False),
        (operated(14, choices={"straight_leg_raise": "lag"}), False),
        (operated(14, unknown="straight_leg_raise"), False),
    ],
)
def test_why_a_leg_cannot_be_lifted_is_asked_where_it_could_be_expected(
    facts: ScreenFacts, asked: bool
) -> None:
    assert ("extensor_explained" in opened(facts)) is asked


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        (replace(hurt(3), answers=calm("knee_hot knee_swollen").answers), True),
        (replace(hurt(3, visit=LATER), answers=calm("knee_hot knee_swollen").answers), True),
        (replace(hurt(3), answers=calm("knee_hot").answers), False),
        (replace(hurt(3), answers=calm("knee_swollen").answers), False),
        (replace(hurt(3), answers=calm("knee_hot", unknown="knee_swollen").answers), False),
        (calm("knee_hot knee_swollen"), False),
        (calm("knee_hot knee_swollen", unknown="onset injury_mechanism"), False),
    ],
)
def test_risks_of_infection_are_asked_where_an_injury_could_explain_a_hot_knee(
    facts: ScreenFacts, asked: bool
) -> None:
    assert ("infection_risks" in opened(facts)) is asked


def test_what_is_due_is_the_core_the_open_blocks_and_what_would_open_them() -> None:
    assert due(calm(), frozenset({"fever_unwell"})) == {"fever_unwell"}
    assert due(calm("disproportionate_pain"), frozenset()) == {
        item for block in BLOCKS if block.code == "regional_pain" for item in block.items
    }
    assert due(calm(unknown="impact_or_low_bone"), frozenset()) == {
        "impact_or_low_bone",
        "groin_thigh_pain_on_impact",
        "pain_rising_with_impact",
        "low_energy_signs",
    }
    # An age and an onset are asked elsewhere.
    assert {"age", "onset"}.isdisjoint(due(ScreenFacts(visit=FIRST), frozenset()))


def test_the_story_itself_is_due_at_the_first_visit() -> None:
    for visit, wanted in ((FIRST, OPENERS), (LATER, frozenset[str]())):
        found = screened(calm(visit=visit), core(visit))
        assert found.due == frozenset(core(visit)) | wanted


@pytest.mark.parametrize(
    ("age", "male", "asked"),
    [
        *((11, False, False), (12, False, True), (55, False, True), (56, False, False)),
        *((30, True, False), (None, False, True), (None, True, False)),
    ],
)
def test_pregnancy_is_asked_where_a_clot_is_suspected_and_it_may_be(
    age: int | None, male: bool, asked: bool
) -> None:
    swollen = calm("leg_swelling_vein_pain", "pregnancy", age=age, male=male)
    assert ("pregnancy" in due(swollen, frozenset())) is asked
    assert "pregnancy" not in due(calm(unknown="pregnancy", age=30), frozenset())
    answered = calm("leg_swelling_vein_pain pregnancy", age=30)
    assert answered.pregnant().yes
