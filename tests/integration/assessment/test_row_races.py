"""Rows of lists written by several people at the same moment, where commits are real."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from assessment.catalogue.patient_activities import MOST
from assessment.models import (
    Assessment,
    Diagnosis,
    Goal,
    GoalAtVisit,
    PatientActivity,
)
from assessment.selectors.goals import standing_goals
from assessment.selectors.patient_activities import standing_activities
from assessment.services.diagnoses import DiagnosisWords, add_diagnosis, change_diagnosis
from assessment.services.errors import ChartRefused
from assessment.services.goals import GoalWords, change_goal, set_goal
from assessment.services.patient_activities import ActivityWords, name_activity
from clinics.access import Member, Role
from clinics.demo import make_demo_clinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.database import DatabaseCopy, together
from tests.integration.assessment.charting import open_left_knee, sign, start

AT_ONCE = 8
WORDS = DiagnosisWords(text="Knee pain", side="left", primary=True)
GOAL = GoalWords(statement="Stairs")


@pytest.fixture
def therapist(committed_db: DatabaseCopy) -> Member:
    return make_demo_clinics().members["riverside", Role.THERAPIST]


@pytest.fixture
def episode(therapist: Member) -> EpisodeOfCare:
    return open_left_knee(therapist)


@pytest.fixture
def draft(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    return start(therapist, episode)


def told(act: Callable[[], object]) -> Callable[[], str]:
    """What came of an act, in a word."""

    def tried() -> str:
        try:
            act()
        except ChartRefused as refusal:
            return type(refusal).__name__
        return "done"

    return tried


def outcomes(*acts: Callable[[], object]) -> Counter[object]:
    return Counter(together(*[told(act) for act in acts]))


def test_one_key_sent_many_times_at_once_makes_one_row(
    draft: Assessment, therapist: Member
) -> None:
    keys = new_key(), new_key()
    acts: list[Callable[[], object]] = []
    for _time in range(AT_ONCE // 2):
        acts.append(lambda: add_diagnosis(assessment=draft, words=WORDS, by=therapist, key=keys[0]))
        acts.append(lambda: set_goal(assessment=draft, words=GOAL, by=therapist, key=keys[1]))
    assert outcomes(*acts) == {"done": AT_ONCE}
    assert Diagnosis.objects.count() == Goal.objects.count() == GoalAtVisit.objects.count() == 1
    for verb in (Verb.DIAGNOSIS_ADDED, Verb.GOAL_ADDED):
        assert AuditEvent.objects.filter(verb=verb).count() == 1


def test_rows_added_at_once_each_have_a_place_and_one_is_primary(
    draft: Assessment, therapist: Member
) -> None:
    acts = [
        lambda: add_diagnosis(assessment=draft, words=WORDS, by=therapist, key=new_key())
    ] * AT_ONCE
    assert outcomes(*acts) == {"done": AT_ONCE}
    places = Diagnosis.objects.values_list("place", flat=True)
    assert sorted(places) == list(range(1, AT_ONCE + 1))
    assert Diagnosis.objects.filter(primary=True).count() == 1


def test_goals_set_at_once_on_two_visits_of_an_episode_each_have_a_number(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    visits = [draft, start(therapist, episode, date(2026, 3, 10))]
    acts: list[Callable[[], object]] = [
        lambda visit=visit: set_goal(assessment=visit, words=GOAL, by=therapist, key=new_key())
        for visit in visits * (AT_ONCE // 2)
    ]
    assert outcomes(*acts) == {"done": AT_ONCE}
    assert sorted(Goal.objects.values_list("number", flat=True)) == list(range(1, AT_ONCE + 1))
    assert len(standing_goals(visits[1])) == AT_ONCE


def test_activities_named_at_once_each_have_a_number_and_no_visit_has_more_than_are_rated(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    other = start(therapist, episode, date(2026, 4, 1))

    def naming(visit: Assessment, number: int) -> Callable[[], object]:
        words = ActivityWords(statement=f"Activity {number}", answer="4")
        return lambda: name_activity(assessment=visit, words=words, by=therapist, key=new_key())

    acts = [naming(visit, number) for number, visit in enumerate((draft, other) * AT_ONCE)]
    found = outcomes(*acts)
    assert set(found) == {"done", "ChartRefused"} and found["done"] == MOST
    assert len(standing_activities(other)) == MOST
    numbers = list(PatientActivity.objects.values_list("number", flat=True))
    assert sorted(numbers) == list(range(1, MOST + 1))


def test_of_changes_at_once_one_is_taken_and_the_others_are_told(
    draft: Assessment, therapist: Member
) -> None:
    row = add_diagnosis(assessment=draft, words=WORDS, by=therapist, key=new_key())
    assert row is not None
    goal = set_goal(assessment=draft, words=GOAL, by=therapist, key=new_key())
    (stands,) = standing_goals(draft)
    acts: list[Callable[[], object]] = []
    for number in range(AT_ONCE // 2):
        acts.append(
            lambda number=number: change_diagnosis(
                assessment=draft,
                diagnosis_id=row.pk,
                words=DiagnosisWords(text=f"Words {number}", side="left"),
                version=1,
                by=therapist,
                key=new_key(),
            )
        )
        acts.append(
            lambda number=number: change_goal(
                assessment=draft,
                goal_id=goal.pk,
                words=GoalWords(statement=f"Words {number}"),
                started_from=stands.token,
                by=therapist,
                key=new_key(),
            )
        )
    assert outcomes(*acts) == {"done": 2, "StaleRow": AT_ONCE - 2}
    assert Diagnosis.objects.get().version == GoalAtVisit.objects.get().version == 2


def test_what_is_added_while_somebody_signs_is_signed_or_refused(
    draft: Assessment, therapist: Member
) -> None:
    results = together(
        told(lambda: sign(draft, by=therapist)),
        *[
            told(lambda: add_diagnosis(assessment=draft, words=WORDS, by=therapist, key=new_key()))
            for _time in range(3)
        ],
    )
    draft.refresh_from_db()
    added = results[1:].count("done")
    assert Diagnosis.objects.count() == added
    if draft.version_number:
        payload = draft.signedversions.get().payload
        assert payload.count('"diagnosis.') == added
