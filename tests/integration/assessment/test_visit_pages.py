"""Starting a visit and correcting its details, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assessment.models import (
    Assessment,
)
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import sign, start
from tests.integration.assessment.pages import (
    episode_page,
    page_of,
    sent_by,
    text_of,
)

pytestmark = pytest.mark.django_db


def test_what_others_saved_of_a_visits_details_is_shown_and_not_overwritten(
    browser: HttpsClient,
    draft: Assessment,
    assistant: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    where = page_of(draft, "details")
    mine = sent_by(browser.get(where), involved_side="both")
    colleague = sign_in(assistant.user)
    theirs = sent_by(colleague.get(where), involved_side="right", late_reason="No power")
    assert colleague.post(where, theirs)["Location"] == page_of(draft, "chart")
    page = browser.post(where, mine)
    text = text_of(page)
    assert page.status_code == 409
    assert "Somebody changed these details" in text
    assert "Stored now: Right knee." in text and "Stored now: No power." in text
    draft.refresh_from_db()
    assert (draft.involved_side, draft.late_reason) == ("right", "No power")

    again = sent_by(page)
    assert (again["involved_side"], again["late_reason"]) == ("both", "charted on paper")
    assert browser.post(where, again).status_code == 302
    assert browser.post(where, again).status_code == 302
    draft.refresh_from_db()
    assert (draft.involved_side, draft.details_version) == ("both", 3)
    assert AuditEvent.objects.filter(verb=Verb.VISIT_CHANGED).count() == 2


def test_a_visit_moved_to_another_day_takes_the_next_place_in_it(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    other = start(therapist, episode, date(2026, 3, 10))
    sent = sent_by(browser.get(page_of(other, "details")), on="2026-03-03", at="14:00")
    browser.post(page_of(other, "details"), sent)
    other.refresh_from_db()
    assert (other.visit_date, other.visit_order) == (date(2026, 3, 3), 2)


def test_details_of_a_locked_visit_stay_and_the_page_says_why(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    where = page_of(draft, "details")
    sent = sent_by(browser.get(where), involved_side="both")
    sign(draft, by=therapist)
    page = browser.post(where, sent)
    assert page.status_code == 409
    assert "can no longer be changed" in text_of(page)
    assert sent_by(page)["involved_side"] == "both"


def test_a_visit_is_started_once_and_the_page_can_start_no_second_by_mistake(
    browser: HttpsClient, episode: EpisodeOfCare
) -> None:
    where = episode_page(episode, "start")
    sent = sent_by(browser.get(where), on="2026-03-03", late_reason="charted on paper")
    first = browser.post(where, sent)
    assert browser.post(where, sent)["Location"] == first["Location"]
    other = browser.post(where, sent | {"involved_side": "both"})
    assert other.status_code == 422
    assert "A visit was already started from this page." in text_of(other)
    assert Assessment.objects.count() == 1
    assert browser.post(where, sent_by(other)).status_code == 302
    assert Assessment.objects.count() == 2
