"""What the screen reads of a visit: answers, and the context that opens questions or explains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from assessment.catalogue.screening_figures import (
    ACUTE_INJURY_DAYS,
    FAST_HEART_RATE,
    PREGNANCY_FROM,
    PREGNANCY_TO,
)
from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.truth import Truth, all_of, any_of, known

ACUTE_TRAUMA = "acute_trauma"
SUDDEN = "sudden_without_trauma"
NO_INJURY = "none"

AGE = "age"
ONSET = "onset"
INJURY_DATE = "injury_date"
MECHANISM = "injury_mechanism"
PROCEDURES = "limb_procedure"
HEART_RATE = "heart_rate"
TEMPERATURE = "temperature"


@dataclass(frozen=True, kw_only=True)
class LimbProcedure:
    """An operation or injection on the limb; `days` since it, none where its date is unknown.

    `anaesthesia` says whether it was under general or regional anaesthesia, as an operation is and
    an injection is not; none if unknown.
    """

    days: int | None
    anaesthesia: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ScreenFacts:
    """One visit as the rules read it.

    `answers` hold what was answered yes (true) or no (false), by code; what is not there was not
    assessed. `choices` are answers of several, by code. `age` in completed years. `procedures` is
    none while nobody said whether there was one. `injured_longer_than` is how many days ago an
    injury of unknown date is at least. `reported` are the answers that only the patient gave.
    `male` says that the clinic's record has the patient as male.
    `grade_drop` says whether a muscle grade of the knee fell by a whole grade since the last visit.
    """

    visit: VisitKind
    answers: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    numbers: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    age: int | None = None
    days_since_injury: int | None = None
    injured_longer_than: int = 0
    procedures: tuple[LimbProcedure, ...] | None = None
    both_sides: bool = False
    grade_drop: bool | None = None
    plateau: bool = False
    male: bool = False
    reported: frozenset[str] = frozenset()

    def item(self, code: str) -> Truth:
        """What was answered to one item."""
        return known(self.answers.get(code), code)

    def any_item(self, *codes: str) -> Truth:
        """Whether any of these items is yes."""
        return any_of(*(self.item(code) for code in codes))

    def chosen(self, code: str, *options: str) -> Truth:
        """Whether one of these options was chosen; not assessed while nothing was."""
        choice = self.choices.get(code)
        return known(choice in options if choice else None, code)

    def older(self, than: Decimal) -> Truth:
        """Whether the patient has completed so many years."""
        return known(None if self.age is None else self.age >= than, AGE)

    def younger(self, than: Decimal) -> Truth:
        """Whether the patient has not completed so many years."""
        return known(None if self.age is None else self.age < than, AGE)

    def between(self, youngest: Decimal, oldest: Decimal) -> Truth:
        """Whether the age lies between these completed years, both included."""
        return known(None if self.age is None else youngest <= self.age <= oldest, AGE)

    def injured_within(self, days: Decimal) -> Truth:
        """Whether the injury is at most so many days ago, as far as its date is known."""
        if self.days_since_injury is not None:
            return known(self.days_since_injury <= days, INJURY_DATE)
        return known(False if self.injured_longer_than > days else None, INJURY_DATE)

    def operated_within(self, days: Decimal) -> Truth:
        """Whether a procedure on the limb is at most so many days ago."""
        if self.procedures is None:
            return known(None, PROCEDURES)
        return any_of(*(_within(one, days) for one in self.procedures))

    def operation_within(self, days: Decimal) -> Truth:
        """The same of operations alone; what may have been an injection leaves it open."""
        if self.procedures is None:
            return known(None, PROCEDURES)
        return any_of(
            *(
                all_of(known(one.anaesthesia, PROCEDURES), _within(one, days))
                for one in self.procedures
            )
        )

    def injured(self) -> Truth:
        """Whether there was an injury, whenever it was."""
        return any_of(self._new_injury(), self.documented_injury())

    def acute_injury(self) -> Truth:
        """An injury that the examination of an injured knee is about: new, or weeks old."""
        return any_of(
            self._new_injury(),
            all_of(self.documented_injury(), self.injured_within(ACUTE_INJURY_DAYS.value)),
        )

    def _new_injury(self) -> Truth:
        """What was said of a new injury; a later visit need not ask, unasked there is none."""
        new = self.item("recent_injury")
        return Truth(False) if new.open and self.visit is not VisitKind.INITIAL else new

    def documented_injury(self) -> Truth:
        """Whether it began with an injury: by its mechanism, else by the onset."""
        mechanism = self.choices.get(MECHANISM)
        if mechanism and mechanism != NO_INJURY:
            return known(True, MECHANISM)
        onset = self.choices.get(ONSET)
        if onset == ACUTE_TRAUMA:
            return known(True, ONSET)
        return known(False if onset or mechanism else None, ONSET)

    def pregnant(self) -> Truth:
        """Pregnant, or up to six weeks after birth; nobody asks who cannot be."""
        answer = self.item("pregnancy")
        asked = not self.male and not self.between(PREGNANCY_FROM.value, PREGNANCY_TO.value).no
        return answer if asked or not answer.open else Truth(False)

    def swollen(self) -> Truth:
        """Fluid in the knee. Whether it is tense adds nothing until somebody looked."""
        fluid, tense = self.item("knee_swollen"), self.item("tense_effusion")
        return fluid if tense.open else any_of(fluid, tense)

    def fast_heart(self) -> Truth:
        """A resting heart rate above the limit; not assessed where nobody counted it."""
        rate = self.numbers.get(HEART_RATE)
        return known(None if rate is None else rate > FAST_HEART_RATE.value, HEART_RATE)

    def warmer(self, than: Decimal, *, or_equal: bool = False) -> Truth:
        """A body temperature above this, in degrees Celsius.

        Where nobody took one, what the patient says of fever stands alone.
        """
        degrees = self.numbers.get(TEMPERATURE)
        warm = degrees is not None and (degrees > than or (or_equal and degrees == than))
        return known(warm, TEMPERATURE)


def _within(one: LimbProcedure, days: Decimal) -> Truth:
    return known(None if one.days is None else one.days <= days, PROCEDURES)
