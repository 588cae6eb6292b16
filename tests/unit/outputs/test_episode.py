"""The episode so far: every visit beside the others, changes judged afresh by today's rules."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.template.loader import render_to_string

from assessment.outputs.episode import EpisodeView, episode_report
from assessment.outputs.flow import FlowRow
from assessment.outputs.standing import VersionedRecord
from assessment.record import Item
from tests.unit.outputs.records import CANARY, force, number, prose, result, visit
from tests.unit.outputs.rendering import squeezed, words

AS_OF = datetime(2026, 5, 26, 12, 0, tzinfo=UTC)


def extensors(
    side: str, value: str, /, *, lever_arm: str = "0.34", rater: str = "a", **more: object
) -> Item:
    """Knee extension force as the catalogue has it, belt-fixed."""
    setup = (
        ("fixation", "belt"),
        ("knee_angle", "90"),
        ("contraction", "make"),
        ("statistic", "best"),
        ("lever_arm", lever_arm),
    )
    facts: dict[str, object] = {"unit": "N", "setup": (), "setup_text": "", "compared": setup}
    return force(side, value, rater=rater, entered_unit="", **facts | more)


def torque(side: str, value: str) -> Item:
    """Torque, for which the lever arm does not matter."""
    label = "Knee extension force: torque"
    setup = (
        ("fixation", "belt"),
        ("knee_angle", "90"),
        ("contraction", "make"),
        ("statistic", "best"),
    )
    return result(
        "torque",
        label,
        side,
        f"{value} N·m",
        value=value,
        unit="N.m",
        unit_label="N·m",
        compared=setup,
        key_result=True,
        trend=True,
        rater="a",
    )


def report(*visits: VersionedRecord) -> EpisodeView:
    """The report of the visits."""
    view = episode_report(visits, AS_OF)
    assert view is not None
    return view


def row(view: EpisodeView, label: str, side: str) -> FlowRow:
    """One row of the flow table."""
    return next(
        one
        for section in view.sections
        for one in section.rows
        if one.label == label and one.side == side
    )


def page(view: EpisodeView) -> str:
    """The report as HTML."""
    return render_to_string("assessment/episode_report_body.html", {"report": view})


def test_an_episode_without_visits_has_no_report() -> None:
    assert episode_report([], AS_OF) is None
    assert episode_report([visit("2026-01-01", state="void")], AS_OF) is None


def test_each_visit_is_a_column_and_each_side_a_row() -> None:
    view = report(
        visit("2026-03-03", extensors("right", "395"), extensors("left", "229")),
        visit("2026-04-28", extensors("left", "310")),
    )
    assert [one.date for one in view.visits] == ["3 Mar 2026", "28 Apr 2026"]
    left = row(view, "Knee extension force", "left")
    right = row(view, "Knee extension force", "right")
    assert [cell.finding and cell.finding.text for cell in left.cells] == ["229 N", "310 N"]
    assert [cell.finding and cell.finding.text for cell in right.cells] == ["395 N", None]


def test_a_change_beyond_the_error_is_called_improved_against_the_first_and_the_last_visit() -> (
    None
):
    view = report(
        visit("2026-03-03", extensors("left", "100")),
        visit("2026-03-31", extensors("left", "280")),
        visit("2026-04-28", extensors("left", "300")),
    )
    baseline, last = row(view, "Knee extension force", "left").verdicts
    assert (baseline.since, baseline.tone) == ("since baseline", "better")
    assert baseline.text.startswith("+200 N (+200.0 %), improved: real change")
    assert (last.since, last.tone) == ("since last visit", "same")
    assert "no change beyond measurement error" in last.text
    assert "improved" not in last.text


def test_other_lever_arms_make_force_not_comparable_and_leave_torque_alone() -> None:
    view = report(
        visit("2026-03-03", extensors("left", "300", lever_arm="0.39"), torque("left", "117")),
        visit("2026-04-28", extensors("left", "300", lever_arm="0.59"), torque("left", "177")),
    )
    force_row = row(view, "Knee extension force", "left")
    assert force_row.verdicts[0].text == "not comparable: lever arm 39 cm against 59 cm"
    assert force_row.cells[1].apart == "lever arm 39 cm against 59 cm"
    assert view.not_comparable == (
        "Knee extension force, left, 28 Apr 2026: lever arm 39 cm against 59 cm",
    )
    torque_row = row(view, "Knee extension force: torque", "left")
    assert torque_row.verdicts[0].text.startswith("+60.0 N·m (+51.3 %), improved")


def test_an_improvement_that_no_published_error_covers_is_not_called_real() -> None:
    view = report(
        visit("2026-03-03", number("pull", "Pull", "left", "10", "10 N", unit="N")),
        visit("2026-04-28", number("pull", "Pull", "left", "90", "90 N", unit="N")),
    )
    verdict = row(view, "Pull", "left").verdicts[0]
    assert verdict.tone == "unknown"
    assert "no published error" in verdict.text
    assert "improved" not in verdict.text


def test_carried_values_are_shown_and_judged_neither_way() -> None:
    view = report(
        visit("2026-03-03", extensors("left", "229")),
        visit("2026-04-28", extensors("left", "229", provenance="carried")),
    )
    left = row(view, "Knee extension force", "left")
    assert left.verdicts == ()
    assert left.cells[1].finding is not None
    assert left.cells[1].finding.marks == ("carried, not re-measured",)
    assert "carried, not re-measured" in words(page(view))


def test_the_last_visit_is_the_last_at_which_it_was_measured() -> None:
    not_tested = extensors("left", "0", value=None, reason="pain", text="not tested: pain")
    view = report(
        visit("2026-03-03", extensors("left", "100")),
        visit("2026-03-17", extensors("left", "200")),
        visit("2026-03-31", not_tested),
        visit("2026-04-28", extensors("left", "300")),
    )
    last = row(view, "Knee extension force", "left").verdicts[1]
    assert last.text.startswith("+100 N")


def test_a_draft_column_says_draft_and_so_does_the_report() -> None:
    view = report(
        visit("2026-03-03", extensors("left", "229")),
        visit("2026-04-28", extensors("left", "310"), state="draft"),
    )
    assert [one.mark for one in view.visits] == ["", "DRAFT"]
    assert view.mark == "DRAFT"
    assert '<p class="report-watermark" aria-hidden="true" data-mark="DRAFT">' in page(view)
    warning = "DRAFT. The newest visit is not signed and may change."
    assert squeezed(warning) in squeezed(words(page(view)))


def test_the_report_says_as_of_when() -> None:
    view = report(visit("2026-03-03", extensors("left", "229")))
    assert "as of 26 May 2026 12:00:00 +00:00" in words(page(view))


def test_a_day_will_do_for_as_of() -> None:
    view = episode_report([visit("2026-03-03", extensors("left", "229"))], date(2026, 5, 26))
    assert view is not None
    assert view.as_of == "26 May 2026"


def test_prose_stays_with_its_visit_and_key_results_get_a_chart() -> None:
    view = report(
        visit("2026-03-03", prose("history", "story", "Story", CANARY), extensors("left", "229")),
        visit("2026-04-28", extensors("left", "310")),
    )
    assert CANARY not in page(view)
    assert [one.label for one in view.trends] == ["Knee extension force"]
    assert '<svg xmlns="' in page(view) or '<svg class="trend"' in page(view)


def test_answers_stand_apart_from_measures_and_are_all_there() -> None:
    said = prose("history", "course", "Course so far", "improving", kind="choice", choice="better")
    view = report(visit("2026-03-03", extensors("left", "229"), said), visit("2026-04-28", said))
    answers = [row.label for section in view.sections for row in section.answers]
    measures = [row.label for section in view.sections for row in section.measures]
    assert (answers, measures) == (["Course so far"], ["Knee extension force"])
    shown = words(page(view))
    assert "1 answer by visit" in shown
    assert "improving" in shown


def test_every_cell_and_verdict_of_the_view_is_on_the_page() -> None:
    view = report(
        visit("2026-03-03", extensors("right", "395"), extensors("left", "229")),
        visit("2026-04-28", extensors("right", "402"), extensors("left", "310", lever_arm="0.39")),
    )
    shown = words(page(view))
    for section in view.sections:
        for line in section.rows:
            for cell in line.cells:
                assert cell.finding is not None
                assert cell.finding.text in shown
                assert cell.apart in shown
            for verdict in line.verdicts:
                assert verdict.text in shown
    for source in view.sources:
        assert source in shown


def test_hostile_text_is_escaped_on_the_page() -> None:
    hostile = "<script>alert(1)</script>"
    item = number("pull", hostile, "left", "1", hostile, unit="N", key_result=True)
    view = report(visit("2026-03-03", item), visit("2026-04-28", item, episode=hostile))
    assert "<script" not in page(view)
