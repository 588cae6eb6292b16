"""Whether somebody qualified has reviewed the content: what a review says, for its version only."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from assessment import catalogue
from assessment.catalogue import review
from assessment.catalogue.review import ContentReview, ReviewUnusable
from tests.unit.catalogue.test_thresholds import entry, read

ROOT = Path(__file__).resolve().parents[3]
WHOLE = ContentReview(
    reviewer="Nora Bell",
    credentials="PT, DPT, OCS",
    reviewed_on=datetime.date(2027, 3, 2),
    catalogue_version=catalogue.CATALOGUE_VERSION,
    remarks="Girth limits could be wider.",
)
TEXT = """
reviewer = "Nora Bell"
credentials = "PT, DPT, OCS"
reviewed_on = 2027-03-02
catalogue_version = "2026.2"
scope = "all"
remarks = "Girth limits could be wider."
"""


def test_no_review_is_shipped() -> None:
    assert not review.FILE.exists()
    assert review.read(review.FILE) is None
    assert review.state() == "Measures and thresholds are not yet reviewed by a clinician."


def test_a_signed_review_says_who_when_and_of_which_version() -> None:
    with review.reviewed(WHOLE):
        assert review.state() == (
            f"Measures and thresholds (version {catalogue.CATALOGUE_VERSION}) were reviewed by "
            "Nora Bell, PT, DPT, OCS, on 2 Mar 2027."
        )
        assert review.section_state("strength").startswith("reviewed by Nora Bell")
        assert review.words_state().startswith("They were reviewed by Nora Bell")


def test_a_review_of_another_version_holds_for_nothing() -> None:
    with review.reviewed(replace(WHOLE, catalogue_version="2025.1")):
        assert review.state() == (
            "Measures and thresholds are not yet reviewed by a clinician in version "
            f"{catalogue.CATALOGUE_VERSION}: the review by Nora Bell, PT, DPT, OCS, on 2 Mar 2027, "
            "is of version 2025.1."
        )
        assert review.section_state("strength") == "not yet reviewed by a clinician"
        assert review.words_state() == "They are not yet reviewed by a clinician."


def test_a_review_of_some_sections_says_which_and_that_the_others_are_not() -> None:
    with review.reviewed(replace(WHOLE, scope=("strength", "range_of_motion"))):
        assert review.state().endswith(
            "on 2 Mar 2027: Range of motion, Strength. All others are not yet reviewed by a "
            "clinician."
        )
        assert review.section_state("strength").startswith("reviewed by")
        assert review.section_state("function") == "not yet reviewed by a clinician"
        assert "not yet" in review.words_state()


def test_own_figures_are_no_part_of_a_review() -> None:
    with review.reviewed(WHOLE), catalogue.decided(*read(entry())):
        assert review.state().endswith(
            "Figures that this installation decided itself are not part of the review."
        )


def test_a_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "review.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert review.read(path) == replace(WHOLE, catalogue_version="2026.2")
    some = review.parse(TEXT.replace('"all"', '["strength", "glossary"]'))
    assert some.scope == ("strength", "glossary")


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('"Nora Bell"', '""', "“reviewer” is missing: put it in quotes."),
        ('credentials = "PT, DPT, OCS"', "", "“credentials” is missing: put it in quotes."),
        ("2027-03-02", '"2 March 2027"', "“reviewed_on” is missing or no date."),
        ('"2026.2"', "2026.2", "“catalogue_version” is missing: put it in quotes."),
        ('"all"', '"most"', '“scope” is missing: "all", or a list of sections.'),
        ('"all"', "[]", "“scope” is missing"),
        ('"all"', '["knees"]', "“knees” is no section. There are: visit, history"),
        ("remarks", "notes", "“notes” is no key of a review."),
        ('remarks = "Girth limits could be wider."', "remarks = 3", "“remarks” is no text."),
        ('reviewer = "Nora Bell"', "reviewer = ", "The review file is not TOML"),
    ],
)
def test_what_is_wrong_with_a_review_is_said(was: str, becomes: str, told: str) -> None:
    assert was in TEXT
    with pytest.raises(ReviewUnusable) as refused:
        review.parse(TEXT.replace(was, becomes))
    assert told in " ".join(refused.value.problems)


def test_the_example_of_the_documentation_can_be_read() -> None:
    page = (ROOT / "docs" / "content-review.md").read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    assert review.parse(example).scope
