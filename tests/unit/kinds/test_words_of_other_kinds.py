"""What a refused answer, text, date or range is answered with: the whole sentence."""

from __future__ import annotations

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import Kind, Measure, SetupField
from assessment.kinds import Refused
from assessment.kinds.base import quoted
from assessment.kinds.neutral_zero import looks_like_a_range, typed_range

ANSWER = catalogue.measure("fever_unwell")
TEXT = catalogue.measure("mechanism")
DATE = catalogue.measure("injury_date")
DEVICE = next(
    one for one in catalogue.measure("knee_extension_force").setup if one.code == "device"
)


def refusal(about: Measure | SetupField, typed: str) -> str:
    with pytest.raises(Refused) as caught:
        kinds.of(about.kind).parse(about, typed)
    return str(caught.value)


def test_a_quote_is_whole_up_to_forty_characters() -> None:
    assert quoted(f"  {'x' * 40} ") == f"“{'x' * 40}”"
    assert quoted("x" * 41) == f"“{'x' * 40}…”"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("maybe", "“maybe” is not one of the answers."),
        ("y" * 41, f"“{'y' * 40}…” is not one of the answers."),
        ("", "Nothing was chosen."),
        ("  ", "Nothing was chosen."),
    ],
)
def test_another_answer_is_refused_with_the_answers_there_are(typed: str, said: str) -> None:
    assert refusal(ANSWER, typed) == f"{said} Choose one of: yes, no, not assessed."


@pytest.mark.parametrize("typed", ["NOT  assessed", " not assessed ", "Not Assessed"])
def test_an_answer_is_known_whatever_its_spaces_and_capitals(typed: str) -> None:
    assert kinds.of(Kind.ANSWER).parse(ANSWER, typed).choice == "not_assessed"


@pytest.mark.parametrize("typed", ["11.03.2026", "2026-3-11", "2026-03-11 10:00", "today", ""])
def test_another_form_of_a_date_is_refused_with_the_right_one(typed: str) -> None:
    assert refusal(DATE, typed) == ("Type the date as year-month-day with digits: 2026-03-11.")


def test_a_day_that_cannot_be_is_refused_by_its_name() -> None:
    assert refusal(DATE, "2026-02-30") == (
        "There is no such day as 2026-02-30. Check month and day."
    )
    assert refusal(DATE, "1899-12-31") == "1899-12-31 is before 1900. Check the year."
    assert kinds.of(Kind.DATE).parse(DATE, "1900-01-01").text == "1900-01-01"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Nothing was typed. Type the text, or say why there is none."),
        (
            "knee\x07",
            "Character 5 cannot be seen (control character, U+0007). Delete it, or paste the text "
            "without formatting.",
        ),
        (
            "a\u202eb",
            "Character 2 cannot be seen (right-to-left override, U+202E). Delete it, or paste the "
            "text without formatting.",
        ),
        (
            "\ud83db",
            "Character 1 did not arrive whole and cannot be kept. Delete it and type it again.",
        ),
        (
            "x" * 20_001,
            "This text has 20,001 characters; at most 20,000 are kept. Shorten it, or split it "
            "over two fields.",
        ),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_kept_is_refused_with_what_to_do(typed: str, message: str) -> None:
    assert refusal(TEXT, typed) == message


def test_a_text_about_a_setup_is_a_short_one() -> None:
    assert kinds.of(Kind.TEXT).parse(DEVICE, "x" * 500).text == "x" * 500
    assert refusal(DEVICE, "x" * 501) == (
        "This text has 501 characters; at most 500 are kept. Shorten it, or split it over two "
        "fields."
    )


def test_a_text_is_shown_as_it_was_kept() -> None:
    kept = kinds.of(Kind.TEXT).parse(TEXT, " Fell.\nThen walked, limping. ")
    assert kinds.of(Kind.TEXT).text(TEXT, kept) == "Fell.\nThen walked, limping."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "2,5-10-120",
            "Of 2,5-10-120 the first or the middle number is 0. Type 5-0-140 where the knee "
            "hyperextends 5, 0-5-140 where it lacks 5.",
        ),
        (
            "140-0-5",
            "Extension is typed first and flexion last: 5-0-140 hyperextends 5 and bends to 140.",
        ),
        (
            "0-10-9,5",
            "Extension is typed first and flexion last: 5-0-140 hyperextends 5 and bends to 140.",
        ),
        (
            "0-1.5-120",
            "Decimals are written with “,” here, and thousands without a separator. Type 1,5.",
        ),
    ],
)
def test_three_numbers_that_are_no_range_are_refused_with_what_to_type(
    typed: str, message: str
) -> None:
    assert looks_like_a_range(f" {typed} ")
    with pytest.raises(Refused) as caught:
        typed_range(typed, decimal_separator=",")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("typed", "extension", "flexion"),
    [("0-10-10", "10", "10"), ("10-0-10", "-10", "10"), ("0-0-0", "0", "0"), ("0-0-5", "0", "5")],
)
def test_a_knee_that_barely_bends_is_a_range(typed: str, extension: str, flexion: str) -> None:
    found = typed_range(typed)
    assert found is not None
    assert (str(found.extension), str(found.flexion)) == (extension, flexion)


@pytest.mark.parametrize("typed", ["", "140", "5-140", "lacks 5", "-5-0-140", "5-0-140-2"])
def test_anything_else_does_not_look_like_a_range(typed: str) -> None:
    assert not looks_like_a_range(typed)
