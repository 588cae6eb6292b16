"""Estimates of a maximum and of an angle, with everything that stands beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import Provenance, Side, Validity
from assessment.catalogue.units import DEGREE, KILOGRAM
from assessment.clinical.angles import arcsine_degrees
from assessment.clinical.result import ReasonCode, Result
from tests.golden.visits import LEFT, RIGHT
from tests.golden.whole_results import none, read, results

STRENGTH = catalogue.section("strength")
RANGE = catalogue.section("range_of_motion")
EPLEY = "Epley: load x (1 + repetitions / 30); 1 repetition: load (version 1)"
BRZYCKI = "Brzycki: load x 36 / (37 - repetitions) (version 1)"
LOWER = "estimate, no loss: the involved heel hangs lower"
HEELS = "estimated angle = arcsine(heel-height difference / lower leg) (version 1)"
LOAD, COUNT = "repetition_load_leg_press", "repetition_count_leg_press"


def lifted(load: str, repetitions: str) -> tuple[Result, Result]:
    """Both estimates of the left leg: by Epley and by Brzycki."""
    given = [read(code, said, LEFT) for code, said in ((LOAD, load), (COUNT, repetitions)) if said]
    found = results(STRENGTH, *given)
    code = "one_repetition_maximum_leg_press"
    assert set(found) == {(f"{code}_epley", LEFT), (f"{code}_brzycki", LEFT)}
    return found[f"{code}_epley", LEFT], found[f"{code}_brzycki", LEFT]


@pytest.mark.parametrize(
    ("load", "repetitions", "inputs", "epley", "brzycki"),
    [
        ("42.5", "1", ("left 42,5 kg", "left 1 reps"), "42.5", "42.5"),
        ("40", "6", ("left 40 kg", "left 6 reps"), "48", None),
        ("40", "7", ("left 40 kg", "left 7 reps"), None, "48"),
        ("40", "10", ("left 40 kg", "left 10 reps"), None, None),
        ("42.5", "12", ("left 42,5 kg", "left 12 reps"), "59.5", "61.2"),
        ("0", "12", ("left 0 kg", "left 12 reps"), "0", "0"),
    ],
)
def test_a_maximum_is_estimated_by_two_formulas(
    load: str, repetitions: str, inputs: tuple[str, str], epley: str | None, brzycki: str | None
) -> None:
    for expected, formula, found in zip(
        (epley, brzycki), (EPLEY, BRZYCKI), lifted(load, repetitions), strict=True
    ):
        assert (found.formula, found.inputs, found.unit) == (formula, inputs, KILOGRAM)
        if expected is not None:
            assert found.value == Decimal(expected)
            assert found.text == f"{expected.replace('.', ',')} kg"


@pytest.mark.parametrize(
    ("load", "repetitions", "reason", "why", "inputs"),
    [
        (
            "42.5",
            "13",
            ReasonCode.OUT_OF_RANGE,
            "estimates hold from 1 to 12 repetitions",
            ("left 42,5 kg", "left 13 reps"),
        ),
        (
            "42.5",
            "0",
            ReasonCode.OUT_OF_RANGE,
            "estimates hold from 1 to 12 repetitions",
            ("left 42,5 kg", "left 0 reps"),
        ),
        (
            "",
            "12",
            ReasonCode.MISSING,
            "load lifted several times, leg press not measured",
            ("left 12 reps",),
        ),
        (
            "",
            "13",
            ReasonCode.MISSING,
            "load lifted several times, leg press not measured",
            ("left 13 reps",),
        ),
        (
            "42.5",
            "",
            ReasonCode.MISSING,
            "repetitions with that load, leg press not measured",
            ("left 42,5 kg",),
        ),
    ],
)
def test_a_maximum_that_cannot_be_estimated_says_why(
    load: str, repetitions: str, reason: ReasonCode, why: str, inputs: tuple[str, ...]
) -> None:
    assert lifted(load, repetitions) == (
        none(EPLEY, reason, why, *inputs),
        none(BRZYCKI, reason, why, *inputs),
    )


def test_of_two_loads_that_do_not_count_both_are_named() -> None:
    found = results(
        STRENGTH,
        read(LOAD, "40", RIGHT, provenance=Provenance.CARRIED),
        read(COUNT, side=RIGHT, reason="pain"),
    )
    assert found["one_repetition_maximum_leg_press_epley", RIGHT] == none(
        EPLEY,
        ReasonCode.MISSING,
        "load lifted several times, leg press carried from an earlier visit, not measured; "
        "repetitions with that load, leg press not tested because of pain",
    )


def heels(difference: str, leg: str, **said: object) -> Result:
    """The angle of two heels; what is said besides is said of the lower leg."""
    found = results(
        RANGE, read("heel_height_difference", difference), read("lower_leg_length", leg, **said)
    )
    return found["heel_height_angle", Side.NONE]


@pytest.mark.parametrize(
    ("difference", "leg", "angle", "worth", "inputs"),
    [
        ("20", "40", "30", "estimate", ("higher 20,0 cm", "40,0 cm")),
        ("-20", "40", "-30", LOWER, ("lower 20,0 cm", "40,0 cm")),
        ("0", "40", "0", "estimate", ("0,0 cm", "40,0 cm")),
        ("20", "20", "90", "estimate", ("higher 20,0 cm", "20,0 cm")),
        ("-20", "20", "-90", LOWER, ("lower 20,0 cm", "20,0 cm")),
        ("0.5", "1", "30", "estimate", ("higher 0,5 cm", "1,0 cm")),
    ],
)
def test_the_angle_of_two_heels_is_an_estimate_and_a_negative_one_is_said_in_words(
    difference: str, leg: str, angle: str, worth: str, inputs: tuple[str, str]
) -> None:
    assert heels(difference, leg) == Result(
        text=f"{angle}° ({worth})",
        formula=HEELS,
        value=Decimal(angle),
        unit=DEGREE,
        inputs=inputs,
    )


def test_an_angle_is_written_with_the_decimals_of_the_clinic() -> None:
    assert heels("3", "45").text == "3,8° (estimate)"


def test_an_angle_that_cannot_be_says_why() -> None:
    leg = "lower leg, from the joint line to the heel"
    assert heels("20.1", "20") == none(
        HEELS,
        ReasonCode.OUT_OF_RANGE,
        "the heels differ by more than the length of the lower leg",
        "higher 20,1 cm",
        "20,0 cm",
    )
    assert heels("-20", "0") == none(
        HEELS, ReasonCode.ZERO_DENOMINATOR, "the lower leg is 0", "lower 20,0 cm", "0,0 cm"
    )
    assert heels("3", "", reason="pain") == none(
        HEELS, ReasonCode.MISSING, f"{leg} not tested because of pain", "higher 3,0 cm"
    )
    assert heels("3", "45", validity=Validity.INVALID) == none(
        HEELS, ReasonCode.INVALID, f"{leg} marked as not counting", "higher 3,0 cm"
    )
    heel = "heel-height difference, involved heel against the other"
    both = results(
        RANGE,
        read("heel_height_difference", "3", provenance=Provenance.CARRIED),
        read("lower_leg_length", reason="no_time"),
    )
    assert both["heel_height_angle", Side.NONE] == none(
        HEELS,
        ReasonCode.MISSING,
        f"{heel} carried from an earlier visit, not measured; {leg} not tested for lack of time",
    )


@pytest.mark.parametrize(
    ("sine", "degrees"),
    [
        ("0.5", "30"),
        ("-0.5", "-30"),
        ("0.7071067811865475244008443621", "45"),
        ("0.8660254037844386467637231707", "60"),
        ("0.01", "0.5729673448571526"),
        ("0.9999999999999999", "89.99999918971531"),
    ],
)
def test_an_angle_is_exact_to_all_its_digits(sine: str, degrees: str) -> None:
    found = arcsine_degrees(Decimal(sine))
    places = Decimal(1).scaleb(-20) if len(degrees) < 4 else Decimal(1).scaleb(-13)
    assert abs(found - Decimal(degrees)) < places


def test_the_ends_of_a_sine_have_an_angle_and_beyond_there_is_none() -> None:
    assert [str(arcsine_degrees(Decimal(one))) for one in ("-1", "0", "1")] == ["-90", "0", "90"]
    for beyond in ("-1.0001", "1.0001", "-2", "2"):
        with pytest.raises(ValueError, match=r"^a sine lies between -1 and 1$"):
            arcsine_degrees(Decimal(beyond))
