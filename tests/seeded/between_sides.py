"""Faults in what is worked out between the sides."""

from __future__ import annotations

from tests.seeded.fault import Edit, Fault

SYMMETRY = "assessment/clinical/symmetry.py"
STANDING = "assessment/clinical/standing.py"
DERIVE = "assessment/clinical/derive.py"
CHART = "assessment/selectors/chart.py"
STRENGTH_TESTS = "tests/golden/test_strength_and_symmetry.py"
RUNNER_TESTS = "tests/golden/test_open_runner_case.py"
AT_WORK = "tests/integration/assessment/test_traps.py"

BETWEEN_SIDES = (
    Fault(
        trap="T6",
        says="Left is divided by right, whichever is involved.",
        edits=(
            Edit(
                path=SYMMETRY,
                old="            return self.right, self.left\n",
                new="            return self.left, self.right\n",
            ),
        ),
        red=(
            f"{STRENGTH_TESTS}::test_the_involved_side_is_divided_by_the_other_whichever_it_is_t6",
        ),
    ),
    Fault(
        trap="T6",
        says="Which side is involved is read of the episode as it is today.",
        edits=(
            Edit(
                path=CHART,
                old="InvolvedSide(self.assessment.involved_side)",
                new="InvolvedSide(self.assessment.episode.side)",
            ),
        ),
        red=(f"{AT_WORK}::test_an_index_is_of_the_side_involved_at_its_visit_t6",),
    ),
    Fault(
        trap="T6",
        says="An index is compared with one of the other knee.",
        edits=(
            Edit(
                path=DERIVE,
                old="            if code in yardstick.BY_INVOLVED_SIDE\n",
                new="            if code in ()\n",
            ),
        ),
        red=(
            f"{STRENGTH_TESTS}::test_an_index_is_not_compared_once_the_other_knee_is_involved_t6",
            f"{AT_WORK}::test_an_index_is_of_the_side_involved_at_its_visit_t6",
        ),
    ),
    Fault(
        trap="T6",
        says="What was signed before said the involved side in its header alone, and is not asked.",
        edits=(
            Edit(
                path="assessment/record/payload.py",
                old="_with_involved_side(_build(Item, one), header)",
                new="_build(Item, one)",
            ),
        ),
        red=(
            "tests/golden/test_signed_before.py::"
            "test_a_payload_that_says_the_involved_side_in_its_header_alone_is_read_with_it_t6",
        ),
    ),
    Fault(
        trap="T7",
        says="A timed test is divided like a distance: slower is better than normal.",
        edits=(
            Edit(
                path=DERIVE,
                old="        inverted = self.measure.better is Better.LOWER\n",
                new="        inverted = self.measure.better is Better.LOWER and False\n",
            ),
        ),
        red=(f"{STRENGTH_TESTS}::test_a_timed_test_is_divided_the_other_way_round_t7",),
    ),
    Fault(
        trap="T8",
        says="Divided by a measured zero the index is 100 %.",
        edits=(
            Edit(
                path=SYMMETRY,
                old="        obstacles.append(_zero(under))\n",
                new="        hundred = Decimal(100)\n"
                '        return computed(formula, hundred, PERCENT, "100.0 %", pair.inputs())\n',
            ),
        ),
        red=(f"{STRENGTH_TESTS}::test_a_measured_zero_on_the_uninvolved_side_gives_no_index_t8",),
    ),
    Fault(
        trap="T9",
        says="A side nobody measured counts as 0.",
        edits=(
            Edit(
                path=STANDING,
                old='        return _without(side, ReasonCode.MISSING, f"{named} not measured")\n',
                new="        return Standing(side=side, value=Decimal(0))\n",
            ),
        ),
        red=(
            f"{STRENGTH_TESTS}::"
            "test_a_side_nobody_measured_is_missing_and_a_measured_zero_is_not_t9",
        ),
    ),
    Fault(
        trap="T9",
        says="A side that hurt too much to test counts as 0.",
        edits=(
            Edit(
                path=STANDING,
                old='return _without(side, ReasonCode.MISSING, f"{named} {words}", reading)',
                new="return Standing(side=side, value=Decimal(0), reading=reading)",
            ),
        ),
        red=(f"{STRENGTH_TESTS}::test_unable_because_of_pain_is_missing_row_6_t9",),
    ),
    Fault(
        trap="T9",
        says="A measured 0 counts as missing.",
        edits=(
            Edit(
                path=STANDING,
                old="    if value is None:\n        return _without",
                new="    if not value:\n        return _without",
            ),
        ),
        red=(
            f"{STRENGTH_TESTS}::"
            "test_a_side_nobody_measured_is_missing_and_a_measured_zero_is_not_t9",
        ),
    ),
    Fault(
        trap="T10",
        says="Of two involved knees the left one is called the uninvolved.",
        edits=(
            Edit(
                path=SYMMETRY,
                old="        if self.involved is InvolvedSide.RIGHT:\n",
                new="        if self.involved in (InvolvedSide.RIGHT, InvolvedSide.BOTH):\n",
            ),
            Edit(
                path=SYMMETRY,
                old="        return [_BOTH_INVOLVED]\n",
                new="        return []\n",
            ),
        ),
        red=(
            f"{STRENGTH_TESTS}::"
            "test_two_involved_knees_have_no_index_and_keep_strength_per_kilogram_t10",
        ),
    ),
    Fault(
        trap="T13",
        says="Forces are divided although their lever arms differ.",
        edits=(
            Edit(
                path=DERIVE,
                old="        pair = self._pair_of_torque() or self._pair()\n",
                new="        pair = self._pair(without=(LEVER_ARM,))\n",
            ),
        ),
        red=(
            f"{STRENGTH_TESTS}::test_forces_at_other_lever_arms_are_divided_as_torque_t13",
            f"{RUNNER_TESTS}::test_sides_with_other_lever_arms_are_compared_as_torque_t13",
        ),
    ),
)
