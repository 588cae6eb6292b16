"""Where a finding's baseline or last time is not the visit at the head, it says its date."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string

from assessment.earlier import EarlierVisit, EarlierVisits, comparisons
from assessment.outputs.report import ReportView, report_view
from assessment.outputs.text import text_note
from assessment.record import Item, Record
from tests.unit.outputs.records import visit
from tests.unit.outputs.rendering import squeezed, words
from tests.unit.outputs.test_episode import extensors

STATE: dict[str, Any] = {"state": "draft", "version": None, "signatures": ()}


def record(*visits: tuple[str, tuple[Item, ...]]) -> Record:
    """The last of these visits, compared with those before it."""
    *before, (day, items) = visits
    earlier = EarlierVisits(
        [
            EarlierVisit(record=visit(on, *held).record, version=1, digest=f"digest of {on}")
            for on, held in before
        ]
    )
    found = comparisons(items, earlier, decimal_separator=".")
    return replace(
        visit(day, *items).record, comparisons=found, references=earlier.references(found)
    )


# Baseline measured the right side alone, the visit before this one neither.
LEFT_LATER = record(
    ("2026-03-03", (extensors("right", "395"),)),
    ("2026-03-17", (extensors("right", "398"), extensors("left", "100"))),
    ("2026-03-31", (extensors("left", "280"),)),
    ("2026-04-14", ()),
    ("2026-04-28", (extensors("right", "402"), extensors("left", "300"))),
)
LEFT_ONCE = record(
    ("2026-03-03", (extensors("right", "395"),)),
    ("2026-03-17", (extensors("right", "398"), extensors("left", "100"))),
    ("2026-04-28", (extensors("right", "402"), extensors("left", "300"))),
)


def view_of(one: Record) -> ReportView:
    return report_view(one, **STATE)


def page_of(one: Record) -> str:
    return words(render_to_string("assessment/report_body.html", {"report": view_of(one)}))


def test_the_tables_and_page_one_say_the_dates_of_other_visits() -> None:
    (row,) = view_of(LEFT_LATER).sections[0].blocks[0].rows
    dates = {(one.side, one.text): one.when for one in (*row.baseline, *row.last)}
    assert dates == {
        ("right", "395 N"): "",
        ("left", "100 N"): "17 Mar 2026",
        ("right", "398 N"): "17 Mar 2026",
        ("left", "280 N"): "31 Mar 2026",
    }
    left = next(one for one in view_of(LEFT_LATER).summary.key_rows if one.side == "left")
    assert left.baseline is not None
    assert left.last is not None
    assert (left.baseline.when, left.last.when) == ("17 Mar 2026", "31 Mar 2026")
    assert [one.since for one in left.verdicts] == [
        "since baseline (17 Mar 2026)",
        "since last measured (31 Mar 2026)",
    ]
    shown = squeezed(page_of(LEFT_LATER))
    for text in ("100 N17 Mar 2026", "280 N17 Mar 2026", "since baseline (17 Mar 2026)"):
        assert (squeezed(text) in shown) is (text != "280 N17 Mar 2026"), text


def test_the_text_note_says_them_too() -> None:
    note = squeezed(text_note(LEFT_LATER, **STATE))
    for text in (
        "baseline 100 N (17 Mar 2026)",
        "last 280 N (31 Mar 2026)",
        "since baseline (17 Mar 2026) 100 N -> 300 N",
    ):
        assert squeezed(text) in note, text


def test_what_was_measured_once_stands_in_both_columns_and_is_judged_once() -> None:
    (row,) = view_of(LEFT_ONCE).sections[0].blocks[0].rows
    left = [(one.text, one.when) for one in row.baseline if one.side == "left"]
    assert left == [("100 N", "17 Mar 2026")]
    assert [(one.text, one.when) for one in row.last if one.side == "left"] == [("100 N", "")]
    assert [one.who for one in row.verdicts].count("left") == 1


def test_with_one_earlier_visit_there_is_no_column_for_the_last() -> None:
    only = record(
        ("2026-03-03", (extensors("left", "100"),)), ("2026-04-28", (extensors("left", "300"),))
    )
    (block,) = view_of(only).sections[0].blocks
    assert (block.baseline, block.last) == (True, False)
    assert "(3 Mar 2026)" not in text_note(only, **STATE)


def test_every_version_compared_with_ends_the_report() -> None:
    said = view_of(LEFT_LATER).closing.references
    assert [one.split(",")[0] for one in said] == [
        "Baseline: Reassessment",
        "Last visit: Reassessment",
        "Also compared with: Reassessment",
        "Also compared with: Reassessment",
    ]
    for day, line in zip(("03-03", "04-14", "03-17", "03-31"), said, strict=True):
        assert f"digest of 2026-{day}" in line


def test_a_record_signed_before_comparisons_told_their_visit_reads_as_it_did() -> None:
    old = replace(
        LEFT_LATER,
        comparisons=tuple(
            replace(one, reference_assessment="", reference_date="")
            for one in LEFT_LATER.comparisons
        ),
    )
    (row,) = view_of(old).sections[0].blocks[0].rows
    assert {one.when for one in (*row.baseline, *row.last)} == {""}
