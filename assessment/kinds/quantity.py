"""Numbers with a unit: parsed, converted without rounding, held to limits, shown in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import takewhile

from assessment.catalogue import units
from assessment.catalogue.types import Limit, Measure, SetupField, SoftLimit, Unit
from assessment.catalogue.units import plain, with_label
from assessment.kinds.base import Refused, Value, quoted
from assessment.kinds.numbers import Typed, read_number

WHOLE_FAMILIES = frozenset(
    {"score", "points", "item", "level", "change_rating", "count", "steps", "pressure", "rate"}
)
"""Families of units that are counted, not measured: only whole numbers are taken."""


def entry_units(about: Measure | SetupField) -> tuple[Unit, ...]:
    """The units that may be typed, the one offered first; else the canonical unit."""
    return about.entry_units or (canonical_unit(about),)


def canonical_unit(about: Measure | SetupField) -> Unit:
    """The unit that values are kept in; raises `ValueError` for what is not a quantity."""
    if about.unit is None:
        raise ValueError(f"{about.code} has no unit")
    return about.unit


def canonical(about: Measure | SetupField, entered: Decimal, unit: str) -> Decimal:
    """The canonical, unrounded number of a value kept as typed with the code of its unit.

    Units that the measure no longer offers still convert, so that old rows keep their meaning;
    raises `KeyError` for a code that never was a unit.
    """
    for one in (*entry_units(about), canonical_unit(about)):
        if one.code == unit:
            return entered * one.to_canonical
    return entered * units.unit(unit).to_canonical


class Quantity:
    """A number with its unit, or with the words that stand for its sign."""

    trendable = True

    def parse(
        self,
        about: Measure | SetupField,
        typed: str,
        *,
        unit: str = "",
        decimal_separator: str = ".",
        setup: Mapping[str, str] | None = None,
    ) -> Value:
        """Value of "310", "25 kgf", "lacks 5"; raises `Refused`."""
        if not typed.strip():
            raise Refused("Nothing was typed. Type a number, or say why there is none.")
        words = _direction_words(about)
        if words:
            word, rest = _leading_word(typed.strip(), words)
            parsed = read_number(rest, decimal_separator=decimal_separator)
            entered = _directed(about, parsed, word, words, decimal_separator)
        else:
            parsed = read_number(typed, decimal_separator=decimal_separator)
            entered = _signed(about, parsed)
        taken = _unit_of(about, parsed.unit or unit)
        if taken.family in WHOLE_FAMILIES and entered != entered.to_integral_value():
            raise Refused("Only whole numbers are taken here. Type one without decimals.")
        number = entered * taken.to_canonical
        _check_hard(about, number, taken, decimal_separator)
        _check_accepted(about, number, setup or {})
        return Value(
            entered=entered,
            unit=taken.code,
            number=number,
            questions=_questions(about, number, taken, setup or {}, decimal_separator),
        )

    def typed(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """The number as it was typed; its unit beside it where more than one may be typed."""
        offered = entry_units(about)
        unit = next((one for one in offered if one.code == value.unit), None)
        if unit is not None and value.entered is not None:
            entered = value.entered
        else:
            unit, entered = canonical_unit(about), _kept(about, value)
        words = _direction_words(about)
        size = plain(abs(entered), decimal_separator=decimal_separator)
        if words and entered:
            return f"{words[0] if entered > 0 else words[1]} {size}"
        if words:
            return size
        number = plain(entered, decimal_separator=decimal_separator)
        return f"{number} {unit.label}" if len(offered) > 1 else number

    def text(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """The value in its canonical unit, rounded half-up for reading: "245.2 N", "lacks 5°"."""
        return quantity_text(about, _kept(about, value), decimal_separator=decimal_separator)


def quantity_text(
    about: Measure | SetupField, number: Decimal, *, decimal_separator: str = "."
) -> str:
    """A canonical number of this measure as a reader sees it."""
    unit = canonical_unit(about)
    words = _direction_words(about)
    if not words:
        return units.shown(number, unit, decimal_separator=decimal_separator)
    return units.directed(number, unit, words, decimal_separator=decimal_separator)


def accepted_text(about: Measure | SetupField, *, decimal_separator: str) -> str:
    """What can be entered, in the unit that is offered: "0 to 170°"; empty without a limit."""
    if about.hard is None:
        return ""
    return _range_text(about, about.hard, entry_units(about)[0], decimal_separator)


def usual_text(about: Measure | SetupField, soft: SoftLimit, *, decimal_separator: str) -> str:
    """What is usual by one of its soft limits, in the unit that is offered: "60 or 90°"."""
    return _usual_text(about, soft, entry_units(about)[0], decimal_separator)


def size_text(about: Measure | SetupField, size: Decimal, *, decimal_separator: str) -> str:
    """How large a difference in this measure's unit is, without direction: "3.5°"."""
    return units.shown(size, canonical_unit(about), decimal_separator=decimal_separator)


def _direction_words(about: Measure | SetupField) -> tuple[str, str] | None:
    return about.direction_words if isinstance(about, Measure) else None


def _leading_word(typed: str, words: tuple[str, str]) -> tuple[str, str]:
    """The direction said first, by the whole word or its beginning, and what follows it."""
    said = "".join(takewhile(str.isalpha, typed))
    if not said:
        return "", typed
    meant = [one for one in words if one.casefold().startswith(said.casefold())]
    if len(meant) != 1:
        raise Refused(f"Type “{words[0]} 5” or “{words[1]} 5”, or 0.")
    return meant[0], typed[len(said) :]


def _directed(
    about: Measure | SetupField,
    parsed: Typed,
    word: str,
    words: tuple[str, str],
    decimal_separator: str,
) -> Decimal:
    if parsed.sign or (not word and parsed.size):
        size = plain(parsed.size, decimal_separator=decimal_separator)
        subject = _moves(about)
        raise Refused(
            f"Does this mean {subject}{words[0]} {size} or {words[1]} {size}? "
            f"Type “{words[0]} {size}” or “{words[1]} {size}”, without a sign."
        )
    return -parsed.size if word == words[1] and parsed.size else parsed.size


def _moves(about: Measure | SetupField) -> str:
    """What the words of a direction are said of: "that the knee " lacks; nothing for a length."""
    if not isinstance(about, Measure) or canonical_unit(about).family != "angle":
        return ""
    return f"that the {about.body_site or 'joint'} "


def _signed(about: Measure | SetupField, parsed: Typed) -> Decimal:
    hard = about.hard
    below_zero_allowed = hard is None or hard.low is None or hard.low < 0
    if parsed.sign and not below_zero_allowed:
        raise Refused("Type the number without a sign: this is never below 0.")
    return parsed.number


def _unit_of(about: Measure | SetupField, said: str) -> Unit:
    offered = entry_units(about)
    if not said:
        return offered[0]
    for one in offered:
        if said.casefold() in map(str.casefold, (one.code, one.label, *one.typed)):
            return one
    names = [one.label for one in offered]
    taken = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    instead = f"Type {taken} after the number." if taken else "Type the number alone."
    raise Refused(f"{quoted(said)} is not a unit that is taken here. {instead}")


def _kept(about: Measure | SetupField, value: Value) -> Decimal:
    if value.number is None:
        raise ValueError(f"{about.code}: a quantity without a number cannot be said")
    return value.number


def _check_hard(
    about: Measure | SetupField, number: Decimal, unit: Unit, decimal_separator: str
) -> None:
    if about.hard is None or about.hard.holds(number):
        return
    taken = _range_text(about, about.hard, unit, decimal_separator)
    raise Refused(f"This cannot be right: {taken} can be entered. Check the number and the unit.")


def _check_accepted(about: Measure | SetupField, number: Decimal, setup: Mapping[str, str]) -> None:
    """Only certain numbers are points of an item; which ones can depend on how they are coded."""
    accepted = about.accepted if isinstance(about, Measure) else ()
    fitting = [
        one for one in accepted if all(setup.get(at) == said for at, said in one.when.items())
    ]
    if not fitting:
        return
    taken = max(fitting, key=lambda one: len(one.when)).numbers
    if number not in taken:
        raise Refused(f"Only {_listed(taken)} can be entered here. Check the form.")


def _listed(numbers: Sequence[Decimal]) -> str:
    said = [plain(one) for one in sorted(numbers)]
    if len(said) > 2 and numbers == tuple(Decimal(one) for one in range(len(numbers))):
        return f"{said[0]} to {said[-1]}"
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def _questions(
    about: Measure | SetupField,
    number: Decimal,
    unit: Unit,
    setup: Mapping[str, str],
    decimal_separator: str,
) -> tuple[str, ...]:
    return tuple(
        _question(about, soft, number, unit, decimal_separator)
        for soft in about.soft
        if all(setup.get(code) == said for code, said in soft.when.items())
        and not (soft.limit.holds(number) and (not soft.among or number in soft.among))
    )


def _question(
    about: Measure | SetupField,
    soft: SoftLimit,
    number: Decimal,
    unit: Unit,
    decimal_separator: str,
) -> str:
    usual = f"usual is {_usual_text(about, soft, unit, decimal_separator)}"
    why = f" {soft.why}" if soft.why else ""
    return (
        f"{_in_unit(about, number, unit, decimal_separator)} is unusual; {usual}.{why} Is it right?"
    )


def _usual_text(
    about: Measure | SetupField, soft: SoftLimit, unit: Unit, decimal_separator: str
) -> str:
    if not soft.among:
        return _range_text(about, soft.limit, unit, decimal_separator)
    values = [plain(one, decimal_separator=decimal_separator) for one in soft.among]
    usual = f"{', '.join(values[:-1])} or {values[-1]}" if len(values) > 1 else values[0]
    return with_label(usual, canonical_unit(about))


def _range_text(
    about: Measure | SetupField, limit: Limit, unit: Unit, decimal_separator: str
) -> str:
    """The limit in the unit that was typed, rounded inwards so that what it names is accepted."""

    def said(number: Decimal | None, rounding: str) -> str:
        if number is None:
            return ""
        if _direction_words(about):
            return quantity_text(about, number, decimal_separator=decimal_separator)
        exact = number / unit.to_canonical
        inward = exact.quantize(Decimal(1).scaleb(-max(unit.decimals, 1)), rounding=rounding)
        return plain(inward, decimal_separator=decimal_separator)

    low, high = said(limit.low, ROUND_CEILING), said(limit.high, ROUND_FLOOR)
    if _direction_words(about):
        return f"{low} to {high}"
    if not low:
        return f"{'less than' if limit.high_open else 'at most'} {_labelled(high, unit)}"
    if not high:
        return f"{'more than' if limit.low_open else 'at least'} {_labelled(low, unit)}"
    if limit.low_open:
        return f"more than {low} and at most {_labelled(high, unit)}"
    return f"{low} to {_labelled(high, unit)}"


def _labelled(number: str, unit: Unit) -> str:
    return number if unit.family in WHOLE_FAMILIES else with_label(number, unit)


def _in_unit(
    about: Measure | SetupField, number: Decimal, unit: Unit, decimal_separator: str
) -> str:
    if _direction_words(about):
        return quantity_text(about, number, decimal_separator=decimal_separator).capitalize()
    exact = number / unit.to_canonical
    return with_label(plain(exact, decimal_separator=decimal_separator), unit)
