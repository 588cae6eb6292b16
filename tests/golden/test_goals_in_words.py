"""What is said of a goal, whole: the judgement, its error, the way so far, cautions and sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.decisions import OUR_TERMS as DESIGN
from assessment.catalogue.types import Better
from assessment.catalogue.units import DEGREE
from assessment.clinical.compare import Finding
from assessment.clinical.goals import (
    GoalJudgement,
    Measured,
    Standing,
    Target,
    judge_goal,
    reached,
)
from assessment.clinical.yardstick import Yardstick, measure_yardstick
from tests.golden.test_goals import ON, by
from tests.unit.catalogue.test_thresholds import entry, read

HIGHER, LOWER, NONE = Better.HIGHER, Better.LOWER, Better.NONE
MET, WITHIN, NOT_MET = Standing.MET, Standing.WITHIN_ERROR, Standing.NOT_MET
SOURCE = f"{DESIGN.citation} (anybody)"


def measured(value: str, when: str = "", **facts: object) -> Measured:
    finding = replace(Finding(value=Decimal(value)), **facts)  # type: ignore[arg-type]
    return Measured(finding=finding, text=f"{value} N".replace(".", ","), when=when)


def judged(now: str, target: str, how: Yardstick, **more: object) -> GoalJudgement:
    return judge_goal(
        target=Target(text=f"{target} N", value=Decimal(target)),
        by=how,
        now=measured(now),
        on=ON,
        decimal_separator=",",
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("now", "target", "how", "standing", "distance", "text", "source"),
    [
        pytest.param("350", "350", by(mdc="25"), MET, None, "target met: 350 N", "", id="met"),
        pytest.param(
            "310.5",
            "350",
            by(),
            NOT_MET,
            "39.5",
            "target not met: 310,5 N is 39,5 N from it",
            "",
            id="not met",
        ),
        pytest.param(
            "310.5",
            "350",
            by(mdc="39.5"),
            NOT_MET,
            "39.5",
            "target not met: 310,5 N is 39,5 N from it",
            "",
            id="exactly an error away: no source, since the error was not needed",
        ),
        pytest.param(
            "310.5",
            "350",
            by(mdc="39.6"),
            WITHIN,
            "39.5",
            "at the target within measurement error: 310,5 N is 39,5 N from it, the error is "
            "39,6 N (level not stated)",
            SOURCE,
            id="a hair less than an error away",
        ),
        pytest.param(
            "310",
            "350.5",
            by(mdc="12.5", relative=True),
            WITHIN,
            "40.5",
            "at the target within measurement error: 310 N is 40,5 N from it, the error is "
            "41,3 N, 12,5 % of the mean of value and target (level not stated)",
            SOURCE,
            id="a relative error",
        ),
        pytest.param(
            "72.5",
            "70",
            by(NONE, unit=DEGREE),
            NOT_MET,
            "2.5",
            "not at the target: 72,5 N is 2,5° from it, and of this more is neither better nor "
            "worse",
            "",
            id="no direction",
        ),
        pytest.param(
            "349.96",
            "350",
            by(),
            NOT_MET,
            "0.04",
            "target not met: 349,96 N is less than 0,1 N from it",
            "",
            id="rounds to nothing",
        ),
        pytest.param(
            "349.95",
            "350",
            by(),
            NOT_MET,
            "0.05",
            "target not met: 349,95 N is 0,1 N from it",
            "",
            id="rounds to the least that is shown",
        ),
        pytest.param(
            "340",
            "350",
            by(),
            NOT_MET,
            "10",
            "target not met: 340 N is 10 N from it",
            "",
            id="a whole ten",
        ),
    ],
)
def test_a_judgement_with_its_distance_error_and_source(
    now: str,
    target: str,
    how: Yardstick,
    standing: Standing,
    distance: str | None,
    text: str,
    source: str,
) -> None:
    assert judged(now, target, how, status="dropped") == GoalJudgement(
        standing=standing,
        text=text,
        distance=None if distance is None else Decimal(distance),
        source=source,
    )


def test_a_published_error_says_its_level_and_whose_it_is() -> None:
    found = judge_goal(
        target=Target(text="0°", value=Decimal(0)),
        by=measure_yardstick(catalogue.measure("knee_extension_passive")),
        now=Measured(
            finding=Finding(value=Decimal("2.5"), setup={"device": "long_goniometer"}),
            text="lacks 2,5°",
        ),
        on=ON,
        decimal_separator=",",
    )
    assert found.text == (
        "at the target within measurement error: lacks 2,5° is 2,5° from it, the error is 3,5° "
        "(MDC95, same rater)"
    )
    assert found.source.endswith("(people with an injured ACL)")


EFFUSION = "effusion_stroke_test"


def grade(now: int, target: int = 0, *, status: str = "open") -> GoalJudgement:
    names = [one.label for one in catalogue.measure(EFFUSION).options]
    return judge_goal(
        target=Target(text=f"at most {names[target]}", ordinal=target),
        by=measure_yardstick(catalogue.measure(EFFUSION)),
        now=Measured(finding=Finding(ordinal=now), text=names[now]),
        baseline=Measured(finding=Finding(ordinal=4), text=names[4]),
        status=status,
        on=ON,
    )


def test_an_effusion_is_judged_in_steps_of_its_scale() -> None:
    one = grade(1)
    assert (one.standing, one.distance, one.way) == (WITHIN, Decimal(1), None)
    assert one.text == (
        "at the target within measurement error: trace is 1 step of the scale from it, the error "
        "is 2 steps of the scale"
    )
    two = grade(2, status="met")
    assert two.text == "target not met: 1+ is 2 steps of the scale from it"
    assert two.disagrees == "marked met; measured 1+, target at most zero"
    assert (two.source, two.cautions) == ("", ())
    assert grade(1, target=2).text == "target met: trace"


def test_a_grade_and_a_number_are_not_set_against_each_other() -> None:
    number, rank = Finding(value=Decimal(310)), Finding(ordinal=2)
    for target, finding, how in (
        (Target(text="350 N", value=Decimal(350)), rank, by()),
        (Target(text="zero", ordinal=0), number, by()),
        (Target(text="350 N", value=Decimal(350)), number, by(unit=None)),
    ):
        now = Measured(finding=finding, text="now")
        found = judge_goal(target=target, by=how, now=now, on=ON)
        assert found.text == "cannot be judged: the target is not of this scale"


def test_an_error_in_steps_that_the_installation_decided_says_so() -> None:
    own = entry(measure=f'"{EFFUSION}"', figure='"error"', amount="3", level='"none"')
    with catalogue.decided(*read(own)):
        found = grade(2)
    assert found.text == (
        "at the target within measurement error: 1+ is 2 steps of the scale from it, the error is "
        "3 steps of the scale, this installation's own figure, decided by Nora Bell, PT, OCS, "
        "instead of 2 grades (Vastus design decision)"
    )


@pytest.mark.parametrize(
    ("target", "last", "disagrees"),
    [
        pytest.param(Target(text="350 N", value=Decimal(350)), None, "", id="never measured"),
        pytest.param(
            Target(text="350 N", value=Decimal(350)),
            measured("310", "14 Apr 2026"),
            "marked met; last measured 310 N on 14 Apr 2026, target 350 N",
            id="short of it the last time",
        ),
        pytest.param(
            Target(text="350 N", value=Decimal(350)),
            measured("310"),
            "marked met; last measured 310 N, target 350 N",
            id="on a day that is not known",
        ),
        pytest.param(Target(text="6"), measured("310"), "", id="a target of another scale"),
        pytest.param(
            Target(text="350 N", value=Decimal(350)),
            measured("310", unit="kgf"),
            "",
            id="last measured in another unit",
        ),
    ],
)
def test_a_goal_marked_met_is_held_against_the_last_measurement(
    target: Target, last: Measured | None, disagrees: str
) -> None:
    found = judge_goal(target=target, by=by(), now=None, last=last, status="met", on=ON)
    assert (found.standing, found.disagrees) == (Standing.NOT_JUDGED, disagrees)


def test_each_thing_that_there_is_to_say_of_a_goal_is_said_once_and_in_order() -> None:
    found = judged(
        "310", "350", by(mdc="10"), due=date(2026, 4, 27), baseline=measured("360", "3 Mar 2026")
    )
    assert found.remarks == (
        "Target not met: 310 N is 40 N from it.",
        "Its date, 27 Apr 2026, is past.",
        "The baseline, 360 N, had reached the target.",
    )


@pytest.mark.parametrize(
    ("value", "target", "how", "there"),
    [
        ("350", "350", by(), True),
        ("349.9", "350", by(), False),
        ("349.9", "350", by(mdc="10"), False),
        ("0", "1", by(LOWER), True),
    ],
)
def test_a_target_is_reached_at_it_and_never_within_the_error(
    value: str, target: str, how: Yardstick, there: bool
) -> None:
    aim = Target(text=target, value=Decimal(target))
    assert reached(aim, Finding(value=Decimal(value)), how) is there
    assert not reached(Target(text="gone"), Finding(value=Decimal(value)), how)
