"""The four impairment-based subcategories of patellofemoral pain, and what points to each.

They are expert opinion and not validated. Several can stand side by side; the clinician picks. No
muscle is a diagnosis. Numbers stand only where the guideline page gives one.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.guidance_sources import (
    LOCAL_SYMMETRY,
    MILLS_2012,
    NICE_NG226,
    REDMOND_2008,
    WILLY_2019,
)
from assessment.catalogue.readiness import EXTENSORS
from assessment.catalogue.types import Constant, Judged, Sign, Subcategory, Way

NO_CUT_OFF = "no published cut-off"

OVERUSE = "pfp_overuse"
APPLIES, DOES_NOT = "applies", "does_not"
"""The clinician's answers; a third one is that it stays open."""


def _index(code: str) -> Way:
    return Way(
        code=code,
        judged=Judged.INDEX,
        amount=Decimal(90),
        unit="%",
        source=LOCAL_SYMMETRY,
        population="no study: a decision",
    )


def _answer(code: str, *good: str) -> Way:
    return Way(code=code, judged=Judged.ANSWER, good=good)


def _length(code: str) -> Way:
    return Way(code=code, judged=Judged.CLINICIAN)


SUBCATEGORIES: tuple[Subcategory, ...] = (
    Subcategory(
        code="overuse",
        measure=OVERUSE,
        label="Overuse or overload, without other impairment",
        signs=(
            Sign(
                code="load",
                label="Recent rise in load",
                ways=(Way(code="recent_load_rise", judged=Judged.ANSWER, good=("no",)),),
            ),
        ),
        cut_off=NO_CUT_OFF,
        note="Stands only where 2 to 4 were examined and show nothing.",
        source=WILLY_2019,
        without_others=True,
    ),
    Subcategory(
        code="muscle_performance",
        measure="pfp_muscle_performance",
        label="Muscle performance deficits of hip and thigh",
        signs=(
            Sign(code="abductors", label="Hip abductors", ways=(_index("hip_abduction_force"),)),
            Sign(
                code="rotators",
                label="Hip external rotators",
                ways=(_index("hip_external_rotation_force"),),
            ),
            Sign(
                code="hip_extensors", label="Hip extensors", ways=(_index("hip_extension_force"),)
            ),
            Sign(
                code="quadriceps",
                label="Quadriceps",
                ways=tuple(_index(code) for code in EXTENSORS),
            ),
            Sign(
                code="manual_test",
                label="Knee extension by hand",
                ways=(_answer("knee_extension_grade", "5"),),
                extra=True,
            ),
        ),
        cut_off="no single published cut-off; below 90 % of the other side is often used locally",
        note="Resistance exercise of hip and knee is what it responds to.",
        source=WILLY_2019,
    ),
    Subcategory(
        code="movement_coordination",
        measure="pfp_movement_coordination",
        label="Movement coordination deficits",
        signs=(
            Sign(
                code="single_leg_squat",
                label="Single-leg squat, knee",
                ways=(_answer("single_leg_squat_knee", "all"),),
            ),
            Sign(
                code="step_down",
                label="Step-down, knee",
                ways=(_answer("step_down_knee", "none"),),
            ),
            Sign(
                code="squat",
                label="Squat, dynamic valgus",
                ways=(_answer("squat_dynamic_valgus", "none"),),
                extra=True,
            ),
            Sign(
                code="gait",
                label="Gait, dynamic valgus",
                ways=(_answer("gait_dynamic_valgus", "none"),),
                extra=True,
            ),
        ),
        cut_off=NO_CUT_OFF,
        note="Poorly controlled valgus, not necessarily from weakness.",
        source=WILLY_2019,
    ),
    Subcategory(
        code="mobility_hyper",
        measure="pfp_mobility_hyper",
        label="Mobility: foot more mobile than usual",
        signs=(
            Sign(
                code="foot",
                label="Foot mobility",
                ways=(
                    Way(
                        code="foot_posture_index",
                        judged=Judged.AT_LEAST,
                        amount=Decimal(6),
                        unit="points",
                        source=REDMOND_2008,
                        population="healthy adults",
                    ),
                    Way(
                        code="midfoot_width_change",
                        judged=Judged.AT_LEAST,
                        amount=Decimal("1.1"),
                        unit="cm",
                        source=MILLS_2012,
                        population="people with patellofemoral pain",
                    ),
                ),
            ),
        ),
        cut_off="Foot Posture Index 6 or more, or midfoot width change 11 mm or more",
        note="By the Foot Posture Index or the change of midfoot width.",
        source=WILLY_2019,
    ),
    Subcategory(
        code="mobility_hypo",
        measure="pfp_mobility_hypo",
        label="Mobility: short muscles, retinaculum or iliotibial band",
        signs=(
            Sign(
                code="hamstrings",
                label="Hamstrings",
                ways=(_length("hamstrings_passive"), _length("hamstrings_active")),
            ),
            Sign(
                code="quadriceps_length",
                label="Quadriceps",
                ways=(_length("rectus_femoris_knee_angle"), _length("prone_knee_bend")),
            ),
            Sign(
                code="gastrocnemius",
                label="Gastrocnemius",
                ways=(_length("ankle_lunge_angle_straight"),),
            ),
            Sign(
                code="soleus",
                label="Soleus",
                ways=(_length("ankle_lunge_angle"), _length("ankle_lunge_distance")),
            ),
            Sign(
                code="retinaculum",
                label="Lateral retinaculum",
                ways=(_answer("patellar_tilt_test", "negative"),),
            ),
            Sign(
                code="iliotibial_band",
                label="Iliotibial band",
                ways=(_answer("ober_test", "negative"),),
            ),
        ),
        cut_off="no published cut-off is used for muscle length; the clinician judges the values",
        note="One or more of them short; no published cut-off here.",
        source=WILLY_2019,
    ),
)

AGE_OF_OSTEOARTHRITIS = Constant(
    code="osteoarthritis_age",
    label="Age from which the pattern of osteoarthritis is offered",
    value=Decimal(45),
    unit="years",
    source=NICE_NG226,
    cut_off=True,
    population="people with joint pain",
)
