"""Results with everything that stands beside them, worked out with a decimal comma."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessment.catalogue.types import InvolvedSide, Section, Side
from assessment.clinical.derive import derive
from assessment.clinical.readings import Reading
from assessment.clinical.result import ReasonCode, Result
from tests.golden.visits import visit

CONTEXT = visit(InvolvedSide.LEFT)


def read(code: str, number: str = "", side: Side = Side.NONE, **said: object) -> Reading:
    value = Decimal(number) if number else None
    return replace(Reading(measure=code, side=side, number=value), **said)  # type: ignore[arg-type]


def results(section: Section, *readings: Reading) -> dict[tuple[str, Side], Result]:
    """Everything worked out in a clinic that writes a decimal comma, by code and side."""
    return {
        (one.code, one.side): one.result
        for one in derive(section, readings, CONTEXT, decimal_separator=",")
        if not one.of
    }


def none(formula: str, reason: ReasonCode, why: str, *inputs: str) -> Result:
    text = f"not computed: {why}"
    return Result(text=text, formula=formula, reason=reason, inputs=inputs)
