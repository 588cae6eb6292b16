"""From stored signatures to the plain facts that outputs print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assessment.models import Addendum as AddendumRow
from assessment.models import Meaning, ReviewOutcome, SignedVersion, Submission
from assessment.models import Review as ReviewRow
from assessment.models import ReviewAnswer as ReviewAnswerRow
from assessment.outputs.chart import Event
from assessment.outputs.standing import (
    SUPERSEDED,
    Addendum,
    Review,
    ReviewAnswer,
    Signature,
    SignedInfo,
    VersionedRecord,
)
from assessment.record import Record
from assessment.selectors.lists import signatures_of
from assessment.selectors.reports import Readable, VersionInLine
from assessment.selectors.versions import Integrity
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
        reviews=[review(one.review, one.answers) for one in found.reviews],
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
