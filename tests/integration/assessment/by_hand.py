"""The stand-alone verifier, and an export made by hand for it from what the columns hold.

Nobody is asked whether it verifies, and what the signature binds is worked out a second time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from datetime import UTC, datetime
from types import ModuleType
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from assessment.models import SignedVersion, Submission
from assessment.record import canonical
from tests.integration.assessment.tampering import (
    ON_SQLITE,
    ROOT,
    VERSIONS,
    columns_of,
    key,
    raw,
)


def verifier() -> ModuleType:
    """scripts/verify_record.py, loaded by itself as a copy elsewhere would be."""
    spec = importlib.util.spec_from_file_location("alone", ROOT / "scripts" / "verify_record.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALONE = verifier()


def verified_alone(document: str) -> int:
    """The status with which the stand-alone verifier would end, given the key."""
    try:
        status, _lines = ALONE.verify(document, settings.RECORD_KEYS)
    except ALONE.Damaged:
        return int(ALONE.DAMAGED)
    except ALONE.Unusable:
        return int(ALONE.UNUSABLE)
    return int(status)


def by_hand(versions: list[SignedVersion], tampered: SignedVersion) -> str:
    """The export of all versions from their raw columns, whoever wrote them; the last one shown.

    `tampered` may have lost its own id: its row is the one that is none of the others.
    """
    others = [key(one) for one in versions if one != tampered]
    proofs = []
    for one in versions:
        columns = columns_of(SignedVersion)
        named = ", ".join(
            f'CAST("{name}" AS {"BLOB" if ON_SQLITE else "TEXT"})' for name in columns
        )
        mine = "id = %s" if one != tampered else f"id NOT IN ({', '.join(['%s'] * len(others))})"
        with connection.cursor() as cursor:
            wanted = [key(one)] if one != tampered else others
            cursor.execute(f'SELECT {named} FROM "{VERSIONS}" WHERE {mine}', wanted)
            (found,) = cursor.fetchall()
        proofs.append(_proof(dict(zip(columns, found, strict=True))))
    last = proofs[-1]
    try:
        record = json.loads(last["payload"])
    except ValueError:
        record = None
    facts = last["facts"]
    signers = [one for one in (last["submission"], facts) if one]
    return canonical(
        {
            "schema": "vastus.export/1",
            "version": last["version"],
            "record": record,
            **{
                name: last[name] for name in ("sha256", "previous_sha256", "keyed_digest", "key_id")
            },
            "signatures": [
                {
                    **{part: one[f"signer_{part}"] for part in ("name", "credentials", "licence")},
                    "zone": one["zone"],
                    "signed_at": one["at"],
                    "meaning": ALONE.MEANINGS.get(one["meaning"], ""),
                }
                for one in signers
            ],
            "addenda": [],
            "proof": last,
            "earlier_versions": proofs[:-1],
        }
    )


def _proof(row: dict[str, Any]) -> dict[str, Any]:
    text = {name: _text(value) for name, value in row.items()}
    submission = _submission(text["submission_id"])
    facts = {
        "assessment": _id(text["assessment_id"]),
        "version": _id(text["id"]),
        "clinic": _id(text["clinic_id"]),
        **_signer(text),
        "digest_seen": text["digest_seen"],
        "submission": _id(text["submission_id"]),
        "submission_sha256": hashlib.sha256(
            f"vastus.submission/1\n{canonical(submission)}".encode()
        ).hexdigest()
        if submission
        else "",
        **{
            name: text[name]
            for name in (
                *("number", "sha256", "previous_sha256", "schema", "renderer"),
                *("catalogue_version", "app_version", "key_id"),
            )
        },
    }
    number = int(text["number"]) if text["number"].isdigit() else text["number"]
    return {
        "form": "vastus.signature/2",
        "version": number,
        "payload": text["payload"],
        "sha256": text["sha256"],
        "previous_sha256": text["previous_sha256"],
        "facts": facts,
        "submission": submission,
        "keyed_digest": text["mac"],
        "key_id": text["key_id"],
    }


def _submission(pk: str) -> dict[str, str]:
    row = Submission.objects.filter(pk=_id(pk)).first() if _is_uuid(pk) else None
    if row is None:
        return {}
    text = {name: _text(raw(row, name)) for name in columns_of(Submission)}
    return {
        "id": _id(text["id"]),
        "clinic": _id(text["clinic_id"]),
        "assessment": _id(text["assessment_id"]),
        "round": text["round"],
        "digest_seen": text["digest_seen"],
        **_signer(text),
    }


def _signer(text: dict[str, str]) -> dict[str, str]:
    return {
        "signer": _id(text["by_id"]),
        **{f"signer_{part}": text[f"signer_{part}"] for part in ("name", "credentials", "licence")},
        "meaning": text["meaning"],
        "at": _instant(text["at"]),
        "zone": text["zone"],
        "offset_minutes": text["offset_minutes"],
    }


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value or "")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _id(text: str) -> str:
    return str(UUID(text)) if _is_uuid(text) else text


def _instant(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")
