"""Readiness lists: what is counted before a return, criterion by criterion.

A list says how many of its criteria are met. It decides nothing and opens nothing: that is for
clinician, patient and surgeon. What was not assessed is never met.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessment.catalogue.guidance_sources import (
    APTA_TKA_2020,
    GOKELER_2016,
    GRINDEM_2016,
    GROOT_2017,
    HOP_ENTRY,
    INSTABILITY_TESTING,
    KIRSCHBAUM_2020,
    KYRITSIS_2016,
    LOCAL_SYMMETRY,
    MALLIARAS_2015,
    MENETREY_2014,
    RAMBAUD_2018,
    RAMBAUD_SUMMARY,
    RETURN_CRITERIA,
    TIME_BEFORE_HOPS,
    WELLING_2018,
)
from assessment.catalogue.sources import PATTON_MPFL
from assessment.catalogue.types import (
    Bound,
    Criterion,
    EpisodeKind,
    ReadinessList,
    Reads,
    Source,
)

ISOMETRIC = ("knee_extension_force", "knee_extension_torque")
ISOKINETIC = tuple(f"knee_extension_isokinetic_{speed}" for speed in (60, 120, 180, 240, 300))
EXTENSORS = (*ISOMETRIC, *ISOKINETIC, "one_repetition_maximum_leg_extension")
FLEXORS = (
    "knee_flexion_force",
    "knee_flexion_torque",
    *(f"knee_flexion_isokinetic_{speed}" for speed in (60, 120, 180, 240, 300)),
    "one_repetition_maximum_leg_curl",
)
HOPS = ("single_hop", "triple_hop", "crossover_hop", "timed_hop")
WATCHED_GAIT = (
    *("gait_antalgic", "gait_reduced_loading_flexion", "gait_quadriceps_avoidance"),
    *("gait_stiff_knee", "gait_no_terminal_extension"),
)
"""The deviations that a hop after knee surgery is held back for; none of them may be there."""

ACL_OPERATED = "people after ACL reconstruction"
ACL = EpisodeKind.ACL_RECONSTRUCTION
PFP = EpisodeKind.PATELLOFEMORAL_PAIN
REPLACEMENT = EpisodeKind.KNEE_REPLACEMENT

HOP_PREREQUISITES = "hop_prerequisites"

BOUNDS = {Bound.AT_LEAST: "at least", Bound.ABOVE: "above", Bound.AT_MOST: "at most"}


def _index(
    code: str,
    label: str,
    codes: tuple[str, ...],
    bound: Bound,
    amount: int,
    source: Source,
    *,
    every: bool = False,
    hop: bool = False,
    population: str = ACL_OPERATED,
) -> Criterion:
    return Criterion(
        code=code,
        label=label,
        wanted=f"limb symmetry index {BOUNDS[bound]} {amount} %",
        reads=Reads.INDEX,
        codes=codes,
        every=every,
        bound=bound,
        amount=Decimal(amount),
        unit="%",
        hop=hop,
        source=source,
        population=population,
    )


def _answered(
    code: str,
    label: str,
    wanted: str,
    codes: tuple[str, ...],
    good: tuple[str, ...],
    source: Source,
) -> Criterion:
    """Every one of these answers has to be a good one."""
    return Criterion(
        code=code,
        label=label,
        wanted=wanted,
        reads=Reads.ANSWER,
        codes=codes,
        every=True,
        good=good,
        source=source,
    )


def _asked(code: str, label: str, source: Source) -> Criterion:
    """What the chart cannot know: the clinician's own answer."""
    return _answered(code, label, "the clinician's answer is yes", (code,), ("yes",), source)


def _number(
    code: str,
    label: str,
    measure: str,
    bound: Bound,
    amount: str,
    unit: str,
    source: Source,
    *,
    reads: Reads = Reads.VALUE,
    hop: bool = False,
    population: str = ACL_OPERATED,
) -> Criterion:
    words = {**BOUNDS, Bound.BELOW: "below"}[bound]
    return Criterion(
        code=code,
        label=label,
        wanted=f"{words} {amount}{unit if unit.startswith('/') else f' {unit}'}".rstrip(),
        reads=reads,
        codes=(measure,),
        bound=bound,
        amount=Decimal(amount),
        unit=unit,
        hop=hop,
        source=source,
        population=population,
    )


def _since(
    amount: str,
    unit: str,
    source: Source,
    *,
    population: str = ACL_OPERATED,
    after_surgery: bool = False,
    sides: tuple[str, ...] = (),
) -> Criterion:
    return Criterion(
        code="time",
        label="Time since surgery",
        wanted=f"at least {amount} {unit}",
        reads=Reads.SINCE_SURGERY,
        bound=Bound.AT_LEAST,
        amount=Decimal(amount),
        unit=unit,
        after_surgery=after_surgery,
        sides=sides,
        source=source,
        population=population,
    )


def _shown(code: str, label: str, codes: tuple[str, ...], source: Source) -> Criterion:
    return Criterion(
        code=code,
        label=label,
        wanted="no published cut-off",
        reads=Reads.SHOWN,
        codes=codes,
        source=source,
    )


def _effusion(wanted: str, good: tuple[str, ...], source: Source) -> Criterion:
    return _answered("effusion", "Effusion", wanted, ("effusion_stroke_test",), good, source)


TRACE = ("zero", "trace")


def _full_range(source: Source) -> Criterion:
    return Criterion(
        code="range",
        label="Range of motion",
        wanted="passive extension and flexion no less than the other side's",
        reads=Reads.NO_LESS,
        codes=("knee_extension_passive", "knee_flexion_passive"),
        every=True,
        falls=("knee_extension_passive",),
        source=source,
    )


CONTROL = _answered(
    "control",
    "Single-leg squat, control",
    "own grade good; no published cut-off",
    ("single_leg_squat_grade",),
    ("good",),
    RETURN_CRITERIA,
)


def _activity_pain(bound: Bound, amount: str, source: Source, population: str) -> Criterion:
    return _number(
        "pain",
        "Pain with activity",
        "pain_with_activity",
        bound,
        amount,
        "/10",
        source,
        population=population,
    )


RETURN_TO_RUNNING = ReadinessList(
    code="running",
    label="Return to running after ACL reconstruction",
    kinds=(ACL,),
    criteria=(
        _since("12", "weeks", RAMBAUD_2018),
        _activity_pain(Bound.BELOW, "2", RAMBAUD_2018, ACL_OPERATED),
        replace(
            _number(
                "extension",
                "Extension, passive",
                "knee_extension_passive",
                Bound.AT_MOST,
                "0",
                "°",
                RAMBAUD_2018,
            ),
            wanted="full: lacks nothing to straight",
        ),
        Criterion(
            code="flexion",
            label="Flexion, passive",
            wanted="full, or above 95 % of the other side",
            reads=Reads.SHARE,
            codes=("knee_flexion_passive",),
            bound=Bound.ABOVE,
            amount=Decimal(95),
            unit="%",
            source=RAMBAUD_2018,
            population=ACL_OPERATED,
        ),
        _effusion("none or trace", TRACE, RAMBAUD_SUMMARY),
        _index("isometric", "Knee extensors, isometric", ISOMETRIC, Bound.ABOVE, 70, RAMBAUD_2018),
        _index("extensors", "Knee extensors", EXTENSORS, Bound.ABOVE, 70, RAMBAUD_2018),
        _index("flexors", "Knee flexors", FLEXORS, Bound.ABOVE, 70, RAMBAUD_2018),
        _index("hop", "Single hop", ("single_hop",), Bound.ABOVE, 70, RAMBAUD_2018, hop=True),
    ),
    known=(
        "Studies began at 5 to 39 weeks, with a median of 12; time alone is not enough "
        "(Rambaud 2018).",
    ),
)
BEFORE_HOPS = ReadinessList(
    code=HOP_PREREQUISITES,
    label="Before any hop test",
    kinds=(ACL,),
    criteria=(
        Criterion(
            code="impact",
            label="Impact allowed by the surgeon or the protocol in force",
            wanted="allowed",
            reads=Reads.IMPACT,
            codes=("impact_allowed",),
            good=("yes",),
            source=RETURN_CRITERIA,
        ),
        _since("12", "weeks", TIME_BEFORE_HOPS, after_surgery=True),
        _index("quadriceps", "Knee extensors", EXTENSORS, Bound.AT_LEAST, 80, HOP_ENTRY),
        _full_range(HOP_ENTRY),
        _effusion("trace or less", TRACE, HOP_ENTRY),
        _answered(
            "gait",
            "Gait",
            "no limp, stiffness, quadriceps avoidance or missing extension",
            WATCHED_GAIT,
            ("none",),
            HOP_ENTRY,
        ),
        _number(
            "squat_pain",
            "Single-leg squat, pain",
            "single_leg_squat_pain",
            Bound.AT_MOST,
            "0",
            "/10",
            HOP_ENTRY,
        ),
        CONTROL,
        Criterion(
            code="flags",
            label="Red flags",
            wanted="none open, and no suspicion of a bone stress injury",
            reads=Reads.FLAGS,
            source=RETURN_CRITERIA,
        ),
    ),
    known=("Until all of these are met a hop score of the other lists is not yet testable.",),
)
DELAWARE_OSLO = ReadinessList(
    code="delaware_oslo",
    label="Pivoting sport after ACL reconstruction: Delaware-Oslo",
    kinds=(ACL,),
    criteria=(
        _since("9", "months", GRINDEM_2016),
        _index("quadriceps", "Knee extensors", EXTENSORS, Bound.AT_LEAST, 90, GRINDEM_2016),
        *(
            _index(code, label, (code,), Bound.AT_LEAST, 90, GRINDEM_2016, hop=True)
            for code, label in (
                ("single_hop", "Single hop"),
                ("crossover_hop", "Crossover hop"),
                ("triple_hop", "Triple hop"),
                ("timed_hop", "Timed hop"),
            )
        ),
        _number("kos_adls", "KOS-ADLS", "kos_adls", Bound.AT_LEAST, "90", "/100", GRINDEM_2016),
        _number(
            "global_rating",
            "Global rating of function",
            "global_rating_of_function",
            Bound.AT_LEAST,
            "90",
            "/100",
            GRINDEM_2016,
        ),
    ),
    known=(
        "The paper asks for more than 90; 90 itself counts here. Reinjury 5.6 % where all were "
        "met, 38.2 % where not; it fell by 51 % for each month up to 9 (Grindem 2016).",
    ),
)
ASPETAR = ReadinessList(
    code="aspetar",
    label="Pivoting sport after ACL reconstruction: Aspetar",
    kinds=(ACL,),
    criteria=(
        _index(
            "quadriceps",
            "Knee extensors, isokinetic 60°/s",
            ("knee_extension_isokinetic_60",),
            Bound.ABOVE,
            90,
            KYRITSIS_2016,
        ),
        *(
            _index(code, label, (code,), Bound.ABOVE, 90, KYRITSIS_2016, hop=True)
            for code, label in (
                ("single_hop", "Single hop"),
                ("triple_hop", "Triple hop"),
                ("crossover_hop", "Crossover hop"),
            )
        ),
        _asked("on_field_rehabilitation", "On-field rehabilitation completed", KYRITSIS_2016),
        _number(
            "t_test",
            "Running T-test",
            "agility_t_test",
            Bound.BELOW,
            "11",
            "s",
            KYRITSIS_2016,
            hop=True,
        ),
    ),
    known=("Where criteria were not met about four times as many grafts ruptured (Kyritsis).",),
)
GOKELER_WELLING = ReadinessList(
    code="gokeler_welling",
    label="Pivoting sport after ACL reconstruction: Gokeler and Welling",
    kinds=(ACL,),
    criteria=(
        _index(
            "quadriceps",
            "Knee extensors, isokinetic 60, 180 and 300°/s",
            tuple(f"knee_extension_isokinetic_{speed}" for speed in (60, 180, 300)),
            Bound.ABOVE,
            90,
            GOKELER_2016,
            every=True,
        ),
        *(
            _index(code, label, (code,), Bound.ABOVE, 90, GOKELER_2016, hop=True)
            for code, label in (("single_hop", "Single hop"), ("triple_hop", "Triple hop"))
        ),
        _number(
            "landing",
            "Landing error score",
            "landing_error_score",
            Bound.BELOW,
            "5",
            "points",
            GOKELER_2016,
            hop=True,
        ),
        _number("acl_rsi", "ACL-RSI", "acl_rsi", Bound.ABOVE, "56", "/100", GOKELER_2016),
        _asked(
            "ikdc_15th_percentile",
            "IKDC within the 15th percentile of healthy people",
            GOKELER_2016,
        ),
        _number(
            "torque",
            "Knee extension, isokinetic 60°/s, per kg",
            "knee_extension_isokinetic_60",
            Bound.ABOVE,
            "3.0",
            "N·m/kg",
            WELLING_2018,
            reads=Reads.PER_MASS,
        ),
        Criterion(
            code="hamstrings_quadriceps",
            label="Hamstrings to quadriceps, isokinetic 300°/s",
            wanted="above 55 % (women) or 62.5 % (men)",
            reads=Reads.VALUE,
            codes=("hamstrings_quadriceps_ratio_300",),
            bound=Bound.ABOVE,
            amount=Decimal(55),
            amount_men=Decimal("62.5"),
            unit="%",
            source=WELLING_2018,
            population=ACL_OPERATED,
        ),
    ),
    known=(
        "At 6 to 9 months 3 to 11 % met all of them (Gokeler 2016, Welling 2018). The side hop of "
        "the papers is not charted here.",
    ),
)
_DISLOCATED = "people after patellar dislocation or surgery for it"
INSTABILITY = ReadinessList(
    code="patellar_instability",
    label="Return to sport after patellar dislocation or its surgery",
    kinds=(EpisodeKind.PATELLAR_INSTABILITY,),
    criteria=(
        _since(
            "4.5", "months", PATTON_MPFL, population="people after MPFL surgery", after_surgery=True
        ),
        _activity_pain(Bound.AT_MOST, "0", MENETREY_2014, _DISLOCATED),
        _effusion("none", ("zero",), MENETREY_2014),
        _answered(
            "apprehension",
            "Apprehension",
            "none",
            ("patellar_apprehension",),
            ("negative",),
            MENETREY_2014,
        ),
        _answered("giving_way", "Giving way", "never", ("giving_way",), ("never",), MENETREY_2014),
        _full_range(MENETREY_2014),
        _index(
            "strength",
            "Knee extensors",
            EXTENSORS,
            Bound.AT_LEAST,
            85,
            INSTABILITY_TESTING,
            population=_DISLOCATED,
        ),
        CONTROL,
    ),
    known=("Commonly 4.5 to 6 months or more after MPFL surgery; the earliest is counted.",),
)
PATELLOFEMORAL = ReadinessList(
    code="patellofemoral_pain",
    label="Return to sport with patellofemoral pain",
    kinds=(PFP,),
    criteria=(
        _activity_pain(Bound.AT_MOST, "2", RETURN_CRITERIA, "no study: a decision"),
        _answered(
            "response",
            "Response over 24 hours",
            "no rise after last time, or settled the same day",
            ("response_24_hours",),
            ("none", "settled_day"),
            RETURN_CRITERIA,
        ),
        CONTROL,
        _answered(
            "step_down",
            "Step-down, knee position",
            "over the toe; no published cut-off",
            ("step_down_knee",),
            ("none",),
            RETURN_CRITERIA,
        ),
        _asked("graded_exposure", "Graded return to the sport tolerated", RETURN_CRITERIA),
    ),
    known=("Local practice: up to 2 or 3 of 10 in sport; the stricter number is counted.",),
)
TENDINOPATHY = ReadinessList(
    code="tendinopathy",
    label="Return to sport with patellar tendinopathy",
    kinds=(EpisodeKind.OTHER,),
    criteria=(
        _index(
            "strength",
            "Knee extensors",
            EXTENSORS,
            Bound.AT_LEAST,
            90,
            LOCAL_SYMMETRY,
            population="no study: a decision",
        ),
        _asked(
            "energy_storage",
            "Energy-storage drills without a flare of more than 24 hours",
            MALLIARAS_2015,
        ),
        _asked("graded_exposure", "Graded return to the sport tolerated", MALLIARAS_2015),
    ),
    known=("The trend of the VISA-P belongs to it and is not charted here (Malliaras 2015).",),
)
KNEE_REPLACEMENT = ReadinessList(
    code="knee_replacement",
    label="Daily function after knee replacement",
    kinds=(REPLACEMENT,),
    criteria=(
        _answered(
            "stairs",
            "Stairs",
            "step over step, up and down",
            ("stairs_up_pattern", "stairs_down_pattern"),
            ("reciprocal",),
            APTA_TKA_2020,
        ),
        _answered(
            "gait_aid",
            "Walking without an aid",
            "no device",
            ("assistive_device",),
            ("none",),
            APTA_TKA_2020,
        ),
        _shown("chair_stand", "Chair stand in 30 seconds", ("chair_stand",), APTA_TKA_2020),
        _shown("timed_up_and_go", "Timed Up and Go", ("timed_up_and_go",), APTA_TKA_2020),
    ),
    known=("The KOOS JR belongs to it and is not charted here (APTA 2020).",),
)
DRIVING = ReadinessList(
    code="driving",
    label="Driving after surgery of the right knee",
    kinds=(REPLACEMENT, ACL),
    criteria=(
        _since(
            "6",
            "weeks",
            KIRSCHBAUM_2020,
            population="people after replacement of the right knee",
            after_surgery=True,
            sides=("right", "both"),
        ),
        _asked(
            "driving_conditions",
            "No opioids, and surgeon and insurer have been asked",
            RETURN_CRITERIA,
        ),
    ),
    known=(
        "Braking was as before at 4 weeks in one study (Dalury 2011), brake force only at 6 in "
        "another (Kirschbaum 2020); after right ACL reconstruction about 4 to 6 weeks.",
    ),
)
WORK = ReadinessList(
    code="work",
    label="Return to work",
    kinds=(ACL, REPLACEMENT),
    criteria=(
        _asked(
            "work_tasks_tried",
            "Each task of the job was tried at the level that it needs",
            RETURN_CRITERIA,
        ),
        _asked(
            "work_arrangements",
            "Graded hours and restrictions are agreed; a safety-critical role went to occupational "
            "health",
            RETURN_CRITERIA,
        ),
        Criterion(
            code="time",
            label="Time since surgery",
            wanted="no published cut-off",
            reads=Reads.SHOWN,
            source=GROOT_2017,
        ),
    ),
    known=(
        "Full return after ACL reconstruction at a median of 78 days, longer in heavy work "
        "(Groot 2017); after knee replacement at a mean of 7.7 to 16.6 weeks, longer in "
        "physical jobs.",
    ),
)

READINESS: tuple[ReadinessList, ...] = (
    RETURN_TO_RUNNING,
    BEFORE_HOPS,
    DELAWARE_OSLO,
    ASPETAR,
    GOKELER_WELLING,
    INSTABILITY,
    PATELLOFEMORAL,
    TENDINOPATHY,
    KNEE_REPLACEMENT,
    DRIVING,
    WORK,
)


def kept_measure(code: str) -> str:
    """The code of the measure by which a therapist keeps a list in the note."""
    return f"readiness_{code}"
