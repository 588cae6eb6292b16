"""Cases of the safety reference that older parts answer, charted once more by their number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assessment.models import Assessment, VisitKind
from assessment.record import from_payload
from assessment.selectors.lists import signatures_of
from assessment.services.amending import start_amendment
from assessment.services.goals import GoalWords, set_goal
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import item, record_of, save, sign, start
from tests.integration.assessment.pages import page_of, section_of, text_of

pytestmark = pytest.mark.django_db

AGAIN = date(2026, 3, 3) + timedelta(days=28)


def pairs(by: Member, episode: EpisodeOfCare, before: str, now: str) -> Assessment:
    first = start(by, episode)
    save(first, "outcome_measures", {"akps.none": before}, by=by)
    words = GoalWords(statement="Stairs", measure="akps", side="none", target="90")
    set_goal(assessment=first, words=words, by=by, key=new_key())
    sign(first, by=by)
    second = start(by, episode, AGAIN, kind=VisitKind.REASSESSMENT)
    save(second, "outcome_measures", {"akps.none": now}, by=by)
    return second


@pytest.mark.parametrize("_row", [pytest.param(84, id="row-84")])
def test_five_points_more_are_within_the_error_and_not_called_improved(
    therapist: Member, episode: EpisodeOfCare, _row: int
) -> None:
    second = pairs(therapist, episode, "70", "75")
    (one,) = [each for each in record_of(second).comparisons if each.code == "akps"]
    assert one.verdict == "within_error"
    assert one.verdict_text.startswith("no change beyond measurement error")
    assert "improved" not in f"{one.verdict_text} {one.change_text} {one.direction}"


@pytest.mark.parametrize("_row", [pytest.param(85, id="row-85")])
def test_one_retest_within_error_is_no_plateau(
    therapist: Member, browser: HttpsClient, episode: EpisodeOfCare, _row: int
) -> None:
    second = pairs(therapist, episode, "70", "75")
    page = text_of(browser.get(section_of(second, "plan")))
    assert "No improvement beyond measurement error last time" in page
    assert "a plateau cannot be judged" in page
    assert "looks like a plateau" not in page


@pytest.mark.parametrize("_row", [pytest.param(82, id="row-82")])
def test_a_wrong_range_is_corrected_and_the_first_stays_readable(
    therapist: Member, browser: HttpsClient, episode: EpisodeOfCare, _row: int
) -> None:
    visit = start(therapist, episode)
    save(visit, "range_of_motion", {"knee_flexion_passive.left": "153"}, by=therapist, keep=True)
    first = sign(visit, by=therapist)
    start_amendment(assessment=visit, reason="Typed 153, measured 135", by=therapist, key=new_key())
    visit.refresh_from_db()
    save(visit, "range_of_motion", {"knee_flexion_passive.left": "135"}, by=therapist)
    second = sign(visit, by=therapist)
    texts = [
        item(from_payload(one.payload), "knee_flexion_passive", "left").text
        for one in (first, second)
    ]
    assert texts == ["153°", "135°"]
    assert from_payload(second.payload).header.amended_because == "Typed 153, measured 135"
    assert [one.signer_name for one in signatures_of(second)] == [therapist.user.full_name]
    earlier = text_of(browser.get(f"{page_of(visit, 'report')}?version=1"))
    assert "153°" in earlier
