"""Looking at broken glasses afterwards, and taking the audit log out."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from clinics import audit
from clinics.access import AccessRefused, Member, Role
from clinics.models import AuditEvent, Clinic, User
from clinics.receipts import new_key
from clinics.services.staff import add_member
from clinics.verbs import Verb
from patients.models import BreakGlass, BreakGlassReview, Patient
from patients.services.break_glass import review_break_glass
from tests.conftest import HttpsClient
from tests.integration.patients.conftest import Joining

SignIn = Callable[..., HttpsClient]


@pytest.fixture
def officer(riverside: Clinic, joining: Joining) -> Member:
    return joining(riverside, Role.PRIVACY_OFFICER, name="Nadia Farouk")


@pytest.fixture
def browser(officer: Member, sign_in: SignIn) -> HttpsClient:
    return sign_in(officer.user)


@pytest.fixture
def glass(therapist: Member, beatriz: Patient) -> BreakGlass:
    return broken(therapist, beatriz, days_ago=1)


def broken(by: Member, patient: Patient, *, days_ago: int) -> BreakGlass:
    began = timezone.now() - timedelta(days=days_ago)
    glass: BreakGlass = BreakGlass.objects.create(
        clinic=patient.clinic,
        patient=patient,
        by=by.user,
        name=by.user.full_name,
        reason=f"Fell {days_ago} days ago",
        at=began,
        until=began + timedelta(minutes=60),
    )
    return glass


def page(name: str, clinic: Clinic, **kwargs: Any) -> str:
    return reverse(name, kwargs={"slug": clinic.slug, **kwargs})


def judged(by: Member, glass: BreakGlass, finding: str = "justified", comment: str = "") -> None:
    review_break_glass(by=by, key=new_key(), access=glass, finding=finding, comment=comment)


def test_home_says_how_many_accesses_wait_and_how_many_too_long(
    browser: HttpsClient, officer: Member, therapist: Member, beatriz: Patient, glass: BreakGlass
) -> None:
    broken(therapist, beatriz, days_ago=8)
    home = browser.get(page("assessment:home", officer.clinic)).content.decode()
    assert "2 accesses wait for you to look at them" in home
    assert "1 for more than seven days" in home
    assert page("privacy:audit", officer.clinic) in home
    listed = browser.get(page("privacy:break_glass_list", officer.clinic)).content.decode()
    assert listed.count("not yet, for more than seven days") == 1
    assert listed.count(">not yet<") == 1
    assert "Fell 1 days ago" in listed and "Amina Khan" in listed and "10442" in listed
    judged(officer, glass)
    home = browser.get(page("assessment:home", officer.clinic)).content.decode()
    assert "1 access waits" in home


def test_one_access_shows_what_was_opened_in_its_hour(
    browser: HttpsClient, therapist: Member, colleague: Member, beatriz: Patient, glass: BreakGlass
) -> None:
    for minutes, verb, by in (
        (5, Verb.CHART_READ, therapist),
        (70, Verb.REPORT_READ, therapist),
        (6, Verb.REPORT_PRINTED, colleague),
    ):
        AuditEvent.objects.create(
            clinic_id=beatriz.clinic_id,
            actor_id=by.user.pk,
            verb=verb,
            patient_id=beatriz.pk,
            at=glass.at + timedelta(minutes=minutes),
        )
    where = page("privacy:review_break_glass", beatriz.clinic, access_id=glass.pk)
    shown = browser.get(where)
    assert [one.verb for one in shown.context["events"]] == [Verb.CHART_READ]
    text = shown.content.decode()
    assert f"?person={therapist.user.pk}&amp;patient={beatriz.pk}&amp;since=" in text


def test_the_officer_says_once_whether_there_was_need(
    browser: HttpsClient, officer: Member, beatriz: Patient, glass: BreakGlass
) -> None:
    where = page("privacy:review_break_glass", beatriz.clinic, access_id=glass.pk)
    without = {"key": new_key(), "finding": "not_justified", "comment": " "}
    answer = browser.post(where, without)
    assert answer.status_code == 422
    assert "Say why there was no need." in answer.content.decode()
    assert browser.post(where, {"key": new_key()}).status_code == 422
    form = without | {"key": new_key(), "comment": "Was curious"}
    for _twice in range(2):
        assert browser.post(where, form).status_code == 302
    found = BreakGlassReview.objects.get()
    assert (found.finding, found.comment, found.name) == (
        "not_justified",
        "Was curious",
        "Nadia Farouk",
    )
    event = AuditEvent.objects.get(verb=Verb.BREAK_GLASS_REVIEWED)
    assert event.detail == {"finding": "not_justified"}
    assert event.patient_id == beatriz.pk
    with pytest.raises(ValidationError, match="Nadia Farouk looked at this already"):
        judged(officer, glass)
    assert "Was curious" in browser.get(where).content.decode()


def test_nobody_judges_what_they_opened_themselves(
    officer: Member, therapist: Member, glass: BreakGlass
) -> None:
    both = add_member(clinic=officer.clinic, user=therapist.user, roles=[Role.PRIVACY_OFFICER])
    with pytest.raises(ValidationError, match="Somebody else"):
        judged(both, glass)
    with pytest.raises(AccessRefused):
        judged(therapist, glass)


def test_the_log_names_the_patient_and_is_found_by_number_and_outcome(
    browser: HttpsClient, therapist: Member, beatriz: Patient
) -> None:
    audit.record(by=therapist, verb=Verb.CHART_READ, patient_id=beatriz.pk)
    audit.record(by=therapist, verb=Verb.CHART_SAVED, patient_id=beatriz.pk, outcome="refused")
    audit.record(by=therapist, verb=Verb.REPORT_READ, patient_id=uuid4())
    where = page("privacy:audit", beatriz.clinic)

    def found(**query: str) -> list[int]:
        answer = browser.get(where, query)
        return [one.verb for one in answer.context["page"].object_list]

    text = browser.get(where, {"number": "10442"}).content.decode()
    assert "Only the events about ORTIZ, Beatriz, No. 10442, are shown." in text
    assert page("privacy:who_opened", beatriz.clinic, patient_id=beatriz.pk) in text
    opened = page("assessment:patient", beatriz.clinic, patient_id=beatriz.pk)
    assert f'"{opened}"' not in text
    registered = Verb.PATIENT_REGISTERED
    assert found(number="10442") == [Verb.CHART_SAVED, Verb.CHART_READ, registered]
    assert found(number="10442", order="oldest")[:2] == [registered, Verb.CHART_READ]
    assert found(number="10442", outcome="refused") == [Verb.CHART_SAVED]
    given_out = page("assessment:given_out", beatriz.clinic, patient_id=beatriz.pk)
    assert given_out in text
    listed = browser.get(given_out).content.decode()
    assert "Nothing was given out" in listed
    assert f'"{opened}"' not in listed
    unknown = browser.get(where, {"number": "99"})
    assert "No patient has this number" in unknown.content.decode()


def test_the_log_about_a_patient_tells_of_records_merged_into_theirs(
    browser: HttpsClient, therapist: Member, beatriz: Patient, registering: Any
) -> None:
    other = registering("Ortis", "Beatrix")
    audit.record(by=therapist, verb=Verb.REPORT_PRINTED, patient_id=other.pk)
    where, about = page("privacy:audit", beatriz.clinic), {"number": "10442"}

    def verbs() -> list[int]:
        return [one.verb for one in browser.get(where, about).context["page"].object_list]

    assert Verb.REPORT_PRINTED not in verbs()
    Patient.objects.filter(pk=other.pk).update(standing="merged", merged_into=beatriz)
    assert Verb.REPORT_PRINTED in verbs()
    taken = browser.post(page("privacy:export_audit", beatriz.clinic), about)
    assert b"REPORT_PRINTED" in b"".join(taken.streaming_content)
    (exported,) = AuditEvent.objects.filter(verb=Verb.AUDIT_EXPORTED)
    assert exported.detail["also"] == str(other.pk)
    about = {"number": other.number}
    assert Verb.PATIENT_REGISTERED in verbs() and Verb.REPORT_PRINTED in verbs()
    assert len(verbs()) > 2


def test_the_log_is_taken_out_as_csv_and_that_stands_in_it(
    browser: HttpsClient, officer: Member, therapist: Member, beatriz: Patient
) -> None:
    User.objects.filter(pk=therapist.user.pk).update(full_name='=HYPERLINK("x")')
    therapist.user.refresh_from_db()
    detail = {"page": "visit"}
    audit.record(by=therapist, verb=Verb.CHART_READ, patient_id=beatriz.pk, detail=detail)
    audit.record(by=therapist, verb=Verb.CHART_SAVED, patient_id=uuid4())
    where = page("privacy:export_audit", officer.clinic)
    answer = browser.post(where, {"verb": str(Verb.CHART_READ.value)})
    assert answer.status_code == 200 and answer.streaming
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbfat,actor_id,actor,roles,verb_number,verb,outcome,")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    event = AuditEvent.objects.get(verb=Verb.CHART_READ)
    assert row["at"] == event.at.astimezone(officer.clinic.zone).isoformat(timespec="milliseconds")
    assert row["at"][-6] in "+-"
    assert row["actor"] == '\'=HYPERLINK("x")'
    assert (row["verb"], row["verb_number"], row["outcome"]) == ("CHART_READ", "3002", "ok")
    assert (row["patient_number"], row["patient"]) == ("10442", "ORTIZ, Beatriz")
    assert row["detail"] == '{"page": "visit"}'
    exported = AuditEvent.objects.get(verb=Verb.AUDIT_EXPORTED)
    assert exported.detail == {
        "verb": "3002",
        "rows": "1",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="riverside-audit')


def test_an_export_asked_for_with_nonsense_takes_nothing_out(
    browser: HttpsClient, officer: Member
) -> None:
    answer = browser.post(page("privacy:export_audit", officer.clinic), {"since": "01/02/26"})
    assert answer.status_code == 422
    assert "year-month-day" in answer.content.decode()
    assert not AuditEvent.objects.filter(verb=Verb.AUDIT_EXPORTED).exists()


def test_an_admin_reads_the_log_and_does_not_take_it_out(admin: Member, sign_in: SignIn) -> None:
    browser = sign_in(admin.user)
    where = page("privacy:audit", admin.clinic)
    assert page("privacy:export_audit", admin.clinic) not in browser.get(where).content.decode()
    assert browser.post(page("privacy:export_audit", admin.clinic)).status_code == 403
