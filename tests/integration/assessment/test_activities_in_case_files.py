"""The patient's own activities in a case file: in, out, and out of another clinic alike."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessment.models import ActivityAtVisit, PatientActivity, SignedVersion
from assessment.record import from_payload
from assessment.selectors.patient_activities import standing_activities
from clinics.access import Member
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.integration.assessment.activities import KNEEL, RUN, STAIRS, named, rate, take_back
from tests.integration.assessment.case_files import (
    FREJA,
    NORDHAVN,
    bring,
    episode_in,
    example,
    taken_out,
    visits_of,
    written,
)
from tests.integration.assessment.charting import item, open_left_knee, sign, start

# What a case file says is checked before a database sees it; test_case_files.py stores on both.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def imported(clinics: DemoClinics, tmp_path: Path) -> EpisodeOfCare:
    """The documented example, in Riverside."""
    told = bring(written(tmp_path, example()))
    assert told.taken, told.err
    assert "activities as visits rate them: 6" in told.out
    return episode_in("riverside")


def test_rows_with_one_number_are_one_activity_named_by_the_first_visit(
    imported: EpisodeOfCare,
) -> None:
    first, second = visits_of(imported)
    found = {one.number: one.named_at for one in PatientActivity.objects.filter(episode=imported)}
    assert found == {1: first, 2: first, 3: first, 4: second}
    assert [
        (one.activity.number, one.said.statement, one.said.rating, one.said.dropped, one.here)
        for one in standing_activities(second)
    ] == [
        (1, "Walking down two flights of stairs", 6, "", True),
        (2, "Kneeling at work", None, "Has another job now.", True),
        (3, "Running for the bus", None, "", False),
        (4, "Getting out of a low chair", 5, "", True),
    ]


def test_the_attested_record_compares_each_with_itself_and_names_nobody(
    imported: EpisodeOfCare,
) -> None:
    versions = SignedVersion.objects.filter(assessment__episode=imported)
    first, second = (from_payload(one.payload) for one in versions.order_by("assessment__visit_at"))
    assert item(first, "patient_specific_score").text == "1.5/10 (activities 1, 2)"
    assert item(first, "patient_activity.3").text == "not rated: not allowed at present"
    assert dict(item(second, "patient_activity.1").facts)["named_to"] == "Import"
    found = {one.code: one for one in second.comparisons if one.section == "outcome_measures"}
    assert found["patient_activity.1"].direction == "improved"
    assert "over 1 activity rated both times (1)" in found["patient_specific_score"].verdict_text
    assert set(found) == {"patient_activity.1", "patient_specific_score"}


def test_each_row_is_in_the_audit_trail(imported: EpisodeOfCare) -> None:
    counts = [
        AuditEvent.objects.filter(verb=verb, patient_id=imported.patient_id).count()
        for verb in (Verb.ACTIVITY_NAMED, Verb.ACTIVITY_RATED)
    ]
    assert counts == [4, 2]


def test_a_course_of_activities_goes_out_and_in_and_out_alike(
    therapist: Member, tmp_path: Path
) -> None:
    episode = open_left_knee(therapist)
    first = start(therapist, episode, date(2026, 3, 3))
    named(first, therapist, {STAIRS: "0", "Mistyped": "1", KNEEL: "10", RUN: "!restriction"})
    take_back(first, therapist, 2)
    sign(first, by=therapist)
    second = start(therapist, episode, date(2026, 4, 14))
    rate(second, therapist, {1: "4"}, statement="Walk down two flights")
    rate(second, therapist, {3: "!dropped"}, why="Another job")
    sign(second, by=therapist)
    draft = start(therapist, episode, date(2026, 5, 5))
    rate(draft, therapist, {3: "8"})
    once = taken_out(episode)
    told = bring(written(tmp_path, once.encode()), into=NORDHAVN, start="")
    assert told.taken, told.err
    assert taken_out(episode_in("nordhavn"), FREJA) == once
    said: list[dict[str, Any]] = [one["activities"] for one in json.loads(once)["visits"]]
    assert said[0] == [
        {"number": 1, "rating": 0, "statement": STAIRS},
        {"number": 3, "rating": 10, "statement": KNEEL},
        {"number": 4, "reason": "restriction", "statement": RUN},
    ]
    assert said[1] == [
        {"number": 1, "rating": 4, "statement": "Walk down two flights"},
        {"number": 3, "dropped": "Another job", "statement": KNEEL},
    ]
    assert said[2] == [{"number": 3, "rating": 8, "statement": KNEEL}]


SIX = [{"number": n, "statement": f"Activity {n}", "rating": n} for n in range(1, 7)]


@pytest.mark.parametrize(
    ("activities", "says"),
    [
        ([{"statement": "Run", "rating": 3}], "visits[0].activities[0].number: This is missing"),
        ([{"number": 1, "rating": 3}], "visits[0].activities[0].statement: This is missing"),
        ([{"number": 1, "statement": "Run"}], "visits[0].activities[0]: Give one of"),
        (
            [{"number": 1, "statement": "Run", "rating": 3, "reason": "declined"}],
            "visits[0].activities[0]: Give one of rating, reason, dropped; here: rating, reason",
        ),
        ([{"number": 1, "statement": "Run", "rating": 11}], "activities[0].rating: This has to be"),
        ([{"number": 1, "statement": "Run", "rating": 4.5}], "activities[0].rating"),
        ([{"number": 1, "statement": "Run", "reason": "unable"}], "activities[0].reason"),
        ([{"number": 1, "statement": "Run", "reason": "pain"}], "activities[0].reason"),
        ([{"number": 1, "statement": "x" * 201, "rating": 3}], "activities[0].statement"),
        (
            [
                {"number": 1, "statement": "Run", "rating": 3},
                {"number": 1, "statement": "Kneel", "rating": 3},
            ],
            "activities[1].number: A visit says an activity once",
        ),
        (
            [
                {"number": 1, "statement": "Run", "rating": 3},
                {"number": 2, "statement": "RUN", "rating": 3},
            ],
            "activities[0].statement: This activity is in the list already",
        ),
        ([{"number": 1, "statement": "Run\u202e", "rating": 3}], "activities[0].statement"),
        (SIX, "visits[0].activities[5]: At most 5 activities are rated"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_path_and_nothing_is_stored(
    clinics: DemoClinics, tmp_path: Path, activities: list[dict[str, Any]], says: str
) -> None:
    data = example()
    data["visits"][0]["activities"] = activities
    told = bring(written(tmp_path, data))
    assert not told.taken and says in told.err
    assert PatientActivity.objects.count() == ActivityAtVisit.objects.count() == 0
