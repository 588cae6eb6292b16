"""Diagnoses, goals and next reviews of a case file: what becomes of them in a chart and after."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.cases import judgement
from assessment.models import (
    Assessment,
    Diagnosis,
    Goal,
    GoalAtVisit,
    OutcomeKind,
    PlannedReview,
    ReviewKind,
    SignedVersion,
    State,
)
from assessment.record import Record, from_payload
from assessment.selectors.follow_up import Show, Standing, follow_up
from assessment.selectors.goals import standing_goals
from assessment.selectors.versions import Integrity, integrity
from assessment.services import diagnoses, goals, planning, signing
from assessment.services.diagnoses import DiagnosisWords, add_diagnosis
from assessment.services.follow_up import OutcomeEntry, record_outcome
from assessment.services.goals import GoalWords, change_goal, set_goal, take_back_goal
from clinics.access import Member
from clinics.audit import Verb
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.case_files import (
    AMINA,
    FREJA,
    NORDHAVN,
    bring,
    episode_in,
    example,
    taken_out,
    visits_of,
    written,
)
from tests.integration.assessment.charting import item, open_left_knee, plan, sign, start
from tests.integration.assessment.pages import section_of, text_of

# What a case file says is checked before a database sees it; test_case_files.py stores on both.
pytestmark = pytest.mark.once

FIRST = date(2026, 3, 3)
GOAL = "visits[0].goals[0]"


@pytest.fixture
def imported(clinics: DemoClinics, tmp_path: Path) -> EpisodeOfCare:
    """The documented example, in Riverside."""
    told = bring(written(tmp_path, example()))
    assert told.taken, told.err
    return episode_in("riverside")


def in_and_out_again(once: str, folder: Path) -> list[dict[str, Any]]:
    """The visits of a file that comes out of an empty clinic as it went in."""
    told = bring(written(folder, once.encode()), into=NORDHAVN, start="")
    assert told.taken, told.err
    assert taken_out(episode_in("nordhavn"), FREJA) == once
    visits: list[dict[str, Any]] = json.loads(once)["visits"]
    return visits


def records(episode: EpisodeOfCare) -> list[Record]:
    versions = SignedVersion.objects.filter(assessment__episode=episode)
    assert {integrity(one) for one in versions} == {Integrity.VALID}
    return [
        from_payload(one.payload)
        for one in versions.order_by("assessment__visit_at", "assessment__visit_order")
    ]


def goal(by: Member, visit: Assessment, statement: str = "Stairs", **said: Any) -> Goal:
    words = GoalWords(statement=statement, **said)
    return set_goal(assessment=visit, words=words, by=by, key=new_key())


def say(by: Member, visit: Assessment, about: Goal, **said: Any) -> None:
    stands = next(one for one in standing_goals(visit) if one.goal.pk == about.pk)
    change_goal(
        assessment=visit,
        goal_id=about.pk,
        words=GoalWords(**{"statement": stands.said.statement} | said),
        started_from=stands.token,
        by=by,
        key=new_key(),
    )


def test_a_visits_diagnoses_stand_in_the_order_of_the_file(imported: EpisodeOfCare) -> None:
    first, second = visits_of(imported)
    rows = Diagnosis.objects.filter(assessment=first)
    assert [(one.place, one.side, one.code, one.primary) for one in rows] == [
        (1, "left", "S83.512D", True),
        (2, "right", "", False),
    ]
    assert Diagnosis.objects.get(assessment=second).text == "Knee weak after ACL reconstruction"


def test_rows_with_one_number_are_one_goal_set_by_the_first_visit(
    imported: EpisodeOfCare,
) -> None:
    first, second = visits_of(imported)
    found = {one.number: one for one in Goal.objects.filter(episode=imported)}
    assert [found[number].set_at for number in (1, 2, 3, 4)] == [first, first, first, second]
    force = GoalAtVisit.objects.get(goal=found[1])
    assert (force.side, force.target_entered, force.target_unit, force.due) == (
        "left",
        "350.5",
        "N",
        date(2026, 4, 6),
    )
    straight = GoalAtVisit.objects.filter(goal=found[2]).order_by("assessment__visit_at")
    assert [(one.status, one.target_value) for one in straight] == [("open", -2), ("met", -2)]
    assert [(one.goal.number, one.said.status) for one in standing_goals(second)] == [
        (1, "open"),
        (2, "met"),
        (3, "dropped"),
        (4, "open"),
    ]


def test_the_attested_record_says_them_and_names_nobody(imported: EpisodeOfCare) -> None:
    first, second = records(imported)
    assert item(first, "diagnosis.1", "left").text == (
        "Knee stiff and weak after ACL reconstruction, left (ICD-10-CM S83.512D)"
    )
    facts = dict(item(second, "goal.2", "left").facts)
    assert (facts["status"], facts["set_on"], facts["set_by"]) == ("met", "2026-01-12", "Import")
    assert [one.code for one in second.items if one.code.startswith("goal.")] == [
        "goal.1",
        "goal.2",
        "goal.3",
        "goal.4",
    ]
    assert item(first, "next_review").text == "23 Feb 2026 (in 6 weeks)"
    assert item(second, "next_review").text == "18 May 2026"
    assert {one.rater for one in (*first.items, *second.items)} == {""}


def test_a_later_visit_here_goes_on_from_imported_goals(
    imported: EpisodeOfCare, therapist: Member, browser: HttpsClient
) -> None:
    draft = start(therapist, imported, date(2026, 4, 20))
    assert len(standing_goals(draft)) == 4
    assert goal(therapist, draft).number == 5
    say(therapist, draft, standing_goals(draft)[0].goal, status="met")
    page = text_of(browser.get(section_of(draft, "plan")))
    assert "Amina Khan" not in page.partition("Goal 1")[2].partition("Goal 5")[0]
    facts = dict(item(from_payload(sign(draft, by=therapist).payload), "goal.5").facts)
    assert facts["set_by"] == "Amina Khan"


def test_each_row_is_in_the_audit_trail(imported: EpisodeOfCare) -> None:
    counts = {
        verb: AuditEvent.objects.filter(verb=verb, patient_id=imported.patient_id).count()
        for verb in (
            Verb.DIAGNOSIS_ADDED,
            Verb.GOAL_ADDED,
            Verb.GOAL_CHANGED,
            Verb.REVIEW_PLANNED,
        )
    }
    assert list(counts.values()) == [3, 4, 2, 2]


def test_a_course_of_goals_goes_out_and_in_and_out_alike(therapist: Member, tmp_path: Path) -> None:
    episode = open_left_knee(therapist)
    first = start(therapist, episode, FIRST)
    force = {"measure": "knee_extension_force", "side": "left"}
    stairs = goal(therapist, first, **force, target="40.50 kgf", due=date(2026, 3, 20))
    again = goal(therapist, first, "Mistyped")
    (stands,) = (one for one in standing_goals(first) if one.goal.pk == again.pk)
    take_back_goal(
        assessment=first, goal_id=again.pk, started_from=stands.token, by=therapist, key=new_key()
    )
    grade = goal(
        therapist, first, "Grade\n5", measure="knee_flexion_grade", side="right", target="5"
    )
    plan(first, by=therapist, weeks=12)
    sign(first, by=therapist)
    wrong = start(therapist, episode, date(2026, 3, 10))
    lost = goal(therapist, wrong, "Run", due=date(2026, 4, 1))
    plan(wrong, by=therapist, weeks=20)
    sign(wrong, by=therapist)
    third = start(therapist, episode, date(2026, 4, 14))
    say(therapist, third, stairs, **force, target="1880 N", keep=True)
    say(therapist, third, lost, due=date(2026, 4, 1))
    say(therapist, third, grade, statement="Another aim", status="dropped", remark="Too easy")
    plan(third, by=therapist, kept=True)
    sign(third, by=therapist)
    signing.void(assessment=wrong, reason="Wrong patient", by=therapist)
    draft = start(therapist, episode, date(2026, 4, 21))
    say(therapist, draft, stairs, measure="body_mass", target="70.0 kg")
    plan(draft, by=therapist, visits=3)

    once, other, last = in_and_out_again(taken_out(episode), tmp_path)
    assert [one["number"] for one in once["goals"]] == [1, 3]
    assert [one["number"] for one in other["goals"]] == [1, 3, 4]
    assert other["goals"][0]["target"] == "1880"
    assert other["next_review"] == {"date": "2026-07-28"}
    assert last["goals"][0]["measure"] == "body_mass"
    assert last["next_review"] == {"visits": 3}
    there = standing_goals(Assessment.objects.get(clinic__slug="nordhavn", state=State.DRAFT))
    assert [one.goal.number for one in there] == [1, 3, 4]


def test_a_plan_that_visits_keep_is_kept_in_the_other_clinic(
    therapist: Member, tmp_path: Path
) -> None:
    episode = open_left_knee(therapist)
    for weeks, said in enumerate(({"visits": 3}, {"kept": True}, {"kept": True})):
        visit = start(therapist, episode, FIRST + timedelta(weeks=weeks))
        plan(visit, by=therapist, **said)
        sign(visit, by=therapist)
    visits = in_and_out_again(taken_out(episode), tmp_path)
    assert [one["next_review"] for one in visits] == [{"visits": 3}, {"kept": True}, {"kept": True}]
    here, there = (
        [item(one, "next_review").text for one in records(one)]
        for one in (episode, episode_in("nordhavn"))
    )
    assert here == there
    assert len(set(PlannedReview.objects.values_list("review", flat=True))) == 2


def test_visits_of_a_plan_that_came_before_are_counted_out(
    therapist: Member, tmp_path: Path
) -> None:
    episode = open_left_knee(therapist)
    first = start(therapist, episode, FIRST)
    plan(first, by=therapist, visits=3)
    sign(first, by=therapist)
    last = start(therapist, episode, date(2026, 3, 17))
    plan(last, by=therapist, kept=True)
    sign(last, by=therapist)
    between = start(therapist, episode, date(2026, 3, 10))
    plan(between, by=therapist, reason="Entered late")
    sign(between, by=therapist)
    visits = in_and_out_again(taken_out(episode), tmp_path)
    assert [one["next_review"] for one in visits] == [
        {"visits": 3},
        {"none": "Entered late"},
        {"visits": 2},
    ]


def test_a_drafts_review_that_holds_no_longer_stays_behind_and_is_counted(
    therapist: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    episode = open_left_knee(therapist)
    first = start(therapist, episode, FIRST)
    sign(first, by=therapist)
    draft = start(therapist, episode, date(2026, 3, 10))
    plan(draft, by=therapist, kept=True)
    signing.void(assessment=first, reason="Another patient.", by=therapist)
    call_command("export_case", str(episode.pk), "--as", AMINA)
    told = capsys.readouterr()
    assert "next_review" not in told.out
    assert told.err.splitlines() == [
        "1 void visits are not in it.",
        "1 next reviews of drafts, which hold no longer, are not in it.",
    ]


def test_what_came_of_reminding_is_counted(
    therapist: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    episode = open_left_knee(therapist)
    sign(start(therapist, episode, FIRST), by=therapist)
    record_outcome(
        planned=PlannedReview.objects.get(),
        entry=OutcomeEntry(outcome=OutcomeKind.NOT_REACHED),
        seen="",
        by=therapist,
        key=new_key(),
    )
    call_command("export_case", str(episode.pk), "--as", AMINA)
    assert capsys.readouterr().err == "1 records of a reminder are not in it.\n"


def due(by: Member, on: date | None = None) -> list[date | None]:
    rows = follow_up(by, on=on or today_at(by.clinic), show=Show.ALL).rows
    return [one.due_on for one in rows]


def with_review(review: object, **episode: str) -> dict[str, Any]:
    """The example with another next review of its last visit."""
    data = example()
    data["visits"][1]["next_review"] = review
    data["episode"] |= episode
    return data


@pytest.mark.parametrize(
    ("reviews", "day"),
    [
        (({"weeks": 6}, {"date": "2026-05-18"}), "2026-05-18"),
        (({"weeks": 30}, {"kept": True}), "2026-08-10"),
        (({"visits": 1}, {"kept": True}), "2026-02-23"),
    ],
)
def test_a_review_that_was_over_when_it_was_imported_is_on_no_list(
    reviews: tuple[object, object],
    day: str,
    clinics: DemoClinics,
    therapist: Member,
    tmp_path: Path,
) -> None:
    data = with_review(reviews[1])
    data["visits"][0]["next_review"] = reviews[0]
    told = bring(written(tmp_path, data))
    assert told.taken, told.err
    assert (
        f"  visits[1].next_review: was due {day}, before this import: it is not on the "
        "follow-up list"
    ) in told.out
    assert PlannedReview.objects.count() == 2
    assert due(therapist) == due(therapist, today_at(therapist.clinic) + timedelta(days=900)) == []


@pytest.mark.parametrize(
    ("review", "days"),
    [({"weeks": 60}, 420), ({"date": {"offset_weeks": 100}}, 658)],
)
def test_a_review_that_lies_ahead_is_on_the_list(
    review: object, days: int, clinics: DemoClinics, therapist: Member, tmp_path: Path
) -> None:
    told = bring(written(tmp_path, with_review(review)))
    assert told.taken and "follow-up list" not in told.out
    day = date(2026, 2, 23) + timedelta(days=days)
    assert due(therapist) == [day]
    assert due(therapist, day + timedelta(days=1)) == [day]


def test_a_review_due_today_is_on_the_list(
    clinics: DemoClinics, therapist: Member, tmp_path: Path
) -> None:
    today = today_at(therapist.clinic)
    assert bring(written(tmp_path, with_review({"date": today.isoformat()}))).taken
    assert due(therapist) == [today]


def test_a_review_after_visits_that_are_still_to_come_is_on_the_list(
    clinics: DemoClinics, therapist: Member, tmp_path: Path
) -> None:
    told = bring(written(tmp_path, with_review({"visits": 2})))
    assert told.taken and "follow-up list" not in told.out
    (row,) = follow_up(therapist, on=today_at(therapist.clinic), show=Show.ALL).rows
    assert (row.standing, row.due_on, row.visits_done) == (Standing.LATER, None, 0)
    assert not follow_up(therapist, on=today_at(therapist.clinic), show=Show.TO_DO).rows


def test_a_closed_episode_and_no_review_say_nothing_of_a_list(
    clinics: DemoClinics, therapist: Member, tmp_path: Path
) -> None:
    closed = with_review({"weeks": 6}, closed_on="2026-03-01")
    assert "follow-up list" not in bring(written(tmp_path, closed)).out
    none = with_review({"none": "Care goes on elsewhere"})
    told = bring(written(tmp_path, none), into=NORDHAVN)
    assert told.taken and "follow-up list" not in told.out
    assert due(therapist) == []


def test_a_clinician_who_keeps_an_imported_plan_has_it_on_the_list(
    clinics: DemoClinics, therapist: Member, tmp_path: Path
) -> None:
    assert bring(written(tmp_path, with_review({"weeks": 20}))).taken
    draft = start(therapist, episode_in("riverside"), date(2026, 4, 20))
    plan(draft, by=therapist, kept=True)
    sign(draft, by=therapist)
    assert due(therapist) == [date(2026, 7, 13)]


def test_a_draft_is_signed_with_the_review_of_the_file(
    clinics: DemoClinics, therapist: Member, tmp_path: Path
) -> None:
    data = with_review({"kept": True})
    data["visits"][0]["next_review"] = {"weeks": 52}
    data["visits"][1]["state"] = "draft"
    assert bring(written(tmp_path, data)).taken
    record = from_payload(sign(Assessment.objects.get(state=State.DRAFT), by=therapist).payload)
    assert item(record, "next_review").choice == ReviewKind.KEPT
    assert dict(item(record, "goal.4", "left").facts)["set_by"] == "Amina Khan"
    assert due(therapist) == [date(2027, 1, 11)]


def test_an_unusual_target_is_kept_and_said_once(clinics: DemoClinics, tmp_path: Path) -> None:
    data = example()
    data["visits"][0]["goals"][0] |= {"target": "1880"}
    data["visits"][1]["goals"].append(data["visits"][0]["goals"][0])
    told = bring(written(tmp_path, data))
    assert told.taken, told.err
    assert "visits[0].goals[0].target: kept as it is: 1880 N is unusual" in told.out
    assert told.out.count("kept as it is") == 1
    once = taken_out(episode_in("riverside"))
    in_and_out_again(once, tmp_path)


def test_a_target_date_may_lie_before_the_visit_that_names_the_goal(
    clinics: DemoClinics, tmp_path: Path
) -> None:
    data = example()
    data["visits"][1]["goals"][2]["due"] = "2026-01-12"
    assert bring(written(tmp_path, data)).taken
    data["visits"][1]["goals"][2]["due"] = "2026-01-11"
    told = bring(written(tmp_path, data), into=NORDHAVN)
    assert "visits[1].goals[2].due: This lies before the goal was set, 12 Jan 2026" in told.err


def test_an_episode_has_at_most_as_many_goals_as_its_page_takes(
    clinics: DemoClinics, tmp_path: Path
) -> None:
    data = example()
    rows = [{"number": number, "statement": "Run"} for number in range(1, 31)]
    data["visits"][0]["goals"] = rows
    data["visits"][1]["goals"] = [rows[0], {"number": 31, "statement": "Jump"}]
    told = bring(written(tmp_path, data))
    assert "visits[1].goals[1]: An episode has at most 30 goals." in told.err
    data["visits"][1]["goals"] = rows
    assert bring(written(tmp_path, data)).taken


REFUSED: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "everything of one goal": (
        lambda visit: visit["goals"][0].update(status="won", due="2025-01-01", target="strong"),
        f"{GOAL}.target: “strong” is not a number",
    ),
    "a measure by side without a side": (
        lambda visit: visit["goals"][0].pop("side"),
        f"{GOAL}.side: Knee extension force is taken by side",
    ),
    "a measure without a target": (
        lambda visit: visit["goals"][0].pop("target"),
        f"{GOAL}.target: This is missing: a goal with a measure has a target",
    ),
    "a target without a measure": (
        lambda visit: visit["goals"][0].pop("measure"),
        f"{GOAL}.side: Only a goal with a measure has this",
    ),
    "a target without its unit": (
        lambda visit: visit["goals"][0].pop("unit"),
        f"{GOAL}.unit: Knee extension force is taken in several units; write which",
    ),
    "a unit of something else": (
        lambda visit: visit["goals"][0].update(unit="cm"),
        f"{GOAL}.target: “cm” is not a unit that is taken here",
    ),
    "a measure that takes no target": (
        lambda visit: visit["goals"][2].update(measure="mechanism", target="A jump"),
        "visits[0].goals[2].measure: A goal cannot be tied to “mechanism”",
    ),
    "a measure that is restricted": (
        lambda visit: visit["goals"][2].update(measure="safeguarding_concern", target="no"),
        "visits[0].goals[2].measure: A goal cannot be tied to “safeguarding_concern”",
    ),
    "a number that stands twice": (
        lambda visit: visit["goals"][1].update(number=1),
        "visits[0].goals[1].number: A visit says a goal once: visits[0].goals[0] is this one",
    ),
    "no number": (
        lambda visit: visit["goals"][0].pop("number"),
        f"{GOAL}.number: This is missing",
    ),
    "a second primary diagnosis": (
        lambda visit: visit["diagnoses"][1].update(primary=True),
        "visits[0].diagnoses[1].primary: Only one diagnosis is the primary one: "
        "visits[0].diagnoses[0] is",
    ),
    "a plan to keep where there is none": (
        lambda visit: visit.update(next_review={"kept": True}),
        "visits[0].next_review.kept: No review planned before this visit lies ahead",
    ),
    "two next reviews": (
        lambda visit: visit.update(next_review={"weeks": 6, "none": "x"}),
        "visits[0].next_review: Give one of weeks, date, visits, kept, none; here: weeks, none.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_said_by_path(name: str, clinics: DemoClinics, tmp_path: Path) -> None:
    change, says = REFUSED[name]
    data = example()
    change(data["visits"][0])
    told = bring(written(tmp_path, data))
    assert not told.taken
    assert f"  {says}" in told.err
    assert Goal.objects.count() == Diagnosis.objects.count() == 0


def test_sides_and_days_that_a_file_leaves_open_are_asked_for(
    clinics: DemoClinics, tmp_path: Path
) -> None:
    data = example()
    data["episode"]["side"] = "involved"
    file = written(tmp_path, data)
    told = bring(file, start="")
    for path, option in (
        ("visits[0].diagnoses[1].side", "--side right"),
        ("visits[0].goals[0].side", "--side right"),
        ("visits[0].goals[0].due", "--start YYYY-MM-DD"),
        ("visits[1].next_review.date", "--start YYYY-MM-DD"),
    ):
        line = next(one for one in told.err.splitlines() if one.startswith(f"  {path}: "))
        assert option in line
    assert bring(file, options=["--side", "right"]).taken
    sides = Diagnosis.objects.order_by("assessment__visit_at", "place")
    assert [one.side for one in sides] == ["right", "left", "right"]


def test_the_reader_and_the_services_have_the_same_limits() -> None:
    assert (judgement.MOST_DIAGNOSES, judgement.MOST_GOALS) == (diagnoses.MOST, goals.MOST)
    assert judgement.LONGEST_STATEMENT == goals.LONGEST
    assert judgement.LONGEST_WHY == planning.LONGEST_REASON
    assert (judgement.MOST_WEEKS, judgement.MOST_VISITS_BETWEEN) == (
        planning.MOST_WEEKS,
        planning.MOST_VISITS,
    )


def test_an_export_costs_no_more_statements_for_more_rows(therapist: Member) -> None:
    def cost(episode: EpisodeOfCare) -> int:
        with CaptureQueriesContext(connection) as queries:
            taken_out(episode)
        return len(queries)

    few = open_left_knee(therapist)
    other = {"family_name": "Adler", "given_name": "Ann", "birth_date": date(1990, 1, 1)}
    many = open_left_knee(therapist, number="2", **other)
    for episode, rows in ((few, 1), (many, 9)):
        visit = start(therapist, episode, FIRST)
        for _row in range(rows):
            add_diagnosis(
                assessment=visit,
                words=DiagnosisWords(text="Knee pain", side="left"),
                by=therapist,
                key=new_key(),
            )
            goal(therapist, visit)
        sign(visit, by=therapist)
    taken_out(few)
    assert cost(few) == cost(many)
