"""Strength: manual muscle grades, isometric force with its lever arm, torque read from a machine.

Force is entered in newtons, kilograms-force or pounds-force, never in kilograms. A grade is an
order of steps: it has no symmetry, percentage or mean.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessment.catalogue.decisions import (
    ACTIVATION_LIMITS,
    FORCE_LIMITS,
    ONE_REPETITION_LIMITS,
    QUADRICEPS_SET_GRADES,
    STRENGTH_TRIALS,
    TEST_POSITION_LIMITS,
    TORQUE_LIMITS,
)
from assessment.catalogue.grades import muscle_grade
from assessment.catalogue.sources import (
    CHAMORRO_AS_ISOKINETIC,
    CHAMORRO_AS_MANUAL,
    KENT_BRAUN_1996,
    KRAUSE_2014,
    KRISHNAN_2010,
    LEE_2020,
    LEE_AS_FIXED,
    PIVA_2006,
)
from assessment.catalogue.types import (
    ANSWERS,
    Better,
    Derivation,
    Kind,
    Limit,
    Measure,
    MeasurementError,
    Option,
    Percentage,
    Position,
    Section,
    SetupField,
    SoftLimit,
    Source,
    TrialCheck,
)
from assessment.catalogue.units import (
    DEGREE,
    DEGREE_PER_SECOND,
    FOOT_POUND_FORCE,
    KILOGRAM,
    KILOGRAM_FORCE,
    KILOGRAM_FORCE_CENTIMETRE,
    LEVER_CENTIMETRE,
    LEVER_INCH,
    LEVER_METRE,
    NEWTON,
    NEWTON_METRE,
    PERCENT,
    POUND,
    POUND_FORCE,
    RATIO,
)

FIXATION = SetupField(
    code="fixation",
    label="fixation",
    kind=Kind.CHOICE,
    options=(
        Option(code="manual", label="held by hand"),
        Option(code="belt", label="belt or frame"),
        Option(code="in_line", label="in-line gauge"),
        Option(code="isokinetic", label="isokinetic machine"),
    ),
    how="What held the dynamometer against the leg.",
)
KNEE_ANGLE = SetupField(
    code="knee_angle",
    label="knee angle",
    kind=Kind.QUANTITY,
    unit=DEGREE,
    hard=Limit(low=Decimal(0), high=Decimal(120)),
    soft=(SoftLimit(among=(Decimal(60), Decimal(90))),),
    default="90",
    figures=TEST_POSITION_LIMITS,
)
ANGLE_OF_TORQUE = replace(KNEE_ANGLE, default="", how="For an isometric test.")
STATISTIC = SetupField(
    code="statistic",
    label="value taken",
    kind=Kind.CHOICE,
    options=(
        Option(code="best", label="best of the trials"),
        Option(code="mean", label="mean of the trials"),
    ),
    default="best",
)
CONTRACTION = SetupField(
    code="contraction",
    label="contraction",
    kind=Kind.CHOICE,
    options=(
        Option(code="make", label="make test (isometric)"),
        Option(code="break", label="break test (eccentric)"),
    ),
    default="make",
)
LEVER_ARM = SetupField(
    code="lever_arm",
    label="lever arm",
    kind=Kind.QUANTITY,
    unit=LEVER_METRE,
    entry_units=(LEVER_METRE, LEVER_CENTIMETRE, LEVER_INCH),
    hard=Limit(low=Decimal(0), high=Decimal("0.70"), low_open=True),
    soft=(SoftLimit(limit=Limit(low=Decimal("0.15"), high=Decimal("0.50"))),),
    sided=True,
    how="Joint axis to the centre of the pad. Use the same at every visit.",
    figures=TEST_POSITION_LIMITS,
)
PAD_SITE = SetupField(
    code="pad_site",
    label="pad",
    kind=Kind.CHOICE,
    options=(
        Option(code="above_knee", label="above the knee"),
        Option(code="above_ankle", label="above the lateral malleolus"),
    ),
)
HIP_POSITION = SetupField(
    code="position",
    label="position",
    kind=Kind.CHOICE,
    options=(
        Option(code="side_lying", label="side-lying"),
        Option(code="supine", label="supine"),
    ),
)
INSTRUMENT = SetupField(
    code="device", label="device", kind=Kind.TEXT, compared=False, how="Make and model."
)
SPEED = SetupField(
    code="speed",
    label="speed",
    kind=Kind.QUANTITY,
    unit=DEGREE_PER_SECOND,
    hard=Limit(low=Decimal(0), high=Decimal(500)),
    soft=(SoftLimit(among=tuple(Decimal(one) for one in (0, 60, 180, 240, 300))),),
    how="0 for an isometric test.",
    figures=TEST_POSITION_LIMITS,
)
GRAVITY = SetupField(
    code="gravity_corrected",
    label="gravity correction",
    kind=Kind.CHOICE,
    options=(
        Option(code="yes", label="corrected for gravity"),
        Option(code="no", label="not corrected for gravity"),
    ),
)
MACHINE = SetupField(
    code="machine", label="machine", kind=Kind.TEXT, how="Make, seat and lever setting."
)
ACTIVATION_METHOD = SetupField(
    code="method",
    label="method",
    kind=Kind.CHOICE,
    options=(
        Option(code="burst", label="superimposed burst"),
        Option(code="twitch", label="interpolated twitch"),
    ),
    how="The two methods do not give the same figure.",
)


def _relative_error(
    fixation: str,
    amount: str,
    source: Source,
    population: str,
    *,
    same_rater: bool | None = None,
) -> MeasurementError:
    return MeasurementError(
        amount=Decimal(amount),
        relative=True,
        source=source,
        population=population,
        same_rater=same_rater,
        when={"fixation": fixation},
    )


_INPATIENTS = "weak hospital inpatients"
KNEE_EXTENSION_ERRORS = (
    _relative_error("manual", "35", CHAMORRO_AS_MANUAL, "pooled studies of knee extension"),
    _relative_error("belt", "25", LEE_AS_FIXED, _INPATIENTS, same_rater=True),
    _relative_error("belt", "29.3", LEE_2020, _INPATIENTS, same_rater=False),
    _relative_error("in_line", "25", LEE_AS_FIXED, _INPATIENTS, same_rater=True),
    _relative_error("in_line", "29.3", LEE_2020, _INPATIENTS, same_rater=False),
    _relative_error("isokinetic", "15", CHAMORRO_AS_ISOKINETIC, "pooled studies of knee extension"),
)
HIP_ABDUCTION_ERRORS = (
    MeasurementError(
        amount=Decimal("5.0") * KILOGRAM_FORCE.to_canonical,
        source=PIVA_2006,
        population="people with patellofemoral pain",
        level=95,
        when={"fixation": "manual"},
    ),
)

FORCE_SOFT = (
    SoftLimit(limit=Limit(high=Decimal(1000))),
    SoftLimit(
        limit=Limit(high=Decimal(300)),
        when={"fixation": "manual"},
        why="A tester's hands rarely hold more.",
    ),
)
TRIALS_CHECK = TrialCheck(amount=Decimal(10), relative=True, source=STRENGTH_TRIALS)
FORCE_DERIVES = (
    Derivation.TORQUE,
    Derivation.PER_MASS,
    Derivation.DIFFERENCE,
    Derivation.SYMMETRY,
)

GRADE_GROUP = "Manual muscle test"
FORCE_GROUP = "Dynamometry"
TORQUE_GROUP = "Torque as read"
ISOKINETIC_GROUP = "Isokinetic peak torque by speed"
MAXIMUM_GROUP = "One-repetition maximum"
ACTIVATION_GROUP = "Quadriceps activation"


def _grade(code: str, label: str, how: str, *, position: Position | None = None) -> Measure:
    return muscle_grade(
        code,
        label,
        how,
        group=GRADE_GROUP,
        hint="Grades 4 and 5 span most of the strength there is: measure where it matters.",
        position=position,
    )


def _force(
    code: str,
    label: str,
    how: str,
    *,
    setup: tuple[SetupField, ...],
    errors: tuple[MeasurementError, ...] = (),
    body_site: str = "knee",
    key_result: bool = False,
    position: Position | None = None,
) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.HIGHER,
        sided=True,
        unit=NEWTON,
        entry_units=(NEWTON, KILOGRAM_FORCE, POUND_FORCE),
        hard=Limit(low=Decimal(0), high=Decimal(2000)),
        soft=FORCE_SOFT,
        group=FORCE_GROUP,
        how=f"{how} Push up to maximum and hold for 3 to 5 s, one or two for practice, then "
        "three that count, 30 to 60 s apart.",
        trials=3,
        trial_check=TRIALS_CHECK,
        setup=setup,
        errors=errors,
        derives=FORCE_DERIVES,
        body_site=body_site,
        sources=(FORCE_LIMITS, KRAUSE_2014),
        key_result=key_result,
        position=position,
    )


def _torque(
    code: str,
    label: str,
    how: str,
    *,
    group: str,
    setup: tuple[SetupField, ...],
    errors: tuple[MeasurementError, ...] = (),
    key_result: bool = False,
) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.HIGHER,
        sided=True,
        unit=NEWTON_METRE,
        entry_units=(NEWTON_METRE, FOOT_POUND_FORCE, KILOGRAM_FORCE_CENTIMETRE),
        hard=Limit(low=Decimal(0), high=Decimal(700)),
        soft=(SoftLimit(limit=Limit(high=Decimal(400))),),
        group=group,
        how=how,
        trials=3,
        trial_check=TRIALS_CHECK,
        setup=setup,
        errors=errors,
        derives=(Derivation.PER_MASS, Derivation.DIFFERENCE, Derivation.SYMMETRY),
        body_site="knee",
        sources=(TORQUE_LIMITS,),
        key_result=key_result,
    )


def _isokinetic(movement: str, speed: int) -> Measure:
    """Concentric peak torque at one speed; speeds are measures of their own, as girth sites are."""
    extension = movement == "extension"
    errors = (replace(KNEE_EXTENSION_ERRORS[-1], when={}),) if extension else ()
    return _torque(
        f"knee_{movement}_isokinetic_{speed}",
        f"Knee {movement}, isokinetic {speed}°/s",
        "Concentric peak torque as the machine shows it, after warming up and practice.",
        group=ISOKINETIC_GROUP,
        setup=(GRAVITY, STATISTIC, INSTRUMENT),
        errors=errors,
    )


def _one_repetition_maximum(code: str, label: str) -> Measure:
    return Measure(
        code=f"one_repetition_maximum_{code}",
        label=f"One-repetition maximum, {label}",
        kind=Kind.QUANTITY,
        better=Better.HIGHER,
        sided=True,
        unit=KILOGRAM,
        entry_units=(KILOGRAM, POUND),
        hard=Limit(low=Decimal(0), high=Decimal(600)),
        soft=(SoftLimit(limit=Limit(high=Decimal(300))),),
        group=MAXIMUM_GROUP,
        how="One leg at a time: the most that was lifted once through the whole range. Kilograms "
        "on the machine are a mass; machines are not compared with each other.",
        setup=(MACHINE,),
        derives=(Derivation.DIFFERENCE, Derivation.SYMMETRY),
        body_site="leg",
        sources=(ONE_REPETITION_LIMITS,),
    )


def _burst_force(code: str, label: str, how: str) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.NONE,
        sided=True,
        unit=NEWTON,
        entry_units=(NEWTON, KILOGRAM_FORCE, POUND_FORCE),
        hard=Limit(low=Decimal(0), high=Decimal(2000)),
        group=ACTIVATION_GROUP,
        how=how,
        body_site="knee",
        sources=(FORCE_LIMITS,),
    )


QUAD_SET = tuple(
    Option(code=code, label=code, ordinal=ordinal, definition=definition)
    for ordinal, (code, definition) in enumerate(
        (
            ("none", "Nothing felt or seen."),
            ("trace", "A flicker; the patella does not move."),
            ("poor", "Weak; the patella moves a little, not held for 5 seconds."),
            ("fair", "Clear, the patella glides up, held for 5 seconds, less than the other side."),
            ("good", "As the other side."),
        )
    )
)


KNEE_FORCE_SETUP = (FIXATION, KNEE_ANGLE, CONTRACTION, STATISTIC, LEVER_ARM, INSTRUMENT)

STRENGTH = Section(
    code="strength",
    label="Strength",
    position=Position.SITTING,
    measures=(
        _grade(
            "knee_extension_grade",
            "Knee extension, grade",
            "Seated, resistance above the malleoli near the end of extension.",
        ),
        _grade(
            "knee_flexion_grade",
            "Knee flexion, grade",
            "Prone, resistance above the heel with the knee at about 45°.",
            position=Position.PRONE,
        ),
        _force(
            "knee_extension_force",
            "Knee extension force",
            "Seated, knee at 90°, pad on the front of the shin just above the malleoli.",
            setup=KNEE_FORCE_SETUP,
            errors=KNEE_EXTENSION_ERRORS,
            key_result=True,
        ),
        _force(
            "knee_flexion_force",
            "Knee flexion force",
            "Seated or prone, pad on the back of the shin just above the heel.",
            setup=KNEE_FORCE_SETUP,
        ),
        _force(
            "hip_abduction_force",
            "Hip abduction force",
            "Side-lying or supine, pad on the outside of the leg.",
            setup=(
                FIXATION,
                HIP_POSITION,
                PAD_SITE,
                CONTRACTION,
                STATISTIC,
                LEVER_ARM,
                INSTRUMENT,
            ),
            errors=HIP_ABDUCTION_ERRORS,
            body_site="hip",
            position=Position.SIDE_LYING,
        ),
        _torque(
            "knee_extension_torque",
            "Knee extension torque, as read",
            "Peak torque as the machine shows it.",
            group=TORQUE_GROUP,
            setup=(FIXATION, SPEED, ANGLE_OF_TORQUE, GRAVITY, STATISTIC, INSTRUMENT),
            errors=KNEE_EXTENSION_ERRORS,
            key_result=True,
        ),
        *(
            _isokinetic(movement, speed)
            for movement in ("extension", "flexion")
            for speed in (60, 120, 180, 240, 300)
        ),
        _one_repetition_maximum("leg_extension", "leg extension"),
        _one_repetition_maximum("leg_curl", "leg curl"),
        _one_repetition_maximum("leg_press", "leg press"),
        Measure(
            code="quadriceps_set",
            label="Quadriceps set, quality",
            kind=Kind.GRADE,
            better=Better.HIGHER,
            sided=True,
            options=QUAD_SET,
            group=ACTIVATION_GROUP,
            how="Supine, knee straight: tighten the thigh. See and feel the vastus medialis and "
            "the patella. The steps are Vastus's own; no published standard was found.",
            true_zero=False,
            body_site="thigh",
            sources=(QUADRICEPS_SET_GRADES,),
            position=Position.SUPINE,
        ),
        Measure(
            code="quadriceps_set_co_contraction",
            label="Hamstrings or gluteals tighten instead",
            kind=Kind.ANSWER,
            better=Better.NONE,
            sided=True,
            options=ANSWERS,
            group=ACTIVATION_GROUP,
            how="During the quadriceps set.",
            body_site="thigh",
            position=Position.SUPINE,
        ),
        Measure(
            code="central_activation_ratio",
            label="Central activation ratio, as read",
            kind=Kind.QUANTITY,
            better=Better.HIGHER,
            sided=True,
            unit=PERCENT,
            entry_units=(PERCENT, RATIO),
            hard=Limit(low=Decimal(0), high=Decimal(100)),
            soft=(SoftLimit(limit=Limit(low=Decimal(40))),),
            group=ACTIVATION_GROUP,
            how="Voluntary force in percent of the force with a superimposed burst, at a fixed "
            "angle. Above 100 % cannot be: repeat the test.",
            setup=(ACTIVATION_METHOD, ANGLE_OF_TORQUE, INSTRUMENT),
            derives=(Derivation.DIFFERENCE,),
            body_site="thigh",
            sources=(KENT_BRAUN_1996, KRISHNAN_2010, ACTIVATION_LIMITS),
        ),
        _burst_force(
            "quadriceps_force_voluntary",
            "Quadriceps force, voluntary maximum",
            "The strongest the patient can push, before the burst.",
        ),
        _burst_force(
            "quadriceps_force_with_burst",
            "Quadriceps force, with the burst",
            "The total, with the burst on top of the same effort.",
        ),
    ),
    derived=(
        Percentage(
            code="central_activation_ratio_computed",
            label="Central activation ratio, computed",
            of=("quadriceps_force_voluntary",),
            by="quadriceps_force_with_burst",
            highest=Decimal(100),
            why_highest="the voluntary force is above the force with the burst: repeat the test",
            unit=PERCENT,
            better=Better.HIGHER,
            sources=(KENT_BRAUN_1996,),
            figures=KENT_BRAUN_1996,
        ),
    ),
)
