"""From stored signatures to the plain facts that outputs print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assessment.models import Addendum as AddendumRow
from assessment.models import Meaning, Release, ReviewOutcome, SignedVersion, Submission
from assessment.models import Review as ReviewRow
from assessment.models import ReviewAnswer as ReviewAnswerRow
from assessment.outputs.chart import Event
from assessment.outputs.released import Released
from assessment.outputs.report import ReportView, report_view
from assessment.outputs.requests import PatientRequest
from assessment.outputs.standing import (
    SUPERSEDED,
    VALID,
    Addendum,
    Review,
    ReviewAnswer,
    Signature,
    SignedInfo,
    VersionedRecord,
)
from assessment.selectors.amendment_requests import Asked
from assessment.selectors.lists import signatures_of
from assessment.selectors.reports import Readable, VersionInLine
from assessment.selectors.signatures import (
    signature_form,
    signed_facts,
    submission_facts,
)
from assessment.selectors.versions import Integrity, Signed
from patients.models import Procedure


def standing(found: Readable) -> dict[str, Any]:
    """How an evaluation stands, and what stands beside it, for a report or a text note."""
    return {
        "state": SUPERSEDED if found.superseded else str(found.assessment.state),
        "current": found.assessment.version_number or None,
        "version": found.version.number if found.version else None,
        "signatures": [signature(one) for one in found.signatures],
        "addenda": [addendum(one) for one in found.addenda],
        "reviews": [review(one.review, one.answers) for one in found.reviews],
        "digest": found.version.sha256 if found.version else "",
        "why": found.voiding.reason if found.voiding else "",
        "integrity": found.integrity or VALID,
        "requests": [patient_request(one) for one in found.requests],
    }


def report_as_stored(found: Readable) -> ReportView | None:
    """The report of what is stored; none where that can no longer be laid out.

    What was signed always can. What somebody altered may hold a day or a code that there is not.
    """
    if found.record is None:
        return None
    if found.sound:
        return report_view(found.record, **standing(found))
    try:
        return report_view(found.record, **standing(found))
    except Exception:
        return None


def signature(row: SignedVersion | Submission) -> Signature:
    return Signature(
        name=row.signer_name,
        credentials=row.signer_credentials,
        licence=row.signer_licence,
        meaning=row.get_meaning_display(),
        signed_at=row.at.astimezone(_offset(row)),
        zone=row.zone,
        imported=row.meaning == Meaning.IMPORTED,
    )


def _offset(row: SignedVersion | Submission) -> timezone:
    """The offset at which it was signed; none where an altered row holds one that there is not."""
    try:
        return timezone(timedelta(minutes=row.offset_minutes))
    except (TypeError, ValueError, OverflowError):
        return UTC


def addendum(row: AddendumRow) -> Addendum:
    return Addendum(
        text=row.text,
        name=row.author_name,
        credentials=row.author_credentials,
        written_at=row.at.astimezone(ZoneInfo(row.zone)),
        zone=row.zone,
        version=row.version_number,
    )


def review(row: ReviewRow, answers: Iterable[ReviewAnswerRow]) -> Review:
    return Review(
        outcome=row.outcome,
        said="" if row.outcome == ReviewOutcome.REVIEWED else str(row.get_outcome_display()),
        comment=row.comment,
        name=row.author_name,
        credentials=row.author_credentials,
        written_at=row.at.astimezone(ZoneInfo(row.zone)),
        zone=row.zone,
        version=row.version_number,
        answers=[
            ReviewAnswer(
                text=one.text,
                name=one.author_name,
                credentials=one.author_credentials,
                written_at=one.at.astimezone(ZoneInfo(one.zone)),
                zone=one.zone,
            )
            for one in answers
        ],
    )


def signed_info(found: Readable, *, every_version: bool = False) -> SignedInfo | None:
    """A signed version as it was signed; none for a draft. With the earlier ones if asked for."""
    version = found.version
    if version is None:
        return None
    earlier = [one.version for one in found.chain.versions if one.version.number < version.number]
    return replace(
        _info(version),
        signatures=[signature(one) for one in found.signatures],
        state=found.assessment.state,
        addenda=[addendum(one) for one in found.addenda],
        reviews=[review(one.review, one.answers) for one in found.reviews],
        requests=[patient_request(one) for one in found.requests],
        earlier=[_info(one) for one in earlier] if every_version else (),
    )


def _info(version: SignedVersion) -> SignedInfo:
    form = signature_form(version)
    return SignedInfo(
        version=version.number,
        payload=version.payload,
        digest=version.sha256,
        signatures=(),
        previous_digest=version.previous_sha256,
        keyed_digest=version.mac,
        key_id=version.key_id,
        form=form,
        facts=signed_facts(version, form),
        submission=submission_facts(version),
    )


def patient_request(asked: Asked) -> PatientRequest:
    """What the patient asked of an evaluation, and what came of it there."""
    row, decision = asked.request, asked.decision
    signed = [one.number for one in asked.amended if one.signed_at]
    writing = [one.number for one in asked.amended if not one.signed_at]
    return PatientRequest(
        received_on=row.received_on,
        due_on=row.due_on,
        asked=row.asked,
        accepted=decision.accepted if decision else None,
        reason=decision.reason if decision else "",
        disagreement=decision.disagreement if decision else "",
        decided_by=decision.name if decision else "",
        decided_at=decision.at.astimezone(row.clinic.zone) if decision else None,
        zone=row.clinic.time_zone,
        amended_in=signed[-1] if signed else None,
        being_amended=writing[-1] if writing else None,
    )


def released(row: Release) -> Released:
    return Released(
        recipient=row.recipient,
        purpose=row.purpose,
        name=row.name,
        at=row.at.astimezone(row.clinic.zone),
        zone=row.clinic.time_zone,
    )


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """A version in the list of versions, in words; the one being written is not `signed`.

    A signed one whose row is gone has no signatures either.
    """

    name: str
    number: int
    words: str
    because: str
    current: bool
    signed: bool
    damaged: bool
    unproved: bool
    signatures: tuple[Signature, ...]


def version_rows(line: Sequence[VersionInLine]) -> list[VersionRow]:
    """The versions of an evaluation, the latest first."""
    return [_version_row(one, one.signed) for one in reversed(line)]


def _version_row(one: VersionInLine, signed: Signed | None) -> VersionRow:
    return VersionRow(
        name=one.name,
        number=one.number,
        words=_version_words(one),
        because=one.because,
        current=one.current,
        signed=signed is not None,
        damaged=signed is not None and signed.integrity is Integrity.DAMAGED,
        unproved=signed is not None and signed.fault is not None,
        signatures=tuple(
            signature(row)
            for row in (signatures_of(signed.version) if signed and signed.stored else ())
        ),
    )


def _version_words(one: VersionInLine) -> str:
    number = {"number": one.number}
    if one.signed is None:
        return _("Version %(number)s, being written") % number
    return _("Version %(number)s") % number


def events(procedures: Iterable[Procedure]) -> list[Event]:
    """What happened to the knee: procedures with a date, for a trend."""
    return [Event(day=one.date, label=one.name) for one in procedures if one.date is not None]


def versioned(found: Iterable[Signed]) -> list[VersionedRecord]:
    """The visits that others may be compared with: those whose records verify."""
    return [
        VersionedRecord(
            record=one.record,
            state=one.version.assessment.state,
            version=one.version.number,
            digest=one.version.sha256,
        )
        for one in found
        if one.sound and one.record is not None
    ]
