"""Thigh girth at distances above the superior pole (base) of the patella.

No measurement error is given: none was found that anybody published for the thigh. The lowest site
mixes swelling of the joint with muscle, so no deficit is worked out there.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.sources import (
    DESIGN,
    HARRELSON_1998,
    KRAHN_2025,
    LAUPATTARAKASEM_2012,
    PICHONNAZ_2015,
)
from assessment.catalogue.types import (
    Better,
    Derivation,
    Kind,
    Limit,
    Measure,
    Option,
    Position,
    Section,
    SetupField,
    SoftLimit,
    Source,
    TrialCheck,
)
from assessment.catalogue.units import CENTIMETRE, INCH

TAPE = SetupField(
    code="tape",
    label="tape",
    kind=Kind.CHOICE,
    options=(
        Option(code="spring", label="spring-tension tape"),
        Option(code="plain", label="plain tape"),
    ),
    how="Two kinds of tape give different values.",
)
MUSCLE_STATE = SetupField(
    code="muscle_state",
    label="quadriceps",
    kind=Kind.CHOICE,
    options=(
        Option(code="relaxed", label="relaxed"),
        Option(code="contracted", label="contracted"),
    ),
    default="relaxed",
)


def _girth(
    distance: int,
    *sources: Source,
    muscle: bool = True,
    key_result: bool = False,
) -> Measure:
    return Measure(
        code=f"thigh_girth_{distance}_cm",
        label=f"Thigh girth {distance} cm above the superior pole",
        kind=Kind.QUANTITY,
        better=Better.HIGHER if muscle else Better.NONE,
        sided=True,
        unit=CENTIMETRE,
        entry_units=(CENTIMETRE, INCH),
        hard=Limit(low=Decimal(15), high=Decimal(110)),
        soft=(SoftLimit(limit=Limit(low=Decimal(28), high=Decimal(80))),),
        how=f"Supine, knee straight. Mark {distance} cm above the superior pole (base) of the "
        "patella, tape square to the thigh. Two readings; a third when they differ by more than "
        "0.5 cm.",
        trials=3,
        trial_check=TrialCheck(amount=Decimal("1.0"), source=DESIGN),
        side_limit=SoftLimit(
            limit=Limit(high=Decimal(8)), why="Check the landmark and the tape on both sides."
        ),
        larger_involved=""
        if muscle
        else "The involved side is larger here, as with swelling: girth near the knee cannot be "
        "read as muscle.",
        setup=(TAPE, MUSCLE_STATE),
        derives=(
            (Derivation.DIFFERENCE, Derivation.DEFICIT) if muscle else (Derivation.DIFFERENCE,)
        ),
        body_site="thigh",
        sources=(DESIGN, HARRELSON_1998, *sources),
        key_result=key_result,
    )


THIGH_GIRTH = Section(
    code="thigh_girth",
    label="Thigh girth",
    position=Position.SUPINE,
    intro="Girth does not predict strength: fat, swelling and other muscles hide what is lost.",
    measures=(
        _girth(5, PICHONNAZ_2015, muscle=False),
        _girth(10, KRAHN_2025, key_result=True),
        _girth(15, KRAHN_2025, LAUPATTARAKASEM_2012, key_result=True),
        _girth(20, KRAHN_2025, LAUPATTARAKASEM_2012),
    ),
)
