"""What a clinician is told, at the item that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assessment.catalogue.types import Side
from assessment.clinical.derive import ClinicalWarning
from assessment.record import Item


def remarked(items: list[Item], told: Sequence[ClinicalWarning]) -> list[Item]:
    """The items, each with what the clinician is told about it."""
    remarks: dict[int, list[str]] = {}
    notes: dict[int, list[str]] = {}
    for one in told:
        at = _place_of(items, one)
        if at is not None:
            (notes if one.note else remarks).setdefault(at, []).append(one.text)
    return [
        replace(
            item,
            remarks=(*item.remarks, *remarks.get(at, ())),
            notes=(*item.notes, *notes.get(at, ())),
        )
        if at in remarks or at in notes
        else item
        for at, item in enumerate(items)
    ]


def _place_of(items: list[Item], told: ClinicalWarning) -> int | None:
    """Where a remark stands; one about both sides stands with what compares them, if it can."""
    whole = {(told.measure, told.of, told.side.value)}
    compared = {("difference", told.measure, Side.NONE.value)}
    either = {(told.measure, told.of, side.value) for side in (Side.RIGHT, Side.LEFT)}
    for wanted in (whole, compared, either):
        for at, item in enumerate(items):
            if not item.trial and (item.code, item.of, item.side) in wanted:
                return at
    return None
