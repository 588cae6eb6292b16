"""The progress table: goals first, both thresholds apart, and no value said for a missing one."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string

from assessment.outputs.episode import EpisodeView, episode_report
from assessment.outputs.progress import GoalCell, ProgressRow
from assessment.outputs.standing import VersionedRecord
from assessment.outputs.summary import Past
from assessment.record import Item
from tests.unit.outputs.records import number, visit
from tests.unit.outputs.rendering import words
from tests.unit.outputs.test_episode import extensors, torque
from tests.unit.test_goal_course import goal, stroke

AS_OF = date(2026, 5, 26)


def report(*visits: VersionedRecord) -> EpisodeView:
    view = episode_report(visits, AS_OF)
    assert view is not None
    return view


def row(view: EpisodeView, label: str, side: str = "left") -> ProgressRow:
    return next(one for one in view.progress.rows if (one.label, one.side) == (label, side))


def page(view: EpisodeView) -> str:
    return words(render_to_string("assessment/episode_report_body.html", {"report": view}))


def lefs(value: str) -> Item:
    facts = {"section": "outcome_measures", "unit": "{score}", "unit_label": "points"}
    return number("lefs", "LEFS", "none", value, f"{value} points", rater="a", **facts)


FORCES = (
    visit("2026-03-03", extensors("left", "200"), extensors("right", "400"), lefs("41")),
    visit("2026-03-31", extensors("left", "280"), extensors("right", "390"), lefs("50")),
)


def test_every_column_of_a_goals_measure() -> None:
    aim = goal(due="2026-06-01", target_value="350", target="at least 350 N")
    found = row(
        report(*FORCES, visit("2026-04-28", extensors("left", "300"), lefs("52"), aim)),
        "Knee extension force",
    )
    assert found.baseline == Past(text="200 N", when="3 Mar 2026")
    assert found.last == Past(text="280 N", when="31 Mar 2026")
    assert found.now is not None
    assert found.now.text == "300 N"
    assert found.goals == (
        GoalCell(
            target="at least 350 N",
            due="1 Jun 2026",
            standing="at the target within measurement error",
        ),
    )
    assert found.change == "+100 N (+50.0 %), improved"
    assert found.error == "62.5 N"
    assert found.error_of.startswith("25 % of the mean of both values (level not stated")
    assert found.important == "no published value"
    assert [one.since for one in found.verdicts] == ["since baseline", "since last"]


def test_both_thresholds_stand_apart() -> None:
    aim = goal("lefs", side="none", target_value="60", target="at least 60 points")
    found = row(report(*FORCES, visit("2026-04-28", lefs("52"), aim)), "LEFS", "")
    assert (found.error, found.error_of, found.important) == ("9 points", "MDC90", "9 points")
    assert found.verdicts[0].text == (
        "improved: real change of a size that patients usually call important"
    )


def test_what_was_not_measured_at_the_newest_visit_is_not_re_tested_and_nothing_is_repeated() -> (
    None
):
    view = report(*FORCES, visit("2026-04-28", goal(), lefs("52")))
    found = row(view, "Knee extension force")
    assert found.now is None
    assert (found.change, found.error, found.important) == ("", "", "")
    assert [one.text for one in found.verdicts] == ["not re-tested"]
    assert [one.standing for one in found.goals] == ["cannot be judged"]
    assert "not re-tested" in page(view)


def test_a_value_that_does_not_count_is_shown_and_says_why_it_is_not_judged() -> None:
    stopped = extensors("left", "90", validity="stopped_by_pain")
    found = row(report(*FORCES, visit("2026-04-28", stopped)), "Knee extension force")
    assert found.now is not None
    assert (found.now.text, found.now.marks) == ("90 N", ("stopped by pain",))
    assert [one.text for one in found.verdicts] == ["stopped by pain"]


def test_what_was_measured_for_the_first_time_has_no_baseline() -> None:
    found = row(
        report(
            *FORCES,
            visit(
                "2026-04-28",
                stroke("left", 1),
                goal("effusion_stroke_test", target_value="", target_choice="zero", target="zero"),
            ),
        ),
        "Effusion, stroke test",
    )
    assert (found.baseline, found.last) == (None, None)
    assert [one.text for one in found.verdicts] == ["measured for the first time"]


def test_another_setup_is_not_comparable_and_has_no_thresholds() -> None:
    now = extensors("left", "300", lever_arm="0.39")
    found = row(report(*FORCES, visit("2026-04-28", now)), "Knee extension force")
    assert (found.change, found.error, found.important) == ("", "", "")
    assert found.verdicts[0].text == "not comparable: lever arm 34 cm against 39 cm"


def test_goals_come_first_then_the_involved_sides_key_results_then_real_changes() -> None:
    aim = goal("lefs", side="none", target_value="60", target="at least 60 points")
    newest = visit(
        "2026-04-28", extensors("left", "300"), extensors("right", "250"), lefs("52"), aim
    )
    rows = report(*FORCES, newest).progress.rows
    assert [(one.label, one.side) for one in rows] == [
        ("LEFS", ""),
        ("Knee extension force", "left"),
        ("Knee extension force", "right"),
    ]


def test_torque_does_not_say_again_what_its_force_says() -> None:
    both = [
        visit("2026-03-03", extensors("left", "200"), torque("left", "68")),
        visit("2026-04-28", extensors("left", "300"), torque("left", "102")),
    ]
    assert [one.label for one in report(*both).progress.rows] == ["Knee extension force"]
    apart = [
        both[0],
        visit("2026-04-28", extensors("left", "300", lever_arm="0.4"), torque("left", "120")),
    ]
    assert "Knee extension force: torque" in [one.label for one in report(*apart).progress.rows]


def test_what_the_table_leaves_out_is_counted() -> None:
    aim = goal("lefs", side="none", target_value="60", target="at least 60 points")
    newest = visit("2026-04-28", extensors("right", "391"), lefs("52"), aim)
    view = report(*FORCES, newest)
    assert view.progress.unlisted == (
        "Other comparisons, in the tables: 2 with no change beyond measurement error."
    )
    assert view.progress.unlisted in page(view)


def test_one_visit_keeps_the_table_of_one_visit() -> None:
    view = report(FORCES[0])
    assert view.progress.rows == ()
    assert "Key results" in page(view)


def test_a_date_that_went_by_since_the_newest_visit_is_told_in_the_live_view() -> None:
    aim = goal(due="2026-05-20")
    view = report(*FORCES, visit("2026-04-28", extensors("left", "200"), aim))
    (note,) = (one for one in view.summary.plan if one.label == "Goal 1")
    assert "Its date, 20 May 2026, is past." in note.marks


def test_the_pattern_stands_with_its_reasons_and_its_source() -> None:
    view = report(
        *FORCES,
        visit(
            "2026-05-05",
            extensors("left", "281"),
            goal(target_value="420", target="at least 420 N"),
        ),
    )
    assert view.so_far is not None
    shown = page(view)
    assert view.so_far.label in shown
    for reason in view.so_far.reasons:
        assert reason.text in shown
    assert "the therapist decides" in shown
    assert "Vastus design decision 2026: when what is measured again" in shown


@pytest.mark.parametrize("count", [2, 3])
def test_every_cell_is_on_the_page(count: int) -> None:
    aim = goal(due="2026-06-01")
    newest = visit("2026-04-28", extensors("left", "300"), lefs("52"), aim)
    view = report(*[*FORCES, newest][-count:])
    shown = " ".join(page(view).split())
    for one in view.progress.rows:
        cells = [one.label, one.change, one.error, one.error_of, one.important]
        cells += [past.text for past in (one.baseline, one.last) if past]
        cells += [cell.target for cell in one.goals] + [said.text for said in one.verdicts]
        for cell in cells:
            assert " ".join(cell.split()) in shown
