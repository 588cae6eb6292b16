"""A range of motion typed into one field as three numbers belongs into two."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.types import Difference, Section
from assessment.catalogue.units import plain
from assessment.kinds.address import Address
from assessment.kinds.neutral_zero import typed_range

End = tuple[Address, str]
"""A field and what belongs into it, as it is typed there."""


def ends_of(
    section: Section, where: Address, typed: str, *, decimal_separator: str
) -> tuple[End, End] | None:
    """Extension and flexion in what was typed into either's field; none where it is no range.

    Raises `Refused` for three numbers that are no range.
    """
    pair = _pair(section, where)
    found = typed_range(typed, decimal_separator=decimal_separator) if pair else None
    if pair is None or found is None:
        return None
    extension, flexion = pair
    return (
        (extension, _typed(extension, found.extension, decimal_separator)),
        (flexion, _typed(flexion, found.flexion, decimal_separator)),
    )


def _pair(section: Section, where: Address) -> tuple[Address, Address] | None:
    """The fields of extension and flexion that together are the range a field belongs to."""
    if where.setup_field is not None or where.trial:
        return None
    measures = {one.code: one for one in section.measures}
    for one in section.derived:
        if isinstance(one, Difference) and one.neutral_zero and where.measure.code in one.parts:
            extension, flexion = measures[one.subtrahend], measures[one.minuend]
            return (
                Address(measure=extension, side=where.side),
                Address(measure=flexion, side=where.side),
            )
    return None


def _typed(where: Address, number: Decimal, decimal_separator: str) -> str:
    """A number as it is typed into its field, with the word for its direction."""
    words = where.measure.direction_words
    size = plain(abs(number), decimal_separator=decimal_separator)
    return f"{words[0] if number > 0 else words[1]} {size}" if words and number else size
