"""What the pages about patients show, read in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from clinics.access import Member, Permission, Role
from clinics.models import Membership, User
from patients.dates import today_at
from patients.duplicates import (
    LikelyDuplicate,
    likely_duplicates,
    namesakes,
    newcomer_like,
    resemblances,
)
from patients.editing import in_words
from patients.merging import FIELDS, edited_since, taken_by_default
from patients.models import (
    Contact,
    EpisodeOfCare,
    Patient,
    PatientMerge,
    PatientStatusChange,
    Procedure,
    ReviewerAssignment,
    records_of,
)
from patients.text import tidy_line


def contacts_of(*, member: Member, patient: Patient) -> Sequence[Contact]:
    """The patient's contacts that the member may see, in one statement."""
    visible = Contact.objects.for_user(member, Permission.READ_PATIENTS)
    return list(visible.filter(patient__in=records_of(patient)))


def procedures_of_episode(*, member: Member, episode: EpisodeOfCare) -> Sequence[Procedure]:
    """The procedures of an episode, the earliest first, in one statement."""
    visible = Procedure.objects.for_user(member, Permission.READ_CHART)
    return list(visible.filter(episode=episode))


def assignments_of(*, member: Member, patient: Patient) -> Sequence[ReviewerAssignment]:
    """Who may or might read the patient as a reviewer, the latest first, in one statement."""
    visible = ReviewerAssignment.objects.for_user(member, Permission.MANAGE_STAFF)
    ours = visible.filter(patient__in=records_of(patient))
    return list(ours.select_related("reviewer", "assigned_by"))


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
    on_file = Patient.objects.for_user(member, Permission.IMPORT_PATIENTS)
    return list(on_file.filter(standing=Patient.Standing.CURRENT).order_by("pk"))


def records_on_file(*, member: Member) -> Sequence[Patient]:
    """Every record that a file is compared with, in one statement: a merged one is still known by
    its name, a void one keeps its number, and a restricted one is somebody too.
    """
    on_file = Patient.objects.for_user(member, Permission.FIND_PATIENTS)
    return list(on_file.select_related("merged_into").order_by("pk"))


def namesakes_of(*, member: Member, patient: Patient) -> Sequence[Patient]:
    """Who is called the same or nearly so as this person, in one statement."""
    return namesakes(by=member, patient=patient.person)


@dataclass(frozen=True, kw_only=True)
class FieldPair:
    """What two records say in one field, in words; `taken` where the second's is proposed."""

    name: str
    label: str
    survivor: str
    merged: str
    differ: bool
    taken: bool


def compared_records(*, survivor: Patient, merged: Patient) -> Sequence[FieldPair]:
    """Field by field what is said of a person in two records."""
    proposed = taken_by_default(survivor, merged)
    return [
        FieldPair(
            name=name,
            label=str(Patient._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
            survivor=in_words(survivor, name, getattr(survivor, name)),
            merged=in_words(merged, name, getattr(merged, name)),
            differ=getattr(survivor, name) != getattr(merged, name),
            taken=name in proposed,
        )
        for name in FIELDS
    ]


def possible_duplicates(*, member: Member, patient: Patient) -> Sequence[LikelyDuplicate]:
    """Who of the clinic may be the same person as this patient, in one statement."""
    return likely_duplicates(by=member, newcomer=newcomer_like(patient), besides=patient)


def likeness(one: Patient, other: Patient) -> str:
    """Why two patients may be one person, in words; empty where too little speaks for it."""
    reasons = resemblances(newcomer_like(one), other)
    return LikelyDuplicate(patient=other, reasons=reasons).in_words


def record_to_merge(*, member: Member, pk: UUID) -> Patient | None:
    """Another record of the clinic that the member may merge; none where there is not."""
    records = Patient.objects.for_user(member, Permission.MERGE_PATIENTS).filter(pk=pk)
    return records.select_related("merged_into").first()


def record_numbered(*, member: Member, number: str) -> Patient | None:
    """The person with this patient number, as the member may merge them; none for a void one."""
    numbered = Patient.objects.for_user(member, Permission.MERGE_PATIENTS).filter(
        ~Q(standing=Patient.Standing.VOID), number__iexact=tidy_line(number)
    )
    found = numbered.select_related("merged_into").first()
    return found.person if found is not None else None


def merged_records_of(*, member: Member, patient: Patient) -> Sequence[Patient]:
    """The records that were merged into this one, in one statement: as whom else it is known."""
    visible = Patient.objects.for_user(member, Permission.FIND_PATIENTS)
    return list(visible.filter(merged_into=patient))


def merges_into(patient: Patient) -> Sequence[PatientMerge]:
    """Which records were merged into this one and when, the latest first, in one statement."""
    merges = PatientMerge.objects.filter(survivor=patient).select_related("merged", "undone")
    return list(merges.order_by("-at", "-id"))


def edited_fields(merge: PatientMerge) -> Sequence[str]:
    """What was changed of the record that stayed since a merge, in words."""
    found = edited_since(merge.survivor, merge.plan)
    return [str(Patient._meta.get_field(name).verbose_name) for name in found]  # type: ignore[union-attr]


def standing_merge(patient: Patient) -> PatientMerge | None:
    """The merge by which a merged record stands under another; none where it does not."""
    merges = PatientMerge.objects.filter(merged=patient, undone=None)
    return merges.select_related("survivor", "merged", "clinic").order_by("-at", "-id").first()


def last_status_change(patient: Patient) -> PatientStatusChange | None:
    """The last decision about the record that was void or in use."""
    kinds = (PatientStatusChange.Kind.VOIDED, PatientStatusChange.Kind.RESTORED)
    changes = PatientStatusChange.objects.filter(patient=patient, kind__in=kinds)
    return changes.order_by("-at", "-id").first()
