"""What a charting page shows of restrictions: at each row, at a field that goes beyond one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.catalogue.demands import demands_of
from assessment.catalogue.types import WHY_BEYOND_WORDS, Measure, Restricts, Side
from assessment.clinical.restrictions import Beyond, Limit, TestAsked, beyond_before
from assessment.forms.section import BeyondView, FieldView, Posted
from assessment.selectors.chart import Chart, Stored
from assessment.services.beyond import OFFERED
from assessment.services.changes import FieldAnswer, Outcome

PLANNED = frozenset({"home_programme", "exercise"})
"""Prose that plans exercise: all that is in force stands above it (RS-12)."""
SHOWN_ONLY = frozenset({Restricts.BRACE})
REASONS = tuple((one.value, WHY_BEYOND_WORDS[one]) for one in OFFERED)


@dataclass(frozen=True, kw_only=True)
class RowLimit:
    """A limit above the fields of a row. `broken` says how the test would go beyond it."""

    side: str
    words: str
    broken: str = ""
    expired: bool = False


def row_limits(chart: Chart, measure: Measure) -> tuple[RowLimit, ...]:
    """The limits that bear on a measure on the limbs that have any, before anything is typed."""
    if not chart.limits:
        return ()
    if measure.code in PLANNED:
        return tuple(_shown(one) for one in chart.limits if one.restricting)
    demands = demands_of(measure.code)
    if not demands:
        return ()
    sides = (Side.RIGHT, Side.LEFT) if measure.sided else (Side.NONE,)
    found = [
        _row(one)
        for side in sides
        for one in beyond_before(
            TestAsked(
                measure=measure,
                demands=demands,
                side=side,
                setup=chart.setup_texts(measure, side),
            ),
            chart.limits,
        )
    ]
    return tuple(dict.fromkeys(found))


def _row(one: Beyond) -> RowLimit:
    return replace(_shown(one.limit), broken=f"{one.what}." if one.broken else "")


def _shown(limit: Limit) -> RowLimit:
    return RowLimit(side=limit.side.value, words=limit.words, expired=limit.expired)


def beyond_view(
    view: FieldView, stored: Stored, sent: Posted | None, answer: FieldAnswer | None
) -> FieldView:
    """The field with what is asked about a value beyond a limit, until somebody answered."""
    held = stored.beyond
    if held is None or held.settled:
        return view
    refused = answer is not None and answer.outcome is Outcome.REFUSED
    because = sent.because if sent is not None and refused else ""
    return replace(
        view,
        tone=view.tone or "question",
        beyond=BeyondView(
            question=held.question,
            limits=held.limits,
            reasons=REASONS,
            because=because,
            because_words=sent.because_words if sent is not None and because else "",
            refused=refused and bool(because),
        ),
    )


def chips(limits: Sequence[Limit]) -> tuple[Mapping[str, str], ...]:
    """The limits as the banner shows them, each behind its leg."""
    return tuple(
        {
            "side": one.side.value,
            "text": one.short,
            "title": one.words,
            "tone": "caution",
        }
        for one in limits
        if one.restricting
    )
