"""What is commonly written after an operation: lines to adopt one by one, never by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assessment.catalogue.types.restrictions import (
    AppliesTo,
    ProcedureKind,
    Restricts,
)
from assessment.catalogue.types.sources import Source


@dataclass(frozen=True, kw_only=True)
class TemplateLine:
    """One line: what is allowed, from which week after the operation, up to which.

    Without `to_week` it holds until the surgeon reviews it.
    """

    code: str
    restricts: Restricts
    option: str
    source: Source
    from_week: int = 0
    to_week: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    applies_to: AppliesTo = AppliesTo.ALL


@dataclass(frozen=True, kw_only=True)
class RestrictionTemplate:
    """The lines of one procedure; `name` is whose word an adopted line is."""

    code: str
    kind: ProcedureKind
    name: str
    lines: tuple[TemplateLine, ...]
    note: str = ""
