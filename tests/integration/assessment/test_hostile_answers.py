"""Answers that nobody means to type: taken as meant, or refused with words about what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessment.models import Assessment, History, Setup, Visit
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import (
    item,
    open_left_knee,
    record_of,
    sign,
    start,
)
from tests.integration.assessment.pages import (
    MASS,
    NOTE,
    page_of,
    section_of,
    sent_by,
    stored,
    text_of,
    typed_in,
)

pytestmark = pytest.mark.django_db

TAKEN = {
    "78": "78",
    " 78 ": "78",
    "078": "78",
    "78.50": "78.50",
    "\t79.5\n": "79.5",
    "78 kg": "78",
    "78KG": "78",
    "172 lb": "172",
}
NUMBER, SIGN, LONG, UNIT, RANGE, DECIMALS = (
    "This is not a number.",
    "without a sign",
    "digits; at most 12 are kept",
    "is not a unit that is taken here",
    "This cannot be right",
    "Decimals are written with",
)
REFUSED = {
    "1_0": NUMBER,
    "７８": NUMBER,
    "٧٨": NUMBER,
    "7８": NUMBER,
    "1e3": NUMBER,
    "1E+2": NUMBER,
    "NaN": NUMBER,
    "Infinity": NUMBER,
    "-inf": NUMBER,
    "½": NUMBER,
    "78²": UNIT,
    "7 8": NUMBER,
    "0x4E": UNIT,
    "=78": NUMBER,
    "7'8": NUMBER,
    "78..5": NUMBER,
    "78.": NUMBER,
    "-0": SIGN,
    "-78": SIGN,
    "+78": SIGN,
    "\u221278": SIGN,
    "78 stone": UNIT,
    "78; DROP TABLE": UNIT,
    "78\u202e5": UNIT,
    "7" * 13: LONG,
    "7" * 100_000: LONG,
    "78," + "5" * 100_000: LONG,
    "0": RANGE,
    "999999999999": RANGE,
    "0.00000000001": RANGE,
    "78,5": DECIMALS,
    "1,078": DECIMALS,
    "1,078,5": DECIMALS,
}


# Taken or refused before a database sees it; test_hostile_input.py stores on both.
@pytest.mark.once
@pytest.mark.parametrize(("slug", "separator"), [("riverside", "."), ("nordhavn", ",")])
def test_a_number_is_taken_as_meant_or_refused_with_what_to_type(
    clinics: DemoClinics,
    sign_in: Callable[..., HttpsClient],
    slug: str,
    separator: str,
) -> None:
    therapist = clinics.members[slug, Role.THERAPIST]
    draft = start(therapist, open_left_knee(therapist))
    browser = sign_in(therapist.user)
    where = section_of(draft, "visit")

    def here(text: str) -> str:
        return text if separator == "." else text.translate(str.maketrans(".,", ",."))

    for text, words in REFUSED.items():
        if separator == "," and here(text) == text:
            continue
        page = browser.post(where, typed_in(MASS, here(text)))
        shown = text_of(page)
        assert page.status_code == 422, text[:20]
        assert words in shown, (text[:20], words)
        assert sent_by(page)[MASS] == here(text), text[:20]
        assert f'href="#f-{MASS}"' in shown
        assert len(shown) < 300_000
    assert not Visit.objects.exists()

    stands = ""
    for text, entered in TAKEN.items():
        answer = browser.post(where, typed_in(MASS, here(text), "kg", stands))
        assert answer.status_code == 302, text
        assert Visit.objects.get().entered == entered, text
        stands = sent_by(browser.get(where))[f"{MASS}.from"]
        assert stands.startswith(here(entered.removesuffix("0"))), text


LONG_WORDS = "characters; at most 20,000 are kept"
TEXTS_REFUSED = {
    "said \u202egnihton": "cannot be seen (right-to-left override, U+202E)",
    "a\u2066b\u2069": "cannot be seen (left-to-right isolate, U+2066)",
    "soft\u00adhyphen": "cannot be seen (soft hyphen, U+00AD)",
    "bell\x07": "cannot be seen (control character, U+0007)",
    "escape\x1b[31m": "cannot be seen (control character, U+001B)",
    "x" * 20_001: LONG_WORDS,
    "x" * 100_000: LONG_WORDS,
    "é" * 500_000: LONG_WORDS,
}


def test_a_text_that_cannot_be_kept_comes_back_with_the_reason(
    browser: HttpsClient, draft: Assessment
) -> None:
    before = stored()
    for text, words in TEXTS_REFUSED.items():
        page = browser.post(section_of(draft, "history"), typed_in(NOTE, text))
        assert page.status_code == 422, text[:20]
        assert words in text_of(page), text[:20]
        assert sent_by(page)[NOTE] == text
        assert stored() == before


KEPT = (
    "Café, naïve, Zürich, smörgåsbord; q̣̇ and ष्ट्र",
    "👩🏽‍⚕️ 👨‍👩‍👧 ❤️ 🦵🏿",
    "ירך שמאל כואבת",
    "الركبة اليسرى تؤلم",
    "می‌خواهم",
    "<script>alert(1)</script> & &amp; \"quoted\" 'single' `back`",
    "{{ 7 * 7 }} {% now %} ${x} %(x)s %s \\n \\u0000",
    '=HYPERLINK("x") | MSH|^~\\& | ~!@#$%^&*()',
    "'; DROP TABLE assessment_history; --",
    "\tindented, with trailing words\u3000and\u00a0spaces",
    "NaN null None true 0 -1 1e999",
)


def test_a_long_note_reads_back_as_it_was_typed_everywhere(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    lines = [f"{number}. {text}" for number, text in enumerate(KEPT * 60, 1)]
    note = "\n".join(lines)[:19_990].rstrip()
    assert len(note.encode()) > 20_000
    where = section_of(draft, "history")
    answer = browser.post(where, typed_in(NOTE, note.replace("\n", "\r\n")))
    assert answer.status_code == 302, text_of(answer)[:3000]
    assert History.objects.get().text == note
    page = browser.get(where)
    assert sent_by(page)[NOTE] == sent_by(page)[f"{NOTE}.from"] == note
    assert browser.post(where, sent_by(page)).status_code == 302
    assert History.objects.get().version == 1
    assert item(record_of(draft), "reason_for_evaluation").text == note
    report = text_of(browser.get(page_of(draft, "report")))
    assert "<script>alert" not in report and "&lt;script&gt;alert" in report
    for text in KEPT[:5]:
        assert text in report
    version = sign(draft, by=therapist)
    assert (
        note.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        in version.payload
    )


def test_two_ways_to_write_an_accent_are_kept_as_one(
    browser: HttpsClient, draft: Assessment
) -> None:
    browser.post(section_of(draft, "history"), typed_in(NOTE, "Cafe\u0301"))
    assert History.objects.get().text == "Caf\u00e9"


def test_a_setup_text_longer_than_its_column_is_refused_on_every_engine(
    browser: HttpsClient, draft: Assessment
) -> None:
    field = "knee_extension_force.setup.device"
    page = browser.post(section_of(draft, "strength"), typed_in(field, "x" * 501))
    assert page.status_code == 422
    assert "at most 500 are kept" in text_of(page)
    assert not Setup.objects.exists()
    longest = browser.post(section_of(draft, "strength"), typed_in(field, "x" * 500))
    assert longest.status_code == 302


def test_a_unit_or_a_choice_that_nobody_offered_is_refused_not_guessed(
    browser: HttpsClient, draft: Assessment
) -> None:
    before = stored()
    plain = {
        section: len(text_of(browser.get(section_of(draft, section))))
        for section in ("visit", "strength", "range_of_motion", "red_flags")
    }
    for section, field, text, companion, words in (
        ("visit", MASS, "78", "stone", "“stone” is not a unit"),
        ("visit", MASS, "", "!bored", "not a reason for leaving it untested"),
        ("visit", MASS, "78", "!pain", "is not a unit"),
        ("strength", "knee_extension_grade.left", "6", "", "“6” is not one of the answers"),
        ("strength", "knee_extension_grade.left", "y" * 100_000, "", "…” is not one of"),
        ("strength", "knee_extension_force.setup.fixation", "!pain", "", "not a reason"),
        ("strength", "knee_extension_force.right.1", "", "!pain", "not a reason"),
        ("range_of_motion", "knee_extension_passive.left", "-5", "", "lacks 5 or hyperextends 5"),
        (
            "range_of_motion",
            "knee_extension_passive.left",
            "5",
            "bends",
            "Does this mean",
        ),
        ("red_flags", "limb_procedure.none", "maybe", "", "“maybe” is not one of the answers"),
    ):
        page = browser.post(section_of(draft, section), typed_in(field, text, companion))
        assert page.status_code == 422, (field, text[:20])
        assert words in text_of(page), (field, text[:20])
        # What was typed comes back once at most, however long it is.
        assert len(text_of(page)) < plain[section] + 110_000
        assert stored() == before, (field, text[:20])
