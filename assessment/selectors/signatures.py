"""What a signature binds, and what does not fit when a signed version is not as it was signed."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment, Meaning, SignedVersion, Submission
from assessment.record import canonical, digest

# In front of what a keyed digest is taken over; the first form binds less, and still verifies.
SIGNATURE, FIRST_SIGNATURE = "vastus.signature/2", "vastus.signature/1"
SUBMISSION = "vastus.submission/1"
RESTRICTED_PART = "vastus.restricted/1"

Facts = dict[str, str]


class Integrity(StrEnum):
    """Whether a signed version is as it was signed. Only `VALID` may be exported."""

    VALID = "valid"
    DAMAGED = "damaged"
    UNVERIFIABLE = "unverifiable"


class Fault(models.TextChoices):
    """What is wrong with a signed version, or with the record that it belongs to."""

    UNREADABLE = "unreadable", _("the stored row can no longer be read")
    BYTES = "bytes", _("the stored text is not the text that was signed")
    RESTRICTED = "restricted", _("the restricted part is not the one that was signed")
    RECORD = "record", _("it was signed for another record")
    SIGNATURE = "signature", _("the signature does not belong to what is stored")
    KEY = "key", _("the key it was signed with is not on this server")
    MISSING = "missing", _("the version is not stored any more")
    SURPLUS = "surplus", _("the record does not count this version as its own")
    LINK = "link", _("it is not the version that the next one was signed after")
    STATE = "state", _("the state of the record does not fit its versions")
    CLINIC = "clinic", _("it is stored under another clinic")
    VISIT = "visit", _("the row of the visit says something else than what was signed")
    PLAN = "plan", _("the planned review says something else than what was signed")
    SUBMISSION = "submission", _("a submission is missing or out of place")

    @property
    def integrity(self) -> Integrity:
        """A key that is not at hand means that nobody can tell; anything else is damage."""
        return Integrity.UNVERIFIABLE if self is Fault.KEY else Integrity.DAMAGED


def signed_facts(version: SignedVersion, form: str = SIGNATURE) -> Facts:
    """What a signature binds, as text: moved to another record, version or time it fails.

    The first form left out the row's own id, its clinic, and what the submission says.
    """
    facts = {
        "assessment": str(version.assessment_id),
        "number": str(version.number),
        "sha256": version.sha256,
        "previous_sha256": version.previous_sha256,
        "digest_seen": version.digest_seen,
        **_signer_facts(version),
        "schema": version.schema,
        "renderer": version.renderer,
        "catalogue_version": version.catalogue_version,
        "app_version": version.app_version,
        "submission": str(version.submission_id or ""),
        "key_id": version.key_id,
    }
    if form == FIRST_SIGNATURE:
        return facts
    submitted = submission_facts(version)
    return facts | {
        "version": str(version.pk),
        "clinic": str(version.clinic_id),
        "submission_sha256": submission_digest(submitted) if submitted else "",
    }


def submission_facts(version: SignedVersion) -> Facts:
    """Who handed a co-signed version over, and when, as text; nothing where nobody did."""
    submission = submission_of(version)
    if submission is None:
        return {}
    return {
        "id": str(submission.pk),
        "clinic": str(submission.clinic_id),
        "assessment": str(submission.assessment_id),
        "round": str(submission.round),
        "digest_seen": submission.digest_seen,
        **_signer_facts(submission),
    }


def submission_of(version: SignedVersion) -> Submission | None:
    """The submission that was co-signed, if it is still there."""
    try:
        return version.submission
    except ObjectDoesNotExist:
        return None


def submission_digest(facts: Mapping[str, str]) -> str:
    """SHA-256 over who handed a record over for co-signature, and when."""
    return hashlib.sha256(f"{SUBMISSION}\n{canonical(dict(facts))}".encode()).hexdigest()


def restricted_nonce(assessment: Assessment) -> str:
    """A secret of the next version's restricted part, the same until it is signed.

    Made of the key and stored with the part, so that nobody else can try which answers have the
    digest that leaves with every export.
    """
    key = settings.RECORD_KEYS[settings.RECORD_KEY_ID]
    message = f"{RESTRICTED_PART}\n{assessment.pk}\n{assessment.version_number + 1}"
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


def signature_mac(facts: Mapping[str, str], *, key: bytes, form: str) -> str:
    """Keyed digest over what a signature binds: record, version, signer, time and bytes."""
    message = f"{form}\n{canonical(dict(facts))}"
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


def signature_form(version: SignedVersion) -> str:
    """The form in which the signature verifies; empty when it does in none.

    Trying both lets nothing through: a signature of one form is not one of the other.
    """
    key = settings.RECORD_KEYS[version.key_id]
    for form in (SIGNATURE, FIRST_SIGNATURE):
        if form == FIRST_SIGNATURE and not _submission_fits(version):
            continue
        expected = signature_mac(signed_facts(version, form), key=key, form=form)
        if hmac.compare_digest(expected.encode(), version.mac.encode()):
            return form
    return ""


def fault_of(version: SignedVersion) -> Fault | None:
    """What is wrong with the version by itself; nothing when it is as it was signed."""
    if digest(version.payload) != version.sha256:
        return Fault.BYTES
    try:
        said = json.loads(version.payload)
        bound, about = said["restricted_digest"], said["header"]["assessment_id"]
    except (ValueError, KeyError, TypeError):
        return Fault.BYTES
    if bound != (digest(version.restricted_payload) if version.restricted_payload else ""):
        return Fault.RESTRICTED
    if about != str(version.assessment_id):
        return Fault.RECORD
    if version.key_id not in settings.RECORD_KEYS:
        return Fault.KEY
    return None if signature_form(version) else Fault.SIGNATURE


def integrity(version: SignedVersion) -> Integrity:
    """Whether bytes, restricted part and signature still belong together.

    A key that is not at hand means that nobody can tell: never "valid".
    """
    fault = fault_of(version)
    return fault.integrity if fault else Integrity.VALID


def _signer_facts(row: SignedVersion | Submission) -> Facts:
    return {
        "signer": str(row.by_id),
        "signer_name": row.signer_name,
        "signer_credentials": row.signer_credentials,
        "signer_licence": row.signer_licence,
        "meaning": str(row.meaning),
        "at": row.at.isoformat(timespec="microseconds"),
        "zone": row.zone,
        "offset_minutes": str(row.offset_minutes),
    }


def _submission_fits(version: SignedVersion) -> bool:
    """What can be asked of a submission that a signature of the first form binds by its id."""
    if version.submission_id is None:
        return version.meaning != Meaning.COSIGNED
    submission = submission_of(version)
    return (
        submission is not None
        and (submission.assessment_id, submission.clinic_id)
        == (version.assessment_id, version.clinic_id)
        and submission.meaning == Meaning.SUBMITTED
        and submission.at <= version.at
    )
