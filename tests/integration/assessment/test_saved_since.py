"""Who comes back to a draft is told what others saved since, and nothing that is not stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment import catalogue
from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from assessment.selectors.saved_since import SavedSince, saved_since
from assessment.services.screening import answer_all_no, asked_together
from clinics.access import Member
from clinics.audit import Verb
from clinics.models import AuditEvent
from clinics.receipts import new_key
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save
from tests.integration.assessment.pages import section_of, sent_by, text_of, typed_in

pytestmark = pytest.mark.django_db

GIRTH = "thigh_girth_10_cm.left"
FORCE = "knee_extension_force"


def since(draft: Assessment, by: Member) -> SavedSince | None:
    return saved_since(load_chart(draft), by.user, catalogue.sections())


def parts(draft: Assessment, by: Member) -> list[tuple[str, str, int, int]]:
    found = since(draft, by)
    return [
        (one.by, one.section.code, one.charted, one.emptied)
        for one in (found.parts if found else ())
    ]


def note_of(browser: HttpsClient, draft: Assessment, section: str = "visit") -> str:
    """The note above a section, without its markup."""
    page = text_of(browser.get(section_of(draft, section)))
    found = re.search(r'id="saved-since"[^>]*>(.*?)</div>\s*<section', page, re.DOTALL)
    assert found is not None
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split())


def mark_beside(browser: HttpsClient, draft: Assessment, section: str, field: str) -> str:
    """Who else saved a field, as its page says it below the field."""
    page = text_of(browser.get(section_of(draft, section)))
    note = re.search(rf'id="note-{re.escape(field)}".*?</div>', page, re.DOTALL)
    assert note is not None
    said = re.search(r'class="field-saved-by">(.*?)</p>', note[0], re.DOTALL)
    return re.sub(r"<[^>]+>", "", said[1]).strip() if said else ""


def test_who_never_saved_in_a_draft_and_who_saved_last_are_told_nothing(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    save(draft, "thigh_girth", {GIRTH: "44"}, by=colleague)
    assert since(draft, therapist) is None
    assert note_of(browser, draft) == ""
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    assert parts(draft, therapist) == []
    assert note_of(browser, draft) == ""


def test_the_note_says_who_charted_what_where_and_as_it_stands_now(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    save(draft, "thigh_girth", {GIRTH: "43"}, by=colleague)
    save(draft, "thigh_girth", {GIRTH: "44"}, by=colleague)
    save(draft, "strength", {f"{FORCE}.right": "402 N", f"{FORCE}.left": "!declined"}, by=colleague)
    note = note_of(browser, draft)
    assert re.match(r"Since you last saved here, \d+ \w{3}, \d\d:\d\d: ", note)
    assert "Priya Nair: 2 values in Strength, 1 value in Thigh girth." in note
    assert re.search(
        r"Thigh girth 10 cm above the superior pole, left: 44 cm \(Priya Nair, \d\d:\d\d\)", note
    )
    assert re.search(r"Knee extension force, right: 402 N \(Priya Nair, \d\d:\d\d\)", note)
    assert "Knee extension force, left: not tested: declined (Priya Nair" in note
    assert "43" not in note
    page = text_of(browser.get(section_of(draft, "visit")))
    assert f'<a href="{section_of(draft, "strength")}">Strength</a>' in page


def test_rows_that_others_changed_are_marked_in_their_section_and_no_others(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46"}, by=therapist)
    save(draft, "thigh_girth", {GIRTH: "44"}, by=colleague)
    assert re.fullmatch(r"Priya Nair, \d\d:\d\d", mark_beside(browser, draft, "thigh_girth", GIRTH))
    assert mark_beside(browser, draft, "thigh_girth", "thigh_girth_10_cm.right") == ""
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46.5"}, by=therapist)
    assert mark_beside(browser, draft, "thigh_girth", GIRTH) == ""


def test_whose_values_were_all_written_over_or_emptied_is_told(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    mine = {GIRTH: "44", "thigh_girth_10_cm.right": "46"}
    save(draft, "thigh_girth", mine, by=therapist)
    save(draft, "thigh_girth", {GIRTH: "45", "thigh_girth_10_cm.right": ""}, by=colleague)
    assert parts(draft, therapist) == [("Priya Nair", "thigh_girth", 1, 1)]
    note = note_of(browser, draft)
    assert "Priya Nair: 1 value, 1 emptied in Thigh girth." in note
    assert "right: empty (Priya Nair" in note
    # What stood there before is kept nowhere.
    assert "46" not in note


def test_it_stays_until_one_has_saved_also_without_scripts(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46"}, by=therapist)
    save(draft, "strength", {f"{FORCE}.right": "402 N"}, by=colleague)
    where = section_of(draft, "thigh_girth")
    assert "Priya Nair" in note_of(browser, draft)
    refused = browser.post(where, sent_by(browser.get(where), **typed_in(GIRTH, "4400")))
    assert refused.status_code == 422
    assert "Priya Nair: 1 value in" in text_of(refused)
    assert "Priya Nair" in note_of(browser, draft)
    page = browser.get(where)
    assert browser.post(where, sent_by(page, **{GIRTH: "44"})).status_code == 302
    assert note_of(browser, draft) == ""


def test_trials_are_one_value_and_how_it_was_taken_is_no_further_one(
    draft: Assessment, therapist: Member, colleague: Member
) -> None:
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    trials = {f"{FORCE}.right.{number}": "400 N" for number in (1, 2, 3)}
    save(draft, "strength", trials | {f"{FORCE}.setup.lever_arm.right": "0.34 m"}, by=colleague)
    assert parts(draft, therapist) == [("Priya Nair", "strength", 1, 0)]


def test_a_detail_of_how_it_was_taken_alone_and_a_mark_alone_are_told(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    save(draft, "strength", {f"{FORCE}.right": "402 N", f"{FORCE}.left": "310 N"}, by=therapist)
    save(draft, "strength", {f"{FORCE}.setup.lever_arm.right": "0.34 m"}, by=colleague)
    assert parts(draft, therapist) == [("Priya Nair", "strength", 1, 0)]
    save(draft, "strength", {f"{FORCE}.left.validity": "stopped_by_pain 6"}, by=colleague)
    assert parts(draft, therapist) == [("Priya Nair", "strength", 1, 0)]
    note = note_of(browser, draft)
    assert "Knee extension force, lever arm, right: 0.34 m" in note
    assert "Knee extension force, left: stopped by pain, 6" in note


def test_what_was_answered_together_is_told_field_by_field(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    codes = asked_together(draft)
    answer_all_no(assessment=draft, codes=codes, by=colleague, key=new_key())
    assert parts(draft, therapist) == [("Priya Nair", "red_flags", len(codes), 0)]
    assert "The others are marked in their sections." in note_of(browser, draft)


def test_nothing_of_the_restricted_part_is_told_to_anybody(
    draft: Assessment,
    browser: HttpsClient,
    therapist: Member,
    colleague: Member,
    assistant: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    for one in (therapist, assistant):
        save(draft, "visit", {"body_mass.none": "78 kg"}, by=one)
    save(draft, "safeguarding", {"safeguarding_said.none": "Afraid to go home"}, by=colleague)
    assert parts(draft, therapist) == []
    for person in (browser, sign_in(assistant.user)):
        assert note_of(person, draft) == ""


def test_a_draft_of_the_same_patient_and_another_persons_saves_are_kept_apart(
    draft: Assessment, therapist: Member, colleague: Member, assistant: Member
) -> None:
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    save(draft, "thigh_girth", {GIRTH: "44"}, by=colleague)
    save(draft, "strength", {f"{FORCE}.right": "402 N"}, by=assistant)
    assert parts(draft, therapist) == [
        (assistant.user.full_name, "strength", 1, 0),
        ("Priya Nair", "thigh_girth", 1, 0),
    ]
    assert parts(draft, colleague) == [(assistant.user.full_name, "strength", 1, 0)]
    assert parts(draft, assistant) == []


def test_it_costs_as_many_statements_for_much_as_for_little(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    save(draft, "thigh_girth", {GIRTH: "44"}, by=colleague)
    note_of(browser, draft)
    costs = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(section_of(draft, "visit"), headers={"X-Background": "1"})
        costs.append(len(queries))
        for section, field in (("strength", f"{FORCE}.right"), ("strength", f"{FORCE}.left")):
            save(draft, section, {field: f"40{number} N"}, by=colleague)
    assert costs[0] == costs[1]


def asked(browser: HttpsClient, draft: Assessment, section: str, seen: object) -> Any:
    """What a page that was left open is answered when it comes back to sight."""
    headers = {"HX-Request": "true", "X-Background": "1"}
    return browser.get(section_of(draft, section), {"seen": str(seen)}, headers=headers)


def came_in(answer: Any) -> dict[str, str]:
    """The fields that an answer brings, with their words."""
    text = re.sub(r"</?(strong|span class)[^>]*>|(?<=\))</span>", "", text_of(answer))
    return dict(re.findall(r'<span data-fill="([^"]+)"[^>]*>(.*?)</span>', text, re.DOTALL))


def test_a_page_left_open_is_brought_the_fields_written_since_its_version_alone(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46"}, by=therapist)
    seen = save(draft, "strength", {f"{FORCE}.right": "402 N"}, by=therapist).version
    save(draft, "thigh_girth", {GIRTH: "44"}, by=colleague)
    # Another section's save is no news to this one.
    assert asked(browser, draft, "strength", seen).status_code == 204
    save(draft, "strength", {f"{FORCE}.left": "310 N"}, by=colleague)
    answer = asked(browser, draft, "strength", seen)
    assert answer.status_code == 200
    brought = came_in(answer)
    assert list(brought) == [f"{FORCE}.left"]
    words = brought[f"{FORCE}.left"]
    assert re.fullmatch(r"Knee extension force, left: 310 N \(Priya Nair, \d\d:\d\d\)", words)
    text = text_of(answer)
    assert f'data-fill="{FORCE}.left" data-text="310" data-as="N"' in text
    assert f'name="{FORCE}.left.from" value="310 N"' in text
    assert f'name="{FORCE}.right.from"' not in text
    assert "77.1 %" in text
    assert '<input type="hidden" name="version" value="2" id="section-version"' in text


def test_what_is_asked_without_need_or_out_of_shape_is_answered_with_nothing(
    draft: Assessment, browser: HttpsClient, therapist: Member
) -> None:
    save(draft, "strength", {f"{FORCE}.right": "402 N"}, by=therapist)
    browser.get(section_of(draft, "strength"))
    events = AuditEvent.objects.count()
    for seen in (1, 2, "", "-1", "x", "٣", "9" * 40):
        answer = asked(browser, draft, "strength", seen)
        assert (answer.status_code, answer.content) == (204, b"")
    assert AuditEvent.objects.count() == events


def test_that_a_section_was_shown_to_a_page_left_open_stands_in_the_trail(
    draft: Assessment, browser: HttpsClient, therapist: Member, colleague: Member
) -> None:
    save(draft, "strength", {f"{FORCE}.right": "402 N"}, by=colleague)
    asked(browser, draft, "strength", 0)
    event = AuditEvent.objects.filter(verb=Verb.CHART_READ).latest("at")
    assert (event.actor_id, event.detail) == (therapist.user.pk, {"section": "strength"})


def test_a_page_of_the_restricted_part_is_brought_every_field_of_it(
    draft: Assessment,
    browser: HttpsClient,
    colleague: Member,
    assistant: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    said = {"safeguarding_said.none": "Afraid to go home"}
    save(draft, "safeguarding", said, by=colleague)
    brought = came_in(asked(browser, draft, "safeguarding", 0))
    assert "Afraid to go home" in brought["safeguarding_said.none"]
    assert brought.keys() >= {"safeguarding_concern.none", "safeguarding_said.none"}
    assert asked(sign_in(assistant.user), draft, "safeguarding", 0).status_code == 403


def test_a_save_tells_its_page_which_version_it_made(
    draft: Assessment, browser: HttpsClient, colleague: Member
) -> None:
    save(draft, "strength", {f"{FORCE}.left": "310 N"}, by=colleague)
    where, script = section_of(draft, "strength"), {"HX-Request": "true"}
    saved = text_of(browser.post(where, typed_in(f"{FORCE}.right", "402", "N"), headers=script))
    assert 'id="section-version" data-wrote="2"' in saved
    refused = text_of(browser.post(where, typed_in(f"{FORCE}.left", "9", "N"), headers=script))
    assert "data-wrote" not in refused
