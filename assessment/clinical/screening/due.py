"""Which questions and signs are due at a visit: the core ones, and those of the open blocks.

A block is closed only by an answer, an age or a date; a question that opens a block counts as yes
until it is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from assessment.catalogue.screening_blocks import ASKED_HERE, BLOCKS
from assessment.catalogue.screening_figures import (
    AFTER_SURGERY_DAYS,
    CHILD_BELOW,
    EARLY_AFTER_SURGERY_DAYS,
    SLIPPED_EPIPHYSIS_FROM,
    SLIPPED_EPIPHYSIS_TO,
    YOUNG_TUMOUR_AGE,
)
from assessment.catalogue.types import Constant, VisitKind
from assessment.clinical.screening.extensor import cannot_extend, explained
from assessment.clinical.screening.facts import MECHANISM, ONSET, SUDDEN, ScreenFacts
from assessment.clinical.screening.truth import Truth, any_of, known

Gate = Callable[[ScreenFacts], Truth]


def _asked(*codes: str) -> Gate:
    """Opened by a yes to one of these; unanswered they are due themselves and open nothing yet."""

    def gate(facts: ScreenFacts) -> Truth:
        return Truth(any(facts.item(code).yes for code in codes))

    return gate


def _at_first(gate: Gate) -> Gate:
    """The story opens blocks at the first visit; later the core questions open what is new."""

    def first(facts: ScreenFacts) -> Truth:
        return gate(facts) if facts.visit is VisitKind.INITIAL else Truth(False)

    return first


def _either(*gates: Gate) -> Gate:
    def either(facts: ScreenFacts) -> Truth:
        return any_of(*(gate(facts) for gate in gates))

    return either


def _acute(facts: ScreenFacts) -> Truth:
    return facts.acute_injury()


def _operated(days: Constant) -> Gate:
    def operated(facts: ScreenFacts) -> Truth:
        return facts.operated_within(days.value)

    return operated


def _yes_or_open(code: str) -> Gate:
    """Opened by a question of the story, answered yes or not yet."""

    def gate(facts: ScreenFacts) -> Truth:
        return facts.item(code)

    return gate


def _extensor_explained(facts: ScreenFacts) -> Truth:
    return Truth(cannot_extend(facts).yes and explained(facts).yes)


def _explaining_injury(facts: ScreenFacts) -> Truth:
    """Only an injury explains a hot knee, and only then do the risks of infection decide."""
    hot = facts.item("knee_hot").yes and facts.item("knee_swollen").yes
    return Truth(hot and facts.documented_injury().yes)


def _both_sides(facts: ScreenFacts) -> Truth:
    return known(facts.both_sides, "both_sides")


def _young(facts: ScreenFacts) -> Truth:
    return facts.younger(YOUNG_TUMOUR_AGE.value)


def _epiphysis_age(facts: ScreenFacts) -> Truth:
    return facts.between(SLIPPED_EPIPHYSIS_FROM.value, SLIPPED_EPIPHYSIS_TO.value)


def _child_age(facts: ScreenFacts) -> Truth:
    return facts.younger(CHILD_BELOW.value)


def _limps(age: Gate) -> Gate:
    """A limp opens the block of a hip at any visit, at an age in which it is looked for."""

    def limps(facts: ScreenFacts) -> Truth:
        return Truth(facts.item("limp").yes and not age(facts).no)

    return limps


def _swollen_without_injury(facts: ScreenFacts) -> Truth:
    return Truth(
        facts.item("knee_swollen").yes
        and facts.acute_injury().no
        and facts.operated_within(AFTER_SURGERY_DAYS.value).no
    )


def _twisted(facts: ScreenFacts) -> Truth:
    return Truth(facts.chosen(MECHANISM, "twist").yes and not facts.acute_injury().no)


def _sudden(facts: ScreenFacts) -> Truth:
    return facts.chosen(ONSET, SUDDEN)


_BY_SURGERY = _operated(AFTER_SURGERY_DAYS)

GATES: Mapping[str, Gate] = MappingProxyType(
    {
        "injury": _either(_at_first(_acute), _asked("recent_injury")),
        "dislocation": _asked("shin_out_of_place", "gross_laxity"),
        "kneecap": _asked("kneecap_out_of_place"),
        "extensor": _either(
            _at_first(_either(_acute, _BY_SURGERY)),
            _asked(
                "recent_injury",
                "cannot_straighten_or_lift",
                "pop_at_onset",
                "new_fall",
                "raise_lost",
            ),
        ),
        "extensor_explained": _extensor_explained,
        "limb": _either(
            _at_first(_either(_acute, _operated(EARLY_AFTER_SURGERY_DAYS))),
            _asked(
                "recent_injury",
                "weakness_numbness_buckling",
                "after_extreme_exercise",
                "new_tingling",
                "tight_dressing_or_crush",
            ),
        ),
        "infection": _asked("fever_unwell", "hot_swollen_knee", "knee_hot", "wound_change"),
        "infection_risks": _explaining_injury,
        "wound": _either(_at_first(_BY_SURGERY), _asked("wound_change")),
        "implant": _at_first(_either(_BY_SURGERY, _yes_or_open("knee_implant"))),
        "veins": _asked("leg_swelling_vein_pain", "leg_warm_or_discoloured"),
        "spine": _asked("bladder_bowel_saddle_sexual"),
        "both_legs": _either(_at_first(_both_sides), _asked("bladder_bowel_saddle_sexual")),
        "nerve": _asked(
            "weakness_numbness_buckling",
            "quadriceps_weak_beyond_pain",
            "knee_jerk_reduced",
            "thigh_sensation_reduced",
        ),
        "tumour": _either(
            _at_first(_young),
            _asked(
                "night_rest_pain",
                "weight_loss_sweats_fatigue",
                "cancer_now_or_past",
                "growing_lump",
                "lump_not_growing",
                "bone_pain_unexplained",
                "bone_swelling",
            ),
        ),
        "weight": _asked("weight_loss_sweats_fatigue"),
        "bone_pain": _asked("bone_pain_unexplained"),
        "cancer": _asked("cancer_now_or_past"),
        "slipped_epiphysis": _either(
            _at_first(_epiphysis_age), _asked("skeletally_immature"), _limps(_epiphysis_age)
        ),
        "child": _either(_at_first(_child_age), _limps(_child_age)),
        "impact": _at_first(_yes_or_open("impact_or_low_bone")),
        "hip_stress": _asked("groin_thigh_pain_on_impact"),
        "bone_stress": _asked("pain_rising_with_impact", "focal_bone_tenderness"),
        "adult_hip": _asked("knee_unremarkable"),
        "synovitis": _either(
            _asked(
                "morning_stiffness_other_joints",
                "stiffness_over_30_minutes",
                "several_joints",
                "boggy_swelling_without_injury",
            ),
            _swollen_without_injury,
        ),
        "locking": _either(
            _at_first(_twisted),
            _asked("cannot_straighten_or_lift", "extension_blocked", "block_is_new"),
        ),
        "sudden": _at_first(_sudden),
        "sudden_risks": _asked("sudden_medial_rest_pain"),
        "exertion": _either(_at_first(_sudden), _asked("weakness_numbness_buckling", "dark_urine")),
        "exertion_signs": _asked("after_extreme_exercise"),
        "risk_details": _asked("blood_immune_steroid"),
        "arteries": _asked("claudication", "foot_rest_pain", "tissue_loss"),
        "regional_pain": _asked("disproportionate_pain"),
    }
)


def gates(facts: ScreenFacts) -> dict[str, Truth]:
    """Whether each block is open (yes), closed (no), or open until its question is answered."""
    return {one.code: GATES[one.code](facts) for one in BLOCKS}


def due(facts: ScreenFacts, core: frozenset[str]) -> frozenset[str]:
    """The codes of what has to be answered: the core of the visit, and the items of open blocks.

    What opens a block and was not answered is due as well.
    """
    found = set(core)
    for block, gate in zip(BLOCKS, gates(facts).values(), strict=True):
        if not gate.no:
            found |= {*block.items, *(one for one in gate.missing if one in ASKED_HERE)}
    return frozenset(found)
