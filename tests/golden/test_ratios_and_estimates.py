"""Worked examples of ratios, estimates and onsets; the number of each is its row in the table."""

from __future__ import annotations

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import InvolvedSide, MaximumFormula
from assessment.clinical.derive import derive, warnings
from assessment.clinical.readings import Reading
from assessment.clinical.result import ReasonCode, Result
from tests.golden.visits import LEFT, RIGHT, derived, number, reading, visit

STRENGTH = catalogue.section("strength")
LEFT_INVOLVED = visit(InvolvedSide.LEFT)
AS_READ = "hamstrings_quadriceps_ratio_as_read"


def measured(**typed: str) -> list[Reading]:
    return [reading(catalogue.measure(code), LEFT, said) for code, said in typed.items()]


def result(readings: list[Reading], code: str) -> Result:
    return derived(STRENGTH, readings, LEFT_INVOLVED, code, LEFT).result


def torques(flexion: str, flexion_at: str, extension: str, extension_at: str) -> list[Reading]:
    """Torques as read, each at the speed that its setup says."""
    given = {
        "knee_flexion_torque": (flexion, flexion_at),
        "knee_extension_torque": (extension, extension_at),
    }
    return [
        reading(catalogue.measure(code), LEFT, typed, setup={"speed": speed} if speed else None)
        for code, (typed, speed) in given.items()
    ]


def test_hamstrings_to_quadriceps_at_one_speed_row_23() -> None:
    machine = measured(knee_flexion_isokinetic_60="96", knee_extension_isokinetic_60="160")
    assert result(machine, "hamstrings_quadriceps_ratio_60").text == "60.0 %"
    assert result(torques("96", "60", "160", "60"), AS_READ).text == "60.0 %"


def test_torques_at_two_speeds_have_no_ratio_row_24() -> None:
    found = result(torques("96", "180", "160", "60"), AS_READ)
    assert (found.value, found.reason) == (None, ReasonCode.NOT_COMPARABLE)
    assert found.text == "not computed: speed differs between the parts"
    apart = measured(knee_flexion_isokinetic_180="96", knee_extension_isokinetic_60="160")
    assert not [one for one in derive(STRENGTH, apart, LEFT_INVOLVED) if "ratio" in one.code]


def test_a_torque_at_an_unknown_speed_has_no_ratio() -> None:
    found = result(torques("96", "", "160", ""), AS_READ)
    assert (found.value, found.reason) == (None, ReasonCode.MISSING)
    assert found.text == "not computed: speed not recorded"


def test_no_ratio_is_taken_of_nothing_row_25() -> None:
    machine = measured(knee_flexion_isokinetic_60="96", knee_extension_isokinetic_60="0")
    found = result(machine, "hamstrings_quadriceps_ratio_60")
    assert (found.value, found.reason) == (None, ReasonCode.ZERO_DENOMINATOR)


def estimates(load: str, repetitions: str) -> dict[str, Result]:
    given = measured(
        repetition_load_leg_press=load,
        repetition_count_leg_press=repetitions,
    )
    return {
        formula.value: result(given, f"one_repetition_maximum_leg_press_{formula.value}")
        for formula in MaximumFormula
    }


@pytest.mark.parametrize(
    ("repetitions", "epley", "brzycki"),
    [
        pytest.param("8", "50.7 kg", "49.7 kg", id="row 26"),
        pytest.param("10", "53.3 kg", "53.3 kg", id="row 27"),
        pytest.param("1", "40 kg", "40 kg", id="row 28 t43"),
    ],
)
def test_what_could_be_lifted_once(repetitions: str, epley: str, brzycki: str) -> None:
    found = estimates("40", repetitions)
    assert (found["epley"].text, found["brzycki"].text) == (epley, brzycki)
    assert "Epley" in found["epley"].formula
    assert "Brzycki" in found["brzycki"].formula


def test_a_load_lifted_once_is_the_maximum_by_either_formula_t43() -> None:
    for load in ("40", "97.5", "120"):
        for found in estimates(load, "1").values():
            assert found.value == number(catalogue.measure("repetition_load_leg_press"), load)


@pytest.mark.parametrize("repetitions", ["13", pytest.param("37", id="row 29"), "38", "60"])
def test_above_twelve_repetitions_nothing_is_estimated_row_29(repetitions: str) -> None:
    for found in estimates("40", repetitions).values():
        assert (found.value, found.reason) == (None, ReasonCode.OUT_OF_RANGE)
        assert "from 1 to 12 repetitions" in found.text


def test_more_than_ten_repetitions_are_asked_about() -> None:
    count = catalogue.measure("repetition_count_leg_press")
    kind = kinds.of(count.kind)
    assert not kind.parse(count, "10").questions
    (asked,) = kind.parse(count, "11").questions
    assert "lose accuracy above 10" in asked
    for typed in ("0", "7.5"):
        with pytest.raises(kinds.Refused):
            kind.parse(count, typed)


def twitch(increment: str, resting: str) -> Result:
    given = measured(quadriceps_twitch_increment=increment, quadriceps_twitch_resting=resting)
    return result(given, "quadriceps_activation_twitch")


def test_activation_by_interpolated_twitch_row_36() -> None:
    assert twitch("20", "80").text == "75.0 %"
    assert twitch("0", "80").text == "100.0 %"
    assert twitch("20", "0").reason is ReasonCode.ZERO_DENOMINATOR
    above = twitch("81", "80")
    assert (above.value, above.reason) == (None, ReasonCode.OUT_OF_RANGE)
    assert "repeat the test" in above.text


def test_the_two_ways_to_activation_stay_apart() -> None:
    """One reads lower than the other in the same people, so they are two results."""
    codes = {one.code for one in STRENGTH.derived}
    assert {"quadriceps_activation_twitch", "central_activation_ratio_computed"} <= codes


def onsets(medialis: str, lateralis: str) -> Result:
    given = measured(onset_vastus_medialis=medialis, onset_vastus_lateralis=lateralis)
    return result(given, "vastus_onset_difference")


@pytest.mark.parametrize(
    ("medialis", "lateralis", "text"),
    [
        pytest.param("120", "105", "+15.0 ms, VMO later", id="row 37"),
        ("105", "120", "-15.0 ms, VMO earlier"),
        ("105", "105", "0.0 ms, together"),
    ],
)
def test_the_order_of_two_onsets_row_37(medialis: str, lateralis: str, text: str) -> None:
    assert onsets(medialis, lateralis).text == text


def test_onsets_that_lie_too_far_apart_cannot_be() -> None:
    assert onsets("600", "100").text == "+500.0 ms, VMO later"
    found = onsets("601", "100")
    assert (found.value, found.reason) == (None, ReasonCode.OUT_OF_RANGE)
    assert found.text.endswith("lies beyond -500.0 ms to 500.0 ms: check both")


def test_the_order_of_onsets_says_nothing_about_a_cause() -> None:
    entry = catalogue.derived_measure("vastus_onset_difference")
    measure = catalogue.measure("onset_vastus_medialis")
    assert not entry.errors
    assert not measure.errors
    assert "says nothing about why a knee hurts" in measure.how
    ratio = catalogue.measure("vastus_ratio")
    kind = kinds.of(ratio.kind)
    assert kind.text(ratio, kind.parse(ratio, "0.85")) == "0.85 : 1"
    with pytest.raises(kinds.Refused):
        kind.parse(ratio, "10.1")


def test_one_side_alone_is_estimated_and_the_other_is_left_out() -> None:
    given = measured(repetition_load_leg_press="40", repetition_count_leg_press="8")
    sides = {one.side for one in derive(STRENGTH, given, LEFT_INVOLVED)}
    assert RIGHT not in sides
    assert warnings(STRENGTH, given, LEFT_INVOLVED) == []
