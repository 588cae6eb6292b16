"""Requests and releases of somebody with two records: the person's, under whichever record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.urls import reverse

from assessment.models import AmendmentRequest, Assessment, ReleaseForm
from assessment.selectors.amendment_requests import (
    evaluations_to_amend,
    evaluations_to_name,
    request_in_words,
    request_to_amend_for,
    requests_about,
    requests_of_patient,
)
from assessment.selectors.merging import since
from assessment.selectors.releasing import releasable, releases_of
from assessment.services import amending, amendment_requests, releasing
from assessment.services.errors import ChartRefused
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import Patient
from patients.services import open_episode
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import ACL, password_of, sign, start
from tests.integration.assessment.merging_in_words import merge, page, registered, take_back
from tests.integration.assessment.pages import sent_by, text_of


@dataclass(frozen=True)
class Person:
    """Jon, whose record stays, and John, whose record is merged into it, each seen once."""

    jon: Patient
    john: Patient
    jons: Assessment
    johns: Assessment


@pytest.fixture
def admin(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ADMIN]


@pytest.fixture
def desk(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.FRONT_DESK]


@pytest.fixture
def twice(therapist: Member) -> Person:
    patients = [registered(therapist, "Doe", *one) for one in (("Jon", "100"), ("John", "200"))]
    visits = []
    for patient in patients:
        episode = open_episode(by=therapist, key=new_key(), patient=patient, values=ACL)
        visit = start(therapist, episode)
        sign(visit, by=therapist, name_checked=True)
        visit.refresh_from_db()
        visits.append(visit)
    return Person(*patients, *visits)


def logged(by: Member, patient: Patient, about: Assessment | None = None) -> AmendmentRequest:
    return amendment_requests.log_request(
        patient=patient,
        received_on=today_at(by.clinic),
        asked="It was the other knee.",
        assessment=about,
        by=by,
        key=new_key(),
    )


def released(by: Member, assessment: Assessment) -> None:
    releasing.release(
        assessment=assessment,
        version=1,
        details=releasing.ReleaseDetails(
            purpose="Another opinion", recipient="Dr Malik", form=ReleaseForm.PRINT
        ),
        password=password_of(by),
        by=by,
        key=new_key(),
    )


def test_requests_and_releases_of_both_records_are_the_persons(
    admin: Member, desk: Member, twice: Person
) -> None:
    earlier = logged(desk, twice.john)
    released(admin, twice.johns)
    done = merge(admin, twice.jon, twice.john)
    today = today_at(admin.clinic)

    def requests(patient: Patient) -> set[AmendmentRequest]:
        record = Patient.objects.get(pk=patient.pk)
        return {one.request for one in requests_of_patient(record, desk, on=today)}

    assert set(releasable(twice.jon, admin)) == {twice.jons, twice.johns}
    assert [one.assessment for one in releases_of(twice.jon, admin)] == [twice.johns]
    assert set(evaluations_to_name(twice.jon, desk)) == {twice.jons, twice.johns}
    assert requests(twice.jon) == {earlier}
    # One that names a visit goes with it when the merge is taken back; one that does not, stays.
    named, unnamed = logged(desk, twice.jon, twice.johns), logged(desk, twice.jon)
    assert (named.patient, unnamed.patient) == (twice.john, twice.jon)
    assert list(since(done).requests) == [unnamed]
    take_back(admin, done)
    assert requests(twice.john) == {earlier, named}
    assert requests(twice.jon) == {unnamed}
    assert releases_of(Patient.objects.get(pk=twice.jon.pk), admin) == []


def test_a_request_that_names_no_visit_is_answered_in_a_visit_of_either_record(
    admin: Member, desk: Member, therapist: Member, twice: Person
) -> None:
    request = logged(desk, twice.jon)
    accept(request, therapist)
    asked = request_in_words(request, on=today_at(desk.clinic))
    assert evaluations_to_amend(asked, therapist) == [twice.jons]
    assert request_to_amend_for(twice.johns, str(request.pk), therapist) is None
    with pytest.raises(ChartRefused, match="is about another evaluation"):
        amend(twice.johns, therapist, request)
    merge(admin, twice.jon, twice.john)
    johns = Assessment.objects.get(pk=twice.johns.pk)
    assert set(evaluations_to_amend(asked, therapist)) == {twice.jons, twice.johns}
    assert request_to_amend_for(johns, str(request.pk), therapist) == request
    amend(johns, therapist, request)
    assert [
        one.assessment for one in request_in_words(request, on=today_at(desk.clinic)).amended
    ] == [twice.johns]


def accept(request: AmendmentRequest, by: Member) -> None:
    amendment_requests.decide_request(
        request=request,
        decision=amendment_requests.Decision(accepted=True, reason="True"),
        by=by,
        key=new_key(),
    )


def amend(assessment: Assessment, by: Member, request: AmendmentRequest) -> None:
    amending.start_amendment(
        assessment=assessment, reason="Asked for", by=by, key=new_key(), request=request
    )


def test_a_merged_record_takes_no_request_and_its_pages_lead_to_the_person(
    admin: Member, twice: Person, sign_in: Callable[..., HttpsClient]
) -> None:
    merge(admin, twice.jon, twice.john)
    with pytest.raises(ChartRefused, match=r"merged into that of DOE, Jon, No\. 100"):
        logged(admin, Patient.objects.get(pk=twice.john.pk))
    browser = sign_in(admin.user)
    for name, to in (
        ("log_request", "patient"),
        ("releasable", "releasable"),
        ("given_out", "given_out"),
    ):
        led = browser.get(page(name, twice.john))
        assert (led.status_code, led.headers["Location"]) == (302, page(to, twice.jon))


def test_a_request_typed_while_the_record_was_merged_is_not_lost(
    admin: Member, twice: Person, sign_in: Callable[..., HttpsClient]
) -> None:
    browser = sign_in(admin.user)
    typed = sent_by(browser.get(page("log_request", twice.john)), asked="It was the other knee.")
    merge(admin, twice.jon, twice.john)
    answer = browser.post(page("log_request", twice.john), typed)
    assert answer.status_code == 409
    assert "No. 100. Go there instead." in text_of(answer)
    assert sent_by(answer)["asked"] == "It was the other knee."
    assert not AmendmentRequest.objects.exists()


def test_the_privacy_officer_comes_from_a_merged_record_to_what_was_given_out(
    clinics: DemoClinics, admin: Member, twice: Person, sign_in: Callable[..., HttpsClient]
) -> None:
    released(admin, twice.johns)
    merge(admin, twice.jon, twice.john)
    officer = sign_in(clinics.members["riverside", Role.PRIVACY_OFFICER].user)
    shown = officer.get(page("given_out", twice.john), follow=True)
    assert shown.status_code == 200
    assert "Dr Malik" in text_of(shown)


def test_what_a_wrongly_merged_person_asked_for_does_not_stay_with_the_others_evaluation(
    admin: Member, desk: Member, therapist: Member, twice: Person
) -> None:
    request = logged(desk, twice.john)
    accept(request, therapist)
    done = merge(admin, twice.jon, twice.john)
    amend(twice.jons, therapist, request)
    # Given up it is nowhere, and being written it may still be given up.
    amending.abandon_amendment(assessment=twice.jons, by=therapist)
    amend(twice.jons, therapist, request)
    assert list(since(done).amended_for) == []
    sign(Assessment.objects.get(pk=twice.jons.pk), by=therapist)

    def stands_by_jons() -> list[AmendmentRequest]:
        return [one.request for one in requests_about(Assessment.objects.get(pk=twice.jons.pk))]

    assert stands_by_jons() == [request]
    assert [one.assessment for one in since(done).amended_for] == [twice.jons]
    take_back(admin, done)
    assert stands_by_jons() == []


def test_what_is_released_says_under_whom_it_was_signed(
    admin: Member, twice: Person, sign_in: Callable[..., HttpsClient]
) -> None:
    merge(admin, twice.jon, twice.john)
    released(admin, twice.johns)
    (row,) = releases_of(twice.jon, admin)
    shown = sign_in(admin.user).get(
        reverse("assessment:released", kwargs={"slug": "riverside", "release_id": row.pk})
    )
    assert "Signed under: DOE, John, No. 200" in text_of(shown)
