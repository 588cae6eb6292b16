"""The words the catalogue is written in: facts about what can be measured, asked, observed.

Plain data, no logic and no Django. Numbers are `Decimal`; limits are inclusive and stand in the
measure's canonical unit; every threshold names its source.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class Side(StrEnum):
    """The side a single value belongs to; `NONE` for what has no side."""

    RIGHT = "right"
    LEFT = "left"
    NONE = "none"


class InvolvedSide(StrEnum):
    """Which knee an episode, or one visit of it, is about."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"
    NONE = "none"


class DominantLeg(StrEnum):
    """The leg one kicks with; `UNKNOWN` until somebody asked."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"
    UNKNOWN = "unknown"


class VisitKind(StrEnum):
    """What a visit is for; decides which core items are due."""

    INITIAL = "initial"
    REASSESSMENT = "reassessment"
    DISCHARGE = "discharge"


class EpisodeKind(StrEnum):
    """What an episode of care is about; decides which measures show first."""

    PATELLOFEMORAL_PAIN = "pfp"
    ACL_RECONSTRUCTION = "acl_reconstruction"
    MENISCUS = "meniscus"
    KNEE_REPLACEMENT = "knee_replacement"
    TENDON_REPAIR = "tendon_repair"
    PATELLAR_INSTABILITY = "patellar_instability"
    OSTEOARTHRITIS = "osteoarthritis"
    OTHER = "other"


class Position(StrEnum):
    """How the patient is placed; one order of the work turns the patient over once."""

    STANDING = "standing"
    SITTING = "sitting"
    SUPINE = "supine"
    SIDE_LYING = "side_lying"
    PRONE = "prone"


class Kind(StrEnum):
    """The kind of answer a measure takes; `assessment.kinds` holds one class for each."""

    QUANTITY = "quantity"
    GRADE = "grade"
    ANSWER = "answer"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"


class Better(StrEnum):
    """Which way is improvement. There is no default: every measure declares it."""

    HIGHER = "higher"
    LOWER = "lower"
    TARGET = "target"
    NONE = "none"


class Provenance(StrEnum):
    """How a value came into this visit."""

    MEASURED = "measured"
    CONFIRMED = "confirmed"
    CARRIED = "carried"
    REPORTED = "reported"
    BULK = "bulk"


class Validity(StrEnum):
    """Whether the therapist lets a value count."""

    VALID = "valid"
    STOPPED_BY_PAIN = "stopped_by_pain"
    INVALID = "invalid"


class NotTested(StrEnum):
    """Why there is no value. Blank is none of these: blank is not answered."""

    NOT_TESTED = "not_tested"
    PAIN = "pain"
    UNABLE = "unable"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"
    RESTRICTION = "restriction"
    NO_TIME = "no_time"


class Reviewed(StrEnum):
    """How far a figure can be relied on: tag of the reference pages."""

    VERIFIED = "verified"
    RECALLED_HIGH = "recalled_high"
    RECALLED_MEDIUM = "recalled_medium"
    CUSTOM = "custom"
    DESIGN = "design"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a figure comes from: one paper, guideline, or decision of ours."""

    key: str
    citation: str
    reviewed: Reviewed


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word of the field, in our own words; `code` is its anchor on the glossary's page.

    `names` are its other names, `words` further spellings it is found by in the catalogue's text.
    An `everyday` word is not looked for in text, where it mostly means something else. `explains`
    are codes of measures, derived measures and results derived of a measure ("symmetry"), `see`
    codes of other terms. A figure or a claim from research names its sources.
    """

    code: str
    label: str
    text: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    everyday: bool = False
    explains: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit of one family; `to_canonical` multiplies a typed value into the family's first unit.

    `label` is what stands beside a number, `typed` the spellings accepted after it. `trim` drops
    a zero decimal when shown (402 N, but 245.2 N).
    """

    code: str
    ucum: str
    label: str
    family: str
    decimals: int
    to_canonical: Decimal = Decimal(1)
    typed: tuple[str, ...] = ()
    trim: bool = False


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What is accepted, both ends included; `None` is open.

    `low_open` refuses `low` itself, `high_open` refuses `high` itself.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, number: Decimal) -> bool:
        """Whether a number lies within."""
        if self.low is not None and (number < self.low or (self.low_open and number == self.low)):
            return False
        return (
            self.high is None or number < self.high or (not self.high_open and number == self.high)
        )


@dataclass(frozen=True, kw_only=True)
class SoftLimit:
    """What is usual; beyond it the clinician is asked and the answer kept.

    `among` lists the usual values where only certain ones are. `when` restricts it to a setup
    (`{"fixation": "manual"}`); `why` is said to the clinician. One that somebody published names
    its `source` and in whom it was found; any other is a design decision.
    """

    limit: Limit = Limit()
    among: tuple[Decimal, ...] = ()
    why: str = ""
    when: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: Source | None = None
    population: str = ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer of a grade or a choice; grades carry their order, a score's items their points."""

    code: str
    label: str
    ordinal: int | None = None
    definition: str = ""
    points: int | None = None


ANSWERS = (
    Option(code="yes", label="yes"),
    Option(code="no", label="no"),
    Option(code="not_assessed", label="not assessed"),
)
"""The three answers of an asked or examined item; not assessed is never read as no."""


@dataclass(frozen=True, kw_only=True)
class OwnFigure:
    """That an installation judges by a figure of its own: who decided it, when, and why.

    `figure` is its code within its measure, `instead` the figure that Vastus ships, with its
    source, in words. `removed` says that the installation uses none in its place.
    """

    figure: str
    decided_by: str
    decided_on: str
    reason: str
    instead: str
    removed: bool = False


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


class Pattern(StrEnum):
    """How what a goal is tied to has gone lately."""

    MET = "met"
    PROGRESSING = "progressing"
    HOLD = "hold"
    PLATEAU = "plateau"
    REGRESS = "regress"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, kw_only=True)
class CourseRules:
    """By what a pattern is read from the reassessments of an episode.

    Reassessments count that are `days_apart` or more apart; `in_a_row` of them without improvement
    are a plateau. A step up of so many grades of `effusion` is a setback, and so is a pain (one of
    `pains`) that rose by so much where `after_session` says so (measure and answer). `prompts` are
    what is worth going through.
    """

    days_apart: int
    in_a_row: int
    effusion: str
    effusion_steps: int
    pains: tuple[str, ...]
    pain_rise: Decimal
    after_session: tuple[str, str]
    prompts: Mapping[Pattern, str]
    source: Source


class DueWhen(StrEnum):
    """What has to hold for a rule of the re-test schedule."""

    ALWAYS = "always"
    LAG_AFTER_SURGERY = "lag_after_surgery"
    LIMITED = "limited"
    GOAL = "goal"


@dataclass(frozen=True, kw_only=True)
class RetestRule:
    """When a group of measures is due again. Of several that hold for a measure the first counts.

    Due from `from_days` after the last time on (0: at every visit), by `by_days` at the latest, or
    once `visits` visits have passed; at a discharge in any case. It is about `codes`, and about
    every number and grade of `sections`. Of what is `asked` the section itself is due.
    """

    label: str
    from_days: int
    by_days: int
    source: Source
    visits: int
    codes: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    when: DueWhen = DueWhen.ALWAYS
    asked: bool = False


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
class SetupField:
    """One thing to say about how a measure was taken.

    `compared` fields form the comparability key; `sided` ones are said for each side (lever arm).
    `default` is what the measure's description prescribes; it is never a finding. `figures` is
    where its numbers come from, where not from what its measure's do.
    """

    code: str
    label: str
    kind: Kind
    options: tuple[Option, ...] = ()
    unit: Unit | None = None
    entry_units: tuple[Unit, ...] = ()
    hard: Limit | None = None
    soft: tuple[SoftLimit, ...] = ()
    default: str = ""
    sided: bool = False
    compared: bool = True
    how: str = ""
    figures: Source | None = None


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
class Accepted:
    """The only numbers that are taken, where the setup is as `when` says; without it, else."""

    numbers: tuple[Decimal, ...]
    when: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


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
class BandSet:
    """Names for stretches of a score, in one published version of them.

    `code` is the option of the setup's `bands` that chooses it; an empty one always holds.
    """

    code: str
    bands: tuple[Band, ...]
    population: str
    source: Source


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
class Measure:
    """One thing that can be measured, asked or observed. Said here and nowhere else.

    `unit` is canonical, `entry_units` what may be typed (the first is offered). `direction_words`
    are the words for positive and negative values where a bare sign would be read two ways.
    `core_at` are the visits at which leaving it unanswered needs a reason. `trials` is how many
    trial fields are offered beside the value itself, `side_limit` how far the two sides usually
    lie apart (absolute difference), `larger_involved` what is said when the involved side is the
    larger one, `confounders` what else is said of a value. `position` is how the patient is placed
    for it, where not as for its section. `accuracy` is what is known of a test whose options
    include `positive` and `negative`, `derived_errors` the errors and `cut_offs` the figures in
    print of what is derived of the measure, `side_loss` the bands of what the involved side lacks.
    Of a score its `instrument` says by which items it may be entered; `accepted` are the only
    numbers that an item takes, `norms` what others had, `bands` the names of stretches. What
    `is_change` is a rating of change, never set against another one. `sources` are what it is taken
    by; its limits rest on the design decision among them, its other numbers on `figures` (a
    published scale or score).
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
    side_limit: SoftLimit | None = None
    larger_involved: str = ""
    confounders: tuple[Confounder, ...] = ()
    setup: tuple[SetupField, ...] = ()
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
    bands: tuple[BandSet, ...] = ()

    def item(self, number: int) -> Measure:
        """What says the facts of a trial: the item of that number (from 1), or the measure."""
        if self.instrument is None or not number:
            return self
        return self.instrument.items[number - 1]


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
    """The angle whose sine is `height` by `lever`: an estimate beside the height itself."""

    height: str
    lever: str

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


@dataclass(frozen=True, kw_only=True)
class Ordered:
    """Two measures of one side whose order is known: `larger` is not below `smaller`.

    `why` is said to the clinician when it falls short by more than `tolerance` (canonical unit).
    """

    smaller: str
    larger: str
    tolerance: Decimal
    why: str
    source: Source


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


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """Once `measure` is answered with `option`, one of `any_of` has to be answered as well.

    Of a sided measure, on the same side. Until then the evaluation cannot be signed, and a file
    that lacks it is refused; `why` says what to do.
    """

    measure: str
    option: str
    any_of: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the evaluation, in the order of the work.

    `restricted` sections (safeguarding) are shown only to who may, and never printed or exported.
    `assistants` says whether an assistant or student may write it. `position` is how the patient
    is placed for most of it; none where nobody needs to be placed.
    """

    code: str
    label: str
    measures: tuple[Measure, ...]
    derived: tuple[DerivedMeasure, ...] = ()
    ordered: tuple[Ordered, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    intro: str = ""
    restricted: bool = False
    assistants: bool = True
    position: Position | None = None
