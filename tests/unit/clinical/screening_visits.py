"""Visits of all kinds for the properties of the screen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.types import Kind, VisitKind
from assessment.clinical.screening.facts import INJURY_DATE, LimbProcedure, ScreenFacts
from assessment.clinical.screening.screen import Screening, screened

QUESTIONS = tuple(one.code for one in RED_FLAGS.measures if one.kind is Kind.ANSWER)
CHOICES = {
    "onset": ("acute_trauma", "sudden_without_trauma", "gradual", "after_surgery"),
    **{
        one.code: tuple(option.code for option in one.options)
        for one in RED_FLAGS.measures
        if one.kind is Kind.CHOICE
    },
}
HARMLESS = {
    "onset": "gradual",
    "injury_mechanism": "none",
    "fracture_rule_exclusion": "none",
    "straight_leg_raise": "able",
    "cancer_history": "none",
}
AGES = (None, 0, 1, 2, 3, 4, 5, 7, 8, 10, 11, 12, 15, 16, 17, 18, 24, 25, 40, 50, 51, 54, 55, 90)
DAYS = (None, 0, 2, 6, 7, 8, 14, 15, 21, 22, 42, 43, 84, 85, 400)
NUMBERS = {
    "heart_rate": ("60", "100", "101"),
    "temperature": ("36.8", "38.0", "38.1", "38.5"),
    "ankle_brachial_index": ("0.89", "0.90", "1.10"),
}


def core(visit: VisitKind) -> list[str]:
    return [one.code for one in RED_FLAGS.measures if visit in one.core_at]


def screen(facts: ScreenFacts) -> Screening:
    return screened(facts, core(facts.visit))


def urgency(found: Screening) -> int:
    """The rank of the most urgent rule; nothing for none."""
    return max((one.outcome.level.urgency for one in found.fired if one.outcome.level), default=0)


def unanswered(facts: ScreenFacts, code: str) -> ScreenFacts:
    """The same visit without this answer."""
    if code == INJURY_DATE:
        return replace(facts, days_since_injury=None)
    return replace(
        facts,
        answers={one: said for one, said in facts.answers.items() if one != code},
        choices={one: said for one, said in facts.choices.items() if one != code},
    )


@st.composite
def visits(draw: st.DrawFn) -> ScreenFacts:
    """A visit: asked through or hardly at all, with some answers yes and some open."""
    asked = draw(st.booleans())
    few = st.sets(st.sampled_from(QUESTIONS), max_size=9)
    answers = dict.fromkeys(QUESTIONS if asked else sorted(draw(few)), False)
    answers |= dict.fromkeys(sorted(draw(few)), True)
    for code in draw(few):
        answers.pop(code, None)
    choices = dict(HARMLESS) if asked else {}
    for code in draw(st.sets(st.sampled_from(sorted(CHOICES)), max_size=4)):
        choices[code] = draw(st.sampled_from(CHOICES[code]))
    procedure = st.builds(
        LimbProcedure,
        days=st.sampled_from(DAYS),
        anaesthesia=st.sampled_from([True, False, None]),
    )
    return ScreenFacts(
        visit=draw(st.sampled_from(list(VisitKind))),
        answers=answers,
        choices=choices,
        numbers={
            code: Decimal(draw(st.sampled_from(NUMBERS[code])))
            for code in draw(st.sets(st.sampled_from(sorted(NUMBERS))))
        },
        age=draw(st.sampled_from(AGES)),
        days_since_injury=draw(st.sampled_from(DAYS)),
        procedures=draw(st.one_of(st.none(), st.lists(procedure, max_size=2).map(tuple))),
        both_sides=draw(st.booleans()),
        grade_drop=draw(st.sampled_from([None, True, False])),
        plateau=draw(st.booleans()),
        male=draw(st.booleans()),
    )
