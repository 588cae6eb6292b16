"""Nothing of a record is lost, added or changed on its way into an output."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, replace

import pytest

from assessment.outputs.words import shown
from assessment.record import Item, Record, from_payload, to_payload
from tests.unit.outputs.reassessment import COMPARISONS, ITEMS, reassessment
from tests.unit.outputs.records import CANARY, force, number, prose
from tests.unit.outputs.rendering import (
    as_data,
    as_page,
    as_text,
    cell,
    every_output,
    rows,
    squeezed,
    words,
)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item.code}-{item.side}-{item.trial}")
def test_every_item_stands_in_every_output(item: Item) -> None:
    for name, output in every_output(reassessment()).items():
        found = squeezed(output.replace("\\n", "\n"))
        assert squeezed(shown(item)) in found, name
        assert squeezed(item.label) in found, name


def test_an_item_alone_in_its_record_stands_in_text_and_page() -> None:
    for item in ITEMS:
        record = reassessment(items=(item,), comparisons=())
        for output in (as_text(record), words(as_page(record))):
            assert squeezed(shown(item)) in squeezed(output), item.code
            assert squeezed(item.label) in squeezed(output), item.code


def test_every_comparison_stands_with_its_verdict_and_threshold() -> None:
    record = reassessment()
    for output in (as_text(record), words(as_page(record))):
        for one in COMPARISONS:
            for text in (one.reference_text, one.change_text, one.verdict_text, one.threshold):
                assert squeezed(text) in squeezed(output)
            assert squeezed(one.source) in squeezed(output)


def test_a_comparison_without_its_item_is_not_lost() -> None:
    record = reassessment(items=())
    for output in (as_text(record), words(as_page(record))):
        for one in COMPARISONS:
            assert squeezed(one.label) in squeezed(output)
            assert squeezed(one.verdict_text) in squeezed(output)


def test_header_reasons_statements_references_and_formulas_are_printed() -> None:
    record = reassessment()
    said = [*asdict(record.header).values()]
    unsaid = {"left", "reassessment", "2026-04-28", "2002-03-11", record.header.patient_id, "24"}
    unsaid |= {record.header.visit_at}
    texts = [text for text in said if isinstance(text, str) and text and text not in unsaid]
    texts += [*record.header.procedures, *record.statements, *record.references[0].digest]
    texts += [reason for pair in record.reasons for reason in pair]
    texts += [remark for item in ITEMS for remark in item.remarks]
    texts += [item.formula for item in ITEMS] + [entry for item in ITEMS for entry in item.inputs]
    texts += [entry for part in record.sections for entry in (part.reason, *part.not_examined)]
    texts += ["11 Mar 2002", "3 Mar 2026", "10:20 +01:00 (Europe/London)"]
    for output in (as_text(record), words(as_page(record))):
        for text in texts:
            assert squeezed(text) in squeezed(output)


def test_an_item_of_an_unknown_section_stands_under_other_data() -> None:
    assert "OTHER DATA" in as_text(reassessment())
    assert "Other data" in as_page(reassessment())


def test_a_blank_item_makes_no_row_and_is_listed_as_not_answered() -> None:
    blank = replace(force("left", ""), text="", value=None, entered="", unit_label="")
    record = reassessment(items=(force("right", "402"), blank), comparisons=())
    for output in (as_text(record), words(as_page(record))):
        assert squeezed("Knee extension force, left: not answered") in squeezed(output)
    assert cell(_row(as_page(record), "402 N"), "left") == ""


def test_values_are_the_same_in_text_report_and_json() -> None:
    record = reassessment()
    page, note = as_page(record), as_text(record)
    for item in json.loads(as_data(record))["record"]["items"]:
        assert squeezed(item["text"]) in squeezed(note)
        assert squeezed(item["text"]) in squeezed(words(page))


def test_a_right_value_stands_under_right_and_nowhere_else() -> None:
    page = as_page(reassessment())
    row = _row(page, "77.1 %", "398 N")
    assert cell(row, "right").startswith("402 N")
    assert cell(row, "left").startswith("310 N")


@pytest.mark.parametrize(("side", "other"), [("right", "left"), ("left", "right")])
def test_a_value_of_one_side_does_not_appear_on_the_other(side: str, other: str) -> None:
    record = reassessment(items=(force(side, "321"),), comparisons=())
    row = _row(as_page(record), "321 N", 'data-side="')
    assert cell(row, side) == "321 N"
    assert cell(row, other) == ""
    line = next(x for x in as_text(record).splitlines() if "321 N" in x and "now" not in x)
    assert line.index("321 N") == {"right": 28, "left": 51}[side]


def test_swapping_the_sides_swaps_the_cells_and_changes_nothing_else() -> None:
    there = reassessment(items=(force("right", "402"), force("left", "310")), comparisons=())
    swapped = reassessment(items=(force("right", "310"), force("left", "402")), comparisons=())
    one, two = as_page(there), as_page(swapped)
    assert one != two
    assert one.replace("402 N", "§").replace("310 N", "402 N").replace("§", "310 N") == two


def test_zero_and_negative_values_survive() -> None:
    items = (
        number("a", "Balance", "right", "0", "0 s"),
        number("a", "Balance", "left", "-5", "−5 s"),
    )
    record = reassessment(items=items, comparisons=())
    row = _row(as_page(record), "Balance", 'data-side="')
    assert (cell(row, "right"), cell(row, "left")) == ("0 s", "−5 s")
    assert "0 s" in as_text(record)
    assert "−5 s" in as_text(record)
    zero = reassessment(items=(replace(items[0], text=""),), comparisons=())
    assert cell(_row(as_page(zero), "Balance", 'data-side="'), "right") == "0 N"


def test_a_stored_record_reads_the_same_byte_for_byte() -> None:
    record = reassessment()
    stored = from_payload(to_payload(record))
    assert as_text(stored) == as_text(record)
    assert as_page(stored) == as_page(record)


def test_no_output_consults_the_catalogue() -> None:
    record = reassessment()
    renamed = tuple(replace(one, code=f"gone_{one.code}", of="") for one in ITEMS)
    unknown = replace(record, items=renamed, comparisons=())
    assert as_text(from_payload(to_payload(unknown))) == as_text(unknown)
    assert as_page(from_payload(to_payload(unknown))) == as_page(unknown)


def test_what_prints_one_record_does_not_even_import_the_catalogue() -> None:
    modules = "assessment.outputs.report, assessment.outputs.text, assessment.outputs.structured"
    asked = f"import sys, {modules}; print([m for m in sys.modules if 'catalogue' in m])"
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_the_restricted_part_is_in_no_output() -> None:
    record = reassessment()
    assert any(item.text == CANARY for item in record.restricted)
    for name, output in every_output(record).items():
        assert CANARY not in output, name
        assert "Concern" not in output, name


def test_a_long_text_is_not_cut_off() -> None:
    long = " ".join(f"word{number}" for number in range(2500))[:20_000]
    record = _with_text(long)
    for output in (as_text(record), words(as_page(record))):
        assert squeezed(long) in squeezed(output)


def test_a_word_longer_than_a_line_is_broken_and_not_lost() -> None:
    long = "x" * 20_000
    note = as_text(_with_text(long))
    assert squeezed(long) in squeezed(note)
    assert max(len(line) for line in note.splitlines()) <= 100


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}", "</td></tr>"],
)
def test_hostile_text_is_shown_as_text(hostile: str) -> None:
    item = force("right", "1")
    record = _with_text(hostile)
    record = replace(
        record,
        header=replace(record.header, patient_name=hostile, precautions=hostile),
        items=(*record.items, replace(item, text=hostile, label=hostile, setup_text=hostile)),
    )
    page = as_page(record)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "<td></td></tr>" not in page
    assert squeezed(hostile) in squeezed(html_words(page))
    assert squeezed(hostile) in squeezed(as_text(record))


def html_words(page: str) -> str:
    """The text of a page, whose escaped angle brackets are text and not markup."""
    return words(page)


def _with_text(text: str) -> Record:
    return reassessment(items=(prose("history", "story", "Story", text),), comparisons=())


def _row(page: str, *holding: str) -> str:
    return next(row for row in rows(page) if all(text in row for text in holding))


def test_what_lies_beyond_the_measure_set_is_counted_and_not_listed() -> None:
    whole = reassessment()
    sections = tuple(
        replace(one, beyond_set=7) if one.code in ("history", "strength") else one
        for one in whole.sections
    )
    record = replace(whole, sections=sections, measure_set="Meniscus, as the catalogue has it")
    for output in (as_text(record), words(as_page(record))):
        found = " ".join(output.split())
        assert "Not offered first" in found
        assert "14 further measures" in found
        assert "outside the measure set (Meniscus, as the catalogue has it)" in found
        assert "History 7, Strength 7" in found
    assert "Not offered first" not in as_text(whole)
    read = from_payload(to_payload(record))
    assert (read.sections, read.measure_set) == (record.sections, record.measure_set)
