"""Leaving word in the audit trail that a chart was opened, printed or taken out."""

from __future__ import annotations

from django.db import transaction

from assessment.catalogue.types import Section
from assessment.models import Assessment, SignedVersion
from clinics import audit
from clinics.access import Member
from clinics.audit import Verb
from patients.models import EpisodeOfCare, Patient


def note_chart_read(*, by: Member, assessment: Assessment, section: Section) -> None:
    """A section of a draft was opened; the restricted part has a verb of its own."""
    verb = Verb.RESTRICTED_READ if section.restricted else Verb.CHART_READ
    _note(by, verb, assessment, {"section": section.code})


def note_report_read(
    *, by: Member, assessment: Assessment, version: SignedVersion | None = None
) -> None:
    """The report of one evaluation was opened: of its current version, or of an earlier one."""
    _note(by, Verb.REPORT_READ, assessment, {}, version)


def note_page_read(*, by: Member, assessment: Assessment, page: str) -> None:
    """A page about the whole evaluation was shown: the visit's details, or what would be signed."""
    _note(by, Verb.CHART_READ, assessment, {"page": page})


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
    version: SignedVersion | None = None,
) -> None:
    with transaction.atomic():
        audit.record(
            by=by,
            verb=verb,
            instance=assessment,
            version=version.number if version else assessment.version_number or None,
            detail=detail,
        )
