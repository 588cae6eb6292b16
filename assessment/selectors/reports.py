"""What a report is made of: the Record that readers see, its signatures, what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from assessment.models import Addendum, Assessment, SignedVersion, State, Submission, Voiding
from assessment.record import (
    Item,
    Record,
    digest,
    restricted_from_payload,
    restricted_payload,
)
from assessment.selectors.amendment_requests import Asked, requests_about
from assessment.selectors.lists import EpisodeVisits, addenda_of, signatures_of, voiding_of
from assessment.selectors.records import draft_record
from assessment.selectors.versions import (
    Integrity,
    Signed,
    amendments_of,
    current_version,
    episode_versions,
    sound,
    version_at,
    versions_of,
    versions_of_episodes,
)
from clinics.access import Member, Permission
from patients.models import EpisodeOfCare


@dataclass(frozen=True, kw_only=True)
class Readable:
    """An evaluation as a reader gets it: the signed version if there is one, else the draft.

    `record` is none when a signed version's bytes can no longer be read. `integrity` is none for a
    draft.
    """

    assessment: Assessment
    record: Record | None
    version: SignedVersion | None
    integrity: Integrity | None
    signatures: list[SignedVersion | Submission]
    addenda: list[Addendum]
    voiding: Voiding | None
    requests: list[Asked]

    @property
    def superseded(self) -> bool:
        """Whether it is an earlier version of one that stands: what readers get is a later one."""
        return (
            self.version is not None
            and self.version.number != self.assessment.version_number
            and self.assessment.state != State.VOID
        )

    @property
    def sound(self) -> bool:
        """Whether it may be printed and exported."""
        return self.integrity in (None, Integrity.VALID)


def report_of(assessment: Assessment) -> Readable:
    """What a reader of this evaluation sees now."""
    found = current_version(assessment) if assessment.version_number else None
    return _readable(assessment, found)


def report_of_version(assessment: Assessment, number: int) -> Readable | None:
    """One of its signed versions as it was signed; none of this number."""
    found = version_at(assessment, number)
    return _readable(assessment, found) if found else None


def _readable(assessment: Assessment, found: Signed | None) -> Readable:
    return Readable(
        assessment=assessment,
        record=found.record if found else draft_record(assessment),
        version=found.version if found else None,
        integrity=found.integrity if found else None,
        signatures=signatures_of(found.version) if found else [],
        addenda=addenda_of(assessment),
        voiding=voiding_of(assessment),
        requests=requests_about(assessment),
    )


WRITING = "writing"


@dataclass(frozen=True, kw_only=True)
class VersionInLine:
    """One version of an evaluation: signed, or the one being written, which has no `signed`.

    `name` is its number, or `WRITING`; `because` why it was written, empty for the first.
    """

    name: str
    number: int
    record: Record | None
    signed: Signed | None
    because: str
    current: bool
    restricted_digest: str


def version_line(assessment: Assessment, *, writing: bool) -> list[VersionInLine]:
    """All versions, the first one first; with the one being written where `writing` asks for it."""
    because = amendments_of(assessment)
    line = [
        VersionInLine(
            name=str(one.version.number),
            number=one.version.number,
            record=one.record,
            signed=one,
            because=because[one.version.number].reason if one.version.number in because else "",
            current=one.version.number == assessment.version_number,
            restricted_digest=_digest_of(one.version.restricted_payload),
        )
        for one in versions_of(assessment)
    ]
    if writing and assessment.state == State.AMENDING:
        record = draft_record(assessment)
        line.append(
            VersionInLine(
                name=WRITING,
                number=assessment.version_number + 1,
                record=record,
                signed=None,
                because=record.header.amended_because,
                current=False,
                restricted_digest=_digest_of(restricted_payload(record)),
            )
        )
    return line


def _digest_of(restricted: str) -> str:
    return digest(restricted) if restricted else ""


def restricted_part(assessment: Assessment) -> tuple[Item, ...]:
    """The restricted items: of the signed version if there is one, else of the draft."""
    found = current_version(assessment) if assessment.version_number else None
    if found is None:
        return draft_record(assessment).restricted
    return restricted_from_payload(found.version.restricted_payload)


def open_records(
    entries: Sequence[EpisodeVisits],
) -> dict[UUID, list[tuple[SignedVersion, Record]]]:
    """The signed visits of the open episodes among those listed, oldest first, in one statement."""
    readable = {visit.pk for entry in entries for visit in entry.visits}
    found: dict[UUID, list[tuple[SignedVersion, Record]]] = {}
    for version in versions_of_episodes(
        [entry.episode.pk for entry in entries if entry.episode.is_open]
    ):
        record = sound(version) if version.assessment_id in readable else None
        if record is not None:
            found.setdefault(version.assessment.episode_id, []).append((version, record))
    return found


def episode_records(episode: EpisodeOfCare, member: Member) -> list[tuple[SignedVersion, Record]]:
    """The episode's signed visits this person may read, oldest first; damaged ones left out."""
    readable = set(
        Assessment.objects.for_user(member, Permission.READ_CHART)
        .filter(episode=episode)
        .values_list("pk", flat=True)
    )
    return [
        (version, record)
        for version in episode_versions(episode.pk)
        if version.assessment_id in readable and (record := sound(version)) is not None
    ]
