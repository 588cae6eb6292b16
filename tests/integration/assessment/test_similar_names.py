"""Another patient of nearly the same name: said above every chart, and asked about at signing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.models import Assessment, SignedVersion, State
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.errors import NameNotChecked
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from patients.models import Patient
from patients.selectors import namesakes_of
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import password_of, settle, start
from tests.integration.assessment.merging_in_words import page, registered
from tests.integration.assessment.pages import (
    episode_page,
    page_of,
    section_of,
    sent_by,
    text_of,
    typed_in,
)

SIMILAR = "ORTIS, Beatriz · born 1 Jan 1990 · No. 123"
CHECKED = "I checked: this is <strong>ORTIZ, Beatriz</strong>, born 11 Mar 2002, No. 10442."


@pytest.fixture
def ortis(therapist: Member) -> Patient:
    return registered(therapist, "Ortis", "Beatriz", "123")


def addresses(draft: Assessment) -> list[str]:
    return [
        page("patient", draft.patient),
        section_of(draft, "strength"),
        page_of(draft, "details"),
        page_of(draft, "review"),
        page_of(draft, "report"),
        page_of(draft, "void"),
        episode_page(draft.episode, "start"),
        episode_page(draft.episode, "episode_report"),
    ]


def test_every_page_with_the_banner_says_who_is_called_nearly_the_same(
    browser: HttpsClient, draft: Assessment, ortis: Patient
) -> None:
    for address in addresses(draft):
        shown = " ".join(text_of(browser.get(address)).split())
        assert "Similar name:" in shown, address
        assert SIMILAR in shown.replace(";", ""), address


def test_without_such_a_patient_nothing_is_said_and_nothing_asked(
    browser: HttpsClient, draft: Assessment, therapist: Member, clinics: DemoClinics
) -> None:
    registered(therapist, "Ortiz", "Carmen", "124")
    registered(therapist, "Lund", "Beatriz", "125")
    registered(clinics.members["nordhavn", Role.THERAPIST], "Ortiz", "Beatriz", "126")
    for address in addresses(draft):
        assert "Similar name" not in text_of(browser.get(address))
    assert "name_checked" not in text_of(browser.get(page_of(draft, "review")))


@pytest.mark.parametrize("others", [1, 12])
def test_it_costs_one_statement_whoever_is_called_alike(
    therapist: Member, draft: Assessment, others: int
) -> None:
    for number in range(others):
        registered(therapist, "Ortiz", f"Beatriz{'abcdefghijkl'[number]}", f"9{number}")
    with CaptureQueriesContext(connection) as queries:
        found = namesakes_of(member=therapist, patient=draft.patient)
    assert (len(found), len(queries)) == (others, 1)


def test_a_save_while_typing_does_not_ask_for_it(
    browser: HttpsClient, draft: Assessment, ortis: Patient
) -> None:
    typed = typed_in("body_mass.none", "78", "kg")
    with CaptureQueriesContext(connection) as queries:
        browser.post(section_of(draft, "visit"), typed, headers={"HX-Request": "true"})
    asked = [one for one in queries if "search_text" in one["sql"] and "LIKE" in one["sql"]]
    assert asked == []


def test_signing_asks_which_of_them_it_is(
    browser: HttpsClient, draft: Assessment, therapist: Member, ortis: Patient
) -> None:
    settle(draft, by=therapist)
    shown = browser.get(page_of(draft, "review"))
    assert CHECKED in text_of(shown)
    assert "Similar name: <strong>ORTIS, Beatriz</strong>, born 1 Jan 1990" in text_of(shown)
    typed = sent_by(shown, password=password_of(therapist))
    refused = browser.post(page_of(draft, "review"), typed)
    assert refused.status_code == 422
    assert "say that you checked whose evaluation this is" in text_of(refused)
    assert not SignedVersion.objects.exists()
    done = browser.post(page_of(draft, "review"), typed | {"name_checked": "on"})
    assert done.status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.SIGNED


def test_signing_submitting_and_co_signing_are_refused_without_it(
    draft: Assessment, therapist: Member, assistant: Member, ortis: Patient
) -> None:
    settle(draft, by=therapist)
    seen = review(draft).digest
    with pytest.raises(NameNotChecked):
        signing.sign(
            assessment=draft, digest_seen=seen, password=password_of(therapist), by=therapist
        )
    draft = start(assistant, draft.episode, date(2026, 3, 4))
    settle(draft, by=therapist)
    draft.refresh_from_db()
    given = {"assessment": draft, "password": password_of(assistant), "by": assistant}
    seen = review(draft).digest
    with pytest.raises(NameNotChecked):
        signing.submit(**given, digest_seen=seen)
    signing.submit(**given, digest_seen=seen, name_checked=True)
    draft.refresh_from_db()
    given = {"assessment": draft, "password": password_of(therapist), "by": therapist}
    seen = review(draft, restricted_part=False).digest
    with pytest.raises(NameNotChecked):
        signing.cosign(**given, digest_seen=seen)
    assert signing.cosign(**given, digest_seen=seen, name_checked=True).number == 1
