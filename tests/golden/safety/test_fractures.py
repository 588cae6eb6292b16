"""Fracture rules, line by line: Ottawa, Pittsburgh, what they leave open, and a filled knee."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.fractures import (
    EXCLUSION,
    NOT_EXCLUDED,
    RuleAnswer,
    ottawa,
    pittsburgh,
)
from tests.golden.safety.tables import (
    TWISTED,
    Row,
    all_no,
    blank,
    fell,
    injured,
    result,
    said,
    weeks_after_injury,
)

OTTAWA: tuple[Row, ...] = (
    ("54 years", injured(age=54), "not fired"),
    ("55 years", injured(age=55), "L2/radiograph < age"),
    ("kneecap alone", injured("patella_bone_tender"), "L2/radiograph < patella_bone_tender"),
    ("kneecap and another", injured("patella_bone_tender other_knee_bone_tender"), "not fired"),
    (
        "kneecap, the other unknown",
        injured("patella_bone_tender", "other_knee_bone_tender"),
        "incomplete ? other_knee_bone_tender",
    ),
    ("fibula", injured("fibular_head_tender"), "L2/radiograph < fibular_head_tender"),
    ("cannot bend", injured("cannot_flex_to_90"), "L2/radiograph < cannot_flex_to_90"),
    (
        "no steps, then and now",
        injured("unable_4_steps_immediately cannot_take_4_steps"),
        "L2/radiograph < unable_4_steps_immediately cannot_take_4_steps",
    ),
    ("no steps at once only", injured("unable_4_steps_immediately"), "not fired"),
    ("no steps now only", injured("cannot_take_4_steps"), "not fired"),
    (
        "no steps now, at once unknown",
        injured("cannot_take_4_steps", "unable_4_steps_immediately"),
        "incomplete ? unable_4_steps_immediately",
    ),
    ("4 years", injured("fibular_head_tender", age=4), "not fired"),
    ("5 years", injured("fibular_head_tender", age=5), "L2/radiograph < fibular_head_tender"),
    ("no birth date", injured(age=None), "incomplete ? age"),
    ("7 days", injured(age=55, days=7), "L2/radiograph < age"),
    ("8 days", injured(age=55, days=8), "not fired"),
    ("no date, nothing found", injured(days=None), "incomplete ? injury_date"),
    ("no date, 55 years", injured(age=55, days=None), "L2/radiograph < age"),
    ("old by the record", replace(injured(age=55, days=None), injured_longer_than=8), "not fired"),
    (
        "a week by the record",
        replace(injured(days=None), injured_longer_than=7),
        "incomplete ? injury_date",
    ),
    (
        "exclusion unknown",
        injured(unknown="fracture_rule_exclusion"),
        "incomplete ? fracture_rule_exclusion",
    ),
    ("never injured", all_no("fibular_head_tender", age=60), "not fired"),
    (
        "60 years, new injury not asked",
        all_no(age=60, unknown="recent_injury"),
        "incomplete ? recent_injury injury_date",
    ),
    (
        "a new injury that the history does not have",
        all_no("recent_injury", age=60, days=2),
        "L2/radiograph < age",
    ),
    (
        "dated, new injury not asked",
        all_no(unknown="recent_injury", days=3),
        "incomplete ? recent_injury",
    ),
    (
        "found, new injury not asked",
        all_no("fibular_head_tender", "recent_injury"),
        "L2/radiograph < fibular_head_tender",
    ),
)

PITTSBURGH: tuple[Row, ...] = (
    ("50 years", fell(age=50), "not fired"),
    ("51 years", fell(age=51), "L2/radiograph < injury_mechanism age"),
    ("11 years", fell(age=11), "L2/radiograph < injury_mechanism age"),
    ("12 years", fell(age=12), "not fired"),
    (
        "no steps",
        fell("cannot_take_4_steps"),
        "L2/radiograph < injury_mechanism cannot_take_4_steps",
    ),
    ("steps unknown", fell(unknown="cannot_take_4_steps"), "incomplete ? cannot_take_4_steps"),
    ("no birth date", fell(age=None), "incomplete ? age"),
    *(
        (f"by {one}", fell(age=51, mechanism=one), "L2/radiograph < injury_mechanism age")
        for one in ("blunt_blow", "dashboard", "high_energy")
    ),
    *((f"by {one}", fell(age=51, mechanism=one), "not fired") for one in ("twist", "jump_landing")),
    (
        "mechanism unknown",
        fell(age=51, unknown="injury_mechanism"),
        "incomplete ? injury_mechanism",
    ),
    (
        "nothing found, mechanism unknown",
        fell(unknown="injury_mechanism"),
        "incomplete ? injury_mechanism",
    ),
    ("6 days", fell(age=51, days=6), "L2/radiograph < injury_mechanism age"),
    ("7 days", fell(age=51, days=7), "not fired"),
    ("no date, nothing found", fell(days=None), "incomplete ? injury_date"),
    ("no date, 51 years", fell(age=51, days=None), "L2/radiograph < injury_mechanism age"),
    (
        "exclusion unknown",
        fell(unknown="fracture_rule_exclusion"),
        "incomplete ? fracture_rule_exclusion",
    ),
)

OPEN_FRACTURE: tuple[Row, ...] = (
    *(
        (one, blank(one), f"L1/emergency < {one}")
        for one in ("open_wound", "limb_deformity", "high_energy_cannot_move")
    ),
    (
        "all three",
        injured("open_wound limb_deformity high_energy_cannot_move"),
        "L1/emergency < open_wound limb_deformity high_energy_cannot_move",
    ),
    ("none", injured(), "not fired"),
    ("high energy alone", injured(mechanism="high_energy"), "not fired"),
    ("not looked at", injured(unknown="limb_deformity"), "incomplete ? limb_deformity"),
    ("nobody injured", all_no(unknown="limb_deformity"), "not asked ? limb_deformity"),
)

LEFT_OPEN: tuple[Row, ...] = (
    (
        "no steps now, at once unknown",
        injured("cannot_take_4_steps", "unable_4_steps_immediately"),
        f"L2/radiograph_today < {TWISTED} cannot_take_4_steps",
    ),
    (
        "no steps now, Ottawa negative",
        injured("cannot_take_4_steps"),
        f"L2/radiograph_today < {TWISTED} cannot_take_4_steps",
    ),
    (
        "no steps, imaged",
        injured("cannot_take_4_steps imaging_done"),
        f"L2/radiograph_today < {TWISTED} cannot_take_4_steps",
    ),
    (
        "other bone",
        injured("other_knee_bone_tender"),
        f"L3/radiograph_usual < {TWISTED} other_knee_bone_tender",
    ),
    ("swollen", injured("knee_swollen"), f"L3/radiograph_usual < {TWISTED} knee_swollen"),
    ("tense", injured("tense_effusion"), f"L3/radiograph_usual < {TWISTED} tense_effusion"),
    (
        "swollen, steps unknown",
        injured("knee_swollen", "cannot_take_4_steps"),
        f"L3/radiograph_usual < {TWISTED} knee_swollen ? cannot_take_4_steps",
    ),
    ("swollen, imaged", injured("knee_swollen imaging_done"), "not fired"),
    (
        "swollen, imaging unknown",
        injured("knee_swollen", "imaging_done"),
        f"L3/radiograph_usual < {TWISTED} knee_swollen",
    ),
    (
        "kneecap and fibula where Ottawa does not apply",
        injured("patella_bone_tender fibular_head_tender", days=8),
        f"L3/radiograph_usual < {TWISTED} patella_bone_tender fibular_head_tender",
    ),
    (
        "kneecap where Ottawa is incomplete",
        injured("patella_bone_tender", "other_knee_bone_tender"),
        "incomplete ? other_knee_bone_tender",
    ),
    (
        "other bone where Ottawa does not apply",
        injured("other_knee_bone_tender", days=8),
        f"L3/radiograph_usual < {TWISTED} other_knee_bone_tender",
    ),
    (
        "an injury by its onset alone",
        all_no("knee_swollen", "injury_mechanism", onset="acute_trauma", days=20),
        "L3/radiograph_usual < onset injury_date knee_swollen",
    ),
    ("no injury by the onset alone", all_no("knee_swollen", "injury_mechanism"), "not fired"),
    ("no injury by its kind alone", all_no("knee_swollen", "onset"), "not fired"),
    ("Ottawa positive", injured("fibular_head_tender knee_swollen cannot_flex_to_90"), "not fired"),
    ("Pittsburgh positive", fell("cannot_take_4_steps knee_swollen"), "not fired"),
    ("nothing found", injured(), "not fired"),
    ("swelling unknown", injured(unknown="knee_swollen"), "incomplete ? knee_swollen"),
    ("tense not looked at, not swollen", injured(unknown="tense_effusion"), "not fired"),
    (
        "42 days",
        weeks_after_injury(42, "knee_swollen"),
        "L3/radiograph_usual < injury_mechanism injury_date knee_swollen",
    ),
    ("43 days", weeks_after_injury(43, "knee_swollen"), "not fired"),
    ("no date", weeks_after_injury(None, "knee_swollen"), "L3/radiograph_usual < knee_swollen"),
    ("never injured", all_no("knee_swollen cannot_take_4_steps"), "not fired"),
    (
        "story not told",
        blank("knee_swollen"),
        "L3/radiograph_usual < knee_swollen ? cannot_take_4_steps",
    ),
)

FILLED: tuple[Row, ...] = (
    (
        "within 2 hours, not imaged",
        injured("swelling_within_2_hours"),
        f"L2/urgent < {TWISTED} swelling_within_2_hours",
    ),
    (
        "tense, imaging unknown",
        injured("tense_effusion", "imaging_done"),
        f"L2/urgent < {TWISTED} tense_effusion",
    ),
    (
        "imaged, Ottawa negative",
        injured("swelling_within_2_hours imaging_done"),
        f"L3/imaged < {TWISTED} swelling_within_2_hours",
    ),
    (
        "imaged, Ottawa not applicable",
        injured("tense_effusion imaging_done", days=8),
        f"L3/imaged < {TWISTED} tense_effusion",
    ),
    (
        "imaged, Ottawa incomplete: what is missing is no reason",
        injured("tense_effusion imaging_done", "cannot_flex_to_90"),
        f"L2/urgent < {TWISTED} tense_effusion",
    ),
    (
        "imaged, Pittsburgh incomplete",
        fell("tense_effusion imaging_done", "cannot_take_4_steps"),
        f"L2/urgent < {TWISTED} tense_effusion",
    ),
    (
        "imaged, blood thinner",
        injured("tense_effusion imaging_done bleeding_risk"),
        f"L2/urgent < {TWISTED} tense_effusion bleeding_risk",
    ),
    (
        "imaged, one of the medicines, which is unknown",
        injured("tense_effusion imaging_done blood_immune_steroid", "bleeding_risk"),
        f"L2/urgent < {TWISTED} tense_effusion blood_immune_steroid",
    ),
    (
        "imaged, another of the medicines",
        injured("tense_effusion imaging_done blood_immune_steroid"),
        f"L3/imaged < {TWISTED} tense_effusion",
    ),
    (
        "imaged, medicines unknown",
        injured("tense_effusion imaging_done", "bleeding_risk blood_immune_steroid"),
        f"L3/imaged < {TWISTED} tense_effusion ? blood_immune_steroid",
    ),
    ("dry", injured("knee_swollen"), "not fired"),
    ("never injured", all_no("tense_effusion"), "not fired"),
    (
        "not asked when it swelled",
        injured(unknown="swelling_within_2_hours"),
        "incomplete ? swelling_within_2_hours",
    ),
    (
        "42 days",
        weeks_after_injury(42, "tense_effusion imaging_done"),
        "L3/imaged < injury_mechanism injury_date tense_effusion",
    ),
    ("43 days", weeks_after_injury(43, "tense_effusion imaging_done"), "not fired"),
)

TABLES = {
    "RF-01": OTTAWA,
    "RF-02": PITTSBURGH,
    "RF-03": OPEN_FRACTURE,
    "RF-04": LEFT_OPEN,
    "RF-24": FILLED,
}


@pytest.mark.parametrize(
    ("rule", "facts", "outcome"),
    [
        pytest.param(rule, facts, outcome, id=f"{rule} {says}")
        for rule, table in TABLES.items()
        for says, facts, outcome in table
    ],
)
def test_what_the_rule_says(rule: str, facts: ScreenFacts, outcome: str) -> None:
    assert said(result(rule, facts)) == outcome


BOTH = ("superficial", "seen_before")
OTTAWA_ALONE = ("not_alert", "no_feeling", "several_injuries")


def test_of_several_reasons_the_one_that_stands_first_hides_no_exclusion_of_ottawa() -> None:
    """One answer is taken: what bars both rules first, what bars Pittsburgh alone last."""
    (asked,) = (one for one in RED_FLAGS.measures if one.code == EXCLUSION)
    offered = [option.code for option in asked.options]
    assert offered == [NOT_EXCLUDED, *BOTH, *OTTAWA_ALONE, "operated_before"]
    assert "stands first" in asked.how


@pytest.mark.parametrize("reason", [*BOTH, *OTTAWA_ALONE, "operated_before"])
def test_what_excludes_a_rule_makes_it_not_applicable_never_negative(reason: str) -> None:
    facts = fell("fibular_head_tender", age=60, choices={"fracture_rule_exclusion": reason})
    positive, excluded = RuleAnswer.POSITIVE, RuleAnswer.NOT_APPLICABLE
    by_ottawa, by_pittsburgh = ottawa(facts), pittsburgh(facts)
    assert by_ottawa.answer is (positive if reason == "operated_before" else excluded)
    assert by_pittsburgh.answer is (positive if reason in OTTAWA_ALONE else excluded)
    for found in (by_ottawa, by_pittsburgh):
        assert ("fracture_rule_exclusion" in found.because) is (found.answer is excluded)


@pytest.mark.parametrize(
    ("facts", "answer", "because"),
    [
        (injured(), RuleAnswer.NEGATIVE, ()),
        (injured("pregnancy fibular_head_tender"), RuleAnswer.NOT_APPLICABLE, ("pregnancy",)),
        (injured(unknown="pregnancy"), RuleAnswer.NEGATIVE, ()),
        (injured(days=8), RuleAnswer.NOT_APPLICABLE, ("injury_date",)),
        (injured(age=4), RuleAnswer.NOT_APPLICABLE, ("age",)),
        (injured(age=55), RuleAnswer.POSITIVE, ("age",)),
        (all_no(), RuleAnswer.CLOSED, ()),
    ],
)
def test_the_answers_of_ottawa(
    facts: ScreenFacts, answer: RuleAnswer, because: tuple[str, ...]
) -> None:
    found = ottawa(facts)
    assert (found.answer, found.because, found.missing) == (answer, because, ())


@pytest.mark.parametrize(
    ("facts", "answer", "because"),
    [
        (fell(), RuleAnswer.NEGATIVE, ()),
        (injured(age=60), RuleAnswer.NOT_APPLICABLE, ("injury_mechanism",)),
        (fell(age=60, days=7), RuleAnswer.NOT_APPLICABLE, ("injury_date",)),
        (fell("pregnancy", age=60), RuleAnswer.POSITIVE, ("injury_mechanism", "age")),
        (all_no(age=60), RuleAnswer.CLOSED, ()),
    ],
)
def test_the_answers_of_pittsburgh(
    facts: ScreenFacts, answer: RuleAnswer, because: tuple[str, ...]
) -> None:
    found = pittsburgh(facts)
    assert (found.answer, found.because, found.missing) == (answer, because, ())


def test_what_a_rule_lacks_is_named_once_with_what_says_whether_it_applies() -> None:
    facts = injured(
        unknown="cannot_flex_to_90 fracture_rule_exclusion injury_mechanism", age=None, days=None
    )
    assert ottawa(facts).missing == (
        "age",
        "cannot_flex_to_90",
        "injury_date",
        "fracture_rule_exclusion",
    )
    assert pittsburgh(facts).missing == (
        "injury_mechanism",
        "age",
        "injury_date",
        "fracture_rule_exclusion",
    )
