"""Scores charted by the items of their forms: what is kept, refused, and said."""

from __future__ import annotations

import pytest

from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from assessment.services.changes import Outcome
from clinics.access import Member
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import answer_of, item, open_left_knee, record_of, start
from tests.integration.assessment.charting import save as save_fields
from tests.integration.assessment.pages import section_of, text_of

SECTION = "outcome_measures"
CODING = "ikdc.setup.coding"


@pytest.fixture
def draft(therapist: Member) -> Assessment:
    return start(therapist, open_left_knee(therapist))


def koos_12(scale: str, answer: int = 1) -> dict[str, str]:
    return {f"koos_12_{scale}.none.{at}": str(answer) for at in range(1, 5)}


def test_the_items_stand_for_the_score_with_its_rules(draft: Assessment, therapist: Member) -> None:
    fields = {f"koos_pain.none.{at}": "1" for at in range(1, 10)}
    assert save_fields(draft, SECTION, fields, by=therapist).complete
    score = item(record_of(draft), "koos_pain")
    assert (score.text, score.value) == ("75/100", "75")
    assert "scoring guide of 2012" in score.formula
    assert ("scored by", "scoring guide of 2012") in score.setup
    items = [one for one in record_of(draft).items if one.code == "koos_pain" and one.trial]
    assert [(one.form_item, one.text) for one in items[:2]] == [("P1", "1"), ("P2", "1")]


def test_a_total_beside_items_is_said_and_does_not_count(
    draft: Assessment, therapist: Member
) -> None:
    fields = {"koos_pain.none": "10"} | {f"koos_pain.none.{at}": "1" for at in range(1, 10)}
    save_fields(draft, SECTION, fields, by=therapist)
    score = item(record_of(draft), "koos_pain")
    assert score.text == "75/100"
    assert score.remarks == (
        "10/100 was given without items as well: the items stand. Clear one of them.",
    )


def test_a_reason_beside_items_is_said_and_the_items_count_everywhere(
    draft: Assessment, therapist: Member
) -> None:
    fields = koos_12("pain") | koos_12("function") | koos_12("qol")
    save_fields(draft, SECTION, fields | {"koos_12_pain.none": "!declined"}, by=therapist)
    record = record_of(draft)
    assert item(record, "koos_12_pain").text == "75/100"
    assert "the items stand" in " ".join(item(record, "koos_12_pain").remarks)
    assert item(record, "koos_12_summary").text == "75/100"


def test_a_number_that_is_no_point_of_the_item_is_refused_by_its_field(
    draft: Assessment, therapist: Member
) -> None:
    answer = save_fields(draft, SECTION, {"akps.none.4": "7"}, by=therapist)
    refused = answer_of(answer, "akps.none.4")
    assert refused.outcome is Outcome.REFUSED
    assert refused.message == "Only 0, 5, 8 or 10 can be entered here. Check the form."


def test_the_coding_cannot_be_changed_under_items_that_have_no_place_in_it(
    draft: Assessment, therapist: Member
) -> None:
    save_fields(draft, SECTION, {"ikdc.none.1": "0"}, by=therapist)
    answer = save_fields(draft, SECTION, {CODING: "ranks"}, by=therapist)
    refused = answer_of(answer, CODING)
    assert refused.outcome is Outcome.REFUSED
    assert refused.message == "Item 1 is 0, no answer in that way. Clear the items first."
    save_fields(draft, SECTION, {"ikdc.none.1": "3"}, by=therapist)
    assert save_fields(draft, SECTION, {CODING: "ranks"}, by=therapist).complete


def test_coding_and_items_are_taken_in_one_save(draft: Assessment, therapist: Member) -> None:
    fields = {CODING: "ranks", "ikdc.none.1": "5", "ikdc.none.2": "11"}
    assert save_fields(draft, SECTION, fields, by=therapist).complete
    other = {"ikdc.none.4": "0"}
    assert not save_fields(draft, SECTION, other, by=therapist).complete


def test_the_page_names_the_form_and_whose_it_is_and_none_of_its_words(
    draft: Assessment, browser: HttpsClient
) -> None:
    page = text_of(browser.get(section_of(draft, SECTION)))
    assert "KOOS, Pain: koos.nu" in page
    assert "The wording belongs to its owners" in page


def test_a_rating_of_change_is_set_against_nothing(draft: Assessment, therapist: Member) -> None:
    save_fields(draft, SECTION, {"global_rating_of_change.none": "better 3"}, by=therapist)
    found = item(record_of(draft), "global_rating_of_change")
    assert (found.text, found.trend) == ("better 3", False)
    assert load_chart(draft) is not None
