"""One measure less another on the same side, each result whole: value, formula, inputs, text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import (
    Better,
    Difference,
    Kind,
    Provenance,
    Section,
    SetupField,
    Side,
)
from assessment.catalogue.units import NEWTON, RATING
from assessment.clinical.between_measures import difference, neutral_zero
from assessment.clinical.readings import Reading
from assessment.clinical.result import ReasonCode, Result
from tests.golden.visits import LEFT, PAIN, PLAIN_FORCE, RIGHT, reading, section_with
from tests.unit.catalogue.test_thresholds import cut_off, read

ACTIVE, PASSIVE = "knee_extension_active", "knee_extension_passive"
FLEXION = "knee_flexion_passive"
GIRTH, SKINFOLD = "thigh_girth_15_cm", "thigh_skinfold_15_cm"
MEDIALIS, LATERALIS = "onset_vastus_medialis", "onset_vastus_lateralis"

LAG_FORMULA = "extension lag = knee extension active - knee extension passive (version 1)"
ARC_FORMULA = "knee arc, passive = knee flexion passive - knee extension passive (version 1)"
GIRTH_FORMULA = (
    "thigh girth at 15 cm, corrected by the skinfold = thigh girth 15 cm - pi x thigh skinfold "
    "15 cm (version 1)"
)
ONSET_FORMULA = (
    "onset, vastus medialis less vastus lateralis = onset vastus medialis - onset vastus lateralis "
    "(version 1)"
)


def of(code: str, typed: str, side: Side = LEFT, **setup: str) -> Reading:
    return reading(catalogue.measure(code), side, typed, setup=setup)


def result(
    code: str, readings: Sequence[Reading], side: Side = LEFT, separator: str = ","
) -> Result:
    section = next(
        one for one in catalogue.sections() if code in [derived.code for derived in one.derived]
    )
    derived = catalogue.derived_measure(code)
    assert isinstance(derived, Difference)
    return difference(section, derived, readings, side, separator)


@pytest.mark.parametrize(
    ("code", "readings", "value", "unit", "text", "inputs", "formula"),
    [
        pytest.param(
            "extension_lag",
            [of(ACTIVE, "lacks 12.5"), of(PASSIVE, "hyperextends 1")],
            "13.5",
            "deg",
            "13,5° (present, above 5°)",
            ("left lacks 12,5°", "left hyperextends 1°"),
            LAG_FORMULA,
            id="a lag, the passive end beyond straight",
        ),
        pytest.param(
            "extension_lag",
            [of(ACTIVE, "lacks 5.5"), of(PASSIVE, "0")],
            "5.5",
            "deg",
            "5,5° (present, above 5°)",
            ("left lacks 5,5°", "left 0°"),
            LAG_FORMULA,
            id="a lag just above the limit",
        ),
        pytest.param(
            "extension_lag",
            [of(ACTIVE, "lacks 5"), of(PASSIVE, "0")],
            "5",
            "deg",
            "5° (not above 5°)",
            ("left lacks 5°", "left 0°"),
            LAG_FORMULA,
            id="a lag exactly at the limit",
        ),
        pytest.param(
            "knee_arc_passive",
            [of(FLEXION, "120.5"), of(PASSIVE, "lacks 0.5")],
            "120",
            "deg",
            "120° (0-0,5-120,5)",
            ("left 120,5°", "left lacks 0,5°"),
            ARC_FORMULA,
            id="an arc that ends half a degree short",
        ),
        pytest.param(
            "knee_arc_passive",
            [of(FLEXION, "140"), of(PASSIVE, "hyperextends 0.5")],
            "140.5",
            "deg",
            "140,5° (0,5-0-140)",
            ("left 140°", "left hyperextends 0,5°"),
            ARC_FORMULA,
            id="an arc that ends half a degree beyond",
        ),
        pytest.param(
            "thigh_girth_15_cm_corrected",
            [of(GIRTH, "48.5"), of(SKINFOLD, "10")],
            "45.35840734641020676153735662",
            "cm",
            "45,4 cm",
            ("left 48,5 cm", "left 10 mm"),
            GIRTH_FORMULA,
            id="a girth less pi times the skinfold, millimetres as centimetres",
        ),
        pytest.param(
            "vastus_onset_difference",
            [of(MEDIALIS, "12.5"), of(LATERALIS, "12")],
            "0.5",
            "ms",
            "+0,5 ms, VMO later",
            ("left 12,5 ms", "left 12,0 ms"),
            ONSET_FORMULA,
            id="an onset half a millisecond later",
        ),
        pytest.param(
            "vastus_onset_difference",
            [of(MEDIALIS, "12"), of(LATERALIS, "12.5")],
            "-0.5",
            "ms",
            "-0,5 ms, VMO earlier",
            ("left 12,0 ms", "left 12,5 ms"),
            ONSET_FORMULA,
            id="an onset half a millisecond earlier",
        ),
        pytest.param(
            "vastus_onset_difference",
            [of(MEDIALIS, "100"), of(LATERALIS, "600")],
            "-500",
            "ms",
            "-500,0 ms, VMO earlier",
            ("left 100,0 ms", "left 600,0 ms"),
            ONSET_FORMULA,
            id="the furthest apart that onsets can be",
        ),
    ],
)
def test_a_difference_with_all_that_stands_beside_it(
    code: str,
    readings: list[Reading],
    value: str,
    unit: str,
    text: str,
    inputs: tuple[str, ...],
    formula: str,
) -> None:
    found = result(code, readings)
    assert found == Result(
        text=text,
        formula=formula,
        value=Decimal(value),
        unit=catalogue.units.unit(unit),
        inputs=inputs,
    )


@pytest.mark.parametrize(
    ("readings", "reason", "text", "inputs"),
    [
        pytest.param(
            [],
            ReasonCode.MISSING,
            "knee extension, active, left not measured; knee extension, passive, left not measured",
            (),
            id="neither",
        ),
        pytest.param(
            [of(ACTIVE, "lacks 12.5"), of(PASSIVE, "0", RIGHT)],
            ReasonCode.MISSING,
            "knee extension, passive, left not measured",
            ("left lacks 12,5°",),
            id="the passive one of the other side alone",
        ),
        pytest.param(
            [of(PASSIVE, "lacks 2.5", device="visual"), of(ACTIVE, "lacks 5", RIGHT)],
            ReasonCode.MISSING,
            "knee extension, active, left not measured",
            ("left lacks 2,5°",),
            id="the active one of the other side alone",
        ),
        pytest.param(
            [of(ACTIVE, "lacks 9", device="visual"), of(PASSIVE, "lacks 2", device="app")],
            ReasonCode.NOT_COMPARABLE,
            "device differs between the two",
            ("left lacks 9°", "left lacks 2°"),
            id="with two devices",
        ),
        pytest.param(
            [
                replace(of(ACTIVE, "lacks 9", device="visual"), provenance=Provenance.CARRIED),
                of(PASSIVE, "lacks 2", device="app"),
            ],
            ReasonCode.MISSING,
            "knee extension, active, left carried from an earlier visit, not measured",
            ("left lacks 2°",),
            id="a carried one, with another device",
        ),
    ],
)
def test_why_there_is_no_lag(
    readings: list[Reading], reason: ReasonCode, text: str, inputs: tuple[str, ...]
) -> None:
    assert result("extension_lag", readings) == Result(
        text=f"not computed: {text}", formula=LAG_FORMULA, reason=reason, inputs=inputs
    )


def test_a_device_said_of_one_of_the_two_and_what_only_one_is_asked_do_not_part_them() -> None:
    active = of(ACTIVE, "lacks 9", extension_task="seated")
    assert result("extension_lag", [active, of(PASSIVE, "lacks 2", device="app")]).value == 7
    both = of(ACTIVE, "lacks 9", extension_task="seated", device="app")
    assert result("extension_lag", [both, of(PASSIVE, "lacks 2", device="app")]).value == 7


def test_onsets_beyond_what_can_be_are_not_given_and_both_are_told() -> None:
    found = result("vastus_onset_difference", [of(MEDIALIS, "601.5"), of(LATERALIS, "100")])
    assert found == Result(
        text="not computed: onset, vastus medialis less vastus lateralis lies beyond -500,0 ms to "
        "500,0 ms: check both",
        formula=ONSET_FORMULA,
        reason=ReasonCode.OUT_OF_RANGE,
        inputs=("left 601,5 ms", "left 100,0 ms"),
    )


def test_a_limit_of_the_installation_is_written_as_it_writes_decimals() -> None:
    with catalogue.decided(*read(cut_off("extension_lag", "present_above", "7.5"))):
        found = result("extension_lag", [of(ACTIVE, "lacks 7.5"), of(PASSIVE, "0")])
    assert found.text == "7,5° (not above 7,5°)"


RESTING = replace(PAIN, code="pain_at_rest", label="Pain at rest", unit=RATING)
RISE = Difference(
    code="rise",
    label="Rise",
    minuend=PAIN.code,
    subtrahend=RESTING.code,
    unit=RATING,
    better=Better.LOWER,
)


def test_what_has_no_side_is_named_without_one() -> None:
    found = difference(
        section_with(PAIN, RESTING), RISE, [reading(PAIN, Side.NONE, "6")], Side.NONE, "."
    )
    assert found.text == "not computed: pain at rest not measured"
    assert found.inputs == ("6/10",)


def held(by: str, place: str, value: str, code: str) -> Reading:
    return Reading(
        measure=code, side=LEFT, number=Decimal(value), setup={"held_by": by, "place": place}
    )


def sections(*, compared: bool) -> tuple[Section, Difference]:
    fields = (
        SetupField(code="held_by", label="held by", kind=Kind.TEXT, compared=compared),
        SetupField(code="place", label="place", kind=Kind.TEXT),
    )
    first = replace(PLAIN_FORCE, setup=fields)
    second = replace(first, code="other_force")
    less = Difference(
        code="less",
        label="Less",
        minuend=first.code,
        subtrahend=second.code,
        unit=NEWTON,
        better=Better.NONE,
    )
    return section_with(first, second), less


def test_each_way_in_which_the_two_were_taken_differently_is_told() -> None:
    section, less = sections(compared=True)
    readings = [held("belt", "gym", "90", "plain_force"), held("hand", "ward", "60", "other_force")]
    found = difference(section, less, readings, LEFT, ".")
    assert found.text == (
        "not computed: held by differs between the two; place differs between the two"
    )


def test_what_is_noted_and_not_compared_parts_nothing() -> None:
    section, less = sections(compared=False)
    readings = [held("belt", "gym", "90", "plain_force"), held("hand", "gym", "60", "other_force")]
    assert difference(section, less, readings, LEFT, ".").text == "30 N"


@pytest.mark.parametrize(
    ("extension", "flexion", "says"),
    [
        ("-0.5", "140", "0,5-0-140"),
        ("0", "135.5", "0-0-135,5"),
        ("0.5", "135", "0-0,5-135"),
        ("10", "90", "0-10-90"),
    ],
)
def test_a_range_by_the_neutral_zero_method(extension: str, flexion: str, says: str) -> None:
    unit = catalogue.units.DEGREE
    assert neutral_zero(Decimal(extension), Decimal(flexion), unit, ",") == says
