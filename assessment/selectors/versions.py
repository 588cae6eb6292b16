"""Signed versions: their Records from the stored bytes, and whether those bytes still hold."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.db.models import F

from assessment.models import Amendment, Assessment, SignedVersion, State
from assessment.record import Record, digest, from_payload, signature_mac


class Integrity(StrEnum):
    """Whether a signed version is as it was signed. Only `VALID` may be exported."""

    VALID = "valid"
    DAMAGED = "damaged"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True)
class Signed:
    """A signed version and the Record its bytes say; none when they can no longer be read."""

    version: SignedVersion
    record: Record | None
    integrity: Integrity


def signed_facts(version: SignedVersion) -> dict[str, str]:
    """What a signature binds, as text: moved to another record, version or time it fails."""
    return {
        "assessment": str(version.assessment_id),
        "number": str(version.number),
        "sha256": version.sha256,
        "previous_sha256": version.previous_sha256,
        "digest_seen": version.digest_seen,
        "signer": str(version.by_id),
        "signer_name": version.signer_name,
        "signer_credentials": version.signer_credentials,
        "signer_licence": version.signer_licence,
        "meaning": str(version.meaning),
        "at": version.at.isoformat(timespec="microseconds"),
        "zone": version.zone,
        "offset_minutes": str(version.offset_minutes),
        "schema": version.schema,
        "renderer": version.renderer,
        "catalogue_version": version.catalogue_version,
        "app_version": version.app_version,
        "submission": str(version.submission_id or ""),
        "key_id": version.key_id,
    }


def integrity(version: SignedVersion) -> Integrity:
    """Whether bytes, restricted part and signature still belong together.

    A key that is not at hand means that nobody can tell: never "valid". Raises ValueError or
    KeyError for bytes that are not even a payload.
    """
    if digest(version.payload) != version.sha256:
        return Integrity.DAMAGED
    bound = _restricted_digest(version.payload)
    if bound != (digest(version.restricted_payload) if version.restricted_payload else ""):
        return Integrity.DAMAGED
    key = settings.RECORD_KEYS.get(version.key_id)
    if key is None:
        return Integrity.UNVERIFIABLE
    expected = signature_mac(signed_facts(version), key=key)
    return Integrity.VALID if compare_digest(expected, version.mac) else Integrity.DAMAGED


def signed(version: SignedVersion) -> Signed:
    """The version with its Record, verified."""
    try:
        return Signed(version, from_payload(version.payload), integrity(version))
    except (ValueError, KeyError, TypeError):
        return Signed(version, None, Integrity.DAMAGED)


def checked(version: SignedVersion) -> Integrity:
    """Whether the version holds; bytes that are not even a payload are damaged."""
    try:
        return integrity(version)
    except (ValueError, KeyError, TypeError):
        return Integrity.DAMAGED


def sound(version: SignedVersion) -> Record | None:
    """The Record of a version that others may be compared with: never a damaged one."""
    found = signed(version)
    return None if found.integrity == Integrity.DAMAGED else found.record


def current_version(assessment: Assessment) -> Signed | None:
    """The version that readers see; none while nothing was signed."""
    return version_at(assessment, assessment.version_number)


def version_at(assessment: Assessment, number: int) -> Signed | None:
    """One version, verified; none of this number."""
    version = (
        SignedVersion.objects.filter(assessment=assessment, number=number)
        .select_related("submission")
        .first()
    )
    return signed(version) if version else None


def versions_of(assessment: Assessment) -> list[Signed]:
    """Every signed version of an evaluation, verified, the first one first."""
    rows = SignedVersion.objects.filter(assessment=assessment).select_related("submission")
    return [signed(version) for version in rows.order_by("number")]


def amendments_of(assessment: Assessment) -> dict[int, Amendment]:
    """Why each version after the first was written: what was given up is not among them."""
    rows = Amendment.objects.filter(assessment=assessment).select_related("by")
    return {row.number: row for row in rows.order_by("number", "attempt")}


def amendment_reason(assessment: Assessment) -> str:
    """Why the next version is being written; empty while none is."""
    if assessment.state != State.AMENDING:
        return ""
    return amendments_of(assessment)[assessment.version_number + 1].reason


def episode_versions(episode_id: UUID) -> list[SignedVersion]:
    """The current signed version of each visit of an episode that is not void, oldest first."""
    return versions_of_episodes([episode_id])


def versions_of_episodes(episode_ids: Collection[UUID]) -> list[SignedVersion]:
    """The same of several episodes; within each the oldest first."""
    return list(
        SignedVersion.objects.filter(
            assessment__episode__in=episode_ids, number=F("assessment__version_number")
        )
        .exclude(assessment__state=State.VOID)
        .select_related("assessment")
        .order_by("assessment__visit_at", "assessment__visit_order")
    )


def earlier_versions(assessment: Assessment) -> list[SignedVersion]:
    """What was signed of the earlier visits: by when they took place, not when entered."""
    place = (assessment.visit_at, assessment.visit_order)
    return [
        version
        for version in episode_versions(assessment.episode_id)
        if version.assessment_id != assessment.pk
        and (version.assessment.visit_at, version.assessment.visit_order) < place
    ]


def _restricted_digest(payload: str) -> str:
    return str(json.loads(payload)["restricted_digest"])
