"""Signed versions: their Records from the stored bytes, and whether those bytes still hold.

Nothing here trusts a row: what cannot be loaded, is not there any more, or stands where it was not
signed is found as damaged. It is never left out without a word, nor taken for a draft.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.db import OperationalError
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from assessment.earlier import LeftOut
from assessment.models import Assessment, SignedVersion, State
from assessment.record import Record, from_payload
from assessment.selectors.signatures import (
    Fault,
    Integrity,
    fault_of,
    integrity,
    submission_of,
)
from patients.dates import written

__all__ = [
    "UNLOADABLE",
    "Chain",
    "Fault",
    "Finding",
    "Integrity",
    "LeftOut",
    "Signed",
    "chain_of",
    "current_version",
    "integrity",
    "left_out",
    "loaded",
    "signed",
    "signed_visits",
    "together",
    "worst",
]

# What loading a row raises on SQLite when a column holds what its type cannot.
UNLOADABLE = (ValueError, TypeError, AttributeError, OverflowError)
NO_TEXT = "Could not decode to UTF-8"
WITHOUT_VERSION = (State.DRAFT, State.AWAITING, State.VOID)
WITH_VERSION = (State.SIGNED, State.AMENDING, State.VOID)


@dataclass(frozen=True)
class Signed:
    """A signed version and the Record its bytes say; none when they can no longer be read.

    `version` is a stand-in without a row where the row is gone or cannot be loaded.
    """

    version: SignedVersion
    record: Record | None
    fault: Fault | None = None

    @property
    def integrity(self) -> Integrity:
        return self.fault.integrity if self.fault else Integrity.VALID

    @property
    def sound(self) -> bool:
        """Whether others may be compared with it, and it may be given out."""
        return self.fault is None and self.record is not None

    @property
    def stored(self) -> bool:
        """Whether there is a row."""
        return not self.version._state.adding


@dataclass(frozen=True)
class Finding:
    """What is wrong with one version; number 0 is the record itself."""

    number: int
    fault: Fault

    @property
    def integrity(self) -> Integrity:
        return self.fault.integrity


@dataclass(frozen=True)
class Chain:
    """All signed versions of one evaluation, oldest first, and whatever does not fit.

    `count` and `state` are the evaluation's own, read with the versions.
    """

    versions: tuple[Signed, ...]
    findings: tuple[Finding, ...]
    count: int
    state: str

    @property
    def current(self) -> Signed | None:
        """The version that readers see; none while nothing was signed."""
        return self.at(self.count)

    def at(self, number: int) -> Signed | None:
        """One of the versions; none of this number."""
        return next((one for one in self.versions if one.version.number == number), None)

    def beside(self, number: int) -> tuple[Finding, ...]:
        """What is wrong with other versions than this one, or with the record."""
        return tuple(one for one in self.findings if one.number != number or not number)

    @property
    def sound(self) -> bool:
        """Whether the current version may be given out: it verifies, and nothing is damaged.

        An earlier version whose key is gone does not stand in the way: the next one's signature
        binds its digest.
        """
        beside = worst(self.beside(self.count)) is not Integrity.DAMAGED
        return beside and (self.current is None or self.current.sound)


def worst(findings: Collection[Finding]) -> Integrity:
    """What several findings come to."""
    found = {one.integrity for one in findings}
    if Integrity.DAMAGED in found:
        return Integrity.DAMAGED
    return Integrity.UNVERIFIABLE if found else Integrity.VALID


def signed(version: SignedVersion) -> Signed:
    """The version with its Record, verified."""
    submission = submission_of(version)
    if version.at is None or (submission is not None and submission.at is None):
        # SQLite keeps any text in a column of times.
        return Signed(version, None, Fault.UNREADABLE)
    fault = fault_of(version)
    try:
        return Signed(version, from_payload(version.payload), fault)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Signed(version, None, fault or Fault.BYTES)


def chain_of(assessment: Assessment, rows: Sequence[SignedVersion] | None = None) -> Chain:
    """The versions of an evaluation with what is wrong with them. `rows` are those loaded already.

    The evaluation's state is the one read together with its versions, so that a signature given
    meanwhile is no fault.
    """
    return _linked(assessment, _load(assessment) if rows is None else [signed(one) for one in rows])


def current_version(assessment: Assessment) -> Signed | None:
    """The version that readers see; none while nothing was signed."""
    return chain_of(assessment).current


def signed_visits(episode_ids: Collection[UUID]) -> list[Signed]:
    """What was signed of each visit of the episodes that is not void, by when it took place.

    The current version of each, sound or not: nothing drops out because it does not verify.
    """
    visits = list(
        Assessment.objects.filter(episode__in=episode_ids, version_number__gte=1)
        .exclude(state=State.VOID)
        .order_by("visit_at", "visit_order")
    )
    rows = SignedVersion.objects.filter(
        assessment__episode__in=episode_ids, number=F("assessment__version_number")
    )
    try:
        loaded = {one.assessment_id: one for one in together(rows)} if visits else {}
    except UNLOADABLE:
        loaded = {}
    found = []
    for visit in visits:
        row = loaded.get(visit.pk)
        one = signed(row) if row else current_version(visit)
        if one is not None and one.version.assessment.state != State.VOID:
            found.append(one)
    return found


def earlier_signed(assessment: Assessment) -> list[Signed]:
    """What was signed of the earlier visits: by when they took place, not when entered."""
    place = (assessment.visit_at, assessment.visit_order)
    return [
        one
        for one in signed_visits([assessment.episode_id])
        if (visit := one.version.assessment).pk != assessment.pk
        and (visit.visit_at, visit.visit_order) < place
    ]


def left_out(found: Collection[Signed]) -> tuple[LeftOut, ...]:
    """What others are not compared with, because nobody can say that it is as it was signed."""
    return tuple(
        LeftOut(
            assessment=str(one.version.assessment_id),
            version=one.version.number,
            found=one.fault.value if one.fault else Fault.BYTES.value,
            text=_left_out_words(one),
        )
        for one in found
        if not one.sound
    )


def _left_out_words(one: Signed) -> str:
    words = (
        _("The visit of %(day)s is not compared with: its signed record cannot be verified here.")
        if one.integrity is Integrity.UNVERIFIABLE
        else _("The visit of %(day)s is not compared with: its signed record does not verify.")
    )
    return words % {"day": written(one.version.assessment.visit_date)}


def together(rows: QuerySet[SignedVersion]) -> list[SignedVersion]:
    """The rows with what their signatures speak of. Raises one of `UNLOADABLE`."""
    try:
        return list(rows.select_related("assessment", "submission"))
    except OperationalError as error:
        if NO_TEXT not in str(error):
            raise
        raise ValueError(NO_TEXT) from error


def loaded(rows: QuerySet[SignedVersion], most: int) -> list[SignedVersion]:
    """So many of the rows, one of each evaluation, in their order; a stand-in for one that cannot
    be loaded, so that it is not left out.
    """
    try:
        return together(rows[:most])
    except UNLOADABLE:
        pass
    found: list[SignedVersion] = []
    for pk in list(rows.values_list("assessment_id", flat=True)[:most]):
        try:
            found += together(rows.filter(assessment=pk))
        except UNLOADABLE:
            visit = Assessment.objects.get(pk=pk)
            found.append(_stand_in(visit, visit.version_number, Fault.UNREADABLE).version)
    return found


def _load(assessment: Assessment) -> list[Signed]:
    rows = SignedVersion.objects.filter(assessment=assessment).order_by("number")
    try:
        return [signed(one) for one in together(rows)]
    except UNLOADABLE:
        pass
    found: list[Signed] = []
    for number in range(1, assessment.version_number + 1):
        try:
            found += [signed(one) for one in together(rows.filter(number=number))]
        except UNLOADABLE:
            found.append(_stand_in(assessment, number, Fault.UNREADABLE))
    return found


def _linked(assessment: Assessment, found: list[Signed]) -> Chain:
    """The chain from what was loaded: what is missing, too many, or not linked, said of each."""
    stored = [one for one in found if one.stored]
    at_once = stored[0].version.assessment if stored else assessment
    count, state = at_once.version_number, at_once.state
    by_number = {one.version.number: one for one in found}
    versions = tuple(
        by_number.get(number) or _stand_in(assessment, number, Fault.MISSING)
        for number in range(1, count + 1)
    )
    findings = [Finding(one.version.number, one.fault) for one in versions if one.fault]
    findings += _not_linked(versions)
    for one in versions:
        if one.stored and one.version.clinic_id != assessment.clinic_id:
            findings.append(Finding(one.version.number, Fault.CLINIC))
    surplus = [number for number in by_number if number not in range(1, count + 1)]
    findings += [Finding(number, Fault.SURPLUS) for number in surplus]
    if state not in (WITH_VERSION if count else WITHOUT_VERSION):
        findings.append(Finding(0, Fault.STATE))
    return Chain(_with_links(versions, findings), tuple(findings), count, state)


def _not_linked(versions: tuple[Signed, ...]) -> list[Finding]:
    """Neighbours that do not fit. One that verifies binds the digest of the version before it, so
    that it is the other one that was changed.
    """
    findings = []
    for before, after in pairwise((None, *versions)):
        if after is None or not after.stored or (before is not None and not before.stored):
            continue
        if after.version.previous_sha256 != (before.version.sha256 if before else ""):
            changed = before if before is not None and after.fault is None else after
            findings.append(Finding(changed.version.number, Fault.LINK))
    return findings


def _with_links(versions: tuple[Signed, ...], findings: list[Finding]) -> tuple[Signed, ...]:
    """Each version with the first thing found wrong with it, its place in the chain included."""
    first: dict[int, Fault] = {}
    for one in findings:
        first.setdefault(one.number, one.fault)
    return tuple(
        one if one.fault else Signed(one.version, one.record, first.get(one.version.number))
        for one in versions
    )


def _stand_in(assessment: Assessment, number: int, fault: Fault) -> Signed:
    gone = SignedVersion(clinic_id=assessment.clinic_id, assessment=assessment, number=number)
    return Signed(gone, None, fault)
