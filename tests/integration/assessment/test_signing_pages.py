"""Signing, returning, voiding and adding, over HTTP: what a refusal says, and what it keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessment.models import (
    Addendum,
    Assessment,
    SectionStatus,
    SignedVersion,
    State,
)
from assessment.selectors.signing import review
from assessment.services import signing
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import password_of, settle, sign, start
from tests.integration.assessment.pages import (
    page_of,
    sent_by,
    text_of,
)

# What a page says is the same on both databases; that its statements run on both, the walk tries.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def signing_form(browser: HttpsClient, draft: Assessment, by: Member) -> dict[str, str]:
    settle(draft, by=by)
    return sent_by(browser.get(page_of(draft, "review")), password=password_of(by))


def test_signing_from_its_page_leads_to_the_report(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    sent = signing_form(browser, draft, therapist)
    assert browser.post(page_of(draft, "review"), sent)["Location"] == page_of(draft, "report")
    draft.refresh_from_db()
    assert draft.state == State.SIGNED
    twice = browser.post(page_of(draft, "review"), sent, follow=True)
    assert "Already signed by Amina Khan at" in text_of(twice)
    assert SignedVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"digest": "0" * 64}, 409, "changed since you opened this page. Read it again"),
        ({"digest": "x"}, 409, "changed since you opened this page. Read it again"),
        ({"digest": ""}, 409, "changed since you opened this page. Read it again"),
        ({"password": "wrong"}, 422, "That is not your password. Nothing was signed"),
        ({"password": ""}, 422, "This field is required."),
        ({"password": "x" * 100_000}, 422, "at most 1024 characters"),
    ],
)
def test_a_signature_that_is_refused_says_why_on_the_page(
    browser: HttpsClient,
    draft: Assessment,
    therapist: Member,
    typed: dict[str, str],
    status: int,
    words: str,
) -> None:
    sent = signing_form(browser, draft, therapist)
    page = browser.post(page_of(draft, "review"), sent | typed)
    assert page.status_code == status
    assert words in text_of(page)
    assert not SignedVersion.objects.exists()
    assert sent_by(page)["digest"] == review(draft).digest


def test_an_assistant_who_submits_twice_is_told_and_shown_the_report(
    assistant: Member,
    therapist: Member,
    episode: EpisodeOfCare,
    sign_in: Callable[..., HttpsClient],
) -> None:
    draft = start(assistant, episode)
    settle(draft, by=therapist)
    browser = sign_in(assistant.user)
    where = page_of(draft, "review")
    sent = sent_by(browser.get(where), password=password_of(assistant))
    assert browser.post(where, sent)["Location"] == page_of(draft, "report")
    assert browser.get(where).status_code == 403
    draft.refresh_from_db()
    assert draft.state == State.AWAITING
    assert AuditEvent.objects.get(verb=Verb.CHART_SUBMITTED).actor_id == assistant.user.pk


def test_refused_reasons_stay_on_the_page(browser: HttpsClient, draft: Assessment) -> None:
    where = page_of(draft, "reasons")
    for text, words in (
        ("x" * 501, "at most 500 characters"),
        ("not \u202eeud", "invisible control character"),
    ):
        page = browser.post(where, {"reason.history": text, "reason.red_flags": "Seen today"})
        assert page.status_code == 422
        assert words in text_of(page)
        back = sent_by(page)
        assert (back["reason.history"], back["reason.red_flags"]) == (text, "Seen today")
        assert not SectionStatus.objects.exclude(open_reason="").exists()
    saved = browser.post(where, {"reason.history": " Heard at the last visit. ", "reason.no": "x"})
    assert saved["Location"] == page_of(draft, "review")
    assert SectionStatus.objects.get().open_reason == "Heard at the last visit."


def test_a_return_without_its_comment_stays_on_the_page_with_what_was_typed(
    assistant: Member,
    therapist: Member,
    episode: EpisodeOfCare,
    browser: HttpsClient,
) -> None:
    draft = start(assistant, episode)
    settle(draft, by=therapist)
    seen = review(draft).digest
    signing.submit(
        assessment=draft, digest_seen=seen, password=password_of(assistant), by=assistant
    )
    where = page_of(draft, "return")
    assert "Write why." in text_of(browser.post(where, {"reason": " "}))
    page = browser.post(where, {"reason": "y" * 2001})
    assert page.status_code == 422
    assert sent_by(page)["reason"] == "y" * 2001
    draft.refresh_from_db()
    assert draft.state == State.AWAITING
    assert browser.post(where, {"reason": "Measure the left too"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    # Whoever sends it once more is led to where it stands now.
    assert browser.post(where, {"reason": ""})["Location"] == page_of(draft, "chart")


def test_an_addendum_sent_twice_is_added_once(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    sign(draft, by=therapist)
    where = page_of(draft, "addendum")
    sent = sent_by(browser.get(where), text="Surgeon phoned back.")
    for _twice in range(2):
        assert browser.post(where, sent)["Location"] == page_of(draft, "chart")
    other = browser.post(where, sent | {"text": "Another remark."})
    assert other.status_code == 422
    assert "already added from this page" in text_of(other)
    assert [one.text for one in Addendum.objects.all()] == ["Surgeon phoned back."]
    browser.post(where, sent_by(other))
    assert Addendum.objects.count() == 2


def test_what_is_wrong_with_an_addendum_or_a_void_is_said_beside_what_was_typed(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    unsigned = browser.post(page_of(draft, "addendum"), {"key": new_key(), "text": "Too early."})
    assert unsigned.status_code == 422
    assert "not signed yet: write it in the chart instead" in text_of(unsigned)
    assert sent_by(unsigned)["text"] == "Too early."
    sign(draft, by=therapist)
    for text in ("Said \u202egnihton", "z" * 20_001, ""):
        page = browser.post(page_of(draft, "addendum"), {"key": new_key(), "text": text})
        assert page.status_code == 422
        assert sent_by(page)["text"] == text
    assert not Addendum.objects.exists()
    where = page_of(draft, "void")
    assert "Write why." in text_of(browser.post(where, {}))
    assert browser.post(where, {"reason": "Wrong patient"}).status_code == 302
    twice = browser.post(where, {"reason": "Wrong patient, really"})
    assert twice.status_code == 422
    assert "This evaluation is void" in text_of(twice)
    assert sent_by(twice)["reason"] == "Wrong patient, really"
