"""What is told beside what was worked out, and beside two measures whose order is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment import catalogue
from assessment.catalogue.types import InvolvedSide
from assessment.clinical.readings import Reading
from assessment.clinical.warnings import warnings
from tests.golden.visits import LEFT, RIGHT, visit
from tests.unit.catalogue.test_thresholds import cut_off, read
from tests.unit.clinical.test_warnings_in_full import (
    BOTH_INVOLVED,
    EXTENSION,
    FLEXION,
    FLEXORS,
    FORCE,
    NONE,
    of,
    said,
    told,
)


def test_the_order_of_two_measures_is_looked_at_on_each_side_and_without_one() -> None:
    readings = [
        of("knee_flexion_active", side, active)
        for side, active in ((RIGHT, "123.5"), (LEFT, "123"))
    ]
    readings += [of(FLEXION, side, "120") for side in (RIGHT, LEFT)]
    assert told(*readings, context=BOTH_INVOLVED) == [
        said("knee_flexion_active", RIGHT, "Active flexion exceeds passive: check both.")
    ]
    (ordered,) = [
        one
        for one in catalogue.section("range_of_motion").ordered
        if one.smaller == "knee_flexion_active"
    ]
    section = catalogue.section("range_of_motion")
    unsided = replace(
        section,
        measures=tuple(replace(one, sided=False) for one in section.measures),
        ordered=(ordered,),
        derived=(),
    )
    whole = [replace(one, side=NONE) for one in readings if one.side is RIGHT]
    assert warnings(unsided, whole, BOTH_INVOLVED) == [
        said("knee_flexion_active", NONE, "Active flexion exceeds passive: check both.")
    ]


def test_a_difference_that_is_unusual_is_told_beside_the_result_of_its_side() -> None:
    active = "knee_extension_active"
    readings = [
        of(active, RIGHT, "lacks 40"),
        of(EXTENSION, RIGHT, "0"),
        of(active, LEFT, "hyperextends 1.5"),
        of(EXTENSION, LEFT, "0"),
    ]
    assert told(*readings) == [
        said(
            "extension_lag",
            LEFT,
            "Extension lag -1,5°. Active extension exceeds passive: check both.",
        )
    ]
    wide = [of(active, RIGHT, "lacks 40.5"), of(EXTENSION, RIGHT, "0")]
    assert told(*wide, context=BOTH_INVOLVED) == [
        said(
            "extension_lag",
            RIGHT,
            "Extension lag 40,5°. A lag above 40° is unusual: check both.",
        )
    ]
    assert told(of(active, RIGHT, "lacks 50"), of(EXTENSION, LEFT, "0")) == []


def test_a_cut_off_of_the_installation_is_told_beside_each_result_it_judges() -> None:
    readings = [of("knee_extension_active", RIGHT, "lacks 9"), of(EXTENSION, RIGHT, "0")]
    readings += [of("knee_extension_active", LEFT, "lacks 9")]
    with catalogue.decided(*read(cut_off("extension_lag", "present_above", "7.5"))):
        found = told(*readings, context=BOTH_INVOLVED)
    assert found == [
        said(
            "extension_lag",
            RIGHT,
            "Present above 7,5°: this installation's own figure, decided by Nora Bell, PT, OCS, "
            "instead of 5° (Vastus design decision).",
        )
    ]


WEIGHED = replace(
    visit(InvolvedSide.LEFT, body_mass="78"),
    body_mass_date="2026-01-01",
    visit_date="2026-02-01",
)


def test_an_old_body_mass_is_told_beside_each_strength_that_is_divided_by_it() -> None:
    readings = [
        of("one_repetition_maximum_leg_press", LEFT, "80"),
        of(FLEXORS, LEFT, reason="pain"),
        of(FORCE, RIGHT, "300"),
        of(FORCE, LEFT, trials=("300", "310")),
    ]
    text = "The body mass was taken 31 days from this visit: weigh again."
    assert told(*readings, context=WEIGHED) == [
        said("per_mass", side, text, of=FORCE) for side in (RIGHT, LEFT)
    ]


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"body_mass_date": "2026-01-01"}, 31),
        ({"body_mass_date": "2026-01-02"}, None),
        ({"body_mass_date": "2026-03-03"}, None),
        ({"body_mass_date": "2026-03-04"}, 31),
        ({"body_mass_date": ""}, None),
        ({"visit_date": ""}, None),
        ({"body_mass": None}, None),
        ({"body_mass": None, "body_mass_date": ""}, None),
        ({"body_mass_date": "", "visit_date": ""}, None),
    ],
)
def test_a_body_mass_is_old_after_thirty_days(facts: dict[str, str], days: int | None) -> None:
    found = told(of(FORCE, LEFT, "300"), context=replace(WEIGHED, **facts))  # type: ignore[arg-type]
    text = f"The body mass was taken {days} days from this visit: weigh again."
    assert [one.text for one in found] == ([] if days is None else [text])


def test_what_a_special_test_is_worth_is_a_note_at_the_end() -> None:
    one = Reading(measure="lachman_test", side=LEFT, choice="negative")
    assert told(one) == [
        said(
            "lachman_test",
            LEFT,
            "After a negative result, a tear of the anterior cruciate ligament: LR- 0,22 (Sokal "
            "et al. 2022: tears without other ligaments, pooled), LR- 0,15 (Aust J Physiother "
            "2006: older pooled studies), LR- 0,23 (van Eck et al. 2013: fresh, complete tears, "
            "pooled).",
            note=True,
        )
    ]
