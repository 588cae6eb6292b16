"""Pulses, capillary refill, feeling, reflexes and the strength of the foot, by side.

Nothing is normal until somebody looked. After an injury, an operation or with new weakness these
come before any resisted test.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.answers import chosen
from assessment.catalogue.decisions import REFILL_LIMITS
from assessment.catalogue.grades import muscle_grade
from assessment.catalogue.sources import RF_11, RF_12, RF_13, RF_14, RF_15
from assessment.catalogue.types import (
    Better,
    Kind,
    Limit,
    Measure,
    Position,
    Section,
    SoftLimit,
    Source,
)
from assessment.catalogue.units import SECOND

CIRCULATION = "Circulation"
SENSATION = "Feeling to light touch"
REFLEXES = "Reflexes"
STRENGTH = "Strength of the foot"


def _looked_at(
    code: str,
    label: str,
    group: str,
    how: str,
    options: tuple[tuple[str, str], ...],
    *sources: Source,
    position: Position | None = None,
) -> Measure:
    return chosen(
        code,
        label,
        how,
        options,
        group=group,
        sided=True,
        body_site="leg",
        sources=sources,
        position=position,
    )


PULSE = (("present", "present"), ("weak", "weak"), ("absent", "absent"))
FEELING = (
    ("normal", "as expected"),
    ("reduced", "reduced"),
    ("absent", "absent"),
    ("heightened", "heightened or painful"),
)
REFLEX = (
    ("absent", "absent"),
    ("reduced", "reduced"),
    ("normal", "as expected"),
    ("brisk", "brisk"),
    ("clonus", "with clonus"),
)


def _pulse(code: str, label: str, where: str) -> Measure:
    return _looked_at(
        code,
        label,
        CIRCULATION,
        f"{where} Compare with the other foot.",
        PULSE,
        RF_12,
        RF_13,
    )


def _feeling(code: str, label: str, where: str) -> Measure:
    return _looked_at(code, label, SENSATION, where, FEELING, RF_11, RF_14, RF_15)


def _reflex(code: str, label: str, how: str) -> Measure:
    return _looked_at(code, label, REFLEXES, how, REFLEX, RF_14, RF_15, position=Position.SITTING)


NEUROVASCULAR = Section(
    code="neurovascular",
    label="Nerves and circulation",
    position=Position.SUPINE,
    measures=(
        _pulse("dorsalis_pedis_pulse", "Dorsalis pedis pulse", "On the back of the foot."),
        _pulse("posterior_tibial_pulse", "Posterior tibial pulse", "Behind the medial malleolus."),
        Measure(
            code="capillary_refill",
            label="Capillary refill of the great toe",
            kind=Kind.QUANTITY,
            better=Better.NONE,
            sided=True,
            unit=SECOND,
            hard=Limit(low=Decimal(0), high=Decimal(30)),
            soft=(SoftLimit(limit=Limit(high=Decimal(3))),),
            group=CIRCULATION,
            how="Press the nail bed for 5 seconds, let go, count until the colour is back.",
            body_site="foot",
            sources=(REFILL_LIMITS, RF_12),
        ),
        _feeling("sensation_l2", "L2, front of the thigh", "Middle of the front of the thigh."),
        _feeling("sensation_l3", "L3, inner side of the knee", "Medial femoral condyle."),
        _feeling("sensation_l4", "L4, inner side of the shin", "Above the medial malleolus."),
        _feeling("sensation_l5", "L5, back of the foot", "Between first and second toe."),
        _feeling("sensation_s1", "S1, outer edge of the foot", "Lateral side of the heel."),
        _feeling(
            "sensation_saphenous",
            "Around the knee, infrapatellar branch",
            "Below and outside the kneecap; often altered beside a scar.",
        ),
        _reflex("patellar_reflex", "Patellar reflex", "Seated, foot free; tap the tendon."),
        _reflex("achilles_reflex", "Achilles reflex", "Foot held lightly up; tap the tendon."),
        muscle_grade(
            "ankle_dorsiflexion_grade",
            "Foot dorsiflexion, grade",
            "Heel on the table; lift the foot against the hand.",
            group=STRENGTH,
            body_site="ankle",
        ),
        muscle_grade(
            "great_toe_extension_grade",
            "Great toe extension, grade",
            "Lift the great toe against a finger.",
            group=STRENGTH,
            body_site="foot",
        ),
    ),
)
