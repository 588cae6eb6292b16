"""Values stopped by pain or not counting: marked on the page, kept, shown, out of every sum."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse

from assessment.models import Assessment, ReadingMark, Strength
from assessment.outputs.text import text_note
from assessment.record import Item
from assessment.selectors.reports import report_of
from assessment.services.changes import Outcome
from assessment.views.facts import standing
from clinics.access import Member
from clinics.demo import DemoClinics
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.case_files import (
    bring,
    episode_in,
    example,
    taken_out,
    written,
)
from tests.integration.assessment.charting import (
    answer_of,
    item,
    record_of,
    save,
    sign,
    start,
)
from tests.integration.assessment.pages import section_of, sent_by, text_of, typed_in

pytestmark = pytest.mark.django_db

FORCE = "knee_extension_force"
BOTH = {f"{FORCE}.right": "400 N", f"{FORCE}.left": "300 N"}
MARK = f"{FORCE}.left.validity"


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def left(assessment: Assessment) -> Item:
    return item(record_of(assessment), FORCE, "left")


def symmetry(assessment: Assessment) -> Item:
    return item(record_of(assessment), "symmetry", of=FORCE)


def test_row_83_a_value_stopped_by_pain_is_kept_and_takes_no_part(
    therapist: Member, draft: Assessment
) -> None:
    save(draft, "strength", BOTH, by=therapist)
    assert symmetry(draft).text == "75.0 %"
    save(draft, "strength", {MARK: "stopped_by_pain 6"}, by=therapist)
    found = left(draft)
    assert (found.value, found.validity, found.pain) == ("300", "stopped_by_pain", "6")
    assert symmetry(draft).value is None
    assert "left stopped by pain" in symmetry(draft).text
    sign(draft, by=therapist)
    found_report = report_of(draft)
    assert found_report.record is not None
    note = " ".join(text_note(found_report.record, **standing(found_report)).split())
    assert "300 N *" in note
    assert "left: stopped by pain" in note
    assert "left: pain 6/10" in note


def test_row_83_it_is_neither_compared_nor_drawn_unless_asked_for(
    therapist: Member, browser: HttpsClient, draft: Assessment, episode: EpisodeOfCare
) -> None:
    save(draft, "strength", BOTH, by=therapist)
    sign(draft, by=therapist)
    later = start(therapist, episode, date(2026, 4, 14))
    save(later, "strength", {f"{FORCE}.right": "410 N", f"{FORCE}.left": "330 N"}, by=therapist)
    save(later, "strength", {MARK: "stopped_by_pain"}, by=therapist)
    judged = [
        one for one in record_of(later).comparisons if (one.code, one.side) == (FORCE, "left")
    ]
    assert [(one.comparable, "stopped by pain" in one.verdict_text) for one in judged] == [
        (False, True)
    ] * len(judged)
    sign(later, by=therapist)
    address = reverse(
        "assessment:episode_report", kwargs={"slug": "riverside", "episode_id": episode.pk}
    )
    without = words_of(text_of(browser.get(address)))
    assert "Show what was stopped by pain" in without
    assert "14 Apr 2026 330 N" not in without
    assert "left stopped by pain, not drawn" in without
    asked = words_of(text_of(browser.get(f"{address}?stopped=1")))
    assert "14 Apr 2026 330 N (stopped by pain)" in asked
    assert "left stopped by pain, drawn apart" in asked
    assert "it takes no part in lines, error bands and verdicts" in asked


def test_a_value_that_does_not_count_says_why(
    therapist: Member, browser: HttpsClient, draft: Assessment
) -> None:
    save(draft, "strength", BOTH, by=therapist)
    refused = save(draft, "strength", {MARK: "invalid"}, by=therapist)
    answer = answer_of(refused, MARK)
    assert answer.outcome is Outcome.REFUSED
    assert answer.message == "Say in a few words why it does not count."
    assert left(draft).validity == "valid"
    save(draft, "strength", {MARK: "invalid the belt slipped"}, by=therapist)
    assert (left(draft).validity, left(draft).why) == ("invalid", "the belt slipped")
    assert "left marked as not counting" in symmetry(draft).text
    page = words_of(text_of(browser.get(section_of(draft, "strength"))))
    assert "Left: does not count, the belt slipped" in page
    save(draft, "strength", {MARK: ""}, by=therapist)
    assert (left(draft).validity, left(draft).why) == ("valid", "")
    assert symmetry(draft).text == "75.0 %"
    assert not ReadingMark.objects.filter(assessment=draft).exists()


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("stopped_by_pain 11", "Type the pain as a whole number from 0 to 10."),
        ("stopped_by_pain much", "Type the pain as a whole number from 0 to 10."),
        ("valid 5.5", "Type the pain as a whole number from 0 to 10."),
        ("perhaps", "This is no way to mark a value."),
        (f"invalid {'x' * 301}", "This is longer than 300 letters."),
    ],
)
def test_what_is_no_mark_is_refused(
    therapist: Member, draft: Assessment, state: str, message: str
) -> None:
    save(draft, "strength", BOTH, by=therapist)
    answer = answer_of(save(draft, "strength", {MARK: state}, by=therapist), MARK)
    assert (answer.outcome, answer.message) == (Outcome.REFUSED, message)
    assert left(draft).validity == "valid"


def test_there_is_nothing_to_mark_without_a_value(therapist: Member, draft: Assessment) -> None:
    for states in ({}, {f"{FORCE}.left": "!pain"}):
        answers = save(draft, "strength", states | {MARK: "stopped_by_pain 7"}, by=therapist)
        answer = answer_of(answers, MARK)
        assert answer.outcome is Outcome.REFUSED
        assert answer.message == "There is no value here to mark. Enter it first."


def test_a_value_and_its_mark_come_in_one_save(therapist: Member, draft: Assessment) -> None:
    save(draft, "strength", {MARK: "stopped_by_pain 5"} | BOTH, by=therapist)
    assert (left(draft).validity, left(draft).pain) == ("stopped_by_pain", "5")


def test_what_was_said_of_a_value_goes_with_it(therapist: Member, draft: Assessment) -> None:
    save(draft, "strength", BOTH | {MARK: "stopped_by_pain 5"}, by=therapist)
    save(draft, "strength", {f"{FORCE}.left": "310 N"}, by=therapist)
    assert (left(draft).value, left(draft).pain) == ("310", "5")
    save(draft, "strength", {f"{FORCE}.left": "!declined"}, by=therapist)
    assert (left(draft).validity, left(draft).pain) == ("valid", "")
    save(draft, "strength", {f"{FORCE}.left": "300 N"}, by=therapist)
    assert left(draft).validity == "valid"
    save(draft, "strength", {MARK: "stopped_by_pain 5"}, by=therapist)
    save(draft, "strength", {f"{FORCE}.left": ""}, by=therapist)
    assert not ReadingMark.objects.filter(assessment=draft).exists()


def test_who_marks_a_value_did_not_measure_it(
    therapist: Member, colleague: Member, draft: Assessment
) -> None:
    save(draft, "strength", BOTH, by=therapist)
    save(draft, "strength", {MARK: "stopped_by_pain 5"}, by=colleague)
    row = Strength.objects.get(assessment=draft, side="left")
    assert row.recorded_by == therapist.user
    assert ReadingMark.objects.get(assessment=draft).recorded_by == colleague.user


def test_a_mark_that_somebody_else_changed_is_a_conflict(
    therapist: Member, draft: Assessment
) -> None:
    save(draft, "strength", BOTH | {MARK: "stopped_by_pain 5"}, by=therapist)
    answer = save(
        draft, "strength", {MARK: "invalid slipped"}, by=therapist, started_from={MARK: ""}
    )
    assert answer_of(answer, MARK).outcome is Outcome.CONFLICT
    assert answer_of(answer, MARK).stored == "stopped_by_pain 5"
    assert left(draft).validity == "stopped_by_pain"


def test_a_single_trial_can_be_left_out(therapist: Member, draft: Assessment) -> None:
    trials = {f"{FORCE}.left.1": "300 N", f"{FORCE}.left.2": "320 N", f"{FORCE}.left.3": "200 N"}
    save(draft, "strength", trials | {f"{FORCE}.right": "400 N"}, by=therapist, keep=True)
    statistic = left(draft).formula.split()[0]
    save(draft, "strength", {f"{FORCE}.left.3.validity": "invalid slipped"}, by=therapist)
    found = left(draft)
    assert found.formula == f"{statistic} of 2 trials"
    assert found.inputs == ("300 N", "320 N")
    third = next(
        one
        for one in record_of(draft).items
        if (one.code, one.side, one.trial) == (FORCE, "left", 3)
    )
    assert (third.value, third.validity, third.why) == ("200", "invalid", "slipped")


def test_where_no_trial_counts_the_side_does_not(therapist: Member, draft: Assessment) -> None:
    trials = {f"{FORCE}.left.1": "300 N", f"{FORCE}.left.2": "320 N", f"{FORCE}.right": "400 N"}
    marks = {
        f"{FORCE}.left.1.validity": "stopped_by_pain 7",
        f"{FORCE}.left.2.validity": "stopped_by_pain 8",
    }
    save(draft, "strength", trials | marks, by=therapist)
    assert "left stopped by pain" in symmetry(draft).text
    found = left(draft)
    assert (found.validity, found.trial, len(found.inputs)) == ("stopped_by_pain", 0, 2)


@pytest.mark.parametrize(
    ("pain", "limited", "remark"),
    [
        ("3", False, ""),
        ("4", True, ""),
        ("5", True, ""),
        ("6", True, "Pain 6/10, above 5: stop the test."),
    ],
)
def test_pain_beside_a_result_that_counts(
    therapist: Member, draft: Assessment, pain: str, limited: bool, remark: str
) -> None:
    save(draft, "strength", BOTH | {MARK: f"valid {pain}"}, by=therapist)
    found = left(draft)
    assert (found.validity, found.pain, found.limited) == ("valid", pain, limited)
    assert [one.split(" A result")[0] for one in found.remarks] == ([remark] if remark else [])
    assert symmetry(draft).text == "75.0 %"


def test_the_pain_before_the_test_is_the_baseline(therapist: Member, draft: Assessment) -> None:
    save(draft, "pain", {"pain_now.left": "2", "pain_now.right": "0"}, by=therapist)
    save(draft, "strength", BOTH | {MARK: "valid 4"}, by=therapist)
    (remark,) = left(draft).remarks
    assert remark.startswith("Pain 4/10, 2 above the 2 before: stop the test.")
    save(draft, "strength", {MARK: "stopped_by_pain 4"}, by=therapist)
    assert left(draft).remarks == ()
    assert not left(draft).limited


def test_pain_rated_with_a_test_limits_its_result(therapist: Member, draft: Assessment) -> None:
    squat = {"squat_depth.none": "70", "squat_pain.left": "6", "squat_pain.right": "0"}
    save(draft, "squat", squat, by=therapist)
    found = item(record_of(draft), "squat_depth")
    assert (found.pain, found.limited) == ("6", True)
    told = item(record_of(draft), "squat_pain", "left").remarks
    assert [one.split(":")[0] for one in told] == ["Pain 6/10, above 5"]


def test_a_mark_is_typed_without_scripts(
    therapist: Member, browser: HttpsClient, draft: Assessment
) -> None:
    address = section_of(draft, "strength")
    assert MARK not in sent_by(browser.get(address))
    browser.post(address, typed_in(f"{FORCE}.left", "300", "N") | {"version": "0"})
    page = browser.get(address)
    fields = sent_by(page)
    assert (fields[MARK], fields[f"{MARK}.as"], fields[f"{MARK}.from"]) == ("valid", "", "")
    browser.post(address, fields | {MARK: "stopped_by_pain", f"{MARK}.as": "7/10"})
    assert (left(draft).validity, left(draft).pain) == ("stopped_by_pain", "7")
    again = browser.get(address)
    assert "Left: stopped by pain, pain 7/10" in words_of(text_of(again))
    refused = browser.post(address, sent_by(again) | {f"{MARK}.as": "awful"})
    assert refused.status_code == 422
    assert "Type the pain as a whole number from 0 to 10." in text_of(refused)
    assert sent_by(refused)[f"{MARK}.as"] == "awful"


def test_the_answer_to_a_script_brings_the_mark_once_there_is_a_value(
    browser: HttpsClient, draft: Assessment
) -> None:
    answer = browser.post(
        section_of(draft, "strength"),
        typed_in(f"{FORCE}.left", "300", "N"),
        headers={"HX-Request": "true"},
    )
    page = text_of(answer)
    assert f'id="marks-{FORCE}" hx-swap-oob="true"' in page
    assert f'data-mark="{MARK}"' in page
    assert f'data-mark="{FORCE}.right.validity"' not in page


def test_marks_travel_in_a_case_file(clinics: DemoClinics, tmp_path: Path) -> None:
    case = example()
    (marked,) = [
        one
        for visit in case["visits"]
        for one in visit["findings"]
        if one.get("validity") == "stopped_by_pain"
    ]
    marked |= {"validity": "invalid", "validity_reason": "belt slipped", "pain_reached": 4}
    assert bring(written(tmp_path, case)).taken
    back = json.loads(taken_out(episode_in("riverside")))
    (found,) = [
        one for visit in back["visits"] for one in visit["findings"] if "validity_reason" in one
    ]
    assert (found["measure"], found["validity"]) == (marked["measure"], "invalid")
    assert (found["validity_reason"], found["pain_reached"]) == ("belt slipped", 4)
    marked["validity"] = "stopped_by_pain"
    told = bring(written(tmp_path, case))
    assert "Only what does not count (invalid) has such a reason." in told.err
