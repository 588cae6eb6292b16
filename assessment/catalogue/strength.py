"""Strength: manual muscle grades, isometric force with its lever arm, torque read from a machine.

Force is entered in newtons, kilograms-force or pounds-force, never in kilograms. A grade is an
order of steps: it has no symmetry, percentage or mean.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessment.catalogue.sources import (
    BOHANNON_2005,
    CHAMORRO_AS_ISOKINETIC,
    CHAMORRO_AS_MANUAL,
    DANIELS_WORTHINGHAM,
    DESIGN,
    KRAUSE_2014,
    LEE_2020,
    LEE_AS_FIXED,
    PIVA_2006,
)
from assessment.catalogue.types import (
    Better,
    Derivation,
    Kind,
    Limit,
    Measure,
    MeasurementError,
    Option,
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
    KILOGRAM_FORCE,
    KILOGRAM_FORCE_CENTIMETRE,
    LEVER_CENTIMETRE,
    LEVER_INCH,
    LEVER_METRE,
    NEWTON,
    NEWTON_METRE,
    POUND_FORCE,
)

GRADES = tuple(
    Option(code=code, label=code, ordinal=ordinal, definition=definition)
    for ordinal, (code, definition) in enumerate(
        (
            ("0", "Zero: no contraction felt or seen."),
            ("1", "Trace: contraction felt or seen, the joint does not move."),
            ("2-", "Poor minus: part of the range, gravity eliminated."),
            ("2", "Poor: full range, gravity eliminated."),
            ("2+", "Poor plus: full range without gravity, begins the range against it."),
            ("3-", "Fair minus: more than half of the range against gravity."),
            ("3", "Fair: full range against gravity, no added resistance."),
            ("3+", "Fair plus: full range against gravity, holds slight resistance."),
            ("4-", "Good minus: holds slight to moderate resistance."),
            ("4", "Good: holds moderate resistance, yields to the strongest."),
            ("4+", "Good plus: holds moderate to strong resistance."),
            ("5", "Normal: holds the strongest resistance."),
        )
    )
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
TRIALS_CHECK = TrialCheck(amount=Decimal(10), relative=True, source=DESIGN)
FORCE_DERIVES = (
    Derivation.TORQUE,
    Derivation.PER_MASS,
    Derivation.DIFFERENCE,
    Derivation.SYMMETRY,
)

GRADE_GROUP = "Manual muscle test"
FORCE_GROUP = "Dynamometry"
TORQUE_GROUP = "Torque as read"


def _grade(code: str, label: str, how: str) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.GRADE,
        better=Better.HIGHER,
        sided=True,
        options=GRADES,
        group=GRADE_GROUP,
        how=how,
        hint="Grades 4 and 5 span most of the strength there is: measure where it matters.",
        true_zero=False,
        body_site="knee",
        sources=(DANIELS_WORTHINGHAM, BOHANNON_2005),
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
        sources=(DESIGN, KRAUSE_2014),
        key_result=key_result,
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
        ),
        Measure(
            code="knee_extension_torque",
            label="Knee extension torque, as read",
            kind=Kind.QUANTITY,
            better=Better.HIGHER,
            sided=True,
            unit=NEWTON_METRE,
            entry_units=(NEWTON_METRE, FOOT_POUND_FORCE, KILOGRAM_FORCE_CENTIMETRE),
            hard=Limit(low=Decimal(0), high=Decimal(700)),
            soft=(SoftLimit(limit=Limit(high=Decimal(400))),),
            group=TORQUE_GROUP,
            how="Peak torque as the machine shows it.",
            trials=3,
            trial_check=TRIALS_CHECK,
            setup=(FIXATION, SPEED, ANGLE_OF_TORQUE, GRAVITY, STATISTIC, INSTRUMENT),
            errors=KNEE_EXTENSION_ERRORS,
            derives=(Derivation.PER_MASS, Derivation.DIFFERENCE, Derivation.SYMMETRY),
            body_site="knee",
            sources=(DESIGN,),
            key_result=True,
        ),
    ),
)
