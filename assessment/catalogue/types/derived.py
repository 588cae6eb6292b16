"""Results worked out from several measures of one section."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessment.catalogue.types.entry import Limit, SoftLimit, Unit
from assessment.catalogue.types.figures import Accuracy, Band, ImportantChange, MeasurementError
from assessment.catalogue.types.sources import OwnFigure, Source
from assessment.catalogue.types.words import Better


@dataclass(frozen=True, kw_only=True)
class DerivedMeasure(ABC):
    """A result from measures of one section on one side; its subclasses say how it is worked out.

    `soft` limits warn. `parts` are the codes of the measures it rests on. Unless each of
    `only_with` was answered nobody expects the result, and there is none, not even a reason.
    `figures` is where its cut-offs and points come from, and `population` in whom its cut-offs
    were found.
    """

    code: str
    label: str
    unit: Unit
    better: Better
    soft: tuple[SoftLimit, ...] = ()
    errors: tuple[MeasurementError, ...] = ()
    important: tuple[ImportantChange, ...] = ()
    sources: tuple[Source, ...] = ()
    key_result: bool = False
    true_zero: bool = True
    only_with: tuple[str, ...] = ()
    figures: Source | None = None
    population: str = ""

    @property
    @abstractmethod
    def parts(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Difference(DerivedMeasure):
    """`minuend - times x subtrahend`. Above `present_above` the finding is called present.

    `neutral_zero` writes the range beside the result as extension, neutral, flexion (5-0-140).
    `times` is called `times_name` in the formula. `sign_words` are said behind a positive and a
    negative result. A result beyond `possible` cannot be and is not given.
    `own` says that an installation decided about `present_above`.
    """

    minuend: str
    subtrahend: str
    times: Decimal | None = None
    times_name: str = ""
    present_above: Decimal | None = None
    own: OwnFigure | None = None
    neutral_zero: bool = False
    sign_words: tuple[str, str] | None = None
    possible: Limit | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return self.minuend, self.subtrahend


@dataclass(frozen=True, kw_only=True)
class Score(DerivedMeasure):
    """The points of the options chosen in every item; without all items there is no score."""

    items: tuple[str, ...]
    highest: int
    bands: tuple[Band, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        return self.items


@dataclass(frozen=True, kw_only=True)
class Percentage(DerivedMeasure):
    """The mean of `of` in percent of `by`, on the same side (reach by limb length).

    A share above `highest` cannot be: it is not given, and `why_highest` says what to do. With
    `alike` both parts have to be taken in the same way, and `said_alike` are the fields of their
    setup that have to be recorded for that. `complement` gives what is missing to 100 %.
    """

    of: tuple[str, ...]
    by: str
    highest: Decimal | None = None
    why_highest: str = ""
    alike: bool = False
    said_alike: tuple[str, ...] = ()
    complement: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return (*self.of, self.by)


class MaximumFormula(StrEnum):
    """The formulas of a one-repetition maximum; each is its own result."""

    EPLEY = "epley"
    BRZYCKI = "brzycki"


@dataclass(frozen=True, kw_only=True)
class MeanOf(DerivedMeasure):
    """The mean of several scores, each of which has to be there."""

    of: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        return self.of


@dataclass(frozen=True, kw_only=True)
class CountedWhen(DerivedMeasure):
    """A count that stands only when its setup says so, and is `otherwise` when it does not.

    With `otherwise` none there is no such result at all (a repetition done with the arms is no
    standard one: the standard score is 0, and only then there is an adapted one).
    """

    of: str
    setup_field: str
    option: str
    otherwise: Decimal | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.of,)


@dataclass(frozen=True, kw_only=True)
class MaximumEstimate(DerivedMeasure):
    """What could be lifted once, estimated from a load lifted several times by a named formula.

    Above `most_repetitions` no estimate is given.
    """

    load: str
    repetitions: str
    formula: MaximumFormula
    most_repetitions: Decimal

    @property
    def parts(self) -> tuple[str, ...]:
        return self.load, self.repetitions


@dataclass(frozen=True, kw_only=True)
class AngleEstimate(DerivedMeasure):
    """The angle whose sine is `height` by `lever`: an estimate beside the height itself.

    `below_zero` says in words what a negative one means.
    """

    height: str
    lever: str
    below_zero: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        return self.height, self.lever


@dataclass(frozen=True, kw_only=True)
class PositiveCount(DerivedMeasure):
    """How many of several tests are positive, and what it is worth when `needed` are."""

    tests: tuple[str, ...]
    needed: int
    accuracy: Accuracy

    @property
    def parts(self) -> tuple[str, ...]:
        return self.tests
