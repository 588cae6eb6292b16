"""A published runner, forces in kilograms-force with lever arms that change between visits.

Landers-Ramos et al., PLoS ONE 17(9): e0273510 (doi 10.1371/journal.pone.0273510), participant
Ultra-06; individual values from the authors' open data (doi 10.7910/DVN/B6YPF0, CC0).
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import DominantLeg, InvolvedSide, Side
from assessment.catalogue.units import KILOGRAM_FORCE_CENTIMETRE, rounded
from assessment.clinical.change import Verdict
from assessment.clinical.comparability import joint_key
from assessment.clinical.compare import Finding, compare
from assessment.clinical.derive import standing_value
from assessment.clinical.readings import Reading
from assessment.clinical.yardstick import yardstick
from tests.golden.visits import LEFT, RIGHT, derived, reading, visit

FORCE = catalogue.measure("knee_extension_force")
STRENGTH = catalogue.section("strength")
NOBODY_INVOLVED = visit(InvolvedSide.NONE, dominant=DominantLeg.RIGHT)

VISITS: list[dict[Side, tuple[str, str]]] = [
    {RIGHT: ("27.433333", "39"), LEFT: ("34.333333", "39")},
    {RIGHT: ("27.8", "59"), LEFT: ("31.6", "58")},
    {RIGHT: ("21.9", "59"), LEFT: ("27.533333", "58")},
]
PRINTED_TORQUE = [
    {RIGHT: "1069.9", LEFT: "1339.0"},
    {RIGHT: "1640.2", LEFT: "1832.8"},
    {RIGHT: "1292.1", LEFT: "1596.933333"},
]


def readings(at: int) -> list[Reading]:
    return [
        reading(FORCE, side, f"{force} kgf", setup={"lever_arm": f"{lever} cm"})
        for side, (force, lever) in VISITS[at].items()
    ]


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("side", [RIGHT, LEFT])
def test_torque_is_the_printed_product(at: int, side: Side) -> None:
    result = derived(STRENGTH, readings(at), NOBODY_INVOLVED, "torque", side).result
    assert result.value is not None
    printed = Decimal(PRINTED_TORQUE[at][side])
    assert rounded(result.value / KILOGRAM_FORCE_CENTIMETRE.to_canonical, 1) == rounded(printed, 1)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_weaker_side_is_the_one_the_numbers_say(at: int) -> None:
    result = derived(STRENGTH, readings(at), NOBODY_INVOLVED, "between_sides").result
    assert "right weaker" in result.text


def test_force_of_the_first_two_visits_is_not_comparable() -> None:
    first, second = readings(0)[0], readings(1)[0]

    def finding(one: Reading) -> Finding:
        key = dict(joint_key(FORCE.setup, {"one": one}))
        return Finding(value=standing_value(one, FORCE), unit="N", setup=key)

    found = compare(finding(first), finding(second), yardstick(STRENGTH, FORCE.code))
    assert found.verdict is Verdict.NOT_COMPARABLE
    assert found.verdict_text == "not comparable: lever arm 39 cm against 59 cm"


def test_torque_of_the_first_two_visits_is_compared() -> None:
    before, now = (
        derived(STRENGTH, readings(at), NOBODY_INVOLVED, "torque", RIGHT) for at in (0, 1)
    )
    found = compare(
        Finding(value=before.result.value, unit="N.m", setup=dict(before.compared)),
        Finding(value=now.result.value, unit="N.m", setup=dict(now.compared)),
        yardstick(STRENGTH, "torque", FORCE.code),
    )
    assert found.comparable
    assert found.change_text.startswith("+55.9 N·m")


def test_sides_with_other_lever_arms_are_compared_as_torque_t13() -> None:
    result = derived(STRENGTH, readings(1), NOBODY_INVOLVED, "between_sides").result
    assert result.text == "10.5 %, right weaker (from torque, the lever arms differ)"
