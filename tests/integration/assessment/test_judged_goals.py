"""Goals judged on the pages and in the record: beside the therapist's word, and frozen with it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assessment import catalogue
from assessment.catalogue.decisions import OUR_TERMS as DESIGN
from assessment.catalogue.types import Better, Kind, Measure, MeasurementError
from assessment.catalogue.units import NEWTON
from assessment.models import Assessment, GoalAtVisit, SignedVersion, VisitKind
from assessment.outputs.report import report_view
from assessment.outputs.text import text_note
from assessment.record import Item, from_payload
from assessment.selectors.goals import as_typed, standing_goals
from assessment.services.goals import GoalWords, change_goal, set_goal
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import item, record_of, save, sign, start
from tests.integration.assessment.pages import episode_page, page_of, section_of, text_of
from tests.unit.outputs.rendering import squeezed, words

pytestmark = pytest.mark.django_db

FORCE = "knee_extension_force"
BELT = {
    f"{FORCE}.setup.fixation": "belt",
    f"{FORCE}.setup.knee_angle": "90",
    f"{FORCE}.setup.contraction": "make",
    f"{FORCE}.setup.statistic": "best",
    f"{FORCE}.setup.lever_arm.left": "0.34 m",
}


def aim(visit: Assessment, by: Member, **words: Any) -> None:
    said = {"statement": "Stairs", "measure": FORCE, "side": "left", "target": "350 N"} | words
    set_goal(assessment=visit, words=GoalWords(**said), by=by, key=new_key())


def say(visit: Assessment, by: Member, **words: Any) -> None:
    (stands,) = standing_goals(visit)
    change_goal(
        assessment=visit,
        goal_id=stands.goal.pk,
        words=GoalWords(**as_typed(stands.said, separator=".") | words),
        started_from=stands.token,
        by=by,
        key=new_key(),
    )


def visited(by: Member, episode: EpisodeOfCare, on: date, newtons: str) -> Assessment:
    visit = start(by, episode, on, kind=VisitKind.REASSESSMENT)
    save(visit, "strength", {f"{FORCE}.left": f"{newtons} N", **BELT}, by=by)
    return visit


def goal_in(visit: Assessment) -> Item:
    (found,) = (one for one in record_of(visit).of_section("plan") if one.code == "goal.1")
    return found


@pytest.fixture
def first(draft: Assessment, therapist: Member) -> Assessment:
    """The signed first visit, 3 March: 229 N, and a goal of 350 N by 20 April."""
    save(draft, "strength", {f"{FORCE}.left": "229 N", **BELT}, by=therapist)
    aim(draft, therapist, due=date(2026, 4, 20))
    sign(draft, by=therapist)
    return draft


def test_plan_report_note_and_export_say_how_the_goal_stands(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, first: Assessment
) -> None:
    visit = visited(therapist, episode, date(2026, 4, 28), "250")
    said = (
        "Target not met: 250 N is 100 N from it; 17.3 % of the way from the baseline, 229 N on 3 "
        "Mar 2026, a change within measurement error."
    )
    past = "Its date, 20 Apr 2026, is past."
    assert goal_in(visit).remarks == (said, past)
    given: dict[str, Any] = {"state": "draft", "version": None, "signatures": []}
    record = record_of(visit)
    outputs = [
        text_note(record, **given),
        repr(report_view(record, **given).summary.plan),
        words(text_of(browser.get(section_of(visit, "plan")))),
        words(text_of(browser.get(page_of(visit, "report")))),
        words(text_of(browser.get(page_of(visit, "review")))),
    ]
    for output in outputs[:4]:
        assert squeezed(said) in squeezed(output)
        assert squeezed(past) in squeezed(output)
    version = sign(visit, by=therapist)
    (stored,) = (one for one in json.loads(version.payload)["items"] if one["code"] == "goal.1")
    assert stored["remarks"] == [said, past]
    assert ["judged", "not_met"] in stored["facts"] and ["distance", "100"] in stored["facts"]


def test_what_was_not_measured_at_the_visit_is_not_judged_by_its_baseline(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, first: Assessment
) -> None:
    visit = start(therapist, episode, date(2026, 4, 14), kind=VisitKind.REASSESSMENT)
    say(visit, therapist, status="met")
    assert goal_in(visit).remarks == (
        "Cannot be judged: not re-tested at this visit; last measured 229 N on 3 Mar 2026.",
        "Marked met; last measured 229 N on 3 Mar 2026, target at least 350 N.",
    )
    assert "Marked met; last measured 229 N" in text_of(browser.get(section_of(visit, "plan")))


def test_the_judgement_never_changes_what_the_therapist_said(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, first: Assessment
) -> None:
    before = list(GoalAtVisit.objects.values())
    visit = visited(therapist, episode, date(2026, 4, 14), "400")
    browser.get(section_of(visit, "plan"))
    assert goal_in(visit).remarks == (
        "Target met: 400 N.",
        "Marked open, though the target is reached.",
    )
    sign(visit, by=therapist)
    assert list(GoalAtVisit.objects.values()) == before


def test_a_value_stopped_by_pain_judges_nothing(
    therapist: Member, episode: EpisodeOfCare, first: Assessment
) -> None:
    visit = start(therapist, episode, date(2026, 4, 14), kind=VisitKind.REASSESSMENT)
    save(visit, "strength", {f"{FORCE}.left": "!pain"}, by=therapist)
    assert goal_in(visit).remarks[0].startswith("Cannot be judged: not tested: pain; last measured")


def grip(mdc: str) -> Measure:
    return Measure(
        code="heel_push_force",
        label="Heel push force",
        kind=Kind.QUANTITY,
        better=Better.HIGHER,
        sided=True,
        unit=NEWTON,
        entry_units=(NEWTON,),
        errors=(MeasurementError(amount=Decimal(mdc), source=DESIGN, population="anybody"),),
    )


def outputs(visit: Assessment) -> tuple[str, str]:
    record = from_payload(SignedVersion.objects.get(assessment=visit).payload)
    given: dict[str, Any] = {"state": "signed", "version": 1, "signatures": []}
    return text_note(record, **given), repr(report_view(record, **given))


def test_what_was_signed_reads_the_same_after_the_catalogue_has_changed(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    within = "At the target within measurement error: 190 N is 10 N from it, the error is 20 N"
    with catalogue.extended("strength", grip("20")):
        save(draft, "strength", {"heel_push_force.left": "190 N"}, by=therapist)
        aim(draft, therapist, measure="heel_push_force", target="200 N")
        assert goal_in(draft).remarks[0].startswith(within)
        sign(draft, by=therapist)
        signed = outputs(draft)
    with catalogue.extended("strength", grip("5")):
        later = start(therapist, episode, date(2026, 4, 14), kind=VisitKind.REASSESSMENT)
        save(later, "strength", {"heel_push_force.left": "190 N"}, by=therapist)
        assert goal_in(later).remarks[0].startswith("Target not met: 190 N is 10 N from it")
        assert outputs(draft) == signed
    assert outputs(draft) == signed
    assert squeezed(within) in squeezed(signed[0])
    assert squeezed(within) in squeezed(words(text_of(browser.get(page_of(draft, "report")))))
    # A draft whose goal is tied to what the catalogue no longer has still opens.
    assert "Cannot be judged" in goal_in(later).remarks[0]
    assert browser.get(section_of(later, "plan")).status_code == 200


def test_the_plan_of_a_draft_and_the_progress_report_show_the_pattern_with_its_reasons(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, first: Assessment
) -> None:
    second = visited(therapist, episode, date(2026, 3, 31), "235")
    assert "for the first time" in text_of(browser.get(section_of(second, "plan")))
    sign(second, by=therapist)
    third = visited(therapist, episode, date(2026, 4, 28), "232")
    reason = "229 N (3 Mar 2026), 235 N (31 Mar 2026), 232 N (28 Apr 2026): no improvement beyond"
    plan = words(text_of(browser.get(section_of(third, "plan"))))
    assert "This looks like a plateau" in plan and reason in plan
    assert "the therapist decides" in plan
    assert "looks like a plateau" not in text_of(browser.get(page_of(third, "review")))
    sign(third, by=therapist)
    page = words(text_of(browser.get(episode_page(episode, "episode_report"))))
    assert "This looks like a plateau" in page and reason in page


def test_the_progress_report_has_goal_and_both_thresholds_in_columns_of_their_own(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, first: Assessment
) -> None:
    sign(visited(therapist, episode, date(2026, 3, 31), "300"), by=therapist)
    sign(start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT), by=therapist)
    page = text_of(browser.get(episode_page(episode, "episode_report")))
    head = [words(one).strip() for one in page.split("<thead>")[1].split("</th>")]
    assert head[:8] == [
        "Measure, side",
        "Baseline",
        "Last",
        "Now",
        "Goal",
        "Change from baseline",
        "Error",
        "Important",
    ]
    table = " ".join(words(page.split("progress-table")[1].split("</table>")[0]).split())
    assert "229 N 3 Mar 2026 300 N 31 Mar 2026 not re-tested at least 350 N by 20 Apr 2026" in table


def test_the_list_of_what_is_worth_testing_says_why_and_when(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, first: Assessment
) -> None:
    visit = start(therapist, episode, date(2026, 4, 7), kind=VisitKind.REASSESSMENT)
    page = words(text_of(browser.get(page_of(visit, "worth"))))
    assert "every 2 to 4 weeks; last 5 weeks ago" in page
    assert "red flags, in short: every visit; not asked yet" in page
    assert "design decision" in page
    assert "nothing has to be tested" in page
    soon = start(therapist, episode, date(2026, 3, 10), kind=VisitKind.REASSESSMENT)
    page = words(text_of(browser.get(page_of(soon, "worth"))))
    assert "every 2 to 4 weeks; last 7 days ago, not due yet" in page


def test_an_unusual_value_that_nobody_confirmed_meets_no_goal(
    draft: Assessment, therapist: Member
) -> None:
    set_goal(
        assessment=draft,
        words=GoalWords(
            statement="Squat", measure="knee_flexion_passive", side="left", target="150"
        ),
        by=therapist,
        key=new_key(),
    )
    save(draft, "range_of_motion", {"knee_flexion_passive.left": "165"}, by=therapist)
    waiting = item(record_of(draft), "knee_flexion_passive", "left")
    assert (waiting.text, waiting.validity) == ("165° (not confirmed)", "to_confirm")
    (goal,) = [one for one in record_of(draft).items if one.code == "goal.1"]
    assert "waits to be confirmed" in " ".join(goal.remarks)
    assert "met: 165" not in " ".join(goal.remarks)
