"""Reviews over HTTP, and where they are read: report, text note, export, home."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from assessment.models import (
    Assessment,
    Notice,
    Review,
    ReviewAnswer,
    ReviewOutcome,
    ReviewRequest,
    VisitKind,
)
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import start
from tests.integration.assessment.pages import page_of, sent_by, text_of
from tests.integration.assessment.reviews import (
    FIRST,
    STRONG,
    assigned,
    reviewed,
    second_therapist,
    signed_again,
    signed_visit,
)

# What a page says is the same on both databases; that its statements run on both, the walk tries.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

SignIn = Callable[..., HttpsClient]
HOME = "/c/riverside/"


@pytest.fixture
def colleague(clinics: DemoClinics) -> Member:
    return second_therapist(clinics.clinics["riverside"])


@pytest.fixture
def signed(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    return signed_visit(therapist, episode, FIRST, STRONG, kind=VisitKind.INITIAL)


def answer_page(about: Review) -> str:
    return f"/c/riverside/reviews/{about.pk}/"


def events_of(act: Callable[[], object]) -> list[int]:
    """The verbs of what the audit trail gains."""
    before = set(AuditEvent.objects.values_list("pk", flat=True))
    act()
    return list(AuditEvent.objects.exclude(pk__in=before).values_list("verb", flat=True))


def test_from_the_report_to_the_answer_and_back(
    browser: HttpsClient,
    sign_in: SignIn,
    therapist: Member,
    colleague: Member,
    signed: Assessment,
) -> None:
    theirs = sign_in(colleague.user)
    report = page_of(signed, "report")
    form = sent_by(theirs.get(report), outcome="question", comment="Which device?\nBelt?")
    assert form["version"] == "1"
    assert events_of(lambda: theirs.post(page_of(signed, "add_review"), form)) == [
        Verb.REVIEW_ADDED
    ]
    # Sent twice it is there once.
    assert theirs.post(page_of(signed, "add_review"), form)["Location"] == report
    about = Review.objects.get()

    home = text_of(browser.get(HOME))
    assert "Since you last looked" in home
    assert "<strong>Nora Bell</strong> reviewed your evaluation: Question" in home
    assert "Questions about your evaluations" in home and answer_page(about) in home
    assert "Which device?" not in home
    assert "Answer Nora Bell" in text_of(browser.get(report))
    page = browser.get(answer_page(about))
    assert "Which device?<br>Belt?" in text_of(page)
    answer = sent_by(page, text="The belt.")
    assert events_of(lambda: browser.post(answer_page(about), answer)) == [Verb.REVIEW_ANSWERED]
    assert browser.post(answer_page(about), answer)["Location"] == HOME
    assert ReviewAnswer.objects.count() == 1
    assert "Answer Nora Bell" not in text_of(browser.get(report))

    told = text_of(theirs.get(HOME))
    assert "<strong>Amina Khan</strong> answered your question" in told
    queue = text_of(theirs.get("/c/riverside/reviews/"))
    assert "What you asked, answered" in queue and "The belt." in queue


def test_what_was_seen_leaves_the_desk(
    browser: HttpsClient, colleague: Member, signed: Assessment
) -> None:
    reviewed(signed, colleague)
    page = browser.get(HOME)
    seen = {"notice": [str(one.pk) for one in page.context["notices"]]}
    assert f'name="notice" value="{seen["notice"][0]}"' in text_of(page)
    # What comes after the page was read is not taken away with it.
    reviewed(signed, colleague, ReviewOutcome.CONCERN, "The left side")
    assert browser.post("/c/riverside/notices/seen/", seen)["Location"] == HOME
    left = text_of(browser.get(HOME))
    assert left.count("reviewed your evaluation") == 1
    assert "reviewed your evaluation: Concern" in left


def test_every_kind_of_notice_is_said_with_who_when_and_about_whom(
    browser: HttpsClient, therapist: Member, colleague: Member, episode: EpisodeOfCare
) -> None:
    draft = start(therapist, episode)
    for kind in Notice.Kind:
        Notice.objects.create(
            clinic=draft.clinic,
            assessment=draft,
            recipient=therapist.user,
            kind=kind,
            detail=f"because of {kind.value}",
            by=colleague.user,
        )
    page = text_of(browser.get(HOME))
    for kind in Notice.Kind:
        words = str(kind.label).replace("'", "&#x27;")
        assert f"<strong>Nora Bell</strong> {words}: because of {kind.value}" in page
    assert page.count("ORTIZ, Beatriz</a>, initial evaluation") == len(Notice.Kind)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"outcome": "question", "comment": " "}, "Write what you ask, or what concerns you."),
        ({"outcome": "concern", "comment": ""}, "Write what you ask, or what concerns you."),
        ({"outcome": "", "comment": "Fine"}, "Say whether you reviewed it, ask, or have a concern"),
        ({"outcome": "approved", "comment": "Fine"}, "Select a valid choice"),
        ({"comment": "x" * 2001, "outcome": "concern"}, "at most 2000 characters"),
        ({"comment": "a\u202eb", "outcome": "concern"}, "invisible control character"),
        ({"key": "", "outcome": "reviewed"}, "This page came back incomplete"),
    ],
)
def test_a_review_that_is_refused_comes_back_with_the_report_and_what_was_typed(
    sign_in: SignIn, colleague: Member, signed: Assessment, typed: dict[str, str], words: str
) -> None:
    theirs = sign_in(colleague.user)
    form = sent_by(theirs.get(page_of(signed, "report"))) | typed
    page = theirs.post(page_of(signed, "add_review"), form)
    assert page.status_code == 422
    assert words in text_of(page)
    assert sent_by(page)["comment"].strip() == typed.get("comment", "").strip()
    assert not Review.objects.exists()
    again = sent_by(page, outcome="reviewed", comment="")
    assert theirs.post(page_of(signed, "add_review"), again).status_code == 302


@pytest.mark.parametrize("version", ["1", "", "x", "9" * 40])
def test_a_version_that_was_signed_meanwhile_has_to_be_read_first(
    sign_in: SignIn, therapist: Member, colleague: Member, signed: Assessment, version: str
) -> None:
    theirs = sign_in(colleague.user)
    form = sent_by(theirs.get(page_of(signed, "report")), outcome="concern", comment="Too weak")
    signed_again(signed, therapist)
    page = theirs.post(page_of(signed, "add_review"), form | {"version": version})
    assert page.status_code == 409
    assert "Version 2 was signed since you opened this page" in text_of(page)
    kept = sent_by(page)
    assert (kept["comment"], kept["version"]) == ("Too weak", "2")
    assert theirs.post(page_of(signed, "add_review"), kept).status_code == 302
    assert Review.objects.get().version_number == 2


def test_own_work_has_no_form_and_is_refused_in_words(
    browser: HttpsClient, signed: Assessment
) -> None:
    page = text_of(browser.get(page_of(signed, "report")))
    assert "Your review" not in page and "Ask for a review" in page
    body = {"outcome": "reviewed", "comment": "", "version": "1", "key": new_key()}
    refused = browser.post(page_of(signed, "add_review"), body)
    assert refused.status_code == 422
    assert "You had a hand in this evaluation" in text_of(refused)
    assert not Review.objects.exists()


def test_asking_from_the_report(
    browser: HttpsClient, sign_in: SignIn, colleague: Member, signed: Assessment
) -> None:
    where = page_of(signed, "ask_review")
    page = browser.get(where)
    assert "Nora Bell, PT, OCS" in text_of(page)
    form = sent_by(page, reviewer=str(colleague.user.pk), note="Is it the device?")
    assert events_of(lambda: browser.post(where, form)) == [Verb.REVIEW_REQUESTED]
    assert browser.post(where, form)["Location"] == page_of(signed, "report")
    assert ReviewRequest.objects.count() == 1
    anew = browser.post(where, form | {"key": new_key()})
    assert anew.status_code == 422
    assert "Nora Bell was asked about this version already." in text_of(anew)
    for nobody in ("", "x", str(signed.pk)):
        assert browser.post(where, form | {"reviewer": nobody}).status_code == 422
    left = text_of(browser.get(where))
    assert "Nobody can be asked now" in left and "Asked about this version" in left
    assert "asks you to review 1 evaluation." in text_of(sign_in(colleague.user).get(HOME))


def test_report_text_note_and_export_say_what_was_said_and_of_which_version(
    browser: HttpsClient, therapist: Member, colleague: Member, signed: Assessment
) -> None:
    report = page_of(signed, "report")
    plain = text_of(browser.get(report))
    assert "Reviewed by" not in plain and "Not reviewed" not in plain
    about = reviewed(signed, colleague, ReviewOutcome.CONCERN, "The left side seems too weak.")
    page = browser.get(answer_page(about))
    browser.post(answer_page(about), sent_by(page, text="The brace was off."))
    day = f"{about.at:%-d %b %Y}"
    title = f"Reviewed by Nora Bell, PT, OCS, on {day} (version 1)"
    concern = "Concern: The left side seems too weak."
    answer = f"Answer by Amina Khan, PT, on {day}: The brace was off."
    words = text_of(browser.get(report))
    assert all(one in words for one in (title, concern, answer))
    note = exported(signed, "text", therapist)
    assert all(one in note for one in (title, concern, answer))
    data = json.loads(exported(signed, "json", therapist))
    (said,) = data["reviews"]
    assert (said["outcome"], said["version"], said["name"]) == ("concern", 1, "Nora Bell")
    assert said["answers"][0]["text"] == "The brace was off."
    assert "Nora Bell" not in json.dumps(data["record"])
    # Beside the next version it says that it is about the one before.
    signed_again(signed, therapist)
    earlier = f"on {day} (version 1, not the one above)"
    assert earlier in text_of(browser.get(report))
    assert earlier in exported(signed, "text", therapist)


def exported(assessment: Assessment, form: str, by: Member) -> str:
    out = StringIO()
    call_command(
        "export_record",
        str(assessment.pk),
        format=form,
        email=by.user.email,
        stdout=out,
    )
    return out.getvalue()


def test_a_reviewer_is_led_to_the_queue_and_turned_away_from_what_is_not_assigned(
    clinics: DemoClinics, sign_in: SignIn, colleague: Member, signed: Assessment
) -> None:
    reviewer = clinics.members["riverside", Role.REVIEWER]
    theirs = sign_in(reviewer.user)
    home = text_of(theirs.get(HOME))
    assert "What waits for review" in home and "Nothing waits for your review just now." in home
    body = {"outcome": "reviewed", "comment": "", "version": "1", "key": new_key()}
    assert theirs.post(page_of(signed, "add_review"), body).status_code == 403
    assigned(reviewer, signed.patient, clinics.members["riverside", Role.ADMIN])
    assert theirs.post(page_of(signed, "add_review"), body).status_code == 302
    assert theirs.get(answer_page(Review.objects.get())).status_code == 403


def test_the_other_clinic_finds_none_of_it(
    clinics: DemoClinics, sign_in: SignIn, colleague: Member, signed: Assessment
) -> None:
    about = reviewed(signed, colleague, ReviewOutcome.QUESTION, "Which device?")
    stranger = sign_in(clinics.members["nordhavn", Role.THERAPIST].user)
    for where in (
        answer_page(about),
        answer_page(about).replace("riverside", "nordhavn"),
        page_of(signed, "ask_review").replace("riverside", "nordhavn"),
        "/c/riverside/reviews/",
    ):
        assert stranger.get(where).status_code == 404
    body = {"outcome": "reviewed", "version": "1", "key": new_key()}
    add = page_of(signed, "add_review").replace("riverside", "nordhavn")
    assert stranger.post(add, body).status_code == 404


def test_who_had_no_hand_in_it_is_told_whose_answer_it_is(
    clinics: DemoClinics, sign_in: SignIn, colleague: Member, signed: Assessment
) -> None:
    about = reviewed(signed, colleague, ReviewOutcome.QUESTION, "Which device?")
    third = sign_in(second_therapist(clinics.clinics["riverside"], "Olu Adeyemi").user)
    page = third.get(answer_page(about))
    words = "It is for who charted, signed or co-signed this evaluation to answer."
    assert words in text_of(page) and "<textarea" not in text_of(page)
    refused = third.post(answer_page(about), {"text": "The belt.", "key": new_key()})
    assert refused.status_code == 422
    assert words in text_of(refused)
