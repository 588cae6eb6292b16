"""Which restriction holds on a limb, for each parameter (RS-1, RS-2, RS-3, RS-6, RS-7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assessment.catalogue.types import AppliesTo, Numbers, Restricts, Side
from assessment.clinical.restrictions.data import Given, Standing, standing
from assessment.clinical.restrictions.words import limit_words, short_words

SURGEON_FIRST = "RS-1"
STRICTER = "RS-2"
ADOPTED = "RS-3"
EXPIRED = "RS-6"
UNTIL_REVIEW = "RS-7"
TESTING = frozenset({AppliesTo.ALL, AppliesTo.EXERCISE})
"""When a restriction has to hold to bear on every test."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What holds for one parameter of one limb: the restriction that decides, and why it does.

    `expired` ones warn and ask nothing. In a `conflict` two orders of one level differ and the
    stricter is used; `given` then carries its numbers and `others` are those it stands against.
    """

    given: Given
    rules: tuple[str, ...]
    expired: bool = False
    conflict: bool = False
    others: tuple[Given, ...] = ()

    @property
    def words(self) -> str:
        """The line that stands at a field."""
        return limit_words(self.given, expired=self.expired, conflict=self.conflict)

    @property
    def short(self) -> str:
        """As a chip says it; a date that passed and a conflict are said there as well."""
        marks = [
            mark
            for mark, holds in (("expired", self.expired), ("conflict", self.conflict))
            if holds
        ]
        said = short_words(self.given)
        return f"{said} ({', '.join(marks)})" if marks else said

    @property
    def restricting(self) -> bool:
        """Whether anything is kept from the knee; a surgeon may also say that it is free."""
        return self.given.allowed.restricts

    @property
    def side(self) -> Side:
        return self.given.side

    @property
    def restricts(self) -> Restricts:
        return self.given.restricts


def in_force(given: Iterable[Given], on: date) -> tuple[Limit, ...]:
    """Everything that holds or has expired unconfirmed on a day, limb by limb.

    What holds only for walking, rest or sleep is a limit of its own beside what always holds.
    """
    rows = list(given)
    found: list[Limit] = []
    for side in (Side.RIGHT, Side.LEFT):
        for restricts in Restricts:
            for applies_to in AppliesTo:
                own = [
                    one
                    for one in rows
                    if (one.side, one.restricts, one.applies_to) == (side, restricts, applies_to)
                ]
                found += _decided(own, on)
    return tuple(_without_overruled(found))


def limits_for(
    limits: Iterable[Limit], side: Side, restricts: Sequence[Restricts], when: frozenset[AppliesTo]
) -> tuple[Limit, ...]:
    """The limits that bear on one thing on one limb; with `Side.NONE` those of either."""
    return tuple(
        one
        for one in limits
        if one.restricts in restricts and one.given.applies_to in when
        if side in (Side.NONE, one.side)
    )


def deciding(limits: Iterable[Limit]) -> tuple[Limit, ...]:
    """Of the limits that speak of one thing on one limb those that decide at a test (RS-1).

    The highest source of what holds in exercise decides. What holds for walking alone overrules
    nothing, and is overruled by nothing but what always holds.
    """
    own = tuple(limits)
    top = max(
        (one.given.level for one in own if one.given.applies_to in TESTING and not one.expired),
        default=0,
    )
    return tuple(
        one for one in own if one.given.applies_to not in TESTING or one.given.level >= top
    )


def deciding_each(limits: Iterable[Limit]) -> tuple[Limit, ...]:
    """The same of limits of several things and of both limbs."""
    own = tuple(limits)
    kept = {
        one
        for side, restricts in {(one.side, one.restricts) for one in own}
        for one in deciding(
            limit for limit in own if (limit.side, limit.restricts) == (side, restricts)
        )
    }
    return tuple(one for one in own if one in kept)


def _decided(rows: list[Given], on: date) -> list[Limit]:
    """What decides among the restrictions of one parameter: those in force, then the expired."""
    active = [one for one in rows if standing(one, on) is Standing.ACTIVE]
    expired = [one for one in rows if standing(one, on) is Standing.EXPIRED]
    found = [_strictest(_highest(active))] if active else []
    if active:
        top = max(one.level for one in active)
        expired = [one for one in expired if one.level >= top]
    if expired:
        decided = _strictest(_highest(expired))
        found.append(replace(decided, expired=True, rules=(*decided.rules, EXPIRED)))
    return found


def _without_overruled(limits: list[Limit]) -> list[Limit]:
    """What holds only at times gives way to a higher level that always holds (RS-1)."""
    always = {
        (one.side, one.restricts): one.given.level
        for one in limits
        if one.given.applies_to is AppliesTo.ALL and not one.expired
    }
    return [
        one
        for one in limits
        if one.given.applies_to is AppliesTo.ALL
        or one.given.level >= always.get((one.side, one.restricts), one.given.level)
    ]


def _highest(rows: list[Given]) -> list[Given]:
    """Those of the highest level: a surgeon's word replaces the others, strict or not."""
    top = max(one.level for one in rows)
    return [one for one in rows if one.level is top]


def _strictest(rows: list[Given]) -> Limit:
    """The strictest of one level; where they differ it is a conflict."""
    first = min(rows, key=_strictness)
    differing = [one for one in rows if _said(one) != _said(first)]
    rules = (SURGEON_FIRST, *([ADOPTED] if first.level == 1 else []))
    if not differing:
        # Of several that say the same the last to end is told; one until review never ends.
        latest = max(rows, key=lambda one: (one.until is None, one.until or date.min))
        return Limit(
            given=latest, rules=(*rules, *([UNTIL_REVIEW] if latest.until is None else []))
        )
    stricter = _narrowed(first, rows)
    rules = (*rules, STRICTER, *([UNTIL_REVIEW] if stricter.until is None else []))
    return Limit(given=stricter, rules=rules, conflict=True, others=tuple(differing))


def _strictness(one: Given) -> tuple[int, object]:
    """How strict a restriction is, the strictest first: its option, then its numbers."""
    order = one.thing.strictness(one.option)
    numbers = one.allowed.numbers
    if numbers is Numbers.RANGE and one.low is not None and one.high is not None:
        return order, one.high - one.low
    if numbers in (Numbers.UP_TO, Numbers.LOAD) and one.high is not None:
        return order, one.high
    return order, 0


def _said(one: Given) -> tuple[object, ...]:
    return (one.option, one.low, one.high, one.load_unit)


def _narrowed(first: Given, rows: list[Given]) -> Given:
    """Of ranges that overlap what both allow; of others the strictest as it stands."""
    if first.allowed.numbers is not Numbers.RANGE:
        return first
    alike = [one for one in rows if one.option == first.option]
    lows = [one.low for one in alike if one.low is not None]
    highs = [one.high for one in alike if one.high is not None]
    if not lows or not highs or max(lows) > min(highs):
        return first
    return replace(first, low=max(lows), high=min(highs))
