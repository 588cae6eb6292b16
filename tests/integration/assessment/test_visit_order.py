"""Visits stand in the order in which they took place: entered late, or across changed clocks."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest

from assessment.models import Assessment, VisitKind
from assessment.outputs.episode import EpisodeView, episode_report
from assessment.outputs.standing import VersionedRecord
from assessment.outputs.trend import trend
from assessment.record import Record
from assessment.selectors.lists import visits_of
from assessment.selectors.reports import episode_records
from assessment.services.visits import VisitDetails, change_visit
from assessment.views.facts import versioned
from clinics import access
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.receipts import new_key
from clinics.services.clinics import change_settings
from patients.models import EpisodeOfCare
from tests.integration.assessment.charting import open_left_knee, record_of, save, sign, start

pytestmark = pytest.mark.django_db

FORCE = "knee_extension_force"


def charted(
    by: Member,
    episode: EpisodeOfCare,
    on: date,
    newtons: int,
    *,
    at: time = time(9, 20),
    signed: bool = True,
) -> Assessment:
    visit = start(by, episode, on, kind=VisitKind.REASSESSMENT, at=at)
    save(visit, "strength", {f"{FORCE}.left": f"{newtons} N"}, by=by)
    if signed:
        sign(visit, by=by)
    return visit


def set_against(record: Record) -> dict[str, str]:
    """What the force of a record is compared with, by role."""
    return {
        one.role: one.reference_text
        for one in record.comparisons
        if (one.code, one.side) == (FORCE, "left")
    }


def records_of(episode: EpisodeOfCare, by: Member) -> list[VersionedRecord]:
    return versioned(episode_records(episode, by))


def progress(episode: EpisodeOfCare, by: Member) -> EpisodeView:
    view = episode_report(records_of(episode, by), as_of=date(2026, 6, 1))
    assert view is not None
    return view


def flow(view: EpisodeView) -> list[str]:
    """The force of the left knee from column to column of the flow sheet."""
    row = next(
        row
        for section in view.sections
        for row in section.rows
        if (row.label, row.side) == ("Knee extension force", "left")
    )
    return [cell.finding.text if cell.finding else "" for cell in row.cells]


def drawn(episode: EpisodeOfCare, by: Member) -> list[tuple[float, float]]:
    """Where the points of the left knee's force stand in its chart, in the order drawn."""
    svg = ET.fromstring(trend(records_of(episode, by), FORCE).svg)
    marks = [one for one in svg.iter("path") if one.get("class") == "trend-left-mark"]
    found = []
    for mark in marks:
        x, y = (mark.get("d") or "").removeprefix("M").split("h")[0].split()
        found.append((float(x), float(y)))
    return found


def test_a_visit_entered_late_takes_its_place_between_two_others(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    charted(therapist, episode, date(2026, 3, 3), 200)
    later = charted(therapist, episode, date(2026, 3, 31), 300)
    between = charted(therapist, episode, date(2026, 3, 17), 250, signed=False)
    assert set_against(record_of(between)) == {"baseline": "200 N"}
    sign(between, by=therapist)
    draft = charted(therapist, episode, date(2026, 4, 14), 320, signed=False)
    assert set_against(record_of(draft)) == {"baseline": "200 N", "last": "300 N"}
    before = charted(therapist, episode, date(2026, 3, 24), 260, signed=False)
    assert set_against(record_of(before)) == {"baseline": "200 N", "last": "250 N"}

    view = progress(episode, therapist)
    assert [one.date for one in view.visits] == ["3 Mar 2026", "17 Mar 2026", "31 Mar 2026"]
    assert flow(view) == ["200 N", "250 N", "300 N"]
    places = drawn(episode, therapist)
    assert [x for x, _y in places] == sorted(x for x, _y in places)
    assert [y for _x, y in places] == sorted((y for _x, y in places), reverse=True)
    listed = [visit.pk for visit in visits_of(episode.patient, therapist)[0].visits]
    assert listed.index(later.pk) < listed.index(before.pk) < listed.index(between.pk)


def test_a_signed_visit_keeps_what_it_was_compared_with_when_an_earlier_one_is_entered_later(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    charted(therapist, episode, date(2026, 3, 3), 200)
    charted(therapist, episode, date(2026, 3, 31), 300)
    charted(therapist, episode, date(2026, 3, 17), 250)
    frozen = {one.record.header.visit_date: one.record for one in records_of(episode, therapist)}
    assert set_against(frozen["2026-03-31"]) == {"baseline": "200 N"}
    assert set_against(frozen["2026-03-17"]) == {"baseline": "200 N"}


def test_two_visits_of_one_day_stand_in_the_order_of_their_times(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    day = date(2026, 3, 3)
    charted(therapist, episode, day, 300, at=time(15, 0))
    morning = charted(therapist, episode, day, 200, at=time(9, 20), signed=False)
    assert set_against(record_of(morning)) == {}
    sign(morning, by=therapist)
    draft = charted(therapist, episode, date(2026, 3, 10), 320, signed=False)
    assert set_against(record_of(draft)) == {"baseline": "200 N", "last": "300 N"}

    view = progress(episode, therapist)
    assert [one.date for one in view.visits] == ["3 Mar 2026 09:20", "3 Mar 2026 15:00"]
    assert flow(view) == ["200 N", "300 N"]
    (first_x, first_y), (second_x, second_y) = drawn(episode, therapist)
    assert first_x == second_x
    assert first_y > second_y
    rows = trend(records_of(episode, therapist), FORCE).rows
    assert [(one.visit.split(",")[0], one.left) for one in rows] == [
        ("3 Mar 2026 09:20", "200 N"),
        ("3 Mar 2026 15:00", "300 N"),
    ]


def test_two_visits_of_one_minute_stand_in_the_order_in_which_they_were_entered(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    day = date(2026, 3, 3)
    charted(therapist, episode, day, 200)
    second = charted(therapist, episode, day, 300, signed=False)
    assert set_against(record_of(second)) == {"baseline": "200 N"}
    sign(second, by=therapist)
    assert flow(progress(episode, therapist)) == ["200 N", "300 N"]


@dataclass(frozen=True)
class Clocks:
    """A zone, the days on which its clocks go forward and back, and two times of one repeated hour.

    The second is said by the clock to be earlier, and is later.
    """

    zone: str
    forward: date
    back: date
    first: time
    second: time


ZONES = (
    Clocks("Europe/Berlin", date(2025, 3, 30), date(2025, 10, 26), time(2, 45), time(2, 15)),
    Clocks("America/New_York", date(2025, 3, 9), date(2025, 11, 2), time(1, 45), time(1, 15)),
    # Half an hour only, and in the other half of the year.
    Clocks("Australia/Lord_Howe", date(2025, 10, 5), date(2025, 4, 6), time(1, 50), time(1, 35)),
)


@pytest.fixture(params=ZONES, ids=lambda clocks: clocks.zone)
def clocks(request: pytest.FixtureRequest) -> Clocks:
    found: Clocks = request.param
    return found


@pytest.fixture
def there(clinics: DemoClinics, clocks: Clocks) -> Member:
    """The therapist of a clinic in that zone."""
    admin = clinics.members["riverside", Role.ADMIN]
    change_settings(
        by=admin,
        name="Riverside",
        time_zone=clocks.zone,
        decimal_separator=".",
        idle_minutes=30,
        review_rule="none",
    )
    found = access.member_of(clinics.members["riverside", Role.THERAPIST].user, "riverside")
    assert found is not None
    return found


@pytest.mark.parametrize("change", ["forward", "back"])
def test_visits_on_both_sides_of_a_change_of_clocks_keep_day_and_order(
    there: Member, clocks: Clocks, change: str
) -> None:
    episode = open_left_knee(there)
    day: date = getattr(clocks, change)
    around = [
        (day - timedelta(days=1), time(23, 50), 200),
        (day, time(0, 10), 220),
        (day, time(23, 50), 240),
        (day + timedelta(days=1), time(0, 10), 260),
    ]
    # Entered in another order than they took place.
    for on, at, newtons in (around[2], around[0], around[3], around[1]):
        charted(there, episode, on, newtons, at=at)
    draft = charted(there, episode, day + timedelta(days=2), 300, signed=False)
    assert set_against(record_of(draft)) == {"baseline": "200 N", "last": "260 N"}

    records = records_of(episode, there)
    assert [one.record.header.visit_date for one in records] == [
        on.isoformat() for on, _at, _newtons in around
    ]
    assert flow(progress(episode, there)) == ["200 N", "220 N", "240 N", "260 N"]
    xs = [x for x, _y in drawn(episode, there)]
    # The two of the day itself stand at one date, and the days are a day apart.
    assert xs[1] == xs[2]
    assert xs[1] - xs[0] == pytest.approx(xs[3] - xs[2], abs=0.2)
    assert xs[1] > xs[0]


def test_in_the_repeated_hour_the_later_visit_is_later_whatever_the_clock_says(
    there: Member, clocks: Clocks
) -> None:
    episode = open_left_knee(there)
    charted(there, episode, clocks.back - timedelta(days=7), 200)
    charted(there, episode, clocks.back, 220, at=clocks.first)
    again = charted(
        there, episode, clocks.back, 240, at=clocks.second.replace(fold=1), signed=False
    )
    assert set_against(record_of(again)) == {"baseline": "200 N", "last": "220 N"}
    sign(again, by=there)
    draft = charted(there, episode, clocks.back + timedelta(days=1), 300, signed=False)
    assert set_against(record_of(draft)) == {"baseline": "200 N", "last": "240 N"}
    view = progress(episode, there)
    assert flow(view) == ["200 N", "220 N", "240 N"]
    named = [one.date.split()[-1] for one in view.visits[1:]]
    assert named == [f"{clocks.first:%H:%M}", f"{clocks.second:%H:%M}"]


def test_details_saved_again_as_they_stood_move_no_visit_of_the_repeated_hour(
    there: Member, clocks: Clocks
) -> None:
    episode = open_left_knee(there)
    visit = start(there, episode, clocks.back, at=clocks.second.replace(fold=1))
    stood = visit.visit_at
    changed = change_visit(
        assessment=visit,
        details=VisitDetails(
            kind=VisitKind.REASSESSMENT,
            on=clocks.back,
            at=clocks.second,
            involved_side=visit.involved_side,
            dominant_leg=visit.dominant_leg,
            late_reason="charted on paper",
        ),
        version=visit.details_version,
        by=there,
        key=new_key(),
    )
    assert (changed.visit_at, changed.kind) == (stood, VisitKind.REASSESSMENT)
