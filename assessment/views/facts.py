"""From stored signatures to the plain facts that outputs print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assessment.models import Addendum as AddendumRow
from assessment.models import Meaning, Release, SignedVersion, Submission
from assessment.outputs.chart import Event
from assessment.outputs.released import Released
from assessment.outputs.requests import PatientRequest
from assessment.outputs.standing import (
    SUPERSEDED,
    Addendum,
    Signature,
    SignedInfo,
    VersionedRecord,
)
from assessment.record import Record
from assessment.selectors.amendment_requests import Asked
from assessment.selectors.lists import signatures_of
from assessment.selectors.reports import Readable, VersionInLine
from assessment.selectors.versions import Integrity
from patients.models import Procedure


def standing(found: Readable) -> dict[str, Any]:
    """State, version, signatures and what stands beside, for a report or a text note."""
    return {
        "state": SUPERSEDED if found.superseded else str(found.assessment.state),
        "current": found.assessment.version_number or None,
        "version": found.version.number if found.version else None,
        "signatures": [signature(one) for one in found.signatures],
        "addenda": [addendum(one) for one in found.addenda],
        "digest": found.version.sha256 if found.version else "",
        "why": found.voiding.reason if found.voiding else "",
        "requests": [patient_request(one) for one in found.requests],
    }


def signature(row: SignedVersion | Submission) -> Signature:
    return Signature(
        name=row.signer_name,
        credentials=row.signer_credentials,
        licence=row.signer_licence,
        meaning=row.get_meaning_display(),
        signed_at=row.at.astimezone(timezone(timedelta(minutes=row.offset_minutes))),
        zone=row.zone,
        imported=row.meaning == Meaning.IMPORTED,
    )


def addendum(row: AddendumRow) -> Addendum:
    return Addendum(
        text=row.text,
        name=row.author_name,
        credentials=row.author_credentials,
        written_at=row.at.astimezone(ZoneInfo(row.zone)),
        zone=row.zone,
        version=row.version_number,
    )


def signed_info(found: Readable) -> SignedInfo | None:
    """A signed version as stored; none for a draft."""
    version = found.version
    if version is None:
        return None
    return SignedInfo(
        version=version.number,
        payload=version.payload,
        digest=version.sha256,
        signatures=[signature(one) for one in found.signatures],
        state=found.assessment.state,
        previous_digest=version.previous_sha256,
        keyed_digest=version.mac,
        key_id=version.key_id,
        addenda=[addendum(one) for one in found.addenda],
        requests=[patient_request(one) for one in found.requests],
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
    """A version in the list of versions, in words; the one being written has no signatures."""

    name: str
    number: int
    words: str
    because: str
    current: bool
    damaged: bool
    signatures: tuple[Signature, ...]


def version_rows(line: Sequence[VersionInLine]) -> list[VersionRow]:
    """The versions of an evaluation, the latest first."""
    return [
        VersionRow(
            name=one.name,
            number=one.number,
            words=_version_words(one),
            because=one.because,
            current=one.current,
            damaged=one.signed is not None and one.signed.integrity != Integrity.VALID,
            signatures=tuple(
                signature(row) for row in (signatures_of(one.signed.version) if one.signed else ())
            ),
        )
        for one in reversed(line)
    ]


def _version_words(one: VersionInLine) -> str:
    number = {"number": one.number}
    if one.signed is None:
        return _("Version %(number)s, being written") % number
    return _("Version %(number)s") % number


def events(procedures: Iterable[Procedure]) -> list[Event]:
    """What happened to the knee: procedures with a date, for a trend."""
    return [Event(day=one.date, label=one.name) for one in procedures if one.date is not None]


def versioned(version: SignedVersion, record: Record) -> VersionedRecord:
    return VersionedRecord(
        record=record,
        state=version.assessment.state,
        version=version.number,
        digest=version.sha256,
    )
