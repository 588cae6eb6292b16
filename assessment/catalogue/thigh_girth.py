"""Thigh girth at distances above the superior pole (base) of the patella.

No measurement error is given: none was found that anybody published for the thigh. The lowest site
mixes swelling of the joint with muscle, so no deficit is worked out there.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessment.catalogue.decisions import (
    GIRTH_LIMITS,
    GIRTH_ORDER,
    GIRTH_TRIALS,
    JUMPS,
    LEAN_MASS_LIMITS,
    SKINFOLD_LIMITS,
)
from assessment.catalogue.sources import (
    HARRELSON_1998,
    ISAK_GIRTH,
    KRAHN_2025,
    LAUPATTARAKASEM_2012,
    PICHONNAZ_2015,
    WELLS_CALF,
)
from assessment.catalogue.types import (
    Better,
    Confounder,
    Derivation,
    Difference,
    Jump,
    Kind,
    Limit,
    Measure,
    Option,
    Ordered,
    Position,
    Section,
    SetupField,
    SoftLimit,
    Source,
    TrialCheck,
)
from assessment.catalogue.units import CENTIMETRE, GRAM, INCH, KILOGRAM, SKINFOLD_MILLIMETRE

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
SCAN = SetupField(
    code="scan",
    label="kind of scan",
    kind=Kind.CHOICE,
    options=(
        Option(code="dxa", label="dual-energy X-ray (DXA)"),
        Option(code="bioimpedance", label="bioimpedance"),
        Option(code="mri", label="magnetic resonance"),
    ),
    how="Kinds of scan do not give the same mass.",
)


SWELLING = Confounder(
    measure="effusion_stroke_test",
    lowest=2,
    why="With an effusion of 1+ or more girth near the knee cannot be read as muscle.",
    source=PICHONNAZ_2015,
)


def girth(code: str, label: str, where: str, *sources: Source, group: str = "Girth") -> Measure:
    """A girth at or near the joint: larger with swelling, so it is never read as muscle."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.NONE,
        sided=True,
        unit=CENTIMETRE,
        entry_units=(CENTIMETRE, INCH),
        hard=Limit(low=Decimal(15), high=Decimal(90)),
        soft=(SoftLimit(limit=Limit(low=Decimal(25), high=Decimal(65))),),
        group=group,
        how=f"Supine, knee straight, quadriceps off; tape square to the leg, {where}.",
        trials=3,
        trial_check=TrialCheck(amount=Decimal("1.0"), source=GIRTH_TRIALS),
        jump=Jump(amount=Decimal(15), relative=True, source=JUMPS),
        larger_involved="The involved side is larger here, as with swelling.",
        confounders=(SWELLING,),
        setup=(TAPE, MUSCLE_STATE),
        derives=(Derivation.DIFFERENCE,),
        body_site="knee",
        sources=(GIRTH_LIMITS, HARRELSON_1998, *sources),
        position=Position.SUPINE,
    )


def _girth(
    distance: int,
    *sources: Source,
    muscle: bool = True,
    key_result: bool = False,
) -> Measure:
    return replace(
        girth(
            f"thigh_girth_{distance}_cm",
            f"Thigh girth {distance} cm above the superior pole",
            "",
            *sources,
        ),
        better=Better.HIGHER if muscle else Better.NONE,
        hard=Limit(low=Decimal(15), high=Decimal(110)),
        soft=(SoftLimit(limit=Limit(low=Decimal(28), high=Decimal(80))),),
        how=f"Supine, knee straight. Mark {distance} cm above the superior pole (base) of the "
        "patella, tape square to the thigh. Two readings; a third when they differ by more than "
        "0.5 cm.",
        side_limit=SoftLimit(
            limit=Limit(high=Decimal(8)), why="Check the landmark and the tape on both sides."
        ),
        larger_involved=""
        if muscle
        else "The involved side is larger here, as with swelling: girth near the knee cannot be "
        "read as muscle.",
        confounders=() if muscle else (SWELLING,),
        derives=(
            (Derivation.DIFFERENCE, Derivation.DEFICIT) if muscle else (Derivation.DIFFERENCE,)
        ),
        body_site="thigh",
        key_result=key_result,
    )


LEAN_MASS = Measure(
    code="leg_lean_mass",
    label="Lean mass of the leg",
    kind=Kind.QUANTITY,
    better=Better.HIGHER,
    sided=True,
    unit=KILOGRAM,
    entry_units=(KILOGRAM, GRAM),
    hard=Limit(low=Decimal("0.5"), high=Decimal(40)),
    soft=(SoftLimit(limit=Limit(low=Decimal(3), high=Decimal(18))),),
    group="Lean mass by scan",
    how="As the scan report prints it for each leg; name the machine.",
    setup=(SCAN,),
    derives=(Derivation.DIFFERENCE,),
    body_site="leg",
    sources=(LEAN_MASS_LIMITS,),
)

CALF_GIRTH = replace(
    girth("calf_girth_10_cm", "Calf girth 10 cm below the tibial tuberosity", "", WELLS_CALF),
    hard=Limit(low=Decimal(10), high=Decimal(80)),
    soft=(SoftLimit(limit=Limit(low=Decimal(22), high=Decimal(60))),),
    how="Supine, knee straight, calf relaxed. Mark 10 cm below the tibial tuberosity; tape square "
    "to the leg.",
    side_limit=SoftLimit(
        limit=Limit(high=Decimal(3), high_open=True),
        why="A calf at least 3 cm larger is one item of the screen for a deep vein thrombosis: "
        "look at the red flags.",
    ),
    larger_involved="",
    confounders=(),
    setup=(TAPE,),
    body_site="leg",
)
SKINFOLD = Measure(
    code="thigh_skinfold_15_cm",
    label="Skinfold of the front of the thigh, at the 15 cm site",
    kind=Kind.QUANTITY,
    better=Better.NONE,
    sided=True,
    unit=SKINFOLD_MILLIMETRE,
    hard=Limit(low=Decimal(1), high=Decimal(100)),
    soft=(SoftLimit(limit=Limit(low=Decimal(3), high=Decimal(60))),),
    group="Skinfold",
    how="Caliper, fold along the thigh at the mark of the girth, two seconds after letting go. "
    "Where it is there, the girth without the fat is worked out.",
    trials=3,
    body_site="thigh",
    sources=(ISAK_GIRTH, SKINFOLD_LIMITS),
)
# Of 28 digits as Decimal reckons by default.
PI = Decimal("3.141592653589793238462643383")
CENTIMETRES_IN_A_MILLIMETRE = Decimal("0.1")
CORRECTED_GIRTH = Difference(
    code="thigh_girth_15_cm_corrected",
    label="Thigh girth at 15 cm, corrected by the skinfold",
    minuend="thigh_girth_15_cm",
    subtrahend=SKINFOLD.code,
    times=PI * CENTIMETRES_IN_A_MILLIMETRE,
    figures=ISAK_GIRTH,
    times_name="pi x",
    only_with=(SKINFOLD.code,),
    unit=CENTIMETRE,
    better=Better.HIGHER,
    sources=(ISAK_GIRTH,),
)


def _order_of_sites() -> tuple[Ordered, ...]:
    """The thigh grows thicker upwards: a lower site is not the larger one."""
    sites = (5, 10, 15, 20)
    return tuple(
        Ordered(
            smaller=f"thigh_girth_{lower}_cm",
            larger=f"thigh_girth_{higher}_cm",
            tolerance=Decimal(0),
            why=f"The girth at {lower} cm is larger than at {higher} cm: check the marks.",
            source=GIRTH_ORDER,
        )
        for place, lower in enumerate(sites)
        for higher in sites[place + 1 :]
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
        SKINFOLD,
        CALF_GIRTH,
        LEAN_MASS,
    ),
    derived=(CORRECTED_GIRTH,),
    ordered=_order_of_sites(),
)
