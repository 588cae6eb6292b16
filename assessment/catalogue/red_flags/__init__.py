"""Red-flag screen: the story first, the core interview, and the questions that their answers open.

Yes is always the abnormal answer; a question that was not asked stays "not assessed".
"""

from __future__ import annotations

from assessment.catalogue.red_flags.circulation import (
    ARTERY_ITEMS,
    INFECTION_ITEMS,
    LIMB_ITEMS,
    VEIN_ITEMS,
    WOUND_ITEMS,
)
from assessment.catalogue.red_flags.context import CONTEXT_ITEMS
from assessment.catalogue.red_flags.core import ACTION_ITEMS, CORE_ITEMS, CORE_SIGNS
from assessment.catalogue.red_flags.hips_and_bones import (
    CHILD_ITEMS,
    IMPACT_ITEMS,
    JOINT_ITEMS,
    TUMOUR_ITEMS,
)
from assessment.catalogue.red_flags.injury import EXTENSOR_ITEMS, INJURY_ITEMS
from assessment.catalogue.red_flags.nerves import NERVE_ITEMS, REGIONAL_PAIN_ITEMS, SPINE_ITEMS
from assessment.catalogue.types import Section

RED_FLAGS = Section(
    code="red_flags",
    label="Red flags",
    intro="Yes is the abnormal answer. Nothing is chosen at the start; what was not asked is "
    "not assessed, and never counts as no.",
    measures=(
        *CONTEXT_ITEMS,
        *CORE_ITEMS,
        *CORE_SIGNS,
        *INJURY_ITEMS,
        *EXTENSOR_ITEMS,
        *LIMB_ITEMS,
        *INFECTION_ITEMS,
        *WOUND_ITEMS,
        *VEIN_ITEMS,
        *ARTERY_ITEMS,
        *SPINE_ITEMS,
        *NERVE_ITEMS,
        *TUMOUR_ITEMS,
        *CHILD_ITEMS,
        *IMPACT_ITEMS,
        *JOINT_ITEMS,
        *REGIONAL_PAIN_ITEMS,
        *ACTION_ITEMS,
    ),
)
