"""Figures that a value or a change is held against; each names its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from assessment.catalogue.types.sources import OwnFigure, Source


@dataclass(frozen=True, kw_only=True)
class MeasurementError:
    """Smallest change that is more than measurement error.

    `amount` is in the canonical unit, or in percent of the mean of the two values when `relative`.
    `level` is 90 or 95 as published, `None` where the source did not say. `same_rater` and `when`
    say which comparison it applies to; `None` and empty apply to any.
    """

    amount: Decimal
    source: Source
    population: str
    relative: bool = False
    level: int | None = None
    same_rater: bool | None = None
    when: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    own: OwnFigure | None = None


@dataclass(frozen=True, kw_only=True)
class ImportantChange:
    """Smallest change that patients usually call important, canonical unit.

    With `percent` the change has to be that much of the larger of the two values as well.
    """

    amount: Decimal
    source: Source
    population: str
    own: OwnFigure | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Jump:
    """A change since the last visit so large that a slip is asked about.

    `amount` is the difference of the two values in the canonical unit, or in percent of the smaller
    one when `relative`. More than `amount` asks.
    """

    amount: Decimal
    source: Source
    relative: bool = False


@dataclass(frozen=True, kw_only=True)
class TrialCheck:
    """How far trials may lie apart before the clinician is told.

    `amount` is the highest less the lowest in the canonical unit, or the coefficient of variation
    in percent when `relative`. More than `amount` warns.
    """

    amount: Decimal
    source: Source
    relative: bool = False


@dataclass(frozen=True, kw_only=True)
class Confounder:
    """A grade of another measure on the same side that stands in the way of reading this one.

    From the rank `lowest` of `measure` on, whatever section that is in, `why` is said.
    """

    measure: str
    lowest: int
    why: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Norm:
    """What people of a described group had: a figure to set beside, never a verdict."""

    amount: Decimal
    statistic: str
    population: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class BandSet:
    """Names for stretches of a score, in one published version of them.

    `code` is the option of the setup's `bands` that chooses it; an empty one always holds.
    """

    code: str
    bands: tuple[Band, ...]
    population: str
    source: Source


class Derivation(StrEnum):
    """What can be worked out from one measure's readings of both sides."""

    DIFFERENCE = "difference"
    SYMMETRY = "symmetry"
    DEFICIT = "deficit"
    TORQUE = "torque"
    PER_MASS = "per_mass"


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """How a test did in one study, in people whose condition was known. Never a probability.

    `sensitivity` and `specificity` lie from 0 to 1; where both are there the likelihood ratios are
    worked out of them. `positive_ratio` and `negative_ratio` are printed ones, for where only those
    were printed; `below` and `above` say that just a bound was: LR+ below it, LR- above it. `note`
    is what a reader has to know besides.
    """

    condition: str
    population: str
    source: Source
    sensitivity: Decimal | None = None
    specificity: Decimal | None = None
    positive_ratio: Decimal | None = None
    negative_ratio: Decimal | None = None
    below: bool = False
    above: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DerivedError:
    """The measurement error of what is derived of a measure (its symmetry index), in that unit."""

    derivation: Derivation
    error: MeasurementError


@dataclass(frozen=True, kw_only=True)
class CutOff:
    """A figure that what is derived of a measure (its symmetry index) is held against in print.

    `use` says in words who asks for it and what it does not say. At the figure counts as above.
    """

    derivation: Derivation
    amount: Decimal
    use: str
    population: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class LossBand:
    """A named stretch of a loss against the other side, up to `high`; `None` is open."""

    label: str
    says: str
    high: Decimal | None = None
    high_open: bool = False


@dataclass(frozen=True, kw_only=True)
class SideLoss:
    """How much of a movement the involved side lacks of the other one, in published bands.

    `of` names the movement. The first band is no finding and is not told.
    """

    of: str
    bands: tuple[LossBand, ...]
    form: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Band:
    """A named stretch of a score, up to and including `high`.

    It comes from where the figures of its score do, but for one that an installation decided.
    """

    high: int
    label: str
    source: Source | None = None
    population: str = ""
    own: OwnFigure | None = None


@dataclass(frozen=True, kw_only=True)
class Constant:
    """A number that a calculation relies on and that belongs to no measure; `unit` in words.

    A `cut_off` judges a finding, so it says in whom it was found; an installation may decide it.
    """

    code: str
    label: str
    value: Decimal
    unit: str
    source: Source
    cut_off: bool = False
    population: str = ""
    own: OwnFigure | None = None
