"""What no page of ours sends: never a crash, never half a save."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.conf import settings

from assessment import catalogue
from assessment.kinds.address import addresses
from assessment.models import Assessment, History, Visit
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import (
    settle,
    start,
)
from tests.integration.assessment.pages import (
    FORM,
    MASS,
    NOTE,
    episode_page,
    page_of,
    section_of,
    stored,
    text_of,
    typed_in,
    visit_form,
)

pytestmark = pytest.mark.django_db

ANSWERED = frozenset({200, 302, 400, 403, 404, 405, 409, 413, 422})


def test_fields_that_the_section_does_not_have_change_nothing(
    browser: HttpsClient, draft: Assessment
) -> None:
    before = stored()
    forged = {
        "nothing.none": "1",
        "nothing.none.from": "",
        "body_mass.right": "78",
        "body_mass.right.from": "",
        "body_mass.none.9": "78",
        "body_mass.none.9.from": "",
        "knee_extension_force.left": "402 N",
        "knee_extension_force.left.from": "",
        "mechanism.none": "x",
        "mechanism.none.from": "",
        "state": "signed",
        "author": "1",
        "clinic": "nordhavn",
        "assessment": "x",
        "id": "1",
        "__proto__": "x",
        "take": "nothing.none",
        "mine": "nothing.none",
        "nothing.none.stored": "x",
    }
    answer = browser.post(section_of(draft, "visit"), {"key": new_key(), **forged})
    assert answer.status_code == 302
    # Without what it started from a value says nothing of what it would replace.
    browser.post(section_of(draft, "visit"), {"key": new_key(), MASS: "78"})
    assert stored() == before


def test_of_a_field_sent_twice_the_last_counts_and_of_a_forged_start_nothing(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = section_of(draft, "visit")
    pairs = [("key", new_key()), (MASS, "70"), (MASS, "78"), (f"{MASS}.from", "")]
    assert browser.post(where, urlencode(pairs), content_type=FORM).status_code == 302
    assert Visit.objects.get().entered == "78"
    for forged in ("70 kg", "", "78", "78 KG", "!pain", "x" * 100_000, "78 kg\u202e"):
        page = browser.post(where, typed_in(MASS, "90", "kg", forged))
        assert page.status_code == 409, forged[:20]
        assert "Somebody else changed this field" in text_of(page)
    assert Visit.objects.get().entered == "78"


def test_more_than_a_form_can_hold_is_refused_at_the_door(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = section_of(draft, "strength")
    before = stored()
    many = {f"field{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    heavy = {"x": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    for body in (many, heavy):
        assert browser.post(where, urlencode(body), content_type=FORM).status_code == 400
    assert browser.get(where, {"x": "\x00"}).status_code == 400
    assert browser.post(where, {"x\x00": "1"}).status_code == 400
    elsewhere = browser.post(page_of(draft, "details"), visit_form(late_reason="a\x00b"))
    assert elsewhere.status_code == 400
    assert "NUL" in text_of(elsewhere)
    assert stored() == before


def test_addresses_that_name_nothing_are_not_there(browser: HttpsClient, draft: Assessment) -> None:
    whole = section_of(draft, "visit")
    for section in ("nothing", "Visit", "visit%20", "..", "%00", "visit;x", "١", "a" * 300):
        status = browser.get(whole.replace("/visit/", f"/{section}/")).status_code
        assert status in (400, 404), section
    for wrong in ("0", "x", str(draft.pk)[:-1], f"{draft.pk}%0a", "None"):
        assert browser.get(whole.replace(str(draft.pk), wrong)).status_code == 404, wrong
    upper = browser.get(whole.replace(str(draft.pk), str(draft.pk).upper()))
    assert upper.status_code == 404


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("one \ud800 half", "Character 5 did not arrive whole"),
        ("one \x00 none", "Character 5 cannot be seen (control character, U+0000)"),
    ],
)
def test_half_of_a_character_and_nul_are_refused_at_their_field_and_hold_up_no_other(
    browser: HttpsClient, draft: Assessment, typed: str, why: str
) -> None:
    where = section_of(draft, "history")
    said = typed_in("mechanism.none", "A fall") | typed_in(NOTE, typed)
    answer = browser.post(where, urlencode(said, errors="surrogatepass"), content_type=FORM)
    assert answer.status_code == 422
    page = text_of(answer)
    assert why in page
    [field] = re.findall(rf'<textarea[^>]*name="{NOTE}"[^>]*>', page)
    [described] = re.findall(r'aria-describedby="([^"]*)"', field)
    [note] = re.findall(rf'id="{described}".*?</p>', page, re.DOTALL)
    assert why in note
    assert 'aria-invalid="true"' in field
    [kept] = History.objects.all()
    assert (kept.measure, kept.text) == ("mechanism", "A fall")


def test_broken_bytes_are_no_crash(browser: HttpsClient, draft: Assessment) -> None:
    where = section_of(draft, "history")
    for body, kind in (
        (b"%FF%FE=%80&key=%C3", FORM),
        (b"\xff\xfe\x00", FORM),
        (b"not a form at all", "text/plain"),
        (b'{"key": "\\u0000"}', "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
    ):
        assert browser.post(where, body, content_type=kind).status_code in ANSWERED, body
    assert not History.objects.exists()


# In every field of every form; a value may be taken, it may never crash a page.
ANYTHING = {
    "blanks": " \t\r\n ",
    "bidi": "\u202e\u2066\u200f",
    "markup": "</textarea><script>alert(1)</script>\"'&{{x}}{%y%}",
    "reason": "!pain",
    "long": "9" * 3_000,
    "pictures": "🦵🏿" * 40,
    "line ends": "a\r\nb\rc\u2028d\u0085e",
    "surrogate": "\ud800",
    "nul": "a\x00b",
}


def test_whatever_stands_in_every_field_no_page_of_the_chart_crashes(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    settle(draft, by=therapist)
    calls = 0
    for name, text in ANYTHING.items():
        for where, fields in _forms(draft, episode):
            for names in fields:
                before = stored()
                body = {"key": new_key()} | dict.fromkeys(names, text)
                answer = browser.post(
                    where, urlencode(body, errors="surrogatepass"), content_type=FORM
                )
                calls += 1
                assert answer.status_code in ANSWERED, (name, where)
                assert "<script>alert" not in text_of(answer), (name, where)
                if answer.status_code >= 400 and "/sections/" not in where:
                    assert stored() == before, (name, where)
        draft.refresh_from_db()
        if draft.locked:
            draft = start(therapist, episode)
    assert calls > 150
    assert not AuditEvent.objects.filter(detail__icontains="alert(1)").exists()


def _forms(
    draft: Assessment, episode: EpisodeOfCare
) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Each address that takes a form, with sets of fields to fill with the same value."""
    for section in catalogue.sections():
        names = [one.name for one in addresses(section)]
        start_from = tuple(f"{name}.from" for name in names)
        beside = (*(f"{name}.as" for name in names), "then", "take", "mine", "version")
        forged = (*names, *start_from, "key")
        filled = (*names, *beside)
        both = section.code in ("history", "visit")
        yield section_of(draft, section.code), (filled, forged) if both else (filled,)
    details = tuple(visit_form(version="1"))
    yield episode_page(episode, "start"), (details, ("on",), ("at", "kind"))
    yield page_of(draft, "details"), (details, ("late_reason", "paper_author"))
    yield page_of(draft, "reasons"), (("reason.history", "reason.", "reason.x"),)
    yield page_of(draft, "return"), (("reason",),)
    yield page_of(draft, "addendum"), (("text",), ("key", "text"))
    yield page_of(draft, "review"), (("digest",), ("digest", "password"))
    yield page_of(draft, "void"), (("nothing",),)
    for name in ("report", "restricted", "chart"):
        yield page_of(draft, name), (("x",),)
