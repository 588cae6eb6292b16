"""The home page and the follow-up list over HTTP: what stands where, for whom, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import Assessment, FollowUpOutcome, PlannedReview
from assessment.selectors.signing import review
from assessment.services import signing
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at, written
from patients.models import EpisodeOfCare, Patient
from patients.services import open_episode
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import (
    open_left_knee,
    password_of,
    plan,
    settle,
    sign,
    start,
)
from tests.integration.assessment.many import many_patients
from tests.integration.assessment.pages import sent_by, text_of

# What a page says is the same on both databases; that its statements run on both, the walk tries.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

UNATTENDED = {"X-Background": "1"}


def at(name: str, **kwargs: Any) -> str:
    return reverse(f"assessment:{name}", kwargs={"slug": "riverside", **kwargs})


@pytest.fixture
def overdue(therapist: Member, episode: EpisodeOfCare) -> PlannedReview:
    """A review that was due a week ago."""
    Patient.objects.filter(pk=episode.patient_id).update(phone="020 7946 0142")
    visit = start(therapist, episode, today_at(therapist.clinic) - timedelta(weeks=3))
    plan(visit, by=therapist, weeks=2)
    sign(visit, by=therapist)
    return PlannedReview.objects.get()


@pytest.fixture
def desk(clinics: DemoClinics, sign_in: Callable[..., HttpsClient]) -> HttpsClient:
    """The front desk's browser."""
    return sign_in(clinics.members["riverside", Role.FRONT_DESK].user)


def outcome_form(page: Any, planned: PlannedReview, **typed: str) -> dict[str, str]:
    return sent_by(page) | {"outcome": "message_left"} | typed


def test_the_front_desk_sees_people_and_days_and_nothing_of_the_chart(
    desk: HttpsClient, overdue: PlannedReview
) -> None:
    for where in (at("home"), at("follow_up"), at("outcome", planned_id=overdue.pk)):
        text = text_of(desk.get(where))
        assert "ORTIZ, Beatriz" in text
        assert "020 7946 0142" in text
        assert "overdue since" in text
        assert "ACL" not in text
        assert "hamstring" not in text
    verbs = [Verb.FOLLOW_UP_LISTED, Verb.FOLLOW_UP_LISTED, Verb.FOLLOW_UP_READ]
    events = AuditEvent.objects.filter(verb__in=verbs).order_by("at", "id")
    assert [one.verb for one in events] == verbs
    person = str(overdue.assessment.patient_id)
    assert [one.detail for one in events] == [
        {"show": "home", "patients": person},
        {"show": "to-do", "patients": person},
        {},
    ]


def test_the_therapist_sees_the_problem_too(browser: HttpsClient, overdue: PlannedReview) -> None:
    assert "Left ACL reconstruction" in text_of(browser.get(at("follow_up")))


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.STUDENT, Role.ADMIN, Role.REVIEWER])
def test_others_are_refused_and_are_not_led_there(
    clinics: DemoClinics,
    sign_in: Callable[..., HttpsClient],
    overdue: PlannedReview,
    role: Role,
) -> None:
    browser = sign_in(clinics.members["riverside", role].user)
    assert browser.get(at("follow_up")).status_code == 403
    assert browser.get(at("outcome", planned_id=overdue.pk)).status_code == 403
    patient = at("patient", patient_id=overdue.assessment.patient_id)
    for page in (text_of(browser.get(where)) for where in (at("home"), patient)):
        assert at("follow_up") not in page
        assert at("outcome", planned_id=overdue.pk) not in page
        assert "overdue since" not in page


def test_a_patients_page_says_on_the_episodes_card_when_it_is_reviewed(
    browser: HttpsClient, desk: HttpsClient, overdue: PlannedReview, therapist: Member
) -> None:
    where = at("patient", patient_id=overdue.assessment.patient_id)
    outcome = at("outcome", planned_id=overdue.pk)

    def review(page: Any) -> str:
        return text_of(page).partition("<dt>Next review</dt>")[2].partition("</dd>")[0]

    today = today_at(therapist.clinic)
    said = review(browser.get(where))
    assert f"overdue since {written(today - timedelta(weeks=1))}" in said
    assert "chip-stop" in said and '<svg class="shape"' in said
    outcome = f"{outcome}?back=patient"
    assert f'href="{outcome}"' in said
    # Who reads no charts sees no episode here; the follow-up list tells the day.
    assert "overdue since" not in text_of(desk.get(where))
    assert "The chart is not shown here" in text_of(desk.get(where))
    assert "No episode of care yet" not in text_of(desk.get(where))

    booked = {"outcome": "booked", "booked_for": (today + timedelta(days=3)).isoformat()}
    sent = browser.post(outcome, outcome_form(browser.get(outcome), overdue, **booked))
    assert sent.headers["Location"] == where
    said = review(browser.get(where))
    assert f"booked for {written(today + timedelta(days=3))}" in said
    assert "chip-good" in said

    later = start(therapist, overdue.assessment.episode, today - timedelta(days=1))
    plan(later, by=therapist, visits=2)
    assert "not signed yet" in review(browser.get(where))
    sign(later, by=therapist)
    assert "after 2 visits, 0 so far" in review(browser.get(where))


def test_a_patients_page_says_nothing_of_a_review_that_is_not_planned(
    browser: HttpsClient, overdue: PlannedReview, therapist: Member
) -> None:
    day = today_at(therapist.clinic) - timedelta(days=1)
    visit = start(therapist, overdue.assessment.episode, day)
    plan(visit, by=therapist, reason="discharged to the gym")
    sign(visit, by=therapist)
    where = at("patient", patient_id=overdue.assessment.patient_id)
    assert "Next review" not in text_of(browser.get(where))


def test_the_reviews_of_two_episodes_stand_each_on_its_own_card(
    browser: HttpsClient, overdue: PlannedReview, therapist: Member
) -> None:
    patient = overdue.assessment.patient
    right = {"kind": "pfp", "problem": "Right kneecap pain", "side": "right"}
    other = open_episode(by=therapist, key=new_key(), patient=patient, values=right)
    visit = start(therapist, other, today_at(therapist.clinic) - timedelta(days=1))
    plan(visit, by=therapist, weeks=20)
    sign(visit, by=therapist)
    many_patients(therapist, 3, today=today_at(therapist.clinic))
    page = text_of(browser.get(at("patient", patient_id=patient.pk)))
    cards = {
        one: page.partition(f'aria-labelledby="episode-{one.pk}"')[2].partition("</section>")[0]
        for one in (overdue.assessment.episode, other)
    }
    assert ["overdue since" in card for card in cards.values()] == [True, False]
    assert [card.count("Record outcome") for card in cards.values()] == [1, 1]


def test_an_outcome_is_recorded_from_the_list_and_leads_back_to_its_part(
    desk: HttpsClient, overdue: PlannedReview
) -> None:
    where = at("outcome", planned_id=overdue.pk)
    page = desk.get(f"{at('follow_up')}?show=overdue")
    sent = outcome_form(page, overdue, note="Asked to call back")
    for _twice in range(2):
        answer = desk.post(where, sent)
        assert answer["Location"] == f"{at('follow_up')}?show=overdue"
    row = FollowUpOutcome.objects.get()
    assert (row.outcome, row.note, row.by.full_name) == (
        "message_left",
        "Asked to call back",
        "Callum Price",
    )
    assert "Message left" in text_of(desk.get(at("follow_up")))
    home = desk.post(where, outcome_form(desk.get(at("home")), overdue))
    assert home["Location"] == at("home")
    elsewhere = outcome_form(desk.get(at("home")), overdue, back="//elsewhere.example/")
    assert desk.post(where, elsewhere)["Location"] == at("follow_up")
    assert FollowUpOutcome.objects.count() == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"outcome": ""}, "Say what came of it."),
        ({"outcome": "cured"}, "cured is not one of the available choices"),
        ({"outcome": "booked"}, "Say for which date it is booked."),
        ({"outcome": "booked", "booked_for": "12/01/2027"}, "year-month-day"),
        ({"outcome": "booked", "booked_for": "2020-01-01"}, "This date is over"),
        ({"outcome": "booked", "booked_for": "9999-12-31"}, "more than five years"),
        ({"outcome": "other", "note": ""}, "Write in a few words"),
        ({"note": "x" * 301}, "at most 300 characters"),
        ({"note": "x" * 100_000}, "at most 2000 characters"),
        ({"note": "a\u202eb"}, "invisible control character"),
        ({"key": ""}, "came back incomplete"),
        ({"seen": "0" * 40}, "came back incomplete"),
    ],
)
def test_an_outcome_that_is_refused_says_why_beside_what_was_typed(
    desk: HttpsClient, overdue: PlannedReview, typed: dict[str, str], words: str
) -> None:
    where = at("outcome", planned_id=overdue.pk)
    sent = outcome_form(desk.get(where), overdue, **({"note": "Rang twice"} | typed))
    page = desk.post(where, sent)
    assert page.status_code == 422
    assert words in text_of(page)
    assert not FollowUpOutcome.objects.exists()
    back = sent_by(page)
    assert (back["note"], back["booked_for"]) == (sent["note"], sent["booked_for"])
    good = {"outcome": "declined", "booked_for": "", "note": "Feels well"}
    assert desk.post(where, back | good).status_code == 302


@pytest.mark.parametrize("junk", ["a\x00b", "\ud800", "x" * 200])
def test_junk_in_the_address_or_the_form_is_no_error_of_ours(
    desk: HttpsClient, overdue: PlannedReview, junk: str
) -> None:
    query = {"show": junk.encode("utf-8", "surrogatepass"), "page": b"-1"}
    assert desk.get(at("follow_up"), query).status_code in (200, 400)
    where = at("outcome", planned_id=overdue.pk)
    sent = outcome_form(desk.get(where), overdue)
    for name in ("outcome", "seen", "back", "booked_for", "note", "key"):
        typed = sent | {name: junk.encode("utf-8", "surrogatepass")}
        assert desk.post(where, typed).status_code in (302, 400, 422), name


def test_a_review_that_is_over_says_so_and_asks_nothing(
    browser: HttpsClient, overdue: PlannedReview, therapist: Member, episode: EpisodeOfCare
) -> None:
    visit = start(therapist, episode, today_at(therapist.clinic) - timedelta(days=1))
    sign(visit, by=therapist)
    page = browser.get(at("outcome", planned_id=overdue.pk))
    assert "This review is no longer due" in text_of(page)
    assert "Save outcome" not in text_of(page)
    late = browser.post(
        at("outcome", planned_id=overdue.pk), {"key": new_key(), "outcome": "declined"}
    )
    assert late.status_code == 422
    assert "no longer due" in text_of(late)


def test_the_list_says_what_to_do_while_it_is_empty(browser: HttpsClient, draft: Any) -> None:
    assert "No review is planned yet" in text_of(browser.get(at("follow_up")))
    home = text_of(browser.get(at("home")))
    assert "Nothing waits for you" in home
    assert "Nobody is due this week" in home


def test_what_needs_the_person_stands_first_on_the_home_page(
    browser: HttpsClient, overdue: PlannedReview, draft: Assessment
) -> None:
    text = text_of(browser.get(at("home")))
    places = [text.index(f'id="{one}"') for one in ("needs", "drafts", "due", "recent")]
    assert places == sorted(places)


def test_what_was_begun_a_day_ago_and_is_not_signed_stands_by_itself(
    browser: HttpsClient,
    clinics: DemoClinics,
    assistant: Member,
    therapist: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    names = ("Fresh", "Mine", "Theirs", "Handed", "Signed")
    charts = {}
    for number, name in enumerate(names):
        by = assistant if name in ("Theirs", "Handed") else therapist
        episode = open_left_knee(
            therapist, family_name=f"{name}son", number=f"7{number}", birth_date=None
        )
        charts[name] = start(by, episode)
    sign(charts["Signed"], by=therapist)
    for name in names[1:4]:
        begun = charts[name].entered_at - timedelta(hours=25)
        Assessment.objects.filter(pk=charts[name].pk).update(entered_at=begun)
    _hand_over(charts["Handed"], assistant, therapist)

    def unsigned(by: HttpsClient) -> str:
        text = text_of(by.get(at("home")))
        return text.partition('id="unsigned"')[2].partition("</section>")[0]

    shown = unsigned(browser)
    # What awaits co-signature stands with what waits for the therapist.
    assert [name for name in names if f"{name.upper()}SON" in shown] == ["Mine", "Theirs"]
    theirs = unsigned(sign_in(assistant.user))
    assert [name for name in names if f"{name.upper()}SON" in theirs] == ["Theirs", "Handed"]
    drafts = text_of(browser.get(at("home"))).partition('id="drafts"')[2].partition("</section>")
    assert "FRESHSON" in drafts[0]
    assert "MINESON" not in drafts[0]


def _hand_over(draft: Assessment, assistant: Member, therapist: Member) -> None:
    draft.refresh_from_db()
    settle(draft, by=therapist)
    signing.submit(
        assessment=draft,
        digest_seen=review(draft).digest,
        password=password_of(assistant),
        by=assistant,
    )


def test_recent_patients_are_those_the_person_saw_each_once(
    browser: HttpsClient, therapist: Member, assistant: Member, episode: EpisodeOfCare
) -> None:
    for day in (3, 10):
        start(therapist, episode, date(2026, 3, day))
    other = open_left_knee(therapist, family_name="Novak", number="88", birth_date=date(1980, 1, 2))
    start(assistant, other, date(2026, 3, 12))
    recent = text_of(browser.get(at("home"))).partition('id="recent"')[2]
    assert recent.count("ORTIZ, Beatriz") == 1
    assert "10 Mar 2026" in recent
    assert "NOVAK" not in recent


def test_a_page_of_the_list_holds_so_many_and_costs_the_same_however_many_there_are(
    browser: HttpsClient, desk: HttpsClient, therapist: Member
) -> None:
    def cost(who: HttpsClient, where: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            page = who.get(where, headers=UNATTENDED)
        assert text_of(page).count("Record outcome") in (8, 25)
        return len(queries)

    everything = f"{at('follow_up')}?show=all"
    many_patients(therapist, 30, today=today_at(therapist.clinic))
    browser.get(at("home"))
    desk.get(at("home"))
    pages = [(who, where) for who in (browser, desk) for where in (at("home"), everything)]
    few = [cost(who, where) for who, where in pages]
    many_patients(therapist, 270, today=today_at(therapist.clinic))
    assert [cost(who, where) for who, where in pages] == few
    last = browser.get(f"{everything}&page=99")
    assert "page 12 of 12" in text_of(last)
