"""Where a result stands against a cut-off in print: said with its source, deciding nothing.

Compared unrounded: 89.96 % is shown as 90.0 %, and is below 90 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from assessment.catalogue.types import CutOff, Section
from assessment.catalogue.units import PERCENT, plain, rounded, with_label
from assessment.clinical.derived import Derived
from assessment.clinical.warnings import ClinicalWarning


def reaches(value: Decimal, cut_off: CutOff) -> bool:
    """Whether an unrounded result is at the cut-off or above it."""
    return value >= cut_off.amount


def cut_off_text(value: Decimal, cut_off: CutOff, *, decimal_separator: str = ".") -> str:
    """In words: "Below 90 %, usually asked for before pivoting sport; it clears nobody."."""
    amount = with_label(plain(cut_off.amount, decimal_separator=decimal_separator), PERCENT)
    place = "At or above" if reaches(value, cut_off) else "Below"
    as_shown = rounded(value, PERCENT.decimals)
    exactly = ""
    if reaches(Decimal(as_shown), cut_off) is not reaches(value, cut_off):
        # Cut off, not rounded: 89.996 would become the figure itself again.
        exact = value.quantize(Decimal("0.01"), rounding=ROUND_DOWN)
        said = plain(exact, decimal_separator=decimal_separator)
        exactly = f" (unrounded {with_label(said, PERCENT)})"
    return f"{place} {amount}{exactly}, {cut_off.use}."


def cut_off_notes(
    section: Section, results: Iterable[Derived], *, decimal_separator: str
) -> list[ClinicalWarning]:
    """What is to be said beside the results of a section."""
    cut_offs = {
        (one.derivation.value, measure.code): one
        for measure in section.measures
        for one in measure.cut_offs
    }
    return [
        ClinicalWarning(
            measure=result.code,
            of=result.of,
            side=result.side,
            note=True,
            text=cut_off_text(result.result.value, cut_off, decimal_separator=decimal_separator),
        )
        for result in results
        if result.result.value is not None
        if (cut_off := cut_offs.get((result.code, result.of))) is not None
    ]
