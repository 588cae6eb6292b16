"""What the pages about patients show, read in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence

from clinics.access import Member, Permission
from clinics.models import User
from patients.dates import today_at
from patients.models import Contact, EpisodeOfCare, Patient, Procedure, ReviewerAssignment
from patients.services.reviewers import reviewers_in


def contacts_of(*, member: Member, patient: Patient) -> Sequence[Contact]:
    """The patient's contacts that the member may see, in one statement."""
    visible = Contact.objects.for_user(member, Permission.READ_PATIENTS)
    return list(visible.filter(patient=patient))


def episodes_of(*, member: Member, patient: Patient) -> Sequence[EpisodeOfCare]:
    """The patient's episodes with their procedures, newest first, in two statements."""
    visible = EpisodeOfCare.objects.for_user(member, Permission.READ_CHART)
    return list(visible.filter(patient=patient).prefetch_related("procedures"))


def procedures_of_episode(*, member: Member, episode: EpisodeOfCare) -> Sequence[Procedure]:
    """The procedures of an episode, the earliest first, in one statement."""
    visible = Procedure.objects.for_user(member, Permission.READ_CHART)
    return list(visible.filter(episode=episode))


def assignments_of(*, member: Member, patient: Patient) -> Sequence[ReviewerAssignment]:
    """Who may or might read the patient as a reviewer, the latest first, in one statement."""
    visible = ReviewerAssignment.objects.for_user(member, Permission.MANAGE_STAFF)
    return list(visible.filter(patient=patient).select_related("reviewer", "assigned_by"))


def possible_reviewers(*, member: Member) -> Sequence[User]:
    """The people who can be assigned as reviewers, by name, in one statement."""
    return reviewers_in(member)


def age_today(*, member: Member, patient: Patient) -> int | None:
    """The patient's age in years today where the clinic is; `None` when not known."""
    return patient.age_on(today_at(member.clinic))
