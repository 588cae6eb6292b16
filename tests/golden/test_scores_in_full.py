"""Everything that is said of a score, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.units import POINTS, SCALE_0_100
from assessment.clinical import instruments
from assessment.clinical.result import ReasonCode, Result


def score(code: str, answers: Sequence[int | None], **setup: str) -> Result:
    given = [None if one is None else Decimal(one) for one in answers]
    return instruments.score(catalogue.measure(code), given, setup, decimal_separator=",")


def lefs(*answers: int) -> tuple[str, ...]:
    """What went into a score of the first items."""
    return tuple(f"Item {at} {one}" for at, one in enumerate(answers, start=1))


LEFS = "LEFS = sum of the items, sum of 20 items as published in 1999 (version 1)"
PRORATED = {"blank_items": "prorated"}


def test_a_mean_of_problems_with_an_item_left_blank() -> None:
    assert score("koos_pain", [1, 2, 0, 1, None, 3, 1, 0, 1]) == Result(
        text="71,9/100 (1 item left blank)",
        formula="KOOS Pain = 100 - mean of the items x 100 / highest answer, "
        "scoring guide of 2012 (version 1)",
        value=Decimal("71.875"),
        unit=SCALE_0_100,
        inputs=("P1 1", "P2 2", "P3 0", "P4 1", "P6 3", "P7 1", "P8 0", "P9 1"),
    )


def test_a_sum_of_all_items_is_exact() -> None:
    # 20 / 13 x 13 would not be: the sum is shown as the sum.
    assert score("akps", [2] * 7 + [1] * 6) == Result(
        text="20 points",
        formula="AKPS (Kujala) = sum of the items, "
        "points of 13 items as published in 1993 (version 1)",
        value=Decimal(20),
        unit=POINTS,
        inputs=lefs(*[2] * 7, *[1] * 6),
    )


def test_a_mean_of_the_items() -> None:
    found = score("acl_rsi_short", [50, 60, 70, 80, 90, 35])
    assert (found.text, found.unit) == ("64,2/100", SCALE_0_100)
    assert found.value == Decimal(385) / 6


def test_a_share_of_the_highest_with_two_items_left_blank() -> None:
    answers = [4, None, 10, 4, 4, None, *[4] * 11, 10]
    found = score("ikdc", [*answers[:3], 3, 3, *answers[5:]])
    assert found.text == "97,4/100 (2 items left blank)"
    assert found.value == Decimal(74) / 76 * 100


@pytest.mark.parametrize(
    ("answers", "setup", "told"),
    [
        (
            [4] * 18 + [3, None],
            PRORATED,
            Result(
                text="79 points (prorated, 1 item left blank)",
                formula=LEFS,
                value=Decimal(75) / 19 * 20,
                unit=POINTS,
                inputs=lefs(*[4] * 18, 3),
            ),
        ),
        (
            [3] * 18 + [None, None],
            PRORATED,
            Result(
                text="60 points (prorated, 2 items left blank)",
                formula=LEFS,
                value=Decimal(60),
                unit=POINTS,
                inputs=lefs(*[3] * 18),
            ),
        ),
        (
            [3] * 17 + [None] * 3,
            PRORATED,
            Result(
                text="not computed: 17 of 20 items answered, at least 18 are needed",
                formula=LEFS,
                reason=ReasonCode.TOO_FEW_ITEMS,
                inputs=lefs(*[3] * 17),
            ),
        ),
        (
            [4] * 18 + [3, None],
            {"blank_items": "none"},
            Result(
                text="not computed: 1 item left blank of 20, and all are needed",
                formula=LEFS,
                reason=ReasonCode.MISSING_ITEMS,
                inputs=lefs(*[4] * 18, 3),
            ),
        ),
        (
            [3] * 17 + [None] * 3,
            {},
            Result(
                text="not computed: 3 items left blank of 20, and all are needed",
                formula=LEFS,
                reason=ReasonCode.MISSING_ITEMS,
                inputs=lefs(*[3] * 17),
            ),
        ),
    ],
)
def test_blank_items_of_a_sum_are_prorated_only_where_the_setup_says_so(
    answers: list[int | None], setup: dict[str, str], told: Result
) -> None:
    assert score("lefs", answers, **setup) == told


IKDC = (
    "IKDC subjective knee form = sum of the answered items / sum of their highest x 100, form of "
    "2000, share of the highest points of the items answered"
)


@pytest.mark.parametrize(
    ("answers", "setup", "entered"),
    [
        ([3, 8, 7, *[2] * 14, 6], {}, ""),
        ([3, 8, 7, *[2] * 14, 6], {"coding": "points"}, ""),
        (
            [4, 9, 8, *[3] * 14, 7],
            {"coding": "ranks"},
            ", entered as “older coding: every item begins at 1”",
        ),
        (
            [3, 2, 3, *[2] * 14, 6],
            {"coding": "circled"},
            ", entered as “as circled: items 2 and 3 are turned round”",
        ),
    ],
)
def test_a_form_says_how_its_answers_were_entered(
    answers: list[int], setup: dict[str, str], entered: str
) -> None:
    found = score("ikdc", answers, **setup)
    assert found.value == Decimal(52) / 87 * 100
    assert (found.text, found.formula) == ("59,8/100", f"{IKDC}{entered} (version 1)")
    assert found.inputs[:3] == tuple(f"Item {at + 1} {one}" for at, one in enumerate(answers[:3]))


@pytest.mark.parametrize(
    ("value", "set_of_1985", "set_from_91"),
    [
        ("64.5", "fair", "fair"),
        ("83", "fair", "fair"),
        ("90", "good", "good"),
        ("90.1", "good", "excellent"),
        ("94", "good", "excellent"),
        ("94.1", "excellent", "excellent"),
        ("100", "excellent", "excellent"),
        ("100.1", "", ""),
    ],
)
def test_the_last_value_of_a_band_belongs_to_it(
    value: str, set_of_1985: str, set_from_91: str
) -> None:
    lysholm = catalogue.measure("lysholm")
    sets = {"tegner_1985": set_of_1985, "from_91": set_from_91}
    for code, label in sets.items():
        assert instruments.band(lysholm, Decimal(value), {"bands": code}) == label
    assert instruments.band(lysholm, Decimal(value), {"bands": "mine"}) == ""
    assert instruments.band(catalogue.measure("lefs"), Decimal(40), {"bands": "from_91"}) == ""
