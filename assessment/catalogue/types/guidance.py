"""What guidance is written in: criteria that are counted, and findings that point somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessment.catalogue.types.sources import Source
from assessment.catalogue.types.words import EpisodeKind


class Reads(StrEnum):
    """How a criterion reads the chart.

    `INDEX` the limb symmetry index of a measure, `VALUE` the involved side's number, `PER_MASS`
    the same per kilogram, `SHARE` the involved side in percent of the other, `NO_LESS` the involved
    side against the other one, `ANSWER` a grade, a choice or an answer, `SINCE_SURGERY` the time
    since the operation; `IMPACT` and `FLAGS` what other parts of Vastus know; `SHOWN` the value
    alone, which nothing is judged by.
    """

    INDEX = "index"
    VALUE = "value"
    PER_MASS = "per_mass"
    SHARE = "share"
    NO_LESS = "no_less"
    ANSWER = "answer"
    SINCE_SURGERY = "since_surgery"
    IMPACT = "impact"
    FLAGS = "flags"
    SHOWN = "shown"


class Bound(StrEnum):
    """On which side of its number a criterion is met."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One line of a readiness list. `wanted` says in words when it is met.

    Of several `codes` each has to hold where `every` is set; otherwise they are ways to measure the
    same, of which those that were used last have to hold. `bound` and `amount` judge a number,
    `good` are the answers that hold. `amount_men` stands for men where they have one of their own.
    A `hop` counts only once the prerequisites of hopping are met. What is `after_surgery` or of
    `sides` alone is not judged otherwise. Of codes that are `falls` the lower value is the better.
    """

    code: str
    label: str
    wanted: str
    reads: Reads
    source: Source
    codes: tuple[str, ...] = ()
    every: bool = False
    bound: Bound | None = None
    amount: Decimal | None = None
    amount_men: Decimal | None = None
    unit: str = ""
    good: tuple[str, ...] = ()
    falls: tuple[str, ...] = ()
    hop: bool = False
    after_surgery: bool = False
    sides: tuple[str, ...] = ()
    population: str = ""
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class ReadinessList:
    """Criteria for one return, counted and never judged as a whole.

    `kinds` are the episodes that it stands open for. `known` is what studies say of it besides.
    """

    code: str
    label: str
    kinds: tuple[EpisodeKind, ...]
    criteria: tuple[Criterion, ...]
    known: tuple[str, ...] = ()
    version: int = 1


class Judged(StrEnum):
    """How a finding is read as pointing to a subcategory.

    `INDEX` by a limb symmetry index, `AT_LEAST` from a number on, `ANSWER` by an answer that is not
    among the good ones, `CLINICIAN` by nothing published: the clinician's own answer decides.
    """

    INDEX = "index"
    AT_LEAST = "at_least"
    ANSWER = "answer"
    CLINICIAN = "clinician"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way in which something is examined, and from where on it points to a subcategory."""

    code: str
    judged: Judged
    amount: Decimal | None = None
    unit: str = ""
    good: tuple[str, ...] = ()
    source: Source | None = None
    population: str = ""


@dataclass(frozen=True, kw_only=True)
class Sign:
    """Something to be examined, in any of its ways; what is `extra` points but may stay open."""

    code: str
    label: str
    ways: tuple[Way, ...]
    extra: bool = False


@dataclass(frozen=True, kw_only=True)
class Subcategory:
    """One impairment-based subcategory of patellofemoral pain.

    `measure` is where the clinician picks it. One that stands only `without_others` is offered when
    all the others were examined and show nothing. `cut_off` says what is published of its numbers.
    """

    code: str
    measure: str
    label: str
    signs: tuple[Sign, ...]
    cut_off: str
    note: str
    source: Source
    without_others: bool = False
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Code:
    """One diagnosis code. `side` is stored and never read from a digit: right, left, both, none or
    unspecified. `seventh` says that a 7th character is still to be added, `family` that further
    characters are: its `members` are all of its codes, each right one with the left one and the
    one that does not say, 7th character aside. `twin` is the code of the other side, `both` that of
    both sides where there is one. `label` is our own wording, `words` more that it is found by.
    """

    code: str
    label: str
    group: str
    side: str
    seventh: bool = False
    family: bool = False
    members: tuple[tuple[str, str, str], ...] = ()
    twin: str = ""
    both: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgressRule:
    """By what a progress report is due; the clinic changes both numbers, or switches them off."""

    visits: int
    before: int
    source: Source
