"""Faults in what is compared over time, and in what time a visit took place."""

from __future__ import annotations

from tests.seeded.fault import Edit, Fault

STRENGTH = "assessment/catalogue/strength.py"
VISITS = "assessment/services/visits.py"
VERSIONS = "assessment/selectors/versions.py"
TREND = "assessment/outputs/trend.py"

COMPARABLE = "tests/unit/clinical/test_comparability.py"
REASSESSMENT = "tests/golden/test_reassessment.py"
SIGNED_BEFORE = "tests/golden/test_signed_before.py"
SIGNING = "tests/integration/assessment/test_signing.py"
AT_WORK = "tests/integration/assessment/test_traps.py"
ACTIVITIES = "tests/golden/test_patient_activities.py"
ACTIVITIES_SIGNED = "tests/integration/assessment/test_activities_over_time.py"
TREND_TESTS = "tests/unit/outputs/test_trend.py"

OVER_TIME = (
    Fault(
        trap="T14",
        says="The mean of three is compared with the best of three.",
        edits=(
            Edit(
                path=STRENGTH,
                old='    default="best",\n',
                new='    default="best",\n    compared=False,\n',
            ),
        ),
        red=(f"{COMPARABLE}::test_each_compared_field_stands_in_the_way_t14",),
    ),
    Fault(
        trap="T14",
        says="The best of the trials stands for them, whatever the setup says.",
        edits=(
            Edit(
                path="assessment/clinical/trials.py",
                old="    if said:\n        return said\n",
                new="    if said:\n        return BEST\n",
            ),
        ),
        red=(
            "tests/golden/test_strength_and_symmetry.py::"
            "test_the_statistic_of_the_setup_decides_what_stands_for_the_trials_t14[row 10]",
        ),
    ),
    Fault(
        trap="T15",
        says="Held by hand and held by a belt count as the same method.",
        edits=(
            Edit(
                path=STRENGTH,
                old='    how="What held the dynamometer against the leg.",\n',
                new='    how="What held the dynamometer against the leg.",\n    compared=False,\n',
            ),
        ),
        red=(f"{REASSESSMENT}::test_another_fixation_is_not_comparable_row_105_t15",),
    ),
    Fault(
        trap="T28",
        says="Two scores are compared whichever activities they are the means of.",
        edits=(
            Edit(
                path="assessment/clinical/compare.py",
                old="    if by.wanted:\n",
                new="    if by.wanted < 0:\n",
            ),
        ),
        red=(
            f"{ACTIVITIES}::test_a_changed_list_is_compared_over_what_was_rated_both_times_t28",
            f"{ACTIVITIES}::test_activities_are_matched_by_who_they_are_and_not_by_their_place_t28",
            f"{ACTIVITIES_SIGNED}::"
            "test_the_score_of_a_changed_list_is_compared_over_what_was_rated_both_times_t28",
        ),
    ),
    Fault(
        trap="T28",
        says="Activities are matched by their place in the list.",
        edits=(
            Edit(
                path="assessment/clinical/patient_activities.py",
                old="    both = [number for number in then if number in now]\n",
                new="    now = dict(zip(then, now.values(), strict=False))\n"
                "    both = [number for number in then if number in now]\n",
            ),
        ),
        red=(
            f"{ACTIVITIES}::test_a_changed_list_is_compared_over_what_was_rated_both_times_t28",
            f"{ACTIVITIES}::test_activities_are_matched_by_who_they_are_and_not_by_their_place_t28",
            f"{ACTIVITIES_SIGNED}::"
            "test_the_score_of_a_changed_list_is_compared_over_what_was_rated_both_times_t28",
        ),
    ),
    Fault(
        trap="T47",
        says="Whether a visit was today is asked of the day in UTC.",
        edits=(
            Edit(
                path=VISITS,
                old="    now = timezone.now().astimezone(zone)\n",
                new="    now = timezone.now()\n",
            ),
        ),
        red=(f"{AT_WORK}::test_the_visit_keeps_the_day_of_its_own_zone_t47",),
    ),
    Fault(
        trap="T47",
        says="A visit is kept under its day in UTC.",
        edits=(
            Edit(
                path=VISITS,
                old='        "visit_date": details.on,\n',
                new='        "visit_date": instant.astimezone(UTC).date(),\n',
            ),
        ),
        red=(f"{AT_WORK}::test_the_visit_keeps_the_day_of_its_own_zone_t47",),
    ),
    Fault(
        trap="T47",
        says="Two visits on one day have no order.",
        edits=(
            Edit(
                path=VISITS,
                old='    return (same_day.aggregate(last=Max("visit_order"))["last"] or 0) + 1\n',
                new='    return 1 if same_day.aggregate(last=Max("visit_order")) else 1\n',
            ),
        ),
        red=(f"{AT_WORK}::test_two_visits_of_one_minute_keep_their_order_t47",),
    ),
    Fault(
        trap="T47",
        says="What is earlier is asked of the dates alone.",
        edits=(
            Edit(
                path=VERSIONS,
                old="    place = (assessment.visit_at, assessment.visit_order)\n",
                new="    place = (assessment.visit_date,)\n",
            ),
            Edit(
                path=VERSIONS,
                old="(visit.visit_at, visit.visit_order) < place",
                new="(visit.visit_date,) < place",
            ),
        ),
        red=(f"{AT_WORK}::test_two_visits_of_one_minute_keep_their_order_t47",),
    ),
    Fault(
        trap="T47",
        says="Baseline and last are the first and last that were signed.",
        edits=(
            Edit(
                path=VERSIONS,
                old='        .order_by("visit_at", "visit_order")\n',
                new='        .order_by("signedversions__at")\n',
            ),
        ),
        red=(f"{AT_WORK}::test_two_visits_of_one_minute_keep_their_order_t47",),
    ),
    Fault(
        trap="T47",
        says="A visit entered late counts as the latest.",
        edits=(
            Edit(
                path=VERSIONS,
                old="and (visit.visit_at, visit.visit_order) < place",
                new="and place",
            ),
        ),
        red=(f"{AT_WORK}::test_a_back_dated_visit_is_put_where_it_took_place_t47",),
    ),
    Fault(
        trap="T47",
        says="Visits are ordered by the text of their date and time.",
        edits=(
            Edit(
                path=TREND,
                old="key=lambda one: instant(one.record.header))",
                new="key=lambda one: one.record.header.visit_at)",
            ),
        ),
        red=(f"{TREND_TESTS}::test_visits_stand_in_the_order_in_which_they_took_place_t47",),
    ),
    Fault(
        trap="T47",
        says="An interval to a later day is below zero.",
        edits=(
            Edit(
                path="assessment/clinical/warnings.py",
                old="abs((datetime.date.fromisoformat(context.visit_date) - weighed).days)",
                new="(datetime.date.fromisoformat(context.visit_date) - weighed).days",
            ),
        ),
        red=(
            "tests/unit/clinical/test_warnings.py::"
            "test_a_body_mass_of_after_the_visit_is_as_far_from_it_t47",
        ),
    ),
    Fault(
        trap="T49",
        says="The report of a signed visit is worked out again from its rows.",
        edits=(
            Edit(
                path="assessment/selectors/reports.py",
                old="found.record if found else draft_record(assessment, earlier=earlier)",
                new="draft_record(assessment)",
            ),
        ),
        red=(
            f"{SIGNING}::"
            "test_a_new_measure_reaches_everything_and_its_removal_changes_no_signed_byte_t49",
        ),
    ),
    Fault(
        trap="T49",
        says="A result is signed without what went into it.",
        edits=(
            Edit(
                path="assessment/clinical/result.py",
                old="unit=unit,\n        version=formula.version,\n        inputs=inputs,",
                new="unit=unit,\n        version=formula.version,",
            ),
        ),
        red=(
            f"{SIGNED_BEFORE}::"
            "test_a_result_names_its_formula_with_the_version_and_what_went_in_t49",
        ),
    ),
    Fault(
        trap="T49",
        says="A formula is named without its version.",
        edits=(
            Edit(
                path="assessment/clinical/result.py",
                old='        return f"{self.says} (version {self.version})"\n',
                new="        return self.says\n",
            ),
        ),
        red=(
            f"{SIGNED_BEFORE}::"
            "test_a_result_names_its_formula_with_the_version_and_what_went_in_t49",
        ),
    ),
)
