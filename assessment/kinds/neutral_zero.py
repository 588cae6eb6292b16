"""A range of motion typed as three numbers, extension first: 5-0-140 or 0-10-120.

Neutral-zero method: the 0 stands in the middle where the joint goes beyond neutral, and in front
where it does not reach it. Anything that could be read in another way is asked about in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assessment.catalogue.units import plain
from assessment.kinds.base import Refused
from assessment.kinds.numbers import read_number

_THREE = re.compile(
    r"([0-9.,]+)\s*°?\s*[-/\u2013]\s*([0-9.,]+)\s*°?\s*[-/\u2013]\s*([0-9.,]+)\s*°?"
)


@dataclass(frozen=True, kw_only=True)
class Range:
    """A range as typed: the extension on one axis (lacking is above 0), and the flexion."""

    extension: Decimal
    flexion: Decimal


def looks_like_a_range(typed: str) -> bool:
    """Whether three numbers were typed, whatever they say."""
    return _THREE.fullmatch(typed.strip()) is not None


def typed_range(typed: str, *, decimal_separator: str = ".") -> Range | None:
    """The range in what was typed, or none where it is something else; raises `Refused`."""
    match = _THREE.fullmatch(typed.strip())
    if match is None:
        return None
    first, middle, last = (
        read_number(one, decimal_separator=decimal_separator).size for one in match.groups()
    )
    if first and middle:
        said = "-".join(
            plain(one, decimal_separator=decimal_separator) for one in (first, middle, last)
        )
        raise Refused(
            f"Of {said} the first or the middle number is 0. "
            "Type 5-0-140 where the knee hyperextends 5, 0-5-140 where it lacks 5."
        )
    if last < max(first, middle):
        raise Refused(
            "Extension is typed first and flexion last: 5-0-140 hyperextends 5 and bends to 140."
        )
    return Range(extension=middle - first, flexion=last)
