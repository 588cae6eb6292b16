"""How far a record can be relied on: its state, version, signatures and what was added to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assessment.outputs.requests import PatientRequest
from assessment.outputs.words import date_in_words, instant_in_words, joined
from assessment.record import Record

DRAFT = "draft"
AWAITING = "awaiting"
SIGNED = "signed"
AMENDING = "amending"
VOID = "void"
# A version that was signed and is not the current one any more; an evaluation is never in it.
SUPERSEDED = "superseded"

VALID = "valid"
UNVERIFIABLE = "unverifiable"
DAMAGED = "damaged"


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One signature as it was given. `meaning` is in words; `signed_at` carries its offset."""

    name: str
    credentials: str
    licence: str
    meaning: str
    signed_at: datetime
    zone: str
    imported: bool = False

    @property
    def who(self) -> str:
        """Name, credentials and licence, as they were when it was signed; an import has no such."""
        if self.imported:
            return self.name
        licence = f"licence {self.licence}" if self.licence else "no licence on file"
        return joined((self.name, self.credentials, licence), ", ")

    @property
    def when(self) -> str:
        """Date and time with offset and zone."""
        return instant_in_words(self.signed_at, self.zone)


@dataclass(frozen=True, kw_only=True)
class Addendum:
    """A remark added beside a signed version; it changes no value."""

    text: str
    name: str
    credentials: str
    written_at: datetime
    zone: str
    version: int

    @property
    def who(self) -> str:
        """Name and credentials, as they were."""
        return joined((self.name, self.credentials), ", ")

    @property
    def when(self) -> str:
        """Date and time with offset and zone."""
        return instant_in_words(self.written_at, self.zone)


@dataclass(frozen=True, kw_only=True)
class ReviewAnswer:
    """What the therapist answered to a review."""

    text: str
    name: str
    credentials: str
    written_at: datetime
    zone: str

    @property
    def who(self) -> str:
        """Name and credentials, as they were."""
        return joined((self.name, self.credentials), ", ")

    @property
    def day(self) -> str:
        """The date on which it was written, in the clinic's zone."""
        return date_in_words(self.written_at.date().isoformat())


@dataclass(frozen=True, kw_only=True)
class Review:
    """What a colleague found when reading a signed version; it changes no value.

    `outcome` is a code, `said` its word where it asks or voices concern, else empty.
    """

    outcome: str
    said: str
    comment: str
    name: str
    credentials: str
    written_at: datetime
    zone: str
    version: int
    answers: Sequence[ReviewAnswer] = ()

    @property
    def who(self) -> str:
        """Name and credentials, as they were."""
        return joined((self.name, self.credentials), ", ")

    @property
    def day(self) -> str:
        """The date on which it was written, in the clinic's zone."""
        return date_in_words(self.written_at.date().isoformat())


@dataclass(frozen=True, kw_only=True)
class SignedInfo:
    """A signed version as stored: `payload` is its exact text, `digest` that text's SHA-256.

    `form` names how it was signed, `facts` is what that binds, `submission` who handed it over for
    co-signature. `earlier` are the versions before it, oldest first, where they are asked for.
    """

    version: int
    payload: str
    digest: str
    signatures: Sequence[Signature]
    state: str = SIGNED
    previous_digest: str = ""
    keyed_digest: str = ""
    key_id: str = ""
    addenda: Sequence[Addendum] = ()
    reviews: Sequence[Review] = ()
    form: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    submission: Mapping[str, str] = field(default_factory=dict)
    earlier: Sequence[SignedInfo] = ()
    requests: Sequence[PatientRequest] = ()


@dataclass(frozen=True, kw_only=True)
class VersionedRecord:
    """A record with the state it is read in; `version` is None until it is signed."""

    record: Record
    state: str
    version: int | None = None
    digest: str = ""


def mark(
    state: str, version: int | None, imported_from: str = "", *, integrity: str = VALID
) -> str:
    """The word that stands across a record that must not be taken for a signed one; else empty.

    While version n is being amended readers see version n, which is signed. Whatever has no
    version is a draft, whatever its state is called. `imported_from` names the source of what no
    clinician signed. That a signature does not verify says more than any of these.
    """
    if integrity == DAMAGED:
        return "DAMAGED"
    if integrity == UNVERIFIABLE:
        return "NOT VERIFIED"
    if state == VOID:
        return "VOID"
    if state == SUPERSEDED:
        return "SUPERSEDED"
    if version is None or state in (DRAFT, AWAITING):
        return "DRAFT"
    return "IMPORTED" if imported_from else ""


def state_in_words(
    state: str,
    version: int | None,
    imported_from: str = "",
    current: int | None = None,
    *,
    integrity: str = VALID,
) -> str:
    """What the state means for a reader. `current` is the version that readers get today."""
    said = _state_in_words(state, version, imported_from, current)
    if integrity == DAMAGED:
        return f"{said}. What is stored is not what was signed: do not rely on it"
    if integrity == UNVERIFIABLE:
        return f"{said}. The key it was signed with is missing: nobody can tell if it is unchanged"
    return said


def _state_in_words(
    state: str, version: int | None, imported_from: str, current: int | None
) -> str:
    if state == VOID:
        return "Void: declared invalid, not to be relied on"
    if state == SUPERSEDED:
        return f"Version {version} as it was signed; version {current} is the current one"
    if state == AWAITING:
        return "Awaiting co-signature: not signed, may change"
    if mark(state, version):
        return "Not signed, may change"
    if imported_from:
        return f"Imported, version {version}: not charted or signed by a clinician"
    if state == AMENDING:
        return f"Signed, version {version}; an amendment is being written"
    return f"Signed, version {version}"
