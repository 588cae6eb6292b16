"""The patient's own activities on their pages: named, rated at each visit, never taken over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assessment.models import ActivityAtVisit, Assessment, PatientActivity
from assessment.services import signing
from assessment.services.errors import ChartRefused
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.activities import (
    KNEEL,
    RUN,
    STAIRS,
    named,
    page_about,
    rate,
    said,
    standing,
    take_back,
)
from tests.integration.assessment.charting import sign, start
from tests.integration.assessment.pages import page_of, section_of, sent_by, text_of

pytestmark = pytest.mark.django_db

LATER = date(2026, 4, 14)
THREE = {STAIRS: "3", KNEEL: "4", RUN: "6"}


def add(browser: HttpsClient, visit: Assessment, statement: str, answer: str) -> PatientActivity:
    where = page_of(visit, "add_activity")
    sent = sent_by(browser.get(where), statement=statement, answer=answer)
    answered = browser.post(where, sent)
    assert answered.status_code == 302, text_of(answered)
    assert answered["Location"] == f"{list_of(visit)}#activities"
    return PatientActivity.objects.order_by("-at")[0]


def list_of(visit: Assessment) -> str:
    return section_of(visit, "outcome_measures")


def test_an_activity_is_named_with_its_rating_and_stands_in_the_list(
    browser: HttpsClient, draft: Assessment
) -> None:
    assert "None yet." in text_of(browser.get(list_of(draft)))
    add(browser, draft, "  Walk   down stairs ", "0")
    add(browser, draft, KNEEL, "!restriction")
    assert said(draft) == [(STAIRS, 0, "", ""), (KNEEL, None, "restriction", "")]
    page = text_of(browser.get(list_of(draft)))
    assert STAIRS in page and "0/10" in page
    assert "not rated: not allowed at present" in page
    assert "rests on 1 activity; 3 or more are wanted" in page
    assert "Not rated yet" not in page


def test_the_page_asks_in_our_own_words_and_nothing_is_chosen_beforehand(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = browser.get(page_of(draft, "add_activity"))
    assert "answer" not in sent_by(page)
    for words in (
        "How well can the patient do it now?",
        "0: cannot do it at all. 10: as well as before the problem began.",
    ):
        assert words in text_of(page)
    assert "Rated no longer" not in text_of(page)


def test_sent_twice_with_one_key_it_is_named_once(browser: HttpsClient, draft: Assessment) -> None:
    where = page_of(draft, "add_activity")
    sent = sent_by(browser.get(where), statement=STAIRS, answer="3")
    assert [browser.post(where, sent).status_code for _time in range(2)] == [302, 302]
    other = browser.post(where, sent | {"statement": "Run"})
    assert other.status_code == 409 and sent_by(other)["statement"] == "Run"
    assert PatientActivity.objects.count() == ActivityAtVisit.objects.count() == 1


def test_up_to_five_are_rated_and_a_dropped_one_makes_room(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    named(draft, therapist, THREE | {"Squat": "2", "Drive": "9"})
    assert page_of(draft, "add_activity") not in text_of(browser.get(list_of(draft)))
    with pytest.raises(ChartRefused, match="At most 5 activities"):
        named(draft, therapist, {"Dance": "1"})
    rate(draft, therapist, {5: "!dropped"}, why="Sold the car")
    (dance,) = named(draft, therapist, {"Dance": "1"})
    assert dance.number == 6
    with pytest.raises(ChartRefused, match="At most 5 activities"):
        rate(draft, therapist, {5: "8"})
    page = text_of(browser.get(list_of(draft)))
    assert "rated no longer: Sold the car" in page
    assert page.index("Dance") < page.index("Drive")


def test_a_reassessment_offers_them_unrated_with_the_last_rating_beside_and_leads_through(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    first, second, third = named(draft, therapist, THREE)
    sign(draft, by=therapist)
    later = start(therapist, episode, LATER)
    page = text_of(browser.get(list_of(later)))
    assert page.count("Not rated yet") == 3
    assert "Patient-specific score" not in page
    assert KNEEL in text_of(browser.get(page_of(later, "worth")))
    where = page_about(later, "rate_activity", first)
    form = browser.get(where)
    assert sent_by(form)["statement"] == STAIRS and "answer" not in sent_by(form)
    assert "Baseline 3/10 on 3 Mar 2026." in text_of(form)
    for activity, following, answer in ((first, second, "6"), (second, third, "!declined")):
        where = page_about(later, "rate_activity", activity)
        led = browser.post(where, sent_by(browser.get(where), answer=answer))
        assert led["Location"] == page_about(later, "rate_activity", following)
    where = page_about(later, "rate_activity", third)
    led = browser.post(where, sent_by(browser.get(where), answer="9"))
    assert led["Location"] == f"{list_of(later)}#activities"
    assert said(later) == [
        (STAIRS, 6, "", ""),
        (KNEEL, None, "declined", ""),
        (RUN, 9, "", ""),
    ]
    page = text_of(browser.get(list_of(later)))
    assert "2 of 3 activities rated at this visit" in page
    assert "over 2 activities rated both times (1, 3): 4.5/10 then, 7.5/10 now" in page
    assert KNEEL not in text_of(browser.get(page_of(later, "worth")))
    # A correction leads back to the list.
    where = page_about(later, "rate_activity", first)
    corrected = sent_by(browser.get(where), answer="7", statement="Walk down two flights")
    assert browser.post(where, corrected)["Location"] == f"{list_of(later)}#activities"
    assert said(later)[0] == ("Walk down two flights", 7, "", "")
    assert said(draft)[0] == (STAIRS, 3, "", "")
    assert PatientActivity.objects.count() == 3
    assert AuditEvent.objects.filter(verb=Verb.ACTIVITY_RATED).count() == 4


def test_it_is_dropped_with_a_reason_and_can_be_taken_up_again(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    (stairs,) = named(draft, therapist, {STAIRS: "3"})
    sign(draft, by=therapist)
    later = start(therapist, episode, LATER)
    where = page_about(later, "rate_activity", stairs)
    page = browser.post(where, sent_by(browser.get(where), answer="!dropped"))
    assert page.status_code == 422 and "Say why the activity is rated no longer." in text_of(page)
    again = sent_by(page, why="Moved to a flat without stairs")
    assert browser.post(where, again).status_code == 302
    assert said(later) == [(STAIRS, None, "", "Moved to a flat without stairs")]
    sign(later, by=therapist)
    third = start(therapist, episode, date(2026, 5, 5))
    page = text_of(browser.get(list_of(third)))
    assert "rated no longer: Moved" in page and "Not rated yet" not in page
    assert STAIRS not in text_of(browser.get(page_of(third, "worth")))
    rate(third, therapist, {1: "5"})
    assert said(third) == [(STAIRS, 5, "", "")]


def test_what_a_visit_says_can_be_taken_back_while_it_is_open(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    (stairs,) = named(draft, therapist, {STAIRS: "3"})
    sign(draft, by=therapist)
    later = start(therapist, episode, LATER)
    back = page_about(later, "take_back_activity", stairs)
    assert browser.get(back).status_code == 404
    rate(later, therapist, {1: "6"})
    page = browser.get(back)
    assert "waits to be rated again" in text_of(page) and "6/10" in text_of(page)
    assert [browser.post(back, sent_by(page)).status_code for _time in range(2)] == [302, 302]
    assert said(later) == [] and standing(later, 1).open
    (mistake,) = named(later, therapist, {"Mistyped": "1"})
    gone = page_about(later, "take_back_activity", mistake)
    assert "will be gone" in text_of(browser.get(gone))
    edit = page_about(later, "rate_activity", mistake)
    mine = sent_by(browser.get(edit), statement="Run", answer="8")
    take_back(later, therapist, 2)
    page = browser.post(edit, mine)
    assert page.status_code == 409 and "took this activity back" in text_of(page)
    assert browser.post(page_of(later, "add_activity"), sent_by(page)).status_code == 302
    assert said(later) == [("Run", 8, "", "")]
    assert standing(later, 3).named_here
    assert AuditEvent.objects.filter(verb=Verb.ACTIVITY_TAKEN_BACK).count() == 2


def test_what_a_colleague_rated_is_shown_and_not_overwritten(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    (stairs,) = named(draft, therapist, {STAIRS: "3"})
    sign(draft, by=therapist)
    later = start(therapist, episode, LATER)
    where = page_about(later, "rate_activity", stairs)
    mine = sent_by(browser.get(where), answer="8")
    rate(later, therapist, {1: "6"})
    page = browser.post(where, mine)
    assert page.status_code == 409
    assert "changed this activity since you opened it" in text_of(page)
    assert "Stored now: 6." in text_of(page) and sent_by(page)["answer"] == "8"
    assert said(later) == [(STAIRS, 6, "", "")]
    again = sent_by(page)
    assert [browser.post(where, again).status_code for _time in range(2)] == [302, 302]
    assert said(later) == [(STAIRS, 8, "", "")]


def test_a_visit_entered_late_knows_nothing_of_what_was_named_after_it(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    named(draft, therapist, {STAIRS: "3"})
    last = start(therapist, episode, date(2026, 5, 5))
    named(last, therapist, {RUN: "2"})
    between = start(therapist, episode, LATER)
    rate(between, therapist, {1: "5"})
    with pytest.raises(StopIteration):
        standing(between, 2)
    wrong = start(therapist, episode, date(2026, 4, 21))
    named(wrong, therapist, {"Somebody else's": "1"})
    rate(wrong, therapist, {1: "9"}, statement="Somebody else's words")
    signing.void(assessment=wrong, reason="Wrong patient", by=therapist)
    assert standing(last, 1).said.statement == STAIRS
    (drive,) = named(last, therapist, {"Drive": "4"})
    assert drive.number == 4


def test_an_assistant_rates_and_a_locked_visit_takes_nothing(
    browser: HttpsClient,
    draft: Assessment,
    therapist: Member,
    assistant: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    (stairs,) = named(draft, assistant, {STAIRS: "3"})
    colleague = sign_in(assistant.user)
    assert page_about(draft, "rate_activity", stairs) in text_of(colleague.get(list_of(draft)))
    pages = [
        page_of(draft, "add_activity"),
        page_about(draft, "rate_activity", stairs),
        page_about(draft, "take_back_activity", stairs),
    ]
    typed = {"statement": "Late", "answer": "5"}
    sent = [sent_by(browser.get(where)) | typed for where in pages]
    sign(draft, by=therapist)
    for where, body in zip(pages, sent, strict=True):
        page = browser.post(where, body)
        assert page.status_code == 409 and "can no longer be changed" in text_of(page)
        assert browser.get(where)["Location"] == page_of(draft, "report")
    assert said(draft) == [(STAIRS, 3, "", "")]
