"""Special tests and hops in a chart: on the page, in the record, signed, and in a case file."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from assessment.models import Assessment, SignedVersion, SpecialTest
from assessment.outputs.text import text_note
from assessment.record import from_payload
from assessment.selectors.reports import report_of
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
    visits_of,
    written,
)
from tests.integration.assessment.charting import item, record_of, save, sign, start
from tests.integration.assessment.pages import section_of, text_of, typed_in

pytestmark = pytest.mark.django_db

WORTH = "After a positive result, a tear of the anterior cruciate ligament: LR+ 5.4 (Sokal et al."
HOPS = {
    "single_hop.right.1": "150 cm",
    "single_hop.right.2": "150 cm",
    "timed_hop.right": "2.10",
}


def hops(first: str, second: str, seconds: str) -> dict[str, str]:
    return HOPS | {
        "single_hop.left.1": first,
        "single_hop.left.2": second,
        "timed_hop.left": seconds,
    }


def words_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page))


def test_a_result_is_typed_without_scripts_and_its_worth_stands_beside_it(
    browser: HttpsClient, draft: Assessment
) -> None:
    address = section_of(draft, "special_tests")
    assert WORTH not in words_of(text_of(browser.get(address)))
    body = typed_in("lachman_test.left", "positive")
    answer = browser.post(address, body | {"version": "0"})
    assert answer.status_code in (200, 302)
    row = SpecialTest.objects.get(assessment=draft)
    assert (row.measure, row.side, row.choice) == ("lachman_test", "left", "positive")
    page = text_of(browser.get(address))
    (beside,) = [
        words_of(part) for part in page.split('id="row-') if part.startswith("lachman_test")
    ]
    assert f"Left: {WORTH}" in beside
    assert "probab" not in beside.split("After a positive")[1].split("How to")[0].lower()


def test_a_test_that_could_not_be_done_has_a_reason_and_no_worth(
    therapist: Member, draft: Assessment
) -> None:
    save(draft, "special_tests", {"pivot_shift_test.left": "!unable"}, by=therapist)
    found = item(record_of(draft), "pivot_shift_test", "left")
    assert (found.text, found.reason, found.remarks) == ("not tested: unable", "unable", ())


def test_the_worth_of_a_result_is_signed_with_it(therapist: Member, draft: Assessment) -> None:
    states = {
        "lachman_test.left": "positive",
        "lachman_test.right": "negative",
        "valgus_gapping_30.left": "II",
    }
    save(draft, "special_tests", states, by=therapist)
    sign(draft, by=therapist)
    found = report_of(draft)
    record = found.record
    assert record is not None
    (told,) = item(record, "lachman_test", "left").notes
    assert told.startswith(WORTH)
    assert "LR- 0.22" in item(record, "lachman_test", "right").notes[0]
    assert item(record, "valgus_gapping_30", "left").text == "grade II"
    note = text_note(record, **standing(found))
    assert "Special tests" in note
    assert "LR+ 5.4" in " ".join(note.split())


def test_a_cluster_is_counted_in_the_record(therapist: Member, draft: Assessment) -> None:
    states = {"squat_pain_test.left": "positive", "patellar_palpation_test.left": "positive"}
    save(draft, "special_tests", states, by=therapist)
    found = item(record_of(draft), "patellofemoral_cluster", "left")
    assert found.text.startswith("2 of 3 positive; 2 or more, patellofemoral pain: LR+ 4.0")
    assert found.value == "2"


def test_the_symmetry_of_hops_is_judged_by_its_own_error(
    therapist: Member, draft: Assessment, episode: EpisodeOfCare
) -> None:
    save(draft, "function", hops("120 cm", "126 cm", "2.40"), by=therapist, keep=True)
    sign(draft, by=therapist)
    later = start(therapist, episode, date(2026, 4, 14))
    save(later, "function", hops("132 cm", "140 cm", "2.30"), by=therapist, keep=True)
    record = record_of(later)
    assert item(record, "symmetry", of="single_hop").text == "90.7 %"
    assert item(record, "symmetry", of="timed_hop").text == "91.3 %"
    judged = {one.of: one for one in record.comparisons if one.code == "symmetry"}
    single, timed = judged["single_hop"], judged["timed_hop"]
    assert (single.verdict, single.threshold) == (
        "real_importance_unknown",
        "8.1 percentage points (MDC90)",
    )
    assert single.change_text == "+8.7 percentage points, improved"
    assert (timed.verdict, timed.threshold) == (
        "within_error",
        "13.0 percentage points (MDC90)",
    )
    assert "Reid et al. 2007" in single.source


def test_special_tests_and_hops_travel_in_a_case_file(clinics: DemoClinics, tmp_path: Path) -> None:
    findings: list[dict[str, Any]] = [
        {"measure": "lachman_test", "side": "left", "choice": "positive"},
        {"measure": "pivot_shift_test", "side": "left", "reason": "pain"},
        {"measure": "single_hop", "side": "left", "value": "123.5", "unit": "cm"},
        {"measure": "stair_climb_other", "value": "18.4", "unit": "s"},
        {"measure": "pain_line_worst", "side": "left", "value": "4.5", "unit": "cm"},
    ]
    data = example()
    data["visits"][1]["findings"] += findings
    data["visits"][1]["setups"] = {
        "stair_climb_other": {"steps": "10", "way": "both", "step_height": "17 cm"}
    }
    told = bring(written(tmp_path, data))
    assert told.taken, told.err
    second = visits_of(episode_in("riverside"))[1]
    record = report_of(second).record
    assert record is not None
    assert item(record, "lachman_test", "left").notes[0].startswith(WORTH)
    assert item(record, "pain_line_worst", "left").text == "45 mm"
    out = json.loads(taken_out(episode_in("riverside")))
    carried = {one["measure"]: one for one in out["visits"][1]["findings"] if "measure" in one}
    assert carried["lachman_test"]["choice"] == "positive"
    assert carried["pivot_shift_test"]["reason"] == "pain"
    assert carried["single_hop"]["value"] == "123.5"
    assert out["visits"][1]["setups"]["stair_climb_other"]["steps"].startswith("10")


def test_what_was_signed_reads_the_same_without_the_catalogue(
    therapist: Member, draft: Assessment
) -> None:
    save(draft, "special_tests", {"thessaly_test.left": "negative"}, by=therapist)
    sign(draft, by=therapist)
    version = SignedVersion.objects.get(assessment=draft)
    found = item(from_payload(version.payload), "thessaly_test", "left")
    assert found.text == "negative"
    assert "LR- 0.29" in found.notes[0]
