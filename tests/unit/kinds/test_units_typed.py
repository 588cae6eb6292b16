"""Which units may stand after a number, and what is said of any other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import Kind, Measure, SetupField, Unit
from assessment.catalogue.units import CENTIMETRE, NEWTON
from assessment.kinds import Refused, Value
from tests.unit.kinds.test_quantity import FLEXION, FORCE, SIGNED
from tests.unit.kinds.test_round_trips import EVERY

QUANTITY = kinds.of(Kind.QUANTITY)


@pytest.mark.parametrize(
    ("about", "unit", "instead"),
    [
        (FORCE, "kg", "Type N, kgf or lbf after the number."),
        (catalogue.measure("thigh_girth_15_cm"), "kg", "Type cm or in after the number."),
        (FLEXION, "cm", "Type ° after the number."),
        (catalogue.measure("lefs").item(1), "points", "Type the number alone."),
    ],
)
def test_another_unit_is_refused_with_those_that_are_taken(
    about: Measure, unit: str, instead: str
) -> None:
    with pytest.raises(Refused) as caught:
        QUANTITY.parse(about, f"3 {unit}")
    assert str(caught.value) == f"“{unit}” is not a unit that is taken here. {instead}"


def spellings(unit: Unit) -> set[str]:
    return {one.casefold() for one in (unit.code, unit.label, *unit.typed)}


@pytest.mark.parametrize("about", {one[1].code: one[1] for one in EVERY}.values())
def test_no_two_units_of_a_measure_are_spelled_alike(about: Measure | SetupField) -> None:
    offered = kinds.entry_units(about)
    every = [one for unit in offered for one in spellings(unit)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("about", {one[1].code: one[1] for one in EVERY}.values())
def test_a_number_with_a_word_for_its_direction_has_one_unit(about: Measure | SetupField) -> None:
    # The word stands where a unit would be chosen: "higher 1" in inches was read as centimetres.
    assert not getattr(about, "direction_words", None) or len(kinds.entry_units(about)) == 1


def test_every_unit_is_taken_back_by_the_label_it_stands_with() -> None:
    for label in ("kgf", "lbf", "N"):
        assert QUANTITY.parse(FORCE, f"3 {label}").unit == label
    assert QUANTITY.typed(SIGNED, Value(entered=Decimal("-1.5"), unit="in")) == "-1.5 in"
    assert kinds.entry_units(replace(FORCE, entry_units=())) == (NEWTON,)
    assert kinds.canonical(replace(SIGNED, entry_units=(CENTIMETRE,)), Decimal(1), "in") == (
        Decimal("2.54")
    )


def test_what_is_no_quantity_has_no_unit() -> None:
    with pytest.raises(ValueError, match=r"^mechanism has no unit$"):
        kinds.canonical(catalogue.measure("mechanism"), Decimal(1), "N")
