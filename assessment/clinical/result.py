"""What a calculation came to: a value with its formula, or the reason why there is none.

An undefined result is no number at all: never 0, 100 or infinity.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessment.catalogue.types import Unit

NOT_COMPUTED = "not computed: "


class ReasonCode(StrEnum):
    """Why there is no result; of several that apply the first in this order is given."""

    MISSING = "missing"
    INVALID = "invalid"
    ZERO_DENOMINATOR = "zero_denominator"
    BILATERAL = "bilateral"
    NO_INVOLVED = "no_involved"
    ORDINAL = "ordinal"
    NOT_COMPARABLE = "not_comparable"
    OUT_OF_RANGE = "out_of_range"
    MISSING_ITEMS = "missing_items"
    TOO_FEW_ITEMS = "too_few_items"
    NO_TRUE_ZERO = "no_true_zero"
    ZERO_REFERENCE = "zero_reference"


@dataclass(frozen=True, kw_only=True)
class Formula:
    """A formula by name, as it stands beside the number, with its version."""

    says: str
    version: int = 1

    def __str__(self) -> str:
        return f"{self.says} (version {self.version})"


@dataclass(frozen=True, kw_only=True)
class Result:
    """`value` is unrounded, in `unit`; without one `reason` says why and `text` says it in words.

    `inputs` are the values that went in, as shown; `limbs` of what compares the sides the involved
    and the uninvolved value, canonical, with the code of their unit.
    """

    text: str
    formula: str
    value: Decimal | None = None
    unit: Unit | None = None
    reason: ReasonCode | None = None
    version: int = 1
    inputs: tuple[str, ...] = ()
    limbs: tuple[Decimal, Decimal, str] | None = None

    @property
    def why(self) -> str:
        """Why there is none, for a sentence that says so itself."""
        return self.text.removeprefix(NOT_COMPUTED)


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Something that stands in the way of a result, in a clinician's words."""

    reason: ReasonCode
    why: str


def not_computed(
    formula: Formula, obstacles: Iterable[Obstacle], inputs: tuple[str, ...] = ()
) -> Result:
    """The result that is none: of the obstacles those of the first reason in the order of codes.

    Raises `ValueError` without an obstacle.
    """
    order = list(ReasonCode)
    found = sorted(obstacles, key=lambda one: order.index(one.reason))
    if not found:
        raise ValueError("a result that is not computed needs a reason")
    first = found[0].reason
    whys = list(dict.fromkeys(one.why for one in found if one.reason is first))
    return Result(
        text=f"{NOT_COMPUTED}{'; '.join(whys)}",
        formula=str(formula),
        reason=first,
        version=formula.version,
        inputs=inputs,
    )


def computed(
    formula: Formula, value: Decimal, unit: Unit, text: str, inputs: tuple[str, ...]
) -> Result:
    """A result that there is."""
    return Result(
        text=text,
        formula=str(formula),
        value=value if value else abs(value),
        unit=unit,
        version=formula.version,
        inputs=inputs,
    )
