"""What the pages about patients show, read in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence

from clinics.access import Member, Permission, Role
from clinics.models import Membership, User
from patients.dates import today_at
from patients.models import Contact, EpisodeOfCare, Patient, Procedure, ReviewerAssignment


def contacts_of(*, member: Member, patient: Patient) -> Sequence[Contact]:
    """The patient's contacts that the member may see, in one statement."""
    visible = Contact.objects.for_user(member, Permission.READ_PATIENTS)
    return list(visible.filter(patient=patient))


def procedures_of_episode(*, member: Member, episode: EpisodeOfCare) -> Sequence[Procedure]:
    """The procedures of an episode, the earliest first, in one statement."""
    visible = Procedure.objects.for_user(member, Permission.READ_CHART)
    return list(visible.filter(episode=episode))


def assignments_of(*, member: Member, patient: Patient) -> Sequence[ReviewerAssignment]:
    """Who may or might read the patient as a reviewer, the latest first, in one statement."""
    visible = ReviewerAssignment.objects.for_user(member, Permission.MANAGE_STAFF)
    return list(visible.filter(patient=patient).select_related("reviewer", "assigned_by"))


def reviewers_in(member: Member) -> Sequence[User]:
    """Who holds the reviewer's role in the member's clinic today, by name, in one statement."""
    rows = (
        Membership.objects.of_clinic(member.clinic)
        .filter(role=Role.REVIEWER, active=True, user__is_active=True)
        .select_related("user", "clinic")
        .order_by("user__full_name", "user__email")
    )
    return [row.user for row in rows if row.holds_today()]


def age_today(*, member: Member, patient: Patient) -> int | None:
    """The patient's age in years today where the clinic is; `None` when not known."""
    return patient.age_on(today_at(member.clinic))


def patients_on_file(*, member: Member) -> Sequence[Patient]:
    """Everybody the member may take out as a list, in one statement."""
    return list(Patient.objects.for_user(member, Permission.IMPORT_PATIENTS).order_by("pk"))


def patients_known(*, member: Member) -> Sequence[Patient]:
    """Everybody a file is compared with: a restricted record is somebody too; in one statement."""
    return list(Patient.objects.for_user(member, Permission.FIND_PATIENTS).order_by("pk"))
