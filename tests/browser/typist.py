"""A course of the demo, typed into the chart by keyboard: what a therapist does at a visit."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from assessment import catalogue
from assessment.catalogue.types import ANSWERS, Kind, Section
from assessment.demo.course import Visit
from assessment.demo.dates import Days
from assessment.demo.entering import states
from assessment.kinds.address import Address, reason_in
from assessment.models import NotTested
from tests.browser.journey import Person


class Typist:
    """Fills the sections of the visit whose chart is open. Counts the fields filled."""

    def __init__(self, person: Person, days: Days) -> None:
        self.person = person
        self.days = days
        self.filled = 0

    def fills(self, visit: Visit) -> list[str]:
        """Types everything that the visit says; gives the codes of the sections it came to."""
        return [one.code for one in catalogue.sections() if self.section(one, visit)]

    def section(self, section: Section, visit: Visit) -> bool:
        """Opens one section and types what the visit says in it, if anything."""
        wanted = list(states(section, visit))
        if not wanted:
            return False
        self.person.opens_section(section.label)
        for where, state in wanted:
            self._field(where, state)
            self.filled += 1
        self.person.sees_saved()
        self._keeps(visit, wanted)
        return True

    def _field(self, where: Address, state: str) -> None:
        person, keyboard = self.person, self.person.page.keyboard
        about = where.about
        if about.kind is Kind.ANSWER and where.setup_field is None and not where.measure.sided:
            codes = [one.code for one in about.options or ANSWERS]
            radios = person.form.locator(f'[name="{where.name}"][type=radio]')
            person.reaches_unfolded(radios.first)
            keyboard.press(str(codes.index(state) + 1))
            return
        person.reaches_unfolded(person.form.locator(f'[id="f-{where.name}"]'))
        if reason := reason_in(state):
            if about.kind is Kind.QUANTITY:
                keyboard.press("n")
            keyboard.type(str(NotTested(reason).label))
        elif about.kind is Kind.DATE:
            day = date.fromisoformat(self.days.resolved(state))
            keyboard.type(f"{day:%d%m%Y}")
        elif about.options:
            keyboard.type(next(one.label for one in about.options if one.code == state))
        else:
            keyboard.press("Control+A")
            keyboard.type(state)

    def _keeps(self, visit: Visit, wanted: list[tuple[Address, str]]) -> None:
        """Confirms the unusual values that the visit means: a space on "Keep it"."""
        for where, _state in wanted:
            field = ".".join(part for part in where.name.split(".") if part != where.side.value)
            if field not in visit.kept:
                continue
            keep = self.person.form.locator(f'[name="{where.name}.keep"]')
            if not keep.count():
                # Only the unusual side was asked about.
                continue
            self.person.reaches(keep)
            self.person.page.keyboard.press("Space")
            expect(keep).not_to_be_attached()
