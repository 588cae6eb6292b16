"""One class per kind of answer: parse, validate, text, can it be drawn as a trend."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assessment.catalogue.types import Kind
from assessment.catalogue.units import rounded
from assessment.kinds.base import AnswerKind, Refused, Value
from assessment.kinds.date import Date
from assessment.kinds.options import Answer, Choice, Grade, ordinal
from assessment.kinds.quantity import (
    Quantity,
    accepted_text,
    canonical,
    entry_units,
    quantity_text,
    size_text,
    usual_text,
)
from assessment.kinds.text import Text

_KINDS: Mapping[Kind, AnswerKind] = MappingProxyType(
    {
        Kind.QUANTITY: Quantity(),
        Kind.GRADE: Grade(),
        Kind.ANSWER: Answer(),
        Kind.CHOICE: Choice(),
        Kind.TEXT: Text(),
        Kind.DATE: Date(),
    }
)


def of(kind: Kind) -> AnswerKind:
    """What a kind of answer can do."""
    return _KINDS[kind]


__all__ = [
    "AnswerKind",
    "Refused",
    "Value",
    "accepted_text",
    "canonical",
    "entry_units",
    "of",
    "ordinal",
    "quantity_text",
    "rounded",
    "size_text",
    "usual_text",
]
