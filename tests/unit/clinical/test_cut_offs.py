"""A result against a figure in print: compared unrounded, said with who asks, deciding nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.strength import USUAL_SYMMETRY
from assessment.catalogue.types import DominantLeg, InvolvedSide, Side
from assessment.clinical.cut_offs import cut_off_notes, cut_off_text, reaches
from assessment.clinical.derive import derive
from assessment.clinical.readings import Context, Reading
from assessment.clinical.warnings import ClinicalWarning

SECTION = catalogue.section("strength")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("77.1", "Below 90 %, a figure"),
        ("89.96", "Below 90 % (unrounded 89.96 %), a figure"),
        ("89.9996", "Below 90 % (unrounded 89.99 %), a figure"),
        ("90", "At or above 90 %, a figure"),
        ("90.04", "At or above 90 %, a figure"),
        ("104", "At or above 90 %, a figure"),
    ],
)
def test_it_is_compared_before_it_is_rounded_t17(value: str, text: str) -> None:
    assert cut_off_text(Decimal(value), USUAL_SYMMETRY).startswith(text)
    assert reaches(Decimal(value), USUAL_SYMMETRY) is (Decimal(value) >= 90)


def test_it_is_said_with_the_decimals_of_the_clinic() -> None:
    own = replace(USUAL_SYMMETRY, amount=Decimal("82.5"), use="decided here")
    for value, text in (
        ("82.46", "Below 82,5 % (unrounded 82,46 %), decided here."),
        ("82.5", "At or above 82,5 %, decided here."),
        ("70", "Below 82,5 %, decided here."),
    ):
        assert cut_off_text(Decimal(value), own, decimal_separator=",") == text


def notes(right: str, left: str, involved: InvolvedSide) -> list[ClinicalWarning]:
    readings = [
        Reading(measure="knee_extension_force", side=side, number=Decimal(number))
        for side, number in ((Side.RIGHT, right), (Side.LEFT, left))
    ]
    context = Context(involved=involved, dominant=DominantLeg.RIGHT)
    results = derive(SECTION, readings, context)
    return cut_off_notes(SECTION, results, decimal_separator=",")


def test_it_stands_beside_the_index_alone_and_clears_nobody() -> None:
    assert notes("2249", "2500", InvolvedSide.RIGHT) == [
        ClinicalWarning(
            measure="symmetry",
            of="knee_extension_force",
            side=Side.NONE,
            note=True,
            text=f"Below 90 % (unrounded 89,96 %), {USUAL_SYMMETRY.use}.",
        )
    ]
    assert USUAL_SYMMETRY.use.endswith("by itself it clears nobody")


def test_without_an_index_there_is_nothing_to_say() -> None:
    assert notes("310", "402", InvolvedSide.BOTH) == []
    assert notes("310", "0", InvolvedSide.RIGHT) == []


def test_every_cut_off_names_its_source_and_promises_nothing() -> None:
    found = [
        one
        for section in catalogue.sections()
        for measure in section.measures
        for one in measure.cut_offs
    ]
    assert found
    for one in found:
        assert one.source.citation
        assert one.population
        for word in ("normal", "cleared for", "safe", "ready", "pass"):
            assert word not in one.use
