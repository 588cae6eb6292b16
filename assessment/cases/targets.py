"""From the goals of a visit to what stands in the field of each target.

Whether a goal can be tied to its measure, and whether its target can be right, is for the service
to say when the goal is saved.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment import catalogue
from assessment.cases.answers import Wrong, number_with_unit, side_said
from assessment.cases.case import Goal, Visit
from assessment.cases.problems import CaseRefused, Problem, below
from assessment.catalogue.types import Kind, Side


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a goal aims at: a number with its unit, or an answer in words."""

    number: str = ""
    rest: str = ""

    def typed(self, decimal_separator: str) -> str:
        """The line of text that the field takes in a clinic with this decimal separator."""
        return f"{self.number.replace('.', decimal_separator)} {self.rest}".strip()


NO_TARGET = Target()


def targets_of(visit: Visit) -> tuple[Target, ...]:
    """The targets of a visit's goals, goal by goal; raises `CaseRefused`."""
    problems: list[Problem] = []
    found = []
    for goal in visit.goals:
        try:
            found.append(_target(goal))
        except Wrong as wrong:
            problems.append(wrong.problem)
    if problems:
        raise CaseRefused(problems)
    return tuple(found)


def _target(goal: Goal) -> Target:
    if not goal.measure:
        for key, said in (
            ("side", "" if goal.side == Side.NONE.value else goal.side),
            ("target", goal.target),
            ("unit", goal.unit),
        ):
            if said:
                raise Wrong(below(goal.path, key), "Only a goal with a measure has this.")
        return NO_TARGET
    if not goal.target:
        raise Wrong(
            below(goal.path, "target"),
            "This is missing: a goal with a measure has a target. Where the source gives none, "
            "write the goal without a measure.",
        )
    try:
        measure = catalogue.measure(goal.measure)
    except catalogue.UnknownCode:
        return Target(rest=goal.target)
    if measure.kind is Kind.QUANTITY:
        side_said(measure, goal.side, goal.path)
        number, unit = number_with_unit(
            measure,
            below(goal.path, "target"),
            goal.target,
            goal.unit,
            "Where the source does not say, write the goal without a measure.",
        )
        return Target(number=number, rest=unit)
    if measure.kind is Kind.GRADE and goal.unit:
        raise Wrong(below(goal.path, "unit"), "Only a number has a unit.")
    return Target(rest=goal.target)
