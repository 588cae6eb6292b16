"""Which fields a section has, what each is called, and what the line in one says."""

from __future__ import annotations

import pytest

from assessment import catalogue
from assessment.catalogue.types import NotTested, Side
from assessment.kinds.address import (
    UnknownField,
    address,
    addresses,
    measure_addresses,
    reason_in,
    reason_state,
)

STRENGTH = catalogue.section("strength")
FORCE = catalogue.measure("knee_extension_force")
FORCE_FIELDS = [
    "knee_extension_force.setup.fixation",
    "knee_extension_force.setup.knee_angle",
    "knee_extension_force.setup.contraction",
    "knee_extension_force.setup.statistic",
    "knee_extension_force.setup.lever_arm.right",
    "knee_extension_force.setup.lever_arm.left",
    "knee_extension_force.setup.device",
    "knee_extension_force.right",
    "knee_extension_force.right.1",
    "knee_extension_force.right.2",
    "knee_extension_force.right.3",
    "knee_extension_force.left",
    "knee_extension_force.left.1",
    "knee_extension_force.left.2",
    "knee_extension_force.left.3",
]


def test_a_measure_has_its_setup_first_and_right_before_left_with_its_trials() -> None:
    assert [one.name for one in measure_addresses(FORCE)] == FORCE_FIELDS


def test_a_measure_without_sides_says_so_in_its_name() -> None:
    fields = measure_addresses(catalogue.measure("tsk_11"))
    assert [one.name for one in fields] == [
        "tsk_11.setup.version",
        "tsk_11.setup.scoring",
        "tsk_11.none",
        *(f"tsk_11.none.{item}" for item in range(1, 12)),
    ]
    assert {one.side for one in fields} == {Side.NONE}


def test_a_section_has_the_fields_of_each_of_its_measures_in_their_order() -> None:
    every = [one.name for one in addresses(STRENGTH)]
    assert len(every) == len(set(every))
    codes = list(dict.fromkeys(name.partition(".")[0] for name in every))
    assert codes == [one.code for one in STRENGTH.measures]
    at = every.index(FORCE_FIELDS[0])
    assert every[at : at + len(FORCE_FIELDS)] == FORCE_FIELDS


@pytest.mark.parametrize("section", catalogue.sections(), ids=lambda one: one.code)
def test_every_field_is_found_again_by_its_name(section: catalogue.Section) -> None:
    for one in addresses(section):
        assert address(section, one.name) == one


def test_what_a_field_is_about() -> None:
    trial = address(STRENGTH, "knee_extension_force.left.2")
    assert (trial.measure, trial.side, trial.trial) == (FORCE, Side.LEFT, 2)
    assert (trial.setup_field, trial.about) == (None, FORCE)
    lever = address(STRENGTH, "knee_extension_force.setup.lever_arm.right")
    assert (lever.measure, lever.side, lever.trial) == (FORCE, Side.RIGHT, 0)
    assert lever.about == lever.setup_field
    assert lever.about.label == "lever arm"
    scores = catalogue.section("outcome_measures")
    item = address(scores, "tsk_11.none.11")
    assert (item.about.code, item.measure.code) == ("tsk_11_item_11", "tsk_11")
    assert address(scores, "tsk_11.none").about.code == "tsk_11"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "knee_extension_force",
        "knee_extension_force.none",
        "knee_extension_force.right.4",
        "knee_extension_force.right.0",
        "knee_extension_force.setup.lever_arm",
        "knee_extension_force.setup.fixation.right",
        "thigh_girth_5_cm.right",
    ],
)
def test_a_name_that_no_field_of_the_section_has_is_unknown(name: str) -> None:
    with pytest.raises(UnknownField) as unknown:
        address(STRENGTH, name)
    assert str(unknown.value) == name


@pytest.mark.parametrize("reason", list(NotTested))
def test_a_reason_for_not_testing_is_read_as_it_was_written(reason: NotTested) -> None:
    assert reason_state(reason) == f"!{reason.value}"
    assert reason_in(reason_state(reason)) == reason.value


@pytest.mark.parametrize(
    "state", ["", "402 N", "pain", "!", "!bored", "!!pain", " !pain", "no!pain"]
)
def test_any_other_line_carries_no_reason(state: str) -> None:
    assert reason_in(state) == ""
