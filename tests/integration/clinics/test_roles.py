"""What each role grants, written out: a change of the code must be a change here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clinics.access import Member, Permission
from clinics.models import Clinic
from clinics.roles import GRANTS, Role

COLUMNS = (
    "therapist",
    "assistant",
    "student",
    "admin",
    "front_desk",
    "reviewer",
    "privacy_officer",
)
MATRIX = {
    "find_patients": "therapist assistant student admin front_desk reviewer privacy_officer",
    "read_patients": "therapist assistant student admin front_desk reviewer",
    "write_patients": "therapist admin front_desk",
    "import_patients": "therapist admin",
    "read_chart": "therapist assistant student reviewer",
    "write_chart": "therapist assistant student",
    "write_judgement": "therapist",
    "sign": "therapist",
    "submit": "assistant student",
    "cosign": "therapist",
    "void": "therapist",
    "import_cases": "therapist",
    "read_restricted": "therapist",
    "write_restricted": "therapist",
    "manage_staff": "admin",
    "manage_clinic": "admin",
    "read_audit": "therapist admin privacy_officer",
    "export_audit": "privacy_officer",
    "merge_patients": "admin",
    "restrict_patients": "admin privacy_officer",
    "amend": "therapist",
    "take_over": "therapist",
    "reassign": "admin",
    "review": "therapist reviewer",
    "release": "admin",
    "read_releases": "therapist admin privacy_officer",
    "log_amendment_request": "therapist admin front_desk",
    "decide_amendment_request": "therapist",
    "break_glass": "therapist",
    "review_break_glass": "privacy_officer",
    "follow_up": "therapist front_desk",
}


def test_the_matrix_names_every_permission_and_every_role() -> None:
    assert set(MATRIX) == {permission.value for permission in Permission}
    assert set(COLUMNS) == set(Role.values) == {role.value for role in GRANTS}


@pytest.mark.parametrize("role", COLUMNS)
@pytest.mark.parametrize("permission", MATRIX)
def test_a_role_grants_what_the_matrix_says(role: str, permission: str) -> None:
    granted = Permission(permission) in GRANTS[Role(role)]
    assert granted is (role in MATRIX[permission].split())


def test_two_roles_grant_what_either_grants(
    riverside: Clinic, works_at: Callable[..., Member]
) -> None:
    both = works_at(riverside, Role.ADMIN, Role.THERAPIST)
    assert both.may(Permission.SIGN)
    assert both.may(Permission.MANAGE_STAFF)
    assert not both.may(Permission.SUBMIT)


def test_an_operator_of_the_installation_may_nothing_in_a_clinic(
    riverside: Clinic, person: Callable[..., object], sign_in: Callable[..., object]
) -> None:
    operator = person("Olaf Operator")
    operator.is_staff = operator.is_superuser = True  # type: ignore[attr-defined]
    operator.save()  # type: ignore[attr-defined]
    answer = sign_in(operator).get(f"/c/{riverside.slug}/staff/")  # type: ignore[attr-defined]
    assert answer.status_code == 404
