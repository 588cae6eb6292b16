"""From findings to the fields of a chart: which section, which field, what stands in it.

Whether the answer itself can be taken is for the kinds to say, when it is saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from assessment import catalogue, kinds
from assessment.cases.case import Finding, SetupAnswer, Visit
from assessment.cases.problems import CaseRefused, Problem, below, printable
from assessment.catalogue.types import (
    Kind,
    Measure,
    Provenance,
    Section,
    SetupField,
    Side,
    Validity,
)
from assessment.kinds.address import REASON_MARK, Address, reason_state

MANY_UNITS = 2

_NUMBER = re.compile(r"(?:[^\W\d_]+ )?[+\-\u2212]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_WITH_UNIT = re.compile(rf"(?P<number>{_NUMBER.pattern})(?P<unit> .*)?", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What stands in one field. `number` is apart, since its decimals are the clinic's to write."""

    where: Address
    path: str
    number: str = ""
    rest: str = ""
    validity: str = Validity.VALID.value
    validity_reason: str = ""
    pain_reached: int | None = None
    provenance: str = Provenance.MEASURED.value

    def state(self, decimal_separator: str) -> str:
        """The line of text that the field takes in a clinic with this decimal separator."""
        return f"{self.number.replace('.', decimal_separator)} {self.rest}".strip()


@dataclass(frozen=True, kw_only=True)
class SectionAnswers:
    """The answers of one section: how things were taken, then what was found."""

    section: Section
    setups: tuple[Answer, ...]
    findings: tuple[Answer, ...]


def answers_of(visit: Visit) -> tuple[SectionAnswers, ...]:
    """A visit's answers by section, in the order of the work; raises `CaseRefused`."""
    problems: list[Problem] = []
    setups = [one for said in visit.setups if (one := _taken(partial(_setup, said), problems))]
    found = [one for said in visit.findings if (one := _taken(partial(_finding, said), problems))]
    problems += _twice([*setups, *found])
    if problems:
        raise CaseRefused(problems)
    return tuple(
        SectionAnswers(
            section=section,
            setups=tuple(one for one in setups if one.where.measure in section.measures),
            findings=tuple(one for one in found if one.where.measure in section.measures),
        )
        for section in catalogue.sections()
        if any(one.where.measure in section.measures for one in (*setups, *found))
    )


class Wrong(Exception):
    """One thing that cannot be taken; `problem` says where it stands."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(path, message)


def _taken(make: partial[Answer], problems: list[Problem]) -> Answer | None:
    try:
        return make()
    except Wrong as wrong:
        problems.append(wrong.problem)
        return None


def _twice(found: list[Answer]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for one in found:
        if one.where.name in seen:
            yield Problem(
                one.path, f"This is said twice: it stands at {seen[one.where.name]} as well."
            )
        seen.setdefault(one.where.name, one.path)


def _measure(code: str, path: str) -> Measure:
    try:
        measure = catalogue.measure(code)
    except catalogue.UnknownCode:
        known = code in catalogue.all_codes()
        raise Wrong(
            path,
            "This is worked out from other findings and never imported."
            if known
            else f"There is no measure “{printable(code)}”. What has no measure is written with "
            "as_printed and why, without a measure.",
        ) from None
    if catalogue.section_of(code).restricted:
        raise Wrong(path, "The restricted part of a chart is never in a case file.")
    return measure


def _finding(said: Finding) -> Answer:
    measure = _measure(said.measure, below(said.path, "measure"))
    where = Address(
        measure=measure, side=side_said(measure, said.side, said.path), trial=_trial(measure, said)
    )
    number, rest = _said(measure, said)
    return Answer(
        where=where,
        path=said.path,
        number=number,
        rest=rest,
        validity=said.validity,
        validity_reason=said.validity_reason,
        pain_reached=said.pain_reached,
        provenance=said.provenance,
    )


def _said(measure: Measure, said: Finding) -> tuple[str, str]:
    if said.reason:
        if measure.kind is Kind.TEXT:
            raise Wrong(below(said.path, "reason"), "Only what is tested or asked has a reason.")
        return "", reason_state(said.reason)
    wanted = _key_of(measure.kind)
    given = next(key for key in ("value", "choice", "text") if getattr(said, key))
    if given != wanted:
        raise Wrong(
            below(said.path, given), f"{measure.label} is given as {wanted}, not as {given}."
        )
    if wanted == "value":
        otherwise = "Where the source does not say, write the finding without a measure."
        return number_with_unit(
            measure, below(said.path, "value"), said.value, said.unit, otherwise
        )
    answer = said.choice or said.text
    if answer.startswith(REASON_MARK) and measure.kind is not Kind.TEXT:
        raise Wrong(below(said.path, given), "Why there is no answer is written under reason.")
    return "", answer


def _key_of(kind: Kind) -> str:
    if kind is Kind.QUANTITY:
        return "value"
    return "text" if kind in (Kind.TEXT, Kind.DATE) else "choice"


def number_with_unit(
    measure: Measure, path: str, said: str, unit: str, otherwise: str
) -> tuple[str, str]:
    """A number at `path` with its unit beside it; `otherwise` is what to do without a unit."""
    if not _NUMBER.fullmatch(said):
        raise Wrong(
            path,
            f"“{printable(said)}” is not a number. Write digits with “.” for decimals, and "
            "the unit under unit.",
        )
    if not unit and len(kinds.entry_units(measure)) >= MANY_UNITS:
        raise Wrong(below(path.rpartition(".")[0], "unit"), f"{_needs_unit(measure)} {otherwise}")
    return said, unit


def _needs_unit(about: Measure | SetupField) -> str:
    taken = ", ".join(one.code for one in kinds.entry_units(about))
    return f"{about.label.capitalize()} is taken in several units; write which: {taken}."


def side_said(measure: Measure, said: str, path: str) -> Side:
    """The side of a measure that is taken by side, none of any other."""
    if measure.sided is (said == Side.NONE.value):
        raise Wrong(
            below(path, "side"),
            f"{measure.label} is taken by side: write right or left."
            if measure.sided
            else f"{measure.label} has no side: leave it out.",
        )
    return Side(said)


def _trial(measure: Measure, said: Finding) -> int:
    if said.trial > measure.trials:
        raise Wrong(
            below(said.path, "trial"),
            f"{measure.label} is kept with up to {measure.trials} trials."
            if measure.trials
            else f"{measure.label} is kept without trials: leave it out.",
        )
    if said.trial and said.reason:
        raise Wrong(below(said.path, "reason"), "A reason is given for the measure, not a trial.")
    return said.trial


def _setup(said: SetupAnswer) -> Answer:
    measure = _measure(said.measure, said.path.rpartition(".")[0])
    field = next((one for one in measure.setup if one.code == said.name), None)
    if field is None:
        known = ", ".join(one.code for one in measure.setup) or "nothing"
        raise Wrong(
            said.path,
            f"{measure.label} has no “{printable(said.name)}” in its setup. It has: {known}.",
        )
    if field.sided is (said.side == Side.NONE.value):
        raise Wrong(
            said.path,
            f"{field.label.capitalize()} is said by side: {{“right”: …, “left”: …}}."
            if field.sided
            else f"{field.label.capitalize()} is said once, not by side.",
        )
    where = Address(measure=measure, side=Side(said.side), setup_field=field)
    if field.kind is not Kind.QUANTITY:
        return Answer(where=where, path=said.path, rest=said.said)
    match = _WITH_UNIT.fullmatch(said.said)
    if match is None:
        raise Wrong(
            said.path,
            f"“{printable(said.said)}” is not a number with its unit. Write it like “39 cm”.",
        )
    unit = (match["unit"] or "").strip()
    if not unit and len(kinds.entry_units(field)) >= MANY_UNITS:
        raise Wrong(said.path, _needs_unit(field))
    return Answer(where=where, path=said.path, number=match["number"], rest=unit)
