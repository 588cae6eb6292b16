"""What a visit of a case file makes of its findings: diagnoses, goals, and the next review."""

from __future__ import annotations

from assessment.cases.case import INVOLVED, OPEN, UNINVOLVED, Diagnosis, Goal, NextReview
from assessment.cases.fields import Fields
from assessment.catalogue.types import InvolvedSide, Side

MOST_DIAGNOSES, MOST_GOALS = 20, 30
HIGHEST_NUMBER = 9_999
LONGEST_STATEMENT, LONGEST_WHY = 1_000, 200
MOST_WEEKS, MOST_VISITS_BETWEEN = 260, 100

GOAL_SIDES = (*Side, INVOLVED, UNINVOLVED)
DIAGNOSIS_SIDES = (*InvolvedSide, INVOLVED, UNINVOLVED)
WAYS = ("weeks", "date", "visits", "kept", "none")


def diagnoses_in(visit: Fields) -> tuple[Diagnosis, ...]:
    """The diagnoses of a visit, in order; at most one is the primary one."""
    found: list[Diagnosis] = []
    for said in visit.objects("diagnoses", most=MOST_DIAGNOSES):
        one = _diagnosis(said)
        first = next((other for other in found if other.primary), None)
        if one.primary and first is not None:
            said.complain("primary", f"Only one diagnosis is the primary one: {first.path} is.")
        found.append(one)
    return tuple(found)


def _diagnosis(said: Fields) -> Diagnosis:
    found = Diagnosis(
        text=said.text("text", required=True),
        side=said.one_of("side", DIAGNOSIS_SIDES),
        code=said.text("code"),
        primary=said.flag("primary"),
        path=said.path,
    )
    said.done()
    return found


def goals_in(visit: Fields) -> tuple[Goal, ...]:
    """What a visit says of goals, each of them once."""
    found: list[Goal] = []
    for said in visit.objects("goals", most=MOST_GOALS):
        one = _goal(said)
        first = next((other for other in found if other.number == one.number), None)
        if one.number and first is not None:
            said.complain("number", f"A visit says a goal once: {first.path} is this one as well.")
        found.append(one)
    return tuple(found)


def _goal(said: Fields) -> Goal:
    found = Goal(
        number=said.whole("number", 1, HIGHEST_NUMBER, required=True) or 0,
        statement=said.text("statement", required=True, most=LONGEST_STATEMENT, lines=True),
        measure=said.text("measure"),
        side=said.one_of("side", GOAL_SIDES, default=Side.NONE),
        target=said.typed("target"),
        unit=said.text("unit"),
        due=said.day("due"),
        status=said.text("status") or OPEN,
        remark=said.text("remark"),
        path=said.path,
    )
    said.done()
    return found


def next_review_in(visit: Fields) -> NextReview | None:
    """When the patient is seen again, said in one of the ways there are."""
    said = visit.optional("next_review")
    if said is None:
        return None
    found = NextReview(
        weeks=said.whole("weeks", 1, MOST_WEEKS),
        day=said.day("date"),
        visits=said.whole("visits", 1, MOST_VISITS_BETWEEN),
        kept=said.flag("kept"),
        none=said.text("none", most=LONGEST_WHY),
        path=said.path,
    )
    given = [way for way in WAYS if said.has(way)]
    if len(given) != 1:
        said.complain("", f"Give one of {', '.join(WAYS)}; here: {', '.join(given) or 'none'}.")
    elif given == ["kept"] and not found.kept:
        said.complain("kept", "Only true is said here. Leave out what the source does not say.")
    said.done()
    return found
