"""Diagnoses of a visit: in the clinician's words, in their order, frozen with the visit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest

from assessment.models import Assessment, Diagnosis
from assessment.outputs.report import report_view
from assessment.outputs.text import text_note
from assessment.record import from_payload
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.diagnoses import DiagnosisWords, add_diagnosis
from assessment.services.errors import ChangedSinceRead, FieldsRefused
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import password_of, record_of, settle, sign, start
from tests.integration.assessment.pages import FORM, page_of, section_of, sent_by, text_of

pytestmark = pytest.mark.django_db

PFP = {"text": "Patellofemoral pain", "side": "left", "code": "M22.2X2", "primary": "on"}
EFFUSION = {"text": "Recurrent effusion", "side": "both"}


def row_page(assessment: Assessment, name: str, row: Diagnosis) -> str:
    return page_of(assessment, name, diagnosis_id=str(row.pk))


def add(browser: HttpsClient, draft: Assessment, typed: Mapping[str, str]) -> Diagnosis:
    where = page_of(draft, "add_diagnosis")
    answer = browser.post(where, sent_by(browser.get(where), **typed))
    assert answer["Location"] == f"{section_of(draft, 'impression')}#diagnoses"
    return Diagnosis.objects.get(assessment=draft, text=typed["text"])


def texts(draft: Assessment) -> list[str]:
    return [row.text for row in Diagnosis.objects.filter(assessment=draft)]


def outputs(draft: Assessment) -> dict[str, str]:
    record = record_of(draft)
    given: dict[str, Any] = {"state": "draft", "version": None, "signatures": []}
    return {"text": text_note(record, **given), "report": repr(report_view(record, **given))}


def test_a_diagnosis_stands_in_every_output_with_its_side_and_code(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    add(browser, draft, PFP)
    add(browser, draft, EFFUSION)
    for name, output in outputs(draft).items():
        assert "Patellofemoral pain, left (ICD-10-CM M22.2X2)" in output, name
        assert "Recurrent effusion, both sides" in output, name
        assert "Primary diagnosis" in output, name
    version = sign(draft, by=therapist)
    first, second = from_payload(version.payload).of_section("impression")
    assert (first.code, first.side, second.code, second.side) == (
        *("diagnosis.1", "left"),
        *("diagnosis.2", "both"),
    )
    facts = dict(first.facts)
    assert facts.pop("id") == str(Diagnosis.objects.get(text=PFP["text"]).pk)
    assert facts == {
        "diagnosis": "Patellofemoral pain",
        "side": "left",
        "icd10cm": "M22.2X2",
        "primary": "yes",
    }
    assert "diagnosis.1" in {one["code"] for one in json.loads(version.payload)["items"]}


def test_the_page_shows_diagnoses_in_order_and_says_what_to_do_without_any(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = section_of(draft, "impression")
    assert "None yet. Each stands in the report" in text_of(browser.get(where))
    add(browser, draft, EFFUSION)
    add(browser, draft, PFP)
    page = text_of(browser.get(where))
    assert page.index("Recurrent effusion") < page.index("Patellofemoral pain")
    assert "M22.2X2" in page and "Both sides" in page and "Primary" in page
    assert "None yet" not in page


def test_sent_twice_with_one_key_it_is_added_once(browser: HttpsClient, draft: Assessment) -> None:
    where = page_of(draft, "add_diagnosis")
    sent = sent_by(browser.get(where), **PFP)
    assert [browser.post(where, sent).status_code for _time in range(2)] == [302, 302]
    other = browser.post(where, sent | {"text": "Something else"})
    assert other.status_code == 409
    assert "saved before with other content" in text_of(other)
    assert texts(draft) == ["Patellofemoral pain"]
    assert sent_by(other)["text"] == "Something else"
    assert browser.post(where, sent_by(other)).status_code == 302
    assert browser.post(where, sent | {"key": ""}).status_code == 422
    Diagnosis.objects.filter(text=PFP["text"]).delete()
    assert browser.post(where, sent).status_code == 302
    assert texts(draft) == ["Something else"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"text": ""}, "Write the diagnosis in your own words."),
        ({"text": "x" * 301}, "at most 300"),
        ({"text": "Knee\u202epain"}, "U+202E"),
        ({"side": ""}, "Say which side it is about"),
        ({"side": "middle"}, "Select a valid choice"),
        ({"code": "22.2"}, "not written like an ICD-10-CM code"),
        ({"code": "M22.2X2; DROP"}, "not written like an ICD-10-CM code"),
        ({"code": "M22.2X2١"}, "not written like an ICD-10-CM code"),
        ({"code": "M" * 17}, "at most 16"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_comes_back(
    browser: HttpsClient, draft: Assessment, typed: dict[str, str], says: str
) -> None:
    where = page_of(draft, "add_diagnosis")
    page = browser.post(where, sent_by(browser.get(where), **PFP | typed))
    assert page.status_code == 422
    assert says in text_of(page)
    assert texts(draft) == []
    back = sent_by(page)
    assert back["text"] == (PFP | typed)["text"]
    assert back["code"] == (PFP | typed)["code"]


@pytest.mark.parametrize("code", ["M22.2X2", "m22.2x2", "M222X2", "M17.0", "S83.242A", "Z96.653"])
def test_a_code_is_kept_as_it_is_typed(browser: HttpsClient, draft: Assessment, code: str) -> None:
    assert add(browser, draft, PFP | {"code": code}).code == code


def test_the_service_checks_what_no_form_sends(draft: Assessment, therapist: Member) -> None:
    for text in ("\x00", "half \ud800", " ", "x" * 301):
        words = DiagnosisWords(text=text, side="everywhere", code="?")
        with pytest.raises(FieldsRefused) as refusal:
            add_diagnosis(assessment=draft, words=words, by=therapist, key=new_key())
        assert set(refusal.value.errors) == {"text", "side", "code"}
    assert texts(draft) == []


def test_what_a_colleague_changed_is_shown_and_not_overwritten(
    browser: HttpsClient, draft: Assessment
) -> None:
    row = add(browser, draft, PFP)
    where = row_page(draft, "change_diagnosis", row)
    mine = sent_by(browser.get(where), text="Mine", code="M25.562")
    theirs = sent_by(browser.get(where), text="Theirs", side="right")
    assert browser.post(where, theirs).status_code == 302
    page = browser.post(where, mine)
    assert page.status_code == 409
    said = text_of(page)
    assert "Somebody changed this diagnosis" in said
    assert "Stored now: Theirs." in said and "Stored now: Right." in said
    row.refresh_from_db()
    assert (row.text, row.side, row.code) == ("Theirs", "right", "M22.2X2")
    again = sent_by(page)
    assert (again["text"], again["side"], again["code"]) == ("Mine", "left", "M25.562")
    assert [browser.post(where, again).status_code for _time in range(2)] == [302, 302]
    row.refresh_from_db()
    assert (row.text, row.side, row.version) == ("Mine", "left", 3)
    assert AuditEvent.objects.filter(verb=Verb.DIAGNOSIS_CHANGED).count() == 2


def test_words_about_a_diagnosis_that_was_removed_meanwhile_can_be_added_again(
    browser: HttpsClient, draft: Assessment
) -> None:
    row = add(browser, draft, PFP)
    where, removal = (row_page(draft, f"{act}_diagnosis", row) for act in ("change", "remove"))
    mine = sent_by(browser.get(where), text="Mine")
    gone = sent_by(browser.get(removal))
    assert [browser.post(removal, gone).status_code for _time in range(2)] == [302, 302]
    page = browser.post(where, mine)
    assert page.status_code == 409
    assert "Somebody removed this diagnosis meanwhile" in text_of(page)
    assert page_of(draft, "add_diagnosis") in text_of(page)
    assert texts(draft) == []
    assert browser.post(page_of(draft, "add_diagnosis"), sent_by(page)).status_code == 302
    assert texts(draft) == ["Mine"]
    assert browser.get(where).status_code == 404
    assert AuditEvent.objects.filter(verb=Verb.DIAGNOSIS_REMOVED).count() == 1


def test_who_removes_an_older_version_is_shown_the_newer_one(
    browser: HttpsClient, draft: Assessment
) -> None:
    row = add(browser, draft, PFP)
    removal = row_page(draft, "remove_diagnosis", row)
    seen = sent_by(browser.get(removal))
    where = row_page(draft, "change_diagnosis", row)
    browser.post(where, sent_by(browser.get(where), text="Theirs"))
    page = browser.post(removal, seen)
    assert page.status_code == 409
    assert "Somebody changed this diagnosis" in text_of(page) and "Theirs" in text_of(page)
    assert texts(draft) == ["Theirs"]
    assert browser.post(removal, sent_by(page)).status_code == 302
    assert texts(draft) == []


def test_one_diagnosis_is_primary_and_all_keep_the_order_they_are_put_in(
    browser: HttpsClient, draft: Assessment
) -> None:
    one, two, three = (
        add(browser, draft, PFP | {"text": text}) for text in ("One", "Two", "Three")
    )
    assert list(Diagnosis.objects.filter(primary=True)) == [three]
    where = row_page(draft, "change_diagnosis", three)
    browser.post(where, sent_by(browser.get(where), place="1"))
    assert texts(draft) == ["Three", "One", "Two"]
    assert list(Diagnosis.objects.filter(primary=True)) == [three]
    removal = row_page(draft, "remove_diagnosis", one)
    browser.post(removal, sent_by(browser.get(removal)))
    assert texts(draft) == ["Three", "Two"]
    places = Diagnosis.objects.filter(assessment=draft).values_list("place", flat=True)
    assert list(places) == [1, 2]
    where = row_page(draft, "change_diagnosis", two)
    browser.post(where, sent_by(browser.get(where), primary="on"))
    assert list(Diagnosis.objects.filter(primary=True)) == [two]
    unmarked = row_page(draft, "change_diagnosis", three)
    assert "primary" not in sent_by(browser.get(unmarked))


def test_an_assistant_reads_diagnoses_and_writes_none(
    browser: HttpsClient,
    draft: Assessment,
    assistant: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    row = add(browser, draft, PFP)
    colleague = sign_in(assistant.user)
    page = text_of(colleague.get(section_of(draft, "impression")))
    assert "Patellofemoral pain" in page
    assert "Add a diagnosis" not in page and "/diagnoses/" not in page
    for where in (
        page_of(draft, "add_diagnosis"),
        row_page(draft, "change_diagnosis", row),
        row_page(draft, "remove_diagnosis", row),
    ):
        assert colleague.get(where).status_code == 403
        assert colleague.post(where, PFP | {"key": new_key()}).status_code == 403
    assert texts(draft) == ["Patellofemoral pain"]


def test_who_signs_signs_the_diagnoses_that_were_shown(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    add(browser, draft, PFP)
    settle(draft, by=therapist)
    draft.refresh_from_db()
    seen = review(draft).digest
    assert "Patellofemoral pain, left" in text_of(browser.get(page_of(draft, "review")))
    add(browser, draft, EFFUSION)
    with pytest.raises(ChangedSinceRead):
        signing.sign(
            assessment=draft, digest_seen=seen, password=password_of(therapist), by=therapist
        )


def test_what_is_typed_after_the_signature_is_refused_and_not_lost(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    row = add(browser, draft, PFP)
    pages = [
        page_of(draft, "add_diagnosis"),
        row_page(draft, "change_diagnosis", row),
        row_page(draft, "remove_diagnosis", row),
    ]
    sent = [sent_by(browser.get(where)) | {"text": "Late", "side": "left"} for where in pages]
    sign(draft, by=therapist)
    for where, body in zip(pages, sent, strict=True):
        page = browser.post(where, body)
        assert page.status_code == 409
        assert "can no longer be changed" in text_of(page)
        assert browser.get(where)["Location"] == page_of(draft, "report")
    assert sent_by(browser.post(pages[0], sent[0]))["text"] == "Late"
    assert texts(draft) == ["Patellofemoral pain"]


def test_a_diagnosis_is_reached_through_its_own_visit_alone(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    row = add(browser, draft, PFP)
    other = start(therapist, draft.episode)
    for name in ("change_diagnosis", "remove_diagnosis"):
        assert browser.get(row_page(other, name, row)).status_code == 404
        browser.post(row_page(other, name, row), PFP | {"key": new_key(), "started_from": "1"})
    assert texts(draft) == ["Patellofemoral pain"] and texts(other) == []


@pytest.mark.parametrize(
    "typed",
    [
        {"text": "NUL \x00"},
        {"text": "x" * 100_000},
        {"started_from": "9" * 400, "place": "9" * 400},
        {"started_from": "-1", "place": "two"},
        {"side": ["left", "right"], "primary": ["on", "off"]},
        {"key": "\u0661" * 20},
    ],
)
def test_hostile_input_is_no_crash_and_changes_nothing(
    browser: HttpsClient, draft: Assessment, typed: dict[str, Any]
) -> None:
    row = add(browser, draft, PFP)
    add(browser, draft, EFFUSION)
    before = list(Diagnosis.objects.values())
    where = row_page(draft, "change_diagnosis", row)
    stale = {"started_from": "0"} if "side" in typed else {}
    body = sent_by(browser.get(where)) | stale | typed
    sent = urlencode(body, doseq=True, errors="surrogatepass")
    assert browser.post(where, sent, content_type=FORM).status_code in (400, 409, 422)
    assert list(Diagnosis.objects.values()) == before
