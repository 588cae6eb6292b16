"""What a report is made of: the Record that readers see, its signatures, what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from assessment.models import Addendum, Assessment, SignedVersion, Submission, Voiding
from assessment.record import Item, Record, restricted_from_payload
from assessment.selectors.lists import EpisodeVisits, addenda_of, signatures_of, voiding_of
from assessment.selectors.records import draft_record, identity_of
from assessment.selectors.versions import (
    Integrity,
    current_version,
    episode_versions,
    sound,
    versions_of_episodes,
)
from clinics.access import Member, Permission
from patients.models import EpisodeOfCare, Patient


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

    @property
    def sound(self) -> bool:
        """Whether it may be printed and exported."""
        return self.integrity in (None, Integrity.VALID)


def report_of(assessment: Assessment) -> Readable:
    """What a reader of this evaluation sees now."""
    found = current_version(assessment) if assessment.version_number else None
    return Readable(
        assessment=assessment,
        record=found.record if found else draft_record(assessment),
        version=found.version if found else None,
        integrity=found.integrity if found else None,
        signatures=signatures_of(found.version) if found else [],
        addenda=addenda_of(assessment),
        voiding=voiding_of(assessment),
    )


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
    """The episode's signed visits this member may read, oldest first; damaged ones left out.

    They are read together about one person: what was signed under another record of that person is
    named as the person is.
    """
    readable = set(
        Assessment.objects.for_user(member, Permission.READ_CHART)
        .filter(episode=episode)
        .values_list("pk", flat=True)
    )
    return [
        (version, _named(record, episode.patient.person))
        for version in episode_versions(episode.pk)
        if version.assessment_id in readable and (record := sound(version)) is not None
    ]


def _named(record: Record, person: Patient) -> Record:
    if record.header.patient_id == str(person.pk):
        return record
    said: dict[str, Any] = identity_of(person)
    return replace(record, header=replace(record.header, **said))
