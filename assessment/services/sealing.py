"""Making a signed version: the exact bytes, their digests, and who stands behind them.

Who may sign, and whether what is signed is what was seen, the callers have settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

import assessment as app
from assessment.models import Assessment, Meaning, SignedVersion, State, Submission
from assessment.record import SCHEMA
from assessment.selectors.signatures import SIGNATURE, signature_mac, signed_facts
from assessment.selectors.signing import SigningReview
from clinics.access import Member

RENDERER = "vastus.report/1"
IMPORT = "Import"

Signer = Mapping[str, object]


def seal(
    locked: Assessment,
    shown: SigningReview,
    *,
    meaning: Meaning,
    signer: Signer,
    submission: Submission | None = None,
) -> SignedVersion:
    """Adds the next signed version of an assessment whose row is locked, and signs it off."""
    previous = SignedVersion.objects.filter(assessment=locked).order_by("-number").first()
    version = SignedVersion(
        clinic=locked.clinic,
        assessment=locked,
        number=locked.version_number + 1,
        payload=shown.payload,
        restricted_payload=shown.restricted_payload,
        schema=SCHEMA,
        renderer=RENDERER,
        catalogue_version=shown.record.catalogue_version,
        app_version=app.VERSION,
        sha256=shown.digest,
        key_id=settings.RECORD_KEY_ID,
        previous_sha256=previous.sha256 if previous else "",
        submission=submission,
        digest_seen=shown.digest,
        meaning=meaning,
        **signer,
    )
    version.mac = signature_mac(
        signed_facts(version), key=settings.RECORD_KEYS[settings.RECORD_KEY_ID], form=SIGNATURE
    )
    version.save(force_insert=True)
    locked.version_number = version.number
    locked.state = State.SIGNED
    locked.amender = None
    locked.save(update_fields=["state", "version_number", "amender", "updated_at"])
    return version


def signer_of(by: Member) -> dict[str, object]:
    """A clinician who signs now, as they are now."""
    return {
        "signer_name": by.user.full_name,
        "signer_credentials": by.user.credentials,
        "signer_licence": by.user.licence,
        **_now(by),
    }


def import_signer(by: Member) -> dict[str, object]:
    """An import, run now: no person's name, credentials or licence stand under it."""
    return {"signer_name": IMPORT, "signer_credentials": "", "signer_licence": "", **_now(by)}


def _now(by: Member) -> dict[str, object]:
    at = timezone.now()
    offset = at.astimezone(by.clinic.zone).utcoffset() or timedelta()
    return {
        "by": by.user,
        "at": at,
        "zone": by.clinic.time_zone,
        "offset_minutes": int(offset.total_seconds() // 60),
    }
