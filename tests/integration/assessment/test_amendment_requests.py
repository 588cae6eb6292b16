"""What patients want corrected: written down, answered in time, told of in every output."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse

from assessment.models import Amendment, AmendmentDecision, AmendmentRequest, Assessment, State
from assessment.outputs.structured import as_json
from assessment.outputs.text import text_note
from assessment.selectors.amendment_requests import (
    request_in_words,
    requests_about,
    requests_of_clinic,
)
from assessment.selectors.reports import report_of
from assessment.services import amending, amendment_requests, signing
from assessment.services.amendment_requests import Decision
from assessment.services.errors import ChangedSinceRead, ChartRefused, FieldsRefused
from assessment.views.facts import signed_info, standing
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, sign, start
from tests.integration.assessment.pages import page_of, sent_by, text_of

pytestmark = pytest.mark.django_db

ASKED = "It was the left knee that was measured first."
WHY = "The order of measuring is not part of the record."
AGAINST = "I was there and saw it."


@pytest.fixture
def signed(draft: Assessment, therapist: Member) -> Assessment:
    save(draft, "strength", {"knee_extension_force.left": "310 N"}, by=therapist)
    sign(draft, by=therapist)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def desk(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.FRONT_DESK]


def logged(
    assessment: Assessment, by: Member, *, named: bool = True, days_ago: int = 0, key: str = ""
) -> AmendmentRequest:
    return amendment_requests.log_request(
        patient=assessment.patient,
        received_on=today_at(by.clinic) - timedelta(days=days_ago),
        asked=ASKED,
        assessment=assessment if named else None,
        by=by,
        key=key or new_key(),
    )


def decided(
    request: AmendmentRequest, by: Member, *, accepted: bool, against: str = "", key: str = ""
) -> AmendmentDecision:
    return amendment_requests.decide_request(
        request=request,
        decision=Decision(accepted=accepted, reason=WHY, disagreement=against),
        by=by,
        key=key or new_key(),
    )


def note_of(assessment: Assessment) -> str:
    found = report_of(assessment)
    assert found.record is not None
    return " ".join(text_note(found.record, **standing(found)).split())


def data_of(assessment: Assessment) -> list[dict[str, object]]:
    found = report_of(assessment)
    assert found.record is not None
    data = json.loads(as_json(found.record, signed_info(found)))
    requests: list[dict[str, object]] = data["amendment_requests"]
    return requests


def of_patient(assessment: Assessment, name: str) -> str:
    where = {"slug": "riverside", "patient_id": assessment.patient_id}
    return reverse(f"assessment:{name}", kwargs=where)


def of_request(request: AmendmentRequest) -> str:
    where = {"slug": "riverside", "request_id": request.pk}
    return reverse("assessment:amendment_request", kwargs=where)


def test_the_front_desk_writes_a_request_down_and_names_the_visit_by_its_day(
    signed: Assessment, desk: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    browser = sign_in(desk.user)
    page = browser.get(of_patient(signed, "log_request"))
    assert "3 Mar 2026" in text_of(page) and "Initial" not in text_of(page)
    typed = sent_by(page, asked=ASKED, assessment=str(signed.pk))
    count = AuditEvent.objects.count()
    answers = [browser.post(of_patient(signed, "log_request"), typed) for _again in range(3)]
    assert {one.status_code for one in answers} == {302}
    row = AmendmentRequest.objects.get()
    assert (row.assessment, row.asked, row.name) == (signed, ASKED, desk.user.full_name)
    assert row.due_on - row.received_on == timedelta(days=60)
    (event,) = AuditEvent.objects.order_by("at", "id")[count:]
    assert (event.verb, event.patient_id) == (Verb.AMENDMENT_REQUESTED, signed.patient_id)
    assert ASKED not in str(event.detail)
    assert ASKED in text_of(browser.get(of_patient(signed, "patient")))


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("received_on", "", "Write when the request arrived."),
        ("received_on", "11/03/2026", "year-month-day"),
        ("received_on", "9999-12-31", "still to come"),
        ("received_on", "0206-03-11", "before 1900"),
        ("asked", "  ", "Write what the patient asks for"),
        ("asked", "turned \u202e round", "U+202E"),
        ("asked", "x" * 2001, "2000"),
        ("assessment", "01890000-0000-7000-8000-000000000000", "Choose one of this patient"),
    ],
)
def test_a_request_that_cannot_be_taken_stays_on_the_page_with_what_is_wrong(
    signed: Assessment, browser: HttpsClient, field: str, text: str, told: str
) -> None:
    page = browser.get(of_patient(signed, "log_request"))
    typed = sent_by(page, asked=ASKED) | {field: text}
    answer = browser.post(of_patient(signed, "log_request"), typed)
    assert answer.status_code == 422
    assert told in text_of(answer)
    if field != "asked":
        assert sent_by(answer)["asked"] == ASKED
    assert not AmendmentRequest.objects.exists()


def test_only_a_signed_evaluation_of_the_same_patient_is_named(
    draft: Assessment, therapist: Member
) -> None:
    with pytest.raises(FieldsRefused) as refused:
        logged(draft, therapist)
    assert set(refused.value.errors) == {"assessment"}


def test_open_requests_come_first_and_what_is_overdue_says_so(
    signed: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    settled = logged(signed, therapist, days_ago=70)
    decided(settled, therapist, accepted=False)
    late = logged(signed, therapist, days_ago=61)
    last_day = logged(signed, therapist, days_ago=60)
    today = today_at(therapist.clinic)
    _page, rows = requests_of_clinic(therapist, on=today)
    assert [one.request.pk for one in rows] == [late.pk, last_day.pk, settled.pk]
    assert [one.overdue for one in rows] == [True, False, False]
    count = AuditEvent.objects.count()
    shown = text_of(browser.get(reverse("assessment:amendment_requests", args=["riverside"])))
    assert shown.count("overdue since") == 1 and shown.count("answer due") == 1
    (event,) = AuditEvent.objects.order_by("at", "id")[count:]
    assert event.verb == Verb.AMENDMENT_REQUESTS_READ
    assert event.detail == {"patients": str(signed.patient_id)}
    home = text_of(browser.get(reverse("assessment:home", args=["riverside"])))
    assert "2 amendment requests are open" in home and "1 overdue" in home


def test_a_refusal_with_what_the_patient_says_against_it_stands_with_the_evaluation(
    signed: Assessment,
    therapist: Member,
    desk: Member,
    browser: HttpsClient,
    sign_in: Callable[..., HttpsClient],
) -> None:
    request = logged(signed, desk)
    assert "not decided yet, due" in note_of(signed)
    page = browser.get(of_request(request))
    typed = sent_by(page, reason=WHY, disagreement=AGAINST, decision="refused")
    assert browser.post(of_request(request), typed).status_code == 302
    assert browser.post(of_request(request), typed).status_code == 302
    (event,) = AuditEvent.objects.filter(verb=Verb.AMENDMENT_DECIDED)
    assert event.detail == {"decision": "refused"}
    for output in (note_of(signed), text_of(browser.get(page_of(signed, "report")))):
        assert "Amendment requested by the patient on" in output and "refused" in output
        assert all(words in output for words in (ASKED, WHY, AGAINST))
    listed = text_of(sign_in(desk.user).get(of_patient(signed, "patient")))
    assert "refused" in listed and WHY not in listed and AGAINST not in listed
    (said,) = data_of(signed)
    assert (said["decision"], said["reason"], said["disagreement"]) == ("refused", WHY, AGAINST)
    assert "Add an addendum" in text_of(browser.get(of_request(request)))


def test_a_request_is_decided_once_and_who_comes_later_is_told_by_whom_and_when(
    signed: Assessment,
    therapist: Member,
    colleague: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    request = logged(signed, therapist)
    late = sign_in(colleague.user)
    typed = sent_by(late.get(of_request(request)), reason="Mine.", decision="accepted")
    decided(request, therapist, accepted=False)
    answer = late.post(of_request(request), typed)
    assert answer.status_code == 409
    assert "Amina Khan refused this request on" in text_of(answer)
    assert "Mine." in text_of(answer)
    assert AmendmentDecision.objects.get().accepted is False
    with pytest.raises(ChangedSinceRead):
        decided(request, colleague, accepted=True)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"decision": ""}, "Accept or refuse the request."),
        ({"decision": "perhaps"}, "perhaps"),
        ({"reason": " "}, "Write why."),
        ({"decision": "accepted", "disagreement": AGAINST}, "belongs to a refusal"),
        ({"key": ""}, "came back incomplete"),
    ],
)
def test_a_decision_that_says_too_little_or_too_much_is_not_taken(
    signed: Assessment,
    therapist: Member,
    browser: HttpsClient,
    sent: dict[str, str],
    told: str,
) -> None:
    request = logged(signed, therapist)
    typed = sent_by(browser.get(of_request(request)), reason=WHY, decision="refused") | sent
    answer = browser.post(of_request(request), typed)
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert not AmendmentDecision.objects.exists()


def test_the_front_desk_and_an_admin_decide_nothing(
    signed: Assessment, desk: Member, admin: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    request = logged(signed, desk)
    for member in (desk, admin):
        assert sign_in(member.user).get(of_request(request)).status_code == 403
        with pytest.raises(AccessRefused):
            decided(request, member, accepted=True)


def test_an_accepted_request_leads_to_the_amendment_and_says_in_which_version(
    signed: Assessment, therapist: Member, desk: Member, browser: HttpsClient
) -> None:
    request = logged(signed, desk)
    decided(request, therapist, accepted=True)
    assert "accepted, not amended yet" in note_of(signed)
    page = text_of(browser.get(of_request(request)))
    link = f"{page_of(signed, 'amend')}?request={request.pk}"
    assert link in page
    form = browser.get(link)
    typed = sent_by(form)
    assert typed["reason"].endswith(ASKED) and typed["request"] == str(request.pk)
    assert browser.post(page_of(signed, "amend"), typed).status_code == 302
    assert Amendment.objects.get().request == request
    signed.refresh_from_db()
    assert "accepted, version 2 is being written" in note_of(signed)
    page = text_of(browser.get(of_request(request)))
    assert "being amended" in page and link not in page
    sign(signed, by=therapist)
    signed.refresh_from_db()
    assert "accepted, amended in version 2" in note_of(signed)
    assert data_of(signed)[0]["amended_in_version"] == 2
    listed = text_of(browser.get(reverse("assessment:amendment_requests", args=["riverside"])))
    assert "amended in version 2" in listed and "signed on" in listed


def test_an_amendment_given_up_or_void_leaves_the_request_to_be_amended(
    signed: Assessment, therapist: Member
) -> None:
    request = logged(signed, therapist, named=False)
    decided(request, therapist, accepted=True)
    assert requests_about(signed) == []
    today = today_at(therapist.clinic)
    for _try in range(2):
        amending.start_amendment(
            assessment=signed, reason=WHY, by=therapist, key=new_key(), request=request
        )
        assert not request_in_words(request, on=today).to_amend
        assert [one.request for one in requests_about(signed)] == [request]
        amending.abandon_amendment(assessment=signed, by=therapist)
        assert request_in_words(request, on=today).to_amend
        assert requests_about(signed) == []
    amending.start_amendment(
        assessment=signed, reason=WHY, by=therapist, key=new_key(), request=request
    )
    signed.refresh_from_db()
    assert "version 2 is being written" in note_of(signed)
    signing.void(assessment=signed, reason="wrong patient", by=therapist)
    assert request_in_words(request, on=today).to_amend


def test_no_amendment_is_opened_for_a_request_that_is_not_accepted_or_not_about_it(
    signed: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    other = start(therapist, signed.episode, date(2026, 3, 10))
    sign(other, by=therapist)
    other.refresh_from_db()
    refused, accepted = logged(signed, therapist), logged(other, therapist)
    decided(refused, therapist, accepted=False)
    decided(accepted, therapist, accepted=True)
    for request in (refused, accepted, logged(signed, therapist)):
        with pytest.raises(ChartRefused, match="not accepted, or is about another"):
            amending.start_amendment(
                assessment=signed, reason=WHY, by=therapist, key=new_key(), request=request
            )
        typed = {"key": new_key(), "reason": WHY, "request": str(request.pk)}
        answer = browser.post(page_of(signed, "amend"), typed)
        assert answer.status_code == 422 and "about another evaluation" in text_of(answer)
        assert sent_by(answer)["reason"] == WHY
    signed.refresh_from_db()
    assert signed.state == State.SIGNED
    for nothing in ("x", "01890000-0000-7000-8000-000000000000"):
        page = browser.get(page_of(signed, "amend"), {"request": nothing})
        assert page.status_code == 200 and sent_by(page)["reason"] == ""
