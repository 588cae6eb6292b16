"""When two values may be compared, and the words that say why not."""

from __future__ import annotations

import pytest

from assessment import catalogue
from assessment.clinical.comparability import (
    between_sides,
    compare_setups,
    joint_key,
)
from tests.golden.visits import LEFT, RIGHT, reading

FORCE = catalogue.measure("knee_extension_force")
COMPLETE = {
    "fixation": "belt",
    "knee_angle": "90",
    "contraction": "make",
    "statistic": "best",
    "lever_arm": "0.34",
}


def reasons(reference: dict[str, str], now: dict[str, str], **how: tuple[str, ...]) -> list[str]:
    return list(compare_setups(FORCE.setup, reference, now, without=how.get("without", ())).reasons)


def test_the_same_setup_is_comparable_without_a_word() -> None:
    found = compare_setups(FORCE.setup, COMPLETE, COMPLETE)
    assert found.comparable
    assert (found.reasons, found.cautions) == ((), ())


@pytest.mark.parametrize(
    ("field", "now", "words"),
    [
        ("fixation", "manual", "fixation belt or frame against held by hand"),
        ("knee_angle", "60", "knee angle 90° against 60°"),
        ("statistic", "mean", "value taken best of the trials against mean of the trials"),
        ("lever_arm", "0.595", "lever arm 34 cm against 59.5 cm"),
        ("contraction", "break", "contraction make test (isometric) against break test"),
    ],
)
def test_each_compared_field_stands_in_the_way_t14(field: str, now: str, words: str) -> None:
    (reason,) = reasons(COMPLETE, {**COMPLETE, field: now})
    assert reason.startswith(words)


def test_the_lever_arm_of_the_open_case() -> None:
    assert reasons({"lever_arm": "0.39"}, {"lever_arm": "0.59"}) == [
        "lever arm 39 cm against 59 cm"
    ]
    assert reasons({"lever_arm": "0.39"}, {"lever_arm": "0.59"}, without=("lever_arm",)) == []


def test_inches_are_said_in_inches() -> None:
    assert reasons({"lever_arm": "0.3937"}, {"lever_arm": "0.508"}) == [
        "lever arm 15.5 in against 20 in"
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("0.127", "5 in"),
        ("0.345", "34,5 cm"),
        ("0.34567", "34,57 cm"),
        ("0.36", "36 cm"),
        ("long", "long"),
    ],
)
def test_a_lever_arm_is_said_in_the_unit_it_takes_fewest_digits_in(said: str, words: str) -> None:
    found = compare_setups(FORCE.setup, {}, {"lever_arm": said}, decimal_separator=",")
    assert found.reasons == (f"lever arm not recorded before, {words} now",)
    found = compare_setups(FORCE.setup, {"lever_arm": said}, {}, decimal_separator=",")
    assert found.reasons == (f"lever arm {words} before, not recorded now",)


def test_what_is_no_number_is_said_as_it_stands_and_equals_only_itself() -> None:
    assert reasons({"knee_angle": "bent"}, {"knee_angle": "bent"}) == []
    assert reasons({"knee_angle": "bent"}, {"knee_angle": "straight"}) == [
        "knee angle bent against straight"
    ]
    assert reasons({"knee_angle": "bent"}, {"knee_angle": "90"}) == ["knee angle bent against 90°"]
    assert reasons({"fixation": "1"}, {"fixation": "1.0"}) == ["fixation 1 against 1.0"]


def test_numbers_are_equal_however_they_are_written() -> None:
    assert reasons({"knee_angle": "90"}, {"knee_angle": "90.0"}) == []
    assert reasons({"knee_angle": "0"}, {"knee_angle": ""}) == [
        "knee angle 0° before, not recorded now"
    ]


def test_known_against_unknown_is_not_comparable() -> None:
    assert reasons({"fixation": "belt"}, {}) == ["fixation belt or frame before, not recorded now"]
    assert reasons({}, {"fixation": "belt"}) == ["fixation not recorded before, belt or frame now"]


def test_unknown_both_times_is_comparable_with_a_caution() -> None:
    found = compare_setups(FORCE.setup, {}, {})
    assert found.comparable
    assert found.cautions == (
        "not recorded either time: fixation, knee angle, contraction, value taken, lever arm",
    )


def test_another_device_is_a_caution_only() -> None:
    found = compare_setups(
        FORCE.setup, {**COMPLETE, "device": "MicroFET 2"}, {**COMPLETE, "device": "Lafayette"}
    )
    assert found.comparable
    assert found.cautions == ("device MicroFET 2 against Lafayette",)
    assert compare_setups(FORCE.setup, {**COMPLETE, "device": "x"}, COMPLETE).cautions == ()


def test_a_field_of_one_side_is_named_with_its_side() -> None:
    both = {**COMPLETE, "lever_arm.right": "0.34", "lever_arm.left": "0.34"}
    del both["lever_arm"]
    assert reasons(COMPLETE, both) == []
    assert reasons(COMPLETE, {**both, "lever_arm.left": "0.30"}) == [
        "lever arm left 34 cm against 30 cm"
    ]


def test_a_field_of_both_sides_is_named_once_for_each_side_that_differs() -> None:
    then = {"lever_arm.right": "0.34", "lever_arm.left": "0.30"}
    now = {"lever_arm.right": "0.36", "lever_arm.left": "0.31", "lever_arm": ""}
    assert reasons(then, now) == [
        "lever arm right 34 cm against 36 cm",
        "lever arm left 30 cm against 31 cm",
    ]
    assert reasons(then, {"lever_arm": "0.34"}) == ["lever arm left 30 cm against 34 cm"]
    assert reasons({"lever_arm.right": "0.34"}, {}) == [
        "lever arm right 34 cm before, not recorded now"
    ]


def test_a_field_that_the_catalogue_has_dropped_still_counts() -> None:
    assert reasons({"hip_angle": "90"}, {"hip_angle": "70"}) == ["hip angle 90 against 70"]
    assert reasons({"hip_angle": "90"}, {"hip_angle": "90"}) == []
    assert reasons({"seat_angle.left": "90"}, {"hip_angle": "70"}) == [
        "seat angle left 90 against not recorded",
        "hip angle not recorded against 70",
    ]
    assert reasons({"hip_angle": "90"}, {"hip_angle": ""}) == ["hip angle 90 against not recorded"]
    assert reasons({"hip_angle": ""}, {}) == reasons({}, {"hip_angle": ""}) == []


def test_a_field_that_does_not_matter_here_is_not_called_unknown() -> None:
    assert reasons({"lever_arm.left": "0.3"}, {}, without=("lever_arm", "statistic")) == []
    found = compare_setups(FORCE.setup, {}, {}, without=("lever_arm", "statistic"))
    assert found.cautions == ("not recorded either time: fixation, knee angle, contraction",)


def test_the_key_holds_what_is_compared_and_said() -> None:
    setup = {**COMPLETE, "device": "MicroFET 2", "contraction": ""}
    parts = {"left": reading(FORCE, LEFT, "1", setup=setup)}
    assert dict(joint_key(FORCE.setup, parts, without=("lever_arm",))) == {
        "fixation": "belt",
        "knee_angle": "90",
        "statistic": "best",
    }


def test_sides_are_told_apart_in_words() -> None:
    right = reading(FORCE, RIGHT, "1", setup={"lever_arm": "59 cm", "fixation": "belt"})
    left = reading(FORCE, LEFT, "1", setup={"lever_arm": "58 cm"})
    assert between_sides(FORCE.setup, right, left) == (
        "fixation left not recorded",
        "lever arm right 59 cm, left 58 cm",
    )
    assert between_sides(FORCE.setup, right, right) == ()
    assert between_sides(FORCE.setup, left, right, without=("lever_arm",)) == (
        "fixation right not recorded",
    )


def test_sides_are_told_apart_with_the_separator_of_the_clinic_and_not_by_device() -> None:
    right = reading(FORCE, RIGHT, "1", setup={"lever_arm": "34.5 cm", "device": "one"})
    left = reading(FORCE, LEFT, "1", setup={"lever_arm": "30 cm", "device": "two"})
    assert between_sides(FORCE.setup, right, left, decimal_separator=",") == (
        "lever arm right 34,5 cm, left 30 cm",
    )
    assert between_sides(FORCE.setup, right, left) == ("lever arm right 34.5 cm, left 30 cm",)


def test_the_key_of_several_readings_says_once_what_they_share() -> None:
    right = reading(FORCE, RIGHT, "1", setup={"fixation": "belt", "lever_arm": "34 cm"})
    left = reading(FORCE, LEFT, "1", setup={"fixation": "belt", "contraction": "make"})
    parts = {"right": right, "left": left}
    assert joint_key(FORCE.setup, parts) == (
        ("fixation", "belt"),
        ("contraction.left", "make"),
        ("lever_arm.right", "0.34"),
    )
    assert joint_key(FORCE.setup, parts, without=("contraction",)) == (
        ("fixation", "belt"),
        ("lever_arm.right", "0.34"),
    )
    assert joint_key(FORCE.setup, {"right": right}) == (("fixation", "belt"), ("lever_arm", "0.34"))
    assert joint_key(FORCE.setup, {}) == ()
