"""Restricting a record to its care team, who is on it, and lifting that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinics import audit
from clinics.access import AccessRefused, Member, Permission, Role
from clinics.models import AuditEvent, Clinic
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.editing import Edit
from patients.files.mapping import Plan, guessed
from patients.files.reading import read_text
from patients.models import CareTeamMember, Contact, Patient, PatientStatusChange
from patients.services import edit_patient, export_patients, look_over
from patients.services.care_team import (
    join_care_team,
    leave_care_team,
    lift_restriction,
    restrict,
)
from tests.conftest import HttpsClient
from tests.integration.patients.conftest import Joining

SignIn = Callable[..., HttpsClient]


@pytest.fixture
def officer(riverside: Clinic, joining: Joining) -> Member:
    return joining(riverside, Role.PRIVACY_OFFICER, name="Nadia Farouk")


def restricted(by: Member, patient: Patient, *team: Member) -> None:
    restrict(
        by=by,
        key=new_key(),
        patient=patient,
        reason="Works here",
        team=[one.user.pk for one in team],
    )


def readable(member: Member) -> list[Patient]:
    return list(Patient.objects.for_user(member, Permission.READ_PATIENTS))


def address(name: str, patient: Patient) -> str:
    return reverse(
        f"privacy:{name}", kwargs={"slug": patient.clinic.slug, "patient_id": patient.pk}
    )


def test_a_restricted_record_is_open_to_its_care_team_until_the_restriction_is_lifted(
    admin: Member, therapist: Member, colleague: Member, front_desk: Member, beatriz: Patient
) -> None:
    restricted(admin, beatriz, colleague)
    assert (readable(therapist), readable(colleague)) == ([], [beatriz])
    assert readable(front_desk) == readable(admin) == [beatriz]
    lift_restriction(by=admin, key=new_key(), patient=beatriz, reason="Left")
    assert readable(therapist) == readable(colleague) == [beatriz]
    changes = PatientStatusChange.objects.filter(patient=beatriz)
    assert [(one.kind, one.reason) for one in changes] == [
        ("restricted", "Works here"),
        ("opened", "Left"),
    ]
    verbs = AuditEvent.objects.filter(patient_id=beatriz.pk, actor_id=admin.user.pk)
    assert list(verbs.order_by("at", "id").values_list("verb", flat=True)) == [
        Verb.CARE_TEAM_JOINED,
        Verb.PATIENT_RESTRICTED,
        Verb.PATIENT_OPENED,
    ]


def test_the_page_offers_whoever_charted_and_needs_a_reason_and_somebody(
    officer: Member, therapist: Member, colleague: Member, beatriz: Patient, sign_in: SignIn
) -> None:
    audit.record(by=therapist, verb=Verb.CHART_SAVED, patient_id=beatriz.pk)
    browser = sign_in(officer.user)
    page = browser.get(address("restrict", beatriz))
    assert page.context["form"].fields["team"].initial == [str(therapist.user.pk)]
    nobody = {"key": new_key(), "reason": "Works here"}
    for form in (nobody, {"key": new_key(), "team": str(colleague.user.pk)}):
        assert browser.post(address("restrict", beatriz), form).status_code == 422
    beatriz.refresh_from_db()
    assert not beatriz.restricted
    form = nobody | {"key": new_key(), "team": str(colleague.user.pk)}
    for _twice in range(2):
        answer = browser.post(address("restrict", beatriz), form)
        assert answer.headers["Location"] == address("care_team", beatriz)
    assert PatientStatusChange.objects.count() == CareTeamMember.objects.count() == 1


def test_the_privacy_officer_reaches_the_care_team_without_opening_the_record(
    officer: Member, colleague: Member, beatriz: Patient, gp: Contact, sign_in: SignIn
) -> None:
    restricted(officer, beatriz, colleague)
    browser = sign_in(officer.user)
    page = browser.get(address("care_team", beatriz)).content.decode()
    assert "10442" in page and "Jonas Marsh" in page and "Works here" in page
    assert "Dr Ellis" not in page
    listed = browser.get(reverse("patients:list", kwargs={"slug": beatriz.clinic.slug}))
    assert address("care_team", beatriz) in listed.content.decode()
    opened = reverse(
        "assessment:patient", kwargs={"slug": beatriz.clinic.slug, "patient_id": beatriz.pk}
    )
    assert browser.get(opened).status_code == 403


def test_the_last_of_a_restricted_records_team_stays(
    admin: Member, therapist: Member, colleague: Member, beatriz: Patient
) -> None:
    restricted(admin, beatriz, colleague)
    place = CareTeamMember.objects.get()
    with pytest.raises(ValidationError, match="add another person first"):
        leave_care_team(by=admin, key=new_key(), place=place)
    join_care_team(by=admin, key=new_key(), patient=beatriz, user=therapist.user)
    join_care_team(by=admin, key=new_key(), patient=beatriz, user=therapist.user)
    assert CareTeamMember.objects.count() == 2
    leave_care_team(by=admin, key=new_key(), place=place)
    leave_care_team(by=admin, key=new_key(), place=place)
    assert (readable(therapist), readable(colleague)) == ([beatriz], [])
    assert AuditEvent.objects.filter(verb=Verb.CARE_TEAM_LEFT).count() == 1


def test_who_treats_nobody_joins_no_care_team(
    admin: Member, front_desk: Member, stranger: Member, beatriz: Patient
) -> None:
    for other in (front_desk, stranger):
        with pytest.raises(ValidationError):
            join_care_team(by=admin, key=new_key(), patient=beatriz, user=other.user)
        with pytest.raises(ValidationError):
            restricted(admin, beatriz, other)
    assert not CareTeamMember.objects.exists()


def test_a_record_is_restricted_once_and_only_while_in_use(
    admin: Member, colleague: Member, beatriz: Patient
) -> None:
    Patient.objects.filter(pk=beatriz.pk).update(standing=Patient.Standing.VOID)
    with pytest.raises(ValidationError, match="not in use"):
        restricted(admin, beatriz, colleague)
    Patient.objects.filter(pk=beatriz.pk).update(standing=Patient.Standing.CURRENT)
    with pytest.raises(ValidationError, match="not restricted any more"):
        lift_restriction(by=admin, key=new_key(), patient=beatriz, reason="Left")
    restricted(admin, beatriz, colleague)
    with pytest.raises(ValidationError, match="restricted already"):
        restricted(admin, beatriz, colleague)


def test_only_who_may_restrict_does(
    therapist: Member, front_desk: Member, reviewer: Member, stranger: Member, beatriz: Patient
) -> None:
    for other in (therapist, front_desk, reviewer, stranger):
        with pytest.raises(AccessRefused):
            restricted(other, beatriz, therapist)
        with pytest.raises(AccessRefused):
            lift_restriction(by=other, key=new_key(), patient=beatriz, reason="Left")


def test_restricting_is_no_edit_that_another_edit_collides_with(
    admin: Member, front_desk: Member, colleague: Member, beatriz: Patient
) -> None:
    restricted(admin, beatriz, colleague)
    edit_patient(
        by=front_desk,
        key=new_key(),
        patient=beatriz,
        edit=Edit(values={"phone": "0117 496 0931"}, version=beatriz.version),
    )
    beatriz.refresh_from_db()
    assert (beatriz.restricted, beatriz.phone) == (True, "0117 496 0931")


def test_a_therapists_list_leaves_out_what_is_closed_and_an_import_still_knows_it(
    admin: Member, therapist: Member, colleague: Member, beatriz: Patient
) -> None:
    restricted(admin, beatriz, colleague)
    assert "10442" not in export_patients(by=therapist)
    assert "10442" in export_patients(by=colleague)
    table = read_text("Family name,Given name,Patient number\nNewcomer,Nell,10442\n")
    preview = look_over(by=therapist, table=table, plan=Plan(columns=guessed(table.headings)))
    assert "Another patient of the clinic has this number" in preview.rows[0].reasons
