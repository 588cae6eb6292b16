"""The audit trail: what is written, who reads it, and that reading it stands in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from clinics import audit
from clinics.access import Member
from clinics.models import AuditEvent, Clinic
from clinics.services.clinics import change_settings
from clinics.verbs import Verb


def rows(answer: Any) -> list[AuditEvent]:
    return list(answer.context["page"].object_list)


@pytest.fixture
def address(riverside: Clinic) -> str:
    return f"/c/{riverside.slug}/audit/"


def test_an_event_tells_who_what_when_and_from_where(admin: Member, therapist: Member) -> None:
    patient = uuid4()
    audit.record(
        by=therapist,
        verb=Verb.CHART_READ,
        patient_id=patient,
        instance=therapist.clinic,
        version=3,
        detail={"section": "strength"},
    )
    event = AuditEvent.objects.get(verb=Verb.CHART_READ)
    assert event.clinic_id == therapist.clinic.pk
    assert (event.actor_id, event.actor_name) == (therapist.user.pk, "Tess Therapist")
    assert (event.roles, event.outcome) == ("therapist", "ok")
    assert (event.patient_id, event.version) == (patient, 3)
    assert (event.object_type, event.object_id) == ("clinics.clinic", str(therapist.clinic.pk))
    assert event.detail == {"section": "strength"}
    assert (event.request_id, event.address) == (None, None)


def test_the_name_stays_as_it_was(therapist: Member, therapist_browser: Any) -> None:
    audit.record(by=therapist, verb=Verb.CHART_READ)
    therapist_browser.post("/accounts/profile/", {"full_name": "Tess Other"})
    assert AuditEvent.objects.get(verb=Verb.CHART_READ).actor_name == "Tess Therapist"


def test_an_event_goes_away_with_the_act_it_tells_of(admin: Member) -> None:
    with transaction.atomic():
        change_settings(
            by=admin,
            name="Renamed",
            time_zone="Europe/London",
            decimal_separator=".",
            idle_minutes=30,
            review_rule="none",
        )
        transaction.set_rollback(True)
    assert not AuditEvent.objects.filter(verb=Verb.CLINIC_CHANGED).exists()


def test_events_are_marked_for_the_guard_against_change() -> None:
    assert AuditEvent.append_only is True
    assert not any(field.is_relation for field in AuditEvent._meta.get_fields())


def test_the_admin_sees_the_clinics_events_and_no_others(
    admin_browser: Any, address: str, therapist: Member, stranger: Member
) -> None:
    audit.record(by=therapist, verb=Verb.CHART_READ)
    audit.record(by=stranger, verb=Verb.CHART_SIGNED)
    answer = admin_browser.get(address)
    assert {event.clinic_id for event in rows(answer)} == {therapist.clinic.pk}
    assert Verb.CHART_READ in {event.verb for event in rows(answer)}
    assert "Nora Nordhavn" not in answer.content.decode()


def test_a_therapist_sees_the_events_of_their_own_patients_only(
    therapist: Member, therapist_browser: Any, admin: Member, address: str
) -> None:
    mine, other = uuid4(), uuid4()
    audit.record(by=therapist, verb=Verb.CHART_SAVED, patient_id=mine)
    audit.record(by=admin, verb=Verb.PATIENT_READ, patient_id=mine)
    audit.record(by=admin, verb=Verb.PATIENT_READ, patient_id=other)
    shown = rows(therapist_browser.get(address))
    assert {event.patient_id for event in shown} == {mine}
    assert {event.actor_name for event in shown} == {"Grace Admin", "Tess Therapist"}


def test_having_looked_at_a_chart_does_not_make_the_patient_ones_own(
    therapist: Member, therapist_browser: Any, address: str
) -> None:
    audit.record(by=therapist, verb=Verb.CHART_READ, patient_id=uuid4())
    assert rows(therapist_browser.get(address)) == []


def test_events_are_found_by_person_verb_patient_and_day(
    admin: Member, admin_browser: Any, therapist: Member, address: str
) -> None:
    patient = uuid4()
    audit.record(by=therapist, verb=Verb.CHART_READ, patient_id=patient)
    audit.record(by=admin, verb=Verb.PATIENT_READ)

    def found(**query: str) -> set[int]:
        return {event.verb for event in rows(admin_browser.get(address, query))}

    assert found(person=str(therapist.user.pk)) == {Verb.CHART_READ}
    assert found(verb=str(Verb.PATIENT_READ.value)) == {Verb.PATIENT_READ}
    assert found(patient=str(patient)) == {Verb.CHART_READ}
    assert found(until="2020-01-01") == set()
    assert Verb.CHART_READ in found(since="2020-01-01")


def test_a_day_is_the_clinics_day(stranger: Member, sign_in: Callable[..., Any]) -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    AuditEvent.objects.create(clinic_id=stranger.clinic.pk, verb=Verb.CHART_READ, at=late)
    browser, page = sign_in(stranger.user), f"/c/{stranger.clinic.slug}/audit/"
    in_copenhagen = {"since": "2026-03-02", "until": "2026-03-02"}
    assert [event.at for event in rows(browser.get(page, in_copenhagen))] == [late]
    assert "2 Mar 2026 00:30:00" in browser.get(page, in_copenhagen).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"person": "nonsense"},
        {"verb": "9" * 30},
        {"verb": "nope"},
        {"patient": "x"},
        {"since": "01/02/26"},
        {"since": "2026-02-30"},
        {"since": "9999-12-31", "until": "0001-01-01"},
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"page": "abc"},
        {"page": "-1"},
        {"page": "9" * 100},
    ],
)
def test_a_filter_that_makes_no_sense_never_breaks_the_page(
    admin_browser: Any, address: str, query: dict[str, str]
) -> None:
    assert admin_browser.get(address, query).status_code == 200


def test_reading_the_log_stands_in_the_log(admin: Member, admin_browser: Any, address: str) -> None:
    admin_browser.get(address, {"verb": str(Verb.CHART_READ.value)})
    event = AuditEvent.objects.get(verb=Verb.AUDIT_READ)
    assert event.actor_id == admin.user.pk
    assert event.detail == {"verb": str(Verb.CHART_READ.value), "page": "1"}
    assert event.request_id is not None
    assert len(event.session_digest) == 16


def test_the_log_is_paged_and_keeps_its_filter(
    admin: Member, admin_browser: Any, address: str
) -> None:
    for _event in range(51):
        audit.record(by=admin, verb=Verb.CHART_READ)
    query = {"verb": str(Verb.CHART_READ.value)}
    first = admin_browser.get(address, query)
    assert len(rows(first)) == 50
    assert f"?verb={Verb.CHART_READ.value}&amp;page=2" in first.content.decode()
    assert len(rows(admin_browser.get(address, query | {"page": "2"}))) == 1


def test_the_log_takes_the_same_statements_for_any_number_of_events(
    admin: Member, admin_browser: Any, address: str
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            admin_browser.get(address)
        return len(captured)

    audit.record(by=admin, verb=Verb.CHART_READ, patient_id=uuid4())
    admin_browser.get(address)
    few = statements()
    for _event in range(30):
        audit.record(by=admin, verb=Verb.CHART_READ, patient_id=uuid4())
    assert statements() == few


def test_the_numbers_of_the_verbs_do_not_change() -> None:
    assert {verb.name: verb.value for verb in Verb}.items() >= {
        "SIGNED_IN": 1001,
        "ACCESS_REFUSED": 1090,
        "PATIENT_REGISTERED": 2001,
        "CHART_STARTED": 3001,
        "CHART_SIGNED": 3012,
        "STAFF_INVITED": 4001,
        "AUDIT_READ": 4020,
    }.items()
    assert len({verb.value for verb in Verb}) == len(list(Verb))
