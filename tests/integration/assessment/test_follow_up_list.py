"""Who is due on a day: the last signed visit's plan within one episode, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessment.models import Assessment, OutcomeKind, PlannedReview, SignedVersion
from assessment.selectors.follow_up import Due, Show, Standing, follow_up
from assessment.selectors.in_force import end_of_day
from assessment.services import signing
from assessment.services.errors import ChangedSinceRead, ChartRefused
from assessment.services.follow_up import OutcomeEntry, OutcomeRefused, record_outcome
from clinics.access import Member
from clinics.models import AuditEvent, Clinic
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at
from patients.models import EpisodeOfCare
from patients.services import close_episode, open_episode
from tests.integration.assessment.charting import ACL, open_left_knee, plan, sign, start
from tests.integration.assessment.many import many_patients

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 3)
DUE = date(2026, 4, 14)


def visit(by: Member, episode: EpisodeOfCare, on: date, *, at: time = time(9), **said: Any) -> Any:
    """A signed visit with its next review."""
    made = start(by, episode, on, at=at)
    plan(made, by=by, **(said or {"weeks": 6}))
    sign(made, by=by)
    made.refresh_from_db()
    return made


def listed(by: Member, on: date, show: Show = Show.ALL) -> list[Due]:
    return list(follow_up(by, on=on, show=show).rows)


def standing(by: Member, on: date) -> tuple[Standing, date | None] | None:
    """How the clinic's one planned review stands; none when it is not on the list."""
    rows = [*listed(by, on), *listed(by, on, Show.SETTLED)]
    assert len(rows) < 2
    return (rows[0].standing, rows[0].due_on) if rows else None


def today(by: Member) -> date:
    return today_at(by.clinic)


def recorded(by: Member, outcome: OutcomeKind, **more: Any) -> Any:
    planned = PlannedReview.objects.order_by("-at").first()
    assert planned is not None
    last = planned.outcomes.order_by("-at", "-id").first()
    return record_outcome(
        planned=planned,
        entry=OutcomeEntry(outcome=outcome, **more),
        seen=more.pop("seen", str(last.pk) if last else ""),
        by=by,
        key=new_key(),
    )


def long_ago(by: Member, **said: Any) -> Any:
    """A visit three weeks ago; its review was due a week ago unless said otherwise."""
    return visit(by, open_left_knee(by), today(by) - timedelta(weeks=3), **(said or {"weeks": 2}))


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-8, Standing.LATER), (-7, Standing.DUE), (0, Standing.DUE), (1, Standing.OVERDUE)],
)
def test_a_review_is_due_from_a_week_before_its_day_and_overdue_from_the_day_after(
    therapist: Member, days: int, expected: Standing
) -> None:
    # Signed today, and asked about days to come.
    due = today(therapist) + timedelta(weeks=8)
    visit(therapist, open_left_knee(therapist), today(therapist) - timedelta(days=1), due_on=due)
    assert standing(therapist, due + timedelta(days=days)) == (expected, due)


@pytest.mark.parametrize(
    ("zone", "before"),
    [
        # The clocks change between the visit and the day it is due.
        ("Europe/Berlin", date(2026, 3, 24)),
        ("Europe/Berlin", date(2025, 10, 22)),
        ("America/New_York", date(2026, 3, 4)),
        ("America/New_York", date(2025, 10, 29)),
        ("Australia/Lord_Howe", date(2026, 4, 1)),
        ("Australia/Lord_Howe", date(2025, 10, 1)),
    ],
)
@pytest.mark.parametrize("at", [time(0, 5), time(12), time(23, 55)])
def test_a_week_is_seven_days_across_a_change_of_clocks(
    therapist: Member, zone: str, before: date, at: time
) -> None:
    Clinic.objects.filter(pk=therapist.clinic.pk).update(time_zone=zone)
    therapist.clinic.refresh_from_db()
    made = visit(therapist, open_left_knee(therapist), before, at=at, weeks=1)
    instant = made.visit_at.astimezone(ZoneInfo(zone))
    assert (instant.date(), instant.time()) == (before, at)
    due = before + timedelta(days=7)
    assert PlannedReview.objects.get().due_on == due
    there = datetime.combine(due, time(12), tzinfo=ZoneInfo(zone)).utcoffset()
    assert there != instant.utcoffset()
    assert standing(therapist, today(therapist)) == (Standing.OVERDUE, due)


def test_a_day_of_the_clinic_ends_at_its_own_midnight() -> None:
    for zone, day, hours in (
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
    ):
        clinic = Clinic(slug="x", time_zone=zone)
        ends = end_of_day(clinic, day).astimezone(UTC)
        began = end_of_day(clinic, day - timedelta(days=1)).astimezone(UTC)
        assert ends - began == timedelta(hours=hours), zone


def test_a_later_visit_replaces_the_plan_and_an_earlier_one_entered_late_does_not(
    therapist: Member,
) -> None:
    episode = open_left_knee(therapist)
    visit(therapist, episode, date(2026, 3, 3), weeks=6)
    visit(therapist, episode, date(2026, 3, 24), weeks=6)
    after = (Standing.OVERDUE, date(2026, 5, 5))
    assert standing(therapist, today(therapist)) == after
    # Entered now, between the two: the last visit's plan still counts.
    visit(therapist, episode, date(2026, 3, 10), weeks=1)
    assert standing(therapist, today(therapist)) == after


def test_of_two_visits_on_a_day_the_later_one_counts(therapist: Member) -> None:
    episode = open_left_knee(therapist)
    visit(therapist, episode, FIRST, at=time(15), weeks=2)
    visit(therapist, episode, FIRST, at=time(9), weeks=8)
    assert standing(therapist, today(therapist)) == (Standing.OVERDUE, date(2026, 3, 17))
    # At the same minute the order within the day decides.
    visit(therapist, episode, FIRST, at=time(15), weeks=3)
    assert standing(therapist, today(therapist)) == (Standing.OVERDUE, date(2026, 3, 24))


def test_a_void_visit_does_not_count_and_the_plan_before_stands_again(therapist: Member) -> None:
    episode = open_left_knee(therapist)
    visit(therapist, episode, FIRST, weeks=6)
    second = visit(therapist, episode, date(2026, 3, 24), reason="Goes elsewhere")
    assert standing(therapist, today(therapist)) is None
    signing.void(assessment=second, reason="Wrong patient", by=therapist)
    assert standing(therapist, today(therapist)) == (Standing.OVERDUE, DUE)


def test_an_unsigned_visit_is_shown_and_replaces_nothing(therapist: Member) -> None:
    episode = open_left_knee(therapist)
    visit(therapist, episode, FIRST)
    start(therapist, episode, date(2026, 4, 10))
    (row,) = listed(therapist, today(therapist))
    assert (row.standing, row.begun_on) == (Standing.OVERDUE, date(2026, 4, 10))


def test_each_episode_is_counted_by_itself_and_a_closed_one_is_not_due(therapist: Member) -> None:
    left = open_left_knee(therapist)
    visit(therapist, left, FIRST, weeks=6)
    right = open_episode(
        by=therapist, key=new_key(), patient=left.patient, values=ACL | {"side": "right"}
    )
    visit(therapist, right, date(2026, 3, 17), weeks=6)
    assert [row.due_on for row in listed(therapist, today(therapist))] == [
        DUE,
        date(2026, 4, 28),
    ]
    left.refresh_from_db()
    close_episode(
        by=therapist,
        key=new_key(),
        episode=left,
        version=left.version,
        closed_on=today(therapist),
    )
    assert [row.due_on for row in listed(therapist, today(therapist))] == [date(2026, 4, 28)]


def test_a_review_after_visits_is_due_once_so_many_have_followed(therapist: Member) -> None:
    episode = open_left_knee(therapist)
    visit(therapist, episode, FIRST, visits=2)
    assert standing(therapist, today(therapist)) == (Standing.LATER, None)
    last = visit(therapist, episode, date(2026, 3, 24), kept=True)
    (row,) = listed(therapist, today(therapist))
    assert (row.standing, row.visits_done) == (Standing.LATER, 1)
    # One entered late took place in between: it counts too.
    between = visit(therapist, episode, date(2026, 3, 10), kept=True)
    assert standing(therapist, today(therapist)) == (Standing.OVERDUE, last.visit_date)
    signing.void(assessment=between, reason="Twice", by=therapist)
    assert standing(therapist, today(therapist)) == (Standing.LATER, None)


def test_a_booking_leaves_the_work_until_its_day_is_over(therapist: Member) -> None:
    long_ago(therapist)
    assert len(listed(therapist, today(therapist), Show.OVERDUE)) == 1
    day = today(therapist) + timedelta(days=3)
    recorded(therapist, OutcomeKind.BOOKED, booked_for=day)
    for on, expected in (
        (today(therapist), Standing.BOOKED),
        (day, Standing.BOOKED),
        (day + timedelta(days=1), Standing.OVERDUE),
    ):
        assert standing(therapist, on) == (expected, day)
    counts = follow_up(therapist, on=day).counts
    assert counts == {
        Show.TO_DO: 0,
        Show.OVERDUE: 0,
        Show.WEEK: 0,
        Show.BOOKED: 1,
        Show.ALL: 1,
        Show.SETTLED: 0,
    }


@pytest.mark.parametrize("outcome", [OutcomeKind.DECLINED, OutcomeKind.NOT_NEEDED])
def test_who_declined_leaves_the_list_and_can_be_put_back(
    therapist: Member, outcome: OutcomeKind
) -> None:
    long_ago(therapist)
    recorded(therapist, outcome, note="Moved away")
    assert listed(therapist, today(therapist)) == []
    (row,) = listed(therapist, today(therapist), Show.SETTLED)
    assert (row.standing, row.last.note if row.last else "") == (Standing.SETTLED, "Moved away")
    recorded(therapist, OutcomeKind.MESSAGE_LEFT)
    assert len(listed(therapist, today(therapist), Show.OVERDUE)) == 1


def test_a_message_or_another_try_leaves_the_review_due(therapist: Member) -> None:
    long_ago(therapist)
    for outcome in (OutcomeKind.NOT_REACHED, OutcomeKind.MESSAGE_LEFT, OutcomeKind.OTHER):
        recorded(therapist, outcome, note="Line is busy")
        (row,) = listed(therapist, today(therapist), Show.TO_DO)
        assert row.last is not None
        assert row.last.outcome == outcome
    events = AuditEvent.objects.filter(verb=Verb.FOLLOW_UP_RECORDED)
    assert [one.detail for one in events.order_by("at", "id")] == [
        {"outcome": "not_reached"},
        {"outcome": "message_left"},
        {"outcome": "other"},
    ]


def test_a_kept_plan_keeps_its_booking_and_a_new_plan_has_none(therapist: Member) -> None:
    first = long_ago(therapist, weeks=5)
    day = today(therapist) + timedelta(days=15)
    recorded(therapist, OutcomeKind.BOOKED, booked_for=day)
    week = timedelta(weeks=1)
    visit(therapist, first.episode, first.visit_date + week, kept=True)
    assert standing(therapist, today(therapist)) == (Standing.BOOKED, day)
    visit(therapist, first.episode, first.visit_date + 2 * week, weeks=4)
    assert standing(therapist, today(therapist)) == (
        Standing.LATER,
        first.visit_date + 6 * week,
    )


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (OutcomeEntry(outcome=OutcomeKind.BOOKED), "booked_for"),
        (OutcomeEntry(outcome=OutcomeKind.BOOKED, booked_for=date(2026, 1, 1)), "booked_for"),
        (OutcomeEntry(outcome=OutcomeKind.BOOKED, booked_for=date(2999, 1, 1)), "booked_for"),
        (OutcomeEntry(outcome=OutcomeKind.OTHER, note=" "), "note"),
        (OutcomeEntry(outcome=OutcomeKind.NOT_NEEDED), "note"),
        (OutcomeEntry(outcome=OutcomeKind.DECLINED, note="x" * 301), "note"),
        (OutcomeEntry(outcome=OutcomeKind.DECLINED, note="a\x00b"), "note"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused_by_its_field(
    therapist: Member, entry: OutcomeEntry, field: str
) -> None:
    long_ago(therapist)
    planned = PlannedReview.objects.get()
    with pytest.raises(OutcomeRefused) as refusal:
        record_outcome(planned=planned, entry=entry, seen="", by=therapist, key=new_key())
    assert refusal.value.field == field
    assert not planned.outcomes.exists()


def test_who_did_not_see_a_colleagues_outcome_does_not_overrule_it(therapist: Member) -> None:
    long_ago(therapist)
    planned = PlannedReview.objects.get()
    left = OutcomeEntry(outcome=OutcomeKind.MESSAGE_LEFT)
    key = new_key()
    for _twice in range(2):
        record_outcome(planned=planned, entry=left, seen="", by=therapist, key=key)
    assert planned.outcomes.count() == 1
    with pytest.raises(ChangedSinceRead, match="Amina Khan recorded “Message left” at"):
        record_outcome(planned=planned, entry=left, seen="", by=therapist, key=new_key())


def test_an_outcome_of_a_review_that_is_over_is_refused(therapist: Member) -> None:
    first = long_ago(therapist)
    planned = PlannedReview.objects.get()
    visit(therapist, first.episode, today(therapist) - timedelta(days=1), weeks=8)
    with pytest.raises(ChartRefused, match="no longer due: a visit was signed since"):
        record_outcome(
            planned=planned,
            entry=OutcomeEntry(outcome=OutcomeKind.DECLINED),
            seen="",
            by=therapist,
            key=new_key(),
        )


@pytest.fixture
def travelling(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Signs and records on days of the past."""

    def go(day: date) -> None:
        at = datetime.combine(day, time(12), tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: at)

    return go


def test_the_list_of_a_past_day_can_be_made_again(
    therapist: Member, travelling: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not known that day takes no part in that day's list."""
    episode = open_left_knee(therapist)
    day = today(therapist)
    days = [day - timedelta(days=back) for back in (60, 30, 20, 10)]
    signed_on, left_on, booked_on, again_on = days
    rows = PlannedReview.objects
    travelling(signed_on)
    visit(therapist, episode, signed_on, weeks=4, at=time(9))
    travelling(left_on)
    recorded(therapist, OutcomeKind.MESSAGE_LEFT)
    travelling(booked_on)
    recorded(therapist, OutcomeKind.BOOKED, booked_for=again_on)
    travelling(again_on)
    second = visit(therapist, episode, again_on, reason="Goes elsewhere", at=time(9))
    monkeypatch.undo()
    signing.void(assessment=second, reason="Wrong patient", by=therapist)

    due = signed_on + timedelta(weeks=4)
    one = timedelta(days=1)
    assert rows.count() == 2
    assert standing(therapist, signed_on - one) is None
    assert standing(therapist, signed_on) == (Standing.LATER, due)
    assert standing(therapist, left_on - one) == (Standing.OVERDUE, due)
    assert listed(therapist, left_on - one)[0].last is None
    assert listed(therapist, left_on)[0].last is not None
    assert standing(therapist, booked_on) == (Standing.BOOKED, again_on)
    assert standing(therapist, again_on) is None
    assert standing(therapist, day - one) is None
    assert standing(therapist, day) == (Standing.OVERDUE, again_on)


@pytest.mark.once
def test_the_list_costs_the_same_statements_with_twenty_patients_and_with_two_thousand(
    therapist: Member,
) -> None:
    number = 2_000

    def cost(show: Show, page: str = "1") -> int:
        with CaptureQueriesContext(connection) as queries:
            found = follow_up(therapist, on=today(therapist), show=show, page=page)
            assert len(found.rows) <= 25
            assert [row.patient.family_name for row in found.rows]
        return len(queries)

    many_patients(therapist, 20, today=today(therapist))
    few = {show: cost(show) for show in Show if show is not Show.SETTLED}
    many_patients(therapist, number - 20, today=today(therapist))
    assert Assessment.objects.count() == SignedVersion.objects.count() == number * 3
    many = {show: cost(show, "3") for show in Show if show is not Show.SETTLED}
    assert many == few
    assert set(few.values()) == {3}
    counts = follow_up(therapist, on=today(therapist)).counts
    assert counts[Show.ALL] == number
    assert counts[Show.BOOKED] == number // 5
