"""The order of the sections: chosen once, remembered for the person, followed by every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.catalogue.order_of_work import WorkOrder
from assessment.models import Assessment, Strength, VisitKind, WorkOrderChoice
from assessment.selectors.measure_sets import work_order
from assessment.services.measure_sets import order_sections
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import open_left_knee, save, sign, start
from tests.integration.assessment.pages import page_of, section_of, sent_by, text_of
from tests.integration.assessment.test_measure_sets import rows

pytestmark = pytest.mark.django_db

PRONE_GRADE = "knee_flexion_grade"
SITTING_GRADE = "knee_extension_grade"
STOPS = re.compile(r'data-shape="\w+" data-section="([\w.]+)"')
HEADS = re.compile(r'class="rail-head"[^>]*>([^<]+)<')


@pytest.fixture
def by_position(therapist: Member) -> None:
    order_sections(order=WorkOrder.POSITION, by=therapist)


def chosen(browser: HttpsClient, draft: Assessment, **sent: str) -> Any:
    return browser.post(page_of(draft, "order"), sent)


def prone(draft: Assessment) -> str:
    return f"{section_of(draft, 'strength')}?position=prone"


def events() -> int:
    return AuditEvent.objects.filter(verb=Verb.PROFILE_CHANGED).count()


def test_a_choice_is_remembered_and_leads_back_to_the_section(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    before = events()
    answer = chosen(browser, draft, order="position", section="strength")
    assert (answer.status_code, answer["Location"]) == (302, section_of(draft, "strength"))
    assert work_order(therapist.user) is WorkOrder.POSITION
    assert events() == before + 1
    chosen(browser, draft, order="position", section="strength")
    assert events() == before + 1
    chosen(browser, draft, order="workflow", section="strength")
    assert work_order(therapist.user) is WorkOrder.WORKFLOW
    assert events() == before + 2
    assert WorkOrderChoice.objects.count() == 1


def test_the_choice_is_the_persons_in_every_clinic_and_nobody_elses(
    browser: HttpsClient,
    draft: Assessment,
    therapist: Member,
    clinics: DemoClinics,
    sign_in: Callable[..., HttpsClient],
) -> None:
    chosen(browser, draft, order="position", section="visit")
    elsewhere = clinics.members["nordhavn", Role.THERAPIST]
    there = Member(therapist.user, elsewhere.clinic, elsewhere.roles)
    assert work_order(there.user) is WorkOrder.POSITION
    colleague = clinics.members["riverside", Role.ASSISTANT]
    page = text_of(sign_in(colleague.user).get(section_of(draft, "strength")))
    assert HEADS.findall(page) == []


@pytest.mark.parametrize("order", ["", "sideways", "position\n", "x" * 5000])
def test_an_order_that_there_is_not_changes_nothing(
    browser: HttpsClient, draft: Assessment, order: str
) -> None:
    answer = chosen(browser, draft, order=order, section="//elsewhere.example/")
    assert (answer.status_code, answer["Location"]) == (302, section_of(draft, "visit"))
    assert not WorkOrderChoice.objects.exists()


def test_by_workflow_a_section_is_one_stop_without_headings(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = browser.get(prone(draft))
    assert HEADS.findall(text_of(page)) == []
    assert STOPS.findall(text_of(page)).count("strength") == 1
    assert {PRONE_GRADE, SITTING_GRADE} <= rows(page, "shown")


@pytest.mark.usefixtures("by_position")
class TestByPosition:
    def test_the_rail_turns_the_patient_over_once(
        self, browser: HttpsClient, draft: Assessment
    ) -> None:
        text = text_of(browser.get(section_of(draft, "history")))
        positions = ["Standing", "Sitting", "Supine", "Side-lying", "Prone"]
        assert HEADS.findall(text) == ["Before", *positions, "After"]
        stops = STOPS.findall(text)
        assert stops.index("history") < stops.index("gait.standing") < stops.index("plan")
        assert stops.index("strength.sitting") < stops.index("thigh_girth.supine")
        assert stops.index("thigh_girth.supine") < stops.index("strength.prone")
        assert len(stops) == len(set(stops))

    def test_a_stop_shows_what_is_taken_there_and_folds_the_other_positions(
        self, browser: HttpsClient, draft: Assessment
    ) -> None:
        page = browser.get(prone(draft))
        assert rows(page, "shown") == {PRONE_GRADE}
        assert SITTING_GRADE in rows(page, "closed")
        assert "measures in other positions" in text_of(page)
        assert "Strength, prone" in text_of(page)
        first = browser.get(section_of(draft, "strength"))
        assert SITTING_GRADE in rows(first, "shown")
        assert PRONE_GRADE in rows(first, "closed")

    def test_every_field_of_the_section_is_posted_from_every_stop(
        self, browser: HttpsClient, draft: Assessment
    ) -> None:
        names = [
            set(sent_by(browser.get(where)))
            for where in (prone(draft), section_of(draft, "strength"))
        ]
        assert names[0] == names[1]
        sent = sent_by(browser.get(prone(draft))) | {f"{SITTING_GRADE}.right": "5"}
        answer = browser.post(prone(draft), sent)
        assert (answer.status_code, answer["Location"]) == (302, prone(draft))
        assert Strength.objects.get().choice == "5"

    def test_saving_leads_on_to_the_next_stop(
        self, browser: HttpsClient, draft: Assessment
    ) -> None:
        text = text_of(browser.get(prone(draft)))
        assert f'action="{prone(draft)}"' in text
        stops = STOPS.findall(text)
        after = stops[stops.index("strength.prone") + 1]
        then = re.search(r'name="then" value="([\w.]+)"', text)
        assert then is not None and then[1] == after
        on = browser.post(prone(draft), {"key": new_key(), "then": "strength.sitting"})
        assert on["Location"] == f"{section_of(draft, 'strength')}?position=sitting"
        odd = browser.post(prone(draft), {"key": new_key(), "then": "strength.//elsewhere"})
        assert odd["Location"] == section_of(draft, "strength")

    def test_a_script_is_answered_with_the_way_and_the_stop_it_stands_at(
        self, browser: HttpsClient, draft: Assessment
    ) -> None:
        sent = {"key": new_key(), f"{PRONE_GRADE}.right": "4", f"{PRONE_GRADE}.right.from": ""}
        text = text_of(browser.post(prone(draft), sent, headers={"HX-Request": "true"}))
        current = re.findall(r'data-section="([\w.]+)" aria-current', text)
        assert current == ["strength.prone"]
        assert re.search(r'data-section="strength.prone".*?class="count">1 of 2<', text, re.DOTALL)
        assert f'name="{PRONE_GRADE}.right.from" value="4"' in text

    def test_a_position_that_there_is_not_shows_the_sections_first_stop(
        self, browser: HttpsClient, draft: Assessment
    ) -> None:
        for odd in ("standing", "upside_down", "prone&position=", "%2e%2e"):
            page = browser.get(f"{section_of(draft, 'strength')}?position={odd}")
            assert SITTING_GRADE in rows(page, "shown"), odd

    def test_the_order_costs_one_statement_and_does_not_grow(
        self, browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
    ) -> None:
        def cost(where: str) -> int:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(where, headers={"X-Background": "1"}).status_code == 200
            return len(queries)

        # Whoever has saved here is told what others saved since: that asks once more.
        save(draft, "strength", {f"{PRONE_GRADE}.left": "4"}, by=therapist)
        cost(prone(draft))
        before = cost(prone(draft))
        save(draft, "strength", {f"{PRONE_GRADE}.right": "4"}, by=therapist)
        other = open_left_knee(
            therapist,
            number="2",
            family_name="Adler",
            given_name="Ida",
            birth_date=date(1960, 1, 2),
        )
        sign(start(therapist, other, date(2026, 3, 1)), by=therapist)
        start(therapist, episode, date(2026, 3, 9), kind=VisitKind.REASSESSMENT)
        assert cost(prone(draft)) == before
