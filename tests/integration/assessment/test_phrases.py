"""Phrases: a person's own and the clinic's, kept on a page that needs no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assessment.models import Assessment, Phrase, Whose
from assessment.services.errors import ChartRefused
from assessment.services.phrases import MOST, keep_phrase
from clinics.access import Member
from clinics.audit import Verb
from clinics.models import AuditEvent
from clinics.receipts import new_key
from tests.conftest import HttpsClient
from tests.integration.assessment.pages import section_of, text_of

pytestmark = pytest.mark.django_db

OWN, CLINIC = "/c/riverside/phrases/", "/c/riverside/settings/phrases/"
TAUGHT = {"name": "Quads set", "text": "Taught quadriceps setting.\nTen times, three times a day."}


def sent(row: Phrase | None = None, **changed: str) -> dict[str, str]:
    about = {"phrase": str(row.pk), "started_from": str(row.version)} if row else {}
    return {"key": new_key(), **TAUGHT, **about, **changed}


def kept(**about: Any) -> Phrase:
    return Phrase.objects.get(**about)


def test_a_person_keeps_changes_and_removes_their_own_and_the_trail_says_so(
    browser: HttpsClient, therapist: Member
) -> None:
    assert browser.post(OWN, sent())["Location"] == OWN
    row = kept()
    assert (row.owner, row.name, row.text) == (therapist.user, *TAUGHT.values())
    browser.post(OWN, sent(row, text="Taught straight leg raise."))
    assert kept().text == "Taught straight leg raise."
    page = text_of(browser.get(OWN))
    assert "Quads set" in page and "Taught straight leg raise." in page
    browser.post(OWN, sent(kept(), remove="yes"))
    assert not Phrase.objects.exists()
    events = AuditEvent.objects.filter(object_type="assessment.phrase").order_by("at", "id")
    assert [one.verb for one in events] == [
        Verb.PHRASE_KEPT,
        Verb.PHRASE_CHANGED,
        Verb.PHRASE_REMOVED,
    ]
    assert {str(one.detail) for one in events} == {"{'whose': 'own'}"}


def test_who_charts_is_offered_their_own_first_then_the_clinics_and_nobody_elses(
    browser: HttpsClient, admin: Member, colleague: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    browser.post(OWN, sent(name="Zinc"))
    sign_in(colleague.user).post(OWN, sent(name="Colleague's"))
    sign_in(admin.user).post(CLINIC, sent(name="Advice", text='Ring if "worse" <soon>.'))
    offered = text_of(browser.get(OWN, HTTP_HX_REQUEST="true"))
    assert offered.index("Zinc") < offered.index("Advice") < offered.index("(the clinic's)")
    assert "Colleague" not in offered
    assert 'data-text="Ring if &quot;worse&quot; &lt;soon&gt;."' in offered


def test_the_clinics_are_its_admins_to_keep_and_read_by_who_charts(
    browser: HttpsClient, admin: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    office = sign_in(admin.user)
    office.post(CLINIC, sent())
    assert kept().owner is None
    assert CLINIC in text_of(office.get("/c/riverside/settings/"))
    assert "Taught quadriceps setting." in text_of(browser.get(OWN))
    assert browser.get(CLINIC).status_code == 403
    assert office.get(OWN).status_code == 403
    # Naming the clinic's row on one's own page reaches nothing, and what was typed can be kept.
    for named in (str(kept().pk), "x"):
        page = browser.post(OWN, sent(kept(), text="Mine now") | {"phrase": named})
        assert page.status_code == 409
        assert "can be added" in text_of(page) and "Mine now" in text_of(page)
    assert kept().text == TAUGHT["text"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "Give it a short name"),
        ({"text": "\n "}, "Write the text that is put in."),
        ({"name": "x" * 61}, "at most 60 fit here"),
        ({"text": "x" * 2001}, "at most 2000 fit here"),
        ({"text": "good\u202edab"}, "cannot be kept (U+202E)"),
        ({"name": "two\nlines"}, "cannot be kept (U+000A)"),
        ({"name": "QUADS set"}, "Another phrase here is called so."),
        ({"key": ""}, "This page came back incomplete"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field_and_stays_typed(
    browser: HttpsClient, changed: dict[str, str], words: str
) -> None:
    browser.post(OWN, sent())
    page = browser.post(OWN, sent(**{"name": "Other", "text": "Stays typed", **changed}))
    assert page.status_code == 422
    assert words in text_of(page)
    assert "text" in changed or "Stays typed" in text_of(page)
    assert Phrase.objects.count() == 1


def test_a_lone_surrogate_is_refused_with_its_field(therapist: Member) -> None:
    with pytest.raises(ChartRefused) as caught:
        keep_phrase(whose=Whose.OWN, name="Odd", text="x\ud800", by=therapist, key=new_key())
    assert caught.value.errors == {  # type: ignore[attr-defined]
        "text": "This holds a character that cannot be kept (U+D800). Delete it."
    }


def test_what_an_admin_changed_meanwhile_is_shown_and_not_overwritten(
    admin: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    office = sign_in(admin.user)
    office.post(CLINIC, sent())
    seen = kept()
    office.post(CLINIC, sent(seen, text="Theirs"))
    page = office.post(CLINIC, sent(seen, text="Mine"))
    assert page.status_code == 409
    assert "Stored now: Theirs." in text_of(page) and "Mine" in text_of(page)
    assert kept().text == "Theirs"


def test_there_is_a_most(browser: HttpsClient, therapist: Member) -> None:
    Phrase.objects.bulk_create(
        Phrase(clinic=therapist.clinic, owner=therapist.user, name=f"n{at}", text="x")
        for at in range(MOST)
    )
    page = browser.post(OWN, sent())
    assert page.status_code == 409
    assert "There are 200 phrases already." in text_of(page)


def test_the_charting_page_offers_them_to_who_charts(
    browser: HttpsClient, draft: Assessment
) -> None:
    assert f'data-url="{OWN}"' in text_of(browser.get(section_of(draft, "history")))
