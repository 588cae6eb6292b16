"""The pages of a section over HTTP: what they answer, keep, and tell the audit."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from assessment.models import (
    Assessment,
    History,
    SectionStatus,
    Strength,
    Visit,
)
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent, Receipt
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import open_left_knee, save, sign, start
from tests.integration.assessment.pages import (
    MASS,
    episode_page,
    page_of,
    section_of,
    sent_by,
    text_of,
)

# What a page says is the same on both databases; that its statements run on both, the walk tries.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

SCRIPT = {"HX-Request": "true"}


def weight(text: str, started_from: str = "", key: str = "", **more: str) -> dict[str, str]:
    """Body mass as the page sends it."""
    typed = {MASS: text, f"{MASS}.as": "kg", f"{MASS}.from": started_from}
    return {"key": key or new_key()} | typed | more


def events(verb: Verb) -> list[dict[str, str]]:
    return [event.detail for event in AuditEvent.objects.filter(verb=verb).order_by("id")]


def text_of_line(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def test_every_page_that_shows_a_chart_leaves_word_in_the_audit(
    browser: HttpsClient, draft: Assessment, episode: EpisodeOfCare
) -> None:
    for where, verb, detail in (
        (section_of(draft, "strength"), Verb.CHART_READ, {"section": "strength"}),
        (section_of(draft, "safeguarding"), Verb.RESTRICTED_READ, {"section": "safeguarding"}),
        (page_of(draft, "details"), Verb.CHART_READ, {"page": "visit"}),
        (page_of(draft, "review"), Verb.CHART_READ, {"page": "signing"}),
        (page_of(draft, "report"), Verb.REPORT_READ, {}),
        (page_of(draft, "restricted"), Verb.RESTRICTED_READ, {}),
        (episode_page(episode, "episode_report"), Verb.PROGRESS_READ, {}),
    ):
        before = len(events(verb))
        assert browser.get(where).status_code == 200
        assert events(verb)[before:] == [detail], where
    read = AuditEvent.objects.filter(verb=Verb.CHART_READ)
    assert {event.patient_id for event in read} == {draft.patient_id}


def test_a_save_that_writes_nothing_and_shows_the_section_counts_as_reading_it(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = section_of(draft, "visit")
    assert browser.post(where, {"key": new_key()}, headers=SCRIPT).status_code == 200
    assert browser.post(where, {"key": "no key"}).status_code == 409
    assert events(Verb.CHART_READ) == [{"section": "visit"}] * 2
    assert browser.post(where, weight("78"), headers=SCRIPT).status_code == 200
    assert events(Verb.CHART_READ) == [{"section": "visit"}] * 2
    assert events(Verb.CHART_SAVED) == [{"section": "visit", "fields": MASS}]


def test_a_save_from_the_page_answers_with_what_now_stands_in_each_field(
    browser: HttpsClient, draft: Assessment
) -> None:
    text = text_of(browser.post(section_of(draft, "visit"), weight("78"), headers=SCRIPT))
    assert "<html" not in text
    assert f'name="{MASS}.from" value="78 kg"' in text
    assert "height.none.from" not in text
    for part in ("section-notices", "section-version", "saved", "result-body_mass"):
        assert re.search(rf'id="{part}"[^>]* hx-swap-oob="', text), part
    assert re.search(r"saved <time>\d\d:\d\d:\d\d", text)


def test_a_whole_form_leads_back_to_its_section_or_on_to_the_next(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = section_of(draft, "visit")
    back = browser.post(where, weight("78"))
    assert (back.status_code, back["Location"]) == (302, where)
    on = browser.post(where, weight("79", "78 kg", then="history"))
    assert on["Location"] == section_of(draft, "history")
    unknown = browser.post(where, weight("80", "79 kg", then="//elsewhere.example/"))
    assert unknown["Location"] == where
    assert Visit.objects.get().entered == "80"


def test_a_form_sent_as_it_came_changes_nothing(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    charted = {
        "visit": {MASS: "78.50 kg", "height.none": "68.5 in"},
        "history": {
            "reason_for_evaluation.none": 'Stairs hurt.\n\n  Squatting <too> & "kneeling".',
            "site_anterior.left": "yes",
            "mechanism.none": "\tLanded badly",
        },
        "range_of_motion": {"knee_extension_passive.left": "lacks 5"},
        "strength": {
            "knee_extension_force.right": "25 kgf",
            "knee_extension_force.left": "!pain",
            "knee_extension_grade.right": "4+",
            "knee_extension_grade.left": "!declined",
            "knee_extension_force.setup.lever_arm.right": "34 cm",
            "knee_extension_force.setup.device": "Model 01163 & co",
        },
    }
    for section, states in charted.items():
        assert save(draft, section, states, by=therapist, keep=True).complete
    before = list(SectionStatus.objects.order_by("section").values("section", "version"))
    for section in charted:
        where = section_of(draft, section)
        sent = sent_by(browser.get(where))
        answer = browser.post(where, sent)
        assert (answer.status_code, answer["Location"]) == (302, where), text_of(answer)
    after = list(SectionStatus.objects.order_by("section").values("section", "version"))
    assert after == before


def test_a_locked_chart_opens_at_its_report(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    sign(draft, by=therapist)
    report = page_of(draft, "report")
    for where in (section_of(draft, "strength"), page_of(draft, "chart"), page_of(draft, "review")):
        assert browser.get(where)["Location"] == report


def test_a_save_to_a_locked_chart_says_so_and_keeps_what_was_typed(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    typed = {
        "knee_extension_force.right": "402",
        "knee_extension_force.right.as": "N",
        "knee_extension_force.right.from": "",
        "knee_extension_grade.left": "!pain",
        "knee_extension_grade.left.from": "",
    }
    sign(draft, by=therapist)
    page = browser.post(section_of(draft, "strength"), {"key": new_key(), **typed})
    assert page.status_code == 409
    assert "is signed and can no longer be changed. Nothing was saved." in text_of(page)
    back = sent_by(page)
    assert {name: back[name] for name in typed} == typed
    assert not Strength.objects.exists()
    partial = browser.post(
        section_of(draft, "strength"), {"key": new_key(), **typed}, headers=SCRIPT
    )
    assert "can no longer be changed" in text_of(partial)


def test_a_save_sent_again_after_the_signature_gets_its_first_answer(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    where, sent = section_of(draft, "visit"), weight("78")
    first = text_of(browser.post(where, sent, headers=SCRIPT))
    sign(draft, by=therapist)
    again = browser.post(where, sent, headers=SCRIPT)
    assert again.status_code == 200
    assert "can no longer be changed" not in text_of(again)
    said = f'name="{MASS}.from" value="78 kg"'
    assert said in first and said in text_of(again)
    assert len([one for one in events(Verb.CHART_SAVED) if "fields" in one]) == 1


def test_a_key_that_comes_back_with_other_content_saves_nothing(
    browser: HttpsClient, draft: Assessment
) -> None:
    where, key = section_of(draft, "visit"), new_key()
    browser.post(where, weight("78", key=key))
    page = browser.post(where, weight("79", "78 kg", key=key))
    assert page.status_code == 409
    assert "already saved with other content" in text_of(page)
    sent = sent_by(page)
    assert (sent[MASS], sent[f"{MASS}.from"]) == ("79", "78 kg")
    assert Visit.objects.get().entered == "78"
    assert browser.post(where, sent).status_code == 302
    assert Visit.objects.get().entered == "79"


def test_a_page_without_its_key_says_so_and_can_be_sent_again(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = section_of(draft, "visit")
    for key in ("", "short", "x" * 65, "../../etc/passwd", "ключ-ключ-ключ"):
        page = browser.post(where, weight("78") | {"key": key})
        assert page.status_code == 409, key
        assert "came back incomplete and nothing was saved" in text_of(page)
        assert not Visit.objects.exists()
    assert browser.post(where, sent_by(page)).status_code == 302
    assert Visit.objects.get().entered == "78"


def test_what_is_kept_of_an_answer_holds_no_text_of_the_chart(
    browser: HttpsClient, draft: Assessment
) -> None:
    for section, field in (
        ("safeguarding", "safeguarding_said.none"),
        ("history", "mechanism.none"),
        ("history", "knee_extension_force.none"),
    ):
        sent = {"key": new_key(), field: "zq-canary-9", f"{field}.from": ""}
        browser.post(section_of(draft, section), sent)
        browser.post(section_of(draft, section), sent | {"key": new_key()})
    refused = {"key": new_key(), MASS: "zq-canary-9", f"{MASS}.from": ""}
    assert browser.post(section_of(draft, "visit"), refused).status_code == 422
    assert "zq-canary-9" in History.objects.get().text
    receipts = Receipt.objects.filter(purpose="save_section")
    assert receipts.count() == 7
    assert not [one for one in receipts if "zq-canary" in repr(one.answer)]
    assert not [one for one in AuditEvent.objects.all() if "zq-canary" in repr(one.detail)]


def conflict(browser: HttpsClient, draft: Assessment, other: Member) -> Any:
    """The page after 78 kg met the 77 kg that a colleague saved meanwhile."""
    save(draft, "visit", {MASS: "77 kg"}, by=other)
    page = browser.post(section_of(draft, "visit"), weight("78"))
    assert page.status_code == 409
    return page


def test_a_conflict_shows_both_values_and_who_saved(
    browser: HttpsClient, draft: Assessment, assistant: Member
) -> None:
    page = conflict(browser, draft, assistant)
    text = text_of(page)
    assert "Somebody else changed this field" in text
    assert "Tom Averill saved:" in text and "77 kg" in text
    assert sent_by(page)[MASS] == "78"


def test_sending_a_conflict_unsettled_overwrites_nothing(
    browser: HttpsClient, draft: Assessment, assistant: Member
) -> None:
    page = conflict(browser, draft, assistant)
    assert browser.post(section_of(draft, "visit"), sent_by(page)).status_code == 409
    assert Visit.objects.get().entered == "77"


def test_taking_the_stored_value_settles_a_conflict_without_a_change(
    browser: HttpsClient, draft: Assessment, assistant: Member
) -> None:
    where = section_of(draft, "visit")
    page = conflict(browser, draft, assistant)
    before = SectionStatus.objects.get(section="visit").version
    assert browser.post(where, sent_by(page, take=MASS))["Location"] == where
    assert Visit.objects.get().entered == "77"
    assert SectionStatus.objects.get(section="visit").version == before
    assert sent_by(browser.get(where))[MASS] == "77"


def test_keeping_what_was_typed_overwrites_only_what_was_shown(
    browser: HttpsClient, draft: Assessment, assistant: Member
) -> None:
    where = section_of(draft, "visit")
    sent = sent_by(conflict(browser, draft, assistant), mine=MASS)
    save(draft, "visit", {MASS: "76 kg"}, by=assistant)
    again = browser.post(where, sent)
    assert again.status_code == 409
    assert Visit.objects.get().entered == "76"
    assert browser.post(where, sent_by(again, mine=MASS)).status_code == 302
    assert Visit.objects.get().entered == "78"


def test_an_assistant_reads_the_history_and_has_nothing_to_save_it_with(
    draft: Assessment,
    therapist: Member,
    assistant: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    save(draft, "history", {"mechanism.none": "Landed badly"}, by=therapist)
    browser = sign_in(assistant.user)
    where = section_of(draft, "history")
    page = browser.get(where)
    text = text_of(page)
    assert page.status_code == 200 and "Landed badly" in text
    assert "Save section" not in text and "mechanism.none" not in sent_by(page)
    sent = {"key": new_key(), "mechanism.none": "Fell", "mechanism.none.from": "Landed badly"}
    for headers in ({}, SCRIPT):
        assert browser.post(where, sent, headers=headers).status_code == 403
    assert History.objects.get().text == "Landed badly"
    assert browser.get(section_of(draft, "safeguarding")).status_code == 403
    assert "Save section" in text_of(browser.get(section_of(draft, "strength")))


def test_pages_of_another_clinic_are_not_there(
    browser: HttpsClient, clinics: DemoClinics, draft: Assessment, therapist: Member
) -> None:
    stranger = clinics.members["nordhavn", Role.THERAPIST]
    there = start(stranger, open_left_knee(stranger))
    here = {"slug": "riverside", "assessment_id": there.pk}
    for name, extra in (
        ("section", {"section": "visit"}),
        *((name, {}) for name in ("chart", "details", "review", "report", "void", "addendum")),
    ):
        where = reverse(f"assessment:{name}", kwargs=here | extra)
        assert browser.get(where).status_code == 404, name
        assert browser.get(where.replace("riverside", "nordhavn")).status_code == 404, name
    where = reverse("assessment:section", kwargs=here | {"section": "visit"})
    assert browser.post(where, weight("78")).status_code == 404
    assert not Visit.objects.exists()


def test_the_value_that_stands_for_a_sides_trials_is_shown_below_its_empty_field(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    trials = {"right.1": "391 N", "right.2": "402 N", "left.1": "300 N", "left.2": "310 N"}
    force = {f"knee_extension_force.{one}": value for one, value in trials.items()}
    save(draft, "strength", force, by=therapist)
    row = text_of(browser.get(section_of(draft, "strength")))
    row = row.partition('id="derived-knee_extension_force"')[2].partition('class="derived-name">')
    line = text_of_line(row[2])
    assert line.startswith("value of the trials right 402 N best of 2 trials")
    assert "left 310 N best of 2 trials" in line


def test_a_reading_without_trials_stands_in_its_field_alone(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    save(draft, "strength", {"knee_extension_force.right": "402 N"}, by=therapist)
    assert "value of the trials" not in text_of(browser.get(section_of(draft, "strength")))


def test_a_setup_that_is_stored_while_the_chart_is_read_breaks_nothing(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    typed = []

    def meanwhile(execute: Any, sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if 'FROM "assessment_setup"' in sql and not typed:
            # Another save, committed between two reads of this page.
            typed.append(sql)
            force = {"knee_extension_force.setup.lever_arm.left": "0.34 m"}
            save(draft, "strength", force, by=therapist)
        return answer

    with connection.execute_wrapper(meanwhile):
        page = browser.get(section_of(draft, "strength"))
    assert typed
    assert page.status_code == 200
