"""Range of motion: the knee on one axis with flexion positive, hip, muscle length and ankle.

An extension of 10 lacks 10°, one of -5 goes 5° beyond straight. It is entered in words, because a
bare minus means "lacks" in some clinics and "hyperextends" in others.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessment.catalogue.decisions import (
    ANGLE_LIMITS,
    HEEL_ANGLE,
    JUMPS,
    LAG_SIGN,
    LENGTH_TEST_LIMITS,
    LENGTH_TEST_ORDER,
    MOTION_ORDER,
)
from assessment.catalogue.guidance_sources import FOOT_LIMITS, MILLS_2012, REDMOND_2008
from assessment.catalogue.sources import (
    HANCOCK_2018,
    IKDC_EXAMINATION,
    KNEE_EXTENSION_DEVICES,
    KNEE_EXTENSION_TESTS_2013,
    KNEE_EXTENSION_TESTS_2015,
    KRAUSE_HIP_ROTATION,
    NORKIN_WHITE,
    PEELER_2008,
    PIVA_2006_LENGTH,
    POWDEN_2015,
    RABIN_2015,
    ROACH_2013,
    RYF_WEYMANN_1995,
    SACHS_1989,
    STILLMAN_2004,
    VIGOTSKY_2016,
)
from assessment.catalogue.types import (
    ANSWERS,
    AngleEstimate,
    Better,
    Derivation,
    Difference,
    Jump,
    Kind,
    Limit,
    LossBand,
    Measure,
    MeasurementError,
    Option,
    Ordered,
    Position,
    Section,
    SetupField,
    SideLoss,
    SoftLimit,
    Source,
    Unit,
)
from assessment.catalogue.units import CENTIMETRE, DEGREE, INCH, MILLIMETRE, POINTS

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


def _loss(of: str, *highs: str, first_open: bool = False) -> SideLoss:
    """The four groups of the form by the highest loss of the first three, in whole degrees.

    What lies between two groups belongs to the worse one.
    """
    low, middle, high = (int(one) for one in highs)
    first = f"below {low}" if first_open else f"0 to {low}"
    second = low if first_open else low + 1
    return SideLoss(
        of=of,
        form="passive motion on the IKDC examination form",
        source=IKDC_EXAMINATION,
        bands=(
            LossBand(label="A", says=f"{first}°", high=Decimal(low), high_open=first_open),
            LossBand(label="B", says=f"{second} to {middle}°", high=Decimal(middle)),
            LossBand(label="C", says=f"{middle + 1} to {high}°", high=Decimal(high)),
            LossBand(label="D", says=f"above {high}°"),
        ),
    )


LOSS_OF_EXTENSION = _loss("extension", "3", "5", "10", first_open=True)
LOSS_OF_FLEXION = _loss("flexion", "5", "15", "25")

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
    side_loss=LOSS_OF_EXTENSION,
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
    jump=Jump(amount=Decimal(60), source=JUMPS),
    how="Supine, heel towards the buttock with help. Same landmarks. Mean of two; repeat when "
    "they differ by more than 5°.",
    setup=(DEVICE,),
    errors=FLEXION_ERRORS,
    derives=(Derivation.DIFFERENCE,),
    body_site="knee",
    sources=(NORKIN_WHITE, ANGLE_LIMITS),
    key_result=True,
    side_loss=LOSS_OF_FLEXION,
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
    jump=Jump(amount=Decimal(60), source=JUMPS),
    how="Supine, heel slide. Same landmarks. Mean of two; repeat when they differ by more than 5°.",
    setup=(DEVICE,),
    errors=FLEXION_ERRORS,
    derives=(Derivation.DIFFERENCE,),
    body_site="knee",
    sources=(NORKIN_WHITE, ANGLE_LIMITS),
)

RAISED_LEG = replace(
    ACTIVE_EXTENSION,
    code="straight_leg_raise_extension",
    label="Knee angle in the straight-leg raise",
    group="Straight-leg raise",
    how="Supine, after the passive end position: tighten the thigh, lift the heel a few "
    "centimetres, read while it is held.",
    setup=(DEVICE,),
    errors=FLEXION_ERRORS,
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
RAISE_LAG = replace(
    EXTENSION_LAG,
    code="straight_leg_raise_lag",
    label="Straight-leg-raise lag",
    minuend=RAISED_LEG.code,
    only_with=(RAISED_LEG.code,),
    key_result=False,
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


HIP = "Hip"
MUSCLE_LENGTH = "Muscle length"
ANKLE = "Ankle, weight on the foot"
FOOT = "Foot"
HEELS = "Heels, lying prone"

HIP_ROTATION_POSITION = SetupField(
    code="position",
    label="position",
    kind=Kind.CHOICE,
    options=(
        Option(code="prone", label="prone, hip at 0°"),
        Option(code="seated", label="seated, hip at 90°"),
        Option(code="supine", label="supine, hip at 90°"),
    ),
    how="Rotation differs with how far the hip is bent.",
)
MOVEMENT = SetupField(
    code="movement",
    label="movement",
    kind=Kind.CHOICE,
    options=(Option(code="active", label="active"), Option(code="passive", label="passive")),
)
INCLINOMETER_SITE = SetupField(
    code="site",
    label="where the device lies",
    kind=Kind.CHOICE,
    options=(
        Option(code="tibial_tuberosity", label="below the tibial tuberosity"),
        Option(code="anterior_shin", label="front of the shin, middle"),
        Option(code="achilles", label="back of the shin, above the heel"),
    ),
)


_HAMSTRING_INJURY = "athletes with an acute hamstring injury"


def _error(
    amount: str,
    source: Source,
    population: str,
    *,
    level: int | None = None,
    same_rater: bool | None = None,
    **when: str,
) -> MeasurementError:
    return MeasurementError(
        amount=Decimal(amount),
        source=source,
        population=population,
        level=level,
        same_rater=same_rater,
        when=when,
    )


def _motion(
    code: str,
    label: str,
    how: str,
    *sources: Source,
    hard: tuple[int, int],
    usual: SoftLimit | None = None,
    better: Better = Better.HIGHER,
    unit: Unit = DEGREE,
    entry_units: tuple[Unit, ...] = (),
    words: tuple[str, str] | None = None,
    hint: str = "",
    group: str,
    setup: tuple[SetupField, ...] = (DEVICE,),
    errors: tuple[MeasurementError, ...] = (),
    true_zero: bool = True,
    sided: bool = True,
    body_site: str = "hip",
    position: Position | None = None,
) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=better,
        sided=sided,
        unit=unit,
        entry_units=entry_units,
        hard=Limit(low=Decimal(hard[0]), high=Decimal(hard[1])),
        soft=(usual,) if usual else (),
        direction_words=words,
        how=how,
        hint=hint,
        group=group,
        setup=setup,
        errors=errors,
        derives=(Derivation.DIFFERENCE,) if sided else (),
        true_zero=true_zero,
        body_site=body_site,
        sources=(*sources, LENGTH_TEST_LIMITS),
        position=position,
    )


def _usual(low: int | None = None, high: int | None = None, why: str = "") -> SoftLimit:
    return SoftLimit(
        limit=Limit(
            low=None if low is None else Decimal(low), high=None if high is None else Decimal(high)
        ),
        why=why,
    )


def _hip_rotation(
    code: str, label: str, way: str, errors: tuple[MeasurementError, ...] = ()
) -> Measure:
    return _motion(
        code,
        label,
        f"Knee at 90°, shin swings {way}; hold the pelvis still and stop when it moves. Goniometer "
        "and inclinometer differ by a few degrees: keep to one.",
        ROACH_2013,
        hard=(-20, 90),
        usual=_usual(10, 60),
        better=Better.NONE,
        group=HIP,
        setup=(DEVICE, HIP_ROTATION_POSITION, MOVEMENT),
        errors=errors,
        true_zero=False,
        position=Position.SITTING,
    )


def _hamstrings(code: str, label: str, how: str, *errors: MeasurementError) -> Measure:
    return _motion(
        code,
        label,
        f"{how} Hip held at 90°. Read the knee flexion that remains: 0 is straight and the best, "
        "25 lacks 25°. Some charts keep 180 less this angle: not here.",
        hard=(-20, 90),
        usual=_usual(0, 60, "Below 0 the knee goes beyond straight."),
        better=Better.LOWER,
        hint="degrees short of straight",
        group=MUSCLE_LENGTH,
        errors=errors,
        true_zero=False,
        body_site="thigh",
        position=Position.SUPINE,
    )


def _lunge_errors(same: str, other: str) -> tuple[MeasurementError, ...]:
    people = "mostly healthy adults, twelve studies"
    return (
        _error(same, POWDEN_2015, people, same_rater=True),
        _error(other, POWDEN_2015, people, same_rater=False),
    )


def _lunge_angle(
    code: str, label: str, how: str, errors: tuple[MeasurementError, ...] = ()
) -> Measure:
    return _motion(
        code,
        label,
        how,
        RABIN_2015,
        hard=(0, 70),
        usual=_usual(high=60),
        group=ANKLE,
        setup=(DEVICE, INCLINOMETER_SITE),
        errors=errors,
        body_site="ankle",
        position=Position.STANDING,
    )


HIP_AND_ANKLE = (
    _hip_rotation(
        "hip_internal_rotation",
        "Hip internal rotation",
        "outwards",
        (
            _error(
                "5.4",
                KRAUSE_HIP_ROTATION,
                "adults with hips free of symptoms",
                device="inclinometer",
                position="seated",
                movement="active",
            ),
        ),
    ),
    _hip_rotation("hip_external_rotation", "Hip external rotation", "inwards"),
    _motion(
        "hip_extension_thomas",
        "Hip extension, modified Thomas test",
        "Supine at the edge of the table, other knee held to the chest, lower back flat; without "
        "holding the pelvis the angle says little. Thigh against the level of the table: extends "
        "where it goes below, lacks where it does not come down to it.",
        VIGOTSKY_2016,
        hard=(-60, 60),
        words=("extends", "lacks"),
        hint="extends 5, lacks 10, or 0",
        group=HIP,
        true_zero=False,
        position=Position.SUPINE,
    ),
    _motion(
        "rectus_femoris_knee_angle",
        "Knee flexion, modified Thomas test (rectus femoris)",
        "In the same position, shin hanging free: flexion of the knee. Passed or failed says less "
        "than the degrees, and those carry a large error.",
        PEELER_2008,
        hard=(0, 150),
        group=MUSCLE_LENGTH,
        errors=(
            _error("19.4", PEELER_2008, "adults of 18 to 45 years without an injury", level=95),
        ),
        body_site="thigh",
        position=Position.SUPINE,
    ),
    _motion(
        "prone_knee_bend",
        "Prone knee bend (Ely test, quadriceps length)",
        "Prone, hip at 0°: bend the knee with help until the pelvis moves or the end is firm.",
        PIVA_2006_LENGTH,
        hard=(0, 165),
        usual=_usual(low=100),
        group=MUSCLE_LENGTH,
        errors=(
            _error(
                "11.9",
                PIVA_2006_LENGTH,
                "people with patellofemoral pain",
                level=95,
                same_rater=False,
            ),
        ),
        body_site="thigh",
        position=Position.PRONE,
    ),
    Measure(
        code="prone_knee_bend_symptoms",
        label="Prone knee bend brings on the known symptoms",
        kind=Kind.ANSWER,
        better=Better.NONE,
        sided=True,
        options=ANSWERS,
        group=MUSCLE_LENGTH,
        how="Of the front of the thigh or the knee.",
        body_site="thigh",
        position=Position.PRONE,
    ),
    _hamstrings(
        "hamstrings_active",
        "Hamstrings, active knee extension",
        "Supine: the patient straightens the knee as far as it goes.",
        _error("8", KNEE_EXTENSION_TESTS_2015, "adults with tight hamstrings", same_rater=True),
        _error("15", KNEE_EXTENSION_TESTS_2013, _HAMSTRING_INJURY, same_rater=False),
    ),
    _hamstrings(
        "hamstrings_passive",
        "Hamstrings, passive knee extension",
        "Supine: straighten the knee for the patient to a firm end.",
        _error("21", KNEE_EXTENSION_TESTS_2013, _HAMSTRING_INJURY, same_rater=False),
    ),
    _motion(
        "ankle_lunge_distance",
        "Ankle dorsiflexion, knee-to-wall distance",
        "Knee touches the wall, heel down: great toe to wall. Below 0 where the knee does not "
        "reach the wall with the toe at it. The dominant side often has less.",
        RABIN_2015,
        hard=(-10, 25),
        usual=_usual(0, 18),
        unit=CENTIMETRE,
        entry_units=(CENTIMETRE, INCH),
        group=ANKLE,
        setup=(),
        errors=_lunge_errors("1.9", "1.6"),
        true_zero=False,
        body_site="ankle",
        position=Position.STANDING,
    ),
    _lunge_angle(
        "ankle_lunge_angle",
        "Ankle dorsiflexion in the lunge, knee bent",
        "Knee over the toes, heel down: angle of the shin from upright. Centimetres are another "
        "measure and are not converted.",
        _lunge_errors("4.7", "4.6"),
    ),
    _lunge_angle(
        "ankle_lunge_angle_straight",
        "Ankle dorsiflexion in the lunge, knee straight",
        "Rear leg, knee straight, heel down: angle of the shin from upright.",
    ),
    Measure(
        code="foot_posture_index",
        label="Foot Posture Index",
        kind=Kind.QUANTITY,
        better=Better.NONE,
        sided=True,
        unit=POINTS,
        hard=Limit(low=Decimal(-12), high=Decimal(12)),
        group=FOOT,
        how="Standing, the total of six signs from -2 to 2: more is more pronated.",
        true_zero=False,
        body_site="foot",
        sources=(REDMOND_2008, FOOT_LIMITS),
        position=Position.STANDING,
    ),
    Measure(
        code="midfoot_width_change",
        label="Midfoot width, change with weight",
        kind=Kind.QUANTITY,
        better=Better.NONE,
        sided=True,
        unit=CENTIMETRE,
        entry_units=(MILLIMETRE, CENTIMETRE),
        hard=Limit(low=Decimal(0), high=Decimal(4)),
        group=FOOT,
        how="Width at half the foot's length, standing less without weight.",
        body_site="foot",
        sources=(MILLS_2012, FOOT_LIMITS),
        position=Position.STANDING,
    ),
    _motion(
        "heel_height_difference",
        "Heel-height difference, involved heel against the other",
        "Prone, thighs on the table to just above the kneecap, feet relaxed: how much higher the "
        "involved heel hangs. Not with both knees or neither involved.",
        hard=(-30, 30),
        usual=_usual(high=10),
        better=Better.LOWER,
        unit=CENTIMETRE,
        words=("higher", "lower"),
        hint="higher 3, lower 1, or 0",
        group=HEELS,
        setup=(),
        true_zero=False,
        sided=False,
        body_site="knee",
        position=Position.PRONE,
    ),
    _motion(
        "lower_leg_length",
        "Lower leg, from the joint line to the heel",
        "Lateral joint line to the sole of the heel. Only to estimate degrees from the heels.",
        hard=(20, 70),
        usual=_usual(30, 55),
        better=Better.NONE,
        unit=CENTIMETRE,
        entry_units=(CENTIMETRE, INCH),
        group=HEELS,
        setup=(),
        sided=False,
        body_site="leg",
        position=Position.PRONE,
    ),
)
HIP_AND_ANKLE_DERIVED = (
    AngleEstimate(
        code="heel_height_angle",
        label="Loss of extension, estimated from the heels",
        height="heel_height_difference",
        lever="lower_leg_length",
        below_zero="no loss: the involved heel hangs lower",
        only_with=("heel_height_difference", "lower_leg_length"),
        unit=DEGREE,
        better=Better.LOWER,
        true_zero=False,
        sources=(SACHS_1989, HEEL_ANGLE),
    ),
)
HIP_AND_ANKLE_ORDERED = (
    Ordered(
        smaller="hamstrings_passive",
        larger="hamstrings_active",
        tolerance=Decimal(3),
        why="Active knee extension exceeds passive: check both.",
        source=LENGTH_TEST_ORDER,
    ),
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
        RAISED_LEG,
        *HIP_AND_ANKLE,
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
        RAISE_LAG,
        _arc(
            "knee_arc_passive",
            "Knee arc, passive",
            "knee_flexion_passive",
            "knee_extension_passive",
        ),
        _arc("knee_arc_active", "Knee arc, active", "knee_flexion_active", "knee_extension_active"),
        *HIP_AND_ANKLE_DERIVED,
    ),
    ordered=(
        Ordered(
            smaller="knee_flexion_active",
            larger="knee_flexion_passive",
            tolerance=Decimal(3),
            why="Active flexion exceeds passive: check both.",
            source=MOTION_ORDER,
        ),
        *HIP_AND_ANKLE_ORDERED,
    ),
)
