"""Two versions of one evaluation set apart: every field that differs, and none that does not."""

from __future__ import annotations

from dataclasses import fields, replace

from assessment.outputs.version_changes import (
    HEADER_LABELS,
    NOT_COMPARED,
    Difference,
    version_changes,
)
from assessment.record import Header, Record
from tests.unit.outputs.reassessment import reassessment


def differences(before: Record, after: Record) -> dict[str, list[Difference]]:
    found = version_changes(before, after)
    return {one.label: list(one.differences) for one in found.sections}


def changed(record: Record, code: str, side: str, **said: object) -> Record:
    items = tuple(
        replace(item, **said) if (item.code, item.side, item.trial) == (code, side, 0) else item
        for item in record.items
    )
    assert items != record.items
    return replace(record, items=items)


def test_a_version_differs_from_itself_in_nothing() -> None:
    found = version_changes(reassessment(), reassessment())
    assert (found.sections, found.differing) == ((), 0)
    assert found.alike > 40


def test_a_value_that_was_corrected_is_one_difference_on_its_side() -> None:
    before = reassessment()
    after = changed(before, "knee_extension_passive", "left", text="lacks 7°", value="7")
    ((section, (one,)),) = differences(before, after).items()
    assert section == "Range of motion"
    assert (one.label, one.side, one.kind) == ("Passive knee extension", "left", "changed")
    assert one.before.startswith("lacks 5°") and one.after.startswith("lacks 7°")


def test_what_was_added_and_what_was_taken_out_say_so() -> None:
    before = reassessment()
    without = replace(before, items=tuple(one for one in before.items if one.code != "calf"))
    ((_section, (gone,)),) = differences(before, without).items()
    ((_section, (come,)),) = differences(without, before).items()
    assert (gone.kind, gone.before, gone.after) == ("removed", "no", "")
    assert (come.kind, come.before, come.after) == ("added", "", "no")


def test_another_setup_mark_or_remark_is_a_difference_though_the_value_is_the_same() -> None:
    before = reassessment()
    for said in (
        {"setup_text": "fixation hand-held"},
        {"provenance": "carried"},
        {"validity": "stopped_by_pain"},
        {"remarks": ("The trials differ much.",)},
    ):
        after = changed(before, "knee_extension_passive", "right", **said)
        assert version_changes(before, after).differing == 1, said


def test_every_field_of_the_head_is_compared_or_named_as_one_that_is_not() -> None:
    assert {one.name for one in fields(Header)} == {*HEADER_LABELS, *NOT_COMPARED}
    before = reassessment()
    for name in HEADER_LABELS:
        other: object = ("changed",) if isinstance(getattr(before.header, name), tuple) else "other"
        after = replace(before, header=replace(before.header, **{name: other}))
        assert version_changes(before, after).differing == 1, name


def test_what_is_said_about_sections_and_the_whole_is_compared() -> None:
    before = reassessment()
    for said in (
        {"statements": (*before.statements, "Another statement.")},
        {"reasons": (*before.reasons, ("strength", "no time"))},
        {"measure_set": "another set"},
        {"screen": None},
        {
            "sections": tuple(
                replace(one, not_examined=(*one.not_examined, "Gait speed"))
                if one.code == "strength"
                else one
                for one in before.sections
            )
        },
        {"comparisons": before.comparisons[1:]},
    ):
        assert version_changes(before, replace(before, **said)).differing == 1, said
