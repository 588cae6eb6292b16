"""What follows from the readings of a section, with what it is shown and compared by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import Better, DominantLeg, InvolvedSide, Side
from assessment.catalogue.units import CENTIMETRE, NEWTON_METRE
from assessment.clinical.derive import Derived, derive
from assessment.clinical.readings import Context, Reading
from assessment.clinical.result import ReasonCode, Result
from tests.golden.visits import LEFT, RIGHT, reading, visit

FORCE = catalogue.measure("knee_extension_force")
GIRTH = catalogue.measure("thigh_girth_15_cm")
NOBODY = Side.NONE


@dataclass(frozen=True, kw_only=True)
class Row:
    """A result as a reader sees it, and what another visit has to share with it."""

    code: str
    text: str
    side: Side = NOBODY
    unit: str = "%"
    better: Better = Better.HIGHER
    key: bool = False
    true_zero: bool = True
    compared: dict[str, str] = field(default_factory=dict)
    errors: tuple[str, ...] = ()


def rows(section: str, readings: Sequence[Reading], context: Context) -> list[Row]:
    return [
        Row(
            code=one.code,
            text=one.result.text,
            side=one.side,
            unit="" if one.unit is None else one.unit.code,
            better=one.better,
            key=one.key_result,
            true_zero=one.true_zero,
            compared=dict(one.compared),
            errors=tuple(str(error.amount) for error in one.errors),
        )
        for one in derive(catalogue.section(section), readings, context, decimal_separator=",")
    ]


def forces(right: dict[str, str], left: dict[str, str]) -> list[Reading]:
    return [reading(FORCE, RIGHT, "402", setup=right), reading(FORCE, LEFT, "310", setup=left)]


def same(**setup: str) -> list[Reading]:
    return forces(setup, setup)


def test_a_torque_as_it_is_kept() -> None:
    found = derive(
        catalogue.section("strength"),
        same(fixation="belt", lever_arm="34 cm"),
        visit(InvolvedSide.LEFT, body_mass="78"),
        decimal_separator=",",
    )
    assert found[1] == Derived(
        code="torque",
        label="Knee extension force: torque",
        of="knee_extension_force",
        side=LEFT,
        unit=NEWTON_METRE,
        result=Result(
            text="105,4 N·m",
            formula="torque = force x lever arm (version 1)",
            value=Decimal("105.40"),
            unit=NEWTON_METRE,
            inputs=("left 310 N", "lever arm 0,34 m"),
        ),
        better=Better.HIGHER,
        key_result=True,
        true_zero=True,
        compared=(("fixation", "belt"),),
        compared_without=("lever_arm",),
        errors=FORCE.errors,
        trendable=True,
    )


def test_a_result_of_two_measures_as_it_is_kept() -> None:
    skinfold = catalogue.measure("thigh_skinfold_15_cm")
    readings = [
        *(reading(GIRTH, side, typed) for side, typed in ((RIGHT, "48.5"), (LEFT, "46.2"))),
        reading(skinfold, LEFT, "18"),
    ]
    found = derive(
        catalogue.section("thigh_girth"),
        readings,
        visit(InvolvedSide.LEFT),
        decimal_separator=",",
    )
    assert [(one.code, one.side) for one in found] == [
        ("difference", NOBODY),
        ("deficit", NOBODY),
        ("thigh_girth_15_cm_corrected", LEFT),
    ]
    assert found[2] == Derived(
        code="thigh_girth_15_cm_corrected",
        label="Thigh girth at 15 cm, corrected by the skinfold",
        of="",
        side=LEFT,
        unit=CENTIMETRE,
        result=Result(
            text="40,5 cm",
            formula="thigh girth at 15 cm, corrected by the skinfold = thigh girth 15 cm - "
            "pi x thigh skinfold 15 cm (version 1)",
            value=Decimal("40.54513322353837217076724191"),
            unit=CENTIMETRE,
            inputs=("left 46,2 cm", "left 18 mm"),
        ),
        better=Better.HIGHER,
        key_result=False,
        true_zero=True,
        compared=(),
        compared_without=(),
        errors=(),
        trendable=True,
    )


UNLIKE = forces(
    {"fixation": "belt", "lever_arm": "34 cm"}, {"fixation": "manual", "lever_arm": "34 cm"}
)
OWN_SIDE = [
    Row(
        code="torque",
        text="136,7 N·m",
        side=RIGHT,
        unit="N.m",
        key=True,
        compared={"fixation": "belt"},
        errors=("35", "25", "29.3", "25", "29.3", "15"),
    ),
    Row(
        code="torque",
        text="105,4 N·m",
        side=LEFT,
        unit="N.m",
        key=True,
        compared={"fixation": "manual"},
        errors=("35", "25", "29.3", "25", "29.3", "15"),
    ),
    Row(
        code="per_mass",
        text="1,75 N·m/kg",
        side=RIGHT,
        unit="N.m/kg",
        compared={"fixation": "belt"},
    ),
    Row(
        code="per_mass",
        text="1,35 N·m/kg",
        side=LEFT,
        unit="N.m/kg",
        compared={"fixation": "manual"},
    ),
]
BOTH_SIDES = {"fixation.right": "belt", "fixation.left": "manual"}
DIFFER = "not computed: fixation right belt or frame, left held by hand"


def of_both(code: str, text: str, better: Better, *, key: bool = False, involved: str = "") -> Row:
    compared = BOTH_SIDES | ({"involved_side": involved} if involved else {})
    return Row(code=code, text=text, better=better, key=key, compared=compared)


def difference(involved: str) -> Row:
    return Row(
        code="difference",
        text=DIFFER,
        unit="N",
        better=Better.NONE,
        true_zero=False,
        compared=BOTH_SIDES | {"lever_arm": "0.34", "involved_side": involved},
    )


@pytest.mark.parametrize(
    ("involved", "of_sides"),
    [
        (
            InvolvedSide.RIGHT,
            [
                difference("right"),
                of_both("symmetry", DIFFER, Better.HIGHER, key=True, involved="right"),
            ],
        ),
        (
            InvolvedSide.BOTH,
            [
                difference("none"),
                of_both(
                    "symmetry",
                    "not computed: both knees are involved",
                    Better.HIGHER,
                    key=True,
                    involved="none",
                ),
                of_both("between_sides", DIFFER, Better.LOWER, key=True),
            ],
        ),
        (
            InvolvedSide.NONE,
            [
                difference("none"),
                of_both(
                    "symmetry",
                    "not computed: neither knee is involved",
                    Better.HIGHER,
                    key=True,
                    involved="none",
                ),
                of_both("between_sides", DIFFER, Better.LOWER, key=True),
                of_both("dominance", DIFFER, Better.NONE),
                of_both("symmetry_index", DIFFER, Better.LOWER),
            ],
        ),
    ],
)
def test_sides_held_unlike_each_other_keep_what_is_their_own(
    involved: InvolvedSide, of_sides: list[Row]
) -> None:
    context = visit(involved, dominant=DominantLeg.LEFT, body_mass="78")
    assert rows("strength", UNLIKE, context) == [*OWN_SIDE, *of_sides]


def test_without_lever_arms_force_stands_in_for_torque() -> None:
    context = visit(InvolvedSide.LEFT, body_mass="78")
    assert [(one.code, one.side, one.text) for one in rows("strength", same(), context)] == [
        ("torque", RIGHT, "not computed: lever arm right not recorded"),
        ("torque", LEFT, "not computed: lever arm left not recorded"),
        ("per_mass", RIGHT, "5,2 N/kg"),
        ("per_mass", LEFT, "4,0 N/kg"),
        ("difference", NOBODY, "-92 N"),
        ("symmetry", NOBODY, "77,1 %"),
        ("deficit", NOBODY, "22,9 %"),
    ]


def test_lever_arms_that_differ_are_said_with_the_separator_of_the_clinic() -> None:
    readings = forces({"lever_arm": "34.5 cm"}, {"lever_arm": "30 cm"})
    found = {one.code: one.text for one in rows("strength", readings, visit(InvolvedSide.LEFT))}
    assert found["difference"] == "not computed: lever arm right 34,5 cm, left 30 cm"
    assert found["symmetry"] == "67,1 % (from torque, the lever arms differ)"


def test_a_side_that_nobody_measured_hides_nothing_of_the_other() -> None:
    passive, flexion = (
        catalogue.measure(code) for code in ("knee_extension_passive", "knee_flexion_passive")
    )
    readings = [
        reading(passive, LEFT, "lacks 5", setup={"device": "visual"}),
        reading(flexion, LEFT, "120", setup={"device": "visual"}),
    ]
    found = rows("range_of_motion", readings, visit(InvolvedSide.LEFT))
    seen = {"device": "visual"}
    assert found == [
        *(
            Row(
                code="difference",
                text="not computed: right not measured",
                unit="deg",
                better=Better.NONE,
                key=True,
                true_zero=False,
                compared=seen | {"involved_side": "left"},
            )
            for _ in range(2)
        ),
        Row(
            code="extension_lag",
            text="not computed: knee extension, active, left not measured",
            side=LEFT,
            unit="deg",
            better=Better.LOWER,
            key=True,
            compared=seen,
        ),
        Row(code="knee_arc_passive", text="115° (0-5-120)", side=LEFT, unit="deg", compared=seen),
    ]


def test_a_result_that_asks_for_one_part_waits_for_it_on_each_side_alone() -> None:
    raised = catalogue.measure("straight_leg_raise_extension")
    passive = catalogue.measure("knee_extension_passive")
    readings = [
        reading(passive, RIGHT, "0"),
        reading(passive, LEFT, "0"),
        reading(raised, LEFT, "lacks 10"),
    ]
    found = derive(catalogue.section("range_of_motion"), readings, visit(InvolvedSide.LEFT))
    lags = [one for one in found if one.code == "straight_leg_raise_lag"]
    assert [(one.side, one.result.reason) for one in lags] == [(LEFT, None)]


def test_chair_stands_are_not_compared_by_the_arms_that_decide_what_they_are() -> None:
    stands = Reading(
        measure="chair_stand",
        side=NOBODY,
        number=Decimal(12),
        setup={"arms": "crossed"},
    )
    found = rows("function", [stands], visit(InvolvedSide.LEFT))
    assert [(one.code, one.compared) for one in found] == [("chair_stand_standard", {})]


def test_a_measure_that_nobody_could_take_hides_nothing_of_the_next() -> None:
    readings = [
        reading(FORCE, side, reason=why) for side, why in ((RIGHT, "pain"), (LEFT, "no_time"))
    ]
    readings += [reading(catalogue.measure("knee_flexion_force"), LEFT, "100")]
    found = derive(catalogue.section("strength"), readings, visit(InvolvedSide.BOTH))
    assert {one.of for one in found} == {"knee_flexion_force"}
    index = next(one.result for one in found if one.code == "symmetry")
    assert (index.reason, index.text) == (ReasonCode.MISSING, "not computed: right not measured")
