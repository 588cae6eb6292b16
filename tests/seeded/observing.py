"""Faults in what is observed and counted: effusion, weight-bearing, step-down, chair, reach."""

from __future__ import annotations

from tests.seeded.fault import Edit, Fault

PAIN = "assessment/catalogue/pain.py"
GAIT = "assessment/catalogue/gait.py"
SQUAT = "assessment/catalogue/squat.py"
FUNCTION = "assessment/catalogue/function.py"
STRENGTH = "assessment/catalogue/strength.py"
COUNTING = "assessment/clinical/counting.py"
PROPORTION = "assessment/clinical/proportion.py"
REQUIREMENTS = "assessment/clinical/requirements.py"
UNITS = "assessment/catalogue/units.py"

TESTS = "tests/golden/test_function_and_effusion.py"
AT_WORK = "tests/integration/assessment/test_traps.py"

OBSERVING = (
    Fault(
        trap="T20",
        says="“1+” counts as 1, “trace” as nothing.",
        edits=(
            Edit(
                path=PAIN,
                old="ordinal=ordinal, definition",
                new="ordinal=int(code[0]) if code[0].isdigit() else 0, definition",
            ),
        ),
        red=(
            f"{TESTS}::test_a_grade_of_effusion_has_a_rank_and_no_number_t20[trace-1]",
            f"{TESTS}::test_a_grade_of_effusion_has_a_rank_and_no_number_t20[1+-2]",
        ),
    ),
    Fault(
        trap="T20",
        says="“1” is taken for “1+”.",
        edits=(
            Edit(
                path="assessment/kinds/options.py",
                old="            if said in (_plain(one.code), _plain(one.label)):\n",
                new="            if said in (_plain(one.code), _plain(one.code).rstrip('+')):\n",
            ),
        ),
        red=(f"{TESTS}::test_a_number_is_no_grade_of_effusion_t20[1]",),
    ),
    Fault(
        trap="T20",
        says="One step of effusion is called a real change.",
        edits=(
            Edit(
                path=PAIN,
                old="amount=Decimal(2),\n                    source=STURGILL",
                new="amount=Decimal(1),\n                    source=STURGILL",
            ),
        ),
        red=(f"{TESTS}::test_one_step_of_effusion_is_within_the_error_t20[row 110]",),
    ),
    Fault(
        trap="T36",
        says="The reach is divided by the leg that reaches.",
        edits=(
            Edit(
                path=PROPORTION,
                old="    by = _standing(measures[derived.by], readings, side)\n",
                new="    other = Side.LEFT if side is Side.RIGHT else Side.RIGHT\n"
                "    by = _standing(measures[derived.by], readings, other)\n",
            ),
        ),
        red=(
            f"{TESTS}::test_each_reach_is_divided_by_the_leg_that_stands_t36",
            f"{TESTS}::test_without_a_limb_length_there_is_no_composite_row_80_t36",
        ),
    ),
    Fault(
        trap="T36",
        says="The page asks for the side that reaches.",
        edits=(
            Edit(
                path=FUNCTION,
                old="The side is that of the leg that stands.",
                new="The side is that of the leg that reaches.",
            ),
        ),
        red=(f"{TESTS}::test_each_reach_is_divided_by_the_leg_that_stands_t36",),
    ),
    Fault(
        trap="T36",
        says="Without a limb length the raw centimetres stand for percent.",
        edits=(
            Edit(
                path=PROPORTION,
                old="    by = _standing(measures[derived.by], readings, side)\n",
                new="    by = _standing(measures[derived.by], readings, side)\n"
                "    if by.value is None:\n"
                "        by = Standing(side=side, value=Decimal(100))\n",
            ),
        ),
        red=(f"{TESTS}::test_without_a_limb_length_there_is_no_composite_row_80_t36",),
    ),
    Fault(
        trap="T36",
        says="A limb length in inches is divided into centimetres as it is.",
        edits=(
            Edit(path=UNITS, old='to_canonical=Decimal("2.54")', new="to_canonical=Decimal(1)"),
        ),
        red=(f"{TESTS}::test_inches_of_leg_and_centimetres_of_reach_are_brought_together_t36",),
    ),
    Fault(
        trap="T37",
        says="Inside the edge of the foot counts as inside the second toe as well: 1 + 2.",
        edits=(
            Edit(
                path=SQUAT,
                old='("foot_border", "inside the foot", 2)',
                new='("foot_border", "inside the foot", 3)',
            ),
        ),
        red=(
            f"{TESTS}::test_the_worst_step_down_is_six_points_t37",
            f"{TESTS}::test_what_the_items_of_a_score_add_up_to_is_its_highest_t37",
        ),
    ),
    Fault(
        trap="T38",
        says="Stands with the arms count towards the standard score.",
        edits=(
            Edit(
                path=COUNTING,
                old="one.value if derived.otherwise is None or said == option.code else",
                new="one.value if said else",
            ),
        ),
        red=(f"{TESTS}::test_stands_with_the_arms_are_no_standard_ones_row_85_t38",),
    ),
    Fault(
        trap="T38",
        says="The count with the arms is lost.",
        edits=(
            Edit(
                path=COUNTING,
                old="    if said and said != option.code and derived.otherwise is None:\n",
                new="    if derived.otherwise is None:\n",
            ),
        ),
        red=(f"{TESTS}::test_stands_with_the_arms_are_no_standard_ones_row_85_t38",),
    ),
    Fault(
        trap="T38",
        says="The last stand counts only when it is complete.",
        edits=(
            Edit(
                path=FUNCTION,
                old="more than half-way up when time ends counts as one.",
                new="one that is not complete when time ends does not count.",
            ),
        ),
        red=(f"{TESTS}::test_a_stand_more_than_half_way_up_counts_row_84_t38",),
    ),
    Fault(
        trap="T39",
        says="Partial weight-bearing needs no figure.",
        edits=(
            Edit(path=GAIT, old='            option="pwb",\n', new='            option="none",\n'),
        ),
        red=(
            f"{TESTS}::test_partial_weight_bearing_asks_for_how_much_row_91_t39",
            f"{AT_WORK}::test_partial_weight_bearing_without_how_much_is_not_signed_t39",
        ),
    ),
    Fault(
        trap="T39",
        says="A figure for the other leg will do.",
        edits=(
            Edit(
                path=REQUIREMENTS,
                old="(find(readings, code, reading.side) for code in requirement.any_of)",
                new="(find(readings, code, side) for code in requirement.any_of for side in Side)",
            ),
        ),
        red=(f"{TESTS}::test_partial_weight_bearing_asks_for_how_much_row_91_t39",),
    ),
    Fault(
        trap="T39",
        says="Partial is read as protected.",
        edits=(Edit(path=GAIT, old='("pwb", "partial",', new='("pwb", "protected",'),),
        red=(f"{TESTS}::test_weight_bearing_is_spelled_out_t39",),
    ),
    Fault(
        trap="T40",
        says="An effusion is no reason to doubt the girth near the knee.",
        edits=(
            Edit(
                path="assessment/catalogue/thigh_girth.py",
                old="        confounders=() if muscle else (SWELLING,),\n",
                new="        confounders=(),\n",
            ),
        ),
        red=(
            f"{TESTS}::test_an_effusion_of_1_plus_confounds_girth_near_the_knee_t40",
            f"{AT_WORK}::test_an_effusion_of_another_section_is_told_beside_the_girth_t40",
        ),
    ),
    Fault(
        trap="T40",
        says="Only a tense effusion confounds girth.",
        edits=(
            Edit(
                path="assessment/clinical/warnings.py",
                old="            if rank >= confounder.lowest:\n",
                new="            if rank > confounder.lowest:\n",
            ),
        ),
        red=(
            f"{TESTS}::test_an_effusion_of_1_plus_confounds_girth_near_the_knee_t40[2-1]",
            f"{AT_WORK}::test_an_effusion_of_another_section_is_told_beside_the_girth_t40",
        ),
    ),
    Fault(
        trap="T42",
        says="A late burst gives an activation above 100 %.",
        edits=(
            Edit(
                path=PROPORTION,
                old="    if derived.highest is not None and value > derived.highest:\n",
                new="    if derived.highest is not None and value > 2 * derived.highest:\n",
            ),
        ),
        red=(f"{TESTS}::test_no_activation_above_100_percent_is_taken_row_35_t42",),
    ),
    Fault(
        trap="T42",
        says="An activation of 110 % may be typed.",
        edits=(
            Edit(
                path=STRENGTH,
                old="            hard=Limit(low=Decimal(0), high=Decimal(100)),\n",
                new="            hard=Limit(low=Decimal(0), high=Decimal(120)),\n",
            ),
        ),
        red=(f"{TESTS}::test_no_activation_above_100_percent_is_taken_row_35_t42",),
    ),
)
