"""The screen in words: what was found, what is missing, what the whole came to."""

from __future__ import annotations

import pytest

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.screening_rules import LEVEL_NAMES, RULES, rule
from assessment.catalogue.types import ActionLevel, VisitKind
from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts
from assessment.clinical.screening.words import (
    days_ago,
    decision_lines,
    found_words,
    missing_words,
    screen_words,
    wells_line,
)
from tests.golden.safety.tables import all_no, blank, fell, injured, measured, screen

FIRST = VisitKind.INITIAL


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("age", "Age (birth date)"),
        ("onset", "Onset (history)"),
        ("limb_procedure", "Surgery or procedure on this leg, and its date"),
        ("heart_rate", "Resting heart rate"),
        ("temperature", "Temperature"),
        ("grade_drop", "Muscle grade at least one grade below the last visit's"),
        ("plateau", "No measure has improved beyond its error over two reassessments"),
        ("injury_date", "Date of injury"),
        ("knee_hot", "Knee hotter than the other"),
        ("straight_leg_raise", "Active straight leg raise"),
        ("safeguarding_concern", "A concern about safety, or a story that does not fit"),
        ("immediate_danger", "Immediate danger"),
        ("unheard_of", "unheard_of"),
    ],
)
def test_what_is_missing_is_named(code: str, name: str) -> None:
    assert missing_words([code]) == (name,)
    assert found_words(blank(age=None), [code]) == (name,)


def test_whatever_a_rule_names_has_words() -> None:
    for one in RULES:
        for name in missing_words((*one.items, *one.besides)):
            assert name not in ("", one.code) and (" " in name or name[0].isupper())


def test_each_question_is_named_by_its_label_in_the_order_asked_for() -> None:
    labels = {one.code: one.label for one in RED_FLAGS.measures if one.code != "limb_procedure"}
    assert missing_words(labels) == tuple(labels.values())
    assert missing_words([]) == found_words(blank(), []) == ()


@pytest.mark.parametrize(
    ("facts", "code", "words"),
    [
        (blank(age=55), "age", "Age 55"),
        (blank(age=0), "age", "Age 0"),
        (blank(choices={"onset": "acute_trauma"}), "onset", "Onset by an acute injury"),
        (
            blank(choices={"onset": "sudden_without_trauma"}),
            "onset",
            "Sudden onset without injury",
        ),
        (blank(choices={"onset": "after_surgery"}), "onset", "Onset after surgery"),
        (blank(choices={"onset": "gradual"}), "onset", "Gradual onset"),
        (blank(days_since_injury=0), "injury_date", "Injury today"),
        (blank(days_since_injury=1), "injury_date", "Injury yesterday"),
        (blank(days_since_injury=7), "injury_date", "Injury 7 days ago"),
        (
            blank(
                procedures=(
                    LimbProcedure(days=30),
                    LimbProcedure(days=None),
                    LimbProcedure(days=9),
                )
            ),
            "limb_procedure",
            "Procedure on this leg 9 days ago",
        ),
        (
            blank(procedures=(LimbProcedure(days=None),)),
            "limb_procedure",
            "Surgery or procedure on this leg, and its date",
        ),
        (measured(blank(), heart_rate="101"), "heart_rate", "Resting heart rate 101"),
        (measured(blank(), temperature="38.60"), "temperature", "Temperature 38.6"),
        (measured(blank(), temperature="40"), "temperature", "Temperature 40"),
        (
            measured(blank(), ankle_brachial_index="0.89"),
            "ankle_brachial_index",
            "Ankle-brachial index 0.89",
        ),
        (
            blank(choices={"straight_leg_raise": "unable"}),
            "straight_leg_raise",
            "Active straight leg raise: unable",
        ),
        (blank(choices={"injury_mechanism": "twist"}), "injury_mechanism", "Kind of injury: twist"),
        (blank("knee_hot"), "knee_hot", "Knee hotter than the other"),
        (
            blank("fever_unwell", reported=frozenset({"fever_unwell"})),
            "fever_unwell",
            "Fever, rigors or feeling ill (reported by the patient)",
        ),
        (
            blank(choices={"injury_mechanism": "fall"}, reported=frozenset({"injury_mechanism"})),
            "injury_mechanism",
            "Kind of injury: fall (reported by the patient)",
        ),
    ],
)
def test_what_was_found_is_said_with_its_number(facts: ScreenFacts, code: str, words: str) -> None:
    assert found_words(facts, [code]) == (words,)


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (42, "42 days ago")]
)
def test_how_long_ago(days: int, words: str) -> None:
    assert days_ago(days) == words


def whole(facts: ScreenFacts) -> str:
    found = screen(facts)
    return screen_words(found, len(found.due))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            all_no(),
            "Negative: no rule fired, all 20 items due were answered. This alone excludes no "
            "disease.",
        ),
        (
            all_no("night_pain_eases"),
            "Negative, with cautions: L4 Night pain that nothing eases, unexplained weight loss. "
            "This alone excludes no disease.",
        ),
        (
            all_no(unknown="fever_unwell"),
            "Incomplete, nothing is ruled out. 1 of 20 not assessed.",
        ),
        (
            all_no("night_pain_eases", "fever_unwell growing_lump"),
            "Incomplete, nothing is ruled out. 2 of 20 not assessed. Caution: L4 Night pain that "
            "nothing eases, unexplained weight loss.",
        ),
        (all_no("breathless_chest_pain"), "Positive. L1 Pulmonary embolism."),
        (
            all_no("not_improving breathless_chest_pain"),
            "Positive. L1 Pulmonary embolism; L3 Not improving as expected.",
        ),
        (
            all_no("breathless_chest_pain", "fever_unwell"),
            "Positive, and incomplete. L1 Pulmonary embolism. 1 of 20 not assessed.",
        ),
        (
            all_no("sudden_medial_rest_pain", age=None),
            "Incomplete, nothing is ruled out. A rule lacks an answer that no question here gives.",
        ),
    ],
)
def test_what_the_screen_came_to(facts: ScreenFacts, words: str) -> None:
    assert whole(facts) == words


EXCLUDED = {"fracture_rule_exclusion": "superficial"}


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        (all_no(), ()),
        (
            fell(),
            ("Ottawa knee rule: negative.", "Pittsburgh knee rule: negative."),
        ),
        (
            injured(age=55),
            (
                "Ottawa knee rule: positive (Age 55).",
                "Pittsburgh knee rule: not applicable (Kind of injury: twist).",
            ),
        ),
        (
            fell(days=8),
            (
                "Ottawa knee rule: not applicable (Injury 8 days ago).",
                "Pittsburgh knee rule: not applicable (Injury 8 days ago).",
            ),
        ),
        (
            fell(age=4, choices=EXCLUDED),
            (
                "Ottawa knee rule: not applicable (Age 4; Reason a fracture rule does not apply: "
                "skin wound only).",
                "Pittsburgh knee rule: not applicable (Reason a fracture rule does not apply: skin "
                "wound only).",
            ),
        ),
        (
            fell(unknown="cannot_flex_to_90", age=60),
            (
                "Ottawa knee rule: positive (Age 60).",
                "Pittsburgh knee rule: positive (Kind of injury: fall; Age 60).",
            ),
        ),
        (
            fell(unknown="cannot_flex_to_90 fibular_head_tender cannot_take_4_steps"),
            (
                "Ottawa knee rule: incomplete, nothing is ruled out; not assessed: Head of the "
                "fibula tender; Cannot bend to 90°.",
                "Pittsburgh knee rule: incomplete, nothing is ruled out; not assessed: Cannot take "
                "4 steps now.",
            ),
        ),
        (
            all_no("leg_swelling_vein_pain"),
            (
                "Wells score 0: deep vein thrombosis unlikely; low by the cut-offs of 1997, "
                "derived.",
            ),
        ),
        (all_no("leg_swelling_vein_pain", age=17), ()),
        (all_no("leg_swelling_vein_pain", age=None), ()),
        (all_no("leg_swelling_vein_pain pregnancy"), ()),
        (all_no(unknown="leg_swelling_vein_pain"), ()),
    ],
)
def test_the_lines_of_decision_rules_and_scores(facts: ScreenFacts, lines: tuple[str, ...]) -> None:
    assert decision_lines(facts) == lines


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (
            all_no("pitting_oedema"),
            "Wells score 1: deep vein thrombosis unlikely; moderate by the cut-offs of 1997, "
            "derived.",
        ),
        (
            all_no("pitting_oedema vein_tenderness calf_3_cm_larger"),
            "Wells score 3: deep vein thrombosis likely; high by the cut-offs of 1997, derived.",
        ),
        (
            all_no("pitting_oedema", "vein_tenderness calf_3_cm_larger"),
            "Wells score between 1 and 3: deep vein thrombosis not classed yet; not assessed: "
            "Tender along the deep veins; Calf at least 3 cm larger.",
        ),
        (
            all_no("pitting_oedema vein_tenderness", "calf_3_cm_larger"),
            "Wells score between 2 and 3: deep vein thrombosis likely; not assessed: Calf at least "
            "3 cm larger.",
        ),
        (
            all_no("pitting_oedema", "other_diagnosis_as_likely"),
            "Wells score between -1 and 1: deep vein thrombosis unlikely; not assessed: Another "
            "diagnosis is at least as likely.",
        ),
        (
            all_no("pitting_oedema", "pregnancy"),
            "Wells score 1: deep vein thrombosis not classed yet; moderate by the cut-offs of "
            "1997, derived; not assessed: Pregnant, or up to 6 weeks after birth.",
        ),
    ],
)
def test_the_line_of_the_wells_score(facts: ScreenFacts, line: str) -> None:
    assert wells_line(facts) == line


def test_levels_and_rules_have_their_names() -> None:
    assert [*LEVEL_NAMES] == [*ActionLevel]
    assert rule("RF-10").name == "Pulmonary embolism"
    with pytest.raises(KeyError):
        rule("RF-33")


def test_the_words_only_propose() -> None:
    for one in RULES:
        for text in (one.name, *one.actions.values()):
            for banned in ("cleared", "safe to", "fit for", "normal", "diagnos"):
                assert banned not in text.lower() or (banned, one.code) == ("diagnos", "RF-32")
