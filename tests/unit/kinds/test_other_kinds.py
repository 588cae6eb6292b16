"""Grades, answers, choices, texts and dates."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import catalogue, kinds
from assessment.catalogue.types import Kind, Measure
from assessment.kinds import Refused, Value

GRADE = catalogue.measure("knee_extension_grade")
ANSWER = catalogue.measure("fever_unwell")
CHOICE = catalogue.measure("onset")
TEXT = catalogue.measure("mechanism")
DATE = catalogue.measure("injury_date")


def parsed(measure: Measure, typed: str) -> Value:
    return kinds.of(measure.kind).parse(measure, typed)


def taken(measure: Measure, typed: str) -> Value | None:
    try:
        return parsed(measure, typed)
    except Refused:
        return None


def refusal(measure: Measure, typed: str) -> str:
    with pytest.raises(Refused) as caught:
        parsed(measure, typed)
    return str(caught.value)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_there_and_only_quantities_are_drawn_t19(kind: Kind) -> None:
    assert kinds.of(kind).trendable is (kind is Kind.QUANTITY)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("4+", "4+"), ("4-", "4-"), ("4−", "4-"), ("4–", "4-")],
)
def test_grades_are_taken_with_any_minus_and_have_no_number_t19(typed: str, code: str) -> None:
    value = parsed(GRADE, typed)
    assert (value.choice, value.number) == (code, None)
    assert kinds.of(Kind.GRADE).text(GRADE, value) == code
    assert kinds.of(Kind.GRADE).typed(GRADE, value) == code


def test_grades_have_a_rank() -> None:
    ranks = [kinds.ordinal(GRADE, one.code) for one in GRADE.options]
    assert ranks == list(range(12))
    assert kinds.ordinal(GRADE, "6") is None


@pytest.mark.parametrize("typed", ["4.5", "6", "five", "", "4++"])
def test_other_grades_are_refused_with_the_list(typed: str) -> None:
    assert "Choose one of: 0, 1, 2-, 2, 2+" in refusal(GRADE, typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("yes", "yes"), ("NO", "no"), ("not assessed", "not_assessed"), ("not_assessed",) * 2],
)
def test_answers_by_code_or_label(typed: str, code: str) -> None:
    assert parsed(ANSWER, typed).choice == code


def test_not_assessed_is_said_as_such() -> None:
    assert kinds.of(Kind.ANSWER).text(ANSWER, Value(choice="not_assessed")) == "not assessed"


def test_choices_by_code_or_label() -> None:
    assert parsed(CHOICE, "acute_trauma").choice == "acute_trauma"
    assert parsed(CHOICE, "Acute Trauma").choice == "acute_trauma"
    assert "acute trauma, sudden" in refusal(CHOICE, "by magic")


def test_a_choice_no_longer_offered_shows_its_code() -> None:
    assert kinds.of(Kind.CHOICE).text(CHOICE, Value(choice="retired_one")) == "retired_one"


def test_text_keeps_its_lines() -> None:
    assert parsed(TEXT, " one\r\ntwo\rthree\u2028four \n").text == "one\ntwo\nthree\nfour"


def test_text_is_composed() -> None:
    assert parsed(TEXT, "cafe\u0301").text == "caf\u00e9"


@pytest.mark.parametrize("kept", ["فارسی\u200cها", "👩\u200d🦽", "tab\there", "<b>&amp;</b>"])
def test_text_of_any_language_is_kept(kept: str) -> None:
    assert parsed(TEXT, kept).text == kept


@pytest.mark.parametrize(
    ("unseen", "named"),
    [
        ("a\x00b", "U+0000"),
        ("a\u202eb", "right-to-left override, U+202E"),
        ("a\u2066b", "U+2066"),
        ("a\ufeffb", "U+FEFF"),
        ("a\u00adb", "soft hyphen"),
        ("a\x07b", "U+0007"),
    ],
)
def test_what_cannot_be_seen_is_refused_and_named(unseen: str, named: str) -> None:
    message = refusal(TEXT, unseen)
    assert named in message
    assert message.startswith("Character 2 ")


def test_half_a_character_is_refused() -> None:
    for half in ("\ud83d", "\ufffd"):
        assert refusal(TEXT, f"a{half}b").startswith("Character 2 did not arrive whole")


def test_text_has_a_longest_length() -> None:
    assert len(parsed(TEXT, "x" * 20_000).text) == 20_000
    assert "20,001 characters; at most 20,000" in refusal(TEXT, "x" * 20_001)


@pytest.mark.parametrize("blank", ["", "  ", "\n\n"])
def test_blank_text_is_refused(blank: str) -> None:
    assert refusal(TEXT, blank).startswith("Nothing was typed")


@settings(deadline=None)
@given(typed=st.text(max_size=200))
def test_kept_text_reads_back_the_same(typed: str) -> None:
    first = taken(TEXT, typed)
    if first is not None:
        assert parsed(TEXT, kinds.of(Kind.TEXT).typed(TEXT, first)) == first


def test_dates_in_and_out() -> None:
    value = parsed(DATE, " 2026-03-11 ")
    assert value.text == "2026-03-11"
    assert kinds.of(Kind.DATE).typed(DATE, value) == "2026-03-11"
    assert kinds.of(Kind.DATE).text(DATE, value) == "11 Mar 2026"


@pytest.mark.parametrize(
    "typed",
    ["11.03.2026", "03/11/2026", "20260311", "2026-W11-3", "2026-3-11", "２０２６-03-11", ""],
)
def test_other_forms_of_a_date_are_refused_with_the_right_one(typed: str) -> None:
    assert "2026-03-11" in refusal(DATE, typed)


def test_days_that_never_were_are_refused() -> None:
    assert "no such day" in refusal(DATE, "2026-02-30")
    assert "before 1900" in refusal(DATE, "0206-03-11")


@pytest.mark.parametrize("about", [GRADE, ANSWER, CHOICE], ids=lambda one: one.code)
def test_what_stands_in_the_field_gives_the_same_choice_again(about: Measure) -> None:
    kind = kinds.of(about.kind)
    for option in about.options:
        value = Value(choice=option.code)
        assert kind.parse(about, kind.typed(about, value)) == value
        assert kind.parse(about, kind.text(about, value)) == value
