"""What people do at Vastus, in the words of a clinic. Everything goes through the real pages."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from clinics.access import Role
from clinics.demo import FILE
from tests.browser.accessibility import violations
from tests.browser.charting import Charting

expect.set_options(timeout=20_000)

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Account:
    """How somebody signs in."""

    email: str
    password: str
    name: str
    clinic: str


def account_of(clinic: str, role: Role) -> Account:
    """The demo's account of that role."""
    found = next(
        one
        for one in json.loads(FILE.read_text(encoding="utf-8"))
        if (one["clinic"], one["role"]) == (clinic, role.value)
    )
    return Account(found["email"], found["password"], found["name"], clinic)


class Person(Charting):
    """Somebody at a browser."""

    def __init__(self, page: Page, account: Account) -> None:
        super().__init__(page)
        self.account = account

    def signs_in(self) -> None:
        self.page.goto("/")
        self.page.get_by_label("Email").fill(self.account.email)
        self.page.get_by_label("Password").fill(self.account.password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"**/c/{self.account.clinic}/")

    def begins_signed_in(self) -> None:
        """Where a story begins after signing in: the same requests, without waiting for pages."""
        requests = self.page.context.request
        token = TOKEN.search(requests.get("/accounts/login/").text())
        assert token is not None
        answer = requests.post(
            "/accounts/login/",
            form={
                "csrfmiddlewaretoken": token.group(1),
                "login": self.account.email,
                "password": self.account.password,
            },
            max_redirects=0,
        )
        assert answer.status == 302, answer.text()

    def unlocks(self) -> None:
        """Types the password on the locked screen."""
        self.page.get_by_label("Password").fill(self.account.password)
        self.presses("Unlock")

    def goes(self, path: str) -> int:
        """Opens an address below the clinic's; returns how the site answered."""
        answer = self.page.goto(f"/c/{self.account.clinic}/{path}")
        assert answer is not None
        return answer.status

    def opens_chart(self, assessment_id: UUID, section: str) -> None:
        """Opens a section of a visit that was started before."""
        self.goes(f"evaluations/{assessment_id}/sections/{section}/")
        expect(self.form).to_be_visible()

    def opens_another_tab(self) -> Person:
        """The same person, signed in, in a second tab at the same address."""
        tab = self.page.context.new_page()
        tab.goto(self.page.url)
        return Person(tab, self.account)

    def registers(self, family_name: str, given_name: str, *, born: str, sex: str) -> None:
        """Registers a patient and comes to the patient's page."""
        self.goes("patients/register/")
        self.page.get_by_label("Family name").fill(family_name)
        self.page.get_by_label("Given name").fill(given_name)
        self.page.get_by_label("Birth date").fill(born)
        self.page.get_by_label("Sex").select_option(sex)
        self.page.get_by_role("button", name="Register", exact=True).click()
        expect(self.heading(f"{given_name} {family_name}")).to_be_visible()

    def opens_episode(self, problem: str, *, kind: str, side: str, precautions: str = "") -> None:
        """Opens an episode of care from the patient's page and comes back to it."""
        self.page.get_by_role("link", name="Open an episode of care").click()
        self.page.get_by_label("Kind of problem").select_option(kind)
        self.page.get_by_label("Side").first.select_option(side)
        self.page.get_by_role("textbox", name="Problem").fill(problem)
        self.page.get_by_label("Precautions").fill(precautions)
        self.page.get_by_role("button", name="Open the episode").click()
        expect(self.heading(problem)).to_be_visible()

    def starts_visit(
        self, on: date | None = None, *, at: str = "09:20", why_late: str = "charted on paper"
    ) -> None:
        """Starts the next visit of the episode on the patient's page and comes to its chart."""
        self.page.get_by_role("link", name=re.compile("^(Start (initial|re)|Another kind)")).click()
        if on is not None:
            self.page.get_by_label("Date").fill(on.isoformat())
            self.page.get_by_label("Time").fill(at)
            self.page.get_by_label("Why it is entered late").fill(why_late)
        self.presses("Start charting")
        expect(self.heading("Visit")).to_be_visible()

    def starts_reassessment(self) -> None:
        """Starts a reassessment now, with one key on the patient's page."""
        self.page.get_by_role("button", name="Start reassessment").focus()
        self.page.keyboard.press("Enter")
        expect(self.heading("Visit")).to_be_visible()

    def changes_involved_side(self, side: str) -> None:
        """Corrects the involved side of the visit whose chart is open, and comes back to it."""
        self.page.goto(re.sub(r"sections/.*", "visit/", self.page.url))
        self.page.get_by_label(side, exact=True).first.check()
        self.presses("Save details")
        expect(self.heading("Visit")).to_be_visible()

    def reviews(self) -> None:
        """Goes from the chart to what is open and what would be signed."""
        self.page.get_by_role("link", name=re.compile("^Review and")).first.click()
        expect(self.page.get_by_role("heading", level=1).first).to_contain_text("Review and")

    def gives_reasons(self, reason: str) -> None:
        """Says why core items are unanswered, the same for each section, and when to come again."""
        for field in self.page.get_by_label(re.compile("^Why not answered")).all():
            field.fill(reason)
        if not self.page.locator("[name='next-kind']:checked").count():
            self.page.get_by_label("In weeks from this visit").check()
            self.page.get_by_label("How many weeks").fill("6")
        self.presses("Save")
        expect(self.page.get_by_label("Your password")).to_be_visible()

    def signs(self, button: str = "Sign this evaluation") -> None:
        """Signs what the review shows, with the password, and comes to the report."""
        self.page.get_by_label("Your password").fill(self.account.password)
        self.presses(button)
        self.page.wait_for_url("**/report/")

    def signs_what_is_open(self) -> None:
        """From the chart to the signature, with one reason for all that is unanswered."""
        self.reviews()
        if not self.page.get_by_label("Your password").count():
            self.gives_reasons("Not due at this visit.")
        self.signs()

    def opens_patient(self, family_name: str) -> None:
        """Comes to a patient's page through the search."""
        self.goes("patients/")
        self.page.get_by_label("Name, birth date or number").fill(family_name)
        self.page.get_by_label("Patients").get_by_role("button", name="Search").click()
        self.page.locator("main").get_by_role("link", name=family_name).click()
        expect(self.heading(family_name)).to_be_visible()

    def finds_no_barrier(self) -> None:
        """axe has nothing to say about the page as it stands."""
        found = violations(self.page)
        assert not found, "\n".join(found)

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button).click()

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()

    def heading(self, words: str) -> Locator:
        return self.page.get_by_role("heading", name=words).first

    def sees(self, *texts: str) -> None:
        """Each of these texts stands on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text)
