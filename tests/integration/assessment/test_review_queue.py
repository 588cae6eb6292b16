"""What waits for a review: who asked, the clinic's rule, what stands out, and what is damaged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from assessment import locks
from assessment.models import (
    InvolvedSide,
    SignedVersion,
    VisitKind,
)
from assessment.selectors.review_queue import MOST, Show
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.errors import ChartRefused
from assessment.services.goals import GoalWords, set_goal
from clinics.access import Member, Role
from clinics.demo import DemoClinics, make_demo_clinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.database import DatabaseCopy
from tests.integration.assessment.charting import (
    open_left_knee,
    password_of,
    save,
    settle,
    sign,
    start,
)
from tests.integration.assessment.many import many_patients
from tests.integration.assessment.pages import text_of
from tests.integration.assessment.reviews import (
    AGAIN,
    FIRST,
    OTHER_GAUGE,
    STRONG,
    STRONGER,
    WEAKER,
    amending,
    asked,
    assigned,
    cosigned,
    count_of,
    queue_of,
    reviewed,
    second_therapist,
    signed_again,
    signed_visit,
    statements,
    today,
    two_visits,
    waiting_for,
    with_rule,
)

SignIn = Callable[..., HttpsClient]


@pytest.fixture
def reviewer(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.REVIEWER]


@pytest.fixture
def admin(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ADMIN]


@pytest.fixture
def colleague(clinics: DemoClinics) -> Member:
    return second_therapist(clinics.clinics["riverside"])


def test_without_a_rule_only_what_was_asked_for_waits(
    therapist: Member, colleague: Member, episode: EpisodeOfCare
) -> None:
    first, again = two_visits(therapist, episode)
    assert waiting_for(colleague) == []
    # Any signed evaluation may be asked about, also one that no rule wants.
    asked(first, colleague, therapist)
    assert (waiting_for(colleague), count_of(colleague)) == ([first], 1)
    assert (waiting_for(therapist), count_of(therapist)) == ([], 0)
    reviewed(first, colleague)
    assert (waiting_for(colleague), count_of(colleague)) == ([], 0)
    assert again.version_number == 1


def test_a_reviewer_sees_what_is_assigned_and_as_long_as_it_is(
    therapist: Member, reviewer: Member, admin: Member, episode: EpisodeOfCare
) -> None:
    with_rule(therapist, "all")
    other = open_left_knee(therapist, number="77", given_name="Ana", birth_date=date(1980, 1, 2))
    two_visits(therapist, other)
    _first, again = two_visits(therapist, episode)
    assert waiting_for(today(reviewer)) == []
    assigned(reviewer, episode.patient, admin)
    assert (waiting_for(today(reviewer)), count_of(today(reviewer))) == ([again], 1)


def test_every_reassessment_waits_by_rule_until_anybody_reviewed_it(
    therapist: Member, colleague: Member, clinics: DemoClinics, episode: EpisodeOfCare
) -> None:
    third = second_therapist(clinics.clinics["riverside"], "Olu Adeyemi")
    _first, again = two_visits(therapist, episode, STRONG)
    last = signed_visit(therapist, episode, date(2026, 4, 7), STRONG, kind=VisitKind.DISCHARGE)
    for one in (colleague, third):
        assert waiting_for(with_rule(one, "all")) == [again, last]
    # Nobody reviews their own work, whatever the rule.
    assert waiting_for(today(therapist)) == []
    reviewed(again, today(colleague))
    assert waiting_for(today(third)) == [last]
    signing.void(assessment=last, reason="wrong patient", by=therapist)
    assert waiting_for(today(third)) == []


def test_who_was_asked_waits_though_somebody_else_reviewed_it(
    therapist: Member, colleague: Member, clinics: DemoClinics, episode: EpisodeOfCare
) -> None:
    third = second_therapist(clinics.clinics["riverside"], "Olu Adeyemi")
    _first, again = two_visits(therapist, episode)
    asked(again, third, therapist)
    reviewed(again, colleague)
    assert waiting_for(third) == [again]


def test_the_rule_for_what_is_worse_wants_only_what_is_worse_beyond_its_error(
    therapist: Member, colleague: Member, episode: EpisodeOfCare
) -> None:
    _first, worse = two_visits(therapist, episode)
    # Far stronger than before: a real change, for the better.
    signed_visit(therapist, episode, date(2026, 4, 7), STRONGER)
    # Measured another way: nobody can tell whether it is worse.
    other = open_left_knee(therapist, number="77", given_name="Ana", birth_date=date(1980, 1, 2))
    two_visits(therapist, other, OTHER_GAUGE)
    assert waiting_for(with_rule(colleague, "worse")) == [worse]


def test_what_somebody_had_a_hand_in_never_waits_for_them(
    therapist: Member, assistant: Member, colleague: Member, episode: EpisodeOfCare
) -> None:
    signed_visit(therapist, episode, FIRST, STRONG, kind=VisitKind.INITIAL)
    visit = start(assistant, episode, AGAIN, kind=VisitKind.REASSESSMENT)
    save(visit, "strength", WEAKER, by=assistant)
    settle(visit, by=assistant)
    visit.refresh_from_db()
    signing.submit(
        assessment=visit,
        digest_seen=review(visit).digest,
        password=password_of(assistant),
        by=assistant,
    )
    cosigned(visit, by=colleague)
    assert waiting_for(with_rule(colleague, "all")) == []
    assert waiting_for(today(therapist)) == [visit]


def test_a_request_moves_on_to_the_next_version(
    therapist: Member, colleague: Member, episode: EpisodeOfCare, sign_in: SignIn
) -> None:
    _first, again = two_visits(therapist, episode)
    asked(again, colleague, therapist, note="Is the left side really weaker?")
    signed_again(again, therapist)
    (row,) = queue_of(colleague).rows.object_list
    assert row.request is not None
    assert (row.request.version_number, row.version.number) == (1, 2)
    browser = sign_in(colleague.user)
    page = text_of(browser.get("/c/riverside/reviews/"))
    assert "asked by Amina Khan on" in page
    assert "about version 1, now version 2" in page
    assert "Is the left side really weaker?" in page
    reviewed(again, colleague)
    assert waiting_for(colleague) == []


def test_a_version_that_was_reviewed_waits_again_once_the_next_is_signed(
    therapist: Member, colleague: Member, episode: EpisodeOfCare
) -> None:
    _first, again = two_visits(therapist, episode)
    colleague = with_rule(colleague, "all")
    reviewed(again, colleague)
    assert waiting_for(colleague) == []
    signed_again(again, therapist)
    assert waiting_for(colleague) == [again]


def test_while_it_is_amended_the_signed_version_may_be_reviewed(
    therapist: Member, colleague: Member, episode: EpisodeOfCare
) -> None:
    _first, again = two_visits(therapist, episode)
    asked(again, colleague, therapist)
    amending(again, therapist)
    assert waiting_for(colleague) == [again]
    assert reviewed(again, colleague).version_number == 1


def test_filters_show_what_the_signed_records_say(
    therapist: Member, colleague: Member, sign_in: SignIn, episode: EpisodeOfCare
) -> None:
    colleague = with_rule(colleague, "all")
    _first, worse = two_visits(therapist, episode)
    other = open_left_knee(therapist, number="77", given_name="Ana", birth_date=date(1980, 1, 2))
    signed_visit(therapist, other, FIRST, STRONG, kind=VisitKind.INITIAL)
    apart = start(therapist, other, AGAIN, kind=VisitKind.REASSESSMENT)
    save(apart, "strength", OTHER_GAUGE, by=therapist)
    for due, status in ((date(2026, 4, 1), "open"), (date(2026, 4, 1), "met")):
        goal = GoalWords(statement="Climbs stairs", due=due, status=status)
        set_goal(assessment=apart, words=goal, by=therapist, key=new_key())
    sign(apart, by=therapist)

    assert set(waiting_for(colleague)) == {worse, apart}
    assert waiting_for(colleague, Show.WORSE) == [worse]
    assert waiting_for(colleague, Show.APART) == [apart]
    assert waiting_for(colleague, Show.GOALS) == [apart]
    # Neither was screened whole.
    assert len(waiting_for(colleague, Show.FLAGS)) == 2
    counts = queue_of(colleague).counts
    assert [counts[one] for one in Show] == [2, 1, 1, 1, 2]

    browser = sign_in(colleague.user)
    page = text_of(browser.get("/c/riverside/reviews/?show=worse"))
    assert "worse beyond error:</strong> Knee extension force, left" in page
    assert "ORTIZ, Beatriz" in page and "ORTIZ, Ana" not in page
    page = text_of(browser.get("/c/riverside/reviews/?show=goal-overdue"))
    assert "Goal overdue:</strong> Climbs stairs</p>" in page
    assert "8 of 8 not assessed" in page
    unknown = browser.get("/c/riverside/reviews/?show=everything&page=x&by=me")
    assert unknown.status_code == 200
    assert "ORTIZ, Beatriz" in text_of(unknown) and "ORTIZ, Ana" in text_of(unknown)


@pytest.mark.parametrize("rule", ["all", "worse"])
def test_a_damaged_version_is_listed_as_damaged_whatever_its_bytes_say_now(
    committed_db: DatabaseCopy, sign_in: SignIn, rule: str
) -> None:
    """Somebody at the database with the locks off, which Vastus itself never takes off."""
    therapist = make_demo_clinics().members["riverside", Role.THERAPIST]
    colleague = with_rule(second_therapist(therapist.clinic), rule)
    _first, again = two_visits(therapist, open_left_knee(therapist))
    version = SignedVersion.objects.get(assessment=again)
    browser = sign_in(colleague.user)
    for bytes_now in (
        version.payload.replace("worsened", "improved"),
        version.payload.replace("120 N", "320 N"),
        "{}",
        "no payload",
    ):
        locks.remove(connection)
        SignedVersion.objects.filter(pk=version.pk).update(payload=bytes_now)
        locks.install(connection)
        queue = queue_of(colleague)
        assert [one.assessment for one in queue.damaged] == [again]
        assert (list(queue.rows.object_list), queue.counts[Show.ALL]) == ([], 0)
        page = text_of(browser.get("/c/riverside/reviews/"))
        with pytest.raises(ChartRefused, match="does not verify"):
            reviewed(again, colleague)
        assert "Does not verify" in page and "damaged" in page and "ORTIZ, Beatriz" in page


def test_more_than_can_be_read_at_once_is_said(
    therapist: Member, colleague: Member, sign_in: SignIn
) -> None:
    colleague = with_rule(colleague, "all")
    many_patients(therapist, 66, today=today_at(therapist.clinic))
    queue = queue_of(colleague)
    assert (len(queue.damaged), queue.more) == (198, False)
    many_patients(therapist, 1, today=today_at(therapist.clinic))
    queue = queue_of(colleague)
    assert (len(queue.damaged), queue.more) == (MOST, True)
    page = text_of(sign_in(colleague.user).get("/c/riverside/reviews/"))
    assert "counted here are the first 200" in page


def test_reading_the_queue_leaves_one_event_with_the_patients_and_none_when_it_is_empty(
    therapist: Member, colleague: Member, sign_in: SignIn, episode: EpisodeOfCare
) -> None:
    browser = sign_in(colleague.user)
    assert "Nothing waits for your review" in text_of(browser.get("/c/riverside/reviews/"))
    events = AuditEvent.objects.filter(verb=Verb.REVIEW_QUEUE_READ)
    assert not events.exists()
    _first, again = two_visits(therapist, episode)
    asked(again, colleague, therapist)
    before = AuditEvent.objects.count()
    browser.get("/c/riverside/reviews/")
    assert AuditEvent.objects.count() == before + 1
    assert events.get().detail == {"show": "all", "patients": str(episode.patient_id)}


def test_who_may_not_review_has_no_queue(assistant: Member, admin: Member, sign_in: SignIn) -> None:
    for member in (assistant, admin):
        browser = sign_in(member.user)
        assert browser.get("/c/riverside/reviews/").status_code == 403
        assert "/c/riverside/reviews/" not in text_of(browser.get("/c/riverside/"))
    assert browser.get("/c/nordhavn/reviews/").status_code == 404


@pytest.mark.once
def test_the_queue_costs_the_same_with_two_and_with_twenty_waiting(
    therapist: Member, colleague: Member, sign_in: SignIn, episode: EpisodeOfCare
) -> None:
    with_rule(colleague, "all")
    first = signed_visit(therapist, episode, FIRST, STRONG, kind=VisitKind.INITIAL)
    asked(first, colleague, therapist)
    signed_visit(therapist, episode, AGAIN, WEAKER)
    browser = sign_in(colleague.user)
    where = "/c/riverside/reviews/"
    browser.get(where)
    with statements() as few:
        assert "asked by" in text_of(browser.get(where, headers={"X-Background": "1"}))
    for day in range(1, 19):
        visit = start(
            therapist,
            episode,
            date(2026, 4, day),
            kind=VisitKind.REASSESSMENT,
            involved=InvolvedSide.LEFT,
        )
        sign(visit, by=therapist)
    with statements() as many:
        page = text_of(browser.get(where, headers={"X-Background": "1"}))
    assert page.count("by the clinic") == 19
    print(f"statements with 2 and with 20 waiting: {len(few)} and {len(many)}")  # noqa: T201
    assert len(few) == len(many)
