"""How a course of the demo is read: its days, its people, and what the chart does not take."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from assessment.demo.course import Answers, Course, End, Visit
from assessment.demo.courses import COURSES
from assessment.demo.courses.stopped_by_a_red_flag import STOPPED_BY_A_RED_FLAG
from assessment.demo.dates import Days
from assessment.demo.entering import CourseFault, enter
from assessment.demo.judging import judge
from assessment.models import Assessment, Diagnosis, Goal, InvolvedSide, VisitKind, reading_models
from assessment.selectors.goals import goal_line, standing_goals
from clinics.access import Member

MONDAY = Days(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 23), date(2026, 11, 20)),
        (date(2026, 11, 24), date(2026, 11, 23)),
        (date(2026, 11, 22), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 20)),
    ],
)
def test_the_last_visit_is_on_the_last_working_day_before_today(today: date, last: date) -> None:
    assert Days(today).weeks_ago(0) == last
    assert Days(today).weeks_ago(3) == last - timedelta(weeks=3)


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.person.family_name)
def test_nobody_grows_out_of_their_age(course: Course) -> None:
    for today in (date(2026, 1, 1), date(2028, 2, 29), date(2031, 12, 31)):
        born = Days(today).birth_date(course.person)
        passed = (born.month, born.day) <= (today.month, today.day)
        assert today.year - born.year - (not passed) == course.person.age


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"visit": {"mass": "78 kg"}}, "visit has no mass"),
        ({"visit": {"body_mass": "780 kg"}}, "body_mass.none: refused"),
        ({"thigh_girth": {"thigh_girth_10_cm": "46.2 cm"}}, "say right | left"),
        ({"range_of_motion": {"knee_flexion_passive": "65 | "}}, "right: question"),
    ],
)
def test_a_course_that_the_chart_does_not_take_is_a_fault_with_its_field(
    answers: dict[str, dict[str, str]], words: str, draft: Assessment, therapist: Member
) -> None:
    visit = Visit(weeks_ago=0, kind=VisitKind.INITIAL, answers=answers, screened=False)
    with pytest.raises(CourseFault, match=re.escape(words)):
        enter(draft, visit, days=MONDAY, by=therapist)


def test_an_unscreened_visit_leaves_every_question_open(
    draft: Assessment, therapist: Member
) -> None:
    visit = Visit(weeks_ago=0, kind=VisitKind.INITIAL, answers={}, screened=False)
    enter(draft, visit, days=MONDAY, by=therapist)
    assert not any(
        model.objects.filter(assessment=draft).exists() for model in reading_models().values()
    )


def test_a_day_is_written_as_so_many_weeks_ago(draft: Assessment, therapist: Member) -> None:
    answers = {"red_flags": {"injury_date": "3 weeks ago"}}
    visit = Visit(weeks_ago=0, kind=VisitKind.INITIAL, answers=answers, screened=False)
    enter(draft, visit, days=MONDAY, by=therapist)
    row = reading_models()["red_flags"].objects.get(assessment=draft)
    assert row.text == "2026-10-30"


def test_every_end_of_an_evaluation_occurs() -> None:
    assert {visit.end for course in COURSES for visit in course.visits} == set(End)


def judged(draft: Assessment, by: Member, **said: Any) -> None:
    """Judges a draft as the only visit of a course that says this."""
    visit = Visit(weeks_ago=0, kind=VisitKind.INITIAL, answers={}, **said)
    judge(draft, visit, replace(COURSES[0], visits=(visit,)), by=by)


def test_the_first_diagnosis_is_the_primary_one_and_a_code_follows_its_side(
    draft: Assessment, therapist: Member
) -> None:
    judged(draft, therapist, diagnoses={"Weak knee": "both", "Effusion": "left M25.462"})
    rows = Diagnosis.objects.filter(assessment=draft)
    assert [(one.text, one.side, one.code, one.primary) for one in rows] == [
        ("Weak knee", "both", "", True),
        ("Effusion", "left", "M25.462", False),
    ]


def test_what_a_later_table_of_a_goal_leaves_out_stands_as_before(
    draft: Assessment, therapist: Member
) -> None:
    first = {"goal": "Climb", "knee_extension_force": " | 350 N", "due": "6 weeks"}
    for table in (first, {"due": "8 weeks", "status": "open: Slower."}, {"status": "met"}):
        judged(draft, therapist, goals={"climb": table})
        (stands,) = standing_goals(draft)
    assert stands.goal.number == 1
    assert stands.said.statement == "Climb"
    line = goal_line(stands, separator=".")
    assert line == "Knee extension force, left: at least 350 N by 28 Apr 2026, met"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"diagnoses": {"Knee pain": "in front"}}, "Knee pain: Say which side"),
        ({"diagnoses": {"Knee pain": "left M"}}, "Knee pain: This is not written like"),
        ({"goals": {"run": {"due": "6 weeks"}}}, "goal run: Write what the patient wants"),
        ({"goals": {"run": {"goal": "Run", "status": "dropped"}}}, "goal run: Say why"),
        ({"goals": {"run": {"goal": "Run", "speed": "3"}}}, "goal run: This cannot be measured"),
        (
            {"goals": {"run": {"goal": "Run", "knee_extension_force": "350 N"}}},
            "goal run: Say which side",
        ),
        (
            {"goals": {"run": {"goal": "Run", "knee_extension_force": "350 N | 350 N"}}},
            "knee_extension_force: a goal has a target on one side",
        ),
    ],
)
def test_a_diagnosis_or_goal_that_is_not_taken_is_a_fault_with_its_name(
    said: dict[str, Answers], words: str, draft: Assessment, therapist: Member
) -> None:
    with pytest.raises(CourseFault, match=re.escape(words)):
        judged(draft, therapist, **said)
    assert not Diagnosis.objects.exists()
    assert not Goal.objects.exists()


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.problem)
def test_first_evaluations_say_diagnoses_and_the_patients_goals(course: Course) -> None:
    first, *later = course.visits
    assert len(first.diagnoses) in ((0,) if course.side is InvolvedSide.NONE else (1, 2))
    assert len(first.goals) in ((0,) if course is STOPPED_BY_A_RED_FLAG else (2, 3))
    assert any(visit.goals for visit in later) or not later
