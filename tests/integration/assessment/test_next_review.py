"""The next review is chosen before signing, signed with the visit, and said in its report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from assessment.models import Assessment, NextReview, PlannedReview, ReviewKind, State, VisitKind
from assessment.outputs.report import report_view
from assessment.outputs.text import text_note
from assessment.record import Record, from_payload
from assessment.selectors.planning import CODE
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.errors import ChangedSinceRead, ChartLocked, ChartRefused
from assessment.services.planning import ReviewChoice, ReviewRefused, choose_next_review
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment import rows
from tests.integration.assessment.charting import (
    item,
    password_of,
    plan,
    record_of,
    settle,
    sign,
    start,
)
from tests.integration.assessment.pages import page_of, sent_by, text_of

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 3)


def reasons_only(draft: Assessment, by: Member) -> None:
    settle(draft, by=by)
    NextReview.objects.filter(assessment=draft).delete()


def signed_now(draft: Assessment, by: Member) -> Any:
    return signing.sign(
        assessment=draft, digest_seen=review(draft).digest, password=password_of(by), by=by
    )


def said(record: Record) -> str:
    return item(record, CODE).text


def test_signing_without_a_word_about_the_next_review_is_refused(
    draft: Assessment, therapist: Member
) -> None:
    reasons_only(draft, therapist)
    with pytest.raises(signing.NotReady, match="Next review: say when it is, or that none is"):
        signed_now(draft, therapist)
    assert record_of(draft).find(CODE, "none") is None
    plan(draft, by=therapist, weeks=6)
    signed_now(draft, therapist)
    assert PlannedReview.objects.get().due_on == date(2026, 4, 14)


@pytest.mark.parametrize(
    ("choice", "words", "due_on", "visits"),
    [
        ({"weeks": 6}, "14 Apr 2026 (in 6 weeks)", date(2026, 4, 14), None),
        ({"weeks": 1}, "10 Mar 2026 (in 1 week)", date(2026, 3, 10), None),
        ({"due_on": date(2026, 5, 1)}, "1 May 2026", date(2026, 5, 1), None),
        ({"visits": 3}, "after 3 further visits", None, 3),
        ({"visits": 1}, "after 1 further visit", None, 1),
        ({"reason": "Care goes on at home"}, "none planned: Care goes on at home", None, None),
    ],
)
def test_what_is_chosen_is_signed_reported_and_planned(
    draft: Assessment,
    therapist: Member,
    choice: dict[str, Any],
    words: str,
    due_on: date | None,
    visits: int | None,
) -> None:
    plan(draft, by=therapist, **choice)
    version = sign(draft, by=therapist)
    record = from_payload(version.payload)
    assert said(record) == words
    standing: dict[str, Any] = {"state": "signed", "version": 1, "signatures": []}
    assert f"Next review {words}" in " ".join(text_note(record, **standing).split())
    on_page_one = report_view(record, **standing).summary.plan
    assert [(note.label, note.text) for note in on_page_one] == [("Next review", words)]
    planned = PlannedReview.objects.get()
    assert (planned.due_on, planned.visits, planned.version) == (due_on, visits, version)
    assert (planned.by, planned.at) == (therapist.user, version.at)
    event = AuditEvent.objects.get(verb=Verb.REVIEW_PLANNED)
    assert (event.patient_id, event.detail) == (draft.patient_id, {"kind": planned.kind})


def test_a_discharge_needs_no_word_and_says_that_none_is_planned(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    draft = start(therapist, episode, kind=VisitKind.DISCHARGE)
    reasons_only(draft, therapist)
    version = signed_now(draft, therapist)
    assert said(from_payload(version.payload)) == "none planned: discharge"
    assert PlannedReview.objects.get().kind == ReviewKind.NONE


def test_a_signature_is_refused_when_the_next_review_changed_after_it_was_shown(
    draft: Assessment, therapist: Member
) -> None:
    settle(draft, by=therapist)
    shown = review(draft).digest
    plan(draft, by=therapist, weeks=8)
    with pytest.raises(ChangedSinceRead):
        signing.sign(
            assessment=draft, digest_seen=shown, password=password_of(therapist), by=therapist
        )


def test_what_an_assistant_proposed_is_what_the_co_signer_confirms(
    assistant: Member, therapist: Member, episode: EpisodeOfCare
) -> None:
    draft = start(assistant, episode)
    plan(draft, by=assistant, weeks=2)
    settle(draft, by=therapist)
    submitted = review(draft).digest
    signing.submit(
        assessment=draft, digest_seen=submitted, password=password_of(assistant), by=assistant
    )
    draft.refresh_from_db()
    with pytest.raises(ChartLocked):
        plan(draft, by=therapist, weeks=9)
    assert review(draft).digest == submitted
    version = signing.cosign(
        assessment=draft, digest_seen=submitted, password=password_of(therapist), by=therapist
    )
    assert said(from_payload(version.payload)) == "17 Mar 2026 (in 2 weeks)"
    assert PlannedReview.objects.get().by == therapist.user


def test_a_submission_from_before_reviews_were_asked_for_can_still_be_co_signed(
    assistant: Member, therapist: Member, episode: EpisodeOfCare
) -> None:
    draft = start(assistant, episode)
    reasons_only(draft, therapist)
    rows.bring_to(draft, State.AWAITING, assistant.user)
    version = signing.cosign(
        assessment=draft,
        digest_seen=review(draft).digest,
        password=password_of(therapist),
        by=therapist,
    )
    assert from_payload(version.payload).find(CODE, "none") is None
    assert not PlannedReview.objects.exists()


def test_the_plan_of_the_visit_before_can_be_kept_while_it_lies_ahead(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    first = start(therapist, episode, FIRST)
    plan(first, by=therapist, weeks=6)
    sign(first, by=therapist)
    second = start(therapist, episode, date(2026, 3, 17))
    plan(second, by=therapist, kept=True)
    version = sign(second, by=therapist)
    assert said(from_payload(version.payload)) == "14 Apr 2026, as planned on 3 Mar 2026"
    one, two = PlannedReview.objects.order_by("at")
    assert (two.due_on, two.review, two.counted_from) == (one.due_on, one.review, first)
    # On the day itself it is what the visit was for.
    third = start(therapist, episode, date(2026, 4, 14))
    with pytest.raises(ReviewRefused, match="No review planned before this visit lies ahead"):
        plan(third, by=therapist, kept=True)


def test_visits_that_were_planned_are_counted_down_until_they_are_over(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    first = start(therapist, episode, FIRST)
    plan(first, by=therapist, visits=2)
    sign(first, by=therapist)
    for day in (10, 17):
        visit = start(therapist, episode, date(2026, 3, day))
        plan(visit, by=therapist, kept=True)
        version = sign(visit, by=therapist)
        text = said(from_payload(version.payload))
        assert text == "after 2 visits counted from 3 Mar 2026"
    with pytest.raises(ReviewRefused):
        plan(start(therapist, episode, date(2026, 3, 24)), by=therapist, kept=True)


def test_a_kept_plan_that_was_voided_since_has_to_be_chosen_anew(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    first = start(therapist, episode, FIRST)
    sign(first, by=therapist)
    second = start(therapist, episode, date(2026, 3, 10))
    plan(second, by=therapist, kept=True)
    settle(second, by=therapist)
    signing.void(assessment=first, reason="Wrong patient", by=therapist)
    with pytest.raises(signing.NotReady, match=r"no longer lies ahead\. Choose anew"):
        signed_now(second, therapist)


def test_a_date_that_a_corrected_visit_overtook_has_to_be_chosen_anew(
    draft: Assessment, therapist: Member
) -> None:
    plan(draft, by=therapist, due_on=date(2026, 3, 10))
    settle(draft, by=therapist)
    Assessment.objects.filter(pk=draft.pk).update(visit_date=date(2026, 3, 10))
    draft.refresh_from_db()
    with pytest.raises(signing.NotReady, match="date chosen is not after this visit"):
        signed_now(draft, therapist)


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (ReviewChoice(kind=ReviewKind.DATE), "due_on"),
        (ReviewChoice(kind=ReviewKind.DATE, due_on=FIRST), "due_on"),
        (ReviewChoice(kind=ReviewKind.DATE, due_on=date(2062, 3, 3)), "due_on"),
        (ReviewChoice(kind=ReviewKind.WEEKS), "weeks"),
        (ReviewChoice(kind=ReviewKind.WEEKS, weeks=0), "weeks"),
        (ReviewChoice(kind=ReviewKind.WEEKS, weeks=261), "weeks"),
        (ReviewChoice(kind=ReviewKind.VISITS, visits=-1), "visits"),
        (ReviewChoice(kind=ReviewKind.VISITS, visits=10**30), "visits"),
        (ReviewChoice(kind=ReviewKind.NONE, reason="  "), "reason"),
        (ReviewChoice(kind=ReviewKind.NONE, reason="x" * 201), "reason"),
        (ReviewChoice(kind=ReviewKind.NONE, reason="not \u202eeud"), "reason"),
        (ReviewChoice(kind=ReviewKind.NONE, reason="a\x00b"), "reason"),
        (ReviewChoice(kind=ReviewKind.KEPT), "kind"),
    ],
)
def test_what_cannot_be_a_next_review_is_refused_by_its_field(
    draft: Assessment, therapist: Member, choice: ReviewChoice, field: str
) -> None:
    with pytest.raises(ReviewRefused) as refusal:
        choose_next_review(assessment=draft, choice=choice, version=0, by=therapist, key=new_key())
    assert refusal.value.field == field
    assert not NextReview.objects.exists()


def test_a_choice_made_from_an_old_page_does_not_overrule_a_newer_one(
    draft: Assessment, therapist: Member
) -> None:
    choice = ReviewChoice(kind=ReviewKind.WEEKS, weeks=4)
    key = new_key()
    for _twice in range(2):
        choose_next_review(assessment=draft, choice=choice, version=0, by=therapist, key=key)
    assert NextReview.objects.get().version == 1
    with pytest.raises(ChangedSinceRead, match="Somebody chose the next review"):
        choose_next_review(assessment=draft, choice=choice, version=0, by=therapist, key=new_key())


def test_the_page_asks_with_nothing_chosen_and_keeps_what_is_refused(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = browser.get(page_of(draft, "review"))
    assert "Next review: say when it is" in text_of(page)
    assert "next-kind" not in sent_by(page)
    where = page_of(draft, "reasons")
    for typed, words in (
        ({"next-kind": "weeks", "next-weeks": "soon"}, "Type a whole number."),
        ({"next-kind": "weeks", "next-weeks": "0"}, "Type a whole number from 1 to 260."),
        ({"next-kind": "date", "next-due_on": "03/04/2026"}, "year-month-day"),
        ({"next-kind": "date", "next-due_on": "2026-03-03"}, "lies after this visit"),
        ({"next-kind": "none", "next-reason": ""}, "Say why no review is planned."),
        ({"next-kind": "none", "next-reason": "y" * 3000}, "at most 2000 characters"),
        ({"next-kind": "none", "next-reason": "a\u202eb"}, "invisible control character"),
        ({"next-kind": "tomorrow"}, "tomorrow is not one of the available choices"),
        ({"next-weeks": "4", "next-visits": "2"}, "Mark one of the answers."),
        ({"next-kind": "weeks", "next-weeks": "9" * 5000}, "Type a whole number"),
        ({"next-kind": "weeks", "next-weeks": "4", "next-version": "7"}, "Somebody chose"),
        ({"next-kind": "weeks", "next-weeks": "4", "next-key": "no"}, "came back incomplete"),
    ):
        sent = sent_by(page) | {"reason.history": "Seen before"} | typed
        refused = browser.post(where, sent)
        assert refused.status_code == 422, typed
        assert words in text_of(refused), typed
        back = sent_by(refused)
        if typed.get("next-kind") != "tomorrow":
            kept = {n: v for n, v in typed.items() if n not in ("next-version", "next-key")}
            assert kept.items() <= back.items()
        assert not NextReview.objects.exists()
    # What was refused can be sent again from the page that refused it.
    again = browser.post(where, back | {"next-weeks": "4"})
    assert again["Location"] == page_of(draft, "review")
    assert NextReview.objects.get().weeks == 4


def test_a_number_typed_without_marking_its_answer_means_that_answer(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = browser.get(page_of(draft, "review"))
    browser.post(page_of(draft, "reasons"), sent_by(page, **{"next-visits": "3"}))
    assert NextReview.objects.get().visits == 3
    page = browser.get(page_of(draft, "review"))
    assert "after 3 further visits" in text_of(page)
    assert sent_by(page)["next-kind"] == "visits"
    # Another answer is marked and the old number is left standing.
    browser.post(
        page_of(draft, "reasons"), sent_by(page, **{"next-kind": "weeks", "next-weeks": "2"})
    )
    assert (NextReview.objects.get().visits, NextReview.objects.get().weeks) == (None, 2)


def test_reasons_alone_choose_nothing_and_refused_reasons_do_not_take_the_choice_with_them(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = page_of(draft, "reasons")
    assert browser.post(where, {"reason.history": "Seen before"}).status_code == 302
    assert not NextReview.objects.exists()
    page = browser.get(page_of(draft, "review"))
    sent = sent_by(page) | {"reason.history": "z" * 501, "next-weeks": "5"}
    assert browser.post(where, sent).status_code == 422
    assert NextReview.objects.get().weeks == 5


def test_a_visit_before_midnight_and_the_next_review_keep_the_day_of_the_clinic(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    draft = start(therapist, episode, date(2026, 3, 3), at=time(23, 59))
    plan(draft, by=therapist, weeks=1)
    sign(draft, by=therapist)
    assert PlannedReview.objects.get().due_on == date(2026, 3, 10)


def test_a_locked_chart_takes_no_choice(draft: Assessment, therapist: Member) -> None:
    sign(draft, by=therapist)
    draft.refresh_from_db()
    assert draft.state == State.SIGNED
    with pytest.raises(ChartRefused):
        plan(draft, by=therapist, weeks=1)


def test_a_student_may_propose_and_the_front_desk_may_not(
    draft: Assessment, clinics: Any, sign_in: Callable[..., HttpsClient]
) -> None:
    for role, status in (("student", 302), ("front_desk", 403), ("admin", 403), ("reviewer", 403)):
        browser = sign_in(clinics.members["riverside", role].user)
        stored = NextReview.objects.first()
        answer = browser.post(
            page_of(draft, "reasons"),
            {"next-weeks": "4", "next-key": new_key(), "next-version": str(int(bool(stored)))},
        )
        assert answer.status_code == status, role
