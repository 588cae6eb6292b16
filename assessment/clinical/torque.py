"""Turning effect and body size: torque from force and lever arm, and strength per kilogram."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from assessment.catalogue.units import (
    KILOGRAM,
    LEVER_METRE,
    NEWTON,
    NEWTON_METRE,
    NEWTON_METRE_PER_KILOGRAM,
    NEWTON_PER_KILOGRAM,
    day_in_words,
    shown,
)
from assessment.clinical.readings import Context, Reading
from assessment.clinical.result import (
    Formula,
    Obstacle,
    ReasonCode,
    Result,
    computed,
    not_computed,
)
from assessment.clinical.standing import Standing

TORQUE = Formula(says="torque = force x lever arm")
TORQUE_PER_MASS = Formula(says="torque per body mass = torque / body mass")
FORCE_PER_MASS = Formula(says="force per body mass = force / body mass")


def lever_arm(reading: Reading | None) -> Decimal | None:
    """The lever arm of a reading in metres; `None` where none was recorded."""
    if reading is None:
        return None
    try:
        length = Decimal(reading.setup["lever_arm"])
    except (KeyError, InvalidOperation):
        return None
    return length if length > 0 else None


def torque(force: Standing, *, decimal_separator: str) -> Result:
    """Force times lever arm of one side, in newton metres."""
    turning = torque_standing(force)
    lever = lever_arm(force.reading)
    if turning.value is None or lever is None:
        return not_computed(TORQUE, _own(turning))
    value = turning.value
    inputs = (
        force.said(NEWTON, decimal_separator=decimal_separator),
        "lever arm " + shown(lever, LEVER_METRE, decimal_separator=decimal_separator),
    )
    text = shown(value, NEWTON_METRE, decimal_separator=decimal_separator)
    return computed(TORQUE, value, NEWTON_METRE, text, inputs)


def torque_standing(force: Standing) -> Standing:
    """The torque of a side in the form in which sides are compared."""
    if force.value is None:
        return force
    lever = lever_arm(force.reading)
    if lever is None:
        why = f"lever arm {force.side.value} not recorded"
        obstacle = Obstacle(reason=ReasonCode.MISSING, why=why)
        return Standing(side=force.side, obstacle=obstacle, reading=force.reading)
    return Standing(side=force.side, value=force.value * lever, reading=force.reading)


def torque_per_mass(turning: Standing, context: Context, *, decimal_separator: str) -> Result:
    """Torque per kilogram of body mass, in newton metres per kilogram."""
    return _per_mass(TORQUE_PER_MASS, turning, context, decimal_separator)


def force_per_mass(force: Standing, context: Context, *, decimal_separator: str) -> Result:
    """Force per kilogram of body mass, in newtons per kilogram; for force without a lever arm."""
    return _per_mass(FORCE_PER_MASS, force, context, decimal_separator)


def _per_mass(
    formula: Formula, strength: Standing, context: Context, decimal_separator: str
) -> Result:
    is_torque = formula is TORQUE_PER_MASS
    of, unit = (
        (NEWTON_METRE, NEWTON_METRE_PER_KILOGRAM) if is_torque else (NEWTON, NEWTON_PER_KILOGRAM)
    )
    mass = context.body_mass
    obstacles = _own(strength) or _of_mass(mass)
    if strength.value is None or mass is None or obstacles:
        return not_computed(formula, obstacles)
    value = strength.value / mass
    weighed = _of_another_day(context)
    inputs = (
        strength.said(of, decimal_separator=decimal_separator),
        f"body mass {shown(mass, KILOGRAM, decimal_separator=decimal_separator)}{weighed}",
    )
    text = shown(value, unit, decimal_separator=decimal_separator)
    said = f"{text} (body mass{weighed})" if weighed else text
    return computed(formula, value, unit, said, inputs)


def _of_another_day(context: Context) -> str:
    """When the body mass was taken, where that was not the day of the visit."""
    if context.body_mass_date in ("", context.visit_date):
        return ""
    return f" of {day_in_words(date.fromisoformat(context.body_mass_date))}"


def _own(standing: Standing) -> list[Obstacle]:
    return [standing.obstacle] if standing.obstacle is not None else []


def _of_mass(mass: Decimal | None) -> list[Obstacle]:
    if mass is None:
        why = "body mass not recorded at this visit"
        return [Obstacle(reason=ReasonCode.MISSING, why=why)]
    if mass == 0:
        return [Obstacle(reason=ReasonCode.ZERO_DENOMINATOR, why="body mass is 0")]
    return []
