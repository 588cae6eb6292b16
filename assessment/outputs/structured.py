"""The record as data: the signed payload as stored, with what was signed and by whom.

The restricted part of a record is never in it; the payload holds that part's digest alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assessment.outputs.requests import PatientRequest
from assessment.outputs.standing import DRAFT, Addendum, Review, Signature, SignedInfo, mark
from assessment.record import Record, canonical, to_payload

SCHEMA = "vastus.export/1"
REVIEWED = "reviewed by a clinician"


def as_json(record: Record, signed: SignedInfo | None, *, state: str = DRAFT) -> str:
    """Canonical JSON of a version as it was signed, or of a draft that says so.

    A signed version is given out as the bytes that were signed, never as `record` says it anew,
    so that the SHA-256 of the canonical text of "record" is the digest beside it. "proof" holds
    those bytes and what the signature binds, for scripts/verify_record.py. `state` is the state of
    what has no version. Ends with a line break.
    """
    data = _unsigned(record, state) if signed is None else _signed(signed, record)
    return canonical({"schema": SCHEMA, **data}) + "\n"


def _unsigned(record: Record, state: str) -> dict[str, Any]:
    return {
        "state": state,
        "mark": mark(state, None),
        "version": None,
        "content_review": _content_review(record),
        "record": json.loads(to_payload(record)),
    }


def _content_review(record: Record) -> str:
    """How far measures and thresholds were reviewed; older records say it in their statements."""
    said = (record.content_review, *(one for one in record.statements if REVIEWED in one))
    return next((one for one in said if one), "")


def _signed(signed: SignedInfo, record: Record) -> dict[str, Any]:
    return {
        "state": signed.state,
        "mark": mark(signed.state, signed.version, record.header.imported_from),
        "version": signed.version,
        "content_review": _content_review(record),
        "sha256": signed.digest,
        "previous_sha256": signed.previous_digest,
        "keyed_digest": signed.keyed_digest,
        "key_id": signed.key_id,
        "signatures": _signatures(signed.signatures),
        "addenda": _addenda(signed.addenda),
        "reviews": _reviews(signed.reviews),
        "amendment_requests": _requests(signed.requests),
        "record": json.loads(signed.payload),
        "proof": _proof(signed),
        "earlier_versions": [_proof(one) for one in signed.earlier],
    }


def _proof(signed: SignedInfo) -> dict[str, Any]:
    """All that it takes to verify a version without Vastus, but for the key."""
    return {
        "form": signed.form,
        "version": signed.version,
        "payload": signed.payload,
        "sha256": signed.digest,
        "previous_sha256": signed.previous_digest,
        "facts": dict(signed.facts),
        "submission": dict(signed.submission),
        "keyed_digest": signed.keyed_digest,
        "key_id": signed.key_id,
    }


def _signatures(signatures: Sequence[Signature]) -> list[dict[str, str]]:
    return [
        {
            "name": one.name,
            "credentials": one.credentials,
            "licence": one.licence,
            "meaning": one.meaning,
            "signed_at": one.signed_at.isoformat(),
            "zone": one.zone,
        }
        for one in signatures
    ]


def _addenda(addenda: Sequence[Addendum]) -> list[dict[str, Any]]:
    return [
        {
            "text": one.text,
            "name": one.name,
            "credentials": one.credentials,
            "written_at": one.written_at.isoformat(),
            "zone": one.zone,
            "version": one.version,
        }
        for one in addenda
    ]


def _reviews(reviews: Sequence[Review]) -> list[dict[str, Any]]:
    return [
        {
            "outcome": one.outcome,
            "comment": one.comment,
            "name": one.name,
            "credentials": one.credentials,
            "written_at": one.written_at.isoformat(),
            "zone": one.zone,
            "version": one.version,
            "answers": [
                {
                    "text": answer.text,
                    "name": answer.name,
                    "credentials": answer.credentials,
                    "written_at": answer.written_at.isoformat(),
                    "zone": answer.zone,
                }
                for answer in one.answers
            ],
        }
        for one in reviews
    ]


def _requests(requests: Sequence[PatientRequest]) -> list[dict[str, Any]]:
    decisions = {None: "open", True: "accepted", False: "refused"}
    return [
        {
            "received_on": one.received_on.isoformat(),
            "due_on": one.due_on.isoformat(),
            "asked": one.asked,
            "decision": decisions[one.accepted],
            "reason": one.reason,
            "disagreement": one.disagreement,
            "decided_by": one.decided_by,
            "decided_at": one.decided_at.isoformat() if one.decided_at else "",
            "zone": one.zone,
            "amended_in_version": one.amended_in,
        }
        for one in requests
    ]
