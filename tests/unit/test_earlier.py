"""Each finding is set against its own baseline and its own last time."""

from __future__ import annotations

import json
from dataclasses import replace

from assessment.earlier import EarlierVisit, EarlierVisits, comparisons, ends
from assessment.record import Comparison, Item, from_payload, to_payload
from tests.unit.outputs.reassessment import reassessment
from tests.unit.outputs.records import force, number, prose, result, visit

FORCE = ("knee_extension_force", "left", "")


def earlier(**items: tuple[Item, ...]) -> EarlierVisits:
    """Signed visits by date (`d2026_03_03`), oldest first, each with the digest of its date."""
    found = []
    for name, held in items.items():
        day = name.removeprefix("d").replace("_", "-")
        record = visit(day, *held).record
        found.append(EarlierVisit(record=record, version=1, digest=f"digest of {day}"))
    return EarlierVisits(found)


def compared(now: Item, visits: EarlierVisits) -> list[tuple[str, str, str]]:
    """Role, date and value that a finding is compared with."""
    found = comparisons([now], visits, decimal_separator=".")
    return [(one.role, one.reference_date, one.reference_text) for one in found]


def test_baseline_is_the_first_visit_that_measured_it_and_last_the_latest() -> None:
    visits = earlier(
        d2026_03_03=(force("right", "395"),),
        d2026_03_17=(force("left", "229"),),
        d2026_03_31=(force("left", "250"),),
        d2026_04_14=(force("right", "400"),),
    )
    assert compared(force("left", "310"), visits) == [
        ("baseline", "2026-03-17", "229 N"),
        ("last", "2026-03-31", "250 N"),
    ]
    assert compared(force("right", "402"), visits) == [
        ("baseline", "2026-03-03", "395 N"),
        ("last", "2026-04-14", "400 N"),
    ]


def test_what_was_measured_once_before_is_compared_once() -> None:
    visits = earlier(d2026_03_03=(), d2026_03_17=(force("left", "229"),), d2026_03_31=())
    assert compared(force("left", "310"), visits) == [("baseline", "2026-03-17", "229 N")]


def test_a_derived_result_is_followed_with_its_own_measure() -> None:
    index = {"value": "58", "trend": True, "unit": "%", "unit_label": "%"}
    of_force = result("symmetry", "Limb symmetry index", "none", "58.0 %", **index)
    of_other = replace(of_force, of="hip_abduction_force", text="91.0 %", value="91")
    visits = earlier(d2026_03_03=(of_other,), d2026_03_17=(of_force,), d2026_03_31=(of_other,))
    assert compared(of_force, visits) == [("baseline", "2026-03-17", "58.0 %")]
    assert [one[1] for one in compared(of_other, visits)] == ["2026-03-03", "2026-03-31"]


def test_carried_values_stopped_tests_and_reasons_take_no_part() -> None:
    no_value = {"value": None, "trend": False, "text": "not tested: pain", "reason": "pain"}
    visits = earlier(
        d2026_03_03=(force("left", "229", provenance="carried"),),
        d2026_03_10=(force("left", "240", validity="stopped_by_pain"),),
        d2026_03_17=(force("left", "250"),),
        d2026_03_24=(force("left", "0", **no_value),),
        d2026_03_31=(force("left", "260", validity="invalid"),),
        d2026_04_07=(force("left", "250", provenance="carried"),),
    )
    assert compared(force("left", "310"), visits) == [("baseline", "2026-03-17", "250 N")]
    seen = visits.seen(FORCE)
    assert seen is not None
    assert seen[0].record.header.visit_date == "2026-04-07"


def test_a_carried_value_of_today_says_why_it_is_not_compared() -> None:
    visits = earlier(d2026_03_03=(force("left", "229"),))
    (found,) = comparisons(
        [force("left", "229", provenance="carried")], visits, decimal_separator="."
    )
    assert not found.comparable
    assert found.verdict_text == "not compared: now: carried, not re-measured"
    assert found.change_text == ""


def test_single_trials_stand_for_nothing() -> None:
    visits = earlier(d2026_03_03=(force("left", "200", trial=1), force("left", "229")))
    assert [item.text for _visit, item in visits.measured(FORCE)] == ["229 N"]


def test_every_version_compared_with_is_named_once_with_its_digest() -> None:
    visits = earlier(
        d2026_03_03=(force("right", "395"),),
        d2026_03_17=(force("left", "229"),),
        d2026_03_31=(number("hip", "Hip", "left", "10", "10 N"),),
        d2026_04_14=(force("right", "400"),),
    )
    found = comparisons(
        [force("right", "402"), force("left", "310")], visits, decimal_separator="."
    )
    assert [(one.role, one.visit_date, one.digest) for one in visits.references(found)] == [
        ("baseline", "2026-03-03", "digest of 2026-03-03"),
        ("last", "2026-04-14", "digest of 2026-04-14"),
        ("also", "2026-03-17", "digest of 2026-03-17"),
    ]
    assert EarlierVisits([]).references([]) == ()


def test_words_and_answers_have_a_first_and_a_last_time_too_but_not_assessed_is_no_answer() -> None:
    def flag(choice: str) -> Item:
        text = choice.replace("_", " ")
        return prose("red_flags", "calf", "Calf swelling", text, kind="answer", choice=choice)

    visits = earlier(
        d2026_03_03=(flag("yes"),), d2026_03_17=(flag("no"),), d2026_03_31=(flag("not_assessed"),)
    )
    found = ends(visits.answered(("calf", "none", "")))
    assert [(one.role, one.item.text) for one in found] == [("baseline", "yes"), ("last", "no")]
    assert visits.measured(("calf", "none", "")) == []


def test_a_record_that_was_signed_before_comparisons_told_their_visit_still_reads() -> None:
    payload = json.loads(to_payload(reassessment()))
    for one in payload["comparisons"]:
        del one["reference_assessment"], one["reference_date"]
    read = from_payload(json.dumps(payload))
    assert len(read.comparisons) == len(reassessment().comparisons)
    assert {one.reference_date for one in read.comparisons} == {""}
    assert {read.date_apart(one) for one in read.comparisons} == {""}


def test_a_date_is_said_only_where_another_visit_heads_the_column() -> None:
    record = reassessment()
    head = record.references[0]

    def against(assessment: str, day: str) -> Comparison:
        one = record.comparisons[0]
        return replace(one, reference_assessment=assessment, reference_date=day)

    assert record.date_apart(against(head.assessment, head.visit_date)) == ""
    assert record.date_apart(against("another", "2026-03-17")) == "2026-03-17"
