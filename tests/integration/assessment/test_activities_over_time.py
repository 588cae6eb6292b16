"""The patient's own activities over the visits: in every output, matched by who they are."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assessment.models import Assessment, State
from assessment.outputs.chart import Event
from assessment.outputs.episode import episode_report
from assessment.outputs.report import report_view
from assessment.outputs.standing import SIGNED, VersionedRecord
from assessment.outputs.structured import as_json
from assessment.outputs.text import text_note
from assessment.outputs.trend import trend
from assessment.outputs.two_visits import two_visits
from assessment.outputs.version_changes import version_changes
from assessment.record import Comparison, Record, from_payload, to_payload
from assessment.services import amending
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from patients.services import open_episode
from tests.integration.assessment.activities import KNEEL, RUN, STAIRS, named, rate
from tests.integration.assessment.charting import ACL, item, record_of, sign, start
from tests.integration.assessment.merging_in_words import merge, registered

# Compared from what was read; test_patient_activities.py stores on both databases.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

SCORE = "patient_specific_score"
LATER, LAST = date(2026, 4, 14), date(2026, 5, 26)
DRAFT: dict[str, Any] = {"state": "draft", "version": None, "signatures": []}


def changes(record: Record, code: str) -> list[Comparison]:
    return [one for one in record.comparisons if one.code == code]


def signed(visit: Assessment, by: Member) -> VersionedRecord:
    version = sign(visit, by=by)
    record = from_payload(version.payload)
    return VersionedRecord(record=record, state=SIGNED, version=1, digest=version.sha256)


@pytest.fixture
def visits(draft: Assessment, therapist: Member, episode: EpisodeOfCare) -> list[VersionedRecord]:
    """Three signed visits: at the second one activity makes room for another."""
    named(draft, therapist, {STAIRS: "2", KNEEL: "4", RUN: "0"})
    first = signed(draft, therapist)
    second = start(therapist, episode, LATER)
    rate(second, therapist, {1: "3", 2: "5"})
    rate(second, therapist, {3: "!dropped"}, why="Bought a bicycle")
    named(second, therapist, {"Sit through a lesson": "9"})
    third = start(therapist, episode, LAST)
    return [first, signed(second, therapist), _third(third, therapist)]


def _third(visit: Assessment, by: Member) -> VersionedRecord:
    rate(visit, by, {1: "7", 2: "8"})
    return signed(visit, by)


def test_each_activity_and_the_score_stand_in_what_is_signed(visits: list[VersionedRecord]) -> None:
    record = visits[0].record
    stairs = item(record, "patient_activity.1")
    assert (stairs.label, stairs.text, stairs.value) == (f"Activity 1: {STAIRS}", "2/10", "2")
    assert (stairs.unit, stairs.kind, stairs.trend) == ("{score}", "quantity", True)
    facts = dict(stairs.facts)
    assert facts.pop("id")
    assert facts == {
        "activity": STAIRS,
        "rating": "2",
        "named_on": "2026-03-03",
        "named_to": "Amina Khan",
    }
    score = item(record, SCORE)
    assert score.text == "2.0/10 (activities 1, 2, 3)"
    assert score.parts == (("1", "2"), ("2", "4"), ("3", "0"))
    assert (score.derived, score.key_result, score.trend) == (True, True, True)
    assert score.inputs == (f"{STAIRS} 2/10", f"{KNEEL} 4/10", f"{RUN} 0/10")
    assert from_payload(to_payload(record)) == record


def test_the_score_of_a_changed_list_is_compared_over_what_was_rated_both_times_t28(
    visits: list[VersionedRecord],
) -> None:
    # The means say 2.0 and 5.7: an easy activity took the place of a hard one.
    (second,) = changes(visits[1].record, SCORE)
    assert second.now_text == "5.7/10 (activities 1, 2, 4)"
    assert second.change_text == "+1.0/10, better"
    assert second.verdict == "within_error" and second.direction == ""
    assert "over 2 activities rated both times (1, 2): 3.0/10 then, 4.0/10 now" in (
        second.verdict_text
    )
    baseline, last = changes(visits[2].record, SCORE)
    assert (baseline.role, last.role) == ("baseline", "last")
    assert baseline.direction == "improved" and "+4.5/10" in baseline.change_text
    assert last.direction == "improved" and "+3.5/10" in last.change_text


def test_each_activity_is_compared_with_itself_whatever_it_is_called(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    named(draft, therapist, {STAIRS: "2", KNEEL: "7"})
    sign(draft, by=therapist)
    later = start(therapist, episode, LATER)
    rate(later, therapist, {1: "6"}, statement="Walk down two flights")
    rate(later, therapist, {2: "5"})
    record = record_of(later)
    (stairs,) = changes(record, "patient_activity.1")
    assert (stairs.label, stairs.direction) == ("Activity 1: Walk down two flights", "improved")
    assert stairs.threshold == "3/10 (MDC90)"
    (kneel,) = changes(record, "patient_activity.2")
    assert (kneel.verdict, kneel.direction) == ("within_error", "")
    assert "another rater" not in kneel.verdict_text


def test_nothing_shared_is_not_comparable_and_no_rating_is_no_score(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    named(draft, therapist, {STAIRS: "2"})
    sign(draft, by=therapist)
    later = start(therapist, episode, LATER)
    named(later, therapist, {KNEEL: "8"})
    record = record_of(later)
    (change,) = changes(record, SCORE)
    assert change.verdict_text == "not comparable: no activity was rated both times"
    assert not change.comparable and change.change_text == ""
    assert item(record, "patient_activity.1").text == ""
    rate(later, therapist, {1: "!no_time", 2: "!declined"})
    record = record_of(later)
    assert item(record, SCORE).text == "not computed: no activity was rated"
    assert changes(record, SCORE) == []


def test_note_and_report_say_them_with_their_change(
    visits: list[VersionedRecord], therapist: Member, episode: EpisodeOfCare
) -> None:
    record = visits[2].record
    note = text_note(record, **DRAFT)
    for output in (note, repr(report_view(record, **DRAFT))):
        assert f"Activity 1: {STAIRS}" in output and "7/10" in output
        assert "7.5/10 (activities 1, 2)" in output
        assert "Abbott and Schmitt" in output
        # What stands and was not rated is said to be open, and is no 0.
        assert "Activity 4: Sit through a lesson: not answered" in " ".join(output.split())
        assert RUN not in output
    assert "a mean of 2 activities is judged by the measurement error" in " ".join(note.split())
    dropped = text_note(visits[1].record, **DRAFT)
    assert f"Activity 3: {RUN}: rated no longer: Bought a bicycle" in dropped


def test_the_flow_sheet_marks_a_changed_list_and_the_chart_breaks_its_line(
    visits: list[VersionedRecord],
) -> None:
    view = episode_report(visits, LAST)
    assert view is not None
    rows = {row.label: row for section in view.sections for row in section.rows}
    score = rows["Patient-specific score"]
    texts = [cell.finding.text if cell.finding else "" for cell in score.cells]
    assert texts == [
        "2.0/10 (activities 1, 2, 3)",
        "5.7/10 (activities 1, 2, 4)",
        "7.5/10 (activities 1, 2)",
    ]
    assert score.cells[1].apart == "rated were activities 1, 2, 3 against 1, 2, 4"
    assert f"Activity 1: {STAIRS}" in rows
    assert any(one.code == SCORE for one in view.trends)
    drawn = trend(visits, SCORE, events=[Event(day=LATER, label="x")])
    assert drawn.visits == 3
    assert any("rated were activities 1, 2, 3 against 1, 2, 4" in one for one in drawn.notes)
    own = trend(visits, "patient_activity.1")
    assert own.visits == 3 and not any("Not comparable" in one for one in own.notes)
    assert "3/10 (MDC90)" in " ".join(own.notes)


def test_two_visits_and_their_export_say_the_same(visits: list[VersionedRecord]) -> None:
    beside = two_visits(visits[0], visits[1])
    pairs = {pair.label: pair for section in beside.sections for pair in section.pairs}
    assert "over 2 activities rated both times" in pairs["Patient-specific score"].verdict
    data = json.loads(as_json(visits[0].record, None))["record"]["items"]
    found = next(one for one in data if one["code"] == SCORE)
    assert found["parts"] == [["1", "2"], ["2", "4"], ["3", "0"]]
    assert Decimal(found["value"]) == 2


def test_a_corrected_rating_is_set_apart_between_two_versions(
    draft: Assessment, therapist: Member
) -> None:
    named(draft, therapist, {STAIRS: "2", KNEEL: "4"})
    before = from_payload(sign(draft, by=therapist).payload)
    draft.refresh_from_db()
    amending.start_amendment(
        assessment=draft, reason="Rated by somebody else", by=therapist, key=new_key()
    )
    draft.refresh_from_db()
    assert draft.state == State.AMENDING
    rate(draft, therapist, {1: "5"})
    after = from_payload(sign(draft, by=therapist).payload)
    differing = [
        (one.label, one.before, one.after)
        for section in version_changes(before, after).sections
        for one in section.differences
        if section.label == "Outcome measures"
    ]
    assert differing[0] == (f"Activity 1: {STAIRS}", "2/10", "5/10")
    assert differing[1][1].startswith("3.0/10") and differing[1][2].startswith("4.5/10")


def test_giving_an_amendment_up_puts_the_ratings_back_and_keeps_the_number(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    named(draft, therapist, {STAIRS: "2"})
    sign(draft, by=therapist)
    draft.refresh_from_db()
    amending.start_amendment(assessment=draft, reason="Forgot one", by=therapist, key=new_key())
    named(draft, therapist, {KNEEL: "4"})
    rate(draft, therapist, {1: "9"})
    draft.refresh_from_db()
    amending.abandon_amendment(assessment=draft, by=therapist)
    assert item(record_of(draft), "patient_activity.1").text == "2/10"
    assert record_of(draft).find("patient_activity.2", "none") is None
    later = start(therapist, episode, LATER)
    (run,) = named(later, therapist, {RUN: "1"})
    assert run.number == 3


def test_merged_records_keep_the_activities_of_each_episode_apart(
    clinics: DemoClinics, therapist: Member
) -> None:
    admin = clinics.members["riverside", Role.ADMIN]
    jon, john = (
        registered(therapist, "Doe", given, number)
        for given, number in (("Jon", "100"), ("John", "200"))
    )
    episodes = [
        open_episode(by=therapist, key=new_key(), patient=one, values=ACL) for one in (jon, john)
    ]
    for episode, statement, answer in zip(episodes, (STAIRS, KNEEL), ("2", "9"), strict=True):
        visit = start(therapist, episode)
        named(visit, therapist, {statement: answer})
        sign(visit, by=therapist, name_checked=True)
    merge(admin, jon, john)
    later = start(therapist, episodes[1], LATER)
    rate(later, therapist, {1: "9"})
    record = record_of(later)
    assert item(record, "patient_activity.1").label == f"Activity 1: {KNEEL}"
    (change,) = changes(record, "patient_activity.1")
    assert change.reference_text == "9/10"
    assert STAIRS not in to_payload(record)
