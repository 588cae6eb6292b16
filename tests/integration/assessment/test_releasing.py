"""Giving a signed evaluation to somebody outside: what leaves, and what stays on record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from assessment.models import Assessment, Release, ReleaseForm
from assessment.services import amending, releasing, signing
from assessment.services.errors import (
    ChangedSinceRead,
    ChartRefused,
    FieldsRefused,
)
from assessment.services.exporting import NotSound
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.services.confirming import WrongPassword
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import password_of, save, sign, start
from tests.integration.assessment.pages import page_of, sent_by, text_of

pytestmark = pytest.mark.django_db

RECIPIENT = "Dr Malik, City Hospital"
PURPOSE = "second opinion before surgery"
PRIVATE = "canary-said-in-private"


@pytest.fixture
def signed(draft: Assessment, therapist: Member) -> Assessment:
    save(draft, "strength", {"knee_extension_force.left": "310 N"}, by=therapist)
    save(draft, "safeguarding", {"safeguarding_said.none": PRIVATE}, by=therapist)
    sign(draft, by=therapist)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def admins_browser(admin: Member, sign_in: Callable[..., HttpsClient]) -> HttpsClient:
    return sign_in(admin.user)


def given(
    assessment: Assessment,
    by: Member,
    *,
    version: int = 1,
    key: str = "",
    password: str | None = None,
    form: ReleaseForm = ReleaseForm.TEXT,
    **words: str,
) -> Release:
    said = {"purpose": PURPOSE, "recipient": RECIPIENT} | words
    return releasing.release(
        assessment=assessment,
        version=version,
        details=releasing.ReleaseDetails(form=form, **said),
        password=password_of(by) if password is None else password,
        by=by,
        key=key or new_key(),
    )


def filled(page: Any, by: Member, **changed: str) -> dict[str, str]:
    typed = {"recipient": RECIPIENT, "purpose": PURPOSE, "form": "print"}
    return sent_by(page, password=password_of(by), **typed | changed)


def about(assessment: Assessment, name: str) -> str:
    where = {"slug": assessment.clinic.slug, "patient_id": assessment.patient_id}
    return reverse(f"assessment:{name}", kwargs=where)


def news(count: int) -> list[AuditEvent]:
    return list(AuditEvent.objects.order_by("at", "id"))[count:]


def test_an_admin_chooses_among_signed_versions_without_reading_them(
    signed: Assessment, therapist: Member, admins_browser: HttpsClient
) -> None:
    start(therapist, signed.episode)
    count = AuditEvent.objects.count()
    page = text_of(admins_browser.get(about(signed, "releasable")))
    assert page.count("the evaluation of") == 1
    assert "3 Mar 2026" in page and "Amina Khan" in page
    assert "310 N" not in page and signed.episode.problem not in page
    (event,) = news(count)
    assert (event.verb, event.patient_id) == (Verb.RELEASES_LISTED, signed.patient_id)


def test_the_printed_page_says_to_whom_what_for_and_by_whom(
    signed: Assessment, admin: Member, admins_browser: HttpsClient
) -> None:
    page = admins_browser.get(page_of(signed, "release"))
    assert "310 N" not in text_of(page)
    count = AuditEvent.objects.count()
    answer = admins_browser.post(page_of(signed, "release"), filled(page, admin))
    assert answer.status_code == 302
    row = Release.objects.get()
    (event,) = news(count)
    assert (event.verb, event.version) == (Verb.CHART_RELEASED, 1)
    assert event.detail == {"form": "print", "release": str(row.pk)}
    count += 1
    printed = admins_browser.get(answer.headers["Location"])
    headed = f"Released to {RECIPIENT} for {PURPOSE} by {admin.user.full_name} on "
    assert headed in text_of(printed)
    assert "310 N" in text_of(printed) and "Signed, version 1" in text_of(printed)
    assert PRIVATE not in text_of(printed)
    (event,) = news(count)
    assert (event.verb, event.version) == (Verb.REPORT_PRINTED, 1)
    assert not [one for one in AuditEvent.objects.all() if PURPOSE in str(one.detail)]


def test_the_text_is_a_download_named_without_the_patient(
    signed: Assessment, admin: Member, admins_browser: HttpsClient
) -> None:
    page = admins_browser.get(page_of(signed, "release"))
    answer = admins_browser.post(page_of(signed, "release"), filled(page, admin, form="text"))
    count = AuditEvent.objects.count()
    file = admins_browser.get(answer.headers["Location"])
    assert file.headers["Content-Type"] == "text/plain; charset=utf-8"
    named = 'attachment; filename="evaluation-2026-03-03-version-1.txt"'
    assert file.headers["Content-Disposition"] == named
    note = " ".join(text_of(file).split())
    assert note.startswith(f"Released to {RECIPIENT} for {PURPOSE} by {admin.user.full_name} on ")
    assert "310 N" in note and PRIVATE not in note
    assert [one.verb for one in news(count)] == [Verb.CHART_EXPORTED]


def test_the_same_form_sent_again_is_the_same_release(
    signed: Assessment, admin: Member, admins_browser: HttpsClient
) -> None:
    typed = filled(admins_browser.get(page_of(signed, "release")), admin)
    answers = [admins_browser.post(page_of(signed, "release"), typed) for _again in range(3)]
    assert len({one.headers["Location"] for one in answers}) == 1
    assert Release.objects.count() == 1
    assert AuditEvent.objects.filter(verb=Verb.CHART_RELEASED).count() == 1
    other = admins_browser.post(page_of(signed, "release"), typed | {"recipient": "Somebody else"})
    assert other.status_code == 422 and "Somebody else" in text_of(other)
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("recipient", "", "Write whom it is given to."),
        ("purpose", "   ", "Write what it is given out for."),
        ("purpose", "turned \u202e round", "U+202E"),
        ("recipient", "x" * 201, "at most 200"),
        ("form", "", "Choose how it is given out."),
        ("form", "fax", "fax"),
        ("password", "", "Type your password again"),
        ("password", "not this one at all", "That is not your password"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_what_was_typed_stays(
    signed: Assessment,
    admin: Member,
    admins_browser: HttpsClient,
    field: str,
    text: str,
    told: str,
) -> None:
    page = admins_browser.get(page_of(signed, "release"))
    typed = filled(page, admin) | {field: text}
    answer = admins_browser.post(page_of(signed, "release"), typed)
    assert answer.status_code == 422
    assert told in text_of(answer)
    kept = sent_by(answer)
    assert kept["password"] == ""
    assert all(kept[name] == typed[name] for name in ("recipient", "purpose") if name != field)
    assert not Release.objects.exists()


def test_a_later_version_signed_meanwhile_is_not_given_out_unseen(
    signed: Assessment, therapist: Member, admin: Member, admins_browser: HttpsClient
) -> None:
    typed = filled(admins_browser.get(page_of(signed, "release")), admin)
    amending.start_amendment(assessment=signed, reason="Exchanged.", by=therapist, key=new_key())
    sign(signed, by=therapist)
    answer = admins_browser.post(page_of(signed, "release"), typed)
    assert answer.status_code == 409
    assert "Version 2 of this evaluation is the current one." in text_of(answer)
    assert sent_by(answer)["version"] == "2" and sent_by(answer)["recipient"] == RECIPIENT
    assert not Release.objects.exists()
    with pytest.raises(ChangedSinceRead):
        given(signed, admin, version=1)
    again = admins_browser.post(page_of(signed, "release"), filled(answer, admin))
    assert again.status_code == 302
    assert Release.objects.get().version_number == 2


def test_while_an_amendment_is_written_the_signed_version_is_given_out(
    signed: Assessment, therapist: Member, admin: Member, admins_browser: HttpsClient
) -> None:
    amending.start_amendment(assessment=signed, reason="Exchanged.", by=therapist, key=new_key())
    save(signed, "strength", {"knee_extension_force.left": "402 N"}, by=therapist)
    row = given(signed, admin)
    address = reverse("assessment:released", kwargs={"slug": "riverside", "release_id": row.pk})
    first = text_of(admins_browser.get(address))
    assert "310 N" in first and "402 N" not in first
    sign(signed, by=therapist)
    again = text_of(admins_browser.get(address))
    assert "310 N" in again and "402 N" not in again and "SUPERSEDED" in again
    assert Release.objects.count() == 1


def test_a_draft_and_a_void_evaluation_are_not_given_out(
    draft: Assessment, therapist: Member, admin: Member, admins_browser: HttpsClient
) -> None:
    with pytest.raises(ChartRefused, match="not signed yet"):
        given(draft, admin, version=0)
    answer = admins_browser.get(page_of(draft, "release"))
    assert answer.headers["Location"] == about(draft, "releasable")
    sign(draft, by=therapist)
    row = given(draft, admin)
    signing.void(assessment=draft, reason="wrong patient", by=therapist)
    with pytest.raises(ChartRefused, match="void"):
        given(draft, admin)
    address = reverse("assessment:released", kwargs={"slug": "riverside", "release_id": row.pk})
    count = AuditEvent.objects.count()
    answer = admins_browser.get(address)
    assert answer.headers["Location"] == about(draft, "given_out")
    (event,) = news(count)
    assert (event.verb, event.outcome) == (Verb.CHART_EXPORTED, "refused")
    assert "declared void since" in text_of(admins_browser.get(answer.headers["Location"]))
    assert "void since" in text_of(admins_browser.get(about(draft, "given_out")))


def test_a_version_whose_key_is_missing_is_refused_and_that_is_on_record(
    signed: Assessment, admin: Member, settings: Any
) -> None:
    row = given(signed, admin)
    settings.RECORD_KEYS = {"other": b"0" * 32}
    with pytest.raises(NotSound, match="does not verify"):
        given(signed, admin)
    with pytest.raises(NotSound):
        releasing.give_out(release=row, by=admin)
    events = AuditEvent.objects.filter(verb=Verb.SIGNATURE_CHECK_FAILED)
    assert [(one.version, one.outcome) for one in events] == [(1, "refused"), (1, "refused")]
    assert Release.objects.count() == 1


def test_nobody_but_an_admin_gives_out_and_nobody_elses_release_is_there(
    signed: Assessment,
    admin: Member,
    therapist: Member,
    clinics: DemoClinics,
    sign_in: Callable[..., HttpsClient],
) -> None:
    row = given(signed, admin)
    own = reverse("assessment:released", kwargs={"slug": "riverside", "release_id": row.pk})
    for role in (Role.THERAPIST, Role.FRONT_DESK, Role.REVIEWER, Role.PRIVACY_OFFICER):
        member = clinics.members["riverside", role]
        browser = sign_in(member.user)
        for address in (own, about(signed, "releasable"), page_of(signed, "release")):
            assert browser.get(address).status_code == 403, (role, address)
        with pytest.raises(AccessRefused):
            given(signed, member)
    stranger = clinics.members["nordhavn", Role.ADMIN]
    browser = sign_in(stranger.user)
    for slug in ("riverside", "nordhavn"):
        foreign = reverse("assessment:released", kwargs={"slug": slug, "release_id": row.pk})
        assert browser.get(foreign).status_code == 404
    with pytest.raises(AccessRefused):
        given(signed, stranger)


def test_wrong_words_and_a_wrong_password_write_nothing(signed: Assessment, admin: Member) -> None:
    with pytest.raises(FieldsRefused) as refused:
        given(signed, admin, purpose="", recipient="\u202e")
    assert set(refused.value.errors) == {"purpose", "recipient"}
    with pytest.raises(WrongPassword):
        given(signed, admin, password="not this one at all")
    assert not Release.objects.exists()
    assert not AuditEvent.objects.filter(verb=Verb.CHART_RELEASED).exists()


def test_what_was_given_out_stands_on_the_patients_page_the_report_and_its_own(
    signed: Assessment,
    episode: EpisodeOfCare,
    admin: Member,
    assistant: Member,
    browser: HttpsClient,
    admins_browser: HttpsClient,
    sign_in: Callable[..., HttpsClient],
) -> None:
    given(signed, admin, form=ReleaseForm.PRINT)
    for one in (browser, admins_browser):
        page = text_of(one.get(about(signed, "patient")))
        assert RECIPIENT in page and PURPOSE in page
        count = AuditEvent.objects.count()
        page = text_of(one.get(about(signed, "given_out")))
        assert RECIPIENT in page and PURPOSE in page and admin.user.full_name in page
        assert ("Print again" in page) is (one is admins_browser)
        assert [event.verb for event in news(count)] == [Verb.RELEASES_READ]
    report = text_of(browser.get(page_of(signed, "report")))
    assert "Given out" in report and RECIPIENT in report
    report = text_of(sign_in(assistant.user).get(page_of(signed, "report")))
    assert "Signatures" in report and RECIPIENT not in report
