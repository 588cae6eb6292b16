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


class Permission(StrEnum):
    """What a role may allow; which rows it reaches is said beside each model."""

    READ_PATIENTS = "read_patients"
    WRITE_PATIENTS = "write_patients"
    # Many at once: reading patients from a file, and taking the list out as one.
    IMPORT_PATIENTS = "import_patients"
    READ_CHART = "read_chart"
    WRITE_CHART = "write_chart"
    # History, impression and plan: a therapist's own judgement.
    WRITE_JUDGEMENT = "write_judgement"
    SIGN = "sign"
    SUBMIT = "submit"
    COSIGN = "cosign"
    VOID = "void"
    # Bringing visits of another source into the clinic's charts, as an import and not as one's own.
    IMPORT_CASES = "import_cases"
    # Who is due for a review, and what came of reminding: people and days, nothing of the chart.
    FOLLOW_UP = "follow_up"
    READ_RESTRICTED = "read_restricted"
    WRITE_RESTRICTED = "write_restricted"
    MANAGE_STAFF = "manage_staff"
    MANAGE_CLINIC = "manage_clinic"
    READ_AUDIT = "read_audit"


_SUPERVISED = frozenset(
    {
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
                Permission.READ_PATIENTS,
                Permission.WRITE_PATIENTS,
                Permission.IMPORT_PATIENTS,
                Permission.READ_CHART,
                Permission.WRITE_CHART,
                Permission.WRITE_JUDGEMENT,
                Permission.SIGN,
                Permission.COSIGN,
                Permission.VOID,
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
                Permission.READ_PATIENTS,
                Permission.WRITE_PATIENTS,
                Permission.IMPORT_PATIENTS,
                Permission.MANAGE_STAFF,
                Permission.MANAGE_CLINIC,
                Permission.READ_AUDIT,
            }
        ),
        Role.FRONT_DESK: frozenset(
            {Permission.READ_PATIENTS, Permission.WRITE_PATIENTS, Permission.FOLLOW_UP}
        ),
        Role.REVIEWER: frozenset({Permission.READ_PATIENTS, Permission.READ_CHART}),
    }
)
