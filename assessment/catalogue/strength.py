"""Strength: manual muscle grades, isometric force with its lever arm, torque read from a machine.

Force is entered in newtons, kilograms-force or pounds-force, never in kilograms. A grade is an
order of steps: it has no symmetry, percentage or mean.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessment.catalogue.constants import SYMMETRY_REFERENCE
from assessment.catalogue.decisions import (
    ACTIVATION_LIMITS,
    ELECTRODE_LIMITS,
    FORCE_LIMITS,
    JUMPS,
    ONE_REPETITION_LIMITS,
    QUADRICEPS_SET_GRADES,
    REPETITION_LIMITS,
    STRENGTH_TRIALS,
    TEST_POSITION_LIMITS,
    TORQUE_LIMITS,
    VASTUS_MEDIALIS_GRADES,
)
from assessment.catalogue.grades import muscle_grade
from assessment.catalogue.sources import (
    CHAMORRO_AS_ISOKINETIC,
    CHAMORRO_AS_MANUAL,
    CHESTER_2008,
    COOMBS_GARBUTT_2002,
    KEEP_2016,
    KELLIS_2023,
    KENT_BRAUN_1996,
    KRAUSE_2014,
    KRISHNAN_2010,
    LEE_2020,
    LEE_AS_FIXED,
    MAXIMUM_FORMULAS,
    PIVA_2006,
    PIVA_2006_ROTATION,
    ROSENE_2001,
    STACKHOUSE_2000,
    WELLSANDT_2017,
)
from assessment.catalogue.types import (
    ANSWERS,
    Better,
    CutOff,
    Derivation,
    DerivedError,
    Difference,
    Jump,
    Kind,
    Limit,
    MaximumEstimate,
    MaximumFormula,
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
    MILLISECOND,
    NEWTON,
    NEWTON_METRE,
    PERCENT,
    PLAIN_RATIO,
    POUND,
    POUND_FORCE,
    RATIO,
    REPETITIONS,
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
ROTATION_POSITION = SetupField(
    code="position",
    label="position",
    kind=Kind.CHOICE,
    options=(
        Option(code="seated", label="seated, knee at 90°"),
        Option(code="prone", label="prone, knee at 90°"),
    ),
)
EXTENSION_POSITION = SetupField(
    code="position",
    label="position",
    kind=Kind.CHOICE,
    options=(
        Option(code="prone_bent", label="prone, knee at 90°"),
        Option(code="prone_straight", label="prone, knee straight"),
        Option(code="prone_standing", label="standing, trunk prone on the table"),
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

TASK = SetupField(
    code="task", label="task", kind=Kind.TEXT, how="What the patient did, and at which knee angle."
)
ONSET_RULE = SetupField(
    code="onset_rule",
    label="rule for the onset",
    kind=Kind.TEXT,
    how="Such as three standard deviations above rest for 25 ms.",
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
HIP_EXTERNAL_ROTATION_ERRORS = (
    MeasurementError(
        amount=Decimal("6.7") * KILOGRAM_FORCE.to_canonical,
        source=PIVA_2006_ROTATION,
        population="people with patellofemoral pain",
        level=95,
        when={"fixation": "manual"},
    ),
)
# Published as torque: it judges the torque of this force and never the force itself.
HIP_EXTENSION_TORQUE_ERRORS = (
    DerivedError(
        derivation=Derivation.TORQUE,
        error=MeasurementError(
            amount=Decimal("14.8"),
            source=KEEP_2016,
            population="20 healthy adults",
            when={"fixation": "manual", "position": "prone_standing"},
        ),
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
DOUBLED = Jump(amount=Decimal(100), relative=True, source=JUMPS)
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
ESTIMATE_GROUP = "One-repetition maximum, estimated from several repetitions"
ACTIVATION_GROUP = "Quadriceps activation"
VASTUS_MEDIALIS_GROUP = "Vastus medialis, as observed"
ELECTRODES_GROUP = "Surface electrodes, if there are any"


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
    cut_offs: tuple[CutOff, ...] = (),
    derived_errors: tuple[DerivedError, ...] = (),
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
        jump=DOUBLED,
        setup=setup,
        errors=errors,
        cut_offs=cut_offs,
        derived_errors=derived_errors,
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
    cut_offs: tuple[CutOff, ...] = (),
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
        jump=DOUBLED,
        setup=setup,
        errors=errors,
        cut_offs=cut_offs,
        derives=(Derivation.PER_MASS, Derivation.DIFFERENCE, Derivation.SYMMETRY),
        body_site="knee",
        sources=(TORQUE_LIMITS,),
        key_result=key_result,
    )


SPEEDS = (60, 120, 180, 240, 300)


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
        cut_offs=(USUAL_SYMMETRY,) if extension else (),
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


LIFTS = (
    ("leg_extension", "leg extension"),
    ("leg_curl", "leg curl"),
    ("leg_press", "leg press"),
)
MOST_REPETITIONS = Decimal(12)


def _several_repetitions(code: str, label: str) -> tuple[Measure, Measure]:
    """A load and how often it was lifted: what an estimate of the maximum rests on."""
    load = replace(
        _one_repetition_maximum(code, label),
        code=f"repetition_load_{code}",
        label=f"Load lifted several times, {label}",
        better=Better.NONE,
        group=ESTIMATE_GROUP,
        how="One leg at a time, a load that can be lifted no more often than counted below. "
        "Kilograms on the machine are a mass; machines are not compared with each other.",
        derives=(),
    )
    count = Measure(
        code=f"repetition_count_{code}",
        label=f"Repetitions with that load, {label}",
        kind=Kind.QUANTITY,
        better=Better.NONE,
        sided=True,
        unit=REPETITIONS,
        hard=Limit(low=Decimal(1), high=Decimal(100)),
        soft=(
            SoftLimit(
                limit=Limit(high=Decimal(10)),
                why="Estimates lose accuracy above 10, and above 12 none is given.",
            ),
        ),
        group=ESTIMATE_GROUP,
        how="Through the whole range, until the next one fails.",
        body_site="leg",
        sources=(MAXIMUM_FORMULAS, REPETITION_LIMITS),
    )
    return load, count


def _estimates(code: str, label: str) -> tuple[MaximumEstimate, ...]:
    return tuple(
        MaximumEstimate(
            code=f"one_repetition_maximum_{code}_{formula.value}",
            label=f"One-repetition maximum, {label}, estimated by {formula.value.capitalize()}",
            load=f"repetition_load_{code}",
            repetitions=f"repetition_count_{code}",
            formula=formula,
            most_repetitions=MOST_REPETITIONS,
            figures=REPETITION_LIMITS,
            unit=KILOGRAM,
            better=Better.HIGHER,
            sources=(MAXIMUM_FORMULAS, REPETITION_LIMITS),
        )
        for formula in MaximumFormula
    )


def _ratio(code: str, label: str, of: str, by: str, *, said: tuple[str, ...] = ()) -> Percentage:
    """Hamstrings to quadriceps: shown, and nothing is concluded from it."""
    return Percentage(
        code=code,
        label=f"Hamstrings to quadriceps ratio, {label}",
        of=(of,),
        by=by,
        only_with=(of, by),
        alike=True,
        said_alike=said,
        unit=PERCENT,
        better=Better.NONE,
        sources=(COOMBS_GARBUTT_2002, ROSENE_2001, KELLIS_2023),
    )


def _onset(code: str, label: str) -> Measure:
    return Measure(
        code=f"onset_{code}",
        label=f"Onset of {label}",
        kind=Kind.QUANTITY,
        better=Better.NONE,
        sided=True,
        unit=MILLISECOND,
        hard=Limit(low=Decimal(-2000), high=Decimal(5000)),
        group=ELECTRODES_GROUP,
        how="Milliseconds from the mark in the recording, the same mark for both muscles. Studies "
        "of the difference disagree: it says nothing about why a knee hurts.",
        setup=(TASK, ONSET_RULE),
        true_zero=False,
        body_site="thigh",
        sources=(CHESTER_2008, ELECTRODE_LIMITS),
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

VASTUS_MEDIALIS_BULK = tuple(
    Option(code=code, label=label, ordinal=ordinal, definition=definition)
    for ordinal, (code, label, definition) in enumerate(
        (
            ("none", "no wasting", "Looked for; as full as on the other side."),
            ("slight", "slight wasting", "Flatter than the other side when it is tightened."),
            ("marked", "marked wasting", "Hollow beside the patella, seen at rest."),
        )
    )
)
VASTUS_MEDIALIS_CONTRACTION = tuple(
    Option(code=code, label=label, ordinal=ordinal, definition=definition)
    for ordinal, (code, label, definition) in enumerate(
        (
            ("none", "none", "Nothing felt or seen."),
            ("flicker", "flicker", "Comes and goes, not held."),
            ("soft", "soft", "Held for 5 seconds, stays soft under the finger."),
            ("firm", "firm, less than the other side", "Held and firm, the other side firmer."),
            ("as_other", "as the other side", "Held, as firm as on the other side."),
        )
    )
)
_OWN_STEPS = "The steps are Vastus's own; no published standard was found."


def _vastus_medialis(
    code: str, label: str, how: str, options: tuple[Option, ...], better: Better
) -> Measure:
    return Measure(
        code=f"vastus_medialis_{code}",
        label=f"Vastus medialis: {label}",
        kind=Kind.GRADE,
        better=better,
        sided=True,
        options=options,
        group=VASTUS_MEDIALIS_GROUP,
        how=f"{how} An observation and no diagnosis. {_OWN_STEPS}",
        true_zero=False,
        body_site="thigh",
        sources=(VASTUS_MEDIALIS_GRADES,),
        position=Position.SUPINE,
    )


USUAL_SYMMETRY = CutOff(
    derivation=Derivation.SYMMETRY,
    amount=SYMMETRY_REFERENCE.value,
    use="a figure that is often asked for before return to sport; by itself it clears nobody",
    population="people after ACL reconstruction",
    source=WELLSANDT_2017,
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
            cut_offs=(USUAL_SYMMETRY,),
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
        _force(
            "hip_external_rotation_force",
            "Hip external rotation force",
            "Seated or prone, knee at 90°, pad above the medial malleolus.",
            setup=(FIXATION, ROTATION_POSITION, CONTRACTION, STATISTIC, LEVER_ARM, INSTRUMENT),
            errors=HIP_EXTERNAL_ROTATION_ERRORS,
            body_site="hip",
        ),
        _force(
            "hip_extension_force",
            "Hip extension force",
            "Prone, pad on the back of the thigh just above the knee.",
            setup=(FIXATION, EXTENSION_POSITION, CONTRACTION, STATISTIC, LEVER_ARM, INSTRUMENT),
            derived_errors=HIP_EXTENSION_TORQUE_ERRORS,
            body_site="hip",
            position=Position.PRONE,
        ),
        _torque(
            "knee_extension_torque",
            "Knee extension torque, as read",
            "Peak torque as the machine shows it.",
            group=TORQUE_GROUP,
            setup=(FIXATION, SPEED, ANGLE_OF_TORQUE, GRAVITY, STATISTIC, INSTRUMENT),
            errors=KNEE_EXTENSION_ERRORS,
            cut_offs=(USUAL_SYMMETRY,),
            key_result=True,
        ),
        _torque(
            "knee_flexion_torque",
            "Knee flexion torque, as read",
            "Peak torque as the machine shows it.",
            group=TORQUE_GROUP,
            setup=(FIXATION, SPEED, ANGLE_OF_TORQUE, GRAVITY, STATISTIC, INSTRUMENT),
        ),
        *(
            _isokinetic(movement, speed)
            for movement in ("extension", "flexion")
            for speed in SPEEDS
        ),
        *(_one_repetition_maximum(code, label) for code, label in LIFTS),
        *(one for code, label in LIFTS for one in _several_repetitions(code, label)),
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
        _burst_force(
            "quadriceps_twitch_increment",
            "Twitch on top of the effort, increment",
            "Interpolated twitch: how much the burst adds during the strongest effort.",
        ),
        _burst_force(
            "quadriceps_twitch_resting",
            "Twitch at rest",
            "The same burst on the relaxed muscle, right after.",
        ),
        Measure(
            code="activation_aid_needed",
            label="Electrical stimulation or biofeedback needed to tighten",
            kind=Kind.ANSWER,
            better=Better.NONE,
            sided=True,
            options=ANSWERS,
            group=ACTIVATION_GROUP,
            how="Whether the quadriceps is tightened well only with it.",
            body_site="thigh",
            position=Position.SUPINE,
        ),
        _vastus_medialis(
            "bulk",
            "wasting",
            "Supine, knee straight, at rest and tightened, against the other side.",
            VASTUS_MEDIALIS_BULK,
            Better.LOWER,
        ),
        _vastus_medialis(
            "contraction",
            "quality of contraction",
            "During the quadriceps set: look and feel beside the upper inner patella.",
            VASTUS_MEDIALIS_CONTRACTION,
            Better.HIGHER,
        ),
        _onset("vastus_medialis", "vastus medialis"),
        _onset("vastus_lateralis", "vastus lateralis"),
        Measure(
            code="vastus_ratio",
            label="Vastus medialis to lateralis, ratio of activity",
            kind=Kind.QUANTITY,
            better=Better.NONE,
            sided=True,
            unit=PLAIN_RATIO,
            hard=Limit(low=Decimal(0), high=Decimal(10)),
            group=ELECTRODES_GROUP,
            how="Each muscle by its own strongest contraction first, then one by the other; "
            "without that the ratio means nothing. There is no accepted cut-off.",
            setup=(TASK,),
            body_site="thigh",
            sources=(ELECTRODE_LIMITS,),
        ),
    ),
    derived=(
        *(
            _ratio(
                f"hamstrings_quadriceps_ratio_{speed}",
                f"{speed}°/s",
                f"knee_flexion_isokinetic_{speed}",
                f"knee_extension_isokinetic_{speed}",
            )
            for speed in SPEEDS
        ),
        _ratio(
            "hamstrings_quadriceps_ratio_as_read",
            "torque as read",
            "knee_flexion_torque",
            "knee_extension_torque",
            said=("speed",),
        ),
        *(one for code, label in LIFTS for one in _estimates(code, label)),
        Percentage(
            code="quadriceps_activation_twitch",
            label="Quadriceps activation, interpolated twitch",
            of=("quadriceps_twitch_increment",),
            by="quadriceps_twitch_resting",
            complement=True,
            highest=Decimal(100),
            why_highest="the burst adds more during the effort than at rest: repeat the test",
            unit=PERCENT,
            better=Better.HIGHER,
            figures=KRISHNAN_2010,
            sources=(KRISHNAN_2010, STACKHOUSE_2000),
        ),
        Difference(
            code="vastus_onset_difference",
            label="Onset, vastus medialis less vastus lateralis",
            minuend="onset_vastus_medialis",
            subtrahend="onset_vastus_lateralis",
            sign_words=("VMO later", "VMO earlier"),
            only_with=("onset_vastus_medialis", "onset_vastus_lateralis"),
            possible=Limit(low=Decimal(-500), high=Decimal(500)),
            unit=MILLISECOND,
            better=Better.NONE,
            true_zero=False,
            sources=(CHESTER_2008, ELECTRODE_LIMITS),
        ),
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
