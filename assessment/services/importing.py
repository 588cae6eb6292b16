"""Bringing a case into a clinic: all of it or nothing, checked as what is typed in a form.

Patient, episode, visits and answers go through the services that pages use, so that the same
limits, units and rules hold. An import attests what it brought and names the source; it signs for
no clinician.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessment import catalogue
from assessment.cases.answers import Answer, SectionAnswers, answers_of
from assessment.cases.case import NOON, SIGNED, Case, Source, Unplaced, Visit
from assessment.cases.problems import CaseRefused, Problem, below, printable
from assessment.catalogue.types import InvolvedSide, Provenance, Section, Validity
from assessment.models import (
    Assessment,
    Meaning,
    Origin,
    SignedVersion,
    UnplacedFinding,
    VisitSource,
    reading_model,
)
from assessment.models import DominantLeg as DominantLegChoice
from assessment.models import InvolvedSide as InvolvedSideChoice
from assessment.models import VisitKind as VisitKindChoice
from assessment.selectors.cases import NOT_IN_SOURCE
from assessment.selectors.chart import load_chart
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.errors import ChartRefused
from assessment.services.recording import Change, Outcome, save_section
from assessment.services.sealing import import_signer, seal
from assessment.services.visits import VisitDetails, VisitRefused, start_visit
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import new_key
from patients.models import EpisodeOfCare, Patient
from patients.services import (
    LikelyDuplicates,
    ProcedureEntry,
    close_episode,
    open_episode,
    register,
)

IN_PROCEDURES = re.compile(r"procedures-([0-9]+)-(\w+)")
LONGEST_LATE_REASON = 500
VISIT_FIELDS = {"on": "date", "at": "time", "late_reason": "late_reason"}

Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An unusual value that was taken as the source has it; `question` is what a form would ask."""

    path: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of a file: every finding is `stored` in the chart or among those `listed`."""

    episode: EpisodeOfCare
    visits: int
    stored: int
    listed: tuple[Unplaced, ...]
    kept: tuple[Kept, ...]


def import_case(*, case: Case, by: Member, another_person: str = "") -> Imported:
    """Registers the patient of a resolved case, opens the episode, enters and attests the visits.

    `another_person` says why somebody who resembles a patient of the clinic is not that patient.
    Raises `CaseRefused` with everything that is wrong, by path, and stores nothing then;
    `AccessRefused` without the right.
    """
    require(by, Permission.IMPORT_CASES)
    problems: list[Problem] = []
    answers = [_collected(partial(answers_of, one), problems) for one in case.visits]
    if problems:
        raise CaseRefused(problems)
    with transaction.atomic():
        patient = _patient(case, by, another_person)
        episode = _episode(case, patient, by)
        entered = []
        for visit, found in _in_order(case, answers):
            made = _collected(partial(_enter, visit, found or (), case, episode, by), problems)
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
        },
    )


def _collected(make: Callable[[], Made], problems: list[Problem]) -> Made | None:
    try:
        return make()
    except CaseRefused as refusal:
        problems += refusal.problems
        return None


def _in_order(
    case: Case, answers: list[tuple[SectionAnswers, ...] | None]
) -> list[tuple[Visit, tuple[SectionAnswers, ...] | None]]:
    """By when they took place; two of one time in the order of the file."""
    pairs = zip(case.visits, answers, strict=True)
    return sorted(pairs, key=lambda pair: (_day(pair[0]), pair[0].at or NOON))


def _day(visit: Visit) -> date:
    if not isinstance(visit.day, date):
        raise TypeError("the case is not resolved")
    return visit.day


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


@dataclass(frozen=True, kw_only=True)
class _Entered:
    stored: int
    kept: tuple[Kept, ...]


def _enter(
    visit: Visit,
    answers: tuple[SectionAnswers, ...],
    case: Case,
    episode: EpisodeOfCare,
    by: Member,
) -> _Entered:
    """One visit with its answers; raises `CaseRefused`."""
    source = visit.source or case.source
    assessment = _started(visit, source, episode, by)
    _keep_source(visit, source, assessment)
    problems = list(_answered(assessment, answers, by))
    try:
        _give_reasons(assessment, visit, by)
    except CaseRefused as refusal:
        problems += refusal.problems
    if problems:
        raise CaseRefused(problems)
    kept = tuple(_kept(assessment, answers)) if visit.state == SIGNED else ()
    if visit.state == SIGNED:
        _attest(assessment, by)
    stored = sum(
        reading_model(one.section.code).objects.filter(assessment=assessment).count()
        for one in answers
    )
    return _Entered(stored=stored, kept=kept)


def _started(visit: Visit, source: Source, episode: EpisodeOfCare, by: Member) -> Assessment:
    details = VisitDetails(
        kind=VisitKindChoice(visit.kind),
        on=_day(visit),
        at=visit.at or NOON,
        involved_side=InvolvedSideChoice(InvolvedSide(visit.involved_side)),
        dominant_leg=DominantLegChoice(visit.dominant_leg),
        late_reason=f"Imported from: {source.citation}"[:LONGEST_LATE_REASON],
    )
    origin = Origin.IMPORTED if visit.state == SIGNED else Origin.BEGUN
    try:
        return start_visit(episode=episode, details=details, by=by, key=new_key(), origin=origin)
    except VisitRefused as refusal:
        where = below(visit.path, VISIT_FIELDS.get(refusal.field, refusal.field))
        raise CaseRefused([Problem(where, str(refusal))]) from None
    except ChartRefused as refusal:
        raise CaseRefused([Problem(visit.path, str(refusal))]) from None


def _keep_source(visit: Visit, source: Source, assessment: Assessment) -> None:
    own = {"clinic": assessment.clinic, "assessment": assessment}
    VisitSource.objects.create(
        **own,
        citation=source.citation,
        licence=source.licence,
        read_at="\n".join(source.read_at),
        how_read=source.how_read,
        notes="\n".join(source.notes),
        label=visit.label,
        date_note=visit.date_note,
        time_given=visit.at is not None,
        late_reason=visit.late_reason,
        signed_in_source=visit.signed_in_source,
    )
    UnplacedFinding.objects.bulk_create(
        UnplacedFinding(**own, number=number, as_printed=one.as_printed, why=one.why)
        for number, one in enumerate(visit.unplaced, start=1)
    )


def _answered(
    assessment: Assessment, answers: tuple[SectionAnswers, ...], by: Member
) -> Iterator[Problem]:
    """Saves the answers; setups first, since what is usual can depend on them."""
    for one in answers:
        yield from _save(assessment, one.section, one.setups, by)
        yield from _save(assessment, one.section, one.findings, by)
        _mark(assessment, one)


def _save(
    assessment: Assessment, section: Section, answers: tuple[Answer, ...], by: Member
) -> Iterator[Problem]:
    if not answers:
        return
    chart = load_chart(assessment)
    paths = {one.where.name: one.path for one in answers}
    saved = save_section(
        assessment=assessment,
        section=section,
        changes=[
            Change(
                field=one.where.name,
                started_from=chart.stored(section, one.where).state,
                to=one.state(chart.separator),
                keep=assessment.origin == Origin.IMPORTED,
            )
            for one in answers
        ],
        by=by,
        key=new_key(),
    )
    for answer in saved.fields:
        if answer.outcome in (Outcome.REFUSED, Outcome.CONFLICT):
            yield Problem(paths[answer.field], answer.message)


def _mark(assessment: Assessment, answers: SectionAnswers) -> None:
    """Validity and provenance as the file says them, where they are not the usual ones."""
    for one in answers.findings:
        if (one.validity, one.provenance) != (Validity.VALID.value, Provenance.MEASURED.value):
            reading_model(answers.section.code).objects.filter(
                assessment=assessment,
                measure=one.where.measure.code,
                side=one.where.side.value,
                trial=one.where.trial,
            ).update(validity=one.validity, provenance=one.provenance)


def _kept(assessment: Assessment, answers: tuple[SectionAnswers, ...]) -> Iterator[Kept]:
    chart = load_chart(assessment)
    for section in answers:
        for one in section.findings:
            stored = chart.stored(section.section, one.where)
            if stored.question:
                yield Kept(path=one.path, question=stored.question)


def _give_reasons(assessment: Assessment, visit: Visit, by: Member) -> None:
    """The file's reasons; of an import also why the rest of what is core is unanswered."""
    reasons = dict(visit.reasons)
    known = {one.code for one in catalogue.sections() if not one.restricted}
    problems = [
        Problem(
            below(below(visit.path, "reasons"), code),
            f"There is no section “{printable(code)}” in a case file.",
        )
        for code in reasons
        if code not in known
    ]
    if problems:
        raise CaseRefused(problems)
    if visit.state == SIGNED:
        open_parts = review(assessment, restricted_part=False).unanswered
        reasons = {one.section: NOT_IN_SOURCE for one in open_parts} | reasons
    if not reasons:
        return
    try:
        signing.give_reasons(assessment=assessment, reasons=reasons, by=by)
    except ChartRefused as refusal:
        raise CaseRefused([Problem(below(visit.path, "reasons"), str(refusal))]) from None


def _attest(assessment: Assessment, by: Member) -> SignedVersion:
    """Signs what was imported as an import: the source is named, no clinician is."""
    shown = review(assessment, restricted_part=False)
    if shown.blocking:
        raise RuntimeError("an import left something open")
    version = seal(assessment, shown, meaning=Meaning.IMPORTED, signer=import_signer(by))
    audit.record(by=by, verb=Verb.VISIT_ATTESTED, instance=assessment, version=version.number)
    return version
