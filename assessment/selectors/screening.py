"""What the red-flag rules read of a visit: its chart, its episode, and what was said before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from assessment import catalogue
from assessment.catalogue.red_flags.context import CONTEXT_ITEMS
from assessment.catalogue.screening_blocks import EXAMINED
from assessment.catalogue.types import (
    InvolvedSide,
    Kind,
    Measure,
    ProcedureKind,
    Provenance,
    Section,
    Side,
    Validity,
    VisitKind,
)
from assessment.clinical.screening import charted
from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts
from assessment.clinical.screening.grades import whole_grade_lost
from assessment.clinical.screening.screen import Screening, screened, screened_apart
from assessment.earlier import EarlierVisits
from assessment.goal_course import plateau_before
from assessment.models import Reading
from assessment.selectors.chart import Chart
from assessment.selectors.values import canonical_number
from patients.dates import person_age
from patients.models import Patient

SECTION = "red_flags"
SAFEGUARDING = "safeguarding"
HOW_ASKED = "how_asked"
ONSET = "onset"
QUADRICEPS_GRADE = "knee_extension_grade"
NUMBERS = ("heart_rate", "temperature", "ankle_brachial_index")
READ_ELSEWHERE = frozenset({ONSET, QUADRICEPS_GRADE, *NUMBERS, *charted.CHARTED})
"""What the rules read of other sections than their own."""
NEW_INJURY = "recent_injury"
# Done after an injury it stays done; that it was not done yet is asked again.
SINCE_THE_INJURY = ("imaging_done", "vascular_examined")
# What was told once is not asked at every visit: until it is answered anew the last answer holds.
# A pregnancy does not hold from visit to visit.
STORY = (
    *(one.code for one in CONTEXT_ITEMS if one.code != "pregnancy"),
    ONSET,
    *SINCE_THE_INJURY,
)
# What was told of one injury is no answer about the next.
OF_ONE_INJURY = ("injury_date", "injury_mechanism", *SINCE_THE_INJURY)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ANSWER = {"yes": True, "no": False}


def feeds_the_screen(section: str, fields: Iterable[str]) -> bool:
    """Whether the rules read any of these fields."""
    if section == SECTION:
        return any(fields)
    return any(field.partition(".")[0] in READ_ELSEWHERE for field in fields)


def how_asked(section: Section, measure: Measure) -> tuple[tuple[str, str], ...]:
    """Of the red-flag screen: whether it was asked or examined, for the words of the note."""
    if section.code != SECTION or measure.kind is not Kind.ANSWER:
        return ()
    return ((HOW_ASKED, "examined" if measure.code in EXAMINED else "asked"),)


def core_codes(section: str, visit: VisitKind) -> list[str]:
    """What is always due of a section at this kind of visit."""
    return [one.code for one in catalogue.section(section).measures if visit in one.core_at]


def screening_of(chart: Chart, earlier: EarlierVisits) -> tuple[ScreenFacts, Screening]:
    """The open part of the screen of a visit, with what it rests on.

    A page asks for it in several places; the chart keeps it.
    """
    if earlier not in chart.screened:
        facts = facts_of(chart, earlier)
        chart.screened[earlier] = facts, screened(facts, core_codes(SECTION, facts.visit))
    return chart.screened[earlier]


def safeguarding_of(chart: Chart) -> Screening:
    """The restricted part of the screen."""
    visit = VisitKind(chart.assessment.kind)
    answers = {
        row.measure: ANSWER[row.choice] for row in chart.rows(SAFEGUARDING) if row.choice in ANSWER
    }
    facts = ScreenFacts(visit=visit, answers=answers)
    return screened_apart(facts, core_codes(SAFEGUARDING, visit))


def facts_of(chart: Chart, earlier: EarlierVisits) -> ScreenFacts:
    """A visit as the rules read it. What was carried or waits to be confirmed takes no part."""
    assessment = chart.assessment
    told = _Told(chart, earlier)
    answers, choices = told.answers(), told.choices()
    # What was found wrong elsewhere outweighs a no; what was found well fills only a gap.
    found = {
        code: sign
        for code, sign in charted_elsewhere(chart).items()
        if sign or (sign is not None and code not in answers)
    }
    return ScreenFacts(
        visit=VisitKind(assessment.kind),
        answers=answers | found,
        choices=choices,
        numbers={code: taken[0] for code in NUMBERS if (taken := _numbers(chart, code))},
        male=assessment.person.sex == Patient.Sex.MALE,
        age=person_age(assessment.person.birth_date, assessment.visit_date),
        days_since_injury=_days(told.injury_date(), assessment.visit_date),
        injured_longer_than=_days(told.hurt_before, assessment.visit_date) or 0,
        procedures=_procedures(chart, told),
        both_sides=assessment.involved_side == InvolvedSide.BOTH.value,
        grade_drop=_grade_drop(chart, earlier),
        plateau=plateau_before(earlier),
        reported=told.reported() - found.keys(),
    )


class _Told:
    """What was answered, now or, of the story, at an earlier visit of the episode.

    `again` says that the knee was hurt anew since the episode began, `hurt_before` by which day the
    last injury had happened.
    """

    def __init__(self, chart: Chart, earlier: EarlierVisits) -> None:
        self.chart = chart
        self.rows = {
            row.measure: row
            for section in (SECTION, "history")
            for row in chart.rows(section)
            if _stands(row)
        }
        self.before: dict[str, tuple[str, str]] = {}
        self.again = False
        self.hurt_before: date | None = None
        for visit in earlier.visits:
            on = date.fromisoformat(visit.record.header.visit_date)
            self.hurt_before = self.hurt_before or on
            if any(item.code == NEW_INJURY and item.choice == "yes" for item in visit.record.items):
                self._hurt_again(on)
            for item in visit.record.items:
                if item.code in STORY and item.choice != "not_assessed" and not item.reason:
                    self.before[item.code] = (item.choice, item.text)
        if self.choice(NEW_INJURY) == "yes":
            self._hurt_again(None)
        for code in SINCE_THE_INJURY:
            if self.before.get(code, ("", ""))[0] == "no":
                del self.before[code]

    def _hurt_again(self, on: date | None) -> None:
        """Forgets the injury before; the new one had happened by this day, if it is not today's."""
        self.again, self.hurt_before = True, on
        for code in OF_ONE_INJURY:
            self.before.pop(code, None)

    def choice(self, code: str) -> str:
        if code in self.rows:
            return self.rows[code].choice
        return self.before.get(code, ("", ""))[0]

    def answers(self) -> dict[str, bool]:
        """Yes and no; a no that only the patient reported rules nothing out."""
        found = {}
        for code in (one.code for one in catalogue.section(SECTION).measures):
            answer = ANSWER.get(self.choice(code))
            row = self.rows.get(code)
            reported = row is not None and row.provenance == Provenance.REPORTED
            if answer is not None and not (reported and not answer):
                found[code] = answer
        return found

    def choices(self) -> dict[str, str]:
        codes = (
            ONSET,
            "injury_mechanism",
            "cancer_history",
            "fracture_rule_exclusion",
            "straight_leg_raise",
        )
        return {code: choice for code in codes if (choice := self.choice(code))}

    def reported(self) -> frozenset[str]:
        return frozenset(
            code for code, row in self.rows.items() if row.provenance == Provenance.REPORTED
        )

    def day(self, code: str) -> date | None:
        row = self.rows.get(code)
        if row is not None:
            return date.fromisoformat(row.text)
        # A record has its dates in words.
        said = self.before.get(code, ("", ""))[1]
        return from_words(said) if said else None

    def injury_date(self) -> date | None:
        """The day of the last injury; of the one that the problem began with, that of its onset."""
        named = self.day("injury_date")
        if named is None and not self.again and self.choice(ONSET) == "acute_trauma":
            return self.chart.assessment.episode.onset_date
        return named


def from_words(said: str) -> date:
    """The day of "11 Mar 2026", as a record writes it."""
    day, month, year = said.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def _stands(row: Reading) -> bool:
    return (
        row.provenance != Provenance.CARRIED
        and row.validity == Validity.VALID
        and not row.reason
        and not (row.question and not row.kept)
    )


def _days(day: date | None, until: date) -> int | None:
    """Days since then; a day that lies ahead is no date to go by."""
    if day is None or day > until:
        return None
    return (until - day).days


def _procedures(chart: Chart, told: _Told) -> tuple[LimbProcedure, ...] | None:
    """The procedures on the limb: those that count at the visit, and the one that was told."""
    assessment = chart.assessment
    found = [
        LimbProcedure(days=_days(one.date, assessment.visit_date), anaesthesia=_operated(one.kind))
        for one in chart.procedures
        if one.date is None or one.date <= assessment.visit_date
        if _on_limb(one.side, assessment.involved_side)
    ]
    answer = told.answers().get("limb_procedure")
    day = _days(told.day("limb_procedure_date"), assessment.visit_date)
    if answer and (day is not None or not found):
        found.append(LimbProcedure(days=day))
    return None if answer is None and not found else tuple(found)


def _operated(kind: str) -> bool | None:
    """Whether a procedure was an operation; none where its kind does not say so."""
    if kind in (ProcedureKind.NOT_SAID, ProcedureKind.OTHER):
        return None
    return kind != ProcedureKind.INJECTION


def _on_limb(side: str, involved: str) -> bool:
    both = (InvolvedSide.BOTH.value, InvolvedSide.NONE.value)
    return side in both or involved in both or side == involved


def _involved(chart: Chart) -> tuple[str, ...]:
    """The sides that the screen is about."""
    involved = chart.assessment.involved_side
    if involved in (Side.RIGHT.value, Side.LEFT.value):
        return (involved,)
    return (Side.RIGHT.value, Side.LEFT.value)


def _rows(chart: Chart, code: str, *others: str) -> Iterable[Reading]:
    """What stands of a measure on the sides that the screen is about, and on these."""
    section = catalogue.section_of(code)
    sides = (*_involved(chart), Side.NONE.value, *others)
    return [
        row
        for row in chart.rows(section.code)
        if row.measure == code and row.side in sides and not row.trial and _stands(row)
    ]


def _choices(chart: Chart, *codes: str) -> list[str]:
    return [row.choice for code in codes for row in _rows(chart, code) if row.choice]


def _numbers(chart: Chart, code: str) -> list[Decimal]:
    measure = catalogue.measure(code)
    found = (canonical_number(measure, row) for row in _rows(chart, code))
    return [one for one in found if one is not None]


def _pulses(chart: Chart) -> list[tuple[str, str]]:
    """Each pulse of each involved foot, with the same one of the other foot."""
    right, left = Side.RIGHT.value, Side.LEFT.value
    other = {right: left, left: right}
    found = []
    for code in charted.PULSES:
        felt = {row.side: row.choice for row in _rows(chart, code, right, left)}
        found += [(felt.get(side, ""), felt.get(other[side], "")) for side in _involved(chart)]
    return found


def charted_elsewhere(chart: Chart) -> dict[str, bool | None]:
    """Signs as other sections have them, on the side that the screen is about."""
    sides = len(_involved(chart))
    return {
        "foot_pulse_weak": charted.pulse_weak(_pulses(chart)),
        "refill_slow": charted.refill_slow(_numbers(chart, charted.REFILL), sides=sides),
        "knee_jerk_reduced": charted.among(
            _choices(chart, charted.KNEE_JERK), ("absent", "reduced"), sides=sides
        ),
        "knee_swollen": charted.among(
            _choices(chart, charted.EFFUSION), ("1+", "2+", "3+"), sides=sides
        ),
        "knee_hot": charted.among(_choices(chart, charted.WARMTH), ("warm", "hot"), sides=sides),
    }


def _grade_drop(chart: Chart, earlier: EarlierVisits) -> bool | None:
    """Whether the quadriceps lost a whole grade since the last visit that graded it."""
    lost: list[bool | None] = []
    for side in _involved(chart):
        now = [row.choice for row in _rows(chart, QUADRICEPS_GRADE) if row.side == side]
        before = [
            item.choice
            for visit in earlier.visits
            if (item := visit.items.get((QUADRICEPS_GRADE, side, ""))) and item.choice
        ]
        if now and before:
            lost.append(whole_grade_lost(before[-1], now[0]))
    return any(lost) if lost else None
