"""Faults in what may be typed, in which words and units."""

from __future__ import annotations

from tests.seeded.fault import Edit, Fault

QUANTITY = "assessment/kinds/quantity.py"
UNITS = "assessment/catalogue/units.py"
GIRTH = "assessment/catalogue/thigh_girth.py"
STRENGTH = "assessment/catalogue/strength.py"
BETWEEN = "assessment/clinical/between_measures.py"

RANGE_TESTS = "tests/golden/test_range_and_girth.py"
STRENGTH_TESTS = "tests/golden/test_strength_and_symmetry.py"
TYPED = "tests/unit/kinds/test_quantity.py"
PICKED = "tests/unit/kinds/test_other_kinds.py"
NAMES = "tests/unit/catalogue/test_names.py"

ENTERING = (
    Fault(
        trap="T1",
        says="A bare minus five of extension is taken as it stands.",
        edits=(
            Edit(
                path=QUANTITY,
                old="    if parsed.sign or (not word and parsed.size):\n",
                new="    if not parsed.sign and not word and parsed.size:\n",
            ),
            Edit(
                path=QUANTITY,
                old="    return -parsed.size if word == words[1]",
                new="    if not word:\n        return parsed.number\n"
                "    return -parsed.size if word == words[1]",
            ),
        ),
        red=(f"{TYPED}::test_a_bare_number_of_extension_is_asked_about_in_words_t1_t3",),
    ),
    Fault(
        trap="T1",
        says="“Lacks” and “hyperextends” change places when a value is shown.",
        edits=(
            Edit(
                path=UNITS,
                old='{words[0] if value > 0 else words[1]} {size}"',
                new='{words[1] if value > 0 else words[0]} {size}"',
            ),
        ),
        red=(f"{RANGE_TESTS}::test_extension_is_typed_and_shown_in_words_t1",),
    ),
    Fault(
        trap="T2",
        says="The arc adds the size of the extension, whatever its sign.",
        edits=(
            Edit(
                path=BETWEEN,
                old="    return minuend - (subtrahend if derived.times is None",
                new="    return minuend + (abs(subtrahend) if derived.times is None",
            ),
        ),
        red=(f"{RANGE_TESTS}::test_arc_of_motion_t2",),
    ),
    Fault(
        trap="T2",
        says="The arc takes the size of the extension away, whatever its sign.",
        edits=(
            Edit(
                path=BETWEEN,
                old="    return minuend - (subtrahend if derived.times is None",
                new="    return minuend - (abs(subtrahend) if derived.times is None",
            ),
        ),
        red=(f"{RANGE_TESTS}::test_arc_of_motion_t2",),
    ),
    Fault(
        trap="T3",
        says="A hyperextension printed as a bare positive number is taken as a lack of extension.",
        edits=(
            Edit(
                path=QUANTITY,
                old="    if parsed.sign or (not word and parsed.size):\n",
                new='    if parsed.sign == "-":\n',
            ),
        ),
        red=(
            f"{RANGE_TESTS}::test_a_printed_hyperextension_is_typed_with_its_sign_turned_t3",
            f"{TYPED}::test_a_bare_number_of_extension_is_asked_about_in_words_t1_t3",
        ),
    ),
    Fault(
        trap="T4",
        says="Forces stand under a heading that also means the heel-height difference.",
        edits=(Edit(path=STRENGTH, old='"Dynamometry"', new='"HHD"'),),
        red=(f"{NAMES}::test_dynamometer_and_heel_height_are_spelled_out_t4[strength]",),
    ),
    Fault(
        trap="T5",
        says="The landmark of thigh girth is called by its ambiguous name alone.",
        edits=(Edit(path=GIRTH, old="cm above the superior pole (base)", new="cm above the base"),),
        red=(
            f"{NAMES}::test_the_upper_end_of_the_patella_is_called_superior_pole_t5[thigh_girth]",
            f"{NAMES}::test_each_girth_of_the_thigh_names_its_landmark_t5",
        ),
    ),
    Fault(
        trap="T5",
        says="A girth is so many centimetres above the patella, whichever end of it.",
        edits=(Edit(path=GIRTH, old='cm above the superior pole",', new='cm above the patella",'),),
        red=(
            f"{NAMES}::test_the_upper_end_of_the_patella_is_called_superior_pole_t5[thigh_girth]",
            f"{NAMES}::test_each_girth_of_the_thigh_names_its_landmark_t5",
        ),
    ),
    Fault(
        trap="T11",
        says="Kilograms-force are divided by newtons as they were typed.",
        edits=(
            Edit(
                path=QUANTITY,
                old="        number = entered * taken.to_canonical\n",
                new="        number = entered\n",
            ),
        ),
        red=(f"{STRENGTH_TESTS}::test_mixed_units_are_converted_before_they_are_divided_t11",),
    ),
    Fault(
        trap="T12",
        says="“kg” on a dynamometer is taken as a force.",
        edits=(Edit(path=UNITS, old='("kgf", "kp")', new='("kgf", "kp", "kg")'),),
        red=(f"{TYPED}::test_masses_are_not_a_force_t12",),
    ),
    Fault(
        trap="T12",
        says="“lb” is taken as pounds-force.",
        edits=(Edit(path=UNITS, old='typed=("lbf",)', new='typed=("lbf", "lb")'),),
        red=(f"{TYPED}::test_masses_are_not_a_force_t12",),
    ),
    Fault(
        trap="T12",
        says="Gravity is rounded to 9.8.",
        edits=(Edit(path=UNITS, old='Decimal("9.80665")', new='Decimal("9.8")'),),
        red=(f"{STRENGTH_TESTS}::test_units_are_converted_exactly_t12[row 14]",),
    ),
    Fault(
        trap="T19",
        says="“4+” becomes a number of its own.",
        edits=(
            Edit(
                path="assessment/kinds/options.py",
                old="                return Value(choice=one.code)\n",
                new="                size = len(one.code.rstrip('+-')) and one.code[0]\n"
                "                half = Decimal('0.5') if one.code.endswith('+') else 0\n"
                "                if size.isdigit():\n"
                "                    return Value(choice=one.code, number=Decimal(size) + half)\n"
                "                return Value(choice=one.code)\n",
            ),
            Edit(
                path="assessment/kinds/options.py",
                old="from collections.abc import Mapping\n",
                new="from collections.abc import Mapping\nfrom decimal import Decimal\n",
            ),
        ),
        red=(f"{PICKED}::test_grades_are_taken_with_any_minus_and_have_no_number_t19",),
    ),
    Fault(
        trap="T19",
        says="Grades are divided by each other.",
        edits=(
            Edit(
                path="assessment/clinical/derive.py",
                old="        if self.measure.kind is Kind.GRADE:\n",
                new="        if self.measure.kind is None:\n",
            ),
        ),
        red=(f"{STRENGTH_TESTS}::test_grades_have_no_symmetry_row_31_t19",),
    ),
    Fault(
        trap="T19",
        says="A grade is drawn as a line over the visits.",
        edits=(
            Edit(
                path="assessment/clinical/yardstick.py",
                old="        trendable=measure.kind is Kind.QUANTITY and not measure.is_change,\n",
                new="        trendable=True,\n",
            ),
            Edit(
                path="assessment/kinds/options.py",
                old="    trendable = False\n",
                new="    trendable = True\n",
            ),
        ),
        red=(f"{PICKED}::test_every_kind_is_there_and_only_quantities_are_drawn_t19",),
    ),
)
