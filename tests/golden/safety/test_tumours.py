"""Tumours of bone and soft tissue, pain at night, lost weight: line by line."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.clinical.screening.facts import ScreenFacts
from tests.golden.safety.tables import Row, all_no, result, said

COMPOUND = "weight_loss_sweats_fatigue"


def history(said_: str, yes: str = "", unknown: str = "", **story: Any) -> ScreenFacts:
    return all_no(yes, unknown, choices={"cancer_history": said_}, **story)


TUMOUR: tuple[Row, ...] = (
    *(
        (f"{one}, 24 years", all_no(one, age=24), f"L2/young < age {one}")
        for one in ("bone_pain_unexplained", "bone_swelling", "growing_lump")
    ),
    ("bone pain, 25 years", all_no("bone_pain_unexplained", age=25), "not fired"),
    ("bone swelling, 25 years", all_no("bone_swelling", age=25), "not fired"),
    ("lump, 25 years", all_no("growing_lump", age=25), "L3/lump < growing_lump"),
    ("no birth date", all_no("bone_swelling", age=None), "L2/young < bone_swelling"),
    *(
        (f"{pain} and {sign}", all_no(f"{pain} {sign}"), f"L3/adult < {pain} {sign}")
        for pain in ("bone_pain_unexplained", "night_rest_pain")
        for sign in ("cancer_now_or_past", "weight_loss", "lump_not_growing", "bone_swelling")
    ),
    (
        "night pain and a growing lump",
        all_no("night_rest_pain growing_lump"),
        "L3/lump < growing_lump",
    ),
    *(
        (
            f"night pain, cancer {one}",
            history(one, "night_rest_pain"),
            "L3/adult < night_rest_pain cancer_history",
        )
        for one in ("past", "treated_6_months", "active")
    ),
    ("night pain, cancer denied", all_no("night_rest_pain"), "not fired"),
    (
        "night pain, kind of cancer open where there was none",
        all_no("night_rest_pain", "cancer_history"),
        "not fired",
    ),
    (
        "night pain, cancer not asked",
        all_no("night_rest_pain", "cancer_now_or_past"),
        "incomplete ? cancer_now_or_past",
    ),
    (
        "night pain and the question for weight, sweats, fatigue",
        all_no(f"night_rest_pain {COMPOUND}", "weight_loss"),
        f"L3/adult < night_rest_pain {COMPOUND}",
    ),
    ("night pain, sweats without weight loss", all_no(f"night_rest_pain {COMPOUND}"), "not fired"),
    ("cancer without pain", all_no("cancer_now_or_past weight_loss lump_not_growing"), "not fired"),
    ("about to break", all_no("pathological_fracture"), "L2/breaking < pathological_fracture"),
    (
        "about to break, 15 years",
        all_no("pathological_fracture bone_swelling", age=15),
        "L2/breaking < pathological_fracture",
    ),
    (
        "about to break, no steps",
        all_no("pathological_fracture cannot_take_4_steps"),
        "L1/breaking < pathological_fracture cannot_take_4_steps",
    ),
    (
        "about to break, steps unknown",
        all_no("pathological_fracture", "cannot_take_4_steps"),
        "L2/breaking < pathological_fracture ? cannot_take_4_steps",
    ),
    ("no steps alone", all_no("cannot_take_4_steps"), "not fired"),
    (
        "bone pain, whether it may break not asked",
        all_no("bone_pain_unexplained", "pathological_fracture"),
        "incomplete ? pathological_fracture",
    ),
    (
        "bone pain, swelling not felt for",
        all_no("bone_pain_unexplained", "bone_swelling"),
        "incomplete ? bone_swelling",
    ),
    ("lump not asked", all_no(unknown="growing_lump"), "incomplete ? growing_lump"),
    (
        "24 years, bone pain not asked",
        all_no(unknown="bone_pain_unexplained", age=24),
        "incomplete ? bone_pain_unexplained",
    ),
    (
        "nobody had to ask",
        all_no(unknown="pathological_fracture"),
        "not asked ? pathological_fracture",
    ),
)

UNREMITTING: tuple[Row, ...] = (
    ("night pain", all_no("night_rest_pain"), "L3/review < night_rest_pain"),
    ("weight loss", all_no("weight_loss"), "L3/review < weight_loss"),
    (
        "weight, sweats or fatigue, which is unknown",
        all_no(COMPOUND, "weight_loss"),
        f"L3/review < {COMPOUND}",
    ),
    ("sweats without weight loss", all_no(COMPOUND), "not fired"),
    ("a tumour rule has fired", all_no("night_rest_pain weight_loss"), "not fired"),
    ("a tumour rule has fired otherwise", all_no("weight_loss pathological_fracture"), "not fired"),
    ("eases", all_no("night_pain_eases"), "L4/eases < night_pain_eases"),
    ("eases, and weight loss", all_no("night_pain_eases weight_loss"), "L3/review < weight_loss"),
    ("eases, tumour", all_no("night_pain_eases growing_lump"), "L4/eases < night_pain_eases"),
    ("night pain not asked", all_no(unknown="night_rest_pain"), "incomplete ? night_rest_pain"),
    (
        "weight not asked at all",
        all_no(unknown=f"{COMPOUND} weight_loss"),
        f"incomplete ? {COMPOUND}",
    ),
    ("easing not asked", all_no(unknown="night_pain_eases"), "not asked"),
)

TABLES = {"RF-16": TUMOUR, "RF-17": UNREMITTING}


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
