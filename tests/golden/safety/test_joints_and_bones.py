"""Inflamed joints, stressed bones, broken muscle, safety, the course; and Budapest: by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.catalogue.safeguarding import SAFEGUARDING
from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.budapest import budapest
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.screen import screened_apart
from tests.golden.safety.tables import Row, all_no, blank, result, said

SWOLLEN, COMPOUND = "boggy_swelling_without_injury", "morning_stiffness_other_joints"
STIFF, SEVERAL = "stiffness_over_30_minutes", "several_joints"
OTHER = ("psoriasis_bowel_eye_infection", "tick_exposure", "gout_history")

SYNOVITIS: tuple[Row, ...] = (
    *(
        (f"swollen and {one}", all_no(f"{SWOLLEN} {one}"), f"L3/review < {SWOLLEN} {one}")
        for one in (STIFF, SEVERAL, *OTHER)
    ),
    *(
        (f"{one} and {other}", all_no(f"{one} {other}"), f"L3/review < {one} {other}")
        for one, other in ((STIFF, SEVERAL), OTHER[:2], OTHER[1:])
    ),
    (
        "stiff and gout",
        all_no(f"{STIFF} gout_history"),
        f"L3/review < {STIFF} gout_history",
    ),
    (
        "swollen, the core question, details unknown",
        all_no(f"{SWOLLEN} {COMPOUND}", f"{STIFF} {SEVERAL}"),
        f"L3/review < {SWOLLEN} {COMPOUND}",
    ),
    (
        "gout, the core question, details unknown",
        all_no(f"gout_history {COMPOUND}", f"{STIFF} {SEVERAL}"),
        f"L3/review < {COMPOUND} gout_history",
    ),
    ("swollen, details denied", all_no(f"{SWOLLEN} {COMPOUND}"), "not fired"),
    (
        "the core question alone",
        all_no(COMPOUND, f"{STIFF} {SEVERAL}"),
        f"incomplete ? {STIFF} {SEVERAL}",
    ),
    ("swollen alone", all_no(SWOLLEN), "not fired"),
    *((f"{one} alone", all_no(one), "not fired") for one in (STIFF, SEVERAL, *OTHER)),
    ("swollen, gout not asked", all_no(SWOLLEN, "gout_history"), "incomplete ? gout_history"),
    (
        "core question open",
        all_no(unknown=f"{COMPOUND} {STIFF} {SEVERAL}"),
        f"incomplete ? {COMPOUND}",
    ),
    ("details not asked", all_no(unknown=STIFF), "not fired"),
)

FOCAL, RISING, ENERGY = "focal_bone_tenderness", "pain_rising_with_impact", "low_energy_signs"
RUNS = "impact_or_low_bone"

STRESS: tuple[Row, ...] = (
    ("the pattern", all_no(f"{FOCAL} {RISING}"), f"L3/bone < {FOCAL} {RISING}"),
    ("energy", all_no(ENERGY), f"L3/energy < {ENERGY}"),
    ("both: the bone first", all_no(f"{FOCAL} {RISING} {ENERGY}"), f"L3/bone < {FOCAL} {RISING}"),
    ("tender alone", all_no(f"{FOCAL} {RUNS} previous_stress_fracture"), "not fired"),
    ("rising alone", all_no(f"{RISING} {RUNS}"), "not fired"),
    ("rising, bone not felt", all_no(RISING, FOCAL), f"incomplete ? {FOCAL}"),
    ("tender, rising not asked", all_no(FOCAL, RISING), f"incomplete ? {RISING}"),
    ("a runner not asked", all_no(RUNS, ENERGY), f"incomplete ? {ENERGY}"),
    ("nobody had to ask", all_no(unknown=ENERGY), f"not asked ? {ENERGY}"),
)

AFTER, URINE, THIGH = "after_extreme_exercise", "dark_urine", "thigh_swollen_or_weak"

MUSCLE: tuple[Row, ...] = (
    ("with dark urine", all_no(f"{AFTER} {URINE}"), f"L1/emergency < {AFTER} {URINE}"),
    ("swollen or weak", all_no(f"{AFTER} {THIGH}"), f"L2/today < {AFTER} {THIGH}"),
    ("all", all_no(f"{AFTER} {URINE} {THIGH}"), f"L1/emergency < {AFTER} {URINE}"),
    (
        "swollen, urine not asked",
        all_no(f"{AFTER} {THIGH}", URINE),
        f"L2/today < {AFTER} {THIGH} ? {URINE}",
    ),
    ("soreness", all_no(AFTER), "not fired"),
    ("dark urine alone", all_no(f"{URINE} {THIGH}"), "not fired"),
    ("urine not asked", all_no(AFTER, URINE), f"incomplete ? {URINE}"),
    ("dark urine, exercise not asked", all_no(URINE, AFTER), f"incomplete ? {AFTER}"),
    ("nobody had to ask", all_no(unknown=AFTER), "not fired"),
)

SUDDEN = "sudden_medial_rest_pain"

GIVES_WAY: tuple[Row, ...] = (
    ("55 years", all_no(SUDDEN, age=55), f"L3/imaging < {SUDDEN} age"),
    ("54 years", all_no(SUDDEN, age=54), "not fired"),
    *(
        (one, all_no(f"{SUDDEN} {one}"), f"L3/imaging < {SUDDEN} {one}")
        for one in ("tendon_risk", "heavy_alcohol", "long_term_steroid")
    ),
    (
        "one of the medicines, which is unknown",
        all_no(f"{SUDDEN} blood_immune_steroid", "long_term_steroid"),
        f"L3/imaging < {SUDDEN} blood_immune_steroid",
    ),
    ("another of the medicines", all_no(f"{SUDDEN} blood_immune_steroid"), "not fired"),
    ("risk without pain", all_no("heavy_alcohol condyle_tenderness", age=70), "not fired"),
    ("no birth date", all_no(SUDDEN, age=None), "incomplete ? age"),
    ("alcohol not asked", all_no(SUDDEN, "heavy_alcohol"), "incomplete ? heavy_alcohol"),
    (
        "sudden onset, not asked",
        all_no(unknown=SUDDEN, onset="sudden_without_trauma", age=60),
        f"incomplete ? {SUDDEN}",
    ),
    ("gradual, not asked", all_no(unknown=SUDDEN, age=60), f"not asked ? {SUDDEN}"),
)

COURSE: tuple[Row, ...] = (
    ("the clinician says so", blank("not_improving"), "L3/rethink < not_improving"),
    ("the figures say so", replace(all_no(), plateau=True), "L3/rethink < plateau"),
    ("both", replace(all_no("not_improving"), plateau=True), "L3/rethink < not_improving plateau"),
    ("improving", all_no(), "not fired"),
    ("not said", all_no(unknown="not_improving"), "not asked ? not_improving"),
)

SYMPTOMS = tuple(f"crps_symptom_{one}" for one in ("sensory", "vasomotor", "sudomotor", "motor"))
FOUND = tuple(f"crps_sign_{one}" for one in ("sensory", "vasomotor", "sudomotor", "motor"))
PAIN, NO_OTHER = "disproportionate_pain", "no_other_diagnosis"


def crps(symptoms: int, signs: int, rest: str = f"{PAIN} {NO_OTHER}") -> str:
    return " ".join((*SYMPTOMS[:symptoms], *FOUND[:signs], rest))


def partly(symptoms: int, signs: int) -> str:
    return f"L4/partial < {' '.join((PAIN, *SYMPTOMS[:symptoms], *FOUND[:signs]))}"


BUDAPEST: tuple[Row, ...] = (
    (
        "3 and 2",
        all_no(crps(3, 2)),
        f"L3/criteria < {PAIN} {' '.join((*SYMPTOMS[:3], *FOUND[:2]))} {NO_OTHER}",
    ),
    (
        "4 and 4",
        all_no(crps(4, 4)),
        f"L3/criteria < {PAIN} {' '.join((*SYMPTOMS, *FOUND))} {NO_OTHER}",
    ),
    ("2 and 4", all_no(crps(2, 4)), partly(2, 4)),
    ("4 and 1", all_no(crps(4, 1)), partly(4, 1)),
    ("another diagnosis", all_no(crps(3, 2, PAIN)), partly(3, 2)),
    (
        "not said whether another",
        all_no(crps(3, 2, PAIN), NO_OTHER),
        f"{partly(3, 2)} ? {NO_OTHER}",
    ),
    ("a sign unknown", all_no(crps(3, 1), FOUND[3]), f"{partly(3, 1)} ? {FOUND[3]}"),
    ("1 and 1", all_no(crps(1, 1, PAIN)), partly(1, 1)),
    ("symptoms alone", all_no(crps(4, 0)), "not fired"),
    ("signs alone", all_no(crps(0, 4)), "not fired"),
    ("in proportion", all_no(crps(4, 4, NO_OTHER)), "not fired"),
    ("all but the pain asked", all_no(crps(3, 2, NO_OTHER), PAIN), f"incomplete ? {PAIN}"),
    ("nobody had to ask", all_no(unknown=PAIN), "not fired"),
    ("pain, signs unknown", all_no(crps(3, 0), " ".join(FOUND)), f"incomplete ? {' '.join(FOUND)}"),
)

TABLES = {
    "RF-21": SYNOVITIS,
    "RF-26": STRESS,
    "RF-27": BUDAPEST,
    "RF-28": MUSCLE,
    "RF-30": GIVES_WAY,
    "RF-32": COURSE,
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


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (all_no(), "symptoms in 0 of 4, signs in 0 of 4"),
        (all_no(crps(3, 2)), "symptoms in 3 of 4, signs in 2 of 4"),
        (all_no(crps(2, 2), SYMPTOMS[3]), "symptoms in at least 2 of 4, signs in 2 of 4"),
        (
            all_no(crps(4, 1), f"{FOUND[2]} {FOUND[3]}"),
            "symptoms in 4 of 4, signs in at least 1 of 4",
        ),
        (blank(), "symptoms in at least 0 of 4, signs in at least 0 of 4"),
    ],
)
def test_budapest_counts_groups_and_says_where_one_is_open(facts: ScreenFacts, text: str) -> None:
    assert budapest(facts).text == text


def test_the_groups_that_are_open_are_counted() -> None:
    found = budapest(all_no(crps(1, 2), f"{SYMPTOMS[2]} {SYMPTOMS[3]} {FOUND[3]}"))
    assert (found.symptoms, found.symptoms_open) == (1, 2)
    assert (found.signs, found.signs_open) == (2, 1)


CONCERN, DANGER = "safeguarding_concern", "immediate_danger"


@pytest.mark.parametrize(
    ("answers", "outcome", "status"),
    [
        ({CONCERN: True, DANGER: False}, f"L2/concern < {CONCERN}", "positive"),
        ({CONCERN: True}, f"L2/concern < {CONCERN} ? {DANGER}", "positive"),
        ({CONCERN: True, DANGER: True}, f"L1/danger < {DANGER}", "positive"),
        ({DANGER: True}, f"L1/danger < {DANGER}", "positive_incomplete"),
        ({CONCERN: False, DANGER: False}, "not fired", "negative"),
        ({CONCERN: False}, f"not asked ? {DANGER}", "negative"),
        ({}, f"incomplete ? {DANGER} {CONCERN}", "incomplete"),
    ],
)
def test_a_concern_about_safety_is_a_suspicion_and_stands_apart(
    answers: dict[str, bool], outcome: str, status: str
) -> None:
    visit = VisitKind.INITIAL
    core = [one.code for one in SAFEGUARDING.measures if visit in one.core_at]
    found = screened_apart(ScreenFacts(visit=visit, answers=answers), core)
    assert [one.rule.code for one in found.results] == ["RF-29"]
    assert (said(found.results[0]), found.status) == (outcome, status)
    assert found.due == {CONCERN}
