"""A change of symmetry never stands without what each limb did."""

from __future__ import annotations

from dataclasses import replace

from assessment import judgement
from assessment.record import INVOLVED_LIMB, LIMB_UNIT, UNINVOLVED_LIMB, Item
from tests.unit.outputs.records import header


def index(value: str, involved: str, uninvolved: str) -> Item:
    """A limb symmetry index of a single hop, whose error is published, with the limbs it is of."""
    return Item(
        section="function",
        code="symmetry",
        of="single_hop",
        label="Single hop: limb symmetry index",
        side="none",
        kind="quantity",
        text=f"{value} %",
        value=value,
        unit="%",
        derived=True,
        better="higher",
        compared=(("involved_side", "left"),),
        facts=((INVOLVED_LIMB, involved), (UNINVOLVED_LIMB, uninvolved), (LIMB_UNIT, "cm")),
    )


def compared(before: Item, now: Item) -> tuple[str, str]:
    found = judgement.comparison(before, now, "baseline", at=header())
    return found.verdict_text, found.direction


def test_symmetry_gained_by_loss_on_the_other_side_is_no_improvement_t16() -> None:
    before, now = index("75", "120", "160"), index("90", "117", "130")
    assert judgement.change(before, now).word == "improved"
    verdict, word = compared(before, now)
    assert verdict.startswith("real change; no published value for how much matters to patients; ")
    lost = "involved -3.0 cm, uninvolved -30.0 cm: symmetry rose because the uninvolved side lost"
    assert lost in verdict
    assert word == ""


def test_symmetry_gained_on_the_involved_side_is_one_t16() -> None:
    verdict, word = compared(index("75", "120", "160"), index("90", "144", "160"))
    assert verdict.startswith("improved: ")
    assert "involved +24.0 cm, uninvolved 0.0 cm" in verdict
    assert "lost" not in verdict
    assert word == "improved"


def test_a_value_that_waits_to_be_confirmed_takes_no_part() -> None:
    waiting = replace(index("75", "120", "160"), validity="to_confirm")
    assert judgement.why_not(waiting) == "waits to be confirmed"
    assert not judgement.counts(waiting)


def test_an_index_signed_before_limbs_were_kept_is_compared_without_them() -> None:
    before = replace(index("75", "120", "160"), facts=())
    verdict, _word = compared(before, index("90", "144", "160"))
    assert "involved +" not in verdict
