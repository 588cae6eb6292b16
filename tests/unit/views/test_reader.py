"""A person's units decide what a blank field offers, and change nothing that stands in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import Kind, Unit
from assessment.forms.section import field_view, join
from assessment.kinds.address import Address, addresses
from assessment.views.reader import Reader
from clinics.models.user import ForceUnit, LengthUnit, MassUnit
from tests.unit.kinds.test_round_trips import accepted

CYCLES = 1000


def every_reader() -> list[Reader]:
    chosen = product(("", *LengthUnit.values), ("", *ForceUnit.values), ("", *MassUnit.values))
    return [Reader(units=frozenset(units) - {""}) for units in chosen]


READERS = every_reader()


def fields() -> Iterator[Address]:
    """Every number with more than one unit, once."""
    seen = set()
    for section in catalogue.sections():
        for one in addresses(section):
            about = one.about
            if one.validity or about.kind is not Kind.QUANTITY or len(about.entry_units) < 2:
                continue
            if (one.measure.code, about.code) not in seen:
                seen.add((one.measure.code, about.code))
                yield one


FIELDS = list(fields())
ALIKE = list({(one.about.entry_units, one.about.hard): one for one in FIELDS}.values())
"""One of each kind of number: two with the same units and limits are read alike."""


def offered(one: Address, reader: Reader) -> Unit:
    """The unit that stands beside the blank field, as it is posted."""
    view = reader.offering(field_view(one, ""))
    label = view.companion or view.units[0][0]
    return next(unit for unit in one.about.entry_units if unit.label == label)


@pytest.mark.parametrize("one", ALIKE, ids=[one.name for one in ALIKE])
def test_whoever_opens_and_saves_a_number_leaves_it_as_it_was_entered(one: Address) -> None:
    kind = kinds.of(one.about.kind)
    for unit in one.about.entry_units:
        first = kind.parse(one.about, accepted(one.about, unit, Decimal("0.37")))
        value = first
        for cycle in range(CYCLES):
            state = kind.typed(one.about, value)
            view = READERS[cycle % len(READERS)].offering(field_view(one, state))
            posted = join(one, view.text, view.companion)
            assert posted == state
            value = kind.parse(one.about, posted)
        assert value == first


@pytest.mark.parametrize("one", ALIKE, ids=[one.name for one in ALIKE])
def test_a_number_typed_into_a_blank_field_is_in_the_unit_that_stands_beside_it(
    one: Address,
) -> None:
    kind = kinds.of(one.about.kind)
    for reader in READERS:
        unit = offered(one, reader)
        number = accepted(one.about, unit, Decimal("0.37")).split(" ")[0]
        view = reader.offering(field_view(one, ""))
        value = kind.parse(one.about, join(one, number, view.companion))
        assert (value.entered, value.unit) == (Decimal(number), unit.code)
        assert value.number == Decimal(number) * unit.to_canonical


def test_no_preference_moves_the_point_of_a_number() -> None:
    """Centimetres for millimetres would make ten times of a figure that still looks right."""
    metric = frozenset({LengthUnit.CENTIMETRE.value})
    assert any(offered(one, Reader(units=metric)).label in ("mm", "m") for one in FIELDS)
    for one, reader in product(FIELDS, READERS):
        times = offered(one, reader).to_canonical / one.about.entry_units[0].to_canonical
        assert times == 1 or times.normalize().as_tuple().digits != (1,), one.name


def test_a_field_without_a_choice_of_units_offers_none() -> None:
    view = replace(field_view(FIELDS[0], ""), units=())
    assert [reader.offering(view) for reader in READERS] == [view] * len(READERS)
