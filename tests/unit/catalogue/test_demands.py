"""Every test that is performed says what it asks of the knee, or why it asks nothing."""

from __future__ import annotations

import pytest

from assessment import catalogue
from assessment.catalogue.demands import DEMAND_NOTHING, DEMANDS, demands_of
from assessment.catalogue.types import Bearing, Demand, Kind, Load, Tier

TESTED = ("squat", "range_of_motion", "strength", "special_tests", "function")


def codes_of(*sections: str) -> list[str]:
    return [
        one.code
        for section in sections
        for one in catalogue.section(section).measures
        if one.kind is not Kind.TEXT and not one.retired
    ]


@pytest.mark.parametrize("code", codes_of(*TESTED))
def test_a_test_has_a_demand_or_stands_among_those_that_ask_nothing(code: str) -> None:
    assert bool(demands_of(code)) is not (code in DEMAND_NOTHING)


def test_what_asks_nothing_is_a_short_list_with_reasons() -> None:
    assert len(DEMAND_NOTHING) <= 10
    assert all(DEMAND_NOTHING.values())
    assert set(DEMAND_NOTHING) <= set(catalogue.all_codes())


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda one: str(one.code))
def test_a_demand_names_measures_and_fields_that_there_are(demand: Demand) -> None:
    for code in demand.measures:
        measure = catalogue.measure(code)
        fields = {one.code: one for one in measure.setup}
        if demand.angle_field and fields:
            assert demand.angle_field in fields or code.startswith("quadriceps_")
        for code_of_field, option in {**demand.when, **demand.unless}.items():
            options = {one.code for one in fields[code_of_field].options} if fields else set()
            assert not options or option in options
        if demand.from_grade:
            assert demand.from_grade in {one.code for one in measure.options}
        if demand.reads_angle and measure.kind is Kind.QUANTITY:
            assert measure.unit is not None and measure.unit.code == "deg"
    assert demand.low is None or demand.high is None or demand.low <= demand.high


def test_codes_are_unique_and_a_measure_stands_under_a_demand_once() -> None:
    assert len({one.code for one in DEMANDS}) == len(DEMANDS)
    assert all(len(set(one.measures)) == len(one.measures) for one in DEMANDS)


def test_the_easiest_demand_comes_first() -> None:
    assert [one.tier for one in demands_of("knee_extension_grade")] == [Tier.T2, Tier.T3]
    assert [one.load for one in demands_of("knee_extension_torque")] == [
        Load.ISOMETRIC_MAXIMAL,
        Load.DYNAMIC_MAXIMAL,
    ]
    assert demands_of("limb_length") == ()
    assert demands_of("no_such_code") == ()


def test_impact_is_the_last_tier_and_on_one_leg() -> None:
    for code in ("single_hop", "triple_hop", "crossover_hop", "timed_hop"):
        (demand,) = demands_of(code)
        assert (demand.tier, demand.load, demand.bearing) == (
            Tier.T5,
            Load.IMPACT,
            Bearing.FULL_SINGLE,
        )
