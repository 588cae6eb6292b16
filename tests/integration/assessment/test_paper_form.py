"""The paper form: who it is about, what is asked, room to write, and nothing that was charted."""

from __future__ import annotations

import pytest

from assessment import catalogue
from assessment.models import Assessment
from clinics.access import Member
from clinics.audit import Verb
from clinics.models import AuditEvent
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, sign
from tests.integration.assessment.pages import text_of

pytestmark = pytest.mark.django_db


def form_of(draft: Assessment, section: str = "") -> str:
    query = f"?section={section}" if section else ""
    return f"/c/riverside/evaluations/{draft.pk}/paper/{query}"


def test_a_sections_form_asks_what_shows_first_and_holds_nothing_charted(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    save(draft, "strength", {"knee_extension_force.right": "402.5"}, by=therapist)
    page = text_of(browser.get(form_of(draft, "strength")))
    assert draft.patient.number in page
    assert draft.patient.family_name.upper() in page
    assert "Left knee" in page
    assert "Knee extension force" in page
    assert "N / kgf / lbf" in page
    assert "402.5" not in page
    assert "Thigh girth" not in page
    event = AuditEvent.objects.filter(verb=Verb.CHART_READ).latest("at")
    assert event.detail == {"page": "paper form"}


def test_what_is_chosen_stands_to_be_circled(browser: HttpsClient, draft: Assessment) -> None:
    page = text_of(browser.get(form_of(draft, "gait")))
    for option in catalogue.measure("gait_antalgic").options:
        assert f"<span>{option.label}</span>" in page


def test_without_a_section_it_is_the_whole_evaluation_but_for_the_restricted_part(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = text_of(browser.get(form_of(draft)))
    for section in catalogue.sections():
        assert (f'id="paper-{section.code}"' in page) is not section.restricted, section.code


def test_a_signed_evaluation_has_no_form_left(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    sign(draft, by=therapist)
    answer = browser.get(form_of(draft))
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/c/riverside/evaluations/{draft.pk}/report/",
    )


def test_a_section_links_to_its_form(browser: HttpsClient, draft: Assessment) -> None:
    page = text_of(browser.get(f"/c/riverside/evaluations/{draft.pk}/sections/strength/"))
    assert f"{form_of(draft)}?section=strength" in page
