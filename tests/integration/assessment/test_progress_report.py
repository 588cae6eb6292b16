"""Treatment days in a chart: when a progress report is due, and what ends a period."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from assessment.models import Assessment, VisitKind
from assessment.selectors.signing import review
from assessment.selectors.treatment_days import progress_of
from assessment.services import amending, signing
from clinics.access import AccessRefused, Member
from clinics.models import Clinic
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import password_of, save, settle, sign, start
from tests.integration.assessment.pages import section_of, text_of

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 3)
DUE_NEXT = "Progress report due at the next visit"
DUE_TODAY = "Progress report due today"
OVERDUE = "Progress report overdue"


def day(number: int) -> date:
    """The date of a treatment day, counted from 1."""
    return FIRST + timedelta(days=2 * (number - 1))


def visited(by: Member, episode: EpisodeOfCare, *numbers: int) -> list[Assessment]:
    kinds = {1: VisitKind.INITIAL}
    return [
        start(by, episode, day(number), kind=kinds.get(number, VisitKind.REASSESSMENT))
        for number in numbers
    ]


def short(episode: EpisodeOfCare, number: int) -> str:
    found = progress_of(episode, on=day(number))
    assert found is not None
    return found.short


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (8, ""),
        pytest.param(9, DUE_NEXT, id="row-81-visit-9"),
        pytest.param(10, DUE_TODAY, id="row-81-visit-10"),
        (11, OVERDUE),
    ],
)
def test_the_charting_page_says_when_it_is_due(
    therapist: Member, browser: HttpsClient, episode: EpisodeOfCare, number: int, said: str
) -> None:
    visits = visited(therapist, episode, *range(1, number + 1))
    page = words_of(text_of(browser.get(section_of(visits[-1], "pain"))))
    assert [one for one in (DUE_NEXT, DUE_TODAY, OVERDUE) if one in page] == (
        [said] if said else []
    )
    plan = words_of(text_of(browser.get(section_of(visits[-1], "plan"))))
    assert f"(treatment day {number} of the episode)" in plan


def test_the_patient_page_says_it_too(
    therapist: Member, browser: HttpsClient, episode: EpisodeOfCare
) -> None:
    visited(therapist, episode, *range(1, 11))
    kwargs = {"slug": episode.clinic.slug, "patient_id": episode.patient_id}
    page = words_of(text_of(browser.get(reverse("assessment:patient", kwargs=kwargs))))
    # Days later, the report of the tenth day is still not there.
    assert "Progress report overdue: it was due at visit 10 (treatment day 10" in page


def test_a_signed_reassessment_that_says_so_starts_the_next_ten(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    visits = visited(therapist, episode, *range(1, 11))
    sign(visits[4], by=therapist)
    assert short(episode, 10) == DUE_TODAY, "a reassessment alone is no progress report"
    save(visits[9], "plan", {"serves_as_progress_report.none": "yes"}, by=therapist)
    assert short(episode, 10) == DUE_TODAY, "a draft is none yet"
    sign(visits[9], by=therapist)
    assert short(episode, 10) == ""
    visited(therapist, episode, *range(11, 21))
    assert [short(episode, number) for number in (18, 19, 20)] == ["", DUE_NEXT, DUE_TODAY]


IS_REPORT = "serves_as_progress_report.none"


def amended(by: Member, visit: Assessment, answer: str) -> Assessment:
    """The visit with an amendment that answers so and is not signed yet."""
    why = "Said otherwise of the report"
    amending.start_amendment(assessment=visit, reason=why, by=by, key=new_key())
    again = Assessment.objects.get(pk=visit.pk)
    save(again, "plan", {IS_REPORT: answer}, by=by)
    return again


@pytest.mark.parametrize(
    ("first", "then", "before", "after"),
    [("yes", "no", "", DUE_TODAY), ("yes", "", "", DUE_TODAY), ("no", "yes", DUE_TODAY, "")],
)
def test_an_amendment_moves_nothing_before_it_is_signed(
    therapist: Member, episode: EpisodeOfCare, first: str, then: str, before: str, after: str
) -> None:
    visits = visited(therapist, episode, *range(1, 11))
    save(visits[9], "plan", {IS_REPORT: first}, by=therapist)
    sign(visits[9], by=therapist)
    assert short(episode, 10) == before
    again = amended(therapist, visits[9], then)
    assert short(episode, 10) == before
    sign(again, by=therapist)
    assert short(episode, 10) == after


def test_the_kind_of_visit_is_the_signed_one_too_while_it_is_amended(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    visits = visited(therapist, episode, *range(1, 11))
    sign(visits[9], by=therapist)
    again = amended(therapist, visits[9], "")
    Assessment.objects.filter(pk=again.pk).update(kind=VisitKind.DISCHARGE)
    assert short(episode, 10) == DUE_TODAY


def test_a_signed_discharge_is_a_report(therapist: Member, episode: EpisodeOfCare) -> None:
    visited(therapist, episode, *range(1, 10))
    last = start(therapist, episode, day(10), kind=VisitKind.DISCHARGE)
    assert short(episode, 10) == DUE_TODAY
    sign(last, by=therapist)
    assert short(episode, 10) == ""


def test_an_initial_evaluation_is_no_report_whatever_it_says(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    first, *_rest = visited(therapist, episode, *range(1, 11))
    save(first, "plan", {"serves_as_progress_report.none": "yes"}, by=therapist)
    sign(first, by=therapist)
    assert short(episode, 10) == DUE_TODAY


def test_void_visits_and_second_visits_of_a_day_do_not_count(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    visits = visited(therapist, episode, *range(1, 11))
    signing.void(assessment=visits[3], reason="wrong patient", by=therapist)
    assert short(episode, 10) == DUE_NEXT
    start(therapist, episode, day(9), kind=VisitKind.REASSESSMENT)
    assert short(episode, 10) == DUE_NEXT


@pytest.mark.parametrize("_row", [pytest.param(81, id="row-81-assistant")])
def test_an_assistant_cannot_write_or_sign_a_progress_report(
    therapist: Member, assistant: Member, episode: EpisodeOfCare, _row: int
) -> None:
    visited(therapist, episode, *range(1, 10))
    (tenth,) = visited(assistant, episode, 10)
    with pytest.raises(AccessRefused):
        save(tenth, "plan", {"serves_as_progress_report.none": "yes"}, by=assistant)
    settle(tenth, by=therapist)
    with pytest.raises(AccessRefused):
        signing.sign(
            assessment=tenth,
            digest_seen=review(tenth).digest,
            password=password_of(assistant),
            by=assistant,
        )
    assert short(episode, 10) == DUE_TODAY


@pytest.mark.parametrize(
    ("visits", "days", "said"),
    [
        (0, 0, None),
        (5, 0, OVERDUE),
        (12, 0, ""),
        (0, 18, DUE_TODAY),
        (10, 30, DUE_TODAY),
        (12, 17, OVERDUE),
        (12, 19, ""),
    ],
)
def test_a_clinic_sets_its_own_numbers_or_switches_it_off(
    therapist: Member, episode: EpisodeOfCare, visits: int, days: int, said: str | None
) -> None:
    Clinic.objects.filter(pk=episode.clinic_id).update(progress_visits=visits, progress_days=days)
    visited(therapist, episode, *range(1, 11))
    again = EpisodeOfCare.objects.select_related("clinic").get(pk=episode.pk)
    found = progress_of(again, on=day(10))
    assert (found.short if found else None) == said


def test_a_closed_episode_asks_for_nothing(therapist: Member, episode: EpisodeOfCare) -> None:
    visited(therapist, episode, *range(1, 11))
    episode.closed_on = day(10)
    assert progress_of(episode, on=day(10)) is None
