"""Gait and stairs: weight-bearing, aids, what is seen step by step, speed.

Weight-bearing terms are spelled out, because their letters are read in more than one way. What is
seen is graded by how marked it is, never added up: observers agree only slightly to moderately.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.answers import chosen, prose
from assessment.catalogue.decisions import GAIT_LIMITS, SEVERITY_GRADES
from assessment.catalogue.grades import deviation
from assessment.catalogue.pain import rating
from assessment.catalogue.sources import EASTLACK_1991, LHSC_WEIGHT_BEARING
from assessment.catalogue.types import (
    Better,
    Kind,
    Limit,
    Measure,
    Option,
    Position,
    Requirement,
    Section,
    SetupField,
    SoftLimit,
    Unit,
)
from assessment.catalogue.units import (
    DISTANCE_METRE,
    KILOGRAM,
    METRE_PER_SECOND,
    PERCENT,
    POUND,
)

BEARING = "Weight-bearing and aids"
WALKING = "Walking: what is seen"
SPEED = "Speed and pain"
STAIRS = "Stairs"


def _load(code: str, label: str, how: str, unit: Unit, hard: Limit, *more: Unit) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.NONE,
        sided=True,
        unit=unit,
        entry_units=(unit, *more) if more else (),
        hard=hard,
        group=BEARING,
        how=how,
        sources=(LHSC_WEIGHT_BEARING, GAIT_LIMITS),
    )


def _seen(code: str, label: str, how: str, *, sided: bool = True) -> Measure:
    return deviation(
        f"gait_{code}",
        label,
        how,
        group=WALKING,
        sided=sided,
        sources=(EASTLACK_1991, SEVERITY_GRADES),
    )


def _on_stairs(code: str, label: str, how: str) -> Measure:
    return deviation(
        f"stairs_{code}", label, how, group=STAIRS, sources=(EASTLACK_1991, SEVERITY_GRADES)
    )


PATTERN = (("reciprocal", "step over step"), ("step_to", "one step at a time"))
RAIL = (("none", "not used"), ("light", "touched lightly"), ("needed", "needed"))

GAIT = Section(
    code="gait",
    label="Gait and stairs",
    position=Position.STANDING,
    intro="Watch the way in first. Not observed is a reason, not none.",
    measures=(
        Measure(
            code="weight_bearing",
            label="Weight-bearing allowed",
            kind=Kind.CHOICE,
            better=Better.NONE,
            sided=True,
            group=BEARING,
            how="As ordered, not as observed. Partial needs a percentage or a load.",
            options=tuple(
                Option(code=code, label=label, definition=definition)
                for code, label, definition in (
                    ("fwb", "full", "No limit."),
                    ("wbat", "as tolerated", "The patient's symptoms set the limit."),
                    ("pwb", "partial", "Up to a stated share of body weight, or a stated load."),
                    ("ttwb", "toe-touch", "Contact for balance only; read in different ways."),
                    ("nwb", "none", "Foot off the floor."),
                )
            ),
            sources=(LHSC_WEIGHT_BEARING,),
        ),
        _load(
            "weight_bearing_percent",
            "Partial weight-bearing, share of body weight",
            "1 to 99 percent, as ordered.",
            PERCENT,
            Limit(low=Decimal(1), high=Decimal(99)),
        ),
        _load(
            "weight_bearing_load",
            "Partial weight-bearing, load",
            "In kilograms on a scale, as ordered.",
            KILOGRAM,
            Limit(low=Decimal(1), high=Decimal(150)),
            POUND,
        ),
        prose(
            "weight_bearing_order",
            "Who ordered it, and until when",
            "Name, date, review.",
            group=BEARING,
            lines=False,
        ),
        chosen(
            "assistive_device",
            "Assistive device",
            "As the patient walked in today.",
            (
                ("none", "none"),
                ("single_point_cane", "single-point cane"),
                ("quad_cane", "quad cane"),
                ("one_crutch", "one crutch"),
                ("two_axillary_crutches", "two axillary crutches"),
                ("two_forearm_crutches", "two forearm crutches"),
                ("standard_walker", "standard walker"),
                ("two_wheel_walker", "two-wheel walker"),
                ("four_wheel_walker", "four-wheel walker"),
                ("knee_scooter", "knee scooter"),
                ("wheelchair", "wheelchair"),
                ("other", "other"),
            ),
            group=BEARING,
        ),
        chosen(
            "assistive_device_hand",
            "Hand that holds it",
            "For a cane or one crutch.",
            (
                ("right", "right hand"),
                ("left", "left hand"),
            ),
            group=BEARING,
        ),
        prose(
            "brace",
            "Brace or sleeve",
            "Kind, and the range it is locked or limited to.",
            group=BEARING,
            lines=False,
            sided=True,
        ),
        prose(
            "gait_conditions",
            "Watched under which conditions",
            "Distance, floor, footwear, pace, with or without the aid.",
            group=WALKING,
            lines=False,
        ),
        _seen("antalgic", "Antalgic gait", "Short stance on the painful side."),
        _seen("stiff_knee", "Stiff knee", "Little flexion in stance and swing."),
        _seen(
            "knee_flexed_at_contact",
            "Knee flexed at initial contact",
            "Contracture, effusion or guarding.",
        ),
        _seen(
            "reduced_loading_flexion",
            "Reduced flexion in loading response",
            "Less than about 15°: weak or inhibited quadriceps, effusion, pain.",
        ),
        _seen(
            "quadriceps_avoidance",
            "Quadriceps avoidance",
            "Knee kept near straight, trunk leans forward in early stance.",
        ),
        _seen(
            "extensor_thrust",
            "Extensor thrust or recurvatum",
            "The knee snaps back in mid-stance.",
        ),
        _seen("varus_thrust", "Varus thrust", "The knee shifts outwards on loading."),
        _seen("valgus_thrust", "Valgus thrust", "The knee shifts inwards on loading."),
        _seen("trendelenburg", "Pelvis drops away", "Trendelenburg, from the stance side."),
        _seen("trunk_lean", "Trunk leans to the stance side", "Compensated Trendelenburg."),
        _seen("dynamic_valgus", "Dynamic valgus", "Thigh turns in and the knee moves inwards."),
        _seen("excess_pronation", "Foot pronates much", "Arch drops in mid-stance."),
        _seen(
            "no_terminal_extension",
            "Knee does not straighten in terminal stance",
            "Or the heel rises early.",
        ),
        _seen(
            "reduced_swing_flexion",
            "Reduced flexion in swing",
            "Peak below about 60°.",
        ),
        _seen("circumduction", "Circumduction, hip hike or vaulting", "To clear the foot."),
        _seen(
            "lag_at_terminal_swing",
            "Knee not straight at terminal swing",
            "Extensor lag before contact.",
        ),
        _seen("short_step", "Short step", "Step length of this side."),
        _seen("wide_base", "Wide base, uneven or slow", "Time and distance.", sided=False),
        Measure(
            code="gait_speed",
            label="Gait speed",
            kind=Kind.QUANTITY,
            better=Better.HIGHER,
            unit=METRE_PER_SECOND,
            hard=Limit(low=Decimal(0), high=Decimal(5)),
            soft=(SoftLimit(limit=Limit(low=Decimal("0.2"), high=Decimal("2.2"))),),
            group=SPEED,
            how="Timed over a measured distance; say which, and whether from standing.",
            setup=(
                SetupField(
                    code="pace",
                    label="pace",
                    kind=Kind.CHOICE,
                    options=(
                        Option(code="usual", label="usual"),
                        Option(code="fast", label="as fast as is safe"),
                    ),
                ),
                SetupField(
                    code="distance",
                    label="distance",
                    kind=Kind.QUANTITY,
                    unit=DISTANCE_METRE,
                    hard=Limit(low=Decimal(1), high=Decimal(600)),
                ),
                SetupField(
                    code="start",
                    label="start",
                    kind=Kind.CHOICE,
                    options=(
                        Option(code="standing", label="from standing"),
                        Option(code="walking", label="already walking"),
                    ),
                ),
            ),
            sources=(GAIT_LIMITS,),
        ),
        rating("gait_pain", "Pain while walking", "During the walk watched.", group=SPEED),
        chosen("stairs_up_pattern", "Up stairs", "Which way.", PATTERN, group=STAIRS),
        chosen("stairs_down_pattern", "Down stairs", "Which way.", PATTERN, group=STAIRS),
        chosen(
            "stairs_lead_leg",
            "Leg that leads, one step at a time",
            "Going up.",
            (
                ("right", "right"),
                ("left", "left"),
                ("either", "either"),
            ),
            group=STAIRS,
        ),
        chosen("stairs_rail", "Rail", "Of the two ways the worse.", RAIL, group=STAIRS),
        _on_stairs("knee_collapse", "Knee gives on stairs", "On the way down most of all."),
        _on_stairs("trunk_lean", "Trunk leans on stairs", "Forwards or to the side."),
        _on_stairs("pelvic_drop", "Pelvis hikes or drops on stairs", "Of the stance side."),
        _on_stairs(
            "descent_avoidance",
            "Avoids lowering on this leg",
            "Turns, hurries, or leads down with it.",
        ),
        rating("stairs_pain", "Pain on stairs", "Up or down, the worse.", group=STAIRS),
    ),
    requirements=(
        Requirement(
            measure="weight_bearing",
            option="pwb",
            any_of=("weight_bearing_percent", "weight_bearing_load"),
            why="Partial weight-bearing needs the share of body weight or the load. Enter one.",
        ),
    ),
)
