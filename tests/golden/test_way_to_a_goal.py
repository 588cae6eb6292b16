"""How far a value came from its baseline towards the target, what that is worth, and cautions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import Better
from assessment.clinical.goals import Target, judge_goal
from assessment.clinical.yardstick import Yardstick, measure_yardstick
from tests.golden.test_goals import ON, by
from tests.golden.test_goals_in_words import judged, measured
from tests.unit.catalogue.test_thresholds import read, removal

NONE = Better.NONE


@pytest.mark.parametrize(
    ("start", "now", "target", "how", "way", "says"),
    [
        pytest.param(
            "229.5",
            "310",
            "350",
            by(),
            "66.8",
            "; 66,8 % of the way from the baseline, 229,5 N on 3 Mar 2026, no published error",
            id="two thirds",
        ),
        pytest.param(
            "200",
            "201",
            "400",
            by(),
            "0.5",
            "; 0,5 % of the way from the baseline, 200 N on 3 Mar 2026, no published error",
            id="half a percent is nearer",
        ),
        pytest.param(
            "200",
            "200",
            "400",
            by(),
            "0",
            "; no nearer to it than the baseline, 200 N on 3 Mar 2026",
            id="the same: nothing changed that could be worth anything",
        ),
        pytest.param(
            "200",
            "180",
            "400",
            by(mdc="20"),
            "-10",
            "; no nearer to it than the baseline, 200 N on 3 Mar 2026, worsened",
            id="further away",
        ),
        pytest.param(
            "60",
            "65",
            "70",
            by(NONE, mdc="2"),
            "50",
            "; 50,0 % of the way from the baseline, 60 N on 3 Mar 2026",
            id="no direction: beyond error, and called neither better nor worse",
        ),
        pytest.param("50", "70.1", "70", by(NONE), None, "", id="overshot by a hair"),
    ],
)
def test_the_way_from_the_baseline(
    start: str, now: str, target: str, how: Yardstick, way: str | None, says: str
) -> None:
    alone = judged(now, target, how)
    found = judged(now, target, how, baseline=measured(start, "3 Mar 2026"))
    assert found.text == f"{alone.text}{says}"
    assert (found.way is None) is (way is None)
    if found.way is not None and way is not None:
        assert abs(found.way - Decimal(way)) < Decimal("0.05")


def test_a_change_judged_without_an_error_here_is_not_called_unpublished() -> None:
    setup = {"device": "long_goniometer"}
    with catalogue.decided(*read(removal())):
        how = measure_yardstick(catalogue.measure("knee_flexion_passive"))
    found = judge_goal(
        target=Target(text="140°", value=Decimal(140)),
        by=how,
        now=measured("130", setup=setup),
        baseline=measured("120", setup=setup),
        on=ON,
    )
    assert found.text.endswith("; 50.0 % of the way from the baseline, 120 N, no error used here")


def test_another_lever_arm_than_at_the_baseline_is_said_in_the_clinics_decimals() -> None:
    found = judge_goal(
        target=Target(text="350 N", value=Decimal(350)),
        by=measure_yardstick(catalogue.measure("knee_extension_force")),
        now=measured("310", setup={"lever_arm": "0.395"}),
        baseline=measured("229", "3 Mar 2026", setup={"lever_arm": "0.405"}),
        on=ON,
        decimal_separator=",",
    )
    (caution,) = found.cautions
    assert caution == (
        "the baseline, 229 N on 3 Mar 2026: not comparable: lever arm 40,5 cm against 39,5 cm"
    )
    assert (found.text, found.way) == ("target not met: 310 N is 40 N from it", None)


def test_a_baseline_of_another_unit_gives_no_share() -> None:
    found = judged("310", "350", by(), baseline=measured("22", unit="kgf"))
    assert found.text == "target not met: 310 N is 40 N from it"
    assert (found.way, found.cautions) == (None, ())


def test_a_baseline_near_the_target_is_a_caution_beside_the_way() -> None:
    found = judged("342", "350", by(mdc="10"), baseline=measured("341"))
    assert found.text.endswith(
        "; 11,1 % of the way from the baseline, 341 N, a change within measurement error"
    )
    assert found.cautions == ("the baseline was no further from the target than measurement error",)
    met = judged("350", "350", by(mdc="10"), baseline=measured("341"))
    assert (met.text, met.way, met.cautions) == ("target met: 350 N", None, ())
