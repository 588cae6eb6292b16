"""Several trials of one measure: what stands for them, and what is said when they lie apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import Better
from assessment.clinical.trials import (
    chosen_statistic,
    coefficient_of_variation,
    mean,
    spread,
    statistic_of,
    too_far_apart,
)

FORCE = catalogue.measure("knee_extension_force")
GIRTH = catalogue.measure("thigh_girth_15_cm")
HOP = catalogue.measure("single_hop")


def trials(*said: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, said))


@pytest.mark.parametrize(
    ("statistic", "better", "stands"),
    [
        ("mean", Better.HIGHER, "218"),
        ("mean", Better.LOWER, "218"),
        ("mean", Better.NONE, "218"),
        ("best", Better.HIGHER, "225"),
        ("best", Better.LOWER, "210"),
    ],
)
def test_the_mean_or_the_best_by_its_own_direction_stands(
    statistic: str, better: Better, stands: str
) -> None:
    assert statistic_of(trials("210", "225", "219"), statistic, better) == Decimal(stands)


@pytest.mark.parametrize(
    ("given", "statistic", "better", "why"),
    [
        ((), "mean", Better.HIGHER, "no trials"),
        ((), "best", Better.HIGHER, "no trials"),
        (("210",), "median", Better.HIGHER, "“median” is not a statistic of trials"),
        (("210",), "best", Better.NONE, "a measure without better or worse has no best trial"),
    ],
)
def test_what_stands_for_no_trials_is_refused(
    given: tuple[str, ...], statistic: str, better: Better, why: str
) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        statistic_of(trials(*given), statistic, better)


def test_the_statistic_said_comes_before_the_one_prescribed_and_the_mean_after_both() -> None:
    prescribed = next(one.default for one in HOP.setup if one.code == "statistic")
    assert prescribed
    assert chosen_statistic(HOP, "") == prescribed
    other = "best" if prescribed == "mean" else "mean"
    assert chosen_statistic(HOP, other) == other
    assert chosen_statistic(FORCE, "best") == "best"
    assert chosen_statistic(GIRTH, "") == "mean"


def test_a_mean_and_a_spread_take_one_trial_as_well() -> None:
    assert (mean(trials("7.5")), spread(trials("7.5"))) == (Decimal("7.5"), 0)
    assert mean(trials("1", "2", "2")) == Decimal(5) / 3
    assert spread(trials("219", "210", "225")) == 15


@pytest.mark.parametrize(
    ("given", "percent"),
    [
        (("90", "100", "110"), "10"),
        (("100", "100", "100"), "0"),
        (("98", "102", "98", "102", "100"), "2"),
        (("-90", "-100", "-110"), "10"),
        (("100",), None),
        (("-5", "5"), None),
        (("0", "0", "0"), None),
    ],
)
def test_the_coefficient_of_variation_is_in_percent_of_the_mean(
    given: tuple[str, ...], percent: str | None
) -> None:
    found = coefficient_of_variation(trials(*given))
    assert found == (None if percent is None else Decimal(percent))


def test_two_trials_vary_too() -> None:
    found = coefficient_of_variation(trials("90", "110"))
    assert found is not None
    assert found == Decimal(2).sqrt() * 10


REPEAT = "Leave out a failed one or repeat."


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ((), ""),
        (("300",), ""),
        (("90", "100", "110"), ""),
        (
            ("89.9", "100", "110.1"),
            "coefficient of variation 10,1 %, more than 10,0 %.",
        ),
        (("90", "130"), "coefficient of variation 25,7 %, more than 10,0 %."),
        (
            ("210.5", "225", "290.5"),
            "coefficient of variation 17,6 %, more than 10,0 %. "
            "290,5 N lies furthest from the others.",
        ),
        (("0", "0"), ""),
    ],
)
def test_forces_that_vary_by_more_than_ten_percent_are_told(
    given: tuple[str, ...], text: str
) -> None:
    assert FORCE.trial_check is not None and FORCE.unit is not None
    told = too_far_apart(trials(*given), FORCE.trial_check, FORCE.unit, decimal_separator=",")
    assert told == (f"The trials differ much: {text} {REPEAT}" if text else "")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ((), ""),
        (("48.0",), ""),
        (("48.0", "49.0"), ""),
        (("49.0", "48.0", "48.5"), ""),
        (("48.0", "49.1"), "1,1 cm from lowest to highest, more than 1,0 cm."),
        (
            ("48.0", "49.1", "48.2"),
            "1,1 cm from lowest to highest, more than 1,0 cm. "
            "49,1 cm lies furthest from the others.",
        ),
    ],
)
def test_girths_further_apart_than_a_centimetre_are_told(given: tuple[str, ...], text: str) -> None:
    assert GIRTH.trial_check is not None and GIRTH.unit is not None
    told = too_far_apart(trials(*given), GIRTH.trial_check, GIRTH.unit, decimal_separator=",")
    assert told == (f"The trials differ much: {text} {REPEAT}" if text else "")
