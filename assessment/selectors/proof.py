"""Every signed version of a clinic, proved one by one, with what has to agree with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, IntegerField, OuterRef
from django.db.models.functions import Cast

from assessment.models import (
    Amendment,
    Assessment,
    Meaning,
    PlannedReview,
    ReviewKind,
    SignedVersion,
    State,
    Submission,
    Voiding,
)
from assessment.record import Item, Record
from assessment.selectors import planning
from assessment.selectors.versions import (
    UNLOADABLE,
    Chain,
    Fault,
    Finding,
    chain_of,
    together,
)
from clinics.models import Clinic
from patients.dates import written
from patients.models import PatientMerge

# Payloads are large: so many evaluations are in memory at a time.
AT_A_TIME = 50
NOWHERE = "of no evaluation"


@dataclass(frozen=True)
class Proof:
    """One evaluation: the numbers of its signed versions, and all that is wrong with them."""

    assessment: str
    numbers: tuple[int, ...]
    findings: tuple[Finding, ...]


def proofs(clinic: Clinic) -> Iterator[Proof]:
    """Every evaluation of a clinic that has, or should have, a signed version."""
    stood_for = _stood_for(clinic)
    some: list[Assessment] = []
    for one in Assessment.objects.filter(clinic=clinic).order_by("pk").iterator(AT_A_TIME):
        some.append(one)
        if len(some) == AT_A_TIME:
            yield from _proved(some, stood_for)
            some = []
    yield from _proved(some, stood_for)
    yield from _orphans(clinic)


def _stood_for(clinic: Clinic) -> Mapping[UUID, Collection[str]]:
    """Of each record that was ever merged, those that stood for the person meanwhile.

    What was signed then names the other one, also after the merge was taken back.
    """
    found: dict[UUID, set[str]] = {}
    merges = PatientMerge.objects.filter(clinic=clinic)
    for survivor, merged, under in merges.values_list("survivor", "merged", "plan__repointed"):
        for one in (merged, *(UUID(pk) for pk in under)):
            found.setdefault(one, set()).add(str(survivor))
    return found


def _proved(
    some: Sequence[Assessment], stood_for: Mapping[UUID, Collection[str]]
) -> Iterator[Proof]:
    rows = _rows(some)
    rounds = _rounds(some)
    voided = set(
        Voiding.objects.filter(assessment__in=some).values_list("assessment_id", flat=True)
    )
    opened = set(
        Amendment.objects.filter(assessment__in=some).values_list("assessment_id", "number")
    )
    for one in some:
        chain = chain_of(one, None if rows is None else rows.get(one.pk, ()))
        findings = [
            *chain.findings,
            *_beside(one, chain, stood_for.get(one.patient_id, ())),
            *_submissions(one, chain, rounds.get(one.pk, [])),
        ]
        unexplained = (chain.state == State.VOID and one.pk not in voided) or (
            chain.state == State.AMENDING and (one.pk, chain.count + 1) not in opened
        )
        if unexplained:
            findings.append(Finding(0, Fault.STATE))
        if chain.versions or findings:
            numbers = {version.version.number for version in chain.versions}
            numbers |= {finding.number for finding in chain.findings if finding.number}
            yield Proof(str(one.pk), tuple(sorted(numbers, key=str)), tuple(findings))


def _rows(some: Sequence[Assessment]) -> dict[UUID, list[SignedVersion]] | None:
    """The versions of each evaluation; none where one of them cannot be loaded with the others."""
    stored = SignedVersion.objects.filter(assessment__in=some).select_related("planned")
    found: dict[UUID, list[SignedVersion]] = {}
    try:
        for row in together(stored.order_by("number")):
            found.setdefault(row.assessment_id, []).append(row)
    except UNLOADABLE:
        return None
    return found


def _orphans(clinic: Clinic) -> Iterator[Proof]:
    """Versions whose evaluation is not there: only somebody at the database can leave one.

    What stands in place of its id may be no text, so it is not read; the evaluation that misses
    a version is named by itself.
    """
    nowhere = (
        SignedVersion.objects.filter(
            ~Exists(Assessment.objects.filter(pk=OuterRef("assessment_id"))), clinic=clinic
        )
        .annotate(as_number=Cast("number", IntegerField()))
        .values_list("as_number", flat=True)
    )
    for number in nowhere.order_by("as_number").iterator(AT_A_TIME):
        yield Proof(NOWHERE, (number,), (Finding(number, Fault.SURPLUS),))


def _rounds(some: Sequence[Assessment]) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = {}
    rows = Submission.objects.filter(assessment__in=some).annotate(
        as_number=Cast("round", IntegerField())
    )
    for pk, number in rows.order_by("as_number").values_list("assessment_id", "as_number"):
        found.setdefault(pk, []).append(number)
    return found


def _submissions(one: Assessment, chain: Chain, rounds: list[int]) -> Iterator[Finding]:
    """Rounds without a gap, each counted; and a co-signature stands on one of this evaluation."""
    # One handed over since the evaluation was read is no fault, one that is gone is.
    if rounds != list(range(1, len(rounds) + 1)) or len(rounds) < one.submission_round:
        yield Finding(0, Fault.SUBMISSION)
    for version in (signed.version for signed in chain.versions if signed.stored):
        submission = version.submission
        cosigned = version.meaning == Meaning.COSIGNED
        if cosigned is not (submission is not None) or (
            submission is not None and submission.assessment_id != one.pk
        ):
            yield Finding(version.number, Fault.SUBMISSION)


def _beside(one: Assessment, chain: Chain, stood_for: Collection[str]) -> Iterator[Finding]:
    """What the due list and the lists of visits read has to say what was signed."""
    for signed in chain.versions:
        if (
            signed.record is not None
            and signed.stored
            and not _planned_as_signed(signed.version, signed.record)
        ):
            yield Finding(signed.version.number, Fault.PLAN)
    current = chain.current
    if (
        chain.state == State.SIGNED
        and current is not None
        and current.sound
        and current.record is not None
        and not _visit_as_signed(current.version.assessment, current.record, stood_for)
    ):
        yield Finding(chain.count, Fault.VISIT)


def _visit_as_signed(row: Assessment, record: Record, stood_for: Collection[str]) -> bool:
    said = record.header
    return said.patient_id in {str(row.patient_id), *stood_for} and (
        said.kind,
        said.involved_code,
        said.visit_date,
        said.visit_zone,
        datetime.fromisoformat(said.visit_at),
    ) == (
        row.kind,
        row.involved_side,
        row.visit_date.isoformat(),
        row.visit_zone,
        row.visit_at.replace(second=0, microsecond=0),
    )


def _planned_as_signed(version: SignedVersion, record: Record) -> bool:
    """Whether the due list's row says what the version says; one without a plan has none."""
    try:
        planned: PlannedReview | None = version.planned
    except ObjectDoesNotExist:
        planned = None
    said = record.find(planning.CODE, "none")
    if said is None or planned is None:
        return said is None and planned is None
    try:
        return planned.assessment_id == version.assessment_id and _says(
            planned, said, date.fromisoformat(record.header.visit_date)
        )
    except ValueError:
        return False


def _says(planned: PlannedReview, said: Item, visit_date: date) -> bool:
    if said.choice == ReviewKind.KEPT:
        day = written(planned.due_on) if planned.due_on else f"after {planned.visits} "
        return said.text.startswith(day)
    kind, entered = said.choice, said.entered
    if kind == ReviewKind.WEEKS:
        due_on = visit_date + timedelta(weeks=int(entered))
        return (planned.kind, planned.weeks, planned.due_on) == (kind, int(entered), due_on)
    columns = {
        ReviewKind.DATE: planned.due_on.isoformat() if planned.due_on else "",
        ReviewKind.VISITS: str(planned.visits),
        ReviewKind.NONE: planned.reason,
    }
    return planned.kind == kind and columns.get(ReviewKind(kind)) == entered
