"""Bringing a case into a clinic: all of it or nothing, checked as what is typed in a form.

Patient, episode, visits and answers go through the services that pages use, so that the same
limits, units and rules hold. An import attests what it brought and names the source; it signs for
no clinician.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessment.cases.answers import answers_of
from assessment.cases.case import NOON, SIGNED, Case, Unplaced, Visit
from assessment.cases.problems import CaseRefused, Problem, below
from assessment.cases.targets import targets_of
from assessment.models import ReviewKind
from assessment.selectors.follow_up import current_review
from assessment.services.importing_judgement import Kept
from assessment.services.importing_visits import Entered, Read, day_of, enter_visit
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import EpisodeOfCare, Patient
from patients.services import (
    LikelyDuplicates,
    ProcedureEntry,
    close_episode,
    open_episode,
    register,
)

IN_PROCEDURES = re.compile(r"procedures-([0-9]+)-(\w+)")

Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True)
class Over:
    """A next review at `path` whose day was over when it was imported; it is on no list."""

    path: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of a file: every finding is `stored` in the chart or among those `listed`.

    `over` is the last visit's next review, where it would have to be caught up with.
    """

    episode: EpisodeOfCare
    visits: int
    stored: int
    listed: tuple[Unplaced, ...]
    kept: tuple[Kept, ...]
    diagnoses: int
    goals: int
    activities: int
    reviews: int
    over: Over | None


def import_case(*, case: Case, by: Member, another_person: str = "") -> Imported:
    """Registers the patient of a resolved case, opens the episode, enters and attests the visits.

    `another_person` says why somebody who resembles a patient of the clinic is not that patient.
    Raises `CaseRefused` with everything that is wrong, by path, and stores nothing then;
    `AccessRefused` without the right.
    """
    require(by, Permission.IMPORT_CASES)
    problems: list[Problem] = []
    read = [_read(one, problems) for one in case.visits]
    if problems:
        raise CaseRefused(problems)
    with transaction.atomic():
        patient = _patient(case, by, another_person)
        episode = _episode(case, patient, by)
        entered = []
        for one in _in_order(read):
            made = _collected(partial(enter_visit, one, case, episode, by), problems)
            if made is not None:
                entered.append(made)
        if problems:
            raise CaseRefused(problems)
        _close(case, episode, by)
        imported = Imported(
            episode=episode,
            visits=len(entered),
            stored=sum(one.stored for one in entered),
            listed=tuple(one for visit in case.visits for one in visit.unplaced),
            kept=tuple(kept for one in entered for kept in one.kept),
            diagnoses=sum(len(visit.diagnoses) for visit in case.visits),
            goals=sum(len(visit.goals) for visit in case.visits),
            activities=sum(len(visit.activities) for visit in case.visits),
            reviews=sum(visit.next_review is not None for visit in case.visits),
            over=_over(case, entered, by),
        )
        if imported.stored + len(imported.listed) != case.findings_in:
            raise RuntimeError("a finding was neither stored nor listed")
        _note(imported, by)
    return imported


def _note(imported: Imported, by: Member) -> None:
    audit.record(
        by=by,
        verb=Verb.CASE_IMPORTED,
        instance=imported.episode,
        detail={
            "visits": str(imported.visits),
            "stored": str(imported.stored),
            "listed": str(len(imported.listed)),
            "kept": str(len(imported.kept)),
            "diagnoses": str(imported.diagnoses),
            "goals": str(imported.goals),
            "activities": str(imported.activities),
            "reviews": str(imported.reviews),
        },
    )


def _collected(make: Callable[[], Made], problems: list[Problem]) -> Made | None:
    try:
        return make()
    except CaseRefused as refusal:
        problems += refusal.problems
        return None


def _read(visit: Visit, problems: list[Problem]) -> Read:
    answers = _collected(partial(answers_of, visit), problems)
    targets = _collected(partial(targets_of, visit), problems)
    return Read(visit=visit, answers=answers or (), targets=targets or ())


def _in_order(read: list[Read]) -> list[Read]:
    """By when they took place; two of one time in the order of the file."""
    return sorted(read, key=lambda one: (day_of(one.visit), one.visit.at or NOON))


def _over(case: Case, entered: list[Entered], by: Member) -> Over | None:
    """The next review that counts, where nobody is asked to remind the patient of it."""
    last = next((one for one in reversed(entered) if one.visit.state == SIGNED), None)
    planned = last.planned if last else None
    today = today_at(by.clinic)
    closed_on = case.episode.closed_on
    if last is None or planned is None or planned.kind == ReviewKind.NONE:
        return None
    if isinstance(closed_on, date) and closed_on <= today:
        return None
    if current_review(by, planned, on=today) is not None:
        return None
    return Over(
        path=below(last.visit.path, "next_review"), due_on=planned.due_on or day_of(last.visit)
    )


def _patient(case: Case, by: Member, another_person: str) -> Patient:
    values = {name: value for name, value in vars(case.patient).items() if value}
    try:
        return _saved("patient", lambda: register(by=by, key=new_key(), values=values))
    except LikelyDuplicates as likely:
        seen = frozenset(one.patient.pk for one in likely.found)
        if not another_person.strip():
            who = "; ".join(f"{one.patient} ({one.in_words})" for one in likely.found)
            raise CaseRefused(
                [
                    Problem(
                        "patient",
                        _(
                            "There are patients like this one: %(who)s. If it is somebody else, "
                            "say why with --another-person."
                        )
                        % {"who": who},
                    )
                ]
            ) from None
    return _saved(
        "patient",
        lambda: register(by=by, key=new_key(), values=values, seen=seen, reason=another_person),
    )


def _episode(case: Case, patient: Patient, by: Member) -> EpisodeOfCare:
    said = case.episode
    return _saved(
        "episode",
        lambda: open_episode(
            by=by,
            key=new_key(),
            patient=patient,
            values={
                "kind": said.kind,
                "problem": said.problem,
                "side": said.side,
                "opened_on": said.opened_on,
                "onset_date": said.onset_date,
                "precautions": said.precautions,
            },
            procedures=[
                ProcedureEntry(
                    row=row,
                    values={
                        "name": one.name,
                        "side": one.side,
                        "date": one.day,
                        "surgeon": one.surgeon,
                        "detail": one.detail,
                    },
                )
                for row, one in enumerate(said.procedures)
            ],
        ),
    )


def _close(case: Case, episode: EpisodeOfCare, by: Member) -> None:
    closed_on = case.episode.closed_on
    if isinstance(closed_on, date):
        _saved(
            "episode",
            lambda: close_episode(
                by=by,
                key=new_key(),
                episode=episode,
                version=episode.version,
                closed_on=closed_on,
            ),
        )


def _saved(path: str, save: Callable[[], Made]) -> Made:
    """What a service saved; its refusals by field become problems by path."""
    try:
        return save()
    except ValidationError as error:
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        raise CaseRefused(
            [Problem(_path(path, name), " ".join(messages)) for name, messages in by_field.items()]
        ) from None


def _path(path: str, name: str) -> str:
    if match := IN_PROCEDURES.fullmatch(name):
        return f"{path}.procedures[{match[1]}].{match[2]}"
    return path if name in ("", "__all__") else below(path, name)
