"""Reading a number as a clinician types it: nothing is guessed, a refusal says what to type.

ASCII digits, one decimal separator (the clinic's), an optional sign where the measure allows one,
at most twelve digits; after it a unit or nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assessment.kinds.base import Refused

MOST_DIGITS = 12

_SHAPE = re.compile(r"(?P<sign>[+\-\u2212]?)\s*(?P<number>[0-9.,]*)\s*(?P<unit>.*)", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+")
_DIGIT = re.compile(r"[0-9]")
_RUNS_ON = re.compile(r"\d|[eE_'’][0-9+\-]")
_OTHER = {".": ",", ",": "."}


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A number as typed: its sign ("", "+" or "-"), its size, and what stood after it."""

    sign: str
    size: Decimal
    unit: str

    @property
    def number(self) -> Decimal:
        """The number with its sign; zero has none."""
        return -self.size if self.sign == "-" and self.size else self.size


def read_number(typed: str, *, decimal_separator: str) -> Typed:
    """The number and the unit in what was typed; raises `Refused`."""
    match = _SHAPE.fullmatch(typed.strip())
    if match is None or not _DIGIT.search(match["number"]) or _RUNS_ON.match(match["unit"]):
        raise Refused(_not_a_number(decimal_separator))
    number, unit = match["number"], match["unit"].strip()
    digits = sum(one.isdigit() for one in number)
    if digits > MOST_DIGITS:
        raise Refused(
            f"This number has {digits} digits; at most {MOST_DIGITS} are kept. Type it shorter."
        )
    if _OTHER[decimal_separator] in number:
        raise Refused(_other_separator(number, decimal_separator))
    if not _NUMBER.fullmatch(number):
        raise Refused(_not_a_number(decimal_separator))
    sign = "-" if match["sign"] == "\u2212" else match["sign"]
    return Typed(sign=sign, size=Decimal(number.replace(",", ".")), unit=unit)


def _not_a_number(separator: str) -> str:
    return (
        f"This is not a number. Type digits 0 to 9, decimals after “{separator}”: 12{separator}5."
    )


def _other_separator(number: str, separator: str) -> str:
    other = _OTHER[separator]
    message = f"Decimals are written with “{separator}” here, and thousands without a separator."
    if number.count(other) > 1 or separator in number:
        return f"{message} Type the number with digits and at most one “{separator}”."
    before, after = number.split(other)
    as_decimal = f"{before or '0'}{separator}{after}" if after else before
    if len(after) == 3 and before:
        return f"{message} Type {before}{after} or {as_decimal}, whichever is meant."
    return f"{message} Type {as_decimal}."
