"""A case as a file says it: patient, episode, visits with findings and what was made of them.

Dates are days or offsets from a start date, sides may be said as involved and uninvolved, until
`resolving` settles both. Numbers are the characters that were typed. `path` is where in the file a
thing stands, and is no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from assessment.catalogue.types import DominantLeg, Provenance, Validity, VisitKind

INVOLVED, UNINVOLVED = "involved", "uninvolved"
OPEN = "open"
SIGNED, DRAFT = "signed", "draft"
NOON = time(12)


@dataclass(frozen=True)
class Offset:
    """A day counted from the start date that is given when the file is imported."""

    days: int


Day = date | Offset


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a case comes from: a citation, its licence, where and how it was read, remarks."""

    citation: str
    licence: str = ""
    read_at: tuple[str, ...] = ()
    how_read: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Patient:
    """Who it is about. A published case has no name: what the source calls the person stands."""

    family_name: str
    given_name: str
    birth_date: date | None = None
    sex: str = "unknown"
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """An operation or injection of the episode."""

    name: str
    side: str
    day: Day | None = None
    surgeon: str = ""
    detail: str = ""
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Episode:
    """The course of care that the visits belong to."""

    kind: str
    problem: str
    side: str
    opened_on: Day | None = None
    onset_date: Day | None = None
    closed_on: Day | None = None
    precautions: str = ""
    procedures: tuple[Procedure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One answer to one measure. Exactly one of value, choice, text, reason is set."""

    measure: str
    side: str = "none"
    trial: int = 0
    value: str = ""
    unit: str = ""
    choice: str = ""
    text: str = ""
    reason: str = ""
    validity: str = Validity.VALID.value
    validity_reason: str = ""
    pain_reached: int | None = None
    provenance: str = Provenance.MEASURED.value
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """What the source says and no measure holds: its words, and why it has no place."""

    as_printed: str
    why: str
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class SetupAnswer:
    """One thing said about how a measure was taken, on one side where it is said by side."""

    measure: str
    name: str
    side: str = "none"
    said: str = ""
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """One diagnosis of a visit; their order in the file is the clinician's."""

    text: str
    side: str
    code: str = ""
    primary: bool = False
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What one visit says of a goal; its number is the same at every visit that speaks of it.

    The target is the characters that were typed: a number with its unit, or a grade.
    """

    number: int
    statement: str
    measure: str = ""
    side: str = "none"
    target: str = ""
    unit: str = ""
    due: Day | None = None
    status: str = OPEN
    remark: str = ""
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Activity:
    """What one visit says of an activity that the patient named, known by its number.

    Exactly one of `rating` (0 is one), `reason` why there is none, and `dropped`, why it is rated
    no longer, is set.
    """

    number: int
    statement: str
    rating: int | None = None
    reason: str = ""
    dropped: str = ""
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class NextReview:
    """When the patient is seen again. Exactly one is set; `none` says why there is no review."""

    weeks: int | None = None
    day: Day | None = None
    visits: int | None = None
    kept: bool = False
    none: str = ""
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One visit. `source` is its own where it differs from the case's.

    `reasons` say by section why core items are unanswered. Without `day` the source does not date
    it, and `date_note` says so. `at` is none where the source gives no time of day.
    """

    kind: VisitKind
    day: Day | None = None
    at: time | None = None
    date_note: str = ""
    label: str = ""
    involved_side: str = ""
    dominant_leg: DominantLeg = DominantLeg.UNKNOWN
    state: str = SIGNED
    late_reason: str = ""
    signed_in_source: str = ""
    source: Source | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    setups: tuple[SetupAnswer, ...] = ()
    findings: tuple[Finding, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    goals: tuple[Goal, ...] = ()
    activities: tuple[Activity, ...] = ()
    next_review: NextReview | None = None
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A whole case file."""

    source: Source
    patient: Patient
    episode: Episode
    visits: tuple[Visit, ...]

    @property
    def findings_in(self) -> int:
        """How many findings the file brings: those with a measure and those without."""
        return sum(len(visit.findings) + len(visit.unplaced) for visit in self.visits)
