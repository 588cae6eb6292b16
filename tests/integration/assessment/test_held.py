"""The home page says of each draft what it holds, in words that tell nothing restricted."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.models import Assessment
from assessment.selectors.held import held_by
from clinics.access import Member
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, start
from tests.integration.assessment.pages import text_of

pytestmark = pytest.mark.django_db


def test_values_are_counted_by_section_and_the_last_save_is_named(
    draft: Assessment, therapist: Member
) -> None:
    [(visit, nothing)] = held_by([draft])
    assert (visit, nothing.values, nothing.sections, nothing.saved_at) == (draft, 0, 0, None)
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46"}, by=therapist)
    given = {"knee_extension_force.right": "402", "knee_extension_force.left": "!declined"}
    answer = save(draft, "strength", given, by=therapist)
    [(_visit, held)] = held_by([draft])
    assert (held.values, held.sections) == (3, 2)
    assert held.saved_at is not None
    assert held.saved_at.isoformat() == answer.saved_at


def test_the_trials_of_a_value_are_one_and_the_restricted_part_is_not_told(
    draft: Assessment, therapist: Member
) -> None:
    trials = {f"knee_extension_force.right.{number}": "400" for number in (1, 2, 3)}
    save(draft, "strength", trials, by=therapist)
    save(draft, "safeguarding", {"safeguarding_said.none": "Afraid to go home"}, by=therapist)
    [(_visit, held)] = held_by([draft])
    assert (held.values, held.sections) == (1, 1)


def test_the_home_page_says_it_in_as_many_statements_for_many_drafts(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46"}, by=therapist)
    browser.get("/c/riverside/")
    with CaptureQueriesContext(connection) as few:
        page = text_of(browser.get("/c/riverside/", headers={"X-Background": "1"}))
    assert "1 value in 1 section" in page
    start(therapist, episode)
    start(therapist, episode)
    with CaptureQueriesContext(connection) as many:
        page = text_of(browser.get("/c/riverside/", headers={"X-Background": "1"}))
    assert page.count("nothing charted yet") == 2
    assert len(many) == len(few)
