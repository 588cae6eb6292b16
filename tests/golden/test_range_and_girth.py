"""Worked examples of range and girth; the number of each is its row in the table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import InvolvedSide, Side
from assessment.catalogue.units import rounded
from assessment.clinical.derive import derive, warnings
from assessment.clinical.readings import Reading
from assessment.clinical.trials import mean, spread
from tests.golden.visits import LEFT, RIGHT, derived, number, reading, visit

RANGE = catalogue.section("range_of_motion")
GIRTH = catalogue.section("thigh_girth")
PASSIVE = catalogue.measure("knee_extension_passive")
ACTIVE = catalogue.measure("knee_extension_active")
FLEXION = catalogue.measure("knee_flexion_passive")
LEFT_INVOLVED = visit(InvolvedSide.LEFT)


@pytest.mark.parametrize(
    ("extension", "flexion", "canonical", "arc"),
    [
        pytest.param("hyperextends 5", "140", -5, "145° (5-0-140)", id="row 39"),
        pytest.param("lacks 10", "120", 10, "110° (0-10-120)", id="row 40"),
        pytest.param("0", "135", 0, "135° (0-0-135)", id="row 41"),
    ],
)
def test_arc_of_motion_t2(extension: str, flexion: str, canonical: int, arc: str) -> None:
    readings = [reading(PASSIVE, LEFT, extension), reading(FLEXION, LEFT, flexion)]
    assert number(PASSIVE, extension) == canonical
    assert derived(RANGE, readings, LEFT_INVOLVED, "knee_arc_passive", LEFT).result.text == arc


def test_active_beyond_passive_warns_and_is_no_lag_row_43() -> None:
    readings = [reading(PASSIVE, LEFT, "lacks 5"), reading(ACTIVE, LEFT, "lacks 3")]
    lag = derived(RANGE, readings, LEFT_INVOLVED, "extension_lag", LEFT).result
    assert lag.value == -2
    assert lag.text == "-2° (not above 5°)"
    (warning,) = warnings(RANGE, readings, LEFT_INVOLVED)
    assert (warning.measure, warning.side) == ("extension_lag", LEFT)
    assert "Active extension exceeds passive" in warning.text


def test_lag_of_the_worked_formula() -> None:
    readings = [reading(PASSIVE, LEFT, "hyperextends 3"), reading(ACTIVE, LEFT, "lacks 4")]
    lag = derived(RANGE, readings, LEFT_INVOLVED, "extension_lag", LEFT).result
    assert lag.text == "7° (present, above 5°)"


def test_lag_of_the_journey_of_the_left_knee() -> None:
    readings = [
        reading(PASSIVE, RIGHT, "0"),
        reading(PASSIVE, LEFT, "lacks 5"),
        reading(ACTIVE, LEFT, "lacks 13"),
    ]
    lag = derived(RANGE, readings, LEFT_INVOLVED, "extension_lag", LEFT).result
    assert lag.value == 8
    difference = derived(
        RANGE, readings, LEFT_INVOLVED, "difference", of="knee_extension_passive"
    ).result
    assert difference.text == "+5°"


def test_two_hyperextending_knees_have_no_difference_and_are_noted_row_45() -> None:
    readings = [
        reading(PASSIVE, RIGHT, "hyperextends 8"),
        reading(PASSIVE, LEFT, "hyperextends 8"),
    ]
    difference = derived(RANGE, readings, LEFT_INVOLVED, "difference").result
    assert difference.text == "0°"
    assert [one.text for one in warnings(RANGE, readings, LEFT_INVOLVED)] == [
        "Bilateral: both sides hyperextend."
    ]


def test_a_printed_hyperextension_is_typed_with_its_sign_turned_t3() -> None:
    """Tables of reference values print hyperextension positive: 5.4 there is -5.4 here."""
    assert number(PASSIVE, "hyperextends 5.4") == Decimal("-5.4")
    for printed in ("5.4", "+5.4", "-5.4"):
        with pytest.raises(kinds.Refused):
            kinds.of(PASSIVE.kind).parse(PASSIVE, printed)


@pytest.mark.parametrize(
    ("typed", "text"), [("lacks 5", "lacks 5°"), ("hyperextends 5", "hyperextends 5°"), ("0", "0°")]
)
def test_extension_is_typed_and_shown_in_words_t1(typed: str, text: str) -> None:
    kind = kinds.of(PASSIVE.kind)
    assert kind.text(PASSIVE, kind.parse(PASSIVE, typed)) == text


def girth(site: int, right: str, left: str) -> list[Reading]:
    measure = catalogue.measure(f"thigh_girth_{site}_cm")
    return [reading(measure, RIGHT, right), reading(measure, LEFT, left)]


def test_girth_deficit_at_a_muscle_site_row_48() -> None:
    result = derived(GIRTH, girth(15, "48.5", "46.2"), LEFT_INVOLVED, "deficit").result
    assert result.text == "2.3 cm (4.7 %)"


@pytest.mark.parametrize("site", [10, 15, 20])
def test_a_girth_deficit_stays_a_length_t41(site: int) -> None:
    found = derive(GIRTH, girth(site, "48.5", "46.2"), LEFT_INVOLVED)
    assert [one.code for one in found] == ["difference", "deficit"]
    assert {one.unit.family for one in found if one.unit} == {"length"}
    assert not any("strength" in one.result.text for one in found)


def test_girth_of_the_journey_of_the_left_knee() -> None:
    readings = girth(10, "46.2", "43.9")
    difference = derived(GIRTH, readings, LEFT_INVOLVED, "difference").result
    deficit = derived(GIRTH, readings, LEFT_INVOLVED, "deficit").result
    assert (difference.text, deficit.text) == ("-2.3 cm", "2.3 cm (5.0 %)")


def test_no_deficit_is_worked_out_at_the_site_that_swells_t40() -> None:
    found = derive(GIRTH, girth(5, "40.0", "38.0"), LEFT_INVOLVED)
    assert [one.code for one in found] == ["difference"]


def test_inches_are_converted_row_51() -> None:
    measure = catalogue.measure("thigh_girth_10_cm")
    kind = kinds.of(measure.kind)
    assert kind.text(measure, kind.parse(measure, "19.0 in")) == "48.3 cm"


def test_trials_that_differ_by_more_than_a_centimetre_warn_row_52() -> None:
    measure = catalogue.measure("thigh_girth_10_cm")
    trials = [Decimal(one) for one in ("48.2", "48.4", "49.6")]
    assert rounded(mean(trials), 1) == "48.7"
    assert spread(trials) == Decimal("1.4")
    one = reading(measure, LEFT, trials=("48.2", "48.4", "49.6"))
    (warning,) = warnings(GIRTH, [one], LEFT_INVOLVED)
    assert (warning.measure, warning.side) == ("thigh_girth_10_cm", Side.LEFT)
    assert "1.4 cm from lowest to highest" in warning.text
