"""What is said of a course: the sentence with its values, days and error, and who published it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.course_rules import COURSE_RULES
from assessment.catalogue.decisions import OUR_TERMS as DESIGN
from assessment.catalogue.types import ImportantChange, MeasurementError, Pattern
from assessment.clinical.compare import Finding
from assessment.clinical.course import (
    MeasureCourse,
    Seen,
    effusion_sign,
    episode_course,
    measure_course,
    pain_sign,
)
from assessment.clinical.yardstick import Yardstick, measure_yardstick
from tests.golden.test_course import FORCE, START, grade, of, seen
from tests.unit.catalogue.test_thresholds import read, removal

SOURCE = f"{DESIGN.citation} (anybody)"
NOT_JUDGED, HOLD, PLATEAU = Pattern.NOT_JUDGED, Pattern.HOLD, Pattern.PLATEAU
PROGRESSING, REGRESS = Pattern.PROGRESSING, Pattern.REGRESS


def course(values: Sequence[Seen], by: Yardstick = FORCE, *, met: bool = False) -> MeasureCourse:
    return measure_course("Force, left", values, by, COURSE_RULES, met=met, decimal_separator=",")


def steps(*said: tuple[int, str]) -> list[Seen]:
    return [replace(seen(*one), text=f"{one[1]} N".replace(".", ",")) for one in said]


@pytest.mark.parametrize("met", [True, False])
@pytest.mark.parametrize(
    ("values", "pattern", "why", "sources"),
    [
        pytest.param([], NOT_JUDGED, "not measured in this episode", (), id="never"),
        pytest.param(
            steps((0, "100.5")),
            NOT_JUDGED,
            "measured once, 100,5 N (5 Jan 2026)",
            (),
            id="once",
        ),
        pytest.param(
            [seen(0, "100", "hand"), seen(14, "120")],
            NOT_JUDGED,
            "120 N (19 Jan 2026): not comparable: fixation by hand against belt",
            (),
            id="taken in two ways",
        ),
        pytest.param(
            steps((0, "100"), (14, "110.5")),
            PROGRESSING,
            "100 N (5 Jan 2026) to 110,5 N (19 Jan 2026), +10,5 N (+10,5 %), improved, beyond "
            "measurement error (10 N)",
            (SOURCE,),
            id="improved",
        ),
        pytest.param(
            steps((0, "100"), (14, "89.5")),
            REGRESS,
            "100 N (5 Jan 2026) to 89,5 N (19 Jan 2026), -10,5 N (-10,5 %), worsened, beyond "
            "measurement error (10 N)",
            (SOURCE,),
            id="worsened",
        ),
        pytest.param(
            steps((0, "100"), (20, "107"), (24, "111")),
            PROGRESSING,
            "100 N (5 Jan 2026) to 111 N (29 Jan 2026), +11 N (+11,0 %), improved, beyond "
            "measurement error (10 N)",
            (SOURCE,),
            id="improved since the last visit that is two weeks back",
        ),
        pytest.param(
            steps((0, "100"), (14, "100"), (30, "106"), (34, "111")),
            PROGRESSING,
            "100 N (19 Jan 2026) to 111 N (8 Feb 2026), +11 N (+11,0 %), improved, beyond "
            "measurement error (10 N)",
            (SOURCE,),
            id="the same with a visit before",
        ),
        pytest.param(
            steps((0, "100"), (3, "101.5")),
            HOLD,
            "100 N (5 Jan 2026), 101,5 N (8 Jan 2026): no improvement beyond measurement error "
            "(10 N), for the first time; with 0 comparable reassessments of 2, 14 days or more "
            "apart, a plateau cannot be judged",
            (SOURCE,),
            id="again after three days",
        ),
        pytest.param(
            steps((0, "100"), (14, "104")),
            HOLD,
            "100 N (5 Jan 2026), 104 N (19 Jan 2026): no improvement beyond measurement error "
            "(10 N), for the first time; with 1 comparable reassessment of 2, 14 days or more "
            "apart, a plateau cannot be judged",
            (SOURCE,),
            id="no improvement once",
        ),
        pytest.param(
            steps((0, "100"), (14, "120"), (28, "121")),
            HOLD,
            "100 N (5 Jan 2026), 120 N (19 Jan 2026), 121 N (2 Feb 2026): improved within that "
            "time, not since 19 Jan 2026",
            (SOURCE,),
            id="improved the time before",
        ),
        pytest.param(
            steps((0, "50"), (14, "100"), (28, "106"), (42, "112")),
            PROGRESSING,
            "100 N (19 Jan 2026) to 112 N (16 Feb 2026), +12 N (+12,0 %), improved, in small "
            "steps, beyond measurement error (10 N)",
            (SOURCE,),
            id="in small steps",
        ),
        pytest.param(
            steps((0, "100"), (14, "94"), (28, "88")),
            REGRESS,
            "100 N (5 Jan 2026) to 88 N (2 Feb 2026), -12 N (-12,0 %), worsened, in small "
            "steps, beyond measurement error (10 N)",
            (SOURCE,),
            id="worse in small steps",
        ),
        pytest.param(
            steps((0, "50"), (14, "100"), (28, "104"), (42, "103")),
            PLATEAU,
            "100 N (19 Jan 2026), 104 N (2 Feb 2026), 103 N (16 Feb 2026): no improvement beyond "
            "measurement error (10 N), across 2 reassessments in a row, 14 days or more apart",
            (SOURCE,),
            id="a plateau",
        ),
        pytest.param(
            steps((0, "100"), (14, "104"), (28, "108")),
            PLATEAU,
            "100 N (5 Jan 2026), 104 N (19 Jan 2026), 108 N (2 Feb 2026): no improvement beyond "
            "measurement error (10 N), across 2 reassessments in a row, 14 days or more apart; "
            "each step was better, all of them within that error",
            (SOURCE,),
            id="a plateau that rises",
        ),
    ],
)
def test_a_course_says_what_it_was_read_from(
    values: list[Seen], pattern: Pattern, why: str, sources: tuple[str, ...], met: bool
) -> None:
    assert course(values, met=met) == MeasureCourse(
        label="Force, left", pattern=pattern, why=why, met=met, sources=sources
    )


def test_the_size_of_a_relative_error_stands_alone_in_the_sentence() -> None:
    share = MeasurementError(
        amount=Decimal(25), source=DESIGN, population="anybody", relative=True, level=95
    )
    found = course(steps((0, "100"), (14, "105")), replace(FORCE, errors=(share,)))
    assert "no improvement beyond measurement error (25,6 N), for the first time" in found.why


def test_before_the_last_step_and_the_last_two_weeks_nothing_is_looked_at() -> None:
    """A fall of weeks ago, made good since, is no setback of now."""
    values = steps((0, "150"), (14, "100"), (28, "101"), (42, "102"))
    assert course(values).pattern is PLATEAU
    weekly = steps((0, "150"), (14, "100"), (20, "101"), (28, "102"))
    assert course(weekly).why.startswith("150 N (5 Jan 2026), 100 N (19 Jan 2026), 102 N")


BEND = measure_yardstick(catalogue.measure("prone_knee_bend"))


def bend(day: int, value: str, rater: str) -> Seen:
    """Of the prone knee bend an error is published between two raters alone."""
    return Seen(
        on=START + timedelta(days=day),
        finding=Finding(
            value=Decimal(value), unit="deg", rater=rater, setup={"device": "inclinometer"}
        ),
        text=f"{value}°",
    )


@pytest.mark.parametrize(
    ("values", "why"),
    [
        pytest.param(
            [bend(0, "110", "A"), bend(14, "112", "B"), bend(28, "111", "A")],
            "110° (5 Jan 2026), 112° (19 Jan 2026), 111° (2 Feb 2026): no published error for some "
            "of these steps, so that a plateau cannot be judged",
            id="no error from first to last",
        ),
        pytest.param(
            [bend(0, "110", "A"), bend(14, "112", "A"), bend(28, "111", "B")],
            "110° (5 Jan 2026), 112° (19 Jan 2026), 111° (2 Feb 2026): no published error for some "
            "of these steps, so that a plateau cannot be judged",
            id="no error of the first step",
        ),
        pytest.param(
            [bend(0, "110", "A"), bend(7, "112", "B"), bend(14, "111", "A")],
            "110° (5 Jan 2026), 111° (19 Jan 2026): no published error for some of these steps, so "
            "that a plateau cannot be judged",
            id="no error over two weeks, one of the last",
        ),
        pytest.param(
            [bend(0, "110", "B"), bend(14, "112", "A"), bend(28, "111", "A")],
            "112° (19 Jan 2026) to 111° (2 Feb 2026), -1° (-0,9 %), worse; no published error, so "
            "that a plateau cannot be judged",
            id="no error of the last step",
        ),
    ],
)
def test_a_step_that_no_published_error_fits_makes_no_plateau(values: list[Seen], why: str) -> None:
    found = course(values, BEND, met=True)
    assert (found.pattern, found.why, found.met) == (NOT_JUDGED, why, True)


def test_two_raters_in_turn_can_show_a_plateau_between_them() -> None:
    found = course([bend(0, "110", "A"), bend(14, "112", "B"), bend(28, "111", "C")], BEND)
    assert found.pattern is PLATEAU
    assert "measurement error (11,9°)" in found.why


def test_what_an_installation_judges_without_an_error_is_not_called_unpublished() -> None:
    values = [
        Seen(
            on=START + timedelta(days=14 * at),
            finding=Finding(value=Decimal(110 + at), setup={"device": "long_goniometer"}),
            text=f"{110 + at}°",
        )
        for at in range(2)
    ]
    with catalogue.decided(*read(removal())):
        by = measure_yardstick(catalogue.measure("knee_flexion_passive"))
    found = course(values, by)
    assert found.why == (
        "110° (5 Jan 2026) to 111° (19 Jan 2026), +1° (+0,9 %), better; no error used here, so "
        "that a plateau cannot be judged"
    )


IMPORTANT = (ImportantChange(amount=Decimal(4), source=DESIGN, population="anybody"),)


@pytest.mark.parametrize(
    ("values", "may_matter"),
    [
        pytest.param(steps((0, "100"), (14, "104")), True, id="better by what matters"),
        pytest.param(steps((0, "100"), (14, "103.9")), False, id="a hair less"),
        pytest.param(steps((0, "100"), (14, "96")), False, id="worse by what matters"),
        pytest.param(steps((0, "100"), (14, "104"), (28, "104")), True, id="the step before"),
        pytest.param(steps((0, "100"), (14, "102"), (28, "104")), True, id="both steps together"),
    ],
)
def test_what_would_matter_is_kept_though_the_error_leaves_it_open(
    values: list[Seen], may_matter: bool
) -> None:
    assert course(values, replace(FORCE, important=IMPORTANT)).may_matter is may_matter


def test_without_an_error_the_course_keeps_whether_the_target_is_reached() -> None:
    found = course(steps((0, "100"), (14, "100.5")), replace(FORCE, errors=()), met=True)
    assert found == MeasureCourse(
        label="Force, left",
        pattern=NOT_JUDGED,
        why="100 N (5 Jan 2026) to 100,5 N (19 Jan 2026), +0,5 N (+0,5 %), better; no published "
        "error, so that a plateau cannot be judged",
        met=True,
    )


FEW = (
    "that takes 2 comparable reassessments after the baseline, 14 days or more apart, of a measure "
    "with a published error"
)


@pytest.mark.parametrize(
    ("measures", "signs", "pattern", "why_not"),
    [
        ([], ["effusion"], REGRESS, ""),
        ([of(PLATEAU, met=True)], [], Pattern.MET, ""),
        ([of(PROGRESSING)], [], PROGRESSING, ""),
        ([of(PLATEAU)], [], PLATEAU, ""),
        ([of(HOLD)], [], HOLD, ""),
        ([of(NOT_JUDGED)], [], NOT_JUDGED, FEW),
        ([], [], NOT_JUDGED, FEW),
        (
            [
                of(PLATEAU),
                of(NOT_JUDGED, label="Hop, left", may_matter=True),
                of(NOT_JUDGED, label="Stairs", may_matter=True),
            ],
            [],
            NOT_JUDGED,
            "better by what would matter, though not beyond error: Hop, left, Stairs",
        ),
    ],
)
def test_what_courses_come_to_and_why_they_are_not_judged(
    measures: list[MeasureCourse], signs: list[str], pattern: Pattern, why_not: str
) -> None:
    found = episode_course(measures, signs, COURSE_RULES)
    assert (found.pattern, found.why_not) == (pattern, why_not)
    assert (found.measures, found.signs) == (tuple(measures), tuple(signs))


def test_a_sign_needs_a_grade_or_a_number_both_times() -> None:
    assert effusion_sign("Effusion", seen(0, "1"), grade(7, 2), COURSE_RULES) == ""
    assert effusion_sign("Effusion", grade(0, 1), seen(7, "2"), COURSE_RULES) == ""
    assert pain_sign("Pain", grade(0, 3), seen(7, "6"), COURSE_RULES) == ""
    assert pain_sign("Pain", seen(0, "3"), grade(7, 6), COURSE_RULES) == ""
    assert pain_sign("Pain, left", seen(0, "3"), seen(7, "5"), COURSE_RULES) == (
        "Pain, left: 3 N (5 Jan 2026) to 5 N (12 Jan 2026), and more symptoms for over 24 hours"
    )


def test_days_are_told_in_words() -> None:
    one = Seen(on=date(2026, 12, 1), finding=Finding(), text="310 N")
    assert (one.day, one.words) == ("1 Dec 2026", "310 N (1 Dec 2026)")
