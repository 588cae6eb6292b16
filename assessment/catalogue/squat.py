"""Squat, single-leg squat, step-down and rising from a chair, as observed.

The criteria of the single-leg squat are ticked one by one; the overall grade is the therapist's
own. The lateral step-down is scored, and its knee item has one answer: 1 or 2 points, never both.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.decisions import ANGLE_LIMITS, STEP_LIMITS
from assessment.catalogue.grades import deviation
from assessment.catalogue.pain import rating
from assessment.catalogue.sources import CROSSLEY_2011, LATERAL_STEP_DOWN
from assessment.catalogue.types import (
    Band,
    Better,
    Kind,
    Limit,
    Measure,
    Option,
    Position,
    Score,
    Section,
    SoftLimit,
)
from assessment.catalogue.units import CENTIMETRE, DEGREE, POINTS

SQUAT_GROUP = "Squat on both legs"
SINGLE_LEG = "Single-leg squat"
STEP_DOWN = "Lateral step-down"
RISING = "Rising from a chair"


def _seen(
    code: str, label: str, how: str, *, group: str = SQUAT_GROUP, sided: bool = True
) -> Measure:
    return deviation(code, label, how, group=group, sided=sided)


def _angle(code: str, label: str, how: str, better: Better, *, sided: bool) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=better,
        sided=sided,
        unit=DEGREE,
        hard=Limit(low=Decimal(0), high=Decimal(170)),
        group=SQUAT_GROUP,
        how=how,
        body_site="knee",
        sources=(ANGLE_LIMITS,),
    )


def _criterion(code: str, label: str, how: str) -> Measure:
    return Measure(
        code=f"single_leg_squat_{code}",
        label=f"Single-leg squat: {label}",
        kind=Kind.CHOICE,
        better=Better.NONE,
        sided=True,
        options=(
            Option(code="all", label="every repetition"),
            Option(code="some", label="some"),
            Option(code="none", label="none"),
        ),
        group=SINGLE_LEG,
        how=how,
        body_site="leg",
        sources=(CROSSLEY_2011,),
    )


def _item(code: str, label: str, how: str, *options: tuple[str, str, int]) -> Measure:
    return Measure(
        code=f"step_down_{code}",
        label=f"Step-down: {label}",
        kind=Kind.CHOICE,
        better=Better.NONE,
        sided=True,
        options=tuple(
            Option(code=one, label=words, points=points) for one, words, points in options
        ),
        group=STEP_DOWN,
        how=how,
        body_site="leg",
        sources=(LATERAL_STEP_DOWN,),
        figures=LATERAL_STEP_DOWN,
    )


SEEN_OR_NOT = (("no", "no", 0), ("yes", "yes", 1))

SQUAT = Section(
    code="squat",
    label="Squat and step-down",
    position=Position.STANDING,
    measures=(
        _angle(
            "squat_depth",
            "Squat depth",
            "Knee flexion at the lowest point, feet as wide as the shoulders, heels down.",
            Better.HIGHER,
            sided=False,
        ),
        rating("squat_pain", "Pain in the squat", "The worst of it.", group=SQUAT_GROUP),
        _angle(
            "squat_pain_angle",
            "Knee angle where squat pain begins",
            "Blank where there is no pain.",
            Better.HIGHER,
            sided=True,
        ),
        _seen("squat_dynamic_valgus", "Dynamic valgus", "Knee inside the foot."),
        _seen("squat_weight_shift", "Weight shifts away from this side", "Hips move over."),
        _seen("squat_heel_rise", "Heel rises", "Before the lowest point."),
        _seen("squat_foot_pronation", "Foot pronates", "Arch drops."),
        _seen("squat_tibial_rotation", "Shin turns in or out", "Against the foot."),
        _seen(
            "squat_uneven_depth",
            "This side bends less",
            "Pelvis tilts or turns.",
        ),
        _seen("squat_trunk_lean", "Trunk leans forward", "More than the shin.", sided=False),
        _seen("squat_lumbar_flexion", "Lower back rounds", "At the lowest point.", sided=False),
        _criterion("overall", "overall impression", "Steady, smooth, deep, at its own pace."),
        _criterion("trunk", "trunk", "No lean, turn or bend to either side."),
        _criterion("pelvis", "pelvis", "Level, no shift, turn or tilt."),
        _criterion("hip", "hip", "Thigh does not move inwards or turn in."),
        _criterion("knee", "knee", "Kneecap over the foot, no valgus."),
        Measure(
            code="single_leg_squat_grade",
            label="Single-leg squat, own grade",
            kind=Kind.GRADE,
            better=Better.HIGHER,
            sided=True,
            options=(
                Option(code="poor", label="poor", ordinal=0),
                Option(code="fair", label="fair", ordinal=1),
                Option(code="good", label="good", ordinal=2),
            ),
            group=SINGLE_LEG,
            how="Five squats to at least 60° of knee flexion, arms crossed, from a 20 cm box. As "
            "published: good where at least four criteria are met in every repetition, poor where "
            "one is met in none. The grade is the therapist's own; raters differ.",
            true_zero=False,
            body_site="leg",
            sources=(CROSSLEY_2011,),
        ),
        rating(
            "single_leg_squat_pain",
            "Pain in the single-leg squat",
            "The worst of it.",
            group=SINGLE_LEG,
        ),
        Measure(
            code="step_down_height",
            label="Step-down: height of the step",
            kind=Kind.QUANTITY,
            better=Better.NONE,
            unit=CENTIMETRE,
            hard=Limit(low=Decimal(2), high=Decimal(60)),
            soft=(SoftLimit(among=(Decimal(20),)),),
            group=STEP_DOWN,
            how="20 cm as published; five repetitions, hands on the waist, heel to the floor.",
            sources=(LATERAL_STEP_DOWN, STEP_LIMITS),
        ),
        _item("arms", "arm strategy", "A hand leaves the waist.", *SEEN_OR_NOT),
        _item("trunk", "trunk", "The trunk leans to any side.", *SEEN_OR_NOT),
        _item("pelvis", "pelvis", "One side turns or rises.", *SEEN_OR_NOT),
        _item(
            "knee",
            "knee position",
            "Where the tibial tubercle gets to at its worst: over the second toe, inside of it, or "
            "inside the inner edge of the foot. One answer.",
            ("none", "over the toe", 0),
            ("second_toe", "inside the toe", 1),
            ("foot_border", "inside the foot", 2),
        ),
        _item(
            "steadiness",
            "steady stance lost",
            "The other foot touches down for support, or the foot wavers.",
            *SEEN_OR_NOT,
        ),
        _seen(
            "sit_to_stand_weight_shift",
            "Weight shifts away from this side",
            "While rising.",
            group=RISING,
        ),
        _seen(
            "sit_to_stand_descent",
            "Drops into the chair",
            "Uncontrolled lowering.",
            group=RISING,
            sided=False,
        ),
        Measure(
            code="sit_to_stand_arms",
            label="Arms used to rise",
            kind=Kind.CHOICE,
            better=Better.NONE,
            options=(
                Option(code="none", label="not used"),
                Option(code="light", label="used lightly"),
                Option(code="needed", label="needed"),
            ),
            group=RISING,
            how="From a seat of usual height.",
        ),
    ),
    derived=(
        Score(
            code="lateral_step_down",
            label="Lateral step-down",
            items=(
                "step_down_arms",
                "step_down_trunk",
                "step_down_pelvis",
                "step_down_knee",
                "step_down_steadiness",
            ),
            highest=6,
            unit=POINTS,
            better=Better.LOWER,
            bands=(
                Band(high=1, label="good"),
                Band(high=3, label="medium"),
                Band(high=6, label="poor"),
            ),
            sources=(LATERAL_STEP_DOWN,),
            figures=LATERAL_STEP_DOWN,
            population="not stated by the source; raters agreed in patellofemoral pain",
        ),
    ),
)
