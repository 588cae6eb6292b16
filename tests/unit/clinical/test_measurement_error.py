"""Which figure a change is held against, what it is called, and how one figure becomes another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.catalogue.types import MeasurementError, OwnFigure, Reviewed, Source
from assessment.catalogue.units import DEGREE, NEWTON, PERCENT
from assessment.clinical.measurement_error import (
    detectable_change,
    error_amount,
    fitting_error,
    set_aside,
    standard_error,
    threshold_text,
)

STUDY = Source(key="a-study-2026", citation="A study, 2026", reviewed=Reviewed.CUSTOM)


def error(amount: str, **fits: object) -> MeasurementError:
    one = MeasurementError(amount=Decimal(amount), source=STUDY, population="anybody")
    return replace(one, **fits)


SAME, OTHER = error("3.5", same_rater=True, level=95), error("10", same_rater=False)
ANY = error("6")
BELT, BELT_OTHER = error("25", when={"by": "belt"}), error("29", when={"by": "belt"})


@pytest.mark.parametrize(
    ("errors", "same_rater", "expected"),
    [
        ((SAME, OTHER, ANY), True, SAME),
        ((SAME, OTHER, ANY), False, OTHER),
        ((SAME, OTHER, ANY), None, OTHER),
        ((ANY, SAME), True, SAME),
        ((ANY, SAME), False, ANY),
        ((ANY, SAME), None, ANY),
        ((SAME,), True, SAME),
        ((SAME,), False, None),
        ((SAME,), None, None),
        ((OTHER,), True, None),
        ((OTHER,), None, OTHER),
        ((BELT, BELT_OTHER), True, BELT_OTHER),
        ((ANY, BELT), None, BELT),
        ((error("40", when={"by": "hand"}), ANY), None, ANY),
        ((error("40", when={"by": "belt", "at": "90"}), ANY), None, ANY),
        ((), None, None),
    ],
)
def test_the_figure_that_fits_rater_and_setup(
    errors: tuple[MeasurementError, ...],
    same_rater: bool | None,
    expected: MeasurementError | None,
) -> None:
    assert fitting_error(errors, setup={"by": "belt"}, same_rater=same_rater) == expected


def own(*, removed: bool) -> OwnFigure:
    return OwnFigure(
        figure="error",
        decided_by="Nora Bell, PT, OCS",
        decided_on="2026-11-20",
        reason="Measured here.",
        instead="10° (Hancock 2018)",
        removed=removed,
    )


GONE, REPLACED = replace(OTHER, own=own(removed=True)), replace(OTHER, own=own(removed=False))


@pytest.mark.parametrize(
    ("errors", "same_rater", "fitting", "aside"),
    [
        ((GONE,), False, None, GONE.own),
        ((GONE, ANY), False, ANY, GONE.own),
        ((GONE, ANY), True, ANY, None),
        ((GONE, ANY), None, ANY, GONE.own),
        ((GONE,), True, None, None),
        ((REPLACED, ANY), False, REPLACED, None),
        ((OTHER, ANY), False, OTHER, None),
        ((replace(GONE, when={"by": "hand"}), ANY), False, ANY, None),
        ((), False, None, None),
    ],
)
def test_what_was_set_aside_judges_nothing_and_is_named_where_it_would_have(
    errors: tuple[MeasurementError, ...],
    same_rater: bool | None,
    fitting: MeasurementError | None,
    aside: OwnFigure | None,
) -> None:
    assert fitting_error(errors, setup={"by": "belt"}, same_rater=same_rater) == fitting
    assert set_aside(errors, setup={"by": "belt"}, same_rater=same_rater) == aside


def test_an_own_figure_says_whose_it_is_and_what_it_stands_in_for() -> None:
    assert threshold_text(REPLACED, Decimal("8.5"), DEGREE, same_rater=False) == (
        "8.5° (level not stated, other rater), this installation's own figure, decided by "
        "Nora Bell, PT, OCS, instead of 10° (Hancock 2018)"
    )


def test_a_standard_error_follows_from_reliability() -> None:
    assert standard_error(Decimal(10), Decimal("0.84")) == 4
    assert standard_error(Decimal(10), Decimal(0)) == 10
    assert standard_error(Decimal(10), Decimal(1)) == 0
    for outside in ("-0.01", "1.01"):
        with pytest.raises(ValueError, match=r"^a reliability lies between 0 and 1$"):
            standard_error(Decimal(10), Decimal(outside))


def test_a_detectable_change_at_two_levels() -> None:
    assert round(detectable_change(Decimal(1), 90), 4) == Decimal("2.3264")
    assert round(detectable_change(Decimal(1), 95), 4) == Decimal("2.7719")


def test_a_relative_error_is_of_the_mean_of_both_sizes() -> None:
    relative = error("25", relative=True)
    assert error_amount(relative, Decimal(300), Decimal(100)) == 50
    assert error_amount(relative, Decimal(-5), Decimal(3)) == 1
    assert error_amount(ANY, Decimal(300), Decimal(100)) == 6


@pytest.mark.parametrize(
    ("one", "same_rater", "said"),
    [
        (SAME, True, "3,5° (MDC95, same rater)"),
        (OTHER, False, "10° (level not stated, other rater)"),
        (OTHER, None, "10° (level not stated, rater not known)"),
        (ANY, None, "6° (level not stated)"),
        (ANY, False, "6° (level not stated)"),
        (replace(ANY, level=90), True, "6° (MDC90)"),
    ],
)
def test_a_figure_is_said_with_its_level_and_rater(
    one: MeasurementError, same_rater: bool | None, said: str
) -> None:
    found = threshold_text(one, one.amount, DEGREE, same_rater=same_rater, decimal_separator=",")
    assert found == said


def test_a_figure_is_said_in_its_unit_and_as_a_share() -> None:
    relative = error("29.3", relative=True, level=90)
    assert threshold_text(relative, Decimal("100.75"), NEWTON) == (
        "100.8 N, 29.3 % of the mean of both values (MDC90)"
    )
    assert threshold_text(relative, Decimal("100.75"), NEWTON, decimal_separator=",") == (
        "100,8 N, 29,3 % of the mean of both values (MDC90)"
    )
    assert threshold_text(error("8.1", level=90), Decimal("8.1"), PERCENT) == (
        "8.1 percentage points (MDC90)"
    )
