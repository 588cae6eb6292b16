"""The Ottawa knee rule: whether an acute injury asks for a radiograph, in three-valued logic.

Any one criterion is enough; without one it is only ruled out when every criterion was examined.
Absence helps to rule a fracture out, presence does not diagnose one. Age from 55 (sources print
above 55 as well; the safer one is used). Only for an acute injury: who asks decides that first.
"""

from __future__ import annotations

from assessment.clinical.screening import NO, YES, ScreenState, any_of

AGE = 55


def ottawa_knee_rule(
    *,
    age: int | None,
    isolated_patellar_tenderness: str | None,
    fibular_head_tenderness: str | None,
    cannot_flex_to_90: str | None,
    cannot_take_four_steps: str | None,
) -> ScreenState:
    """What the criteria come to; each is yes, no, or not examined (`None`).

    `cannot_take_four_steps` is both at the time of the injury and now; a limp counts as a step.
    """
    old_enough = None if age is None else YES if age >= AGE else NO
    answers = (
        old_enough,
        isolated_patellar_tenderness,
        fibular_head_tenderness,
        cannot_flex_to_90,
        cannot_take_four_steps,
    )
    found = any_of(answers)
    if found == YES:
        return ScreenState.POSITIVE_INCOMPLETE if None in answers else ScreenState.POSITIVE
    return ScreenState.NEGATIVE if found == NO else ScreenState.INCOMPLETE
