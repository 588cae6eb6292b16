"""The chart's pages over HTTP: what they answer, what they keep, and what the audit is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from assessment.models import (
    Addendum,
    Assessment,
    History,
    SectionStatus,
    SignedVersion,
    State,
    Strength,
    Visit,
)
from assessment.selectors.signing import review
from assessment.services import signing
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent, Receipt
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import password_of, save, settle, sign, start
from tests.integration.assessment.pages import (
    episode_page,
    page_of,
    section_of,
    sent_by,
    text_of,
)

pytestmark = pytest.mark.django_db

SCRIPT = {"HX-Request": "true"}
MASS = "body_mass.none"


@pytest.fixture
def browser(therapist: Member, sign_in: Callable[..., HttpsClient]) -> HttpsClient:
    return sign_in(therapist.user)


def weight(text: str, started_from: str = "", key: str = "", **more: str) -> dict[str, str]:
    """Body mass as the page sends it."""
    typed = {MASS: text, f"{MASS}.as": "kg", f"{MASS}.from": started_from}
    return {"key": key or new_key()} | typed | more


def events(verb: Verb) -> list[dict[str, str]]:
    return [event.detail for event in AuditEvent.objects.filter(verb=verb).order_by("id")]


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
        "visit": {MASS: "78.50 kg", "height.none": "5.9 in"},
        "history": {
            "reason_for_evaluation.none": "Stairs hurt.\n\n  Squatting <too> & \"kneeling\".",
            "site_front_of_knee.left": "yes",
            "mechanism.none": "\tLanded badly",
        },
        "range_of_motion": {"knee_extension_passive.left": "lacks 5"},
        "strength": {
            "knee_extension_force.right": "25 kgf",
            "knee_extension_force.left": "!pain",
            "knee_extension_grade.right": "4+",
            "knee_extension_grade.left": "!declined",
            "knee_extension_force.setup.lever_arm.right": "34 cm",
            "knee_extension_force.setup.device.none": "Model 01163 & co",
        },
    }
    for section, states in charted.items():
        known = {one: text for one, text in states.items() if one in _fields(draft, section)}
        assert len(known) >= len(states) - 2
        answer = save(draft, section, known, by=therapist, keep=True)
        assert answer.wrote
    before = list(SectionStatus.objects.order_by("section").values("section", "version"))
    for section in charted:
        where = section_of(draft, section)
        sent = sent_by(browser.get(where))
        answer = browser.post(where, sent)
        assert (answer.status_code, answer["Location"]) == (302, where), text_of(answer)
    after = list(SectionStatus.objects.order_by("section").values("section", "version"))
    assert after == before


def _fields(draft: Assessment, section: str) -> set[str]:
    from assessment import catalogue
    from assessment.kinds.address import addresses

    return {one.name for one in addresses(catalogue.section(section))}


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


def test_what_others_saved_of_a_visits_details_is_shown_and_not_overwritten(
    browser: HttpsClient,
    draft: Assessment,
    assistant: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    where = page_of(draft, "details")
    mine = sent_by(browser.get(where), involved_side="both")
    colleague = sign_in(assistant.user)
    theirs = sent_by(colleague.get(where), involved_side="right", late_reason="No power")
    assert colleague.post(where, theirs)["Location"] == page_of(draft, "chart")
    page = browser.post(where, mine)
    text = text_of(page)
    assert page.status_code == 409
    assert "Somebody changed these details" in text
    assert "Stored now: Right knee." in text and "Stored now: No power." in text
    draft.refresh_from_db()
    assert (draft.involved_side, draft.late_reason) == ("right", "No power")

    again = sent_by(page)
    assert (again["involved_side"], again["late_reason"]) == ("both", "charted on paper")
    assert browser.post(where, again).status_code == 302
    assert browser.post(where, again).status_code == 302
    draft.refresh_from_db()
    assert (draft.involved_side, draft.details_version) == ("both", 3)
    assert AuditEvent.objects.filter(verb=Verb.VISIT_CHANGED).count() == 2


def test_a_visit_moved_to_another_day_takes_the_next_place_in_it(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    other = start(therapist, episode, date(2026, 3, 10))
    sent = sent_by(browser.get(page_of(other, "details")), on="2026-03-03", at="14:00")
    browser.post(page_of(other, "details"), sent)
    other.refresh_from_db()
    assert (other.visit_date, other.visit_order) == (date(2026, 3, 3), 2)


def test_details_of_a_locked_visit_stay_and_the_page_says_why(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    where = page_of(draft, "details")
    sent = sent_by(browser.get(where), involved_side="both")
    sign(draft, by=therapist)
    page = browser.post(where, sent)
    assert page.status_code == 409
    assert "can no longer be changed" in text_of(page)
    assert sent_by(page)["involved_side"] == "both"


def test_a_visit_is_started_once_and_the_page_can_start_no_second_by_mistake(
    browser: HttpsClient, episode: EpisodeOfCare
) -> None:
    where = episode_page(episode, "start")
    sent = sent_by(browser.get(where), on="2026-03-03", late_reason="charted on paper")
    first = browser.post(where, sent)
    assert browser.post(where, sent)["Location"] == first["Location"]
    other = browser.post(where, sent | {"involved_side": "both"})
    assert other.status_code == 422
    assert "A visit was already started from this page." in text_of(other)
    assert Assessment.objects.count() == 1
    assert browser.post(where, sent_by(other)).status_code == 302
    assert Assessment.objects.count() == 2


def signing_form(browser: HttpsClient, draft: Assessment, by: Member) -> dict[str, str]:
    settle(draft, by=by)
    return sent_by(browser.get(page_of(draft, "review")), password=password_of(by))


def test_signing_from_its_page_leads_to_the_report(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    sent = signing_form(browser, draft, therapist)
    assert browser.post(page_of(draft, "review"), sent)["Location"] == page_of(draft, "report")
    draft.refresh_from_db()
    assert draft.state == State.SIGNED
    twice = browser.post(page_of(draft, "review"), sent, follow=True)
    assert "Already signed by Amina Khan at" in text_of(twice)
    assert SignedVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"digest": "0" * 64}, 409, "changed since you opened this page. Read it again"),
        ({"digest": "x"}, 409, "changed since you opened this page. Read it again"),
        ({"digest": ""}, 409, "changed since you opened this page. Read it again"),
        ({"password": "wrong"}, 422, "That is not your password. Nothing was signed"),
        ({"password": ""}, 422, "This field is required."),
        ({"password": "x" * 100_000}, 422, "at most 1024 characters"),
    ],
)
def test_a_signature_that_is_refused_says_why_on_the_page(
    browser: HttpsClient,
    draft: Assessment,
    therapist: Member,
    typed: dict[str, str],
    status: int,
    words: str,
) -> None:
    sent = signing_form(browser, draft, therapist)
    page = browser.post(page_of(draft, "review"), sent | typed)
    assert page.status_code == status
    assert words in text_of(page)
    assert not SignedVersion.objects.exists()
    assert sent_by(page)["digest"] == review(draft).digest


def test_an_assistant_who_submits_twice_is_told_and_shown_the_report(
    assistant: Member,
    therapist: Member,
    episode: EpisodeOfCare,
    sign_in: Callable[..., HttpsClient],
) -> None:
    draft = start(assistant, episode)
    settle(draft, by=therapist)
    browser = sign_in(assistant.user)
    where = page_of(draft, "review")
    sent = sent_by(browser.get(where), password=password_of(assistant))
    assert browser.post(where, sent)["Location"] == page_of(draft, "report")
    assert browser.get(where).status_code == 403
    draft.refresh_from_db()
    assert draft.state == State.AWAITING


def test_refused_reasons_stay_on_the_page(browser: HttpsClient, draft: Assessment) -> None:
    where = page_of(draft, "reasons")
    for text, words in (
        ("x" * 501, "at most 500 characters"),
        ("not \u202eeud", "invisible control character"),
    ):
        page = browser.post(where, {"reason.history": text, "reason.red_flags": "Seen today"})
        assert page.status_code == 422
        assert words in text_of(page)
        back = sent_by(page)
        assert (back["reason.history"], back["reason.red_flags"]) == (text, "Seen today")
        assert not SectionStatus.objects.exclude(open_reason="").exists()
    saved = browser.post(where, {"reason.history": " Heard at the last visit. ", "reason.no": "x"})
    assert saved["Location"] == page_of(draft, "review")
    assert SectionStatus.objects.get().open_reason == "Heard at the last visit."


def test_a_return_without_its_comment_stays_on_the_page_with_what_was_typed(
    assistant: Member,
    therapist: Member,
    episode: EpisodeOfCare,
    browser: HttpsClient,
) -> None:
    draft = start(assistant, episode)
    settle(draft, by=therapist)
    seen = review(draft).digest
    signing.submit(
        assessment=draft, digest_seen=seen, password=password_of(assistant), by=assistant
    )
    where = page_of(draft, "return")
    assert "Write why." in text_of(browser.post(where, {"reason": " "}))
    page = browser.post(where, {"reason": "y" * 2001})
    assert page.status_code == 422
    assert sent_by(page)["reason"] == "y" * 2001
    draft.refresh_from_db()
    assert draft.state == State.AWAITING
    assert browser.post(where, {"reason": "Measure the left too"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    # Whoever sends it once more is led to where it stands now.
    assert browser.post(where, {"reason": ""})["Location"] == page_of(draft, "chart")


def test_an_addendum_sent_twice_is_added_once(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    sign(draft, by=therapist)
    where = page_of(draft, "addendum")
    sent = sent_by(browser.get(where), text="Surgeon phoned back.")
    for _twice in range(2):
        assert browser.post(where, sent)["Location"] == page_of(draft, "chart")
    other = browser.post(where, sent | {"text": "Another remark."})
    assert other.status_code == 422
    assert "already added from this page" in text_of(other)
    assert [one.text for one in Addendum.objects.all()] == ["Surgeon phoned back."]
    browser.post(where, sent_by(other))
    assert Addendum.objects.count() == 2


def test_what_is_wrong_with_an_addendum_or_a_void_is_said_beside_what_was_typed(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    unsigned = browser.post(page_of(draft, "addendum"), {"key": new_key(), "text": "Too early."})
    assert unsigned.status_code == 422
    assert "not signed yet: write it in the chart instead" in text_of(unsigned)
    assert sent_by(unsigned)["text"] == "Too early."
    sign(draft, by=therapist)
    for text in ("Said \u202egnihton", "z" * 20_001, ""):
        page = browser.post(page_of(draft, "addendum"), {"key": new_key(), "text": text})
        assert page.status_code == 422
        assert sent_by(page)["text"] == text
    assert not Addendum.objects.exists()
    where = page_of(draft, "void")
    assert "Write why." in text_of(browser.post(where, {}))
    assert browser.post(where, {"reason": "Wrong patient"}).status_code == 302
    twice = browser.post(where, {"reason": "Wrong patient, really"})
    assert twice.status_code == 422
    assert "This evaluation is void" in text_of(twice)
    assert sent_by(twice)["reason"] == "Wrong patient, really"


def test_pages_of_another_clinic_are_not_there(
    browser: HttpsClient, clinics: DemoClinics, draft: Assessment, therapist: Member
) -> None:
    stranger = clinics.members["nordhavn", Role.THERAPIST]
    there = start(stranger, _episode_of(stranger))
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


def _episode_of(member: Member) -> EpisodeOfCare:
    from tests.integration.assessment.charting import open_left_knee

    return open_left_knee(member)
