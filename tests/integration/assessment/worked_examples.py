"""Worked examples of the measures reference as case files, and what their records have to say.

`CHARTED` holds every row that a chart can hold: its visits, and what of the exported record of the
last visit is looked at. `REFUSED` holds the rows whose value cannot be entered. `NOT_IN_A_CHART`
says of each other row why no chart holds it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Finding = Mapping[str, Any]
RIGHT, LEFT, NONE = "right", "left", "none"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One item of the record, or its comparison with the first visit, and what it says."""

    code: str
    says: Mapping[str, str | None]
    of: str = ""
    side: str = NONE
    change: bool = False


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One visit of a case: findings, and how measures were taken."""

    findings: Sequence[Finding]
    setups: Mapping[str, Any] = field(default_factory=dict)
    activities: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, kw_only=True)
class Charted:
    """One row as a case."""

    visits: Sequence[Visit]
    looked: Sequence[Looked]
    involved: str = RIGHT
    dominant: str = RIGHT


def found(measure: str, side: str = "", **said: Any) -> Finding:
    """A finding as a case file has it."""
    return {"measure": measure, **({"side": side} if side else {}), **said}


def forces(right: str, left: str) -> list[Finding]:
    """Knee extension force of both sides, in newtons."""
    return [
        found("knee_extension_force", RIGHT, value=right, unit="N"),
        found("knee_extension_force", LEFT, value=left, unit="N"),
    ]


def items(measure: str, *answers: int | None) -> list[Finding]:
    """Answers to the items of an instrument; one left blank is not in the file."""
    return [
        found(measure, trial=at, value=str(answer))
        for at, answer in enumerate(answers, start=1)
        if answer is not None
    ]


def text(code: str, says: str, *, of: str = "", side: str = NONE) -> Looked:
    """An item that says this."""
    return Looked(code=code, of=of, side=side, says={"text": says})


def undefined(code: str, reason: str, *, of: str = "", side: str = NONE) -> Looked:
    """A result that there is not, for this reason."""
    return Looked(code=code, of=of, side=side, says={"value": None, "reason": reason})


def one_visit(*findings: Finding, setups: Mapping[str, Any] | None = None) -> list[Visit]:
    """A case of one visit."""
    return [Visit(findings=findings, setups=setups or {})]


def symmetry(says: str) -> Looked:
    """The index of knee extension force."""
    return text("symmetry", says, of="knee_extension_force")


FORCE = "knee_extension_force"
TORQUE = "knee_extension_torque"


def scored(measure: str, says: str, *answers: int | None, **setup: str) -> Charted:
    """An instrument by its items, and its score."""
    setups = {measure: setup} if setup else {}
    return Charted(
        visits=one_visit(*items(measure, *answers), setups=setups), looked=[text(measure, says)]
    )


def without_score(measure: str, reason: str, *answers: int | None) -> Charted:
    """An instrument by its items, without a score."""
    return Charted(visits=one_visit(*items(measure, *answers)), looked=[undefined(measure, reason)])


def over_time(
    code: str,
    before: Finding,
    now: Finding,
    *,
    side: str = NONE,
    setups: Mapping[str, Any] | None = None,
    later: Mapping[str, Any] | None = None,
    **says: str | None,
) -> Charted:
    """A measure at two visits, and what is said of its change."""
    return Charted(
        visits=[
            Visit(findings=[before], setups=setups or {}),
            Visit(findings=[now], setups=(setups if later is None else later) or {}),
        ],
        looked=[Looked(code=code, side=side, change=True, says=says)],
    )


def hops(statistic: str, says: str) -> Charted:
    """Two hops of each leg, by this statistic."""
    return Charted(
        visits=one_visit(
            *(
                found("single_hop", side, trial=at, value=cm, unit="cm")
                for side, trials in ((RIGHT, ("120", "126")), (LEFT, ("150", "150")))
                for at, cm in enumerate(trials, start=1)
            ),
            setups={"single_hop": {"statistic": statistic}},
        ),
        looked=[text("symmetry", says, of="single_hop")],
    )


def load(repetitions: str) -> list[Finding]:
    """40 kg in the leg press, so many times."""
    return [
        found("repetition_load_leg_press", RIGHT, value="40", unit="kg"),
        found("repetition_count_leg_press", RIGHT, value=repetitions),
    ]


def lifted(repetitions: str, epley: str, brzycki: str) -> Charted:
    """What that is once, by both formulas."""
    return Charted(
        visits=one_visit(*load(repetitions)),
        looked=[
            text("one_repetition_maximum_leg_press_epley", epley, side=RIGHT),
            text("one_repetition_maximum_leg_press_brzycki", brzycki, side=RIGHT),
        ],
    )


CHARTED: dict[int, Charted] = {
    1: Charted(
        visits=one_visit(*forces("180", "240")),
        looked=[symmetry("75.0 %"), text("deficit", "25.0 %", of=FORCE)],
    ),
    2: Charted(
        visits=one_visit(*forces("250", "240")),
        looked=[symmetry("104.2 %"), text("deficit", "no deficit", of=FORCE)],
    ),
    3: Charted(
        visits=one_visit(*forces("180", "0")),
        looked=[undefined("symmetry", "zero_denominator", of=FORCE)],
    ),
    4: Charted(
        visits=one_visit(*forces("0", "0")),
        looked=[undefined("symmetry", "zero_denominator", of=FORCE)],
    ),
    5: Charted(visits=one_visit(*forces("0", "200")), looked=[symmetry("0.0 %")]),
    6: Charted(
        visits=one_visit(
            found(FORCE, RIGHT, reason="pain"), found(FORCE, LEFT, value="200", unit="N")
        ),
        looked=[undefined("symmetry", "missing", of=FORCE)],
    ),
    8: Charted(
        visits=one_visit(*forces("200", "220")),
        involved=NONE,
        looked=[
            undefined("symmetry", "no_involved", of=FORCE),
            text("dominance", "110.0 %, right leg dominant", of=FORCE),
            text("between_sides", "9.1 %, right weaker", of=FORCE),
            text("symmetry_index", "9.5 %", of=FORCE),
        ],
    ),
    10: hops("mean", "82.0 %"),
    11: hops("best", "84.0 %"),
    23: Charted(
        visits=one_visit(
            found("knee_flexion_isokinetic_60", RIGHT, value="96", unit="N.m"),
            found("knee_extension_isokinetic_60", RIGHT, value="160", unit="N.m"),
        ),
        looked=[text("hamstrings_quadriceps_ratio_60", "60.0 %", side=RIGHT)],
    ),
    24: Charted(
        visits=one_visit(
            found("knee_flexion_torque", RIGHT, value="96", unit="N.m"),
            found(TORQUE, RIGHT, value="160", unit="N.m"),
            setups={"knee_flexion_torque": {"speed": "180"}, TORQUE: {"speed": "60"}},
        ),
        looked=[undefined("hamstrings_quadriceps_ratio_as_read", "not_comparable", side=RIGHT)],
    ),
    25: Charted(
        visits=one_visit(
            found("knee_flexion_isokinetic_60", RIGHT, value="96", unit="N.m"),
            found("knee_extension_isokinetic_60", RIGHT, value="0", unit="N.m"),
        ),
        looked=[undefined("hamstrings_quadriceps_ratio_60", "zero_denominator", side=RIGHT)],
    ),
    26: lifted("8", "50.7 kg", "49.7 kg"),
    27: lifted("10", "53.3 kg", "53.3 kg"),
    29: Charted(
        visits=one_visit(*load("37")),
        looked=[
            undefined("one_repetition_maximum_leg_press_epley", "out_of_range", side=RIGHT),
            undefined("one_repetition_maximum_leg_press_brzycki", "out_of_range", side=RIGHT),
        ],
    ),
    37: Charted(
        visits=one_visit(
            found("onset_vastus_medialis", RIGHT, value="120", unit="ms"),
            found("onset_vastus_lateralis", RIGHT, value="105", unit="ms"),
        ),
        looked=[text("vastus_onset_difference", "+15.0 ms, VMO later", side=RIGHT)],
    ),
    46: Charted(
        visits=one_visit(
            found("heel_height_difference", value="higher 3", unit="cm"),
            found("lower_leg_length", value="45", unit="cm"),
        ),
        looked=[text("heel_height_angle", "3.8° (estimate)")],
    ),
    54: Charted(
        visits=one_visit(
            found("thigh_girth_15_cm", RIGHT, value="55.0", unit="cm"),
            found("thigh_skinfold_15_cm", RIGHT, value="18", unit="mm"),
        ),
        looked=[text("thigh_girth_15_cm_corrected", "49.3 cm", side=RIGHT)],
    ),
    76: Charted(
        visits=[
            Visit(
                findings=[],
                activities=[
                    {"number": number, "statement": f"Activity {number}", "rating": rating}
                    for number, rating in ((1, 3), (2, 4), (3, 6))
                ],
            )
        ],
        looked=[text("patient_specific_score", "4.3/10 (activities 1, 2, 3)")],
    ),
    98: over_time(
        "timed_up_and_go",
        found("timed_up_and_go", value="12.0", unit="s"),
        found("timed_up_and_go", value="10.2", unit="s"),
        change_text="-1.8 s (-15.0 %), improved",
        verdict="real_importance_unknown",
    ),
    14: Charted(
        visits=one_visit(found(FORCE, RIGHT, value="30", unit="kgf")),
        looked=[text(FORCE, "294.2 N", side=RIGHT)],
    ),
    15: Charted(
        visits=one_visit(found(FORCE, RIGHT, value="65", unit="lbf")),
        looked=[text(FORCE, "289.1 N", side=RIGHT)],
    ),
    17: Charted(
        visits=one_visit(
            found("body_mass", value="75", unit="kg"),
            found(FORCE, RIGHT, value="300", unit="N"),
            setups={FORCE: {"lever_arm": {"right": "34 cm"}}},
        ),
        looked=[
            text("torque", "102.0 N·m", of=FORCE, side=RIGHT),
            text("per_mass", "1.36 N·m/kg", of=FORCE, side=RIGHT),
        ],
    ),
    18: Charted(
        visits=one_visit(
            found("body_mass", value="165", unit="lb"),
            found(TORQUE, RIGHT, value="210", unit="N.m"),
        ),
        looked=[
            text("body_mass", "74.8 kg"),
            text("per_mass", "2.81 N·m/kg", of=TORQUE, side=RIGHT),
        ],
    ),
    20: Charted(
        visits=one_visit(found(TORQUE, RIGHT, value="120", unit="ft.lbf")),
        looked=[text(TORQUE, "162.7 N·m", side=RIGHT)],
    ),
    21: Charted(
        visits=one_visit(
            found("body_mass", value="70", unit="kg"),
            found(FORCE, RIGHT, value="30", unit="kgf"),
        ),
        looked=[text("per_mass", "4.2 N/kg", of=FORCE, side=RIGHT)],
    ),
    30: Charted(
        visits=one_visit(
            *(
                found(FORCE, RIGHT, trial=at, value=one, unit="N")
                for at, one in enumerate(("210", "225", "219"), start=1)
            ),
            setups={FORCE: {"statistic": "mean"}},
        ),
        looked=[text(FORCE, "218 N", side=RIGHT)],
    ),
    34: Charted(
        visits=one_visit(
            found("quadriceps_force_voluntary", RIGHT, value="180", unit="N"),
            found("quadriceps_force_with_burst", RIGHT, value="200", unit="N"),
        ),
        looked=[text("central_activation_ratio_computed", "90.0 %", side=RIGHT)],
    ),
    35: Charted(
        visits=one_visit(
            found("quadriceps_force_voluntary", RIGHT, value="200", unit="N"),
            found("quadriceps_force_with_burst", RIGHT, value="198", unit="N"),
        ),
        looked=[undefined("central_activation_ratio_computed", "out_of_range", side=RIGHT)],
    ),
    48: Charted(
        visits=one_visit(
            found("thigh_girth_15_cm", LEFT, value="48.5", unit="cm"),
            found("thigh_girth_15_cm", RIGHT, value="46.2", unit="cm"),
        ),
        looked=[text("deficit", "2.3 cm (4.7 %)", of="thigh_girth_15_cm")],
    ),
    49: Charted(
        visits=one_visit(
            found("mid_patella_girth", RIGHT, value="40.1", unit="cm"),
            found("mid_patella_girth", LEFT, value="38.6", unit="cm"),
        ),
        looked=[text("difference", "+1.5 cm", of="mid_patella_girth")],
    ),
    51: Charted(
        visits=one_visit(found("thigh_girth_15_cm", RIGHT, value="19.0", unit="in")),
        looked=[text("thigh_girth_15_cm", "48.3 cm", side=RIGHT)],
    ),
    52: Charted(
        visits=one_visit(
            *(
                found("thigh_girth_15_cm", RIGHT, trial=at, value=one, unit="cm")
                for at, one in enumerate(("48.2", "48.4", "49.6"), start=1)
            )
        ),
        looked=[text("thigh_girth_15_cm", "48.7 cm", side=RIGHT)],
    ),
    55: scored("lefs", "60 points", *[3] * 20),
    56: without_score("lefs", "missing_items", *[3] * 19, None),
    57: scored(
        "lefs",
        "60 points (prorated, 1 item left blank)",
        *[3] * 19,
        None,
        blank_items="prorated",
    ),
    58: scored("koos_pain", "75/100", *[1] * 9),
    60: without_score("koos_pain", "too_few_items", *[1] * 4),
    61: scored("koos_qol", "37.5/100 (2 items left blank)", 2, 3),
    62: Charted(
        visits=one_visit(*items("koos_pain", *[0] * 9), *items("koos_adl", *[4] * 17)),
        looked=[text("koos_pain", "100/100"), text("koos_adl", "0/100")],
    ),
    63: scored("koos_pf", "50/100", *[2] * 11),
    65: Charted(
        visits=one_visit(
            *items("koos_12_pain", *[1] * 4),
            *items("koos_12_function", *[2] * 4),
            *items("koos_12_qol", 1),
        ),
        looked=[
            undefined("koos_12_qol", "too_few_items"),
            undefined("koos_12_summary", "too_few_items"),
        ],
    ),
    66: scored("ikdc", "69/100", 4, 8, 8, 4, 3, 1, 3, 3, *[2] * 9, 8),
    68: without_score("ikdc", "too_few_items", *[None] * 3, *[1] * 15),
    70: scored("akps", "73 points", 3, 5, 3, 8, 3, 6, 7, 6, 8, 10, 6, 3, 5),
    72: scored("lysholm", "71 points, fair", 5, 5, 10, 20, 15, 6, 6, 4, bands="tegner_1985"),
    73: scored("acl_rsi", "55/100", *[50] * 6, *[60] * 6),
    74: scored("tsk_11", "22 points", *[2] * 11),
    78: Charted(
        visits=one_visit(
            found("pain_during_session", RIGHT, value="5"),
            found("pain_during_session", LEFT, value="6"),
        ),
        looked=[
            text(
                "pain_during_session",
                "5/10, acceptable in the pain-monitoring model",
                side=RIGHT,
            ),
            text("pain_during_session", "6/10, high in the pain-monitoring model", side=LEFT),
        ],
    ),
    80: Charted(
        visits=one_visit(
            found("y_balance_anterior", LEFT, value="62", unit="cm"),
            found("y_balance_posteromedial", LEFT, value="105", unit="cm"),
            found("y_balance_posterolateral", LEFT, value="100", unit="cm"),
        ),
        looked=[undefined("y_balance_composite", "missing", side=LEFT)],
    ),
    81: Charted(
        visits=one_visit(
            found("y_balance_anterior", LEFT, value="62", unit="cm"),
            found("y_balance_anterior", RIGHT, value="57", unit="cm"),
        ),
        involved=LEFT,
        looked=[text("difference", "+5.0 cm", of="y_balance_anterior")],
    ),
    82: Charted(
        visits=one_visit(
            *(
                found(f"step_down_{item}", LEFT, choice=choice)
                for item, choice in (
                    ("arms", "yes"),
                    ("trunk", "yes"),
                    ("pelvis", "no"),
                    ("knee", "foot_border"),
                    ("steadiness", "no"),
                )
            )
        ),
        looked=[text("lateral_step_down", "4 of 6 (poor)", side=LEFT)],
    ),
    84: Charted(
        visits=one_visit(
            found("chair_stand", value="12"), setups={"chair_stand": {"arms": "crossed"}}
        ),
        looked=[text("chair_stand_standard", "12 reps")],
    ),
    85: Charted(
        visits=one_visit(found("chair_stand", value="9"), setups={"chair_stand": {"arms": "used"}}),
        looked=[
            text("chair_stand_standard", "0 reps"),
            text("chair_stand_adapted", "9 reps"),
        ],
    ),
    92: over_time(
        "lefs",
        found("lefs", value="41"),
        found("lefs", value="52"),
        change_text="+11 points (+26.8 %), improved",
        verdict="real_and_important",
        threshold="9 points (MDC90)",
        importance="9 points",
    ),
    93: over_time(
        "lefs",
        found("lefs", value="41"),
        found("lefs", value="50"),
        verdict="real_and_important",
    ),
    94: over_time(
        "lefs",
        found("lefs", value="41"),
        found("lefs", value="49"),
        verdict="within_error",
    ),
    96: over_time(
        "tsk_11",
        found("tsk_11", value="26"),
        found("tsk_11", value="21"),
        verdict="important_not_certain",
        change_text="-5 points, better",
        threshold="7 points (MDC95)",
    ),
    97: over_time(
        "acl_rsi",
        found("acl_rsi", value="50"),
        found("acl_rsi", value="65"),
        verdict="important_error_unknown",
    ),
    104: over_time(
        TORQUE,
        found(TORQUE, RIGHT, value="200", unit="N.m"),
        found(TORQUE, RIGHT, value="240", unit="N.m"),
        side=RIGHT,
        setups={TORQUE: {"fixation": "isokinetic"}},
        verdict="real_importance_unknown",
        change_text="+40.0 N·m (+20.0 %), improved",
    ),
    105: over_time(
        FORCE,
        found(FORCE, RIGHT, value="220", unit="N"),
        found(FORCE, RIGHT, value="300", unit="N"),
        side=RIGHT,
        setups={FORCE: {"fixation": "manual"}},
        later={FORCE: {"fixation": "belt"}},
        verdict="not_comparable",
        change_text="",
    ),
    109: over_time(
        "effusion_stroke_test",
        found("effusion_stroke_test", RIGHT, choice="2+"),
        found("effusion_stroke_test", RIGHT, choice="trace"),
        side=RIGHT,
        change_text="2 steps of the scale improved",
    ),
    110: over_time(
        "effusion_stroke_test",
        found("effusion_stroke_test", RIGHT, choice="1+"),
        found("effusion_stroke_test", RIGHT, choice="trace"),
        side=RIGHT,
        verdict="within_error",
    ),
}

for _number, _extension, _flexion, _arc in (
    (39, "hyperextends 5", "140", "145° (5-0-140)"),
    (40, "lacks 10", "120", "110° (0-10-120)"),
    (41, "0", "135", "135° (0-0-135)"),
):
    CHARTED[_number] = Charted(
        visits=one_visit(
            found("knee_extension_passive", RIGHT, value=_extension),
            found("knee_flexion_passive", RIGHT, value=_flexion),
        ),
        looked=[text("knee_arc_passive", _arc, side=RIGHT)],
    )

CHARTED[43] = Charted(
    visits=one_visit(
        found("knee_extension_passive", RIGHT, value="lacks 5"),
        found("knee_extension_active", RIGHT, value="lacks 3"),
    ),
    looked=[text("extension_lag", "-2° (not above 5°)", side=RIGHT)],
)
CHARTED[45] = Charted(
    visits=one_visit(
        found("knee_extension_passive", RIGHT, value="hyperextends 8"),
        found("knee_extension_passive", LEFT, value="hyperextends 8"),
    ),
    looked=[Looked(code="difference", of="knee_extension_passive", says={"value": "0"})],
)
CHARTED[47] = over_time(
    "knee_extension_passive",
    found("knee_extension_passive", RIGHT, value="lacks 10"),
    found("knee_extension_passive", RIGHT, value="0"),
    side=RIGHT,
    change_text="-10°, better",
)
CHARTED[100] = over_time(
    "pain_worst",
    found("pain_worst", RIGHT, value="0"),
    found("pain_worst", RIGHT, value="1"),
    side=RIGHT,
    change_text="+1/10, worse",
)
CHARTED[101] = over_time(
    "pain_worst",
    found("pain_worst", RIGHT, value="1"),
    found("pain_worst", RIGHT, value="0"),
    side=RIGHT,
    change_text="-1/10 (-100.0 %), better",
)

REFUSED: dict[int, Finding] = {
    13: found("timed_hop", RIGHT, value="0", unit="s"),
    33: found("body_mass", value="0", unit="kg"),
    71: found("akps", trial=4, value="7"),
    77: found("pain_worst", RIGHT, value="6.5"),
    91: found("weight_bearing", RIGHT, choice="pwb"),
}

NOT_IN_A_CHART: dict[int, str] = {
    31: "a grade derives no index, so that no record has one to look at",
    38: "a rule of rounding: shown by the rows that round",
    86: "of a test in the catalogue the ratios stand in a remark: test_special_tests.py",
    87: "no test in the catalogue has a specificity of 1",
    88: "nobody enters a probability held before a test",
    89: "the rule of a screen; screening works it out from the chart of its own issue",
    102: "the ratings are two measures, so that no record sets one against the other",
    106: "a conversion of published figures",
    107: "a conversion of published figures",
    108: "a conversion of published figures",
}
