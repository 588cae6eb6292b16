"""What a report is made of: the Record that readers see, its signatures, what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from assessment.models import Addendum, Assessment, SignedVersion, State, Submission, Voiding
from assessment.record import (
    Item,
    Record,
    restricted_from_payload,
)
from assessment.selectors.amendment_requests import Asked, requests_about
from assessment.selectors.amendments import amendments_of
from assessment.selectors.lists import EpisodeVisits, addenda_of, signatures_of, voiding_of
from assessment.selectors.records import draft_record, earlier_visits, identity_of
from assessment.selectors.reviewing import Said, reviews_of
from assessment.selectors.versions import (
    Chain,
    Finding,
    Integrity,
    LeftOut,
    Signed,
    chain_of,
    signed_visits,
    worst,
)
from clinics.access import Member, Permission
from patients.models import EpisodeOfCare, Patient


@dataclass(frozen=True, kw_only=True)
class Readable:
    """An evaluation as a reader gets it: a signed version if there is one, else the draft.

    `number` is that version's, 0 for a draft. `record` is none when a signed version's bytes can no
    longer be read, `version` too when its row is gone. `integrity` is that version's, none for a
    draft; `left_out` are earlier visits that a draft is not compared with.
    """

    assessment: Assessment
    number: int
    record: Record | None
    version: SignedVersion | None
    integrity: Integrity | None
    signatures: list[SignedVersion | Submission]
    addenda: list[Addendum]
    reviews: list[Said]
    voiding: Voiding | None
    requests: list[Asked]
    chain: Chain
    left_out: tuple[LeftOut, ...] = ()

    @property
    def superseded(self) -> bool:
        """Whether it is an earlier version of one that stands: what readers get is a later one."""
        return self.number != self.chain.count and self.assessment.state != State.VOID

    @property
    def sound(self) -> bool:
        """Whether it may be printed and exported."""
        return (
            self.chain.sound
            and self.record is not None
            and self.integrity in (None, Integrity.VALID)
        )

    @property
    def beside(self) -> tuple[Finding, ...]:
        """What is wrong with the other versions, or with the record as a whole."""
        return self.chain.beside(self.number)

    @property
    def others(self) -> Integrity:
        """How the other versions and the record as a whole stand."""
        return worst(self.beside)


def report_of(assessment: Assessment) -> Readable:
    """What a reader of this evaluation sees now."""
    chain = chain_of(assessment)
    return _readable(assessment, chain, chain.current)


def report_of_version(assessment: Assessment, number: int) -> Readable | None:
    """One of its signed versions as it was signed; none of this number."""
    chain = chain_of(assessment)
    found = chain.at(number)
    return _readable(assessment, chain, found) if found else None


def _readable(assessment: Assessment, chain: Chain, found: Signed | None) -> Readable:
    # Whoever signed it meanwhile, it is read as what it is now.
    assessment.version_number, assessment.state = chain.count, chain.state
    earlier = earlier_visits(assessment) if found is None else None
    version = found.version if found and found.stored else None
    return Readable(
        assessment=assessment,
        number=found.version.number if found else 0,
        record=found.record if found else draft_record(assessment, earlier=earlier),
        version=version,
        integrity=found.integrity if found else None,
        signatures=signatures_of(version) if version else [],
        addenda=addenda_of(assessment),
        reviews=reviews_of(assessment),
        voiding=voiding_of(assessment),
        requests=requests_about(assessment),
        chain=chain,
        left_out=earlier.left_out if earlier else (),
    )


WRITING = "writing"


@dataclass(frozen=True, kw_only=True)
class VersionInLine:
    """One version of an evaluation: signed, or the one being written, which has no `signed`.

    `name` is its number, or `WRITING`; `because` why it was written, empty for the first.
    `restricted` are the items of its restricted part, none where they can no longer be read.
    """

    name: str
    number: int
    record: Record | None
    signed: Signed | None
    because: str
    current: bool
    restricted: tuple[Item, ...] | None

    @property
    def sound(self) -> bool:
        """Whether it may be set apart from another."""
        return self.signed is None or self.signed.sound


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """The versions of an evaluation, the first one first, and what is wrong with them.

    `left_out` are earlier visits that the one being written is not compared with.
    """

    versions: tuple[VersionInLine, ...]
    chain: Chain
    left_out: tuple[LeftOut, ...] = ()

    @property
    def integrity(self) -> Integrity | None:
        """That of the current version; none while nothing was signed."""
        return self.chain.current.integrity if self.chain.current else None

    @property
    def beside(self) -> tuple[Finding, ...]:
        """What is wrong with other versions than the current one, or with the record."""
        return self.chain.beside(self.chain.count)

    @property
    def others(self) -> Integrity:
        """How the other versions and the record as a whole stand."""
        return worst(self.beside)


def version_line(assessment: Assessment, *, writing: bool) -> VersionLine:
    """All versions, with the one being written where `writing` asks for it."""
    chain = chain_of(assessment)
    assessment.version_number, assessment.state = chain.count, chain.state
    because = amendments_of(assessment)
    line = [
        VersionInLine(
            name=str(one.version.number),
            number=one.version.number,
            record=one.record,
            signed=one,
            because=because[one.version.number].reason if one.version.number in because else "",
            current=one.version.number == chain.count,
            restricted=_restricted_items(one),
        )
        for one in chain.versions
    ]
    if not writing or chain.state != State.AMENDING:
        return VersionLine(versions=tuple(line), chain=chain)
    earlier = earlier_visits(assessment)
    record = draft_record(assessment, earlier=earlier)
    written = VersionInLine(
        name=WRITING,
        number=chain.count + 1,
        record=record,
        signed=None,
        because=record.header.amended_because,
        current=False,
        restricted=record.restricted,
    )
    return VersionLine(versions=(*line, written), chain=chain, left_out=earlier.left_out)


def _restricted_items(found: Signed) -> tuple[Item, ...] | None:
    try:
        return restricted_from_payload(found.version.restricted_payload) if found.stored else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


@dataclass(frozen=True, kw_only=True)
class RestrictedPart:
    """The restricted items of an evaluation; `readable` is false when they can no longer be read.

    `integrity` is none for a draft.
    """

    items: tuple[Item, ...]
    chain: Chain
    integrity: Integrity | None = None
    readable: bool = True

    @property
    def beside(self) -> tuple[Finding, ...]:
        """What is wrong with other versions than the current one, or with the record."""
        return self.chain.beside(self.chain.count)

    @property
    def others(self) -> Integrity:
        """How the other versions and the record as a whole stand."""
        return worst(self.beside)


def restricted_part(assessment: Assessment) -> RestrictedPart:
    """The restricted items: of the signed version if there is one, else of the draft."""
    chain = chain_of(assessment)
    found = chain.current
    if found is None:
        return RestrictedPart(items=draft_record(assessment).restricted, chain=chain)
    items = _restricted_items(found)
    return RestrictedPart(
        items=items or (),
        chain=chain,
        integrity=found.integrity,
        readable=items is not None,
    )


def open_records(entries: Sequence[EpisodeVisits]) -> dict[UUID, list[Signed]]:
    """The signed visits of the open episodes among those listed, oldest first, sound or not."""
    readable = {visit.pk for entry in entries for visit in entry.visits}
    found: dict[UUID, list[Signed]] = {}
    for one in signed_visits([entry.episode.pk for entry in entries if entry.episode.is_open]):
        if one.version.assessment_id in readable:
            found.setdefault(one.version.assessment.episode_id, []).append(one)
    return found


def episode_records(episode: EpisodeOfCare, member: Member) -> list[Signed]:
    """The episode's signed visits this person may read, oldest first, sound or not.

    They are read together about one person: what was signed under another record of that person is
    named as the person is.
    """
    readable = set(
        Assessment.objects.for_user(member, Permission.READ_CHART)
        .filter(episode=episode)
        .values_list("pk", flat=True)
    )
    return [
        _named(one, episode.patient.person)
        for one in signed_visits([episode.pk])
        if one.version.assessment_id in readable
    ]


def _named(one: Signed, person: Patient) -> Signed:
    if one.record is None or one.record.header.patient_id == str(person.pk):
        return one
    said: dict[str, Any] = identity_of(person)
    header = replace(one.record.header, **said)
    return replace(one, record=replace(one.record, header=header))
