"""Faults in scores and in what a change of one is worth."""

from __future__ import annotations

from tests.seeded.fault import Edit, Fault

SCORES = "assessment/clinical/instruments.py"
FORMS = "assessment/catalogue/instruments.py"
MEASURES = "assessment/catalogue/outcome_measures.py"
CHANGE = "assessment/clinical/change.py"
ERROR = "assessment/clinical/measurement_error.py"
UNITS = "assessment/catalogue/units.py"
INSTRUMENTS = "tests/unit/clinical/test_instruments.py"
WORKED = "tests/golden/test_worked_examples.py"
ROW = f"{WORKED}::test_a_worked_example_comes_out_as_the_table_has_it"
CHANGES = "tests/unit/clinical/test_change.py"
TRAPS = "tests/unit/clinical/test_traps.py"
GOLDEN_CHANGES = "tests/golden/test_reassessment.py"
BLANK = f"{INSTRUMENTS}::test_a_blank_item_is_never_counted_as_0_t21"
ENDS = f"{INSTRUMENTS}::test_the_best_answers_give_the_best_score_and_the_worst_the_worst_t24"

SCORING = (
    Fault(
        trap="T16",
        says="What the other limb lost counts as an improvement.",
        edits=(
            Edit(
                path="assessment/judgement.py",
                old="(before[0], after[0], lower_is_better=lower) and judged.word:",
                new="(before[0], after[0], lower_is_better=lower) and not judged.word:",
            ),
        ),
        red=(
            "tests/unit/test_judgement.py::"
            "test_symmetry_gained_by_loss_on_the_other_side_is_no_improvement_t16",
        ),
    ),
    Fault(
        trap="T16",
        says="A change of symmetry stands without what the limbs did.",
        edits=(
            Edit(
                path="assessment/judgement.py",
                old="    return replace(judged, cautions=(text, *judged.cautions))\n",
                new="    return judged\n",
            ),
        ),
        red=("tests/unit/test_judgement.py::test_symmetry_gained_on_the_involved_side_is_one_t16",),
    ),
    Fault(
        trap="T17",
        says="A result is rounded before it is held against a cut-off.",
        edits=(
            Edit(
                path="assessment/clinical/cut_offs.py",
                old="    return value >= cut_off.amount\n",
                new="    return round(value, 1) >= cut_off.amount\n",
            ),
        ),
        red=("tests/unit/clinical/test_cut_offs.py::test_it_is_compared_before_it_is_rounded_t17",),
    ),
    Fault(
        trap="T18",
        says="Half is rounded to the even digit.",
        edits=(
            Edit(
                path=UNITS,
                old="rounding=ROUND_HALF_UP)\n",
                new='rounding="ROUND_HALF_EVEN")\n',
            ),
        ),
        red=(f"{TRAPS}::test_half_is_rounded_up_t18",),
    ),
    Fault(
        trap="T21",
        says="An item left blank counts as 0.",
        edits=(
            Edit(
                path=SCORES,
                old="answered = {at: one for at, one in enumerate(points) if one is not None}",
                new="answered = {at: one or Decimal(0) for at, one in enumerate(points)}",
            ),
        ),
        red=(
            BLANK,
            f"{ROW}[row 56: LEFS, one of 20 left blank]",
            f"{ROW}[row 61: KOOS QOL, two of four answered]",
        ),
    ),
    Fault(
        trap="T22",
        says="An incomplete IKDC form is divided by 87.",
        edits=(
            Edit(
                path=SCORES,
                old="most = sum((highest(instrument.items[at]) for at in answered), Decimal(0))",
                new="most = sum((highest(one) for one in instrument.items), Decimal(0))",
            ),
        ),
        red=(
            f"{INSTRUMENTS}::test_ikdc_is_divided_by_the_highest_points_of_what_was_answered_t22",
        ),
    ),
    Fault(
        trap="T23",
        says="Items 2 and 3 of the IKDC are scored as they were circled.",
        edits=(
            Edit(
                path=FORMS,
                old="        Coding(code=CIRCLED, turned=frozenset({2, 3})),\n",
                new="        Coding(code=CIRCLED),\n",
            ),
        ),
        red=(f"{INSTRUMENTS}::test_every_coding_of_the_ikdc_gives_the_same_score_t23",),
    ),
    Fault(
        trap="T23",
        says="An older coding that begins at 1 is scored as if it began at 0.",
        edits=(
            Edit(
                path=FORMS,
                old="        Coding(code=RANKS, offset=1),\n",
                new="        Coding(code=RANKS),\n",
            ),
        ),
        red=(f"{INSTRUMENTS}::test_every_coding_of_the_ikdc_gives_the_same_score_t23",),
    ),
    Fault(
        trap="T23",
        says="A nineteenth item, of before the injury, is scored.",
        edits=(
            Edit(
                path=FORMS,
                old='            "Item 10, now",\n',
                new='            "Item 10, now",\n            "Item 10, before",\n',
            ),
            Edit(
                path=FORMS,
                old="            *((ZERO_TO_FOUR,) * 9),\n            range(11),\n",
                new="            *((ZERO_TO_FOUR,) * 9),\n            range(11),\n"
                "            range(11),\n",
            ),
        ),
        red=(f"{INSTRUMENTS}::test_the_highest_points_of_the_ikdc_add_up_to_87_t23",),
    ),
    Fault(
        trap="T24",
        says="KOOS is told as it was answered: 0 is best.",
        edits=(
            Edit(
                path=SCORES,
                old="return FULL_SCALE - mean * FULL_SCALE / highest(instrument.items[0])",
                new="return mean * FULL_SCALE / highest(instrument.items[0])",
            ),
        ),
        red=(ENDS, f"{ROW}[row 62: KOOS, every item 0 and every item 4]"),
    ),
    Fault(
        trap="T25",
        says="The KOOS-12 summary is the mean of the scales there are.",
        edits=(
            Edit(
                path="assessment/clinical/mean_of.py",
                old="    if obstacles:\n",
                new="    if not values:\n",
            ),
        ),
        red=(f"{TRAPS}::test_a_summary_needs_each_of_its_scales_t25",),
    ),
    Fault(
        trap="T25",
        says="The five subscales of the KOOS have a total.",
        edits=(
            Edit(
                path=MEASURES,
                old='            code="koos_12_summary",\n',
                new='            code="koos_total",\n',
            ),
        ),
        red=(f"{INSTRUMENTS}::test_there_is_no_total_of_the_koos_t25",),
    ),
    Fault(
        trap="T26",
        says="KOOS needs as many answers as the rule of 1998 asked for.",
        edits=(
            Edit(
                path=FORMS,
                old='{"pain": (9, 5, "P"), "symptoms": (7, 4, "S"), "adl": (17, 9, "A")}',
                new='{"pain": (9, 7, "P"), "symptoms": (7, 5, "S"), "adl": (17, 15, "A")}',
            ),
        ),
        red=(f"{INSTRUMENTS}::test_so_many_items_are_needed_t26",),
    ),
    Fault(
        trap="T27",
        says="A limp is worth 2 at best, as on one page of the AKPS.",
        edits=(
            Edit(
                path=FORMS,
                old="            (5, 3, 0),\n            (5, 3, 0),\n            (5, 3, 2, 0),\n",
                new="            (2, 0),\n            (5, 3, 0),\n            (5, 3, 2, 0),\n",
            ),
        ),
        red=(f"{INSTRUMENTS}::test_the_highest_points_of_the_items_add_up_to_100_t27",),
    ),
    Fault(
        trap="T27",
        says="No pain is worth 30 in the Lysholm score, as on one page of it.",
        edits=(
            Edit(
                path=FORMS,
                old="            (25, 20, 15, 10, 5, 0),\n            (25, 20, 15, 10, 5, 0),\n",
                new="            (25, 20, 15, 10, 5, 0),\n            (30, 20, 15, 10, 5, 0),\n",
            ),
        ),
        red=(f"{INSTRUMENTS}::test_the_highest_points_of_the_items_add_up_to_100_t27",),
    ),
    Fault(
        trap="T29",
        says="A higher level of activity is called better.",
        edits=(
            Edit(
                path=MEASURES,
                old="            better=Better.NONE,\n            unit=LEVEL,\n",
                new="            better=Better.HIGHER,\n            unit=LEVEL,\n",
            ),
        ),
        red=(f"{CHANGES}::test_more_activity_is_neither_better_nor_worse_t29",),
    ),
    Fault(
        trap="T29",
        says="Two ratings of change are subtracted.",
        edits=(
            Edit(
                path="assessment/clinical/compare.py",
                old="    if by.is_change:\n",
                new="    if by.is_change and by.better is by.fields:\n",
            ),
        ),
        red=(f"{CHANGES}::test_two_ratings_of_change_are_never_subtracted_t29",),
    ),
    Fault(
        trap="T30",
        says="A change that matters is called real where nobody published an error.",
        edits=(
            Edit(
                path=CHANGE,
                old="Verdict.IMPORTANT_ERROR_UNKNOWN if important else Verdict.ERROR_UNKNOWN",
                new="Verdict.REAL_AND_IMPORTANT if important else Verdict.ERROR_UNKNOWN",
            ),
        ),
        red=(f"{TRAPS}::test_what_matters_is_no_measurement_error_t30",),
    ),
    Fault(
        trap="T30",
        says="What matters to patients stands in for the measurement error.",
        edits=(
            Edit(
                path=CHANGE,
                old="Verdict.IMPORTANT_NOT_CERTAIN if important else Verdict.WITHIN_ERROR",
                new="Verdict.REAL_AND_IMPORTANT if important else Verdict.WITHIN_ERROR",
            ),
        ),
        red=(f"{TRAPS}::test_what_matters_is_no_measurement_error_t30",),
    ),
    Fault(
        trap="T31",
        says="The level of a minimal detectable change is not said.",
        edits=(
            Edit(
                path=ERROR,
                old='    level = f"MDC{error.level}" if error.level else "level not stated"\n',
                new='    level = "MDC"\n',
            ),
        ),
        red=(f"{CHANGES}::test_the_level_of_an_error_is_named_t31",),
    ),
    Fault(
        trap="T31",
        says="A figure of one level is taken as one of the other.",
        edits=(
            Edit(
                path=ERROR,
                old="    return amount * Z_SCORES[wanted] / Z_SCORES[published]\n",
                new="    return amount * Z_SCORES[wanted] / Z_SCORES[wanted]\n",
            ),
        ),
        red=(f"{TRAPS}::test_a_figure_of_one_level_is_converted_to_the_other_t31",),
    ),
    Fault(
        trap="T32",
        says="One patient is judged by the error of a group.",
        edits=(
            Edit(
                path=ERROR,
                old="    if not error.relative:\n        return error.amount\n",
                new="    if not error.relative:\n"
                "        return error.amount / Decimal(30).sqrt()\n",
            ),
        ),
        red=(f"{TRAPS}::test_one_patient_is_judged_by_the_error_of_one_patient_t32",),
    ),
    Fault(
        trap="T33",
        says="A change from 0 gets a percentage.",
        edits=(
            Edit(
                path=CHANGE,
                old="    if reference == 0:\n        return None, ReasonCode.ZERO_REFERENCE\n",
                new="    if reference == 0:\n        return now * 100, None\n",
            ),
        ),
        red=(f"{TRAPS}::test_there_is_no_percent_of_nothing_or_without_a_zero_t33",),
    ),
    Fault(
        trap="T33",
        says="Extension, which has no true zero, changes by percent.",
        edits=(
            Edit(
                path=CHANGE,
                old="    if not true_zero:\n",
                new="    if not true_zero and reference == now:\n",
            ),
        ),
        red=(f"{TRAPS}::test_there_is_no_percent_of_nothing_or_without_a_zero_t33",),
    ),
    Fault(
        trap="T34",
        says="Pain on a line is kept as a rating from 0 to 10.",
        edits=(
            Edit(
                path="assessment/catalogue/pain.py",
                old="        unit=LINE_MILLIMETRE,\n"
                "        entry_units=(LINE_MILLIMETRE, LINE_CENTIMETRE),\n",
                new="        unit=RATING,\n        entry_units=(RATING,),\n",
            ),
        ),
        red=(f"{TRAPS}::test_a_rating_and_a_mark_on_a_line_are_two_measures_t34",),
    ),
    Fault(
        trap="T35",
        says="That a good start leaves no room for what matters is not said.",
        edits=(
            Edit(
                path="assessment/clinical/importance.py",
                old="    return abs(best - reference) < matters.amount\n",
                new="    return abs(best - reference) < 0\n",
            ),
        ),
        red=(
            f"{TRAPS}::test_a_good_start_leaves_no_room_for_what_matters_t35",
            f"{GOLDEN_CHANGES}::test_a_baseline_too_good_to_improve_by_what_matters_row_101",
        ),
    ),
    Fault(
        trap="T46",
        says="A threshold stands without the people it was found in.",
        edits=(
            Edit(
                path=MEASURES,
                old='errors=(_error("9", BINKLEY_1999, "outpatients with problems of the leg", ',
                new='errors=(_error("9", BINKLEY_1999, "", ',
            ),
        ),
        red=(
            "tests/unit/catalogue/test_figures.py::"
            "test_every_threshold_says_in_whom_it_was_found_t46",
        ),
    ),
    Fault(
        trap="T45",
        says="The wording of an item comes along with its number.",
        edits=(
            Edit(
                path=FORMS,
                old="        hard=Limit(low=taken[0], high=shifted[-1] if ranks else taken[-1]),\n",
                new="        hard=Limit(low=taken[0], high=shifted[-1] if ranks else taken[-1]),\n"
                '        how="Words of the form.",\n',
            ),
        ),
        red=(f"{INSTRUMENTS}::test_no_item_carries_any_wording_t45",),
    ),
)
