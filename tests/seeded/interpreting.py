"""Faults in what a value is read as: swelling, strength, chances, trials, body mass."""

from __future__ import annotations

from tests.seeded.fault import Edit, Fault

SYMMETRY = "assessment/clinical/symmetry.py"
TRIALS = "assessment/clinical/trials.py"
LIKELIHOOD = "assessment/clinical/likelihood.py"
WARNINGS = "assessment/clinical/warnings.py"
GIRTH = "assessment/catalogue/thigh_girth.py"
CHART = "assessment/selectors/chart.py"
STRENGTH_TESTS = "tests/golden/test_strength_and_symmetry.py"
RANGE_TESTS = "tests/golden/test_range_and_girth.py"
LIKELIHOOD_TESTS = "tests/golden/test_likelihood.py"
WARNING_TESTS = "tests/unit/clinical/test_warnings.py"
RATIO_TESTS = "tests/golden/test_ratios_and_estimates.py"
SPECIAL_TESTS = "tests/golden/test_special_tests.py"
NAMES = "tests/unit/catalogue/test_names.py"
AT_WORK = "tests/integration/assessment/test_traps.py"

INTERPRETING = (
    Fault(
        trap="T40",
        says="The lowest girth, which swells, is read as muscle.",
        edits=(
            Edit(
                path=GIRTH,
                old="        _girth(5, PICHONNAZ_2015, muscle=False),\n",
                new="        _girth(5, PICHONNAZ_2015),\n",
            ),
        ),
        red=(
            f"{RANGE_TESTS}::test_no_deficit_is_worked_out_at_the_site_that_swells_t40",
            f"{WARNING_TESTS}::test_a_larger_involved_side_near_the_knee_is_not_read_as_muscle_t40",
        ),
    ),
    Fault(
        trap="T41",
        says="Girth gets a limb symmetry index, as if it were strength.",
        edits=(
            Edit(
                path=GIRTH,
                old="(Derivation.DIFFERENCE, Derivation.DEFICIT) if muscle",
                new="(Derivation.DIFFERENCE, Derivation.DEFICIT, Derivation.SYMMETRY) if muscle",
            ),
        ),
        red=(
            f"{NAMES}::test_nothing_of_a_girth_is_put_into_terms_of_strength_t41",
            f"{RANGE_TESTS}::test_a_girth_deficit_stays_a_length_t41",
        ),
    ),
    Fault(
        trap="T41",
        says="A girth deficit is told as so much strength.",
        edits=(
            Edit(
                path=SYMMETRY,
                old='        text = f"{pair.shown(value, pair.unit)} ({percent})"\n',
                new='        text = f"{pair.shown(value, pair.unit)} ({percent} of strength)"\n',
            ),
        ),
        red=(f"{RANGE_TESTS}::test_a_girth_deficit_stays_a_length_t41",),
    ),
    Fault(
        trap="T43",
        says="A load lifted once is put through the formula: 103 % of what was lifted.",
        edits=(
            Edit(
                path="assessment/clinical/estimating.py",
                old="    if repetitions == 1:\n        return load\n",
                new="",
            ),
        ),
        red=(f"{RATIO_TESTS}::test_a_load_lifted_once_is_the_maximum_by_either_formula_t43",),
    ),
    Fault(
        trap="T44",
        says="The specificity of a test is told as the chance of having it.",
        edits=(
            Edit(
                path="assessment/clinical/accuracy.py",
                old='        return f"{name} {_two_figures(',
                new='        return f"probability {_two_figures(',
            ),
        ),
        red=(f"{SPECIAL_TESTS}::test_worth_names_condition_and_source_and_no_probability_t44",),
    ),
    Fault(
        trap="T44",
        says="Without a probability before the test a half is assumed.",
        edits=(
            Edit(
                path=LIKELIHOOD,
                old="    obstacles = []\n    if before is None:\n",
                new='    obstacles = []\n    before = before or Decimal("0.5")\n'
                "    if before is None:\n",
            ),
        ),
        red=(
            f"{LIKELIHOOD_TESTS}::"
            "test_without_a_probability_before_the_test_there_is_none_after_it_t44",
        ),
    ),
    Fault(
        trap="T44",
        says="The sensitivity of a positive test is told as the chance of having it.",
        edits=(
            Edit(
                path=LIKELIHOOD,
                old='    text = f"likelihood ratio {',
                new='    text = f"chance of having it {sensitivity * 100} %, ratio {',
            ),
        ),
        red=(
            f"{LIKELIHOOD_TESTS}::"
            "test_accuracy_is_told_as_a_ratio_and_never_as_a_chance_of_having_it_t44",
        ),
    ),
    Fault(
        trap="T48",
        says="Strength per kilogram does not say that the body mass is of another day.",
        edits=(
            Edit(
                path="assessment/clinical/torque.py",
                old='    if context.body_mass_date in ("", context.visit_date):\n',
                new="    if context.body_mass_date is not None:\n",
            ),
        ),
        red=(
            f"{STRENGTH_TESTS}::test_strength_per_kilogram_names_the_day_of_another_body_mass_t48",
            f"{AT_WORK}::test_a_body_mass_of_another_day_is_said_wherever_it_is_used_t48",
        ),
    ),
    Fault(
        trap="T48",
        says="An old body mass is used without a word.",
        edits=(
            Edit(
                path=WARNINGS, old="    if age <= BODY_MASS_DAYS.value:\n", new="    if age >= 0:\n"
            ),
        ),
        red=(
            f"{WARNING_TESTS}::test_an_old_body_mass_is_said_t48",
            f"{AT_WORK}::test_a_body_mass_of_another_day_is_said_wherever_it_is_used_t48",
        ),
    ),
    Fault(
        trap="T48",
        says="A body mass carried from an earlier visit divides the strength of this one.",
        edits=(
            Edit(
                path=CHART,
                old="                and row.provenance != Provenance.CARRIED.value\n",
                new="",
            ),
        ),
        red=(f"{AT_WORK}::test_a_carried_body_mass_takes_no_part_t48",),
    ),
    Fault(
        trap="T50",
        says="Trials may lie as far apart as they like.",
        edits=(
            Edit(
                path=TRIALS,
                old="        if varies is None or varies <= check.amount:\n",
                new="        if varies is None or varies >= 0:\n",
            ),
        ),
        red=(
            f"{WARNING_TESTS}::test_trials_that_vary_by_more_than_ten_percent_warn_t50",
            f"{AT_WORK}::test_trials_far_apart_are_said_beside_the_field_and_in_what_is_signed_t50",
        ),
    ),
    Fault(
        trap="T50",
        says="What was found of the trials is told to nobody.",
        edits=(
            Edit(
                path="assessment/selectors/remarks.py",
                old="        if at is not None:\n            (notes",
                new="        if at is None:\n            (notes",
            ),
        ),
        red=(
            f"{AT_WORK}::test_trials_far_apart_are_said_beside_the_field_and_in_what_is_signed_t50",
        ),
    ),
    Fault(
        trap="T50",
        says="A trial that the therapist left out is averaged all the same.",
        edits=(
            Edit(
                path=CHART,
                old="            if row.validity == Validity.VALID.value\n            if (number",
                new="            if (number",
            ),
        ),
        red=(f"{AT_WORK}::test_a_trial_marked_as_not_counting_takes_no_part_t50",),
    ),
)
