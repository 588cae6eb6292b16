"""The state of a section: its version, who saved it last and when."""

from __future__ import annotations

from django.utils import timezone

from assessment.catalogue.types import Section
from assessment.models import Assessment, SectionStatus
from clinics.access import Member


def open_status(assessment: Assessment, section: Section) -> SectionStatus:
    """The state of a section of an open visit, made when it is first written to."""
    status, _made = SectionStatus.objects.get_or_create(
        assessment=assessment, section=section.code, defaults={"clinic": assessment.clinic}
    )
    return status


def stamp(status: SectionStatus, by: Member) -> None:
    """Says that a section was just saved, and by whom."""
    status.version += 1
    status.saved_by = by.user
    status.saved_at = timezone.now()
    status.save(update_fields=["version", "saved_by", "saved_at"])
