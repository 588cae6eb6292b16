"""Every worked example of the measures reference, through the plain functions."""

from __future__ import annotations

import pytest

from tests.golden.worked import (
    PUBLISHED,
    function,
    outcome_measures,
    over_time,
    range_and_girth,
    strength,
)
from tests.golden.worked.rows import Row

PARTS = {
    "strength": strength.TABLE,
    "range_and_girth": range_and_girth.TABLE,
    "outcome_measures": outcome_measures.TABLE,
    "function": function.TABLE,
    "over_time": over_time.TABLE,
}
ROWS = [pytest.param(row, id=str(row)) for table in PARTS.values() for row in table.rows]


@pytest.mark.parametrize("row", ROWS)
def test_a_worked_example_comes_out_as_the_table_has_it(row: Row) -> None:
    found, expected = row.example()
    assert found == expected


@pytest.mark.parametrize("part", PUBLISHED)
def test_no_row_of_the_table_drops_out(part: str) -> None:
    assert sorted(row.number for row in PARTS[part].rows) == sorted(PUBLISHED[part])
