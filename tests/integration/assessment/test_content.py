"""The state of the content's review and the installation's own figures, wherever Vastus judges."""

from __future__ import annotations

import datetime
import json
import re
from datetime import date

import pytest

from assessment import VERSION, catalogue
from assessment.catalogue import review
from assessment.catalogue.review import ContentReview
from assessment.models import Assessment, SignedVersion, VisitKind
from assessment.outputs.text import text_note
from assessment.record import from_payload
from assessment.selectors.reports import report_of
from assessment.views.facts import standing
from clinics.access import Member
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import record_of, save, sign, start
from tests.integration.assessment.pages import episode_page, page_of, text_of
from tests.integration.assessment.test_export_record import export
from tests.unit.catalogue.test_thresholds import cut_off, entry, read
from tests.unit.outputs.rendering import squeezed, words

pytestmark = pytest.mark.django_db

ABOUT, FIGURES, GLOSSARY = (
    f"/c/riverside/{one}/" for one in ("about", "about/figures", "glossary")
)
NOT_YET = "Measures and thresholds are not yet reviewed by a clinician."
WHOLE = ContentReview(
    reviewer="Nora Bell",
    credentials="PT, DPT, OCS",
    reviewed_on=datetime.date(2027, 3, 2),
    catalogue_version=catalogue.CATALOGUE_VERSION,
    remarks="Girth limits could be wider.",
)
REVIEWED = (
    f"Measures and thresholds (version {catalogue.CATALOGUE_VERSION}) were reviewed by Nora Bell, "
    "PT, DPT, OCS, on 2 Mar 2027."
)
OWN = "this installation's own figure, decided by Nora Bell, PT, OCS, instead of 10° (Hancock 2018)"
SETUP = {"knee_flexion_passive.setup.device": "long_goniometer"}
LAG = {"knee_extension_passive.left": "0", "knee_extension_active.left": "lacks 7"}


def charted(by: Member, episode: EpisodeOfCare, on: date, degrees: str) -> Assessment:
    """A signed visit with flexion by long-arm goniometer, and a lag of 7°."""
    visit = start(by, episode, on, kind=VisitKind.REASSESSMENT)
    save(visit, "range_of_motion", SETUP | LAG | {"knee_flexion_passive.left": degrees}, by=by)
    return visit


@pytest.fixture
def first(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    visit = charted(therapist, episode, date(2026, 3, 3), "110")
    sign(visit, by=therapist)
    return visit


@pytest.fixture
def second(therapist: Member, episode: EpisodeOfCare, first: Assessment) -> Assessment:
    return charted(therapist, episode, date(2026, 3, 17), "119")


def opened(browser: HttpsClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return words(text_of(answer))


def note_of(assessment: Assessment) -> str:
    assessment.refresh_from_db()
    found = report_of(assessment)
    assert found.record is not None
    return text_note(found.record, **standing(found))


def test_every_report_note_and_export_says_how_far_the_content_is_reviewed(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, second: Assessment
) -> None:
    pages = [
        page_of(second, "report"),
        episode_page(episode, "episode_report"),
    ]
    assert all(opened(browser, page).count(NOT_YET) == 1 for page in pages)
    sign(second, by=therapist)
    assert opened(browser, page_of(second, "report")).count(NOT_YET) == 1
    both = [str(one.pk) for one in Assessment.objects.order_by("visit_date")]
    compared = browser.get(episode_page(episode, "compare"), {"a": both[0], "b": both[1]})
    assert NOT_YET in words(text_of(compared))
    assert note_of(second).count(NOT_YET) == 1
    assert export(second, "text").count(NOT_YET) == 1
    exported = json.loads(export(second, "json"))
    assert exported["content_review"] == NOT_YET
    assert exported["record"]["content_review"] == NOT_YET


def test_a_signed_record_keeps_the_state_as_it_was(
    browser: HttpsClient, therapist: Member, second: Assessment, first: Assessment
) -> None:
    with review.reviewed(WHOLE):
        sign(second, by=therapist)
    assert REVIEWED in opened(browser, page_of(second, "report"))
    assert json.loads(export(second, "json"))["content_review"] == REVIEWED
    with review.reviewed(WHOLE):
        assert NOT_YET in opened(browser, page_of(first, "report"))
        assert REVIEWED not in opened(browser, page_of(first, "report"))


def test_a_record_of_before_says_it_once_in_its_statements(first: Assessment) -> None:
    payload = json.loads(SignedVersion.objects.get(assessment=first).payload)
    del payload["content_review"]
    for one in payload["comparisons"]:
        del one["own"]
    payload["statements"].append(NOT_YET)
    old = from_payload(json.dumps(payload))
    assert old.content_review == ""
    said = text_note(old, state="signed", version=1, signatures=[])
    assert said.count(NOT_YET) == 1


def test_a_report_judged_by_an_own_figure_says_so_beside_it_and_at_its_foot(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, second: Assessment
) -> None:
    foot = (
        f"Knee flexion, passive: measurement error: {OWN}. Decided on 2026-11-20: Measured with "
        "our own goniometers."
    )
    with catalogue.decided(*read(entry())):
        (judged,) = [
            one
            for one in record_of(second).comparisons
            if one.label.endswith("passive") and "flexion" in one.label
        ]
        assert judged.threshold == f"8.5° (MDC95), {OWN}"
        assert judged.direction == "improved"
        sign(second, by=therapist)
        live = squeezed(opened(browser, episode_page(episode, "episode_report")))
        assert squeezed(f"judged against 8.5° (MDC95), {OWN}") in live
        assert squeezed(foot) in live
    # The shipped figure is back in force: the signed record reads as it was signed.
    page = squeezed(opened(browser, page_of(second, "report")))
    assert squeezed(f"judged against 8.5° (MDC95), {OWN}") in page
    assert page.count(squeezed(foot)) == 1
    assert squeezed("by this installation's own figure, see the tables") in page
    said = squeezed(re.sub(r"\s+", " ", note_of(second)))
    assert squeezed(OWN) in said and squeezed(foot) in said
    live = squeezed(opened(browser, episode_page(episode, "episode_report")))
    assert squeezed(OWN) not in live


def test_an_own_cut_off_stands_beside_its_result_and_at_the_foot(
    browser: HttpsClient, therapist: Member, second: Assessment
) -> None:
    with catalogue.decided(*read(cut_off("extension_lag", "present_above", "8"))):
        sign(second, by=therapist)
    page = squeezed(opened(browser, page_of(second, "report")))
    assert squeezed("7° (not above 8°)") in page
    beside = "Present above 8°: this installation's own figure, decided by Nora Bell, PT, OCS"
    assert squeezed(beside) in page
    foot = "Extension lag: present above 8°: this installation's own figure, decided by Nora Bell"
    assert squeezed(foot) in page


@pytest.mark.once
def test_the_about_page_says_versions_state_and_own_figures(browser: HttpsClient) -> None:
    page = opened(browser, ABOUT)
    assert NOT_YET in page
    assert VERSION in page and catalogue.CATALOGUE_VERSION in page
    assert "None: everything is judged by the figures that Vastus ships." in page
    assert f'href="{FIGURES}"' in text_of(browser.get(ABOUT))
    with review.reviewed(WHOLE), catalogue.decided(*read(entry())):
        page = opened(browser, ABOUT)
    assert f"{REVIEWED} Figures that this installation decided itself are not part" in page
    assert "Girth limits could be wider." in page
    assert f"Knee flexion, passive, measurement error 8.5 °: {OWN}." in page


@pytest.mark.once
def test_the_figures_page_lists_every_number_with_its_source(browser: HttpsClient) -> None:
    page = opened(browser, FIGURES)
    text, squeezed_page = text_of(browser.get(FIGURES)), squeezed(page)
    for section in {one.section for one in catalogue.shipped_figures()}:
        assert f'id="figures-{section}"' in text
    for one in catalogue.shipped_figures():
        assert one.source is not None
        assert squeezed(one.source.citation) in squeezed_page
        assert squeezed(one.population) in squeezed_page
    assert "FROM MEMORY, high confidence" in page
    with catalogue.decided(*read(entry())):
        assert OWN in opened(browser, FIGURES)


@pytest.mark.once
def test_the_menu_leads_to_the_about_page(browser: HttpsClient) -> None:
    assert f'<a href="{ABOUT}">About Vastus</a>' in text_of(browser.get(GLOSSARY))


@pytest.mark.once
def test_the_glossary_says_how_far_its_words_are_reviewed(browser: HttpsClient) -> None:
    assert "They are not yet reviewed by a clinician." in opened(browser, GLOSSARY)
    with review.reviewed(WHOLE):
        assert "They were reviewed by Nora Bell" in opened(browser, GLOSSARY)
