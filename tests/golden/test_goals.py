"""Goals judged at a visit: the value against the target, exactly at it, at the error, and missing.

Errors are read from the catalogue of a test, so that every figure stands in the table beside it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.decisions import OUR_TERMS as DESIGN
from assessment.catalogue.types import Better, MeasurementError, Unit
from assessment.catalogue.units import CENTIMETRE, DEGREE, NEWTON, RATING
from assessment.clinical.compare import Finding
from assessment.clinical.goals import (
    GoalJudgement,
    Measured,
    Standing,
    Target,
    judge_goal,
    past_date,
)
from assessment.clinical.yardstick import Yardstick, measure_yardstick

HIGHER, LOWER, NONE = Better.HIGHER, Better.LOWER, Better.NONE
ON = date(2026, 4, 28)


def by(
    better: Better = HIGHER,
    *,
    mdc: str = "",
    relative: bool = False,
    unit: Unit | None = NEWTON,
    other_rater: str = "",
) -> Yardstick:
    errors = [(mdc, None), (other_rater, False)] if other_rater else [(mdc, None)]
    return Yardstick(
        label="Something",
        unit=unit,
        better=better,
        errors=tuple(
            MeasurementError(
                amount=Decimal(amount),
                source=DESIGN,
                population="anybody",
                relative=relative,
                same_rater=same,
            )
            for amount, same in errors
            if amount
        ),
    )


def measured(value: str, when: str = "", **facts: object) -> Measured:
    finding = replace(Finding(value=Decimal(value)), **facts)  # type: ignore[arg-type]
    return Measured(finding=finding, text=f"{value} N", when=when)


def judged(now: str | None, target: str, how: Yardstick, **more: object) -> GoalJudgement:
    return judge_goal(
        target=Target(text=f"{target} N", value=Decimal(target)),
        by=how,
        now=None if now is None else measured(now),
        on=ON,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("better", "mdc", "now", "target", "standing", "distance"),
    [
        pytest.param(HIGHER, "", "350", "350", "met", None, id="exactly at the target"),
        pytest.param(HIGHER, "", "351", "350", "met", None, id="beyond it"),
        pytest.param(
            HIGHER, "", "349.999", "350", "not_met", "0.001", id="a hair short, unrounded"
        ),
        pytest.param(LOWER, "", "2", "2", "met", None, id="lower is better, at it"),
        pytest.param(LOWER, "", "1", "2", "met", None, id="lower is better, beyond"),
        pytest.param(LOWER, "", "5", "2", "not_met", "3", id="lower is better, above"),
        pytest.param(LOWER, "", "0", "0", "met", None, id="a target of 0 that is reached"),
        pytest.param(LOWER, "", "1", "0", "not_met", "1", id="a target of 0 that is not"),
        pytest.param(HIGHER, "", "-1", "0", "not_met", "1", id="a value below a target of 0"),
        pytest.param(LOWER, "", "-5", "-5", "met", None, id="a target below 0, at it"),
        pytest.param(LOWER, "", "-3", "-5", "not_met", "2", id="a target below 0, short of it"),
        pytest.param(LOWER, "", "-6", "-5", "met", None, id="a target below 0, beyond"),
        pytest.param(
            HIGHER, "10", "340.001", "350", "within_error", "9.999", id="inside the error"
        ),
        pytest.param(HIGHER, "10", "340", "350", "not_met", "10", id="exactly at the error"),
        pytest.param(HIGHER, "10", "350", "350", "met", None, id="at the target, with an error"),
        pytest.param(HIGHER, "10", "350.1", "350", "met", None, id="beyond by less than the error"),
        pytest.param(LOWER, "3.5", "3", "0", "within_error", "3", id="3 short of straight"),
        pytest.param(LOWER, "3.5", "3.5", "0", "not_met", "3.5", id="3.5 short of straight"),
        pytest.param(NONE, "", "70", "70", "met", None, id="no direction, equal"),
        pytest.param(NONE, "", "71", "70", "not_met", "1", id="no direction, above"),
        pytest.param(NONE, "", "69", "70", "not_met", "1", id="no direction, below"),
        pytest.param(Better.TARGET, "2", "71", "70", "within_error", "1", id="aimed at, near"),
    ],
)
def test_a_value_against_its_target(
    better: Better, mdc: str, now: str, target: str, standing: str, distance: str | None
) -> None:
    found = judged(now, target, by(better, mdc=mdc))
    assert found.standing.value == standing
    assert found.distance == (None if distance is None else Decimal(distance))


def test_what_is_inside_the_error_is_at_the_target_within_it_and_never_met() -> None:
    found = judged("310", "350", by(mdc="25", relative=True))
    assert found.standing is Standing.WITHIN_ERROR
    assert found.text == (
        "at the target within measurement error: 310 N is 40 N from it, the error is 82.5 N, 25 % "
        "of the mean of value and target (level not stated)"
    )
    assert found.source == f"{DESIGN.citation} (anybody)"


def test_the_error_of_another_rater_makes_no_target_nearer() -> None:
    found = judged("9", "0", by(LOWER, mdc="3.5", other_rater="10", unit=DEGREE))
    assert found.standing is Standing.NOT_MET


def test_a_distance_that_rounds_to_nothing_is_not_called_nothing() -> None:
    found = judged("349.999", "350", by())
    assert found.text == "target not met: 349.999 N is less than 0.1 N from it"


def grade(now: int, target: int, mdc: str = "") -> GoalJudgement:
    return judge_goal(
        target=Target(text="at most zero", ordinal=target),
        by=by(LOWER, mdc=mdc, unit=None),
        now=Measured(finding=Finding(ordinal=now), text="trace"),
        baseline=Measured(finding=Finding(ordinal=4), text="3+"),
        on=ON,
    )


def test_grades_are_judged_by_rank_in_steps_and_have_no_share_of_a_way() -> None:
    assert grade(0, 0).standing is Standing.MET
    assert grade(0, 1).standing is Standing.MET
    found = grade(2, 0)
    assert (found.standing, found.distance, found.way) == (Standing.NOT_MET, Decimal(2), None)
    assert found.text.startswith("target not met: trace is 2 steps of the scale from it")
    assert grade(1, 0, mdc="2").standing is Standing.WITHIN_ERROR
    assert grade(2, 0, mdc="2").standing is Standing.NOT_MET


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (None, "not re-tested at this visit"),
        ("carried, not re-measured", "carried, not re-measured"),
        ("stopped by pain", "stopped by pain"),
        ("does not count", "does not count"),
        ("not tested: pain", "not tested: pain"),
    ],
)
def test_what_was_not_measured_here_is_not_judged_and_no_earlier_value_stands_for_it(
    now: str | None, why: str
) -> None:
    found = judge_goal(
        target=Target(text="at least 350 N", value=Decimal(350)),
        by=by(),
        now=None if now is None else measured("360", why_not=now),
        baseline=measured("229", "3 Mar 2026"),
        last=measured("310", "14 Apr 2026"),
        on=ON,
    )
    assert (found.standing, found.distance, found.way) == (Standing.NOT_JUDGED, None, None)
    assert found.text == f"cannot be judged: {why}; last measured 310 N on 14 Apr 2026"
    assert "229" not in found.text


def test_a_target_that_the_scale_has_no_more_and_a_unit_of_another_kind_are_not_judged() -> None:
    gone = judge_goal(target=Target(text="6"), by=by(), now=measured("5"), on=ON)
    assert gone.text == "cannot be judged: the target is not of this scale"
    other = judge_goal(
        target=Target(text="350 N", value=Decimal(350)),
        by=by(),
        now=measured("400", unit="N.m"),
        on=ON,
    )
    assert other.standing is Standing.NOT_JUDGED


@pytest.mark.parametrize(
    ("start", "now", "target", "way", "says"),
    [
        ("229", "310", "350", "66.9", "66.9 % of the way from the baseline, 229 N"),
        ("10", "5", "0", "50", "50.0 % of the way"),
        ("10", "0.001", "0", "99.99", "99.9 % of the way"),
        ("229", "229", "350", "0", "no nearer to it than the baseline, 229 N"),
        ("229", "200", "350", "-23.96", "no nearer to it than the baseline, 229 N"),
        ("-2", "1", "4", "50", "50.0 % of the way"),
    ],
)
def test_the_share_of_the_way_is_of_differences_and_never_rounded_up(
    start: str, now: str, target: str, way: str, says: str
) -> None:
    better = LOWER if Decimal(target) < Decimal(start) else HIGHER
    found = judged(now, target, by(better), baseline=measured(start))
    assert found.way is not None
    assert abs(found.way - Decimal(way)) < Decimal("0.1")
    assert says in found.text


@pytest.mark.parametrize(
    ("mdc", "says"),
    [
        ("", "of the way from the baseline, 300 N, no published error"),
        ("30", "of the way from the baseline, 300 N, a change within measurement error"),
        ("25", "of the way from the baseline, 300 N, improved"),
    ],
)
def test_the_share_says_what_the_change_is_worth(mdc: str, says: str) -> None:
    found = judged("325", "400", by(mdc=mdc), baseline=measured("300"))
    assert found.text.endswith(says)


def test_a_baseline_that_had_reached_it_or_lay_within_error_of_it_is_a_caution() -> None:
    there = judged("340", "350", by(), baseline=measured("360"))
    assert (there.way, there.cautions) == (None, ("the baseline, 360 N, had reached the target",))
    near = judged("349", "350", by(mdc="10"), baseline=measured("345"))
    assert near.cautions == ("the baseline was no further from the target than measurement error",)


def test_another_setup_than_at_the_baseline_is_a_caution_and_gives_no_share() -> None:
    how = measure_yardstick(catalogue.measure("knee_extension_force"))
    found = judge_goal(
        target=Target(text="at least 350 N", value=Decimal(350)),
        by=how,
        now=measured("360", setup={"fixation": "belt"}),
        baseline=measured("229", "3 Mar 2026", setup={"fixation": "manual"}),
        on=ON,
    )
    assert (found.standing, found.way) == (Standing.MET, None)
    (caution,) = found.cautions
    assert caution.startswith("the baseline, 229 N on 3 Mar 2026: not comparable: fixation")


def test_a_rating_of_change_has_no_baseline() -> None:
    how = replace(by(), is_change=True)
    assert judged("3", "5", how, baseline=measured("1")).way is None


@pytest.mark.parametrize(
    ("status", "now", "last", "says"),
    [
        ("met", "310", None, "marked met; measured 310 N, target 350 N"),
        ("met", None, "310", "marked met; last measured 310 N on 14 Apr 2026, target 350 N"),
        ("met", "350", None, ""),
        ("met", None, "360", ""),
        ("met", None, None, ""),
        ("open", "360", None, "marked open, though the target is reached"),
        ("open", "310", None, ""),
        ("open", None, "360", ""),
    ],
)
def test_where_the_therapists_word_and_the_measurement_part_both_are_said(
    status: str, now: str | None, last: str | None, says: str
) -> None:
    before = None if last is None else measured(last, "14 Apr 2026")
    assert judged(now, "350", by(), status=status, last=before).disagrees == says


def test_met_within_measurement_error_is_no_disagreement() -> None:
    assert judged("345", "350", by(mdc="10"), status="met").disagrees == ""


@pytest.mark.parametrize(
    ("due", "status", "says"),
    [
        (date(2026, 4, 27), "open", "its date, 27 Apr 2026, is past"),
        (date(2026, 4, 28), "open", ""),
        (date(2026, 4, 27), "met", ""),
        (date(2026, 4, 27), "dropped", ""),
        (None, "open", ""),
    ],
)
def test_a_date_is_past_from_the_day_after_on(due: date | None, status: str, says: str) -> None:
    assert past_date(due, ON, status) == says
    assert judged(None, "350", by(), due=due, status=status).past == says


def test_a_goal_that_is_reached_has_no_date_that_is_past() -> None:
    assert judged("350", "350", by(), due=date(2026, 1, 1)).past == ""


def test_each_thing_said_is_a_sentence_the_judgement_first() -> None:
    found = judged("310", "350", by(), status="met", due=date(2026, 1, 1))
    assert found.remarks == (
        "Target not met: 310 N is 40 N from it.",
        "Marked met; measured 310 N, target 350 N.",
    )


@pytest.mark.parametrize("unit", [NEWTON, DEGREE, RATING, CENTIMETRE])
def test_decimals_are_written_as_the_clinic_writes_them(unit: Unit) -> None:
    found = judged("1", "2.5", by(unit=unit), decimal_separator=",")
    assert "." not in found.text
