"""How a course of the demo is read: its days, its people, and what the chart does not take."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from assessment.demo.course import Course, End, Visit
from assessment.demo.courses import COURSES
from assessment.demo.dates import Days
from assessment.demo.entering import CourseFault, enter
from assessment.models import Assessment, VisitKind, reading_models
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
