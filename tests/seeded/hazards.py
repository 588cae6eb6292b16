"""The hazard log: every hazard with its controls, and every control with the tests that show it.

`docs/hazards.md` is written from it (`make hazards`). `make seeded-faults` breaks each control.
"""

from __future__ import annotations

from tests.seeded.fault import Edit, Fault
from tests.seeded.hazard import Control, Hazard

SCREENING = "assessment/clinical/screening"
RESTRICTIONS = "assessment/clinical/restrictions"
AT_WORK = "tests/integration/assessment/test_screening_at_work.py"
ROWS = "tests/golden/safety/test_screening_rows.py::test_row_of_the_safety_reference"
RULES = "tests/golden/restrictions/test_rules.py"
PROPERTIES = "tests/unit/clinical/test_screening_properties.py"


def _broken(path: str, old: str, new: str) -> tuple[Edit, ...]:
    return (Edit(path=path, old=old, new=new),)


HAZARDS = (
    Hazard(
        code="H1",
        name="A silent no",
        cause="What nobody asked is read as no.",
        harm="An emergency is missed.",
        controls=(
            Control(
                code="H1-1",
                says="Answers are three-valued: not assessed never makes an “any of” no.",
                how_broken="“Any of” takes what was not assessed for no.",
                broken=_broken(
                    f"{SCREENING}/truth.py",
                    "    if any(one.open for one in truths):\n"
                    "        return Truth(None, missing=_missing(truths))\n"
                    "    return Truth(False)\n\n\ndef all_of",
                    "    return Truth(False)\n\n\ndef all_of",
                ),
                tests=(
                    "tests/unit/clinical/test_truth.py::test_the_tables_of_kleene",
                    f"{ROWS}[row-4]",
                ),
            ),
            Control(
                code="H1-2",
                says="What a patient reports as no stays not assessed until somebody confirms it.",
                how_broken="A reported no counts as no.",
                broken=_broken(
                    "assessment/selectors/screening.py",
                    "if answer is not None and not (reported and not answer):",
                    "if answer is not None:",
                ),
                tests=(
                    f"{AT_WORK}::"
                    "test_a_reported_yes_is_provisional_and_a_reported_no_rules_nothing_out",
                ),
            ),
            Control(
                code="H1-3",
                says="“All asked, all no” answers questions only, never a sign.",
                how_broken="Signs are answered together with the questions.",
                broken=_broken(
                    "assessment/services/screening.py",
                    'IN_BULK = ("Context", "Core questions")',
                    'IN_BULK = ("Context", "Core questions", "Signs before loading")\n'
                    "EXAMINED = frozenset()",
                ),
                tests=(f"{AT_WORK}::test_all_asked_all_no_answers_questions_only_and_says_so",),
            ),
        ),
    ),
    Hazard(
        code="H2",
        name="A stale flag",
        cause="The last visit's answers are copied, or a flag is forgotten between visits.",
        harm="A change is missed.",
        controls=(
            Control(
                code="H2-1",
                says="A new visit starts unanswered, with the last answer beside each question.",
                how_broken="Every answer of an earlier visit counts as today's.",
                broken=_broken(
                    "assessment/selectors/screening.py",
                    "if item.code in STORY and item.choice",
                    "if item.choice",
                ),
                tests=(
                    f"{AT_WORK}::"
                    "test_a_new_visit_starts_unanswered_with_the_last_answer_beside_it_row_80",
                ),
            ),
            Control(
                code="H2-2",
                says="A flag of an earlier visit stays open until it is resolved with a reason.",
                how_broken="A flag ends with its visit.",
                broken=_broken(
                    "assessment/selectors/alerts.py",
                    "        for one in _open_after(earlier.visits)\n",
                    "        for one in _open_after(())\n",
                ),
                tests=(
                    f"{AT_WORK}::"
                    "test_a_flag_stays_open_at_later_visits_until_it_is_resolved_with_a_reason",
                ),
            ),
        ),
    ),
    Hazard(
        code="H3",
        name="A repair is overloaded",
        cause="A limit is not known, has expired, or is not seen before the test.",
        harm="The repair tears again.",
        controls=(
            Control(
                code="H3-1",
                says="After an operation nothing entered and nothing declared is unknown.",
                how_broken="No restriction entered means that there is none.",
                broken=_broken(
                    f"{RESTRICTIONS}/unknown.py",
                    "if side in one.limbs and not _answered(side, one, rows, declared, on):",
                    "if side in one.limbs and _answered(side, one, rows, declared, on):",
                ),
                tests=(
                    f"{RULES}::"
                    "test_rs_8_after_surgery_nothing_entered_and_nothing_declared_is_unknown",
                ),
            ),
            Control(
                code="H3-2",
                says="A date lifts no restriction: what has passed warns until it is lifted.",
                how_broken="What has expired is no longer told.",
                broken=_broken(
                    f"{RESTRICTIONS}/in_force.py",
                    "[one for one in rows if standing(one, on) is Standing.EXPIRED]\n",
                    "[one for one in rows if standing(one, on) is None]\n",
                ),
                tests=(f"{RULES}::test_rs_6_a_day_that_passed_warns_on_and_asks_nothing",),
            ),
            Control(
                code="H3-3",
                says="While a torn extensor is not excluded after an injury, tests stay gentle.",
                how_broken="A rule left incomplete lowers nothing.",
                broken=_broken(
                    "assessment/selectors/open_flags.py",
                    "one.outcome.state is RuleState.INCOMPLETE",
                    "one.outcome.state is RuleState.FIRED",
                ),
                tests=(
                    "tests/integration/assessment/test_test_intensity.py::"
                    "test_row_19_the_raise_not_assessed_after_a_fall",
                ),
            ),
        ),
    ),
    Hazard(
        code="H4",
        name="The wrong side",
        cause="A limit, a code or a value of one leg is used for the other.",
        harm="The wrong leg is tested, limited or coded.",
        controls=(
            Control(
                code="H4-1",
                says="A restriction binds its own limb; the other is free.",
                how_broken="A limit holds for either leg.",
                broken=_broken(
                    f"{RESTRICTIONS}/in_force.py",
                    "        if side in (Side.NONE, one.side)\n",
                    "",
                ),
                tests=(f"{RULES}::test_rs_9_row_72_the_other_limb_is_free",),
            ),
        ),
    ),
    Hazard(
        code="H5",
        name="Alert fatigue",
        cause="Too many alerts, too many that interrupt, the same one again and again.",
        harm="The one that matters is clicked away.",
        controls=(
            Control(
                code="H5-1",
                says="Only an emergency interrupts, and only until somebody has seen it.",
                how_broken="Every banner interrupts.",
                broken=_broken(
                    "assessment/views/alert_strip.py",
                    "        return self.stops and not self.rule.seen\n",
                    "        return True\n",
                ),
                tests=(f"{AT_WORK}::test_only_an_emergency_interrupts_and_only_until_it_was_seen",),
            ),
            Control(
                code="H5-2",
                says="A healthy patient has no banner on any page.",
                how_broken="A screen that is open anyway raises a caution.",
                broken=_broken(
                    f"{SCREENING}/tumours.py",
                    'found = any_of(facts.item("night_rest_pain"), weight_loss(facts))',
                    "found = Truth(True)",
                ),
                tests=(f"{ROWS}[row-86]",),
            ),
            Control(
                code="H5-3",
                says="A rule fires once for what made it fire.",
                how_broken="A firing is kept with every save.",
                broken=_broken(
                    "assessment/services/screening.py",
                    "        inputs_digest=digest_of(what),\n",
                    '        inputs_digest=digest_of({**what, "at": str(timezone.now())}),\n',
                ),
                tests=(f"{AT_WORK}::test_an_alert_is_kept_once_until_what_made_it_fire_changes",),
            ),
            Control(
                code="H5-4",
                says="An answer is about what fired then: another cause asks again.",
                how_broken="An answer settles whatever fires the rule later.",
                broken=_broken(
                    "assessment/selectors/alerts.py",
                    "        return bool(known) and set(came.because) <= known\n",
                    "        return True\n",
                ),
                tests=(
                    f"{AT_WORK}::"
                    "test_fired_anew_by_something_else_it_asks_again_and_its_section_is_stopped_again",
                ),
            ),
            Control(
                code="H5-5",
                says="A flag stays open through weaker firings, late entries and void visits.",
                how_broken="Any firing of the rule takes the flag's place.",
                broken=_broken(
                    "assessment/selectors/alerts.py",
                    "        if one.rule not in firing or one.level < firing[one.rule]\n",
                    "        if one.rule not in firing\n",
                ),
                tests=(
                    f"{AT_WORK}::"
                    "test_a_weaker_firing_of_the_same_rule_leaves_the_earlier_flag_open",
                ),
            ),
        ),
    ),
    Hazard(
        code="H6",
        name="False reassurance",
        cause="A screen or a rule is called negative with items missing.",
        harm="A diagnosis comes late.",
        controls=(
            Control(
                code="H6-1",
                says="A screen is negative only with everything that was due answered.",
                how_broken="What is missing is overlooked.",
                broken=_broken(
                    f"{SCREENING}/screen.py",
                    "open_still=bool(missing) or undecided",
                    "open_still=False",
                ),
                tests=(f"{ROWS}[row-90]", f"{ROWS}[row-19]"),
            ),
            Control(
                code="H6-2",
                says="A rule that does not apply is never called negative.",
                how_broken="An injury of eight days ago is judged by the rule for seven.",
                broken=_broken(
                    f"{SCREENING}/fractures.py",
                    "    recent = facts.injured_within(OTTAWA_DAYS.value)\n    excluded",
                    "    recent = Truth(True)\n    excluded",
                ),
                tests=(f"{ROWS}[row-8]",),
            ),
        ),
    ),
    Hazard(
        code="H7",
        name="The wrong age",
        cause="The birth date is missing, or the age is that of another day.",
        harm="A rule for an age is not opened.",
        controls=(
            Control(
                code="H7-1",
                says="Without a birth date no rule that goes by age is ruled out.",
                how_broken="Who has no birth date is of no age.",
                broken=_broken(
                    f"{SCREENING}/facts.py",
                    "return known(None if self.age is None else self.age < than, AGE)",
                    "return known(self.age is not None and self.age < than, AGE)",
                ),
                tests=(
                    f"{PROPERTIES}::"
                    "test_without_a_birth_date_nothing_is_ruled_out_and_nothing_is_less_urgent",
                ),
            ),
        ),
    ),
    Hazard(
        code="H8",
        name="A template taken for an order",
        cause="A reference protocol is applied by itself, or over the surgeon's word.",
        harm="A restriction is wrong.",
        controls=(
            Control(
                code="H8-1",
                says="The surgeon's word replaces protocol and template, even where less strict.",
                how_broken="The strictest of all levels holds.",
                broken=_broken(
                    f"{RESTRICTIONS}/in_force.py",
                    "    return [one for one in rows if one.level is top]\n",
                    "    return [one for one in rows if one.level <= top]\n",
                ),
                tests=(f"{RULES}::test_rs_1_row_68_a_protocol_does_not_override_the_surgeon",),
            ),
        ),
    ),
    Hazard(
        code="H9",
        name="Disclosure",
        cause="An answer about safety is shown, printed or exported.",
        harm="A patient or a child comes to harm.",
        controls=(
            Control(
                code="H9-1",
                says="What the rule about safety came to stands in the restricted part alone.",
                how_broken="It stands among the findings of the visit.",
                broken=_broken(
                    "assessment/selectors/records.py",
                    "            restricted += safeguarding_items(chart)\n",
                    "            items += safeguarding_items(chart)\n",
                ),
                tests=(
                    f"{AT_WORK}::test_the_rule_about_safety_is_in_the_restricted_part_alone_row_65",
                ),
            ),
            Control(
                code="H9-2",
                says="Neither log nor digest tells what was answered about safety.",
                how_broken="The digest that leaves with an export is of the answers alone.",
                broken=_broken(
                    "assessment/record/payload.py",
                    '{"schema": record.schema, "nonce": nonce, "restricted": items}',
                    '{"schema": record.schema, "restricted": items}',
                ),
                tests=(
                    f"{AT_WORK}::"
                    "test_neither_log_nor_list_nor_digest_tells_what_was_answered_about_safety",
                ),
            ),
            Control(
                code="H9-3",
                says="A concern is signed with what was done and stays open until it is closed.",
                how_broken="It ends with its visit.",
                broken=_broken(
                    "assessment/selectors/safeguarding.py",
                    "OpenConcern(assessment=pk, on=on) if fired in text else None",
                    "None",
                ),
                tests=(
                    f"{AT_WORK}::"
                    "test_a_concern_stays_open_in_every_episode_until_somebody_writes_why_not",
                ),
            ),
        ),
    ),
    Hazard(
        code="H10",
        name="A false trend",
        cause="A result that does not count, or of another method, is compared.",
        harm="Loading or return goes the wrong way.",
        controls=(
            Control(
                code="H10-1",
                says="What was stopped by pain is kept, marked, and takes no part in symmetry.",
                how_broken="A value stopped by pain counts like any other.",
                broken=_broken(
                    "assessment/clinical/standing.py",
                    "MISSING, why, reading)\n    if reading.validity is not Validity.VALID:\n",
                    "MISSING, why, reading)\n    if reading.validity is Validity.INVALID:\n",
                ),
                tests=(
                    "tests/integration/assessment/test_marked_values.py::"
                    "test_row_83_a_value_stopped_by_pain_is_kept_and_takes_no_part",
                ),
            ),
        ),
    ),
    Hazard(
        code="H11",
        name="Automation bias",
        cause="A suggestion is followed, or a list is read as a clearance.",
        harm="A knee is loaded that should not be, or held back without need.",
        controls=(
            Control(
                code="H11-1",
                says="A tier above the suggestion holds only with its reason, which is kept.",
                how_broken="A choice above the suggestion needs no reason.",
                broken=_broken(
                    "assessment/clinical/intensity/at_the_test.py",
                    "    if chosen > advice.tier and not reason:",
                    '    if chosen > advice.tier and reason == "none":',
                ),
                tests=(
                    "tests/integration/assessment/test_test_intensity.py::"
                    "test_a_tier_above_the_suggestion_waits_for_its_reason",
                ),
            ),
        ),
    ),
    Hazard(
        code="H12",
        name="A wrong unit or sign",
        cause="Hyperextension without its sign, newtons for newton-metres.",
        harm="An index or a limit is wrong.",
        controls=(
            Control(
                code="H12-1",
                says="A value beyond a range asks on either side of it, equal is silent.",
                how_broken="What lies below a range passes.",
                broken=_broken(
                    f"{RESTRICTIONS}/checking.py",
                    "    return under or (high is not None",
                    "    return (high is not None",
                ),
                tests=(f"{RULES}::test_rs_4_a_value_beyond_the_range_asks",),
            ),
        ),
    ),
)

CONTROLS = tuple(control for hazard in HAZARDS for control in hazard.controls)
HAZARD_FAULTS = tuple(
    Fault(trap=one.code, says=one.how_broken, edits=one.broken, red=one.tests) for one in CONTROLS
)
