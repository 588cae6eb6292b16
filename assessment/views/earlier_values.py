"""What stands beside a field of earlier visits: the measure's own baseline and last time, dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessment.catalogue.types import Kind, Measure, Side
from assessment.clinical.yardstick import BETWEEN_SIDES, DIFFERENCE, SYMMETRY
from assessment.earlier import BASELINE, LAST, EarlierVisit, EarlierVisits
from assessment.kinds.address import sides
from assessment.record import Item
from assessment.worth_testing import Worth

SIDES = ("right", "left")


@dataclass(frozen=True, kw_only=True)
class EarlierVisitLines:
    """What one earlier visit found, with its date."""

    when: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The baseline of a measure or its last time, beside the field and never inside it.

    One visit for both sides, or one for each where they were not measured at the same visit.
    """

    role: str
    visits: tuple[EarlierVisitLines, ...]


def earlier_values(
    earlier: EarlierVisits, measure: Measure, *, order: Sequence[str] = SIDES
) -> tuple[Earlier, ...]:
    """Baseline and last of a measure; none where no visit came before.

    Both sides of a visit stand in the `order` of the fields beside them. Sentences stand below
    one another, so that those of one visit are said once.
    """
    found = tuple(_of_role(role, earlier, measure, order) for role in (BASELINE, LAST) if earlier)
    if measure.kind is Kind.TEXT and found and found[0].visits == found[1].visits:
        return found[:1]
    return found


def _of_role(role: str, earlier: EarlierVisits, measure: Measure, order: Sequence[str]) -> Earlier:
    """What stands beside a field: both sides of one visit in a line, else each with its own."""
    at: dict[str, tuple[EarlierVisit, dict[str, Item]]] = {}
    for side in sides(measure.sided):
        for visit, item in _end(role, earlier.answered((measure.code, side.value, ""))):
            at.setdefault(visit.assessment, (visit, {}))[1][side.value] = item
    lines = {
        assessment: [_values(found, order, alone=len(at) == 1)]
        for assessment, (_visit, found) in at.items()
    }
    # One result is enough beside the field: the index where there is one.
    for code in (SYMMETRY, BETWEEN_SIDES, DIFFERENCE):
        results = _end(role, earlier.measured((code, Side.NONE.value, measure.code)))
        for visit, item in results:
            at.setdefault(visit.assessment, (visit, {}))
            lines.setdefault(visit.assessment, []).append(item.text)
        if results:
            break
    since = [visit.assessment for visit in earlier.visits]
    return Earlier(
        role=role,
        visits=tuple(
            EarlierVisitLines(
                when=at[one][0].record.header.visit_date_text, lines=tuple(lines[one])
            )
            for one in sorted(at, key=since.index)
        ),
    )


def _end(role: str, found: list[tuple[EarlierVisit, Item]]) -> list[tuple[EarlierVisit, Item]]:
    return found[:1] if role == BASELINE else found[-1:]


def _values(found: Mapping[str, Item], order: Sequence[str], *, alone: bool) -> str:
    """The values of one visit, in order, each with its side where a visit has only one."""
    if Side.NONE.value in found:
        return found[Side.NONE.value].text
    texts = {side: one.text.removesuffix(f" {one.unit_label}") for side, one in found.items()}
    if alone or len(found) > 1:
        return " | ".join(texts.get(side, "–") for side in order)
    words = {"right": _("right"), "left": _("left")}
    return " ".join(f"{words[side]} {text}" for side, text in texts.items())


def again_text(worth: Worth) -> str:
    """That a measure was taken before and is not charted yet, of which side and when."""
    words = {"right": _("right"), "left": _("left")}
    seen = {one.side: one.last or one.left_out for one in worth.sides}
    dates = dict.fromkeys(one.date for one in seen.values() if one)
    measured = any(one.last for one in worth.sides)
    what = (
        _("measured %(when)s, not yet today") if measured else _("not tested %(when)s, nor today")
    )
    said = what % {"when": ", ".join(dates)}
    named = _(" and ").join(words[side] for side in seen if side)
    return f"{named}: {said}" if named and len(seen) == 1 else said
