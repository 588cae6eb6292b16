"""The words in which an invented patient's course is written down.

A course is a table: visits, their sections, and what was entered in each field. A field is named as
in the chart, less its side; a field that has sides says both at once, right before left:
`"thigh_girth_10_cm": "46.2 cm | 43.1 cm"`. A side left blank was not charted. Answers are written
as they would be typed in that clinic, `!pain` for a reason, and a day as "14 weeks ago".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import Enum, auto

from assessment.catalogue.types import ProcedureKind
from assessment.demo.limiting import Limited
from assessment.models import DominantLeg, InvolvedSide, OutcomeKind, VisitKind
from clinics.roles import Role

Answers = Mapping[str, str]

ENTERED_LATE = "Invented for the demonstration and entered when it was loaded."


class End(Enum):
    """How far an evaluation of the demo comes."""

    DRAFT = auto()
    SIGNED = auto()
    SUBMITTED = auto()
    RETURNED = auto()
    COSIGNED = auto()
    VOID = auto()


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One visit: when, who charted, what was entered, and what became of it.

    `screened` answers no to every question and sign of the red flags that was due at this visit and
    that `answers` leaves out. `alerts` says of each rule that fired what was done (`what`, `told`,
    `told_at` as a time of that day, `patient_told`) or why not (`reason`, `what`); `resolved` why
    one of an earlier visit is no longer open.
    `kept` names fields whose unusual value the clinician confirmed. `reasons` says by section why
    something core is unanswered. `said` is the comment of a return or the reason of a voiding.
    `next_review` is chosen before signing: "4 weeks", "3 visits", "kept", or "none: why"; a
    discharge may leave it empty.

    `diagnoses` gives to the words of each, the primary one first, its side and, where it is
    certain, its code: "left M17.12". `goals` says of each, by a name that later visits know it by,
    what is set or changed: the `goal` in words, how it is measured (the field of a measure with the
    target on one side), when it is `due` ("6 weeks" after the visit), and its `status` ("met",
    "dropped: why"). What is left out stands as before. `activities` gives to each that the patient
    named, in their words, its rating or `!` with the reason why there is none.
    """

    weeks_ago: int
    kind: VisitKind
    answers: Mapping[str, Answers]
    at: time = time(9, 20)
    by: Role = Role.THERAPIST
    screened: bool = True
    kept: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    late_reason: str = ENTERED_LATE
    end: End = End.SIGNED
    alerts: Mapping[str, Answers] = field(default_factory=dict)
    resolved: Answers = field(default_factory=dict)
    next_review: str = "4 weeks"
    diagnoses: Answers = field(default_factory=dict)
    goals: Mapping[str, Answers] = field(default_factory=dict)
    activities: Answers = field(default_factory=dict)
    said: str = ""
    addendum: str = ""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A procedure of the episode, so many weeks ago; `more` are other columns of its form."""

    name: str
    side: InvolvedSide
    weeks_ago: int
    surgeon: str
    detail: str = ""
    kind: ProcedureKind = ProcedureKind.NOT_SAID
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who the patient is. The birth date follows from the age, so that nobody grows out of it.

    `although` is why the front desk registered somebody who resembles a patient of the clinic.
    """

    number: str
    family_name: str
    given_name: str
    age: int
    birthday: tuple[int, int]
    sex: str
    phone: str = ""
    contacts: tuple[Mapping[str, str], ...] = ()
    although: str = ""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """What came of reminding the patient of the review that was planned last.

    A booking is so many weeks after the last working day.
    """

    outcome: OutcomeKind
    booked_in_weeks: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Course:
    """An invented patient with one episode of care and its visits, earliest first.

    `reminders` are the front desk's, after the last visit. `reviewed_for` is the purpose for which
    the clinic's reviewer may read the patient, if any. Two courses of one clinic with the same
    patient number are two episodes of that patient.
    """

    clinic: str
    person: Person
    kind: str
    problem: str
    side: InvolvedSide
    dominant: DominantLeg
    onset_weeks_ago: int | None
    opened_weeks_ago: int
    visits: tuple[Visit, ...]
    closed_weeks_ago: int | None = None
    precautions: str = ""
    operations: tuple[Operation, ...] = ()
    reviewed_for: str = ""
    reminders: tuple[Reminder, ...] = ()
    limits: tuple[Limited, ...] = ()

    def number_of(self, goal: str) -> int:
        """The number of a goal in its episode: they are numbered in the order they are set in."""
        names = dict.fromkeys(name for visit in self.visits for name in visit.goals)
        return list(names).index(goal) + 1


ANGLES = (
    "knee_extension_passive",
    "knee_extension_active",
    "knee_flexion_passive",
    "knee_flexion_active",
)


def setup(measure: str, **said: str) -> dict[str, str]:
    """How one measure was taken, by the fields of its setup."""
    return {f"{measure}.setup.{name}": state for name, state in said.items()}


def motion(device: str, *, extension: tuple[str, str], flexion: tuple[str, str]) -> dict[str, str]:
    """Passive and active extension, the latter seated, and flexion, all read with one device."""
    states = dict(zip(ANGLES, (*extension, *flexion), strict=True))
    for measure in ANGLES:
        states |= setup(measure, device=device)
    return states | setup("knee_extension_active", extension_task="seated")


def girth(tape: str, **sites: str) -> dict[str, str]:
    """Girths of the relaxed thigh by site ("at_10"), all with one tape."""
    states: dict[str, str] = {}
    for site, state in sites.items():
        measure = f"thigh_girth_{site.removeprefix('at_')}_cm"
        states |= {measure: state, **setup(measure, tape=tape)}
    return states


def trials(measure: str, *states: str) -> dict[str, str]:
    """Trials of one measure in their order."""
    return {f"{measure}.{number}": state for number, state in enumerate(states, start=1)}


def pain(now: str, worst: str, effusion: str = "", recall: str = "week") -> dict[str, str]:
    """Pain now and at its worst by side, with the stroke test where it was done."""
    states = {"pain_now": now, "pain_worst": worst, **setup("pain_worst", recall=recall)}
    return states | ({"effusion_stroke_test": effusion} if effusion else {})


def walk(speed: str, **seen: str) -> dict[str, str]:
    """Usual gait speed over ten metres, and the deviations seen by their codes."""
    states = {
        "gait_speed": speed,
        **setup("gait_speed", pace="usual", distance="10", start="walking"),
    }
    return states | {f"gait_{code}": state for code, state in seen.items()}


def up_and_go(seconds: str, aid: str = "none") -> dict[str, str]:
    """Timed up and go at the usual pace."""
    return {"timed_up_and_go": seconds, **setup("timed_up_and_go", pace="usual", aid=aid)}


def balance(seconds: str) -> dict[str, str]:
    """Standing on one leg with the eyes open on firm floor, by side."""
    return {
        "single_leg_balance": seconds,
        **setup("single_leg_balance", eyes="open", surface="firm"),
    }


def chair_stands(count: str, arms: str = "crossed") -> dict[str, str]:
    """Chair stands in thirty seconds, with what the arms did."""
    return {"chair_stand": count, **setup("chair_stand", arms=arms)}


def force(measure: str, states: str, *, lever: str, fixation: str = "belt") -> dict[str, str]:
    """One force by side, with the lever arm of both sides and what held the dynamometer."""
    return {
        measure: states,
        **setup(measure, fixation=fixation, lever_arm=f"{lever} | {lever}", device="dynamometer 2"),
    }
