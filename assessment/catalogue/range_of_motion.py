"""Range of motion of the knee, on one axis with flexion positive.

An extension of 10 lacks 10°, one of -5 goes 5° beyond straight. It is entered in words, because a
bare minus means "lacks" in some clinics and "hyperextends" in others.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.decisions import ANGLE_LIMITS, LAG_SIGN, MOTION_ORDER
from assessment.catalogue.sources import (
    HANCOCK_2018,
    KNEE_EXTENSION_DEVICES,
    NORKIN_WHITE,
    RYF_WEYMANN_1995,
    STILLMAN_2004,
)
from assessment.catalogue.types import (
    Better,
    Derivation,
    Difference,
    Kind,
    Limit,
    Measure,
    MeasurementError,
    Option,
    Ordered,
    Position,
    Section,
    SetupField,
    SoftLimit,
)
from assessment.catalogue.units import DEGREE

DEVICE = SetupField(
    code="device",
    label="device",
    kind=Kind.CHOICE,
    options=(
        Option(code="visual", label="visual estimate"),
        Option(code="short_goniometer", label="short-arm goniometer"),
        Option(code="long_goniometer", label="long-arm goniometer"),
        Option(code="inclinometer", label="digital inclinometer"),
        Option(code="app", label="phone app"),
    ),
    how="A visual estimate is never compared with a measured angle.",
)
ACTIVE_EXTENSION_POSITION = SetupField(
    code="extension_task",
    label="how the knee was extended",
    kind=Kind.CHOICE,
    options=(
        Option(code="seated", label="seated knee extension"),
        Option(code="straight_leg_raise", label="straight-leg raise"),
    ),
    how="Hold for 5 seconds; read at the end of the hold.",
)

_ANY_KNEE_ANGLE = "any knee angle"


def _knee_angle_error(device: str, amount: int) -> MeasurementError:
    return MeasurementError(
        amount=Decimal(amount),
        source=HANCOCK_2018,
        population=_ANY_KNEE_ANGLE,
        when={"device": device},
    )


FLEXION_ERRORS = (
    _knee_angle_error("visual", 14),
    _knee_angle_error("short_goniometer", 14),
    _knee_angle_error("long_goniometer", 10),
    _knee_angle_error("inclinometer", 6),
    _knee_angle_error("app", 12),
)


def _same_rater_extension(device: str) -> MeasurementError:
    return MeasurementError(
        amount=Decimal("3.5"),
        source=KNEE_EXTENSION_DEVICES,
        population="people with an injured ACL",
        level=95,
        same_rater=True,
        when={"device": device},
    )


EXTENSION_ERRORS = (
    _same_rater_extension("long_goniometer"),
    _same_rater_extension("inclinometer"),
    MeasurementError(
        amount=Decimal(10),
        source=KNEE_EXTENSION_DEVICES,
        population="people with an injured ACL",
        level=95,
        same_rater=False,
        when={"device": "long_goniometer"},
    ),
    *(one for one in FLEXION_ERRORS if one.when["device"] != "long_goniometer"),
)

EXTENSION_HARD = Limit(low=Decimal(-25), high=Decimal(90))
EXTENSION_SOFT = (SoftLimit(limit=Limit(low=Decimal(-15), high=Decimal(30))),)
FLEXION_HARD = Limit(low=Decimal(0), high=Decimal(170))
FLEXION_SOFT = (SoftLimit(limit=Limit(low=Decimal(90), high=Decimal(155))),)
EXTENSION_WORDS = ("lacks", "hyperextends")

PASSIVE_EXTENSION = Measure(
    code="knee_extension_passive",
    label="Knee extension, passive",
    kind=Kind.QUANTITY,
    better=Better.LOWER,
    sided=True,
    unit=DEGREE,
    hard=EXTENSION_HARD,
    soft=EXTENSION_SOFT,
    direction_words=EXTENSION_WORDS,
    how="Supine, heel on a roll so that the knee can go beyond straight. Axis at the lateral "
    "femoral epicondyle, arms to greater trochanter and lateral malleolus.",
    hint="lacks 5, hyperextends 5, or 0",
    setup=(DEVICE,),
    errors=EXTENSION_ERRORS,
    derives=(Derivation.DIFFERENCE,),
    true_zero=False,
    body_site="knee",
    sources=(NORKIN_WHITE, ANGLE_LIMITS),
    key_result=True,
)
ACTIVE_EXTENSION = Measure(
    code="knee_extension_active",
    label="Knee extension, active",
    kind=Kind.QUANTITY,
    better=Better.LOWER,
    sided=True,
    unit=DEGREE,
    hard=EXTENSION_HARD,
    soft=EXTENSION_SOFT,
    direction_words=EXTENSION_WORDS,
    how="After the passive end position: the patient straightens the knee and holds it.",
    hint="lacks 5, hyperextends 5, or 0",
    setup=(DEVICE, ACTIVE_EXTENSION_POSITION),
    errors=EXTENSION_ERRORS,
    derives=(Derivation.DIFFERENCE,),
    true_zero=False,
    body_site="knee",
    sources=(NORKIN_WHITE, ANGLE_LIMITS),
)
PASSIVE_FLEXION = Measure(
    code="knee_flexion_passive",
    label="Knee flexion, passive",
    kind=Kind.QUANTITY,
    better=Better.HIGHER,
    sided=True,
    unit=DEGREE,
    hard=FLEXION_HARD,
    soft=FLEXION_SOFT,
    how="Supine, heel towards the buttock with help. Same landmarks. Mean of two; repeat when "
    "they differ by more than 5°.",
    setup=(DEVICE,),
    errors=FLEXION_ERRORS,
    derives=(Derivation.DIFFERENCE,),
    body_site="knee",
    sources=(NORKIN_WHITE, ANGLE_LIMITS),
    key_result=True,
)
ACTIVE_FLEXION = Measure(
    code="knee_flexion_active",
    label="Knee flexion, active",
    kind=Kind.QUANTITY,
    better=Better.HIGHER,
    sided=True,
    unit=DEGREE,
    hard=FLEXION_HARD,
    soft=FLEXION_SOFT,
    how="Supine, heel slide. Same landmarks. Mean of two; repeat when they differ by more than 5°.",
    setup=(DEVICE,),
    errors=FLEXION_ERRORS,
    derives=(Derivation.DIFFERENCE,),
    body_site="knee",
    sources=(NORKIN_WHITE, ANGLE_LIMITS),
)

EXTENSION_LAG = Difference(
    code="extension_lag",
    label="Extension lag",
    minuend="knee_extension_active",
    subtrahend="knee_extension_passive",
    unit=DEGREE,
    better=Better.LOWER,
    soft=(
        SoftLimit(
            limit=Limit(low=Decimal(0)),
            why="Active extension exceeds passive: check both.",
        ),
        SoftLimit(limit=Limit(high=Decimal(40)), why="A lag above 40° is unusual: check both."),
    ),
    present_above=Decimal(5),
    figures=LAG_SIGN,
    population="healthy knees",
    key_result=True,
    sources=(STILLMAN_2004, ANGLE_LIMITS),
)


def _arc(code: str, label: str, flexion: str, extension: str) -> Difference:
    return Difference(
        code=code,
        label=label,
        minuend=flexion,
        subtrahend=extension,
        unit=DEGREE,
        better=Better.HIGHER,
        neutral_zero=True,
        sources=(RYF_WEYMANN_1995,),
    )


def _as_stated(code: str, label: str, how: str) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.LOWER,
        sided=True,
        unit=DEGREE,
        hard=Limit(low=Decimal(0), high=Decimal(90)),
        soft=(SoftLimit(limit=Limit(high=Decimal(40))),),
        group="As stated elsewhere, how not known",
        how=how,
        derives=(Derivation.DIFFERENCE,),
        true_zero=False,
        body_site="knee",
        sources=(ANGLE_LIMITS,),
    )


RANGE_OF_MOTION = Section(
    code="range_of_motion",
    label="Range of motion",
    position=Position.SUPINE,
    measures=(
        PASSIVE_EXTENSION,
        ACTIVE_EXTENSION,
        PASSIVE_FLEXION,
        ACTIVE_FLEXION,
        _as_stated(
            "extension_deficit",
            "Extension deficit, as stated",
            "Of a letter or an earlier chart that does not say how it was measured.",
        ),
        _as_stated(
            "extension_lag_as_read",
            "Extension lag, as stated",
            "Of a letter or an earlier chart that gives the lag alone.",
        ),
    ),
    derived=(
        EXTENSION_LAG,
        _arc(
            "knee_arc_passive",
            "Knee arc, passive",
            "knee_flexion_passive",
            "knee_extension_passive",
        ),
        _arc("knee_arc_active", "Knee arc, active", "knee_flexion_active", "knee_extension_active"),
    ),
    ordered=(
        Ordered(
            smaller="knee_flexion_active",
            larger="knee_flexion_passive",
            tolerance=Decimal(3),
            why="Active flexion exceeds passive: check both.",
            source=MOTION_ORDER,
        ),
    ),
)
