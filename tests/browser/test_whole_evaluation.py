"""A complete first evaluation and a reassessment, typed by keyboard as the demo's courses say.

One kind of episode here; `make evaluations` types all of them, and photographs every section on a
desktop and a tablet into var/evaluations.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from assessment import catalogue
from assessment.demo.course import Course, Visit
from assessment.demo.courses import COURSES
from assessment.demo.dates import Days
from assessment.demo.entering import states
from clinics.access import Role
from patients.models import EpisodeOfCare
from tests.browser.journey import Person
from tests.browser.typist import Typist
from tests.browser.windows import DESKTOP

# Shorter journeys are charted on both databases.
pytestmark = pytest.mark.once

PICTURES = Path(__file__).resolve().parents[2] / "var" / "evaluations"
TABLET = {"width": 834, "height": 1112}
ALL = os.environ.get("VASTUS_EVALUATIONS") == "all"
KINDS = [kind.value for kind in EpisodeOfCare.Kind] if ALL else ["pfp"]


def course_of(kind: str) -> Course:
    """The first invented patient of that kind who came twice."""
    return next(one for one in COURSES if one.kind == kind and len(one.visits) > 1)


@pytest.mark.parametrize("kind", KINDS)
def test_an_evaluation_and_a_reassessment_are_charted_by_keyboard(
    kind: str, comes: Callable[..., Person]
) -> None:
    course = course_of(kind)
    therapist = comes(Role.THERAPIST, course.clinic)
    therapist.begins_signed_in()
    days = Days(timezone.localdate())
    born = f"{days.birth_date(course.person):%-d %b %Y}"
    therapist.registers(
        course.person.family_name, course.person.given_name, born=born, sex=course.person.sex
    )
    therapist.opens_episode(
        course.problem, kind=course.kind, side=course.side, precautions=course.precautions
    )
    typist = Typist(therapist, days)
    for number, visit in enumerate(course.visits[:2], start=1):
        therapist.opens_patient(course.person.family_name)
        therapist.starts_visit(days.weeks_ago(visit.weeks_ago), at=f"{visit.at:%H:%M}")
        charted = typist.fills(visit)
        photograph(therapist.page, kind, number, charted)
        therapist.signs_what_is_open()
        therapist.sees("Signed, version 1")
    assert typist.filled == sum(fields_of(visit) for visit in course.visits[:2])
    therapist.opens_patient(course.person.family_name)
    therapist.follows("Report so far")
    therapist.sees("Episode so far", "Course")


def fields_of(visit: Visit) -> int:
    """How many fields a visit's course says something in."""
    return sum(1 for section in catalogue.sections() for _one in states(section, visit))


def photograph(page: Page, kind: str, visit: int, sections: list[str]) -> None:
    """Every section that was filled, as it stands, on a desktop and on a tablet."""
    if not ALL:
        return
    address = page.url.rpartition("sections/")[0]
    for device, size in (("desktop", DESKTOP), ("tablet", TABLET)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for section in sections:
            page.goto(f"{address}sections/{section}/")
            folder = PICTURES / kind
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{visit}-{section}-{device}.png", full_page=True)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
