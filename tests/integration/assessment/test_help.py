"""Help: the glossary, how a measure is taken, and what to do first on an empty page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import markupsafe
import pytest
from django.urls import reverse

from assessment import catalogue
from assessment.catalogue import glossary
from assessment.models import Assessment
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from patients.services.registering import register
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, sign
from tests.integration.assessment.pages import episode_page, page_of, section_of, text_of

# What a page says is the same on both databases; that its statements run on both, the walk tries.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

GLOSSARY = "/c/riverside/glossary/"
ID = re.compile(r'\sid="([^"]+)"')
WITHIN = re.compile(r'href="#([^"]+)"')
INTO_THE_GLOSSARY = re.compile(rf'href="{GLOSSARY}#([^"]+)"')
SETUP = {
    "knee_extension_force.setup.fixation": "belt",
    "knee_extension_force.setup.lever_arm.right": "0.34 m",
    "knee_extension_force.setup.lever_arm.left": "0.34 m",
}
BOTH_SIDES = {
    "visit": {"body_mass.none": "78 kg"},
    "strength": SETUP
    | {"knee_extension_force.right": "402 N", "knee_extension_force.left": "310 N"},
    "range_of_motion": {
        "knee_extension_passive.left": "lacks 3",
        "knee_extension_active.left": "lacks 9",
        "knee_flexion_passive.left": "120",
    },
    "thigh_girth": {"thigh_girth_10_cm.right": "46.2 cm", "thigh_girth_10_cm.left": "44.0 cm"},
}


@pytest.fixture
def anchors(browser: HttpsClient) -> set[str]:
    """Where on the glossary's page a link can lead."""
    return set(ID.findall(text_of(browser.get(GLOSSARY))))


@pytest.fixture
def charted(therapist: Member, draft: Assessment) -> Assessment:
    """A draft with both sides of what results follow from."""
    for section, states in BOTH_SIDES.items():
        save(draft, section, states, by=therapist)
    return draft


@pytest.mark.parametrize("role", Role)
def test_everybody_in_the_clinic_opens_the_glossary_from_the_menu(
    clinics: DemoClinics, sign_in: Callable[..., HttpsClient], role: Role
) -> None:
    browser = sign_in(clinics.members["riverside", role].user)
    assert f'href="{GLOSSARY}"' in text_of(browser.get("/c/riverside/"))
    page = text_of(browser.get(GLOSSARY))
    for term in glossary.TERMS:
        assert f'id="{term.code}"' in page
    assert "Chester et al." in page


def test_every_link_of_the_glossary_leads_to_a_place_of_its_own(browser: HttpsClient) -> None:
    page = text_of(browser.get(GLOSSARY))
    places = Counter(ID.findall(page))
    assert [place for place, times in places.items() if times > 1] == []
    assert set(WITHIN.findall(page)) <= set(places)


def test_a_measure_says_beside_itself_how_it_is_taken(
    browser: HttpsClient, draft: Assessment, anchors: set[str]
) -> None:
    for section in catalogue.sections():
        page = text_of(browser.get(section_of(draft, section.code)))
        for measure in section.measures:
            # Subgroups and lists are offered once the findings speak for them.
            offered_later = measure.code.startswith(("pfp_", "readiness_"))
            if draft.kind in measure.asked_at and measure.how and not offered_later:
                assert f'id="row-{measure.code}"' in page, measure.code
                row = page.split(f'id="row-{measure.code}"')[1].split('id="row-')[0]
                assert _escaped(measure.how) in row, measure.code
        assert set(INTO_THE_GLOSSARY.findall(page)) <= anchors


def test_a_figure_of_the_error_stands_with_whom_it_was_found_in(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = text_of(browser.get(section_of(draft, "range_of_motion")))
    assert (
        "long-arm goniometer: 3.5° (MDC95, same rater), people with an injured ACL\u00a0[3]" in page
    )
    girth = text_of(browser.get(section_of(draft, "thigh_girth")))
    assert "28 to 80 cm" in girth
    assert "no published value, so a change is not judged" in girth


def test_a_result_explains_its_word_in_place(
    browser: HttpsClient, charted: Assessment, anchors: set[str]
) -> None:
    page = text_of(browser.get(section_of(charted, "strength")))
    row = page.split('id="result-knee_extension_force"')[1].split("</div>\n</div>")[0]
    for code in ("limb_symmetry_index", "deficit", "difference_between_sides"):
        assert _escaped(glossary.term(code).text) in row
        assert f'href="{GLOSSARY}#{code}"' in row
    assert _escaped(glossary.term("extension_lag").text) in text_of(
        browser.get(section_of(charted, "range_of_motion"))
    )


def test_why_there_is_no_index_is_explained_as_well(
    browser: HttpsClient, therapist: Member, draft: Assessment
) -> None:
    save(draft, "strength", {"knee_extension_force.right": "402 N"}, by=therapist)
    page = text_of(browser.get(section_of(draft, "strength")))
    missing = page.split("result-missing", 1)[1].split("</details>")[0]
    assert "Glossary" in missing


def test_the_report_links_what_was_worked_out(
    browser: HttpsClient, charted: Assessment, anchors: set[str]
) -> None:
    page = text_of(browser.get(page_of(charted, "report")))
    linked = set(INTO_THE_GLOSSARY.findall(page))
    worked_out = {"symmetry", "deficit", "difference", "torque", "per_mass"}
    pairs = {"extension_lag", "knee_arc_passive"}
    assert {f"about-{code}" for code in worked_out | pairs} <= linked
    assert linked <= anchors


def test_the_flow_sheet_links_them_too(
    browser: HttpsClient, therapist: Member, charted: Assessment, anchors: set[str]
) -> None:
    sign(charted, by=therapist)
    page = text_of(browser.get(episode_page(charted.episode, "episode_report")))
    flow = page.split("flow-table", 1)[1]
    linked = set(INTO_THE_GLOSSARY.findall(flow))
    assert {"about-symmetry", "about-torque", "about-extension_lag"} <= linked <= anchors


def test_a_draft_without_answers_says_what_to_do(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, draft: Assessment
) -> None:
    patient = reverse(
        "assessment:patient", kwargs={"slug": "riverside", "patient_id": episode.patient_id}
    )
    report = text_of(browser.get(episode_page(episode, "episode_report")))
    assert "Nothing to report yet" in report
    assert f'href="{patient}">To the patient\'s visits' in report
    empty = text_of(browser.get(page_of(draft, "report")))
    assert f'href="{page_of(draft, "chart")}">To the first section' in empty
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    assert "To the first section" not in text_of(browser.get(page_of(draft, "report")))
    restricted = text_of(browser.get(page_of(draft, "restricted")))
    assert f'href="{section_of(draft, "safeguarding")}">To the questions' in restricted
    sign(draft, by=therapist)
    assert "To the questions" not in text_of(browser.get(page_of(draft, "restricted")))


def test_a_patient_without_an_episode_and_an_episode_without_a_visit_say_what_comes_first(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare
) -> None:
    fresh = register(
        by=therapist,
        key=new_key(),
        values={"family_name": "Nyberg", "given_name": "Nils", "sex": "male", "number": "7"},
    )
    page = text_of(browser.get(f"/c/riverside/patients/{fresh.pk}/"))
    opening = reverse("patients:open_episode", kwargs={"slug": "riverside", "patient_id": fresh.pk})
    assert f'href="{opening}">Open the first episode' in page
    assert "Add the first contact" in page
    page = text_of(browser.get(f"/c/riverside/patients/{episode.patient_id}/"))
    assert f'href="{episode_page(episode, "start")}">Chart the first visit' in page


@pytest.mark.parametrize("role", [Role.ADMIN, Role.FRONT_DESK])
def test_who_cannot_open_an_episode_reads_who_does(
    clinics: DemoClinics, sign_in: Callable[..., HttpsClient], role: Role
) -> None:
    by = clinics.members["riverside", role]
    values = {"family_name": "Nyberg", "given_name": "Nils", "sex": "male", "number": "7"}
    fresh = register(by=by, key=new_key(), values=values)
    page = text_of(sign_in(by.user).get(f"/c/riverside/patients/{fresh.pk}/"))
    assert "A therapist opens episodes of care" in page
    assert "Open the first episode" not in page


def test_an_empty_home_leads_to_the_patients(
    clinics: DemoClinics, browser: HttpsClient, sign_in: Callable[..., HttpsClient]
) -> None:
    page = text_of(browser.get("/c/riverside/"))
    drafts = page.split("No drafts of today")[1]
    assert 'href="/c/riverside/patients/">Find a patient' in drafts
    desk = sign_in(clinics.members["riverside", Role.FRONT_DESK].user)
    assert 'href="/c/riverside/patients/">Find a patient' in text_of(desk.get("/c/riverside/"))
    reviewer = sign_in(clinics.members["riverside", Role.REVIEWER].user)
    assert "An admin of the clinic assigns patients to you." in text_of(
        reviewer.get("/c/riverside/")
    )


def test_staff_and_audit_say_what_to_do_when_there_is_nothing(
    clinics: DemoClinics, sign_in: Callable[..., HttpsClient]
) -> None:
    admin = sign_in(clinics.members["riverside", Role.ADMIN].user)
    assert 'href="/c/riverside/staff/invite/">Invite somebody' in text_of(
        admin.get("/c/riverside/staff/")
    )
    nothing = text_of(admin.get("/c/riverside/audit/?since=1990-01-01&until=1990-01-02"))
    assert 'href="/c/riverside/audit/">Take the filter away' in nothing


def _escaped(text: str) -> str:
    """As Jinja writes it, which has another way than Django to write an apostrophe."""
    return str(markupsafe.escape(text))
