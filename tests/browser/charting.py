"""Charting by keyboard: fields are reached with Tab and filled by typing."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 500
WHERE = """wanted => {
  const here = document.activeElement;
  if (here === wanted) return "here";
  return here.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? "back" : "on";
}"""


class Charting:
    """Somebody at a section of the chart."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def form(self) -> Locator:
        return self.page.locator("#section-form")

    def opens_section(self, label: str) -> None:
        """Goes to a section over the list of sections, once everything typed is saved."""
        self.page.get_by_role("navigation", name="Sections").get_by_role("link", name=label).click()
        expect(self.page.get_by_role("heading", level=2, name=label).first).to_be_visible()

    def field(self, measure: str, side: str = "", *, trial: int = 0, detail: str = "") -> Locator:
        """A field by its label: of a reading, a trial, or a detail of how it was taken."""
        if detail:
            said = [detail, measure, detail, side]
        elif trial:
            said = [f"Trial {trial}", measure, side, f"trial {trial}"]
        else:
            said = [measure, side.capitalize()]
        words = ", ".join(re.escape(one) for one in said if one)
        labelled = self.form.get_by_label(re.compile(rf"^\s*{words}(,|\s*$)"))
        return labelled.and_(self.form.locator("[id^=f-]"))

    def row(self, measure: str) -> Locator:
        return self.form.get_by_role("group", name=re.compile(f"^{re.escape(measure)}( core)?$"))

    def question(self, words: str) -> Locator:
        return self.form.get_by_role("group", name=re.compile(f"^{re.escape(words)}"))

    def reaches(self, wanted: Locator) -> None:
        """Tabs, forwards or backwards, until the focus is there."""
        for _tab in range(MOST_TABS):
            where = wanted.evaluate(WHERE)
            if where == "here":
                return
            self.page.keyboard.press("Tab" if where == "on" else "Shift+Tab")
        raise AssertionError(f"{MOST_TABS} presses of Tab do not reach {wanted}")

    def reaches_unfolded(self, wanted: Locator) -> None:
        """Opens what the field is folded into, the outer before the inner, and goes there."""
        folded = wanted.locator("xpath=ancestor::details[not(@open)]/summary")
        while folded.count():
            self.reaches(folded.first)
            self.page.keyboard.press("Enter")
        self.reaches(wanted)

    def types(
        self, measure: str, side: str, text: str, *, trial: int = 0, detail: str = ""
    ) -> None:
        """Types over what stands in the field."""
        self.reaches_unfolded(self.field(measure, side, trial=trial, detail=detail))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def chooses(self, measure: str, side: str, option: str, *, detail: str = "") -> None:
        """Chooses in a list by typing the beginning of the option."""
        self.reaches_unfolded(self.field(measure, side, detail=detail))
        self.page.keyboard.type(option)

    def clears(self, measure: str, side: str) -> None:
        self.reaches(self.field(measure, side))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")

    def answers(self, question: str, key: str) -> None:
        """Answers a question of the screen with a number key."""
        self.reaches(self.question(question).get_by_role("radio").first)
        self.page.keyboard.press(key)

    def leaves_untested(self, measure: str, side: str, why: str) -> None:
        """Says why a reading was not taken: n, then the beginning of the reason."""
        self.reaches(self.field(measure, side))
        self.page.keyboard.press("n")
        self.page.keyboard.type(why)

    def sees_saved(self) -> None:
        expect(self.page.locator("#saved")).to_have_attribute("data-saved", "saved")
        expect(self.page.locator("#saved")).to_contain_text("saved")

    def sees_result(self, measure: str, *texts: str) -> None:
        """The results beside a measure say these, without the page having changed."""
        for text in texts:
            expect(self.row(measure)).to_contain_text(text)

    def sees_worked_out(self, label: str, side: str, text: str) -> None:
        """A result that follows from two measures says this for a side."""
        line = self.form.get_by_role("group", name=label, exact=True)
        expect(line.locator(f".answer-{side}")).to_contain_text(text)

    def sees_no_result(self, measure: str, text: str) -> None:
        expect(self.row(measure)).not_to_contain_text(text)

    def sees_note(self, measure: str, side: str, *texts: str) -> Locator:
        """What stands below a field: an error, a question, a conflict."""
        identity = self.field(measure, side).get_attribute("id") or ""
        note = self.page.locator(f'[id="note-{identity.removeprefix("f-")}"]')
        for text in texts:
            expect(note).to_contain_text(text)
        return note

    def sees_value(self, measure: str, side: str, text: str) -> None:
        expect(self.field(measure, side)).to_have_value(text)
