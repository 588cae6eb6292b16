"""What the involved side lacks of a movement against the other side, in published groups.

A loss within the first group is no finding and is not told.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.types import Better, LossBand, Measure, SideLoss
from assessment.catalogue.units import shown


def loss(measure: Measure, involved: Decimal, uninvolved: Decimal) -> Decimal:
    """How much the involved side lacks; negative where it has more. By what is better."""
    apart = uninvolved - involved
    return -apart if measure.better is Better.LOWER else apart


def band_of(bands: SideLoss, lost: Decimal) -> LossBand:
    """The group of a loss, compared unrounded; between two whole degrees the worse one."""
    return next(one for one in bands.bands if _within(one, lost))


def loss_text(
    measure: Measure, involved: Decimal, uninvolved: Decimal, *, decimal_separator: str
) -> str:
    """The group of a loss in words; nothing in the first group."""
    bands = measure.side_loss
    if bands is None or measure.unit is None:
        return ""
    lost = loss(measure, involved, uninvolved)
    band = band_of(bands, lost)
    if band is bands.bands[0]:
        return ""
    size = shown(lost, measure.unit, decimal_separator=decimal_separator)
    names = f"{bands.bands[0].label} to {bands.bands[-1].label}"
    return (
        f"Loss of {bands.of} against the other side {size}: group {band.label} of {names}, "
        f"{band.says} ({bands.form})."
    )


def _within(band: LossBand, lost: Decimal) -> bool:
    if band.high is None:
        return True
    return lost < band.high or (lost == band.high and not band.high_open)
