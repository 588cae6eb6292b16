"""The roles of a clinic's staff and what each of them grants."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does in one clinic; a person may hold several."""

    THERAPIST = "therapist", _("Therapist")
    ASSISTANT = "assistant", _("Assistant")
    STUDENT = "student", _("Student")
    ADMIN = "admin", _("Clinic admin")
    FRONT_DESK = "front_desk", _("Front desk")
    REVIEWER = "reviewer", _("Reviewer")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")


class Permission(StrEnum):
    """What a role may allow; which rows it reaches is said beside each model."""

    # Who is a patient here: name, birth date, number. Also of a restricted record.
    FIND_PATIENTS = "find_patients"
    READ_PATIENTS = "read_patients"
    WRITE_PATIENTS = "write_patients"
    # Many at once: reading patients from a file, and taking the list out as one.
    IMPORT_PATIENTS = "import_patients"
    # Two records of one person: merging them and taking that back; declaring a record void.
    MERGE_PATIENTS = "merge_patients"
    # Who is on a care team, and whether a record is open to the care team alone.
    RESTRICT_PATIENTS = "restrict_patients"
    READ_CHART = "read_chart"
    WRITE_CHART = "write_chart"
    # History, impression and plan: a therapist's own judgement.
    WRITE_JUDGEMENT = "write_judgement"
    SIGN = "sign"
    SUBMIT = "submit"
    COSIGN = "cosign"
    VOID = "void"
    # Opening a signed evaluation for its next version.
    AMEND = "amend"
    # A colleague's draft: charting on as its author, or (unread) handing it to somebody else.
    TAKE_OVER = "take_over"
    REASSIGN = "reassign"
    # Saying of a signed evaluation that it was reviewed, asking and voicing concern.
    REVIEW = "review"
    # Giving a signed evaluation to somebody outside, with purpose and recipient on record.
    RELEASE = "release"
    # What was given out of a patient's record: to whom, what for, by whom.
    READ_RELEASES = "read_releases"
    # What a patient wants corrected: writing it down, and answering it.
    LOG_AMENDMENT_REQUEST = "log_amendment_request"
    DECIDE_AMENDMENT_REQUEST = "decide_amendment_request"
    # Reading a restricted record without being on its care team, and judging that afterwards.
    BREAK_GLASS = "break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    # Bringing visits of another source into the clinic's charts, as an import and not as one's own.
    IMPORT_CASES = "import_cases"
    # Who is due for a review, and what came of reminding: people and days, nothing of the chart.
    FOLLOW_UP = "follow_up"
    READ_RESTRICTED = "read_restricted"
    WRITE_RESTRICTED = "write_restricted"
    MANAGE_STAFF = "manage_staff"
    MANAGE_CLINIC = "manage_clinic"
    READ_AUDIT = "read_audit"
    EXPORT_AUDIT = "export_audit"


# Who treats patients, and so needs to be of the care team of one whose record is restricted.
TREATING = frozenset({Role.THERAPIST, Role.ASSISTANT, Role.STUDENT})
# What a treating role grants of a restricted record to who is not of its care team.
CLOSED = frozenset({Permission.FIND_PATIENTS, Permission.BREAK_GLASS})
# What breaking the glass opens: reading, without the safeguarding part.
READING = frozenset({Permission.READ_PATIENTS, Permission.READ_CHART})

_SUPERVISED = frozenset(
    {
        Permission.FIND_PATIENTS,
        Permission.READ_PATIENTS,
        Permission.READ_CHART,
        Permission.WRITE_CHART,
        Permission.SUBMIT,
    }
)

GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.THERAPIST: frozenset(
            {
                Permission.FIND_PATIENTS,
                Permission.READ_PATIENTS,
                Permission.WRITE_PATIENTS,
                Permission.IMPORT_PATIENTS,
                Permission.READ_CHART,
                Permission.WRITE_CHART,
                Permission.WRITE_JUDGEMENT,
                Permission.SIGN,
                Permission.COSIGN,
                Permission.VOID,
                Permission.AMEND,
                Permission.TAKE_OVER,
                Permission.REVIEW,
                Permission.READ_RELEASES,
                Permission.LOG_AMENDMENT_REQUEST,
                Permission.DECIDE_AMENDMENT_REQUEST,
                Permission.BREAK_GLASS,
                Permission.IMPORT_CASES,
                Permission.FOLLOW_UP,
                Permission.READ_RESTRICTED,
                Permission.WRITE_RESTRICTED,
                Permission.READ_AUDIT,
            }
        ),
        Role.ASSISTANT: _SUPERVISED,
        Role.STUDENT: _SUPERVISED,
        Role.ADMIN: frozenset(
            {
                Permission.FIND_PATIENTS,
                Permission.READ_PATIENTS,
                Permission.WRITE_PATIENTS,
                Permission.IMPORT_PATIENTS,
                Permission.MERGE_PATIENTS,
                Permission.RESTRICT_PATIENTS,
                Permission.REASSIGN,
                Permission.RELEASE,
                Permission.READ_RELEASES,
                Permission.LOG_AMENDMENT_REQUEST,
                Permission.MANAGE_STAFF,
                Permission.MANAGE_CLINIC,
                Permission.READ_AUDIT,
            }
        ),
        Role.FRONT_DESK: frozenset(
            {
                Permission.FIND_PATIENTS,
                Permission.READ_PATIENTS,
                Permission.WRITE_PATIENTS,
                Permission.FOLLOW_UP,
                Permission.LOG_AMENDMENT_REQUEST,
            }
        ),
        Role.REVIEWER: frozenset(
            {
                Permission.FIND_PATIENTS,
                Permission.READ_PATIENTS,
                Permission.READ_CHART,
                Permission.REVIEW,
            }
        ),
        Role.PRIVACY_OFFICER: frozenset(
            {
                Permission.FIND_PATIENTS,
                Permission.RESTRICT_PATIENTS,
                Permission.REVIEW_BREAK_GLASS,
                Permission.READ_RELEASES,
                Permission.READ_AUDIT,
                Permission.EXPORT_AUDIT,
            }
        ),
    }
)
