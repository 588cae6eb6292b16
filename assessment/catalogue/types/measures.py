"""A measure, and the instrument whose items are measures too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessment.catalogue.types.entry import Accepted, Limit, Option, SetupField, SoftLimit, Unit
from assessment.catalogue.types.figures import (
    Accuracy,
    BandSet,
    Confounder,
    CutOff,
    Derivation,
    DerivedError,
    ImportantChange,
    Jump,
    MeasurementError,
    Norm,
    SideLoss,
    TrialCheck,
)
from assessment.catalogue.types.sources import Source
from assessment.catalogue.types.words import Better, Kind, Position, VisitKind


@dataclass(frozen=True, kw_only=True)
class Coding:
    """A way in which answers were written down that is not that of the scoring.

    Named by the option of the setup's `coding`. `offset` is taken off every answer; of the items
    in `turned` (numbers from 1) it is the highest answer less the one given that counts.
    """

    code: str
    offset: int = 0
    turned: frozenset[int] = frozenset()


class Scoring(StrEnum):
    """How the answers to the items of an instrument become its score."""

    SUM = "sum"
    MEAN = "mean"
    MEAN_OF_PROBLEMS = "mean_of_problems"
    SHARE_OF_HIGHEST = "share_of_highest"


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A published form: its items by number with the points they may have, never their wording.

    `items` are kept as trials of the score's measure, in the order of the form. `required` items
    have to be answered; with `prorate_to`, a setup that asks for it accepts so few and takes the
    mean of those answered for the others. `scored_as` names the version of the scoring, `form`
    where the official form is, `licence` what may be done with it.
    """

    name: str
    scored_as: str
    scoring: Scoring
    items: tuple[Measure, ...]
    required: int
    form: str
    licence: str
    source: Source
    prorate_to: int | None = None
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Measure:
    """One thing that can be measured, asked or observed. Said here and nowhere else, so that one
    is itself and no other, and what is worked out of it may be kept by it.

    `unit` is canonical, `entry_units` what may be typed (the first is offered). `direction_words`
    are the words for positive and negative values where a bare sign would be read two ways.
    `core_at` are the visits at which leaving it unanswered needs a reason. `jump` is the change
    since the last visit that is asked about, `trials` how many trial fields are offered beside
    the value itself, `side_limit` how far the two sides usually lie apart (absolute difference),
    `larger_involved` what is said when the involved side is the larger one, `confounders` what
    else is said of a value. `position` is how the patient is placed for it, where not as for its
    section. `accuracy` is what is known of a test whose options include `positive` and
    `negative`, `derived_errors` the errors and `cut_offs` the figures in print of what is derived
    of the measure, `side_loss` the bands of what the involved side lacks. Of a score its
    `instrument` says by which items it may be entered; `accepted` are the only numbers that an
    item takes, `norms` what others had, `bands` the names of stretches. `normal` is the option
    that several measures may be given at once as within normal limits; none of what the red-flag
    screen reads has one. What `is_change` is a rating of change, never set against another one.
    `sources` are what it is taken by; its limits rest on the design decision among them, its
    other numbers on `figures` (a published scale or score).
    """

    code: str
    label: str
    kind: Kind
    better: Better
    sided: bool = False
    unit: Unit | None = None
    entry_units: tuple[Unit, ...] = ()
    hard: Limit | None = None
    soft: tuple[SoftLimit, ...] = ()
    options: tuple[Option, ...] = ()
    direction_words: tuple[str, str] | None = None
    how: str = ""
    hint: str = ""
    group: str = ""
    multiline: bool = False
    trials: int = 0
    trial_check: TrialCheck | None = None
    jump: Jump | None = None
    side_limit: SoftLimit | None = None
    larger_involved: str = ""
    confounders: tuple[Confounder, ...] = ()
    setup: tuple[SetupField, ...] = ()
    setup_title: str = ""
    errors: tuple[MeasurementError, ...] = ()
    important: tuple[ImportantChange, ...] = ()
    derives: tuple[Derivation, ...] = ()
    true_zero: bool = True
    core_at: frozenset[VisitKind] = frozenset()
    asked_at: frozenset[VisitKind] = frozenset(VisitKind)
    body_site: str = ""
    sources: tuple[Source, ...] = ()
    key_result: bool = False
    retired: bool = False
    position: Position | None = None
    figures: Source | None = None
    accuracy: tuple[Accuracy, ...] = ()
    derived_errors: tuple[DerivedError, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()
    side_loss: SideLoss | None = None
    instrument: Instrument | None = None
    accepted: tuple[Accepted, ...] = ()
    is_change: bool = False
    norms: tuple[Norm, ...] = ()
    normal: str = ""
    bands: tuple[BandSet, ...] = ()

    def item(self, number: int) -> Measure:
        """What says the facts of a trial: the item of that number (from 1), or the measure."""
        if self.instrument is None or not number:
            return self
        return self.instrument.items[number - 1]
