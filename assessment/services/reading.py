"""Leaving word in the audit trail that a chart was opened, printed or taken out."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from assessment.catalogue.types import Section
from assessment.models import Assessment
from assessment.selectors.versions import Chain, LeftOut
from clinics import audit
from clinics.access import Member
from clinics.audit import Verb
from patients.models import EpisodeOfCare, Patient


def note_chart_read(*, by: Member, assessment: Assessment, section: Section) -> None:
    """A section of a draft was opened; the restricted part has a verb of its own."""
    verb = Verb.RESTRICTED_READ if section.restricted else Verb.CHART_READ
    _note(by, verb, assessment, {"section": section.code})


def note_report_read(*, by: Member, assessment: Assessment, version: int = 0) -> None:
    """The report of one evaluation was opened: of its current version, or of an earlier one."""
    _note(by, Verb.REPORT_READ, assessment, {}, version)


def note_unproved(
    *, by: Member, assessment: Assessment, chain: Chain, page: str, version: int = 0
) -> None:
    """A record that was read did not verify: an event beside the reading's own, one a record.

    It names the codes of what was found, and the version that was read: the current one unless
    another is named.
    """
    if chain.findings:
        found = {one.fault for one in chain.findings}
        with transaction.atomic():
            _failed(by, assessment, version or chain.count, found, page)


def note_left_out(*, by: Member, left_out: Collection[LeftOut], page: str) -> None:
    """Records that a page would have compared with did not verify: an event each."""
    if not left_out:
        return
    records = Assessment.objects.in_bulk([UUID(one.assessment) for one in left_out])
    with transaction.atomic():
        for one in left_out:
            _failed(by, records[UUID(one.assessment)], one.version, {one.found}, page)


def _failed(
    by: Member, assessment: Assessment, version: int, found: Collection[str], page: str
) -> None:
    audit.record(
        by=by,
        verb=Verb.SIGNATURE_CHECK_FAILED,
        instance=assessment,
        version=version or None,
        outcome=audit.Outcome.FAILED,
        detail={"page": page, "found": " ".join(sorted(str(one) for one in found))},
    )


def note_page_read(*, by: Member, assessment: Assessment, page: str) -> None:
    """A page about the whole evaluation was shown: the visit's details, or what would be signed."""
    _note(by, Verb.CHART_READ, assessment, {"page": page})


def note_restrictions_read(*, by: Member, episode: EpisodeOfCare) -> None:
    """The restrictions of an episode were read."""
    with transaction.atomic():
        audit.record(by=by, verb=Verb.RESTRICTIONS_READ, instance=episode)


def note_versions_read(*, by: Member, assessment: Assessment) -> None:
    """The versions of an evaluation were listed, or two of them set apart."""
    _note(by, Verb.VERSIONS_READ, assessment, {})


def note_restricted_read(*, by: Member, assessment: Assessment) -> None:
    """The restricted part of a signed evaluation was opened."""
    _note(by, Verb.RESTRICTED_READ, assessment, {})


def note_episode_read(*, by: Member, episode: EpisodeOfCare, page: str = "") -> None:
    """The report over an episode was opened, or another page over its visits."""
    detail = {"page": page} if page else {}
    with transaction.atomic():
        audit.record(by=by, verb=Verb.PROGRESS_READ, instance=episode, detail=detail)


def note_patient_read(*, by: Member, patient: Patient, measures: bool = False) -> None:
    """The patient's page, which lists visits, was opened; `measures` where it showed any course."""
    detail = {"shows": "key measures"} if measures else {}
    with transaction.atomic():
        audit.record(
            by=by,
            verb=Verb.PATIENT_READ,
            instance=patient,
            patient_id=patient.pk,
            detail=detail,
        )


def _note(
    by: Member,
    verb: Verb,
    assessment: Assessment,
    detail: dict[str, str],
    version: int = 0,
) -> None:
    with transaction.atomic():
        audit.record(
            by=by,
            verb=verb,
            instance=assessment,
            version=version or assessment.version_number or None,
            detail=detail,
        )
