"""Entering one visit's answers through the service that the charting page saves with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment import catalogue
from assessment.catalogue.types import Kind, Section
from assessment.demo.course import Answers, Visit
from assessment.demo.dates import Days
from assessment.demo.screening import screen
from assessment.kinds.address import Address, addresses
from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from assessment.services.changes import Change, Outcome
from assessment.services.recording import save_section
from clinics.access import Member
from clinics.receipts import new_key

BETWEEN_SIDES = "|"


class CourseFault(ValueError):
    """A course says something that the chart does not take: the demo's data have to be mended."""


def enter(assessment: Assessment, visit: Visit, *, days: Days, by: Member) -> None:
    """Saves every section of a new draft. Raises `CourseFault` where a field is not taken."""
    chart = load_chart(assessment)
    for section in catalogue.sections():
        changes = [
            _change(where, chart.stored(section, where).state, state, visit, days)
            for where, state in states(section, visit)
        ]
        if changes:
            _save(assessment, section, changes, by)
    if visit.screened:
        screen(assessment, by=by)


def _change(where: Address, started_from: str, state: str, visit: Visit, days: Days) -> Change:
    return Change(
        field=where.name,
        started_from=started_from,
        to=days.resolved(state) if where.about.kind is Kind.DATE else state,
        keep=_field(where) in visit.kept,
    )


def _save(assessment: Assessment, section: Section, changes: Sequence[Change], by: Member) -> None:
    answer = save_section(
        assessment=assessment, section=section, changes=changes, by=by, key=new_key()
    )
    for one in answer.fields:
        if one.outcome not in (Outcome.SAVED, Outcome.UNCHANGED):
            raise CourseFault(f"{section.code}, {one.field}: {one.outcome}. {one.message}")


def states(section: Section, visit: Visit) -> Iterator[tuple[Address, str]]:
    """What a visit says in each field of a section, in the chart's order.

    A setup stands before its readings. Raises `CourseFault` for a field that the section has not.
    """
    answers: Answers = visit.answers.get(section.code, {})
    fields: dict[str, list[Address]] = {}
    for where in addresses(section):
        fields.setdefault(_field(where), []).append(where)
    unknown = sorted(set(answers) - set(fields))
    if unknown:
        raise CourseFault(f"{section.code} has no {', '.join(unknown)}")
    for field, found in fields.items():
        if field not in answers:
            continue
        said = [answers[field]] if len(found) == 1 else answers[field].split(BETWEEN_SIDES)
        if len(said) != len(found):
            raise CourseFault(f"{section.code}, {field}: say right {BETWEEN_SIDES} left")
        for where, state in zip(found, said, strict=True):
            if state.strip():
                yield where, state.strip()


def _field(where: Address) -> str:
    """A field's name less its side."""
    ending = {where.side.value}
    return ".".join(part for part in where.name.split(".") if part not in ending)
