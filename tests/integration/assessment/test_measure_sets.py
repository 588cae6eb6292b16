"""What shows first: the clinic's set on its page, in the chart, in the count and in the report."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment import catalogue
from assessment.catalogue.types import EpisodeKind
from assessment.models import Assessment, History, MeasureSetChange, VisitKind
from assessment.outputs.text import text_note
from assessment.selectors.loading import load_chart
from assessment.selectors.measure_sets import MeasureSet, clinic_sets
from assessment.selectors.reports import report_of
from assessment.selectors.shown import Shown
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.measure_sets import SetChanged, arrange, back_to_default
from assessment.views.facts import standing
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import KeyReused, new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import (
    password_of,
    record_of,
    save,
    settle,
    sign,
    start,
)
from tests.integration.assessment.pages import section_of, sent_by, text_of

pytestmark = pytest.mark.django_db

ACL = EpisodeKind.ACL_RECONSTRUCTION
# Folded and shown in the history of an ACL reconstruction, as the catalogue has it.
FOLDED, SHOWN = "easing_cold", "mechanism"


@pytest.fixture
def admin(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ADMIN]


@pytest.fixture
def office(admin: Member, sign_in: Callable[..., HttpsClient]) -> HttpsClient:
    """Signed in as the clinic's admin."""
    return sign_in(admin.user)


def sets_page(name: str = "measure_set", kind: str = "acl_reconstruction") -> str:
    given = {"slug": "riverside"} | ({} if name == "measure_sets" else {"kind": kind})
    return reverse(f"assessment:{name}", kwargs=given)


def set_now(member: Member) -> MeasureSet:
    return next(one for one in clinic_sets(member) if one.kind == ACL)


def change(by: Member, *, show: str = "", fold: str = "", key: str = "") -> int:
    """Shows one measure first, folds another."""
    return arrange(
        kind=ACL,
        started=[fold] if fold else [],
        wanted=[show] if show else [],
        by=by,
        key=key or new_key(),
    )


class Rows(HTMLParser):
    """The rows of a section's page by code, each with the state of the fold it stands in."""

    def __init__(self, page: Any) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._folds: list[str] = []
        self.feed(text_of(page))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "details":
            fold = "open" if "open" in about else "closed"
            self._folds.append(fold if about.get("class") == "more-measures" else "")
        elif (name := about.get("id") or "").startswith("row-"):
            states = [one for one in self._folds if one]
            self.found[name.removeprefix("row-")] = states[-1] if states else "shown"

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._folds.pop()


def rows(page: Any, state: str) -> set[str]:
    """The rows that are shown, in a closed fold, or in an open one."""
    return {code for code, found in Rows(page).found.items() if found == state}


class TestInTheChart:
    def test_what_the_set_does_not_name_is_folded_and_posted_all_the_same(
        self, browser: HttpsClient, draft: Assessment
    ) -> None:
        page = browser.get(section_of(draft, "history"))
        assert FOLDED in rows(page, "closed")
        assert SHOWN in rows(page, "shown")
        sent = sent_by(page)
        assert f"{FOLDED}.none.from" in sent
        assert f"{SHOWN}.none.from" in sent
        assert rows(browser.get(section_of(draft, "safeguarding")), "closed") == set()
        # What the red-flag rules ask for is folded by nobody; what they do not ask for is.
        due = set(Shown(load_chart(draft)).screening.due)
        assert not due & rows(browser.get(section_of(draft, "red_flags")), "closed")

    def test_a_folded_field_is_saved_with_the_form_and_shows_from_then_on(
        self, browser: HttpsClient, draft: Assessment
    ) -> None:
        where = section_of(draft, "history")
        sent = sent_by(browser.get(where)) | {f"{FOLDED}.none": "6"}
        assert browser.post(where, sent).status_code == 302
        assert History.objects.get().entered == "6"
        page = browser.get(where)
        assert FOLDED in rows(page, "shown")

    def test_a_refused_value_in_a_fold_comes_back_with_the_fold_open(
        self, browser: HttpsClient, draft: Assessment
    ) -> None:
        where = section_of(draft, "history")
        sent = sent_by(browser.get(where)) | {f"{FOLDED}.none": "11"}
        answer = browser.post(where, sent)
        assert answer.status_code == 422
        assert FOLDED in rows(answer, "open")
        assert 'value="11"' in text_of(answer)
        assert "site_tibial_tubercle" in rows(answer, "closed")

    def test_what_an_earlier_visit_measured_shows_at_the_next(
        self, browser: HttpsClient, draft: Assessment, episode: EpisodeOfCare, therapist: Member
    ) -> None:
        save(
            draft, "history", {f"{FOLDED}.none": "6", "easing_heat.none": "!declined"}, by=therapist
        )
        sign(draft, by=therapist)
        later = start(therapist, episode, date(2026, 3, 10), kind=VisitKind.REASSESSMENT)
        page = browser.get(section_of(later, "history"))
        assert FOLDED in rows(page, "shown")
        assert "easing_heat" in rows(page, "closed")

    def test_what_is_core_at_the_visit_shows_although_the_clinic_folded_it(
        self,
        browser: HttpsClient,
        draft: Assessment,
        episode: EpisodeOfCare,
        therapist: Member,
        admin: Member,
    ) -> None:
        change(admin, fold="reason_for_evaluation")
        assert "reason_for_evaluation" in rows(browser.get(section_of(draft, "history")), "shown")
        later = start(therapist, episode, date(2026, 3, 10), kind=VisitKind.REASSESSMENT)
        assert "reason_for_evaluation" in rows(browser.get(section_of(later, "history")), "closed")

    def test_a_clinics_change_shows_in_an_open_chart_and_in_no_other_clinics(
        self,
        browser: HttpsClient,
        draft: Assessment,
        admin: Member,
        clinics: DemoClinics,
    ) -> None:
        change(clinics.members["nordhavn", Role.ADMIN], show="easing_heat")
        change(admin, show=FOLDED, fold=SHOWN)
        page = browser.get(section_of(draft, "history"))
        assert FOLDED in rows(page, "shown")
        assert {SHOWN, "easing_heat"} <= rows(page, "closed")

    def test_a_set_that_shows_nothing_of_a_section_says_so(
        self, browser: HttpsClient, draft: Assessment, admin: Member
    ) -> None:
        girths = [one.code for one in catalogue.section("thigh_girth").measures]
        arrange(kind=ACL, started=girths, wanted=[], by=admin, key=new_key())
        page = browser.get(section_of(draft, "thigh_girth"))
        assert "Nothing of this section shows first" in text_of(page)
        assert rows(page, "closed") == set(girths)


class TestInCountAndReport:
    def test_completeness_counts_what_shows_first_and_what_was_answered(
        self, browser: HttpsClient, draft: Assessment, therapist: Member, admin: Member
    ) -> None:
        change(admin, fold="thigh_girth_20_cm")
        save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46.2 cm"}, by=therapist)
        page = text_of(browser.get(section_of(draft, "thigh_girth")))
        assert re.search(r"Thigh girth</span><span class=\"count\">1 of 8<", page)
        save(draft, "thigh_girth", {"thigh_girth_20_cm.right": "55 cm"}, by=therapist)
        page = text_of(browser.get(section_of(draft, "thigh_girth")))
        assert re.search(r"Thigh girth</span><span class=\"count\">2 of 10<", page)

    def test_the_record_lists_what_was_offered_and_counts_what_was_not(
        self, draft: Assessment, therapist: Member, admin: Member
    ) -> None:
        before = {one.code: one for one in record_of(draft).sections}
        assert before["history"].beyond_set > 10
        assert "Cold" not in before["history"].not_examined
        assert "Mechanism" in before["history"].not_examined
        assert before["red_flags"].beyond_set > 0
        change(admin, show=FOLDED, fold=SHOWN)
        after = {one.code: one for one in record_of(draft).sections}["history"]
        assert "Cold" in after.not_examined
        assert "Mechanism" not in after.not_examined
        assert after.beyond_set == before["history"].beyond_set
        assert after.offered == before["history"].offered
        assert record_of(draft).measure_set.endswith("as this clinic has it, version 1")

    def test_what_is_signed_says_the_same_after_the_set_has_changed(
        self, draft: Assessment, therapist: Member, admin: Member
    ) -> None:
        save(draft, "history", {"reason_for_evaluation.none": "Stairs"}, by=therapist)
        sign(draft, by=therapist)
        before = report_of(Assessment.objects.get(pk=draft.pk))
        assert before.record is not None
        note = text_note(before.record, **standing(before))
        assert "ACL reconstruction, as the catalogue has it" in " ".join(note.split())
        assert re.search(r"Not offered first, \d+ further measures", note)
        assert "Taping or brace" not in note
        change(admin, show="easing_taping_brace")
        after = report_of(Assessment.objects.get(pk=draft.pk))
        assert after.record == before.record

    def test_a_submission_is_co_signed_with_the_set_that_its_author_had(
        self, draft: Assessment, episode: EpisodeOfCare, assistant: Member, admin: Member
    ) -> None:
        visit = start(assistant, episode, date(2026, 3, 10), kind=VisitKind.REASSESSMENT)
        settle(visit, by=assistant)
        visit.refresh_from_db()
        shown = review(visit, restricted_part=False)
        signing.submit(
            assessment=visit,
            digest_seen=shown.digest,
            password=password_of(assistant),
            by=assistant,
        )
        change(admin, show=FOLDED, fold=SHOWN)
        visit = Assessment.objects.get(pk=visit.pk)
        assert review(visit, restricted_part=False).digest == shown.digest
        assert review(draft).record.measure_set.endswith("version 1")


class TestArranging:
    def test_only_what_differs_is_stored_and_told(self, admin: Member) -> None:
        assert change(admin, show=FOLDED, fold=SHOWN) == 1
        assert set_now(admin).differing == {FOLDED, SHOWN}
        rows = MeasureSetChange.objects.values_list("measure", "showing", "number")
        assert set(rows) == {(FOLDED, "first", 1), (SHOWN, "folded", 1)}
        event = AuditEvent.objects.get(verb=Verb.MEASURE_SET_CHANGED)
        assert event.detail == {"kind": ACL.value, "measures": f"{FOLDED} {SHOWN}"}
        assert (event.clinic_id, event.version) == (admin.clinic.pk, 1)

    def test_a_change_taken_back_follows_the_catalogue_again(self, admin: Member) -> None:
        change(admin, show=FOLDED)
        assert change(admin, fold=FOLDED) == 2
        assert set_now(admin).differing == frozenset()
        assert MeasureSetChange.objects.get(number=2).showing == "default"

    def test_saying_what_is_so_already_changes_nothing(self, admin: Member) -> None:
        assert change(admin, show=SHOWN) == 0
        assert not MeasureSetChange.objects.exists()
        assert not AuditEvent.objects.filter(verb=Verb.MEASURE_SET_CHANGED).exists()

    def test_a_page_sent_twice_acts_once_and_a_key_with_other_content_is_refused(
        self, admin: Member
    ) -> None:
        key = new_key()
        assert change(admin, show=FOLDED, key=key) == 1
        assert change(admin, show=FOLDED, key=key) == 1
        assert MeasureSetChange.objects.count() == 1
        with pytest.raises(KeyReused):
            change(admin, fold=SHOWN, key=key)
        assert MeasureSetChange.objects.count() == 1

    def test_two_people_who_start_from_the_same_page_undo_nothing_of_each_other(
        self, admin: Member
    ) -> None:
        seen = [SHOWN, "course"]
        arrange(kind=ACL, started=seen, wanted=["course"], by=admin, key=new_key())
        arrange(kind=ACL, started=seen, wanted=[SHOWN], by=admin, key=new_key())
        assert set_now(admin).differing == {SHOWN, "course"}

    def test_back_to_the_catalogue_undoes_what_was_seen_and_nothing_else(
        self, admin: Member
    ) -> None:
        change(admin, show=FOLDED, fold=SHOWN)
        change(admin, show="easing_heat")
        with pytest.raises(SetChanged, match="Look at it again"):
            back_to_default(kind=ACL, version=1, by=admin, key=new_key())
        assert back_to_default(kind=ACL, version=2, by=admin, key=new_key()) == 3
        assert set_now(admin).differing == frozenset()
        assert back_to_default(kind=ACL, version=3, by=admin, key=new_key()) == 3

    def test_other_kinds_of_episode_stay_as_they_are(self, admin: Member) -> None:
        change(admin, show=FOLDED)
        assert {one.kind for one in clinic_sets(admin) if one.differing} == {ACL}

    def test_nobody_but_an_admin_arranges(self, therapist: Member) -> None:
        with pytest.raises(AccessRefused):
            change(therapist, show=FOLDED)
        with pytest.raises(AccessRefused):
            back_to_default(kind=ACL, version=0, by=therapist, key=new_key())

    def test_a_red_flag_is_never_folded(self, admin: Member) -> None:
        with pytest.raises(ValueError, match="never folded"):
            change(admin, fold="fever_unwell")


class TestThePage:
    def test_an_admin_arranges_sets_and_opens_no_chart(
        self, office: HttpsClient, draft: Assessment
    ) -> None:
        for name in ("measure_sets", "measure_set"):
            assert office.get(sets_page(name)).status_code == 200
        for section in ("visit", "history", "strength", "safeguarding"):
            assert office.get(section_of(draft, section)).status_code == 403
            assert office.post(section_of(draft, section), {}).status_code == 403
        assert sets_page("measure_sets") in text_of(
            office.get(reverse("clinics:settings", kwargs={"slug": "riverside"}))
        )

    def test_a_therapist_charts_and_arranges_no_set(self, browser: HttpsClient) -> None:
        for name in ("measure_sets", "measure_set"):
            assert browser.get(sets_page(name)).status_code == 403
        for name in ("measure_set", "default_set"):
            assert browser.post(sets_page(name), {"key": new_key()}).status_code == 403

    def test_a_kind_of_episode_that_there_is_not(self, office: HttpsClient) -> None:
        assert office.get(sets_page(kind="shoulder")).status_code == 404
        assert office.post(sets_page("default_set", kind="shoulder"), {}).status_code == 404

    def test_the_page_sent_as_it_came_changes_nothing(self, office: HttpsClient) -> None:
        page = office.get(sets_page())
        answer = office.post(sets_page(), whole(page))
        assert (answer.status_code, answer["Location"]) == (302, sets_page())
        assert not MeasureSetChange.objects.exists()

    def test_ticking_and_unticking(self, office: HttpsClient, admin: Member) -> None:
        sent = whole(office.get(sets_page()))
        sent["first"] = [*(one for one in sent["first"] if one != SHOWN), FOLDED]
        page = office.post(sets_page(), sent, follow=True)
        assert "The measure set is saved." in text_of(page)
        assert set_now(admin).differing == {SHOWN, FOLDED}
        assert "2 measures differ from the catalogue." in text_of(page)
        assert "2 changed here" in text_of(office.get(sets_page("measure_sets")))
        back = office.post(
            sets_page("default_set"), {"key": new_key(), "version": "1"}, follow=True
        )
        assert "This set is the catalogue&#x27;s again." in text_of(back)
        assert set_now(admin).differing == frozenset()

    def test_a_stale_page_goes_back_to_nothing(self, office: HttpsClient, admin: Member) -> None:
        change(admin, show=FOLDED)
        answer = office.post(sets_page("default_set"), {"key": new_key(), "version": "0"})
        assert answer.status_code == 409
        assert "A colleague changed this set meanwhile." in text_of(answer)
        assert set_now(admin).differing == {FOLDED}

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({}, "came back incomplete"),
            ({"started": "-", "first": ["nonsense"]}, "cannot be arranged"),
            ({"started": "-", "first": ["fever_unwell"]}, "cannot be arranged"),
            ({"started": "-", "first": ["x" * 3000]}, "cannot be arranged"),
            ({"started": "nonsense"}, "came back incomplete"),
            ({"started": "fever_unwell"}, "came back incomplete"),
            ({"started": "x" * 50_000}, "came back incomplete"),
            ({"key": "short", "started": "-", "first": [FOLDED]}, "came back incomplete"),
        ],
        ids=lambda value: str(value)[:40] if isinstance(value, dict) else "",
    )
    def test_what_no_page_of_ours_sends_is_refused_in_words(
        self, office: HttpsClient, sent: dict[str, Any], says: str
    ) -> None:
        answer = office.post(sets_page(), {"key": new_key()} | sent)
        assert answer.status_code == 422
        assert says in text_of(answer)
        assert not MeasureSetChange.objects.exists()

    def test_what_was_ticked_stays_ticked_when_the_page_is_refused(
        self, office: HttpsClient
    ) -> None:
        sent = whole(office.get(sets_page())) | {"key": "short"}
        sent["first"] = [*sent["first"], FOLDED]
        page = office.post(sets_page(), sent)
        assert page.status_code == 422
        again = whole(page)
        assert set(again["first"]) == set(sent["first"])
        assert again["started"] == sent["started"]

    def test_the_statements_of_the_pages_do_not_grow_with_what_was_changed(
        self, office: HttpsClient, admin: Member
    ) -> None:
        def costs(name: str) -> int:
            with CaptureQueriesContext(connection) as queries:
                assert office.get(sets_page(name), headers={"X-Background": "1"}).status_code == 200
            return len(queries)

        names = ("measure_sets", "measure_set")
        before = [costs(name) for name in (*names, *names)][2:]
        for _again in range(3):
            change(admin, show=FOLDED, fold=SHOWN)
            change(admin, show=SHOWN, fold=FOLDED)
        assert [costs(name) for name in names] == before


def whole(page: Any) -> dict[str, Any]:
    """What the form of the page sends as it stands."""
    text = text_of(page).split('<form class="set-form"')[1]
    boxes = re.findall(r'name="first" value="(\w+)"( checked)?', text)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
    return {
        "key": hidden["key"],
        "started": hidden["started"],
        "first": [code for code, ticked in boxes if ticked],
    }
