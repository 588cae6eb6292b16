"""Page one: what a reader must know about a result stands beside it, on its own side."""

from __future__ import annotations

from dataclasses import replace

from assessment.outputs.report import report_view
from assessment.outputs.summary import KeyRow
from assessment.record import Item, Record
from tests.unit.outputs.reassessment import COMPARISONS, ITEMS, reassessment
from tests.unit.outputs.rendering import SIGNED, as_page, as_text, squeezed, words

SWELLING = "With an effusion girth near the knee cannot be read as muscle."


def told(**about: str) -> tuple[Item, ...]:
    """The reassessment's items; `right` and `left` are said of that side's force."""
    return tuple(
        replace(item, remarks=(about[item.side],) if item.side in about else ())
        if item.code == "knee_extension_force" and not item.trial
        else item
        for item in ITEMS
    )


def record_of(items: tuple[Item, ...]) -> Record:
    return reassessment(items=items, comparisons=COMPARISONS)


def key_rows(items: tuple[Item, ...]) -> tuple[KeyRow, ...]:
    return report_view(record_of(items), **SIGNED).summary.key_rows


def test_a_remark_stands_on_page_one_on_the_side_it_is_about() -> None:
    found = {row.side: row.remarks for row in key_rows(told(left=SWELLING)) if row.remarks}
    assert found == {"left": (SWELLING,)}


def test_what_is_said_of_the_other_side_is_left_to_the_tables() -> None:
    assert not any(row.remarks for row in key_rows(told(right=SWELLING)))
    assert f"right: {SWELLING}" in as_text(record_of(told(right=SWELLING)))


def test_page_and_text_say_it_before_the_change_is_judged() -> None:
    record = record_of(told(left=SWELLING))
    for output in (as_text(record), words(as_page(record))):
        row = squeezed(output).partition(squeezed("and whether it is real"))[2]
        before, remark, after = row.partition(squeezed(SWELLING))
        assert remark, "page one does not say it"
        assert before.count(squeezed("since baseline")) == 0
        assert squeezed("+60 N (+24.0 %)") in after.partition(squeezed("Plan"))[0]
