"""What a test asks of a knee: how it loads it, how far it bends it, what the leg has to bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType

from assessment.catalogue.types.screening import Tier
from assessment.catalogue.types.sources import Source


class Load(StrEnum):
    """How a test loads the knee."""

    NONE = "none"
    ISOMETRIC_LIGHT = "isometric_light"
    GRAVITY = "gravity"
    STRETCH = "stretch"
    ISOMETRIC_SUBMAXIMAL = "isometric_submaximal"
    ISOMETRIC_MAXIMAL = "isometric_maximal"
    DYNAMIC_MAXIMAL = "dynamic_maximal"
    RESISTED_FLEXION = "resisted_flexion"
    LIGAMENT_STRESS = "ligament_stress"
    ROTATION_STRESS = "rotation_stress"
    PATELLAR_STRESS = "patellar_stress"
    CLOSED_CHAIN = "closed_chain"
    CLOSED_CHAIN_HIGH = "closed_chain_high"
    IMPACT = "impact"


class Bearing(IntEnum):
    """How much weight the leg has to bear for a test, from none to all of it alone."""

    NONE = 0
    AS_TOLERATED = 1
    FULL = 2
    FULL_SINGLE = 3


class Motion(StrEnum):
    """Who bends the knee, where a test bends it: limits of range are given for each apart."""

    PASSIVE = "passive"
    ACTIVE = "active"
    WEIGHT_BEARING = "weight_bearing"


@dataclass(frozen=True, kw_only=True)
class Demand:
    """What one way of doing a test asks of the knee; `code` names it.

    It stands for `measures`, by their codes. The knee is bent from `low` to `high` degrees
    (hyperextension below 0); `None` is as far as it goes or as far as was chosen, so that a limit
    is told and nothing is refused. With `angle_field` that field of the setup holds the test angle
    and the range only says where the test is usual; with `reads_angle` the value itself is it.
    A test without `motion` is held at some angle of its range, one with it goes through all of it.
    `when` and `unless` restrict it by the setup; while the setup does not say, it holds. From the
    grade `from_grade` on it is what a graded test took. `straight_leg_raise`, `kneels`,
    `lateral_patella` and `pivots` name what has a restriction of its own.
    """

    code: str
    label: str
    measures: tuple[str, ...]
    load: Load
    tier: Tier
    source: Source
    bearing: Bearing = Bearing.NONE
    motion: Motion | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    angle_field: str = ""
    reads_angle: bool = False
    when: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unless: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    from_grade: str = ""
    straight_leg_raise: bool = False
    kneels: bool = False
    lateral_patella: bool = False
    pivots: bool = False
