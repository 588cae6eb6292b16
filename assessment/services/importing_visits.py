"""One imported visit: started, its source kept, what it says saved as a form's is, attested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assessment import catalogue
from assessment.cases.answers import Answer, SectionAnswers
from assessment.cases.case import NOON, SIGNED, Case, Source, Visit
from assessment.cases.problems import CaseRefused, Problem, below, printable
from assessment.cases.targets import Target
from assessment.catalogue.types import InvolvedSide, Provenance, Section, Validity
from assessment.clinical.requirements import unmet
from assessment.models import (
    Assessment,
    Meaning,
    Origin,
    PlannedReview,
    ReadingMark,
    UnplacedFinding,
    VisitSource,
    reading_model,
)
from assessment.models import DominantLeg as DominantLegChoice
from assessment.models import InvolvedSide as InvolvedSideChoice
from assessment.models import VisitKind as VisitKindChoice
from assessment.selectors.cases import NOT_IN_SOURCE
from assessment.selectors.chart import Chart
from assessment.selectors.loading import load_chart
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.changes import Change, Outcome
from assessment.services.errors import ChartRefused
from assessment.services.importing_activities import enter_activities
from assessment.services.importing_judgement import Kept, enter_judgement
from assessment.services.planning import write_plan
from assessment.services.recording import save_section
from assessment.services.sealing import import_signer, seal
from assessment.services.visits import VisitDetails, VisitRefused, start_visit
from clinics import audit
from clinics.access import Member
from clinics.audit import Verb
from clinics.receipts import new_key
from patients.models import EpisodeOfCare

LONGEST_LATE_REASON = 500
VISIT_FIELDS = {"on": "date", "at": "time", "late_reason": "late_reason"}


@dataclass(frozen=True, kw_only=True)
class Read:
    """A visit of a resolved case with the fields that its findings and targets go into."""

    visit: Visit
    answers: tuple[SectionAnswers, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What came of a visit: how many findings are stored, which unusual values were kept.

    `planned` is the next review that was written down with what the import attested.
    """

    visit: Visit
    stored: int
    kept: tuple[Kept, ...]
    planned: PlannedReview | None = None


def enter_visit(read: Read, case: Case, episode: EpisodeOfCare, by: Member) -> Entered:
    """One visit with all that is said of it; raises `CaseRefused`."""
    visit, answers = read.visit, read.answers
    source = visit.source or case.source
    assessment = _started(visit, source, episode, by)
    _keep_source(visit, source, assessment)
    problems = list(_answered(assessment, answers, by))
    chart = load_chart(assessment) if visit.state == SIGNED else None
    if chart is not None:
        problems += _asked_for(chart, answers)
    kept: tuple[Kept, ...] = ()
    try:
        kept = enter_judgement(assessment=assessment, visit=visit, targets=read.targets, by=by)
    except CaseRefused as refusal:
        problems += refusal.problems
    try:
        enter_activities(assessment=assessment, visit=visit, by=by)
    except CaseRefused as refusal:
        problems += refusal.problems
    try:
        _give_reasons(assessment, visit, by)
    except CaseRefused as refusal:
        problems += refusal.problems
    if problems:
        raise CaseRefused(problems)
    planned = None
    if chart is not None:
        kept = (*_kept(chart, answers), *kept)
        planned = _attest(assessment, by)
    stored = sum(
        reading_model(one.section.code).objects.filter(assessment=assessment).count()
        for one in answers
    )
    return Entered(visit=visit, stored=stored, kept=kept, planned=planned)


def _started(visit: Visit, source: Source, episode: EpisodeOfCare, by: Member) -> Assessment:
    details = VisitDetails(
        kind=VisitKindChoice(visit.kind),
        on=day_of(visit),
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
        _mark(assessment, one, by)


def _save(
    assessment: Assessment, section: Section, answers: tuple[Answer, ...], by: Member
) -> Iterator[Problem]:
    if not answers:
        return
    paths = {one.where.name: one.path for one in answers}
    separator = assessment.clinic.decimal_separator
    saved = save_section(
        assessment=assessment,
        section=section,
        changes=[
            Change(
                field=one.where.name,
                # Nothing stands in a field of a visit that was only just started.
                started_from="",
                to=one.state(separator),
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


def _asked_for(chart: Chart, answers: tuple[SectionAnswers, ...]) -> Iterator[Problem]:
    """Answers that ask for another one, which the file does not give."""
    for one in answers:
        for lacking in unmet(one.section, chart.readings(one.section)):
            path = next(
                said.path
                for said in one.findings
                if said.where.measure.code == lacking.requirement.measure
                if said.where.side is lacking.side
            )
            yield Problem(path, lacking.requirement.why)


def _mark(assessment: Assessment, answers: SectionAnswers, by: Member) -> None:
    """Validity and provenance as the file says them, where they are not the usual ones."""
    for one in answers.findings:
        if (one.validity, one.provenance) != (Validity.VALID.value, Provenance.MEASURED.value):
            reading_model(answers.section.code).objects.filter(
                assessment=assessment,
                measure=one.where.measure.code,
                side=one.where.side.value,
                trial=one.where.trial,
            ).update(validity=one.validity, provenance=one.provenance)
        if one.pain_reached is not None or one.validity_reason:
            ReadingMark.objects.create(
                clinic=assessment.clinic,
                assessment=assessment,
                measure=one.where.measure.code,
                side=one.where.side.value,
                trial=one.where.trial,
                pain=one.pain_reached,
                why=one.validity_reason,
                recorded_by=by.user,
            )


def _kept(chart: Chart, answers: tuple[SectionAnswers, ...]) -> Iterator[Kept]:
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


def _attest(assessment: Assessment, by: Member) -> PlannedReview | None:
    """Signs what was imported as an import: the source is named, no clinician is.

    The next review is written down as with any signature: later visits can keep it, and the list
    of who is due leaves out what was over when it was imported.
    """
    shown = review(assessment, restricted_part=False)
    if shown.blocking:
        raise RuntimeError("an import left something open")
    version = seal(assessment, shown, meaning=Meaning.IMPORTED, signer=import_signer(by))
    planned = write_plan(version=version, plan=shown.next_review, by=by)
    audit.record(by=by, verb=Verb.VISIT_ATTESTED, instance=assessment, version=version.number)
    return planned


def day_of(visit: Visit) -> date:
    """The day of a visit of a resolved case."""
    if not isinstance(visit.day, date):
        raise TypeError("the case is not resolved")
    return visit.day
