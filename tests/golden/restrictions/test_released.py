"""Whether the surgeon has released an operation, by what is in force on its limb."""

from __future__ import annotations

import pytest

from assessment.clinical.restrictions import Given, Release, release_of
from tests.golden.restrictions.given import (
    FROM,
    PROTOCOL,
    AppliesTo,
    ProcedureKind,
    Restricts,
    Side,
    forbidden,
    force,
    given,
)

AE, OC, FLEXES = Restricts.ACTIVE_EXTENSION, Restricts.OPEN_CHAIN, Restricts.RESISTED_FLEXION
ISO = Restricts.ISOMETRIC_QUADRICEPS
EXTENSORS = [
    ProcedureKind.TENDON_REPAIR,
    ProcedureKind.PATELLA_FIXATION,
    ProcedureKind.TUBERCLE_OSTEOTOMY,
    ProcedureKind.CARTILAGE_PATELLAR,
]
MENISCI = [ProcedureKind.MENISCAL_REPAIR, ProcedureKind.ROOT_REPAIR]
OTHER = {"side": Side.RIGHT}
OVER = {"until": FROM}
FREE = given(OC, "full")


def released(kind: ProcedureKind, *rows: Given, sides: tuple[Side, ...] = (Side.LEFT,)) -> Release:
    return release_of(kind, sides, force(*rows))


@pytest.mark.parametrize("kind", EXTENSORS)
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), None),
        ((FREE,), True),
        ((given(OC, "full", level=PROTOCOL),), None),
        ((given(OC, "full", **OVER),), None),
        ((given(OC, "full", **OTHER),), None),
        ((given(OC, "full", applies_to=AppliesTo.WALKING),), None),
        ((given(OC, "full", applies_to=AppliesTo.EXERCISE),), True),
        ((given(OC, "full_unloaded"),), False),
        ((forbidden(OC),), False),
        ((forbidden(OC, level=PROTOCOL),), False),
        ((forbidden(OC, **OVER),), False),
        ((forbidden(OC, **OTHER),), None),
        # That active extension is allowed says nothing of resistance.
        ((given(AE, "allowed"),), None),
        ((given(AE, "allowed"), FREE), True),
        ((given(AE, "gravity_only"), FREE), False),
        ((given(AE, "not_allowed", level=PROTOCOL), FREE), False),
        ((given(AE, "gravity_only", **OVER), FREE), False),
        # The surgeon's word replaces a protocol's about the same (RS-1).
        ((forbidden(OC, level=PROTOCOL), FREE), True),
        ((forbidden(FLEXES), FREE), True),
    ],
)
def test_resisted_extension_is_released_by_the_surgeons_open_chain_order_alone(
    kind: ProcedureKind, rows: tuple[Given, ...], expected: bool | None
) -> None:
    assert released(kind, *rows).released is expected


@pytest.mark.parametrize("kind", MENISCI)
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), None),
        ((given(FLEXES, "allowed"),), True),
        ((given(FLEXES, "allowed", level=PROTOCOL),), None),
        ((forbidden(FLEXES),), False),
        ((forbidden(FLEXES, **OVER),), False),
        # What is said of extension is another matter.
        ((FREE,), None),
        ((forbidden(OC), given(FLEXES, "allowed")), True),
    ],
)
def test_a_meniscal_repair_is_released_by_resisted_flexion_alone(
    kind: ProcedureKind, rows: tuple[Given, ...], expected: bool | None
) -> None:
    assert released(kind, *rows).released is expected


def test_other_operations_are_never_released_by_a_limit() -> None:
    rows = (FREE, given(FLEXES, "allowed"))
    for kind in set(ProcedureKind) - {*EXTENSORS, *MENISCI}:
        assert released(kind, *rows).released is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), False),
        ((given(ISO, "none"),), False),
        ((given(ISO, "quad_sets"),), False),
        ((given(ISO, "submaximal"),), True),
        ((given(ISO, "maximal_at", 60, 90),), True),
        ((given(ISO, "maximal"),), True),
        ((given(ISO, "maximal", level=PROTOCOL),), False),
        ((given(ISO, "maximal", **OVER),), False),
        ((given(ISO, "maximal", **OTHER),), False),
        ((given(ISO, "maximal", applies_to=AppliesTo.SLEEP),), False),
        (
            (given(ISO, "maximal"), given(ISO, "quad_sets", applies_to=AppliesTo.EXERCISE)),
            False,
        ),
    ],
)
def test_isometric_work_is_allowed_by_the_surgeon_alone(
    rows: tuple[Given, ...], expected: bool
) -> None:
    assert released(ProcedureKind.TENDON_REPAIR, *rows).isometric is expected


def test_of_both_limbs_the_more_protective_holds() -> None:
    both = (Side.RIGHT, Side.LEFT)
    kind = ProcedureKind.TENDON_REPAIR
    right = given(OC, "full", **OTHER)
    assert released(kind, FREE, right, sides=both).released is True
    assert released(kind, FREE, sides=both).released is None
    assert released(kind, FREE, forbidden(OC, **OTHER), sides=both).released is False
    able = (given(ISO, "maximal"), given(ISO, "maximal", **OTHER))
    assert released(kind, *able, sides=both).isometric is True
    assert released(kind, able[0], sides=both).isometric is False
    assert released(kind, *able, sides=()) == Release()
