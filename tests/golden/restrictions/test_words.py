"""Restrictions as they stand at a field, on a chip and in a record, word for word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.catalogue.restriction_words import degrees
from assessment.catalogue.types import LoadUnit
from assessment.clinical.restrictions import Given, Limit
from assessment.clinical.restrictions.words import limit_words, short_words
from tests.golden.restrictions.given import (
    PROTOCOL,
    TEMPLATE,
    TODAY,
    AppliesTo,
    Restricts,
    force,
    given,
    limit,
)

PARTIAL = given(Restricts.WEIGHT_BEARING, "pwb", 30)
LOCKED = replace(given(Restricts.BRACE, "locked", 20), low=Decimal(20), high=None)
DEPTH = given(Restricts.CLOSED_CHAIN_DEPTH, "up_to", 70)
HINGED = given(Restricts.BRACE, "hinged", 0, 30)


@pytest.mark.parametrize(
    ("row", "short", "line"),
    [
        (PARTIAL, "PWB 30 %", "weight-bearing partial (PWB) 30 % until 3 Jun 2026, Dr X (surgeon)"),
        (
            replace(PARTIAL, load_unit=LoadUnit.KILOGRAM),
            "PWB 30 kg",
            "weight-bearing partial (PWB) 30 kg until 3 Jun 2026, Dr X (surgeon)",
        ),
        (replace(PARTIAL, high=None), "PWB ? %", "weight-bearing partial (PWB) ? % until"),
        (LOCKED, "brace locked at 20°", "brace locked at 20° until"),
        (replace(LOCKED, low=None), "brace locked at ?°", "brace locked at ?° until"),
        (
            replace(LOCKED, low=Decimal(-5)),
            "brace locked at 5° hyperextension",
            "brace locked at 5° hyperextension until",
        ),
        (HINGED, "brace 0 to 30", "brace hinged 0 to 30 until"),
        (DEPTH, "load up to 70°", "closed-chain depth under load up to 70° until"),
        (limit(-5, 30), "5 hyperextension to 30", "5 hyperextension to 30 until"),
        (replace(limit(0, 90), low=None), "? to 90", "? to 90 until"),
        (
            given(Restricts.RANGE_PASSIVE, "limit", 0, 90, until=None),
            "passive 0 to 90",
            "passive 0 to 90 until surgeon review, Dr X (surgeon)",
        ),
        (
            limit(0, 90, applies_to=AppliesTo.SLEEP),
            "0 to 90",
            "0 to 90 in sleep until 3 Jun 2026, Dr X (surgeon)",
        ),
        (limit(0, 90, who=""), "0 to 90", "0 to 90 until 3 Jun 2026, surgeon"),
        (
            limit(0, 90, level=TEMPLATE),
            "0 to 90",
            "0 to 90 until 3 Jun 2026, Template, ACL (template, not surgeon order)",
        ),
        (
            limit(0, 90, level=PROTOCOL, who=""),
            "0 to 90",
            "0 to 90 until 3 Jun 2026, protocol, not surgeon order",
        ),
    ],
)
def test_a_restriction_on_a_chip_and_at_its_field(row: Given, short: str, line: str) -> None:
    assert short_words(row) == short
    words = limit_words(row)
    assert words == f"Active limit {line}" or words.startswith(f"Active limit {line} "), words


def test_neither_expired_nor_in_conflict_unless_said() -> None:
    row = limit(0, 90)
    assert limit_words(row) == "Active limit 0 to 90 until 3 Jun 2026, Dr X (surgeon)"
    assert limit_words(row, expired=True, conflict=True) == (
        "Limit 0 to 90 ended 3 Jun 2026 and nobody lifted or renewed it, Dr X (surgeon); "
        "conflict, confirm with surgeon"
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [("0", "0°"), ("0.5", "0.5°"), ("91", "91°"), ("-5", "5° hyperextension")],
)
def test_an_angle_in_words(number: str, words: str) -> None:
    assert degrees(Decimal(number)) == words


@pytest.mark.parametrize(
    ("expired", "conflict", "short"),
    [
        (False, False, "0 to 90"),
        (True, False, "0 to 90 (expired)"),
        (False, True, "0 to 90 (conflict)"),
        (True, True, "0 to 90 (expired, conflict)"),
    ],
)
def test_a_chip_says_what_is_wrong_with_a_limit(expired: bool, conflict: bool, short: str) -> None:
    (found,) = force(limit(0, 90), on=TODAY)
    assert replace(found, expired=expired, conflict=conflict).short == short
    assert isinstance(found, Limit)
