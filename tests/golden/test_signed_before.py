"""A result that was signed reads as it was signed, whatever its formula says today."""

from __future__ import annotations

from dataclasses import replace

from assessment.catalogue.types import InvolvedSide
from assessment.clinical.result import Formula
from assessment.record import Record, from_payload, to_payload
from tests.golden.visits import LEFT, PLAIN_FORCE, RIGHT, derived, reading, section_with, visit
from tests.unit.outputs.records import SECTIONS, force, header, result
from tests.unit.outputs.rendering import as_page, as_text, squeezed, words

# Signed under a first formula that divided by the larger side: 310 / 402 gave another result then.
FORMER = result(
    "symmetry",
    "Limb symmetry index",
    "none",
    "70.4 %",
    value="70.4",
    unit="%",
    unit_label="%",
    formula="limb symmetry index = by a former formula (version 0)",
    inputs=("left 310 N", "right 402 N", "of three, the second"),
    compared=(("involved_side", "left"),),
    key_result=True,
)
SIGNED = Record(
    header=header(), sections=SECTIONS, items=(force("right", "402"), force("left", "310"), FORMER)
)


def test_a_result_of_a_former_formula_reads_as_it_was_signed_t49() -> None:
    read = from_payload(to_payload(SIGNED))
    assert read.find("symmetry", "none", of="knee_extension_force") == FORMER
    for output in (as_text(read), words(as_page(read))):
        assert "70.4 %" in output
        assert "77.1" not in output
        assert squeezed(FORMER.formula) in squeezed(output)
        for one in FORMER.inputs:
            assert squeezed(one) in squeezed(output)


def test_a_payload_that_says_the_involved_side_in_its_header_alone_is_read_with_it_t6() -> None:
    early = replace(SIGNED, items=(replace(FORMER, compared=()),))
    (item,) = from_payload(to_payload(early)).items
    assert item.compared == (("involved_side", "left"),)
    bilateral = replace(early, header=header(involved_code="both"))
    (item,) = from_payload(to_payload(bilateral)).items
    assert item.compared == (("involved_side", "none"),)


def test_a_result_names_its_formula_with_the_version_and_what_went_in_t49() -> None:
    assert str(Formula(says="lag = active - passive", version=3)) == (
        "lag = active - passive (version 3)"
    )
    readings = [reading(PLAIN_FORCE, RIGHT, "180"), reading(PLAIN_FORCE, LEFT, "240")]
    section = section_with(PLAIN_FORCE)
    index = derived(section, readings, visit(InvolvedSide.RIGHT), "symmetry").result
    assert index.formula == "limb symmetry index = involved / uninvolved x 100 (version 1)"
    assert (index.version, index.inputs) == (1, ("right 180 N", "left 240 N"))
