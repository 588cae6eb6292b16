"""A blank form on paper: who it is about, room for what shows first, and no value of any visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assessment.models import Assessment, VisitKind
from clinics.access import Member
from clinics.audit import Verb
from clinics.models import AuditEvent
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, sign, start
from tests.integration.assessment.pages import page_of, section_of, text_of

pytestmark = pytest.mark.django_db


def form(browser: HttpsClient, draft: Assessment, section: str = "") -> Any:
    return browser.get(page_of(draft, "paper"), {"section": section} if section else {})


def test_a_section_has_room_for_each_side_its_units_setup_and_trials(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = text_of(form(browser, draft, "strength"))
    assert "ORTIZ, Beatriz" in page and "11 Mar 2002" in page and "10442" in page
    assert "Involved side: Left knee" in page
    assert "Knee extension force" in page and "Trial 3" in page and "lever arm (left)" in page
    for unit in ("N", "kgf", "lbf"):
        assert f'<span class="paper-option">{unit}</span>' in page
    assert '<span class="paper-option">4+</span>' in page
    assert page.count("Initials") >= 2
    assert "Range of motion" not in page


def test_nothing_that_was_charted_at_any_visit_is_on_it(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, draft: Assessment
) -> None:
    force = "knee_extension_force"
    save(
        draft, "strength", {f"{force}.left": "317 N", f"{force}.setup.device": "Zyq"}, by=therapist
    )
    sign(draft, by=therapist)
    now = start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    save(now, "strength", {f"{force}.right": "423 N"}, by=therapist)
    page = text_of(form(browser, now, "strength"))
    assert "Knee extension force" in page
    for value in ("317", "423", "Zyq"):
        assert value not in page


def test_the_whole_form_holds_what_this_person_writes_and_never_the_restricted_part(
    browser: HttpsClient,
    draft: Assessment,
    assistant: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    page = text_of(form(browser, draft))
    for label in ("History", "Red flags", "Strength", "Impression", "Plan"):
        assert f"<h2>{label}</h2>" in page
    assert "Diagnoses, each with its side" in page
    assert "Safeguarding" not in page
    theirs = text_of(form(sign_in(assistant.user), draft))
    assert "<h2>Strength</h2>" in theirs
    assert "<h2>Impression</h2>" not in theirs
    restricted = form(browser, draft, "safeguarding")
    assert "You write no part of this that is kept on paper." in text_of(restricted)


def test_the_section_leads_to_its_form_and_opening_it_is_in_the_trail(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = f"{page_of(draft, 'paper')}?section=strength"
    assert where in text_of(browser.get(section_of(draft, "strength")))
    assert page_of(draft, "paper") not in text_of(browser.get(section_of(draft, "safeguarding")))
    browser.get(where)
    event = AuditEvent.objects.filter(verb=Verb.CHART_READ).latest("at")
    assert event.detail == {"page": "paper form strength"}
    assert browser.get(f"{page_of(draft, 'paper')}?section=x").status_code == 404


def test_what_is_stopped_has_no_form_and_the_screen_says_that_paper_raises_no_alert(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", {"breathless_chest_pain.none": "yes"}, by=therapist)
    page = text_of(form(browser, draft, "strength"))
    assert "Stopped: these tests provoke." in page
    assert "Knee extension force" not in page
    assert "Pain now" in text_of(form(browser, draft, "pain"))
    assert "Paper raises no alert." in text_of(form(browser, draft, "red_flags"))


def test_what_is_signed_leads_to_its_report(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    sign(draft, by=therapist)
    assert form(browser, draft)["Location"] == page_of(draft, "report")
