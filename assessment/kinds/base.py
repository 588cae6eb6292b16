"""What every kind of answer can do, and the value it makes of what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from assessment.catalogue.types import Measure, SetupField

QUOTED = 40


class Refused(Exception):
    """What was typed cannot be taken; `str()` says why and what to type, for the clinician."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """A parsed answer. Exactly one of `number`, `choice`, `text` is set.

    `entered` and `unit` are as typed; `number` is canonical and unrounded. `questions` are soft
    limits that the clinician has to confirm before the value is taken as meant.
    """

    entered: Decimal | None = None
    unit: str = ""
    number: Decimal | None = None
    choice: str = ""
    text: str = ""
    questions: tuple[str, ...] = ()


def quoted(typed: str) -> str:
    """What was typed, for a message about it: its beginning when it is long."""
    said = typed.strip()
    return f"“{said}”" if len(said) <= QUOTED else f"“{said[:QUOTED]}…”"


class AnswerKind(Protocol):
    """One kind of answer. Stateless; the measure says the facts."""

    trendable: bool

    def parse(
        self,
        about: Measure | SetupField,
        typed: str,
        *,
        unit: str = "",
        decimal_separator: str = ".",
        setup: Mapping[str, str] | None = None,
    ) -> Value:
        """Value of what was typed; raises `Refused`. `unit` is the row's unit for a bare number."""

    def typed(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """What stands in the field for a stored value; parsing it again gives the same value."""

    def text(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """What a reader sees: rounded half-up, with unit, in words."""
