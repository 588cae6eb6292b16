"""Whether a value, or a test before it is done, goes beyond the limits in force (RS-4 to RS-6).

Equal to a limit is within it. An expired limit is told and asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from assessment.catalogue.restriction_words import allowed_words, degrees, range_words
from assessment.catalogue.types import (
    AppliesTo,
    Bearing,
    Demand,
    Load,
    Measure,
    Motion,
    Restricts,
    Side,
)
from assessment.clinical.restrictions.asked import broken_by_load
from assessment.clinical.restrictions.in_force import (
    TESTING,
    Limit,
    deciding,
    limits_for,
)

VALUE = "RS-4"
TEST = "RS-5"
GOAL = "RS-12"
RANGES: Mapping[Motion | None, Restricts] = MappingProxyType(
    {
        None: Restricts.RANGE_PASSIVE,
        Motion.PASSIVE: Restricts.RANGE_PASSIVE,
        Motion.ACTIVE: Restricts.RANGE_ACTIVE,
        Motion.WEIGHT_BEARING: Restricts.RANGE_WEIGHT_BEARING,
    }
)
HELD = frozenset(
    {
        Load.ISOMETRIC_LIGHT,
        Load.ISOMETRIC_SUBMAXIMAL,
        Load.ISOMETRIC_MAXIMAL,
        Load.RESISTED_FLEXION,
    }
)
"""What is held by the patient at an angle that the therapist sets: both ranges bear on it."""


@dataclass(frozen=True, kw_only=True)
class TestAsked:
    """A test on one limb (`Side.NONE`: on both), with what its setup says so far."""

    measure: Measure
    demands: tuple[Demand, ...]
    side: Side
    setup: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """A limit that bears on a test: what is said of it, and whether it is gone beyond.

    `by_value` says that it is the number itself which lies beyond, so that another number of the
    same test is another question. `at` is the angle that decides, where one does.
    """

    limit: Limit
    rules: tuple[str, ...]
    what: str = ""
    demand: str = ""
    by_value: bool = False
    at: Decimal | None = None

    @property
    def broken(self) -> bool:
        """Whether the limit is gone beyond."""
        return bool(self.what)

    @property
    def asks(self) -> bool:
        """Whether it waits for a reason; what has expired only warns."""
        return self.broken and not self.limit.expired

    @property
    def words(self) -> str:
        """What is beyond, and the limit with whose it is."""
        return f"{self.what}. {self.limit.words}" if self.what else self.limit.words


def beyond(
    test: TestAsked, limits: Sequence[Limit], *, value: Decimal | None, choice: str
) -> tuple[Beyond, ...]:
    """What an answer goes beyond: a number in degrees, a grade, or the mere fact of the test."""
    return tuple(
        one
        for demand in _done(test, choice)
        for one in _held_against(demand, test, limits, value=value, answered=True)
        if one.broken
    )


def beyond_before(test: TestAsked, limits: Sequence[Limit]) -> tuple[Beyond, ...]:
    """Every limit that bears on a test before it is chosen; those it would go beyond say so.

    Of a test that can be done in an easier way (a grade of up to 3) it is said for the way it is.
    """
    found: dict[tuple[str, bool], Beyond] = {}
    for demand in _possible(test):
        for one in _held_against(demand, test, limits, value=None, answered=False):
            key = (one.limit.given.id, one.limit.expired)
            if key not in found or (one.broken and not found[key].broken):
                found[key] = one
    return tuple(found.values())


def beyond_target(
    test: TestAsked, limits: Sequence[Limit], target: Decimal | None, *, choice: str
) -> tuple[Beyond, ...]:
    """What reaching a goal's target would go beyond (RS-12)."""
    return tuple(
        replace(one, rules=(GOAL, *one.limit.rules))
        for one in beyond(test, limits, value=target, choice=choice)
    )


def _possible(test: TestAsked) -> Iterator[Demand]:
    """The demands that the setup leaves open."""
    for one in test.demands:
        contradicted = any(
            code in test.setup and not _same(test.setup[code], option)
            for code, option in one.when.items()
        )
        excluded = any(
            code in test.setup and _same(test.setup[code], option)
            for code, option in one.unless.items()
        )
        if not contradicted and not excluded:
            yield one


def _done(test: TestAsked, choice: str) -> Iterator[Demand]:
    """The demands of what was done: of a grade those that it took."""
    ranks = {one.code: one.ordinal for one in test.measure.options}
    rank = ranks.get(choice)
    for one in _possible(test):
        from_rank = ranks.get(one.from_grade)
        if from_rank is None or rank is None or rank >= from_rank:
            yield one


def _held_against(
    demand: Demand,
    test: TestAsked,
    limits: Sequence[Limit],
    *,
    value: Decimal | None,
    answered: bool,
) -> Iterator[Beyond]:
    when = _when(demand)
    rule = VALUE if answered else TEST
    angle = _angle(demand, test.setup, value)
    for one in _ranges(demand, test.side, limits, when):
        what, by_value = _beyond_range(demand, angle, one)
        yield Beyond(
            limit=one,
            rules=(rule, *one.rules),
            what=what,
            demand=demand.code,
            by_value=by_value,
            at=angle if what else None,
        )
    own = limits_for(limits, test.side, tuple(Restricts), when)
    for limit, what, at in broken_by_load(demand, own, angle):
        yield Beyond(limit=limit, rules=(rule, *limit.rules), what=what, demand=demand.code, at=at)


def _when(demand: Demand) -> frozenset[AppliesTo]:
    """For which limits a test counts: what only holds for walking bears on standing tests."""
    return TESTING | {AppliesTo.WALKING} if demand.bearing > Bearing.NONE else TESTING


def _ranges(
    demand: Demand, side: Side, limits: Iterable[Limit], when: frozenset[AppliesTo]
) -> tuple[Limit, ...]:
    """The limits of range that bear on a test; a higher level's word stands for the others."""
    angles = demand.reads_angle or demand.angle_field or (demand.low, demand.high) != (None, None)
    loaded = demand.motion is Motion.WEIGHT_BEARING
    if not angles and not loaded:
        return ()
    found: list[Limit] = []
    for limb in (Side.RIGHT, Side.LEFT) if side is Side.NONE else (side,):
        for kind in _kinds(demand):
            found += deciding(limits_for(limits, limb, (Restricts.RANGE, kind), when))
        if loaded:
            found += deciding(limits_for(limits, limb, (Restricts.CLOSED_CHAIN_DEPTH,), when))
    return tuple(dict.fromkeys(found))


def _kinds(demand: Demand) -> tuple[Restricts, ...]:
    """Which kinds of range a test is held against, each by itself."""
    if demand.motion is None and demand.load in HELD:
        return (Restricts.RANGE_PASSIVE, Restricts.RANGE_ACTIVE)
    return (RANGES[demand.motion],)


def _beyond_range(demand: Demand, at: Decimal | None, limit: Limit) -> tuple[str, bool]:
    """How a test goes beyond a range, in words, and whether its value does; empty if it does not.

    A test that is held at some angle is within while there is one that both allow.
    """
    low, high = limit.given.low, limit.given.high
    allowed = allowed_words(low, high)
    if at is not None:
        if not _outside(at, at, low, high):
            return "", False
        if demand.reads_angle:
            return f"{degrees(at)} is beyond the limit {allowed}", True
        return f"{demand.label} at {degrees(at)} is beyond the limit {allowed}", False
    if demand.motion is None and demand.low is not None and demand.high is not None:
        apart = (low is not None and demand.high < low) or (high is not None and high < demand.low)
    else:
        apart = _outside(demand.low, demand.high, low, high)
    if not apart:
        return "", False
    return f"{demand.label} goes {_way(demand)}, beyond the limit {allowed}", False


def _outside(
    low: Decimal | None, high: Decimal | None, least: Decimal | None, most: Decimal | None
) -> bool:
    under = low is not None and least is not None and low < least
    return under or (high is not None and most is not None and high > most)


def _angle(demand: Demand, setup: Mapping[str, str], value: Decimal | None) -> Decimal | None:
    """The angle that a test is done at, as far as it was said."""
    if demand.reads_angle:
        return value
    try:
        return Decimal(setup[demand.angle_field]) if setup.get(demand.angle_field) else None
    except InvalidOperation:
        return None


def _way(demand: Demand) -> str:
    """How far a test bends the knee, in words."""
    if demand.high is not None and demand.low in (None, demand.high):
        return f"to {degrees(demand.high)}"
    return f"from {range_words(demand.low, demand.high)}"


def _same(said: str, option: str) -> bool:
    """Whether the setup says an option; numbers are compared as numbers."""
    if said == option:
        return True
    try:
        return bool(said) and Decimal(said) == Decimal(option)
    except InvalidOperation:
        return False
