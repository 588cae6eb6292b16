"""A visit that was written on paper and entered later: said so wherever the evaluation is read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from assessment.models import Assessment, SignedVersion
from assessment.outputs.structured import as_json
from assessment.outputs.text import text_note
from assessment.record import from_payload
from assessment.selectors.reports import report_of
from assessment.services.visits import VisitRefused, start_visit
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import record_of, sign
from tests.integration.assessment.pages import (
    episode_page,
    page_of,
    section_of,
    sent_by,
    text_of,
    visit_form,
)
from tests.integration.assessment.test_traps import details

pytestmark = pytest.mark.django_db

PAPER = {"from_paper": "on", "paper_author": "R. Osei, PT", "late_reason": "No power that day"}


@pytest.fixture
def entered(browser: HttpsClient, episode: EpisodeOfCare) -> Assessment:
    """A visit of 3 March that a colleague wrote on paper, entered today."""
    browser.post(episode_page(episode, "start"), visit_form(**PAPER))
    return Assessment.objects.get()


def test_strip_report_text_and_json_say_it_with_both_days_and_who_wrote_the_paper(
    browser: HttpsClient, entered: Assessment
) -> None:
    moment = entered.entered_at.astimezone(entered.clinic.zone)
    said = (
        f"visit of 3 Mar 2026, entered {moment:%-d %b %Y}, {moment:%H:%M}. "
        "Written on paper by R. Osei, PT. No power that day"
    )
    assert "Late entry, from paper" in text_of(browser.get(section_of(entered, "visit")))
    report = text_of(browser.get(page_of(entered, "report")))
    assert "Late entry, from paper" in report and said in report
    record = record_of(entered)
    note = " ".join(text_note(record, state="draft", version=None, signatures=[]).split())
    assert f"Late entry, from paper {said}" in note
    header = json.loads(as_json(record, None))["record"]["header"]
    assert header["late_entry"] == f"Late entry, from paper: {said}"
    assert header["visit_date"] == "2026-03-03"


def test_it_is_signed_like_any_other_and_reads_the_same_from_what_was_signed(
    entered: Assessment, therapist: Member
) -> None:
    sign(entered, by=therapist)
    signed = SignedVersion.objects.get()
    assert from_payload(signed.payload).header.late_entry.startswith("Late entry, from paper: ")
    found = report_of(Assessment.objects.get())
    assert found is not None and not found.chain.findings


def test_details_say_it_later_and_take_it_back(browser: HttpsClient, draft: Assessment) -> None:
    where = page_of(draft, "details")
    browser.post(where, sent_by(browser.get(where), **PAPER))
    draft.refresh_from_db()
    assert (draft.from_paper, draft.paper_author) == (True, "R. Osei, PT")
    sent = sent_by(browser.get(where), paper_author="")
    assert sent.pop("from_paper")
    browser.post(where, sent)
    draft.refresh_from_db()
    assert (draft.late_entry, draft.from_paper, draft.paper_author) == (True, False, "")


def test_who_wrote_it_is_asked_for_with_paper_alone_and_nothing_typed_is_lost(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = page_of(draft, "details")
    for changed, words in (
        ({"paper_author": "R. Osei"}, "Say above that the visit was written on paper"),
        ({**PAPER, "paper_author": "R. \u202eOsei"}, "invisible control character"),
        ({**PAPER, "paper_author": "x" * 201}, "at most 200 characters"),
    ):
        page = browser.post(where, sent_by(browser.get(where), **changed))
        assert page.status_code == 422, changed
        assert words in text_of(page), changed
        assert sent_by(page)["late_reason"] == changed.get("late_reason", "charted on paper")
    draft.refresh_from_db()
    assert (draft.from_paper, draft.details_version) == (False, 1)


def test_paper_of_the_same_day_is_a_late_entry_too_and_says_why(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    earlier = timezone.now().astimezone(therapist.clinic.zone) - timedelta(minutes=1)
    started = details(earlier.date(), time(earlier.hour, earlier.minute))
    today = replace(started, from_paper=True)
    with pytest.raises(VisitRefused, match="written on paper is a late entry") as caught:
        start_visit(episode=episode, details=today, by=therapist, key=new_key())
    assert caught.value.field == "late_reason"


def test_a_late_entry_that_was_never_on_paper_reads_as_before(draft: Assessment) -> None:
    entered = draft.entered_at.astimezone(draft.clinic.zone)
    assert record_of(draft).header.late_entry == (
        f"Late entry, written {entered:%-d %b %Y}: charted on paper"
    )
    assert draft.visit_date == date(2026, 3, 3)
