"""The hazard log: every hazard has controls, every control tests, and the tests run."""

from __future__ import annotations

import pytest

from scripts.hazards import PAGE, not_run, page
from tests.seeded import CONTROLS, HAZARDS
from tests.seeded.hazard import Control, Hazard

NAMED = [test for control in CONTROLS for test in control.tests]


def test_the_page_is_what_the_log_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_twelve_hazards_stand_in_it() -> None:
    assert [one.code for one in HAZARDS] == [f"H{number}" for number in range(1, 13)]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda one: one.code)
def test_every_hazard_has_a_control(hazard: Hazard) -> None:
    assert hazard.controls
    assert [one.code for one in hazard.controls] == [
        f"{hazard.code}-{at}" for at in range(1, len(hazard.controls) + 1)
    ]


@pytest.mark.parametrize("control", CONTROLS, ids=lambda one: one.code)
def test_every_control_names_a_test_and_can_be_broken(control: Control) -> None:
    assert control.tests
    assert control.broken


def test_a_named_test_that_did_not_run_is_told() -> None:
    assert not_run(NAMED) == []
    assert not_run([f"{one}[any]" for one in NAMED if "[" not in one]) == [
        one for one in dict.fromkeys(NAMED) if "[" in one
    ]
    assert not_run([]) == list(dict.fromkeys(NAMED))
