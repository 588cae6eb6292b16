"""The golden tables leave no rule, level or wording out."""

from __future__ import annotations

import pytest

from assessment.catalogue.screening_rules import RULES
from assessment.catalogue.types import ActionLevel, RuleText
from tests.golden.safety import (
    test_circulation,
    test_extensor,
    test_fractures,
    test_hips,
    test_infection,
    test_joints_and_bones,
    test_nerves,
    test_tumours,
)
from tests.golden.safety.tables import Row

TABLES: dict[str, tuple[Row, ...]] = {
    **test_circulation.TABLES,
    **test_extensor.TABLES,
    **test_fractures.TABLES,
    **test_hips.TABLES,
    **test_infection.TABLES,
    **test_joints_and_bones.TABLES,
    **test_nerves.TABLES,
    **test_tumours.TABLES,
}
# The restricted part of the screen has its own table, of answers alone.
OPEN = [one for one in RULES if not one.restricted]
# A caution alone keeps no screen open; the others are asked about only where they fired.
NEVER_INCOMPLETE = ("RF-20", "RF-31", "RF-32")


def test_thirty_two_rules_in_their_order() -> None:
    assert [one.code for one in RULES] == [f"RF-{number:02}" for number in range(1, 33)]
    assert [one.code for one in RULES if one.restricted] == ["RF-29"]
    assert sorted(TABLES) == [one.code for one in OPEN]


@pytest.mark.parametrize("rule", OPEN, ids=lambda rule: rule.code)
def test_each_wording_fires_in_a_row_and_at_most_at_the_level_of_the_rule(rule: RuleText) -> None:
    outcomes = [outcome for _, _, outcome in TABLES[rule.code]]
    fired = {one.split()[0] for one in outcomes if one.startswith("L")}
    assert {one.split("/")[1] for one in fired} == set(rule.actions)
    urgent = max((ActionLevel(one.split("/")[0]) for one in fired), key=lambda one: one.urgency)
    assert urgent is rule.level


@pytest.mark.parametrize("rule", OPEN, ids=lambda rule: rule.code)
def test_each_rule_has_rows_in_which_it_does_not_fire_and_is_open(rule: RuleText) -> None:
    outcomes = [outcome for _, _, outcome in TABLES[rule.code]]
    assert len(outcomes) >= 4
    assert any(one == "not fired" for one in outcomes)
    assert any("?" in one and one.startswith("incomplete") for one in outcomes) is (
        rule.code not in NEVER_INCOMPLETE
    )
