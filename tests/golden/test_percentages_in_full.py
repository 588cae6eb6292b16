"""One measure in percent of another: everything that is said of it, or of why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import InvolvedSide, Side
from assessment.catalogue.units import PERCENT
from assessment.clinical.derive import derive
from assessment.clinical.readings import Reading
from assessment.clinical.result import ReasonCode, Result
from tests.golden.visits import LEFT, RIGHT, visit

BEST = {"statistic": "best"}
MEAN = {"statistic": "mean"}
REACHES = ("y_balance_anterior", "y_balance_posteromedial", "y_balance_posterolateral")
LIMB = {"limb_length": "92.5"}
WHOLE = dict(zip(REACHES, ("62.5", "105", "100"), strict=True)) | LIMB
COMPOSITE = "y-balance, composite = sum of 3 / (3 x limb length) (version 1)"
ANTERIOR = (
    "y-balance, anterior, of limb length = y-balance reach, anterior / limb length (version 1)"
)
REACHED = (
    "y-balance reach, anterior 62,5 cm",
    "y-balance reach, posteromedial 105,0 cm",
    "y-balance reach, posterolateral 100,0 cm",
)


def percentage(
    section: str,
    code: str,
    numbers: Mapping[str, str],
    side: Side = LEFT,
    *,
    setup: Mapping[str, Mapping[str, str]] | None = None,
) -> Result:
    """The percentage of what was measured on one side, each measure in its own way."""
    readings = [
        Reading(measure=one, side=side, number=Decimal(said), setup=(setup or {}).get(one, {}))
        for one, said in numbers.items()
    ]
    context = visit(InvolvedSide.LEFT)
    found = derive(catalogue.section(section), readings, context, decimal_separator=",")
    return next(one.result for one in found if one.code == code)


def none(reason: ReasonCode, why: str, formula: str, *inputs: str) -> Result:
    return Result(text=f"not computed: {why}", formula=formula, reason=reason, inputs=inputs)


def test_a_reach_of_the_limb() -> None:
    assert percentage("function", "y_balance_anterior_percent", WHOLE) == Result(
        text="67,6 %",
        formula=ANTERIOR,
        value=Decimal("62.5") / Decimal("92.5") * 100,
        unit=PERCENT,
        inputs=("y-balance reach, anterior 62,5 cm", "limb length 92,5 cm"),
    )


def test_the_mean_of_three_reaches_of_the_limb() -> None:
    setup = dict.fromkeys(REACHES, BEST)
    assert percentage("function", "y_balance_composite", WHOLE, setup=setup) == Result(
        text="96,4 %",
        formula=COMPOSITE,
        value=Decimal("267.5") / Decimal("277.5") * 100,
        unit=PERCENT,
        inputs=(*REACHED, "limb length 92,5 cm"),
    )


@pytest.mark.parametrize(
    ("numbers", "setup", "told"),
    [
        (
            {REACHES[0]: "62.5"} | LIMB,
            {},
            none(
                ReasonCode.MISSING,
                "y-balance reach, posteromedial, left, not measured; "
                "y-balance reach, posterolateral, left, not measured",
                COMPOSITE,
                REACHED[0],
                "limb length 92,5 cm",
            ),
        ),
        (
            {one: WHOLE[one] for one in REACHES},
            {},
            none(ReasonCode.MISSING, "limb length, left, not measured", COMPOSITE, *REACHED),
        ),
        (
            WHOLE | {"limb_length": "0"},
            {},
            none(
                ReasonCode.ZERO_DENOMINATOR,
                "limb length is 0",
                COMPOSITE,
                *REACHED,
                "limb length 0,0 cm",
            ),
        ),
        (
            WHOLE,
            {REACHES[0]: BEST, REACHES[1]: BEST, REACHES[2]: MEAN},
            none(
                ReasonCode.NOT_COMPARABLE,
                "value taken differs between the parts",
                COMPOSITE,
                *REACHED,
                "limb length 92,5 cm",
            ),
        ),
        (
            WHOLE,
            {REACHES[0]: BEST, REACHES[1]: BEST},
            none(
                ReasonCode.NOT_COMPARABLE,
                "value taken differs between the parts",
                COMPOSITE,
                *REACHED,
                "limb length 92,5 cm",
            ),
        ),
    ],
)
def test_no_mean_of_reaches_without_all_of_them_taken_alike(
    numbers: dict[str, str], setup: dict[str, dict[str, str]], told: Result
) -> None:
    assert percentage("function", "y_balance_composite", numbers, setup=setup) == told


def test_a_reach_that_was_not_measured_is_named_with_its_side() -> None:
    numbers = {REACHES[1]: "105"} | LIMB
    assert percentage("function", "y_balance_anterior_percent", numbers, RIGHT) == none(
        ReasonCode.MISSING,
        "y-balance reach, anterior, right, not measured",
        ANTERIOR,
        "limb length 92,5 cm",
    )


FLEXION, EXTENSION = "knee_flexion_torque", "knee_extension_torque"
RATIO = "hamstrings_quadriceps_ratio_as_read"
TORQUES = {FLEXION: "96.5", EXTENSION: "160"}
RATIO_FORMULA = (
    "hamstrings to quadriceps ratio, torque as read = knee flexion torque, as read / "
    "knee extension torque, as read (version 1)"
)
READ = ("knee flexion torque, as read 96,5 N·m", "knee extension torque, as read 160,0 N·m")


def test_flexors_of_extensors_at_one_speed() -> None:
    setup = {one: {"speed": "60", "device": "one"} for one in TORQUES}
    assert percentage("strength", RATIO, TORQUES, setup=setup) == Result(
        text="60,3 %",
        formula=RATIO_FORMULA,
        value=Decimal("60.3125"),
        unit=PERCENT,
        inputs=READ,
    )


@pytest.mark.parametrize(
    ("flexion", "extension", "reason", "why"),
    [
        ({}, {}, ReasonCode.MISSING, "speed not recorded"),
        ({"speed": "60"}, {}, ReasonCode.MISSING, "speed not recorded"),
        ({}, {"speed": "60"}, ReasonCode.MISSING, "speed not recorded"),
        (
            {"speed": "60"},
            {"speed": "180"},
            ReasonCode.NOT_COMPARABLE,
            "speed differs between the parts",
        ),
        (
            {"speed": "60", "fixation": "isokinetic"},
            {"speed": "180"},
            ReasonCode.NOT_COMPARABLE,
            "fixation differs between the parts; speed differs between the parts",
        ),
    ],
)
def test_torques_read_at_unknown_or_other_speeds_have_no_ratio(
    flexion: dict[str, str], extension: dict[str, str], reason: ReasonCode, why: str
) -> None:
    setup = {FLEXION: flexion, EXTENSION: extension}
    found = percentage("strength", RATIO, TORQUES, setup=setup)
    assert found == none(reason, why, RATIO_FORMULA, *READ)


def test_another_device_is_no_other_way_of_reading() -> None:
    setup = {FLEXION: {"speed": "60", "device": "one"}, EXTENSION: {"speed": "60"}}
    assert percentage("strength", RATIO, TORQUES, setup=setup).text == "60,3 %"


def test_a_torque_that_was_not_tested_has_no_speed_to_record() -> None:
    readings = [
        Reading(measure=FLEXION, side=LEFT, number=Decimal("96.5"), setup={"speed": "60"}),
        Reading(measure=EXTENSION, side=LEFT, reason="pain"),
    ]
    found = derive(catalogue.section("strength"), readings, visit(InvolvedSide.LEFT))
    (ratio,) = [one.result for one in found if one.code == RATIO]
    assert ratio.text == (
        "not computed: knee extension torque, as read, left, not tested because of pain"
    )


INCREMENT, RESTING = "quadriceps_twitch_increment", "quadriceps_twitch_resting"
VOLUNTARY, BURST = "quadriceps_force_voluntary", "quadriceps_force_with_burst"


@pytest.mark.parametrize(
    ("code", "numbers", "text"),
    [
        ("quadriceps_activation_twitch", {INCREMENT: "10.5", RESTING: "70"}, "85,0 %"),
        ("quadriceps_activation_twitch", {INCREMENT: "70", RESTING: "70"}, "0,0 %"),
        (
            "quadriceps_activation_twitch",
            {INCREMENT: "70.1", RESTING: "70"},
            "not computed: the burst adds more during the effort than at rest: repeat the test",
        ),
        ("central_activation_ratio_computed", {VOLUNTARY: "180.5", BURST: "200"}, "90,3 %"),
        ("central_activation_ratio_computed", {VOLUNTARY: "200", BURST: "200"}, "100,0 %"),
        (
            "central_activation_ratio_computed",
            {VOLUNTARY: "200.1", BURST: "200"},
            "not computed: the voluntary force is above the force with the burst: repeat the test",
        ),
    ],
)
def test_activation_lies_between_nothing_and_all(
    code: str, numbers: dict[str, str], text: str
) -> None:
    assert percentage("strength", code, numbers).text == text


def test_activation_by_the_twitch_is_told_in_full() -> None:
    numbers = {INCREMENT: "70.1", RESTING: "70"}
    found = percentage("strength", "quadriceps_activation_twitch", numbers)
    assert found == Result(
        text="not computed: the burst adds more during the effort than at rest: repeat the test",
        formula="quadriceps activation, interpolated twitch = 100 - twitch on top of the effort, "
        "increment / twitch at rest x 100 (version 1)",
        reason=ReasonCode.OUT_OF_RANGE,
        inputs=("twitch on top of the effort, increment 70,1 N", "twitch at rest 70 N"),
    )
