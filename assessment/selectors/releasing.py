"""What could be given out of a patient's record, and what was."""

from __future__ import annotations

from assessment.models import Assessment, Release, State
from clinics.access import Member, Permission
from patients.models import Patient, records_of


def releasable(patient: Patient, member: Member) -> list[Assessment]:
    """The evaluations with a signed version that readers get today, the latest visit first.

    For who reads no charts: of each only when it was, of what kind, its version and author.
    """
    return list(
        Assessment.objects.for_user(member, Permission.RELEASE)
        .filter(patient__in=records_of(patient), version_number__gte=1)
        .exclude(state=State.VOID)
        .select_related("author", "clinic")
        .order_by("-visit_at", "-visit_order")
    )


def releases_of(patient: Patient, member: Member) -> list[Release]:
    """Everything given out of a patient's record, the latest first."""
    return list(
        Release.objects.for_user(member, Permission.READ_RELEASES)
        .filter(assessment__patient__in=records_of(patient))
        .select_related("assessment")
        .order_by("-at", "-id")
    )


def releases_of_evaluation(assessment: Assessment, member: Member) -> list[Release]:
    """What was given out of one evaluation, for who may read such lists; the first one first."""
    found = Release.objects.for_user(member, Permission.READ_RELEASES)
    return list(found.filter(assessment=assessment).order_by("at", "id"))
