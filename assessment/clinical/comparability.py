"""Whether two values were taken in the same way, so that they may be compared at all.

A setup is a mapping from the code of a setup field to what was said, choices by code and numbers in
the canonical unit. Where a result rests on both sides, a field that differs between them stands
once for each, as `lever_arm.right` and `lever_arm.left`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assessment.catalogue.types import SetupField, Side, Unit
from assessment.catalogue.units import plain, with_label
from assessment.clinical.readings import Reading


@dataclass(frozen=True, kw_only=True)
class Comparability:
    """`reasons` say why two values may not be compared, `cautions` what to bear in mind if so."""

    reasons: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether a change may be worked out."""
        return not self.reasons


def compare_setups(
    fields: Iterable[SetupField],
    reference: Mapping[str, str],
    now: Mapping[str, str],
    *,
    without: Collection[str] = (),
    decimal_separator: str = ".",
) -> Comparability:
    """What stands between two values taken in these two ways; `reference` is named first.

    A compared field said on one side only makes them incomparable; said on neither it is a caution.
    A field that is not part of the key (device) gives a caution when it differs. `without` names
    fields that do not matter for this result.
    """
    reasons: list[str] = []
    cautions: list[str] = []
    unsaid: list[str] = []
    known = [field for field in fields if field.code not in without]
    for field in known:
        keys = _keys(field.code, reference, now)
        if not keys and field.compared:
            unsaid.append(field.label)
        for key in keys:
            difference = _difference(field, key, reference, now, decimal_separator)
            if difference and field.compared:
                reasons.append(difference)
            elif difference and reference.get(key) and now.get(key):
                cautions.append(difference)
    reasons += _strangers({field.code for field in known} | set(without), reference, now)
    if unsaid:
        cautions.append(f"not recorded either time: {', '.join(unsaid)}")
    return Comparability(reasons=tuple(reasons), cautions=tuple(cautions))


def joint_key(
    fields: Sequence[SetupField], parts: Mapping[str, Reading], *, without: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """The key of a result that rests on several readings, each by its name ("right", "left").

    What all of them share stands once; what differs stands once for each.
    """
    key: list[tuple[str, str]] = []
    for field in fields:
        if not field.compared or field.code in without:
            continue
        said = {name: one.setup.get(field.code) for name, one in parts.items()}
        if len(set(said.values())) == 1:
            key += [(field.code, value) for value in {*said.values()} if value]
        else:
            key += [(f"{field.code}.{name}", value) for name, value in said.items() if value]
    return tuple(key)


def between_sides(
    fields: Iterable[SetupField],
    right: Reading,
    left: Reading,
    *,
    without: Collection[str] = (),
    decimal_separator: str = ".",
) -> tuple[str, ...]:
    """In which ways the two sides were measured differently, in words."""
    return tuple(
        words
        for field in fields
        if field.compared and field.code not in without
        if (
            words := _sides_differ(
                field,
                right.setup.get(field.code, ""),
                left.setup.get(field.code, ""),
                decimal_separator,
            )
        )
    )


def _keys(code: str, reference: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Under which keys a field is said: for each side where either setup tells them apart."""
    found = [
        key
        for setup in (reference, now)
        for key, said in setup.items()
        if said and key.partition(".")[0] == code
    ]
    sided = [key for key in found if key != code]
    return list(dict.fromkeys(sided or found))


def _difference(
    field: SetupField,
    key: str,
    reference: Mapping[str, str],
    now: Mapping[str, str],
    decimal_separator: str,
) -> str:
    before, after = _said(key, field.code, reference), _said(key, field.code, now)
    if _same(field, before, after):
        return ""
    part = key.partition(".")[2].replace("_", " ")
    label = f"{field.label} {part}" if part else field.label
    first, second = _worded(field, before, after, decimal_separator)
    if not before:
        return f"{label} not recorded before, {second} now"
    if not after:
        return f"{label} {first} before, not recorded now"
    return f"{label} {first} against {second}"


def _said(key: str, code: str, setup: Mapping[str, str]) -> str:
    """What a setup says of a field; what it says of both sides also holds for each."""
    return setup.get(key) or setup.get(code, "")


def _sides_differ(field: SetupField, right: str, left: str, decimal_separator: str) -> str:
    if _same(field, right, left):
        return ""
    first, second = _worded(field, right, left, decimal_separator)
    if not right or not left:
        missing = Side.RIGHT if not right else Side.LEFT
        return f"{field.label} {missing.value} not recorded"
    return f"{field.label} right {first}, left {second}"


def _same(field: SetupField, one: str, other: str) -> bool:
    if one == other:
        return True
    number = None if field.unit is None else _number(one)
    return number is not None and number == _number(other)


def _number(said: str) -> Decimal | None:
    try:
        return Decimal(said)
    except InvalidOperation:
        return None


def _worded(field: SetupField, first: str, second: str, decimal_separator: str) -> tuple[str, str]:
    """Both values in words; numbers in the unit in which they are written with fewest digits."""
    if field.unit is None:
        labels = {one.code: one.label for one in field.options}
        return labels.get(first, first), labels.get(second, second)
    units = field.entry_units or (field.unit,)
    unit = min(units, key=lambda one: max(_decimals(first, one), _decimals(second, one)))
    return _in_unit(first, unit, decimal_separator), _in_unit(second, unit, decimal_separator)


def _decimals(said: str, unit: Unit) -> int:
    number = _number(said)
    if number is None:
        return 0
    return len(plain(number / unit.to_canonical).partition(".")[2])


def _in_unit(said: str, unit: Unit, decimal_separator: str) -> str:
    number = _number(said)
    if number is None:
        return said
    rounded_off = round(number / unit.to_canonical, unit.decimals + 1)
    return with_label(plain(rounded_off, decimal_separator=decimal_separator), unit)


def _strangers(
    known: Collection[str], reference: Mapping[str, str], now: Mapping[str, str]
) -> list[str]:
    """Differences in keys that no field describes any more."""
    keys = [
        key
        for key in dict.fromkeys([*reference, *now])
        if key.partition(".")[0] not in known and reference.get(key, "") != now.get(key, "")
    ]
    return [
        f"{key.replace('_', ' ').replace('.', ' ')} "
        f"{reference.get(key) or 'not recorded'} against {now.get(key) or 'not recorded'}"
        for key in keys
    ]
