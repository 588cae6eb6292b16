"""A reader sees at once how far a report can be relied on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime

import pytest

from assessment.outputs.standing import mark
from assessment.outputs.structured import as_json
from assessment.record import canonical, to_payload
from tests.unit.outputs.reassessment import reassessment
from tests.unit.outputs.records import ADDENDUM, DIGEST, SIGNATURE, force, signed_info
from tests.unit.outputs.rendering import DRAFT, SIGNED, as_page, as_text, squeezed, words


@pytest.mark.parametrize(
    ("state", "version", "word"),
    [
        ("draft", None, "DRAFT"),
        ("awaiting", None, "DRAFT"),
        ("amending", None, "DRAFT"),
        ("void", 1, "VOID"),
        ("void", None, "VOID"),
    ],
)
def test_what_is_not_in_force_says_so(state: str, version: int | None, word: str) -> None:
    standing = {"state": state, "version": version, "signatures": ()}
    assert f"*** {word} ***" in as_text(reassessment(), **standing)
    page = as_page(reassessment(), **standing)
    assert f'<p class="report-watermark" aria-hidden="true" data-mark="{word}">' in page
    assert f"<strong>{word}.</strong>" in page
    assert mark(state, version) == word


def test_a_signed_version_carries_no_mark() -> None:
    for state in ("signed", "amending"):
        standing = SIGNED | {"state": state}
        assert "***" not in as_text(reassessment(), **standing)
        assert "report-watermark" not in as_page(reassessment(), **standing)


def test_readers_of_a_version_being_amended_are_told() -> None:
    note = as_text(reassessment(), **SIGNED | {"state": "amending"})
    assert "Signed, version 1; an amendment is being written" in note


def test_the_reason_for_a_voiding_is_printed() -> None:
    standing = {"state": "void", "version": 1, "signatures": (SIGNATURE,), "why": "wrong patient"}
    assert "Reason: wrong patient" in as_text(reassessment(), **standing)
    assert "Reason: wrong patient" in words(as_page(reassessment(), **standing))


def test_the_signature_says_who_with_what_licence_meaning_what_and_when() -> None:
    for output in (as_text(reassessment()), words(as_page(reassessment()))):
        for text in (
            "Amina Khan, PT, DPT, licence PT-20117",
            "Author of this evaluation",
            "28 Apr 2026 11:21:05 +01:00 (Europe/London)",
            DIGEST,
            "Addendum to version 1, Amina Khan, PT, DPT, 29 Apr 2026 08:00:00 +00:00 (UTC)",
            ADDENDUM.text,
        ):
            assert squeezed(text) in squeezed(output)


def test_a_draft_names_no_version_and_no_signature() -> None:
    note = as_text(reassessment(), **DRAFT)
    assert "none: not signed" in note
    assert "SHA-256         " not in note
    assert "Not signed." in words(as_page(reassessment(), **DRAFT))


def test_a_signature_without_an_offset_is_refused() -> None:
    naive = replace(SIGNATURE, signed_at=datetime(2026, 4, 28, 11, 21))  # noqa: DTZ001
    with pytest.raises(ValueError, match="offset"):
        as_text(reassessment(), **SIGNED | {"signatures": (naive,)})


def test_two_identifiers_stand_at_the_head() -> None:
    head = as_text(reassessment()).splitlines()[:8]
    assert any("ORTIZ, Beatriz; No. 10442" in line for line in head)
    assert any("11 Mar 2002 (24 y)" in line for line in head)
    running = as_page(reassessment()).split('class="report-running"')[1].split("</div>")[0]
    assert "ORTIZ, Beatriz · 11 Mar 2002 (24 y) · No. 10442" in running


def test_an_unknown_birth_date_is_said() -> None:
    record = reassessment()
    for birth_date in ("", "not known"):
        header = replace(record.header, birth_date=birth_date, age=birth_date)
        unknown = replace(record, header=header)
        for output in (as_text(unknown), words(as_page(unknown))):
            assert "birth date not known" in output


def test_no_line_of_the_note_is_longer_than_100_columns() -> None:
    assert max(len(line) for line in as_text(reassessment()).splitlines()) <= 100


def test_typed_text_cannot_pass_for_a_heading_of_the_note() -> None:
    typed = f"fine\nSIGNATURES\n{'-' * 100}\nSigned, version 9"
    item = replace(force("none", "1"), kind="text", value=None, text=typed)
    note = as_text(reassessment(items=(item,), comparisons=())).splitlines()
    assert note.count("SIGNATURES") == 1
    assert "Signed, version 9" not in note


def test_marks_of_a_value_are_printed_beside_it() -> None:
    for output in (as_text(reassessment()), words(as_page(reassessment()))):
        for text in (
            "carried, not re-measured",
            "stopped by pain",
            "unusual, confirmed",
            "entered as 31.6 kgf",
            "not tested: pain",
        ):
            assert squeezed(text) in squeezed(output)


def test_page_one_leads_with_key_results_of_the_involved_side() -> None:
    note = as_text(reassessment())
    head = note[note.index("WHAT CHANGED") : note.index("HISTORY")]
    assert "Knee extension force, left (involved)" in head
    assert "since baseline: +60 N (+24.0 %): improved, importance unknown" in head
    assert "not comparable: lever arm 0.39 m against 0.34 m" in head
    assert "Hip abduction" not in head


def test_page_one_of_a_first_visit_shows_key_results_without_claiming_change() -> None:
    note = as_text(reassessment(comparisons=(), references=()))
    assert "KEY RESULTS" in note
    assert "WHAT CHANGED" not in note
    assert "SYMMETRY" in note
    assert "77.1 %" in note[note.index("SYMMETRY") : note.index("HISTORY")]


def test_a_visit_without_a_screen_says_so() -> None:
    assert "not screened at this visit" in as_text(reassessment(screen=None))


def test_json_of_a_signed_version_holds_the_signed_bytes() -> None:
    payload = to_payload(reassessment())
    digest = hashlib.sha256(payload.encode()).hexdigest()
    data = json.loads(as_json(reassessment(), replace(signed_info(payload), digest=digest)))
    again = canonical(data["record"])
    assert again == payload
    assert hashlib.sha256(again.encode()).hexdigest() == data["sha256"]
    assert data["signatures"][0]["signed_at"] == "2026-04-28T11:21:05+01:00"
    assert data["mark"] == ""


def test_json_of_a_draft_says_draft() -> None:
    data = json.loads(as_json(reassessment(), None))
    assert data["mark"] == "DRAFT"
    assert data["version"] is None
    assert "signatures" not in data


def test_json_of_a_void_version_says_void() -> None:
    signed = replace(signed_info(to_payload(reassessment())), state="void")
    assert json.loads(as_json(reassessment(), signed))["mark"] == "VOID"
