"""Function: what the legs do against time, distance and repetition.

The side of a Y-balance reach is the leg that stands. A repetition out of the chair with the help of
the arms is no standard one; it is counted apart.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessment.catalogue.decisions import (
    HOP_LIMITS,
    HOP_TRIALS,
    PERFORMANCE_LIMITS,
    REACH_LIMITS,
    REACH_TRIALS,
    STAIR_LIMITS,
)
from assessment.catalogue.guidance_sources import GOKELER_2016, KYRITSIS_2016
from assessment.catalogue.sources import (
    ALGHADIR_2015,
    ALMEIDA_2010,
    CHAIR_STAND_SHEET,
    GILL_2022,
    KENNEDY_2005,
    LOUDON_2002,
    PLISKY_2006,
    REID_2007,
    WRIGHT_2011,
    Y_BALANCE_SRALAB,
)
from assessment.catalogue.strength import STATISTIC, USUAL_SYMMETRY
from assessment.catalogue.types import (
    Better,
    CountedWhen,
    Derivation,
    DerivedError,
    ImportantChange,
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
    CENTIMETRE,
    INCH,
    METRE,
    PERCENT,
    POINTS,
    REPETITIONS,
    SECOND,
    STEP,
)

RISING = "Rising and walking"
BALANCE = "Balance on one leg"
REACH = "Y-balance, side of the standing leg"
STEP_DOWN = "Forward step-down"
HOPS = "Hops on one leg"
RUNNING = "Running and landing"
STAIRS = "Stair climb, against time"

ARMS = SetupField(
    code="arms",
    label="arms",
    kind=Kind.CHOICE,
    options=(
        Option(code="crossed", label="crossed"),
        Option(code="used", label="used"),
    ),
    how="With the arms the standard score is 0; the count is kept apart.",
)
PACE = SetupField(
    code="pace",
    label="pace",
    kind=Kind.CHOICE,
    options=(
        Option(code="usual", label="usual"),
        Option(code="fast", label="as fast as is safe"),
    ),
)
AID = SetupField(
    code="aid",
    label="aid",
    kind=Kind.TEXT,
    how="None, or the aid that is always used.",
)
EYES = SetupField(
    code="eyes",
    label="eyes",
    kind=Kind.CHOICE,
    options=(Option(code="open", label="open"), Option(code="closed", label="closed")),
)
SURFACE = SetupField(
    code="surface",
    label="surface",
    kind=Kind.CHOICE,
    options=(Option(code="firm", label="firm"), Option(code="foam", label="foam")),
)

RAIL = SetupField(
    code="rail",
    label="rail",
    kind=Kind.CHOICE,
    options=(
        Option(code="none", label="not used"),
        Option(code="light", label="used lightly"),
        Option(code="needed", label="needed"),
    ),
)
STEP_HEIGHT = SetupField(
    code="step_height",
    label="height of a step",
    kind=Kind.QUANTITY,
    unit=CENTIMETRE,
    entry_units=(CENTIMETRE, INCH),
    hard=Limit(low=Decimal(2), high=Decimal(60)),
    soft=(SoftLimit(limit=Limit(low=Decimal(10), high=Decimal(25))),),
)
STEPS = SetupField(
    code="steps",
    label="number of steps",
    kind=Kind.QUANTITY,
    unit=STEP,
    hard=Limit(low=Decimal(1), high=Decimal(100)),
)
WAY = SetupField(
    code="way",
    label="way",
    kind=Kind.CHOICE,
    options=(
        Option(code="both", label="up and down"),
        Option(code="up", label="up"),
        Option(code="down", label="down"),
    ),
)
HOP_STATISTIC = replace(
    STATISTIC, default="mean", how="The mean of two measured hops, as in the published error."
)


def _rater_error(amount: str, *, same_rater: bool) -> MeasurementError:
    return MeasurementError(
        amount=Decimal(amount),
        source=ALGHADIR_2015,
        population="people with knee osteoarthritis of grade 1 to 3",
        same_rater=same_rater,
    )


def _reach_error(statistic: str, amount: str) -> MeasurementError:
    return MeasurementError(
        amount=Decimal(amount),
        source=Y_BALANCE_SRALAB,
        population="healthy active adults, between raters",
        level=95,
        when={"statistic": statistic},
    )


def _reach(code: str, label: str, best: str, mean: str, *, front: bool = False) -> Measure:
    return Measure(
        code=f"y_balance_{code}",
        label=f"Y-balance reach, {label}",
        kind=Kind.QUANTITY,
        better=Better.HIGHER,
        sided=True,
        unit=CENTIMETRE,
        entry_units=(CENTIMETRE, INCH),
        hard=Limit(low=Decimal(0), high=Decimal(150)),
        soft=(SoftLimit(limit=Limit(low=Decimal(30), high=Decimal(130))),),
        group=REACH,
        how="Barefoot, after practice: push the block with the other foot as far as it goes, hands "
        "on the hips, heel down, and come back. The side is that of the leg that stands.",
        trials=3,
        trial_check=TrialCheck(amount=Decimal(10), relative=True, source=REACH_TRIALS),
        side_limit=SoftLimit(
            limit=Limit(high=Decimal(4), high_open=True),
            why="Differences of 4 cm and more went with injury in one group; that is less than "
            "the measurement error of one reach.",
            source=PLISKY_2006,
            population="high-school basketball players",
        )
        if front
        else None,
        setup=(STATISTIC,),
        errors=(_reach_error("best", best), _reach_error("mean", mean)),
        derives=(Derivation.DIFFERENCE,),
        body_site="leg",
        sources=(Y_BALANCE_SRALAB, PLISKY_2006, REACH_LIMITS)
        if front
        else (Y_BALANCE_SRALAB, REACH_LIMITS),
    )


def _hop(
    code: str,
    label: str,
    how: str,
    error: str,
    *,
    longest: int = 0,
    timed: bool = False,
    key_result: bool = False,
) -> Measure:
    """A hop on one leg; what is known of its error is that of the symmetry index."""
    distance = Limit(low=Decimal(0), high=Decimal(longest))
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.LOWER if timed else Better.HIGHER,
        sided=True,
        unit=SECOND if timed else CENTIMETRE,
        entry_units=() if timed else (CENTIMETRE, METRE, INCH),
        hard=Limit(low=Decimal("0.8"), high=Decimal(30)) if timed else distance,
        soft=() if timed else (SoftLimit(limit=Limit(low=Decimal(20))),),
        group=HOPS,
        how=f"{how} One for practice, two that count. Not where strength or precautions do not "
        "allow a hop.",
        trials=3,
        trial_check=TrialCheck(amount=Decimal(10), relative=True, source=HOP_TRIALS),
        setup=(HOP_STATISTIC,),
        derives=(Derivation.DIFFERENCE, Derivation.SYMMETRY),
        cut_offs=(USUAL_SYMMETRY,),
        derived_errors=(
            DerivedError(
                derivation=Derivation.SYMMETRY,
                error=MeasurementError(
                    amount=Decimal(error),
                    source=REID_2007,
                    population="people 16 to 22 weeks after ACL reconstruction",
                    level=90,
                ),
            ),
        ),
        body_site="leg",
        sources=(REID_2007, HOP_LIMITS),
        key_result=key_result,
    )


def _stairs(
    code: str,
    label: str,
    how: str,
    *sources: Source,
    error: str = "",
    population: str = "",
    more: tuple[SetupField, ...] = (),
) -> Measure:
    """Time on stairs; other stairs are another measure, or say in the setup which they are."""
    return Measure(
        code=f"stair_climb_{code}",
        label=f"Stair climb, {label}",
        kind=Kind.QUANTITY,
        better=Better.LOWER,
        unit=SECOND,
        hard=Limit(low=Decimal(1), high=Decimal(300)),
        group=STAIRS,
        how=f"{how} As fast as is safe and comfortable.",
        setup=(*more, STEP_HEIGHT, RAIL, AID),
        errors=tuple(
            MeasurementError(amount=Decimal(error), source=source, population=population, level=90)
            for source in sources
            if error
        ),
        sources=(*sources, STAIR_LIMITS),
    )


def _percent(code: str, label: str, *of: str, key_result: bool = False) -> Percentage:
    return Percentage(
        code=f"y_balance_{code}",
        label=label,
        of=tuple(f"y_balance_{one}" for one in of),
        by="limb_length",
        unit=PERCENT,
        better=Better.HIGHER,
        sources=(Y_BALANCE_SRALAB,),
        key_result=key_result,
    )


FUNCTION = Section(
    code="function",
    label="Function",
    position=Position.STANDING,
    measures=(
        Measure(
            code="chair_stand",
            label="Chair stand in 30 seconds",
            kind=Kind.QUANTITY,
            better=Better.HIGHER,
            unit=REPETITIONS,
            hard=Limit(low=Decimal(0), high=Decimal(60)),
            soft=(SoftLimit(limit=Limit(high=Decimal(30))),),
            group=RISING,
            how="Seat of about 43 cm against the wall, arms crossed, one practice. Count full "
            "stands; more than half-way up when time ends counts as one.",
            setup=(ARMS,),
            errors=(
                MeasurementError(
                    amount=Decimal("2.5"),
                    source=GILL_2022,
                    population="people with early knee osteoarthritis",
                ),
            ),
            important=(
                ImportantChange(
                    amount=Decimal("2.6"),
                    source=WRIGHT_2011,
                    population="people with hip osteoarthritis",
                ),
            ),
            position=Position.SITTING,
            sources=(GILL_2022, PERFORMANCE_LIMITS),
        ),
        Measure(
            code="timed_up_and_go",
            label="Timed up and go",
            kind=Kind.QUANTITY,
            better=Better.LOWER,
            unit=SECOND,
            hard=Limit(low=Decimal(1), high=Decimal(300)),
            soft=(SoftLimit(limit=Limit(high=Decimal(60))),),
            group=RISING,
            how="From a chair of about 45 cm: up, 3 m, round the mark, back, sit. One practice.",
            setup=(PACE, AID),
            errors=(
                _rater_error("1.10", same_rater=True),
                _rater_error("1.14", same_rater=False),
            ),
            sources=(ALGHADIR_2015, PERFORMANCE_LIMITS),
        ),
        Measure(
            code="single_leg_balance",
            label="Standing on one leg",
            kind=Kind.QUANTITY,
            better=Better.HIGHER,
            sided=True,
            unit=SECOND,
            hard=Limit(low=Decimal(0), high=Decimal(600)),
            soft=(SoftLimit(limit=Limit(high=Decimal(120))),),
            group=BALANCE,
            how="Barefoot, the other foot off the floor and not leaning on the leg; until the "
            "foot moves, the other touches down, or time is up. Side: the leg that stands.",
            trials=3,
            setup=(EYES, SURFACE, STATISTIC),
            derives=(Derivation.DIFFERENCE, Derivation.SYMMETRY),
            body_site="leg",
            sources=(PERFORMANCE_LIMITS,),
        ),
        Measure(
            code="step_down_repetitions",
            label="Forward step-down in 30 seconds",
            kind=Kind.QUANTITY,
            better=Better.HIGHER,
            sided=True,
            unit=REPETITIONS,
            hard=Limit(low=Decimal(0), high=Decimal(60)),
            soft=(SoftLimit(limit=Limit(high=Decimal(40))),),
            group=STEP_DOWN,
            how="Step of 20 cm, own pace: the other heel touches the floor in front and comes "
            "back. Side: the leg that stays on the step. Pain in the test goes with fewer.",
            setup=(replace(STEP_HEIGHT, default="20"),),
            derives=(Derivation.DIFFERENCE, Derivation.SYMMETRY),
            body_site="leg",
            sources=(LOUDON_2002, STAIR_LIMITS),
        ),
        _hop(
            "single_hop",
            "Single hop",
            "As far as possible, landing on the same leg and held for 2 s; toe to heel.",
            "8.1",
            longest=350,
            key_result=True,
        ),
        _hop(
            "triple_hop",
            "Triple hop",
            "Three in a row on the same leg, the last landing held for 2 s.",
            "10.0",
            longest=1100,
        ),
        _hop(
            "crossover_hop",
            "Crossover hop",
            "Three in a row, each across a line of 15 cm, the last landing held for 2 s.",
            "12.3",
            longest=1100,
        ),
        _hop(
            "timed_hop",
            "Timed hop over 6 m",
            "On one leg over 6 m as fast as possible, to 0.01 s.",
            "13.0",
            timed=True,
        ),
        Measure(
            code="agility_t_test",
            label="Running T-test",
            kind=Kind.QUANTITY,
            better=Better.LOWER,
            unit=SECOND,
            hard=Limit(low=Decimal(5), high=Decimal(60)),
            group=RUNNING,
            how="Forward, to both sides, and back, against time. Not where impact is not allowed.",
            sources=(KYRITSIS_2016, HOP_LIMITS),
        ),
        Measure(
            code="landing_error_score",
            label="Landing error score",
            kind=Kind.QUANTITY,
            better=Better.LOWER,
            unit=POINTS,
            hard=Limit(low=Decimal(0), high=Decimal(19)),
            group=RUNNING,
            how="Total of the errors seen in a drop landing; fewer are better.",
            sources=(GOKELER_2016, HOP_LIMITS),
        ),
        _stairs(
            "11",
            "11 steps up and down",
            "Eleven steps up, turn, down again.",
            ALMEIDA_2010,
            error="2.6",
            population="people with a knee replacement, between raters",
        ),
        _stairs(
            "11_up",
            "11 steps up",
            "Eleven steps, until both feet are up.",
            ALMEIDA_2010,
            error="1.9",
            population="people with a knee replacement, between raters",
        ),
        _stairs(
            "9",
            "9 steps up and down",
            "Nine steps up, turn, down again.",
            KENNEDY_2005,
            error="5.5",
            population="people before hip or knee replacement",
        ),
        _stairs(
            "other",
            "other stairs",
            "Any other stairs: say which, and use the same ones again.",
            more=(STEPS, WAY),
        ),
        Measure(
            code="limb_length",
            label="Limb length",
            kind=Kind.QUANTITY,
            better=Better.NONE,
            sided=True,
            unit=CENTIMETRE,
            entry_units=(CENTIMETRE, INCH),
            hard=Limit(low=Decimal(50), high=Decimal(130)),
            group=REACH,
            how="Supine: anterior superior iliac spine to the distal edge of the medial malleolus.",
            hint="Reach in percent of it is worked out; without it there is none.",
            body_site="leg",
            sources=(Y_BALANCE_SRALAB, REACH_LIMITS),
            position=Position.SUPINE,
        ),
        _reach("anterior", "anterior", "8.6", "5.5", front=True),
        _reach("posteromedial", "posteromedial", "10.3", "7.5"),
        _reach("posterolateral", "posterolateral", "11.6", "9.7"),
    ),
    derived=(
        CountedWhen(
            code="chair_stand_standard",
            label="Chair stand, standard score",
            of="chair_stand",
            setup_field="arms",
            option="crossed",
            otherwise=Decimal(0),
            figures=CHAIR_STAND_SHEET,
            unit=REPETITIONS,
            better=Better.HIGHER,
            errors=(
                MeasurementError(
                    amount=Decimal("2.5"),
                    source=GILL_2022,
                    population="people with early knee osteoarthritis",
                ),
            ),
            sources=(GILL_2022,),
        ),
        CountedWhen(
            code="chair_stand_adapted",
            label="Chair stand with the arms, adapted count",
            of="chair_stand",
            setup_field="arms",
            option="used",
            unit=REPETITIONS,
            better=Better.HIGHER,
            sources=(GILL_2022,),
        ),
        _percent("anterior_percent", "Y-balance, anterior, of limb length", "anterior"),
        _percent(
            "posteromedial_percent", "Y-balance, posteromedial, of limb length", "posteromedial"
        ),
        _percent(
            "posterolateral_percent", "Y-balance, posterolateral, of limb length", "posterolateral"
        ),
        _percent(
            "composite",
            "Y-balance, composite",
            "anterior",
            "posteromedial",
            "posterolateral",
        ),
    ),
)
