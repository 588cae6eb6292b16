"""Codes on the diagnosis form: looked up, checked, and never changed by themselves."""

from __future__ import annotations

import re
from html import unescape

import pytest

from assessment.models import Assessment, Diagnosis
from assessment.services.diagnoses import DiagnosisWords, add_diagnosis
from clinics.access import Member
from clinics.receipts import new_key
from tests.conftest import HttpsClient
from tests.integration.assessment.pages import page_of, section_of, sent_by, text_of

pytestmark = pytest.mark.django_db


def add(
    draft: Assessment, by: Member, text: str, side: str, code: str, *, keep: bool = False
) -> None:
    words = DiagnosisWords(text=text, side=side, code=code, keep=keep)
    add_diagnosis(assessment=draft, words=words, by=by, key=new_key())


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def impression(browser: HttpsClient, draft: Assessment) -> str:
    return words_of(text_of(browser.get(section_of(draft, "impression"))))


def test_a_code_is_found_by_words_and_put_into_the_field_by_the_clinician(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = page_of(draft, "add_diagnosis")
    page = browser.get(f"{where}?q=acl+left")
    assert "1 code for “acl left”, in our own words" in words_of(text_of(page))
    assert f'href="{where}?code=S83.512#id_code"' in text_of(page)
    picked = sent_by(browser.get(f"{where}?code=S83.512"))
    assert (picked["code"], picked["text"], picked.get("side", "")) == ("S83.512", "", "")


@pytest.mark.parametrize("asked", ["zzz", "vastus medialis", "<script>"])
def test_what_is_not_in_the_list_is_said(
    browser: HttpsClient, draft: Assessment, asked: str
) -> None:
    page = browser.get(page_of(draft, "add_diagnosis"), {"q": asked})
    assert "Nothing in the list of FY2026 fits" in words_of(text_of(page))
    assert "<script>” " not in text_of(page)


def test_the_field_offers_the_list_without_scripts(browser: HttpsClient, draft: Assessment) -> None:
    page = text_of(browser.get(page_of(draft, "add_diagnosis")))
    assert 'list="icd-codes"' in page
    assert '<option value="M22.2X2">Patellofemoral disorder, left</option>' in page


@pytest.mark.parametrize("code", [pytest.param("S83.511", id="row-89")])
def test_a_missing_7th_character_is_an_error_that_suggests_d_and_changes_nothing(
    browser: HttpsClient, draft: Assessment, code: str
) -> None:
    where = page_of(draft, "add_diagnosis")
    typed = sent_by(browser.get(where), text="ACL tear", side="right", code=code)
    answer = browser.post(where, typed)
    assert answer.status_code == 422
    page = words_of(text_of(answer))
    assert "S83.511 lacks its 7th character. D is the one for rehabilitation after active" in page
    again = sent_by(answer)
    assert again["code"] == code
    assert not Diagnosis.objects.filter(assessment=draft).exists()
    # The clinician may mean it all the same.
    kept = browser.post(where, again | {"keep": "on"})
    assert kept.status_code == 302
    assert Diagnosis.objects.get(assessment=draft).code == code
    assert "S83.511 lacks its 7th character" in impression(browser, draft)


def test_a_kept_code_is_not_asked_about_again_when_the_words_change(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    add(draft, therapist, "ACL tear", "left", "S83.512", keep=True)
    row = Diagnosis.objects.get(assessment=draft)
    where = page_of(draft, "change_diagnosis", diagnosis_id=str(row.pk))
    answer = browser.post(where, sent_by(browser.get(where), text="Tear of the ACL"))
    assert answer.status_code == 302


@pytest.mark.parametrize("_row", [pytest.param(88, id="row-88")])
def test_aftercare_of_a_replacement_alone_asks_for_the_joint(
    browser: HttpsClient, draft: Assessment, therapist: Member, _row: int
) -> None:
    add(draft, therapist, "After knee replacement", "right", "Z47.1")
    page = impression(browser, draft)
    assert "Z47.1 stands alone: add Z96.651 (right)" in page
    assert "7th character" not in page
    add(draft, therapist, "Artificial right knee", "right", "Z96.651")
    page = impression(browser, draft)
    assert "stands alone" not in page
    # The visit is about the left knee: the code's side is checked against it.
    assert "Z96.651 is for right, the complaint of this visit is left." in page


def test_a_code_that_nobody_listed_is_taken_and_said(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    add(draft, therapist, "Back pain", "none", "M54.50")
    assert Diagnosis.objects.get(assessment=draft).code == "M54.50"
    assert "M54.50 is not in the list of FY2026." in impression(browser, draft)


def test_the_side_of_the_code_is_held_against_the_diagnosis(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    add(draft, therapist, "Kneecap out", "left", "S83.014D")
    page = impression(browser, draft)
    assert "S83.014D is for right, the diagnosis says left." in page
    assert Diagnosis.objects.get(assessment=draft).side == "left"
