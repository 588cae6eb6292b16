"""axe has nothing to say about any page, in light or in dark, empty, filled or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from assessment import catalogue
from assessment.models import (
    AmendmentRequest,
    Assessment,
    Diagnosis,
    Goal,
    PlannedReview,
    Release,
    ReleaseForm,
)
from assessment.services.amending import start_amendment
from assessment.services.amendment_requests import log_request
from assessment.services.diagnoses import DiagnosisWords, add_diagnosis
from assessment.services.discarding import discard
from assessment.services.goals import GoalWords, set_goal
from assessment.services.patient_activities import ActivityWords, name_activity
from assessment.services.releasing import ReleaseDetails, release
from clinics.access import Member, Role
from clinics.models import Membership
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import EpisodeOfCare
from patients.services import add_contact
from tests.browser.accessibility import RULES_TRIED, rules, violations
from tests.browser.conftest import Staffed
from tests.browser.journey import Person, account_of
from tests.browser.windows import Windows
from tests.integration.assessment.charting import password_of, save, sign, start
from tests.integration.assessment.merging_in_words import merge, registered
from tests.site import LiveSite

# A rule of accessibility looks at a page, and every page is the same on both databases.
pytestmark = pytest.mark.once

SETUP = {
    "knee_extension_force.setup.fixation": "belt",
    "knee_extension_force.setup.lever_arm.right": "0.34 m",
    "knee_extension_force.setup.lever_arm.left": "0.34 m",
}
SIGNED = {
    "visit": {"body_mass.none": "78 kg"},
    "strength": SETUP
    | {"knee_extension_force.right": "402 N", "knee_extension_force.left": "310 N"},
    "range_of_motion": {"knee_extension_passive.left": "lacks 13"},
}
FILLED = {
    "visit": {"body_mass.none": "76 kg"},
    "history": {"reason_for_evaluation.none": "Gives way on stairs."},
    "red_flags": {"fever_unwell.none": "yes", "growing_lump.none": "no"},
    "range_of_motion": {"knee_extension_passive.left": "lacks 5"},
    "thigh_girth": {"thigh_girth_10_cm.left": "20 cm", "thigh_girth_10_cm.right": "46.2 cm"},
    "strength": SETUP
    | {"knee_extension_force.right": "!pain", "knee_extension_force.left": "405 N"},
    "special_tests": {"lachman_test.left": "positive", "lachman_test.right": "negative"},
    "function": {"single_hop.right.1": "150 cm", "single_hop.left.1": "120 cm"},
    "outcome_measures": {
        **{f"koos_pain.none.{item}": "1" for item in range(1, 10)},
        "lefs.none.1": "3",
        "ikdc.none": "61.5",
        "lysholm.none": "71",
        "lysholm.setup.bands": "tegner_1985",
        "global_rating_of_change.none": "better 3",
    },
}

STRANGER = (
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/inactive/",
    "/accounts/join/",
    "/no/such/page/",
)
OWN = (
    "/accounts/profile/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
)
THERAPIST = (
    "",
    "glossary/",
    "about/",
    "about/figures/",
    "follow-up/",
    "follow-up/?show=all",
    "follow-up/?show=settled",
    "follow-up/{planned}/",
    "patients/",
    "patients/register/",
    "patients/{patient}/",
    "patients/{patient}/edit/",
    "patients/{patient}/contacts/add/",
    "patients/contacts/{contact}/edit/",
    "patients/contacts/{contact}/remove/",
    "patients/{patient}/episodes/open/",
    "patients/episodes/{episode}/edit/",
    "patients/episodes/{episode}/close/",
    "episodes/{episode}/visits/new/",
    "episodes/{episode}/report/",
    "episodes/{episode}/compare/",
    "episodes/{episode}/compare/?a={signed}&b={again}",
    "evaluations/{filled}/worth-testing/",
    "evaluations/{signed}/report/",
    "evaluations/{signed}/addendum/",
    "evaluations/{signed}/void/",
    "evaluations/{signed}/restricted/",
    "evaluations/{signed}/amend/",
    "evaluations/{signed}/versions/",
    "evaluations/{amended}/report/",
    "evaluations/{amended}/report/?version=1",
    "evaluations/{amended}/versions/?a=1&b=2",
    "evaluations/{amending}/abandon/",
    "evaluations/{amending}/review/",
    "evaluations/{amending}/versions/?a=1&b=writing",
    "evaluations/{signed}/reviews/ask/",
    "reviews/",
    "reviews/?show=worse",
    "evaluations/{theirs}/take-over/",
    "evaluations/{theirs}/review/",
    "evaluations/{filled}/discard/",
    "drafts/discarded/",
    "evaluations/{filled}/visit/",
    "evaluations/{filled}/report/",
    "evaluations/{filled}/review/",
    "evaluations/{filled}/diagnoses/new/",
    "evaluations/{filled}/diagnoses/{diagnosis}/",
    "evaluations/{filled}/diagnoses/{diagnosis}/remove/",
    "evaluations/{filled}/goals/new/",
    "evaluations/{filled}/goals/{goal}/",
    "evaluations/{filled}/goals/{goal}/take-back/",
    "evaluations/{filled}/activities/new/",
    "evaluations/{filled}/activities/{activity}/",
    "evaluations/{filled}/activities/{activity}/take-back/",
    "evaluations/{empty}/report/",
    "audit/",
    "amendment-requests/",
    "amendment-requests/{asked}/",
    "patients/{patient}/amendment-requests/new/",
    "patients/{patient}/given-out/",
    *(
        f"evaluations/{{{visit}}}/sections/{one.code}/"
        for visit in ("empty", "filled")
        for one in catalogue.SECTIONS
    ),
)
ADMIN = (
    "",
    "patients/{patient}/",
    "patients/{patient}/reviewers/",
    "patients/{patient}/merge/",
    "patients/{patient}/merge/{other}/",
    "patients/{patient}/standing/",
    "patients/{patient}/care-team/",
    "patients/{patient}/who-opened/",
    "patients/{patient}/who-opened/print/",
    "merges/{merge}/take-back/",
    "patients/{patient}/release/",
    "patients/{patient}/given-out/",
    "evaluations/{signed}/release/",
    "releases/{released}/",
    "amendment-requests/",
    "drafts/",
    "staff/",
    "staff/invite/",
    "staff/{colleague}/",
    "settings/",
    "settings/measure-sets/",
    "settings/measure-sets/pfp/",
    "audit/",
)
OFFICER = (
    "",
    "audit/",
    "break-glass/",
    "patients/{patient}/care-team/",
    "patients/{patient}/who-opened/",
)
# Forms sent with nothing in them, and what they say then.
REQUIRED = "This field is required."
CHOSEN_TWICE = "episodes/{episode}/compare/?a={signed}&b={signed}"
REFUSED = (
    (Role.THERAPIST, "patients/register/", "Register", REQUIRED),
    (Role.THERAPIST, "patients/{patient}/episodes/open/", "Open the episode", REQUIRED),
    (Role.THERAPIST, "episodes/{episode}/visits/new/", "Start charting", REQUIRED),
    (Role.THERAPIST, "evaluations/{signed}/addendum/", "Add addendum", REQUIRED),
    (
        Role.THERAPIST,
        "evaluations/{filled}/diagnoses/new/",
        "Add the diagnosis",
        "Write the diagnosis in your own words.",
    ),
    (
        Role.THERAPIST,
        "evaluations/{filled}/goals/new/",
        "Set the goal",
        "Write what the patient wants to be able to do.",
    ),
    (Role.THERAPIST, "evaluations/{signed}/void/", "Declare void", "Write why."),
    (Role.THERAPIST, "follow-up/{planned}/", "Save outcome", "Say what came of it."),
    (Role.THERAPIST, "evaluations/{signed}/amend/", "Open version 2", "Write why."),
    (Role.THERAPIST, "evaluations/{theirs}/take-over/", "Take over", "Write why."),
    (Role.THERAPIST, "amendment-requests/{asked}/", "Save the decision", "Write why."),
    (
        Role.ADMIN,
        "patients/{patient}/amendment-requests/new/",
        "Write down",
        "Write what the patient asks for, in their words.",
    ),
    (Role.ADMIN, "evaluations/{signed}/release/", "Release", "Write whom it is given to."),
    (Role.ADMIN, "drafts/", "Hand over", "Choose who charts on."),
    (Role.ADMIN, "staff/invite/", "Make the invitation", REQUIRED),
    (Role.ADMIN, "patients/{patient}/reviewers/", "Assign", REQUIRED),
)
TYPED = "input:visible:not([type=checkbox], [type=radio]), textarea:visible"


@pytest.fixture(autouse=True)
def refusals(expected_in_console: list[str]) -> None:
    """Chromium reports a page that says no."""
    expected_in_console += ["status of 404", "status of 410", "status of 422"]


@pytest.fixture(scope="module")
def places(staffed: Staffed, member: Member, episode: EpisodeOfCare) -> dict[str, str]:
    """What the addresses above name."""
    signed, again, filled = (start(member, episode) for _visit in range(3))
    for section, states in SIGNED.items():
        save(signed, section, states, by=member)
        save(again, section, states, by=member)
    sign(signed, by=member)
    sign(again, by=member)
    for section, states in FILLED.items():
        save(filled, section, states, by=member)
    diagnosis, goal = judged(filled, member)
    activity = name_activity(
        assessment=filled,
        words=ActivityWords(statement="Walking down stairs", answer="3"),
        by=member,
        key=new_key(),
    )
    contact = add_contact(
        by=member,
        key=new_key(),
        patient=episode.patient,
        values={"role": "surgeon", "name": "Rowan Achterberg"},
    )
    assistant = staffed.clinics.members["riverside", Role.ASSISTANT]
    amended, amending = (start(member, episode) for _visit in range(2))
    for one in (amended, amending):
        save(one, "strength", SIGNED["strength"], by=member)
        sign(one, by=member)
        start_amendment(assessment=one, reason="Sides exchanged.", by=member, key=new_key())
        save(one, "strength", {"knee_extension_force.left": "298 N"}, by=member)
    sign(amended, by=member)
    admin = staffed.clinics.members["riverside", Role.ADMIN]
    other, same = (
        registered(member, "Silva", given, number)
        for given, number in (("Ana", "20001"), ("Anna", "20002"))
    )
    released, asked = given_out_and_asked(signed, admin)
    discarded = start(member, episode)
    discard(assessment=discarded, flags_known=True, by=member)
    return {
        "released": str(released.pk),
        "asked": str(asked.pk),
        "other": str(other.pk),
        "merge": str(merge(admin, other, same).pk),
        "amended": str(amended.pk),
        "amending": str(amending.pk),
        "theirs": str(start(assistant, episode).pk),
        "signed": str(signed.pk),
        "again": str(again.pk),
        # That of the last signed visit: the others are no longer in force.
        "planned": str(PlannedReview.objects.get(assessment=amending).pk),
        "discarded": str(discarded.pk),
        "filled": str(filled.pk),
        "empty": str(start(member, episode).pk),
        "patient": str(episode.patient_id),
        "episode": str(episode.pk),
        "contact": str(contact.pk),
        "diagnosis": str(diagnosis.pk),
        "goal": str(goal.pk),
        "activity": str(activity.pk),
        "colleague": str(Membership.objects.get(user=assistant.user).pk),
    }


def given_out_and_asked(signed: Assessment, admin: Member) -> tuple[Release, AmendmentRequest]:
    """A release of the visit, and a request of the patient that waits for an answer."""
    released = release(
        assessment=signed,
        version=1,
        details=ReleaseDetails(
            purpose="second opinion", recipient="Dr Malik, City Hospital", form=ReleaseForm.PRINT
        ),
        password=password_of(admin),
        by=admin,
        key=new_key(),
    )
    signed.refresh_from_db()
    asked = log_request(
        patient=signed.patient,
        received_on=today_at(admin.clinic),
        asked="It was the left knee that was measured first.",
        assessment=signed,
        by=admin,
        key=new_key(),
    )
    return released, asked


def judged(visit: Assessment, member: Member) -> tuple[Diagnosis, Goal]:
    """A diagnosis and a goal of the visit."""
    said = DiagnosisWords(text="Knee pain", side="left", code="M25.562", primary=True)
    diagnosis = add_diagnosis(assessment=visit, words=said, by=member, key=new_key())
    assert diagnosis is not None
    wanted = GoalWords(
        statement="Walk downstairs", measure="knee_extension_force", side="left", target="350 N"
    )
    return diagnosis, set_goal(assessment=visit, words=wanted, by=member, key=new_key())


@pytest.fixture(scope="module")
def windows(browser: Browser, site: LiveSite) -> Iterator[Windows]:
    """The module's windows: each role signs in once."""
    windows = Windows(browser, site.url)
    yield windows
    windows.close()


@pytest.fixture(scope="module")
def signed_in() -> dict[Role, Person]:
    return {}


@pytest.fixture
def inside(
    windows: Windows, signed_in: dict[Role, Person], expected_in_console: list[str]
) -> Iterator[Callable[[Role], Person]]:
    """`inside(Role.ADMIN)` is somebody of that role, signed in; the console must stay empty."""

    def come(role: Role) -> Person:
        if role not in signed_in:
            signed_in[role] = Person(windows.open(), account_of("riverside", role))
            signed_in[role].begins_signed_in()
        return signed_in[role]

    yield come
    assert windows.complaints(expected_in_console) == []


def test_every_rule_of_wcag_22_aa_and_the_best_practices_is_tried(
    page: Page, request: pytest.FixtureRequest
) -> None:
    page.goto("/accounts/login/")
    version, every, about_colour = rules(page)
    request.config.stash[RULES_TRIED] = (
        f"axe-core {version}: {len(every)} rules, {len(about_colour)} of them in dark as well"
    )
    assert len(every) > 90
    assert "color-contrast" in about_colour


def test_a_page_that_breaks_rules_is_found_out(page: Page) -> None:
    page.goto("/accounts/login/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x><h4>One</h4>'")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    found = {one.split(": ")[1] for one in violations(page)}
    assert {"image-alt", "html-has-lang", "page-has-heading-one"} <= found


@pytest.mark.parametrize("path", STRANGER)
def test_a_page_for_anybody(page: Page, path: str) -> None:
    page.goto(path)
    assert violations(page) == []


@pytest.mark.parametrize("path", OWN)
def test_a_page_of_the_own_account(inside: Callable[[Role], Person], path: str) -> None:
    somebody = inside(Role.THERAPIST)
    somebody.page.goto(path)
    assert path in somebody.page.url
    somebody.finds_no_barrier()


@pytest.mark.parametrize("path", THERAPIST)
def test_a_page_of_the_therapist(
    inside: Callable[[Role], Person], places: dict[str, str], path: str
) -> None:
    therapist = inside(Role.THERAPIST)
    assert therapist.goes(path.format(**places)) == 200
    therapist.finds_no_barrier()


@pytest.mark.parametrize("path", ADMIN)
def test_a_page_of_the_admin(
    inside: Callable[[Role], Person], places: dict[str, str], path: str
) -> None:
    admin = inside(Role.ADMIN)
    assert admin.goes(path.format(**places)) == 200
    admin.finds_no_barrier()


@pytest.mark.parametrize("path", OFFICER)
def test_a_page_of_the_privacy_officer(
    inside: Callable[[Role], Person], places: dict[str, str], path: str
) -> None:
    officer = inside(Role.PRIVACY_OFFICER)
    assert officer.goes(path.format(**places)) == 200
    officer.finds_no_barrier()


def test_the_same_visit_chosen_twice(
    inside: Callable[[Role], Person], places: dict[str, str]
) -> None:
    therapist = inside(Role.THERAPIST)
    assert therapist.goes(CHOSEN_TWICE.format(**places)) == 422
    therapist.sees("these are the same one")
    therapist.finds_no_barrier()


@pytest.mark.parametrize(("role", "path", "button", "says"), REFUSED)
def test_a_form_sent_empty(
    inside: Callable[[Role], Person],
    places: dict[str, str],
    role: Role,
    path: str,
    button: str,
    says: str,
) -> None:
    somebody = inside(role)
    somebody.goes(path.format(**places))
    for field in somebody.page.locator("main form").locator(TYPED).all():
        field.fill("")
    somebody.page.locator("main").get_by_role("button", name=button, exact=True).click()
    somebody.sees(says)
    somebody.finds_no_barrier()
