"""Any two signed visits of an episode side by side, chosen on a page that needs no script."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.models import Assessment, VisitKind
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import open_left_knee, save, sign, start
from tests.integration.assessment.pages import episode_page, text_of
from tests.unit.outputs.rendering import squeezed, words

pytestmark = pytest.mark.django_db

SETUP = {"knee_extension_force.setup.fixation": "belt"}


def charted(by: Member, episode: EpisodeOfCare, on: date, newtons: int) -> Assessment:
    visit = start(by, episode, on, kind=VisitKind.REASSESSMENT)
    save(visit, "strength", SETUP | {"knee_extension_force.left": f"{newtons} N"}, by=by)
    sign(visit, by=by)
    return visit


@pytest.fixture
def visits(therapist: Member, episode: EpisodeOfCare) -> list[Assessment]:
    days = ((3, 100), (17, 280), (31, 300))
    return [charted(therapist, episode, date(2026, 3, day), force) for day, force in days]


def opened(browser: HttpsClient, episode: EpisodeOfCare, **chosen: str) -> tuple[int, str]:
    answer = browser.get(episode_page(episode, "compare"), chosen)
    return answer.status_code, words(text_of(answer))


def test_the_progress_page_offers_the_choice_and_any_two_are_compared(
    browser: HttpsClient, episode: EpisodeOfCare, visits: list[Assessment]
) -> None:
    progress = text_of(browser.get(episode_page(episode, "episode_report")))
    assert episode_page(episode, "compare") in progress
    for visit in visits:
        assert f'value="{visit.pk}"' in progress
    status, page = opened(browser, episode, a=str(visits[1].pk), b=str(visits[2].pk))
    assert status == 200
    assert squeezed("+20 N (+7.1 %), better: no change beyond measurement error") in squeezed(page)
    status, page = opened(browser, episode, a=str(visits[2].pk), b=str(visits[0].pk))
    assert squeezed("+200 N (+200.0 %), improved: real change") in squeezed(page)
    told = AuditEvent.objects.filter(verb=Verb.PROGRESS_READ, object_id=str(episode.pk))
    assert [one.detail for one in told.order_by("pk")] == [{}, *[{"page": "two visits"}] * 2]


def test_what_cannot_be_chosen_is_refused_in_words(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, visits: list[Assessment]
) -> None:
    same = str(visits[0].pk)
    status, page = opened(browser, episode, a=same, b=same)
    assert status == 422
    assert "Choose another visit than the first" in page
    draft = start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    elsewhere = open_left_knee(
        therapist,
        number="20771",
        family_name="Holm",
        given_name="Ada",
        birth_date=date(1961, 8, 2),
    )
    other = charted(therapist, elsewhere, date(2026, 3, 3), 100)
    hostile = ("", "x", "\x00", "\ud800", "9" * 5000, str(draft.pk), str(other.pk))
    for chosen in hostile:
        query = chosen.encode("utf-8", "surrogatepass")
        answer = browser.get(episode_page(episode, "compare"), {"a": same, "b": query})
        assert answer.status_code in (400, 422), repr(chosen[:9])
        if answer.status_code == 422:
            assert "Choose one of the signed visits" in text_of(answer)


def test_with_one_signed_visit_the_page_says_what_is_missing(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare
) -> None:
    charted(therapist, episode, date(2026, 3, 3), 100)
    status, page = opened(browser, episode)
    assert status == 200
    assert "There are not two signed visits yet" in page


def test_without_a_choice_the_page_asks_for_one(
    browser: HttpsClient, episode: EpisodeOfCare, visits: list[Assessment]
) -> None:
    status, page = opened(browser, episode)
    assert status == 200
    assert page.count("Mar 2026, Reassessment") == 6
    assert "In short" not in page
