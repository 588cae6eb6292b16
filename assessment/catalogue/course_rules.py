"""By what the course of an episode is read, and what each pattern makes worth going through.

A pattern is a prompt with its reasons. It decides nothing, and says nothing of who pays for care.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

from assessment.catalogue.sources import REASSESSMENT
from assessment.catalogue.types import CourseRules, Pattern

COURSE_RULES = CourseRules(
    days_apart=14,
    in_a_row=2,
    effusion="effusion_stroke_test",
    effusion_steps=1,
    pains=("pain_now", "pain_worst", "pain_with_activity"),
    pain_rise=Decimal(2),
    after_session=("response_24_hours", "longer"),
    prompts=MappingProxyType(
        {
            Pattern.MET: "Worth planning: what goes on at home, what would be a reason to come "
            "back, and whether there is a further goal.",
            Pattern.PROGRESSING: "Worth considering: the next step of load, and whether the dates "
            "of the goals still fit.",
            Pattern.HOLD: "Worth checking: adherence, dose, irritability.",
            Pattern.PLATEAU: "Worth going through: the red flags again, the diagnosis, what stands "
            "in the way, and whether the goals are realistic. The plan can change, a colleague can "
            "be asked, or the reason to go on as before can be written down.",
            Pattern.REGRESS: "Worth considering: one step less load, how sore the knee was after "
            "the last session, and the red flags again.",
            Pattern.NOT_JUDGED: "",
        }
    ),
    source=REASSESSMENT,
)
