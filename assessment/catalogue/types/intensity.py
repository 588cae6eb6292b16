"""How hard a test may be for this knee today: by what a tier is suggested, and what is left out.

A suggestion with its reasons, never a lock. No clinician has reviewed it yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment.catalogue.types.demands import Load
from assessment.catalogue.types.screening import Tier
from assessment.catalogue.types.sources import Source


class Irritability(StrEnum):
    """How easily the knee flares, the most irritable first. Not assessed acts as high."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    NOT_ASSESSED = "not_assessed"


class HealingStage(StrEnum):
    """Where the healing of the tissue stands; not assessed acts as the first stage."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    GRADUAL = "gradual"
    NOT_ASSESSED = "not_assessed"


class OperationGroup(StrEnum):
    """Operations of which testing takes account."""

    ACL_RECONSTRUCTION = "acl_reconstruction"
    MENISCAL_REPAIR = "meniscal_repair"
    EXTENSOR_REPAIR = "extensor_repair"
    PATELLOFEMORAL_CARTILAGE = "patellofemoral_cartilage"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class AngleWindow:
    """Between which angles of flexion something is tested."""

    low: int
    high: int
    source: Source


@dataclass(frozen=True, kw_only=True)
class IntensityRule:
    """One reason for less: at most `tier`, or tests to leave out. `does` is said after the finding.

    It holds from day `from_day` until before day `before_day` after an operation or injury. Left
    out are the measures of `codes`, and every test that loads the knee in a way of `loads`;
    isometric extension at a known angle outside `isometric`; a loaded bend beyond `loaded_to`. One
    of `safety` is said at the tests whatever tier was chosen.
    """

    code: str
    version: str
    label: str
    does: str
    source: Source
    tier: Tier | None = None
    from_day: int | None = None
    before_day: int | None = None
    codes: frozenset[str] = frozenset()
    loads: frozenset[Load] = frozenset()
    isometric: AngleWindow | None = None
    loaded_to: int | None = None
    safety: bool = False

    @property
    def leaves_out(self) -> bool:
        """Whether it leaves tests out, whatever their tier."""
        angles = self.isometric is not None or self.loaded_to is not None
        return angles or bool(self.codes or self.loads)


@dataclass(frozen=True, kw_only=True)
class IrritabilityRule:
    """By what a level of irritability is suggested: pain from so many out of ten, effusion.

    A grade of effusion of this rank, or a rise by so many, makes it one level more irritable.
    """

    code: str
    version: str
    high_from: int
    moderate_from: int
    effusion_rank: int
    effusion_rise: int
    source: Source


@dataclass(frozen=True, kw_only=True)
class HealingRule:
    """From which day after an injury the second and the third stage are suggested."""

    code: str
    version: str
    subacute_from: int
    strengthening_from: int
    source: Source


@dataclass(frozen=True, kw_only=True)
class PressureRule:
    """From which resting blood pressure on maximal effort is left out."""

    systolic_from: int
    diastolic_from: int
    source: Source


@dataclass(frozen=True, kw_only=True)
class GrowthRule:
    """Under which age growth plates may be open."""

    under_age: int
    source: Source


@dataclass(frozen=True, kw_only=True)
class WindowRule:
    """For how many days an injury counts as acute, and an operation without restrictions asks.

    `long` is for the operations that heal slowly, `usual` for the others.
    """

    acute: int
    usual: int
    long: int
    source: Source


@dataclass(frozen=True, kw_only=True)
class PainRule:
    """Pain during a test: from where on a result is limited by it, and when to stop.

    To stop is above `stop_above`, or from `stop_rise` above the pain before the test on.
    """

    code: str
    version: str
    limited_from: int
    stop_above: int
    stop_rise: int
    source: Source


@dataclass(frozen=True, kw_only=True)
class IntensityRules:
    """Everything by which a tier is suggested; `table` has a cell for every level and stage."""

    table: Mapping[tuple[Irritability, HealingStage], Tier]
    by_table: IntensityRule
    hop_prerequisites: IntensityRule
    emergency: IntensityRule
    urgent: IntensityRule
    rule_incomplete: IntensityRule
    raise_not_assessed: IntensityRule
    restrictions_unknown: IntensityRule
    extensor_repair: IntensityRule
    extensor_isometric: IntensityRule
    graft_early: IntensityRule
    graft_later: IntensityRule
    meniscal_repair: IntensityRule
    cartilage: IntensityRule
    kneecap_held: IntensityRule
    hamstring_graft: IntensityRule
    instability: IntensityRule
    femoral_neck: IntensityRule
    pressure: IntensityRule
    growth_plates: IntensityRule
    pressures: PressureRule
    growth: GrowthRule
    windows: WindowRule
    irritability: IrritabilityRule
    healing: HealingRule
    pain: PainRule
    tier_words: Mapping[Tier, str]
