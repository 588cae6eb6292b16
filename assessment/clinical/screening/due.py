"""Which questions and signs are due at a visit: the core ones, and those of the open blocks.

A block is closed only by an answer, an age or a date; a question that opens a block counts as yes
until it is answered.
"""

from __future__ import annotations

from assessment.catalogue.screening_blocks import ASKED_HERE, BLOCKS, INJURY_SIGNS
from assessment.catalogue.screening_figures import (
    AFTER_SURGERY_DAYS,
    CHILD_BELOW,
    EARLY_AFTER_SURGERY_DAYS,
    SLIPPED_EPIPHYSIS_FROM,
    SLIPPED_EPIPHYSIS_TO,
    YOUNG_TUMOUR_AGE,
)
from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.extensor import cannot_extend, explained
from assessment.clinical.screening.facts import MECHANISM, ONSET, SUDDEN, ScreenFacts
from assessment.clinical.screening.truth import Truth, any_of


def gates(facts: ScreenFacts) -> dict[str, Truth]:
    """Whether each block is open (yes), closed (no), or open until its question is answered."""
    opened = {
        **_injured(facts),
        **_infected(facts),
        **_nerves_and_veins(facts),
        **_tumours(facts),
        **_hips(facts),
        **_joints_and_bones(facts),
    }
    return {one.code: opened[one.code] for one in BLOCKS}


def due(facts: ScreenFacts, core: frozenset[str]) -> frozenset[str]:
    """The codes of what has to be answered: the core of the visit, and the items of open blocks.

    What opens a block and was not answered is due as well; and a sign of an injury asks whether
    there was one.
    """
    found = set(core)
    if facts.any_item(*INJURY_SIGNS).yes:
        found.add("recent_injury")
    opened = gates(facts)
    for block in BLOCKS:
        gate = opened[block.code]
        if not gate.no:
            found |= {*block.items, *(one for one in gate.missing if one in ASKED_HERE)}
    return frozenset(found)


def _asked(facts: ScreenFacts, *codes: str) -> Truth:
    """Opened by a yes to one of these; unanswered they are due themselves and open nothing yet."""
    return Truth(any(facts.item(code).yes for code in codes))


def _told(facts: ScreenFacts, story: Truth) -> Truth:
    """The story opens blocks at the first visit; later the core questions open what is new."""
    return story if facts.visit is VisitKind.INITIAL else Truth(False)


def _injured(facts: ScreenFacts) -> dict[str, Truth]:
    acute = facts.acute_injury()
    operated = facts.operated_within(AFTER_SURGERY_DAYS.value)
    new = facts.operated_within(EARLY_AFTER_SURGERY_DAYS.value)
    twisted = Truth(facts.chosen(MECHANISM, "twist").yes and not acute.no)
    unable = cannot_extend(facts).yes
    return {
        "injury": any_of(_told(facts, acute), _asked(facts, "recent_injury")),
        "dislocation": _asked(facts, "shin_out_of_place", "gross_laxity"),
        "kneecap": _asked(facts, "kneecap_out_of_place"),
        "extensor": any_of(
            _told(facts, any_of(acute, operated)),
            _asked(
                facts,
                "recent_injury",
                "cannot_straighten_or_lift",
                "pop_at_onset",
                "new_fall",
                "raise_lost",
            ),
        ),
        "extensor_explained": Truth(unable and explained(facts).yes),
        "limb": any_of(
            _told(facts, any_of(acute, new)),
            _asked(
                facts,
                "recent_injury",
                "weakness_numbness_buckling",
                "after_extreme_exercise",
                "new_tingling",
                "tight_dressing_or_crush",
            ),
        ),
        "locking": any_of(
            _told(facts, twisted),
            _asked(facts, "cannot_straighten_or_lift", "extension_blocked", "block_is_new"),
        ),
    }


def _infected(facts: ScreenFacts) -> dict[str, Truth]:
    operated = facts.operated_within(AFTER_SURGERY_DAYS.value)
    # Only an injury explains a hot knee, and only then do the risks of infection decide.
    hot = facts.item("knee_hot").yes and facts.item("knee_swollen").yes
    return {
        "infection": _asked(facts, "fever_unwell", "hot_swollen_knee", "knee_hot", "wound_change"),
        "infection_risks": Truth(hot and facts.documented_injury().yes),
        "wound": any_of(_told(facts, operated), _asked(facts, "wound_change")),
        "implant": _told(facts, any_of(operated, facts.item("knee_implant"))),
    }


def _nerves_and_veins(facts: ScreenFacts) -> dict[str, Truth]:
    both = Truth(facts.both_sides)
    veins = _asked(facts, "leg_swelling_vein_pain", "leg_warm_or_discoloured")
    return {
        "veins": veins,
        "pregnancy": Truth(veins.yes and not facts.pregnant().no),
        "arteries": _asked(facts, "claudication", "foot_rest_pain", "tissue_loss"),
        "spine": _asked(facts, "bladder_bowel_saddle_sexual"),
        "both_legs": any_of(_told(facts, both), _asked(facts, "bladder_bowel_saddle_sexual")),
        "nerve": _asked(
            facts,
            "weakness_numbness_buckling",
            "quadriceps_weak_beyond_pain",
            "knee_jerk_reduced",
            "thigh_sensation_reduced",
        ),
        "regional_pain": _asked(facts, "disproportionate_pain"),
        "risk_details": _asked(facts, "blood_immune_steroid"),
    }


def _tumours(facts: ScreenFacts) -> dict[str, Truth]:
    return {
        "tumour": any_of(
            _told(facts, facts.younger(YOUNG_TUMOUR_AGE.value)),
            _asked(
                facts,
                "night_rest_pain",
                "weight_loss_sweats_fatigue",
                "cancer_now_or_past",
                "growing_lump",
                "lump_not_growing",
                "bone_pain_unexplained",
                "bone_swelling",
            ),
        ),
        "weight": _asked(facts, "weight_loss_sweats_fatigue"),
        "bone_pain": _asked(facts, "bone_pain_unexplained"),
        "cancer": _asked(facts, "cancer_now_or_past"),
    }


def _hips(facts: ScreenFacts) -> dict[str, Truth]:
    grows = facts.between(SLIPPED_EPIPHYSIS_FROM.value, SLIPPED_EPIPHYSIS_TO.value)
    child = facts.younger(CHILD_BELOW.value)
    # A limp opens the block of a hip at any visit, at an age in which it is looked for.
    limps = facts.item("limp").yes
    return {
        "slipped_epiphysis": any_of(
            _told(facts, grows),
            _asked(facts, "skeletally_immature"),
            Truth(limps and not grows.no),
        ),
        "child": any_of(_told(facts, child), Truth(limps and not child.no)),
        "hip_stress": _asked(facts, "groin_thigh_pain_on_impact"),
        "adult_hip": _asked(facts, "knee_unremarkable"),
    }


def _joints_and_bones(facts: ScreenFacts) -> dict[str, Truth]:
    sudden = facts.chosen(ONSET, SUDDEN)
    without_injury = facts.acute_injury().no and facts.operated_within(AFTER_SURGERY_DAYS.value).no
    return {
        "impact": _told(facts, facts.item("impact_or_low_bone")),
        "bone_stress": _asked(facts, "pain_rising_with_impact", "focal_bone_tenderness"),
        "synovitis": any_of(
            _asked(
                facts,
                "morning_stiffness_other_joints",
                "stiffness_over_30_minutes",
                "several_joints",
                "boggy_swelling_without_injury",
            ),
            Truth(facts.item("knee_swollen").yes and without_injury),
        ),
        "sudden": _told(facts, sudden),
        "sudden_risks": _asked(facts, "sudden_medial_rest_pain"),
        "exertion": any_of(
            _told(facts, sudden), _asked(facts, "weakness_numbness_buckling", "dark_urine")
        ),
        "exertion_signs": _asked(facts, "after_extreme_exercise"),
    }
