"""Who opened a chart: on screen and on paper, for who may know it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from clinics import audit
from clinics.access import Member, Role
from clinics.models import AuditEvent, Clinic
from clinics.verbs import Verb
from patients.models import Patient
from tests.conftest import HttpsClient
from tests.integration.patients.conftest import Joining

SignIn = Callable[..., HttpsClient]


@pytest.fixture
def read(therapist: Member, colleague: Member, admin: Member, beatriz: Patient) -> None:
    """The therapist charted, a colleague read under glass and was refused, the admin looked."""
    audit.record(by=therapist, verb=Verb.CHART_SAVED, patient_id=beatriz.pk)
    glass = {"break_glass": "01890000-0000-7000-8000-000000000000"}
    audit.record(by=colleague, verb=Verb.REPORT_READ, patient_id=beatriz.pk, detail=glass)
    audit.record(by=colleague, verb=Verb.CHART_SIGNED, patient_id=beatriz.pk, outcome="refused")
    audit.record(by=admin, verb=Verb.PATIENT_READ, patient_id=beatriz.pk)


def address(patient: Patient, name: str = "who_opened") -> str:
    own = {"slug": patient.clinic.slug, "patient_id": patient.pk}
    return reverse(f"privacy:{name}", kwargs=own)


def shown(answer: Any) -> list[int]:
    return [one.verb for one in answer.context["page"].object_list]


def test_it_says_who_did_what_in_which_role_newest_first(
    read: None, admin: Member, beatriz: Patient, sign_in: SignIn
) -> None:
    answer = sign_in(admin.user).get(address(beatriz))
    assert shown(answer) == [
        Verb.PATIENT_READ,
        Verb.REPORT_READ,
        Verb.CHART_SAVED,
        Verb.PATIENT_REGISTERED,
    ]
    text = answer.content.decode()
    assert "report read, by breaking the glass" in text
    assert "Jonas Marsh" in text and "Therapist" in text and "Clinic admin" in text
    event = AuditEvent.objects.get(verb=Verb.ACCESS_LIST_READ)
    assert (event.patient_id, event.detail) == (beatriz.pk, {"page": "1"})


def test_for_the_patient_it_is_printed_without_ids_and_addresses(
    read: None, admin: Member, beatriz: Patient, sign_in: SignIn
) -> None:
    AuditEvent.objects.create(
        clinic_id=beatriz.clinic_id,
        actor_id=admin.user.pk,
        actor_name="Grace Admin",
        verb=Verb.REPORT_PRINTED,
        patient_id=beatriz.pk,
        address="203.0.113.77",
        at=datetime(2026, 3, 1, 9, tzinfo=UTC),
    )
    answer = sign_in(admin.user).get(address(beatriz, "who_opened_print"), {"until": "2026-03-01"})
    text = answer.content.decode()
    assert "Riverside" in text and "ORTIZ, Beatriz" in text and "11 Mar 2002" in text
    assert "from the beginning" in text and "1 Mar 2026 09:00" in text
    assert [one.verb for one in answer.context["events"]] == [Verb.REPORT_PRINTED]
    assert "203.0.113.77" not in text
    assert text.count(str(admin.user.pk)) == 0
    event = AuditEvent.objects.get(verb=Verb.ACCESS_LIST_READ)
    assert event.detail == {"shows": "print"}


def test_a_therapist_reads_it_of_whom_they_treated(
    read: None, therapist: Member, colleague: Member, beatriz: Patient, sign_in: SignIn
) -> None:
    for name in ("who_opened", "who_opened_print"):
        assert sign_in(therapist.user).get(address(beatriz, name)).status_code == 200
        assert sign_in(colleague.user).get(address(beatriz, name)).status_code == 403
    opened = reverse(
        "assessment:patient", kwargs={"slug": beatriz.clinic.slug, "patient_id": beatriz.pk}
    )
    assert address(beatriz) in sign_in(therapist.user).get(opened).content.decode()
    assert address(beatriz) not in sign_in(colleague.user).get(opened).content.decode()


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.FRONT_DESK, Role.REVIEWER])
def test_others_do_not_read_it(
    riverside: Clinic, joining: Joining, beatriz: Patient, sign_in: SignIn, role: Role
) -> None:
    assert sign_in(joining(riverside, role).user).get(address(beatriz)).status_code == 403


def test_another_clinic_finds_nothing(stranger: Member, beatriz: Patient, sign_in: SignIn) -> None:
    assert sign_in(stranger.user).get(address(beatriz)).status_code == 404


def test_what_was_opened_of_a_record_merged_into_this_one_belongs_to_it(
    read: None, admin: Member, beatriz: Patient, registering: Any, sign_in: SignIn
) -> None:
    other = registering("Ortis", "Beatrix")
    audit.record(by=admin, verb=Verb.REPORT_PRINTED, patient_id=other.pk)
    Patient.objects.filter(pk=other.pk).update(standing="merged", merged_into=beatriz)
    assert Verb.REPORT_PRINTED in shown(sign_in(admin.user).get(address(beatriz)))


def test_it_is_paged_in_a_fixed_number_of_statements_and_survives_nonsense(
    admin: Member, beatriz: Patient, sign_in: SignIn
) -> None:
    for _event in range(60):
        audit.record(by=admin, verb=Verb.PATIENT_READ, patient_id=beatriz.pk)
    browser = sign_in(admin.user)
    assert len(shown(browser.get(address(beatriz)))) == 50
    for query in (
        {"since": "x"},
        {"page": "9" * 50},
        {"since": "9999-12-31", "until": "0001-01-01"},
    ):
        assert browser.get(address(beatriz), query).status_code == 200
        assert browser.get(address(beatriz, "who_opened_print"), query).status_code == 200
