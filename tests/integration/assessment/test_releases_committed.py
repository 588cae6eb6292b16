"""Requests and releases where commits are real: several people at once, a version tampered with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from assessment import locks
from assessment.models import (
    AmendmentDecision,
    AmendmentRequest,
    Assessment,
    Release,
    ReleaseForm,
    SignedVersion,
)
from assessment.services import amendment_requests, releasing
from assessment.services.errors import ChangedSinceRead
from clinics.access import Member, Role
from clinics.demo import DemoClinics, make_demo_clinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at
from tests.conftest import HttpsClient
from tests.database import DatabaseCopy, together
from tests.integration.assessment.charting import open_left_knee, password_of, save, sign, start
from tests.integration.assessment.pages import page_of, sent_by, text_of

AT_ONCE = 8


@pytest.fixture
def clinics(committed_db: DatabaseCopy) -> DemoClinics:
    return make_demo_clinics()


@pytest.fixture
def therapist(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.THERAPIST]


@pytest.fixture
def signed(therapist: Member) -> Assessment:
    draft = start(therapist, open_left_knee(therapist))
    save(draft, "strength", {"knee_extension_force.left": "310 N"}, by=therapist)
    sign(draft, by=therapist)
    draft.refresh_from_db()
    return draft


def test_of_decisions_at_once_one_is_taken_and_the_others_are_told_whose(
    signed: Assessment, therapist: Member
) -> None:
    request = amendment_requests.log_request(
        patient=signed.patient,
        received_on=today_at(therapist.clinic),
        asked="It was the other knee.",
        assessment=signed,
        by=therapist,
        key=new_key(),
    )

    def decide() -> AmendmentDecision:
        return amendment_requests.decide_request(
            request=request,
            decision=amendment_requests.Decision(accepted=True, reason="It was."),
            by=therapist,
            key=new_key(),
        )

    results = together(*[decide] * AT_ONCE)
    told = [str(one) for one in results if isinstance(one, ChangedSinceRead)]
    assert len(told) == AT_ONCE - 1
    assert all(one.startswith("Amina Khan accepted this request on ") for one in told)
    assert AmendmentDecision.objects.get() in results
    assert AuditEvent.objects.filter(verb=Verb.AMENDMENT_DECIDED).count() == 1


def test_one_form_sent_at_once_is_one_request_and_one_release(
    signed: Assessment, therapist: Member, clinics: DemoClinics
) -> None:
    admin, key = clinics.members["riverside", Role.ADMIN], new_key()

    def log() -> AmendmentRequest:
        return amendment_requests.log_request(
            patient=signed.patient,
            received_on=today_at(therapist.clinic),
            asked="It was the other knee.",
            assessment=None,
            by=therapist,
            key=key,
        )

    def release() -> Release:
        return releasing.release(
            assessment=signed,
            version=1,
            details=releasing.ReleaseDetails(
                purpose="second opinion", recipient="Dr Malik", form=ReleaseForm.PRINT
            ),
            password=password_of(admin),
            by=admin,
            key=key,
        )

    requests, releases = together(*[log] * AT_ONCE), together(*[release] * AT_ONCE)
    assert requests == [AmendmentRequest.objects.get()] * AT_ONCE
    assert releases == [Release.objects.get()] * AT_ONCE
    for verb in (Verb.AMENDMENT_REQUESTED, Verb.CHART_RELEASED):
        assert AuditEvent.objects.filter(verb=verb).count() == 1


def test_a_version_tampered_with_is_refused_on_the_page_in_words(
    signed: Assessment, clinics: DemoClinics, sign_in: Callable[..., HttpsClient]
) -> None:
    admin = clinics.members["riverside", Role.ADMIN]
    browser = sign_in(admin.user)
    typed = sent_by(browser.get(page_of(signed, "release"))) | {
        "recipient": "Dr Malik",
        "purpose": "second opinion",
        "form": "print",
        "password": password_of(admin),
    }
    altered = SignedVersion.objects.get().payload.replace("310 N", "410 N")
    locks.remove(connection)
    SignedVersion.objects.update(payload=altered)
    locks.install(connection)
    answer = browser.post(page_of(signed, "release"), typed)
    assert answer.status_code == 409
    assert "does not verify, so it is not given out" in text_of(answer)
    assert "410 N" not in text_of(answer)
    failed = AuditEvent.objects.filter(verb=Verb.SIGNATURE_CHECK_FAILED, actor_id=admin.user.pk)
    assert [one.outcome for one in failed] == ["refused"]
    assert not Release.objects.exists()
