"""Worked examples of loss, heels, raise lag and skinfold; each number is its row in the table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import InvolvedSide, Side
from assessment.catalogue.units import rounded
from assessment.clinical.angles import arcsine_degrees
from assessment.clinical.derive import derive, warnings
from assessment.clinical.readings import Reading
from assessment.clinical.result import ReasonCode, Result
from assessment.clinical.side_loss import band_of, loss, loss_text
from tests.golden.visits import LEFT, RIGHT, derived, reading, visit

RANGE = catalogue.section("range_of_motion")
GIRTH = catalogue.section("thigh_girth")
LEFT_INVOLVED = visit(InvolvedSide.LEFT)


def both(code: str, right: str, left: str) -> list[Reading]:
    measure = catalogue.measure(code)
    return [reading(measure, RIGHT, right), reading(measure, LEFT, left)]


def heels(difference: str, lever: str = "") -> list[Reading]:
    typed = {"heel_height_difference": difference, "lower_leg_length": lever}
    return [
        reading(catalogue.measure(code), Side.NONE, said) for code, said in typed.items() if said
    ]


def heel_angle(difference: str, lever: str) -> Result:
    return derived(RANGE, heels(difference, lever), LEFT_INVOLVED, "heel_height_angle").result


def test_degrees_estimated_from_the_heels_row_46() -> None:
    found = heel_angle("higher 3", "45")
    assert found.value is not None
    assert rounded(found.value, 1) == "3.8"
    assert found.text == "3.8° (estimate)"
    assert found.inputs == ("higher 3.0 cm", "45.0 cm")


def test_without_a_lower_leg_the_heels_stay_centimetres() -> None:
    assert derive(RANGE, heels("higher 3"), LEFT_INVOLVED) == []


def test_heels_further_apart_than_the_leg_is_long_give_no_angle() -> None:
    found = heel_angle("higher 25", "20")
    assert (found.value, found.reason) == (None, ReasonCode.OUT_OF_RANGE)


def test_which_heel_hangs_higher_is_said_in_words_t1_t4() -> None:
    measure = catalogue.measure("heel_height_difference")
    kind = kinds.of(measure.kind)
    assert kind.text(measure, kind.parse(measure, "lower 1")) == "lower 1.0 cm"
    for typed in ("3", "-3", "+3"):
        with pytest.raises(kinds.Refused, match="Does this mean higher 3 or lower 3"):
            kind.parse(measure, typed)
    assert "involved heel" in measure.label


@pytest.mark.parametrize(
    ("sine", "degrees"),
    [("0", "0.00000000"), ("0.5", "30.00000000"), ("-0.5", "-30.00000000"), ("1", "90.00000000"),
     ("0.0666666666666667", "3.82255373"), ("0.999", "87.43744127")],
)  # fmt: skip
def test_the_angle_to_a_sine(sine: str, degrees: str) -> None:
    assert rounded(arcsine_degrees(Decimal(sine)), 8) == degrees
    with pytest.raises(ValueError, match="between -1 and 1"):
        arcsine_degrees(Decimal("1.0001"))


@pytest.mark.parametrize(
    ("right", "left", "group"),
    [
        ("0", "lacks 2", ""),
        ("0", "lacks 2.9", ""),
        ("0", "lacks 3", "B of A to D, 3 to 5°"),
        ("0", "lacks 5", "B of A to D, 3 to 5°"),
        ("0", "lacks 5.5", "C of A to D, 6 to 10°"),
        ("hyperextends 5", "lacks 2", "C of A to D, 6 to 10°"),
        ("0", "lacks 10", "C of A to D, 6 to 10°"),
        ("0", "lacks 10.5", "D of A to D, above 10°"),
        ("lacks 9", "0", ""),
    ],
)
def test_groups_of_a_loss_of_extension(right: str, left: str, group: str) -> None:
    told = [
        one.text
        for one in warnings(RANGE, both("knee_extension_passive", right, left), LEFT_INVOLVED)
    ]
    assert len(told) == bool(group)
    assert all(f"group {group} (passive motion on the IKDC" in text for text in told)


@pytest.mark.parametrize(
    ("left", "group"),
    [("135", ""), ("134.5", "B"), ("125", "B"), ("124.5", "C"), ("115", "C"), ("114", "D")],
)
def test_groups_of_a_loss_of_flexion(left: str, group: str) -> None:
    told = warnings(RANGE, both("knee_flexion_passive", "140", left), LEFT_INVOLVED)
    assert [f"group {group} of A to D" in one.text for one in told] == [True] * bool(group)


def test_a_loss_is_told_of_passive_motion_and_one_involved_knee_alone() -> None:
    passive = both("knee_extension_passive", "0", "lacks 8")
    assert warnings(RANGE, passive, visit(InvolvedSide.BOTH)) == []
    assert warnings(RANGE, passive, visit(InvolvedSide.NONE)) == []
    assert warnings(RANGE, both("knee_extension_active", "0", "lacks 8"), LEFT_INVOLVED) == []
    (told,) = warnings(RANGE, passive, LEFT_INVOLVED)
    assert told.text.startswith("Loss of extension against the other side 8°: group C")
    assert "normal" not in told.text


def test_two_knees_that_hyperextend_are_noted_with_the_loss_row_45() -> None:
    readings = both("knee_extension_passive", "hyperextends 8", "hyperextends 2")
    told = [one.text for one in warnings(RANGE, readings, LEFT_INVOLVED)]
    assert told[0] == "Bilateral: both sides hyperextend."
    assert "6°: group C" in told[1]


def test_the_lag_of_a_raised_leg() -> None:
    readings = [
        reading(catalogue.measure("knee_extension_passive"), LEFT, "hyperextends 3"),
        reading(catalogue.measure("straight_leg_raise_extension"), LEFT, "lacks 4"),
    ]
    lag = derived(RANGE, readings, LEFT_INVOLVED, "straight_leg_raise_lag", LEFT).result
    assert lag.text == "7° (present, above 5°)"
    passive = derive(RANGE, readings[:1], LEFT_INVOLVED)
    assert not [one for one in passive if one.code == "straight_leg_raise_lag"]


def test_a_raised_leg_straighter_than_the_passive_one_warns_row_43() -> None:
    readings = [
        reading(catalogue.measure("knee_extension_passive"), LEFT, "lacks 5"),
        reading(catalogue.measure("straight_leg_raise_extension"), LEFT, "lacks 3"),
    ]
    (warning,) = warnings(RANGE, readings, LEFT_INVOLVED)
    assert (warning.measure, warning.side) == ("straight_leg_raise_lag", LEFT)
    assert "Active extension exceeds passive" in warning.text


def skinfold(girth: str, fold: str) -> list[Reading]:
    return [
        reading(catalogue.measure("thigh_girth_15_cm"), LEFT, girth),
        reading(catalogue.measure("thigh_skinfold_15_cm"), LEFT, fold),
    ]


def test_girth_without_the_fat_below_the_skin_row_54() -> None:
    code = "thigh_girth_15_cm_corrected"
    found = derived(GIRTH, skinfold("55.0 cm", "18 mm"), LEFT_INVOLVED, code, LEFT).result
    assert found.text == "49.3 cm"
    assert found.inputs == ("left 55.0 cm", "left 18 mm")
    assert "pi x thigh skinfold" in found.formula


def test_without_a_skinfold_nobody_asks_for_a_corrected_girth() -> None:
    found = derive(GIRTH, skinfold("55.0 cm", "18 mm")[:1], LEFT_INVOLVED)
    assert not [one for one in found if "corrected" in one.code]


def test_a_loss_is_told_with_its_size_its_group_and_its_form() -> None:
    extension = catalogue.measure("knee_extension_passive")
    given = Decimal("4.5"), Decimal("-3.25")
    assert loss_text(extension, *given, decimal_separator=",") == (
        "Loss of extension against the other side 7,8°: group C of A to D, 6 to 10° "
        "(passive motion on the IKDC examination form)."
    )
    flexion = catalogue.measure("knee_flexion_passive")
    assert loss_text(flexion, Decimal(110), Decimal(140), decimal_separator=".") == (
        "Loss of flexion against the other side 30°: group D of A to D, above 25° "
        "(passive motion on the IKDC examination form)."
    )
    active = catalogue.measure("knee_flexion_active")
    assert loss_text(active, Decimal(110), Decimal(140), decimal_separator=".") == ""


def test_a_loss_is_less_of_what_is_better() -> None:
    extension = catalogue.measure("knee_extension_passive")
    flexion = catalogue.measure("knee_flexion_passive")
    assert loss(extension, Decimal(5), Decimal(-3)) == 8
    assert loss(extension, Decimal(-3), Decimal(5)) == -8
    assert loss(flexion, Decimal(130), Decimal(140)) == 10
    assert loss(flexion, Decimal(140), Decimal(130)) == -10


@pytest.mark.parametrize(
    ("lost", "extension", "flexion"),
    [
        ("-20", "A", "A"),
        ("2.99", "A", "A"),
        ("3", "B", "A"),
        ("5", "B", "A"),
        ("5.01", "C", "B"),
        ("10", "C", "B"),
        ("10.01", "D", "B"),
        ("15", "D", "B"),
        ("15.01", "D", "C"),
        ("25", "D", "C"),
        ("25.01", "D", "D"),
    ],
)
def test_each_loss_has_its_group(lost: str, extension: str, flexion: str) -> None:
    for code, group in (("extension", extension), ("flexion", flexion)):
        bands = catalogue.measure(f"knee_{code}_passive").side_loss
        assert bands is not None
        assert band_of(bands, Decimal(lost)).label == group
